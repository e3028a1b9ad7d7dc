"""Reads a download of the state register of borders (PRG): GeoJSON whose features carry JPT_KOD_JE and JPT_NAZWA_.

Its coordinates are degrees (WGS 84) or metres of the grid of 1992 (EPSG:2180), and services of that grid disagree which
of the two comes first; the outline that the house knows already says which is meant.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from kuznia.directory.shapes import shape_of
from kuznia.directory.teryt import CODE_LENGTH
from kuznia.lib.borders import Point, Shape
from kuznia.lib.errors import Refused
from kuznia.lib.poland_grid import from_grid

LARGEST = 200_000_000
CODE, GMINA_DIGITS = "JPT_KOD_JE", 7
KINDS = {"Polygon", "MultiPolygon"}
RING = 4
# No longitude or latitude is so large, and no point of Poland lies so near the corner of the grid.
DEGREES = 200
# How far from the known outline a border may lie and still be the same county's, in degrees.
NEAR = 0.2

Turn = Callable[[float, float], Point]
Frame = tuple[float, float, float, float]


def shapes_in(path: Path, *, gminas: Mapping[str, str], frame: Frame) -> dict[str, Shape]:
    """Return the outline of each of these gminas (name by code) in degrees, or refuse the file in words.

    `frame` is the west, south, east and north of where they are to lie.
    """
    found = _wanted(_features(path), gminas)
    missing = [name for code, name in gminas.items() if code not in found]
    if missing:
        raise Refused(
            _("There is no outline in the file of: %(names)s. Nothing was changed.")
            % {"names": ", ".join(missing)}
        )
    turn = _turn(found, frame)
    return {code: _turned(shape, turn) for code, shape in found.items()}


def frame_of(shapes: Iterable[Shape]) -> Frame:
    """Return the west, south, east and north of these outlines."""
    points = [point for shape in shapes for polygon in shape for ring in polygon for point in ring]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _features(path: Path) -> list[Any]:
    if not path.is_file():
        raise Refused(_("There is no file %(path)s.") % {"path": path})
    if path.stat().st_size > LARGEST:
        raise Refused(
            _("The file is larger than 200 MB. Download the gminas of your county or voivodeship alone.")
        )
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as broken:
        raise Refused(_("This is no GeoJSON file: it can’t be read.")) from broken
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        raise Refused(_("This is no GeoJSON file: there is no list of outlines (features) in it."))
    return features


def _wanted(features: list[Any], gminas: Mapping[str, str]) -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    is_register = False
    for feature in features:
        code = _code_of(feature)
        is_register = is_register or bool(code)
        key = code[:CODE_LENGTH]
        if len(code) == GMINA_DIGITS and key in gminas:
            found[key] = found.get(key, ()) + _outline(feature, gminas[key])
    if not is_register:
        raise Refused(
            _("This file is not from the state register of borders: its outlines have no code (JPT_KOD_JE).")
        )
    return found


def _code_of(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = str(properties.get(CODE) or "").strip() if isinstance(properties, dict) else ""
    return code if code.isdigit() and code.isascii() else ""


def _outline(feature: dict[str, Any], name: str) -> Shape:
    broken = Refused(_("The outline of %(name)s in the file is broken.") % {"name": name})
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") not in KINDS:
        raise broken
    try:
        shape = shape_of(geometry)
    except (KeyError, TypeError, ValueError, IndexError) as wrong:
        raise broken from wrong
    rings = [ring for polygon in shape for ring in polygon]
    if not all(shape) or not rings or not all(len(ring) >= RING and ring[0] == ring[-1] for ring in rings):
        raise broken
    return shape


def _turn(found: Mapping[str, Shape], frame: Frame) -> Turn:
    """Return how the points of the file become longitude and latitude."""
    west, south, east, north = frame_of(found.values())
    is_grid = max(abs(west), abs(south), abs(east), abs(north)) > DEGREES
    turns: list[Turn] = [from_grid, _north_first] if is_grid else [_as_it_is, _latitude_first]
    for turn in turns:
        corners = frame_of(_turned(shape, turn) for shape in found.values())
        if _is_near(corners, frame):
            return turn
    raise Refused(
        _(
            "The outlines in the file don’t lie where the county lies. Choose WGS 84 or EPSG:2180 when downloading."
        )
    )


def _turned(shape: Shape, turn: Turn) -> Shape:
    return tuple(tuple(tuple(turn(x, y) for x, y in ring) for ring in polygon) for polygon in shape)


def _is_near(corners: Frame, frame: Frame) -> bool:
    return all(abs(corner - known) < NEAR for corner, known in zip(corners, frame, strict=True))


def _as_it_is(x: float, y: float) -> Point:
    return x, y


def _latitude_first(x: float, y: float) -> Point:
    return y, x


def _north_first(x: float, y: float) -> Point:
    return from_grid(y, x)
