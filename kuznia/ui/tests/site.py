"""Addresses of the tests: pages that go wrong in every way."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_POST

from kuznia.lib.arrival import arrived_at, judged_by_arrival
from kuznia.lib.errors import Forbidden, Refused
from kuznia.ui.caching import public_file, public_page
from kuznia.ui.limits import Limit, limited
from kuznia.ui.samples import SampleForm

PAGE = "{% extends 'ui/base.html' %}{% block title %}Strona{% endblock %}{% block main %}<h1>Strona</h1>{{ form }}{% endblock %}"  # noqa: E501
served = {"count": 0}


def page(request: HttpRequest) -> HttpResponse:
    """Show a plain page."""
    return HttpResponse(engines["django"].from_string(PAGE).render({}, request))


def form(request: HttpRequest) -> HttpResponse:
    """Show the sample form as sent."""
    shown = SampleForm(request.POST or None)
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": shown}, request))


def desk(request: HttpRequest) -> HttpResponse:
    """Show an empty desk."""
    return render(request, "ui/desk.html")


def refuse(request: HttpRequest) -> NoReturn:
    """Refuse."""
    raise Refused("Zapisy są zamknięte.")


def forbid(request: HttpRequest) -> NoReturn:
    """Forbid."""
    raise Forbidden("Tylko organizator zmienia wydarzenie.")


def deny(request: HttpRequest) -> NoReturn:
    """Deny, as Django does."""
    raise PermissionDenied


def suspect(request: HttpRequest) -> NoReturn:
    """Suspect the request."""
    raise SuspiciousOperation("odd")


def lose_database(request: HttpRequest) -> NoReturn:
    """Lose the connection."""
    raise OperationalError("no connection")


def lose_database_early(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Lose the connection before any view, as sessions may."""

    def middleware(request: HttpRequest) -> HttpResponse:
        raise OperationalError("no connection")

    return middleware


def break_down(request: HttpRequest) -> NoReturn:
    """Break."""
    raise RuntimeError("bug")


@judged_by_arrival
def judged(request: HttpRequest) -> HttpResponse:
    """Say when the request arrived, and whether that was noted before the view."""
    return HttpResponse(f"{arrived_at(request).isoformat()} {hasattr(request, 'arrived_at')}")


@public_page()
def counted(request: HttpRequest) -> HttpResponse:
    """Say how many times the page was made."""
    served["count"] += 1
    return HttpResponse(str(served["count"]))


@public_file(60)
def counted_file(request: HttpRequest) -> HttpResponse:
    """Say in a file how many times it was made."""
    served["count"] += 1
    return HttpResponse(str(served["count"]))


@public_page()
def with_token(request: HttpRequest) -> HttpResponse:
    """Show a page that belongs to one reader."""
    served["count"] += 1
    token = engines["django"].from_string("{% csrf_token %}").render({}, request)
    return HttpResponse(f"{served['count']}{token}")


@limited(Limit(name="sample", per_address=2, per_network=3))
def tried(request: HttpRequest) -> HttpResponse:
    """Take a form."""
    return HttpResponse("taken")


pages: list[URLPattern | URLResolver] = [
    path("", include("kuznia.ui.urls")),
    path("strona/", page, name="sample-page"),
    path("formularz/", form),
    path("pulpit/", desk),
    path("odmowa/", refuse),
    path("zakaz/", forbid),
    path("brak-roli/", deny),
    path("podejrzane/", suspect),
    path("bez-bazy/", lose_database),
    path("awaria/", break_down),
    path("termin/", judged),
    path("termin/odczyt/", judged),
    path("policzona/", counted),
    path("plik/", counted_file),
    path("z-tokenem/", with_token),
    path("proba/", tried),
    path("tylko-post/", require_POST(page)),
]
urlpatterns = i18n_patterns(*pages, prefix_default_language=False)
handler400 = "kuznia.ui.errors.bad_request"
handler403 = "kuznia.ui.errors.forbidden"
handler404 = "kuznia.ui.errors.not_found"
handler500 = "kuznia.ui.errors.server_error"
