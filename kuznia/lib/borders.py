"""Outlines of neighbours made simpler together, so that no gap opens along the border they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import cos, hypot, radians
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Line: TypeAlias = tuple[Point, ...]
# The outer ring and its holes; each ring is closed: its last point is its first.
Polygon: TypeAlias = tuple[Line, ...]
Shape: TypeAlias = tuple[Polygon, ...]

PLACES = 5
RING = 4


def simplified(shapes: Mapping[str, Shape], *, tolerance: float) -> dict[str, Shape]:
    """Return the outlines with no more points than it takes to stay within `tolerance` degrees of latitude.

    What is too small to be seen is dropped, but never the whole of a shape.
    """
    rounded = {key: tuple(_rounded(polygon) for polygon in shape) for key, shape in shapes.items()}
    rings = [ring for shape in rounded.values() for polygon in shape for ring in polygon]
    ends = _ends(rings)
    return {key: _shape(shape, ends, tolerance) for key, shape in rounded.items()}


def _rounded(polygon: Polygon) -> Polygon:
    return tuple(_without_repeats(ring) for ring in polygon)


def _without_repeats(ring: Line) -> Line:
    points = [(round(x, PLACES), round(y, PLACES)) for x, y in ring]
    kept = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    return tuple(kept)


def _ends(rings: list[Line]) -> set[Point]:
    """Return the points where borders part: each has more than two neighbours."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for one, other in pairwise(ring):
            neighbours[one].add(other)
            neighbours[other].add(one)
    return {point for point, around in neighbours.items() if len(around) > 2}


def _shape(shape: Shape, ends: set[Point], tolerance: float) -> Shape:
    polygons = [tuple(_ring(ring, ends, tolerance) for ring in polygon) for polygon in shape]
    seen = [tuple(ring for ring in polygon if len(ring) >= RING) for polygon in polygons]
    kept = tuple(
        polygon for polygon, whole in zip(seen, polygons, strict=True) if polygon and whole[0] == polygon[0]
    )
    return kept or (max(shape, key=lambda polygon: _extent(polygon[0])),)


def _ring(ring: Line, ends: set[Point], tolerance: float) -> Line:
    arcs = [_along(arc, tolerance) for arc in _arcs(ring, ends)]
    return (arcs[0][0], *(point for arc in arcs for point in arc[1:]))


def _arcs(ring: Line, ends: set[Point]) -> Iterator[Line]:
    """Cut the ring where borders part; one that nobody shares is cut at its first point and the farthest from it."""
    open_ring = ring[:-1]
    cuts = [at for at, point in enumerate(open_ring) if point in ends]
    if len(cuts) < 2:
        first = cuts[0] if cuts else open_ring.index(min(open_ring))
        cuts = sorted({first, _farthest(open_ring, open_ring[first])})
    for start, stop in zip(cuts, [*cuts[1:], cuts[0] + len(open_ring)], strict=True):
        yield tuple(open_ring[at % len(open_ring)] for at in range(start, stop + 1))


def _along(arc: Line, tolerance: float) -> Line:
    """Simplify the arc the same way from whichever side it is walked."""
    backwards = arc[::-1]
    return _kept(arc, tolerance) if arc <= backwards else _kept(backwards, tolerance)[::-1]


def _kept(arc: Line, tolerance: float) -> Line:
    """Keep the points that lie farther than `tolerance` from the line without them (Douglas and Peucker)."""
    kept, waiting = {0, len(arc) - 1}, [(0, len(arc) - 1)]
    while waiting:
        first, last = waiting.pop()
        between = range(first + 1, last)
        middle = max(between, key=lambda at: _distance(arc[at], arc[first], arc[last]), default=None)
        if middle is not None and _distance(arc[middle], arc[first], arc[last]) > tolerance:
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return tuple(arc[at] for at in sorted(kept))


def _distance(point: Point, start: Point, stop: Point) -> float:
    narrow = cos(radians(start[1]))
    x, y = (point[0] - start[0]) * narrow, point[1] - start[1]
    dx, dy = (stop[0] - start[0]) * narrow, stop[1] - start[1]
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, (x * dx + y * dy) / length)) if length else 0.0
    return hypot(x - share * dx, y - share * dy)


def _farthest(points: Line, start: Point) -> int:
    return max(range(len(points)), key=lambda at: _distance(points[at], start, start))


def _extent(ring: Line) -> float:
    xs, ys = zip(*ring, strict=True)
    return float((max(xs) - min(xs)) * (max(ys) - min(ys)))
