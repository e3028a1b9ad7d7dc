"""Who is meant by a name that somebody types."""

from dataclasses import replace

import pytest

from kuznia.directory.models import Municipality, Organisation
from kuznia.directory.queries import organisation_called
from kuznia.directory.services import add_organisation, close_organisation
from kuznia.directory.tests.factories import HOUSE, make_county, make_organisation, make_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def named() -> Organisation:
    """Return an organisation with a full and a short name."""
    record = make_record("Fundacja „Źródło” 100%")
    return add_organisation(record=replace(record, short_name="F_Ź"), actor=HOUSE)


@pytest.mark.parametrize("typed", ["Fundacja „Źródło” 100%", "fundacja „zrodlo” 100%", "F_Ź", "f_z"])
def test_organisation_is_found_by_its_full_or_short_name(named, typed):
    assert organisation_called(typed) == named


@pytest.mark.parametrize("typed", ["Fundacja", "Fundacja „Źródło”", "Źródło” 100%", "Z", "f%z", "", "%"])
def test_nobody_is_meant_by_a_part_of_a_name(named, typed):
    assert organisation_called(typed) is None


def test_nobody_is_meant_where_two_have_the_name():
    make_county()
    for gmina in (None, Municipality.objects.first()):
        make_organisation("Iskra", municipality=gmina)

    assert organisation_called("Iskra") is None


def test_closed_organisation_is_not_meant(named):
    close_organisation(organisation=named, reason="Koniec.", actor=HOUSE)

    assert organisation_called("F_Ź") is None
