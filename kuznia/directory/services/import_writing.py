"""Writes what a table brings in a few statements for thousands of organisations; whoever calls holds the names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import Act, record_each
from kuznia.directory.constraints import SENTENCES
from kuznia.directory.importing.columns import FIELDS, LISTS
from kuznia.directory.importing.comparing import Outcome
from kuznia.directory.importing.rows import Value
from kuznia.directory.models import Municipality, Organisation, Sphere
from kuznia.directory.queries.imports import kept_organisations
from kuznia.directory.services import organisations as names
from kuznia.directory.states import PUBLIC_KIND, RowVerdict
from kuznia.lib import clock
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor
from kuznia.lib.text import slug
from kuznia.search.services import note_change

AT_ONCE = 500
FOLLOWING = ("folded_name", "sort_key")
Lists = Mapping[int, Mapping[str, tuple[str, ...]]]


def write_outcomes(*, outcomes: list[Outcome], actor: Actor) -> list[Outcome]:
    """Write the new and the changed organisations with their history; return the outcomes with the new ones’ rows."""
    gminas = dict(Municipality.objects.values_list("teryt6", "pk"))
    new = [each for each in outcomes if each.verdict == RowVerdict.NEW]
    changed = [each for each in outcomes if each.verdict == RowVerdict.CHANGED]
    added = _add(new, gminas, actor)
    _change(changed, gminas, actor)
    note_changes([*added.values(), *(each.organisation_id or 0 for each in changed)])
    return [replace(each, organisation_id=added.get(each.number, each.organisation_id)) for each in outcomes]


def write_values(
    *, values: Mapping[int, Mapping[str, Value]], organisations: Mapping[int, Organisation]
) -> None:
    """Give each organisation, all of them locked, the values of the fields named for it."""
    gminas = dict(Municipality.objects.values_list("teryt6", "pk"))
    alike: dict[frozenset[str], list[Organisation]] = defaultdict(list)
    for pk, fields in values.items():
        kept = organisations[pk]
        columns = _set_fields(kept, fields, gminas)
        if columns:
            alike[frozenset(columns)].append(kept)
    with constraints_in_words(SENTENCES):
        for touched, group in alike.items():
            Organisation.objects.bulk_update(group, sorted(touched), batch_size=AT_ONCE // 2)
    _write_lists({pk: _lists_in(fields) for pk, fields in values.items()}, is_new=False)


def note_changes(ids: Sequence[int]) -> None:
    """Let jobs bring the index of public texts up to date, some hundreds of organisations at a time."""
    for start in range(0, len(ids), AT_ONCE):
        note_change(kind=PUBLIC_KIND, keys=ids[start : start + AT_ONCE])


def locked_organisations(ids: Iterable[int]) -> dict[int, Organisation]:
    """Return the organisations by id, locked in the order of their ids."""
    held = Organisation.objects.select_for_update(no_key=True, of=("self",))
    return {each.pk: each for each in held.filter(pk__in=list(ids)).order_by("id")}


def changes_in_words(kept: Organisation, old_name: str, fields: Iterable[str]) -> list[Act]:
    """Return what the history says of changed fields, as a change by hand would."""
    touched = set(fields)
    acts = []
    if "name" in touched:
        sentence = gettext_noop("The name was changed. Before: %(old)s. Now: %(new)s.")
        acts.append(Act(kept.pk, sentence, {"old": old_name, "new": kept.name}))
    labels = labels_of(touched - {"name"})
    if labels:
        sentence = gettext_noop("The data were changed: %(fields)s.")
        acts.append(Act(kept.pk, sentence, {"fields": {"texts": labels}}))
    return acts


def labels_of(fields: Iterable[str]) -> list[str]:
    """Return how the history calls these fields, in their order, untranslated."""
    labels = {**names.LABELS, "spheres": names.SPHERES, "works_in": names.WORKS_IN}
    touched = set(fields)
    return [label for name, label in labels.items() if name in touched]


def _add(outcomes: list[Outcome], gminas: Mapping[str, int], actor: Actor) -> dict[int, int]:
    """Add the organisations and return their ids by the numbers of their rows."""
    slugs = _Slugs(Organisation.objects.values_list("slug", flat=True))
    made, at = [], clock.now()
    for each in outcomes:
        # The moment is given and not left to the database: with plain values alone an insert is one short statement.
        organisation = Organisation(slug=slugs.free(each.name), added_at=at)
        _set_fields(organisation, _new_values(each), gminas)
        names._follow_name(organisation)
        made.append(organisation)
    with constraints_in_words(SENTENCES):
        Organisation.objects.bulk_create(made, batch_size=AT_ONCE)
    lists = {
        organisation.pk: _lists_in(_new_values(each))
        for each, organisation in zip(outcomes, made, strict=True)
    }
    _write_lists(lists, is_new=True)
    sentence = gettext_noop("The organisation was added to the directory.")
    acts = [Act(organisation.pk, sentence) for organisation in made]
    record_each(model=Organisation, acts=acts, actor=actor, audience=Audience.PUBLIC)
    return {each.number: organisation.pk for each, organisation in zip(outcomes, made, strict=True)}


def _change(outcomes: list[Outcome], gminas: Mapping[str, int], actor: Actor) -> None:
    by_id = {each.organisation_id: each for each in outcomes if each.organisation_id is not None}
    held = locked_organisations(by_id)
    _demand_unchanged(by_id)
    old_names = {pk: each.name for pk, each in held.items()}
    write_values(
        values={pk: _new_values(each) for pk, each in by_id.items()},
        organisations=held,
    )
    acts = [
        act for pk, each in by_id.items() for act in changes_in_words(held[pk], old_names[pk], each.changes)
    ]
    record_each(model=Organisation, acts=acts, actor=actor, audience=Audience.PUBLIC)


def _demand_unchanged(by_id: Mapping[int, Outcome]) -> None:
    """Refuse to overwrite what somebody changed between the reading and the lock."""
    for kept in kept_organisations(by_id):
        changes = by_id[kept.pk].changes
        if any(kept.values[name] != old for name, (old, _new) in changes.items()):
            raise Refused(
                _("Somebody has just changed “%(name)s”. Nothing was imported; compare the table once more.")
                % {"name": kept.values["name"]}
            )


def _set_fields(
    organisation: Organisation, values: Mapping[str, Value], gminas: Mapping[str, int]
) -> list[str]:
    """Set the values and return the columns that they stand in, with those that follow the names."""
    fields = [name for name in FIELDS if name in values]
    for name in fields:
        if name == "municipality":
            organisation.municipality_id = gminas.get(str(values[name]))
        else:
            setattr(organisation, name, values[name])
    if {"name", "short_name"}.intersection(fields):
        names._follow_name(organisation)
        fields += FOLLOWING
    return fields


def _write_lists(lists: Lists, *, is_new: bool) -> None:
    for name, model, code in (("spheres", Sphere, "code"), ("works_in", Municipality, "teryt6")):
        known: dict[str, int] = dict(model._default_manager.values_list(code, "pk"))
        through: Any = getattr(Organisation, name).through
        column = f"{model._meta.model_name}_id"
        touched = {pk: codes[name] for pk, codes in lists.items() if name in codes}
        if not is_new:
            through.objects.filter(organisation_id__in=list(touched)).delete()
        rows = [
            through(organisation_id=pk, **{column: known[code]})
            for pk, codes in touched.items()
            for code in codes
        ]
        through.objects.bulk_create(rows, batch_size=AT_ONCE * 4)


def _lists_in(values: Mapping[str, Value]) -> dict[str, tuple[str, ...]]:
    found = {name: values[name] for name in LISTS if name in values}
    return {name: tuple(codes) for name, codes in found.items() if isinstance(codes, tuple)}


def _new_values(outcome: Outcome) -> dict[str, Value]:
    return {name: new for name, (_old, new) in outcome.changes.items()}


class _Slugs:
    """Addresses that nobody has yet, for thousands of names at once."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def free(self, name: str) -> str:
        """Return an address for the name and keep it from the next one."""
        wanted = found = slug(name)
        number = self._last.get(wanted, 1)
        while found in self._taken:
            number += 1
            found = f"{wanted}-{number}"
        self._last[wanted] = number
        self._taken.add(found)
        return found
