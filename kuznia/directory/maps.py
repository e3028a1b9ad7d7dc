"""The county on paper: each gmina with a number, a shade and the page to which it leads; and the same as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from json import loads
from typing import Any

from django.utils.translation import ngettext

from kuznia.directory.queries.coverage import outlines
from kuznia.directory.queries.organisations import Counted
from kuznia.directory.shapes import shape_from
from kuznia.lib.prepared import Prepared
from kuznia.lib.schematic_map import Drawing, Drawn, Place, Silhouette, drawing_of, silhouette_of

SHADES = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """What one gmina has to show: its number as printed, its words in full, its shade (0 to 4), its page."""

    key: str
    name: str
    number: str
    words: str
    shade: int
    url: str


@dataclass(frozen=True, slots=True)
class GminaMap:
    """The figures with the drawing of them; without the outlines of gminas there is the county's alone, or nothing."""

    figures: list[Figure]
    drawing: Drawing | None
    silhouette: Silhouette | None

    @property
    def places(self) -> list[tuple[Drawn, Figure]]:
        """Every drawn gmina with what it has to show."""
        figures = {figure.key: figure for figure in self.figures}
        return [(drawn, figures[drawn.key]) for drawn in self.drawing.places] if self.drawing else []


def figure_of(counted: Counted, *, url: str, shade: int = 0) -> Figure:
    """Return the figure that tells how many organisations the gmina has."""
    words = ngettext("%(gmina)s: %(count)s organisation", "%(gmina)s: %(count)s organisations", counted.count)
    return Figure(
        key=counted.value,
        name=counted.label,
        number=str(counted.count),
        words=words % {"gmina": counted.label, "count": counted.count},
        shade=shade,
        url=url,
    )


def map_of(figures: Sequence[Figure]) -> GminaMap:
    """Return the map of these gminas."""
    known = _OUTLINES.rows()
    of_gminas = tuple(outline for outline in known if outline[0] is not None)
    digits = max((len(figure.number) for figure in figures), default=1)
    whole = next((outline for code, _name, outline in known if code is None), None)
    return GminaMap(
        figures=list(figures),
        drawing=_drawing(of_gminas, digits) if of_gminas else None,
        silhouette=_silhouette(whole) if whole else None,
    )


def shade_of(value: float, largest: float) -> int:
    """Return the shade of a number: 0 is nobody, then a quarter of the largest for each."""
    if not value:
        return 0
    return min(SHADES, 1 + int(SHADES * value / largest - 1e-9))


@lru_cache(maxsize=16)
def _drawing(outlines_of_gminas: tuple[tuple[str, str, str], ...], digits: int) -> Drawing:
    """Return the map of these outlines, each as it is kept."""
    places = (Place(code, name, shape_from(loads(outline))) for code, name, outline in outlines_of_gminas)
    return drawing_of(tuple(places), digits)


@lru_cache(maxsize=4)
def _silhouette(outline: str) -> Silhouette:
    return silhouette_of(shape_from(loads(outline)))


# The front page asks for them each time, and they hardly ever change.
_OUTLINES: Prepared[Any] = Prepared(outlines)
