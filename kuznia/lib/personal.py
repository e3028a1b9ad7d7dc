"""Tags of personal fields: why a field is kept, how long, whether it is exported, and how it is erased.

Every app with models has `personal.py` with two names:

    PERSONAL: dict[str, Personal] = {"Registration.email": Personal(purpose=Purpose.PARTICIPATION, ...)}
    IMPERSONAL: frozenset[str] = frozenset({"Event.title", "Event.lead"})

Keys are "Model.field". Each field that could hold something about a human being (text, JSON, file, IP address,
foreign key to Person) stands in exactly one of the two; a test in tests/architecture walks the models and fails
on a field that stands in neither. The tables of row versions that pghistory makes take the tags of their origin.
"""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """Why the county keeps the field; the privacy notice names the same purposes."""

    ACCOUNT = "to let the person sign in and be recognised"
    CONTACT = "to write or ring about a matter of hers"
    PARTICIPATION = "to hold a place at an event and run it"
    NEEDS = "to meet a need that she told about (art. 9 GDPR)"
    REPRESENTATION = "to know who acts for an organisation or an authority"
    PUBLIC_ROLE = "to name who speaks, leads or answers for something in public"
    ACCOUNTABILITY = "to show who did what in a case"
    SECURITY = "to protect accounts and forms against abuse"


class Retention(StrEnum):
    """When the field stops being kept."""

    ACCOUNT = "as long as the account is open"
    MATTER = "until the matter it serves is closed, then the retention of its case class"
    SEVEN_DAYS_AFTER_EVENT = "7 days after the event"
    ORGANISERS_PERIOD = "as long after the event as its organiser chose, 12 months unless said otherwise"
    FOURTEEN_DAYS = "14 days"
    THIRTY_DAYS = "30 days"
    TWELVE_MONTHS_SETTLED = "12 months after the matter was settled"
    PLANNED_OR_ARCHIVE = (
        "12 months after the planned day; with an announced event as long as the archive keeps the case"
    )
    NINETY_DAYS = "90 days"
    ROLE = "as long as the role lasts, then with the history of the case"
    ARCHIVE = "as long as the archive keeps the case"


class Erasure(StrEnum):
    """What happens to the field when the person asks to be erased, or when the retention ends."""

    DELETE = "the row or the value is deleted"
    ANONYMISE = "the value is replaced by one that points at nobody"
    KEEP = "kept with its reason: the law or the archive demands it"


@dataclass(frozen=True, kw_only=True)
class Personal:
    """The tag of one personal field."""

    purpose: Purpose
    retention: Retention
    export: bool
    erasure: Erasure
