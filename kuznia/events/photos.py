"""Reads the QR of a ticket from a photo: bounded, in memory, never stored."""

from __future__ import annotations

from collections.abc import Iterator

import zxingcpp
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from kuznia.events.tickets import code_on_ticket
from kuznia.lib.errors import Refused

MOST_BYTES = 15_000_000
MOST_PIXELS = 50_000_000
# A picture that cannot be decoded smaller takes four bytes of memory a pixel, whatever its file weighs.
MOST_WHOLE_PIXELS = 16_000_000
KINDS = ("JPEG", "PNG", "WEBP")
QR_CODES = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
# The longer side in pixels. The first suits most photos, the second a code far away, the third a blurred one.
SIZES = (1_400, 2_800, 700)


def code_in_photo(photo: UploadedFile) -> str:
    """Return the code of the one ticket in the photo, or refuse in words that say what to do."""
    texts = _texts_in(_opened(photo))
    codes = {code for code in map(code_on_ticket, texts) if code is not None}
    if len(codes) > 1:
        raise Refused(_("There are two tickets in the photo. Photograph one of them."), field="photo")
    if not codes and texts:
        raise Refused(_("This QR code is not one of our tickets. Type the code instead."), field="photo")
    if not codes:
        raise Refused(
            _("There is no readable code in the photo. Go nearer, hold still, or type the code."),
            field="photo",
        )
    return codes.pop()


def _opened(photo: UploadedFile) -> Image.Image:
    """Return the photo upright, in grey, no larger than it has to be."""
    if (photo.size or 0) > MOST_BYTES:
        raise Refused(_("The photo is too large: 15 MB is the most. Take a smaller one."), field="photo")
    try:
        picture = Image.open(photo, formats=KINDS)
        _demand_bounded(picture)
        picture.draft("L", (max(SIZES), max(SIZES)))
        return ImageOps.exif_transpose(picture).convert("L")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused(
            _("This is no photo that can be read. Take a photo (JPEG, PNG or WebP) of the code."),
            field="photo",
        ) from error


def _demand_bounded(picture: Image.Image) -> None:
    is_baseline = picture.format == "JPEG" and not picture.info.get("progressive")
    if picture.width * picture.height > (MOST_PIXELS if is_baseline else MOST_WHOLE_PIXELS):
        raise _too_many_pixels()


def _too_many_pixels() -> Refused:
    return Refused(
        _("The photo has too many pixels. Take it with the usual settings of the phone."), field="photo"
    )


def _texts_in(picture: Image.Image) -> set[str]:
    """Return what the QR codes say at the first size at which any can be read."""
    for tried in _sizes_of(picture):
        texts = {each.text for each in zxingcpp.read_barcodes(tried, formats=QR_CODES)}
        if texts:
            return texts
    return set()


def _sizes_of(picture: Image.Image) -> Iterator[Image.Image]:
    longer = max(picture.size)
    for size in SIZES:
        if size < longer:
            yield picture.resize(
                (max(picture.width * size // longer, 1), max(picture.height * size // longer, 1))
            )
    if longer <= max(SIZES):
        yield picture
