"""Tables that are read and not only kept: XLSX as any office file, and CSV, which has no sign of its own."""

from __future__ import annotations

import zipfile
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from kuznia.files.inspection import HEAD
from kuznia.files.kinds import TWO_THINGS, ContentType
from kuznia.files.office import office_kind
from kuznia.lib.errors import Refused

LARGEST_TABLE = 50_000_000
NOT_A_TABLE = _("We read tables saved as XLSX or CSV. Save yours as one of these and send it again.")
TABLE_TOO_LARGE = _("A table may have up to 50 MB. Divide it into smaller ones.")
ZIP_HEAD = b"PK\x03\x04"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# A page, a document and an old Excel file that somebody named table.csv.
OTHER_HEADS = (b"%PDF", b"<", b"{", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")


def table_kind(path: Path) -> ContentType:
    """Return whether the table is XLSX or CSV by its bytes, or refuse it in words."""
    if path.stat().st_size > LARGEST_TABLE:
        raise Refused(TABLE_TOO_LARGE)
    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.startswith(ZIP_HEAD):
            return _workbook(office_kind(file))
        is_text = b"\0" not in head or head.startswith(UTF16_MARKS)
        if not head or not is_text or head.lstrip().startswith(OTHER_HEADS):
            raise Refused(NOT_A_TABLE)
        file.seek(0)
        if zipfile.is_zipfile(file):
            raise Refused(TWO_THINGS)
    return ContentType.CSV


def _workbook(kind: ContentType) -> ContentType:
    if kind != ContentType.XLSX:
        raise Refused(NOT_A_TABLE)
    return kind
