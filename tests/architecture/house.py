"""The house as the tests see it: its floors, its files, and every declared exception with its reason.

The floors stand once, in pyproject.toml, where import-linter reads them; the exceptions stand once, here.
"""

import ast
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "kuznia"
OUR_CODE = ("kuznia", "runner", "tools", "bench", "tests")

# What any app may import from an app on a lower floor.
OPEN_MODULES = frozenset({"models", "states", "services", "queries"})
# What else may be imported, as "app.module": why it is not hidden behind services and queries.
ALSO_OPEN = {
    "directory.completeness": "how full a record is and what to fill next, for whichever page leads there",
    "directory.maps": "the drawing of the county, which other pages fill with figures of their own",
    "events.asking": "an answer to a question is plain data that every form gives alike",
    "files.intake": "whoever locks a row takes the file in before (docs/adr/0019)",
    "accounts.noticed": "a form that takes personal data shows the notice that is valid, whichever app asks",
    "jobs.registry": "tasks are declared with its decorators, by name",
    "accounts.demo_port": "the demo offers its made-up people there; nothing else asks it",
    "jobs.worker": "the demo runs the waiting jobs of each time before it moves the clock on",
    "notify.registry": "notices are declared with its decorator, by name",
    "notify.letters": "a letter is plain data that the caller fills",
    "ui.*": "the look of the house: components, form fields, dates and tags have no records to hide",
}
# Whole apps whose business is to put others together.
COMPOSERS = {"config": "lists urls, middleware and settings of every app"}

# Class names that end in a banned word: why.
NAMES_APART = {
    "PersonManager": "Django asks the user model for a BaseUserManager",
    "PersonalData": "the port is called so in the architecture; its answers carry the same word",
}
# Public functions of services that are not keyword-only, atomic and given an actor: why. A star stands for a module.
SERVICES_APART = {
    "jobs.services.enqueue": "an outbox port: the task's name, then the task's own arguments",
    "directory.services.joinings.*": "steps of a service, inside its transaction, before any row lock",
    "directory.services.memberships.hold_memberships": "a step inside the transaction of a service",
    "directory.services.import_writing.*": "steps of a service, inside its transaction: the names are held",
    "events.services.places.*": "steps of a service, inside its transaction: the event is locked, the actor checked",
    "events.services.waiting.hand_on": "a step of every service that frees seats; the house itself makes the offers",
    "events.services.seats.*": "steps of a service, inside its transaction: the event is locked, the actor checked",
    "events.services.registrations.end_together": "a step inside the transaction of a service",
    "events.services.registrations.first_moments": "a step inside the transaction of a service",
    "events.services.registrations.first_state": "a step inside the transaction of a service",
    "events.services.registrations.give_back": "a step inside the transaction of a service",
    "events.services.registrations.locked": "a step inside the transaction of a service",
    "events.services.registrations.make_room": "a step inside the transaction of a service",
    "events.services.registrations.tell_contact": "a step inside the transaction of a service",
    "events.services.registrations.write_choices": "a step inside the transaction of a service",
    "events.services.surveys.queue_invitations": "a step inside the transaction of a service",
    "events.services.proposals.lock_proposal": "a step of services, inside their transaction",
    "events.services.certificates.lock_register": "a step of a service, which holds the lock until it commits",
    "search.services.note_move": "an outbox port, as note_change",
    "search.services.note_change": "an outbox port: the job looks for itself what is public of the records",
    "directory.services.organisations.enter_new": "a step of services that add one, inside their transaction",
    "notify.services.post": "one call of `queue`, which is atomic; a savepoint of its own would cost two round trips",
    "notify.services.deliver": "talks to the mail server between two transactions of its own, holding no lock",
    "notify.services.deliver_due": "calls deliver for each message, one transaction apart from the other",
}
MARK_SAFE = "kuznia/ui/templatetags/ui.py"
# The two modules that may name the clock of the machine or of PostgreSQL.
CLOCKS = ("kuznia/lib/clock.py", "kuznia/lib/stopped_clock.py")
# The one place that fetches modules by name, so that a low app can gather what high ones declare.
FETCHERS = ("kuznia/lib/discovery.py",)
# Signals of others that we receive, each in one file.
RECEIVERS = {
    "kuznia/newsroom/published.py": "Wagtail tells by signal when a page is published",
    "kuznia/newsroom/approval.py": "Wagtail tells by signal when a page is submitted, approved or sent back",
}


@lru_cache
def floors() -> tuple[tuple[str, ...], ...]:
    """Return the floors from the top to the bottom, with the apps of each."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["name"] == "Apps depend downwards only")
    return tuple(tuple(app.strip(" ()") for app in layer.split("|")) for layer in layers)


@lru_cache
def height_of(app: str) -> int:
    """Return the floor of an app, counted from the bottom."""
    for height, layer in enumerate(reversed(floors())):
        if app in layer:
            return height
    raise LookupError(f"{app} stands on no floor of pyproject.toml.")


def is_below(low: str, high: str) -> bool:
    """Say whether `low` stands on a lower floor than `high`."""
    return height_of(low) < height_of(high)


def apps() -> list[str]:
    """Return the apps that exist, by name."""
    return sorted(path.name for path in HOUSE.iterdir() if (path / "__init__.py").exists())


def app_of(path: Path) -> str:
    """Return the app that a file of kuznia belongs to."""
    return path.relative_to(HOUSE).parts[0]


def module_of(path: Path) -> str:
    """Return the dotted name of a Python file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def name_of(path: Path) -> str:
    """Return the path as people cite it."""
    return path.relative_to(ROOT).as_posix()


def files(*patterns: str, under: tuple[str, ...] = OUR_CODE) -> list[Path]:
    """Return our files of these kinds; what is generated or only a cache is left out."""
    found = [path for top in under for pattern in patterns for path in (ROOT / top).rglob(pattern)]
    return sorted(path for path in found if not {"__pycache__", "node_modules", "vendor"} & set(path.parts))


def is_test(path: Path) -> bool:
    """Say whether the file belongs to the tests."""
    return "tests" in path.relative_to(ROOT).parts or path.name == "conftest.py"


def is_migration(path: Path) -> bool:
    """Say whether the file is a migration."""
    return "migrations" in path.parts


def app_sources() -> list[Path]:
    """Return the Python files of kuznia, without tests and migrations."""
    return [path for path in files("*.py", under=("kuznia",)) if not is_test(path) and not is_migration(path)]


@lru_cache(maxsize=2_000)
def tree_of(path: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def templates(*suffixes: str) -> list[Path]:
    """Return the templates of kuznia with these endings."""
    return [
        path
        for path in files(*(f"*{suffix}" for suffix in suffixes), under=("kuznia",))
        if "templates" in path.parts
    ]


def is_letter(path: Path) -> bool:
    """Say whether the template is an e-mail: mail programs know inline styles only."""
    return bool({"mail", "email", "letters"} & set(path.parts)) or path.stem.startswith(
        ("letter", "email_", "mail_")
    )


def imports_of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Return every imported name with its line, as a full dotted path."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
