"""What each role gets at the addresses that belong to no app."""

from kuznia.lib.access import Access, Outcome

ACCESS = {"health": Access.everyone(Outcome.OK)}
