"""The rules of axe, asked of a page in Chromium."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

SCRIPT = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOUR_RULES = ("color-contrast", "link-in-text-block")
ALL = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": COLOUR_RULES}, "resultTypes": ["violations"]}


def faults(page: Page) -> list[str]:
    """Return what breaks a rule: every rule in the light theme, the rules of colour in the other two."""
    page.evaluate(SCRIPT)
    found = _asked(page, "light", ALL)
    # The attribute is what the server prints from the cookie; tests/browser holds that it does.
    return found + _asked(page, "dark", COLOURS) + _asked(page, "contrast", COLOURS)


def _asked(page: Page, theme: str, options: dict[str, Any]) -> list[str]:
    page.evaluate("theme => document.documentElement.setAttribute('data-theme', theme)", theme)
    answer = page.evaluate(f"axe.run({json.dumps(options)})")
    return [
        f"{theme}: {broken['id']}: {node['html'][:160]} ({_why(node)})"
        for broken in answer["violations"]
        for node in broken["nodes"][:3]
    ]


def _why(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)[:200]
