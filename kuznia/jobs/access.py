"""What each role gets at the addresses of long work that an officer started."""

from dataclasses import replace

from kuznia.lib.access import Access, Outcome

_OFFICERS = replace(
    Access.everyone(Outcome.HIDDEN, target="officers_work"),
    officer=Outcome.OK,
    administrator=Outcome.OK,
)
ACCESS = {"jobs:progress": _OFFICERS, "jobs:progress-bar": _OFFICERS}
