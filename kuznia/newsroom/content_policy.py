"""The Content-Security-Policy of Wagtail's admin and of the preview that it shows in a frame.

Wagtail's admin carries inline scripts and styles of its own, so the policy of our pages would break it. This one lets
them run, but still lets nothing outside the site be called.
"""

from __future__ import annotations

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.http import HttpResponse, HttpResponseBase

ADMIN_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}


def ease_policy(response: HttpResponseBase) -> HttpResponseBase:
    """Give the answer the admin's policy in place of the site's."""
    response._csp_config = ADMIN_POLICY  # type: ignore[attr-defined]
    return response


def allow_own_frame(response: HttpResponse) -> HttpResponse:
    """Let the answer stand in a frame of this site: the preview beside the editor."""
    response["X-Frame-Options"] = "SAMEORIGIN"
    ease_policy(response)
    return response
