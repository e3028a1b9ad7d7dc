"""The board of an organisation: who sits in it, who sat in it, whose mandate ends."""

from datetime import UTC, date, datetime

import pytest

from kuznia.audit.queries import history_of
from kuznia.directory.answers_keeping import BOARD_TODO
from kuznia.directory.models import BoardMember
from kuznia.directory.queries import former_board, serving_board
from kuznia.directory.services import (
    BoardEntry,
    add_board_member,
    change_board_member,
    close_organisation,
    end_board_member,
)
from kuznia.directory.services.board import MOST_SERVING
from kuznia.directory.tests.factories import HOUSE, make_organisation, office_actor, representative_actor
from kuznia.directory.tests.profile_factories import make_board_member
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import OfficeRole, Visitor

pytestmark = pytest.mark.usefixtures("stopped_clock")
BEGUN = date(2024, 1, 10)


@pytest.fixture
def organisation(county):
    return make_organisation()


def sentence_of(organisation):
    return history_of(organisation)[0].sentence


def entry(**fields):
    kept = {"name": "Jan Miech", "function": "skarbnik", "since_on": BEGUN, **fields}
    return BoardEntry(**kept)


def test_person_sits_in_the_board_when_entered_and_the_history_does_not_name_her(organisation):
    member = add_board_member(
        organisation=organisation, entry=entry(), actor=representative_actor(organisation)
    )

    assert list(serving_board(organisation)) == [member]
    assert sentence_of(organisation) == "Nowa osoba w zarządzie: skarbnik, od 10 stycznia 2024."
    assert member.initials == "JM"


def test_former_member_stays_known_when_her_function_ends(organisation):
    member = make_board_member(organisation)

    end_board_member(member=member, ended_on=date(2026, 11, 16), actor=HOUSE)

    assert (list(serving_board(organisation)), list(former_board(organisation))) == ([], [member])
    assert sentence_of(organisation) == "Koniec funkcji w zarządzie: prezeska, do 16 listopada 2026."


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        (
            {"since_on": date(2026, 11, 17)},
            "since_on",
            "Ten dzień dopiero nadejdzie. Wpisz osobę, gdy obejmie funkcję.",
        ),
        (
            {"until_on": date(2024, 1, 9)},
            "until_on",
            "Kadencja kończy się, zanim się zacznie. Sprawdź oba dni.",
        ),
        (
            {"name": "Zofia Kowadło", "function": "prezeska"},
            "name",
            "Ta osoba ma już tę funkcję w zarządzie.",
        ),
    ],
)
def test_person_is_refused_when_the_days_or_the_name_are_wrong(organisation, fields, field, message):
    make_board_member(organisation)

    with pytest.raises(Refused) as refusal:
        add_board_member(organisation=organisation, entry=entry(**fields), actor=HOUSE)

    assert (refusal.value.field, str(refusal.value.message)) == (field, message)


@pytest.mark.parametrize(
    ("ended_on", "message"),
    [
        (date(2026, 11, 17), "Ten dzień dopiero nadejdzie. Zakończ funkcję, gdy się skończy."),
        (date(2019, 1, 1), "Ten dzień jest wcześniejszy niż początek funkcji. Sprawdź go."),
    ],
)
def test_end_is_refused_when_its_day_is_wrong(organisation, ended_on, message):
    member = make_board_member(organisation)

    with pytest.raises(Refused) as refusal:
        end_board_member(member=member, ended_on=ended_on, actor=HOUSE)

    assert (refusal.value.field, str(refusal.value.message)) == ("ended_on", message)


def test_ended_function_is_neither_changed_nor_ended_again(organisation):
    member = make_board_member(organisation)
    end_board_member(member=member, ended_on=BEGUN, actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        change_board_member(member=member, entry=entry(), actor=HOUSE)

    assert refusal.value.message == "Ta funkcja już się skończyła."


def test_board_says_what_was_typed_when_a_new_term_begins(organisation):
    member = make_board_member(organisation)

    change_board_member(member=member, entry=entry(until_on=date(2028, 1, 10)), actor=HOUSE)
    change_board_member(member=member, entry=entry(until_on=date(2028, 1, 10)), actor=HOUSE)

    kept = BoardMember.objects.get()
    assert (kept.name, kept.until_on) == ("Jan Miech", date(2028, 1, 10))
    assert [line.sentence for line in history_of(organisation)].count(
        "Zmiana w zarządzie: skarbnik, od 10 stycznia 2024."
    ) == 1


def test_person_is_refused_when_the_board_is_full(organisation):
    rows = [
        BoardMember(organisation=organisation, name=f"Osoba {number}", function="x", since_on=BEGUN)
        for number in range(MOST_SERVING)
    ]
    BoardMember.objects.bulk_create(rows)

    with pytest.raises(Refused) as refusal:
        add_board_member(organisation=organisation, entry=entry(), actor=HOUSE)

    assert refusal.value.message == "Zarząd może mieć tu najwyżej 30 osób. Najpierw zakończ czyjąś funkcję."


def test_board_is_refused_to_who_represents_another_organisation(organisation):
    stranger = representative_actor(make_organisation("Cudza"))

    with pytest.raises(Forbidden):
        add_board_member(organisation=organisation, entry=entry(), actor=stranger)


def todo(actor):
    return [(item.title, item.late) for item in BOARD_TODO.todo_items(actor)]


def test_mandate_is_reminded_to_its_people_and_their_office_when_it_ends_within_30_days(pruszkow, brwinow):
    organisation = make_organisation(municipality=pruszkow)
    make_board_member(organisation, until_on=date(2026, 12, 16))
    make_board_member(organisation, name="Ewa Iskra", until_on=date(2026, 12, 17))
    editor = office_actor(pruszkow.authorities.get(), role=OfficeRole.EDITOR)
    readers = {
        "own": representative_actor(organisation),
        "office": office_actor(pruszkow.authorities.get()),
        "other office": office_actor(brwinow.authorities.get()),
        "without the right": representative_actor(organisation, may_edit=False),
        "editor": editor,
        "visitor": Visitor(),
    }

    seen = {who: todo(actor) for who, actor in readers.items()}

    item = [("Kończy się kadencja: prezeska", False)]
    assert {who for who, items in seen.items() if items == item} == {"own", "office"}
    assert sum(len(items) for items in seen.values()) == 2


def test_mandate_is_late_when_it_has_ended_and_forgotten_when_the_organisation_closes(county, stopped_clock):
    organisation, officer = make_organisation(), office_actor(county)
    make_board_member(organisation, until_on=date(2026, 12, 1))
    stopped_clock.move_to(datetime(2026, 12, 2, 12, tzinfo=UTC))

    late = todo(officer)
    close_organisation(organisation=organisation, reason="Koniec.", actor=HOUSE)

    assert (late, todo(officer)) == ([("Kadencja minęła: prezeska", True)], [])
