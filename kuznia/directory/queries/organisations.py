"""Reads organisations, what they belong to and who acts for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from kuznia.directory.domains import codes_of
from kuznia.directory.models import (
    Claim,
    Membership,
    Municipality,
    Organisation,
    Representation,
    Sphere,
    Tally,
)
from kuznia.directory.queries.exchanges import live_exchanges
from kuznia.directory.states import UNLISTED, ExchangeSide, OrganisationState
from kuznia.lib.policy import (
    Actor,
    ForAuthority,
    ForOrganisation,
    acts_for_county,
    is_officer,
    is_system,
    person_id_of,
)
from kuznia.lib.prepared import Prepared
from kuznia.lib.text import fold

MOST_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader of the list asked for; empty fields ask for nothing."""

    words: str = ""
    municipality: str = ""
    sphere: str = ""
    kind: str = ""
    opp: str = ""
    looks_for: str = ""
    offers: str = ""


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Counted:
    """One choice of a filter and how many active organisations it finds."""

    value: str
    label: str
    count: int


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations that this reader may open: all that the directory tells of, the closed ones too, for
    their past stays readable; what waits for the office only where she applied or decides."""
    found = Organisation.objects.select_related("municipality")
    if is_system(actor) or (isinstance(actor, ForAuthority) and is_officer(actor)):
        covered = getattr(actor, "municipality_id", None)
        if covered is None:
            return found
        return found.filter(~Q(state__in=UNLISTED) | Q(municipality_id=covered) | _applied_for_by(actor))
    return found.filter(~Q(state__in=UNLISTED) | _applied_for_by(actor))


def organisations(filters: Filters, *, with_closed: bool = False) -> QuerySet[Organisation]:
    """Return the organisations of a list with what a row shows, in the order of the Polish alphabet."""
    found = Organisation.objects.select_related("municipality").prefetch_related("spheres")
    # A record that was joined with another stands in no list.
    listed = (
        ~Q(state__in=(*UNLISTED, OrganisationState.MERGED))
        if with_closed
        else Q(state=OrganisationState.ACTIVE)
    )
    found = found.filter(listed)
    for word in fold(filters.words).split()[:MOST_WORDS]:
        found = found.filter(folded_name__contains=word)
    exact = {
        "municipality__teryt6": filters.municipality,
        "kind": filters.kind,
        "opp": bool(filters.opp),
    }
    found = found.filter(**{field: value for field, value in exact.items() if value})
    if filters.sphere:
        works: Any = Organisation.spheres.through
        of_sphere = works.objects.filter(sphere__code__in=codes_of(filters.sphere))
        found = found.filter(pk__in=of_sphere.values("organisation"))
    for side, kind in ((ExchangeSide.LOOKS_FOR, filters.looks_for), (ExchangeSide.OFFERS, filters.offers)):
        if kind:
            found = found.filter(_has_live(side, kind))
    return found.order_by("sort_key", "id")


def counted_municipalities() -> list[Counted]:
    """Return every gmina with the number of its active organisations."""
    return counted_organisations()[0]


def counted_organisations() -> tuple[list[Counted], int]:
    """Return the same, and how many active organisations are of no gmina."""
    counted = [Counted(*row) for _position, *row in _COUNTED.rows()]
    elsewhere = sum(each.count for each in counted if not each.value)
    return [each for each in counted if each.value], elsewhere


def _counted() -> QuerySet[Any, Any]:
    gminas = Municipality.objects.annotate(active=Coalesce(Sum("tallies__change"), 0)).order_by()
    in_none = Tally.objects.filter(municipality=None).values("municipality").annotate(active=Sum("change"))
    nameless = in_none.values_list(Value(0), Value(""), Value(""), "active")
    return (
        gminas.values_list("position", "teryt6", "name", "active")
        .union(nameless, all=True)
        .order_by("position")
    )


_COUNTED: Prepared[Any] = Prepared(_counted)


def spheres() -> QuerySet[Sphere]:
    """Return the spheres of public tasks in the order of the act."""
    return Sphere.objects.order_by("position")


class Tagged(NamedTuple):
    """A sphere as a list names it: its number, its code, its tag in the language of the reader."""

    number: int
    code: str
    tag: str


def tagged_spheres() -> list[Tagged]:
    """Return the spheres in the order of the act, as a list names them."""
    english = get_language() == "en"
    return [Tagged(number, code, name if english else tag) for number, code, tag, name in _SPHERES.rows()]


_SPHERES: Prepared[Any] = Prepared(lambda: spheres().values_list("pk", "code", "tag_pl", "name_en"))


def federations_of(organisation: Organisation | int) -> QuerySet[Membership]:
    """Return what the organisation belongs to, by the names of the federations."""
    found = Membership.objects.filter(member=organisation).exclude(federation__state__in=UNLISTED)
    named = found.select_related("federation").only("since_on", *_named("federation"))
    return named.order_by("federation__sort_key")


def members_of(organisation: Organisation | int) -> QuerySet[Membership]:
    """Return who belongs to the organisation, by name and with their gminas."""
    found = Membership.objects.filter(federation=organisation).exclude(member__state__in=UNLISTED)
    named = found.select_related("member__municipality").only(*_named("member"), "member__municipality__name")
    return named.order_by("member__sort_key")


def _named(organisation: str) -> tuple[str, str]:
    return f"{organisation}__name", f"{organisation}__slug"


def representations_visible_to(actor: Actor) -> QuerySet[Representation]:
    """Return who represents which organisation, as far as this reader may know: her own ones, or her office's."""
    held = Representation.objects.filter(until_at__isnull=True)
    if isinstance(actor, ForAuthority) and is_officer(actor):
        covered = Q() if acts_for_county(actor) else Q(organisation__municipality_id=actor.municipality_id)
        return held.filter(covered)
    if isinstance(actor, ForOrganisation):
        return held.filter(organisation_id=actor.organisation_id)
    return held.none()


def representatives_of(organisation: Organisation, *, actor: Actor) -> QuerySet[Representation]:
    """Return the people who act for the organisation, by name, as far as this reader may know."""
    visible = representations_visible_to(actor).filter(organisation=organisation)
    return visible.select_related("person").order_by("person__name", "id")


def organisations_represented_by(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisation for which the person acts now, if she acts for one."""
    found = Organisation.objects.select_related("municipality")
    return found.filter(pk=actor.organisation_id) if isinstance(actor, ForOrganisation) else found.none()


def organisations_of_person(person_id: int) -> QuerySet[Organisation]:
    """Return the organisations that the person may act for, by name."""
    held = Representation.objects.filter(person_id=person_id, until_at__isnull=True)
    return Organisation.objects.filter(pk__in=held.values("organisation")).order_by("sort_key", "id")


def _applied_for_by(actor: Actor) -> Q:
    person_id = person_id_of(actor)
    if person_id is None:
        return Q(pk__in=[])
    return Q(pk__in=Claim.objects.filter(person_id=person_id, founds=True).values("organisation"))


def leads_to(*, start: Organisation, goal: Organisation) -> bool:
    """Say whether `goal` is reached from `start` by going from member to federation any number of times."""
    reached, frontier = {start.pk}, {start.pk}
    while frontier and goal.pk not in reached:
        next_step = Membership.objects.filter(member_id__in=frontier).values_list("federation_id", flat=True)
        frontier = set(next_step) - reached
        reached |= frontier
    return goal.pk in reached


def _has_live(side: ExchangeSide, kind: str) -> Exists:
    """True for organisations that look for, or offer, this kind of thing today."""
    return Exists(live_exchanges().filter(organisation=OuterRef("pk"), side=side, kind=kind))
