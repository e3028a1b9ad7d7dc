"""Imports under a rush: what two tables bring at the same moment is in the directory once."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kuznia.audit.models import CaseEntry
from kuznia.directory.importing.sheets import columns_with_name, sheet_of
from kuznia.directory.models import ImportRun, Organisation
from kuznia.directory.queries.imports import rows_of
from kuznia.directory.services import change_organisation, import_writing, imports, organisations
from kuznia.directory.services.organisations import OrganisationRecord
from kuznia.directory.tests.factories import HOUSE, make_county, make_organisation, make_record
from kuznia.lib.text import slug
from tests.concurrency.barrier import Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
RIVALS = 4
_numbers = count(1)


def import_once(path: Path) -> ImportRun:
    """Import the table as the command does."""
    sheet = sheet_of(path, "text/csv")
    columns = columns_with_name(sheet)
    return imports.import_sheet(sheet=sheet, columns=columns, rows=rows_of(sheet, columns), actor=HOUSE)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    make_county()
    path = tmp_path / "tabela.csv"
    path.write_text("Nazwa;Telefon\nFundacja Iskra;22 1\n", encoding="utf-8")
    return path


def test_organisation_is_imported_once_when_tables_come_at_the_same_moment(table: Path) -> None:
    runs = all_at_once([lambda: import_once(table)] * RIVALS)

    assert Organisation.objects.count() == 1
    assert sorted(run.new_count for run in runs) == [0, 0, 0, 1]


def test_organisation_would_be_imported_twice_when_nothing_holds_the_names(
    table: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(organisations, "_hold_names", lambda: None)
    # Asked for by those who found the name free; an address of its own for each, as one who comes later gets.
    free = Meeting(RIVALS).after(lambda _self, name: f"{slug(name)}-{next(_numbers)}")
    monkeypatch.setattr(import_writing._Slugs, "free", free)

    all_at_once([lambda: import_once(table)] * RIVALS)

    assert Organisation.objects.count() == RIVALS


def test_one_import_is_done_once_when_two_workers_take_it(table: Path) -> None:
    run = ImportRun.objects.create(file_name="tabela.csv")
    sheet = sheet_of(table, "text/csv")
    rows = list(rows_of(sheet, columns_with_name(sheet)))

    all_at_once([lambda: imports.import_rows(run=run, rows=rows, actor=HOUSE)] * RIVALS)

    told = CaseEntry.objects.filter(subject_type="directory.ImportRun", subject_id=run.pk).count()
    assert (Organisation.objects.count(), told) == (1, 1)


def test_change_by_hand_is_not_lost_when_a_table_changes_the_same_organisation(table: Path) -> None:
    kept = make_organisation("Fundacja Iskra")
    record = OrganisationRecord(**{**_fields(make_record("Fundacja Iskra")), "mission": "Kujemy."})

    all_at_once(
        [
            lambda: change_organisation(organisation=kept, record=record, actor=HOUSE),
            lambda: import_once(table),
        ]
    )

    kept.refresh_from_db()
    assert kept.mission == "Kujemy."


def _fields(record: OrganisationRecord) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}
