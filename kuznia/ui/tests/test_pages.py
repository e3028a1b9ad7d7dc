import re

import pytest

from kuznia.lib.policy import ForAuthority, Visitor
from kuznia.lib.ports import CountyProfile
from kuznia.ui.context import Shell
from kuznia.ui.tests.conftest import SampleCounty


def _heading(answer):
    return re.findall(r"<h1>(.*?)</h1>", answer.content.decode())[0]


@pytest.mark.parametrize(
    ("address", "status", "heading", "sentence"),
    [
        ("/odmowa/", 409, "To się nie udało", "Zapisy są zamknięte."),
        ("/zakaz/", 403, "Nie możesz tego zrobić", "Tylko organizator zmienia wydarzenie."),
        ("/brak-roli/", 403, "Nie możesz tego zrobić", "Ta strona jest dla osób w innej roli."),
        ("/podejrzane/", 400, "Nie rozumiemy tego żądania", "Adres albo formularz jest uszkodzony."),
        ("/nie-ma/", 404, "Tej strony nie ma", "Adres ma literówkę albo strona zmieniła miejsce."),
        ("/tylko-post/", 405, "Ten adres należy do przycisku", "Nie da się go otworzyć jak strony."),
        ("/awaria/", 500, "Coś się u nas zepsuło", "Już to odnotowaliśmy."),
        ("/bez-bazy/", 503, "Strona ma chwilę przerwy", "Spróbuj za pół minuty."),
    ],
)
def test_page_says_what_happened_when_something_went_wrong(site, address, status, heading, sentence):
    answer = site.get(address)

    assert answer.status_code == status
    assert _heading(answer) == heading
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    ("method", "said"),
    [
        (
            "get",
            [
                "Już to odnotowaliśmy. Wszystko, co zapisano wcześniej, jest bezpieczne.",
                "Jeśli przed chwilą coś wysłano, sprawdź, czy już tam jest, zanim wyślesz to jeszcze raz.",
            ],
        ),
        (
            "post",
            [
                (
                    "Już to odnotowaliśmy. Nie wiemy, czy zapisało się to, co wysłano przed chwilą; "
                    "wszystko, co zapisano wcześniej, jest bezpieczne."
                ),
                (
                    "Wróć i sprawdź, czy już tam jest. Jeśli nie, wyślij jeszcze raz: "
                    "przeglądarka pamięta, co wpisano."
                ),
            ],
        ),
    ],
)
def test_breakdown_says_to_look_before_sending_again(site, method, said):
    page = getattr(site, method)("/awaria/").content.decode()

    assert re.findall(r"<p(?: class=\"lead\")?>(?!<a)(.*?)</p>", page) == said


def test_error_speaks_english_when_the_address_is_english(site):
    assert _heading(site.get("/en/zakaz/")) == "You cannot do this"


def test_allowed_methods_are_named_when_another_was_used(site):
    assert site.get("/tylko-post/")["Allow"] == "POST"


def test_retry_is_announced_when_the_database_is_away(site):
    assert site.get("/bez-bazy/")["Retry-After"] == "30"


def test_menu_is_ordered_and_marks_the_page_when_drawn(site):
    page = site.get("/strona/").content.decode()

    (menu,) = re.findall(r'<nav class="nav".*?</nav>', page, re.DOTALL)
    assert re.findall(r'<a href="(.*?)"(.*?)>(.*?)</a>', menu) == [
        ("/strona/", ' aria-current="page"', "Wydarzenia"),
        ("/wzornik/", "", "Wzornik"),
    ]


def test_strip_has_a_block_for_every_gmina_when_drawn(site):
    page = site.get("/strona/").content.decode()

    assert page.count('<div class="strip" aria-hidden="true"><i></i><i></i></div>') == 2


@pytest.mark.parametrize(("is_demo", "times"), [(True, 1), (False, 0)])
def test_banner_stands_on_the_page_when_it_is_the_demo(site, settings, is_demo, times):
    settings.KUZNIA_DEMO = is_demo

    page = site.get("/strona/").content.decode()

    assert page.count("Dane pokazowe. To nie jest strona Powiatu Pruszkowskiego.") == times
    assert page.count('<meta name="robots" content="noindex, nofollow">') == times


@pytest.mark.parametrize(
    ("address", "other"),
    [("/strona/", "/en/strona/"), ("/en/strona/", "/strona/"), ("/strona/?a=1", "/en/strona/?a=1")],
)
def test_other_language_is_linked_when_the_page_is_drawn(site, address, other):
    page = site.get(address).content.decode()

    assert f'<a href="{other}" lang="' in page


def test_page_has_one_heading_and_a_skip_link_when_drawn(site):
    page = site.get("/wzornik/").content.decode()

    assert page.count("<h1") == 1
    assert page.index('<a class="skip" href="#tresc">') < page.index("<main")
    assert page.count('<main id="tresc">') == 1


def test_form_is_summed_up_above_the_heading_when_it_is_wrong(site):
    page = site.post("/formularz/", {"name": "Ewa"}).content.decode()

    assert "<title>Błąd: Strona – Kuźnia</title>" in page
    assert "Popraw 5 rzeczy" in page
    assert page.index('class="errsum"') < page.index("<h1")
    assert '<li><a href="#id_meal_0">Wybierz odpowiedź: „Posiłek”.</a></li>' in page


def test_form_is_not_summed_up_when_nothing_was_sent(site):
    page = site.get("/formularz/").content.decode()

    assert "<title>Strona – Kuźnia</title>" in page
    assert "errsum" not in page


def test_desk_names_the_authority_when_an_officer_acts(rf):
    request = rf.get("/")
    request.actor = ForAuthority(person_id=1, name="Anna Kuźnik", authority_id=1, authority_name="Starostwo")

    shell = Shell(request)

    assert (shell.signed_in, shell.person_name, shell.acts_for) == (True, "Anna Kuźnik", "Starostwo")


def test_nobody_is_signed_in_when_a_visitor_reads(rf):
    request = rf.get("/")
    request.actor = Visitor()

    assert Shell(request).signed_in is False


def test_desk_shows_its_own_menu_when_drawn(site):
    page = site.get("/pulpit/").content.decode()

    assert (
        '<svg class="i" aria-hidden="true"><use href="/static/ui/icons.svg#i-house"/></svg> Pulpit</a>'
        in page
    )
    assert '<meta name="robots" content="noindex, nofollow">' in page


def test_form_is_refused_in_words_when_its_token_is_missing(site):
    site.handler.enforce_csrf_checks = True

    answer = site.post("/formularz/", {"name": "Ewa"})

    assert answer.status_code == 403
    assert "Wróć, odśwież stronę i wyślij formularz jeszcze raz." in answer.content.decode()


def test_page_says_so_when_the_database_is_lost_before_the_view(site, settings):
    settings.MIDDLEWARE = ["kuznia.ui.tests.site.lose_database_early", *settings.MIDDLEWARE]

    answer = site.get("/strona/")

    assert (answer.status_code, _heading(answer)) == (503, "Strona ma chwilę przerwy")


def test_frame_says_what_the_county_says_now_when_its_data_change(site, monkeypatch):
    moved = CountyProfile(name="Powiat Nowy", locative="", teryt="9999", address="Rynek 1", website="/nowy/")
    pages = [site.get("/strona/").content.decode()]
    monkeypatch.setattr(SampleCounty, "county", lambda _self: moved)

    pages.append(site.get("/strona/").content.decode())

    said = ("Powiat Próbny", "Powiat Nowy", "Rynek 1", "/nowy/", "tel:221234567")
    assert [[word in page for word in said] for page in pages] == [
        [True, False, False, False, True],
        [False, True, True, True, False],
    ]
