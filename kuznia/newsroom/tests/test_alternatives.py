"""No picture goes out without words, and a draft is never held up by them."""

import pytest

from kuznia.lib.errors import Refused
from kuznia.lib.policy import OfficeRole
from kuznia.newsroom.alternatives import BOTH, FILE_NAME, NEITHER, TOO_SHORT, fault_of_words
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.services import LeadPicture, NewsEntry, publish_entry
from kuznia.newsroom.tests.factories import admin_form, browser_of, employ, make_picture, paragraph

ADD = "/redakcja/pages/add/newsroom/newspage/2/"


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", NEITHER),
        ("   \t\n ", NEITHER),
        ("IMG_2041.JPG", FILE_NAME),
        ("dsc_0042", FILE_NAME),
        ("zdjęcie 3", FILE_NAME),
        ("szary-prostokat.webp", FILE_NAME),
        ("…", TOO_SHORT),
        ("12", TOO_SHORT),
        ("Dwie osoby przy stole", None),
        ("Logo Kuźni", None),
    ],
)
def test_words_of_a_picture_say_what_it_shows(words, fault):
    assert fault_of_words(words, is_decorative=False) == fault


def test_decorative_picture_has_no_words():
    assert fault_of_words(" ", is_decorative=True) is None
    assert fault_of_words("Kwiatki", is_decorative=True) == BOTH


@pytest.fixture
def browser(county):
    return browser_of(employ(county, OfficeRole.EDITOR))


@pytest.mark.parametrize(("words", "fault"), [("  ", NEITHER), ("foto.png", FILE_NAME)])
def test_news_is_not_published_when_its_lead_picture_has_no_words(browser, words, fault):
    picture = {"picture": make_picture().pk, "picture_words": words}

    response = browser.post(ADD, admin_form(**picture, **{"action-publish": "1"}))

    assert response.context["form"].errors["picture_words"] == [str(fault)]
    assert not NewsPage.objects.exists()


def test_draft_is_kept_when_its_lead_picture_has_no_words_yet(browser):
    browser.post(ADD, admin_form(picture=make_picture().pk))

    page = NewsPage.objects.get()
    assert (page.live, page.picture_words) == (False, "")


def test_news_is_published_when_its_lead_picture_only_decorates(browser):
    sent = admin_form(picture=make_picture().pk, picture_is_decorative="on", **{"action-publish": "1"})

    browser.post(ADD, sent)

    assert NewsPage.objects.live().get().picture_is_decorative


@pytest.mark.parametrize(("words", "fault"), [("  ", NEITHER), ("IMG_1.jpg", FILE_NAME)])
def test_news_is_not_published_when_a_picture_of_its_text_has_no_words(browser, words, fault):
    value = {"image": make_picture().pk, "alternative": words, "caption": ""}
    sent = admin_form(body=[{"type": "picture", "value": value}], **{"action-publish": "1"})

    response = browser.post(ADD, sent)

    [wrong] = response.context["form"].errors.as_data()["body"]
    assert wrong.block_errors[0].block_errors["alternative"].messages == [str(fault)]
    assert not NewsPage.objects.exists()


def test_news_with_a_picture_in_its_text_is_published_when_it_says_what_it_shows(browser):
    value = {"image": make_picture().pk, "alternative": "Szary prostokąt", "caption": ""}

    browser.post(ADD, admin_form(body=[{"type": "picture", "value": value}], **{"action-publish": "1"}))

    assert NewsPage.objects.live().get().body[0].value["alternative"] == "Szary prostokąt"


def test_publish_entry_is_refused_when_the_picture_has_no_words(editor):
    entry = NewsEntry(
        title="Foto",
        lead="Jest.",
        category="ngo",
        body=paragraph("<p>a</p>"),
        picture=LeadPicture(image=make_picture()),
    )

    with pytest.raises(Refused) as refusal:
        publish_entry(entry=entry, actor=editor)

    assert refusal.value.message == "Napisz, co widać na zdjęciu, albo zaznacz, że tylko zdobi."
