"""The forms of news and guides in Wagtail's admin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from kuznia.lib import clock
from kuznia.newsroom.addresses import free_slug
from kuznia.newsroom.alternatives import fault_of_words
from kuznia.ui.wording import word_messages

OVER = _("This day is over. Give a later one, or leave the field empty to publish at once.")


class AddressedForm(WagtailAdminPageForm):  # type: ignore[misc]
    """Makes the address of the title where the editor gives none: the title alone is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        word_messages(self)

    def clean(self) -> dict[str, Any]:
        """Return what was typed, with the address made where it is missing."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("title") and "slug" in cleaned:
            cleaned["slug"] = cleaned["slug"] or free_slug(type(self.instance), cleaned["title"])
        return cleaned


class NewsForm(AddressedForm):
    """Asks for the words of the lead picture before the news goes out, and for a day that is not over."""

    def clean(self) -> dict[str, Any]:
        """Return what was typed, with what is wrong with the picture's words or with the day at their fields."""
        cleaned = super().clean()
        goes_out_at = cleaned.get("go_live_at")
        # A day that was planned earlier stays with the page when it is corrected later.
        if goes_out_at and "go_live_at" in self.changed_data and _is_over(goes_out_at):
            self.add_error("go_live_at", OVER)
        if cleaned.get("picture") and not self.is_deferred_validation:
            fault = fault_of_words(
                cleaned.get("picture_words", ""), is_decorative=cleaned.get("picture_is_decorative", False)
            )
            if fault:
                self.add_error("picture_words", fault)
        return cleaned


def _is_over(moment: datetime) -> bool:
    return moment.astimezone(clock.WARSAW).date() < clock.today()
