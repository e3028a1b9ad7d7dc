"""The register of personal data: what is kept of people, why, how long, and how it is erased."""

from importlib import import_module
from pathlib import Path

from kuznia.lib.personal import Personal
from tools.docs.tables import table

HOUSE = Path(__file__).resolve().parents[2] / "kuznia"


def page() -> str:
    """Return the page of every personal field."""
    rows = [
        [
            f"`{app}.{field}`",
            tag.purpose.value,
            tag.retention.value,
            "yes" if tag.export else "no",
            tag.erasure.value,
        ]
        for app in sorted(
            path.parent.name for path in HOUSE.glob("*/personal.py") if path.parent.name != "lib"
        )
        for field, tag in sorted(_tags(app).items())
    ]
    intro = (
        "# Personal data\n\nMade from the tags in each app’s `personal.py`; a test fails on a field without one. "
        "The tables of row versions take the tags of their origin."
    )
    return f"{intro}\n\n" + table(["Field", "Kept", "Until", "In the export", "On erasure"], rows)


def _tags(app: str) -> dict[str, Personal]:
    tags: dict[str, Personal] = import_module(f"kuznia.{app}.personal").PERSONAL
    return tags
