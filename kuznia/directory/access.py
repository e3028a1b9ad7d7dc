"""What each role gets at the addresses of the directory.

Targets: `organisation` (slug; the representative's own), `closed_organisation` (slug), `representation`,
`organisation_invitation` and `membership` (slug and number, of that organisation), `invitation_link` and `claim_link`
(number and key), `claim` (number; somebody else's), `venue`, `room` and `post` (number; not the post of the last
administrator).
"""

from dataclasses import replace

from kuznia.lib.access import Access, Outcome

OK, REDIRECT, SIGN_IN = Outcome.OK, Outcome.REDIRECT, Outcome.SIGN_IN
HIDDEN = Outcome.HIDDEN

_OWN = Access(
    visitor=SIGN_IN,
    resident=HIDDEN,
    representative=OK,
    officer=HIDDEN,
    editor=HIDDEN,
    administrator=HIDDEN,
    target="organisation",
)

ACCESS = {
    "directory:organisations": Access.everyone(OK),
    "directory:organisation": Access.everyone(OK, target="organisation"),
    "directory:act-as": Access.signed_in(OK),
    "directory:my-organisation": _OWN,
    "directory:my-representatives": _OWN,
    "directory:my-representative": replace(_OWN, target="representation"),
    "directory:my-representative-end": replace(
        _OWN, representative=REDIRECT, target="representation", method="POST"
    ),
    "directory:invitation-cancel": replace(
        _OWN, representative=REDIRECT, target="organisation_invitation", method="POST"
    ),
    "directory:invitation": Access.everyone(OK, target="invitation_link"),
    "directory:register": Access.everyone(OK),
    "directory:claim": Access.signed_in(OK, target="organisation"),
    "directory:my-claim": Access.signed_in(HIDDEN, target="claim"),
    "directory:my-claim-withdraw": Access.signed_in(HIDDEN, target="claim", method="POST"),
    "directory:claim-confirm": Access.everyone(OK, target="claim_link"),
    "directory:desk-claims": Access.officers(OK),
    "directory:desk-claim": Access.officers(OK, target="claim"),
    "directory:desk-claim-accept": Access.officers(OK, target="claim", method="POST"),
    "directory:desk-claim-refuse": Access.officers(OK, target="claim", method="POST"),
    "directory:desk-organisations": Access.officers(OK),
    "directory:organisation-add": Access.officers(OK),
    "directory:organisation-edit": Access.officers(OK, target="organisation"),
    "directory:organisation-close": Access.officers(OK, target="organisation"),
    "directory:organisation-reopen": Access.officers(OK, target="closed_organisation"),
    "directory:representatives": Access.officers(OK, target="organisation"),
    "directory:representative-edit": Access.officers(OK, target="representation"),
    "directory:representative-end": Access.officers(REDIRECT, target="representation", method="POST"),
    "directory:memberships": Access.officers(OK, target="organisation"),
    "directory:membership-end": Access.officers(REDIRECT, target="membership", method="POST"),
    "directory:venues": Access.officers(OK),
    "directory:venue-add": Access.officers(OK),
    "directory:venue-edit": Access.officers(OK, target="venue"),
    "directory:room-add": Access.officers(OK, target="venue"),
    "directory:room-edit": Access.officers(OK, target="room"),
    "directory:county": Access.administrators(OK),
    "directory:posts": Access.administrators(OK),
    "directory:post-end": Access.administrators(REDIRECT, target="post", method="POST"),
}
