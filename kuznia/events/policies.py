"""Who may do what with an event and with a sign-up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kuznia.directory.models import Organisation
from kuznia.events.models import (
    Certificate,
    Delegation,
    Event,
    EventProposal,
    EventReport,
    HallQuestion,
    Minutes,
    PatronageRequest,
    Registration,
    Survey,
    SurveyInvitation,
)
from kuznia.events.queries import link_to, link_to_delegation, link_to_patronage, link_to_survey
from kuznia.events.states import EventState, ProposalState, RecordState
from kuznia.lib.policy import (
    Actor,
    ForAuthority,
    ForOrganisation,
    LinkHolder,
    declare_rule,
    is_officer,
    is_officer_of,
    is_system,
    person_id_of,
)


def _may_create(actor: Actor, authority: object) -> bool:
    return is_officer(actor) if authority is None else is_officer_of(actor, authority.pk)  # type: ignore[attr-defined]


def _may_edit(actor: Actor, event: object) -> bool:
    return isinstance(event, Event) and is_officer_of(actor, event.authority_id)


def _may_see_event(actor: Actor, event: object) -> bool:
    return isinstance(event, Event) and (event.state != EventState.DRAFT or _may_edit(actor, event))


def _may_sign_up(actor: Actor, event: object) -> bool:
    return _may_see_event(actor, event) and not is_system(actor)


def _may_see_registration(actor: Actor, registration: object) -> bool:
    return isinstance(registration, Registration) and (
        _is_own(actor, registration) or is_officer_of(actor, registration.event.authority_id)
    )


def _may_change_registration(actor: Actor, registration: object) -> bool:
    return isinstance(registration, Registration) and _is_own(actor, registration)


def _may_end_registration(actor: Actor, registration: object) -> bool:
    return _may_see_registration(actor, registration)


def _may_decide_registration(actor: Actor, registration: object) -> bool:
    return isinstance(registration, Registration) and is_officer_of(actor, registration.event.authority_id)


def _may_offer_seat(actor: Actor, registration: object) -> bool:
    return is_system(actor) or _may_decide_registration(actor, registration)


def _may_moderate(actor: Actor, question: object) -> bool:
    return isinstance(question, HallQuestion) and is_officer_of(actor, question.event.authority_id)


def _may_expire_registration(actor: Actor, registration: object) -> bool:
    return is_system(actor)


def _may_send_by_itself(actor: Actor, subject: object) -> bool:
    return is_system(actor)


def _may_keep_record(actor: Actor, record: object) -> bool:
    return isinstance(record, Minutes | EventReport) and _may_edit(actor, record.event)


def _may_see_record(actor: Actor, record: object) -> bool:
    return isinstance(record, Minutes | EventReport) and (
        record.state == RecordState.PUBLISHED or _may_keep_record(actor, record)
    )


def _may_request_patronage(actor: Actor, authority: object) -> bool:
    return not is_system(actor)


def _may_decide_patronage(actor: Actor, request: object) -> bool:
    return isinstance(request, PatronageRequest) and is_officer_of(actor, request.authority_id)


def _may_withdraw_patronage(actor: Actor, request: object) -> bool:
    if not isinstance(request, PatronageRequest):
        return False
    if isinstance(actor, LinkHolder):
        return actor.opens == link_to_patronage(request)
    return person_id_of(actor) == request.person_id


def _may_see_patronage(actor: Actor, request: object) -> bool:
    return _may_decide_patronage(actor, request) or _may_withdraw_patronage(actor, request)


def _may_propose(actor: Actor, subject: object) -> bool:
    """True for a representative who may edit, with her organisation or with what it has proposed."""
    organisation_id = (
        subject.organisation_id
        if isinstance(subject, EventProposal)
        else getattr(subject if isinstance(subject, Organisation) else None, "pk", None)
    )
    return isinstance(actor, ForOrganisation) and actor.may_edit and actor.organisation_id == organisation_id


def _may_decide_proposal(actor: Actor, proposal: object) -> bool:
    """True for officers of the county, and for those of the gmina in which the event takes place."""
    return (
        isinstance(proposal, EventProposal)
        and isinstance(actor, ForAuthority)
        and is_officer(actor)
        and actor.municipality_id in {None, proposal.municipality_id}
    )


def _may_see_proposal(actor: Actor, proposal: object) -> bool:
    """True for who decides, from its sending until it is taken back or changed, and for the organisation's people."""
    if not isinstance(proposal, EventProposal):
        return False
    if isinstance(actor, ForOrganisation):
        return actor.organisation_id == proposal.organisation_id
    was_sent = proposal.submitted_at is not None and proposal.state != ProposalState.DRAFT
    return was_sent and _may_decide_proposal(actor, proposal)


def _may_cancel_event(actor: Actor, event: object) -> bool:
    """True for its office, and for the organisation that proposed it."""
    if not isinstance(event, Event):
        return False
    return _may_edit(actor, event) or _may_propose(actor, EventProposal.objects.filter(event=event).first())


def _may_run_survey(actor: Actor, survey: object) -> bool:
    return isinstance(survey, Survey) and is_officer_of(actor, survey.event.authority_id)


def _may_close_survey(actor: Actor, survey: object) -> bool:
    return is_system(actor) or _may_run_survey(actor, survey)


def _may_ask_in_survey(actor: Actor, survey: object) -> bool:
    return is_system(actor)


def _may_answer_survey(actor: Actor, invitation: object) -> bool:
    return (
        isinstance(actor, LinkHolder)
        and isinstance(invitation, SurveyInvitation)
        and actor.opens == link_to_survey(invitation)
    )


def _may_enter_registration(actor: Actor, event: object) -> bool:
    return _may_edit(actor, event)


def _may_change_delegation(actor: Actor, delegation: object) -> bool:
    return isinstance(delegation, Delegation) and _is_contact(actor, delegation)


def _may_issue_certificate(actor: Actor, registration: object) -> bool:
    return is_system(actor) or _may_decide_registration(actor, registration)


def _may_mend_certificate(actor: Actor, certificate: object) -> bool:
    return isinstance(certificate, Certificate) and _may_decide_registration(actor, certificate.registration)


def _may_keep_document(actor: Actor, subject: object) -> bool:
    return is_system(actor)


def _may_keep_calendar_link(actor: Actor, subject: object) -> bool:
    return person_id_of(actor) is not None


def _is_own(actor: Actor, registration: Registration) -> bool:
    """True for the person herself, the holder of her link, and the contact of the delegation that names her."""
    if isinstance(actor, LinkHolder) and actor.opens == link_to(registration):
        return True
    if person_id_of(actor) == registration.person_id:
        return True
    return registration.delegation is not None and _is_contact(actor, registration.delegation)


def _is_contact(actor: Actor, delegation: Delegation) -> bool:
    if isinstance(actor, LinkHolder):
        return actor.opens == link_to_delegation(delegation)
    return person_id_of(actor) == delegation.contact_id


_OFFICE_ONLY = _("Only the officers of the office that runs this event may do that.")
_HOUSE_ONLY = _("Only the house itself keeps the documents that it has set.")
_OWN_ONLY = _("Only the person who signed up may do that.")

declare_rule("events.create_event", _may_create, _("Only officers announce events."))
declare_rule("events.edit_event", _may_edit, _OFFICE_ONLY)
declare_rule("events.publish_event", _may_edit, _OFFICE_ONLY)
declare_rule(
    "events.cancel_event",
    _may_cancel_event,
    _("Only the office that runs this event, or the organisation that proposed it, may cancel it."),
)
declare_rule("events.see_event", _may_see_event, _OFFICE_ONLY)
declare_rule("events.write_to_participants", _may_edit, _OFFICE_ONLY)
declare_rule("events.send_by_itself", _may_send_by_itself, _("Only the house itself sends what is due."))
declare_rule("events.keep_minutes", _may_keep_record, _OFFICE_ONLY)
declare_rule("events.write_report", _may_keep_record, _OFFICE_ONLY)
declare_rule("events.see_record", _may_see_record, _OFFICE_ONLY)
declare_rule("events.see_registrations", _may_edit, _OFFICE_ONLY)
declare_rule("events.sign_up", _may_sign_up, _("Nobody signs up for this event yet."))
declare_rule("events.see_registration", _may_see_registration, _OWN_ONLY)
declare_rule("events.change_registration", _may_change_registration, _OWN_ONLY)
declare_rule("events.cancel_registration", _may_end_registration, _OWN_ONLY)
declare_rule("events.enter_registration", _may_enter_registration, _OFFICE_ONLY)
declare_rule(
    "events.change_delegation", _may_change_delegation, _("Only the contact of the delegation may do that.")
)
declare_rule("events.decide_registration", _may_decide_registration, _OFFICE_ONLY)
declare_rule("events.run_door", _may_edit, _OFFICE_ONLY)
declare_rule("events.admit_registration", _may_decide_registration, _OFFICE_ONLY)
declare_rule("events.ask_question", _may_sign_up, _("Nobody asks questions at this event yet."))
declare_rule("events.moderate_question", _may_moderate, _OFFICE_ONLY)
declare_rule("events.offer_seat", _may_offer_seat, _OFFICE_ONLY)
declare_rule(
    "events.expire_registration", _may_expire_registration, _("Only the house itself frees held seats.")
)
declare_rule("events.plan_certificates", _may_edit, _OFFICE_ONLY)
declare_rule("events.issue_certificate", _may_issue_certificate, _OFFICE_ONLY)
declare_rule("events.choose_for_certificate", _may_decide_registration, _OFFICE_ONLY)
declare_rule("events.mend_certificate", _may_mend_certificate, _OFFICE_ONLY)
declare_rule("events.make_printout", _may_edit, _OFFICE_ONLY)
declare_rule("events.keep_certificate", _may_keep_document, _HOUSE_ONLY)
declare_rule("events.keep_printout", _may_keep_document, _HOUSE_ONLY)
declare_rule("events.request_patronage", _may_request_patronage, _("The house itself asks for no patronage."))
declare_rule(
    "events.decide_patronage",
    _may_decide_patronage,
    _("Only the officers of the office that was asked decide about patronage."),
)
declare_rule(
    "events.withdraw_patronage", _may_withdraw_patronage, _("Only the person who asked may withdraw that.")
)
declare_rule("events.see_patronage", _may_see_patronage, _("Only the person who asked may see that."))
declare_rule(
    "events.keep_calendar_link",
    _may_keep_calendar_link,
    _("Sign in first: the calendar holds what you have signed up for."),
)
declare_rule(
    "events.propose_event",
    _may_propose,
    _("Only a representative who may edit proposes the events of her organisation."),
)
declare_rule(
    "events.decide_proposal",
    _may_decide_proposal,
    _("Only officers of the county, or of the gmina in which it takes place, decide about this event."),
)
declare_rule(
    "events.forget_proposal",
    _may_send_by_itself,
    _("Only the house itself deletes personal data whose time has passed."),
)
declare_rule("events.see_proposal", _may_see_proposal, _("There is no such proposal."))
declare_rule("events.run_survey", _may_run_survey, _OFFICE_ONLY)
declare_rule("events.close_survey", _may_close_survey, _OFFICE_ONLY)
declare_rule("events.ask_in_survey", _may_ask_in_survey, _("Only the house itself sends the invitations."))
declare_rule("events.answer_survey", _may_answer_survey, _("Only whoever was invited answers the survey."))
