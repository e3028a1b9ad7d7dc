"""Reads the county, its gminas and their offices."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import caches
from django.db.models import Prefetch, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import override

from kuznia.directory.models import Authority, Municipality, Post, StandIn
from kuznia.directory.states import AuthorityKind
from kuznia.lib.clock import WARSAW, NowOnce
from kuznia.lib.policy import Actor, ForAuthority, acts_for_county, is_administrator
from kuznia.lib.ports import NO_COUNTY, CountyProfile

CACHE_KEY = "directory.county"
# Every page shows the county's name and contact; another worker learns of a change within this time.
CACHE_SECONDS = 30
VERSION = 12
TODAY = TruncDate(NowOnce(), tzinfo=WARSAW)


def county_authority() -> Authority | None:
    """Return the office of the county, or nothing before it is set up."""
    return Authority.objects.filter(kind=AuthorityKind.COUNTY).first()


def office_of_gmina(municipality_id: int | None) -> Authority | None:
    """Return the office of the gmina, or nothing where none stands here."""
    if municipality_id is None:
        return None
    return Authority.objects.filter(municipality_id=municipality_id, kind=AuthorityKind.GMINA).first()


def county_look() -> Authority | None:
    """Return the office of the county with its logo."""
    return Authority.objects.filter(kind=AuthorityKind.COUNTY).select_related("logo").first()


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
    return found if acts_for_county(actor) else found.filter(pk=actor.authority_id)


def posts_managed_by(actor: Actor) -> QuerySet[Post]:
    """Return who works now in the offices whose people this administrator keeps."""
    held = Post.objects.filter(authority__in=authorities_managed_by(actor), until_at__isnull=True)
    to_come = stand_ins_not_over().select_related("person")
    return (
        held.select_related("authority", "person")
        .prefetch_related(Prefetch("stand_ins", to_come, to_attr="standing_in"))
        .order_by("authority__teryt", "role", "person__name", "id")
    )


def stand_ins_to_come(post: Post) -> QuerySet[StandIn]:
    """Return who stands in for the holder of the post, now and later."""
    return stand_ins_not_over().filter(post=post)


def stand_ins_not_over() -> QuerySet[StandIn]:
    """Return whoever stands in today or is to, by the day of the database's clock in Warsaw."""
    return StandIn.objects.filter(ended_at__isnull=True, until_on__gte=TODAY).order_by("since_on", "id")


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
    county = county_look()
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
        **_look_of(county),
        municipalities=tuple(municipalities().values_list("name", flat=True)),
    )


def _look_of(county: Authority) -> dict[str, str]:
    """Return the addresses of its logo and colours; each names its content, so that browsers may keep it."""
    look = {}
    # The same for both languages.
    with override(settings.LANGUAGE_CODE):
        if county.logo is not None:
            look["logo"] = f"{reverse('directory:county-logo')}?v={county.logo.sha256[:VERSION]}"
            look["logo_alt"] = county.logo.alt
        if county.colour:
            look["stylesheet"] = f"{reverse('directory:county-colours')}?v={county.colour[1:]}"
    return look
