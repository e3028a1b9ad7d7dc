from pathlib import Path

import pytest

from runner import chromium
from runner.place import Stop


def test_named_browser_is_taken_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "browser"
    browser.touch()
    monkeypatch.setenv("KUZNIA_CHROMIUM", str(browser))

    assert chromium.find_chromium() == browser


def test_missing_browser_fails_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUZNIA_CHROMIUM", str(tmp_path / "none"))

    with pytest.raises(Stop) as refused:
        chromium.ensure_chromium()

    assert str(refused.value) == (
        "the browser tests need Chromium: install it (`sudo apt-get install chromium`, on macOS Chrome), "
        "or name it in KUZNIA_CHROMIUM."
    )
