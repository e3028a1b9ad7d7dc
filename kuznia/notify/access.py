"""What each role gets at the addresses of the outbox, as it is in the demo."""

from typing import Literal

from kuznia.lib.access import Access, Outcome


def _officers(outcome: Outcome, *, target: str = "", method: Literal["GET", "POST"] = "GET") -> Access:
    return Access(
        visitor=Outcome.SIGN_IN,
        resident=Outcome.FORBIDDEN,
        representative=Outcome.FORBIDDEN,
        officer=outcome,
        editor=Outcome.FORBIDDEN,
        administrator=outcome,
        target=target,
        method=method,
    )


ACCESS = {
    "notify:mailbox": Access.everyone(Outcome.OK),
    "notify:mailbox-message": Access.everyone(Outcome.OK, target="message"),
    "notify:mailbox-attachment": Access.everyone(Outcome.OK, target="message_attachment"),
    "notify:undelivered": _officers(Outcome.OK),
    "notify:try-again": _officers(Outcome.REDIRECT, target="undelivered_message", method="POST"),
}
