"""The course of an event that an organisation proposes."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext_lazy

from kuznia.directory.states import OrganisationState
from kuznia.events.models import EventProposal
from kuznia.events.states import ProposalState
from kuznia.lib import clock
from kuznia.lib.workflow import Machine, Move


def is_to_come(proposal: EventProposal) -> str | None:
    """Refuse an event that has begun: nobody could come any more."""
    if proposal.starts_at <= clock.now():
        return _("The event has begun already. It can go public only with a later date.")
    return None


def is_of_working_organisation(proposal: EventProposal) -> str | None:
    """Refuse the event of an organisation that the directory no longer shows as working."""
    if proposal.organisation.state != OrganisationState.ACTIVE:
        return _("The directory doesn’t show this organisation as working, so its events can’t go public.")
    return None


def names_a_contact(proposal: EventProposal) -> str | None:
    """Refuse an event about which nobody could ask: the contact person had her data deleted."""
    if not proposal.contact_email:
        return _("The contact person had her data deleted. The organisation must name another one first.")
    return None


PROPOSAL = Machine(
    model="events.EventProposal",
    states=ProposalState,
    initial=ProposalState.DRAFT,
    moves=(
        Move(
            name="submit",
            label=pgettext_lazy("proposal", "Send to the office"),
            sources=(ProposalState.DRAFT, ProposalState.RETURNED),
            target=ProposalState.SUBMITTED,
            permission="events.propose_event",
            sentence=gettext_noop("The event was proposed to the office."),
            guards=(is_to_come, is_of_working_organisation, names_a_contact),
            stamp="submitted_at",
            notices=("events.proposal_submitted",),
        ),
        Move(
            name="take_back",
            label=pgettext_lazy("proposal", "Take back to change"),
            sources=(ProposalState.SUBMITTED,),
            target=ProposalState.DRAFT,
            permission="events.propose_event",
            sentence=gettext_noop("The organisation took the proposal back to change it."),
        ),
        Move(
            name="withdraw",
            label=pgettext_lazy("proposal", "Withdraw"),
            sources=(ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.RETURNED),
            target=ProposalState.WITHDRAWN,
            permission="events.propose_event",
            sentence=gettext_noop("The organisation withdrew the proposal."),
        ),
        Move(
            name="accept",
            label=pgettext_lazy("proposal", "Announce"),
            sources=(ProposalState.SUBMITTED,),
            target=ProposalState.ACCEPTED,
            permission="events.decide_proposal",
            sentence=gettext_noop("The office said yes: the event was announced."),
            guards=(is_to_come, is_of_working_organisation, names_a_contact),
            stamp="decided_at",
            notices=("events.proposal_accepted",),
        ),
        Move(
            name="send_back",
            label=pgettext_lazy("proposal", "Send back"),
            sources=(ProposalState.SUBMITTED,),
            target=ProposalState.RETURNED,
            permission="events.decide_proposal",
            sentence=gettext_noop("The office sent the proposal back for correction."),
            stamp="decided_at",
            needs_reason=True,
            notices=("events.proposal_returned",),
        ),
        Move(
            name="refuse",
            label=pgettext_lazy("proposal", "Refuse"),
            sources=(ProposalState.SUBMITTED,),
            target=ProposalState.REFUSED,
            permission="events.decide_proposal",
            sentence=gettext_noop("The office refused the proposal."),
            stamp="decided_at",
            needs_reason=True,
            notices=("events.proposal_refused",),
        ),
    ),
)
