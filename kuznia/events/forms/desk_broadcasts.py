"""The message that an office writes to participants."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from kuznia.events.models import Event, Session
from kuznia.events.services.broadcasts import BroadcastEntry
from kuznia.events.states import BroadcastGroup
from kuznia.ui.forms import Form, MultilineField, TextField


class BroadcastForm(Form):
    """To whom, and what."""

    demanded_of_some = ("session",)

    group = forms.ChoiceField(label=_("To whom"), choices=BroadcastGroup.choices, widget=forms.RadioSelect)
    session = forms.ModelChoiceField(
        label=_("Which session"),
        queryset=Session.objects.none(),
        required=False,
        help_text=_("Needed for “those who chose one session”, and for no other group."),
    )
    title = TextField(label=_("Subject"), max_length=150, help_text=_("The fact first: “Change of room”."))
    body = MultilineField(
        label=_("Message"),
        rows=8,
        max_length=4000,
        help_text=_("An empty line begins a new paragraph. Facts of the event and the link are added."),
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelChoiceField[Session], self.fields["session"])
        choice.queryset = event.sessions.filter(block__isnull=False)
        choice.empty_label = str(_("Choose a session"))
        self.fields["form_key"].initial = uuid4
        if not choice.queryset.exists():
            del self.fields["session"]
            without = [pair for pair in BroadcastGroup.choices if pair[0] != BroadcastGroup.SESSION]
            cast(forms.ChoiceField, self.fields["group"]).choices = without

    def clean(self) -> dict[str, Any] | None:
        """Ask which session where one is meant, forget it elsewhere."""
        cleaned = super().clean()
        is_of_session = self.cleaned_data.get("group") == BroadcastGroup.SESSION
        if is_of_session and not self.cleaned_data.get("session") and "session" not in self.errors:
            self.add_error("session", _("Choose the session."))
        if not is_of_session:
            self.cleaned_data["session"] = None
        return cleaned

    def entry(self) -> BroadcastEntry:
        """Return the form as the service takes it."""
        cleaned = self.cleaned_data
        return BroadcastEntry(
            group=cleaned["group"],
            session=cleaned["session"],
            title=cleaned["title"],
            body=cleaned["body"],
            form_key=self._key(),
        )

    def _key(self) -> UUID:
        try:
            return UUID(self.cleaned_data.get("form_key", ""))
        except ValueError:
            return uuid4()
