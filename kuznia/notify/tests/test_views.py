from dataclasses import replace

import pytest
from django.utils import translation

from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.policy import AsSelf, ForAuthority, OfficeRole, Visitor, decide
from kuznia.notify.answers import MailNavigation, MailTodo
from kuznia.notify.models import Message
from kuznia.notify.queries import visible_to
from kuznia.notify.states import MessageState
from kuznia.notify.tests import factories

pytestmark = pytest.mark.django_db
RESIDENT = AsSelf(1, "Ewa")
EDITOR = ForAuthority(1, "Edyta", 1, "Starostwo", OfficeRole.EDITOR)
ADMINISTRATOR = ForAuthority(1, "Adam", 1, "Starostwo", OfficeRole.ADMINISTRATOR)
GMINA_OFFICER = ForAuthority(2, "Grażyna", 2, "Urząd Gminy", OfficeRole.OFFICER, municipality_id=20)
GMINA_ADMINISTRATOR = replace(GMINA_OFFICER, role=OfficeRole.ADMINISTRATOR)
MEND = "notify.may_mend"
EVERYBODY = (Visitor(), RESIDENT, EDITOR, factories.OFFICER, ADMINISTRATOR, GMINA_ADMINISTRATOR)


@pytest.fixture
def undelivered():
    message = factories.message()
    Message.objects.update(state=MessageState.UNDELIVERED, last_answer="550 No such user")
    return message


@pytest.mark.usefixtures("demo")
def test_mailbox_shows_every_letter_newest_first_to_anybody_in_the_demo(site):
    factories.message(to="ewa@przyklad.pl", matter="first", subject="Pierwszy")
    run_waiting_jobs()
    factories.message(to="jan@przyklad.pl", matter="second", subject="Drugi")

    page = site.get("/skrzynka/").content.decode()

    assert page.index("Drugi") < page.index("Pierwszy")
    assert page.index("czeka na wysłanie") < page.index("doręczona")


@pytest.mark.usefixtures("demo")
def test_mailbox_shows_the_letters_of_one_reader_when_it_is_asked_for_her(site):
    factories.message(to="ewa@przyklad.pl", matter="first", subject="Pierwszy")
    factories.message(to="jan@przyklad.pl", matter="second", subject="Drugi")

    page = site.get("/skrzynka/?do=EWA@przyklad.pl").content.decode()

    assert ("Pierwszy" in page, "Drugi" in page) == (True, False)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "query", ["do=%00", "do=%27%3B--", "page=x", "page=99999999999999999999", "do=" + "x" * 5_000]
)
def test_mailbox_bears_odd_questions(site, query):
    assert site.get(f"/skrzynka/?{query}").status_code == 200


@pytest.mark.usefixtures("demo")
def test_mailbox_says_so_when_there_is_no_letter(site):
    assert "Nie ma tu jeszcze żadnej wiadomości." in site.get("/skrzynka/").content.decode()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("letters", [1, 30])
def test_mailbox_costs_the_same_queries_however_many_letters(site, letters, django_assert_num_queries):
    for number in range(letters):
        factories.message(matter=str(number))
    site.get("/skrzynka/")

    with django_assert_num_queries(2):
        site.get("/skrzynka/")


@pytest.mark.usefixtures("demo")
def test_letter_is_shown_with_its_plain_twin_and_attachments(site):
    message = factories.message(**vars(factories.full_letter()))

    page = site.get(f"/skrzynka/{message.pk}/").content.decode()

    assert '<a class="btn" href="http://localhost:8000/zapis/abc/"' in page
    assert "Zobacz zapis:\nhttp://localhost:8000/zapis/abc/" in page
    assert f'href="/skrzynka/{message.pk}/zalacznik/1/"' in page


@pytest.mark.usefixtures("demo")
def test_letter_prints_what_people_typed_as_text(site):
    message = factories.message(heading="<script>alert(1)</script>", paragraphs=["</pre><img src=x>"])

    page = site.get(f"/skrzynka/{message.pk}/").content.decode()

    assert ("<script>alert" in page, "<img src=x>" in page) == (False, False)


@pytest.mark.usefixtures("demo")
def test_letter_page_says_so_when_the_letter_is_no_longer_kept(site):
    message = factories.message()
    Message.objects.update(letter={}, state=MessageState.UNDELIVERED)

    page = site.get(f"/skrzynka/{message.pk}/").content.decode()

    assert "Treść wiadomości przechowujemy 30 dni." in page
    assert site.get(f"/skrzynka/{message.pk}/zalacznik/1/").status_code == 404
    assert site.get("/skrzynka/").status_code == 200


@pytest.mark.usefixtures("demo")
def test_attachment_is_given_to_be_saved(site):
    message = factories.message(**vars(factories.full_letter()))

    response = site.get(f"/skrzynka/{message.pk}/zalacznik/1/")

    assert response.content == b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="konferencja.ics"'
    assert site.get(f"/skrzynka/{message.pk}/zalacznik/2/").status_code == 404
    assert site.get(f"/skrzynka/{message.pk}/zalacznik/0/").status_code == 404


@pytest.mark.parametrize(
    ("demo", "production", "smtp", "readers"),
    [
        (True, False, "smtp://127.0.0.1:9", EVERYBODY),
        (False, False, "", (ADMINISTRATOR,)),
        (False, False, "smtp://127.0.0.1:9", ()),
        (False, True, "smtp://127.0.0.1:9", ()),
        (False, True, "", ()),
    ],
)
def test_mailbox_exists_for_those_alone_who_may_open_it(site, settings, demo, production, smtp, readers):
    settings.KUZNIA_DEMO, settings.KUZNIA_PRODUCTION, settings.KUZNIA_SMTP_URL = demo, production, smtp
    message = factories.message()
    pages = ("/skrzynka/", f"/skrzynka/{message.pk}/")

    seen = {(actor, site.asking_as(actor).get(page).status_code) for actor in EVERYBODY for page in pages}

    assert seen == {(actor, 200 if actor in readers else 404) for actor in EVERYBODY}
    assert {actor for actor in EVERYBODY if message in visible_to(actor)} == set(readers)


def test_visitor_is_sent_to_sign_in_when_she_opens_the_officer_s_page(site):
    response = site.get("/urzad/wiadomosci/")

    assert (response.status_code, response["Location"]) == (302, "/zaloguj/?next=/urzad/wiadomosci/")


@pytest.mark.parametrize("actor", [RESIDENT, EDITOR])
def test_undelivered_mail_is_closed_to_those_who_are_no_officers(site, undelivered, actor):
    site.asking_as(actor)

    page = site.get("/urzad/wiadomosci/")
    press = site.post(f"/urzad/wiadomosci/{undelivered.pk}/ponow/")

    assert (page.status_code, press.status_code) == (403, 403)
    assert "Niedoręczone wiadomości widzi i ponawia tylko osoba z urzędu." in page.content.decode()
    assert undelivered not in visible_to(actor)


def test_officer_sees_what_was_not_delivered_and_has_it_sent_again(site, undelivered, settings):
    settings.KUZNIA_DEMO, settings.KUZNIA_SMTP_URL = False, "smtp://127.0.0.1:9"
    site.asking_as(factories.OFFICER)

    page = site.get("/urzad/wiadomosci/").content.decode()
    press = site.post(f"/urzad/wiadomosci/{undelivered.pk}/ponow/")
    after = site.get("/urzad/wiadomosci/").content.decode()

    assert "550 No such user" in page
    assert (press.status_code, press["Location"]) == (302, "/urzad/wiadomosci/")
    assert "Wysyłamy ponownie wiadomość na adres ewa@przyklad.pl." in after
    assert "1 wiadomość czeka na wysłanie, od " in after
    assert "Wszystko, co napisaliśmy, dotarło." in after


@pytest.mark.parametrize(
    ("actor", "matters"),
    [
        (GMINA_OFFICER, ["gmina"]),
        (GMINA_ADMINISTRATOR, ["gmina"]),
        (factories.OFFICER, ["county", "nobody’s"]),
        (ADMINISTRATOR, ["county", "gmina", "nobody’s", "other gmina"]),
        (EDITOR, []),
    ],
)
def test_undelivered_mail_is_seen_by_the_office_that_it_is_about(settings, actor, matters):
    settings.KUZNIA_DEMO, settings.KUZNIA_SMTP_URL = False, "smtp://127.0.0.1:9"
    for matter, office in {"county": 1, "gmina": 2, "other gmina": 3, "nobody’s": None}.items():
        factories.message(matter=matter, authority_id=office)
    Message.objects.update(state=MessageState.UNDELIVERED)

    seen = sorted(message.matter for message in visible_to(actor))
    mended = sorted(each.matter for each in Message.objects.all() if decide(actor, MEND, each).allowed)

    assert (seen, mended) == (matters, matters)


def test_officer_of_a_gmina_neither_counts_nor_sends_what_is_about_another_office(site, undelivered):
    site.asking_as(GMINA_OFFICER)
    factories.message(matter="waits", authority_id=1)

    page = site.get("/urzad/wiadomosci/").content.decode()
    press = site.post(f"/urzad/wiadomosci/{undelivered.pk}/ponow/")

    assert ("ewa@przyklad.pl" in page, "czeka na wysłanie" in page, press.status_code) == (False, False, 404)
    assert list(MailTodo().todo_items(GMINA_OFFICER)) == []


def test_officer_s_page_names_the_last_answer_of_a_server_that_fails(site):
    factories.message()
    Message.objects.update(state=MessageState.FAILED, last_answer="451 Greylisted")

    page = site.asking_as(factories.OFFICER).get("/urzad/wiadomosci/").content.decode()

    assert "Ostatnia odpowiedź serwera poczty: <code>451 Greylisted</code>" in page


def test_second_press_is_refused_in_words(site, undelivered):
    site.asking_as(factories.OFFICER)
    site.post(f"/urzad/wiadomosci/{undelivered.pk}/ponow/")

    response = site.post(f"/urzad/wiadomosci/{undelivered.pk}/ponow/")

    assert response.status_code == 409
    assert (
        "Ta wiadomość jest już w drodze albo nie przechowujemy już jej treści." in response.content.decode()
    )


def test_english_pages_stand_under_en(site, settings):
    settings.KUZNIA_DEMO = True

    assert "There are no letters here yet." in site.get("/en/skrzynka/").content.decode()


@pytest.mark.parametrize(
    ("actor", "titles"), [(factories.OFFICER, ["1 wiadomość nie dotarła"]), (RESIDENT, []), (EDITOR, [])]
)
def test_undelivered_mail_waits_on_the_desk_of_an_officer(site, undelivered, actor, titles):
    with translation.override("pl"):
        items = list(MailTodo().todo_items(actor))

    assert [item.title for item in items] == titles


def test_desk_has_nothing_to_do_when_everything_was_delivered():
    assert list(MailTodo().todo_items(factories.OFFICER)) == []


@pytest.mark.parametrize(("demo", "footer"), [(True, ["Skrzynka pokazowa"]), (False, [])])
def test_menus_lead_where_the_reader_may_go(settings, demo, footer):
    settings.KUZNIA_DEMO = demo
    menus = MailNavigation()

    with translation.override("pl"):
        labels = [str(item.label) for item in menus.footer_menu()]
        desk = [str(item.label) for item in menus.desk_menu(factories.OFFICER)]

    assert (labels, desk) == (footer, ["Wiadomości e-mail"])
    assert (menus.desk_menu(EDITOR), menus.public_menu()) == ((), ())
