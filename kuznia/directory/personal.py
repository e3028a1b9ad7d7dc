"""Tags of the personal fields of the directory."""

from kuznia.lib.personal import Erasure, Personal, Purpose, Retention

_ROLE = Personal(purpose=Purpose.REPRESENTATION, retention=Retention.ROLE, export=True, erasure=Erasure.KEEP)
# Of an informal group this may be somebody's own address.
_CONTACT = Personal(
    purpose=Purpose.CONTACT, retention=Retention.MATTER, export=False, erasure=Erasure.ANONYMISE
)
_IMPORTED = Personal(
    purpose=Purpose.CONTACT, retention=Retention.THIRTY_DAYS, export=False, erasure=Erasure.DELETE
)
_NAMED_BY_OFFICE = Personal(
    purpose=Purpose.PUBLIC_ROLE, retention=Retention.ROLE, export=False, erasure=Erasure.ANONYMISE
)
_INVITED = Personal(
    purpose=Purpose.REPRESENTATION, retention=Retention.THIRTY_DAYS, export=True, erasure=Erasure.DELETE
)

PERSONAL = {
    "Post.person": _ROLE,
    "Representation.person": _ROLE,
    "Representation.function": _ROLE,
    "Claim.person": _ROLE,
    "Claim.function": Personal(
        purpose=Purpose.REPRESENTATION, retention=Retention.MATTER, export=True, erasure=Erasure.ANONYMISE
    ),
    "Claim.mailbox": _CONTACT,
    **{f"Invitation.{name}": _INVITED for name in ("name", "email", "function")},
    "Invitation.invited_by": _ROLE,
    "StandIn.person": _ROLE,
    "Organisation.address": _CONTACT,
    "Organisation.public_email": _CONTACT,
    "Organisation.public_phone": _CONTACT,
    "Organisation.account": _CONTACT,
    # Who sits in a board stands in public registers; the name is typed, no record of a person hangs on it.
    "BoardMember.name": _NAMED_BY_OFFICE,
    # The old and new values of the fields above, dropped after 30 days.
    "Merge.values": _CONTACT,
    "ImportRun.started_by": Personal(
        purpose=Purpose.ACCOUNTABILITY, retention=Retention.ARCHIVE, export=False, erasure=Erasure.ANONYMISE
    ),
    # Of an informal group a row may hold somebody's own address.
    "ImportRow.changes": _IMPORTED,
    "ImportRow.note": _IMPORTED,
    "Authority.data_protection_officer": _NAMED_BY_OFFICE,
    "Authority.accessibility_coordinator": _NAMED_BY_OFFICE,
}
_OFFICE = (
    "kind",
    "teryt",
    "name",
    "locative",
    "short_name",
    "address",
    "phone",
    "email",
    "opening_hours",
    "bip_url",
    "website",
    "colour",
)
_ORGANISATION = (
    "kind",
    "name",
    "short_name",
    "slug",
    "folded_name",
    "sort_key",
    "legal_form",
    "krs",
    "nip",
    "regon",
    "other_register",
    "other_number",
    "mission",
    "mission_en",
    "description",
    "description_en",
    "website",
    "tax_share_krs",
    "tax_share_purpose",
    "representation_rule",
    "representation_note",
    "state",
)
IMPERSONAL = frozenset(
    {
        *(f"Authority.{name}" for name in _OFFICE),
        *(f"Organisation.{name}" for name in _ORGANISATION),
        *(f"Municipality.{name}" for name in ("teryt6", "name", "kind", "population_source")),
        *(f"Sphere.{name}" for name in ("code", "name_pl", "name_en", "tag_pl")),
        *(f"Exchange.{name}" for name in ("side", "kind", "text", "text_en", "detail", "detail_en")),
        *(f"Achievement.{name}" for name in ("title", "text")),
        *(f"Paper.{name}" for name in ("kind", "title")),
        "BoardMember.function",
        *(f"Venue.{name}" for name in ("name", "address", "accessibility", "directions")),
        *(f"Room.{name}" for name in ("name", "floor")),
        *(f"ImportRun.{name}" for name in ("file_name", "headings", "columns", "state")),
        *(f"ImportRow.{name}" for name in ("verdict", "name", "reason", "left")),
        *(f"ColumnMatching.{name}" for name in ("key", "columns")),
        "Outline.polygons",
        "Post.role",
        "LikelyPair.same_number",
        *(f"Merge.{name}" for name in ("state_before", "moved")),
        "Representation.basis",
        *(f"Claim.{name}" for name in ("state", "proof", "basis", "language")),
    }
)
