"""The page that is shown while the database is away: honest about what was sent, and nothing typed is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
UNSURE = "Nie wiemy, czy to, co wysłano przed chwilą, zostało zapisane."


@pytest.fixture
def sent(site):
    """Send a form while the database is away, and read the page."""

    def send(form):
        answer = site.post("/bez-bazy/", form)
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        return answer.content.decode()

    return send


def test_page_keeps_what_was_typed_when_a_form_was_sent(sent):
    page = sent({"name": "Ewa <Iskra>", "form_key": "1b", "password": "tajne"})

    fields = dict(FIELD.findall(page))
    assert len(fields.pop("csrfmiddlewaretoken")) == 64
    assert fields == {"name": "Ewa &lt;Iskra&gt;", "form_key": "1b"}
    assert UNSURE in page
    assert "Wyślij to jeszcze raz za pół minuty: wysłane dwa razy liczy się raz." in page


def test_page_promises_nothing_about_a_form_that_has_no_key(sent):
    page = sent({"name": "Ewa"})

    assert "Odczekaj pół minuty i wyślij to jeszcze raz." in page
    assert "liczy się raz" not in page


def test_page_offers_no_button_when_a_file_was_sent(sent):
    page = sent({"name": "Ewa", "file": SimpleUploadedFile("a.pdf", b"%PDF")})

    assert "<form" not in page
    assert "Odczekaj pół minuty, wróć i sprawdź, czy to tam jest." in page


def test_page_repeats_nothing_when_the_form_may_be_of_another_site(site, settings):
    settings.MIDDLEWARE = ["kuznia.ui.tests.site.lose_database_early", *settings.MIDDLEWARE]

    page = site.post("/strona/", {"name": "Ewa"}).content.decode()

    assert UNSURE in page
    assert "Ewa" not in page


def test_page_says_nothing_about_sending_when_it_was_only_opened(site):
    assert UNSURE not in site.get("/bez-bazy/").content.decode()
