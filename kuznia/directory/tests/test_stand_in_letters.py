"""Whoever stands in is written to: when she is named, and when it is called off before its last day."""

from datetime import date, timedelta

import pytest

from kuznia.directory.models import Post
from kuznia.directory.services import (
    Away,
    appoint_officer,
    end_post,
    end_roles_of,
    end_stand_in,
    name_stand_in,
)
from kuznia.directory.tests.factories import HOUSE, make_person
from kuznia.lib import clock
from kuznia.lib.policy import OfficeRole
from kuznia.notify.mail import mail_of
from kuznia.notify.models import Message
from kuznia.people.models import Person

pytestmark = pytest.mark.usefixtures("stopped_clock")
TODAY = date(2026, 11, 16)
NAMED = "Masz zastępstwo w urzędzie: Powiat Pruszkowski"
CALLED_OFF = "Koniec zastępstwa w urzędzie: Powiat Pruszkowski"


@pytest.fixture
def post(county):
    return appoint_officer(
        person=make_person("Jan Urzędowy"), authority=county, role=OfficeRole.OFFICER, actor=HOUSE
    )


def named(post: Post, *, person: Person | None = None):
    away = Away(since_on=TODAY, until_on=TODAY + timedelta(days=4))
    return name_stand_in(post=post, person=person or make_person("Zofia Zastępcza"), away=away, actor=HOUSE)


def written():
    return Message.objects.filter(matter__startswith="directory.stand_in:").order_by("pk")


def subjects():
    return [message.letter["subject"] for message in written()]


def test_stand_in_is_written_to_when_she_is_named(post):
    stand_in = named(post)

    message = written().get()
    assert (message.to, message.person, message.matter) == (
        stand_in.person.email,
        stand_in.person,
        f"directory.stand_in:{stand_in.pk}:named",
    )
    assert message.letter["subject"] == NAMED
    assert message.letter["facts"] == [
        ["Urząd", "Powiat Pruszkowski"],
        ["Rola", "urzędnik"],
        ["Osoba zastępowana", "Jan Urzędowy"],
        ["Pierwszy dzień", "16 listopada 2026"],
        ["Ostatni dzień", "20 listopada 2026"],
    ]


def test_letter_to_a_stand_in_says_how_to_sign_in_in_its_text_twin(post):
    named(post)

    text = mail_of(written().get()).body

    assert text.startswith("Od 16 listopada 2026 do 20 listopada 2026. Zastępstwo skończy się samo.")
    assert "Zaloguj się tym adresem." in text
    assert "bo administrator wyznaczył Cię w tym serwisie do zastępstwa." in text


def test_letter_to_a_stand_in_speaks_her_language(post):
    person = make_person("Zofia Zastępcza")
    Person.objects.filter(pk=person.pk).update(language="en")
    person.refresh_from_db()

    named(post, person=person)

    message = written().get()
    assert (message.language, message.letter["subject"]) == (
        "en",
        "You stand in at the office: Powiat Pruszkowski",
    )


def test_stand_in_is_written_to_when_it_is_called_off(post):
    end_stand_in(stand_in=named(post), actor=HOUSE)

    assert subjects() == [NAMED, CALLED_OFF]


def test_stand_in_is_written_to_when_the_role_itself_ends(post):
    stand_in = named(post)

    end_post(post=post, actor=HOUSE)

    assert subjects() == [NAMED, CALLED_OFF]
    assert written().last().to == stand_in.person.email


def test_stand_in_is_not_written_to_when_her_last_day_has_passed(post, stopped_clock):
    stand_in = named(post)
    stopped_clock.move_to(clock.now() + timedelta(days=5))

    end_stand_in(stand_in=stand_in, actor=HOUSE)
    end_post(post=post, actor=HOUSE)

    assert subjects() == [NAMED]


def test_stand_in_is_not_written_to_when_she_is_erased(post):
    stand_in = named(post)

    end_roles_of(person=stand_in.person, actor=HOUSE)

    assert subjects() == [NAMED]


def test_stand_in_without_an_address_is_not_written_to(post):
    stand_in = named(post)
    Person.objects.filter(pk=stand_in.person_id).update(email=None)

    end_stand_in(stand_in=stand_in, actor=HOUSE)

    assert subjects() == [NAMED]
