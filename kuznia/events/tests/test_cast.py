"""People of the programme are found or added; documents are put on by the office that runs the event."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kuznia.events.models import Event, SessionPerson
from kuznia.events.services.cast import CastEntry, people_called
from kuznia.events.services.documents import attach_document, remove_document
from kuznia.events.tests.factories import add_person, make_event, make_officer, make_session
from kuznia.files.models import StoredFile
from kuznia.files.tests.factories import PDF, upload
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import Actor, Visitor
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db
ONLY_OFFICE = "To mogą zrobić tylko urzędnicy urzędu, który prowadzi to wydarzenie."


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Path) -> None:
    settings.KUZNIA_FILES_DIR = tmp_path


def _attach(event: Event, *, actor: Actor, title: str = "Program") -> StoredFile:
    return attach_document(event=event, upload=upload(PDF), title=title, alt="", actor=actor)


def test_name_of_two_people_stays_with_the_one_of_this_item() -> None:
    here, there = make_session(make_event()), make_session(make_event())
    own = add_person(here, "Jan Miech", role="speaker").person
    add_person(there, "Jan Miech", role="speaker")

    entries = people_called(
        cast=[CastEntry(name="Jan Miech", role="leader")], session=here, actor=make_officer()
    )

    assert [entry.person for entry in entries] == [own]


def test_name_of_two_people_elsewhere_becomes_a_new_person() -> None:
    for _each in range(2):
        add_person(make_session(make_event()), "Jan Miech", role="speaker")

    entries = people_called(
        cast=[CastEntry(name="Jan Miech", role="leader")], session=None, actor=make_officer()
    )

    assert not SessionPerson.objects.filter(person=entries[0].person).exists()


def test_one_name_in_two_roles_is_one_person() -> None:
    cast = [CastEntry(name="Ada Blacha", role=role) for role in ("speaker", "moderator")]

    people_called(cast=cast, session=None, actor=make_officer())

    assert Person.objects.filter(name="Ada Blacha").count() == 1


def test_people_are_added_by_officers_only() -> None:
    with pytest.raises(Forbidden) as refusal:
        people_called(cast=[CastEntry(name="Ada Blacha", role="speaker")], session=None, actor=Visitor())

    assert refusal.value.message == "Wydarzenia ogłaszają tylko urzędnicy."
    assert not Person.objects.filter(name="Ada Blacha").exists()


def test_same_file_under_two_titles_is_two_documents() -> None:
    event, officer = make_event(), make_officer()

    first, again, other = (
        _attach(event, actor=officer, title=title) for title in ("Program", "Program", "Mapa")
    )

    assert (first, again == other) == (again, False)


def test_document_is_attached_by_the_events_office_only() -> None:
    with pytest.raises(Forbidden) as refusal:
        _attach(make_event(), actor=Visitor())

    assert (refusal.value.message, StoredFile.objects.count()) == (ONLY_OFFICE, 0)


def test_document_is_removed_by_the_events_office_only() -> None:
    event = make_event()
    document = _attach(event, actor=make_officer())

    with pytest.raises(Forbidden) as refusal:
        remove_document(event=event, document=document, actor=Visitor())

    assert (refusal.value.message, StoredFile.objects.count()) == (ONLY_OFFICE, 1)
