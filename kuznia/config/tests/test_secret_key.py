"""The key that a first start makes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kuznia.config.environment import read_environment
from kuznia.config.settings import _secret_key


def test_one_key_is_made_when_several_processes_ask_at_once(tmp_path: Path) -> None:
    environment = read_environment({"KUZNIA_DATA_DIR": str(tmp_path)})
    with ThreadPoolExecutor(16) as threads:
        keys = set(threads.map(lambda _number: _secret_key(environment), range(64)))

    assert keys == {(tmp_path / "secret").read_text()}
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_key_of_the_host_is_taken_when_it_is_set(tmp_path: Path) -> None:
    environment = read_environment({"KUZNIA_DATA_DIR": str(tmp_path), "KUZNIA_SECRET_KEY": "k" * 50})

    assert (_secret_key(environment), list(tmp_path.iterdir())) == ("k" * 50, [])
