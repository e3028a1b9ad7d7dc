"""The doors of pages that are not for everybody."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url

from kuznia.lib.acting import actor_of
from kuznia.lib.policy import Visitor, demand

View = Callable[..., HttpResponseBase]


def behind(rule: str) -> Callable[[View], View]:
    """Open the page to those whom the rule lets in: a visitor is sent to sign in, the others read the rule's reason."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            if isinstance(actor, Visitor):
                return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
            demand(actor, rule)
            return view(request, *args, **kwargs)

        return guarded

    return guard
