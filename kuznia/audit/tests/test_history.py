"""The case history is written once, read in sentences, and never changed."""

import pytest
from django.db import ProgrammingError, connection, transaction

from kuznia.audit.models import Audience, CaseEntry
from kuznia.audit.queries import history_of
from kuznia.audit.services import record
from kuznia.lib.policy import AsSelf, ForAuthority, System
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
