"""Every address, asked as every role, gives what its app declares; an address nobody declared fails."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from kuznia.directory.tests.factories import make_county, make_organisation
from kuznia.lib.access import Access, Outcome, Role
from tests.permissions.roles import Cast
from tests.permissions.site_map import declared, known_names, nameless_routes
from tests.permissions.targets import TARGETS

STATUS = {
    Outcome.OK: 200,
    Outcome.REDIRECT: 302,
    Outcome.SIGN_IN: 302,
    Outcome.FORBIDDEN: 403,
    Outcome.HIDDEN: 404,
    Outcome.METHOD: 405,
    Outcome.GONE: 410,
}
# The demo's own addresses exist only in the demo; kuznia/demo/tests asks them.
ELSEWHERE = {"demo:sign-in-as"}
TABLE = {name: access for name, access in declared().items() if name not in ELSEWHERE}


def test_every_address_is_declared_and_every_declaration_has_an_address() -> None:
    assert known_names() - ELSEWHERE == set(TABLE)


def test_no_address_is_without_a_name() -> None:
    assert nameless_routes() == []


def test_every_target_is_used() -> None:
    assert {access.target for access in TABLE.values() if access.target} == set(TARGETS)


@pytest.fixture
def cast(db: None, settings) -> Cast:
    """The county's people; officers act without a second factor, as in the demo, for `accounts` tests that door."""
    settings.KUZNIA_DEMO = True
    settings.KUZNIA_LIMITS = False
    return Cast(county=make_county(), organisation=make_organisation("Stowarzyszenie Próbne"))


@pytest.mark.parametrize("name", sorted(TABLE))
def test_address_gives_each_role_what_is_declared(name: str, cast: Cast) -> None:
    access = TABLE[name]

    given = {role: _asked(name, access, role, cast) for role in Role}

    assert given == {role: access.outcome_for(role) for role in Role}


def _asked(name: str, access: Access, role: Role, cast: Cast) -> Outcome | str:
    """Make the target anew for each role, for a press of a button uses it up."""
    arguments = TARGETS[access.target](cast) if access.target else {}
    browser = cast.browser(role)
    ask = browser.post if access.method == "POST" else browser.get
    return _outcome(ask(reverse(name, kwargs=arguments)), access.outcome_for(role))


def _outcome(response: Any, expected: Outcome) -> Outcome | str:
    if response.status_code == 302:
        is_sign_in = response["Location"].partition("?")[0] == reverse(settings.LOGIN_URL)
        # A step of signing in that was not begun leads to its beginning: declared as a redirect.
        return Outcome.SIGN_IN if is_sign_in and expected is not Outcome.REDIRECT else Outcome.REDIRECT
    if response.status_code == 303:
        return Outcome.REDIRECT
    if response.status_code == STATUS[expected]:
        return expected
    return f"{response.status_code}"
