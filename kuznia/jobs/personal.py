"""Tags of the personal fields of long work; names and outcomes speak of things, not of people."""

from kuznia.lib.personal import Erasure, Personal, Purpose, Retention

PERSONAL = {
    "Progress.started_by": Personal(
        purpose=Purpose.ACCOUNTABILITY,
        retention=Retention.FOURTEEN_DAYS,
        export=True,
        erasure=Erasure.ANONYMISE,
    ),
}
IMPERSONAL = frozenset(
    {
        "Progress.name",
        "Progress.params",
        "Progress.subject_label",
        "Progress.once_as",
        "Progress.state",
        "Progress.error",
        "Progress.outcome",
        "Progress.outcome_params",
        "Progress.result_url",
        "Progress.back_url",
    }
)
