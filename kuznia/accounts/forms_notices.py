"""The next version of a privacy notice, in both languages."""

from __future__ import annotations

from string import Template
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuznia.accounts.models import PrivacyNotice
from kuznia.accounts.queries import PLACES
from kuznia.accounts.services import PUBLISHED_MEANWHILE
from kuznia.ui.forms import Form, MultilineField, TextField

LONGEST_BODY, LONGEST_NUMBER = 20_000, 10
MARKS = gettext_lazy(
    "An empty line begins a new paragraph, “## ” a heading, “- ” an item of a list. $county, $address, $email, $phone"
    " and $officer stand for the county’s present contact."
)


class NoticeField(MultilineField):
    """The text of a notice; a place for the contact that is misspelt would be shown to people as it is typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rows=18, max_length=LONGEST_BODY, **kwargs)

    def validate(self, value: str) -> None:
        """Refuse a place that nothing fills."""
        super().validate(value)
        unknown = next((name for name in Template(value).get_identifiers() if name not in PLACES), None)
        if unknown is not None:
            places = ", ".join(f"${name}" for name in PLACES)
            message = _("Nothing fills $%(name)s. These may stand in the text: %(places)s.")
            raise ValidationError(message, code="place", params={"name": unknown, "places": places})


class NoticeForm(Form):
    """Titles and texts; the form starts from the latest version and keeps which one that was."""

    title_pl = TextField(label=gettext_lazy("Title in Polish"))
    body_pl = NoticeField(label=gettext_lazy("Text in Polish"), help_text=MARKS)
    title_en = TextField(label=gettext_lazy("Title in English"))
    body_en = NoticeField(label=gettext_lazy("Text in English"), help_text=MARKS)
    follows = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, latest: PrivacyNotice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest
        for name in ("title_pl", "body_pl", "title_en", "body_en"):
            self.fields[name].initial = getattr(latest, name)

    @property
    def after(self) -> int:
        """The version that was the latest one when the form was opened; 0 where the form does not say."""
        typed = self.cleaned_data["follows"]
        return int(typed) if typed.isdecimal() and len(typed) < LONGEST_NUMBER else 0

    @property
    def titles(self) -> tuple[str, str]:
        """The titles in Polish and in English."""
        return self.cleaned_data["title_pl"], self.cleaned_data["title_en"]

    @property
    def bodies(self) -> tuple[str, str]:
        """The texts in Polish and in English."""
        return self.cleaned_data["body_pl"], self.cleaned_data["body_en"]

    def follows_latest(self) -> bool:
        """True for a valid form that was opened when the latest version was out; otherwise the form says what to do."""
        if self.is_valid() and self.after != self.latest.version:
            self.add_error(None, str(PUBLISHED_MEANWHILE))
        return not self.errors
