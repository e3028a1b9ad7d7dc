"""The base of every form: what is typed stays, a refusal stands at its field, messages say what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kuznia.lib.errors import Forbidden, Refused
from kuznia.ui.fields import EmailField, LocalMomentField, MultilineField, PhoneField, TextField, TrapInput
from kuznia.ui.wording import word_messages

__all__ = [
    "EmailField",
    "Form",
    "LocalMomentField",
    "MultilineField",
    "PhoneField",
    "Problem",
    "TextField",
    "TrappedForm",
    "opened_mark",
    "problems",
    "saves",
]

TOO_FAST = timedelta(seconds=2)
TOO_OLD = timedelta(hours=24)
SALT = "kuznia.ui.forms.opened"
FILLED = _("Leave the field “Do not fill in” empty, then send the form again.")
FAST = _("Check what you typed and send the form again: it came faster than people type.")
OLD = _("This form was open for more than a day. Check what you typed and send it again.")
AGAIN = _("Choose this file once more: the browser forgets it when a form comes back.")


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary: the words that stand at the field, and where they stand."""

    message: str
    anchor: str


class Form(forms.Form):
    """A form of the house."""

    use_required_attribute = False
    # Fields that only some answers of the form demand: their help text says which, so no label calls them optional.
    demanded_of_some: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_messages(self)

    def full_clean(self) -> None:
        """Judge what was typed; where something is wrong, ask for the files again."""
        super().full_clean()
        self._ask_for_files_again()

    def add_refusal(self, refused: Refused) -> None:
        """Put a service's refusal at the field it names, or above the form."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)
        self._ask_for_files_again()

    def show_only(self, refused: Refused) -> None:
        """Show the refusal and judge nothing of what was typed: for a form that was refused before anybody read it."""
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data: dict[str, Any] = {}
        self.add_refusal(refused)

    def _ask_for_files_again(self) -> None:
        """Everything typed comes back with the form but the files: say so at each, so that none is lost unnoticed."""
        if not self._errors:
            return
        for name, field in self.fields.items():
            is_sent = isinstance(field, forms.FileField) and self.add_prefix(name) in self.files
            if is_sent and name not in self._errors:
                self.add_error(name, AGAIN)


class TrappedForm(Form):
    """A public form with two traps for robots: a field people don't see, and the time it took.

    Whoever is caught gets the form back with everything typed and a sentence that says what to do.
    """

    homepage = forms.CharField(label=_("Do not fill in"), required=False, widget=TrapInput)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, arrived_at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arrived_at = arrived_at
        self.fields["opened"].initial = opened_mark(arrived_at)

    @property
    def traps(self) -> SafeString:
        """Both traps, for a page that prints the fields one by one."""
        return format_html("{}{}", self["homepage"], self["opened"])

    def clean(self) -> dict[str, Any] | None:
        """Spring the traps."""
        cleaned = super().clean()
        if self.cleaned_data.pop("homepage", ""):
            self._show_again(homepage="")
            raise ValidationError(FILLED, code="filled")
        opened_at = self._opened_at(self.cleaned_data.pop("opened", ""))
        if opened_at is None or self.arrived_at - opened_at > TOO_OLD:
            self._show_again(opened=opened_mark(self.arrived_at))
            raise ValidationError(OLD, code="old")
        # Who pressed the button on an empty form is no robot and reads about the fields first.
        if self.arrived_at - opened_at < TOO_FAST and not self.errors:
            raise ValidationError(FAST, code="fast")
        return cleaned

    def _opened_at(self, signed: str) -> datetime | None:
        try:
            return datetime.fromisoformat(signing.loads(signed, salt=SALT))
        except signing.BadSignature:
            return None

    def _show_again(self, **values: str) -> None:
        data = cast(QueryDict, self.data).copy()
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data


def opened_mark(at: datetime) -> str:
    """Return what a form carries to tell when it was opened; nobody else can write it."""
    return signing.dumps(at.isoformat(), salt=SALT)


def saves(form: Form, save: Callable[[], object]) -> bool:
    """Save what a valid form holds; a refusal is put at its field, and what was typed stays."""
    if not form.is_valid():
        return False
    try:
        save()
    except Forbidden:
        raise
    except Refused as refused:
        form.add_refusal(refused)
        return False
    return True


def problems(shown: Sequence[forms.BaseForm]) -> list[Problem]:
    """Return what there is to correct in the forms of a page, field after field."""
    found: list[Problem] = []
    for form in shown:
        fields: list[Any] = [form[name] for name in form.fields]
        start = next((field.first_id for field in fields if not field.is_hidden), "tresc")
        found += [Problem(str(message), start) for message in form.non_field_errors()]
        found += [Problem(str(message), field.first_id) for field in fields for message in field.errors]
    return found
