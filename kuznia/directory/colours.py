"""The county's own colour as a small stylesheet: it takes the place of the house's plum in the light theme."""

from __future__ import annotations

from kuznia.lib.contrast import READABLE, contrast, darkened, lightened

ASH = "#f2f4f6"
STEP = 0.05
SOFT, HOVER, EDGE = 0.92, 0.25, 0.45


def stylesheet_of(colour: str) -> str:
    """Return the rules; in the dark and the contrast theme the house's colours stay, for they are measured there."""
    soft = lightened(colour, SOFT)
    letters = _letters(colour, soft)
    tokens = {
        "act": colour,
        "act-hover": darkened(colour, HOVER),
        "act-edge": darkened(colour, EDGE),
        "plum": letters,
        "plum-soft": soft,
        "bar": colour,
    }
    rules = ";".join(f"--{name}:{value}" for name, value in tokens.items())
    return (
        "@layer tokens{"
        f":root[data-theme=light]{{{rules}}}"
        f"@media not (prefers-color-scheme:dark){{:root:not([data-theme]){{{rules}}}}}"
        "}"
    )


def _letters(colour: str, soft: str) -> str:
    """Return the colour as dark as letters need it on the grounds of the house."""
    share, letters = 0.0, colour
    while min(contrast(letters, ASH), contrast(letters, soft)) < READABLE:
        share += STEP
        letters = darkened(colour, share)
    return letters
