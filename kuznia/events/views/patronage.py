"""Asking for honorary patronage, and the page on which the answer stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kuznia.accounts.queries import blocks_of, current_notice
from kuznia.audit.queries import history_of
from kuznia.directory.models import Authority
from kuznia.directory.queries import county_authority
from kuznia.events.forms.patronage import PatronageForm, VisitorPatronageForm
from kuznia.events.links import fits_patronage, key_of_patronage
from kuznia.events.models import PatronageRequest
from kuznia.events.queries import link_to_patronage, organisation_names, patronage_with_code
from kuznia.events.services.patronage import request_patronage
from kuznia.events.services.patronage import withdraw_patronage as withdraw_request
from kuznia.events.states import PatronageState
from kuznia.events.views.reading import SeeOther
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.arrival import arrived_at, judged_by_arrival
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, ForOrganisation, LinkHolder, person_id_of
from kuznia.ui.limits import Limit, limited

PURPOSE = "events.patronage"
REQUESTS = Limit(name="events.patronage", per_address=10, per_network=40)


@judged_by_arrival
@require_http_methods(["GET", "HEAD", "POST"])
@limited(REQUESTS)
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form, or put a request before the county office."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        entry = form.entry(email="", language=get_language() or "pl")
        authority = _office_or_404()
        try:
            asked = request_patronage(
                entry=entry, authority=authority, actor=actor_of(request), arrived_at=arrived_at(request)
            )
        except Refused as refused:
            form.add_refusal(refused)
        else:
            return SeeOther(_address("patronage", asked))
    content = {
        "form": form,
        "notice": form.notice,
        "notice_blocks": blocks_of(form.notice),
        "organisations": organisation_names(),
    }
    return render(request, "events/patronage_ask.html", content)


@require_safe
@never_cache
def patronage(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Show the request, how it stands, and the answer."""
    found, _actor = _request_or_404(code, key)
    return render(request, "events/patronage.html", _content(found))


@require_POST
@never_cache
def withdraw(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Take the request back; a second click changes nothing."""
    found, actor = _request_or_404(code, key)
    if found.state != PatronageState.WITHDRAWN:
        try:
            withdraw_request(request=found, actor=actor)
        except Refused as refused:
            messages.warning(request, refused.message)
        else:
            messages.success(request, _("Your request is withdrawn."))
    return SeeOther(_address("patronage", found))


def _office_or_404() -> Authority:
    office = county_authority()
    if office is None:
        raise Http404
    return office


def _form(request: HttpRequest) -> PatronageForm:
    actor, at = actor_of(request), clock.now()
    common: dict[str, Any] = {
        "data": request.POST if request.method == "POST" else None,
        "notice": current_notice(PURPOSE, at),
        "initial": _first_values(actor),
    }
    if person_id_of(actor) is None:
        return VisitorPatronageForm(arrived_at=arrived_at(request), **common)
    return PatronageForm(**common)


def _first_values(actor: Actor) -> dict[str, str]:
    organisation = actor.organisation_name if isinstance(actor, ForOrganisation) else ""
    return {"name": getattr(actor, "name", ""), "organisation_name": organisation}


def _request_or_404(code: str, key: str) -> tuple[PatronageRequest, Actor]:
    found = patronage_with_code(code)
    if found is None or not fits_patronage(found, key):
        raise Http404
    return found, LinkHolder(opens=link_to_patronage(found))


def _content(found: PatronageRequest) -> dict[str, Any]:
    decision = history_of(found, audiences=("office",), limit=1)
    return {
        "asked": found,
        "reason": decision[0].reason if decision and found.state == PatronageState.REFUSED else "",
        "is_waiting": found.state == PatronageState.SUBMITTED,
        "withdraw_url": _address("patronage-withdraw", found),
    }


def _address(name: str, found: PatronageRequest) -> str:
    return reverse(f"events:{name}", args=[found.code, key_of_patronage(found)])
