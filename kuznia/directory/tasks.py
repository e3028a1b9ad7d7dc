"""Background work of the directory; each may run twice."""

from __future__ import annotations

from kuznia.directory import tasks_imports
from kuznia.directory.services import find_duplicates, forget_old_merges
from kuznia.jobs.registry import periodic
from kuznia.lib.policy import System

# Registered by being imported: the worker looks for tasks here only.
IMPORTS = tasks_imports


@periodic("10 2 * * *", "directory.find_duplicates")
def look_for_duplicates() -> None:
    """Compare the records of the whole directory and keep the pairs that may be one organisation."""
    find_duplicates(actor=System("directory.find_duplicates"))


@periodic("50 3 * * *", "directory.forget_old_merges")
def forget_what_joinings_moved() -> None:
    """Drop what was kept for undoing joinings of more than 30 days ago."""
    forget_old_merges(actor=System("directory.forget_old_merges"))
