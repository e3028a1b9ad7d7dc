"""Keeps the Polish catalogues without GNU gettext: `update [app ...]`, `check`, `compile`.

Babel and Django are imported where they are used, so that the rest of `runner` works before they are installed.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "pl"
PLURAL_FORMS = 3
HEADER = """# Polish texts of {app}. Kept by `python -m runner.catalogue update {app}`.
msgid ""
msgstr ""
"Language: pl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

"""

CALLS = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
KEYWORDS = {
    **CALLS,
    **{f"{name}_lazy": spec for name, spec in CALLS.items()},
    "gettext_noop": None,
    "_": None,
    "_lazy": None,
    "N_": None,
}
IMPORTED_AS = re.compile(r"\b(n?p?gettext(?:_lazy|_noop)?) as (\w+)")
NAMED = re.compile(r"%\(\w+\)[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]")
POSITIONAL = re.compile(r"%[-#0+]*\d*(?:\.\d+)?[sdifgrx]")
BRACED = re.compile(r"\{\w*\}")
SKIPPED_FOLDERS = {"tests", "migrations", "locale", "static"}

Key = tuple[str | None, str]


@dataclass
class Source:
    """One text that the code shows, and the files that show it."""

    singular: str
    plural: str | None = None
    context: str | None = None
    paths: set[str] = field(default_factory=set)
    comments: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        """What tells one entry of a catalogue from another."""
        return self.context, self.singular


def main(arguments: list[str]) -> int:
    """Runs one command and returns the exit code."""
    command, *names = arguments or ["help"]
    apps = [ROOT / "kuznia" / name for name in names] or list(apps_of(ROOT))
    commands: dict[str, Callable[[list[Path]], int]] = {
        "update": update_all,
        "check": check_all,
        "compile": compile_all,
    }
    unknown = [app.name for app in apps if not app.is_dir()]
    if command not in commands or unknown:
        print("Use: python -m runner.catalogue update|check|compile [app ...]", file=sys.stderr)
        for name in unknown:
            print(f"There is no app kuznia/{name}.", file=sys.stderr)
        return 2
    return commands[command](apps)


def apps_of(root: Path) -> Iterator[Path]:
    """The apps of `kuznia` in the order of their names; `config` is none, its words for languages are Django's own."""
    found = (path.parent for path in sorted((root / "kuznia").glob("*/__init__.py")))
    return (app for app in found if app.name != "config")


def catalogue_path(app: Path) -> Path:
    """Where the Polish catalogue of an app stands."""
    return app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def update_all(apps: list[Path]) -> int:
    """Brings the texts of the code into the catalogues and keeps the translations that still apply."""
    known = _translations_of(list(apps_of(ROOT)))
    for app in apps:
        update(app, known=known)
    return 0


def update(app: Path, *, known: dict[Key, tuple[str, ...]]) -> None:
    """Rewrites one catalogue; what left the code leaves it and is printed."""
    sources = extract(app)
    path = catalogue_path(app)
    if not sources and not path.exists():
        return
    old = read(path)
    text = HEADER.format(app=app.name) + "".join(
        _entry(source, _kept_translation(source, old=old, known=known)) for source in _in_order(sources)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    for message in old:
        if message.id and _key(message) not in sources and any(_forms(message)):
            print(f"{app.name}: dropped “{_singular(message)}” = “{_forms(message)[0]}”")
    missing = [message for message in read(path) if message.id and not all(_forms(message))]
    print(f"{app.name}: {len(sources)} texts, {len(missing)} to translate")
    for message in missing:
        print(f"  {message.locations[0][0]}: {_singular(message)!r}")


def check_all(apps: list[Path]) -> int:
    """Prints every fault of the catalogues; 1 when there is any."""
    faults = [fault for app in apps for fault in faults_of(app)] + list(conflicts_between(apps))
    for fault in faults:
        print(fault)
    print(f"Catalogues: {len(faults)} fault(s) in {len(apps)} app(s).")
    return 1 if faults else 0


def compile_all(apps: list[Path]) -> int:
    """Writes each .mo that is missing or older than its .po."""
    for app in apps:
        compile_one(app)
    return 0


def compile_one(app: Path) -> bool:
    """Writes one .mo in a single step, so that a reader never meets half of it; says whether it did."""
    path = catalogue_path(app)
    compiled = path.with_suffix(".mo")
    if not path.exists() or (compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime):
        return False
    from babel.messages.mofile import write_mo

    unfinished = compiled.with_name(f"django.mo.{os.getpid()}")
    with unfinished.open("wb") as stream:
        write_mo(stream, read(path))
    unfinished.replace(compiled)
    return True


def extract(app: Path) -> dict[Key, Source]:
    """Every text of an app's Python files and templates."""
    found: dict[Key, Source] = {}
    for path in sorted(app.rglob("*")):
        if SKIPPED_FOLDERS.intersection(path.relative_to(app).parts[:-1]):
            continue
        if path.suffix == ".py":
            _collect(path, path.read_text(encoding="utf-8"), into=found, base=app)
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            _collect(path, _as_python(path), into=found, base=app)
    return found


def _as_python(path: Path) -> str:
    from django.utils.translation.template import templatize

    text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    # The indentation of HTML means nothing, but the tokenizer of Python would stumble on it.
    return "\n".join(line.lstrip() for line in text.splitlines())


def _collect(path: Path, text: str, *, into: dict[Key, Source], base: Path) -> None:
    from babel.messages.extract import extract as babel_extract

    keywords = {**KEYWORDS, **{alias: KEYWORDS[name] for name, alias in IMPORTED_AS.findall(text)}}
    stream: IO[bytes] = io.BytesIO(text.encode())
    name = path.relative_to(base.parent.parent).as_posix()
    for _line, message, comments, context in babel_extract("python", stream, keywords, ("Translators:",)):
        singular, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, None)
        source = into.setdefault((context, singular), Source(singular=singular, context=context))
        source.plural = source.plural or plural
        source.paths.add(name)
        source.comments.update(comments)


def faults_of(app: Path) -> Iterator[str]:
    """What is wrong in one catalogue, in sentences."""
    sources = extract(app)
    catalogue = read(catalogue_path(app))
    entries = {_key(message): message for message in catalogue if message.id}
    for key, source in sources.items():
        if key not in entries:
            yield f"{app.name}: missing from the catalogue: {source.singular!r} ({min(source.paths)}); run update"
        elif source.plural != _plural(entries[key]):
            yield f"{app.name}: stale, its plural changed: {source.singular!r}; run update"
    for key, message in entries.items():
        if key not in sources:
            yield f"{app.name}: stale, no longer in the code: {_singular(message)!r}; run update"
        for fault in _faults_of_entry(message):
            yield f"{app.name}: {fault}: {_singular(message)!r}"
    for message in catalogue.obsolete.values():
        yield f"{app.name}: obsolete entry: {_singular(message)!r}; delete it"


def conflicts_between(apps: list[Path]) -> Iterator[str]:
    """Texts that two apps translate differently: Django would show one of the two everywhere."""
    seen: dict[Key, tuple[str, tuple[str, ...]]] = {}
    for app in apps:
        for message in read(catalogue_path(app)):
            if not message.id or not all(_forms(message)):
                continue
            other, forms = seen.setdefault(_key(message), (app.name, _forms(message)))
            if forms != _forms(message):
                pair = f"{_forms(message)[0]!r}, {forms[0]!r}"
                yield f"{app.name}, {other}: one text, two translations: {_singular(message)!r}: {pair}"


def _faults_of_entry(message: Message) -> Iterator[str]:
    forms, plural = _forms(message), _plural(message)
    if message.fuzzy:
        yield "fuzzy"
    if not any(forms):
        yield "not translated"
        return
    if plural is not None and (len(forms) < PLURAL_FORMS or not all(forms)):
        yield f"a plural with fewer than {PLURAL_FORMS} forms"
    for number, form in enumerate(forms):
        if form and (not _placeholders_fit(message, form, number) or _has_stray_percent(message, form)):
            yield f"wrong placeholders in {form!r}"


def _placeholders_fit(message: Message, form: str, number: int) -> bool:
    wanted = _placeholders(_plural(message) or _singular(message))
    found = _placeholders(form)
    if _plural(message) is None or number > 0:
        return found == wanted
    # The first Polish form serves the number one alone, so it may say "one seat" without the number.
    return found == wanted or (set(found) < set(wanted) and len(found) == len(wanted) - 1)


def _placeholders(text: str) -> list[str]:
    bare = text.replace("%%", "")
    named = NAMED.findall(bare)
    positional = POSITIONAL.findall(NAMED.sub("", bare)) if not named else []
    return sorted(set(named)) + sorted(positional) + sorted(set(BRACED.findall(bare)))


def _has_stray_percent(message: Message, form: str) -> bool:
    """Python's % operator fails on a lone percent sign, so where it is used each one must be doubled."""
    original = _plural(message) or _singular(message)
    if not NAMED.search(original) and "%%" not in original:
        return False
    return "%" in NAMED.sub("", form.replace("%%", ""))


def read(path: Path) -> Catalog:
    """The catalogue at a path; an empty one where there is none."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as stream:
        return read_po(stream, locale=LANGUAGE, charset="utf-8")


def _translations_of(apps: list[Path]) -> dict[Key, tuple[str, ...]]:
    return {
        _key(message): _forms(message)
        for app in apps
        for message in read(catalogue_path(app))
        if message.id and all(_forms(message)) and not message.fuzzy
    }


def _kept_translation(
    source: Source, *, old: Catalog, known: dict[Key, tuple[str, ...]]
) -> tuple[tuple[str, ...], bool]:
    """The forms to write and whether they are still marked as doubtful."""
    empty = ("",) * (PLURAL_FORMS if source.plural else 1)
    message = old.get(source.singular, source.context)
    if message is not None and any(_forms(message)) and (source.plural is None) == (_plural(message) is None):
        return (*_forms(message), *empty[len(_forms(message)) :]), message.fuzzy
    forms = known.get(source.key, ())
    return (forms if len(forms) == len(empty) else empty), False


def _in_order(sources: dict[Key, Source]) -> list[Source]:
    def place(source: Source) -> tuple[str, str, str]:
        return source.singular.casefold(), source.singular, source.context or ""

    return sorted(sources.values(), key=place)


def _entry(source: Source, kept: tuple[tuple[str, ...], bool]) -> str:
    forms, is_fuzzy = kept
    lines = [f"#. {comment}" for comment in sorted(source.comments)]
    lines += [f"#: {path}" for path in sorted(source.paths)]
    lines += ["#, fuzzy"] if is_fuzzy else []
    lines += [f"msgctxt {_quoted(source.context)}"] if source.context else []
    lines += [f"msgid {_quoted(source.singular)}"]
    if source.plural is None:
        lines += [f"msgstr {_quoted(forms[0])}"]
    else:
        lines += [f"msgid_plural {_quoted(source.plural)}"]
        lines += [f"msgstr[{number}] {_quoted(form)}" for number, form in enumerate(forms)]
    return "\n".join(lines) + "\n\n"


def _quoted(text: str) -> str:
    from babel.messages.pofile import normalize

    return normalize(text, width=0)


def _key(message: Message) -> Key:
    return message.context, _singular(message)


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _plural(message: Message) -> str | None:
    return None if isinstance(message.id, str) else message.id[1]


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
