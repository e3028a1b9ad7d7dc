"""Erasures outlive a restore: they are noted beside the database, and done again on what was brought back."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from kuznia.accounts import journal, services
from kuznia.accounts.tasks import complete_erasure_journal
from kuznia.accounts.tests.factories import as_self, make_consent, make_person
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import System

pytestmark = pytest.mark.django_db
HOUSE = System("tests")


@pytest.fixture(autouse=True)
def _own_journal(settings, tmp_path: Path) -> None:
    settings.KUZNIA_ERASURE_JOURNAL = tmp_path / "erasures"


@pytest.fixture
def erased(django_capture_on_commit_callbacks):
    """A person who has had her account erased."""
    person = make_person()
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_person(person=person, actor=as_self(person))
    return person


def bring_back(person):
    """As a backup from before the erasure does."""
    type(person).objects.filter(pk=person.pk).update(
        name="Ewa Iskra", email="ewa@przyklad.pl", is_active=True, erased_at=None
    )


def replay(since):
    said = io.StringIO()
    call_command("replay_erasures", f"--since={since}", stdout=said)
    return said.getvalue()


def test_erasure_is_noted_when_it_is_committed(erased):
    assert journal.noted_erasures() == {erased.pk}


def test_journal_holds_nothing_but_the_number_and_is_closed_to_others(erased, settings):
    born = settings.KUZNIA_ERASURE_JOURNAL.read_text().split()

    assert (len(born), born[2:]) == (4, [str(erased.pk), "."])
    assert settings.KUZNIA_ERASURE_JOURNAL.stat().st_mode & 0o777 == 0o600


def test_erasure_is_not_noted_when_it_is_rolled_back(django_capture_on_commit_callbacks):
    person = make_person()

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        services.erase_person(person=person, actor=as_self(person))
        transaction.set_rollback(True)

    assert journal.noted_erasures() == set()


def test_erasure_stands_when_the_journal_cannot_be_written(settings, tmp_path, erased):
    settings.KUZNIA_ERASURE_JOURNAL = tmp_path / "none" / "erasures"
    other = make_person("jan@przyklad.pl", "Jan Miech")

    services.erase_person(person=other, actor=as_self(other))

    other.refresh_from_db()
    assert other.erased_at is not None


def test_replay_erases_again_whom_a_restore_brought_back(erased):
    bring_back(erased)
    make_consent(erased)

    said = replay((clock.now() - timedelta(hours=1)).isoformat())

    erased.refresh_from_db()
    assert (said, erased.name, erased.email) == ("People erased again: 1.\n", "usunięta osoba", None)


def test_replay_ends_the_obstacle_that_a_restore_brought_back(erased, monkeypatch):
    bring_back(erased)
    monkeypatch.setattr(services.erasure_obstacles, "_answers", [lambda person_id: "Jeszcze nie."])

    assert services.erase_again(person_id=erased.pk, actor=HOUSE) is True


def test_replay_leaves_people_alone_who_were_erased_before_the_backup(erased):
    bring_back(erased)

    said = replay((clock.now() + timedelta(hours=1)).isoformat())

    assert said == "People erased again: 0.\n"


def test_replay_leaves_alone_who_is_erased_or_unknown(erased):
    assert services.erase_again(person_id=erased.pk, actor=HOUSE) is False
    assert services.erase_again(person_id=0, actor=HOUSE) is False


def test_replay_says_so_when_there_is_no_journal(settings):
    assert replay(clock.now().isoformat()) == (
        f"Nobody is erased again: there is no journal in {settings.KUZNIA_ERASURE_JOURNAL}.\n"
    )


def test_journal_of_another_house_is_not_read(erased):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = applied + interval '1 second'")

    assert journal.noted_erasures() == set()


@pytest.mark.parametrize("cut", [1, 3, 30])
def test_line_that_was_cut_short_names_nobody(erased, settings, cut):
    whole = settings.KUZNIA_ERASURE_JOURNAL.read_text()
    settings.KUZNIA_ERASURE_JOURNAL.write_text(whole + whole[: -cut - 1])

    assert journal.noted_erasures() == {erased.pk}


def test_nightly_job_adds_what_the_journal_lacks(erased, settings):
    settings.KUZNIA_ERASURE_JOURNAL.unlink()

    complete_erasure_journal()

    assert journal.noted_erasures() == {erased.pk}
    assert services.complete_journal(actor=HOUSE) == 0


@pytest.mark.parametrize("service", [services.erase_again, services.complete_journal])
def test_housekeeping_is_refused_to_people(service):
    person = make_person()
    given = {"person_id": person.pk} if service is services.erase_again else {}

    with pytest.raises(Forbidden) as refusal:
        service(actor=as_self(person), **given)

    assert refusal.value.message == "Porządki w kontach robi tylko sam serwis."
