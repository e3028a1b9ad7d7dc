"""What must always hold of files; `manage.py verify` runs each query and each check and expects nothing."""

from kuznia.files import store
from kuznia.files.queries import named_contents

INVARIANTS = {
    "files: rows with the same content have the same size and type": """
        SELECT sha256 FROM files_storedfile
        GROUP BY sha256 HAVING count(DISTINCT size) > 1 OR count(DISTINCT content_type) > 1""",
    "files: no file is larger than what we take": """
        SELECT id FROM files_storedfile
        WHERE size > CASE WHEN content_type ~ '^(audio|video)/' THEN 200000000 ELSE 15000000 END""",
    "files: a picture has its sides and its description": """
        SELECT id FROM files_storedfile
        WHERE content_type ~ '^image/' AND (alt = '' OR width IS NULL OR height IS NULL)""",
    "files: a picture lies in every size that is smaller than itself": """
        SELECT stored.id, sides.side FROM files_storedfile AS stored
        CROSS JOIN (VALUES (320), (1280)) AS sides (side)
        LEFT JOIN files_rendition AS smaller ON smaller.file_id = stored.id AND smaller.side = sides.side
        WHERE (smaller.id IS NOT NULL) <> (coalesce(greatest(stored.width, stored.height), 0) > sides.side)""",
}


def broken_contents() -> list[str]:
    """Return what rows name and the store lacks or has damaged."""
    found = ((sha256, store.digest_of(sha256)) for sha256 in named_contents())
    return [
        f"{named}: {'missing' if actual is None else 'damaged'}" for named, actual in found if actual != named
    ]


CHECKS = {"files: every named file lies in the store unharmed": broken_contents}
