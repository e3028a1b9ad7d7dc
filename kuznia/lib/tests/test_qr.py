"""QR codes are read as they were written."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from kuznia.lib.qr import qr_png, qr_svg


def picture_of(svg: str, scale: int = 8) -> Image.Image:
    """Draw the code: a path of horizontal lines, each one module high."""
    side = int(first(r'viewBox="0 0 (\d+)', svg)) * scale
    picture = Image.new("L", (side, side), 255)
    pen, x, y = ImageDraw.Draw(picture), 0.0, 0.0
    for step, numbers in re.findall(
        r"([Mmh])([-\d. ]+)", first(r'class="qrline" stroke="#000" d="([^"]+)', svg)
    ):
        values = [float(each) * scale for each in numbers.split()]
        if step == "h":
            pen.rectangle([x, y - scale / 2, x + values[0] - 1, y + scale / 2 - 1], fill=0)
            x += values[0]
        else:
            x, y = (values[0], values[1]) if step == "M" else (x + values[0], y + values[1])
    return picture


def first(pattern: str, text: str) -> str:
    """Return what the pattern catches first."""
    return str(re.findall(pattern, text)[0])


@pytest.mark.parametrize("text", ["https://example.org/b/7F3K-Q2MW", "Zażółć gęślą jaźń", "1"])
def test_code_is_read_as_it_was_written(text):
    (found,) = zxingcpp.read_barcodes(picture_of(qr_svg(text)))

    assert found.text == text


def test_code_has_the_quiet_zone_that_scanners_need():
    svg = qr_svg("https://example.org/")

    assert first(r'class="qrline" stroke="#000" d="M(\d+) ', svg) == "4"
    assert "style=" not in svg


def test_png_is_read_as_it_was_written_and_is_the_same_each_time():
    drawn = qr_png("KUZNIA:K7M4RD22")

    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(drawn)).convert("L"))

    assert (found.text, drawn) == ("KUZNIA:K7M4RD22", qr_png("KUZNIA:K7M4RD22"))
