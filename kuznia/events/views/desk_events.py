"""An office drafts an event, changes it, publishes it and cancels it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuznia.directory.models import Authority
from kuznia.events.forms.desk import VERSION, Difference, EventForm, ReasonForm, values_of
from kuznia.events.models import Event
from kuznia.events.queries import event_in_version, organisation_names, run_by, with_host
from kuznia.events.services import announcing, moving
from kuznia.events.services.moving import Moved
from kuznia.events.states import EventState
from kuznia.events.views.desk_reading import WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor


@desk_page(*WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """Show an empty form, or make the draft of an event."""
    actor = actor_of(request)
    form = EventForm(
        request.POST or None, events=run_by(actor), initial={"contact_name": getattr(actor, "name", "")}
    )
    if request.method == "POST" and form.is_valid():
        authority = get_object_or_404(Authority, pk=getattr(actor, "authority_id", None))
        try:
            event = announcing.draft_event(entry=form.entry(), authority=authority, actor=actor)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(
                request, _("The draft is saved. Your office alone sees it. Now add the programme.")
            )
            return SeeOther(reverse("events:desk-programme", args=[event.slug]))
    return render(request, "events/desk/new.html", {"form": form, "organisations": organisation_names()})


@desk_page(*WRITE)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of an event, or change it; a stale form is shown beside what was saved meanwhile."""
    event, actor = own_event(request, slug), actor_of(request)
    form = EventForm(request.POST or None, events=run_by(actor), event=event, initial=values_of(event))
    differences: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        saved, differences = _change(form, event, actor)
        if saved is not None:
            messages.success(request, _saved_words(saved.event))
            tell_left(request, saved)
            return SeeOther(reverse("events:desk-event-edit", args=[saved.event.slug]))
    content = {
        **head_of(request, event, "desk-event-edit"),
        "form": form,
        "differences": differences,
        "organisations": organisation_names(),
    }
    return render(request, "events/desk/edit.html", content)


@desk_page(*WRITE)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whether to announce the event to everybody, or announce it; a second click changes nothing."""
    event, refusal = own_event(request, slug), ""
    if request.method == "POST":
        try:
            _publish_once(event, actor_of(request))
        except Refused as refused:
            refusal = refused.message
        else:
            messages.success(request, _("The event is announced. Everybody sees it now."))
            return SeeOther(reverse("events:desk-event", args=[event.slug]))
    return render(request, "events/desk/publish.html", {**head_of(request, event), "refusal": refusal})


@desk_page(*WRITE)
def cancel(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why the event is cancelled, or cancel it and tell everybody; a second click changes nothing."""
    event = own_event(request, slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and event.state == EventState.CANCELLED:
        return SeeOther(reverse("events:desk-event", args=[event.slug]))
    if request.method == "POST" and form.is_valid():
        try:
            announcing.cancel_event(event=event, actor=actor_of(request), reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _cancelled_words(event))
            return SeeOther(reverse("events:desk-event", args=[event.slug]))
    is_announced = event.state == EventState.PUBLISHED
    is_over = event.ends_at <= event.read_at  # type: ignore[attr-defined]
    content = {
        **head_of(request, event),
        "form": form,
        "told": _told_words(event),
        "is_over": is_announced and is_over,
        "may_cancel": is_announced and not is_over,
    }
    return render(request, "events/desk/cancel.html", content)


def tell_left(request: HttpRequest, saved: Moved) -> None:
    """Name to the officer what did not move with the event."""
    if saved.left:
        words = _("Not moved with the event, look at it yourself: %(names)s.")
        messages.warning(request, words % {"names": ", ".join(saved.left)})


def _change(form: EventForm, event: Event, actor: Actor) -> tuple[Moved | None, list[Difference]]:
    """Return the changed event, or nothing and where the form differs from what somebody saved meanwhile."""
    try:
        return _saved(form, event, actor), []
    except Refused as refused:
        if refused.field != VERSION:
            form.add_refusal(refused)
            return None, []
        present = with_host(Event.objects.select_related("follows")).get(pk=event.pk)
        before = event_in_version(event, form.version_read)
        if before is not None:
            form.follow_start(before=before, at=clock.now())
        differences = form.differences(values_of(present))
        if not differences:
            # The same form sent twice: what it asks for stands already.
            return Moved(present), []
        form.show_anew(version=present.version, refused=refused)
        return None, differences


def _saved(form: EventForm, event: Event, actor: Actor) -> Moved:
    entry, version = form.entry(), form.version_read
    if form.keeps_together:
        return moving.move_event(event=event, entry=entry, version=version, actor=actor)
    return Moved(announcing.change_event(event=event, entry=entry, version=version, actor=actor))


def _publish_once(event: Event, actor: Actor) -> Event:
    return (
        event if event.state == EventState.PUBLISHED else announcing.publish_event(event=event, actor=actor)
    )


def _saved_words(event: Event) -> str:
    if event.state != EventState.PUBLISHED or not event.taken:
        return _("The changes are saved.")
    words = ngettext(
        "The changes are saved. %(taken)d person who signed up is told by e-mail.",
        "The changes are saved. %(taken)d people who signed up are told by e-mail.",
        event.taken,
    )
    return words % {"taken": event.taken}


def _told_words(event: Event) -> str:
    words = ngettext(
        "%(taken)d person who signed up gets an e-mail with this reason.",
        "%(taken)d people who signed up get an e-mail with this reason.",
        event.taken,
    )
    return (
        words % {"taken": event.taken}
        if event.taken
        else _("Nobody has signed up, so nobody is told by e-mail.")
    )


def _cancelled_words(event: Event) -> str:
    words = ngettext(
        "The event is cancelled. We are writing to %(taken)d person.",
        "The event is cancelled. We are writing to %(taken)d people.",
        event.taken,
    )
    return words % {"taken": event.taken} if event.taken else _("The event is cancelled.")
