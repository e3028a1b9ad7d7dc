"""The office reads its queue of questions, and what happened to one of them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.inquiries.forms.desk import AnswerForm, CloseForm, HandOverForm, NoteForm
from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.queries import (
    QueueFilters,
    inquiries_to,
    marked_late,
    offices_that_answer,
    queue,
    replies_of,
    topics,
)
from kuznia.inquiries.states import InquiryState
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import decide, person_id_of
from kuznia.process.queries import open_moves
from kuznia.ui.beside import put_back_beside
from kuznia.ui.doors import behind
from kuznia.ui.forms import Form

DESK = "inquiries.enter_desk"
ON_PAGE = 30


@behind(DESK)
@require_safe
@never_cache
def inquiries(request: HttpRequest) -> HttpResponse:
    """Show the questions to the office: those that wait, by the promised day, or those that were asked for."""
    actor = actor_of(request)
    names = {"state": "stan", "topic": "temat", "holder": "kto"}
    filters = QueueFilters(**{name: request.GET.get(key, "") for name, key in names.items()})
    content = {
        "page": Paginator(queue(actor, filters, clock.today()), ON_PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "is_filtered": filters != QueueFilters(),
        "states": [("", _("waiting")), *_states(), ("all", _("all"))],
        "topics": [("", _("every topic")), *((str(topic.pk), topic.spoken_name) for topic in topics())],
        "holders": [("", _("anybody")), ("me", _("me")), ("nobody", _("nobody yet"))],
        "may_set": decide(actor, "inquiries.keep_term").allowed,
    }
    return render(request, "inquiries/desk/inquiries.html", content)


@behind(DESK)
@require_safe
@never_cache
def inquiry(request: HttpRequest, code: str) -> HttpResponse:
    """Show one question with everything that can be done about it."""
    return shown(request, own_inquiry(request, code))


def own_inquiry(request: HttpRequest, code: str) -> Inquiry:
    """Return the question of this code to the officer's own office; any other is not there for her."""
    found: Inquiry = get_object_or_404(marked_late(inquiries_to(actor_of(request)), clock.today()), code=code)
    return found


def shown(request: HttpRequest, found: Inquiry, filled_in: Form | None = None) -> HttpResponse:
    """Show the question with its forms; the one that was sent stands with what was typed."""
    actor = actor_of(request)
    acts = forms_of(found)
    put_back_beside(request, acts.values())
    if filled_in is not None:
        acts[str(filled_in.prefix)] = filled_in
    content: dict[str, Any] = {
        "inquiry": found,
        "replies": replies_of(found, for_asker=False),
        "moves": {move.name for move in open_moves(found, actor)},
        "is_mine": found.state == InquiryState.TAKEN and found.holder_id == person_id_of(actor),
        "acts": acts,
        # A colleague may have answered while this answer was written: what is typed stays to be copied.
        "is_answer_typed": bool(acts["answer"]["body"].value()),
        "form": filled_in,
        "history": history_of(found, audiences=list(Audience)),
    }
    return render(request, "inquiries/desk/inquiry.html", content)


def forms_of(found: Inquiry, typed: QueryDict | None = None) -> dict[str, Form]:
    """Return the forms of the page by their prefixes, fresh or as typed."""
    forms: list[Form] = [
        AnswerForm(typed),
        NoteForm(typed),
        HandOverForm(typed, offices=offices_that_answer().exclude(pk=found.authority_id)),
        CloseForm(typed),
    ]
    return {str(form.prefix): form for form in forms}


def _states() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in InquiryState.choices]
