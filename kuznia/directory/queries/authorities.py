"""Reads the county, its gminas and their offices."""

from __future__ import annotations

from django.core.cache import caches
from django.db.models import QuerySet

from kuznia.directory.models import Authority, Municipality, Post
from kuznia.directory.states import AuthorityKind
from kuznia.lib.policy import Actor, ForAuthority, is_administrator
from kuznia.lib.ports import NO_COUNTY, CountyProfile

CACHE_KEY = "directory.county"
# Every page shows the county's name and contact; another worker learns of a change within this time.
CACHE_SECONDS = 30


def county_authority() -> Authority | None:
    """Return the office of the county, or nothing before it is set up."""
    return Authority.objects.filter(kind=AuthorityKind.COUNTY).first()


def authorities() -> QuerySet[Authority]:
    """Return the county office and the gmina offices, the county's first."""
    return Authority.objects.select_related("municipality").order_by("teryt")


def municipalities() -> QuerySet[Municipality]:
    """Return the gminas of the county in the order of their codes."""
    return Municipality.objects.order_by("position")


def authorities_managed_by(actor: Actor) -> QuerySet[Authority]:
    """Return the offices whose people this administrator keeps: all for the county's, her own for a gmina's."""
    if not isinstance(actor, ForAuthority) or not is_administrator(actor):
        return Authority.objects.none()
    found = authorities()
    return found if actor.municipality_id is None else found.filter(pk=actor.authority_id)


def posts_managed_by(actor: Actor) -> QuerySet[Post]:
    """Return who works now in the offices whose people this administrator keeps."""
    held = Post.objects.filter(authority__in=authorities_managed_by(actor), until_at__isnull=True)
    return held.select_related("authority", "person").order_by(
        "authority__teryt", "role", "person__name", "id"
    )


def posts_of(authority: Authority) -> QuerySet[Post]:
    """Return who works in the office now, with their names."""
    held = Post.objects.filter(authority=authority, until_at__isnull=True)
    return held.select_related("person").order_by("role", "person__name", "id")


def county_profile() -> CountyProfile:
    """Return how the county names itself to people; kept for half a minute, for every page asks."""
    kept: CountyProfile | None = caches["fragments"].get(CACHE_KEY)
    if kept is None:
        kept = _county_profile()
        caches["fragments"].set(CACHE_KEY, kept, CACHE_SECONDS)
    return kept


def forget_county_profile() -> None:
    """Let the next page ask the database for the county's name and contact."""
    caches["fragments"].delete(CACHE_KEY)


def _county_profile() -> CountyProfile:
    county = county_authority()
    if county is None:
        return NO_COUNTY
    return CountyProfile(
        name=county.name,
        locative=county.locative,
        teryt=county.teryt,
        address=county.address,
        phone=county.phone,
        email=county.email,
        opening_hours=county.opening_hours,
        bip_url=county.bip_url,
        website=county.website,
        data_protection_officer=county.data_protection_officer,
        accessibility_coordinator=county.accessibility_coordinator,
        municipalities=tuple(municipalities().values_list("name", flat=True)),
    )
