"""The form by which an office sets a survey up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kuznia.events.models import Survey
from kuznia.events.services.surveys import SurveyEntry
from kuznia.ui.forms import Form, LocalMomentField

ANONYMOUS, NAMED = "anonymous", "named"


class SurveyForm(Form):
    """When people may answer, and whether the office sees who answered what."""

    is_anonymous = forms.ChoiceField(
        label=_("Whose answers they are"),
        choices=[
            (ANONYMOUS, _("anonymous: the answers are kept without names")),
            (NAMED, _("with names: the office sees who answered what")),
        ],
        widget=forms.RadioSelect,
        help_text=_("When the survey is open this stays as it is: people were told."),
    )
    opens_at = LocalMomentField(
        label=_("People can answer from"), help_text=_("Then the invitations go out by e-mail.")
    )
    closes_at = LocalMomentField(label=_("People can answer until"))

    def entry(self) -> SurveyEntry:
        """Return the form as the services take it."""
        return SurveyEntry(
            is_anonymous=self.cleaned_data["is_anonymous"] == ANONYMOUS,
            opens_at=self.cleaned_data["opens_at"],
            closes_at=self.cleaned_data["closes_at"],
        )


def survey_values(survey: Survey) -> dict[str, object]:
    """Return what the survey's record says, by the field of its form."""
    return {
        "is_anonymous": ANONYMOUS if survey.is_anonymous else NAMED,
        "opens_at": survey.opens_at,
        "closes_at": survey.closes_at,
    }
