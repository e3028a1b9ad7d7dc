"""What each role gets at the addresses of events."""

from kuznia.events.access_desk import DESK_ACCESS
from kuznia.lib.access import Access, Outcome

# A link opens the sign-up for whoever holds it; somebody else's sign-up is hidden from everybody who is signed in.
_BY_LINK = Access.everyone(Outcome.OK, target="registration_link")
_NOT_HERS = Access.signed_in(Outcome.HIDDEN, target="somebody_elses_registration")

PUBLIC_ACCESS = {
    "events:events": Access.everyone(Outcome.OK),
    "events:event": Access.everyone(Outcome.OK, target="announced_event"),
    "events:seats": Access.everyone(Outcome.OK, target="announced_event"),
    "events:event-ics": Access.everyone(Outcome.OK, target="announced_event"),
    "events:event-sign-up": Access.everyone(Outcome.OK, target="announced_event"),
    "events:sign-up-sent": Access.everyone(Outcome.REDIRECT, target="announced_event"),
    "events:report": Access.everyone(Outcome.OK, target="published_report"),
    "events:report-figure": Access.everyone(Outcome.OK, target="report_figure"),
    "events:minutes": Access.everyone(Outcome.OK, target="published_minutes"),
    "events:certificates": Access.everyone(Outcome.OK),
    "events:certificate": Access.everyone(Outcome.OK, target="certificate"),
    "events:registration-certificate": Access.everyone(Outcome.OK, target="certificate_link"),
    "events:my-registration-certificate": _NOT_HERS,
    "events:delegation-certificates": Access.everyone(Outcome.OK, target="delegation_certificates"),
    "events:delegation-certificate": Access.everyone(Outcome.OK, target="delegation_certificate"),
    "events:patronage-ask": Access.everyone(Outcome.OK),
    "events:patronage": Access.everyone(Outcome.OK, target="patronage_link"),
    "events:patronage-withdraw": Access.everyone(Outcome.REDIRECT, target="patronage_link", method="POST"),
    "events:registration": _BY_LINK,
    "events:registration-change": _BY_LINK,
    "events:registration-cancel": _BY_LINK,
    "events:registration-confirm": Access.everyone(
        Outcome.REDIRECT, target="registration_link", method="POST"
    ),
    "events:survey": Access.everyone(Outcome.OK, target="survey_link"),
    "events:my-registration": _NOT_HERS,
    "events:my-registration-change": _NOT_HERS,
    "events:my-registration-cancel": _NOT_HERS,
    "events:my-registration-confirm": Access.signed_in(
        Outcome.HIDDEN, target="somebody_elses_registration", method="POST"
    ),
}
ACCESS = {**PUBLIC_ACCESS, **DESK_ACCESS}
