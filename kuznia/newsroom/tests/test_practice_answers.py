"""What good practices answer at the ports: what waits for whom, what is kept of a person and how it is erased."""

from __future__ import annotations

import pytest

from kuznia.directory.models import Organisation
from kuznia.directory.tests.factories import (
    make_organisation,
    make_person,
    office_actor,
    representative_actor,
)
from kuznia.lib import clock
from kuznia.lib.policy import ForAuthority
from kuznia.newsroom.answers_practices import PERSONAL_DATA, TODO
from kuznia.newsroom.models import Practice
from kuznia.newsroom.services import send_back_practice
from kuznia.newsroom.tests.practice_factories import make_practice
from kuznia.people.models import Person


@pytest.fixture
def organisation(county) -> Organisation:
    return make_organisation("Stowarzyszenie Iskra")


def make_signed_in(email: str) -> Person:
    """Return a person who has proved that the address is hers."""
    person = make_person("Zofia Kowadło", email=email)
    Person.objects.filter(pk=person.pk).update(last_login=clock.now())
    return person


def titles(actor) -> list[str]:
    return [item.title for item in TODO.todo_items(actor)]


def test_editor_has_a_card_to_decide_and_nobody_else(county, organisation, editor: ForAuthority):
    make_practice(organisation)

    assert titles(editor) == ["Zdecyduj o dobrej praktyce: Wypożyczalnia narzędzi"]
    assert titles(office_actor(county)) == []


def test_representative_has_a_card_to_correct_when_it_was_sent_back(organisation, editor: ForAuthority):
    practice = make_practice(organisation)
    send_back_practice(practice=practice, reason="Dopisz koszt.", actor=editor)

    assert titles(representative_actor(organisation)) == ["Popraw dobrą praktykę: Wypożyczalnia narzędzi"]
    assert titles(representative_actor(organisation, may_edit=False)) == []


def test_person_gets_her_cards_in_the_copy_of_her_data(organisation):
    practice = make_practice(organisation)

    (kept,) = PERSONAL_DATA.export(practice.proposed_by_id)

    assert (kept["title"], kept["practice_state"], kept["contact_name"]) == (
        "Wypożyczalnia narzędzi",
        "proposed",
        "Zofia Kowadło",
    )


@pytest.mark.parametrize("address", ["zofia@example.org", "Zofia@Example.org"])
def test_whom_to_ask_is_cut_out_when_somebody_else_proposed_the_card(organisation, address):
    make_practice(organisation, contact_email=address)
    named = make_signed_in("zofia@example.org")

    erased = PERSONAL_DATA.erase(named.pk)

    kept = Practice.objects.get()
    assert (erased, kept.contact_name, kept.contact_email, kept.contact_phone) == (1, "—", "", "")


def test_person_gets_the_cards_that_name_her_in_the_copy_of_her_data(organisation):
    make_practice(organisation)
    named = make_signed_in("zofia@example.org")

    assert [kept["contact_email"] for kept in PERSONAL_DATA.export(named.pk)] == ["zofia@example.org"]


def test_whom_to_ask_stays_when_somebody_only_typed_the_address(organisation):
    make_practice(organisation)
    stranger = make_person(email="zofia@example.org")

    erased = PERSONAL_DATA.erase(stranger.pk)

    assert (erased, Practice.objects.get().contact_name) == (0, "Zofia Kowadło")


def test_whom_to_ask_is_cut_out_when_the_person_is_erased(organisation):
    practice = make_practice(organisation, contact_phone="22 000 00 00")

    erased = PERSONAL_DATA.erase(practice.proposed_by_id)

    kept = Practice.objects.get()
    assert (erased, kept.contact_name, kept.contact_email, kept.contact_phone) == (1, "—", "", "")
