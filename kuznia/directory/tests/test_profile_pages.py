"""The pages on which an organisation's page is kept, and the public ones that show it."""

from datetime import date

import pytest
from django.urls import reverse

from kuznia.directory.models import BoardMember, Exchange
from kuznia.directory.services import (
    add_membership,
    close_organisation,
    end_exchange,
)
from kuznia.directory.states import ExchangeSide
from kuznia.directory.tests.factories import (
    HOUSE,
    make_organisation,
    make_record,
    officer_of,
    representative_of,
    signed_in,
)
from kuznia.directory.tests.pages import send
from kuznia.directory.tests.profile_factories import (
    make_achievement,
    make_board_member,
    make_exchange,
    make_paper,
)
from kuznia.files.models import StoredFile
from kuznia.files.tests.factories import PDF, picture, upload

LIST = "/organizacje/"


@pytest.fixture(autouse=True)
def demo(settings, tmp_path):
    settings.KUZNIA_DEMO = True
    settings.KUZNIA_PAGE_CACHE = False
    settings.KUZNIA_FILES_DIR = tmp_path


@pytest.fixture
def organisation(county):
    return make_organisation()


@pytest.fixture
def own(client, organisation):
    signed_in(client, representative_of(organisation))
    client.post(reverse("directory:act-as"), {"role": f"organisation:{organisation.pk}"})
    return client


@pytest.fixture
def officer(client, county):
    return signed_in(client, officer_of(county))


def url_of(organisation, name, *rest):
    return reverse(f"directory:{name}", args=[organisation.slug, *rest])


WANTED = {"side": "looks_for", "kind": "volunteers", "text": "Dwie osoby"}
MEMBER = {"name": "Zofia Kowadło", "function": "prezeska", "since_on": "2024-01-10"}


def test_representative_says_changes_and_ends_what_is_looked_for(own, organisation):
    own.post(url_of(organisation, "exchanges"), WANTED)
    number = Exchange.objects.get().pk
    own.post(url_of(organisation, "exchange-edit", number), {**WANTED, "text": "Trzy osoby"})
    shown = own.get(url_of(organisation, "organisation")).content.decode()
    own.post(url_of(organisation, "exchange-end", number))

    assert "Trzy osoby" in shown
    assert "Trzy osoby" not in own.get(LIST).content.decode()
    assert "Trzy osoby" in own.get(url_of(organisation, "exchanges")).content.decode()


def test_officer_adds_an_achievement_with_a_picture_and_everybody_sees_it(officer, organisation):
    sent = {
        "title": "Stół na ulicy",
        "happened": "14.06.2025",
        "file": upload(picture(), "stol.png"),
        "alt": "Długi stół",
    }

    officer.post(url_of(organisation, "achievements"), sent)

    page = officer.get(url_of(organisation, "organisation")).content.decode()
    assert "14 czerwca 2025" in page
    assert 'alt="Długi stół"' in page
    assert officer.get(StoredFile.objects.get().get_absolute_url()).status_code == 200


def test_achievement_keeps_what_was_typed_when_the_picture_has_no_description(own, organisation):
    sent = {"title": "Stół", "happened": "2025", "file": upload(picture(), "stol.png")}

    page = own.post(url_of(organisation, "achievements"), sent).content.decode()

    assert "Napisz jednym zdaniem, co widać na zdjęciu" in page
    assert 'value="Stół"' in page


@pytest.mark.parametrize("typed", ["kiedyś", "20", "1200", "2025-13-40", "12000-01-01"])
def test_achievement_says_how_a_day_is_typed_when_it_is_none(own, organisation, typed):
    page = own.post(url_of(organisation, "achievements"), {"title": "Stół", "happened": typed})

    assert "Podaj rok, na przykład 2024" in page.content.decode()


def test_representative_changes_and_removes_an_achievement(own, organisation):
    achievement = make_achievement(organisation, with_picture=True)
    url = url_of(organisation, "achievement-edit", achievement.pk)

    opened = own.get(url).content.decode()
    own.post(url, {"title": "Stół na rynku", "happened": "2021", "text": "Było dobrze."})
    listed = own.get(url_of(organisation, "achievements")).content.decode()
    own.post(url_of(organisation, "achievement-remove", achievement.pk))

    assert "Długi stół na ulicy" in opened
    assert "Stół na rynku" in listed
    assert organisation.achievements.count() == 0


def test_representative_adds_and_removes_a_document(own, organisation):
    sent = {"kind": "statute", "title": "Statut", "file": upload(PDF, "statut.pdf")}

    own.post(url_of(organisation, "papers"), sent)
    shown = own.get(url_of(organisation, "organisation")).content.decode()
    own.post(url_of(organisation, "paper-remove", organisation.papers.get().pk))

    assert "Statut" in shown
    assert organisation.papers.count() == 0


def test_representative_takes_the_picture_alone_off_after_she_was_asked(own, organisation):
    achievement = make_achievement(organisation, with_picture=True)
    form = url_of(organisation, "achievement-edit", achievement.pk)
    url = url_of(organisation, "achievement-picture-remove", achievement.pk)

    offered = own.get(form).content.decode()
    asked = own.get(url).content.decode()
    answer = own.post(url)

    assert f'href="{url}">Usuń zdjęcie' in offered
    assert "Osiągnięcie zostanie na stronie bez zdjęcia." in asked
    assert (answer["Location"], StoredFile.objects.count()) == (form, 0)
    assert url not in own.get(form).content.decode()
    assert own.get(url).status_code == 404


def test_removing_an_achievement_asks_back_first(own, organisation):
    achievement = make_achievement(organisation, with_picture=True)
    url = url_of(organisation, "achievement-remove", achievement.pk)

    asked = own.get(url).content.decode()

    assert url in own.get(url_of(organisation, "achievements")).content.decode()
    assert "Osiągnięcie zniknie ze strony razem z tekstem i zdjęciem." in asked
    assert "Usuń osiągnięcie: Stół na ulicy" in asked
    assert f'href="{url_of(organisation, "achievements")}">Wróć bez usuwania' in asked
    assert organisation.achievements.count() == 1


def test_removing_a_document_asks_back_first(officer, organisation):
    paper = make_paper(organisation)
    url = url_of(organisation, "paper-remove", paper.pk)

    asked = officer.get(url).content.decode()

    assert url in officer.get(url_of(organisation, "papers")).content.decode()
    assert "Usuń dokument: Statut" in asked
    assert "W historii zostanie ślad razem z tytułem." in asked
    assert f'href="{url_of(organisation, "papers")}">Wróć bez usuwania' in asked
    assert organisation.papers.count() == 1


def test_representative_keeps_the_board_and_its_past(own, organisation, stopped_clock):
    own.post(url_of(organisation, "board"), MEMBER)
    number = BoardMember.objects.get().pk
    own.post(url_of(organisation, "board-member", number), {**MEMBER, "until_on": "2026-11-01"})
    before = own.get(url_of(organisation, "board")).content.decode()
    wrong = own.post(url_of(organisation, "board-member-end", number), {"ended_on": "2030-01-01"})
    own.post(url_of(organisation, "board-member-end", number), {"ended_on": "2026-11-01"})
    public = own.get(url_of(organisation, "organisation")).content.decode()

    assert "minęła" in before
    assert "Ten dzień dopiero nadejdzie." in wrong.content.decode()
    assert "Zofia Kowadło" not in public
    assert "Zofia Kowadło" in own.get(url_of(organisation, "board")).content.decode()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("exchange-edit", make_exchange),
        ("achievement-edit", make_achievement),
        ("board-member", make_board_member),
    ],
)
def test_thing_of_another_organisation_is_not_found(own, organisation, name, make):
    thing = make(make_organisation("Cudza"))

    assert own.get(url_of(organisation, name, thing.pk)).status_code == 404


def test_ended_things_are_shown_without_a_form(own, organisation):
    exchange, member = make_exchange(organisation), make_board_member(organisation)
    end_exchange(exchange=exchange, actor=HOUSE)
    BoardMember.objects.update(ended_on=date(2025, 1, 1))

    pages = [
        own.get(url_of(organisation, "exchange-edit", exchange.pk)).content.decode(),
        own.get(url_of(organisation, "board-member", member.pk)).content.decode(),
    ]

    assert "To już zakończone." in pages[0]
    assert "Poprzedni zarząd: prezeska, do 1 stycznia 2025." in pages[1]


def test_representative_fills_the_record_and_the_profile_shows_it(own, organisation):
    sent = {
        "mission": "Pomagamy",
        "account": "61 1090 1014 0000 0712 1981 2874",
        "tax_share_krs": "123",
        "tax_share_purpose": "Malichy",
        "works_in": ["142101", "142103"],
    }

    send(own, url_of(organisation, "my-organisation"), sent)

    page = own.get(url_of(organisation, "organisation")).content.decode()
    assert '<span class="code">61</span> <span class="code">1090</span>' in page
    assert "0000000123" in page
    assert "Piastów, Brwinów" in page
    assert "61\u00a01090" in own.get(url_of(organisation, "my-organisation")).content.decode()


def test_account_says_what_is_wrong_and_stays_typed_when_a_digit_is(own, organisation):
    typed = {"account": "61 1090 1014 0001"}

    page = send(own, url_of(organisation, "my-organisation"), typed).content.decode()

    assert "To nie jest numer rachunku" in page
    assert "61 1090 1014 0001" in page


def test_officer_says_who_signs_and_the_profile_tells_it(officer, organisation):
    sent = {
        "kind": "ngo",
        "name": organisation.name,
        "legal_form": "association",
        "representation_rule": "two_together",
        "representation_note": "Prezeska z drugą osobą.",
    }

    send(officer, url_of(organisation, "organisation-edit"), sent)

    page = officer.get(url_of(organisation, "organisation")).content.decode()
    assert "Prezeska z drugą osobą." in page


def test_page_says_when_it_was_confirmed(own, organisation, stopped_clock):
    own.post(url_of(organisation, "confirm"))

    page = own.get(url_of(organisation, "organisation")).content.decode()
    assert "potwierdzone 16 listopada 2026" in page
    assert "Potwierdzono, że dane się zgadzają." in page


def test_officer_confirms_from_the_desk_and_comes_back_to_it(officer, organisation):
    answer = officer.post(url_of(organisation, "confirm"))

    assert answer["Location"] == url_of(organisation, "organisation-edit")


@pytest.mark.parametrize("rows", [1, 12])
def test_profile_takes_the_same_queries_however_much_stands_on_it(
    client, organisation, rows, django_assert_num_queries
):
    for number in range(rows):
        make_exchange(organisation, text=f"Rzecz {number}")
        make_achievement(organisation, with_picture=True)
        make_paper(organisation)
        make_board_member(organisation, name=f"Osoba {number}")
        add_membership(member=make_organisation(f"M {number}"), federation=organisation, actor=HOUSE)
    client.get(url_of(organisation, "organisation"))

    with django_assert_num_queries(10):
        client.get(url_of(organisation, "organisation"))


def test_profile_asks_only_for_what_is_there(client, organisation, django_assert_num_queries):
    client.get(url_of(organisation, "organisation"))

    with django_assert_num_queries(3):
        client.get(url_of(organisation, "organisation"))


@pytest.mark.parametrize("rows", [1, 12])
@pytest.mark.parametrize(
    ("name", "queries"), [("exchanges", 7), ("achievements", 7), ("papers", 7), ("board", 8)]
)
def test_kept_pages_take_the_same_queries_however_much_they_show(
    own, organisation, rows, name, queries, django_assert_num_queries
):
    for number in range(rows):
        make_exchange(organisation, text=f"Rzecz {number}")
        make_achievement(organisation, with_picture=True)
        make_paper(organisation)
        make_board_member(organisation, name=f"Osoba {number}")
    own.get(url_of(organisation, name))

    with django_assert_num_queries(queries):
        own.get(url_of(organisation, name))


def test_machines_read_who_belongs_and_what_is_sought(client, organisation):
    member = make_organisation("Członek")
    add_membership(member=member, federation=organisation, actor=HOUSE)
    make_board_member(organisation)
    make_exchange(organisation)
    make_exchange(organisation, side=ExchangeSide.OFFERS, text="Sala")
    make_achievement(organisation, with_picture=True)

    schema = client.get(url_of(organisation, "organisation")).context["schema"]

    names = [each.get("name") or each["member"]["name"] for each in schema["member"]]
    assert names == ["Członek", "Zofia Kowadło"]
    assert schema["seeks"] == [{"@type": "Demand", "name": "Dwie osoby do archiwum"}]
    assert schema["makesOffer"] == [{"@type": "Offer", "name": "Sala"}]
    assert len(schema["image"]) == 1


def test_closed_organisation_looks_for_nothing_any_more(client, organisation):
    make_exchange(organisation)
    close_organisation(organisation=organisation, reason="Koniec.", actor=HOUSE)

    answer = client.get(url_of(organisation, "organisation"))

    assert "Dwie osoby do archiwum" not in answer.content.decode()
    assert "dissolutionDate" in answer.context["schema"]


def test_record_that_was_only_added_has_a_page_without_empty_parts(client, county):
    organisation = make_organisation(make_record("Pusta").name)

    page = client.get(url_of(organisation, "organisation")).content.decode()

    assert "Czego szukamy" not in page
    assert "Organizacja jeszcze nic o sobie nie napisała." in page


def test_broken_document_is_refused_in_words_about_documents(own, organisation):
    sent = {"kind": "statute", "title": "Statut", "file": upload(b"not a PDF", "statut.pdf")}

    page = own.post(url_of(organisation, "papers"), sent)

    assert page.context["form"].errors["file"][0] == (
        "Przyjmujemy tu dokumenty: PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP. Ten plik nie jest żadnym z nich "
        "albo jest uszkodzony. Zapisz go jeszcze raz w jednym z tych formatów i wyślij ponownie."
    )
