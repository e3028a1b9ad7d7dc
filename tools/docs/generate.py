"""Writes docs/generated, or says which pages are stale."""

from collections.abc import Callable
from pathlib import Path

from django.utils import translation

from tools.docs import graph, permissions, personal, settings, workflows

GENERATED = Path(__file__).resolve().parents[2] / "docs" / "generated"
NOTE = "<!-- Made by `make docs`; changes by hand are lost. -->\n\n"
PAGES: dict[str, Callable[[], str]] = {
    "imports.md": graph.page,
    "permissions.md": permissions.page,
    "personal-data.md": personal.page,
    "settings.md": settings.page,
    "workflows.md": workflows.page,
}


def made_pages() -> dict[str, str]:
    """Return every page by its file name, as the code stands now."""
    with translation.override("en"):
        return {name: f"{NOTE}{page()}\n" for name, page in PAGES.items()}


def stale_pages() -> list[str]:
    """Return the names of the pages that do not say what the code says."""
    return [name for name, text in made_pages().items() if _written(name) != text]


def write_pages() -> None:
    """Write every page."""
    GENERATED.mkdir(parents=True, exist_ok=True)
    for name, text in made_pages().items():
        (GENERATED / name).write_text(text, encoding="utf-8")


def _written(name: str) -> str:
    path = GENERATED / name
    return path.read_text(encoding="utf-8") if path.exists() else ""
