"""How well two colours can be told apart (WCAG 2.2, 1.4.3), and shades of one."""

from __future__ import annotations

import re

WHITE = "#ffffff"
READABLE = 4.5
_HEX = re.compile(r"#?(?:[0-9a-f]{3}|[0-9a-f]{6})")
_LINEAR_UP_TO = 0.04045


def colour_from(typed: str) -> str | None:
    """Return the colour as #rrggbb, from what a person typed, or nothing where it is none."""
    text = typed.strip().lower()
    if not _HEX.fullmatch(text):
        return None
    digits = text.removeprefix("#")
    return "#" + (digits if len(digits) > len("rgb") else "".join(2 * digit for digit in digits))


def contrast(one: str, other: str) -> float:
    """Return the ratio of the two, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def darkened(colour: str, share: float) -> str:
    """Return the colour with so much of its light taken away."""
    return "#" + "".join(f"{round(part * (1 - share)):02x}" for part in _parts(colour))


def lightened(colour: str, share: float) -> str:
    """Return the colour with so much white poured in."""
    return "#" + "".join(f"{round(part + (255 - part) * share):02x}" for part in _parts(colour))


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (
        share / 12.92 if share <= _LINEAR_UP_TO else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
