"""Full pages of the made-up organisations: what they look for and offer, their boards, achievements and papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from kuznia.demo.builders.drawings import drawn
from kuznia.demo.builders.stage import Stage
from kuznia.directory.models import Organisation
from kuznia.directory.services import (
    AchievementEntry,
    BoardEntry,
    ExchangeEntry,
    OrganisationRecord,
    Picture,
    add_achievement,
    add_board_member,
    add_exchange,
    add_paper,
    change_organisation,
    confirm_record,
    end_board_member,
)
from kuznia.directory.states import ExchangeKind, ExchangeSide, PaperKind, RepresentationRule
from kuznia.files.intake import Received, received
from kuznia.lib.clock import WARSAW
from kuznia.lib.stopped_clock import StoppedClock

LOOKS, OFFERS = ExchangeSide.LOOKS_FOR, ExchangeSide.OFFERS
CHECK = 97
WHOLE = 98


def build_profiles(stage: Stage, clock: StoppedClock, today: datetime) -> None:
    """Fill three pages richly, give several others something to look for or offer, and confirm the three."""
    clock.move_to(today - timedelta(days=20))
    day = today.astimezone(WARSAW).date()
    for key, record in RECORDS.items():
        _record(stage, key, record)
    _exchanges(stage, day)
    _boards(stage, day)
    _former(stage)
    for key, name, entry, alt in ACHIEVEMENTS:
        picture = Picture(upload=_taken(f"{name}.png", drawn(name)), alt=alt)
        add_achievement(
            organisation=stage.organisations[key], entry=entry, picture=picture, actor=stage.officer
        )
    for key in RECORDS:
        _papers(stage.organisations[key], stage)
        confirm_record(organisation=stage.organisations[key], actor=stage.officer)


def _exchanges(stage: Stage, day: date) -> None:
    for key, wanted in EXCHANGES.items():
        for entry, days in wanted:
            dated = replace(entry, until_on=_after(day, days))
            add_exchange(organisation=stage.organisations[key], entry=dated, actor=stage.officer)


def _boards(stage: Stage, day: date) -> None:
    for key, people in BOARDS.items():
        for entry, days in people:
            dated = replace(entry, until_on=_after(day, days))
            add_board_member(organisation=stage.organisations[key], entry=dated, actor=stage.officer)


def _after(day: date, days: int) -> date | None:
    return day + timedelta(days=days) if days else None


def _former(stage: Stage) -> None:
    """Let „Iskra” have a chair before the present one."""
    entry = BoardEntry(name="Kazimierz Młot", function="prezes", since_on=date(2012, 10, 2))
    member = add_board_member(organisation=stage.organisations["iskra"], entry=entry, actor=stage.officer)
    end_board_member(member=member, ended_on=date(2023, 9, 30), actor=stage.officer)


def _record(stage: Stage, key: str, fields: dict[str, object]) -> None:
    found = stage.organisations[key]
    account = _account(f"1021{found.pk:020d}")
    record = replace(OrganisationRecord.of(found), account=account, **fields)  # type: ignore[arg-type]
    stage.organisations[key] = change_organisation(organisation=found, record=record, actor=stage.officer)


def _account(digits: str) -> str:
    """Return a made-up account number with the check digits that banks count."""
    # PL stands for 2521 in the sum of ISO 7064.
    return f"{WHOLE - int(f'{digits}252100') % CHECK:02d}{digits}"


def _papers(organisation: Organisation, stage: Stage) -> None:
    for kind, title in (
        (PaperKind.STATUTE, "Statut (wzór pokazowy)"),
        (PaperKind.REPORT, "Sprawozdanie za 2025"),
    ):
        upload = _taken("dokument.pdf", _page(title, organisation.name))
        add_paper(organisation=organisation, kind=kind, title=title, upload=upload, actor=stage.officer)


def _page(title: str, name: str) -> bytes:
    source = '#set text(lang: "pl")\n= #sys.inputs.title\n#sys.inputs.name\n\nDokument zmyślony na potrzeby pokazu.\n'
    page: bytes = typst.compile(source.encode(), sys_inputs={"title": title, "name": name})
    return page


def _taken(name: str, content: bytes) -> Received:
    return received(SimpleUploadedFile(name, content))


EXCHANGES = {
    "iskra": (
        (
            ExchangeEntry(
                side=LOOKS,
                kind=ExchangeKind.VOLUNTEERS,
                text="Dwie osoby do punktu porad",
                text_en="Two people for the advice desk",
                detail="Środy po południu, wszystkiego nauczymy",
                detail_en="Wednesday afternoons, we will teach you everything",
            ),
            0,
        ),
        (
            ExchangeEntry(
                side=LOOKS,
                kind=ExchangeKind.PARTNERS,
                text="Partner do wspólnej oferty na warsztaty",
                detail="Szukamy organizacji, która zna się na pracy z młodzieżą",
            ),
            40,
        ),
        (
            ExchangeEntry(
                side=LOOKS,
                kind=ExchangeKind.PREMISES,
                text="Suche miejsce na archiwum",
                detail="12 metrów, półki mamy",
            ),
            0,
        ),
        (
            ExchangeEntry(
                side=OFFERS,
                kind=ExchangeKind.KNOWLEDGE,
                text="Pomoc przy statucie i rejestracji",
                text_en="Help with a statute and registration",
                detail="Godzina rozmowy, bezpłatnie",
                detail_en="An hour of talk, for free",
            ),
            0,
        ),
    ),
    "miech": (
        (
            ExchangeEntry(
                side=LOOKS,
                kind=ExchangeKind.EQUIPMENT,
                text="Stoły warsztatowe, mogą być używane",
                detail="Odbierzemy sami w całym powiecie",
            ),
            60,
        ),
        (
            ExchangeEntry(
                side=OFFERS,
                kind=ExchangeKind.PREMISES,
                text="Pracownia w soboty",
                detail="Na dziesięć osób, z narzędziami",
            ),
            0,
        ),
    ),
    "podkowa": (
        (
            ExchangeEntry(
                side=LOOKS,
                kind=ExchangeKind.VOLUNTEERS,
                text="Kierowczynie i kierowcy na dwie godziny w tygodniu",
                detail="Prawo jazdy kategorii B, auto jest nasze",
            ),
            0,
        ),
        (
            ExchangeEntry(
                side=OFFERS,
                kind=ExchangeKind.EQUIPMENT,
                text="Bus na dziewięć osób w weekendy",
                detail="Z rampą dla wózka",
            ),
            0,
        ),
    ),
    "biblioteka": (
        (ExchangeEntry(side=OFFERS, kind=ExchangeKind.PREMISES, text="Sala na spotkania do 30 osób"), 0),
    ),
    "klamra": (
        (
            ExchangeEntry(
                side=LOOKS,
                kind=ExchangeKind.KNOWLEDGE,
                text="Osoba, która zna się na drzewach",
                detail="Jeden spacer wiosną",
            ),
            90,
        ),
    ),
    "kuznia": (
        (
            ExchangeEntry(
                side=OFFERS,
                kind=ExchangeKind.EQUIPMENT,
                text="Narzędzia i przyczepa na pikniki",
                detail="Wypożyczamy organizacjom bez opłat",
            ),
            0,
        ),
    ),
}
RECORDS: dict[str, dict[str, object]] = {
    "iskra": {
        "short_name": "Iskra",
        "works_in": ("142101", "142102"),
        "description": "Organizacja zmyślona na potrzeby pokazu. Uczymy sąsiadów, jak zacząć działać razem: od "
        "pierwszego spotkania po pierwszy wniosek.\n\nW środy prowadzimy punkt porad, w soboty warsztaty. Raz w roku "
        "ustawiamy długi stół na środku ulicy.",
        "description_en": "An organisation made up for the demo. We teach neighbours how to begin to act together.",
        "mission_en": "We teach neighbours how to begin to act together.",
        "public_email": "iskra@example.org",
        "public_phone": "22 000 00 01",
        "website": "https://iskra.example.org",
        "address": "ul. Pokazowa 1, 05-840 Brwinów",
        "tax_share_purpose": "Iskra, działania sąsiedzkie",
        "tax_share_krs": "0000000123",
        "other_register": "rejestr pokazowy",
        "other_number": "1/2012",
        "representation_rule": RepresentationRule.TWO_TOGETHER,
        "representation_note": "Prezeska i druga osoba z zarządu.",
    },
    "miech": {
        "short_name": "Miech",
        "works_in": ("142105",),
        "public_email": "miech@example.org",
        "website": "https://miech.example.org",
        "address": "ul. Pokazowa 14, 05-800 Pruszków",
        "opp": True,
        "representation_rule": RepresentationRule.ONE,
    },
    "podkowa": {
        "public_email": "podkowa@example.org",
        "public_phone": "22 000 00 06",
        "address": "ul. Pokazowa 6, 05-090 Raszyn",
        "representation_rule": RepresentationRule.TWO_TOGETHER,
    },
}
BOARDS = {
    "iskra": (
        (BoardEntry(name="Halina Kleszcz", function="prezeska", since_on=date(2023, 10, 1)), 24),
        (BoardEntry(name="Jan Miech", function="skarbnik", since_on=date(2023, 10, 1)), 24),
        (BoardEntry(name="Barbara Obręcz", function="członkini zarządu", since_on=date(2024, 3, 15)), 400),
    ),
    "miech": ((BoardEntry(name="Piotr Palenisko", function="prezes", since_on=date(2021, 5, 4)), 0),),
    "podkowa": (
        (BoardEntry(name="Helena Podkowa", function="prezeska", since_on=date(2022, 2, 1)), 300),
        (BoardEntry(name="Adam Hufnal", function="sekretarz", since_on=date(2022, 2, 1)), 300),
    ),
}
ACHIEVEMENTS = (
    (
        "iskra",
        "stol",
        AchievementEntry(
            title="Stół na ulicy", year=2025, on_day=date(2025, 6, 14), text="Święto sąsiadów, około 90 osób."
        ),
        "Rysunek: długi stół, za nim pięć osób, nad nimi chorągiewki",
    ),
    (
        "iskra",
        "domy",
        AchievementEntry(
            title="Tablice z historią ulic", year=2024, text="Czternaście tablic, teksty napisali mieszkańcy."
        ),
        "Rysunek: rząd domów wśród drzew",
    ),
    (
        "miech",
        "pracownia",
        AchievementEntry(title="Otwarta pracownia", year=2023, text="Sto zajęć dla dzieci w jednym roku."),
        "Rysunek: stół z narzędziami przy oknie",
    ),
    (
        "podkowa",
        "bus",
        AchievementEntry(title="Bus z rampą", year=2025, text="Zbieraliśmy na niego dwa lata."),
        "Rysunek: żółty bus na drodze między wzgórzami",
    ),
)
