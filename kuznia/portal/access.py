"""What each role gets at the portal's addresses."""

from kuznia.lib.access import Access, Outcome

_EVERYBODY = Access.everyone(Outcome.OK)

ACCESS = {
    "portal:home": _EVERYBODY,
    "portal:calendar-feed": _EVERYBODY,
    "portal:contact": _EVERYBODY,
    "portal:privacy": _EVERYBODY,
    "portal:cookies": _EVERYBODY,
    "portal:accessibility": _EVERYBODY,
    "portal:robots": _EVERYBODY,
    "portal:my-page": Access.signed_in(Outcome.OK),
    "portal:desk": Access(
        visitor=Outcome.SIGN_IN,
        resident=Outcome.HIDDEN,
        representative=Outcome.HIDDEN,
        officer=Outcome.OK,
        editor=Outcome.OK,
        administrator=Outcome.OK,
    ),
}
