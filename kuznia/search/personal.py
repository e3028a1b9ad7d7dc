"""The index holds public texts only: nothing personal that is not public where the text stands."""

from kuznia.lib.personal import Personal

PERSONAL: dict[str, Personal] = {}
_DOCUMENT = (
    "kind",
    "url",
    "url_en",
    "title",
    "title_en",
    "lead",
    "lead_en",
    "body",
    "keywords",
    "place",
    "vector",
    "title_vector",
    "analyser",
)
IMPERSONAL = frozenset(
    {
        *(f"Document.{name}" for name in _DOCUMENT),
        "TitleWord.word",
        *(f"Word.{name}" for name in ("folded", "shown", "lemmas")),
    }
)
