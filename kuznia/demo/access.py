"""What each role gets at the demo's addresses."""

from kuznia.lib.access import Access, Outcome

ACCESS = {"demo:sign-in-as": Access.everyone(Outcome.METHOD)}
