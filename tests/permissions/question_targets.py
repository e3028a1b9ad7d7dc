"""The organiser's questions and surveys as targets of addresses."""

from __future__ import annotations

from kuznia.events.links import survey_key_of
from kuznia.events.models import Question, Survey, SurveyResponse
from kuznia.events.states import SurveyState
from kuznia.events.tests.question_factories import (
    make_open_survey,
    make_past_event,
    make_question,
    make_survey,
)
from tests.permissions.event_targets import Arguments, Target, event_of, slug_of
from tests.permissions.roles import Cast


def _question(cast: Cast) -> Arguments:
    event = event_of(cast)
    return {"slug": event.slug, "number": make_question(event).pk}


def _surveyed(cast: Cast) -> Arguments:
    return slug_of(make_survey(make_past_event(authority=cast.county)).event)


def _open_survey(cast: Cast) -> Arguments:
    survey = make_survey(make_past_event(authority=cast.county))
    Survey.objects.filter(pk=survey.pk).update(state=SurveyState.OPEN)
    return slug_of(survey.event)


def _survey_question(cast: Cast) -> Arguments:
    slug = _surveyed(cast)["slug"]
    return {"slug": slug, "number": Question.objects.filter(event__slug=slug).earliest("pk").pk}


def _survey_result(cast: Cast) -> Arguments:
    survey = make_survey(make_past_event(authority=cast.county))
    question = survey.event.questions.earliest("pk")
    survey.event.questions.update(is_result_public=True)
    answers = {str(question.pk): {"keys": ["5"], "text": ""}}
    SurveyResponse.objects.bulk_create(
        SurveyResponse(survey=survey, is_anonymous=True, answers=answers) for _person in range(3)
    )
    return slug_of(survey.event)


def _survey_link(cast: Cast) -> Arguments:
    survey = make_open_survey()
    invitation = survey.invitations.get()
    return {"number": invitation.pk, "key": survey_key_of(invitation)}


QUESTION_TARGETS: dict[str, Target] = {
    "event_question": _question,
    "surveyed_event": _surveyed,
    "open_survey": _open_survey,
    "survey_question": _survey_question,
    "survey_result": _survey_result,
    "survey_link": _survey_link,
}
