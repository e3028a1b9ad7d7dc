"""What must hold of the index; each query returns the rows where it does not."""

INVARIANTS = {
    "search: every text has words": (
        "SELECT id FROM search_document WHERE vector = ''::tsvector AND (title || lead || body) ~ '[[:alnum:]]'"
    ),
    "search: every title has its words": (
        "SELECT id FROM search_document AS document WHERE title ~ '[[:alnum:]]'"
        " AND NOT EXISTS (SELECT FROM search_titleword WHERE document_id = document.id)"
    ),
    "search: every text leads to a page of this site": (
        "SELECT id FROM search_document WHERE url !~ '^/' OR url_en !~ '^/en/'"
    ),
}
