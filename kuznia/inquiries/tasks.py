"""Background work of questions; it may run twice."""

from __future__ import annotations

from kuznia.inquiries.queries import abandoned_inquiries, due_for_forgetting
from kuznia.inquiries.services.answering import pass_on
from kuznia.inquiries.services.forgetting import forget_settled
from kuznia.jobs.registry import periodic
from kuznia.lib import clock
from kuznia.lib.policy import System


@periodic("47 2 * * *", "inquiries.forget")
def forget_settled_inquiries() -> None:
    """Forget the questions whose time of keeping has passed."""
    for inquiry in due_for_forgetting(clock.now()):
        forget_settled(inquiry=inquiry, actor=System("inquiries.forget"))


@periodic("52 2 * * *", "inquiries.pass_on")
def pass_on_abandoned_inquiries() -> None:
    """Give the county office what waits in an office in which nobody works any more."""
    for inquiry in abandoned_inquiries():
        pass_on(inquiry=inquiry, actor=System("inquiries.pass_on"))
