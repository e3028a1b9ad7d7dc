"""The forms of one event pass in turn within a worker; nobody waits there for long."""

from __future__ import annotations

from threading import Event as Signal
from threading import Thread

import pytest

from kuznia.events import rush
from kuznia.events.rush import in_turn


def test_second_form_waits_until_the_first_has_passed():
    passed: list[str] = []
    has_started = Signal()

    def second() -> None:
        has_started.set()
        with in_turn("zjazd"):
            passed.append("second")

    with in_turn("zjazd"):
        thread = Thread(target=second)
        thread.start()
        has_started.wait()
        passed.append("first")
    thread.join()

    assert passed == ["first", "second"]


def test_form_goes_on_when_its_turn_does_not_come(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rush, "LONGEST_WAIT", 0.01)
    passed: list[str] = []

    with in_turn("zjazd"), in_turn("zjazd"):
        passed.append("second")

    assert passed == ["second"]


def test_turn_is_given_on_when_a_form_fails():
    with pytest.raises(ValueError, match="form"), in_turn("zjazd"):
        raise ValueError("form")

    with in_turn("zjazd"):
        pass

    assert not any(turn.locked() for turn in rush._TURNS)
