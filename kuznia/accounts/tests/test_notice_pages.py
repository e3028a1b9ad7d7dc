"""The office's pages of privacy notices: read, written anew, previewed, published once."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from kuznia.accounts import queries, services
from kuznia.accounts.models import PrivacyNotice
from kuznia.accounts.tests.factories import last_version, make_person
from kuznia.lib.policy import ForAuthority, OfficeRole

pytestmark = pytest.mark.django_db
LIST, PURPOSE = "/urzad/klauzule/", "inquiries.inquiry"
FORM = f"{LIST}{PURPOSE}/"
TYPED = ("title_pl", "body_pl", "title_en", "body_en")
MEANWHILE = (
    "Po otwarciu formularza ogłoszono inną wersję. Przeczytaj ją, potem zdecyduj, czy Twoja ma być następna."
)


@pytest.fixture
def administrator(monkeypatch, settings):
    """An administrator of the county office, who acts in every request."""
    settings.KUZNIA_DEMO = True
    person = make_person("admin@przyklad.pl", "Piotr Żar")
    actor = ForAuthority(person.pk, person.name, 1, "Starostwo Powiatowe", OfficeRole.ADMINISTRATOR)
    monkeypatch.setattr("kuznia.directory.middleware._actor", lambda request: actor)
    return actor


def soup(page: Any) -> BeautifulSoup:
    return BeautifulSoup(page.content.decode(), "html.parser")


def opened(client, **changes: str) -> dict[str, str]:
    """Return what the form would send, with what is changed."""
    page = client.get(FORM)
    texts = {name: page.context["form"][name].value() for name in TYPED}
    return {**texts, "follows": followed(page), **changes}


def followed(page: Any) -> str:
    """Return which version the form on the page follows."""
    return str(soup(page).select("input[name=follows]")[0]["value"])


def previewed(page: Any) -> dict[str, str]:
    """Return what the preview would send."""
    hidden = soup(page).select("main form input[type=hidden]")
    return {str(each["name"]): str(each["value"]) for each in hidden if each["name"] != "csrfmiddlewaretoken"}


def problems(page: Any) -> list[str]:
    return [" ".join(each.get_text().split()) for each in soup(page).select(".errsum li")]


def publish(actor, purpose: str = PURPOSE, **changes: Any) -> PrivacyNotice:
    after = last_version(purpose)
    texts = {"titles": ("Nowy tytuł", "New title"), "bodies": ("Treść", "Text")}
    return services.publish_notice(**{"purpose": purpose, "after": after, **texts, **changes}, actor=actor)


def test_list_tells_of_each_version_how_it_stands_and_who_published_it(client, administrator):
    publish(administrator)

    rows = soup(client.get(LIST)).select(f"section[aria-labelledby='{PURPOSE}'] tbody tr")

    told = [[" ".join(cell.stripped_strings) for cell in row.select("th, td:last-child")] for row in rows]
    who = [next(row.select("td")[1].stripped_strings) for row in rows]
    assert told == [
        ["Wersja 2 Nowy tytuł", "obowiązuje"],
        ["Wersja 1 Dane osób, które pytają urząd", "zastąpiona nowszą"],
    ]
    assert who == ["Piotr Żar", "dostarczona z Kuźnią"]


def test_list_names_a_kind_that_the_house_does_not_know_by_its_title(client, administrator):
    services.publish_notice(
        purpose="own.kind", after=0, titles=("Własna", "Own"), bodies=("a", "b"), actor=administrator
    )

    headings = [each.get_text() for each in soup(client.get(LIST)).select("main h2")]

    assert headings[-1] == "Własna"


def test_list_asks_the_database_alike_for_few_versions_and_for_many(client, administrator, count_queries):
    publish(administrator)
    few = count_queries(lambda: client.get(LIST))
    for number in range(10):
        publish(administrator, titles=(f"Tytuł {number}", "Title"))

    assert count_queries(lambda: client.get(LIST)) == few


def test_form_starts_from_the_latest_text(client, administrator):
    publish(administrator, bodies=("## Po co\n\nTreść", "Text"))

    form = opened(client)

    assert form == {
        "title_pl": "Nowy tytuł",
        "body_pl": "## Po co\n\nTreść",
        "title_en": "New title",
        "body_en": "Text",
        "follows": "2",
    }


def test_preview_shows_both_languages_as_people_will_read_them_and_publishes_nothing(client, administrator):
    form = opened(client, body_pl="## Po co\r\n\r\n- raz\r\n- dwa", body_en="<b>Why</b>", step="preview")

    page = client.post(FORM, form)

    bodies = [
        each.decode_contents().partition("</h2>")[2].strip() for each in soup(page).select("main .prose")
    ]
    assert bodies == [
        '<h3>Po co</h3><ul data-b=""><li>raz</li><li>dwa</li></ul>',
        "<p>&lt;b&gt;Why&lt;/b&gt;</p>",
    ]
    assert last_version(PURPOSE) == 1


def test_previewed_version_is_published_and_in_force(client, administrator):
    preview = client.post(FORM, opened(client, body_pl="Raz\r\n\r\nDwa", step="preview"))

    answer = client.post(FORM, previewed(preview) | {"step": "publish"})

    current = queries.current_notice(PURPOSE)
    assert (answer.status_code, answer.url, current.version, current.body_pl) == (
        302,
        LIST,
        2,
        "Raz\n\nDwa",
    )


def test_version_is_published_once_when_the_button_is_pressed_twice(client, administrator):
    form = previewed(client.post(FORM, opened(client, title_pl="Nowy", step="preview")))

    answers = [client.post(FORM, form | {"step": "publish"}) for _click in range(2)]

    assert [answer.url for answer in answers] == [LIST, LIST]
    assert last_version(PURPOSE) == 2


def test_officer_goes_back_to_change_and_finds_what_she_typed(client, administrator):
    page = client.post(FORM, opened(client, body_pl="Moja treść", step="edit"))

    assert (page.context["form"]["body_pl"].value(), problems(page)) == ("Moja treść", [])


@pytest.mark.parametrize("step", ["preview", "publish"])
def test_officer_reads_what_to_correct_and_loses_nothing(client, administrator, step):
    changes = {"title_pl": "", "body_pl": "Pisz: $emial", "body_en": "  "}

    page = client.post(FORM, opened(client, **changes, step=step))

    assert problems(page) == [
        "Uzupełnij pole „Tytuł po polsku”.",
        "Niczego nie wstawimy w miejsce $emial. W tekście mogą stać: $county, $address, $email, $phone, $officer.",
        "Uzupełnij pole „Tekst po angielsku”.",
    ]
    assert page.context["form"]["body_pl"].value() == "Pisz: $emial"


def test_officer_reads_that_nothing_was_changed(client, administrator):
    page = client.post(FORM, opened(client, step="publish"))

    assert problems(page) == ["Nic się nie zmieniło: tekst jest taki sam jak w ostatniej wersji."]


@pytest.mark.parametrize("step", ["preview", "publish"])
def test_form_that_was_opened_before_another_version_says_so_and_then_follows_it(client, administrator, step):
    form = opened(client, title_pl="Mój tytuł", step=step)
    publish(administrator)

    page = client.post(FORM, form)

    assert problems(page) == [MEANWHILE]
    assert followed(page) == "2"
    assert page.context["form"]["title_pl"].value() == "Mój tytuł"


@pytest.mark.parametrize("follows", ["", "x", "-1", "9" * 5_000])
def test_form_that_names_no_version_is_not_published(client, administrator, follows):
    page = client.post(FORM, opened(client, title_pl="Nowy", follows=follows, step="publish"))

    assert problems(page) == [MEANWHILE]


@pytest.mark.parametrize("kind", ["nic.takiego", "%00"])
def test_there_is_no_form_for_a_kind_that_has_no_notice(client, administrator, kind):
    assert client.get(f"{LIST}{kind}/").status_code == 404
