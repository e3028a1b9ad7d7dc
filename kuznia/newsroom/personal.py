"""Tags of the personal fields of the newsroom."""

from kuznia.lib.personal import Erasure, Personal, Purpose, Retention

_CONTACT = Personal(
    purpose=Purpose.PUBLIC_ROLE, retention=Retention.MATTER, export=True, erasure=Erasure.ANONYMISE
)

PERSONAL = {
    "NewsPage.author_name": Personal(
        purpose=Purpose.PUBLIC_ROLE, retention=Retention.ARCHIVE, export=False, erasure=Erasure.KEEP
    ),
    "Practice.proposed_by": Personal(
        purpose=Purpose.ACCOUNTABILITY, retention=Retention.ARCHIVE, export=True, erasure=Erasure.KEEP
    ),
    **{f"Practice.contact_{name}": _CONTACT for name in ("name", "email", "phone")},
}
IMPERSONAL = frozenset(
    {
        "NewsPage.lead",
        "NewsPage.category",
        "NewsPage.picture_words",
        "NewsPage.picture_caption",
        "NewsPage.body",
        "NewsPage.title_en",
        "NewsPage.lead_en",
        "NewsPage.body_en",
        "GuidePage.lead",
        "GuidePage.for_whom",
        "GuidePage.legal_basis",
        "GuidePage.body",
        "GuidePage.title_en",
        "GuidePage.lead_en",
        "GuidePage.for_whom_en",
        "GuidePage.legal_basis_en",
        "GuidePage.body_en",
        "Practice.state",
        "Practice.title",
        "Practice.slug",
        "Practice.problem",
        "Practice.deed",
        "Practice.cost_note",
        "Practice.result",
        "Practice.language",
    }
)
