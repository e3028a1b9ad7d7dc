import pytest

from kuznia.lib.contrast import WHITE, colour_from, contrast, darkened, lightened


@pytest.mark.parametrize(
    ("typed", "colour"),
    [
        ("#74184F", "#74184f"),
        (" 74184f ", "#74184f"),
        ("#fa0", "#ffaa00"),
        ("red", None),
        ("", None),
        ("#12345", None),
    ],
)
def test_colour_from_reads_what_people_type(typed, colour):
    assert colour_from(typed) == colour


def test_contrast_runs_from_one_to_twenty_one_whichever_comes_first():
    assert round(contrast(WHITE, "#000000"), 2) == 21.0
    assert contrast(WHITE, WHITE) == 1.0
    assert round(contrast("#767676", WHITE), 2) == round(contrast(WHITE, "#767676"), 2) == 4.54


def test_shades_go_to_black_and_white():
    assert (darkened("#74184f", 1), lightened("#74184f", 1)) == ("#000000", "#ffffff")
    assert (darkened("#804020", 0.5), lightened("#804020", 0.5)) == ("#402010", "#c0a090")
