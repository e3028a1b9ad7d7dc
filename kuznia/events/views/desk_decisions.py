"""An office accepts or refuses the sign-ups that wait for it, one by one or several at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuznia.events import desk
from kuznia.events.desk import SignUpFilter
from kuznia.events.forms.desk import ReasonForm
from kuznia.events.models import Event, Registration
from kuznia.events.services import approval
from kuznia.events.states import RegistrationState
from kuznia.events.views.desk_reading import WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused


@desk_page(*WRITE)
def decisions(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the sign-ups that wait for a decision, or decide about those that were ticked."""
    event = own_event(request, slug)
    chosen = _chosen(request, event)
    decision = request.POST.get("decision", "")
    if request.method == "POST" and chosen and decision == "accept":
        return _accept(request, event, chosen)
    if request.method == "POST" and chosen and decision in {"refuse", "refused"}:
        return _refuse(request, event, chosen, is_asked="refused" not in decision)
    if request.method == "POST":
        messages.warning(request, _("Tick the sign-ups about which you decide."))
    asked = SignUpFilter(state=RegistrationState.PENDING, sort="when")
    rows = desk.sign_up_rows(desk.sign_ups_found(event, asked))
    return render(
        request, "events/desk/decisions.html", {**head_of(request, event, "desk-event"), "rows": rows}
    )


def _chosen(request: HttpRequest, event: Event) -> list[Registration]:
    """Return the ticked sign-ups that still wait; what was decided meanwhile is left out."""
    codes = request.POST.getlist("code")
    return list(event.registrations.filter(code__in=codes, state=RegistrationState.PENDING).order_by("pk"))


def _accept(request: HttpRequest, event: Event, chosen: list[Registration]) -> HttpResponse:
    try:
        decided = approval.accept_registrations(event=event, registrations=chosen, actor=actor_of(request))
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        count = len(decided.accepted)
        words = ngettext("%(count)d sign-up is accepted.", "%(count)d sign-ups are accepted.", count)
        messages.success(request, words % {"count": count})
        if decided.left:
            words = _("There are no seats any more for: %(names)s. They still wait for your decision.")
            messages.warning(request, words % {"names": ", ".join(decided.left)})
    return SeeOther(reverse("events:desk-decisions", args=[event.slug]))


def _refuse(
    request: HttpRequest, event: Event, chosen: list[Registration], *, is_asked: bool
) -> HttpResponse:
    """Ask for the reason, or refuse with it."""
    form = ReasonForm(None if is_asked else request.POST)
    if not is_asked and form.is_valid():
        refused = approval.refuse_registrations(
            event=event,
            registrations=chosen,
            actor=actor_of(request),
            reason=form.cleaned_data["reason"],
        )
        words = ngettext("%(count)d sign-up is refused.", "%(count)d sign-ups are refused.", len(refused))
        messages.success(request, words % {"count": len(refused)})
        return SeeOther(reverse("events:desk-decisions", args=[event.slug]))
    content = {**head_of(request, event, "desk-event"), "form": form, "chosen": chosen}
    return render(request, "events/desk/refuse.html", content)
