"""What somebody may do for an organisation, in words."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext, gettext_noop


class Rights(Protocol):
    """Whatever carries the three rights: a role, a claim, an invitation."""

    may_sign: bool
    may_edit: bool
    may_report: bool


def rights_of(given: Rights) -> list[str]:
    """Return the rights in words, untranslated, as a history keeps them."""
    rights = {
        gettext_noop("may sign"): given.may_sign,
        gettext_noop("may change the data"): given.may_edit,
        gettext_noop("may report"): given.may_report,
    }
    return [word for word, is_given in rights.items() if is_given] or [gettext_noop("may sign people up")]


def rights_in_words(given: Rights) -> list[str]:
    """Return the rights in the language of the reader."""
    return [gettext(word) for word in rights_of(given)]
