"""What the store answers through the ports: which files a person sent."""

from __future__ import annotations

from typing import Any

from kuznia.files.models import StoredFile
from kuznia.files.services import forget_uploader
from kuznia.lib.policy import System


class PersonalFiles:
    """The files that a person sent; they belong to their objects and stay when she is forgotten."""

    section = "files"

    def export(self, person_id: int) -> list[dict[str, Any]]:
        """Return every file that the person sent."""
        files = StoredFile.objects.filter(uploaded_by_id=person_id)
        return [
            {
                "file_name": file.original_name,
                "file_title": file.title,
                "size": file.size,
                "uploaded_at": file.uploaded_at.isoformat(),
            }
            for file in files
        ]

    def erase(self, person_id: int) -> int:
        """Forget who sent the files; return how many there were."""
        return forget_uploader(person_id=person_id, actor=System("files.erasure"))
