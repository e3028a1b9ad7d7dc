"""Passwords that are easy to guess, refused in the words of the house."""

from __future__ import annotations

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnough(django.MinimumLengthValidator):
    """Refuses what is short enough to be tried out."""

    def get_error_message(self) -> str:
        """Return how long a password must be, and an easy way to get there."""
        sentence = ngettext(
            "This password is too short. Type at least %(count)d character, for example three or four words.",
            "This password is too short. Type at least %(count)d characters, for example three or four words.",
            self.min_length,
        )
        return sentence % {"count": self.min_length}


class UnlikeThePerson(django.UserAttributeSimilarityValidator):
    """Refuses what anybody who knows the person would try first."""

    def get_error_message(self) -> str:
        """Return what the password is too much like."""
        return _("This password is too much like your name or e-mail address. Think of another one.")


class Uncommon(django.CommonPasswordValidator):
    """Refuses the passwords that most people use."""

    def get_error_message(self) -> str:
        """Return why the password is no use."""
        return _("Many people use this password, so it is easy to guess. Think of another one.")
