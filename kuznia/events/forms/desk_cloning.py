"""What is asked when an event is held again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy, pgettext_lazy

from kuznia.ui.forms import Form, LocalMomentField, TextField


class CloneForm(Form):
    """The title and the start of the copy; every other time moves along."""

    title = TextField(label=gettext_lazy("Title"))
    starts_at = LocalMomentField(
        label=pgettext_lazy("time", "Start"),
        help_text=gettext_lazy("The end, the programme and the times of sign-up move by as much."),
    )
