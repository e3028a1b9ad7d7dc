import io
import sys
from types import ModuleType

import pytest
from django.core.management import CommandError, call_command

import kuznia.audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def planted(monkeypatch):
    """Declare invariants of the case history for one test."""

    def plant(**declared):
        module = ModuleType("kuznia.audit.invariants")
        vars(module).update(declared)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(
            "kuznia.lib.discovery.module_has_submodule", lambda package, _name: package is kuznia.audit
        )

    return plant


def verified():
    output = io.StringIO()
    call_command("verify", stdout=output)
    return output.getvalue().splitlines()


def test_verify_prints_each_invariant_with_its_count_when_everything_holds(planted):
    planted(INVARIANTS={"one": "SELECT 1 WHERE false"}, CHECKS={"two": list})

    lines = verified()

    assert lines == ["     0  one", "     0  two", "Everything holds."]


def test_verify_fails_and_shows_the_first_rows_when_an_invariant_is_broken(planted, capsys):
    planted(INVARIANTS={"one": "SELECT n, 'x' FROM generate_series(1, 7) n"})

    with pytest.raises(CommandError, match=r"^1 broken\.$"):
        call_command("verify")

    assert capsys.readouterr().out.splitlines() == ["     7  one", *[f"        {n}, x" for n in range(1, 6)]]


def test_verify_fails_when_a_check_outside_the_database_finds_something(planted):
    planted(CHECKS={"files": lambda: ["a is missing"]})

    with pytest.raises(CommandError, match=r"^1 broken\.$"):
        call_command("verify", stdout=io.StringIO())


def test_verify_says_nothing_when_it_is_asked_to_be_quiet_and_everything_holds(planted, capsys):
    planted(INVARIANTS={"one": "SELECT 1 WHERE false"})

    call_command("verify", verbosity=0)

    assert capsys.readouterr().out == ""


def test_verify_asks_every_app_of_the_house():
    lines = verified()

    assert "     0  files: every named file lies in the store unharmed" in lines
    assert "     0  notify: what was given up says why" in lines
    assert lines[-1] == "Everything holds."
