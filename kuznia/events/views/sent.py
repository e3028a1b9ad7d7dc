"""The page after the form: what happens next, in the same words for new addresses and known ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kuznia.events.announcement import Announcement
from kuznia.events.models import Event
from kuznia.events.services.registrations import SignUpEntry
from kuznia.events.views.reading import event_or_404
from kuznia.lib import clock
from kuznia.lib.text import mask_email
from kuznia.ui import dates
from kuznia.ui.caching import is_shared
from kuznia.ui.context import Shell
from kuznia.ui.stencils import ShellWithHoles, cut, filled, hole, kept_stencil, stencil_key, ways_back

SENT_SALT = "kuznia.events.sent"
SENT_IS_SHOWN_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Note:
    """What the form's answer wrote down for this page; counted from the arrival, not read from any sign-up."""

    address: str
    arrived_at: datetime
    held_until: datetime
    # What she agreed to, never what came of it: that would tell who had signed up before.
    accepts_waiting: bool

    @property
    def words(self) -> dict[str, str]:
        """What the page says of it."""
        return {"address": self.address, "until": dates.moment(self.held_until)}


@require_safe
@never_cache
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what happens next; nothing tells whether there was a sign-up of this address before."""
    note = _note_read(slug, request.GET.get("k", ""))
    if note is None or clock.now() - note.arrived_at > SENT_IS_SHOWN_FOR:
        return redirect(event_or_404(request, slug)[0])
    if not is_shared(request):
        return _page(request, slug, Shell(request), note, note.words)
    key = stencil_key(request, f"sent:{note.accepts_waiting}", address=request.path)
    pieces = kept_stencil(key)
    if pieces is None:
        marks = {name: hole(name) for name in note.words}
        pieces = cut(key, _page(request, slug, ShellWithHoles(request), note, marks))
    return filled(request, pieces, (note.words | ways_back(request)).__getitem__)


def sent_url(event: Event, *, entry: SignUpEntry, arrived_at: datetime) -> str:
    """Return the address of this page for whoever has just sent the form."""
    until = arrived_at + timedelta(hours=event.hold_hours)
    told = [mask_email(entry.email), arrived_at.isoformat(), until.isoformat(), entry.accepts_waiting]
    note = _signer(event.slug).sign_object(told)
    return f"{reverse('events:sign-up-sent', args=[event.slug])}?{urlencode({'k': note})}"


def _page(request: HttpRequest, slug: str, shell: Shell, note: Note, words: dict[str, str]) -> HttpResponse:
    found, at = event_or_404(request, slug)
    content = {"page": Announcement(event=found, at=at), "event": found, "is_demo": settings.KUZNIA_DEMO}
    own = {"shell": shell, "accepts_waiting": note.accepts_waiting}
    return render(request, "events/sent.html", content | own | words)


def _note_read(slug: str, signed: str) -> Note | None:
    """Return what was written down, or nothing where it is spoilt."""
    try:
        address, arrived, until, accepts_waiting = _signer(slug).unsign_object(signed)
    except signing.BadSignature:
        return None
    return Note(address, datetime.fromisoformat(arrived), datetime.fromisoformat(until), accepts_waiting)


def _signer(slug: str) -> signing.Signer:
    return signing.Signer(salt=f"{SENT_SALT}:{slug}")
