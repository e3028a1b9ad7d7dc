"""What must hold of the index; each query returns the rows where it does not."""

INVARIANTS = {
    "search: every text has words": (
        "SELECT id FROM search_document WHERE vector = ''::tsvector AND (title || lead || body) ~ '[[:alnum:]]'"
    ),
    "search: every text leads to a page of this site": (
        "SELECT id FROM search_document WHERE url !~ '^/' OR url_en !~ '^/en/'"
    ),
}
