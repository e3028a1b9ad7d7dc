"""What guides and good practices answer at the ports of the lower floors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuznia.lib.policy import Actor
from kuznia.lib.ports import (
    ActivityItem,
    MenuItem,
    TodoItem,
    activities,
    file_owners,
    organisation_pages,
    organisation_ties,
    personal_data,
    published,
    todo_items,
)
from kuznia.newsroom.models import Practice
from kuznia.newsroom.published_guides import PublishedGuides
from kuznia.newsroom.published_practices import PublishedPractices
from kuznia.newsroom.queries import (
    newest_practices_of,
    practices_to_correct,
    practices_to_decide,
    practices_visible_to,
)
from kuznia.newsroom.services.ties import PRACTICES
from kuznia.people.models import Person

ERASED_NAME = "—"


class PracticePages:
    """The page on which an organisation's own people propose cards."""

    def pages(self) -> Sequence[MenuItem]:
        """Return it."""
        return (MenuItem(gettext_lazy("Good practices"), "newsroom:own-practices", order=20),)


class PracticeTodo:
    """Cards that wait for an editor, and cards sent back to the organisation for which the person acts."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        """Return one item for each card."""
        for practice in practices_to_decide(actor):
            yield TodoItem(
                title=_("Decide about the good practice: %(title)s") % {"title": practice.title},
                detail=practice.organisation.name,
                url=reverse("newsroom:desk-practice", args=[practice.pk]),
                icon="thumbs-up",
            )
        for practice in practices_to_correct(actor).select_related("organisation"):
            yield TodoItem(
                title=_("Correct the good practice: %(title)s") % {"title": practice.title},
                detail=_("The editor has sent it back and says why."),
                url=reverse("newsroom:own-practice", args=[practice.organisation.slug, practice.pk]),
                icon="pencil",
            )


class PracticeActivity:
    """The published cards of an organisation, for its page."""

    traces = (Practice._meta.get_field("organisation"),)

    def activity_of(self, organisation_id: int, *, limit: int) -> Iterable[ActivityItem]:
        """Return them, newest first."""
        return [
            ActivityItem(
                at=practice.published_at,
                title=practice.title,
                role=_("good practice"),
                url=practice.get_absolute_url(),
            )
            for practice in newest_practices_of(organisation_id, limit=limit)
            if practice.published_at
        ]


class PracticeFiles:
    """The picture of a card: seen by whoever sees the card."""

    owner_label = "newsroom.Practice"

    def may_read(self, actor: Actor, owner_id: int) -> bool:
        """True for who may open the card."""
        return practices_visible_to(actor).filter(pk=owner_id).exists()


class PracticePersonalData:
    """The cards that a person proposed, with whom to ask, who may be she."""

    section = "good_practices"

    def export(self, person_id: int) -> list[dict[str, Any]]:
        """Return the cards that she proposed and those that name her."""
        hers = Practice.objects.filter(Q(proposed_by_id=person_id) | _names(person_id))
        rows = hers.select_related("organisation").order_by("pk")
        return [
            {
                "title": row.title,
                "organisation": row.organisation.name,
                "practice_state": row.state,
                "contact_name": row.contact_name,
                "contact_email": row.contact_email,
                "contact_phone": row.contact_phone,
                "contact_agreed_at": row.contact_agreed_at.isoformat(),
                "proposed_at": row.proposed_at.isoformat(),
            }
            for row in rows
        ]

    @transaction.atomic
    def erase(self, person_id: int) -> int:
        """Cut whom to ask out of her cards and of those that name her; what the organisation did stays told."""
        rows = Practice.objects.filter(Q(proposed_by_id=person_id) | _names(person_id))
        return rows.update(contact_name=ERASED_NAME, contact_email="", contact_phone="")


def _names(person_id: int) -> Q:
    """Return what is true of the cards that name the person's address as the one to ask."""
    # Whoever never signed in has not proved that the address is hers.
    proved = Person.objects.filter(pk=person_id, last_login__isnull=False)
    address = proved.values_list("email", flat=True).first()
    return Q(contact_email__iexact=address) if address else Q(pk__in=[])


def register_practices() -> None:
    """Put the answers at their ports."""
    published.register(PUBLISHED_GUIDES)
    published.register(PUBLISHED_PRACTICES)
    organisation_pages.register(PAGES)
    todo_items.register(TODO)
    activities.register(ACTIVITY)
    file_owners.register(FILES)
    personal_data.register(PERSONAL_DATA)
    organisation_ties.register(PRACTICES)


PUBLISHED_GUIDES, PUBLISHED_PRACTICES = PublishedGuides(), PublishedPractices()
TODO, ACTIVITY, FILES = PracticeTodo(), PracticeActivity(), PracticeFiles()
PERSONAL_DATA, PAGES = PracticePersonalData(), PracticePages()
