"""People's data that leave the house as a file: the event's history says who took them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.functional import Promise

from kuznia.audit.services import record_export
from kuznia.events.models import Event, Printout
from kuznia.events.states import PrintoutKind
from kuznia.lib.policy import Actor, demand

NAMELESS = (PrintoutKind.BLANK_BADGES, PrintoutKind.CERTIFICATE_SAMPLE)


@transaction.atomic
def note_sign_ups_taken(
    *, event: Event, what: str | Promise, count: int, filters: Sequence[str | Promise], actor: Actor
) -> None:
    """Note that the officer took the list of sign-ups away."""
    demand(actor, "events.see_registrations", event)
    record_export(subject=event, actor=actor, what=what, count=count, filters=filters)


@transaction.atomic
def note_printout_taken(*, printout: Printout, actor: Actor) -> None:
    """Note that the officer took a printout away, if it names anybody."""
    demand(actor, "events.make_printout", printout.event)
    if printout.kind in NAMELESS:
        return
    filters = [printout.session.title] if printout.session else []
    what = PrintoutKind(printout.kind).label
    record_export(subject=printout.event, actor=actor, what=what, count=printout.count, filters=filters)
