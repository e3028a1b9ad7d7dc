"""An office runs the survey of an event and shows what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.events.charts import charts_of
from kuznia.events.forms.surveys import ANONYMOUS, SurveyForm, survey_values
from kuznia.events.models import Event, Survey
from kuznia.events.queries import asked_questions, people_to_ask, shown_results, survey_figures, survey_of
from kuznia.events.services import surveys as services
from kuznia.events.states import QuestionPurpose, SurveyState
from kuznia.events.views.desk_reading import READ, WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.events.views.surveys import results_file
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused

USUAL_LENGTH = timedelta(days=14)


@desk_page(*READ)
def survey(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how far the survey is, what can be done next, and the results."""
    event = own_event(request, slug)
    found = survey_of(event)
    content = {
        **head_of(request, event, "desk-survey"),
        "survey": found,
        "questions": asked_questions(event, QuestionPurpose.SURVEY),
        **(_course(found) if found else {}),
    }
    return render(request, "events/desk/survey.html", content)


@desk_page(*READ)
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the results that the page shows as CSV."""
    event = own_event(request, slug)
    return results_file(event, shown_results(_survey_or_404(event)))


@desk_page(*WRITE)
def set_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of the survey, or keep what it says."""
    event = own_event(request, slug)
    found = survey_of(event)
    form = SurveyForm(request.POST or None, initial=survey_values(found) if found else _first_values(event))
    if request.method == "POST" and form.is_valid():
        try:
            services.set_up_survey(event=event, entry=form.entry(), actor=actor_of(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("The survey is saved."))
            return SeeOther(_page(event))
    content = {**head_of(request, event, "desk-survey"), "survey": found, "form": form}
    return render(request, "events/desk/survey_set_up.html", content)


@desk_page(*WRITE)
def open_(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what opening means and who will be asked, or open the survey."""
    return _move_page(request, slug, "events/desk/survey_open.html", services.open_survey, SurveyState.OPEN)


@desk_page(*WRITE)
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what closing means, or close the survey."""
    return _move_page(
        request, slug, "events/desk/survey_close.html", services.close_survey, SurveyState.CLOSED
    )


@desk_page("POST")
def remind(request: HttpRequest, slug: str) -> HttpResponse:
    """Remind those who have not answered; a second click reminds nobody."""
    event = own_event(request, slug)
    try:
        services.remind_of_survey(survey=_survey_or_404(event), actor=actor_of(request))
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("The reminders are on their way."))
    return SeeOther(_page(event))


@desk_page("POST")
def result(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the result of one question on the event's page, or take it off."""
    event = own_event(request, slug)
    _survey_or_404(event)
    question = get_object_or_404(event.questions.filter(purpose=QuestionPurpose.SURVEY), pk=number)
    act = services.show_result if request.POST.get("show") else services.hide_result
    try:
        act(question=question, actor=actor_of(request))
    except Refused as refused:
        messages.warning(request, refused.message)
    return SeeOther(f"{_page(event)}#wyniki")


def _move_page(
    request: HttpRequest, slug: str, template: str, act: Callable[..., Survey], target: str
) -> HttpResponse:
    event = own_event(request, slug)
    found, refusal = _survey_or_404(event), ""
    if found.state == target:
        return SeeOther(_page(event))
    if request.method == "POST":
        try:
            act(survey=found, actor=actor_of(request))
        except Refused as refused:
            refusal = refused.message
        else:
            return SeeOther(_page(event))
    content = {
        **head_of(request, event, "desk-survey"),
        "survey": found,
        "refusal": refusal,
        "people": people_to_ask(event).count(),
        "figures": survey_figures(found),
    }
    return render(request, template, content)


def _course(found: Survey) -> dict[str, Any]:
    is_closed = found.state == SurveyState.CLOSED
    return {
        "is_prepared": found.state == SurveyState.DRAFT,
        "is_open": found.state == SurveyState.OPEN,
        "is_closed": is_closed,
        "figures": survey_figures(found),
        "charts": charts_of(shown_results(found)),
    }


def _first_values(event: Event) -> dict[str, object]:
    return {
        "is_anonymous": ANONYMOUS,
        "opens_at": event.ends_at,
        "closes_at": event.ends_at + USUAL_LENGTH,
    }


def _survey_or_404(event: Event) -> Survey:
    found = survey_of(event)
    if found is None:
        raise Http404
    return found


def _page(event: Event) -> str:
    return reverse("events:desk-survey", args=[event.slug])
