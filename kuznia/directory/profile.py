"""What a profile says: texts in the language of the reader, and the description for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from kuznia.directory.models import BoardMember, Exchange, Membership, Organisation
from kuznia.directory.queries.profiles import Belongings
from kuznia.directory.states import ExchangeSide
from kuznia.lib.clock import WARSAW

POLISH = "pl"


@dataclass(frozen=True, slots=True)
class Texts:
    """What the organisation says of itself, and in which language it stands."""

    mission: str
    mission_language: str
    description: str
    description_language: str


def texts_of(organisation: Organisation) -> Texts:
    """Return its texts for this reader: in English where there are such, else in Polish and marked so."""
    mission, mission_language = spoken(organisation.mission, organisation.mission_en)
    description, description_language = spoken(organisation.description, organisation.description_en)
    return Texts(mission, mission_language, description, description_language)


def spoken(polish: str, english: str) -> tuple[str, str]:
    """Return the text for the reader with its language, left empty where it is the page's own."""
    reader = get_language() or POLISH
    if reader != POLISH and english:
        return english, ""
    return polish, "" if reader == POLISH else POLISH


@dataclass(frozen=True, slots=True)
class Sides:
    """What the organisation looks for and what it offers today."""

    looks_for: list[Exchange]
    offers: list[Exchange]


def sides_of(organisation: Organisation, exchanges: Sequence[Exchange]) -> Sides:
    """Return what the organisation looks for and offers; a closed one does neither."""
    live = exchanges if organisation.is_active else ()
    return Sides(
        looks_for=[each for each in live if each.side == ExchangeSide.LOOKS_FOR],
        offers=[each for each in live if each.side == ExchangeSide.OFFERS],
    )


def schema_of(organisation: Organisation, *, sides: Sides, belongings: Belongings) -> dict[str, Any]:
    """Return the organisation as schema.org describes one; contacts only as far as they are public."""
    page = reverse("directory:organisation", args=[organisation.slug])
    gminas = [organisation.municipality] if organisation.municipality else []
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NGO" if organisation.kind == "ngo" else "Organization",
        "name": organisation.name,
        "url": organisation.website or _address(page),
        "mainEntityOfPage": _address(page),
        "alternateName": organisation.short_name,
        "description": organisation.mission,
        "email": organisation.public_email,
        "telephone": organisation.public_phone,
        "address": organisation.address,
        "taxID": organisation.nip,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": number}
            for name, number in (("KRS", organisation.krs), ("REGON", organisation.regon))
            if number
        ],
        "areaServed": [gmina.name for gmina in (*gminas, *belongings.works_in)],
        "knowsAbout": [sphere.name for sphere in belongings.spheres],
        "memberOf": [
            {"@type": "Organization", "name": membership.federation.name}
            for membership in belongings.memberships
        ],
        "member": [*_organisations(belongings.members), *_people(belongings.board)],
        "seeks": [{"@type": "Demand", "name": each.text} for each in sides.looks_for],
        "makesOffer": [{"@type": "Offer", "name": each.text} for each in sides.offers],
        "image": [
            _address(shown.picture.get_absolute_url()) for shown in belongings.achievements if shown.picture
        ],
        "dissolutionDate": _closed_on(organisation),
    }
    return {key: value for key, value in described.items() if value}


def _organisations(members: Sequence[Membership]) -> list[dict[str, Any]]:
    return [
        {
            "@type": "Organization",
            "name": membership.member.name,
            "url": _address(reverse("directory:organisation", args=[membership.member.slug])),
        }
        for membership in members
    ]


def _people(board: Sequence[BoardMember]) -> list[dict[str, Any]]:
    return [
        {
            "@type": "OrganizationRole",
            "roleName": person.function,
            "startDate": person.since_on.isoformat(),
            "member": {"@type": "Person", "name": person.name},
        }
        for person in board
    ]


def _closed_on(organisation: Organisation) -> str:
    closed_at = None if organisation.is_active else organisation.closed_at
    return closed_at.astimezone(WARSAW).date().isoformat() if closed_at else ""


def _address(path: str) -> str:
    return f"{settings.KUZNIA_BASE_URL}{path}"
