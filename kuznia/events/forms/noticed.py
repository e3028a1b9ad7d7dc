"""What every form of an event carries: the key that makes it count once at this event, and the notice that was read."""

from __future__ import annotations

from uuid import UUID

from kuznia.accounts import noticed
from kuznia.accounts.noticed import knows_notice_field
from kuznia.events.models import Event

__all__ = ["NoticedForm", "form_key_of", "knows_notice_field"]


def form_key_of(typed: str, event_id: int) -> UUID:
    """Return the key under which a sent form is kept; a key made up for another event can't meet one of this event."""
    return noticed.form_key_of(typed, f"events.event:{event_id}")


class NoticedForm(noticed.NoticedForm):
    """A form that is sent once and under a known version of the notice."""

    event: Event

    @property
    def key(self) -> UUID:
        """The key of this filled-in form."""
        return form_key_of(self.cleaned_data.get("form_key", ""), self.event.pk)
