"""Tags of the personal fields of stored files."""

from kuznia.lib.personal import Erasure, Personal, Purpose, Retention

PERSONAL = {
    "StoredFile.uploaded_by": Personal(
        purpose=Purpose.ACCOUNTABILITY, retention=Retention.MATTER, export=True, erasure=Erasure.ANONYMISE
    ),
    # People name files after themselves.
    "StoredFile.original_name": Personal(
        purpose=Purpose.ACCOUNTABILITY, retention=Retention.MATTER, export=True, erasure=Erasure.KEEP
    ),
}
IMPERSONAL = frozenset(
    {
        "StoredFile.sha256",
        "StoredFile.content_type",
        "StoredFile.owner_label",
        "StoredFile.title",
        "StoredFile.alt",
        "Rendition.sha256",
    }
)
