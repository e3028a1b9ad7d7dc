"""People are cut out of questions when their time of keeping has passed or they ask for it; counts stay."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.inquiries.holding import locked
from kuznia.inquiries.models import Inquiry, Reply
from kuznia.inquiries.queries import KEPT_MONTHS, kept_to
from kuznia.inquiries.states import InquiryState
from kuznia.lib import clock
from kuznia.lib.deadlines import warsaw
from kuznia.lib.policy import System, demand
from kuznia.people.services import nobody
from kuznia.process.services import make_move

FORGOTTEN_NAME = "—"


@transaction.atomic
def forget_settled(*, inquiry: Inquiry, actor: System) -> bool:
    """Forget a settled question whose time has passed; a second run finds nothing."""
    inquiry = locked(inquiry)
    demand(actor, "inquiries.forget", inquiry)
    now = clock.now()
    if inquiry.is_open or inquiry.forgotten_at is not None or kept_to(inquiry) >= warsaw(now).date():
        return False
    _forget(inquiry)
    Inquiry.objects.filter(pk=inquiry.pk).update(person=nobody(actor=actor))
    record(
        subject=inquiry,
        actor=actor,
        sentence=gettext_noop("Who asked and what was written were deleted after %(months)s months."),
        params={"months": KEPT_MONTHS},
    )
    return True


@transaction.atomic
def forget_inquiries_of(*, person_id: int, actor: System) -> int:
    """Forget every question of the person; one that waits is closed. Return how many there were."""
    asked = Inquiry.objects.filter(person_id=person_id, forgotten_at__isnull=True).order_by("pk")
    for inquiry in asked:
        _forget_one(inquiry, actor)
    return len(asked)


def _forget_one(inquiry: Inquiry, actor: System) -> None:
    inquiry = locked(inquiry)
    demand(actor, "inquiries.forget", inquiry)
    if inquiry.state != InquiryState.CLOSED:
        inquiry = make_move(case=inquiry, move="forget", actor=actor, values={"moved_at": clock.now()})
    _forget(inquiry)


def _forget(inquiry: Inquiry) -> None:
    Reply.objects.filter(inquiry=inquiry).delete()
    Inquiry.objects.filter(pk=inquiry.pk).update(
        name=FORGOTTEN_NAME, question="", organisation=None, forgotten_at=clock.now()
    )
