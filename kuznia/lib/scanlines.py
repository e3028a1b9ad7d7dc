"""Outlines cut into level lines: tells whose a point is, and where a rectangle has room inside or outside of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from kuznia.lib.borders import Line, Point, Shape

STEP = 4.0
PAD = 3.0
WIDEST = 60.0
OFF_CENTRE = 0.25

Span: TypeAlias = tuple[float, float]
Spans: TypeAlias = list[Span]


class Grid:
    """The lines of every shape over the whole sheet, a step apart."""

    def __init__(
        self, shapes: Sequence[Shape], *, left: float, right: float, top: float, bottom: float
    ) -> None:
        self.left, self.right, self.top, self.bottom = left, right, top, bottom
        self.levels = [top + STEP * row for row in range(int((bottom - top) / STEP) + 1)]
        self.rows = [[_spans(shape, level) for level in self.levels] for shape in shapes]
        self.covered = [
            _joined(span for spans in row for span in spans) for row in zip(*self.rows, strict=True)
        ]

    def owner(self, point: Point) -> int | None:
        """Return the number of the shape in which the point lies."""
        row = self._row(point[1])
        found = (
            at
            for at, rows in enumerate(self.rows)
            if any(start <= point[0] <= stop for start, stop in rows[row])
        )
        return next(found, None)

    def is_empty(self, left: float, right: float, top: float, bottom: float) -> bool:
        """Say whether the rectangle touches no shape."""
        between = range(self._row(top), self._row(bottom) + 1)
        return not any(start < right and left < stop for row in between for start, stop in self.covered[row])

    def heart(self, at: int) -> Point:
        """Return a point well inside the shape: the middle of its longest line."""
        lines = [
            (stop - start, (start + stop) / 2, level)
            for level, spans in zip(self.levels, self.rows[at], strict=True)
            for start, stop in spans
        ]
        _length, x, y = max(lines)
        return x, y

    def room(self, at: int, width: float, height: float) -> tuple[float, float] | None:
        """Return the left upper corner of a rectangle of this size inside the shape, as near its middle as may be."""
        middle_x, middle_y = self._middle(at)
        deep = int(height / STEP) + 1
        found = []
        for row in range(len(self.levels) - deep):
            for start, stop in _common(self.rows[at][row : row + deep + 1]):
                slack = stop - start - 2 * PAD - width
                if slack < 0:
                    continue
                centre = min(max(middle_x, start + PAD + width / 2), stop - PAD - width / 2)
                off = abs(self.levels[row] + height / 2 - middle_y)
                found.append((min(slack, WIDEST) - OFF_CENTRE * off, centre - width / 2, self.levels[row]))
        return max(found)[1:] if found else None

    def _middle(self, at: int) -> Point:
        lines = [
            (stop - start, (start + stop) / 2, level)
            for level, spans in zip(self.levels, self.rows[at], strict=True)
            for start, stop in spans
        ]
        whole = sum(length for length, _x, _y in lines)
        return (
            sum(length * x for length, x, _y in lines) / whole,
            sum(length * y for length, _x, y in lines) / whole,
        )

    def _row(self, y: float) -> int:
        return min(max(int((y - self.top) / STEP), 0), len(self.levels) - 1)


def _spans(shape: Shape, level: float) -> Spans:
    """Return from where to where the level line runs inside the shape."""
    crossings = sorted(x for polygon in shape for ring in polygon for x in _crossings(ring, level))
    return list(zip(crossings[::2], crossings[1::2], strict=True))


def _crossings(ring: Line, level: float) -> Iterator[float]:
    for (x, y), (next_x, next_y) in pairwise(ring):
        if (y > level) != (next_y > level):
            yield x + (level - y) * (next_x - x) / (next_y - y)


def _joined(spans: Iterable[Span]) -> Spans:
    """Return the spans with those that touch made one."""
    found: Spans = []
    for start, stop in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return found


def _common(rows: Sequence[Spans]) -> Spans:
    """Return from where to where all of these lines run inside."""
    found = rows[0]
    for spans in rows[1:]:
        found = [
            (max(start, first), min(stop, last))
            for start, stop in found
            for first, last in spans
            if max(start, first) < min(stop, last)
        ]
    return found
