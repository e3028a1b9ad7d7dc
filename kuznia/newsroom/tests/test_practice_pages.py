"""The pages of good practices: proposed and corrected by a representative, decided by an editor, read by everybody."""

from __future__ import annotations

from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kuznia.directory.models import Municipality, Organisation
from kuznia.directory.tests.factories import (
    make_organisation,
    representative_actor,
    representative_of,
    signed_in,
)
from kuznia.files.models import StoredFile
from kuznia.files.tests.factories import picture, upload
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.policy import OfficeRole
from kuznia.newsroom.models import Practice
from kuznia.newsroom.published_practices import PublishedPractices
from kuznia.newsroom.queries import practices_decided, practices_to_decide
from kuznia.newsroom.services import change_practice, send_back_practice, withdraw_practice
from kuznia.newsroom.states import PracticeState
from kuznia.newsroom.tests.factories import browser_of, employ
from kuznia.newsroom.tests.practice_factories import (
    entry_of_practice,
    make_practice,
    make_published_practice,
)

LIST = "/dobre-praktyki/"
CARD = {
    "form_key": "7f0c0e34-56a0-4a4c-9f4e-3f6f9a0d9d11",
    "title": "Wypożyczalnia narzędzi",
    "sphere": "13",
    "problem": "Każdy kupował wiertarkę.",
    "deed": "Zebraliśmy narzędzia.",
    "cost": "1 250,50 zł",
    "result": "Sześćdziesiąt wypożyczeń.",
    "contact_name": "Zofia Kowadło",
    "contact_email": "zofia@example.org",
    "contact_agrees": "on",
}


@pytest.fixture(autouse=True)
def demo(settings, tmp_path):
    settings.KUZNIA_DEMO = True
    settings.KUZNIA_FILES_DIR = tmp_path


@pytest.fixture
def organisation(county) -> Organisation:
    return make_organisation("Stowarzyszenie Iskra")


@pytest.fixture
def own(client: Client, organisation: Organisation) -> Client:
    signed_in(client, representative_of(organisation))
    client.post(reverse("directory:act-as"), {"role": f"organisation:{organisation.pk}"})
    return client


@pytest.fixture
def desk(county) -> Client:
    return browser_of(employ(county, OfficeRole.EDITOR))


def url_of(organisation: Organisation, name: str, *rest: int) -> str:
    return reverse(f"newsroom:{name}", args=[organisation.slug, *rest])


def text_of(response: Any) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


def test_representative_proposes_a_card_with_a_picture(own: Client, organisation: Organisation):
    sent = {**CARD, "file": upload(picture(), "polka.png"), "alt": "Półka"}

    answer = own.post(url_of(organisation, "practice-propose"), sent, follow=True)

    practice = Practice.objects.get()
    assert (practice.state, str(practice.cost)) == (PracticeState.PROPOSED, "1250.50")
    assert StoredFile.objects.get().alt == "Półka"
    assert "Dziękujemy. Redakcja przeczyta kartę" in text_of(answer)
    assert "czeka na redakcję" in text_of(answer)


def test_card_is_made_once_when_the_form_is_sent_twice(own: Client, organisation: Organisation):
    for _click in range(2):
        own.post(url_of(organisation, "practice-propose"), CARD)

    assert Practice.objects.count() == 1


def test_card_is_made_when_the_key_of_its_form_is_spoilt(own: Client, organisation: Organisation):
    own.post(url_of(organisation, "practice-propose"), {**CARD, "form_key": "zepsuty"})

    assert Practice.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"cost": "dużo"}, "Wpisz kwotę cyframi"),
        ({"cost": "-5"}, "Kwota nie może być mniejsza od zera."),
        ({"title": ""}, "Wpisz w kilku słowach, co zrobiliście."),
        ({"cost": ""}, "Wpisz, ile to kosztowało; 0, jeśli nic."),
        ({"contact_agrees": ""}, "Najpierw zapytaj tę osobę"),
        ({"contact_email": ""}, "Podaj e-mail albo telefon, żeby inni mogli zapytać."),
        ({"contact_email": "zofia"}, "zofia"),
        ({"sphere": "99"}, "Dziedzina"),
    ],
)
def test_form_keeps_what_was_typed_and_says_what_to_correct(own, organisation, typed, said):
    page = text_of(own.post(url_of(organisation, "practice-propose"), {**CARD, **typed}))

    assert said in page
    assert typed.get("title", 'value="Wypożyczalnia narzędzi"') in page
    assert Practice.objects.count() == 0


def test_form_asks_for_words_when_a_picture_has_none(own: Client, organisation: Organisation):
    sent = {**CARD, "file": upload(picture(), "polka.png")}

    page = text_of(own.post(url_of(organisation, "practice-propose"), sent))

    assert "Napisz jednym zdaniem, co widać na zdjęciu" in page


def test_form_says_that_the_picture_is_to_be_chosen_again(own: Client, organisation: Organisation):
    sent = {**CARD, "deed": "", "file": upload(picture(), "polka.png"), "alt": "Półka"}

    page = text_of(own.post(url_of(organisation, "practice-propose"), sent))

    assert "Wybierz zdjęcie jeszcze raz: formularz nie mógł go zachować." in page


def test_pages_of_practices_say_in_their_heading_what_they_are(own: Client, organisation: Organisation):
    pages = [text_of(own.get(url_of(organisation, name))) for name in ("own-practices", "practice-propose")]

    assert "<h1>Dobre praktyki</h1>" in pages[0]
    assert "<h1>Zgłoś dobrą praktykę</h1>" in pages[1]


def test_representative_corrects_the_card_that_came_back(own, organisation, editor):
    practice = make_practice(organisation)
    send_back_practice(practice=practice, reason="Dopisz koszt dojazdów.", actor=editor)
    url = url_of(organisation, "own-practice", practice.pk)

    opened = text_of(own.get(url))
    saved = text_of(own.post(url, {**CARD, "cost": "1300"}, follow=True))

    practice.refresh_from_db()
    assert "Powód podany przez redakcję: Dopisz koszt dojazdów." in opened
    assert "Jan Urzędowy" not in opened
    assert 'value="1 250,50"' in opened
    assert (practice.state, practice.cost) == (PracticeState.PROPOSED, Decimal(1300))
    assert "Zmiany zapisane." in saved


def test_representative_keeps_what_she_typed_when_the_editor_decided_meanwhile(own, organisation, editor):
    practice = make_published_practice(organisation, editor)

    answer = own.post(url_of(organisation, "own-practice", practice.pk), {**CARD, "title": "Inny"})

    assert "Redakcja podjęła w międzyczasie decyzję." in text_of(answer)
    assert Practice.objects.get().title == "Wypożyczalnia narzędzi"


def test_representative_withdraws_the_card_and_a_second_click_changes_nothing(own, organisation, editor):
    practice = make_published_practice(organisation, editor)
    url = url_of(organisation, "own-practice-withdraw", practice.pk)

    answers = [own.post(url, follow=True).status_code for _click in range(2)]

    practice.refresh_from_db()
    assert (answers, practice.state) == ([200, 200], PracticeState.WITHDRAWN)
    assert own.get(practice.get_absolute_url()).status_code == 200
    assert Client().get(practice.get_absolute_url()).status_code == 404


def test_representative_who_acts_for_herself_is_asked_to_choose(client: Client, organisation: Organisation):
    signed_in(client, representative_of(organisation))

    answer = client.get(url_of(organisation, "own-practices"))

    assert answer["Location"] == (
        "/dzialaj-jako/?next=%2Fmoje%2Forganizacje%2Fstowarzyszenie-iskra%2Fdobre-praktyki%2F"
    )


def test_representative_who_may_not_edit_reads_why(client: Client, organisation: Organisation):
    signed_in(client, representative_of(organisation, may_edit=False))
    client.post(reverse("directory:act-as"), {"role": f"organisation:{organisation.pk}"})

    answer = client.get(url_of(organisation, "own-practices"))

    assert answer.status_code == 403
    assert "Dobrą praktykę zgłasza tylko osoba" in text_of(answer)


def test_pages_of_an_organisation_are_hidden_from_strangers(client: Client, organisation: Organisation):
    signed_in(client, representative_of(make_organisation("Cudza")))

    assert client.get(url_of(organisation, "own-practices")).status_code == 404


def test_pages_of_an_organisation_lead_to_its_practices(own: Client, organisation: Organisation):
    page = own.get(reverse("directory:my-organisation", args=[organisation.slug])).content.decode()

    assert f'href="{url_of(organisation, "own-practices")}"' in page


def test_card_of_another_organisation_is_not_there(own: Client, organisation: Organisation):
    foreign = make_practice(make_organisation("Cudza"))

    assert own.get(url_of(organisation, "own-practice", foreign.pk)).status_code == 404


def test_editor_reads_the_queue_and_publishes(desk: Client, organisation: Organisation):
    practice = make_practice(organisation)
    card = reverse("newsroom:desk-practice", args=[practice.pk])

    queue = text_of(desk.get("/urzad/dobre-praktyki/"))
    opened = text_of(desk.get(card))
    desk.post(f"{card}opublikuj/", {"version": "1"})

    practice.refresh_from_db()
    assert ("Wypożyczalnia narzędzi" in queue, "1 250,50 zł" in opened) == (True, True)
    assert practice.is_public
    assert "opublikowana" in text_of(desk.get("/urzad/dobre-praktyki/"))


def test_editor_is_shown_the_new_text_when_the_card_was_changed_meanwhile(desk, organisation):
    practice = make_practice(organisation)
    actor = _actor_of(practice)
    change_practice(practice=practice, entry=entry_of_practice(deed="Co innego."), actor=actor)

    page = text_of(desk.post(f"/urzad/dobre-praktyki/{practice.pk}/opublikuj/", {"version": "1"}))

    assert "Organizacja zmieniła kartę, odkąd ją otwarto." in page
    assert ("Co innego." in page, 'name="version" value="2"' in page) == (True, True)


@pytest.mark.parametrize(
    ("move", "prefix", "state"),
    [("zwroc", "send_back", PracticeState.RETURNED), ("odmow", "refuse", PracticeState.REFUSED)],
)
def test_editor_decides_against_a_card_with_a_reason(desk, organisation, move, prefix, state):
    practice = make_practice(organisation)
    url = f"/urzad/dobre-praktyki/{practice.pk}/{move}/"

    empty = text_of(desk.post(url, {}))
    desk.post(url, {f"{prefix}-reason": "Za krótko."})

    practice.refresh_from_db()
    assert "Napisz powód w jednym zdaniu." in empty
    assert practice.state == state


def test_editor_takes_a_card_down(desk: Client, organisation: Organisation, editor):
    practice = make_published_practice(organisation, editor)

    desk.post(f"/urzad/dobre-praktyki/{practice.pk}/zdejmij/", {"take_down-reason": "Nieaktualne."})

    practice.refresh_from_db()
    assert practice.state == PracticeState.TAKEN_DOWN


def test_nobody_but_editors_has_a_queue(organisation: Organisation):
    actor = _actor_of(make_practice(organisation))

    assert (practices_to_decide(actor).count(), practices_decided(actor).count()) == (0, 0)


def test_card_shows_cost_result_and_whom_to_ask(client: Client, organisation: Organisation, editor):
    practice = make_published_practice(organisation, editor, contact_phone="22 000 00 00")

    page = text_of(client.get(practice.get_absolute_url()))

    for shown in ("1 250,50 zł", "Sześćdziesiąt wypożyczeń", "zofia@example.org", "22 000 00 00"):
        assert shown in page


def test_list_is_narrowed_by_gmina_field_and_word(client: Client, organisation: Organisation, editor):
    brwinow = Municipality.objects.get(teryt6="142103")
    make_published_practice(make_organisation("Druga", municipality=brwinow), editor, title="Ogród")
    make_published_practice(organisation, editor)
    run_waiting_jobs()

    found = [
        text_of(client.get(f"{LIST}{asked}")).count('class="practice"')
        for asked in (
            "",
            "?gmina=142103",
            "?dziedzina=13",
            "?dziedzina=18",
            "?q=ogrodem",
            "?q=statek",
            "?q=%00",
        )
    ]

    assert found == [2, 1, 2, 0, 1, 0, 2]


def test_list_says_so_when_there_is_no_card(client: Client, county):
    assert "Nie ma jeszcze żadnej karty." in text_of(client.get(LIST))


def test_page_of_the_organisation_tells_of_its_practice(client: Client, organisation: Organisation, editor):
    make_published_practice(organisation, editor)

    page = text_of(client.get(reverse("directory:organisation", args=[organisation.slug])))

    assert ("Wypożyczalnia narzędzi" in page, "dobra praktyka" in page) == (True, True)


def _actor_of(practice: Practice) -> Any:
    return representative_actor(practice.organisation, person=practice.proposed_by)


def test_withdrawn_card_leaves_the_search(organisation: Organisation, editor):
    practice = make_published_practice(organisation, editor)
    port = PublishedPractices()
    (text,) = port.texts(list(port.keys()))

    withdraw_practice(practice=practice, actor=_actor_of(practice))

    assert (text.title, text.url, text.place) == (
        "Wypożyczalnia narzędzi",
        "/dobre-praktyki/wypozyczalnia-narzedzi/",
        "",
    )
    assert "zofia@example.org" not in f"{text}"
    assert list(port.keys()) == []
