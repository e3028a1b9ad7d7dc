"""What we write to people about their accounts: one letter for each mail that allauth asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.notify.letters import Letter, site_address

Context = dict[str, Any]


def letter_for(template: str, context: Context) -> Letter:
    """Return the letter that stands for allauth's template, in the language that is active."""
    return _LETTERS[template](context)


def _sign_in_code(context: Context) -> Letter:
    return Letter(
        subject=_("Your sign-in code: %(code)s") % {"code": context["code"]},
        preheader=_("It works for 15 minutes, once."),
        heading=_("Your sign-in code"),
        paragraphs=[_("Type this code on the page from which you asked for it.")],
        facts=[(_("Code"), context["code"])],
        closing=[
            _("The code works for 15 minutes, once. Give it to nobody: the county never asks for it."),
            _("You didn’t ask for a code? Do nothing: without it nobody signs in."),
        ],
        reason=_("Somebody typed this address on the sign-in page."),
    )


def _identity_code(context: Context) -> Letter:
    return Letter(
        subject=_("Your code: %(code)s") % {"code": context["code"]},
        preheader=_("With it you show that it is you."),
        heading=_("Is it you?"),
        paragraphs=[
            _("You are about to change or take out data of your account. Type this code on that page.")
        ],
        facts=[(_("Code"), context["code"])],
        closing=[_("The code works for 15 minutes, once. It wasn’t you? Write or call us at once.")],
        reason=_("Somebody who is signed in to your account asked for this code."),
    )


def _address_code(context: Context) -> Letter:
    return Letter(
        subject=_("Your code: %(code)s") % {"code": context["code"]},
        preheader=_("With it you confirm your e-mail address."),
        heading=_("Confirm your e-mail address"),
        paragraphs=[_("Type this code on the page from which you asked for it.")],
        facts=[(_("Code"), context["code"])],
        closing=[
            _("It works for 15 minutes, once. It wasn’t you? Do nothing: without the code nothing changes.")
        ],
        reason=_("Somebody gave this address on our site."),
    )


def _password_code(context: Context) -> Letter:
    return Letter(
        subject=_("Code for a new password: %(code)s") % {"code": context["code"]},
        preheader=_("It works for 15 minutes, once."),
        heading=_("Set a new password"),
        paragraphs=[
            _("Type this code on the page from which you asked for it. Then you will set a new password.")
        ],
        facts=[(_("Code"), context["code"])],
        closing=[_("It wasn’t you? Do nothing: your password stays as it was.")],
        reason=_("Somebody asked for a new password for this address."),
    )


def _no_account(_context: Context) -> Letter:
    return Letter(
        subject=_("There is no account with this address"),
        preheader=_("You can open one, or sign in with another address."),
        heading=_("There is no account with this address"),
        paragraphs=[
            _("Somebody, perhaps you, tried to sign in with this address. We have no account with it."),
            _(
                "Perhaps you gave us another address? If you have no account yet, open one: it takes a minute."
            ),
        ],
        button=(_("Open an account"), site_address(reverse("account_signup"))),
        closing=[_("It wasn’t you? Do nothing. You need no account to sign up for an event.")],
        reason=_("Somebody typed this address on the sign-in page."),
    )


def _account_exists(_context: Context) -> Letter:
    return Letter(
        subject=_("You already have an account"),
        preheader=_("Sign in: we will send you a code."),
        heading=_("You already have an account"),
        paragraphs=[
            _("Somebody, perhaps you, tried to open an account with this address. There is one already."),
            _("Sign in with this address. We will send you a code, you need no password."),
        ],
        button=(_("Sign in"), site_address(reverse("account_login"))),
        closing=[_("It wasn’t you? Do nothing: nothing has changed.")],
        reason=_("Somebody tried to open an account with this address."),
    )


def _address_changed(context: Context) -> Letter:
    return Letter(
        subject=_("The e-mail address of your account has changed"),
        preheader=_("From now on you sign in with the new address."),
        heading=_("The e-mail address of your account has changed"),
        facts=[(_("Before"), context["from_email"]), (_("Now"), context["to_email"])],
        closing=[_("It wasn’t you? Write or call us at once; the address and phone stand below.")],
        reason=_("This was the address of your account."),
    )


def _security_letter(subject: str, paragraph: str) -> Letter:
    return Letter(
        subject=subject,
        preheader=_("If it was you, you needn’t do anything."),
        heading=subject,
        paragraphs=[paragraph],
        button=(_("See the security of my account"), site_address(reverse("mfa_index"))),
        closing=[_("It wasn’t you? Write or call us at once; the address and phone stand below.")],
        reason=_("We write about every change in the security of your account."),
    )


def _password_changed(_context: Context) -> Letter:
    return _security_letter(_("Your password has changed"), _("On other devices you have been signed out."))


def _password_set(_context: Context) -> Letter:
    return _security_letter(
        _("Your account has a password now"), _("You can sign in with a code or with the password.")
    )


def _factor_on(_context: Context) -> Letter:
    return _security_letter(
        _("The second factor is on"),
        _("At sign-in we will ask for a code from your application as well. Keep your recovery codes safe."),
    )


def _factor_off(_context: Context) -> Letter:
    return _security_letter(
        _("The second factor is off"), _("At sign-in we will no longer ask for a code from your application.")
    )


def _new_recovery_codes(_context: Context) -> Letter:
    return _security_letter(_("You have new recovery codes"), _("The old ones no longer work."))


_LETTERS: dict[str, Callable[[Context], Letter]] = {
    "account/email/login_code": _sign_in_code,
    "accounts/email/identity_code": _identity_code,
    "account/email/unknown_account": _no_account,
    "account/email/account_already_exists": _account_exists,
    "account/email/email_confirmation": _address_code,
    "account/email/email_confirmation_signup": _address_code,
    "account/email/email_changed": _address_changed,
    "account/email/password_reset_code": _password_code,
    "account/email/password_reset": _password_changed,
    "account/email/password_changed": _password_changed,
    "account/email/password_set": _password_set,
    "mfa/email/totp_activated": _factor_on,
    "mfa/email/totp_deactivated": _factor_off,
    "mfa/email/recovery_codes_generated": _new_recovery_codes,
}
