"""The administrator's page of questions: topics, and how soon the office answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kuznia.inquiries.forms.desk import TermForm, TopicForm
from kuznia.inquiries.models import Topic
from kuznia.inquiries.queries import topics, working_days_of
from kuznia.inquiries.services import settings as services
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import ForAuthority, decide
from kuznia.ui.doors import behind
from kuznia.ui.forms import Form, saves

ADMINISTRATORS = "inquiries.keep_term"
TOPICS = "inquiries.keep_topics"
PAGE = "inquiries:desk-settings"


@behind(ADMINISTRATORS)
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Show the topics and the promised days."""
    return _shown(request)


@behind(ADMINISTRATORS)
@require_POST
def term(request: HttpRequest) -> HttpResponse:
    """Keep within how many working days the office answers."""
    form = TermForm(request.POST)
    if saves(form, lambda: services.set_answer_term(actor=actor_of(request), **form.cleaned_data)):
        messages.success(request, _("Saved. It holds for questions that come from now on."))
        return redirect(PAGE)
    return _shown(request, term=form, form=form)


@behind(TOPICS)
@require_POST
def topic_add(request: HttpRequest) -> HttpResponse:
    """Add a topic to the list."""
    form = TopicForm(request.POST)
    if saves(form, lambda: services.add_topic(entry=form.entry(), actor=actor_of(request))):
        messages.success(request, _("The topic was added."))
        return redirect(PAGE)
    return _shown(request, topic=form, form=form)


@behind(TOPICS)
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, number: int) -> HttpResponse:
    """Show one topic, or keep what was changed."""
    found = get_object_or_404(Topic, pk=number)
    values = {"name": found.name, "name_en": found.name_en, "is_offered": found.is_offered}
    form = TopicForm(request.POST if request.method == "POST" else None, initial=values)
    actor = actor_of(request)
    if saves(form, lambda: services.change_topic(topic=found, entry=form.entry(), actor=actor)):
        messages.success(request, _("The changes were saved."))
        return redirect(PAGE)
    return render(request, "inquiries/desk/topic.html", {"topic": found, "form": form})


def _shown(request: HttpRequest, **filled_in: Form) -> HttpResponse:
    actor = actor_of(request)
    own = actor.authority_id if isinstance(actor, ForAuthority) else 0
    content: dict[str, Any] = {
        "topics": topics(),
        "topic": TopicForm(),
        "term": TermForm(initial={"working_days": working_days_of(own)}),
        "may_keep_topics": decide(actor, TOPICS).allowed,
    }
    return render(request, "inquiries/desk/settings.html", content | filled_in)
