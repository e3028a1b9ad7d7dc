import socket
from pathlib import Path

import pytest

from runner import serve
from runner.place import Stop


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUZNIA_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("KUZNIA_DEMO", raising=False)


def test_taken_port_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        number = other.getsockname()[1]
        monkeypatch.setenv("KUZNIA_PORT", str(number))

        with pytest.raises(Stop) as refused:
            serve._refuse_taken_port()

    hint = f"choose one with KUZNIA_PORT, as in KUZNIA_PORT={number + 1} make run."
    assert str(refused.value) == f"port {number} is taken by another program: {hint}"


def test_second_run_from_one_data_dir_is_refused(tmp_path: Path) -> None:
    with serve._only_run(), pytest.raises(Stop) as refused, serve._only_run():
        pass

    assert str(refused.value) == (
        f"it already runs from {tmp_path}; a second one needs its own KUZNIA_DATA_DIR and KUZNIA_PORT."
    )


def test_new_data_dir_gets_the_demo() -> None:
    assert serve._is_demo()


def test_new_data_dir_gets_no_demo_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUZNIA_PRODUCTION", "1")

    assert not serve._is_demo()


def test_county_stays_a_county_when_nothing_is_set(tmp_path: Path) -> None:
    (tmp_path / "kind").write_text("county")

    assert not serve._is_demo()


def test_demo_is_refused_where_a_real_county_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kind").write_text("county")
    monkeypatch.setenv("KUZNIA_DEMO", "1")

    with pytest.raises(Stop) as refused:
        serve._is_demo()

    assert str(refused.value) == (
        f"{tmp_path} holds a real county: choose another KUZNIA_DATA_DIR, or leave KUZNIA_DEMO unset."
    )
