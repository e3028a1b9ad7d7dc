"""The grid of Polish state maps, PUWG 1992 (EPSG:2180), turned back into longitude and latitude."""

from __future__ import annotations

from math import atan, atan2, atanh, cos, cosh, degrees, hypot, sin, sinh, sqrt

# GRS 80 and the constants of the grid, as the regulation on the state system of spatial references gives them.
_SEMI_MAJOR, _FLATTENING = 6_378_137.0, 1 / 298.257222101
_SCALE, _FALSE_EAST, _FALSE_NORTH, _MERIDIAN = 0.9993, 500_000.0, -5_300_000.0, 19.0
_N = _FLATTENING / (2 - _FLATTENING)
_ECCENTRICITY = sqrt(_FLATTENING * (2 - _FLATTENING))
_RADIUS = _SEMI_MAJOR / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
# Krüger's series to the fourth power of the third flattening: exact to a fraction of a millimetre all over Poland.
_BACK = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
_STEPS = 5


def from_grid(east: float, north: float) -> tuple[float, float]:
    """Return the longitude and latitude, in degrees, of a point of the grid."""
    xi = (north - _FALSE_NORTH) / (_SCALE * _RADIUS)
    eta = (east - _FALSE_EAST) / (_SCALE * _RADIUS)
    series = tuple(enumerate(_BACK, start=1))
    flat_xi = xi - sum(each * sin(2 * j * xi) * cosh(2 * j * eta) for j, each in series)
    flat_eta = eta - sum(each * cos(2 * j * xi) * sinh(2 * j * eta) for j, each in series)
    conformal = sin(flat_xi) / hypot(sinh(flat_eta), cos(flat_xi))
    return _MERIDIAN + degrees(atan2(sinh(flat_eta), cos(flat_xi))), degrees(_latitude(conformal))


def _latitude(conformal: float) -> float:
    """Return the latitude whose conformal one has this tangent; each step gains seven digits."""
    tangent = conformal
    for _step in range(_STEPS):
        root = sqrt(1 + tangent**2)
        shift = sinh(_ECCENTRICITY * atanh(_ECCENTRICITY * tangent / root))
        found = tangent * sqrt(1 + shift**2) - shift * root
        slope = (1 + (1 - _ECCENTRICITY**2) * tangent**2) / ((1 - _ECCENTRICITY**2) * root)
        tangent += (conformal - found) / sqrt(1 + found**2) * slope
    return atan(tangent)
