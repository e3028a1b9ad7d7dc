"""The command that imports a table: the preview as JSON, and the import."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kuznia.directory.models import Municipality, Organisation
from kuznia.directory.tests.factories import make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


def told(path: Path, *options: str) -> Any:
    out = io.StringIO()
    call_command("import_organisations", str(path), "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def written(folder: Path, text: str, *, encoding: str = "utf-8") -> Path:
    path = folder / "organizacje.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_preview_counts_rows_and_changes_nothing(tmp_path: Path, pruszkow: Municipality) -> None:
    make_organisation("Fundacja Iskra", municipality=pruszkow)
    table = written(
        tmp_path,
        "Nazwa;Gmina;KRS;Telefon\n"
        "Fundacją Iskra;Pruszków;123456;\n"
        "Stowarzyszenie Młot;Brwinów;;22 123 45 67\n"
        "Klub Kowadło;Warszawa;;\n",
    )

    found = told(table, "--dry-run")

    reason = "W tym powiecie nie ma gminy „Warszawa”."
    assert found == {"new": 1, "changed": 1, "same": 0, "rejected": [{"row": 4, "reason": reason}]}
    assert Organisation.objects.count() == 1


def test_import_writes_and_a_second_one_finds_everything_the_same(tmp_path: Path) -> None:
    table = written(
        tmp_path, "Nazwa,Gmina,NIP\nOSP Nadarzyn,Nadarzyn,\nFundacja Iskra,Pruszków,526-10-40-828\n"
    )

    first, second = told(table), told(table)

    assert first == {"new": 2, "changed": 0, "same": 0, "rejected": []}
    assert second == {"new": 0, "changed": 0, "same": 2, "rejected": []}


def test_words_are_printed_without_json(tmp_path: Path) -> None:
    out = io.StringIO()

    call_command("import_organisations", str(written(tmp_path, "Nazwa\n-\n")), stdout=out)

    assert out.getvalue() == (
        "Nowe: 0. Zmienione: 0. Bez zmian: 0. Odrzucone: 1.\nWiersz 2: W tym wierszu nie ma nazwy.\n"
    )


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nie-ma.csv"

    with pytest.raises(CommandError, match=f"Nie ma pliku {path}."):
        call_command("import_organisations", str(path))


def test_table_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Żadna kolumna"):
        call_command("import_organisations", str(written(tmp_path, "KRS;NIP\n1;2\n")))
