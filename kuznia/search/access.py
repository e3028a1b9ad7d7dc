"""What each role gets at the addresses of the search: the same."""

from kuznia.lib.access import Access, Outcome

ACCESS = {
    "search:results": Access.everyone(Outcome.OK),
    "search:suggestions": Access.everyone(Outcome.OK),
}
