"""Steps that keep acts and joinings of records apart: who names a joined record means the kept one."""

from __future__ import annotations

from django.db import connection

from kuznia.directory.models import Organisation

LOCK = 762_212


def hold_joinings() -> None:
    """No record is joined with another until the act commits; many acts may hold this at once.

    It comes before every row lock of the act: a joining that waits for rows must not be waited for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])


def take_joinings() -> None:
    """One joining at a time, and nobody names an organisation meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def standing_organisation(organisation: Organisation | None) -> Organisation | None:
    """Return the record under which the organisation stands now and will stand until the act commits."""
    if organisation is None:
        return None
    hold_joinings()
    return followed(organisation)


def followed(organisation: Organisation) -> Organisation:
    """Return the record that the joinings of this one lead to, read anew; of one never joined it is itself."""
    found = Organisation.objects.get(pk=organisation.pk)
    while found.merged_into_id is not None:
        found = Organisation.objects.get(pk=found.merged_into_id)
    return found
