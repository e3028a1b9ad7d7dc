from pathlib import Path

import pytest

from runner import place


def test_data_dir_is_var_of_the_checkout_when_nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KUZNIA_DATA_DIR", raising=False)

    assert place.data_dir() == place.ROOT / "var"


def test_two_checkouts_part_when_data_dir_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUZNIA_DATA_DIR", str(tmp_path / "second"))

    assert place.data_dir() == tmp_path / "second"


@pytest.mark.parametrize("given", ["0", "65536", "http", "-1"])
def test_port_is_refused_when_it_is_none(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUZNIA_PORT", given)

    with pytest.raises(place.Stop) as refused:
        place.port()

    assert str(refused.value) == f"KUZNIA_PORT is a number from 1 to 65535, not {given!r}."


def test_flag_is_refused_when_it_is_neither_0_nor_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUZNIA_DEMO", "yes")

    with pytest.raises(place.Stop) as refused:
        place.flag("KUZNIA_DEMO", default=True)

    assert str(refused.value) == "KUZNIA_DEMO is 0 or 1, not 'yes'."
