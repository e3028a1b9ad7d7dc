"""What requests for patronage answer at the ports of the lower floors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.events.models import PatronageRequest
from kuznia.events.queries import waiting_patronage_requests
from kuznia.lib import clock
from kuznia.lib.clock import WARSAW
from kuznia.lib.policy import Actor
from kuznia.lib.ports import TodoItem, personal_data, todo_items

ERASED_NAME = "—"


class PatronageTodo:
    """Requests that wait for the office's decision."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        now = clock.now()
        for asked in waiting_patronage_requests(actor):
            due_at = datetime.combine(asked.starts_on, time(), WARSAW)
            yield TodoItem(
                title=_("Decide about patronage: %(title)s") % {"title": asked.title},
                detail=asked.organisation_name,
                url=reverse("events:desk-patronage", args=[asked.code]),
                due_at=due_at,
                late=due_at < now,
                icon="badge-check",
            )


class PatronagePersonalData:
    """The requests for patronage that a person wrote."""

    section = "patronage"

    def export(self, person_id: int) -> list[dict[str, Any]]:
        rows = PatronageRequest.objects.filter(person_id=person_id).select_related("notice").order_by("pk")
        return [
            {
                "event": row.title,
                "name": row.name,
                "phone": row.phone,
                "organisation_name": row.organisation_name,
                "patronage_code": row.code,
                "patronage_state": row.state,
                "privacy_notice_version": row.notice.version,
                "arrived_at": row.arrived_at.isoformat(),
            }
            for row in rows
        ]

    @transaction.atomic
    def erase(self, person_id: int) -> int:
        """Cut name and phone out of her requests; what the office decided stays."""
        rows = PatronageRequest.objects.filter(person_id=person_id)
        return rows.update(name=ERASED_NAME, phone="")


def register_patronage() -> None:
    """Put the answers at their ports."""
    todo_items.register(TODO)
    personal_data.register(PERSONAL_DATA)


TODO, PERSONAL_DATA = PatronageTodo(), PatronagePersonalData()
