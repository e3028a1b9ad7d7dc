"""What each role gets at each address, and every rule with the sentence that refuses."""

from importlib import import_module
from pathlib import Path

from kuznia.lib.access import Access, Role
from kuznia.lib.policy import declared_rules
from tools.docs.tables import table

HOUSE = Path(__file__).resolve().parents[2] / "kuznia"

INTRO = (
    "# Who gets what\n\nDeclared in each app’s `access.py` and held by `tests/permissions`. "
    "200 the page, 302 elsewhere, 403 a refusal with its reason, 404 as if it did not exist, "
    "405 another method is needed."
)


def page() -> str:
    """Return the page of addresses, roles and rules."""
    parts = [INTRO]
    for app in sorted(path.parent.name for path in HOUSE.glob("*/access.py") if path.parent.name != "lib"):
        parts.append(f"## {app}\n\n" + _addresses(import_module(f"kuznia.{app}.access").ACCESS))
    rules = [[f"`{name}`", str(refusal)] for name, refusal in sorted(declared_rules().items())]
    parts.append(
        "## Rules\n\nWhoever a rule refuses reads its sentence.\n\n" + table(["Rule", "Refusal"], rules)
    )
    return "\n\n".join(parts)


def _addresses(access: dict[str, Access]) -> str:
    rows = [
        [f"`{name}`", each.method, each.target, *(each.outcome_for(role).value for role in Role)]
        for name, each in sorted(access.items())
    ]
    return table(["Address", "Method", "Object", *(role.value for role in Role)], rows)
