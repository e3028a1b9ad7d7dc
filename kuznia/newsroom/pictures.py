"""What a picture of the news may be: checked by its first bytes and its sides before any of it is unpacked."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image as Bitmap
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

NOT_A_PICTURE = _("This is not a picture that we can show. Send a JPG, PNG or WebP file.")
WRONG_NAME = _(
    "The name of the file says one thing and its content another. Save it anew as JPG, PNG or WebP."
)
TOO_MANY_PIXELS = _(
    "This picture is too large: it may have at most 40 million points, such as 8000 by 5000. Make it smaller."
)
TOO_HEAVY = _("This file is too large: it may have at most 10 MB. Make the picture smaller.")
BROKEN = _("This picture is broken: it doesn’t open to the end. Save it anew.")
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
        """Return the file with its picture; kind, weight and sides are judged before it is unpacked."""
        file = super().to_python(data)
        if file is not None:
            _open_to_the_end(file)
        return file


class PictureForm(BaseImageForm):  # type: ignore[misc]
    """The form of a picture in Wagtail's admin, with our field for the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = PictureField(
                label=given.label, required=given.required, widget=given.widget
            )


def _open_to_the_end(file: UploadedFile) -> None:
    try:
        with Bitmap.open(file) as picture:
            # An eighth of a JPEG is unpacked in a sixty-fourth of the memory; other kinds know nothing of it.
            picture.draft("RGB", (max(picture.width // 8, 1), max(picture.height // 8, 1)))
            picture.load()
    except (OSError, SyntaxError, ValueError, EOFError) as fault:
        raise ValidationError(BROKEN, code="broken") from fault
    finally:
        file.seek(0)
