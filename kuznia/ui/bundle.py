"""Builds the one stylesheet and the one icon sprite that pages link: `python -m kuznia.ui.bundle`.

Both results are committed, so that nothing is built on the way to the browser; a test holds them fresh.
"""

from __future__ import annotations

import re
from pathlib import Path

UI = Path(__file__).resolve().parent
CSS = UI / "static" / "ui" / "css"
BUNDLE = CSS / "bundle.css"
SPRITE = UI / "static" / "ui" / "icons.svg"
LUCIDE = UI / "icons" / "lucide.svg"
LAYERS = "@layer reset, tokens, base, layout, components, utilities, print;\n"
BEFORE, AFTER = ("fonts", "reset", "tokens", "base", "layout"), ("utilities", "print")
# A name counts as used wherever it stands as a literal: an icon too many costs less than one that is missing.
LITERAL = re.compile(r"""["']([a-z][a-z0-9-]*)["']""")
SYMBOL = re.compile(r'<symbol id="i-([a-z0-9-]+)".*?</symbol>', re.DOTALL)


def stylesheet() -> str:
    """Return the layers in their order, components by name, without comments and indentation."""
    components = sorted((CSS / "components").glob("*.css"))
    sources = [CSS / f"{name}.css" for name in BEFORE] + components + [CSS / f"{name}.css" for name in AFTER]
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return LAYERS + "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def known_icons() -> dict[str, str]:
    """Return every icon of the source sprite by name."""
    return {match[1]: match[0] for match in SYMBOL.finditer(LUCIDE.read_text(encoding="utf-8"))}


def used_icons() -> set[str]:
    """Return the names of the icons that templates and code of the house ask for."""
    sources = [
        path
        for kind in ("*.html", "*.py")
        for path in UI.parent.rglob(kind)
        if "tests" not in path.relative_to(UI.parent).parts
    ]
    names = {name for path in sources for name in LITERAL.findall(path.read_text(encoding="utf-8"))}
    return names & known_icons().keys()


def sprite() -> str:
    """Return the sprite with the used icons only, in the order of their names."""
    known = known_icons()
    symbols = "\n".join(known[name] for name in sorted(used_icons()))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def build() -> None:
    """Write both files anew."""
    BUNDLE.write_text(stylesheet(), encoding="utf-8")
    SPRITE.write_text(sprite(), encoding="utf-8")


if __name__ == "__main__":
    build()
