"""Drawings of the demo in plain shapes, so that no picture of anybody stands on the pages of made-up organisations."""

from __future__ import annotations

import io
from typing import TypeAlias

from PIL import Image, ImageDraw

Points: TypeAlias = tuple[tuple[int, int], ...]
# The kind of the pen, the colour, the corners.
Shape: TypeAlias = tuple[str, str, Points]
SIZE = (1_280, 800)


def drawn(name: str) -> bytes:
    """Return one of the drawings as PNG."""
    ground, shapes = DRAWINGS[name]
    drawing, target = Image.new("RGB", SIZE, ground), io.BytesIO()
    pen = ImageDraw.Draw(drawing)
    for kind, colour, points in shapes:
        getattr(pen, kind)(points, fill=colour)
    drawing.save(target, "PNG")
    return target.getvalue()


STEEL, PLUM, BRONZE, STRAW, SKY, GREEN, PAPER = (
    "#1a2636",
    "#74184f",
    "#a34800",
    "#ffcf4a",
    "#4596e8",
    "#09767b",
    "#ffffff",
)
# The ground, then shapes: kind of the pen, colour, corners.
DRAWINGS = {
    "stol": (
        "#fff3cf",
        (
            ("polygon", PLUM, ((160, 150), (240, 165), (200, 260))),
            ("polygon", SKY, ((340, 180), (420, 190), (380, 285))),
            ("polygon", GREEN, ((560, 195), (640, 195), (600, 290))),
            ("polygon", PLUM, ((780, 190), (860, 180), (820, 285))),
            ("polygon", SKY, ((980, 165), (1060, 150), (1020, 260))),
            *(
                ("ellipse", colour, ((x, 380), (x + 110, 490)))
                for x, colour in zip(
                    (210, 400, 590, 780, 960), (PLUM, STEEL, GREEN, SKY, BRONZE), strict=True
                )
            ),
            ("rectangle", BRONZE, ((130, 520), (1150, 580))),
            ("rectangle", BRONZE, ((220, 580), (260, 760))),
            ("rectangle", BRONZE, ((1020, 580), (1060, 760))),
        ),
    ),
    "domy": (
        "#e6f0fb",
        (
            ("rectangle", "#84b9bc", ((0, 600), (1280, 800))),
            ("rectangle", BRONZE, ((160, 360), (430, 620))),
            ("polygon", PLUM, ((120, 370), (295, 210), (470, 370))),
            ("rectangle", PAPER, ((260, 460), (340, 620))),
            ("rectangle", "#ac9036", ((520, 400), (760, 620))),
            ("polygon", STEEL, ((490, 410), (640, 280), (790, 410))),
            ("rectangle", PAPER, ((600, 470), (670, 540))),
            ("ellipse", GREEN, ((850, 240), (1080, 470))),
            ("rectangle", BRONZE, ((950, 460), (985, 640))),
            ("ellipse", GREEN, ((1060, 340), (1220, 500))),
            ("rectangle", BRONZE, ((1128, 490), (1155, 640))),
        ),
    ),
    "pracownia": (
        "#fbeaf3",
        (
            ("rectangle", SKY, ((760, 100), (1100, 400))),
            ("rectangle", PAPER, ((920, 100), (940, 400))),
            ("rectangle", BRONZE, ((120, 540), (1160, 600))),
            ("rectangle", BRONZE, ((200, 600), (250, 800))),
            ("rectangle", BRONZE, ((1040, 600), (1090, 800))),
            ("rectangle", STEEL, ((260, 420), (480, 490))),
            ("rectangle", "#ac9036", ((350, 490), (390, 540))),
            ("ellipse", PLUM, ((560, 420), (680, 540))),
        ),
    ),
    "bus": (
        "#e2f4ea",
        (
            ("ellipse", GREEN, ((-200, 420), (700, 1100))),
            ("ellipse", "#84b9bc", ((520, 460), (1500, 1100))),
            ("rectangle", "#465160", ((0, 650), (1280, 800))),
            ("rectangle", STRAW, ((300, 360), (1000, 640))),
            ("rectangle", STEEL, ((350, 410), (540, 510))),
            ("rectangle", STEEL, ((580, 410), (770, 510))),
            ("rectangle", STEEL, ((810, 410), (960, 510))),
            ("ellipse", STEEL, ((400, 580), (520, 700))),
            ("ellipse", STEEL, ((780, 580), (900, 700))),
        ),
    ),
}
