from pathlib import Path

import pytest

from runner import state


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUZNIA_DATA_DIR", str(tmp_path))


def test_nothing_is_remembered_at_first() -> None:
    assert not state.remembers("static", "a")


def test_work_is_remembered_for_its_value_only() -> None:
    state.remember("static", "a")
    state.remember("demo", "b")

    assert [state.remembers("static", "a"), state.remembers("static", "b")] == [True, False]


def test_half_a_note_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text('{"static": "a')

    assert not state.remembers("static", "a")


def test_migrations_fingerprint_stays_while_nothing_changes() -> None:
    assert state.migrations_fingerprint() == state.migrations_fingerprint()


def test_made_once_is_what_was_made_for_this_database() -> None:
    for name, value in (("static", "born"), ("demo", "born"), ("county", "earlier")):
        state.remember(name, value)

    assert state.made_once("born") == ["demo"]
