import pytest

from kuznia.files.models import StoredFile
from kuznia.files.tests import factories
from kuznia.lib.policy import AsSelf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people_own_files")]


def body_of(response):
    return b"".join(response.streaming_content)


def test_file_comes_as_an_attachment_that_no_cache_keeps_when_its_owner_asks(site):
    file = factories.stored(name="Statut fundacji.pdf")
    site.asking_as(AsSelf(file.owner_id, "Ewa"))

    response = site.get(file.get_absolute_url())

    assert (response.status_code, body_of(response)) == (200, factories.PDF)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="Statut fundacji.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_picture_comes_into_the_page_when_its_owner_asks(site):
    file = factories.stored(factories.picture(), "zdjęcie.jpg")
    site.asking_as(AsSelf(file.owner_id, "Ewa"))

    response = site.get(file.get_absolute_url())

    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''zdj%C4%99cie.png"


def test_file_does_not_exist_when_somebody_else_asks(site):
    file = factories.stored()
    site.asking_as(AsSelf(file.owner_id + 1, "Jan"))

    response = site.get(file.get_absolute_url())

    assert response.status_code == 404


def test_file_does_not_exist_when_a_visitor_replays_its_address(site):
    response = site.get(factories.stored().get_absolute_url())

    assert response.status_code == 404


def test_file_does_not_exist_when_its_owner_s_app_says_no_any_more(site):
    file = factories.stored()
    site.asking_as(AsSelf(file.owner_id, "Ewa"))
    StoredFile.objects.update(owner_id=file.owner_id + 1)

    response = site.get(file.get_absolute_url())

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["inny.pdf", "..%2f..%2fsecret", "plik.pdf%00"])
def test_file_does_not_exist_when_its_name_was_changed(site, name):
    file = factories.stored()
    site.asking_as(AsSelf(file.owner_id, "Ewa"))

    response = site.get(f"/pliki/{file.pk}/{name}")

    assert response.status_code == 404


def test_file_is_only_read_when_somebody_posts_to_it(site):
    file = factories.stored()

    response = site.post(file.get_absolute_url())

    assert response.status_code == 405


def test_file_does_not_exist_when_its_number_is_beyond_every_number(site):
    assert site.get(f"/pliki/{10**30}/plik.pdf").status_code == 404


def test_recording_comes_as_an_attachment_when_its_owner_asks(site):
    file = factories.stored(factories.mp4(), "film.mp4")
    site.asking_as(AsSelf(file.owner_id, "Ewa"))

    response = site.get(file.get_absolute_url())

    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "video/mp4",
        'attachment; filename="film.mp4"',
    )


def test_smaller_picture_comes_with_the_same_guards_when_its_owner_asks(site):
    file = factories.stored(factories.picture(size=(640, 320)), "plan.png")
    site.asking_as(AsSelf(file.owner_id, "Ewa"))

    response = site.get(file.preview_url)

    assert len(body_of(response)) == file.renditions.get().size
    assert response["Content-Disposition"] == 'inline; filename="plan.png"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("address", ["/320/inny.png", "/321/plan.png", "/1280/plan.png"])
def test_smaller_picture_does_not_exist_when_its_address_was_changed(site, address):
    file = factories.stored(factories.picture(size=(640, 320)), "plan.png")
    site.asking_as(AsSelf(file.owner_id, "Ewa"))

    assert site.get(f"/pliki/{file.pk}{address}").status_code == 404


def test_smaller_picture_does_not_exist_when_somebody_else_asks(site):
    file = factories.stored(factories.picture(size=(640, 320)), "plan.png")
    site.asking_as(AsSelf(file.owner_id + 1, "Jan"))

    assert site.get(file.preview_url).status_code == 404
