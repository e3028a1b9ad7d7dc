"""Every setting that a host may choose."""

from kuznia.config.environment import SETTINGS
from tools.docs.tables import table


def page() -> str:
    """Return the page of the environment variables."""
    rows = [
        [
            f"`{each.name}`",
            each.meaning,
            f"`{each.default}`" if each.default else "",
            "secret" if each.secret else "",
        ]
        for each in SETTINGS
    ]
    return "# Settings\n\nEnvironment variables, read once at start.\n\n" + table(
        ["Name", "Meaning", "Default", ""], rows
    )
