"""Long work on tables: comparing, importing, undoing; each may run twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.directory.importing.sheets import Sheet
from kuznia.directory.models import Authority, ImportRun
from kuznia.directory.queries.imports import compared, rows_of, table_of
from kuznia.directory.services.import_undoing import undo_import
from kuznia.directory.services.imports import forget_tables, import_rows, keep_comparison
from kuznia.jobs.models import Progress
from kuznia.jobs.registry import periodic, work
from kuznia.jobs.services import advance, plan_work
from kuznia.jobs.states import Result
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, ForAuthority, System

HOUSE = System("directory.imports")
KEEP_DAYS = 30
COUNTED = 500
Item = TypeVar("Item")


@work("directory.compare_table")
def compare_table(progress: Progress, run_id: int) -> Result:
    """Read the table and say of every row what would become of it."""
    run = _run(run_id)
    table = _table(run)
    total = sum(1 for _row in table.rows())
    plan_work(progress=progress, total=total, actor=HOUSE)
    gmina = run.municipality.teryt6 if run.municipality else ""
    outcomes = compared(_counted(rows_of(table, run.columns), progress), only_gmina=gmina)
    kept = keep_comparison(run=run, outcomes=list(outcomes), actor=_officer(progress))
    return Result(
        url=run.get_absolute_url(),
        sentence=gettext_noop(
            "New: %(new)s. Changed: %(changed)s. The same: %(same)s. Rejected: %(rejected)s."
        ),
        params=_counts(kept),
    )


@work("directory.import_table")
def import_table(progress: Progress, run_id: int) -> Result:
    """Read the table once more and write everything that it brings in one go."""
    run = _run(run_id)
    # The bar stands at a half while everything is written: until it is, nothing of it can be seen.
    plan_work(progress=progress, total=2 * run.row_count, actor=HOUSE)
    rows = list(_counted(rows_of(_table(run), run.columns), progress))
    done = import_rows(run=run, rows=rows, actor=_officer(progress))
    return Result(
        url=run.get_absolute_url(),
        sentence=gettext_noop("Added: %(new)s. Changed: %(changed)s. Left out: %(rejected)s."),
        params=_counts(done),
    )


@work("directory.undo_import")
def undo(progress: Progress, run_id: int) -> Result:
    """Take the import back, as far as nobody has worked on what it brought."""
    run = undo_import(run=_run(run_id), actor=_officer(progress))
    return Result(
        url=run.get_absolute_url(),
        sentence=gettext_noop("The import is undone. The page says what was left, and why."),
    )


@periodic("47 2 * * *", "directory.forget_tables")
def forget_old_tables() -> None:
    """Forget tables after thirty days: until then an import can be undone."""
    forget_tables(days=KEEP_DAYS, actor=HOUSE)


def _run(run_id: int) -> ImportRun:
    return ImportRun.objects.select_related("municipality").get(pk=run_id)


def _table(run: ImportRun) -> Sheet:
    table = table_of(run)
    if table is None:
        raise Refused(_("The table is no longer here. Send it once more."))
    return table


def _counted(rows: Iterable[Item], progress: Progress) -> Iterator[Item]:
    """Give the rows on and tell how many were read."""
    for number, row in enumerate(rows, start=1):
        yield row
        if number % COUNTED == 0:
            advance(progress=progress, done=min(number, progress.total), actor=HOUSE)


def _officer(progress: Progress) -> Actor:
    """Return who pressed the button, in the name of her office; whom nobody knows any more is the house."""
    authority = Authority.objects.filter(pk=progress.authority_id or 0).first()
    person = progress.started_by
    if authority is None or person is None:
        return HOUSE
    return ForAuthority(
        person_id=person.pk,
        name=person.name,
        authority_id=authority.pk,
        authority_name=authority.name,
        municipality_id=authority.covered_gmina_id,
    )


def _counts(run: ImportRun) -> dict[str, int]:
    return {
        "new": run.new_count,
        "changed": run.changed_count,
        "same": run.same_count,
        "rejected": run.rejected_count,
    }
