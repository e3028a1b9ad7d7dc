"""What is asked about certificates: what stands on them, whose name is wrong, which code is checked."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from kuznia.events.forms.desk import ReasonForm
from kuznia.ui.forms import Form, TextField


class PlanForm(Form):
    """What is to stand on the certificates of an event."""

    hours = forms.IntegerField(
        label=gettext_lazy("Number of hours"),
        min_value=1,
        max_value=200,
        help_text=gettext_lazy("Breaks not counted, as you want it printed"),
    )
    demands_workshop = forms.BooleanField(
        label=gettext_lazy("Only those who came to a workshop"), required=False
    )
    signer_name = TextField(label=gettext_lazy("Who signs"), max_length=150)
    signer_function = TextField(
        label=gettext_lazy("Function of who signs"),
        max_length=200,
        help_text=gettext_lazy("For example: Starosta Pruszkowski"),
    )
    place = TextField(label=gettext_lazy("Place of issue"), max_length=100)


class CorrectForm(ReasonForm):
    """The right name, and why it is changed."""

    name = TextField(label=gettext_lazy("Name as it is to be printed"), max_length=150)
    field_order = ("name", "reason")


class ChooseForm(ReasonForm):
    """Why somebody whom nobody let in at the door gets a certificate."""


class CheckForm(Form):
    """The code of a certificate, as somebody reads it from the paper."""

    code = TextField(
        label=gettext_lazy("Code of the certificate"),
        max_length=40,
        help_text=gettext_lazy("Ten letters and digits beside the square code; spaces don’t matter"),
        error_messages={"required": gettext_lazy("Type the code that stands on the certificate.")},
    )
