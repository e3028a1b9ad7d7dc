"""What each role gets at the addresses of the directory.

Targets: `organisation` (slug; the representative's own), `closed_organisation` (slug), `representation` and
`membership` (slug and number, of that organisation), `venue`, `room` and `post` (number; not the post of the last
administrator).
"""

from typing import Literal

from kuznia.lib.access import Access, Outcome

OK, REDIRECT, SIGN_IN = Outcome.OK, Outcome.REDIRECT, Outcome.SIGN_IN
FORBIDDEN, HIDDEN = Outcome.FORBIDDEN, Outcome.HIDDEN


def _office(
    outcome: Outcome = OK, *, target: str = "", method: Literal["GET", "POST"] = "GET", officer: bool = True
) -> Access:
    return Access(
        visitor=SIGN_IN,
        resident=FORBIDDEN,
        representative=FORBIDDEN,
        officer=outcome if officer else FORBIDDEN,
        editor=FORBIDDEN,
        administrator=outcome,
        target=target,
        method=method,
    )


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
    "directory:desk-organisations": _office(),
    "directory:organisation-add": _office(),
    "directory:organisation-edit": _office(target="organisation"),
    "directory:organisation-close": _office(target="organisation"),
    "directory:organisation-reopen": _office(target="closed_organisation"),
    "directory:representatives": _office(target="organisation"),
    "directory:representative-edit": _office(target="representation"),
    "directory:representative-end": _office(REDIRECT, target="representation", method="POST"),
    "directory:memberships": _office(target="organisation"),
    "directory:membership-end": _office(REDIRECT, target="membership", method="POST"),
    "directory:venues": _office(),
    "directory:venue-add": _office(),
    "directory:venue-edit": _office(target="venue"),
    "directory:room-add": _office(target="venue"),
    "directory:room-edit": _office(target="room"),
    "directory:county": _office(officer=False),
    "directory:posts": _office(officer=False),
    "directory:post-end": _office(REDIRECT, target="post", method="POST", officer=False),
}
