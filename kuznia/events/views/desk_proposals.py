"""An office reads the events that organisations propose and decides about them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.events.forms.proposals import AnswerForm, ReadVersionForm
from kuznia.events.models import EventProposal
from kuznia.events.queries import proposals_to, writers_of
from kuznia.events.services.proposal_decisions import accept_proposal, refuse_proposal, send_proposal_back
from kuznia.events.states import ProposalState
from kuznia.events.views.desk_reading import READ, desk_page
from kuznia.events.views.reading import SeeOther
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Forbidden, Refused

ON_PAGE = 30


@desk_page(*READ)
def proposals(request: HttpRequest) -> HttpResponse:
    """Show what organisations propose to the office: what waits first."""
    page = Paginator(proposals_to(actor_of(request)), ON_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/desk/proposals.html", {"page": page})


@desk_page(*READ)
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """Show one proposal with the forms that decide it."""
    return _shown(request, _own(request, number))


@desk_page("POST")
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Announce the event; a second click changes nothing."""
    found, form = _own(request, number), ReadVersionForm(request.POST)
    if found.state == ProposalState.ACCEPTED:
        return SeeOther(_address(found))
    form.is_valid()
    try:
        accept_proposal(proposal=found, version=form.version_read, actor=actor_of(request))
    except Forbidden:
        raise
    except Refused as refused:
        return _shown(request, _own(request, number), refusal=refused.message)
    messages.success(request, _("The event is announced. The organisation is told by e-mail."))
    return SeeOther(_address(found))


@desk_page("POST")
def send_back(request: HttpRequest, number: int) -> HttpResponse:
    """Send the proposal back with a reason; a second click changes nothing."""
    found, form = _own(request, number), AnswerForm(request.POST, prefix="back")
    if found.state != ProposalState.RETURNED and not _is_answered(request, found, form, send_proposal_back):
        return _shown(request, _own(request, number), back=form)
    messages.success(request, _("The proposal is sent back. The organisation reads your reason by e-mail."))
    return SeeOther(_address(found))


@desk_page("POST")
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Refuse the proposal with a reason; a second click changes nothing."""
    found, form = _own(request, number), AnswerForm(request.POST, prefix="no")
    if found.state != ProposalState.REFUSED and not _is_answered(request, found, form, refuse_proposal):
        return _shown(request, _own(request, number), no=form)
    messages.success(request, _("The proposal is refused. The organisation reads your reason by e-mail."))
    return SeeOther(_address(found))


def _is_answered(
    request: HttpRequest, found: EventProposal, form: AnswerForm, service: Callable[..., EventProposal]
) -> bool:
    """Answer with a valid form; a refusal is put into the form."""
    if not form.is_valid():
        return False
    reason = form.cleaned_data["reason"]
    try:
        service(proposal=found, reason=reason, version=form.version_read, actor=actor_of(request))
    except Forbidden:
        raise
    except Refused as refused:
        form.add_refusal(refused)
        return False
    return True


def _own(request: HttpRequest, number: int) -> EventProposal:
    return get_object_or_404(proposals_to(actor_of(request)), pk=number)


def _shown(
    request: HttpRequest,
    found: EventProposal,
    *,
    back: AnswerForm | None = None,
    no: AnswerForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    version = {"version": str(found.version)}
    content = {
        "proposal": found,
        "is_waiting": found.state == ProposalState.SUBMITTED,
        "has_begun": found.starts_at <= clock.now(),
        "has_writers": bool(writers_of(found.organisation_id)),
        "accept": ReadVersionForm(initial=version),
        "returning": back or AnswerForm(prefix="back", initial=version),
        "refusing": no or AnswerForm(prefix="no", initial=version),
        "form": back or no,
        "refusal": refusal,
        "entries": history_of(found, audiences=Audience.values),
    }
    return render(request, "events/desk/proposal.html", content)


def _address(found: EventProposal) -> str:
    return reverse("events:desk-proposal", args=[found.pk])
