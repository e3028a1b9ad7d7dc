"""What every view of events does first: who asks, and which event or sign-up she may see."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from kuznia.events.links import fits
from kuznia.events.models import Event, Registration
from kuznia.events.queries import (
    link_to,
    read_event_alone,
    read_visible_event,
    registration_with_code,
    visible_to,
)
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import Actor, LinkHolder, person_id_of


class SeeOther(HttpResponseRedirect):
    """After a form was sent: look there, with GET."""

    status_code = 303


def attachment(content: bytes, *, content_type: str, filename: str) -> HttpResponse:
    """Return the content as a file to be saved under this name."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    return response


def event_or_404(request: HttpRequest, slug: str) -> tuple[Event, datetime]:
    """Return the event of this address, if this reader may see it, and the instant of reading."""
    try:
        return read_visible_event(actor_of(request), slug)
    except Event.DoesNotExist:
        raise Http404 from None


def lone_event_or_404(request: HttpRequest, slug: str) -> tuple[Event, datetime]:
    """Return the event as `event_or_404` does, without host and place, which only a page prints."""
    try:
        return read_event_alone(visible_to(actor_of(request)), slug)
    except Event.DoesNotExist:
        raise Http404 from None


def must_sign_in(request: HttpRequest, key: str) -> bool:
    """True for a visitor without a link: nothing is looked up for her."""
    return not key and person_id_of(actor_of(request)) is None


def own_address(name: str, code: str, key: str, *rest: int) -> str:
    """Return a page of a sign-up, opened in the same way as this one: by its link, or signed in."""
    return (
        reverse(f"events:{name}", args=[code, key, *rest])
        if key
        else reverse(f"events:my-{name}", args=[code, *rest])
    )


def registration_or_404(request: HttpRequest, code: str, key: str) -> tuple[Registration, Actor]:
    """Return the sign-up and who opens it: the holder of its link, or its own person signed in; nobody else."""
    found = registration_with_code(code)
    if found is None:
        raise Http404
    if key:
        if not fits(found, key):
            raise Http404
        return found, LinkHolder(opens=link_to(found))
    if person_id_of(actor_of(request)) != found.person_id:
        raise Http404
    return found, actor_of(request)
