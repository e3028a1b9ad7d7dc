"""Makes the moves that workflows declare; nothing else writes the state of a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand
from kuznia.lib.workflow import Machine, Move, machine_of
from kuznia.notify.services import announce
from kuznia.search.services import note_move

Case = TypeVar("Case", bound=models.Model)


@transaction.atomic
def make_move(
    *, case: Case, move: str, actor: Actor, reason: str = "", values: Mapping[str, object] | None = None
) -> Case:
    """Move the case to the target state, or refuse in words.

    One transaction: lock the row, permission, source state, guards; then state and stamp, history and notices.
    `values` are fields that may only change together with the state.
    """
    machine = machine_of(case._meta.label)
    step = machine.move(move)
    locked = type(case)._default_manager.select_for_update(no_key=True, of=("self",)).get(pk=case.pk)
    demand(actor, step.permission, locked)
    _demand_source(machine, step, locked)
    _demand_guards(step, locked, reason)
    _set_state(machine, step, locked, values or {})
    record(
        subject=locked,
        actor=actor,
        sentence=step.sentence,
        reason=reason.strip() if step.records_reason else "",
        audience=Audience.PUBLIC if step.public else Audience.OFFICE,
    )
    note_move(case=locked)
    for notice in step.notices:
        announce(notice=notice, subject=locked, actor=actor, reason=reason.strip())
    return locked


def _demand_source(machine: Machine, step: Move, case: models.Model) -> None:
    state = getattr(case, machine.field)
    if state not in step.sources:
        label = machine.states(state).label
        raise Refused(_("This can’t be done any more: the present state is “%(state)s”.") % {"state": label})


def _demand_guards(step: Move, case: models.Model, reason: str) -> None:
    if step.needs_reason and not reason.strip():
        raise Refused(_("Write the reason in one sentence."), field="reason")
    for guard in step.guards:
        refusal = guard(case)
        if refusal:
            raise Refused(refusal)


def _set_state(machine: Machine, step: Move, case: models.Model, values: Mapping[str, object]) -> None:
    for name, value in {machine.field: step.target, **values}.items():
        setattr(case, name, value)
    fields = [machine.field, *values]
    if step.stamp:
        setattr(case, step.stamp, clock.now())
        fields.append(step.stamp)
    case.save(update_fields=fields)
