"""A small machine of its own: a lamp (a row of people) that is lit and put out, with one rule, guard and notice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import TextChoices

from kuznia.lib import workflow
from kuznia.lib.policy import Actor, declare_rule, is_officer
from kuznia.lib.workflow import Machine, Move
from kuznia.notify import registry
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting, notice
from kuznia.people.models import Person


class Lamp(TextChoices):
    OUT = "ou", "zgaszona"
    LIT = "li", "zapalona"
    BROKEN = "br", "zepsuta"


def _is_named(lamp: Person) -> str | None:
    return None if lamp.name else "Nazwij najpierw lampę."


def _tell(*, subject: Person, actor: Actor, reason: str) -> Iterator[Posting]:
    letter = Letter(subject="Lampa", preheader=reason, heading="Lampa", reason="Bo świeci.")
    to = subject.phone or "ewa@przyklad.pl"
    yield Posting(letter=letter, to=to, matter=f"tests:{subject.pk}:{reason}", language="pl")


MOVES = (
    Move(
        name="light",
        label="Zapal",
        sources=(Lamp.OUT,),
        target=Lamp.LIT,
        permission="process.test_lamp",
        sentence="Zapalono lampę.",
        guards=(_is_named,),
        stamp="erased_at",
        public=True,
    ),
    Move(
        name="break",
        label="Zepsuj",
        sources=(Lamp.OUT, Lamp.LIT),
        target=Lamp.BROKEN,
        permission="process.test_lamp",
        sentence="Lampa się zepsuła.",
        needs_reason=True,
        notices=("process.test_lamp_broke",),
    ),
    Move(
        name="hide",
        label="Schowaj",
        sources=(Lamp.OUT,),
        target=Lamp.BROKEN,
        permission="process.test_lamp",
        sentence="Lampę schowano.",
        needs_reason=True,
        records_reason=False,
    ),
)


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """The lamp's machine, known to this test alone."""
    monkeypatch.setattr(workflow, "_machines", {})
    monkeypatch.setattr(registry, "_notices", {})
    notice("process.test_lamp_broke")(_tell)
    return Machine(model="people.Person", states=Lamp, initial=Lamp.OUT, moves=MOVES, field="language")


@pytest.fixture(autouse=True, scope="session")
def _rule() -> None:
    declare_rule("process.test_lamp", lambda actor, _lamp: is_officer(actor), "Lampę zapala urzędnik.")


@pytest.fixture
def lamp(db: None) -> Person:
    return make_lamp()


def make_lamp(**fields: Any) -> Person:
    """Return a lamp that is out."""
    return Person.objects.create(**{"name": "Latarnia", "language": Lamp.OUT} | fields)
