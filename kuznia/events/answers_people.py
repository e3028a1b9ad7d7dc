"""What waits for a person who signed up: a seat to confirm, a delegation to confirm, a seat that is offered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.events.queries.own import (
    own_delegations_to_confirm,
    own_registrations_to_confirm,
    own_wishes_to_answer,
)
from kuznia.lib import clock
from kuznia.lib.policy import Actor, ForAuthority, person_id_of
from kuznia.lib.ports import TodoItem, todo_items


class SignUpsTodo:
    """Seats that are lost unless the person answers in time; an office has a desk of its own."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        """Return one item for each seat, delegation and offer."""
        person_id = person_id_of(actor)
        if person_id is None or isinstance(actor, ForAuthority):
            return
        now = clock.now()
        for registration in own_registrations_to_confirm(person_id, now):
            yield _item(
                _("Confirm your seat"),
                registration.event.spoken_title,
                reverse("events:my-registration", args=[registration.code]),
                registration.held_until,
            )
        for delegation in own_delegations_to_confirm(person_id, now):
            yield _item(
                _("Confirm your delegation"),
                delegation.event.spoken_title,
                reverse("events:my-delegation", args=[delegation.code]),
                delegation.first_until,  # type: ignore[attr-defined]
            )
        for wish in own_wishes_to_answer(person_id, now):
            yield _item(
                _("A seat in a workshop is offered to you"),
                wish.session.spoken_title,
                reverse("events:my-registration", args=[wish.registration.code]),
                wish.offered_until,
            )


def register_people() -> None:
    """Put the answer at its port."""
    todo_items.register(TODO)


def _item(title: str, detail: str, url: str, due_at: datetime | None) -> TodoItem:
    return TodoItem(title=title, detail=detail, url=url, due_at=due_at, icon="ticket")


TODO = SignUpsTodo()
