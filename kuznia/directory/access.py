"""What each role gets at the addresses of the directory.

Targets: `organisation` (slug; the representative's own), `closed_organisation` (slug), `representation`,
`membership`, `exchange`, `achievement`, `pictured_achievement`, `paper` and `board_member` (slug and number, of that
organisation), `venue`, `room` and `post` (number; not the post of the last administrator), `likely_pair` (number),
`two_organisations` (slug and other slug), `joined_organisation` (slug), `organisation_invitation` (slug and number),
`invitation_link` and `claim_link` (number and key), `claim` (number; somebody else's), `import` (number; the county's,
with a table), `stand_in` (number of the post and of the stand-in), `gmina` (its code), `county_look` (a county with a
logo and a colour).
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

# Kept by the organisation's own people and by the officers of its gmina and of the county.
_KEPT = replace(_OWN, officer=OK, administrator=OK)
_KEPT_ACT = replace(_KEPT, representative=REDIRECT, officer=REDIRECT, administrator=REDIRECT, method="POST")

ACCESS = {
    "directory:organisations": Access.everyone(OK),
    "directory:organisations-csv": Access.everyone(OK),
    "directory:organisations-json": Access.everyone(OK),
    "directory:who-helps": Access.everyone(OK),
    "directory:white-spots": Access.everyone(OK),
    "directory:white-spots-table": Access.everyone(OK),
    "directory:organisation": Access.everyone(OK, target="organisation"),
    "directory:act-as": Access.signed_in(OK),
    "directory:my-organisation": _OWN,
    "directory:my-representatives": _OWN,
    "directory:confirm": _KEPT_ACT,
    "directory:exchanges": _KEPT,
    "directory:exchange-edit": replace(_KEPT, target="exchange"),
    "directory:exchange-end": replace(_KEPT_ACT, target="exchange"),
    "directory:achievements": _KEPT,
    "directory:achievement-edit": replace(_KEPT, target="achievement"),
    "directory:achievement-remove": replace(_KEPT, target="achievement"),
    "directory:achievement-picture-remove": replace(_KEPT, target="pictured_achievement"),
    "directory:papers": _KEPT,
    "directory:paper-remove": replace(_KEPT, target="paper"),
    "directory:board": _KEPT,
    "directory:board-member": replace(_KEPT, target="board_member"),
    "directory:board-member-end": replace(_KEPT, target="board_member"),
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
    "directory:duplicates": Access.officers(OK),
    "directory:duplicates-look": Access.officers(REDIRECT, method="POST"),
    "directory:duplicates-apart": Access.officers(REDIRECT, target="likely_pair", method="POST"),
    "directory:organisation-merge-choose": Access.officers(OK, target="organisation"),
    "directory:organisation-merge": Access.officers(OK, target="two_organisations"),
    "directory:organisation-part": Access.officers(OK, target="joined_organisation"),
    "directory:desk-organisations-csv": Access.officers(OK),
    "directory:desk-organisations-xlsx": Access.officers(OK),
    "directory:organisations-empty": Access.officers(OK),
    "directory:imports": Access.officers(OK),
    "directory:import": Access.officers(OK, target="import"),
    "directory:import-columns": Access.officers(OK, target="import"),
    "directory:import-run": Access.officers(REDIRECT, target="import", method="POST"),
    "directory:import-undo": Access.officers(REDIRECT, target="import", method="POST"),
    "directory:venues": Access.officers(OK),
    "directory:venue-add": Access.officers(OK),
    "directory:venue-edit": Access.officers(OK, target="venue"),
    "directory:room-add": Access.officers(OK, target="venue"),
    "directory:room-edit": Access.officers(OK, target="room"),
    "directory:county": Access.administrators(OK),
    "directory:posts": Access.administrators(OK),
    "directory:post-end": Access.administrators(OK, target="post"),
    "directory:stand-in": Access.administrators(OK, target="post"),
    "directory:stand-in-end": Access.administrators(REDIRECT, target="stand_in", method="POST"),
    "directory:county-look": Access.administrators(OK),
    "directory:county-gminas": Access.administrators(OK),
    "directory:county-gmina": Access.administrators(OK, target="gmina"),
    "directory:county-logo": Access.everyone(OK, target="county_look"),
    "directory:county-colours": Access.everyone(OK, target="county_look"),
}
