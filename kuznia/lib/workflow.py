"""State machines as typed data. `process` makes the moves; nothing else writes a state.

A declaration that could not work (two moves of one name, a state that no move reaches, a target that is no state)
is refused at import, so a broken course of a case never reaches a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise

# The machine names its model as text, so the type of what a guard looks at is the guard's own word.
Guard = Callable[[Any], str | Promise | None]


class BrokenMachine(ValueError):
    """The declaration of a machine contradicts itself."""


@dataclass(frozen=True, slots=True)
class Move:
    """One labelled way from some states to one: who may, what must hold, what it stamps, whom it tells.

    A guard looks at the locked object and returns the sentence that refuses, or None.
    """

    name: str
    label: str | Promise
    sources: tuple[str, ...]
    target: str
    permission: str
    sentence: str
    guards: tuple[Guard, ...] = ()
    stamp: str = ""
    needs_reason: bool = False
    # The history is for ever: the reason of a case that is forgotten one day stands in the case alone.
    records_reason: bool = True
    notices: tuple[str, ...] = ()
    public: bool = False


@dataclass(frozen=True)
class Machine:
    """The course of one kind of case: its states, those in which it begins, and every move between them."""

    model: str
    states: type[TextChoices]
    initial: str
    moves: tuple[Move, ...]
    field: str = "state"
    also_initial: tuple[str, ...] = ()
    _by_name: dict[str, Move] = dataclass_field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._by_name.update({move.name: move for move in self.moves})
        if len(self._by_name) != len(self.moves):
            raise BrokenMachine(f"{self.model}: two moves share a name.")
        _demand_states(self)
        _demand_reachable(self)
        _machines[self.model] = self

    def move(self, name: str) -> Move:
        """Return the move of that name."""
        return self._by_name[name]

    def moves_from(self, state: str) -> tuple[Move, ...]:
        """Return the moves that leave `state`, in the order declared."""
        return tuple(move for move in self.moves if state in move.sources)


_machines: dict[str, Machine] = {}


def machine_of(label: str) -> Machine:
    """Return the machine declared for a model, named as `app_label.Model`."""
    return _machines[label]


def machines() -> Iterable[Machine]:
    """Return every declared machine, by model."""
    return [_machines[label] for label in sorted(_machines)]


def _demand_states(machine: Machine) -> None:
    known = set(machine.states.values)
    for move in machine.moves:
        strange = ({move.target} | set(move.sources)) - known
        if strange:
            raise BrokenMachine(f"{machine.model}.{move.name}: no such state: {', '.join(sorted(strange))}.")
    strange = {machine.initial, *machine.also_initial} - known
    if strange:
        raise BrokenMachine(f"{machine.model}: no such first state: {', '.join(sorted(strange))}.")


def _demand_reachable(machine: Machine) -> None:
    reached = {machine.initial, *machine.also_initial}
    grown = True
    while grown:
        targets = {move.target for move in machine.moves if reached & set(move.sources)}
        grown = not targets <= reached
        reached |= targets
    lost = set(machine.states.values) - reached
    if lost:
        raise BrokenMachine(f"{machine.model}: no move reaches {', '.join(sorted(lost))}.")
