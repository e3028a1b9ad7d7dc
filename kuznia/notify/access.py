"""What each role gets at the addresses of the outbox, as it is in the demo."""

from kuznia.lib.access import Access, Outcome

ACCESS = {
    "notify:mailbox": Access.everyone(Outcome.OK),
    "notify:mailbox-message": Access.everyone(Outcome.OK, target="message"),
    "notify:mailbox-attachment": Access.everyone(Outcome.OK, target="message_attachment"),
    "notify:undelivered": Access.officers(Outcome.OK),
    "notify:try-again": Access.officers(Outcome.REDIRECT, target="undelivered_message", method="POST"),
}
