"""What proposed events answer at the ports of the lower floors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuznia.events.queries import proposals_naming, returned_proposals, waiting_proposals
from kuznia.events.services.retention import forget_proposals_about
from kuznia.lib import clock
from kuznia.lib.policy import Actor, System
from kuznia.lib.ports import MenuItem, TodoItem, organisation_pages, personal_data, todo_items

ERASER = System("accounts.erasure")


class ProposalsTodo:
    """What waits for the office's yes, and what the office sent back to the organisation."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        now = clock.now()
        for proposal in waiting_proposals(actor):
            yield TodoItem(
                title=_("Decide about an organisation’s event: %(title)s") % {"title": proposal.title},
                detail=proposal.organisation.name,
                url=reverse("events:desk-proposal", args=[proposal.pk]),
                due_at=proposal.starts_at,
                late=proposal.starts_at < now,
                icon="inbox",
            )
        for proposal in returned_proposals(actor).select_related("organisation"):
            yield TodoItem(
                title=_("Correct your event and send it again: %(title)s") % {"title": proposal.title},
                detail=proposal.answer,
                url=reverse("events:my-proposal", args=[proposal.organisation.slug, proposal.pk]),
                due_at=proposal.starts_at,
                late=proposal.starts_at < now,
                icon="pencil",
            )


class ProposalsPersonalData:
    """The proposals that name the person's address as the one to write to."""

    section = "proposals"

    def export(self, person_id: int) -> list[dict[str, Any]]:
        return [
            {
                "event": proposal.title,
                "starts_at": proposal.starts_at.isoformat(),
                "organisation": proposal.organisation.name,
                "contact_name": proposal.contact_name,
                "contact_email": proposal.contact_email,
                "contact_phone": proposal.contact_phone,
                "proposal_state": proposal.state,
            }
            for proposal in proposals_naming(person_id)
        ]

    def erase(self, person_id: int) -> int:
        """Cut her out of those that nobody announced; of an announced event she stays the public contact."""
        return forget_proposals_about(person_id=person_id, actor=ERASER)


class ProposalsPages:
    """The organisation's page of its own events."""

    def pages(self) -> Sequence[MenuItem]:
        return (MenuItem(gettext_lazy("Own events"), "events:my-proposals", 20),)


def register_proposals() -> None:
    """Put the answers at their ports."""
    todo_items.register(TODO)
    organisation_pages.register(PAGES)
    personal_data.register(PERSONAL_DATA)


TODO, PAGES, PERSONAL_DATA = ProposalsTodo(), ProposalsPages(), ProposalsPersonalData()
