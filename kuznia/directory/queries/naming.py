"""Finds the organisation that somebody names in her own words."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Q
from django.db.models.functions import Collate, Reverse

from kuznia.directory.models import Organisation
from kuznia.directory.states import OrganisationState
from kuznia.lib.text import fold

MOST_ALIKE = 50


def organisation_called(name: str) -> Organisation | None:
    """Return the one active organisation of exactly this name, full or short, whatever its capitals and accents.

    The name of a record that was joined with another means that other.
    """
    wanted = fold(name)
    found = {joined or number for number, joined, *names in _alike(wanted) if wanted in map(_folded, names)}
    active = Organisation.objects.filter(state=OrganisationState.ACTIVE)
    return active.filter(pk=found.pop()).first() if len(found) == 1 else None


def _alike(wanted: str) -> list[tuple[int, int | None, str, str]]:
    """Return number, number of the kept record and both names of those whose names begin or end so.

    Names alone: a word that many begin with would bring whole rows, and hardly ever one that is meant.
    """
    known = Organisation.objects.filter(state__in=[OrganisationState.ACTIVE, OrganisationState.MERGED])
    known = known.alias(forwards=Collate("folded_name", "C"), backwards=Collate(Reverse("folded_name"), "C"))
    alike = known.filter(Q(forwards__startswith=wanted) | Q(backwards__startswith=wanted[::-1]))
    return list(alike.order_by("pk").values_list("pk", "merged_into", "name", "short_name")[:MOST_ALIKE])


# The same names are looked through for every sign-up.
_folded = lru_cache(maxsize=4_096)(fold)
