"""The web address of a page on which people sign up."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from kuznia.ui.fields import clean_text

LONGEST = 300
WRONG = _("Give a web address, for example https://przyklad.pl/zapisy.")


class WebAddressField(forms.URLField):
    """A page of the web; whoever leaves the beginning out means https."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=LONGEST,
            assume_scheme="https",
            error_messages={"invalid": WRONG},
            widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        """Return the address, or refuse one that reads as leading elsewhere: by a name before an @, or unseen signs."""
        address = clean_text(super().to_python(value) or "", is_multiline=False)
        if "@" in urlsplit(address).netloc:
            raise ValidationError(WRONG, code="invalid")
        return address
