"""Background work of questions; it may run twice."""

from __future__ import annotations

from kuznia.inquiries.queries import due_for_forgetting
from kuznia.inquiries.services.forgetting import forget_settled
from kuznia.jobs.registry import periodic
from kuznia.lib import clock
from kuznia.lib.policy import System


@periodic("47 2 * * *", "inquiries.forget")
def forget_settled_inquiries() -> None:
    """Forget the questions whose time of keeping has passed."""
    for inquiry in due_for_forgetting(clock.now()):
        forget_settled(inquiry=inquiry, actor=System("inquiries.forget"))
