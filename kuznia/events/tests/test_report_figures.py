"""The figures of a report: each counted from the records, each equal to the list that it opens, without names."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from kuznia.directory.queries import municipalities
from kuznia.events.models import Attendance, Event, EventReport, Registration, Session
from kuznia.events.queries import figure_rows, figures_of_record
from kuznia.events.services import reports as services
from kuznia.events.states import AttendanceSource, ComingFor
from kuznia.events.tests.factories import (
    make_county,
    make_event,
    make_officer,
    make_organisation,
    make_registration,
    make_workshop,
)
from kuznia.events.tests.pages import words
from kuznia.lib import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    """A conference that takes place in the county's own hall."""
    return make_event(authority=make_county())


@pytest.fixture
def report(event: Event) -> EventReport:
    """Its report, just begun."""
    return services.write_summary(
        event=event, summary="Przyszło wiele osób.", summary_en="", version=0, actor=make_officer()
    )


def _let_in(registration: Registration, session: Session | None = None) -> None:
    Attendance.objects.create(
        registration=registration,
        session=session,
        source=AttendanceSource.LIST,
        key=uuid4(),
        came_at=clock.now(),
        recorded_by_id=make_officer().person_id,
    )


def people_at(event: Event) -> tuple[list[Registration], list[Session]]:
    """Sign four people up: two for one organisation, one for another, one for herself; two workshops."""
    sessions = [make_workshop(event), make_workshop(event, "Status OPP")]
    gmina = municipalities()[0]
    iskra = make_organisation("Stowarzyszenie Iskra", municipality=gmina)
    zar = make_organisation("Fundacja Żar", municipality=gmina)
    chosen = [(iskra, 0), (iskra, 1), (zar, 0), (None, 0)]
    people = [
        make_registration(
            event,
            session_ids=(sessions[place].pk,),
            coming_for=ComingFor.ORGANISATION if organisation else ComingFor.ONESELF,
            organisation=organisation,
            organisation_name=organisation.name if organisation else "",
        )
        for organisation, place in chosen
    ]
    return people, sessions


def test_figures_count_seats_when_nobody_kept_the_door(event):
    people_at(event)

    values = [(figure.key.split("-")[0], figure.value) for figure in figures_of_record(event)]

    assert values == [("signed", 4), ("organisations", 2), ("gminas", 1), ("session", 3), ("session", 1)]


def test_figures_count_who_came_when_the_door_was_kept(event):
    people, sessions = people_at(event)
    for one in people[1:]:
        _let_in(one)
    _let_in(people[1], sessions[0])

    values = {figure.key: figure.value for figure in figures_of_record(event)}

    assert values == {
        "signed-up": 4,
        "came": 3,
        "organisations": 2,
        "gminas": 1,
        f"session-{sessions[0].pk}": 1,
        f"session-{sessions[1].pk}": 1,
    }


def test_figures_count_who_came_when_only_the_doors_of_workshops_were_kept(event):
    people, sessions = people_at(event)
    _let_in(people[0], sessions[0])
    _let_in(people[3], sessions[0])

    values = {figure.key: figure.value for figure in figures_of_record(event)}

    assert (values["came"], values["organisations"], values[f"session-{sessions[0].pk}"]) == (2, 1, 2)


def test_every_figure_equals_the_list_that_it_opens(event):
    people, _sessions = people_at(event)
    _let_in(people[0])

    for figure in figures_of_record(event):
        rows = figure_rows(event, figure.key)
        total = len(rows) if figure.key in {"organisations", "gminas"} else sum(row.count for row in rows)
        assert total == figure.value


def test_list_names_organisations_and_nopeople_at(event):
    people_at(event)

    rows = [(row.name, row.count) for row in figure_rows(event, "signed-up")]

    assert rows == [("Stowarzyszenie Iskra", 2), ("Fundacja Żar", 1), ("we własnym imieniu", 1)]


@pytest.mark.parametrize("key", ["bzdura", "session-0", "session-x"])
def test_list_of_a_figure_that_is_none_is_empty(event, key):
    assert figure_rows(event, key) == []


def test_reader_opens_the_list_behind_a_number_without_names(client: Client, officer: Client, event, report):
    people_at(event)
    services.publish_report(report=report, actor=make_officer())
    address = f"{event.get_absolute_url()}sprawozdanie/signed-up/"

    public, office = client.get(address), officer.get(address)

    assert words(public, "h1") == ["Osoby zapisane: 4"]
    assert "Ewa Iskra" not in public.content.decode()
    assert len(words(office, "section li a")) == 4


@pytest.mark.parametrize("key", ["came", "bzdura"])
def test_number_that_the_report_does_not_have_is_not_there(client: Client, report, event, key):
    services.publish_report(report=report, actor=make_officer())

    assert client.get(f"{event.get_absolute_url()}sprawozdanie/{key}/").status_code == 404
