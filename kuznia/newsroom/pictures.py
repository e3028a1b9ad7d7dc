"""What a picture of the news may be: its weight, its kind and its sides are judged before any of it is unpacked.

Wagtail's own field unpacks a picture to learn its sides, and asks for them even of a broken one.
"""

from __future__ import annotations

import struct
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image as Bitmap
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from kuznia.ui.wording import word_messages

NOT_A_PICTURE = _("This is not a picture that we can show. Send a JPG, PNG or WebP file.")
WRONG_NAME = _(
    "The name of the file says one thing and its content another. Save it anew as JPG, PNG or WebP."
)
TOO_MANY_PIXELS = _(
    "This picture is too large: it may have at most 40 million points, such as 8000 by 5000. Make it smaller."
)
TOO_HEAVY = _("This file is too large: it may have at most 10 MB. Make the picture smaller.")
BROKEN = _("This picture is broken: it doesn’t open to the end. Save it anew.")
KINDS = ("JPEG", "PNG", "WEBP")
ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
# What Pillow raises at files that are not what they say.
FAULTS = (OSError, SyntaxError, ValueError, EOFError, struct.error)
SENTENCES = {
    "invalid_image": NOT_A_PICTURE,
    "invalid_image_extension": NOT_A_PICTURE,
    "invalid_image_known_format": WRONG_NAME,
    "file_too_large": TOO_HEAVY,
    "file_too_large_unknown_size": TOO_HEAVY,
    "file_too_many_pixels": TOO_MANY_PIXELS,
}


class PictureField(WagtailImageField):  # type: ignore[misc]
    """Wagtail's field with sentences for people; what is let in has been opened to its end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages |= SENTENCES

    def to_python(self, data: UploadedFile | None) -> Any:
        """Return the file with its picture, or refuse it in words."""
        if data:
            self._judge_from_outside(data)
            _open_to_the_end(data)
        return super().to_python(data)

    def _judge_from_outside(self, file: UploadedFile) -> None:
        if file.size > self.max_upload_size:
            raise ValidationError(TOO_HEAVY, code="file_too_large")
        if not str(file.name).lower().endswith(ENDINGS):
            raise ValidationError(NOT_A_PICTURE, code="invalid_image_extension")
        if _points(file) > self.max_image_pixels:
            raise ValidationError(TOO_MANY_PIXELS, code="file_too_many_pixels")


class PictureForm(BaseImageForm):  # type: ignore[misc]
    """The form of a picture in Wagtail's admin, with our field for the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = PictureField(
                label=given.label, required=given.required, widget=given.widget
            )
        word_messages(self)


def _points(file: UploadedFile) -> int:
    """Return how many points the picture says to have, frame by frame; only its beginning is read."""
    try:
        with Bitmap.open(file, formats=KINDS) as picture:
            return int(picture.width * picture.height * getattr(picture, "n_frames", 1))
    except (Bitmap.DecompressionBombError, Bitmap.DecompressionBombWarning) as fault:
        raise ValidationError(TOO_MANY_PIXELS, code="file_too_many_pixels") from fault
    except FAULTS as fault:
        raise ValidationError(NOT_A_PICTURE, code="invalid_image") from fault
    finally:
        file.seek(0)


def _open_to_the_end(file: UploadedFile) -> None:
    try:
        with Bitmap.open(file, formats=KINDS) as picture:
            # An eighth of a JPEG is unpacked in a sixty-fourth of the memory; other kinds know nothing of it.
            picture.draft("RGB", (max(picture.width // 8, 1), max(picture.height // 8, 1)))
            picture.load()
    except FAULTS as fault:
        raise ValidationError(BROKEN, code="broken") from fault
    finally:
        file.seek(0)
