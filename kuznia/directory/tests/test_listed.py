"""The rows of the public list: the same whether their query was composed before or for this reader."""

from __future__ import annotations

import pytest

from kuznia.directory.list_map import numbers_of_list
from kuznia.directory.list_rows import Line, page_of_list
from kuznia.directory.listing import listing_of
from kuznia.directory.models import Sphere
from kuznia.directory.queries import Filters, listed
from kuznia.directory.states import ExchangeKind, ExchangeSide
from kuznia.directory.tests.factories import make_organisation
from kuznia.directory.tests.profile_factories import make_exchange

pytestmark = pytest.mark.django_db


def page_of(asked: dict[str, str], number: str = "1"):
    listing = listing_of(asked)
    return page_of_list(listing, numbers_of_list(listing), number)


@pytest.fixture
def thirty(pruszkow):
    return [make_organisation(f"Organizacja {number:02}", municipality=pruszkow) for number in range(30)]


@pytest.mark.parametrize(
    "asked", [{}, {"gmina": "142102"}, {"q": "organizacja"}, {"q": "organizacja", "gmina": "142102"}]
)
def test_pages_follow_each_other_and_leave_nobody_out(thirty, asked):
    pages = [page_of(asked, number) for number in ("1", "2", "3")]

    shown = [[row.name for row in page] for page in pages]
    names = [each.name for each in thirty]
    assert shown == [names[:25], names[25:], names[25:]]


def test_list_of_another_gmina_is_empty(thirty):
    assert page_of({"gmina": "142103"}).paginator.count == 0


def test_row_says_first_what_was_asked_for(pruszkow):
    organisation = make_organisation(municipality=pruszkow)
    for kind, text in (
        (ExchangeKind.PREMISES, "Sala"),
        (ExchangeKind.PARTNERS, "Wspólnik"),
        (ExchangeKind.OTHER, "Coś"),
    ):
        make_exchange(organisation, side=ExchangeSide.OFFERS, kind=kind, text=text)

    (row,) = page_of({"daje": "premises"})

    assert row.lines == [Line("Daje", "Sala", ""), Line("Daje", "Coś", "")]


def test_row_names_two_spheres_in_the_order_of_the_act(pruszkow):
    organisation = make_organisation(municipality=pruszkow)
    spheres = list(Sphere.objects.order_by("position")[:3])
    organisation.spheres.set(reversed(spheres))

    (row,) = page_of({})

    assert row.tags == [sphere.tag for sphere in spheres[:2]]


def test_later_part_of_the_list_is_read_like_its_beginning(thirty):
    whole = listed(Filters(), start=0, stop=30)

    assert listed(Filters(), start=5, stop=30) == whole[5:]
