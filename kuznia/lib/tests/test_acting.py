from django.test import RequestFactory

from kuznia.lib.acting import actor_of
from kuznia.lib.policy import System, Visitor
from kuznia.lib.second_factor import open_without_second_factor


def test_actor_is_the_one_whom_the_middleware_noted():
    request = RequestFactory().get("/")
    request.actor = System(job="lib.test")  # type: ignore[attr-defined]

    assert actor_of(request) == System(job="lib.test")


def test_actor_is_a_visitor_when_nobody_was_noted():
    assert actor_of(RequestFactory().get("/")) == Visitor()


def test_open_without_second_factor_marks_the_view_and_leaves_it_as_it_was():
    def view(request):
        return "answer"

    marked = open_without_second_factor(view)

    assert marked is view
    assert view.open_without_second_factor is True  # type: ignore[attr-defined]
