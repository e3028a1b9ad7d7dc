"""The form in which an officer takes down a sign-up that came by phone or on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kuznia.events.forms.sign_up import CHOOSE_ANSWER, SignUpForm
from kuznia.events.services.entering import DeskEntry
from kuznia.events.states import RegistrationSource
from kuznia.ui.forms import EmailField, PhoneField

SOURCES = [(source.value, source.label) for source in (RegistrationSource.PHONE, RegistrationSource.PAPER)]


class EnteringForm(SignUpForm):
    """A sign-up in the officer's words: only the name and whom the person comes for must be known."""

    source = forms.ChoiceField(
        label=_("How it came"),
        choices=SOURCES,
        widget=forms.RadioSelect,
        initial=RegistrationSource.PHONE,
        error_messages={"required": CHOOSE_ANSWER, "invalid_choice": CHOOSE_ANSWER},
    )
    email = EmailField(label=_("E-mail"), required=False, help_text=_("Without it the person gets no letter"))
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    knows_notice = forms.BooleanField(
        label=_("I have read out or shown the information about personal data."),
        error_messages={"required": _("Read out the information about personal data, then tick this.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._speak_of_another_person()

    def desk_entry(self) -> DeskEntry:
        """Return the form as the service takes it."""
        entry = self.entry(email="", language="pl")
        return DeskEntry(
            source=RegistrationSource(self.cleaned_data["source"]),
            name=entry.name,
            email=self.cleaned_data["email"],
            phone=self.cleaned_data["phone"],
            coming_for=entry.coming_for,
            organisation=entry.organisation,
            organisation_name=entry.organisation_name,
            session_ids=entry.session_ids,
            accepts_waiting=entry.accepts_waiting,
            needs=entry.needs,
            answers=entry.answers,
            allows_photos=entry.allows_photos,
            notice=entry.notice,
            form_key=entry.form_key,
        )

    def _speak_of_another_person(self) -> None:
        """The officer fills it in about somebody else: labels and refusals say so, the browser fills in nothing."""
        words = {
            "wheelchair": _("uses a wheelchair"),
            "interpreter": _("needs a sign-language interpreter"),
            "allows_photos": _("may be photographed"),
            "accepts_waiting": _("Put the person on the waiting list"),
            "coming_for": _("Who does the person come for?"),
        }
        for name in words.keys() & self.fields.keys():
            self.fields[name].label = words[name]
        required = {
            "name": _("Type the first name and surname."),
            "coming_for": _("Choose who the person comes for."),
            "organisation_name": _("Type the name of whoever the person comes for."),
        }
        for name, message in required.items():
            self.fields[name].error_messages["required"] = message
        for name in ("name", "organisation_name"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
