"""Answering the survey: by the link from the e-mail, without an account."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kuznia.events import exports
from kuznia.events.forms.questions import SurveyAnswerForm
from kuznia.events.links import survey_fits
from kuznia.events.models import Event, SurveyInvitation
from kuznia.events.queries import (
    Summary,
    asked_questions,
    invitation_with_number,
    link_to_survey,
    public_results,
    takes_answers,
)
from kuznia.events.services.surveys import answer_survey
from kuznia.events.states import QuestionPurpose
from kuznia.events.views.reading import SeeOther, attachment, lone_event_or_404
from kuznia.lib import clock, sheets
from kuznia.lib.arrival import arrived_at, judged_by_arrival
from kuznia.lib.errors import Refused
from kuznia.lib.policy import LinkHolder


@judged_by_arrival
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def survey(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Show the questions, or keep the answers; whoever has answered reads thanks, however often she sends."""
    invitation = _invitation_or_404(number, key)
    at = arrived_at(request) if request.method == "POST" else clock.now()
    if invitation.has_answered:
        return render(request, "events/survey_thanks.html", {"event": invitation.survey.event})
    questions = asked_questions(invitation.survey.event, QuestionPurpose.SURVEY)
    form = SurveyAnswerForm(request.POST if request.method == "POST" else None, questions=questions)
    if request.method == "POST" and form.is_valid():
        actor = LinkHolder(opens=link_to_survey(invitation))
        try:
            answer_survey(invitation=invitation, answers=form.answers, actor=actor, arrived_at=at)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            return SeeOther(reverse("events:survey", args=[number, key]))
    content = {
        "survey": invitation.survey,
        "event": invitation.survey.event,
        "is_open": takes_answers(invitation.survey, at),
        "is_early": at < invitation.survey.opens_at,
        "form": form,
        "nothing_saved": _("Nothing has been sent yet. What you chose is still here."),
    }
    return render(request, "events/survey.html", content)


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the results that stand on the event's page as CSV."""
    event, at = lone_event_or_404(request, slug)
    found = public_results(event, at)
    if not found:
        raise Http404
    return results_file(event, found)


def results_file(event: Event, found: Sequence[Summary]) -> HttpResponse:
    """Return these results as a CSV file to be saved."""
    content = sheets.as_csv(exports.results_table(found))
    return attachment(content, content_type=sheets.CSV, filename=f"{_('survey')}-{event.slug}.csv")


def _invitation_or_404(number: int, key: str) -> SurveyInvitation:
    found = invitation_with_number(number) if number < 2**63 else None
    if found is None or not survey_fits(found, key):
        raise Http404
    return found
