"""What a column holds, known by its heading in Polish or English, written with or without diacritics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

from kuznia.lib.text import fold

# The field of each column, and the headings under which people keep it, folded and without "no." and the like.
HEADINGS: dict[str, str] = {
    "name": (
        "nazwa|pelna nazwa|nazwa pelna|nazwa organizacji|pelna nazwa organizacji|nazwa pelna organizacji|organizacja"
        "|podmiot|nazwa podmiotu|nazwa organizacji pozarzadowej|organizacja pozarzadowa|nazwa ngo|ngo|nazwa jednostki"
        "|nazwa stowarzyszenia|nazwa fundacji|nazwa klubu|nazwa i siedziba|nazwa oferenta"
        "|name|full name|organisation|organization|organisation name|organization name|name of organisation"
        "|name of the organisation|name of the organization"
    ),
    "short_name": (
        "skrot|skrot nazwy|nazwa skrocona|skrocona nazwa|krotka nazwa|nazwa krotka|short name|acronym"
    ),
    "kind": ("rodzaj|rodzaj podmiotu|rodzaj organizacji|typ|typ organizacji|typ podmiotu|kind|type"),
    "legal_form": (
        "forma prawna|forma|forma organizacyjna|forma prawna organizacji|forma organizacyjno prawna|legal form|form"
    ),
    "krs": ("krs|krs organizacji|w krs|krajowy rejestr sadowy|krs no"),
    "nip": ("nip|nip organizacji|identyfikacji podatkowej|tax id|tax|vat|vat id"),
    "regon": ("regon|regon organizacji|statystyczny regon|statistical"),
    "other_register": (
        "inny rejestr|rejestr|ewidencja|nazwa rejestru|nazwa ewidencji|other register|register"
    ),
    "other_number": (
        "w innym rejestrze|w rejestrze|w ewidencji|rejestru|ewidencji|rejestrowy|ewidencyjny"
        "|in the other register|in other register|register entry"
    ),
    "municipality": (
        "gmina|gmina siedziby|siedziba gmina|nazwa gminy|teryt|kod teryt|teryt gminy|kod gminy"
        "|municipality|commune|gmina name|gmina of seat"
    ),
    "address": (
        "adres|adres siedziby|siedziba|adres korespondencyjny|adres do korespondencji|adres do listow"
        "|adres organizacji|adres pocztowy|address|postal address|address for letters|seat"
    ),
    "street": ("ulica|ulica i|ulica domu|street"),
    "postcode": ("kod|kod pocztowy|postcode|postal code|zip|zip code"),
    "town": ("miejscowosc|miasto|poczta|town|city|place"),
    "public_email": (
        "e mail|email|mail|adres e mail|adres email|poczta elektroniczna|e mail organizacji|kontakt e mail"
        "|publiczny e mail|public e mail|public email|contact e mail"
    ),
    "public_phone": (
        "telefon|telefonu|tel|telefon kontaktowy|telefonu kontaktowego|kontakt telefoniczny|publiczny telefon|komorka"
        "|phone|public phone|telephone|mobile"
    ),
    "website": (
        "www|strona|strona www|strona internetowa|adres strony|adres www|adres strony internetowej|witryna|facebook"
        "|website|web|web page|webpage|home page|url"
    ),
    "mission": ("w jednym zdaniu|misja|cel|mission|in one sentence"),
    "mission_en": (
        "w jednym zdaniu po angielsku|misja po angielsku|in one sentence in english|mission in english"
    ),
    "description": (
        "opis|opis dzialalnosci|czym sie zajmuje|co robi|cele|cele statutowe|dzialalnosc|uwagi o dzialalnosci"
        "|description|what it does|activity|activities"
    ),
    "description_en": (
        "co robi po angielsku|opis po angielsku|what it does in english|description in english"
    ),
    "opp": (
        "opp|status opp|pozytku publicznego|organizacja pozytku publicznego|status organizacji pozytku publicznego"
        "|status pozytku publicznego|public benefit status|public benefit"
    ),
    "tax_share_krs": ("krs do 1 5 podatku|krs dla 1 5 podatku|krs for 1 5 of tax"),
    "tax_share_purpose": (
        "cel do wpisania w zeznaniu"
        "|cel szczegolowy do wpisania w zeznaniu|cel szczegolowy|cel szczegolowy 1 5|purpose to write in the tax form"
    ),
    "account": (
        "konto|konto bankowe|rachunek|rachunek bankowy|konta|rachunku|konta bankowego|rachunku bankowego|nrb|iban"
        "|bank account|account"
    ),
    "representation_rule": ("kto podpisuje|reprezentacja|sposob reprezentacji|who signs|representation"),
    "representation_note": (
        "kto podpisuje wlasnymi slowami|kto podpisuje slowami|kto podpisuje opis|opis reprezentacji|who signs in words"
    ),
    "spheres": (
        "sfery|sfera|sfery pozytku|sfery pozytku publicznego|sfery zadan publicznych|sfery zadan|sfera dzialalnosci"
        "|obszar dzialalnosci|obszary dzialalnosci|dziedzina|dziedziny|branza|tematyka|spheres|sphere|areas"
        "|spheres of public tasks"
    ),
    "works_in": (
        "dziala w|dziala w gminach|gminy dzialania|teren dzialania|zasieg|zasieg dzialania|works in|area of work"
    ),
}
# What is put together from several columns, where nobody keeps it in one.
PARTS_OF_ADDRESS = ("street", "postcode", "town")
LISTS = ("spheres", "works_in")
# What the row of an organisation holds, in the order of an exported table.
FIELDS = tuple(field for field in HEADINGS if field not in {*PARTS_OF_ADDRESS, *LISTS})
# Distinct words that name a column wherever they stand in a longer heading; the first that is there decides.
TELLING = {
    "krs": "krs",
    "nip": "nip",
    "regon": "regon",
    "gmina": "municipality",
    "gminy": "municipality",
    "teryt": "municipality",
    "www": "website",
    "mail": "public_email",
    "email": "public_email",
    "telefon": "public_phone",
    "telefonu": "public_phone",
    "tel": "public_phone",
    "opp": "opp",
    "adres": "address",
    "nazwa": "name",
}
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_SAYS_NOTHING = {"nr", "no", "numer", "number", "lp"}
_BY_HEADING = {heading: field for field, spoken in HEADINGS.items() for heading in spoken.split("|")}


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Return the number of the column that holds each field, as far as the headings tell; the surer one wins."""
    found: dict[str, int] = {}
    for recognise in (_exactly, _without_brackets, _by_a_word):
        for number, heading in enumerate(headings):
            field = recognise(heading)
            if field and field not in found and number not in found.values():
                found[field] = number
    return found


def recognised(cells: Sequence[str]) -> int:
    """Return how many of the cells are headings that say exactly what they hold."""
    return len({field for field in map(_exactly, cells[: len(_BY_HEADING)]) if field})


def headings_key(headings: Iterable[str]) -> str:
    """Return the word under which the matching of these headings is remembered, however they are spelt."""
    return sha256("|".join(_plain(heading) for heading in headings).encode()).hexdigest()


def _exactly(heading: str) -> str:
    return _BY_HEADING.get(_plain(heading), "")


def _without_brackets(heading: str) -> str:
    return _exactly(_IN_BRACKETS.sub(" ", heading))


def _by_a_word(heading: str) -> str:
    words = set(_plain(heading).split())
    return next((field for word, field in TELLING.items() if word in words), "")


def _plain(heading: str) -> str:
    words = _NOT_WORDS.sub(" ", fold(heading[:200])).split()
    return " ".join(word for word in words if word not in _SAYS_NOTHING)
