"""Opening a page changes nothing: every address is read in a transaction that may not write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import InternalError, connection, transaction
from django.urls import reverse

from kuznia.directory.tests.factories import make_county, make_organisation
from kuznia.lib.access import Role
from tests.permissions.roles import Cast
from tests.permissions.site_map import declared
from tests.permissions.targets import TARGETS

# What a session remembers is no change of the county: the secret of a second factor that is being turned on.
WRITES_SESSION = {"mfa_activate_totp"}
# Wagtail's admin is behind its own door, which brings the groups of the one who enters up to date.
WRITES_GROUPS = {"wagtailadmin_home"}
# Whoever takes people's data away as a file is named in the history (ADR 0038).
WRITES_HISTORY = {
    "events:desk-registrations-csv",
    "events:desk-registrations-xlsx",
    "directory:desk-organisations-csv",
    "directory:desk-organisations-xlsx",
}
READ = sorted(
    name
    for name, access in declared().items()
    if access.method == "GET" and name not in WRITES_SESSION | WRITES_GROUPS | WRITES_HISTORY
)


@pytest.fixture(scope="module")
def cast(module_database: str) -> Cast:
    """The county's people, signed in once for all the addresses."""
    return Cast(county=make_county(), organisation=make_organisation("Stowarzyszenie Próbne"))


@pytest.fixture(autouse=True)
def undone(cast: Cast, settings) -> Iterator[None]:
    """Roll back what the test makes."""
    settings.KUZNIA_DEMO, settings.ROOT_URLCONF = True, "tests.demo_urls"
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", READ)
def test_page_writes_nothing_when_anybody_opens_it(name: str, cast: Cast) -> None:
    access = declared()[name]
    address = reverse(name, kwargs=TARGETS[access.target](cast) if access.target else {})

    for role in Role:
        with transaction.atomic():
            _may_not_write()
            assert cast.browser(role).get(address).status_code < 500
            transaction.set_rollback(True)


def test_writing_is_noticed_when_a_page_does_it(cast: Cast) -> None:
    _may_not_write()
    browser = cast.browser(Role.RESIDENT)

    with pytest.raises(InternalError, match="read-only transaction"):
        browser.post(reverse("accounts:my-data"), {"name": "Ewa", "language": "pl"})


def _may_not_write() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")
