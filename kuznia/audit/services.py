"""Writes the case history; there is no way to change or remove an entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_noop, override

from kuznia.audit.models import Audience, CaseEntry
from kuznia.lib import clock
from kuznia.lib.once import Added
from kuznia.lib.policy import Actor, ForAuthority, ForOrganisation, LinkHolder, System, person_id_of

AT_ONCE = 1_000
TAKEN = gettext_noop("Took away as a file: %(what)s. Entries: %(count)s.")
TAKEN_IN_PART = gettext_noop("Took away as a file: %(what)s. Entries: %(count)s. Filters: %(filters)s.")


@dataclass(frozen=True, slots=True)
class Act:
    """What happened to one of many things, as `record` says it."""

    subject_id: int
    sentence: str
    params: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic(savepoint=False)
def record(
    *,
    subject: models.Model,
    actor: Actor,
    sentence: str,
    params: Mapping[str, Any] | None = None,
    audience: str = Audience.OFFICE,
    reason: str = "",
) -> CaseEntry:
    """Add one entry to the history of `subject`.

    `sentence` is an untranslated message (mark it with gettext_noop) with named places; `params` fill them: plain
    texts and numbers, lazy texts, or references {"person": id}, {"text": message}, {"texts": [messages]}, {"counts":
    [[message, number]]}, {"date": iso day}, {"moment": iso instant}.
    """
    entry = _entry(subject._meta.label, actor, Act(subject.pk, sentence, params or {}), audience=audience)
    entry.reason = reason
    return _ENTRIES.add(entry)


_ENTRIES = Added(CaseEntry)


@transaction.atomic(savepoint=False)
def record_export(
    *,
    subject: models.Model,
    actor: Actor,
    what: str | Promise,
    count: int,
    filters: Sequence[str | Promise] = (),
) -> CaseEntry:
    """Note in the history of `subject` that people's data left the house: what, how many entries, by which filters.

    Words that were searched for may be a name: filters say that there were some, never which.
    """
    params: dict[str, Any] = {"what": {"text": _message(what)}, "count": count}
    if filters:
        params["filters"] = {"texts": [_message(each) for each in filters]}
    sentence = TAKEN_IN_PART if filters else TAKEN
    return record(subject=subject, actor=actor, sentence=sentence, params=params)


def _message(words: str | Promise) -> str:
    """Return a lazy text untranslated, as the history keeps it."""
    with override(None):
        return str(words)


@transaction.atomic(savepoint=False)
def record_each(*, model: type[models.Model], acts: Iterable[Act], actor: Actor, audience: str) -> int:
    """Add one entry for each act on things of one kind, in a few statements; return how many there were."""
    entries = [_entry(model._meta.label, actor, act, audience=audience) for act in acts]
    at = clock.now()
    for entry in entries:
        # Given here and not left to the database: with plain values alone thousands of rows are one short statement.
        entry.at = at
    CaseEntry.objects.bulk_create(entries, batch_size=AT_ONCE)
    return len(entries)


def _entry(label: str, actor: Actor, act: Act, *, audience: str) -> CaseEntry:
    return CaseEntry(
        subject_type=label,
        subject_id=act.subject_id,
        actor_kind=type(actor).__name__,
        person_id=person_id_of(actor),
        acted_for=_acted_for(actor),
        sentence=act.sentence,
        params={name: _kept(value) for name, value in act.params.items()},
        audience=audience,
    )


def _kept(value: Any) -> Any:
    """Return the value as the history keeps it: a lazy text is read in the language of whoever reads."""
    return {"text": _message(value)} if isinstance(value, Promise) else value


def _acted_for(actor: Actor) -> str:
    match actor:
        case ForAuthority():
            return actor.authority_name
        case ForOrganisation():
            return actor.organisation_name
        case LinkHolder():
            return actor.opens
        case System():
            return actor.job
        case _:
            return ""
