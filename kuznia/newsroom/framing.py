"""Lets one address stand in a frame of anybody's site: a list without scripts, forms and cookies."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from csp.constants import NONE, SELF
from django.http import HttpRequest, HttpResponse

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]

FRAMED_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "style-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}


def framed_anywhere(view: View[Rest]) -> View[Rest]:
    """Give the answers of the view a policy that lets any site frame them, and lets them do nothing."""

    @wraps(view)
    def framed(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response._csp_config = FRAMED_POLICY  # type: ignore[attr-defined]
        response.xframe_options_exempt = True
        return response

    return framed
