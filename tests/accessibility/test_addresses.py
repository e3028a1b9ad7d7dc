"""Every page that the table of addresses names, once as each role that sees a different page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kuznia.lib.access import Access, Outcome, Role
from tests.accessibility.viewers import Viewers, drawn
from tests.accessibility.ways import WAYS
from tests.permissions.site_map import WAGTAIL_HOME, declared
from tests.permissions.targets import TARGETS

pytestmark = pytest.mark.browser
# Wagtail draws its own admin; newsroom's tests drive it in Chromium.
NOT_OURS = {WAGTAIL_HOME}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_PAGE = {
    "health": "text/plain",
    "portal:robots": "text/plain",
    "portal:calendar-feed": "text/calendar",
    "portal:calendar-feed-gmina": "text/calendar",
    "portal:calendar-feed-organisation": "text/calendar",
    "portal:calendar-feed-own": "text/calendar",
    "directory:organisations-csv": "text/csv",
    "directory:organisations-json": "application/json",
    "directory:desk-organisations-csv": "text/csv",
    "directory:desk-organisations-xlsx": XLSX,
    "directory:organisations-empty": XLSX,
    "search:suggestions": "text/html",
    "speech:sound": "audio/wav",
    "events:event-ics": "text/calendar",
    "events:survey-results": "text/csv",
    "events:desk-survey-csv": "text/csv",
    "events:desk-registrations-csv": "text/csv",
    "events:desk-registrations-xlsx": XLSX,
    "notify:mailbox-attachment": "text/calendar",
    "newsroom:picture": "image/",
    "newsroom:feed": "application/atom+xml",
    "newsroom:feed-of-subject": "application/atom+xml",
    "events:hall-qr": "image/svg+xml",
    "events:registration-ticket": "image/svg+xml",
    "events:registration-certificate": "application/pdf",
    "events:delegation-certificate": "application/pdf",
    # Parts of a page, which stand there with their first numbers.
    "events:seats": "text/html",
    "events:desk-door-counts": "text/html",
    "jobs:progress-bar": "text/html",
    "directory:white-spots-table": "text/csv",
    "directory:county-logo": "image/png",
    "directory:county-colours": "text/css",
}
# They answer with the error page or a file, whoever asks.
NO_ANSWER = {
    "files:file",
    "files:rendition",
    "demo:sign-in-as",
    "mfa_download_recovery_codes",
    "events:my-registration-ticket",
    "inquiries:my-inquiry",
    "events:my-registration-certificate",
}
TABLE = {name: access for name, access in declared().items() if access.method == "GET"}
PAGES = {
    name: access
    for name, access in TABLE.items()
    if name not in NOT_OURS | NO_PAGE.keys() and Outcome.OK in {access.outcome_for(role) for role in Role}
}


def test_every_address_is_looked_at() -> None:
    assert set(TABLE) == PAGES.keys() | WAYS.keys() | NOT_OURS | NO_PAGE.keys() | NO_ANSWER


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_breaks_no_rule_for_any_role(name: str, viewers: Viewers) -> None:
    wrong = [
        fault
        for role, path in _different(name, PAGES[name], viewers)
        for fault in viewers.wrong_at(role, path)
    ]

    assert wrong == []


@pytest.mark.parametrize("name", sorted(NO_PAGE))
def test_address_gives_something_else_than_a_page(name: str, viewers: Viewers) -> None:
    access = TABLE[name]
    role = next(role for role in Role if access.outcome_for(role) is Outcome.OK)

    answer = viewers.cast.browser(role).get(_path(name, access, viewers))

    assert answer["Content-Type"].startswith(NO_PAGE[name])


def _path(name: str, access: Access, viewers: Viewers) -> str:
    return reverse(name, kwargs=TARGETS[access.target](viewers.cast) if access.target else {})


def _different(name: str, access: Access, viewers: Viewers) -> list[tuple[Role, str]]:
    """Return the first role of each that sees its page, with the address."""
    path, seen, different = _path(name, access, viewers), set(), []
    for role in Role:
        if access.outcome_for(role) is not Outcome.OK:
            continue
        parts = drawn(viewers.html(role, path))
        if parts not in seen:
            seen.add(parts)
            different.append((role, path))
    return different
