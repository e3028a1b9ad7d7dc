"""Tags of the personal fields of questions to the office."""

from kuznia.lib.personal import Erasure, Personal, Purpose, Retention

_ASKED = Personal(
    purpose=Purpose.CONTACT,
    retention=Retention.TWELVE_MONTHS_SETTLED,
    export=True,
    erasure=Erasure.ANONYMISE,
)
_WRITTEN = Personal(
    purpose=Purpose.CONTACT, retention=Retention.TWELVE_MONTHS_SETTLED, export=True, erasure=Erasure.DELETE
)
_OFFICE_ACT = Personal(
    purpose=Purpose.ACCOUNTABILITY, retention=Retention.ARCHIVE, export=False, erasure=Erasure.KEEP
)

PERSONAL = {
    **{f"Inquiry.{name}": _ASKED for name in ("person", "name", "code", "language")},
    "Inquiry.question": _WRITTEN,
    "Inquiry.holder": _OFFICE_ACT,
    "Reply.body": _WRITTEN,
    "Reply.written_by": Personal(
        purpose=Purpose.ACCOUNTABILITY,
        retention=Retention.TWELVE_MONTHS_SETTLED,
        export=False,
        erasure=Erasure.KEEP,
    ),
}
IMPERSONAL = frozenset({"Inquiry.state", "Reply.kind", "Topic.name", "Topic.name_en"})
