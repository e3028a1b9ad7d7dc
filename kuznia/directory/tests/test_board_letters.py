"""Those who keep a board are written to about its mandates: once before they end and once after."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from kuznia.directory.letters.board import board_mandates_end
from kuznia.directory.models import BoardMember, Organisation, Representation
from kuznia.directory.queries.board import boards_to_write_about
from kuznia.directory.services import (
    BoardEntry,
    appoint_representative,
    change_board_member,
    close_organisation,
    end_board_member,
    invite_representative,
    tell_of_ended_mandates,
    tell_of_ending_mandates,
)
from kuznia.directory.tasks import watch_boards
from kuznia.directory.tests.factories import HOUSE, make_organisation, make_person, office_actor
from kuznia.directory.tests.profile_factories import make_board_member
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden
from kuznia.notify.mail import mail_of
from kuznia.notify.models import Message
from kuznia.people.models import Person

pytestmark = pytest.mark.usefixtures("county", "stopped_clock")
TODAY = date(2026, 11, 16)
IN_A_MONTH = TODAY + timedelta(days=30)
NAME = "Stowarzyszenie Przykładowe"


@pytest.fixture
def keeper():
    return make_person("Ewa Piecowa", email="ewa@przyklad.pl")


@pytest.fixture
def organisation(keeper):
    made = make_organisation()
    appoint_representative(organisation=made, person=keeper, may_edit=True, actor=HOUSE)
    return made


def nights(stopped_clock, number):
    """Let the job run on so many days, twice on each."""
    for _night in range(number):
        watch_boards()
        watch_boards()
        stopped_clock.move_to(clock.now() + timedelta(days=1))


def written():
    return Message.objects.filter(matter__startswith="directory.board:").order_by("pk")


def subjects():
    return [message.letter["subject"] for message in written()]


def prolong(member: BoardMember, until_on: date | None) -> None:
    entry = BoardEntry(
        name=member.name, function=member.function, since_on=member.since_on, until_on=until_on
    )
    change_board_member(member=member, entry=entry, actor=HOUSE)


def test_keeper_is_written_to_once_a_month_before_and_once_the_day_after(organisation, stopped_clock):
    make_board_member(organisation, until_on=IN_A_MONTH + timedelta(days=1))

    nights(stopped_clock, 45)

    assert [(each.queued_at.date(), each.letter["subject"]) for each in written()] == [
        (date(2026, 11, 17), f"Kończy się kadencja w zarządzie: {NAME}"),
        (date(2026, 12, 18), f"Skończyła się kadencja w zarządzie: {NAME}"),
    ]


def test_notice_is_as_long_as_the_county_set_it(organisation, settings):
    settings.KUZNIA_MANDATE_NOTICE = timedelta(days=7)
    member = make_board_member(organisation, until_on=TODAY + timedelta(days=8))
    watch_boards()
    before = subjects()

    prolong(member, TODAY + timedelta(days=7))
    watch_boards()

    assert (before, subjects()) == ([], [f"Kończy się kadencja w zarządzie: {NAME}"])


def test_several_mandates_stand_in_one_letter(organisation):
    make_board_member(organisation, until_on=IN_A_MONTH)
    make_board_member(organisation, name="Jan Miech", until_on=TODAY + timedelta(days=3))

    watch_boards()

    (message,) = written()
    assert message.letter["facts"] == [
        ["prezeska", "Jan Miech, kadencja do 19 listopada 2026"],
        ["prezeska", "Zofia Kowadło, kadencja do 16 grudnia 2026"],
    ]
    assert message.letter["paragraphs"][0] == (
        f"W zarządzie organizacji „{NAME}” niedługo kończą się 2 kadencje."
    )


def test_mandate_that_comes_later_is_written_about_alone(organisation, stopped_clock):
    make_board_member(organisation, until_on=IN_A_MONTH)
    make_board_member(organisation, name="Jan Miech", until_on=IN_A_MONTH + timedelta(days=1))

    nights(stopped_clock, 3)

    assert [len(message.letter["facts"]) for message in written()] == [1, 1]


def test_letter_leads_to_the_board_and_has_a_text_twin(organisation):
    make_board_member(organisation, until_on=IN_A_MONTH)

    watch_boards()

    message = written().get()
    text = mail_of(message).body
    assert (message.to, message.person.name) == ("ewa@przyklad.pl", "Ewa Piecowa")
    assert f"Otwórz zarząd:\nhttp://localhost:8000/moje/organizacje/{organisation.slug}/zarzad/" in text
    assert "prezeska: Zofia Kowadło, kadencja do 16 grudnia 2026" in text
    assert "Dostajesz tę wiadomość, bo w tym serwisie możesz zmieniać stronę organizacji." in text


def test_letter_speaks_the_language_of_whoever_gets_it(organisation, keeper):
    Person.objects.filter(pk=keeper.pk).update(language="en")
    make_board_member(organisation, until_on=IN_A_MONTH)

    watch_boards()

    message = written().get()
    assert (message.language, message.letter["subject"]) == (
        "en",
        f"A mandate in the board is about to end: {NAME}",
    )
    assert message.letter["facts"] == [["prezeska", "Zofia Kowadło, mandate until 16 December 2026"]]


def test_everybody_who_may_change_the_page_gets_her_own_letter(organisation):
    appoint_representative(organisation=organisation, person=make_person(), may_sign=True, actor=HOUSE)
    second = make_person(email="druga@przyklad.pl")
    appoint_representative(organisation=organisation, person=second, may_edit=True, actor=HOUSE)
    make_board_member(organisation, until_on=TODAY - timedelta(days=1))

    watch_boards()

    assert [message.to for message in written()] == ["druga@przyklad.pl", "ewa@przyklad.pl"]


def test_shared_mailbox_gets_one_letter(organisation):
    Organisation.objects.update(public_email="biuro@przyklad.pl")
    organisation.refresh_from_db()
    for name in ("Adam Bezskrzynkowy", "Anna Bezskrzynkowa"):
        invite_representative(organisation=organisation, name=name, email="", may_edit=True, actor=HOUSE)
    make_board_member(organisation, until_on=IN_A_MONTH)

    watch_boards()

    assert [message.to for message in written()] == ["ewa@przyklad.pl", "biuro@przyklad.pl"]


def test_nobody_is_written_to_when_the_mandate_was_prolonged_or_the_member_left(organisation):
    prolonged = make_board_member(organisation, until_on=TODAY - timedelta(days=1))
    gone = make_board_member(organisation, name="Jan Miech", until_on=IN_A_MONTH)
    prolong(prolonged, TODAY + timedelta(days=400))
    end_board_member(member=gone, ended_on=TODAY, actor=HOUSE)
    make_board_member(organisation, name="Bez Końca")

    watch_boards()

    assert subjects() == []


def test_prolonged_mandate_is_written_about_anew_when_its_new_end_comes(organisation, stopped_clock):
    member = make_board_member(organisation, until_on=IN_A_MONTH)
    watch_boards()
    prolong(member, IN_A_MONTH + timedelta(days=3))

    nights(stopped_clock, 5)

    assert [message.letter["facts"][0][1] for message in written()] == [
        "Zofia Kowadło, kadencja do 16 grudnia 2026",
        "Zofia Kowadło, kadencja do 19 grudnia 2026",
    ]


def test_nobody_is_written_to_when_the_organisation_is_closed(county, organisation):
    make_board_member(organisation, until_on=IN_A_MONTH)
    close_organisation(organisation=organisation, reason="Koniec", actor=office_actor(county))

    watch_boards()

    assert tell_of_ending_mandates(organisation=organisation, actor=HOUSE) == []
    assert subjects() == []


def test_mandate_that_ended_long_ago_is_not_written_about(organisation):
    make_board_member(organisation, until_on=TODAY - timedelta(days=8))
    make_board_member(organisation, name="Jan Miech", until_on=TODAY - timedelta(days=7))

    watch_boards()

    assert [message.letter["facts"] for message in written()] == [
        [["prezeska", "Jan Miech, kadencja do 9 listopada 2026"]]
    ]


def test_letter_waits_when_nobody_may_change_the_page_yet(organisation, keeper):
    Representation.objects.update(may_edit=False)
    make_board_member(organisation, until_on=IN_A_MONTH)
    watch_boards()
    before = subjects()

    Representation.objects.update(may_edit=True)
    watch_boards()

    assert (before, subjects()) == ([], [f"Kończy się kadencja w zarządzie: {NAME}"])
    assert list(boards_to_write_about(TODAY)) == []


def test_letters_about_mandates_are_sent_by_the_house_alone(county, organisation):
    for tell in (tell_of_ending_mandates, tell_of_ended_mandates):
        with pytest.raises(Forbidden):
            tell(organisation=organisation, actor=office_actor(county))


@pytest.mark.parametrize("language", ["pl", "en"])
def test_matter_stays_the_same_in_every_language(organisation, language):
    member = make_board_member(organisation, until_on=IN_A_MONTH)
    held = Representation.objects.get()

    with translation.override(language):
        posting = board_mandates_end(held, members=[member])

    assert posting.matter == f"directory.board:{member.pk}:ends:2026-12-16:{held.person_id}"
