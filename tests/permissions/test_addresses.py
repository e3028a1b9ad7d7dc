"""Every address, asked as every role, gives what its app declares; an address nobody declared fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
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
TABLE = declared()


@pytest.fixture(autouse=True)
def demo_site(settings) -> None:
    """The site as it is in the demo: every address is there, officers act without a second factor."""
    settings.KUZNIA_DEMO = True
    settings.KUZNIA_LIMITS = False
    settings.ROOT_URLCONF = "tests.demo_urls"


def test_every_address_is_declared_and_every_declaration_has_an_address() -> None:
    assert known_names() == set(TABLE)


def test_no_address_is_without_a_name() -> None:
    assert nameless_routes() == []


def test_every_target_is_used() -> None:
    assert {access.target for access in TABLE.values() if access.target} == set(TARGETS)


@pytest.fixture(scope="module")
def cast(module_database: str) -> Cast:
    """The county's people, signed in once for all the addresses."""
    return Cast(county=make_county(), organisation=make_organisation("Stowarzyszenie Próbne"))


@pytest.fixture
def undone() -> Iterator[None]:
    """Roll back what the test does."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("undone")
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
