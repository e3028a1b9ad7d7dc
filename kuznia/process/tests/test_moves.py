"""A move is made whole, with its history and its letters, or refused in words and leaves nothing."""

from __future__ import annotations

import pytest
from django.db import transaction

from kuznia.audit.models import Audience, CaseEntry
from kuznia.audit.queries import history_of
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import ForAuthority, OfficeRole, Visitor
from kuznia.notify.models import Message
from kuznia.people.models import Person
from kuznia.process.queries import open_moves
from kuznia.process.services import make_move
from kuznia.process.tests.conftest import Lamp, make_lamp


@pytest.fixture
def officer(db) -> ForAuthority:
    person = Person.objects.create(name="Anna Kuźnik")
    return ForAuthority(person.pk, person.name, 1, "Powiat Pruszkowski", OfficeRole.OFFICER)


def traces(lamp):
    """Return what a move leaves: the state and the stamp in the database, entries of the history, letters."""
    row = Person.objects.get(pk=lamp.pk)
    return row.language, row.erased_at, CaseEntry.objects.count(), Message.objects.count()


def test_move_sets_state_and_stamp_when_it_is_open(lamp, officer, stopped_clock):
    lit = make_move(case=lamp, move="light", actor=officer)

    assert (lit.language, lit.erased_at) == (Lamp.LIT, clock.now())
    assert traces(lamp) == (Lamp.LIT, clock.now(), 1, 0)


def test_move_writes_its_sentence_for_everybody_when_it_is_public(lamp, officer):
    make_move(case=lamp, move="light", actor=officer)

    [line] = history_of(lamp)
    assert (line.who, line.acted_for) == ("Anna Kuźnik", "Powiat Pruszkowski")
    assert (line.sentence, line.reason) == ("Zapalono lampę.", "")


def test_move_keeps_its_sentence_for_the_office_when_it_is_not_public(lamp, officer):
    make_move(case=lamp, move="break", actor=officer, reason="  Pękło szkło. ")

    [line] = history_of(lamp, audiences=[Audience.OFFICE])
    assert (line.sentence, line.reason) == ("Lampa się zepsuła.", "Pękło szkło.")
    assert history_of(lamp) == []


def test_move_keeps_its_reason_out_of_the_history_when_the_case_is_forgotten_one_day(lamp, officer):
    make_move(case=lamp, move="hide", actor=officer, reason="Drażni Ewę.")

    [line] = history_of(lamp, audiences=[Audience.OFFICE])
    assert (line.sentence, line.reason) == ("Lampę schowano.", "")


def test_move_queues_its_letter_when_it_has_a_notice(lamp, officer):
    make_move(case=lamp, move="break", actor=officer, reason="Pękło szkło.")

    [message] = Message.objects.all()
    assert (message.to, message.letter["preheader"]) == ("ewa@przyklad.pl", "Pękło szkło.")
    assert run_waiting_jobs() == 1


def test_move_leaves_nothing_when_its_act_is_rolled_back(lamp, officer):
    with transaction.atomic():
        make_move(case=lamp, move="break", actor=officer, reason="Pękło szkło.")
        transaction.set_rollback(True)

    assert traces(lamp) == (Lamp.OUT, None, 0, 0)
    assert run_waiting_jobs() == 0


def test_move_leaves_nothing_when_its_letter_cannot_be_queued(officer):
    lamp = make_lamp(phone="to nie adres")

    with pytest.raises(Refused) as refusal:
        make_move(case=lamp, move="break", actor=officer, reason="Pękło szkło.")

    assert refusal.value.message == "Na ten adres e-mail nie da się napisać. Sprawdź go."
    assert traces(lamp) == (Lamp.OUT, None, 0, 0)


def test_move_is_forbidden_when_the_rule_refuses(lamp):
    with pytest.raises(Forbidden) as refusal:
        make_move(case=lamp, move="light", actor=Visitor())

    assert refusal.value.message == "Lampę zapala urzędnik."
    assert traces(lamp) == (Lamp.OUT, None, 0, 0)


def test_move_is_refused_when_the_present_state_does_not_lead_there(officer):
    lamp = make_lamp(language=Lamp.BROKEN)

    with pytest.raises(Refused) as refusal:
        make_move(case=lamp, move="light", actor=officer)

    assert refusal.value.message == "Tego już nie można zrobić: obecny stan to „zepsuta”."
    assert traces(lamp) == (Lamp.BROKEN, None, 0, 0)


def test_move_is_refused_when_somebody_else_has_made_it(lamp, officer):
    make_move(case=Person.objects.get(pk=lamp.pk), move="light", actor=officer)

    with pytest.raises(Refused) as refusal:
        make_move(case=lamp, move="light", actor=officer)

    assert refusal.value.message == "Tego już nie można zrobić: obecny stan to „zapalona”."


def test_move_is_refused_when_its_guard_says_so(officer):
    lamp = make_lamp(name="")

    with pytest.raises(Refused) as refusal:
        make_move(case=lamp, move="light", actor=officer)

    assert refusal.value.message == "Nazwij najpierw lampę."
    assert traces(lamp) == (Lamp.OUT, None, 0, 0)


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_move_is_refused_when_it_needs_a_reason_and_has_none(lamp, officer, reason):
    with pytest.raises(Refused) as refusal:
        make_move(case=lamp, move="break", actor=officer, reason=reason)

    assert (refusal.value.message, refusal.value.field) == ("Napisz powód w jednym zdaniu.", "reason")
    assert traces(lamp) == (Lamp.OUT, None, 0, 0)


def test_open_moves_are_those_of_the_state_that_the_rule_allows(officer):
    out, lit, broken = (make_lamp(language=state) for state in Lamp.values)

    names = [[move.name for move in open_moves(lamp, officer)] for lamp in (out, lit, broken)]

    assert names == [["light", "break", "hide"], ["break"], []]
    assert open_moves(out, Visitor()) == []
