"""The office decides about an organisation's event: announces it, sends it back, refuses it; either side cancels."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from kuznia.directory.models import Authority, Venue
from kuznia.directory.services.venues import VenueRecord, add_venue
from kuznia.events.letters.proposals import proposed_event_cancelled
from kuznia.events.models import Event, EventProposal
from kuznia.events.services.announcing import EventEntry, cancel_event, draft_another_event, publish_event
from kuznia.events.services.proposals import demand_read, lock_proposal
from kuznia.events.states import SignUpPlace
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, ForAuthority, demand
from kuznia.lib.races import tried_again
from kuznia.notify.services import post
from kuznia.process.services import make_move


@tried_again
@transaction.atomic
def accept_proposal(*, proposal: EventProposal, version: int, actor: Actor) -> EventProposal:
    """Announce the event as the organisation's, looked after by the office of who says yes.

    A typed place becomes one of the directory. Refused where the proposal has changed since it was read.
    """
    proposal = lock_proposal(proposal)
    demand(actor, "events.decide_proposal", proposal)
    demand_read(proposal, version)
    event = _drafted(proposal, actor)
    accepted = make_move(case=proposal, move="accept", actor=actor, values={"event": event})
    accepted.event = publish_event(event=event, actor=actor)
    return accepted


@tried_again
@transaction.atomic
def send_proposal_back(*, proposal: EventProposal, reason: str, version: int, actor: Actor) -> EventProposal:
    """Ask the organisation to correct it, with the reason that it reads."""
    return _answered(proposal, "send_back", reason=reason, version=version, actor=actor)


@tried_again
@transaction.atomic
def refuse_proposal(*, proposal: EventProposal, reason: str, version: int, actor: Actor) -> EventProposal:
    """Refuse it, with the reason that the organisation reads."""
    return _answered(proposal, "refuse", reason=reason, version=version, actor=actor)


@tried_again
@transaction.atomic
def cancel_proposed_event(*, proposal: EventProposal, reason: str, actor: Actor) -> Event:
    """The organisation cancels its announced event: those who signed up are told, and so is the office."""
    proposal = lock_proposal(proposal)
    demand(actor, "events.propose_event", proposal)
    if proposal.event is None:
        raise Refused(_("Nobody knows of this event yet, so it isn’t cancelled. Withdraw the proposal."))
    event = cancel_event(event=proposal.event, actor=actor, reason=reason)
    post(posting=proposed_event_cancelled(proposal, reason=reason), actor=actor)
    return event


def _answered(
    proposal: EventProposal, move: str, *, reason: str, version: int, actor: Actor
) -> EventProposal:
    proposal = lock_proposal(proposal)
    demand(actor, "events.decide_proposal", proposal)
    demand_read(proposal, version)
    values = {"answer": reason.strip()}
    return make_move(case=proposal, move=move, actor=actor, reason=reason, values=values)


def _drafted(proposal: EventProposal, actor: Actor) -> Event:
    assert isinstance(actor, ForAuthority)  # noqa: S101 - the rule lets officers alone decide
    entry = EventEntry(
        kind=proposal.kind,
        title=proposal.title,
        lead=proposal.lead,
        starts_at=proposal.starts_at,
        ends_at=proposal.ends_at,
        host_organisation=proposal.organisation,
        venue=proposal.venue or _venue_of(proposal, actor),
        accessibility=proposal.accessibility,
        contact_name=proposal.contact_name,
        contact_email=proposal.contact_email,
        contact_phone=proposal.contact_phone,
        takes_registrations=proposal.sign_up == SignUpPlace.HERE,
        sign_up_url=proposal.sign_up_url,
        capacity=proposal.capacity if proposal.sign_up == SignUpPlace.HERE else None,
    )
    authority = Authority.objects.get(pk=actor.authority_id)
    # An officer's own draft of the same title and time is another event: it stays a draft.
    return draft_another_event(entry=entry, authority=authority, actor=actor)


def _venue_of(proposal: EventProposal, actor: Actor) -> Venue:
    """Return the place that the organisation typed, which the directory knows from now on.

    Many villages have a hall in a street of the same name: a place of another gmina is another place.
    """
    name, address, gmina = proposal.place_name, proposal.place_address, proposal.municipality
    known = Venue.objects.filter(name__iexact=name, address__iexact=address)
    here = known.filter(municipality=gmina, in_use=True).first()
    if here is None and known.exists():
        raise Refused(
            _(
                "The directory has a place of this name and address that is in another gmina or no longer in use. "
                "Send the proposal back: the address must say the town, or the place be chosen from the list."
            )
        )
    return here or add_venue(record=VenueRecord(name=name, address=address, municipality=gmina), actor=actor)
