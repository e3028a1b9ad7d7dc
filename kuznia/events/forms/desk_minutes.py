"""The forms of the minutes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kuznia.events.forms.desk import VersionedForm, WholeNumberField
from kuznia.events.models import Minutes
from kuznia.events.services.minutes import ActionEntry, DecisionEntry
from kuznia.lib import clock
from kuznia.ui.forms import Form, MultilineField, TextField

MOST_VOTES = 100_000
ITEM = "item_"


def _day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "w-m"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give the day as year-month-day, for example 2026-12-12.")},
    )


class MinutesForm(VersionedForm):
    """Who led, who took the minutes, and what was said to each point of the agenda."""

    chair = TextField(label=_("Who led the meeting"), max_length=200, required=False)
    secretary = TextField(label=_("Who took the minutes"), max_length=200, required=False)

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        first = {"chair": minutes.chair, "secretary": minutes.secretary, "version": str(minutes.version)}
        super().__init__(*args, initial=first, **kwargs)
        for number, item in enumerate(minutes.items.all(), start=1):
            self.fields[f"{ITEM}{item.pk}"] = MultilineField(
                label=f"{number}. {item.heading}",
                rows=4,
                max_length=6000,
                required=False,
                initial=item.course,
            )

    @property
    def courses(self) -> dict[int, str]:
        """What was said, by the number of the point."""
        return {
            int(name.removeprefix(ITEM)): text
            for name, text in self.cleaned_data.items()
            if name.startswith(ITEM)
        }


class PointForm(Form):
    """A point that the programme did not have."""

    heading = TextField(label=_("Point of the agenda"), max_length=200)


class DecisionForm(Form):
    """A decision, with the votes where they were counted."""

    wording = MultilineField(label=_("Decision"), rows=3, max_length=1000)
    votes_for = WholeNumberField(
        label=pgettext_lazy("votes", "For"), least=0, most=MOST_VOTES, required=False
    )
    votes_against = WholeNumberField(
        label=pgettext_lazy("votes", "Against"), least=0, most=MOST_VOTES, required=False
    )
    votes_abstained = WholeNumberField(
        label=pgettext_lazy("votes", "Abstained"), least=0, most=MOST_VOTES, required=False
    )

    def clean(self) -> dict[str, Any] | None:
        """Ask for all three numbers, or for none."""
        cleaned = super().clean()
        missing = [name for name in VOTES if self.cleaned_data.get(name) is None and name not in self.errors]
        if missing and len(missing) < len(VOTES):
            self.add_error(missing[0], _("Give all three numbers of votes, or none of them."))
        return cleaned

    def entry(self) -> DecisionEntry:
        """Return the form as the service takes it."""
        return DecisionEntry(**self.cleaned_data)


class ActionForm(Form):
    """What somebody undertook to do."""

    task = TextField(label=_("What is to be done"), max_length=500)
    owner = TextField(label=_("Who does it"), max_length=200, help_text=_("A person or an organisation."))
    due_on = _day_field(_("Until when"))

    def entry(self) -> ActionEntry:
        """Return the form as the service takes it."""
        return ActionEntry(**self.cleaned_data)


class DoneForm(Form):
    """When an action was done, and what came of it."""

    done_on = _day_field(pgettext_lazy("action", "Done on"))
    outcome = TextField(label=_("What came of it"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = clock.today


VOTES = ("votes_for", "votes_against", "votes_abstained")
