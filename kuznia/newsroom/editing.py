"""The forms of news and guides in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from kuznia.newsroom.addresses import free_slug
from kuznia.newsroom.alternatives import fault_of_words
from kuznia.ui.wording import word_messages


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
    """Asks for the words of the lead picture before the news goes out; a draft may still lack them."""

    def clean(self) -> dict[str, Any]:
        """Return what was typed, with the fault of the picture's words at their field."""
        cleaned = super().clean()
        if cleaned.get("picture") and not self.is_deferred_validation:
            fault = fault_of_words(
                cleaned.get("picture_words", ""), is_decorative=cleaned.get("picture_is_decorative", False)
            )
            if fault:
                self.add_error("picture_words", fault)
        return cleaned
