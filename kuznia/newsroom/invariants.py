"""What must hold of the news and of good practices; each query returns the rows where it does not."""

INVARIANTS = {
    "newsroom: a public lead picture has words or only decorates": """
        SELECT news.page_ptr_id FROM newsroom_newspage news
        JOIN wagtailcore_page page ON page.id = news.page_ptr_id
        WHERE page.live AND news.picture_id IS NOT NULL
        AND (btrim(news.picture_words) = '') <> news.picture_is_decorative""",
    "newsroom: a published good practice has the day of its publication": (
        "SELECT id FROM newsroom_practice WHERE state = 'published' AND published_at IS NULL"
    ),
    "newsroom: a good practice that an editor decided has the instant of the decision": (
        "SELECT id FROM newsroom_practice"
        " WHERE state IN ('published', 'returned', 'refused', 'taken_down') AND decided_at IS NULL"
    ),
    "newsroom: a published good practice names somebody to ask, or nobody since an erasure": (
        "SELECT id FROM newsroom_practice WHERE state = 'published' AND contact_name <> '—'"
        " AND contact_email = '' AND contact_phone = ''"
    ),
    "newsroom: no good practice of an organisation that was joined with another": (
        "SELECT p.id FROM newsroom_practice p JOIN directory_organisation o ON o.id = p.organisation_id"
        " WHERE o.merged_into_id IS NOT NULL"
    ),
}
