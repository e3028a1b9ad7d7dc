"""What must always hold of files; `manage.py verify` runs each query and each check and expects nothing."""

from kuznia.files import store
from kuznia.files.queries import named_contents

INVARIANTS = {
    "files: rows with the same content have the same size and type": """
        SELECT sha256 FROM files_storedfile
        GROUP BY sha256 HAVING count(DISTINCT size) > 1 OR count(DISTINCT content_type) > 1""",
    "files: no file is larger than what we take": """
        SELECT id FROM files_storedfile WHERE size > 15000000""",
}


def broken_contents() -> list[str]:
    """Return what rows name and the store lacks or has damaged."""
    found = ((sha256, store.digest_of(sha256)) for sha256 in named_contents())
    return [
        f"{named}: {'missing' if actual is None else 'damaged'}" for named, actual in found if actual != named
    ]


CHECKS = {"files: every named file lies in the store unharmed": broken_contents}
