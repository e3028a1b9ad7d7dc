"""Listening through the whole site: what is said, what is refused, and who hears what."""

from __future__ import annotations

import io
import json
import wave
from datetime import timedelta
from html import unescape

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from kuznia.accounts.tests.factories import make_person, sign_in
from kuznia.config import urls
from kuznia.directory.tests.factories import officer_of, signed_in
from kuznia.events.states import EventState
from kuznia.events.tests.factories import make_county, make_event
from kuznia.lib import clock
from kuznia.speech import asking, readings, views
from kuznia.speech.readings import token_of
from kuznia.speech.recordings import forget_recordings
from kuznia.speech.voices import VoiceFailed
from kuznia.ui.limits import Limit

pytestmark = pytest.mark.django_db
PAGE = "/sluchaj/probna/"
LINES = "".join(f"<p>Akapit {number}. {'Słowo. ' * 60}</p>" for number in range(3))
TEXT = f"""<html lang="pl"><main>
<h1>Nabór</h1><p>Pula to 2 zł. <b>Termin</b> mija jutro.</p><p hidden>Tajny dopisek.</p>
<p lang="en">See you.</p>{LINES}</main></html>"""


def probe(request: HttpRequest) -> HttpResponse:
    """Show a page with a hidden paragraph, and another one to whoever brings a query."""
    return HttpResponse(b"{}", "application/json") if request.GET else HttpResponse(TEXT)


urlpatterns = [
    path(PAGE.lstrip("/"), probe),
    path("pusta/", lambda _request: HttpResponse("")),
    path("obca/", lambda _request: HttpResponse('<main><p lang="uk">Привіт усім.</p></main>')),
    path("pytana/", lambda request: HttpResponse(f"<main><p>{request.GET['q']}</p></main>")),
    *urls.urlpatterns,
]
handler404 = urls.handler404


@pytest.fixture(autouse=True)
def site(settings) -> None:
    """The whole site with one page more, and nothing said yet."""
    settings.ROOT_URLCONF = __name__
    forget_recordings()


def ask(browser, *texts, page=PAGE, voices=(), language="pl"):
    sent = {"page": page, "voices": list(voices), "paragraphs": [[language, text] for text in texts]}
    return browser.post(reverse("speech:sentences"), json.dumps(sent), content_type="application/json")


def address_of(words: str) -> str:
    return readings.sound_address(words, "pl", clock.today())


def refusal(answer) -> str:
    assert answer.json()["sentences"] == []
    return unescape(answer.json()["bar"].partition('role="alert">')[2].partition("<")[0])


def seconds(sound: bytes) -> float:
    with wave.open(io.BytesIO(sound)) as recording:
        return recording.getnframes() / recording.getframerate()


def test_sentences_come_in_words_and_without_sound_when_the_browser_speaks(client):
    answer = ask(client, "Pula to 2 zł. Cokolwiek.", voices=["pl"])

    assert [(each["text"], each["spoken"], each["sound"]) for each in answer.json()["sentences"]] == [
        ("Pula to 2 zł.", "Pula to dwa złote.", ""),
        ("Cokolwiek.", "Cokolwiek.", ""),
    ]


def test_sound_of_a_sentence_is_heard_when_the_browser_has_no_voice(client):
    (sentence,) = ask(client, "Pula to\u00a02 zł.").json()["sentences"]

    answer = client.get(sentence["sound"])

    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        200,
        "audio/wav",
        "private, max-age=600",
    )
    assert 0.5 < seconds(answer.content) < 5


def test_different_sentences_sound_different(client):
    first, second = ask(client, "Pula to 2 zł.", "Termin mija jutro.").json()["sentences"]

    assert client.get(first["sound"]).content != client.get(second["sound"]).content


def test_server_says_only_the_language_that_the_browser_lacks(client):
    asked = {"page": PAGE, "voices": ["pl"], "paragraphs": [["pl", "Pula to 2 zł."], ["en", "See you."]]}

    answer = client.post(reverse("speech:sentences"), asked, content_type="application/json")

    assert [bool(each["sound"]) for each in answer.json()["sentences"]] == [False, True]


@pytest.mark.parametrize(
    "text", ["Tajny dopisek.", "Cudzy tekst ze strony obok.", "Pula to 2000 zł.", "Nabór Tajny"]
)
def test_server_does_not_say_what_does_not_stand_on_the_page(client, text):
    answer = ask(client, text)

    assert answer.status_code == 409
    assert refusal(answer) == (
        "Głos powiatu czyta tylko to, co jest na stronach tego serwisu. Zaznacz tekst na samej stronie."
    )


def test_sentence_that_stands_on_the_page_is_said_without_the_one_that_does_not(client):
    answer = ask(client, "Tajny dopisek. Pula to 2 zł.")

    assert [each["text"] for each in answer.json()["sentences"]] == ["Pula to 2 zł."]


@pytest.mark.parametrize(
    "page",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org/",
        "example",
        "",
        "/nie-ma/",
        "/pusta/",
        "/zaloguj/../urzad/",
        "/urzad/",
        "/sluchaj/?strona=/dostepnosc/",
        "/kalendarz.ics",
        f"{PAGE}?x=1",
        "/[",
        "/" + "a" * 1_001,
        "/%00",
    ],
)
def test_server_says_nothing_of_what_is_no_page_for_this_visitor(client, page):
    assert ask(client, "Pula to 2 zł.", page=page).status_code == 409


def test_text_is_refused_when_it_is_too_long(client):
    answers = [ask(client, text, voices=["pl"]) for text in ("słowo " * 17_000, "A! " * 2_000)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert {refusal(answer) for answer in answers} == {
        "To za dużo naraz. Zaznacz część tekstu i naciśnij „Posłuchaj” jeszcze raz."
    }


@pytest.mark.parametrize(
    "body",
    [b"[]", b"null", b"{}", b"\xff", b"[" * 5_000, b'{"page":1,"voices":[],"paragraphs":[]}',
     b'{"page":"/","voices":[],"paragraphs":[["pl"]]}', b'{"page":"/","voices":[],"paragraphs":[["pl","\\ud800"]]}'],
)  # fmt: skip
def test_question_is_refused_in_words_when_it_is_damaged(client, body):
    answer = client.post(reverse("speech:sentences"), body, content_type="application/json")

    assert (answer.status_code, refusal(answer)) == (409, str(asking.UNREADABLE))


def test_question_is_refused_when_there_is_nothing_to_read(client):
    answers = [ask(client, " ", "• –"), client.post(reverse("speech:sentences"), {"page": PAGE})]

    assert [(answer.status_code, refusal(answer)) for answer in answers] == [
        (200, "Nie ma tu tekstu do przeczytania.")
    ] * 2


def test_draft_is_said_to_an_officer_and_to_nobody_else(client, stopped_clock, settings):
    settings.KUZNIA_DEMO = True  # One click stands for the second factor.
    event = make_event(state=EventState.DRAFT, title="Jeszcze tajny zlot")
    officer = signed_in(Client(), officer_of(event.authority))
    address = reverse("events:event", kwargs={"slug": event.slug})

    heard, unheard = (ask(each, "Jeszcze tajny zlot", page=address) for each in (officer, client))

    assert [bool(each["sound"]) for each in heard.json()["sentences"]] == [True]
    assert refusal(unheard) == str(readings.NOT_HERE)


def test_officer_hears_no_closed_page_when_she_has_not_used_her_second_factor(client):
    officer = signed_in(client, officer_of(make_county()))

    closed, own = ask(officer, "Wydarzenia", page="/urzad/"), ask(officer, "Wydarzenia", voices=["pl"])

    assert (refusal(closed), own.status_code) == (str(readings.NOT_HERE), 200)


def test_browser_reads_in_polish_after_an_english_page_was_asked_for(client):
    make_county()

    answer = ask(client, "Accessibility statement", page="/en/dostepnosc/", language="en")

    assert [each["language"] for each in answer.json()["sentences"]] == ["en"]
    assert "Czytanie na głos" in answer.json()["bar"]


def test_sound_is_not_given_when_the_words_are_not_signed_by_the_house(client):
    token = token_of("Dzień dobry", "pl", clock.today())

    assert client.get(f"/sluchaj/glos/{token}").status_code == 200
    assert client.get(f"/sluchaj/glos/{token[:-1]}x").status_code == 404
    assert client.get("/sluchaj/glos/dzien-dobry").status_code == 404


def test_sound_is_given_till_the_next_day_and_not_after_it(client, stopped_clock):
    address, made_at = address_of("Dzień dobry"), clock.now()

    answers = []
    for days in (0, 1, 2):
        stopped_clock.move_to(made_at + timedelta(days=days))
        answers.append(client.get(address).status_code)

    assert answers == [200, 200, 404]


def test_part_of_a_sound_is_given_when_a_browser_asks_for_it(client):
    address = address_of("Dzień dobry")
    whole = client.get(address).content

    parts = [
        client.get(address, headers={"Range": wanted}) for wanted in ("bytes=0-1", "bytes=100-", "bytes=9-2")
    ]

    assert [part.status_code for part in parts] == [206, 206, 200]
    assert [part.content for part in parts] == [whole[:2], whole[100:], whole]
    assert parts[0]["Content-Range"] == f"bytes 0-1/{len(whole)}"


def test_page_says_what_one_can_do_when_there_is_no_voice_at_all(client, settings):
    settings.KUZNIA_SPEECH = False

    assert refusal(ask(client, "Pula to 2 zł.")) == str(readings.NO_VOICE)
    assert str(readings.NO_VOICE) in unescape(client.get("/sluchaj/", {"strona": PAGE}).content.decode())
    assert str(readings.NO_VOICE) in unescape(client.get("/sluchaj/").content.decode())
    assert client.get(address_of("Tak.")).status_code == 503


def test_listening_is_refused_when_one_address_asks_too_often(client, monkeypatch):
    monkeypatch.setattr(views, "PAGES", Limit(name="listen", per_address=1, per_network=9))
    ask(client, "Nabór", voices=["pl"])

    answer = ask(client, "Nabór", voices=["pl"])

    assert answer.status_code == 429
    assert refusal(answer) == "Bardzo dużo stron do posłuchania w krótkim czasie. Odczekaj dziesięć minut."


def test_new_sounds_are_refused_and_kept_ones_given_when_one_address_asks_too_often(client, monkeypatch):
    monkeypatch.setattr(views, "SOUNDS", Limit(name="sound", per_address=1, per_network=9))
    first, second = (address_of(words) for words in ("Raz.", "Dwa."))

    assert [client.get(each).status_code for each in (first, second, first)] == [200, 429, 200]


def test_sound_is_silent_for_a_while_when_the_voice_fails(client, monkeypatch):
    def fail(*_words: object) -> bytes:
        raise VoiceFailed("busy")

    monkeypatch.setattr(views, "new_recording", fail)

    answer = client.get(address_of("Tak."))

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")


def test_page_is_heard_piece_by_piece_when_there_is_no_script(client):
    page = client.get("/sluchaj/", {"strona": PAGE})

    sounds = [
        part.partition('"')[0]
        for part in page.content.decode().split('<audio controls preload="none" src="')[1:]
    ]

    assert page.context["title"] == "Nabór"
    assert len(sounds) == 5
    assert seconds(client.get(unescape(sounds[0])).content) > 1


@pytest.mark.parametrize("page", ["/urzad/", "/nie-ma/", "https://example.org/"])
def test_page_without_script_is_not_found_when_the_visitor_may_not_see_it(client, page):
    assert client.get("/sluchaj/", {"strona": page}).status_code == 404


def test_button_of_every_page_leads_to_what_is_heard_there(client):
    make_county()

    page = client.get("/dostepnosc/?x=1").content.decode()

    assert 'action="/sluchaj/" data-listen="/sluchaj/zdania/"' in page
    assert '<input type="hidden" name="strona" value="/dostepnosc/?x=1">' in page


def test_piece_in_a_language_without_words_is_said_in_polish(client):
    (piece,) = client.get("/sluchaj/", {"strona": "/obca/"}).context["pieces"]

    assert (piece.language, client.get(piece.sound).status_code) == ("uk", 200)


def test_page_is_heard_when_its_question_is_typed_with_polish_signs(client):
    page = client.get("/sluchaj/", {"strona": "/pytana/?q=łódź"})

    assert [piece.paragraphs for piece in page.context["pieces"]] == [["łódź"]]


def test_page_without_script_is_kept_by_no_browser(client):
    assert "no-store" in client.get("/sluchaj/", {"strona": PAGE})["Cache-Control"]


def test_page_without_script_is_refused_when_one_address_asks_too_often(client, monkeypatch):
    monkeypatch.setattr(views, "PAGES", Limit(name="listen", per_address=1, per_network=9))

    answers = [client.get("/sluchaj/", {"strona": PAGE}).status_code for _press in range(2)]

    assert (answers, client.get("/sluchaj/").status_code) == ([200, 429], 200)


@pytest.mark.parametrize("language", ["", "/en"])
def test_key_of_the_second_factor_stays_when_its_page_was_to_be_heard(client, language):
    make_county()
    make_person()
    sign_in(client)
    shown = client.get("/konto/zabezpieczenia/wlacz/").context["form"].secret

    heard = client.get("/sluchaj/", {"strona": f"{language}/konto/zabezpieczenia/wlacz/"})

    assert (heard.status_code, client.session["mfa.totp.secret"]) == (404, shown)
