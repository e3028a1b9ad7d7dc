"""The smallest valid things that stand on an organisation's page, made by the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from kuznia.directory.models import Achievement, BoardMember, Exchange, Organisation, Paper
from kuznia.directory.services import (
    AchievementEntry,
    BoardEntry,
    ExchangeEntry,
    Picture,
    add_achievement,
    add_board_member,
    add_exchange,
    add_paper,
)
from kuznia.directory.states import ExchangeKind, ExchangeSide, PaperKind
from kuznia.directory.tests.factories import HOUSE
from kuznia.files.intake import Received, received
from kuznia.files.tests.factories import PDF, picture, upload


def entry_of_exchange(text: str = "Dwie osoby do archiwum", **fields: Any) -> ExchangeEntry:
    """Return something that is looked for, without a last day."""
    kept: dict[str, Any] = {"side": ExchangeSide.LOOKS_FOR, "kind": ExchangeKind.VOLUNTEERS, **fields}
    return ExchangeEntry(text=text, **kept)


def make_exchange(organisation: Organisation, **fields: Any) -> Exchange:
    """Return something that the organisation looks for."""
    return add_exchange(organisation=organisation, entry=entry_of_exchange(**fields), actor=HOUSE)


def make_achievement(organisation: Organisation, *, with_picture: bool = False) -> Achievement:
    """Return something that was done in 2020."""
    entry = AchievementEntry(title="Stół na ulicy", year=2020)
    shown = make_picture() if with_picture else None
    return add_achievement(organisation=organisation, entry=entry, picture=shown, actor=HOUSE)


def make_picture(alt: str = "Długi stół na ulicy") -> Picture:
    """Return a small picture, taken in."""
    return Picture(upload=taken(picture(), "stol.png"), alt=alt)


def make_paper(organisation: Organisation, *, title: str = "Statut") -> Paper:
    """Return a statute as PDF."""
    return add_paper(
        organisation=organisation, kind=PaperKind.STATUTE, title=title, upload=taken(PDF), actor=HOUSE
    )


def make_board_member(
    organisation: Organisation, *, name: str = "Zofia Kowadło", until_on: date | None = None
) -> BoardMember:
    """Return somebody who chairs the board since 2020."""
    entry = BoardEntry(name=name, function="prezeska", since_on=date(2020, 1, 2), until_on=until_on)
    return add_board_member(organisation=organisation, entry=entry, actor=HOUSE)


def taken(content: bytes, name: str = "statut.pdf") -> Received:
    """Return the bytes as they lie in the store."""
    return received(upload(content, name))
