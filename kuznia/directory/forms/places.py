"""Forms about how the county looks, who lives in its gminas, and who stands in for whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kuznia.directory.forms.fields import Checkbox
from kuznia.directory.services import Away, CountyLook, Population
from kuznia.files.intake import Received
from kuznia.ui.forms import EmailField, Form, TextField


class DayField(forms.DateField):
    """A day, chosen or typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date", "class": "w-m"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Give the day as year-month-day, for example 2026-12-12.")},
            **kwargs,
        )


class LookForm(Form):
    """The county's main colour and its logo."""

    colour = TextField(
        label=_("Main colour"),
        required=False,
        max_length=20,
        help_text=_("Six digits with a hash, for example #74184f. Empty: the colour of Kuźnia."),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=_("PNG or JPEG, up to 500 kB. Without a file the present one stays."),
    )
    logo_alt = TextField(
        label=_("What the logo shows"),
        required=False,
        max_length=200,
        help_text=_("For those who don’t see it, for example: Coat of arms of the county"),
    )
    without_logo = Checkbox(label=_("Remove the present logo"))

    def __init__(self, *args: Any, has_logo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_logo:
            del self.fields["without_logo"]

    def clean(self) -> dict[str, Any] | None:
        """A new logo needs its description."""
        if self.cleaned_data.get("logo") and not self.cleaned_data.get("logo_alt"):
            self.add_error("logo_alt", _("Say what the logo shows: it is read to those who don’t see it."))
        return self.cleaned_data

    @property
    def upload(self) -> UploadedFile | None:
        """The file that was sent, if one was."""
        return self.cleaned_data["logo"] or None

    def look(self, logo: Received | None) -> CountyLook:
        """Return what was chosen, with the logo as it was taken in."""
        typed = self.cleaned_data
        return CountyLook(
            colour=typed["colour"],
            logo=logo,
            logo_alt=typed["logo_alt"],
            without_logo=typed.get("without_logo", False),
        )


class NumberField(forms.IntegerField):
    """A whole number, typed with spaces between its thousands or without."""

    def to_python(self, value: Any) -> int | None:
        """Return the number, or None where nothing was typed."""
        return super().to_python("".join(str(value or "").split()) or None)


class PopulationForm(Form):
    """How many people live in a gmina."""

    population = NumberField(
        label=_("Inhabitants"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-m"}),
        error_messages={"invalid": _("Write the number in digits, for example 21700.")},
    )
    population_on = DayField(label=_("On which day"), required=False)
    population_source = TextField(
        label=_("Where the number is from"),
        required=False,
        max_length=200,
        help_text=_("For example: Statistics Poland, Local Data Bank"),
    )

    def population_given(self) -> Population:
        """Return the number with its day and source."""
        return Population(**self.cleaned_data)


class StandInForm(Form):
    """Who acts in a post while its holder is away."""

    name = TextField(label=_("First name and surname"), max_length=150)
    email = EmailField(label=_("E-mail she or he signs in with"))
    since_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"))

    def away(self) -> Away:
        """Return the days."""
        return Away(since_on=self.cleaned_data["since_on"], until_on=self.cleaned_data["until_on"])
