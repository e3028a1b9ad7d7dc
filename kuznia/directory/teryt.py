"""Reads the list of counties and gminas that the house carries in data/teryt.csv, and names them properly."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from kuznia.directory.states import MunicipalityKind

COUNTY, GMINA = "P", "G"
CODE_LENGTH = 6
KINDS = {
    "gmina miejska": MunicipalityKind.URBAN,
    "gmina wiejska": MunicipalityKind.RURAL,
    "gmina miejsko-wiejska": MunicipalityKind.MIXED,
}
CAPITAL = "miasto stołeczne"


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the register."""

    teryt: str
    level: str
    name: str
    kind: str
    parent: str

    @property
    def is_city(self) -> bool:
        """Whether a county is a city with county rights."""
        return self.level == COUNTY and self.kind.startswith("miasto")


@dataclass(frozen=True, slots=True)
class CountyOfTeryt:
    """A county with its gminas, in the order of their codes."""

    place: Place
    gminas: tuple[Place, ...]


def county_of_teryt(code: str) -> CountyOfTeryt | None:
    """Return the county of this four-digit code, or nothing where there is none."""
    rows = [row for row in _rows() if code in {row.teryt, row.parent}]
    county = next((row for row in rows if row.level == COUNTY and row.teryt == code), None)
    gminas = sorted((row for row in rows if row.level == GMINA), key=lambda row: row.teryt)
    return CountyOfTeryt(county, tuple(gminas)) if county else None


def county_name(place: Place) -> str:
    """Return the name of a county as it is written: Powiat Pruszkowski, Miasto Kraków."""
    if place.is_city:
        return f"{_city_title(place)} {place.name}"
    return f"Powiat {_titled(place.name)}"


def county_locative(place: Place) -> str:
    """Return the name as it stands after “w”: Powiecie Pruszkowskim, Mieście Kraków."""
    if place.is_city:
        return f"{_city_title(place, locative=True)} {place.name}"
    words = (f"{word}m" if word.endswith("i") else word for word in _titled(place.name).split())
    return f"Powiecie {' '.join(words)}"


def gmina_office_name(place: Place) -> str:
    """Return the name of a gmina as its office writes it: Miasto Pruszków, Gmina Brwinów."""
    return f"{'Miasto' if KINDS[place.kind] == MunicipalityKind.URBAN else 'Gmina'} {place.name}"


def gmina_names(gminas: tuple[Place, ...]) -> list[str]:
    """Return the name of each gmina, told apart where a town and the villages round it share one."""
    names = [place.name for place in gminas]
    return [
        f"{place.name} ({'miasto' if KINDS[place.kind] == MunicipalityKind.URBAN else 'gmina'})"
        if names.count(place.name) > 1
        else place.name
        for place in gminas
    ]


def _city_title(place: Place, *, locative: bool = False) -> str:
    if place.kind.startswith(CAPITAL):
        return "Mieście Stołecznym" if locative else "Miasto Stołeczne"
    return "Mieście" if locative else "Miasto"


def _titled(name: str) -> str:
    """Return the adjective with capitals, also after a hyphen: Czarnkowsko-Trzcianecki."""
    return " ".join(
        "-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in name.split()
    )


def _rows() -> list[Place]:
    path = Path(settings.KUZNIA_STATIC_DATA) / "teryt.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Place(row["teryt"], row["level"], row["name"], row["kind"], row["parent"])
            for row in csv.DictReader(stream)
        ]
