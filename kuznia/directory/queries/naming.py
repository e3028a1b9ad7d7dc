"""Finds the organisation that somebody names in her own words."""

from __future__ import annotations

from functools import lru_cache

from django.db import connection

from kuznia.directory.models import Organisation
from kuznia.directory.states import OrganisationState
from kuznia.lib.text import fold

# Names alone: a word that many begin with would bring whole rows, and hardly ever one that is meant. The full name
# stands at one end and the short one at the other; an index holds each, in the order of signs.
ALIKE = """
SELECT id, merged_into_id, name, short_name FROM directory_organisation
WHERE state IN ('active', 'merged')
AND (folded_name COLLATE "C" LIKE %(begins)s OR reverse(folded_name) COLLATE "C" LIKE %(ends)s)
ORDER BY id LIMIT 50
"""


def organisation_called(name: str) -> Organisation | None:
    """Return the one active organisation of exactly this name, full or short, whatever its capitals and accents.

    The name of a record that was joined with another means that other.
    """
    wanted = fold(name)
    found = {joined or number for number, joined, *names in _alike(wanted) if wanted in map(_folded, names)}
    active = Organisation.objects.filter(state=OrganisationState.ACTIVE)
    return active.filter(pk=found.pop()).first() if len(found) == 1 else None


def _alike(wanted: str) -> list[tuple[int, int | None, str, str]]:
    """Return number, number of the kept record and both names of those whose names begin or end so."""
    begins, ends = (f"{connection.ops.prep_for_like_query(each)}%" for each in (wanted, wanted[::-1]))
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, {"begins": begins, "ends": ends})
        return list(cursor.fetchall())


# The same names are looked through for every sign-up.
_folded = lru_cache(maxsize=4_096)(fold)
