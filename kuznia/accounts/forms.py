"""The forms of sign-in and of a person's own data: allauth's rules in the words and fields of the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import phonenumbers
from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kuznia.ui.fields import EmailField, TextField, TrapInput
from kuznia.ui.forms import Form

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"
LONGEST_PASSWORD = 1_000
ADDRESS, PASSWORD = _("E-mail address"), _("Password")
NEW_PASSWORD = _("At least 12 characters; three or four words in a row are easy to remember")
PASSWORD_MISSING = _("Type your password.")
APP_CODE_MISSING = _("Type the code from the application.")
MAIL_CODE = _("8 digits, for example 1234-5678")


def _address(label: Words = ADDRESS, autocomplete: str = "email") -> EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"})
    return EmailField(label=label, widget=widget, error_messages={"required": _("Type your e-mail address.")})


def _password(label: Words = PASSWORD, missing: Words = PASSWORD_MISSING) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
    return forms.CharField(
        label=label,
        widget=widget,
        strip=False,
        max_length=LONGEST_PASSWORD,
        error_messages={"required": missing},
    )


def _code(label: Words, hint: Words, missing: Words) -> TextField:
    widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    )
    return TextField(
        label=label, help_text=hint, widget=widget, max_length=40, error_messages={"required": missing}
    )


def _name() -> TextField:
    return TextField(
        label=_("First and last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your first name and surname.")},
    )


def _mail_code() -> TextField:
    return _code(_("Code from the e-mail"), MAIL_CODE, _("Type the code from the e-mail."))


def _trap() -> forms.CharField:
    return forms.CharField(label=_("Do not fill in"), required=False, widget=TrapInput)


class _HouseFields:
    """Puts fields of the house in the place of allauth's, before the house words the messages."""

    ours: ClassVar[Mapping[str, Callable[[], forms.Field]]] = {}
    dropped: ClassVar[tuple[str, ...]] = ()
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, make in self.ours.items():
            if name in self.fields:
                self.fields[name] = make()
        for name in self.dropped:
            self.fields.pop(name, None)
        new = self.fields.get("password1")
        if new is not None:
            new.label, new.help_text = _("New password"), NEW_PASSWORD
            new.widget.attrs = {"autocomplete": "new-password"}
            new.error_messages["required"] = _("Type a new password.")


class SignInForm(Form, _HouseFields, allauth.LoginForm):  # type: ignore[misc]
    """Signs in by a code sent to the address; with a password where the page sent that field too."""

    ours: ClassVar = {"login": lambda: _address(autocomplete="username"), "password": _password}

    def __init__(self, *args: Any, with_password: bool = False, **kwargs: Any) -> None:
        self._with_password = with_password
        super().__init__(*args, **kwargs)
        if self.by_password:
            self.auto_id = "password_%s"

    @property
    def by_password(self) -> bool:
        """Whether this is the folded form with a password."""
        return self._with_password or "password" in self.data

    def _setup_password_field(self) -> None:
        if not self.by_password:
            del self.fields["password"]

    def clean_login(self) -> str:
        """Return the address under which the person is kept."""
        key: str = get_adapter().clean_email(self.cleaned_data["login"])
        return key


class OpenAccountForm(Form, _HouseFields, allauth.SignupForm):  # type: ignore[misc]
    """Opens an account: an address to prove by a code, and a name."""

    ours: ClassVar = {"email": _address, "homepage": _trap}
    name = _name()


class SignInCodeForm(Form, _HouseFields, allauth.ConfirmLoginCodeForm):  # type: ignore[misc]
    """Takes the code that signs in."""

    ours: ClassVar = {"code": _mail_code}


class AddressCodeForm(Form, _HouseFields, allauth.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """Takes the code that proves an address."""

    ours: ClassVar = {"code": _mail_code}


class ForgottenPasswordCodeForm(Form, _HouseFields, allauth.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    """Takes the code that lets set a new password."""

    ours: ClassVar = {"code": _mail_code}


class NewAddressForm(Form, _HouseFields, allauth.AddEmailForm):  # type: ignore[misc]
    """Takes the new address of the account."""

    ours: ClassVar = {"email": lambda: _address(_("New e-mail address"))}


class ForgottenPasswordForm(Form, _HouseFields, allauth.ResetPasswordForm):  # type: ignore[misc]
    """Takes the address to which the code for a new password goes."""

    ours: ClassVar = {"email": _address}

    def clean_email(self) -> str:
        """Return the address under which the person is kept."""
        self.cleaned_data["email"] = get_adapter().clean_email(self.cleaned_data["email"])
        key: str = super().clean_email()
        return key


class NewPasswordForm(Form, _HouseFields, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    """Takes the new password after the code. Typed once: whoever mistypes it signs in by a code."""

    dropped: ClassVar = ("password2",)


class ChangePasswordForm(Form, _HouseFields, allauth.ChangePasswordForm):  # type: ignore[misc]
    """Changes the password."""

    ours: ClassVar = {
        "oldpassword": lambda: _password(_("Present password"), _("Type your present password."))
    }
    dropped: ClassVar = ("password2",)


class SetPasswordForm(Form, _HouseFields, allauth.SetPasswordForm):  # type: ignore[misc]
    """Sets the first password."""

    dropped: ClassVar = ("password2",)


class PasswordAgainForm(Form, _HouseFields, allauth.ReauthenticateForm):  # type: ignore[misc]
    """Asks for the password once more."""

    ours: ClassVar = {"password": _password}


class SecondFactorForm(Form, _HouseFields, AuthenticateForm):  # type: ignore[misc]
    """Takes the code of the application, or a recovery code."""

    ours: ClassVar = {
        "code": lambda: _code(
            _("Code from the application"),
            _("6 digits; without the phone at hand type a recovery code"),
            APP_CODE_MISSING,
        )
    }


class SecondFactorAgainForm(Form, _HouseFields, ReauthenticateForm):  # type: ignore[misc]
    """Takes the code of the application once more."""

    ours: ClassVar = SecondFactorForm.ours


class TurnOnSecondFactorForm(Form, _HouseFields, ActivateTOTPForm):  # type: ignore[misc]
    """Takes the first code of a new application."""

    ours: ClassVar = {"code": lambda: _code(_("Code from the application"), _("6 digits"), APP_CODE_MISSING)}


class TurnOffSecondFactorForm(Form, DeactivateTOTPForm):  # type: ignore[misc]
    """Has no fields: the button is the answer."""


class NewRecoveryCodesForm(Form, GenerateRecoveryCodesForm):  # type: ignore[misc]
    """Has no fields: the button is the answer."""


class IdentityCodeForm(Form):
    """Takes the code that shows that it is still the same person."""

    code = _mail_code()


class OwnDataForm(Form):
    """Corrects what is kept of the person."""

    name = _name()
    phone = TextField(
        label=_("Phone"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("In which language shall we write to you?"), choices=settings.LANGUAGES
    )

    def clean_phone(self) -> str:
        """Return the number as it is written abroad, or refuse what is none."""
        typed = self.cleaned_data["phone"]
        try:
            number = phonenumbers.parse(typed, "PL") if typed else None
        except phonenumbers.NumberParseException:
            raise _no_number() from None
        if number is None:
            return ""
        if not phonenumbers.is_valid_number(number):
            raise _no_number()
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


class EraseForm(Form):
    """Asks to confirm that the account is to be erased."""

    sure = forms.BooleanField(
        label=_("I want to erase my account. I know that this cannot be undone."),
        error_messages={"required": _("Tick that you want to erase the account.")},
    )


def _no_number() -> ValidationError:
    return ValidationError(
        _("Type a phone number of 9 digits, or one from abroad with its code, for example +49."), code="phone"
    )
