"""Wagtail's admin at /redakcja/, behind our own door and without its pages about people."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, re_path
from wagtail.admin import urls as wagtail_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from kuznia.newsroom.guard import writers_only


def to_newsroom(request: HttpRequest) -> HttpResponse:
    """Lead on to the admin: its own sign-in is off, and the door has just let the person in."""
    return redirect("wagtailadmin_home")


def to_own_page(request: HttpRequest) -> HttpResponse:
    """Lead to the person's page of the house: her name, address and keys are kept there."""
    return redirect("accounts:account")


def absent(request: HttpRequest, *args: str) -> HttpResponse:
    """Answer that there is no such page: people, passwords, documents and histories are kept elsewhere in the house."""
    raise Http404


urlpatterns = decorate_urlpatterns(
    [
        path("login/", to_newsroom),
        path("account/", to_own_page),
        re_path(r"^(users|groups|documents|reports|password_reset|bulk/people|bulk/auth)/", absent),
        *wagtail_urls.urlpatterns,
    ],
    writers_only,
)
