"""Fields that several forms of the directory share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models import Organisation
from kuznia.directory.queries import Filters, organisations
from kuznia.directory.states import LegalForm
from kuznia.lib.identifiers import KRS_LENGTH
from kuznia.lib.text import fold
from kuznia.ui.fields import clean_text
from kuznia.ui.forms import TextField

SHOWN = 5
NO_LEGAL_FORM = ("", _("none (an informal group, an institution)"))


class Checkbox(forms.BooleanField):
    """A box that may stay empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class WebsiteField(forms.URLField):
    """An address on the web; one typed without its beginning is taken as https."""

    default_error_messages = {"invalid": _("Type the address of the page, for example https://example.org.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=300, assume_scheme="https", **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the address, on the web and nowhere else."""
        address: str = super().to_python(value) or ""
        if address and not address.lower().startswith(("http://", "https://")):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return clean_text(address, is_multiline=False)


class KrsField(TextField):
    """A KRS number as its owner copies it: all ten digits, for a shorter one may be somebody else's."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="KRS", required=False, max_length=30, **kwargs)

    def clean(self, value: Any) -> str:
        """Return what was typed, if it can be a whole number of the register."""
        typed: str = super().clean(value)
        if typed and sum(sign.isdigit() for sign in typed) != KRS_LENGTH:
            raise ValidationError(_("A KRS number has 10 digits, for example 0000123456."))
        return typed


class LegalFormField(forms.ChoiceField):
    """The legal form, which an organisation must have and others have not."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Legal form"),
            required=False,
            choices=[NO_LEGAL_FORM, *LegalForm.choices],
            help_text=_("An organisation must have one; an informal group and an institution have none"),
        )


class OrganisationField(TextField):
    """An organisation, found by its name: a list of thousands would be of no use to anybody."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Type its name or a part of it that no other has"))
        super().__init__(max_length=250, **kwargs)

    def clean(self, value: Any) -> Organisation | None:
        """Return the one active organisation that is meant, or say what stands in the way."""
        typed: str = super().clean(value)
        if not typed:
            return None
        found = list(organisations(Filters(words=typed))[: SHOWN + 1])
        same = [each for each in found if each.folded_name == fold(typed) or fold(each.name) == fold(typed)]
        if len(same or found) == 1:
            return (same or found)[0]
        if not found:
            raise ValidationError(
                _("Nothing in the directory is called “%(typed)s”."), params={"typed": typed}
            )
        names = ", ".join(each.name for each in found[:SHOWN])
        raise ValidationError(
            _("Several organisations are called so: %(names)s. Type the full name."), params={"names": names}
        )
