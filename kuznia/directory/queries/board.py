"""Reads the boards of organisations."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models import F, Q, QuerySet

from kuznia.directory.models import BoardMember, Organisation
from kuznia.directory.states import OrganisationState
from kuznia.lib.policy import Actor, ForAuthority, ForOrganisation, acts_for_county, is_officer

MOST_REMINDED = 30
# A night on which the house was off is made up for; who enters a board of long ago is not written to about it.
CATCH_UP = timedelta(days=7)


def serving_board(organisation: Organisation) -> QuerySet[BoardMember]:
    """Return the people who sit in the board, in the order in which they were entered."""
    return serving().filter(organisation=organisation)


def serving() -> QuerySet[BoardMember]:
    """Return who sits in any board today, in the order in which they were entered."""
    return BoardMember.objects.filter(ended_on__isnull=True).order_by("pk")


def former_board(organisation: Organisation, *, limit: int = 100) -> QuerySet[BoardMember]:
    """Return who sat in the board before, the last ones first; for its own people and the office."""
    return organisation.board.filter(ended_on__isnull=False).order_by("-ended_on", "-pk")[:limit]


def boards_to_write_about(today: date) -> QuerySet[Organisation]:
    """Return the organisations in whose boards mandates end soon or have ended, and nobody was written to about it."""
    due = mandates_ending_untold(today) | mandates_ended_untold(today)
    return Organisation.objects.filter(pk__in=due.order_by().values("organisation")).order_by("pk")


def mandates_ending_untold(today: date) -> QuerySet[BoardMember]:
    """Return whose mandates end soon, as long as no letter told of this very day; of living organisations."""
    soon = _with_mandate().filter(until_on__gte=today, until_on__lte=today + settings.KUZNIA_MANDATE_NOTICE)
    return soon.exclude(told_ends_on=F("until_on"))


def mandates_ended_untold(today: date) -> QuerySet[BoardMember]:
    """Return whose mandates ended within the last week, as long as no letter told of this very day."""
    lately = _with_mandate().filter(until_on__lt=today, until_on__gte=today - CATCH_UP)
    return lately.exclude(told_ended_on=F("until_on"))


def ending_mandates(actor: Actor, *, today: date) -> QuerySet[BoardMember]:
    """Return whose mandates end soon or have ended, as far as this reader keeps the organisation.

    The first thirty are enough for one day's work; with thousands of organisations the list would bury the rest.
    """
    return _ending(actor, today=today)[:MOST_REMINDED]


def _ending(actor: Actor, *, today: date) -> QuerySet[BoardMember]:
    soon = _with_mandate().filter(until_on__lte=today + settings.KUZNIA_MANDATE_NOTICE)
    ordered = soon.select_related("organisation")
    if isinstance(actor, ForOrganisation) and actor.may_edit:
        return ordered.filter(organisation_id=actor.organisation_id)
    if isinstance(actor, ForAuthority) and is_officer(actor):
        covered = Q() if acts_for_county(actor) else Q(organisation__municipality_id=actor.municipality_id)
        return ordered.filter(covered)
    return ordered.none()


def _with_mandate() -> QuerySet[BoardMember]:
    sitting = BoardMember.objects.filter(ended_on__isnull=True, organisation__state=OrganisationState.ACTIVE)
    return sitting.filter(until_on__isnull=False).order_by("until_on", "pk")
