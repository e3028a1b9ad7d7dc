"""The door of Wagtail's admin: who may enter is asked at every request, of the roles as they stand then.

Wagtail reads its permissions from groups. Membership is set here from the role just checked, so it opens nothing by
itself: whoever loses the role is turned away at the next request, whatever group rows are left.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url

from kuznia.lib.acting import actor_of
from kuznia.lib.policy import Visitor, decide, demand
from kuznia.newsroom import services
from kuznia.newsroom.acting import acting
from kuznia.newsroom.content_policy import ease_policy
from kuznia.newsroom.policies import ENTER, PUBLISH_NEWS
from kuznia.newsroom.seeing import hide_from_author
from kuznia.people.models import Person

View = Callable[..., HttpResponseBase]


def writers_only(view: View) -> View:
    """Let in whoever writes or edits the news; send visitors to sign in, refuse everybody else."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = actor_of(request)
        if isinstance(actor, Visitor):
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        person = cast(Person, request.user)
        if not decide(actor, ENTER).allowed:
            services.dismiss_writer(person=person, actor=actor)
        demand(actor, ENTER)
        services.admit_writer(person=person, actor=actor)
        if not decide(actor, PUBLISH_NEWS).allowed:
            hide_from_author(request, person, kwargs)
        with acting(actor):
            return ease_policy(view(request, *args, **kwargs))

    return guarded
