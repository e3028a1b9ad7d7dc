"""Background work of the directory; each may run twice."""

from __future__ import annotations

from kuznia.directory import tasks_imports
from kuznia.directory.letters.roles import mandate_ends
from kuznia.directory.queries.board import boards_to_write_about
from kuznia.directory.queries.claims import mandates_about_to_end, mandates_ended
from kuznia.directory.services import (
    end_mandate,
    find_duplicates,
    forget_invitations,
    forget_old_merges,
    sum_tallies,
    tell_of_ended_mandates,
    tell_of_ending_mandates,
)
from kuznia.jobs.registry import periodic
from kuznia.lib import clock
from kuznia.lib.policy import System
from kuznia.notify.services import post

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


@periodic("20 4 * * *", "directory.watch_mandates")
def watch_mandates() -> None:
    """End the roles whose mandate is over; remind of the others 30 and 7 days before, each once."""
    today, house = clock.today(), System("directory.watch_mandates")
    for representation in mandates_ended(today):
        end_mandate(representation=representation, actor=house)
    for representation in mandates_about_to_end(today):
        post(posting=mandate_ends(representation, today=today), actor=house)


@periodic("25 4 * * *", "directory.watch_boards")
def watch_boards() -> None:
    """Write about mandates in boards, once before they end and once after."""
    house = System("directory.watch_boards")
    for organisation in boards_to_write_about(clock.today()):
        tell_of_ending_mandates(organisation=organisation, actor=house)
        tell_of_ended_mandates(organisation=organisation, actor=house)


@periodic("35 4 * * *", "directory.forget_invitations")
def forget_old_invitations() -> None:
    """Delete the invitations that ended 30 days ago, with the names and addresses in them."""
    forget_invitations(actor=System("directory.forget_invitations"))


@periodic("55 2 * * *", "directory.sum_tallies")
def sum_up_tallies() -> None:
    """Add up what was noted of the numbers of organisations since yesterday."""
    sum_tallies(actor=System("directory.sum_tallies"))
