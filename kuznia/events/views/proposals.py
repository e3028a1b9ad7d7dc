"""An organisation's own people propose its events, follow them and cancel them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.models import Organisation
from kuznia.directory.queries import organisations_represented_by, own_pages, roles_of
from kuznia.events.forms.desk import ReasonForm
from kuznia.events.forms.proposals import ProposalForm, values_of
from kuznia.events.models import EventProposal
from kuznia.events.queries import office_of, proposals_of
from kuznia.events.services import proposals as services
from kuznia.events.services.proposal_decisions import cancel_proposed_event
from kuznia.events.states import WRITABLE, EventState, ProposalState
from kuznia.events.views.desk_reading import READ, WRITE
from kuznia.events.views.reading import SeeOther
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import ForOrganisation, decide, demand
from kuznia.people.models import Person
from kuznia.process.queries import open_moves
from kuznia.ui.limits import Limit, limited

View = Callable[..., HttpResponse]
# What a button does: the service, the state in which it has been done already, and what is said then.
ACTS: dict[str, tuple[Callable[..., EventProposal], str, Any]] = {
    "submit": (
        services.submit_proposal,
        ProposalState.SUBMITTED,
        gettext_lazy("Your event is with the office. You get an e-mail when it decides."),
    ),
    "take-back": (
        services.take_proposal_back,
        ProposalState.DRAFT,
        gettext_lazy("You have taken it back: change it and send it again."),
    ),
    "withdraw": (
        services.withdraw_proposal,
        ProposalState.WITHDRAWN,
        gettext_lazy("Your proposal is withdrawn."),
    ),
}
# Each sending writes to the office.
ACTS_LIMIT = Limit(name="events.proposal", per_address=60, per_network=240)


def own_page(*methods: str) -> Callable[[View], View]:
    """Open the page to who acts for the organisation of the address; who may act for it is asked to choose that."""

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, slug: str, **rest: Any) -> HttpResponse:
            found = organisations_represented_by(actor_of(request)).filter(slug=slug).first()
            if found is None:
                return _ask_in_other_role(request, slug)
            return view(request, found, **rest)

        guarded: View = login_required(require_http_methods(list(methods))(never_cache(opened)))
        return guarded

    return decorate


@own_page(*READ)
def proposals(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Show the events that the organisation has proposed, the newest first."""
    may_propose = decide(actor_of(request), "events.propose_event", organisation)
    content = {"proposals": proposals_of(organisation), "may_propose": may_propose.allowed}
    return _page(request, organisation, "events/proposals.html", **content)


@own_page(*WRITE)
def new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Show an empty form, or keep a new event of the organisation."""
    actor = actor_of(request)
    demand(actor, "events.propose_event", organisation)
    initial = {"contact_name": getattr(actor, "name", ""), "contact_email": organisation.public_email}
    form = ProposalForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.draft_proposal(organisation=organisation, entry=form.entry(), actor=actor)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Your event is kept. Read it once more, then send it to the office."))
            return SeeOther(_address("my-proposal", organisation, kept))
    return _page(request, organisation, "events/proposal_edit.html", form=form)


@own_page(*READ)
def proposal(request: HttpRequest, organisation: Organisation, number: int) -> HttpResponse:
    """Show one event as it would stand on the site, how it stands, and what can be done."""
    found, actor = _own(organisation, number), actor_of(request)
    may_write = decide(actor, "events.propose_event", found).allowed
    event = found.event
    is_on = event is not None and event.state == EventState.PUBLISHED and event.ends_at > clock.now()
    content = {
        "proposal": found,
        "office": office_of(found),
        "moves": [move.name for move in open_moves(found, actor)],
        "is_writable": may_write and found.state in WRITABLE,
        "may_cancel": may_write and is_on,
        "entries": history_of(found, audiences=(Audience.OFFICE, Audience.PARTIES)),
    }
    return _page(request, organisation, "events/proposal.html", **content)


@own_page(*WRITE)
def edit(request: HttpRequest, organisation: Organisation, number: int) -> HttpResponse:
    """Show the form of one event, or keep what was changed."""
    found, actor = _own(organisation, number), actor_of(request)
    demand(actor, "events.propose_event", found)
    form = ProposalForm(request.POST or None, proposal=found, initial=values_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_proposal(
                proposal=found, entry=form.entry(), version=form.version_read, actor=actor
            )
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("The changes are saved."))
            return SeeOther(_address("my-proposal", organisation, found))
    content = {"form": form, "proposal": found, "is_writable": found.state in WRITABLE}
    return _page(request, organisation, "events/proposal_edit.html", **content)


@own_page("POST")
@limited(ACTS_LIMIT)
def move(request: HttpRequest, organisation: Organisation, number: int, act: str) -> HttpResponse:
    """Send the event to the office, take it back or withdraw it; a second click changes nothing."""
    found, (service, target, words) = _own(organisation, number), ACTS[act]
    try:
        if found.state != target:
            service(proposal=found, actor=actor_of(request))
    except Forbidden:
        raise
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, str(words))
    return SeeOther(_address("my-proposal", organisation, found))


@own_page(*WRITE)
def cancel(request: HttpRequest, organisation: Organisation, number: int) -> HttpResponse:
    """Ask why the announced event is cancelled, or cancel it; a second click changes nothing."""
    found, actor = _own(organisation, number), actor_of(request)
    demand(actor, "events.propose_event", found)
    if found.event is None or found.event.state == EventState.CANCELLED:
        return SeeOther(_address("my-proposal", organisation, found))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_proposed_event(proposal=found, reason=form.cleaned_data["reason"], actor=actor)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Your event is cancelled. Everybody who signed up gets an e-mail."))
            return SeeOther(_address("my-proposal", organisation, found))
    return _page(request, organisation, "events/proposal_cancel.html", form=form, proposal=found)


def _page(request: HttpRequest, organisation: Organisation, template: str, **content: Any) -> HttpResponse:
    pages = own_pages(organisation.slug, current="events:my-proposals")
    return render(request, template, {"organisation": organisation, "more_pages": pages, **content})


def _own(organisation: Organisation, number: int) -> EventProposal:
    return get_object_or_404(proposals_of(organisation), pk=number)


def _address(name: str, organisation: Organisation, found: EventProposal) -> str:
    return reverse(f"events:{name}", args=[organisation.slug, found.pk])


def _ask_in_other_role(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a representative of this organisation who acts in another role just now to choose; hide it from others."""
    person = request.user
    roles = roles_of(person) if isinstance(person, Person) else []
    held = [role.organisation_id for role in roles if isinstance(role, ForOrganisation)]
    if not Organisation.objects.filter(pk__in=held, slug=slug).exists():
        raise Http404
    # A button's address opens no page: whoever pressed it comes back to the list.
    onward = request.path if request.method == "GET" else reverse("events:my-proposals", args=[slug])
    return HttpResponseRedirect(f"{reverse('directory:act-as')}?{urlencode({'next': onward})}")
