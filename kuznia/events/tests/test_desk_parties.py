"""An office names who stands behind an event, and puts documents on its page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kuznia.events.models import EventParty
from kuznia.events.states import EventState
from kuznia.events.tests.desk_pages import desk_url
from kuznia.events.tests.factories import make_event, make_organisation
from kuznia.events.tests.pages import errors, words
from kuznia.files.models import StoredFile
from kuznia.files.tests.factories import PDF, upload


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Path) -> None:
    settings.KUZNIA_FILES_DIR = tmp_path


def test_party_of_the_directory_is_linked(officer: Client) -> None:
    event, known = make_event(), make_organisation("Stowarzyszenie „Możesz”")

    officer.post(desk_url("desk-parties", event), {"role": "partner", "name": "Stowarzyszenie „Możesz”"})

    party = EventParty.objects.get()
    assert (party.organisation, party.name, party.role) == (known, "", "partner")


def test_party_is_printed_as_typed_when_the_directory_does_not_know_it(officer: Client) -> None:
    event = make_event()

    page = officer.post(desk_url("desk-parties", event), {"role": "patron", "name": "Marszałek"}, follow=True)

    assert words(page, "tbody tr") == [
        "Powiat Pruszkowski gospodarz Zmień w opisie",
        "Marszałek patronat Usuń : Marszałek",
    ]


def test_party_sent_twice_stands_once(officer: Client) -> None:
    event = make_event()

    for _click in range(2):
        officer.post(desk_url("desk-parties", event), {"role": "patron", "name": "Marszałek"})

    assert EventParty.objects.count() == 1


def test_party_is_taken_off_once(officer: Client) -> None:
    event = make_event()
    officer.post(desk_url("desk-parties", event), {"role": "patron", "name": "Marszałek"})
    url = desk_url("desk-party-remove", event, EventParty.objects.get().pk)

    answers = [officer.post(url).status_code for _click in range(2)]

    assert (answers, EventParty.objects.count()) == ([303, 303], 0)


def test_party_without_a_name_is_refused(officer: Client) -> None:
    page = officer.post(desk_url("desk-parties", make_event()), {"role": "patron", "name": ""})

    assert errors(page) == {"name": ["Uzupełnij pole „Nazwa”."]}


def test_document_of_an_announced_event_is_read_by_everybody(officer: Client, client: Client) -> None:
    event = make_event()

    officer.post(desk_url("desk-documents", event), {"title": "Program do druku", "file": upload(PDF)})

    answer = client.get(StoredFile.objects.get().get_absolute_url())
    assert (answer.status_code, b"".join(answer)) == (200, PDF)


def test_document_stands_on_the_public_page(officer: Client, client: Client) -> None:
    event = make_event()

    officer.post(desk_url("desk-documents", event), {"title": "Program do druku", "file": upload(PDF)})

    assert words(client.get(event.get_absolute_url()), "main .linklist li") == [
        "Program do druku PDF, 58 bajtów"
    ]


def test_document_of_a_draft_is_read_by_its_office_only(officer: Client, client: Client) -> None:
    event = make_event(state=EventState.DRAFT)
    officer.post(desk_url("desk-documents", event), {"title": "Program", "file": upload(PDF)})
    url = StoredFile.objects.get().get_absolute_url()

    assert [officer.get(url).status_code, client.get(url).status_code] == [200, 404]


def test_document_sent_twice_is_kept_once(officer: Client) -> None:
    event = make_event()

    for _click in range(2):
        officer.post(desk_url("desk-documents", event), {"title": "Program", "file": upload(PDF)})

    assert StoredFile.objects.count() == 1


def test_document_is_refused_at_its_field_when_it_is_something_else(officer: Client) -> None:
    page = officer.post(
        desk_url("desk-documents", make_event()), {"title": "X", "file": upload(b"MZ" + b"x" * 99)}
    )

    taken = (
        "Przyjmujemy dokumenty (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP), zdjęcia (JPEG, PNG) i nagrania "
        "(MP3, M4A, OGG, MP4, WebM)."
    )
    assert errors(page) == {
        "file": [f"{taken} Zapisz plik w jednym z tych formatów i wyślij go jeszcze raz."]
    }


def test_document_is_taken_off_once(officer: Client) -> None:
    event = make_event()
    officer.post(desk_url("desk-documents", event), {"title": "Program", "file": upload(PDF)})
    url = desk_url("desk-document-remove", event, StoredFile.objects.get().pk)

    answers = [officer.post(url).status_code for _click in range(2)]

    assert (answers, StoredFile.objects.count()) == ([303, 303], 0)
