"""Files that somebody sends as pictures, through the addresses that Wagtail's admin sends them to."""

import io
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Bitmap
from wagtail.images import get_image_model

from kuznia.directory.tests.factories import office_actor
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import OfficeRole
from kuznia.newsroom.pictures import BROKEN, NOT_A_PICTURE, TOO_HEAVY, TOO_MANY_PIXELS, WRONG_NAME
from kuznia.newsroom.services import add_picture
from kuznia.newsroom.tests.factories import browser_of, employ

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>steal()</script></svg>"
ONE_BY_ONE = "/redakcja/images/add/"
MANY = "/redakcja/images/multiple/add/"


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """Return a grey picture as a file."""
    target = io.BytesIO()
    Bitmap.new(mode, size, 1).save(target, kind)
    return target.getvalue()


def of_size(png: bytes, width: int, height: int) -> bytes:
    """Return the PNG with other sides written at its beginning: only whoever reads on would find the data short."""
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + png[24:29]
    return png[:12] + head + zlib.crc32(head).to_bytes(4) + png[33:]


HOSTILE = [
    ("sto-megapikseli.png", lambda: picture(size=(10_000, 10_000), mode="1"), TOO_MANY_PIXELS),
    ("miliard.png", lambda: of_size(picture(), 40_000, 40_000), TOO_MANY_PIXELS),
    ("skrypt.svg", lambda: SVG, NOT_A_PICTURE),
    ("skrypt.png", lambda: SVG, NOT_A_PICTURE),
    ("strona.jpg", lambda: b"<!doctype html><script>steal()</script>", NOT_A_PICTURE),
    ("program.exe", lambda: b"MZ" + bytes(200), NOT_A_PICTURE),
    ("animacja.gif", lambda: picture("GIF"), NOT_A_PICTURE),
    ("inny.jpg", picture, WRONG_NAME),
    ("ciezki.png", lambda: picture() + bytes(10_000_001), TOO_HEAVY),
    ("uciety.png", lambda: picture(size=(600, 400))[:-200], BROKEN),
    ("uciety.jpg", lambda: picture("JPEG", (600, 400))[:-300], BROKEN),
]


@pytest.fixture
def browser(county):
    return browser_of(employ(county, OfficeRole.EDITOR))


@pytest.mark.parametrize(("name", "content", "sentence"), HOSTILE, ids=[each[0] for each in HOSTILE])
def test_file_is_refused_in_words_when_it_is_no_picture_of_ours(browser, name, content, sentence):
    response = browser.post(ONE_BY_ONE, {"title": "Zły", "file": SimpleUploadedFile(name, content())})

    assert response.context["form"].errors["file"] == [str(sentence)]
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize(("name", "content", "sentence"), HOSTILE, ids=[each[0] for each in HOSTILE])
def test_file_is_refused_in_words_when_many_are_sent(browser, name, content, sentence):
    sent = {"title": "Zły", "files[]": SimpleUploadedFile(name, content())}

    response = browser.post(MANY, sent, headers={"X-Requested-With": "XMLHttpRequest"})

    assert response.json()["error_message"] == str(sentence)
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.webp", "WEBP")])
def test_picture_is_kept_when_it_is_what_its_name_says(browser, name, kind):
    browser.post(ONE_BY_ONE, {"title": "Dobry", "file": SimpleUploadedFile(name, picture(kind))})

    kept = get_image_model().objects.get()
    assert (kept.title, kept.width, kept.height) == ("Dobry", 60, 40)


def test_picture_of_a_billion_points_is_refused_without_being_unpacked(browser, monkeypatch):
    bomb = SimpleUploadedFile("bomba.png", of_size(picture(), 40_000, 40_000))
    monkeypatch.setattr(Bitmap.Image, "load", lambda _picture: pytest.fail("it was unpacked"))

    response = browser.post(ONE_BY_ONE, {"title": "Bomba", "file": bomb})

    assert response.context["form"].errors["file"] == [str(TOO_MANY_PIXELS)]


def test_add_picture_keeps_it_with_its_sides(editor):
    kept = add_picture(title="Szary", name="szary.png", content=picture(), actor=editor)

    assert (kept.title, kept.width, kept.height) == ("Szary", 60, 40)


def test_add_picture_is_refused_in_words_when_the_file_is_a_drawing_with_a_script(editor):
    with pytest.raises(Refused) as refusal:
        add_picture(title="Zły", name="zly.svg", content=SVG, actor=editor)

    assert refusal.value.message == "Tego pliku nie pokażemy jako zdjęcia. Prześlij plik JPG, PNG albo WebP."


def test_add_picture_is_refused_when_somebody_of_a_gmina_tries(county):
    gmina = office_actor(county.__class__.objects.exclude(pk=county.pk).earliest("pk"))

    with pytest.raises(Forbidden) as refusal:
        add_picture(title="Szary", name="szary.png", content=picture(), actor=gmina)

    assert refusal.value.message == "Aktualności powiatu piszą tylko urzędnicy i redaktorzy starostwa."
