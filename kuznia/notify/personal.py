"""Tags of the personal fields of the outbox."""

from kuznia.lib.personal import Erasure, Personal, Purpose, Retention

_MAIL = Personal(
    purpose=Purpose.CONTACT, retention=Retention.THIRTY_DAYS, export=True, erasure=Erasure.ANONYMISE
)

PERSONAL = {
    "Message.person": _MAIL,
    "Message.to": _MAIL,
    "Message.letter": _MAIL,
    # Mail servers repeat the address in their refusals.
    "Message.last_answer": Personal(
        purpose=Purpose.CONTACT, retention=Retention.THIRTY_DAYS, export=False, erasure=Erasure.DELETE
    ),
}
# `matter` names rows by their numbers, `message_id` is random.
IMPERSONAL = frozenset({"Message.matter", "Message.language", "Message.state", "Message.message_id"})
