"""Imports a table of organisations: `manage.py import_organisations FILE --dry-run --json`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from kuznia.directory.importing.sheets import Sheet, columns_with_name, sheet_of
from kuznia.directory.queries.imports import compared, rows_of
from kuznia.directory.services.imports import import_sheet
from kuznia.directory.states import RowVerdict
from kuznia.files.intake import table_kind_of
from kuznia.lib.errors import Refused
from kuznia.lib.policy import System

HOUSE = System(job="import_organisations")


class Command(BaseCommand):
    """Read a table, CSV or XLSX, and say what would become of each row, or import it."""

    help = "Import organisations from a CSV or XLSX file, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the file, and whether to import or only to look."""
        parser.add_argument("file", type=Path, help="a table saved as CSV or XLSX")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare or import, and print the counts with the rejected rows and why."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(_("There is no file %(path)s.") % {"path": path})
        try:
            sheet = sheet_of(path, table_kind_of(path))
            columns = columns_with_name(sheet)
            found = _previewed(sheet, columns) if options["dry_run"] else _imported(sheet, columns)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(json.dumps(found, ensure_ascii=False) if options["json"] else _in_words(found))


def _previewed(sheet: Sheet, columns: dict[str, int]) -> dict[str, Any]:
    outcomes = compared(rows_of(sheet, columns))
    return _report((each.number, each.verdict, each.reason) for each in outcomes)


def _imported(sheet: Sheet, columns: dict[str, int]) -> dict[str, Any]:
    run = import_sheet(sheet=sheet, columns=columns, rows=rows_of(sheet, columns), actor=HOUSE)
    return _report(run.rows.order_by("number").values_list("number", "verdict", "reason"))


def _report(rows: Iterable[tuple[int, str, str]]) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    rejected = []
    for number, verdict, reason in rows:
        counts[verdict] += 1
        if verdict == RowVerdict.REJECTED:
            rejected.append({"row": number, "reason": reason})
    return {
        "new": counts[RowVerdict.NEW],
        "changed": counts[RowVerdict.CHANGED],
        "same": counts[RowVerdict.SAME],
        "rejected": rejected,
    }


def _in_words(found: dict[str, Any]) -> str:
    counts = _("New: %(new)s. Changed: %(changed)s. The same: %(same)s. Rejected: %(rejected)s.") % {
        **found,
        "rejected": len(found["rejected"]),
    }
    rows = [_("Row %(row)s: %(reason)s") % each for each in found["rejected"]]
    return "\n".join([counts, *rows])
