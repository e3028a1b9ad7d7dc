from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection
from django.utils import translation

from kuznia.accounts import queries, services
from kuznia.accounts.invariants import INVARIANTS
from kuznia.accounts.labels import key_label, section_label, value_in_words
from kuznia.accounts.models import PrivacyNotice
from kuznia.accounts.notices import _LETTERS, letter_for
from kuznia.accounts.tasks import forget_old_sessions
from kuznia.accounts.tests.factories import last_version, make_consent, make_person
from kuznia.audit.queries import history_of
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import ForAuthority, OfficeRole, Visitor

pytestmark = pytest.mark.django_db
PURPOSE = "events.registration"


@pytest.fixture
def administrator():
    person = make_person("admin@przyklad.pl", "Piotr Żar")
    return ForAuthority(person.pk, person.name, 1, "Starostwo Powiatowe", OfficeRole.ADMINISTRATOR)


def publish(actor, **changed):
    texts = {"purpose": PURPOSE, "titles": ("Tytuł", "Title"), "bodies": ("## Nagłówek\n\nTreść", "Text")}
    after = last_version(PURPOSE)
    return services.publish_notice(**{**texts, "after": after, **changed}, actor=actor)


def test_house_ships_a_first_notice_for_every_purpose():
    shipped = [(notice.purpose, notice.version) for notice in queries.current_notices()]

    assert shipped == [
        ("accounts.account", 1),
        ("events.patronage", 1),
        ("events.photos", 1),
        ("events.registration", 2),
        ("inquiries.inquiry", 1),
    ]


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(
    "purpose",
    ["accounts.account", "events.patronage", "events.photos", "events.registration", "inquiries.inquiry"],
)
def test_shipped_notice_says_what_the_law_demands(purpose, language):
    with translation.override(language):
        text = queries.current_notice(purpose).body

    needed = ["$county", "$officer", "RODO" if language == "pl" else "GDPR", "Stawki 2"]
    assert [word for word in needed if word not in text] == []


def test_current_notice_is_the_newest_one_that_is_valid(administrator):
    valid = publish(administrator)
    publish(administrator, titles=("Nowy tytuł", "New"), valid_from=clock.now() + timedelta(days=1))

    assert queries.current_notice(PURPOSE).version == valid.version


def test_current_notice_is_the_first_one_when_none_was_valid_yet():
    assert queries.current_notice(PURPOSE, datetime(2012, 6, 1, tzinfo=UTC)).version == 1


def test_publish_notice_is_refused_when_no_administrator_acts():
    with pytest.raises(Forbidden) as refusal:
        publish(Visitor())

    assert refusal.value.message == "Klauzulę informacyjną może ogłosić tylko administrator starostwa."


def test_publish_notice_is_refused_when_a_gminas_administrator_acts(administrator):
    with pytest.raises(Forbidden) as refusal:
        publish(replace(administrator, authority_id=2, municipality_id=1))

    assert refusal.value.message == "Klauzulę informacyjną może ogłosić tylko administrator starostwa."


def test_publish_notice_publishes_once_when_its_form_is_sent_twice(administrator):
    after = last_version(PURPOSE)

    first, second = publish(administrator, after=after), publish(administrator, after=after)

    assert (first.pk, len(history_of(first, audiences=["office"]))) == (second.pk, 1)


def test_publish_notice_is_refused_when_another_version_came_out_meanwhile(administrator):
    after = last_version(PURPOSE)
    publish(administrator, after=after)

    with pytest.raises(Refused) as refusal:
        publish(administrator, after=after, titles=("Mój tytuł", "My title"))

    assert refusal.value.message == (
        "Po otwarciu formularza ogłoszono inną wersję. Przeczytaj ją, potem zdecyduj, czy Twoja ma być następna."
    )


def test_publish_notice_is_refused_when_nothing_was_changed(administrator):
    publish(administrator)

    with pytest.raises(Refused) as refusal:
        publish(administrator, titles=("Tytuł ", "Title"))

    assert refusal.value.message == "Nic się nie zmieniło: tekst jest taki sam jak w ostatniej wersji."


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE accounts_privacynotice SET title_pl = 'inny'",
        "DELETE FROM accounts_privacynotice",
    ],
)
def test_notice_never_changes(change):
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute(change)


def test_notice_page_shows_the_text_in_blocks(client, administrator):
    version = publish(
        administrator, bodies=("## Po co\n\n- raz\n- dwa\n\n<b>Pytaj</b>: $email ${county.x}", "x")
    ).version

    page = client.get(f"/prywatnosc/klauzula/{PURPOSE}/{version}/").content.decode()

    assert (
        "<h2>Po co</h2><ul data-b><li>raz</li><li>dwa</li></ul><p>&lt;b&gt;Pytaj&lt;/b&gt;: — ${county.x}</p>"
        in page
    )


def test_notice_page_leads_from_an_old_version_to_the_present_one(client, administrator):
    present = publish(administrator)

    page = client.get(f"/prywatnosc/klauzula/{PURPOSE}/1/").content.decode()

    assert f'href="/prywatnosc/klauzula/{PURPOSE}/{present.version}/"' in page


def test_notice_page_says_since_when_the_version_is_in_force_and_how_the_others_stand(client, administrator):
    publish(administrator)
    publish(administrator, titles=("Nowy", "New"), valid_from=clock.now() + timedelta(days=1))

    page = client.get(f"/prywatnosc/klauzula/{PURPOSE}/3/")

    standings = [(each.notice.version, each.standing.label) for each in page.context["versions"]]
    assert page.context["standing"] == "in_force"
    assert standings == [
        (4, "jeszcze nie obowiązuje"),
        (3, "obowiązuje"),
        (2, "zastąpiona nowszą"),
        (1, "zastąpiona nowszą"),
    ]


def test_notice_page_says_so_when_the_version_is_not_in_force_yet(client, administrator):
    coming = publish(administrator, valid_from=clock.now() + timedelta(days=1))

    page = client.get(f"/prywatnosc/klauzula/{PURPOSE}/{coming.version}/").content.decode()

    assert ("Ta wersja jeszcze nie obowiązuje." in page, "To starsza wersja" in page) == (True, False)


@pytest.mark.parametrize(
    "address", ["events.registration/9/", "nic.takiego/1/", "events.registration/0/", "%00/1/"]
)
def test_notice_page_is_not_found_when_there_is_no_such_version(client, address):
    assert client.get(f"/prywatnosc/klauzula/{address}").status_code == 404


def test_notice_page_is_english_under_en(client):
    page = client.get(f"/en/prywatnosc/klauzula/{PURPOSE}/1/")

    assert page.context["notice"].title == "Data of people who sign up for an event"


@pytest.mark.parametrize("template", _LETTERS)
def test_every_letter_is_whole_in_both_languages(template):
    context = {"code": "1234-5678", "from_email": "a@przyklad.pl", "to_email": "b@przyklad.pl"}
    written = []
    for language in ("pl", "en"):
        with translation.override(language):
            written.append(letter_for(template, context))

    assert written[0].heading != written[1].heading
    assert all(letter.subject and letter.preheader and letter.reason for letter in written)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "tak"),
        (False, "nie"),
        (None, "–"),
        ("", "–"),
        (0, "0"),
        ({}, "–"),
        ([], "–"),
        (["a", True], "a, tak"),
        ({"role": "officer"}, "rola: urzędnik"),
        ({"subject": "Potwierdź", "x": 1}, "Potwierdź"),
        ("2026-11-22T11:30:00+00:00", "22 listopada 2026, godz. 12.30"),
        ("THE END", "THE END"),
    ],
)
def test_kept_value_is_shown_in_words(value, words):
    with translation.override("pl"):
        assert value_in_words(value) == words


def test_unknown_key_and_section_are_shown_as_they_are():
    assert (key_label("odd_key"), section_label("odd")) == ("odd key", "odd")


def test_invariants_hold():
    make_consent(make_person())

    assert {name: broken(query) for name, query in INVARIANTS.items() if broken(query)} == {}


def broken(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_forget_old_sessions_keeps_those_that_last(client):
    client.session.save()

    forget_old_sessions()

    assert client.session.exists(client.session.session_key) is True


def test_notice_says_its_purpose_and_version():
    assert str(PrivacyNotice.objects.get(purpose=PURPOSE, version=1)) == "events.registration 1"
