"""What each role gets at the addresses of the directory.

Targets: `organisation` (slug; the representative's own), `closed_organisation` (slug), `representation` and
`membership` (slug and number, of that organisation), `likely_pair` (number), `two_organisations` (slug and other
slug), `joined_organisation` (slug), `venue`, `room` and `post` (number; not the post of the last
administrator).
"""

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
    "directory:duplicates": Access.officers(OK),
    "directory:duplicates-look": Access.officers(REDIRECT, method="POST"),
    "directory:duplicates-apart": Access.officers(REDIRECT, target="likely_pair", method="POST"),
    "directory:organisation-merge-choose": Access.officers(OK, target="organisation"),
    "directory:organisation-merge": Access.officers(OK, target="two_organisations"),
    "directory:organisation-part": Access.officers(OK, target="joined_organisation"),
    "directory:venues": Access.officers(OK),
    "directory:venue-add": Access.officers(OK),
    "directory:venue-edit": Access.officers(OK, target="venue"),
    "directory:room-add": Access.officers(OK, target="venue"),
    "directory:room-edit": Access.officers(OK, target="room"),
    "directory:county": Access.administrators(OK),
    "directory:posts": Access.administrators(OK),
    "directory:post-end": Access.administrators(REDIRECT, target="post", method="POST"),
}
