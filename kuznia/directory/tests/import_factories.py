"""Tables and imports for tests."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from kuznia.directory.models import ImportRun
from kuznia.directory.queries.imports import rows_of, table_of
from kuznia.directory.services.imports import import_rows, keep_table
from kuznia.directory.tasks_imports import compare_table
from kuznia.files.intake import received_table
from kuznia.jobs.models import Progress
from kuznia.jobs.services import start_work
from kuznia.lib.policy import Actor

TABLE = "Nazwa;Gmina;Telefon\nFundacja Iskra;Pruszków;22 123 45 67\n"


def make_import(actor: Actor, text: str = TABLE, *, name: str = "organizacje.csv") -> ImportRun:
    """Return a table that waits for its columns to be matched."""
    return keep_table(upload=received_table(SimpleUploadedFile(name, text.encode())), actor=actor)


def make_compared(actor: Actor, text: str = TABLE) -> ImportRun:
    """Return a table that is compared with the directory."""
    run = make_import(actor, text)
    compare_table(work_of(run, actor), run.pk)
    run.refresh_from_db()
    return run


def make_done(actor: Actor, text: str = TABLE) -> ImportRun:
    """Return an import that is done."""
    run = make_compared(actor, text)
    table = table_of(run)
    assert table is not None
    return import_rows(run=run, rows=rows_of(table, run.columns), actor=actor)


def work_of(run: ImportRun, actor: Actor) -> Progress:
    """Return a row of progress for work on the import."""
    arguments = {"run_id": run.pk}
    return start_work(task="directory.compare_table", name="x", subject=run, arguments=arguments, actor=actor)
