"""The lead picture on the list and above the text."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from wagtail.images.models import Rendition

from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.services import LeadPicture, NewsEntry, publish_entry, scale_pictures
from kuznia.newsroom.tasks import DUE, make_sizes
from kuznia.newsroom.tests.factories import make_news, make_picture, paragraph


def publish(editor, title="Foto", **picture):
    lead = LeadPicture(image=make_picture(), **picture)
    entry = NewsEntry(title=title, lead="Jest.", category="ngo", body=paragraph("<p>a</p>"), picture=lead)
    return publish_entry(entry=entry, actor=editor)


def image_at(client, address, place):
    return BeautifulSoup(client.get(address).content, "html.parser").select_one(place)


def test_picture_stands_above_the_text_with_its_words(client, editor):
    page = publish(editor, words="Szary prostokąt", caption="Fot. A. B.")

    figure = image_at(client, page.address(), ".ph figure")

    assert (figure.img["alt"], figure.img["width"], figure.img["height"]) == ("Szary prostokąt", "40", "30")
    assert figure.figcaption.text == "Fot. A. B."
    assert client.get(figure.img["src"])["Content-Type"] == "image/webp"


def test_picture_stands_small_on_the_list(client, editor):
    publish(editor, words="Szary prostokąt")

    image = image_at(client, "/aktualnosci/", ".news__pic")

    assert (image["alt"], image["loading"]) == ("Szary prostokąt", "lazy")


def test_decorative_picture_says_nothing(client, editor):
    page = publish(editor, is_decorative=True)

    assert image_at(client, page.address(), ".ph figure img")["alt"] == ""


def test_english_page_tells_that_the_words_of_a_picture_are_polish(client, editor):
    page = publish(editor, words="Szary prostokąt")

    figure = image_at(client, f"/en{page.address()}", ".ph figure")

    assert figure["lang"] == "pl"


def test_list_costs_the_same_queries_when_many_news_have_pictures(client, editor, django_assert_num_queries):
    for number in range(8):
        make_sizes(page_id=publish(editor, f"Foto {number}", words="Szary prostokąt").pk)
    client.get("/prywatnosc/")

    with django_assert_num_queries(4):
        client.get("/aktualnosci/")


def test_text_stands_without_its_picture_when_the_file_is_gone(client, editor):
    page = publish(editor, words="Szary prostokąt")
    page.picture.file.storage.delete(page.picture.file.name)

    assert image_at(client, page.address(), ".ph figure") is None
    assert scale_pictures(page=page, actor=DUE) == 0


def test_sizes_are_there_before_anybody_asks(editor):
    page = publish(editor, words="Szary prostokąt")

    make_sizes(page_id=page.pk)
    make_sizes(page_id=page.pk)

    assert Rendition.objects.filter(image=page.picture).count() == 2


def test_sizes_of_news_without_a_picture_are_none(editor):
    assert scale_pictures(page=make_news(editor), actor=DUE) == 0
    make_sizes(page_id=404)


def test_verify_finds_a_public_picture_without_words(editor):
    page = publish(editor, words="Szary prostokąt")
    NewsPage.objects.filter(pk=page.pk).update(picture_words=" ")

    with pytest.raises(CommandError, match=r"^1 broken\.$"):
        call_command("verify", verbosity=0)
