from datetime import date

from kuznia.lib.policy import Visitor
from kuznia.newsroom.queries import latest_news, visible_to
from kuznia.newsroom.tests.factories import make_draft, make_news


def test_visible_news_are_the_published_ones_newest_first(editor):
    old = make_news(editor, "Dawna", published_on=date(2012, 12, 1))
    new = make_news(editor, "Nowa", published_on=date(2026, 11, 1))
    make_draft()

    assert list(visible_to(Visitor())) == [new, old]
    assert list(visible_to(editor)) == [new, old]


def test_latest_news_stops_at_the_limit_and_takes_one_query(editor, django_assert_num_queries):
    for number in range(6):
        make_news(editor, f"Wieść {number}")

    with django_assert_num_queries(1):
        titles = [page.title for page in latest_news(actor=Visitor(), limit=2)]

    assert titles == ["Wieść 5", "Wieść 4"]
