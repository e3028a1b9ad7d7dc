"""What the demo remembers: the day of 2012 with both of its versions, a training with certificates and a survey."""

from __future__ import annotations

from kuznia.events.documents import made_documents
from kuznia.events.models import Certificate, Event, Registration
from kuznia.events.queries import figures_of_record, public_follow_ups, results_of
from kuznia.events.states import RecordState, RegistrationState, SurveyState


def _conference() -> Event:
    return Event.objects.get(title="Konferencja Organizacji Pozarządowych Powiatu Pruszkowskiego")


def _of(title: str) -> Event:
    return Event.objects.get(title__startswith=title)


def test_conference_of_2012_counts_more_than_thirty_people(demo):
    figures = {figure.key: figure.value for figure in figures_of_record(_conference())}

    assert (figures["signed-up"], figures["came"]) == (34, 32)


def test_report_of_2012_lets_both_sources_speak_where_they_disagree(demo):
    report = _conference().report

    told = {
        section.heading: [version.source.split(",")[0] for version in section.versions.all()]
        for section in report.sections.all()
        if section.versions.exists()
    }
    both = ["Federacja MAZOWIA", "Powiat Pruszkowski"]
    assert report.state == RecordState.PUBLISHED
    assert told == {"Kto zorganizował konferencję": both, "Czy pomysł Forum się spodobał": both}


def test_report_of_2012_leads_to_the_meeting_that_followed(demo):
    assert [event.title for event in public_follow_ups(_conference())] == [
        "Spotkanie w sprawie Forum Organizacji Pozarządowych"
    ]


def test_minutes_of_2012_keep_what_was_decided_and_done(demo):
    minutes = _conference().minutes

    assert minutes.state == RecordState.PUBLISHED
    assert [action.owner for action in minutes.actions.filter(done_on__isnull=False)] == [
        "Pruszkowska Grupa Robocza"
    ]
    assert [file.original_name.split(".")[-1] for file in made_documents(minutes)] == ["pdf", "docx"]


def test_living_training_is_full_with_a_delegation_and_a_waiting_list(demo):
    event = _of("Zdjęcia")

    states = event.registrations.values_list("state", flat=True)
    assert (event.taken, event.capacity, event.delegations.count()) == (14, 14, 1)
    assert list(states).count(RegistrationState.WAITING) == 4


def test_living_visit_waits_for_the_organisers_yes(demo):
    visit = Registration.objects.filter(event=_of("Wizyta"))

    assert list(visit.values_list("state", flat=True)) == [RegistrationState.PENDING] * 3


def test_past_training_has_certificates_and_an_anonymous_survey(demo):
    event = _of("Pierwszy wniosek")

    assert Certificate.objects.filter(registration__event=event).count() == 15
    assert (event.survey.is_anonymous, event.survey.state) == (True, SurveyState.CLOSED)
    assert event.survey.responses.filter(registration__isnull=True).count() == 10
    assert results_of(event.survey)
