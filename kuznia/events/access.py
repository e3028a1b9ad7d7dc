"""What each role gets at the addresses of events."""

from dataclasses import replace

from kuznia.events.access_desk import DESK_ACCESS
from kuznia.lib.access import Access, Outcome

# A link opens the sign-up for whoever holds it; somebody else's sign-up is hidden from everybody who is signed in.
_BY_LINK = Access.everyone(Outcome.OK, target="registration_link")
_NOT_HERS = Access.signed_in(Outcome.HIDDEN, target="somebody_elses_registration")
_NOT_HER_WISH = Access.signed_in(Outcome.HIDDEN, target="somebody_elses_wish", method="POST")

PUBLIC_ACCESS = {
    "events:events": Access.everyone(Outcome.OK),
    "events:event": Access.everyone(Outcome.OK, target="announced_event"),
    "events:seats": Access.everyone(Outcome.OK, target="announced_event"),
    "events:event-ics": Access.everyone(Outcome.OK, target="announced_event"),
    "events:hall": Access.everyone(Outcome.OK, target="announced_event"),
    "events:hall-qr": Access.everyone(Outcome.OK, target="announced_event"),
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
    "events:registration-ticket": _BY_LINK,
    "events:registration-change": _BY_LINK,
    "events:registration-cancel": _BY_LINK,
    "events:registration-confirm": Access.everyone(
        Outcome.REDIRECT, target="registration_link", method="POST"
    ),
    "events:survey-results": Access.everyone(Outcome.OK, target="survey_result"),
    "events:survey": Access.everyone(Outcome.OK, target="survey_link"),
    "events:wish-take": Access.everyone(Outcome.REDIRECT, target="wish_link", method="POST"),
    "events:wish-leave": Access.everyone(Outcome.REDIRECT, target="wish_link", method="POST"),
    "events:my-registration": _NOT_HERS,
    "events:my-registration-ticket": _NOT_HERS,
    "events:my-registration-change": _NOT_HERS,
    "events:my-registration-cancel": _NOT_HERS,
    "events:my-registration-confirm": Access.signed_in(
        Outcome.HIDDEN, target="somebody_elses_registration", method="POST"
    ),
    "events:my-wish-take": _NOT_HER_WISH,
    "events:my-wish-leave": _NOT_HER_WISH,
}
_DELEGATION = Access.everyone(Outcome.OK, target="delegation_link")
_NOT_HER_DELEGATION = Access.signed_in(Outcome.HIDDEN, target="somebody_elses_delegation")
_MEMBER = Access.everyone(Outcome.OK, target="delegation_member_link")
_NOT_HER_MEMBER = Access.signed_in(Outcome.HIDDEN, target="somebody_elses_delegation_member")
DELEGATION_ACCESS = {
    "events:event-delegation": Access.everyone(Outcome.OK, target="announced_event"),
    "events:delegation-sent": Access.everyone(Outcome.REDIRECT, target="announced_event"),
    "events:delegation": _DELEGATION,
    "events:delegation-cancel": _DELEGATION,
    "events:delegation-confirm": Access.everyone(Outcome.REDIRECT, target="delegation_link", method="POST"),
    "events:delegation-change": _MEMBER,
    "events:delegation-remove": _MEMBER,
    "events:my-delegation": _NOT_HER_DELEGATION,
    "events:my-delegation-cancel": _NOT_HER_DELEGATION,
    "events:my-delegation-confirm": Access.signed_in(
        Outcome.HIDDEN, target="somebody_elses_delegation", method="POST"
    ),
    "events:my-delegation-change": _NOT_HER_MEMBER,
    "events:my-delegation-remove": _NOT_HER_MEMBER,
}
# The organisation's own people; its pages are not there for anybody else.
_OWN = Access(
    visitor=Outcome.SIGN_IN,
    resident=Outcome.HIDDEN,
    representative=Outcome.OK,
    officer=Outcome.HIDDEN,
    editor=Outcome.HIDDEN,
    administrator=Outcome.HIDDEN,
    target="own_proposal",
)
_OWN_ACT = replace(_OWN, representative=Outcome.REDIRECT, method="POST")
PROPOSAL_ACCESS = {
    "events:my-proposals": replace(_OWN, target="organisation"),
    "events:my-proposal-new": replace(_OWN, target="organisation"),
    "events:my-proposal": _OWN,
    "events:my-proposal-edit": _OWN,
    "events:my-proposal-submit": _OWN_ACT,
    "events:my-proposal-take-back": _OWN_ACT,
    "events:my-proposal-withdraw": _OWN_ACT,
    "events:my-proposal-cancel": replace(_OWN, target="announced_proposal"),
}
ACCESS = {**PUBLIC_ACCESS, **DELEGATION_ACCESS, **PROPOSAL_ACCESS, **DESK_ACCESS}
