"""Two people who change one record at once: what one of them changed is saved, what both changed is asked about.

A form carries marks of what it showed; the service compares them with the locked row (docs/adr/0042).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, replace
from hashlib import blake2s
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext_lazy as _

from kuznia.lib.errors import Refused

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Record = TypeVar("Record", bound=DataclassInstance)

Marks = Mapping[str, str]
MARK_BYTES = 6


class ChangedMeanwhile(Refused):
    """Somebody else saved something else in the same fields; `theirs` says what stands there now."""

    def __init__(self, theirs: Mapping[str, object]) -> None:
        super().__init__(
            _(
                "Somebody else has changed the same fields since you opened this form. Compare, then save again."
            )
        )
        self.theirs = theirs


def values_of(record: DataclassInstance) -> dict[str, Any]:
    """Return what the record says, by field."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def marks_of(values: Mapping[str, object]) -> dict[str, str]:
    """Return a short mark of each value, the same for what a form shows alike."""
    return {
        name: blake2s(_plain(value).encode(), digest_size=MARK_BYTES).hexdigest()
        for name, value in values.items()
    }


def brought_over(*, kept: Record, typed: Mapping[str, object], opened: Marks) -> Record:
    """Return what is kept now, with what was typed since the form was opened in its place.

    `opened` are the marks of what the form showed; a field without one counts as changed by everybody. Refused where
    somebody else changed a field that was typed, to something else.
    """
    now = marks_of({name: getattr(kept, name) for name in typed})
    mine = [name for name, mark in marks_of(typed).items() if mark not in {opened.get(name), now[name]}]
    theirs = {name: getattr(kept, name) for name in mine if now[name] != opened.get(name)}
    if theirs:
        raise ChangedMeanwhile(theirs)
    return replace(kept, **{name: typed[name] for name in mine})


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ",".join(_plain(each) for each in value)
    # A browser sends the ends of lines in its own way, and forms keep letters composed.
    text = str(getattr(value, "pk", value)).replace("\r\n", "\n").strip()
    return unicodedata.normalize("NFC", text)
