"""What must hold of the news; each query returns the rows where it does not."""

INVARIANTS = {
    "newsroom: a public lead picture has words or only decorates": """
        SELECT news.page_ptr_id FROM newsroom_newspage news
        JOIN wagtailcore_page page ON page.id = news.page_ptr_id
        WHERE page.live AND news.picture_id IS NOT NULL
        AND (btrim(news.picture_words) = '') <> news.picture_is_decorative""",
}
