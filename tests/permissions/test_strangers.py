"""Officers of another office, people of another organisation, other residents: nothing opens, nothing changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kuznia.directory.models import Authority
from kuznia.directory.services.posts import appoint_officer
from kuznia.directory.services.representatives import appoint_representative
from kuznia.directory.tests.factories import make_county, make_organisation, make_person
from kuznia.lib.policy import OfficeRole
from tests.permissions.roles import BACKEND, ORGANISER, Cast
from tests.permissions.site_map import declared
from tests.permissions.snapshot import fingerprint
from tests.permissions.targets import TARGETS

OF_AN_EVENT = {
    name for name, access in declared().items() if name.startswith("events:desk-") and access.target
}
OF_A_SIGN_UP = {name for name in declared() if name.startswith("events:my-registration")}
OF_AN_ORGANISATION = {
    name
    for name, access in declared().items()
    if access.target
    in {
        "organisation",
        "representation",
        "membership",
        "closed_organisation",
        "two_organisations",
        "joined_organisation",
        "organisation_invitation",
        "claim",
        "own_proposal",
        "announced_proposal",
        "desk_proposal",
    }
    and name not in {"directory:organisation", "directory:claim", "portal:calendar-feed-organisation"}
}
OF_A_PLACE = {
    name for name, access in declared().items() if access.target in {"venue", "room", "post", "consent"}
}
# What somebody would send who knows the forms by heart.
WISHES = {
    "name": "Przejęte",
    "title": "Przejęte",
    "reason": "Bo tak.",
    "email": "zly@example.org",
    "may_sign": "on",
    "may_edit": "on",
    "version": "1",
    "role": "administrator",
    "state": "cancelled",
}
TURNED_AWAY = {302, 403, 404, 405}


@pytest.fixture(scope="module")
def cast(module_database: str) -> Cast:
    """The county's people and their organisation."""
    return Cast(county=make_county(), organisation=make_organisation("Stowarzyszenie Próbne"))


@pytest.fixture(scope="module")
def strangers(cast: Cast) -> dict[str, Client]:
    """A gmina's officer and administrator, a representative of another organisation, another resident."""
    gmina = Authority.objects.exclude(pk=cast.county.pk).earliest("pk")
    people = {
        name: make_person(f"Osoba {name}")
        for name in ("officer", "administrator", "representative", "resident")
    }
    for role in (OfficeRole.OFFICER, OfficeRole.ADMINISTRATOR):
        appoint_officer(person=people[role.value], authority=gmina, role=role, actor=ORGANISER)
    theirs = make_organisation("Stowarzyszenie Sąsiednie")
    appoint_representative(
        organisation=theirs,
        person=people["representative"],
        may_sign=True,
        may_edit=True,
        may_report=True,
        actor=ORGANISER,
    )
    browsers = {name: Client() for name in people}
    for name, browser in browsers.items():
        people[name].refresh_from_db()
        browser.force_login(people[name], backend=BACKEND)
    browsers["representative"].post("/dzialaj-jako/", {"role": f"organisation:{theirs.pk}"})
    return browsers


@pytest.fixture(autouse=True)
def undone(cast: Cast, settings) -> Iterator[None]:
    """Roll back what the test makes."""
    settings.KUZNIA_DEMO, settings.ROOT_URLCONF = True, "tests.demo_urls"
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(OF_AN_EVENT | OF_A_SIGN_UP | OF_AN_ORGANISATION | OF_A_PLACE))
def test_address_of_others_neither_opens_nor_changes_anything(
    name: str, cast: Cast, strangers: dict[str, Client]
) -> None:
    access = declared()[name]
    address = reverse(name, kwargs=TARGETS[access.target](cast))
    before = fingerprint()

    given = {
        who: (browser.get(address).status_code, browser.post(address, WISHES).status_code)
        for who, browser in strangers.items()
    }

    assert {who: codes for who, codes in given.items() if not TURNED_AWAY.issuperset(codes)} == {}
    assert fingerprint() == before


@pytest.mark.parametrize(
    "pattern", ["/pliki/{}/plik.pdf", "/konto/zgody/{}/wycofaj/", "/urzad/wiadomosci/{}/ponow/"]
)
def test_walk_along_the_numbers_finds_nothing(pattern: str, cast: Cast, strangers: dict[str, Client]) -> None:
    for target in ("file_without_owner", "consent", "undelivered_message"):
        TARGETS[target](cast)
    browser, before = strangers["resident"], fingerprint()

    numbers = (*range(1, 30), 9**25)
    pressed = {browser.post(pattern.format(number)).status_code for number in numbers}
    opened = {browser.get(pattern.format(number)).status_code for number in numbers}

    assert pressed <= {403, 404, 405}
    # The address of a button leads to the page above it, whatever its number.
    assert opened <= {302, 403, 404, 405}
    assert fingerprint() == before
