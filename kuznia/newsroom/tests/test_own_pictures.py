"""Whose a picture is: its sender's until it is published, nobody's own afterwards."""

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Bitmap
from wagtail.images import get_image_model
from wagtail.images.models import Image

from kuznia.directory.models import Authority
from kuznia.lib.policy import OfficeRole
from kuznia.newsroom.services import LeadPicture, NewsEntry, add_picture, publish_entry
from kuznia.newsroom.sizes import IN_TEXT, ON_TOP
from kuznia.newsroom.tests.factories import browser_of, employ, paragraph
from kuznia.people.models import Person

ADMIN_SIZE = "max-165x165"
FAR = datetime(2126, 1, 5, 7, tzinfo=UTC)


@pytest.fixture
def author(county: Authority) -> Person:
    return employ(county, OfficeRole.OFFICER, "Anna Urzędowa")


@pytest.fixture
def picture(author: Person) -> Image:
    """Return the picture that the author sent."""
    browser_of(author).post("/redakcja/images/add/", {"title": "Wyniki", "file": png()})
    return get_image_model().objects.get()


def png(name: str = "wyniki.png") -> SimpleUploadedFile:
    target = io.BytesIO()
    Bitmap.new("RGB", (60, 40), "red").save(target, "PNG")
    return SimpleUploadedFile(name, target.getvalue())


def publish(editor, picture, **fields):
    lead = LeadPicture(image=picture, words="Czerwony płot")
    entry = NewsEntry(
        title="Nabór", lead="Rusza.", category="ngo", body=paragraph("<p>a</p>"), picture=lead, **fields
    )
    return publish_entry(entry=entry, actor=editor)


def change(author, picture):
    """Let the author send another file in place of the picture."""
    sent = {"title": "Inny", "file": png("inny.png"), "tags": "", "collection": "1"}
    sides = {f"focal_point_{side}": "" for side in ("x", "y", "width", "height")}
    browser_of(author).post(f"/redakcja/images/{picture.pk}/", sent | sides)


def name_of(picture: Image) -> str:
    return str(get_image_model().objects.get(pk=picture.pk).file.name)


@pytest.mark.parametrize("time", [{}, {"goes_live_at": FAR}])
def test_author_does_not_change_a_picture_when_an_editor_let_it_out(author, picture, editor, time):
    publish(editor, picture, **time)

    change(author, picture)

    assert name_of(picture) == "original_images/wyniki.png"


def test_author_changes_her_picture_when_nobody_has_published_it(author, picture):
    change(author, picture)

    assert name_of(picture) == "original_images/inny.png"


def test_author_does_not_delete_a_picture_when_it_is_published(author, picture, editor):
    publish(editor, picture)

    browser_of(author).post(f"/redakcja/images/{picture.pk}/delete/")
    browser_of(author).post(f"/redakcja/bulk/wagtailimages/image/delete/?id={picture.pk}")

    assert get_image_model().objects.filter(pk=picture.pk).exists()


def test_picture_in_a_text_is_nobodys_own_when_it_is_published(picture, editor):
    value = {"image": picture.pk, "alternative": "Płot", "is_decorative": False, "caption": ""}
    body = [{"type": "picture", "value": value}]

    publish_entry(entry=NewsEntry(title="Nabór", lead="Rusza.", category="ngo", body=body), actor=editor)

    assert get_image_model().objects.get().uploaded_by_user is None


def test_visitor_gets_no_size_of_a_picture_when_it_is_not_published(client, picture):
    sizes = [picture.get_rendition(size) for size in (ON_TOP, IN_TEXT, ADMIN_SIZE)]

    assert [client.get(size.url).status_code for size in sizes] == [404, 404, 404]


def test_visitor_gets_only_the_sizes_of_pages_when_a_picture_is_published(client, picture, editor):
    publish(editor, picture)
    sizes = [picture.get_rendition(size) for size in (ON_TOP, IN_TEXT, ADMIN_SIZE)]

    assert [client.get(size.url).status_code for size in sizes] == [200, 200, 404]


def test_writer_gets_every_size_of_a_picture_when_it_is_not_published(author, picture):
    response = browser_of(author).get(picture.get_rendition(ADMIN_SIZE).url)

    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize("size", [ON_TOP, IN_TEXT])
def test_size_of_a_page_does_not_tell_what_a_camera_wrote(editor, size):
    told, target = Bitmap.Exif(), io.BytesIO()
    told[0x010E] = "ul. Tajna 1"
    Bitmap.new("RGB", (600, 400), "red").save(target, "JPEG", exif=told)

    kept = add_picture(title="Foto", name="foto.jpg", content=target.getvalue(), actor=editor)

    assert b"Tajna" not in kept.get_rendition(size).file.read()


def test_picture_is_not_found_when_its_name_has_a_nul(client, county):
    assert client.get("/obrazy/a%00.jpg").status_code == 404


def test_visitor_gets_no_size_of_a_picture_when_its_news_is_taken_down(client, picture, editor):
    page = publish(editor, picture)
    size = picture.get_rendition(ON_TOP)

    page.unpublish()

    assert client.get(size.url).status_code == 404


def test_visitor_gets_a_picture_when_one_of_two_pages_that_show_it_is_taken_down(client, picture, editor):
    pages = [publish(editor, picture) for _number in range(2)]
    size = picture.get_rendition(ON_TOP)

    pages[0].unpublish()

    assert client.get(size.url).status_code == 200
