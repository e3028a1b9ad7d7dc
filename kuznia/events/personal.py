"""Tags of the personal fields of events."""

from kuznia.lib.personal import Erasure, Personal, Purpose, Retention

_PARTICIPATION = Personal(
    purpose=Purpose.PARTICIPATION,
    retention=Retention.ONE_YEAR_AFTER_EVENT,
    export=True,
    erasure=Erasure.ANONYMISE,
)
_CONTACT = Personal(
    purpose=Purpose.PUBLIC_ROLE, retention=Retention.ARCHIVE, export=True, erasure=Erasure.KEEP
)

PERSONAL = {
    "Event.contact_name": _CONTACT,
    "Event.contact_email": _CONTACT,
    "Event.contact_phone": _CONTACT,
    "EventParty.name": _CONTACT,
    "SessionPerson.person": _CONTACT,
    "SessionPerson.title": _CONTACT,
    "Registration.person": _PARTICIPATION,
    "Registration.name": _PARTICIPATION,
    "Registration.code": _PARTICIPATION,
    "Registration.coming_for": _PARTICIPATION,
    "Registration.organisation_name": _PARTICIPATION,
    "Registration.language": _PARTICIPATION,
    "Needs.diet": Personal(
        purpose=Purpose.NEEDS, retention=Retention.SEVEN_DAYS_AFTER_EVENT, export=True, erasure=Erasure.DELETE
    ),
}
IMPERSONAL = frozenset(
    {
        "Event.kind",
        "Event.state",
        "Event.slug",
        "Event.title",
        "Event.title_en",
        "Event.lead",
        "Event.lead_en",
        "Event.motto",
        "Event.accessibility",
        "EventParty.role",
        "Session.kind",
        "Session.title",
        "Session.title_en",
        "Session.lead",
        "SessionPerson.role",
        "Registration.state",
    }
)
