"""Reads an organisation's page: its own row says what belongs to it, and only what is there is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, ForeignKey, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kuznia.directory.models import (
    Achievement,
    BoardMember,
    Exchange,
    Membership,
    Municipality,
    Organisation,
    Paper,
    Sphere,
)
from kuznia.directory.queries.achievements import Shown, ShownPaper, achievements_of, papers_of
from kuznia.directory.queries.board import serving
from kuznia.directory.queries.exchanges import live_exchanges
from kuznia.directory.queries.organisations import federations_of, members_of, organisations_visible_to
from kuznia.lib.policy import Actor, Visitor
from kuznia.lib.ports import ActivityItem, activities
from kuznia.lib.prepared import NUMBER, WORD, Prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """What stands on an organisation's page beside its own words."""

    spheres: list[Sphere]
    works_in: list[Municipality]
    memberships: list[Membership]
    members: list[Membership]
    exchanges: list[Exchange]
    board: list[BoardMember]
    achievements: list[Shown]
    papers: list[ShownPaper]


def organisation_of_page(slug: str, *, actor: Actor) -> Organisation | None:
    """Return the organisation of that address, if this reader may open it, with notes of what belongs to it."""
    found = _TOLD_OF.rows(slug)
    if not found and not isinstance(actor, Visitor):
        found = list(_noted(organisations_visible_to(actor)).filter(slug=slug))
    return found[0] if found else None


def belongings_of(organisation: Organisation) -> Belongings:
    """Return what belongs to an organisation that `organisation_of_page` brought, as its page shows it."""
    asked = {part: _rows(organisation, part) for part in _ASKED}
    achievements = achievements_of(organisation) if _has(organisation, "achievements") else []
    papers = papers_of(organisation) if _has(organisation, "papers") else []
    return Belongings(**asked, achievements=achievements, papers=papers)


def activity_of(organisation: Organisation, *, limit: int = 20) -> list[ActivityItem]:
    """Return what the organisation did here, newest first, as the higher apps tell it."""
    apps = [app for place, app in enumerate(activities) if getattr(organisation, f"did_{place}", True)]
    told = (item for app in apps for item in app.activity_of(organisation.pk, limit=limit))
    return sorted(told, key=lambda item: item.at, reverse=True)[:limit]


def _rows(organisation: Organisation, part: str) -> list[Any]:
    return _ASKED[part].rows(organisation.pk) if _has(organisation, part) else []


def _has(organisation: Organisation, part: str) -> bool:
    return bool(getattr(organisation, f"has_{part}", True))


def _noted(found: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Note on each organisation what it has (`has_...`), and which apps have something to tell of it (`did_...`)."""
    did = {f"did_{place}": _first_of(*app.traces) for place, app in enumerate(activities)}
    has = {f"has_{part}": _first_of(key) for part, key in _KEYS.items()}
    return found.annotate(**did, **has).order_by()


def _first_of(*keys: ForeignKey[Any, Any]) -> Coalesce:
    """Return the number of a row that has one of these keys to the organisation; to plan an EXISTS takes far longer."""
    rows = (key.model._default_manager.filter(**{key.name: OuterRef("pk")}).order_by() for key in keys)
    return Coalesce(*(Subquery(each.values("pk")[:1]) for each in rows), 0, output_field=BigIntegerField())


# Where no row has this key to it there is nothing to ask for; spheres are what nearly everybody has.
_KEYS: dict[str, ForeignKey[Any, Any]] = {
    "works_in": Organisation.works_in.through._meta.get_field("organisation"),
    "memberships": Membership._meta.get_field("member"),
    "members": Membership._meta.get_field("federation"),
    "exchanges": Exchange._meta.get_field("organisation"),
    "board": BoardMember._meta.get_field("organisation"),
    "achievements": Achievement._meta.get_field("organisation"),
    "papers": Paper._meta.get_field("organisation"),
}
_ASKED: dict[str, Prepared[Any]] = {
    "spheres": Prepared(lambda number: Sphere.objects.filter(organisations=number), NUMBER),
    "works_in": Prepared(lambda number: Municipality.objects.filter(reached_by=number), NUMBER),
    "memberships": Prepared(federations_of, NUMBER),
    "members": Prepared(members_of, NUMBER),
    "exchanges": Prepared(
        lambda number: live_exchanges().filter(organisation=number).order_by("side", "-pk"), NUMBER
    ),
    "board": Prepared(lambda number: serving().filter(organisation=number), NUMBER),
}
# What the directory tells of, it tells to everybody.
_TOLD_OF = Prepared(lambda slug: _noted(organisations_visible_to(Visitor())).filter(slug=slug), WORD)
