"""Reads the boards of organisations."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from kuznia.directory.models import BoardMember, Organisation
from kuznia.directory.states import OrganisationState
from kuznia.lib.policy import Actor, ForAuthority, ForOrganisation, is_officer

NOTICE = timedelta(days=30)
MOST_REMINDED = 30


def serving_board(organisation: Organisation) -> QuerySet[BoardMember]:
    """Return the people who sit in the board, in the order in which they were entered."""
    return serving().filter(organisation=organisation)


def serving() -> QuerySet[BoardMember]:
    """Return who sits in any board today, in the order in which they were entered."""
    return BoardMember.objects.filter(ended_on__isnull=True).order_by("pk")


def former_board(organisation: Organisation, *, limit: int = 100) -> QuerySet[BoardMember]:
    """Return who sat in the board before, the last ones first; for its own people and the office."""
    return organisation.board.filter(ended_on__isnull=False).order_by("-ended_on", "-pk")[:limit]


def ending_mandates(actor: Actor, *, today: date) -> QuerySet[BoardMember]:
    """Return whose mandates end within 30 days or have ended, as far as this reader keeps the organisation.

    The first thirty are enough for one day's work; with thousands of organisations the list would bury the rest.
    """
    return _ending(actor, today=today)[:MOST_REMINDED]


def _ending(actor: Actor, *, today: date) -> QuerySet[BoardMember]:
    soon = BoardMember.objects.filter(
        ended_on__isnull=True,
        until_on__lte=today + NOTICE,
        organisation__state=OrganisationState.ACTIVE,
    )
    ordered = soon.select_related("organisation").order_by("until_on", "pk")
    if isinstance(actor, ForOrganisation) and actor.may_edit:
        return ordered.filter(organisation_id=actor.organisation_id)
    if isinstance(actor, ForAuthority) and is_officer(actor):
        if actor.municipality_id is None:
            return ordered
        return ordered.filter(organisation__municipality_id=actor.municipality_id)
    return ordered.none()
