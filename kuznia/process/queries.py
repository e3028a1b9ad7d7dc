"""Says which moves are open, for the buttons of a page."""

from __future__ import annotations

from django.db import models

from kuznia.lib.policy import Actor, decide
from kuznia.lib.workflow import Move, machine_of


def open_moves(case: models.Model, actor: Actor) -> list[Move]:
    """Return the moves that `actor` may make now, in the order declared; guards are asked when one is made."""
    machine = machine_of(case._meta.label)
    state = getattr(case, machine.field)
    return [step for step in machine.moves_from(state) if decide(actor, step.permission, case).allowed]
