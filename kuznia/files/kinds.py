"""Which kinds of files are taken, how large each may be, and the sentences in which the others are refused."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kuznia.lib.errors import Refused

LARGEST_DOCUMENT = 15_000_000
LARGEST_RECORDING = 200_000_000

NOT_TAKEN = _(
    "We take documents (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP), pictures (JPEG, PNG) and recordings "
    "(MP3, M4A, OGG, MP4, WebM). Save your file as one of these and send it again."
)
# Where only documents are taken.
NO_DOCUMENT = _(
    "We take documents here: PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP. This file is none of them or is broken. "
    "Save it once more as one of them and send it again."
)
BROKEN = _("This file doesn’t open. Save it once more and send it again.")
TWO_THINGS = _("This file is two kinds of file at once. Save it once more as one of them.")
TOO_MANY_PIXELS = _("This picture is larger than 40 million pixels. Make it smaller and send it again.")
TOO_HEAVY = _(
    "This picture takes too much memory to open. Make it smaller, to 8 million pixels, and send it again."
)
TOO_MUCH_INSIDE = _(
    "This file unpacks to far more than it is. Save it once more without what is hidden inside."
)
HAS_MACROS = _("This file has macros. Save it without them and send it again.")
HAS_ARCHIVE = _("There is an archive inside this file. Take it out and send it again.")
HAS_PROGRAM = _("There is another file or a program inside this file. Take it out and send it again.")
HAS_ENTITIES = _(
    "This file orders whoever opens it to read other files. Save it once more and send it again."
)
HAS_PASSWORD = _("This file has a password. Save it without one and send it again.")
HAS_SCRIPT = _(
    "This PDF does something by itself when it is opened: it has a script, a form that sends data or a file inside. "
    "Print it to a new PDF and send that one."
)
NEEDS_DESCRIPTION = _("Say in a sentence what the picture shows: it is read to those who don’t see it.")
TOO_LARGE = _(
    "A recording may have up to 200 MB, any other file up to 15 MB. Make yours smaller and send it again."
)


class NotTaken(Refused):
    """The file is of no kind that is taken anywhere."""

    def __init__(self) -> None:
        super().__init__(NOT_TAKEN)


class ContentType(models.TextChoices):
    """The types that are taken, as they are given out."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"
    ODT = "application/vnd.oasis.opendocument.text", "ODT"
    ODS = "application/vnd.oasis.opendocument.spreadsheet", "ODS"
    ODP = "application/vnd.oasis.opendocument.presentation", "ODP"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PPTX"
    MP3 = "audio/mpeg", "MP3"
    M4A = "audio/mp4", "M4A"
    OGG = "audio/ogg", "OGG"
    MP4 = "video/mp4", "MP4"
    WEBM = "video/webm", "WebM"
    # Taken only where a table is read (files.tables): it has no sign by which it would be known.
    CSV = "text/csv", "CSV"


PICTURES = frozenset({ContentType.JPEG, ContentType.PNG})
RECORDINGS = frozenset({ContentType.MP3, ContentType.M4A, ContentType.OGG, ContentType.MP4, ContentType.WEBM})
ENDINGS = {kind: f".{kind.name.lower()}" for kind in ContentType} | {ContentType.JPEG: ".jpg"}
