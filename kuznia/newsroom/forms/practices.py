"""The card of a good practice as its organisation fills it in, and the editor's reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kuznia.directory.models import Organisation
from kuznia.directory.queries import spheres
from kuznia.lib.money import AmountError, parse_pln
from kuznia.newsroom.services import PracticeEntry
from kuznia.ui.forms import EmailField, Form, MultilineField, PhoneField, TextField

CARD = ("title", "sphere", "problem", "deed", "cost", "cost_note", "result")
PICTURE = ("file", "alt")
CONTACT = ("contact_name", "contact_email", "contact_phone", "contact_agrees")
CHOOSE_FILE = _("Choose a file.")


class AmountField(TextField):
    """An amount in złoty, as people type it."""

    def clean(self, value: Any) -> Decimal:
        """Return the amount, or say how it is typed."""
        typed: str = super().clean(value)
        try:
            return parse_pln(typed)
        except AmountError as unreadable:
            raise ValidationError(unreadable.message, code="amount") from unreadable


class PracticeForm(Form):
    """What others want to know before they do the same."""

    form_key = forms.CharField(required=False, widget=forms.HiddenInput)
    title = TextField(
        label=pgettext_lazy("practice", "Title"),
        error_messages={"required": _("Say in a few words what you did.")},
        max_length=120,
        help_text=_("What you did, in a few words: a lending library of tools in the fire station"),
    )
    sphere = forms.ModelChoiceField(
        label=pgettext_lazy("practice", "Field"), queryset=spheres().none(), to_field_name="code"
    )
    problem = MultilineField(
        label=_("The problem"),
        error_messages={"required": _("Describe the problem.")},
        rows=4,
        max_length=1500,
        help_text=_("What was wrong, whom it troubled, how you knew"),
    )
    deed = MultilineField(
        label=_("What you did"),
        error_messages={"required": _("Describe what you did.")},
        rows=7,
        max_length=3000,
        help_text=_("Step by step, with who helped and how long it took"),
    )
    cost = AmountField(
        label=_("What it cost, in złoty"),
        error_messages={"required": _("Write what it cost; 0 if there was none.")},
        max_length=30,
        help_text=_("All the money together, whoever gave it; 0 if there was none"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w-s", "autocomplete": "off"}),
    )
    cost_note = TextField(label=_("What the money went on, and who gave it"), required=False, max_length=300)
    result = MultilineField(
        label=_("The result"),
        error_messages={"required": _("Describe what came of it.")},
        rows=4,
        max_length=1500,
        help_text=_("What changed and how you know; what you would do otherwise"),
    )
    file = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={"missing": CHOOSE_FILE, "empty": _("This file is empty. Choose another one.")},
        help_text=_("JPEG or PNG, up to 15 MB; the place where it was taken is not kept"),
    )
    alt = TextField(
        label=_("What the picture shows"),
        required=False,
        max_length=300,
        help_text=_("It is read to those who don’t see it"),
    )
    contact_name = TextField(
        label=_("First name and surname"),
        error_messages={"required": _("Write whom others may ask.")},
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_email = EmailField(
        label=_("E-mail"), required=False, help_text=_("An e-mail or a phone is enough")
    )
    contact_phone = PhoneField(
        label=_("Phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "class": "w-m"}),
    )
    contact_agrees = forms.BooleanField(
        label=_("This person agrees that her name and these contact data stand on a public page."),
        help_text=_("She may take it back at any time: withdraw the card or write to the office"),
        error_messages={
            "required": _(
                "Ask this person first: without her agreement her data can’t stand on a public page."
            )
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = uuid4
        choice: Any = self.fields["sphere"]
        choice.queryset = spheres()
        choice.empty_label = _("Choose")

    def clean(self) -> dict[str, Any] | None:
        """A picture goes with its description, a person with a way to reach her."""
        cleaned = super().clean()
        typed = self.cleaned_data
        if typed.get("file") and not typed.get("alt") and "alt" not in self.errors:
            self.add_error(
                "alt", _("Say in a sentence what the picture shows: it is read to those who don’t see it.")
            )
        reached = {"contact_email", "contact_phone"}
        if not any(typed.get(name) for name in reached) and not reached & self.errors.keys():
            self.add_error("contact_email", _("Give an e-mail or a phone, so that others can ask."))
        if self.errors and typed.get("file"):
            # A browser never sends a chosen file back into the form.
            self.add_error("file", _("Choose the picture once more: the form could not keep it."))
        return cleaned

    @property
    def card_fields(self) -> list[forms.BoundField]:
        """What is asked of the practice."""
        return [self[name] for name in CARD]

    @property
    def picture_fields(self) -> list[forms.BoundField]:
        """What is asked of its picture."""
        return [self[name] for name in PICTURE]

    @property
    def contact_fields(self) -> list[forms.BoundField]:
        """What is asked of the person whom others may ask."""
        return [self[name] for name in CONTACT]

    def key_for(self, organisation: Organisation) -> UUID:
        """Return the key of this filled-in form; one made up for another organisation can't meet one of this."""
        try:
            typed = UUID(self.cleaned_data.get("form_key", ""))
        except ValueError:
            typed = uuid4()
        return uuid5(typed, f"newsroom.practice:{organisation.pk}")

    def entry(self) -> PracticeEntry:
        """Return what was typed."""
        kept = (*CARD, "contact_name", "contact_email", "contact_phone")
        return PracticeEntry(**{name: self.cleaned_data[name] for name in kept})


class ReasonForm(Form):
    """Why the card is sent back, refused or taken down."""

    reason = MultilineField(
        label=_("Reason"),
        rows=3,
        max_length=500,
        help_text=_("Whoever proposed it reads it word for word"),
        error_messages={"required": _("Write the reason in one sentence.")},
    )


class PublishForm(Form):
    """The text that the editor has read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
