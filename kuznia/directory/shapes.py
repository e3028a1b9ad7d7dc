"""Reads the outlines that the house carries in data/: of the demo county's gminas, and of every county."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from kuznia.lib.borders import Polygon, Shape

COUNTIES = "powiaty-pl.geojson"


def shape_of_county(teryt: str) -> Shape:
    """Return the outline of the county of this code; the house carries those of all 380."""
    return _shapes(COUNTIES)[teryt]


def shapes_of_gminas(teryt: str) -> dict[str, Shape]:
    """Return the outlines of the county's gminas by the first six digits of their codes, as far as there are any."""
    return {code[:6]: shape for code, shape in _shapes(f"gminas-{teryt}.geojson").items()}


def shape_of(geometry: dict[str, Any]) -> Shape:
    """Return the outline that GeoJSON describes; a third number of a point, its height, is left out."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return tuple(_polygon(polygon) for polygon in polygons)


def shape_from(kept: list[Any]) -> Shape:
    """Return the outline as it is kept in the database."""
    return tuple(_polygon(polygon) for polygon in kept)


def _polygon(rings: list[Any]) -> Polygon:
    return tuple(tuple((float(point[0]), float(point[1])) for point in ring) for ring in rings)


@lru_cache(maxsize=4)
def _shapes(name: str) -> dict[str, Shape]:
    path = Path(settings.KUZNIA_STATIC_DATA) / name
    if not path.exists():
        return {}
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {each["properties"]["teryt"]: shape_of(each["geometry"]) for each in features}
