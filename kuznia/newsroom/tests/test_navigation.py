import pytest

from kuznia.directory.tests.factories import office_actor
from kuznia.lib.policy import OfficeRole, Visitor
from kuznia.newsroom.navigation import NewsroomNavigation


def labels(items):
    return [str(item.label) for item in items]


def test_everybody_finds_the_news():
    assert labels(NewsroomNavigation().public_menu()) == ["Aktualności", "Poradniki"]
    assert labels(NewsroomNavigation().footer_menu()) == ["Dobre praktyki"]


@pytest.mark.parametrize(
    ("role", "found"),
    [
        (OfficeRole.EDITOR, ["Redakcja", "Dobre praktyki"]),
        (OfficeRole.ADMINISTRATOR, ["Redakcja", "Dobre praktyki"]),
        (OfficeRole.OFFICER, ["Redakcja"]),
    ],
)
def test_desk_leads_to_the_newsroom_when_the_role_opens_it(county, role, found):
    assert labels(NewsroomNavigation().desk_menu(office_actor(county, role=role))) == found


def test_visitor_finds_no_newsroom():
    assert labels(NewsroomNavigation().desk_menu(Visitor())) == []
