"""The office's own notes on an event: its case reference, and how long data of sign-ups are kept."""

from __future__ import annotations

import pytest
from django.test import Client

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.events.forms.references import CaseReferenceField
from kuznia.events.tests.desk_pages import desk_url, problems, sent
from kuznia.events.tests.factories import make_event, make_registration
from kuznia.events.tests.pages import words
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.notify.models import Message

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("OR.525.3.2026", "OR.525.3.2026"),
        (" or. 525.3.2026 ", "OR.525.3.2026"),
        ("WO-II.0632.12.2026.AS", "WO-II.0632.12.2026.AS"),
        ("ABC.123.77.4.2026", "ABC.123.77.4.2026"),
        ("", ""),
    ],
)
def test_case_reference_is_kept_in_one_form(typed, reference):
    assert CaseReferenceField().clean(typed) == reference


@pytest.mark.parametrize(
    "typed", ["sprawa nr 3", "OR/525/3/2026", "525.3.2026", "OR.525.3.26", "OR.525.2026"]
)
def test_case_reference_is_refused_in_words_when_it_is_none(officer: Client, typed):
    event = make_event()

    answer = sent(officer, desk_url("desk-event-edit", event), {"case_reference": typed})

    assert problems(answer) == [
        "Zapisz znak sprawy jako komórkę, klasę z wykazu akt, numer i rok: OR.525.3.2026."
    ]


def test_case_reference_stands_in_the_offices_history_alone_and_nobody_is_told(officer: Client):
    event = make_event()
    make_registration(event)

    sent(
        officer, desk_url("desk-event-edit", event), {"case_reference": "OR.525.3.2026", "kept_months": "24"}
    )
    run_waiting_jobs()

    office = [line.sentence for line in history_of(event, audiences=(Audience.OFFICE,))]
    assert office == [
        "Dane z zapisów: przechowujemy przez tyle miesięcy: 24 (było: 12).",
        "Znak sprawy: było brak, jest OR.525.3.2026.",
    ]
    assert history_of(event) == []
    assert Message.objects.filter(matter__contains="event-changed").count() == 0
    assert words(officer.get(desk_url("desk-event", event)), ".deskhead .code") == ["OR.525.3.2026"]
