"""Draws outlines as a small map on paper: paths, and for each place a name and a number that cover nobody else's.

What has room carries both inside. A narrow place carries its number, and its name stands outside with a line to it.
Nothing is known here of colours and addresses; templates add them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import cos, hypot, radians

from kuznia.lib.borders import Point, Shape
from kuznia.lib.scanlines import STEP, Grid

SIDE = 460.0
NAME_SIGN, NUMBER_SIGN = 12.0, 15.0
NAME_HEIGHT, NUMBER_HEIGHT = 24.0, 28.0
NAME_BASE, NUMBER_BASE = 19.0, 23.0
GAP, EDGE = 4.0, 6.0
# How far outside the outlines a name may stand, and how many of the nearest free places are compared.
MARGIN_Y, RASTER, COMPARED = 80.0, 8.0, 30
CROSSED = 3.0
INSIDE_BY = 9.0


@dataclass(frozen=True, slots=True)
class Place:
    """What is drawn: its key, its name, its outline in degrees."""

    key: str
    name: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that a text covers."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """Where a text in the middle of it stands."""
        return self.left + self.width / 2

    def touches(self, other: Box, gap: float = GAP) -> bool:
        """Say whether the two come nearer than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def holds(self, point: Point) -> bool:
        """Say whether the point lies in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def nearest(self, point: Point) -> Point:
        """Return the point of the rectangle that is nearest to this one."""
        return (min(max(point[0], self.left), self.right), min(max(point[1], self.top), self.bottom))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text stands: the middle of its baseline."""

    x: int
    y: int
    is_outside: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """One place on the map; `leader` is the line from a name outside, or nothing."""

    key: str
    name: str
    path: str
    name_at: Spot
    number_at: Spot
    leader: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map; `view_box` holds all of it."""

    view_box: str
    places: tuple[Drawn, ...]


def drawing_of(places: tuple[Place, ...], digits: int) -> Drawing:
    """Return the map of these places, with room for numbers of so many signs."""
    outlines = _on_paper(places)
    width, height = _size(outlines)
    names = max(NAME_SIGN * len(place.name) for place in places)
    grid = Grid(outlines, left=-names, right=width + names, top=-MARGIN_Y, bottom=height + MARGIN_Y)
    drawn = _Labels(places, grid, NUMBER_SIGN * digits).placed(outlines)
    boxes = [box for each in drawn for box in each.boxes] + [Box(0, 0, width, height)]
    left, top = min(box.left for box in boxes) - EDGE, min(box.top for box in boxes) - EDGE
    right, bottom = max(box.right for box in boxes) + EDGE, max(box.bottom for box in boxes) + EDGE
    return Drawing(f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}", drawn)


@dataclass(frozen=True, slots=True)
class Silhouette:
    """An outline alone, without any text."""

    view_box: str
    path: str


def silhouette_of(shape: Shape) -> Silhouette:
    """Return the outline on paper."""
    (outline,) = _on_paper((Place("", "", shape),))
    width, height = _size((outline,))
    return Silhouette(
        f"{-EDGE:.0f} {-EDGE:.0f} {width + 2 * EDGE:.0f} {height + 2 * EDGE:.0f}", path_of(outline)
    )


def _on_paper(places: Sequence[Place]) -> list[Shape]:
    """Return the outlines in units of the paper, the north above; longitude narrows as in the middle."""
    points = [point for place in places for polygon in place.shape for point in polygon[0]]
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    narrow = cos(radians((south + north) / 2))
    scale = SIDE / max((east - west) * narrow, north - south)
    return [
        tuple(
            tuple(
                tuple(((x - west) * narrow * scale, (north - y) * scale) for x, y in ring) for ring in polygon
            )
            for polygon in place.shape
        )
        for place in places
    ]


def _size(outlines: Iterable[Shape]) -> Point:
    points = [point for shape in outlines for polygon in shape for point in polygon[0]]
    return max(x for x, _y in points), max(y for _x, y in points)


def path_of(shape: Shape) -> str:
    """Return the outline as SVG writes it, in whole units."""
    rings = (ring[:-1] for polygon in shape for ring in polygon)
    return "".join("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in ring) + "Z" for ring in rings)


class _Labels:
    """Finds room for the texts, one place after the other; `taken` is what is covered already."""

    def __init__(self, places: Sequence[Place], grid: Grid, number: float) -> None:
        self.places, self.grid, self.number = places, grid, number
        self.taken: list[Box] = []

    def placed(self, outlines: Sequence[Shape]) -> tuple[Drawn, ...]:
        """Return every place with its texts: first what stands inside, then the names that have no room there."""
        inside = [self._inside(at) for at in range(len(self.places))]
        self.taken = [box for box, _is_whole in inside if box is not None]
        return tuple(
            self._drawn(at, path_of(outlines[at]), box, is_whole=is_whole)
            for at, (box, is_whole) in enumerate(inside)
        )

    def _inside(self, at: int) -> tuple[Box | None, bool]:
        """Return where name and number have room, or else the number alone."""
        name = NAME_SIGN * len(self.places[at].name)
        both = self.grid.room(at, max(name, self.number), NAME_HEIGHT + NUMBER_HEIGHT)
        if both is not None:
            return Box(*both, max(name, self.number), NAME_HEIGHT + NUMBER_HEIGHT), True
        alone = self.grid.room(at, self.number, NUMBER_HEIGHT)
        return (None if alone is None else Box(*alone, self.number, NUMBER_HEIGHT)), False

    def _drawn(self, at: int, path: str, box: Box | None, *, is_whole: bool) -> Drawn:
        place = self.places[at]
        if box is not None and is_whole:
            name = _spot(box, NAME_BASE, is_outside=False)
            number = _spot(box, NAME_HEIGHT + NUMBER_BASE, is_outside=False)
            return Drawn(place.key, place.name, path, name, number, "", (box,))
        outside = self._outside(at, box)
        self.taken.append(outside)
        name = _spot(outside, NAME_BASE, is_outside=True)
        leader = self._leader(at, outside, box)
        if box is None:
            number = _spot(outside, NAME_HEIGHT + NUMBER_BASE, is_outside=True)
            return Drawn(place.key, place.name, path, name, number, leader, (outside,))
        return Drawn(
            place.key,
            place.name,
            path,
            name,
            _spot(box, NUMBER_BASE, is_outside=False),
            leader,
            (outside, box),
        )

    def _outside(self, at: int, number: Box | None) -> Box:
        """Return the free rectangle that is nearest, its line crossing as little as may be."""
        width = NAME_SIGN * len(self.places[at].name)
        height = NAME_HEIGHT if number is not None else NAME_HEIGHT + NUMBER_HEIGHT
        goal = self._goal(at, number)
        nearest = sorted(self._rectangles(width, height), key=lambda box: _away(box, goal))
        free = islice((box for box in nearest if self._is_free(box)), COMPARED)
        return min(free, key=lambda box: self._cost(at, box, goal, number))

    def _rectangles(self, width: float, height: float) -> Iterator[Box]:
        grid = self.grid
        for row in range(int((grid.bottom - grid.top - height) / RASTER) + 1):
            for column in range(int((grid.right - grid.left - width) / RASTER) + 1):
                yield Box(grid.left + column * RASTER, grid.top + row * RASTER, width, height)

    def _is_free(self, box: Box) -> bool:
        if any(box.touches(other) for other in self.taken):
            return False
        return self.grid.is_empty(box.left - GAP, box.right + GAP, box.top - GAP, box.bottom + GAP)

    def _cost(self, at: int, box: Box, goal: Point, number: Box | None) -> float:
        points = _walk(box.nearest(goal), goal)
        foreign = sum(1 for point in points if self.grid.owner(point) not in {None, at}) * STEP
        covered = [other for other in self.taken if other is not number]
        hidden = sum(1 for point in points if any(other.holds(point) for other in covered)) * SIDE
        return _away(box, goal) + CROSSED * foreign + hidden

    def _goal(self, at: int, number: Box | None) -> Point:
        if number is None:
            return self.grid.heart(at)
        return (number.middle, number.top + number.height / 2)

    def _leader(self, at: int, box: Box, number: Box | None) -> str:
        """Return the line from the name to a little behind the border, short of the number."""
        goal = self._goal(at, number)
        start = box.nearest(goal)
        end, walked = start, 0.0
        for point in _walk(start, goal):
            if number is not None and number.holds(point):
                break
            end, walked = point, walked + STEP * (self.grid.owner(point) == at)
            if walked >= INSIDE_BY:
                break
        return f"M{start[0]:.0f} {start[1]:.0f}L{end[0]:.0f} {end[1]:.0f}"


def _spot(box: Box, base: float, *, is_outside: bool) -> Spot:
    return Spot(round(box.middle), round(box.top + base), is_outside)


def _away(box: Box, goal: Point) -> float:
    near = box.nearest(goal)
    return hypot(near[0] - goal[0], near[1] - goal[1])


def _walk(start: Point, goal: Point) -> list[Point]:
    """Return points on the way, a step apart."""
    steps = max(1, int(hypot(goal[0] - start[0], goal[1] - start[1]) / STEP))
    return [
        (start[0] + (goal[0] - start[0]) * at / steps, start[1] + (goal[1] - start[1]) * at / steps)
        for at in range(steps + 1)
    ]


__all__ = ["Box", "Drawing", "Drawn", "Place", "Silhouette", "Spot", "drawing_of", "silhouette_of"]
