"""An office puts its own questions together: those of the sign-up, and those of the survey."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.events.forms.desk import VERSION
from kuznia.events.forms.questions import AskingForm, QuestionForms
from kuznia.events.models import Event, Question
from kuznia.events.queries import asked_questions, is_answered, questions_of, survey_of
from kuznia.events.services import questions as services
from kuznia.events.states import QuestionPurpose, SurveyState
from kuznia.events.views.desk_reading import READ, WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused

TABS = {QuestionPurpose.SIGN_UP: "desk-questions", QuestionPurpose.SURVEY: "desk-survey"}
LISTS = {QuestionPurpose.SIGN_UP: "desk-questions", QuestionPurpose.SURVEY: "desk-survey-questions"}


@desk_page(*READ)
def questions(request: HttpRequest, slug: str, purpose: str) -> HttpResponse:
    """Show the questions in order, each with what can be done with it."""
    event = own_event(request, slug)
    found = list(questions_of(event, purpose))
    content = {
        **_head(request, event, purpose),
        "questions": [question for question in found if question.withdrawn_at is None],
        "withdrawn": [question for question in found if question.withdrawn_at is not None],
    }
    return render(request, "events/desk/questions.html", content)


@desk_page(*WRITE)
def new(request: HttpRequest, slug: str, purpose: str) -> HttpResponse:
    """Show the form of a new question, or ask it from now on."""
    return _form_page(request, own_event(request, slug), purpose, None)


@desk_page(*WRITE)
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the form of a question, or change it."""
    event = own_event(request, slug)
    question = get_object_or_404(event.questions.filter(withdrawn_at__isnull=True), pk=number)
    return _form_page(request, event, question.purpose, question)


@desk_page("POST")
def move(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask the question one place earlier or later."""
    event = own_event(request, slug)
    question = get_object_or_404(event.questions, pk=number)
    direction = services.UP if request.POST.get("direction") == services.UP else services.DOWN
    try:
        services.move_question(question=question, direction=direction, actor=actor_of(request))
    except Refused as refused:
        messages.warning(request, refused.message)
    return SeeOther(_list_page(event, question.purpose))


@desk_page(*WRITE)
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask whether to remove the question, or remove it."""
    event = own_event(request, slug)
    question, refusal = get_object_or_404(event.questions, pk=number), ""
    if request.method == "POST":
        try:
            services.remove_question(question=question, actor=actor_of(request))
        except Refused as refused:
            refusal = refused.message
        else:
            messages.success(request, _("Removed: “%(wording)s”.") % {"wording": question.wording})
            return SeeOther(_list_page(event, question.purpose))
    content = {
        **_head(request, event, question.purpose),
        "question": question,
        "refusal": refusal,
        "is_answered": is_answered(question),
    }
    return render(request, "events/desk/question_remove.html", content)


@desk_page(*READ)
def preview(request: HttpRequest, slug: str, purpose: str) -> HttpResponse:
    """Show the questions as those who are asked see them."""
    event = own_event(request, slug)
    content = {
        **_head(request, event, purpose),
        "form": AskingForm(questions=asked_questions(event, purpose)),
        "survey": survey_of(event),
    }
    return render(request, "events/desk/questions_preview.html", content)


def _form_page(request: HttpRequest, event: Event, purpose: str, question: Question | None) -> HttpResponse:
    asked = asked_questions(event, purpose)
    before = [each for each in asked if question is None or each.position < question.position]
    data = request.POST if request.method == "POST" else None
    forms = QuestionForms(purpose=purpose, question=question, before=before, data=data)
    if data is not None and forms.is_valid() and _is_saved(request, forms, event, purpose, question):
        messages.success(
            request, _("Saved: “%(wording)s”.") % {"wording": forms.item.cleaned_data["wording"]}
        )
        return SeeOther(_list_page(event, purpose))
    content = {
        **_head(request, event, purpose),
        "question": question,
        "forms": forms.all,
        "page": forms,
        "is_answered": question is not None and is_answered(question),
    }
    return render(request, "events/desk/question.html", content)


def _is_saved(
    request: HttpRequest, forms: QuestionForms, event: Event, purpose: str, question: Question | None
) -> bool:
    entry, actor = forms.entry(), actor_of(request)
    try:
        if question is None:
            services.add_question(event=event, purpose=purpose, entry=entry, actor=actor)
        else:
            version = forms.item.version_read
            services.change_question(question=question, entry=entry, version=version, actor=actor)
    except Refused as refused:
        if refused.field == VERSION:
            present = Question.objects.get(pk=question.pk) if question else None
            forms.item.show_anew(version=present.version if present else 0, refused=refused)
        else:
            forms.item.add_refusal(refused)
        return False
    return True


def _head(request: HttpRequest, event: Event, purpose: str) -> dict[str, Any]:
    survey = survey_of(event)
    is_survey = purpose == QuestionPurpose.SURVEY
    return {
        **head_of(request, event, TABS[QuestionPurpose(purpose)]),
        "is_survey": is_survey,
        "is_fixed": is_survey and survey is not None and survey.state != SurveyState.DRAFT,
        "list_url": _list_page(event, purpose),
        "new_url": reverse(
            "events:desk-survey-question-new" if is_survey else "events:desk-question-new", args=[event.slug]
        ),
        "preview_url": reverse(
            "events:desk-survey-preview" if is_survey else "events:desk-questions-preview", args=[event.slug]
        ),
    }


def _list_page(event: Event, purpose: str) -> str:
    return reverse(f"events:{LISTS[QuestionPurpose(purpose)]}", args=[event.slug])
