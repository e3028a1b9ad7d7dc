"""Takes an import back, as far as nobody has worked on what it brought."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.queries import acts_on
from kuznia.audit.services import Act, record, record_each
from kuznia.directory import policies as policies
from kuznia.directory.importing.comparing import Kept, demand_sound
from kuznia.directory.importing.rows import Value
from kuznia.directory.models import ImportRow, ImportRun, Organisation
from kuznia.directory.queries.imports import kept_organisations, organisations_in_use
from kuznia.directory.services import organisations as names
from kuznia.directory.services.import_writing import (
    labels_of,
    locked_organisations,
    note_changes,
    write_values,
)
from kuznia.directory.states import ImportState, OrganisationState, RowVerdict
from kuznia.lib.clock import Now
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand

AT_ONCE = 500


@dataclass(slots=True)
class _Plan:
    """What undoing does: which organisations go, which fields are as before, and which rows stay and why."""

    removed: list[int] = field(default_factory=list)
    restored: dict[int, dict[str, Value]] = field(default_factory=dict)
    left: list[ImportRow] = field(default_factory=list)

    def leave(self, row: ImportRow, why: str) -> None:
        """Keep the row as it is, and say why."""
        row.left = why
        self.left.append(row)


@transaction.atomic
def undo_import(*, run: ImportRun, actor: Actor) -> ImportRun:
    """What the import added and nobody has touched is gone, what it changed is as before; the rest says why not."""
    locked = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    demand(actor, "directory.see_import", locked)
    if locked.state != ImportState.DONE:
        return locked
    names._hold_names()
    rows = list(
        locked.rows.filter(verdict__in=[RowVerdict.NEW, RowVerdict.CHANGED], organisation__isnull=False)
    )
    held = locked_organisations(row.organisation_id for row in rows if row.organisation_id)
    plan = _plan(rows, only_gmina=locked.municipality.teryt6 if locked.municipality else "")
    _remove(plan.removed)
    write_values(values=plan.restored, organisations=held)
    note_changes([*plan.removed, *plan.restored])
    _record(plan, actor)
    ImportRow.objects.bulk_update(plan.left, ["left"], batch_size=AT_ONCE)
    locked.state, locked.undone_at = ImportState.UNDONE, Now()
    locked.save(update_fields=["state", "undone_at"])
    record(
        subject=locked,
        actor=actor,
        sentence=gettext_noop("The import was undone: %(gone)s removed, %(back)s as before, %(left)s left."),
        params={"gone": len(plan.removed), "back": len(plan.restored), "left": len(plan.left)},
    )
    locked.refresh_from_db()
    return locked


def _plan(rows: list[ImportRow], *, only_gmina: str) -> _Plan:
    ids = {row.organisation_id for row in rows if row.organisation_id}
    added = {row.organisation_id for row in rows if row.organisation_id and row.verdict == RowVerdict.NEW}
    kept = {each.pk: each for each in kept_organisations(ids)}
    used, acts = organisations_in_use(added), acts_on(Organisation, added)
    plan = _Plan()
    for row in rows:
        pk = row.organisation_id or 0
        now = kept.get(pk)
        if now is None:
            plan.leave(row, _("It was joined with another record."))
        elif only_gmina and now.values["municipality"] != only_gmina:
            plan.leave(row, _("It is no longer of your gmina."))
        elif row.verdict == RowVerdict.CHANGED:
            _plan_back(plan, row, now)
        elif pk in used:
            plan.leave(row, _("People, events or files belong to it by now."))
        elif acts.get(pk, 0) > 1 or not _is_untouched(row, now):
            plan.leave(row, _("Somebody has worked on it since."))
        else:
            plan.removed.append(pk)
    return plan


def _plan_back(plan: _Plan, row: ImportRow, now: Kept) -> None:
    """Plan the old value for every field that still has the imported one."""
    changes = {name: (_value(old), _value(new)) for name, (old, new) in row.changes.items()}
    back = {name: old for name, (old, new) in changes.items() if now.values[name] == new}
    stayed = [name for name in changes if name not in back]
    try:
        demand_sound({**now.values, **back})
    except Refused as refused:
        plan.leave(row, refused.message)
        return
    if back:
        plan.restored[now.pk] = back
    if stayed:
        words = ", ".join(_(label) for label in labels_of(stayed))
        plan.leave(row, _("Changed since and left so: %(fields)s.") % {"fields": words})


def _is_untouched(row: ImportRow, now: Kept) -> bool:
    """Say whether the added organisation says what the table said, and nothing else."""
    imported = {name: _value(new) for name, (_old, new) in row.changes.items()}
    same = all(value == imported.get(name, _empty(value)) for name, value in now.values.items())
    return same and now.state == OrganisationState.ACTIVE


def _remove(ids: list[int]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        Organisation.objects.filter(pk__in=ids[start : start + AT_ONCE]).delete()


def _record(plan: _Plan, actor: Actor) -> None:
    sentence = gettext_noop("An import was undone; as before it are: %(fields)s.")
    acts = [
        Act(pk, sentence, {"fields": {"texts": labels_of(fields)}}) for pk, fields in plan.restored.items()
    ]
    record_each(model=Organisation, acts=acts, actor=actor, audience=Audience.PUBLIC)


def _value(stored: object) -> Value:
    """Return a value as it was before it was kept as JSON."""
    return tuple(stored) if isinstance(stored, list) else stored  # type: ignore[return-value]


def _empty(value: Value) -> Value:
    if isinstance(value, bool):
        return False
    return () if isinstance(value, tuple) else ""
