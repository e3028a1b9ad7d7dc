"""What waits at the office's desk: an organisation that registers, and somebody who says that she acts for one."""

from __future__ import annotations

from datetime import datetime, timedelta

from kuznia.demo.builders.stage import DEMO, Stage
from kuznia.directory.models import Municipality, Organisation
from kuznia.directory.services import (
    ClaimEntry,
    OrganisationRecord,
    RoleEntry,
    claim_organisation,
    register_organisation,
)
from kuznia.directory.services.invitations import InvitationEntry, invite_to_represent
from kuznia.directory.states import ClaimProof, OrganisationKind
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.policy import AsSelf, ForOrganisation
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.people.services import person_with_email

PIASTOW = "142101"


def build_claims(stage: Stage, clock: StoppedClock, today: datetime) -> None:
    """Register a group of neighbours, claim the made-up „Miech”, and let „Iskra” invite one more person."""
    clock.move_to(today - timedelta(days=3))
    register_organisation(
        record=OrganisationRecord(
            kind=OrganisationKind.INFORMAL_GROUP,
            name="Grupa Pokazowa „Podwórko”",
            municipality=Municipality.objects.get(teryt6=PIASTOW),
            mission="Zamieniamy podwórko przy bloku w miejsce spotkań.",
            spheres=("33",),
        ),
        entry=ClaimEntry(
            proof=ClaimProof.STATEMENT,
            function="liderka grupy",
            role=RoleEntry(may_sign=True, may_edit=True),
        ),
        actor=_herself("Maria Obcęga", "maria.obcega@example.org"),
    )
    clock.move_to(today - timedelta(days=1))
    claim_organisation(
        organisation=stage.organisations["miech"],
        entry=ClaimEntry(
            proof=ClaimProof.STATEMENT,
            function="skarbnik",
            role=RoleEntry(may_sign=True, may_edit=True, may_report=True),
        ),
        actor=_herself("Adam Palenisko", "adam.palenisko@example.org"),
    )
    _invite(stage, stage.organisations["iskra"])
    clock.move_to(today)
    run_waiting_jobs()


def _herself(name: str, email: str) -> AsSelf:
    person = person_with_email(email=email, name=name, language="pl", actor=DEMO)
    return AsSelf(person_id=person.pk, name=person.name)


def _invite(stage: Stage, organisation: Organisation) -> None:
    signer = ForOrganisation(
        person_id=stage.representative.pk,
        name=stage.representative.name,
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        may_sign=True,
    )
    role = RoleEntry(may_edit=True, function="koordynatorka wolontariatu")
    entry = InvitationEntry(name="Barbara Czeladź", email="barbara.czeladz@example.org", role=role)
    invite_to_represent(organisation=organisation, entry=entry, actor=signer)
