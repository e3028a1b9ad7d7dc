"""How a letter of the directory is written: in the language of its reader, whatever the page speaks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils.translation import get_language, override

from kuznia.directory.models import Organisation, Post, Representation, StandIn
from kuznia.directory.queries import office_of_gmina
from kuznia.notify.registry import Posting

POLISH = "pl"
Write = Callable[..., Posting]


def written_in(language_of: Callable[[Any], str]) -> Callable[[Write], Write]:
    """Write the letter in the language that `language_of` finds for its subject."""

    def decorate(write: Write) -> Write:
        @wraps(write)
        def written(subject: Any, **facts: Any) -> Posting:
            with override(language_of(subject)):
                return write(subject, **facts)

        return written

    return decorate


def persons_language(role: Representation | Post | StandIn) -> str:
    """Return the language of whoever has the role."""
    return role.person.language or POLISH


def address_of(representation: Representation) -> str:
    """Return where the representative is reached: at her own address, else at the organisation's (docs/adr/0026)."""
    return representation.person.email or representation.organisation.public_email


def office_covering(organisation: Organisation) -> int | None:
    """Return the key of the gmina's office whose case a letter about the organisation is, where there is one."""
    office = office_of_gmina(organisation.municipality_id)
    return office.pk if office else None


def spoken_language() -> str:
    """Return the language in which a letter is being written."""
    return (get_language() or POLISH)[:2]
