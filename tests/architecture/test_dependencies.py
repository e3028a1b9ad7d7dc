"""Dependencies: locked by hash, tied to no index, each with its licence and its reason in docs/dependencies.md."""

import re

import pytest

from tests.architecture import house, text_rules
from tools.docs.licences import licence_of

REQUIREMENTS = ("requirements.in", "requirements-dev.in")
LOCKS = ("requirements.lock", "requirements-dev.lock")
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def required():
    """Return the names of everything that we ask for ourselves."""
    lines = [line for name in REQUIREMENTS for line in (house.ROOT / name).read_text("utf-8").splitlines()]
    return {re.split(r"[\[<>=;~! ]", line)[0] for line in lines if line and not line.startswith(("#", "-"))}


def rows():
    text = (house.ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    return {name: (licence.strip(), reason.strip()) for name, licence, reason in ROW.findall(text)}


def test_every_requirement_has_a_reason_and_nothing_else_has():
    assert set(rows()) == required()


@pytest.mark.parametrize("name", sorted(required()))
def test_licence_is_the_one_that_the_package_declares(name):
    assert rows()[name][0] == licence_of(name)


@pytest.mark.parametrize("name", sorted(required()))
def test_reason_is_a_sentence(name):
    assert re.fullmatch(r"[A-Z].{20,}\.", rows()[name][1])


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_index_and_no_machine(lock):
    assert text_rules.addresses((house.ROOT / lock).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_every_package_by_hash(lock):
    text = (house.ROOT / lock).read_text(encoding="utf-8")
    packages = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]

    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []
