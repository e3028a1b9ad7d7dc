"""The case history is written once, read in sentences, and never changed."""

from dataclasses import replace

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy

from kuznia.audit.models import Audience, CaseEntry
from kuznia.audit.queries import history_of
from kuznia.audit.services import record
from kuznia.lib.policy import AsSelf, ForAuthority, ForOrganisation, LinkHolder, System, Visitor
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db


def _person() -> Person:
    return Person.objects.create(name="Ewa Iskra", email="ewa@example.org")


def test_record_is_read_as_a_sentence_with_the_name_of_who_acted() -> None:
    ewa = _person()

    record(
        subject=ewa,
        actor=AsSelf(ewa.pk, ewa.name),
        sentence="The sign-up was sent.",
        audience=Audience.PUBLIC,
    )

    [line] = history_of(ewa)
    assert (line.who, line.acted_for) == ("Ewa Iskra", "")


def test_history_names_nobody_when_the_person_was_erased() -> None:
    ewa = _person()
    record(
        subject=ewa,
        actor=System("events.sign_up"),
        sentence="%(who)s",
        params={"who": {"person": ewa.pk}},
        audience=Audience.PUBLIC,
    )

    Person.objects.filter(pk=ewa.pk).update(name="usunięta osoba")

    assert [line.sentence for line in history_of(ewa)] == ["usunięta osoba"]


def test_history_hides_what_is_for_the_office_when_the_public_reads() -> None:
    ewa = _person()

    record(
        subject=ewa, actor=ForAuthority(ewa.pk, ewa.name, 1, "Powiat"), sentence="x", audience=Audience.OFFICE
    )

    assert history_of(ewa) == []


@pytest.mark.parametrize("change", ["update", "delete"])
def test_history_refuses_change_even_by_the_role_that_owns_it(change: str) -> None:
    ewa = _person()
    entry = record(subject=ewa, actor=System("x"), sentence="x")
    entries = CaseEntry.objects.filter(pk=entry.pk)

    with pytest.raises(ProgrammingError), transaction.atomic():
        entries.update(sentence="y") if change == "update" else entries.delete()

    assert CaseEntry.objects.get(pk=entry.pk).sentence == "x"


def test_history_cannot_be_changed_or_emptied_by_the_role_that_serves():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT right_ FROM pg_roles, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS right_"
            " WHERE rolname = 'kuznia_app' AND has_table_privilege(pg_roles.oid, 'audit_caseentry', right_)"
        )
        held = cursor.fetchall()

    assert held == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (7, "7"),
        ({"text": "Sign out"}, "Wyloguj się"),
        (gettext_lazy("Sign out"), "Wyloguj się"),
        ({"texts": ["Sign out", "Kuźnia"]}, "Wyloguj się, Kuźnia"),
        ({"counts": [["Sign out", 2], ["Kuźnia", 1]]}, "Wyloguj się: 2, Kuźnia: 1"),
        ({"date": "2026-11-15"}, "15 listopada 2026"),
        ({"moment": "2026-11-15T22:30:00+00:00"}, "15 listopada 2026, godz. 23.30"),
        ({"person": 0}, "—"),
    ],
)
def test_sentence_speaks_each_kind_of_param_in_the_language_of_the_reader(value, words):
    ewa = _person()
    with translation.override("en"):
        record(
            subject=ewa, actor=System("x"), sentence="%(value)s", params={"value": value}, audience="public"
        )

    with translation.override("pl"):
        [line] = history_of(ewa)

    assert line.sentence == words


@pytest.mark.parametrize(
    ("actor", "who"),
    [
        (System("events.free_held_seats"), "Kuźnia (automatycznie)"),
        (LinkHolder("events.registration:12"), "osoba z linkiem z e-maila"),
        (Visitor(), "osoba niezalogowana"),
    ],
)
def test_history_says_who_acted_when_nobody_was_signed_in(actor, who):
    ewa = _person()
    record(subject=ewa, actor=actor, sentence="x", audience=Audience.PUBLIC)

    with translation.override("pl"):
        [line] = history_of(ewa)

    assert (line.who, line.acted_for) == (who, "")


@pytest.mark.parametrize(
    ("actor", "kept"),
    [
        (System("events.free_held_seats"), "events.free_held_seats"),
        (LinkHolder("events.registration:12"), "events.registration:12"),
        (ForOrganisation(0, "Ewa", 1, "Stowarzyszenie"), "Stowarzyszenie"),
        (Visitor(), ""),
    ],
)
def test_entry_keeps_for_what_it_was_done(actor, kept):
    ewa = _person()
    if isinstance(actor, ForOrganisation):
        actor = replace(actor, person_id=ewa.pk)

    assert record(subject=ewa, actor=actor, sentence="x").acted_for == kept
