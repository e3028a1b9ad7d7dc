"""The form of a piece of news in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from kuznia.newsroom.alternatives import fault_of_words
from kuznia.ui.wording import word_messages


class NewsForm(WagtailAdminPageForm):  # type: ignore[misc]
    """Asks for the words of the lead picture before the news goes out; a draft may still lack them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_messages(self)

    def clean(self) -> dict[str, Any]:
        """Return what was typed, with the fault of the picture's words at their field."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("picture") and not self.is_deferred_validation:
            fault = fault_of_words(
                cleaned.get("picture_words", ""), is_decorative=cleaned.get("picture_is_decorative", False)
            )
            if fault:
                self.add_error("picture_words", fault)
        return cleaned
