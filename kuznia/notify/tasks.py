"""Background work of the outbox."""

from __future__ import annotations

from kuznia.jobs.registry import periodic, task
from kuznia.lib.policy import System
from kuznia.notify.services import deliver, deliver_due, forget_letters


@task("notify.deliver", retry=None)
def deliver_one(*, pk: int) -> None:
    """Deliver one message at once; what does not go through waits for the round, so the task itself isn't retried."""
    deliver(pk=pk, actor=System("notify.deliver"))


@periodic("* * * * *", "notify.deliver_due")
def deliver_round() -> None:
    """Try what is due: failed mails, and those whose worker died."""
    deliver_due(actor=System("notify.deliver_due"))


@periodic("40 2 * * *", "notify.forget_letters")
def forget_old_letters() -> None:
    """Empty the letters that have been kept long enough."""
    forget_letters(actor=System("notify.forget_letters"))
