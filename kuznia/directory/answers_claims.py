"""What claims, invitations and mandates answer at the ports of the lower floors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.directory.links import invitation_key_of
from kuznia.directory.models import Claim, Invitation
from kuznia.directory.queries.claims import claims_to_decide, claims_visible_to, ending_mandates_of
from kuznia.directory.services.claims import withdraw_claim
from kuznia.directory.states import ClaimState
from kuznia.files.queries import files_of
from kuznia.files.services import remove_file
from kuznia.lib import clock
from kuznia.lib.policy import Actor, AsSelf, ForOrganisation, System
from kuznia.lib.ports import TodoItem, file_owners, personal_data, todo_items
from kuznia.people.models import Person

ERASED = "—"
ERASER = System("accounts.erasure")


class ClaimsTodo:
    """Claims that wait for the office, and mandates of one's own organisation that are about to end."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        """Return one item for each."""
        now = clock.now()
        for claim in claims_to_decide(actor):
            title = (
                _("Decide about a new organisation: %(name)s")
                if claim.founds
                else _("Decide who acts for: %(name)s")
            )
            yield TodoItem(
                title=title % {"name": claim.organisation.name},
                detail=f"{claim.person.name}, {claim.function}",
                url=reverse("directory:desk-claim", args=[claim.pk]),
                due_at=claim.due_at,
                late=claim.due_at < now,
                icon="user-plus",
            )
        if isinstance(actor, ForOrganisation):
            yield from _ending_mandates(actor)
        if isinstance(actor, AsSelf | ForOrganisation):
            yield from _open_invitations(actor.person_id, now)


class ClaimsPersonalData:
    """The claims that a person made, and the invitations to her address."""

    section = "claims"

    def export(self, person_id: int) -> list[dict[str, Any]]:
        """Return every claim and every invitation that is kept."""
        claims = Claim.objects.filter(person_id=person_id).select_related("organisation").order_by("pk")
        return [
            *(
                {
                    "organisation": claim.organisation.name,
                    "function": claim.function,
                    "claim_state": claim.state,
                    "may_sign": claim.may_sign,
                    "may_edit": claim.may_edit,
                    "may_report": claim.may_report,
                    "made_at": claim.made_at.isoformat(),
                }
                for claim in claims
            ),
            *(
                {
                    "organisation": invitation.organisation.name,
                    "name": invitation.name,
                    "email": invitation.email,
                    "function": invitation.function,
                    "sent_at": invitation.sent_at.isoformat(),
                }
                for invitation in _invitations_to(person_id).select_related("organisation")
            ),
        ]

    @transaction.atomic
    def erase(self, person_id: int) -> int:
        """Take her waiting claims back, cut out as what she acted, delete her proofs and the invitations to her."""
        mine = Claim.objects.filter(person_id=person_id)
        waiting = mine.filter(state=ClaimState.WAITING).select_related("organisation")
        for claim in list(waiting.order_by("organisation_id", "pk")):
            withdraw_claim(claim=claim, actor=ERASER)
        for claim in mine:
            for file in files_of(claim):
                remove_file(file=file, actor=ERASER)
        invitations, _rows = _invitations_to(person_id).delete()
        return mine.update(function=ERASED) + invitations


class ClaimFiles:
    """Proofs of a claim: read by whoever made it and by the officers who cover the organisation."""

    owner_label = "directory.Claim"

    def may_read(self, actor: Actor, owner_id: int) -> bool:
        """True where the claim itself may be seen."""
        return claims_visible_to(actor).filter(pk=owner_id).exists()


def register_claims() -> None:
    """Put the answers at their ports."""
    todo_items.register(TODO)
    personal_data.register(PERSONAL_DATA)
    file_owners.register(FILES)


def _ending_mandates(actor: ForOrganisation) -> Iterable[TodoItem]:
    for held in ending_mandates_of(actor.organisation_id):
        if held.mandate_until_on is not None and (actor.may_sign or held.person_id == actor.person_id):
            yield TodoItem(
                title=_("A mandate ends: %(person)s") % {"person": held.person.name},
                detail=held.organisation.name,
                url=reverse("directory:my-representatives", args=[held.organisation.slug]),
                due_at=datetime.combine(held.mandate_until_on, time.max, clock.WARSAW),
                icon="hourglass",
            )


def _open_invitations(person_id: int, now: datetime) -> Iterable[TodoItem]:
    """Return the invitations to her address that she can still take; the address is hers, for she signed in by it."""
    invited = _invitations_to(person_id).filter(accepted_at__isnull=True, cancelled_at__isnull=True)
    for invitation in invited.filter(expires_at__gte=now).select_related("organisation"):
        yield TodoItem(
            title=_("You are invited to act for: %(name)s") % {"name": invitation.organisation.name},
            detail=invitation.function,
            url=reverse("directory:invitation", args=[invitation.pk, invitation_key_of(invitation)]),
            due_at=invitation.expires_at,
            icon="user-plus",
        )


def _invitations_to(person_id: int) -> QuerySet[Invitation]:
    address = Person.objects.filter(pk=person_id).values_list("email", flat=True).first()
    return Invitation.objects.filter(email=address) if address else Invitation.objects.none()


TODO, PERSONAL_DATA, FILES = ClaimsTodo(), ClaimsPersonalData(), ClaimFiles()
