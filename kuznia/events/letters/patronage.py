"""What the house writes to whoever asks for honorary patronage."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kuznia.events.links import event_url, patronage_url
from kuznia.events.models import PatronageRequest
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates


def patronage_received(request: PatronageRequest) -> Posting:
    """Tell that the request is with the office, and where its answer will stand."""
    return _posting(request, _received(request), matter="received")


def patronage_granted(request: PatronageRequest) -> Posting:
    """Tell that patronage was granted, and in whose name."""
    return _posting(request, _granted(request), matter="granted")


def patronage_refused(request: PatronageRequest, *, reason: str) -> Posting:
    """Tell that patronage was refused, and why."""
    return _posting(request, _refused(request, reason), matter="refused")


def _posting(request: PatronageRequest, letter: Letter, *, matter: str) -> Posting:
    return Posting(
        letter=letter,
        to=request.person.email or "",
        person=request.person,
        authority_id=request.authority_id,
        matter=f"events.patronage:{request.pk}:{matter}",
        language=request.language,
    )


def _in_its_language(text: Callable[..., Letter]) -> Callable[..., Letter]:
    @wraps(text)
    def written(request: PatronageRequest, *args: Any) -> Letter:
        with override(request.language):
            return text(request, *args)

    return written


@_in_its_language
def _received(request: PatronageRequest) -> Letter:
    return _letter(
        request,
        subject=_("We have your request for patronage: %(title)s") % {"title": request.title},
        preheader=_("The office will answer by e-mail. You need to do nothing."),
        heading=_("We have your request for patronage"),
        paragraphs=(_("The office will read it and answer by e-mail. You need to do nothing."),),
    )


@_in_its_language
def _granted(request: PatronageRequest) -> Letter:
    mark = (
        _("Your event stands on our site; its page names the patron from now on: %(url)s")
        % {"url": event_url(request.event, request.language)}
        if request.event
        else _("Name the patron on your posters and pages exactly like this.")
    )
    return _letter(
        request,
        subject=_("Honorary patronage granted: %(title)s") % {"title": request.title},
        preheader=_("Patron: %(patron)s.") % {"patron": request.patron},
        heading=_("Honorary patronage is granted"),
        paragraphs=(_("Patron: %(patron)s.") % {"patron": request.patron}, mark),
    )


@_in_its_language
def _refused(request: PatronageRequest, reason: str) -> Letter:
    return _letter(
        request,
        subject=_("No honorary patronage: %(title)s") % {"title": request.title},
        preheader=reason,
        heading=_("The office does not grant patronage"),
        paragraphs=(_("The reason: %(reason)s") % {"reason": reason},),
    )


def _letter(
    request: PatronageRequest, *, subject: str, preheader: str, heading: str, paragraphs: tuple[str, ...]
) -> Letter:
    return Letter(
        subject=subject,
        preheader=preheader,
        heading=heading,
        paragraphs=paragraphs,
        facts=(
            (_("What"), request.title),
            (_("When"), dates.day_and_year(request.starts_on)),
            (_("Where"), request.place),
            (_("Organiser"), request.organisation_name),
            (_("Code of the request"), request.code),
        ),
        button=(_("See the request"), patronage_url(request)),
        closing=(),
        reason=_("You get this e-mail because this address was given in a request for patronage."),
    )
