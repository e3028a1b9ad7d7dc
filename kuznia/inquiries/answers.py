"""What questions to the office answer at the ports of the lower floors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.queries import inquiries_waiting_for, own_inquiries, with_answers
from kuznia.inquiries.services.forgetting import forget_inquiries_of
from kuznia.inquiries.services.ties import TIES
from kuznia.inquiries.states import SHOWN_TO_ASKER
from kuznia.lib import clock
from kuznia.lib.clock import WARSAW
from kuznia.lib.policy import Actor, System, is_officer
from kuznia.lib.ports import (
    MenuItem,
    TodoItem,
    WayOn,
    navigation,
    organisation_ties,
    personal_data,
    todo_items,
    ways_on,
)

ERASER = System("accounts.erasure")


class InquiryNavigation:
    """Places of questions in the menus."""

    def public_menu(self) -> Sequence[MenuItem]:
        """Return nothing: the way leads through the front page, the contact and the foot of every page."""
        return ()

    def desk_menu(self, actor: Actor) -> Sequence[MenuItem]:
        """Return the queue."""
        if not is_officer(actor):
            return ()
        return (MenuItem(gettext_lazy("Questions"), "inquiries:desk-inquiries", 5, icon="messages-square"),)

    def footer_menu(self) -> Sequence[MenuItem]:
        """Return the form."""
        return (MenuItem(gettext_lazy("Ask the office"), "inquiries:ask", 15),)

    def ways_on(self) -> Sequence[WayOn]:
        """Return the form."""
        return (
            WayOn(
                title=gettext_lazy("Ask the office"),
                sentence=gettext_lazy("You see at once until when it answers"),
                url_name="inquiries:ask",
                order=10,
                icon="messages-square",
            ),
        )


class InquiryTodo:
    """Questions that wait for an answer."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        """Return one item for each that nobody has taken, that the officer has, or that is late."""
        for inquiry in inquiries_waiting_for(actor, clock.today()):
            yield TodoItem(
                title=_("Answer the question: %(question)s") % {"question": inquiry.first_line},
                detail=f"{inquiry.topic.spoken_name}, {inquiry.name}",
                url=reverse("inquiries:desk-inquiry", args=[inquiry.code]),
                due_at=datetime.combine(inquiry.due_on, time(23, 59), WARSAW),
                late=inquiry.is_late,  # type: ignore[attr-defined]
                icon="messages-square",
            )


class InquiryPersonalData:
    """The questions that a person asked."""

    section = "inquiries"

    def export(self, person_id: int) -> list[dict[str, Any]]:
        """Return every question with what was written under it for her to read."""
        return [
            _exported(inquiry)
            for inquiry in with_answers(own_inquiries(person_id)).select_related("notice").order_by("pk")
        ]

    def erase(self, person_id: int) -> int:
        """Forget her questions; that one was asked, about what and when it was settled, stays countable."""
        return forget_inquiries_of(person_id=person_id, actor=ERASER)


def register() -> None:
    """Put the answers at their ports."""
    navigation.register(NAVIGATION)
    ways_on.register(NAVIGATION)
    todo_items.register(TODO)
    personal_data.register(PERSONAL_DATA)
    organisation_ties.register(TIES)


def _exported(inquiry: Inquiry) -> dict[str, Any]:
    written = [reply for reply in inquiry.written if reply.kind in SHOWN_TO_ASKER]  # type: ignore[attr-defined]
    return {
        "inquiry_code": inquiry.code,
        "office": inquiry.authority.name,
        "topic": inquiry.topic.name,
        "name": inquiry.name,
        "question": inquiry.question,
        "replies": [{"reply": reply.body, "made_at": reply.written_at.isoformat()} for reply in written],
        "inquiry_state": inquiry.state,
        "privacy_notice_version": inquiry.notice.version,
        "made_at": inquiry.arrived_at.isoformat(),
    }


NAVIGATION, TODO, PERSONAL_DATA = InquiryNavigation(), InquiryTodo(), InquiryPersonalData()
