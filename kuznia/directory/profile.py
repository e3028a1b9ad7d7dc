"""What a profile says: texts in the language of the reader, and the description for machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from kuznia.directory.models import Organisation

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
    mission, mission_language = _spoken(organisation.mission, organisation.mission_en)
    description, description_language = _spoken(organisation.description, organisation.description_en)
    return Texts(mission, mission_language, description, description_language)


def schema_of(organisation: Organisation) -> dict[str, Any]:
    """Return the organisation as schema.org describes one; contacts only as far as they are public."""
    page = reverse("directory:organisation", args=[organisation.slug])
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NGO" if organisation.kind == "ngo" else "Organization",
        "name": organisation.name,
        "url": organisation.website or f"{settings.KUZNIA_BASE_URL}{page}",
        "mainEntityOfPage": f"{settings.KUZNIA_BASE_URL}{page}",
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
        "areaServed": organisation.municipality.name if organisation.municipality else "",
        "knowsAbout": [sphere.name for sphere in organisation.spheres.all()],
        "memberOf": [
            {"@type": "Organization", "name": membership.federation.name}
            for membership in organisation.memberships.all()
        ],
    }
    return {key: value for key, value in described.items() if value}


def _spoken(polish: str, english: str) -> tuple[str, str]:
    """Return the text for the reader with its language, left empty where it is the page's own."""
    reader = get_language() or POLISH
    if reader != POLISH and english:
        return english, ""
    return polish, "" if reader == POLISH else POLISH
