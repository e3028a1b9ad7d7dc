"""Tags of the personal fields of events."""

from kuznia.lib.personal import Erasure, Personal, Purpose, Retention

_PARTICIPATION = Personal(
    purpose=Purpose.PARTICIPATION,
    retention=Retention.ORGANISERS_PERIOD,
    export=True,
    erasure=Erasure.ANONYMISE,
)
_CONTACT = Personal(
    purpose=Purpose.PUBLIC_ROLE, retention=Retention.ARCHIVE, export=True, erasure=Erasure.KEEP
)
_PROPOSED_CONTACT = Personal(
    purpose=Purpose.CONTACT, retention=Retention.PLANNED_OR_ARCHIVE, export=True, erasure=Erasure.ANONYMISE
)
_PATRONAGE = Personal(
    purpose=Purpose.CONTACT, retention=Retention.MATTER, export=True, erasure=Erasure.ANONYMISE
)
_OFFICE_ACT = Personal(
    purpose=Purpose.ACCOUNTABILITY, retention=Retention.ARCHIVE, export=False, erasure=Erasure.KEEP
)
_ANSWERED = Personal(
    purpose=Purpose.PARTICIPATION,
    retention=Retention.ORGANISERS_PERIOD,
    export=True,
    erasure=Erasure.DELETE,
)
# Nothing leads from these to a person: they can neither be given to her nor erased for her (docs/adr/0022).
_NOBODYS = Personal(
    purpose=Purpose.PARTICIPATION, retention=Retention.MATTER, export=False, erasure=Erasure.KEEP
)

PERSONAL = {
    "Event.contact_name": _CONTACT,
    "Event.contact_email": _CONTACT,
    "Event.contact_phone": _CONTACT,
    "EventParty.name": _CONTACT,
    "SessionPerson.person": _CONTACT,
    "SessionPerson.title": _CONTACT,
    "Delegation.contact": _PARTICIPATION,
    "Delegation.contact_name": _PARTICIPATION,
    "Delegation.contact_phone": _PARTICIPATION,
    "Delegation.code": _PARTICIPATION,
    "Delegation.coming_for": _PARTICIPATION,
    "Delegation.organisation_name": _PARTICIPATION,
    "Delegation.language": _PARTICIPATION,
    "Minutes.chair": _CONTACT,
    "Minutes.secretary": _CONTACT,
    "Action.owner": _CONTACT,
    "Broadcast.written_by": _OFFICE_ACT,
    "Attendance.recorded_by": _OFFICE_ACT,
    "Attendance.undone_by": _OFFICE_ACT,
    **{f"PatronageRequest.{name}": _PATRONAGE for name in ("person", "name", "phone", "code", "language")},
    # Whom the office granted or refused its patronage stays in the case.
    "PatronageRequest.organisation_name": Personal(
        purpose=Purpose.CONTACT, retention=Retention.MATTER, export=True, erasure=Erasure.KEEP
    ),
    "PatronageRequest.patron": _CONTACT,
    **{f"EventProposal.contact_{name}": _PROPOSED_CONTACT for name in ("name", "email", "phone")},
    "EventProposal.proposed_by": _OFFICE_ACT,
    # The address opens her sign-ups, which she gets themselves.
    "CalendarLink.person": Personal(
        purpose=Purpose.PARTICIPATION, retention=Retention.ACCOUNT, export=False, erasure=Erasure.DELETE
    ),
    "HallQuestion.text": _PARTICIPATION,
    **{f"Certificate.{name}": _PARTICIPATION for name in ("name", "code", "language", "sessions")},
    "Certificate.chosen_by": _OFFICE_ACT,
    "Certificate.revoked_reason": _OFFICE_ACT,
    "Certificate.signer_name": _CONTACT,
    "Certificate.signer_function": _CONTACT,
    "CertificatePlan.signer_name": _CONTACT,
    "CertificatePlan.signer_function": _CONTACT,
    "Printout.made_by": _OFFICE_ACT,
    "Registration.entered_by": _OFFICE_ACT,
    "Registration.phone": _PARTICIPATION,
    "Registration.person": _PARTICIPATION,
    "Registration.name": _PARTICIPATION,
    "Registration.code": _PARTICIPATION,
    "Registration.coming_for": _PARTICIPATION,
    "Registration.organisation_name": _PARTICIPATION,
    "Registration.language": _PARTICIPATION,
    "Answer.keys": _ANSWERED,
    "Answer.text": _ANSWERED,
    "SurveyResponse.answers": _ANSWERED,
    "SealedAnswers.sealed": _NOBODYS,
    "Needs.diet": Personal(
        purpose=Purpose.NEEDS, retention=Retention.SEVEN_DAYS_AFTER_EVENT, export=True, erasure=Erasure.DELETE
    ),
}
IMPERSONAL = frozenset(
    {
        "Question.purpose",
        "Question.kind",
        "Question.wording",
        "Question.wording_en",
        "Question.help_text",
        "Question.options",
        "Question.shown_if_key",
        "Survey.state",
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
        "Registration.source",
        "Event.case_reference",
        "Attendance.source",
        "Broadcast.group",
        *(f"Action.{name}" for name in ("task", "outcome")),
        "Decision.wording",
        *(f"EventReport.{name}" for name in ("state", "summary", "summary_en")),
        "Minutes.state",
        *(f"MinutesItem.{name}" for name in ("heading", "course")),
        *(f"ReportSection.{name}" for name in ("heading", "body")),
        *(f"SourcedVersion.{name}" for name in ("source", "url", "words")),
        "Broadcast.title",
        "Broadcast.body",
        *(f"Certificate.{name}" for name in ("title", "venue", "place")),
        "CertificatePlan.place",
        "Printout.kind",
        *(f"PatronageRequest.{name}" for name in ("state", "title", "place", "about", "audience")),
        *(
            f"EventProposal.{name}"
            for name in (
                *("state", "kind", "title", "lead", "place_name", "place_address", "accessibility"),
                *("sign_up", "sign_up_url", "answer"),
            )
        ),
        "Event.sign_up_url",
        "Attendance.door",
        "HallQuestion.state",
    }
)
