"""The declared pairs of colours, computed in each theme (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from kuznia.ui.bundle import CSS

TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
THEMES = {"light": "", "dark": ":root[data-theme=dark]", "contrast": ":root[data-theme=contrast]"}
TEXT, LARGE_OR_SHAPE = 4.5, 3.0
TEXT_PAIRS = [
    ("ink", "surface"),
    ("ink", "ash"),
    ("ink", "sunk"),
    ("ink", "straw-soft"),
    ("ink-2", "surface"),
    ("ink-2", "ash"),
    ("ink-2", "sunk"),
    ("ink-2", "plum-soft"),
    ("on-straw", "straw"),
    ("on-act", "act"),
    ("on-saying", "saying"),
    ("on-steel", "steel"),
    ("on-steel", "steel-2"),
    ("on-steel-2", "steel"),
    ("plum", "surface"),
    ("plum", "ash"),
    ("plum", "plum-soft"),
    ("link", "surface"),
    ("link", "ash"),
    ("link", "info-soft"),
    ("ok", "ok-soft"),
    ("warn", "warn-soft"),
    ("warn", "ash"),
    ("err", "err-soft"),
    ("err", "surface"),
    ("err", "ash"),
    *((f"c{number}-on", f"c{number}") for number in range(1, 7)),
]
SHAPE_PAIRS = [
    ("line-strong", "surface"),
    ("line-strong", "ash"),
    ("bar", "sunk"),
    ("ink", "ash"),
    ("straw", "steel"),
]


def _declared(selector: str) -> dict[str, str]:
    inside = TOKENS.partition((selector or ":root") + "{")[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+):(#[0-9a-fA-F]+)", inside))


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) > 4 else "".join(2 * digit for digit in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ratio(theme: str, one: str, other: str) -> float:
    values = {**_declared(""), **_declared(THEMES[theme])}
    darker, lighter = sorted((_luminance(values[one]), _luminance(values[other])))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_readable_when_it_stands_on_its_ground(theme, text, ground):
    assert _ratio(theme, text, ground) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shape_is_seen_when_it_stands_on_its_ground(theme, shape, ground):
    assert _ratio(theme, shape, ground) >= LARGE_OR_SHAPE
