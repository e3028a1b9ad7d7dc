"""Tags of the personal fields of the newsroom."""

from kuznia.lib.personal import Erasure, Personal, Purpose, Retention

PERSONAL = {
    "NewsPage.author_name": Personal(
        purpose=Purpose.PUBLIC_ROLE, retention=Retention.ARCHIVE, export=False, erasure=Erasure.KEEP
    ),
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
    }
)
