"""Keeps the numbers of organisations short to add up."""

from __future__ import annotations

from django.db import connection, transaction

from kuznia.lib.policy import System

# One statement: who reads meanwhile sees all the changes or the sum alone, and what is noted meanwhile stays.
SUMMED = """
WITH gone AS (DELETE FROM directory_tally RETURNING municipality_id, change)
INSERT INTO directory_tally (municipality_id, change)
SELECT municipality_id, sum(change) FROM gone GROUP BY municipality_id HAVING sum(change) <> 0
"""


@transaction.atomic
def sum_tallies(*, actor: System) -> None:
    """One row tells how many active organisations a gmina has; nobody's answer changes by it."""
    del actor  # Housekeeping of the house itself.
    with connection.cursor() as cursor:
        cursor.execute(SUMMED)
