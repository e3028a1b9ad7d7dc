"""Own events of the made-up „Iskra”, one in each state: written, sent, sent back, refused, announced, cancelled."""

from __future__ import annotations

from datetime import datetime, timedelta

from kuznia.demo.builders.stage import Stage, warsaw
from kuznia.directory.models import Municipality
from kuznia.events.models import EventProposal
from kuznia.events.services.proposal_decisions import (
    accept_proposal,
    cancel_proposed_event,
    refuse_proposal,
    send_proposal_back,
)
from kuznia.events.services.proposals import ProposalEntry, draft_proposal, submit_proposal
from kuznia.events.states import EventKind, SignUpPlace
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.clock import WARSAW
from kuznia.lib.policy import ForOrganisation
from kuznia.lib.stopped_clock import StoppedClock

BRWINOW = "142103"
ADDRESS = "ul. Pokazowa 1, Brwinów"


def build_proposals(stage: Stage, clock: StoppedClock, today: datetime) -> None:
    """Let „Iskra” propose its events, and the county answer."""
    days = _Days(stage, today)
    clock.move_to(today - timedelta(days=8))
    days.propose("Zebranie zarządu „Iskry”", EventKind.MEETING, after=12, hours=(18, 20), sent=False)
    private = days.propose("Wigilia dla członków „Iskry”", EventKind.MEETING, after=26, hours=(17, 20))
    open_day = days.propose("Dzień otwarty „Iskry”", EventKind.PICNIC, after=9, hours=(11, 16))
    workshop = days.propose(
        "Weekend z kowalem: pokazy i warsztaty",
        EventKind.TRAINING,
        after=16,
        hours=(10, 15),
        lasts=2,
        seats=24,
    )
    walk = days.propose("Nocny spacer po parku", EventKind.MEETING, after=6, hours=(20, 22))
    incomplete = days.propose("Warsztat lampionów", EventKind.TRAINING, after=19, hours=(16, 18))
    clock.move_to(today - timedelta(days=6))
    for proposal in (open_day, workshop, walk):
        accept_proposal(proposal=proposal, version=proposal.version, actor=stage.officer)
    reason = "To spotkanie tylko dla członków. W kalendarzu są wydarzenia dla wszystkich mieszkańców."
    refuse_proposal(proposal=private, reason=reason, version=private.version, actor=stage.officer)
    reason = "Proszę dopisać, czy wejście jest bez schodów i od ilu lat mogą przyjść dzieci."
    send_proposal_back(proposal=incomplete, reason=reason, version=incomplete.version, actor=stage.officer)
    clock.move_to(today - timedelta(days=2))
    reason = "Park jest zamknięty po wichurze. Zaprosimy na wiosnę."
    cancel_proposed_event(proposal=walk, reason=reason, actor=days.actor)
    days.propose("Kiermasz pierników na nowe narzędzia", EventKind.PICNIC, after=23, hours=(12, 17))
    run_waiting_jobs()
    clock.move_to(today)


class _Days:
    """What „Iskra” proposes, so many days after today."""

    def __init__(self, stage: Stage, today: datetime) -> None:
        self.organisation = stage.organisations["iskra"]
        self.actor = ForOrganisation(
            person_id=stage.representative.pk,
            name=stage.representative.name,
            organisation_id=self.organisation.pk,
            organisation_name=self.organisation.name,
            may_edit=True,
            may_sign=True,
        )
        self._today = today
        self._gmina = Municipality.objects.get(teryt6=BRWINOW)

    def propose(
        self,
        title: str,
        kind: str,
        *,
        after: int,
        hours: tuple[int, int],
        lasts: int = 1,
        seats: int | None = None,
        sent: bool = True,
    ) -> EventProposal:
        """Write the event down, and send it."""
        entry = ProposalEntry(
            kind=kind,
            title=title,
            lead="Wydarzenie zmyślone na potrzeby pokazu: tak organizacja zaprasza sąsiadów.",
            starts_at=self._at(after, hours[0]),
            ends_at=self._at(after + lasts - 1, hours[1]),
            place_name="Świetlica Pokazowa „Iskra”",
            place_address=ADDRESS,
            municipality=self._gmina,
            sign_up=SignUpPlace.HERE if seats else SignUpPlace.NONE,
            capacity=seats,
            contact_name=self.actor.name,
            contact_email="iskra@example.org",
        )
        proposal = draft_proposal(organisation=self.organisation, entry=entry, actor=self.actor)
        return submit_proposal(proposal=proposal, actor=self.actor) if sent else proposal

    def _at(self, after: int, hour: int) -> datetime:
        day = (self._today + timedelta(days=after)).astimezone(WARSAW)
        return warsaw(day.year, day.month, day.day, hour)
