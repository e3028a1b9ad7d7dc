import subprocess
import sys
from pathlib import Path

import pytest

from runner import bootstrap
from runner.place import ROOT, Stop


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "one==1 \\\n    --hash=sha256:aa\nwin==2 ; sys_platform == 'win32' \\\n    --hash=sha256:bb\n"
    )
    return lock


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    return venv


def test_packages_in_counts_what_this_system_installs(lock: Path) -> None:
    assert bootstrap.packages_in(lock) == 1


def test_environment_is_prepared_when_stamp_fits_the_lock(venv: Path, lock: Path) -> None:
    bootstrap.stamp_of(venv, lock).write_text(bootstrap.fingerprint(lock))

    assert bootstrap.is_prepared(venv, lock)


def test_environment_is_not_prepared_when_lock_changed(venv: Path, lock: Path) -> None:
    bootstrap.stamp_of(venv, lock).write_text(bootstrap.fingerprint(lock))
    lock.write_text("one==2\n")

    assert not bootstrap.is_prepared(venv, lock)


def test_environment_is_not_prepared_when_its_python_is_gone(venv: Path, lock: Path) -> None:
    bootstrap.stamp_of(venv, lock).write_text(bootstrap.fingerprint(lock))
    (venv / "bin" / "python").unlink()

    assert not bootstrap.is_prepared(venv, lock)


def test_missing_ensurepip_is_one_line_with_the_package_when_not_root(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")

    with pytest.raises(Stop) as refused:
        bootstrap._install_ensurepip()

    package = f"python3.{sys.version_info.minor}-venv"
    assert str(refused.value) == (
        f"this Python lacks the module ensurepip: run `sudo apt-get install {package}`, then try again."
    )


def test_runner_needs_nothing_but_the_standard_library() -> None:
    modules = ["bootstrap", "serve", "postgres", "catalogue", "chromium", "checks", "warden", "lock"]
    imports = "; ".join(f"import runner.{name}" for name in modules)

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {imports}"]
    )

    assert done.returncode == 0
