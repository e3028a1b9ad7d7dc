"""Documents as PDF, set by typst: tagged, archivable, the same bytes for the same words (docs/adr/0018).

Only jobs call this: typst is loaded at the first document, in the worker. Templates are ours; what people wrote goes
in as data and stays text. A template sees the folder of the shared layout and nothing else of the machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kuznia.lib.clock import WARSAW
from kuznia.lib.ports import county

if TYPE_CHECKING:
    from typst import Compiler, PDFStandard

HOUSE = Path(__file__).resolve().parents[1]
SHARED = Path(__file__).resolve().parent / "typst"
FONTS = SHARED / "fonts"
# PDF/A-3a for the archive, PDF/UA-1 for readers: typst refuses what is not tagged, titled or described.
STANDARDS: list[PDFStandard] = ["a-3a", "ua-1"]
NAME = re.compile(r"([a-z_]+)/([a-z_]+)")
NOT_DRAWN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufe00-\ufe0f\ufeff\ufffe\uffff\U00010000-\U0010ffff]")
UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
MISSING = "\ufffd"
REGIONS = {"pl": "PL", "en": "GB"}
_one_at_a_time = Lock()


def compile_pdf(
    template: str,
    data: Mapping[str, Any],
    *,
    title: str,
    at: datetime,
    language: str = "pl",
    number: str = "",
) -> bytes:
    """Return the document that `kuznia/<app>/typst/<name>.typ` makes of the data; `template` is "<app>/<name>".

    `at` is the date in its header and the time stamp of the file; `number` stands in the header too.
    """
    about = _about(title=title, at=at, language=language, number=number)
    inputs = {
        "data": json.dumps(_drawable(data), cls=DjangoJSONEncoder, ensure_ascii=False),
        "about": json.dumps(_drawable(about), ensure_ascii=False),
    }
    source = _source(template)
    while True:
        try:
            return _compiled(source, inputs, at)
        except RuntimeError as error:  # TypstError, whose module only a document loads
            poorer = _without_undrawn(inputs, str(error))
            if poorer == inputs:
                raise
            inputs = poorer


def _compiled(source: bytes, inputs: dict[str, str], at: datetime) -> bytes:
    stamp = int(at.timestamp())
    with _one_at_a_time:
        made = _compiler().compile(
            input=source, sys_inputs=inputs, format="pdf", pdf_standards=STANDARDS, timestamp=stamp
        )
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def _without_undrawn(inputs: dict[str, str], error: str) -> dict[str, str]:
    """Return the inputs with a mark in place of the letter that no font draws: a name must not stop a whole job."""
    undrawn = UNDRAWN.search(error)
    return {key: text.replace(undrawn[1], MISSING) for key, text in inputs.items()} if undrawn else inputs


def _drawable(value: Any) -> Any:
    """Return the value without pictographs and control signs, of which PDF/A allows none without a glyph."""
    if isinstance(value, str):
        return NOT_DRAWN.sub("", value)
    if isinstance(value, Mapping):
        return {key: _drawable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(each) for each in value]
    return value


@lru_cache(maxsize=1)
def _compiler() -> Compiler:
    from typst import Compiler, Fonts

    # Ours first; the engine's own draw what ours lack, such as Cyrillic names.
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
    return Compiler(root=SHARED, font_paths=fonts)


@lru_cache(maxsize=64)
def _source(template: str) -> bytes:
    named = NAME.fullmatch(template)
    if named is None:
        raise ValueError(f"A template is named app/name, not {template}.")
    app, name = named.groups()
    return (HOUSE / app / "typst" / f"{name}.typ").read_bytes()


def _about(*, title: str, at: datetime, language: str, number: str) -> dict[str, Any]:
    """Return what the shared layout says of the document itself."""
    day, profile = at.astimezone(WARSAW).date(), county()
    with translation.override(language):
        return {
            "title": title,
            "language": language,
            "region": REGIONS.get(language),
            "number": number,
            "day": {"year": day.year, "month": day.month, "day": day.day},
            "date": formatted(day, "j E Y"),
            "issuer": profile.name,
            "blocks": len(profile.municipalities),
            "words": {"page": _("Page {page} of {pages}"), "number": pgettext("of a document", "No.")},
        }
