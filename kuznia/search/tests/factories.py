"""A shelf of public texts, as an app would offer one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise

from kuznia.lib.policy import System
from kuznia.lib.ports import PublishedText
from kuznia.search.services import refresh

HOUSE = System("test")


class Shelf:
    """Texts by number; what is taken off is public no more."""

    kind = "book"
    model = "people.Person"
    singular: str | Promise = "book"
    plural: str | Promise = "Books"
    icon = "book-open"

    def __init__(self) -> None:
        self._texts: dict[int, PublishedText] = {}

    def put(self, title: str, *, key: int | None = None, **fields: str) -> int:
        """Put a text on the shelf, or in the place of the one of that number, and into the index; return its number."""
        key = key or len(self._texts) + 1
        self._texts[key] = PublishedText(key=key, url=f"/book/{key}/", title=title, **fields)  # type: ignore[arg-type]
        refresh(kind=self.kind, keys=[key], actor=HOUSE)
        return key

    def take_off(self, key: int) -> None:
        """Take a text off the shelf; the index does not know yet."""
        del self._texts[key]

    def keys(self) -> Iterable[int]:
        return list(self._texts)

    def texts(self, keys: Sequence[int]) -> Iterable[PublishedText]:
        return [text for key, text in self._texts.items() if key in keys]
