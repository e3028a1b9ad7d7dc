"""What is kept of a picture: the picture, which side is up, and nothing that tells where it was taken."""

from __future__ import annotations

import hashlib
import io

import pytest
from django.utils import translation
from PIL import Image

from kuznia.files import store
from kuznia.files.invariants import broken_contents
from kuznia.files.models import Rendition
from kuznia.files.pictures import cleaned_jpeg, cleaned_png
from kuznia.files.services import remove_file, store_upload, sweep_orphans
from kuznia.files.tests import factories
from kuznia.files.tests.test_services import SWEEP, age
from kuznia.lib.errors import Refused
from kuznia.lib.policy import AsSelf

pytestmark = pytest.mark.django_db
CLEANED = {"JPEG": cleaned_jpeg, "PNG": cleaned_png}


def opened(content):
    return Image.open(io.BytesIO(content))


def kept(file):
    return store.path_of(file.sha256).read_bytes()


@pytest.mark.parametrize("kind", CLEANED)
def test_photo_is_kept_without_its_place_when_it_tells_one(kind):
    sent = factories.photo(kind)

    content = kept(factories.stored(sent, "zdjecie.jpg"))

    assert dict(opened(content).getexif()) == {factories.ORIENTATION: 6}
    assert (b"Aparat Ewy" in sent, b"Aparat Ewy" in content) == (True, False)
    assert (factories.PLACE.encode() in sent, factories.PLACE.encode() in content) == (True, False)
    assert opened(content).convert("RGB").tobytes() == opened(sent).convert("RGB").tobytes()


def test_hash_and_size_are_of_what_is_kept_when_a_photo_was_cleaned():
    file = factories.stored(factories.photo(), "zdjecie.jpg")

    assert (file.sha256, file.size) == (hashlib.sha256(kept(file)).hexdigest(), len(kept(file)))


@pytest.mark.parametrize("kind", CLEANED)
def test_picture_stays_as_it_is_when_it_tells_nothing(kind):
    content = CLEANED[kind](factories.picture(kind, (20, 10)))

    assert CLEANED[kind](content) == content


@pytest.mark.parametrize("kind", CLEANED)
def test_picture_loses_what_stands_behind_its_end(kind):
    content = CLEANED[kind](factories.picture(kind) + b"<script>alert(1)</script>")

    assert b"script" not in content


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_colours_of_a_photo_stay_when_it_is_cleaned():
    sent = factories.picture("JPEG", icc_profile=b"profile of colours", exif=b"Exif\0\0II*\0broken")

    assert opened(cleaned_jpeg(sent)).info["icc_profile"] == b"profile of colours"


@pytest.mark.parametrize("noted", [0, 9, 65_535])
def test_photo_is_upright_when_its_note_means_nothing(noted):
    assert dict(opened(cleaned_jpeg(factories.photo(orientation=noted))).getexif()) == {}


def test_large_photo_lies_in_both_smaller_sizes_the_right_side_up():
    file = factories.stored(factories.photo(size=(1_600, 1_200)), "zdjecie.jpg")

    smaller = {
        found.side: opened(store.path_of(found.sha256).read_bytes()) for found in file.renditions.all()
    }

    # Orientation 6: the camera was held upright, so its left side is the top of the picture.
    assert (file.width, file.height) == (1_200, 1_600)
    assert {side: found.size for side, found in smaller.items()} == {320: (240, 320), 1_280: (960, 1_280)}
    assert [dict(found.getexif()) for found in smaller.values()] == [{}, {}]
    assert smaller[320].getpixel((120, 20))[0] > 200
    assert smaller[320].getpixel((120, 300))[2] > 200


SHADES = {"1": "RGB", "P": "RGB", "L": "L", "RGBA": "RGBA", "LA": "LA", "I;16": "I;16"}


@pytest.mark.parametrize(("mode", "kept_mode"), SHADES.items())
def test_smaller_size_has_the_colours_of_its_picture(mode, kept_mode):
    file = factories.stored(factories.picture("PNG", (640, 320), mode), "plan.png")

    smaller = opened(store.path_of(file.renditions.get().sha256).read_bytes())

    assert (smaller.size, smaller.mode, smaller.format) == ((320, 160), kept_mode, "PNG")


def test_smaller_size_of_a_photo_for_print_is_for_screens():
    file = factories.stored(factories.picture("JPEG", (640, 320), "CMYK", icc_profile=b"of a press"), "a.jpg")

    smaller = opened(store.path_of(file.renditions.get().sha256).read_bytes())

    assert (smaller.mode, "icc_profile" in smaller.info) == ("RGB", False)


def test_smaller_sizes_stand_in_the_page_s_choice():
    file = factories.stored(factories.picture("PNG", (2_000, 1_000)), "plan.png")
    small = factories.picture("PNG", (10, 10))
    other = store_upload(
        upload=factories.upload(small), owner=file, actor=AsSelf(file.owner_id, "E"), alt="Sala"
    )

    assert file.srcset == (
        f"/pliki/{file.pk}/320/plan.png 320w, /pliki/{file.pk}/1280/plan.png 1280w, /pliki/{file.pk}/plan.png 2000w"
    )
    assert (file.preview_url, other.preview_url) == (
        f"/pliki/{file.pk}/320/plan.png",
        other.get_absolute_url(),
    )


def test_picture_without_a_description_is_refused_at_its_field():
    person = factories.uploader()
    sent = factories.upload(factories.picture())

    with translation.override("pl"), pytest.raises(Refused) as refusal:
        store_upload(upload=sent, owner=person, actor=AsSelf(person.pk, person.name), alt=" ")

    assert (refusal.value.field, refusal.value.message) == (
        "alt",
        "Napisz jednym zdaniem, co widać na zdjęciu: usłyszą to osoby, które go nie widzą.",
    )


def test_smaller_sizes_go_with_their_picture_and_the_sweep_takes_their_bytes():
    file = factories.stored(factories.picture("PNG", (2_000, 1_000)), "plan.png")
    paths = [store.path_of(sha256) for sha256 in (file.sha256, *_smaller(file))]
    for path in paths:
        age(path, hours=25)

    swept_before = sweep_orphans(actor=SWEEP)
    remove_file(file=file, actor=SWEEP)
    swept = sweep_orphans(actor=SWEEP)

    assert (swept_before, swept, Rendition.objects.count()) == (0, 3, 0)
    assert [path.exists() for path in paths] == [False] * 3


def test_verification_names_a_smaller_size_when_its_bytes_are_gone():
    file = factories.stored(factories.picture("PNG", (640, 320)), "plan.png")
    (sha256,) = _smaller(file)
    store.path_of(sha256).unlink()

    assert broken_contents() == [f"{sha256}: missing"]


def _smaller(file):
    return list(file.renditions.values_list("sha256", flat=True))


def test_film_is_kept_without_its_place_when_it_tells_one():
    sent = factories.mp4(tags=factories.box(b"\xa9xyz", b"+52.16+20.80/"))

    content = kept(factories.stored(sent, "film.mp4"))

    assert (b"+52.16" in sent, b"+52.16" in content, len(content)) == (True, False, len(sent))
    assert (content.count(b"udta"), content.count(b"free"), content.endswith(b"sound")) == (0, 2, True)


def test_film_stays_as_it_is_when_it_tells_nothing():
    sent = factories.mp4(b"M4A ")

    assert kept(factories.stored(sent, "nagranie.m4a")) == sent
