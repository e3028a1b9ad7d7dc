"""An organisation writes down its own event, sends it to the office, takes it back and withdraws it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory.models import Municipality, Organisation, Venue
from kuznia.directory.services.joinings import standing_organisation
from kuznia.events.models import EventProposal
from kuznia.events.states import WRITABLE, ProposalState, SignUpPlace
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.process.services import make_move

SENT_TWICE_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalEntry:
    """A filled-in proposal, parsed; the names are those of the model."""

    kind: str
    title: str
    lead: str
    starts_at: datetime
    ends_at: datetime
    venue: Venue | None = None
    place_name: str = ""
    place_address: str = ""
    municipality: Municipality | None = None
    accessibility: str = ""
    contact_name: str
    contact_email: str
    contact_phone: str = ""
    sign_up: str = SignUpPlace.NONE
    sign_up_url: str = ""
    capacity: int | None = None


@tried_again
@transaction.atomic
def draft_proposal(*, organisation: Organisation, entry: ProposalEntry, actor: Actor) -> EventProposal:
    """Keep the organisation's event, which nobody else sees yet; a form sent twice makes one."""
    demand(actor, "events.propose_event", organisation)
    _demand_whole(entry)
    values = {"proposed_by_id": person_id_of(actor) or 0, **_values(entry)}
    # The organisation's row is locked: of two clicks the second waits, and finds what the first has made.
    standing = _lock_standing(organisation)
    sent_before = _written_just_now(standing, values)
    if sent_before is not None:
        return sent_before
    proposal = EventProposal.objects.create(organisation=standing, **values)
    _record(proposal, gettext_noop("The event was written down."), actor)
    return proposal


@tried_again
@transaction.atomic
def change_proposal(
    *, proposal: EventProposal, entry: ProposalEntry, version: int, actor: Actor
) -> EventProposal:
    """Keep what the organisation changed; refused where somebody else changed it since `version`."""
    proposal = lock_proposal(proposal)
    demand(actor, "events.propose_event", proposal)
    if proposal.state not in WRITABLE:
        raise Refused(_("The office has this proposal now. Take it back first, then change it."))
    demand_read(proposal, version)
    _demand_whole(entry)
    for name, value in _values(entry).items():
        setattr(proposal, name, value)
    proposal.version += 1
    # What is written anew has been sent to nobody: its office, another one perhaps, reads it once it is sent.
    proposal.submitted_at = None
    proposal.save()
    _record(proposal, gettext_noop("The proposal was changed."), actor)
    return proposal


@tried_again
@transaction.atomic
def submit_proposal(*, proposal: EventProposal, actor: Actor) -> EventProposal:
    """Send the event to the office of its place, which decides whether it goes public."""
    proposal = lock_proposal(proposal)
    return make_move(
        case=proposal,
        move="submit",
        actor=actor,
        values={"proposed_by_id": person_id_of(actor), "answer": ""},
    )


@tried_again
@transaction.atomic
def take_proposal_back(*, proposal: EventProposal, actor: Actor) -> EventProposal:
    """The organisation writes again; the office no longer has the proposal on its desk."""
    return make_move(
        case=lock_proposal(proposal), move="take_back", actor=actor, values={"submitted_at": None}
    )


@tried_again
@transaction.atomic
def withdraw_proposal(*, proposal: EventProposal, actor: Actor) -> EventProposal:
    """The organisation gives the event up before anybody has announced it."""
    return make_move(case=lock_proposal(proposal), move="withdraw", actor=actor)


def lock_proposal(proposal: EventProposal) -> EventProposal:
    """Return the proposal with its row locked, and before it its organisation's, which nobody joins meanwhile."""
    _lock_standing(proposal.organisation)
    locked = EventProposal.objects.select_for_update(no_key=True, of=("self",)).select_related("organisation")
    return locked.get(pk=proposal.pk)


def demand_read(proposal: EventProposal, version: int) -> None:
    """Refuse an act on what has changed since it was read."""
    if proposal.version != version:
        raise Refused(
            _("Somebody has changed this proposal since you opened it. Read it again, then decide.")
        )


def _lock_standing(organisation: Organisation) -> Organisation:
    """Return the record under which the organisation stands, with its row locked."""
    standing = standing_organisation(organisation) or organisation
    return Organisation.objects.select_for_update(no_key=True).get(pk=standing.pk)


def _written_just_now(organisation: Organisation, values: dict[str, object]) -> EventProposal | None:
    just_now = clock.now() - SENT_TWICE_WITHIN
    drafts = EventProposal.objects.filter(
        organisation=organisation, state=ProposalState.DRAFT, version=1, created_at__gte=just_now
    )
    return drafts.filter(**values).first()


def _demand_whole(entry: ProposalEntry) -> None:
    if entry.ends_at <= entry.starts_at:
        raise Refused(_("The end must be later than the start."), field="ends_at")
    if (entry.venue is None) == (not entry.place_name):
        raise Refused(_("Choose a place or write where it is, one of the two."), field="venue")
    if entry.venue is None and not entry.place_address:
        raise Refused(_("Write the address, so that people find it."), field="place_address")
    if (entry.sign_up == SignUpPlace.ELSEWHERE) != bool(entry.sign_up_url):
        raise Refused(_("Give the address of your sign-up, or choose another way."), field="sign_up_url")


def _values(entry: ProposalEntry) -> dict[str, object]:
    """Return the entry by field; a place of the directory says itself in which gmina it is."""
    values = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return {**values, "municipality": entry.venue.municipality} if entry.venue else values


def _record(proposal: EventProposal, sentence: str, actor: Actor) -> None:
    record(subject=proposal, actor=actor, sentence=sentence, audience=Audience.PARTIES)
