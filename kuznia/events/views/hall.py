"""Questions from the hall, as participants send them from their phones."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kuznia.events.forms.hall import HallQuestionForm
from kuznia.events.hours import is_day_of
from kuznia.events.links import questions_url
from kuznia.events.services.hall import ask_question
from kuznia.events.states import EventState
from kuznia.events.views.reading import SeeOther, event_or_404
from kuznia.lib.acting import actor_of
from kuznia.lib.arrival import arrived_at, judged_by_arrival
from kuznia.lib.errors import Refused
from kuznia.lib.qr import qr_svg
from kuznia.ui.limits import Limit, limited

# A whole hall asks from behind one address of its wireless network.
QUESTIONS = Limit(name="events.question", per_address=300, per_network=600)


@judged_by_arrival
@require_http_methods(["GET", "HEAD", "POST"])
@limited(QUESTIONS)
@never_cache
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of a question on the day of the event, or take one."""
    event, at = event_or_404(request, slug)
    is_sent = request.method == "POST"
    form = HallQuestionForm(request.POST if is_sent else None, event=event, initial=_remembered(request))
    if is_sent and form.is_valid():
        entry = form.entry()
        try:
            ask_question(event=event, entry=entry, actor=actor_of(request), arrived_at=arrived_at(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Your question waits for the moderator."))
            return SeeOther(reverse("events:hall", args=[event.slug]))
    is_today = event.state == EventState.PUBLISHED and is_day_of(event, at)
    return render(request, "events/hall.html", {"event": event, "form": form, "is_today": is_today})


@require_safe
def questions_qr(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the QR that leads a phone to the form of questions."""
    event, _at = event_or_404(request, slug)
    return HttpResponse(qr_svg(questions_url(event)), content_type="image/svg+xml")


def _remembered(request: HttpRequest) -> dict[str, str]:
    """Return the session that the address names."""
    return {"session": request.GET.get("session", "")}
