"""Fresh sign-in: what touches keys or takes all data away asks once more who is there, after a quarter of an hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core.internal import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.accounts.adapter import TOO_MANY, WRONG_CODE
from kuznia.accounts.queries import has_second_factor
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.people.models import Person

View = Callable[..., HttpResponse]
FRESH = timedelta(minutes=15)
MOST_TRIES = 3
STATE = "accounts_identity"


def fresh_sign_in(view: View) -> View:
    """Let only a person in who showed within a quarter of an hour that it is she; others are asked first."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        # What was sent is not kept: she comes back to the page and presses the button again.
        return HttpResponseRedirect(
            f"{_where_to_confirm(request)}?{urlencode({REDIRECT_FIELD_NAME: request.path})}"
        )

    return guarded


def is_fresh(request: HttpRequest) -> bool:
    """True when the last proof is fresh; who has a second factor proves with that."""
    person = _person(request)
    records = get_authentication_records(request, person)
    if has_second_factor(person.pk):
        records = [record for record in records if record.get("method") == "mfa"]
    return bool(records) and clock.now().timestamp() - records[-1]["at"] < FRESH.total_seconds()


def has_used_second_factor(request: HttpRequest) -> bool:
    """True when the second factor was used in this session."""
    records = get_authentication_records(request, _person(request))
    return any(record.get("method") == "mfa" for record in records)


def note_second_factor(request: HttpRequest) -> None:
    """Note that the second factor has just been used: it was turned on with a code."""
    record_authentication(request, _person(request), "mfa", type="totp")


def is_code_sent(request: HttpRequest) -> bool:
    """True while a code that was sent to the person can still be typed."""
    state: dict[str, Any] = request.session.get(STATE) or {}
    return bool(state) and clock.now().timestamp() - state["at"] < FRESH.total_seconds()


def send_identity_code(request: HttpRequest) -> None:
    """Send the person a code by which she shows that it is she."""
    person = _person(request)
    within = ratelimit.consume(
        request, app="allauth.account", action="request_login_code", key=str(person.email)
    )
    if not within:
        raise Refused(TOO_MANY)
    code = get_adapter().generate_login_code()
    request.session[STATE] = {"code": code, "at": clock.now().timestamp(), "tries": 0}
    get_adapter().send_mail("accounts/email/identity_code", person.email, {"code": code})


def confirm_identity(request: HttpRequest, typed: str) -> None:
    """Take the code once: note the proof, or refuse; after three wrong ones a new code is needed."""
    if not is_code_sent(request):
        raise Refused(_("This code no longer works. Send a new one."))
    state = request.session.pop(STATE)
    if compare_user_code(actual=typed, expected=state["code"]):
        record_authentication(
            request, _person(request), "code", email=_person(request).email, reauthenticated=True
        )
        return
    state["tries"] += 1
    if state["tries"] >= MOST_TRIES:
        raise Refused(_("Three wrong codes. Send a new one."))
    request.session[STATE] = state
    raise Refused(WRONG_CODE, field="code")


def _where_to_confirm(request: HttpRequest) -> str:
    person = _person(request)
    if has_second_factor(person.pk):
        return reverse("mfa_reauthenticate")
    return reverse("account_reauthenticate" if person.has_usable_password() else "accounts:confirm-identity")


def _person(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person):
        raise TypeError("Only a person who is signed in can prove that it is she.")
    return person
