"""An office looks at an event's waiting list, offers a seat by hand, and ends a wait."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.events import desk_waiting
from kuznia.events.models import Event, Wish
from kuznia.events.services import waiting as services
from kuznia.events.services import wishes
from kuznia.events.views.desk_reading import READ, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused


@desk_page(*READ)
def waiting_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the queues of the event and of its sessions, and the offers that wait for an answer."""
    event = own_event(request, slug)
    content = {
        **head_of(request, event, "desk-waiting"),
        "queues": desk_waiting.queues_of(event),
        "offers": desk_waiting.offers_of(event),
    }
    return render(request, "events/desk/waiting.html", content)


@desk_page("POST")
def offer(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Offer a free seat to somebody who waits."""
    event = own_event(request, slug)
    found = get_object_or_404(event.registrations, code=code)
    try:
        services.offer_seat(registration=found, actor=actor_of(request))
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("The seat is offered to %(name)s.") % {"name": found.name})
    return _back(event)


@desk_page("POST")
def remove_wish(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take somebody who has a seat off the queue of another session; an offered seat goes to the next."""
    event = own_event(request, slug)
    wish = get_object_or_404(
        Wish.objects.select_related("registration"), pk=number, registration__event=event
    )
    wishes.leave_queue(wish=wish, actor=actor_of(request))
    messages.success(request, _("%(name)s no longer waits.") % {"name": wish.registration.name})
    return _back(event)


def _back(event: Event) -> HttpResponse:
    return SeeOther(reverse("events:desk-waiting", args=[event.slug]))
