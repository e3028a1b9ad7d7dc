import sys
import time

import pytest

from runner import serve
from runner.kept import LONGEST_PAUSE, Kept

FALLS = [sys.executable, "-c", "raise SystemExit(3)"]
STAYS = [sys.executable, "-c", "import time; time.sleep(60)"]


def _fallen(kept: Kept) -> Kept:
    kept.child.process.wait()
    kept.look_after()
    return kept


def _after_its_pause(kept: Kept) -> Kept:
    kept.start_again_at = time.monotonic()
    kept.look_after()
    return kept


def test_child_stays_as_it_is_when_it_runs() -> None:
    kept = Kept("worker", STAYS)
    first = kept.child

    kept.look_after()

    assert (kept.child, kept.falls) == (first, 0)
    first.stop()


def test_line_says_when_a_fallen_child_starts_again(capfd: pytest.CaptureFixture[str]) -> None:
    kept = _fallen(Kept("worker", FALLS))
    first = kept.child

    kept.look_after()

    assert capfd.readouterr().out == "The worker ended with exit code 3; it starts again in 2 s.\n"
    assert kept.child is first
    assert _after_its_pause(kept).child is not first
    kept.child.stop()


def test_pause_grows_while_the_child_keeps_falling(capfd: pytest.CaptureFixture[str]) -> None:
    kept = _fallen(Kept("worker", FALLS))
    for _time in range(5):
        _fallen(_after_its_pause(kept))

    pauses = [line.split()[-2] for line in capfd.readouterr().out.splitlines()]

    assert (pauses, kept.falls) == (["2", "4", "8", "16", "30", "30"], 6)


def test_falls_are_forgotten_when_the_child_has_lived_long() -> None:
    kept = _fallen(Kept("worker", FALLS))
    _after_its_pause(kept).started_at -= 2 * LONGEST_PAUSE + 1

    _fallen(kept)

    assert kept.falls == 1


def test_run_ends_when_the_web_server_keeps_falling(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/kuznia")
    web, worker = Kept("web server", FALLS), Kept("worker", STAYS)
    web.falls = serve.MOST_FALLS
    web.child.process.wait()

    code = serve._watch(web, worker)

    worker.child.stop()
    assert code == 1
    assert capfd.readouterr().out.splitlines()[-1] == (
        "The web server ended 6 times within a few minutes; everything stops."
    )
