"""A guide as one reader gets it: its words in her language, its parts with the anchors of its contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kuznia.lib.text import slug as address_of
from kuznia.newsroom.reading import Words, spoken

if TYPE_CHECKING:
    from kuznia.newsroom.models import GuidePage


@dataclass(frozen=True, slots=True)
class GuidePart:
    """A part of the text; a heading has an anchor to which the contents lead."""

    block: Any
    anchor: str = ""


@dataclass(frozen=True)
class Guide:
    """What a page shows of one guide."""

    page: GuidePage
    language: str

    @property
    def slug(self) -> str:
        """The guide's part of the address."""
        return str(self.page.slug)

    @property
    def title(self) -> Words:
        """The title."""
        return spoken(self.page.title, self.page.title_en, self.language)

    @property
    def lead(self) -> Words:
        """What a reader will be able to do."""
        return spoken(self.page.lead, self.page.lead_en, self.language)

    @property
    def for_whom(self) -> Words:
        """Whom it helps."""
        return spoken(self.page.for_whom, self.page.for_whom_en, self.language)

    @property
    def legal_basis(self) -> Words:
        """The acts and articles it rests on."""
        return spoken(self.page.legal_basis, self.page.legal_basis_en, self.language)

    @property
    def facts_on(self) -> date:
        """The day on which its facts were checked."""
        day: date = self.page.facts_on
        return day

    @property
    def is_foreign(self) -> bool:
        """Whether its text is Polish on an English page."""
        return spoken(self.page.body, self.page.body_en, self.language).is_foreign

    @cached_property
    def parts(self) -> list[GuidePart]:
        """The text, part after part."""
        return list(_parts(spoken(self.page.body, self.page.body_en, self.language).text))

    @property
    def contents(self) -> list[GuidePart]:
        """The headings of the text."""
        return [part for part in self.parts if part.anchor]


def _parts(body: Any) -> Iterator[GuidePart]:
    taken: set[str] = set()
    for number, block in enumerate(body, start=1):
        if block.block_type != "heading":
            yield GuidePart(block)
            continue
        wanted = address_of(str(block.value))
        anchor = f"{wanted}-{number}" if wanted in taken else wanted
        taken.add(anchor)
        yield GuidePart(block, anchor)
