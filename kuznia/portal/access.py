"""What each role gets at the portal's addresses."""

from kuznia.lib.access import Access, Outcome

_EVERYBODY = Access.everyone(Outcome.OK)

ACCESS = {
    "portal:home": _EVERYBODY,
    "portal:calendar": _EVERYBODY,
    "portal:calendar-month": Access.everyone(Outcome.OK, target="calendar_month"),
    "portal:calendar-list": Access.everyone(Outcome.OK, target="calendar_month"),
    "portal:calendar-week": Access.everyone(Outcome.OK, target="calendar_week"),
    "portal:calendar-subscribe": _EVERYBODY,
    "portal:calendar-feed": _EVERYBODY,
    "portal:calendar-feed-gmina": Access.everyone(Outcome.OK, target="calendar_gmina"),
    "portal:calendar-feed-organisation": Access.everyone(Outcome.OK, target="organisation"),
    "portal:calendar-feed-own": Access.everyone(Outcome.OK, target="calendar_link"),
    "portal:my-calendar": Access.signed_in(Outcome.OK),
    "portal:my-calendar-renew": Access.signed_in(Outcome.REDIRECT, method="POST"),
    "portal:my-calendar-stop": Access.signed_in(Outcome.REDIRECT, method="POST"),
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
