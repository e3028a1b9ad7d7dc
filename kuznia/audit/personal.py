"""Tags of the personal fields of the case history."""

from kuznia.lib.personal import Erasure, Personal, Purpose, Retention

PERSONAL = {
    "CaseEntry.person": Personal(
        purpose=Purpose.ACCOUNTABILITY, retention=Retention.ARCHIVE, export=True, erasure=Erasure.KEEP
    ),
}
# People stand in `params` only as references; whoever writes an entry puts no name into it.
IMPERSONAL = frozenset(
    {
        "CaseEntry.subject_type",
        "CaseEntry.actor_kind",
        "CaseEntry.acted_for",
        "CaseEntry.sentence",
        "CaseEntry.params",
        "CaseEntry.reason",
        "CaseEntry.audience",
    }
)
