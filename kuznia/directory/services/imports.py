"""Imports of tables: sent, matched, compared, and at last written whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.directory import policies as policies
from kuznia.directory.importing.columns import HEADINGS, columns_of, headings_key
from kuznia.directory.importing.comparing import Outcome
from kuznia.directory.importing.rows import BadRow, CleanRow
from kuznia.directory.importing.sheets import Sheet, sheet_of
from kuznia.directory.models import ColumnMatching, ImportRow, ImportRun
from kuznia.directory.queries.imports import compared, old_tables, remembered_columns
from kuznia.directory.services import organisations as names
from kuznia.directory.services.import_writing import write_outcomes
from kuznia.directory.states import ImportState, RowVerdict
from kuznia.files.intake import Received
from kuznia.files.queries import files_of, place_of
from kuznia.files.services import remove_file, store_upload
from kuznia.jobs.models import Progress
from kuznia.jobs.services import start_work
from kuznia.lib.clock import Now
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, ForAuthority, demand

AT_ONCE = 1_000


@transaction.atomic
def keep_table(*, upload: Received, actor: Actor) -> ImportRun:
    """The table waits for its columns to be matched: as last time, else as its headings tell."""
    demand(actor, "directory.import_organisations")
    office = actor if isinstance(actor, ForAuthority) else None
    run = ImportRun.objects.create(
        authority_id=office.authority_id if office else None,
        municipality_id=office.municipality_id if office else None,
        started_by_id=office.person_id if office else None,
        file_name=upload.name,
    )
    file = store_upload(upload=upload, owner=run, actor=actor)
    sheet = sheet_of(place_of(file), file.content_type)
    known = remembered_columns(office.authority_id, headings_key(sheet.headings)) if office else {}
    run.headings = list(sheet.headings)
    run.columns = known or columns_of(sheet.headings)
    run.save(update_fields=["headings", "columns"])
    return run


@transaction.atomic
def match_columns(*, run: ImportRun, columns: Mapping[str, int], actor: Actor) -> Progress:
    """The columns are matched, this office remembers it, and the comparison with the directory begins."""
    locked = _locked(run)
    demand(actor, "directory.see_import", locked)
    if locked.is_over:
        raise Refused(_("This import is over. Send the table once more to import it anew."))
    _demand_columns(columns, len(locked.headings))
    locked.columns, locked.state = dict(columns), ImportState.MATCHING
    locked.save(update_fields=["columns", "state"])
    if locked.authority_id is not None:
        ColumnMatching.objects.update_or_create(
            authority_id=locked.authority_id,
            key=headings_key(locked.headings),
            defaults={"columns": locked.columns},
        )
    return _start("directory.compare_table", gettext_noop("Comparing “%(file)s”"), locked, actor)


@transaction.atomic
def keep_comparison(*, run: ImportRun, outcomes: Iterable[Outcome], actor: Actor) -> ImportRun:
    """What becomes of every row can be read; an earlier comparison of the same table is gone."""
    locked = _locked(run)
    demand(actor, "directory.see_import", locked)
    if locked.is_over:
        return locked
    _keep_rows(locked, list(outcomes))
    locked.state = ImportState.COMPARED
    locked.save()
    return locked


@transaction.atomic
def start_import(*, run: ImportRun, actor: Actor) -> Progress:
    """The import begins; asked for twice, it is one work."""
    locked = _locked(run)
    demand(actor, "directory.see_import", locked)
    if locked.state != ImportState.COMPARED:
        raise Refused(_("Compare the table with the directory first."))
    return _start("directory.import_table", gettext_noop("Importing “%(file)s”"), locked, actor)


@transaction.atomic
def import_rows(*, run: ImportRun, rows: Iterable[CleanRow | BadRow], actor: Actor) -> ImportRun:
    """Everything that the table brings is in the directory; whatever goes wrong, nothing of it is."""
    locked = _locked(run)
    demand(actor, "directory.see_import", locked)
    if locked.is_over:
        return locked
    names._hold_names()
    gmina = locked.municipality.teryt6 if locked.municipality else ""
    outcomes = write_outcomes(outcomes=list(compared(rows, only_gmina=gmina)), actor=actor)
    _keep_rows(locked, outcomes)
    locked.state, locked.done_at = ImportState.DONE, Now()
    locked.save()
    locked.refresh_from_db()
    record(
        subject=locked,
        actor=actor,
        sentence=gettext_noop("The table was imported: %(new)s new, %(changed)s changed."),
        params={"new": locked.new_count, "changed": locked.changed_count},
    )
    return locked


@transaction.atomic
def import_sheet(
    *, sheet: Sheet, columns: Mapping[str, int], rows: Iterable[CleanRow | BadRow], actor: Actor
) -> ImportRun:
    """A table from the disk is in the directory, whole or not at all; the county's office may undo it."""
    demand(actor, "directory.import_organisations")
    run = ImportRun.objects.create(
        file_name=sheet.path.name[:120], headings=list(sheet.headings), columns=dict(columns)
    )
    return import_rows(run=run, rows=rows, actor=actor)


@transaction.atomic
def start_undoing(*, run: ImportRun, actor: Actor) -> Progress:
    """The import begins to be undone; asked for twice, it is one work."""
    locked = _locked(run)
    demand(actor, "directory.see_import", locked)
    if locked.state != ImportState.DONE:
        raise Refused(_("Only an import that is done can be undone."))
    return _start("directory.undo_import", gettext_noop("Undoing the import of “%(file)s”"), locked, actor)


@transaction.atomic
def forget_tables(*, days: int, actor: Actor) -> int:
    """Tables sent so many days ago are removed with what was read in them; return how many there were."""
    demand(actor, "directory.forget_tables")
    old = old_tables(days)
    for run in old:
        for file in files_of(run):
            remove_file(file=file, actor=actor)
        run.rows.all().delete()
        if not run.is_over:
            run.delete()
    return len(old)


def _start(task: str, name: str, run: ImportRun, actor: Actor) -> Progress:
    return start_work(
        task=task,
        name=name,
        params={"file": run.file_name},
        subject=run,
        once_as=f"directory.import:{run.pk}",
        back_url=run.get_absolute_url(),
        arguments={"run_id": run.pk},
        actor=actor,
    )


def _locked(run: ImportRun) -> ImportRun:
    held = ImportRun.objects.select_for_update(no_key=True, of=("self",))
    return held.select_related("municipality").get(pk=run.pk)


def _demand_columns(columns: Mapping[str, int], count: int) -> None:
    if "name" not in columns:
        raise Refused(_("Say which column has the names of the organisations."), field="name")
    wrong = [name for name, number in columns.items() if name not in HEADINGS or not 0 <= number < count]
    if wrong:
        raise Refused(_("Choose the columns from the list."))
    twice = [number for number, times in Counter(columns.values()).items() if times > 1]
    for name, number in columns.items():
        if number in twice:
            raise Refused(_("One column is chosen for two things."), field=name)


def _keep_rows(run: ImportRun, outcomes: list[Outcome]) -> None:
    run.rows.all().delete()
    ImportRow.objects.bulk_create(
        (
            ImportRow(
                run=run,
                number=each.number,
                verdict=each.verdict,
                name=each.name,
                organisation_id=each.organisation_id,
                changes={name: list(values) for name, values in each.changes.items()},
                reason=each.reason,
                note=each.note,
            )
            for each in outcomes
        ),
        batch_size=AT_ONCE,
    )
    counted = Counter(each.verdict for each in outcomes)
    for verdict in RowVerdict:
        setattr(run, f"{verdict.value}_count", counted[verdict])
