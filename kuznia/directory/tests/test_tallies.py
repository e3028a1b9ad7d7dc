"""How many organisations each gmina has: noted by the database at every way of writing, added up at night."""

import pytest

from kuznia.directory.models import Municipality, Organisation, Tally
from kuznia.directory.queries import counted_organisations
from kuznia.directory.services import close_organisation, reopen_organisation, sum_tallies
from kuznia.directory.tests.factories import HOUSE, make_county, make_organisation
from kuznia.lib.policy import System

pytestmark = pytest.mark.django_db


@pytest.fixture
def gminas() -> list[Municipality]:
    """Return two gminas of the county."""
    make_county()
    return list(Municipality.objects.order_by("position")[:2])


def numbers() -> tuple[list[int], int]:
    """Return how many active organisations the first two gminas have, and how many there are in all."""
    counted, elsewhere = counted_organisations()
    return [each.count for each in counted[:2]], sum(each.count for each in counted) + elsewhere


def test_organisation_is_counted_in_its_gmina_or_in_none(gminas):
    make_organisation("Iskra", municipality=gminas[1])
    make_organisation("Kowadło")

    assert numbers() == ([0, 1], 2)


def test_closed_organisation_is_counted_again_when_it_is_reopened(gminas):
    organisation = make_organisation(municipality=gminas[0])

    close_organisation(organisation=organisation, reason="Koniec.", actor=HOUSE)
    closed = numbers()
    reopen_organisation(organisation=organisation, reason="Pomyłka.", actor=HOUSE)

    assert (closed, numbers()) == (([0, 0], 0), ([1, 0], 1))


def test_many_are_counted_where_one_statement_moves_or_deletes_them(gminas):
    for number in range(3):
        make_organisation(f"Iskra {number}", municipality=gminas[0])

    Organisation.objects.exclude(name="Iskra 0").update(municipality=gminas[1])
    moved = numbers()
    Organisation.objects.filter(name="Iskra 1").delete()

    assert (moved, numbers()) == (([1, 2], 3), ([1, 1], 2))


def test_statement_that_changes_no_number_notes_nothing(gminas):
    make_organisation(municipality=gminas[0])
    noted = Tally.objects.count()

    Organisation.objects.update(mission="Uczymy się razem.")

    assert Tally.objects.count() == noted


def test_night_leaves_one_row_for_each_gmina_and_the_numbers_as_they_are(gminas):
    for number, gmina in enumerate([*gminas, gminas[1], None]):
        make_organisation(f"Iskra {number}", municipality=gmina)
    before = numbers()

    sum_tallies(actor=System("tests"))

    assert (numbers(), Tally.objects.count()) == (before, 3)
