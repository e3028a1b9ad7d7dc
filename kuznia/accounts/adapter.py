"""How allauth works in this house: our letters, our sentences, our idea of where a request comes from."""

from __future__ import annotations

import uuid
from base64 import urlsafe_b64encode
from typing import Any, ClassVar
from urllib.parse import urlsplit

import qrcode  # type: ignore[import-untyped]
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kuznia.accounts.notices import letter_for
from kuznia.accounts.services import adopt_address, open_account
from kuznia.lib.policy import AsSelf, ForAuthority, Visitor
from kuznia.lib.text import email_key
from kuznia.notify.services import queue
from kuznia.people.models import Person
from kuznia.people.services import set_password
from kuznia.ui.addresses import client_address

Sentences = dict[str, str | Promise]
WRONG_CODE = _("This code doesn’t match. Check the digits and type it again.")
TOO_MANY = _("Too many tries. Wait a few minutes, then send a new code.")
PATIENCE = _("Wait a moment and try again.")
QUIET_ZONE = 4


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What allauth asks of the house about accounts."""

    error_messages: ClassVar[Sentences] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Write or call us."),
        "duplicate_email": _("This is already the address of your account."),
        "email_taken": _("This address belongs to another account. Sign in with it, or give another one."),
        "email_password_mismatch": _(
            "This address and password don’t match. Try again, or sign in with a code."
        ),
        "enter_current_password": _("This is not your present password. Type it again."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("This is not your password. Type it again."),
        "rate_limited": PATIENCE,
        "same_as_current": _("This is already the address of your account."),
        "too_many_login_attempts": TOO_MANY,
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the letter into the outbox; it goes out after the request, so its time tells nothing."""
        person = Person.objects.filter(email=email).first()
        language = person.language if person else (get_language() or settings.LANGUAGE_CODE)[:2]
        with translation.override(language):
            letter = letter_for(template_prefix, context)
        # Every code is a matter of its own: asking again sends again.
        matter = f"accounts.{template_prefix.rpartition('/')[2]}:{uuid.uuid4().hex}"
        queue(letter=letter, to=email, matter=matter, language=language, person=person, actor=Visitor())

    def clean_email(self, email: str) -> str:
        """Return the one form under which the address is kept, or refuse what only looked like an address."""
        key = email_key(email)
        try:
            validate_email(key)
        except ValidationError as invalid:
            raise ValidationError(
                _("Type an e-mail address like name@example.org."), code="invalid"
            ) from invalid
        return key

    def save_user(self, request: HttpRequest, user: Person, form: BaseForm, commit: bool = True) -> Person:
        """Make the person through the services of people."""
        del user, commit
        return open_account(
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            language=(get_language() or settings.LANGUAGE_CODE)[:2],
            actor=Visitor(),
        )

    def pre_login(self, request: HttpRequest, user: Person, **hooks: Any) -> HttpResponse | None:
        """Take the address as proved once its code was typed: no second code follows the first."""
        records = get_authentication_records(request, user)
        latest = records[-1] if records else {}
        if user.is_active and latest.get("method") == "code" and latest.get("email") == user.email:
            adopt_address(person=user, actor=AsSelf(person_id=user.pk, name=user.name))
        response: HttpResponse | None = super().pre_login(request, user, **hooks)
        return response

    def set_password(self, user: Person, password: str) -> None:
        """Set the password; sessions on other devices end, for their seal holds the old one."""
        set_password(person=user, password=password, actor=AsSelf(person_id=user.pk, name=user.name))

    def is_safe_url(self, url: str) -> bool:
        """Lead on only to pages of this site, wherever the request says it was sent."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts={urlsplit(settings.KUZNIA_BASE_URL).netloc})

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address of the client, believing as many proxies as we were told to."""
        return str(client_address(request))

    def is_ajax(self, request: HttpRequest) -> bool:
        """False: every page is a page, so that an odd header gets no other answer."""
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What allauth asks of the house about the second factor."""

    error_messages: ClassVar[Sentences] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Whoever acts for an office keeps the second factor on."),
        "cannot_generate_recovery_codes": _("Turn the second factor on first."),
        "incorrect_code": _(
            "This code doesn’t match. Wait for the next one in your application and type it."
        ),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        """Keep secrets of applications sealed with the key of the site: a copy of the database alone opens nothing."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was sealed."""
        return _seal().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """False for a person who acts for an office just now."""
        return settings.KUZNIA_DEMO or not isinstance(getattr(context.request, "actor", None), ForAuthority)

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as a picture that stays dark on white in every theme."""
        code = qrcode.QRCode(border=QUIET_ZONE)
        code.add_data(url)
        rows = code.get_matrix()
        path = "".join(
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
        )
        return format_html(
            '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}">'
            '<rect class="qr__paper" width="100%" height="100%"/><path class="qr__ink" d="{}"/></svg>',
            len(rows),
            len(rows),
            _("QR code for your application"),
            path,
        )


def _seal() -> Fernet:
    digest = salted_hmac("kuznia.accounts.second_factor", "key", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(digest))
