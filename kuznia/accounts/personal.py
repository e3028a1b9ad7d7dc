"""Tags of the personal fields of accounts."""

from kuznia.lib.personal import Erasure, Personal, Purpose, Retention

PERSONAL = {
    "Consent.person": Personal(
        purpose=Purpose.ACCOUNTABILITY, retention=Retention.ACCOUNT, export=True, erasure=Erasure.DELETE
    ),
}
IMPERSONAL = frozenset(
    {
        "PrivacyNotice.purpose",
        "PrivacyNotice.title_pl",
        "PrivacyNotice.title_en",
        "PrivacyNotice.body_pl",
        "PrivacyNotice.body_en",
        "Consent.purpose",
    }
)
