import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runner import children, platform
from runner.place import ROOT

PATIENCE = 20
SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
START = "from runner.children import Child; c = Child('c', {!r}); print(c.process.pid, flush=True); input()"


def is_gone(pid: int) -> bool:
    """Whether the process ends, on a busy machine too."""
    deadline = time.monotonic() + PATIENCE
    while platform.is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not platform.is_alive(pid)


def start_and_kill(parent: list[str]) -> int:
    """The process id of a child whose parent was just killed."""
    run = subprocess.Popen(parent, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    pid = int(run.stdout.readline())
    run.kill()
    run.wait()
    return pid


def test_child_ends_when_its_parent_is_killed() -> None:
    pid = start_and_kill([sys.executable, "-c", START.format(SLEEP)])

    assert is_gone(pid)


def test_warden_ends_its_child_when_the_parent_is_killed() -> None:
    command = [
        sys.executable,
        "-m",
        "runner.warden",
        sys.executable,
        "-c",
        "import os,time; print(os.getpid(), flush=True); time.sleep(60)",
    ]
    start = f"import subprocess; subprocess.Popen({command!r}, start_new_session=True); input()"

    pid = start_and_kill([sys.executable, "-c", start])

    assert is_gone(pid)


def test_stop_takes_the_whole_group_along() -> None:
    script = (
        "import subprocess, sys; p = subprocess.Popen(['sleep', '60']); print(p.pid, flush=True); p.wait()"
    )
    child = children.Child("c", [sys.executable, "-c", script], output=subprocess.PIPE)
    assert child.process.stdout is not None
    grandchild = int(child.process.stdout.readline())

    child.stop()

    assert is_gone(grandchild)


@pytest.mark.skipif(not platform.IS_LINUX, reason="elsewhere the environment of a process cannot be read")
def test_leftovers_end_when_they_carry_our_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUZNIA_DATA_DIR", str(tmp_path))
    ours = subprocess.Popen(SLEEP, env=children.environment())
    monkeypatch.setenv("KUZNIA_DATA_DIR", str(tmp_path / "other"))
    others = subprocess.Popen(SLEEP, env=children.environment())
    monkeypatch.setenv("KUZNIA_DATA_DIR", str(tmp_path))

    children.end_leftovers()

    assert (ours.wait(PATIENCE), others.poll()) == (-9, None)
    others.kill()
    others.wait()


def test_zombie_is_not_alive() -> None:
    ended = subprocess.Popen(["true"])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)

    assert not platform.is_alive(ended.pid)
    ended.wait()
