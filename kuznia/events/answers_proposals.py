"""What proposed events answer at the ports of the lower floors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuznia.events.queries import returned_proposals, waiting_proposals
from kuznia.lib import clock
from kuznia.lib.policy import Actor
from kuznia.lib.ports import MenuItem, TodoItem, organisation_pages, todo_items


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


class ProposalsPages:
    """The organisation's page of its own events."""

    def pages(self) -> Sequence[MenuItem]:
        return (MenuItem(gettext_lazy("Own events"), "events:my-proposals", 20),)


def register_proposals() -> None:
    """Put the answers at their ports."""
    todo_items.register(TODO)
    organisation_pages.register(PAGES)


TODO, PAGES = ProposalsTodo(), ProposalsPages()
