"""An office keeps the minutes of its event."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.events.documents import figure_label, made_documents, votes_words
from kuznia.events.forms.desk import VERSION, ReasonForm
from kuznia.events.forms.desk_minutes import ActionForm, DecisionForm, DoneForm, MinutesForm, PointForm
from kuznia.events.models import Event, Minutes
from kuznia.events.queries import figures_of_record
from kuznia.events.services import minutes as services
from kuznia.events.services.reports import make_documents
from kuznia.events.states import RecordState
from kuznia.events.views.desk_reading import WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.ui.beside import keep_beside, put_back_beside, typed_beside
from kuznia.ui.forms import Form

ADDED = {"point": PointForm, "decision": DecisionForm, "action": ActionForm}
WRITTEN = "minutes"


@desk_page(*WRITE)
def minutes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the minutes, begin them, or keep what was written."""
    event = own_event(request, slug)
    kept = Minutes.objects.filter(event=event).first()
    if request.method != "POST":
        return _shown(request, event, kept)
    if kept is None:
        services.open_minutes(event=event, actor=actor_of(request))
        return SeeOther(_address(event))
    form = MinutesForm(request.POST, minutes=kept)
    if form.is_valid():
        try:
            _keep(request, kept, form)
        except Refused as refused:
            _refuse(form, kept, refused)
        else:
            messages.success(request, _("The minutes are saved."))
            return _back(request, kept, sent=WRITTEN)
    return _shown(request, event, kept, form=form)


@desk_page("POST")
def add(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Add a point, a decision or an action to the draft."""
    event, kept = _kept(request, slug)
    if what not in ADDED:
        raise Http404
    form = ADDED[what](request.POST)
    if form.is_valid():
        try:
            _add(request, kept, form)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            return _back(request, kept, sent=what)
    return _shown(request, event, kept, filled_in=(what, form))


@desk_page("POST")
def remove(request: HttpRequest, slug: str, what: str, number: int) -> HttpResponse:
    """Take a point, a decision or an action out of the draft."""
    _event, kept = _kept(request, slug)
    removers = {
        "point": services.remove_point,
        "decision": services.remove_decision,
        "action": services.remove_action,
    }
    if what not in removers:
        raise Http404
    try:
        removers[what](minutes=kept, number=number, actor=actor_of(request))
    except Refused as refused:
        messages.warning(request, refused.message)
    return _back(request, kept, at=what)


@desk_page(*WRITE)
def done(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask when an action was done and what came of it, or write it down."""
    event, kept = _kept(request, slug)
    action = kept.actions.filter(pk=number).first()
    if action is None:
        raise Http404
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.finish_action(action=action, actor=actor_of(request), **form.cleaned_data)
        return SeeOther(f"{_address(event)}#action")
    content = {**head_of(request, event, "desk-minutes"), "action": action, "form": form}
    return render(request, "events/desk/action_done.html", content)


@desk_page("POST")
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Let everybody read the minutes; a second click changes nothing."""
    event, kept = _kept(request, slug)
    if kept.state == RecordState.DRAFT:
        if _is_unsaved(request, kept):
            return _shown(request, event, kept)
        try:
            services.publish_minutes(minutes=kept, actor=actor_of(request))
        except Refused as refused:
            messages.warning(request, refused.message)
        else:
            messages.success(request, _("The minutes are published."))
    return SeeOther(_address(event))


@desk_page(*WRITE)
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why the minutes are taken back, or take them back."""
    event, kept = _kept(request, slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and (kept.state == RecordState.DRAFT or form.is_valid()):
        if kept.state != RecordState.DRAFT:
            reason = form.cleaned_data["reason"]
            services.withdraw_minutes(minutes=kept, reason=reason, actor=actor_of(request))
        return SeeOther(_address(event))
    content = {**head_of(request, event, "desk-minutes"), "form": form, "back_url": _address(event)}
    return render(request, "events/desk/record_withdraw.html", content)


@desk_page("POST")
def documents(request: HttpRequest, slug: str) -> HttpResponse:
    """Start the job that makes PDF and DOCX."""
    event, kept = _kept(request, slug)
    if _is_unsaved(request, kept):
        return _shown(request, event, kept)
    return SeeOther(make_documents(kept=kept, actor=actor_of(request)).get_absolute_url())


def _kept(request: HttpRequest, slug: str) -> tuple[Event, Minutes]:
    event = own_event(request, slug)
    kept = Minutes.objects.filter(event=event).select_related("event").first()
    if kept is None:
        raise Http404
    return event, kept


def _forms(kept: Minutes, typed: QueryDict | None = None) -> dict[str, Form]:
    return {WRITTEN: MinutesForm(typed, minutes=kept)} | {name: made(typed) for name, made in ADDED.items()}


def _back(request: HttpRequest, kept: Minutes, *, sent: str = "", at: str = "") -> HttpResponse:
    page = _address(kept.event)
    beside = [form for name, form in _forms(kept, request.POST).items() if name != sent]
    keep_beside(request, page, beside)
    place = at or sent
    return SeeOther(f"{page}#{place}" if place in ADDED else page)


def _is_unsaved(request: HttpRequest, kept: Minutes) -> bool:
    is_typed = bool(typed_beside(_forms(kept, request.POST).values()))
    if is_typed:
        messages.warning(request, _("Not everything that is typed here is saved. Save or delete it first."))
    return is_typed


def _keep(request: HttpRequest, kept: Minutes, form: MinutesForm) -> None:
    services.change_minutes(
        minutes=kept,
        chair=form.cleaned_data["chair"],
        secretary=form.cleaned_data["secretary"],
        courses=form.courses,
        version=form.version_read,
        actor=actor_of(request),
    )


def _refuse(form: MinutesForm, kept: Minutes, refused: Refused) -> None:
    if refused.field == VERSION:
        kept.refresh_from_db()
        form.show_anew(version=kept.version, refused=refused)
    else:
        form.add_refusal(refused)


def _add(request: HttpRequest, kept: Minutes, form: Form) -> None:
    actor = actor_of(request)
    if isinstance(form, DecisionForm):
        services.add_decision(minutes=kept, entry=form.entry(), actor=actor)
    elif isinstance(form, ActionForm):
        services.add_action(minutes=kept, entry=form.entry(), actor=actor)
    else:
        services.add_point(minutes=kept, heading=form.cleaned_data["heading"], actor=actor)


def _shown(
    request: HttpRequest,
    event: Event,
    kept: Minutes | None,
    *,
    form: MinutesForm | None = None,
    filled_in: tuple[str, Form] | None = None,
) -> HttpResponse:
    content: dict[str, Any] = {**head_of(request, event, "desk-minutes"), "minutes": kept}
    if kept is not None:
        fresh = _forms(kept)
        put_back_beside(request, fresh.values())
        content |= {f"{name}_form": each for name, each in fresh.items()} | {
            "minutes_form": form or fresh[WRITTEN],
            "form": form,
            "figures": [(figure_label(each), each.value) for each in figures_of_record(event)],
            "decisions": [(each, votes_words(each)) for each in kept.decisions.all()],
            "actions": kept.actions.all(),
            "documents": made_documents(kept),
            "is_published": kept.state == RecordState.PUBLISHED,
        }
        if filled_in is not None:
            what, typed = filled_in
            content |= {f"{what}_form": typed, "form": typed}
    return render(request, "events/desk/minutes.html", content)


def _address(event: Event) -> str:
    return reverse("events:desk-minutes", args=[event.slug])
