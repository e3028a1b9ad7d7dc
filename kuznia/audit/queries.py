"""Reads the case history as sentences in the language of the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext, pgettext

from kuznia.audit.models import Audience, CaseEntry
from kuznia.lib.prepared import NUMBER, WORD, Prepared
from kuznia.people.models import Person
from kuznia.ui import dates

Names = Mapping[int, str]
ERASED = "—"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act as a reader sees it: when, who (and for whom), what, why."""

    at: datetime
    who: str
    acted_for: str
    sentence: str
    reason: str


def history_of(
    subject: models.Model, *, audiences: Iterable[str] = (Audience.PUBLIC,), limit: int = 50
) -> list[HistoryLine]:
    """Return the newest acts on `subject` that these audiences may read."""
    entries = _newest_acts(tuple(audiences), limit).rows(subject._meta.label, subject.pk)
    names = _names(entries)
    return [_line(entry, names) for entry in entries]


@cache
def _newest_acts(audiences: tuple[str, ...], limit: int) -> Prepared[CaseEntry]:
    return Prepared(
        lambda label, number: CaseEntry.objects.filter(
            subject_type=label, subject_id=number, audience__in=audiences
        )[:limit],
        WORD,
        NUMBER,
    )


def latest_act_on(model: type[models.Model], ids: Iterable[int]) -> dict[int, HistoryLine]:
    """Return the newest act on each of these things, whoever may read it, in two queries."""
    of_them = CaseEntry.objects.filter(subject_type=model._meta.label, subject_id__in=list(ids))
    entries = list(of_them.order_by("subject_id", "-id").distinct("subject_id"))
    names = _names(entries)
    return {entry.subject_id: _line(entry, names) for entry in entries}


def acts_on(model: type[models.Model], ids: Iterable[int]) -> dict[int, int]:
    """Return how many acts on each of these things there were."""
    entries = CaseEntry.objects.filter(subject_type=model._meta.label, subject_id__in=list(ids))
    counted = entries.order_by().values_list("subject_id").annotate(count=models.Count("pk"))
    return dict(counted)


def spoken(sentence: str, params: Mapping[str, Any]) -> str:
    """Return one sentence of a history in the language that is active now; it names no people."""
    return gettext(sentence) % {key: _spoken(value, {}) for key, value in params.items()}


def _names(entries: Iterable[CaseEntry]) -> Names:
    """Return the present names of everybody the entries speak of, in one query."""
    ids = {entry.person_id for entry in entries if entry.person_id}
    for entry in entries:
        ids |= {value["person"] for value in entry.params.values() if _refers_to(value, "person")}
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _line(entry: CaseEntry, names: Names) -> HistoryLine:
    places = {key: _spoken(value, names) for key, value in entry.params.items()}
    return HistoryLine(
        at=entry.at,
        who=_who(entry, names),
        acted_for=entry.acted_for if entry.actor_kind in {"ForAuthority", "ForOrganisation"} else "",
        sentence=gettext(entry.sentence) % places,
        reason=entry.reason,
    )


def _who(entry: CaseEntry, names: Names) -> str:
    if entry.person_id:
        return names.get(entry.person_id, ERASED)
    words = {
        "System": pgettext("who acted", "Kuźnia (automatically)"),
        "LinkHolder": pgettext("who acted", "holder of the link from the e-mail"),
    }
    return words.get(entry.actor_kind, pgettext("who acted", "visitor"))


def _spoken(value: Any, names: Names) -> str:
    if _refers_to(value, "person"):
        return names.get(value["person"], ERASED)
    kind = next(iter(value)) if isinstance(value, dict) and len(value) == 1 else ""
    return _SPOKEN[kind](value[kind]) if kind in _SPOKEN else str(value)


_SPOKEN: Mapping[str, Callable[[Any], str]] = {
    "text": gettext,
    "texts": lambda texts: ", ".join(map(gettext, texts)),
    "counts": lambda counts: ", ".join(f"{gettext(text)}: {count}" for text, count in counts),
    "date": lambda day: dates.day_and_year(date.fromisoformat(day)),
    "moment": lambda moment: dates.dated_moment(datetime.fromisoformat(moment)),
}


def _refers_to(value: Any, kind: str) -> bool:
    return isinstance(value, dict) and set(value) == {kind}
