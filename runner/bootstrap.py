"""Makes the virtual environment and fills it from a lock file: `python3 -m runner.bootstrap run|dev [command ...]`.

Runs on the bare Python of the machine. Given a command, it becomes that command, in the virtual environment.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections import deque
from importlib.util import find_spec
from pathlib import Path

from runner import locks
from runner.place import ROOT, Stop, give_up, say, virtual_environment
from runner.platform import dies_with_parent

LOCK_FILES = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
OLDEST_PYTHON = (3, 11)


def main(arguments: list[str]) -> None:
    """Prepares the environment for `run` or `dev`, then becomes the given command."""
    if not arguments or arguments[0] not in LOCK_FILES:
        raise Stop("use: python3 -m runner.bootstrap run|dev [command ...]")
    prepare(arguments[0])
    if len(arguments) > 1:
        python = virtual_environment() / "bin" / "python"
        os.chdir(ROOT)
        os.execv(python, [str(python), *arguments[1:]])


def prepare(kind: str) -> None:
    """Makes sure that the environment holds what the lock file names; quick when it does already."""
    if sys.version_info < OLDEST_PYTHON:
        raise Stop(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}.")
    venv, lock = virtual_environment(), ROOT / LOCK_FILES[kind]
    if is_prepared(venv, lock):
        return
    with locks.alone(venv.with_name(f"{venv.name}.lock")):
        if is_prepared(venv, lock):
            return
        if not _works(venv):
            say(f"[1/7] Making the virtual environment in {venv}")
            _make(venv)
        _install(venv, lock)
        stamp_of(venv, lock).write_text(fingerprint(lock), encoding="ascii")


def is_prepared(venv: Path, lock: Path) -> bool:
    """Whether this environment was filled from exactly this lock file and its Python is still there."""
    stamp = stamp_of(venv, lock)
    is_current = stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint(lock)
    return is_current and (venv / "bin" / "python").exists()


def fingerprint(lock: Path) -> str:
    """What must not have changed since the packages were installed."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def stamp_of(venv: Path, lock: Path) -> Path:
    """Where an environment says what it was filled from."""
    return venv / f"filled-from-{lock.name}"


def packages_in(lock: Path) -> int:
    """How many packages a lock file names, those for other systems left out as far as the line tells."""
    lines = re.findall(r"^[a-z][^=\n]*==.*$", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return len([line for line in lines if "win32" not in line])


def _works(venv: Path) -> bool:
    try:
        asked = subprocess.run(
            [venv / "bin" / "python", "-m", "pip", "--version"], capture_output=True, check=False
        )
    except OSError:
        return False
    return asked.returncode == 0


def _make(venv: Path) -> None:
    if find_spec("ensurepip") is None:
        _install_ensurepip()
    shutil.rmtree(venv, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", venv], capture_output=True, text=True, check=False)
    if made.returncode:
        raise Stop(
            f"the virtual environment could not be made: {(made.stdout + made.stderr).strip().splitlines()[-1]}"
        )


def _install_ensurepip() -> None:
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    apt = shutil.which("apt-get")
    if not apt:
        raise Stop(
            "this Python lacks the module ensurepip: install it from your system's packages (python3-venv)."
        )
    if os.geteuid() != 0:
        raise Stop(
            f"this Python lacks the module ensurepip: run `sudo apt-get install {package}`, then try again."
        )
    say(f"      Installing the system package {package}")
    install_system_package(apt, package)
    if subprocess.run(
        [sys.executable, "-c", "import ensurepip"], capture_output=True, check=False
    ).returncode:
        raise Stop(f"this Python lacks the module ensurepip, and {package} did not bring it.")


def install_system_package(apt: str, *packages: str) -> None:
    """Installs system packages as root; refuses with apt's own last line."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    commands: tuple[list[str], ...] = (
        [apt, "update", "-q"],
        [apt, "install", "-qy", "--no-install-recommends", *packages],
    )
    for command in commands:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise Stop(
            f"apt-get could not install {' '.join(packages)}: {said[-1] if said else 'no reason given'}"
        )


def _install(venv: Path, lock: Path) -> None:
    total = packages_in(lock)
    say(f"[2/7] Installing about {total} packages from {lock.name}")
    pip_install = [
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        "off",
    ]
    # The lock names every package, so pip need not resolve: where it did, a release newer than the lock's
    # stopped the install as soon as one package asked for another with an extra.
    options = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    with subprocess.Popen(
        [str(venv / "bin" / "python"), *pip_install, *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=dies_with_parent(),
    ) as pip:
        last = _report(pip, total)
    if pip.returncode:
        raise Stop(f"the packages could not be installed: {last}")


def _report(pip: subprocess.Popen[str], total: int) -> str:
    """Turns what pip prints into a few lines of progress; the last error, or the last line, comes back."""
    fetched, last = 0, deque(["pip said nothing"], maxlen=1)
    for line in pip.stdout or ():
        if line.startswith(("Collecting ", "Processing ", "Requirement already satisfied")):
            fetched += 1
            if fetched % 20 == 0:
                say(f"      {fetched} of about {total} found")
        elif line.startswith("Installing collected packages"):
            say("      Unpacking them")
        if line.strip() and (line.startswith("ERROR") or not last[0].startswith("ERROR")):
            last.append(line.strip())
    return last[0]


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Stop as reason:
        give_up(reason)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
