"""What the house writes about an organisation's own event: to its people, and to the office."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kuznia.directory.models import Authority
from kuznia.events.letters.writing import stamp
from kuznia.events.links import event_url
from kuznia.events.models import EventProposal
from kuznia.events.queries import office_of, writers_of
from kuznia.notify.letters import Letter, site_address
from kuznia.notify.registry import Posting
from kuznia.people.models import Person
from kuznia.ui import dates

POLISH = "pl"


def proposal_submitted(proposal: EventProposal) -> Iterable[Posting]:
    """Tell the office that an organisation proposes an event."""
    office = office_of(proposal)
    with override(POLISH):
        letter = _letter(
            proposal,
            subject=_("An organisation proposes an event: %(title)s") % {"title": proposal.title},
            preheader=_("It goes public once you say yes."),
            heading=_("An organisation proposes an event"),
            paragraphs=(
                _("“%(name)s” proposes its event. Read it and announce it, send it back or refuse it.")
                % {"name": proposal.organisation.name},
            ),
            button=(
                _("Read the proposal"),
                site_address(reverse("events:desk-proposal", args=[proposal.pk])),
            ),
            reason=_("You get this e-mail because this is the address of the office on this site."),
        )
    return (_to_office(office, letter, f"{_matter(proposal, 'submitted')}:{stamp(proposal.submitted_at)}"),)


def proposal_accepted(proposal: EventProposal) -> Iterable[Posting]:
    """Tell the organisation's people that its event is public."""
    for person in writers_of(proposal.organisation_id):
        with override(person.language or POLISH):
            letter = _to_organisation(
                proposal,
                subject=_("Your event is announced: %(title)s") % {"title": proposal.title},
                heading=_("Your event is announced"),
                paragraphs=(
                    _("The office said yes. Your event stands in the calendar and in search from now on."),
                    _(
                        "If something changes, write to the office; if it will not take place, cancel it on your page."
                    ),
                ),
            )
            yield _to_person(proposal, person, letter, _matter(proposal, "accepted"))


def proposal_returned(proposal: EventProposal, *, reason: str) -> Iterable[Posting]:
    """Tell the organisation's people what the office asks them to correct."""
    for person in writers_of(proposal.organisation_id):
        with override(person.language or POLISH):
            letter = _to_organisation(
                proposal,
                subject=_("Please correct your event: %(title)s") % {"title": proposal.title},
                heading=_("The office asks you to correct your event"),
                paragraphs=(
                    _("The reason: %(reason)s") % {"reason": reason},
                    _("Change it on your page and send it again."),
                ),
            )
            yield _to_person(
                proposal, person, letter, f"{_matter(proposal, 'returned')}:{stamp(proposal.decided_at)}"
            )


def proposal_refused(proposal: EventProposal, *, reason: str) -> Iterable[Posting]:
    """Tell the organisation's people that its event will not be announced, and why."""
    for person in writers_of(proposal.organisation_id):
        with override(person.language or POLISH):
            letter = _to_organisation(
                proposal,
                subject=_("Your event is not announced: %(title)s") % {"title": proposal.title},
                heading=_("The office does not announce your event"),
                paragraphs=(_("The reason: %(reason)s") % {"reason": reason},),
            )
            yield _to_person(proposal, person, letter, _matter(proposal, "refused"))


def proposed_event_cancelled(proposal: EventProposal, *, reason: str) -> Posting:
    """Tell the office that looks after the event that its organisation has cancelled it."""
    event = proposal.event
    assert event is not None  # noqa: S101 - only an announced event is cancelled
    with override(POLISH):
        letter = _letter(
            proposal,
            subject=_("The organisation has cancelled its event: %(title)s") % {"title": proposal.title},
            preheader=_("Everybody who signed up is told. You need to do nothing."),
            heading=_("The organisation has cancelled its event"),
            paragraphs=(
                _("The reason: %(reason)s") % {"reason": reason},
                _("Everybody who signed up is told. You need to do nothing."),
            ),
            button=(_("See the event"), event_url(event, POLISH)),
            reason=_("You get this e-mail because this is the address of the office on this site."),
        )
    return _to_office(event.authority, letter, _matter(proposal, "cancelled"))


def _to_organisation(
    proposal: EventProposal, *, subject: str, heading: str, paragraphs: tuple[str, ...]
) -> Letter:
    page = reverse("events:my-proposal", args=[proposal.organisation.slug, proposal.pk])
    return _letter(
        proposal,
        subject=subject,
        preheader=paragraphs[0],
        heading=heading,
        paragraphs=paragraphs,
        button=(_("See your event"), site_address(page)),
        reason=_("You get this e-mail because you act for the organisation on this site."),
    )


def _letter(
    proposal: EventProposal,
    *,
    subject: str,
    preheader: str,
    heading: str,
    paragraphs: tuple[str, ...],
    button: tuple[str, str],
    reason: str,
) -> Letter:
    return Letter(
        subject=subject,
        preheader=preheader,
        heading=heading,
        paragraphs=paragraphs,
        facts=(
            (_("What"), proposal.title),
            (_("When"), dates.full_moment(proposal.starts_at)),
            (_("Where"), proposal.place),
            (_("Organisation"), proposal.organisation.name),
        ),
        button=button,
        closing=(),
        reason=reason,
    )


def _to_person(proposal: EventProposal, person: Person, letter: Letter, matter: str) -> Posting:
    office = office_of(proposal)
    return Posting(
        letter=letter,
        to=person.email or "",
        person=person,
        authority_id=office.pk if office else None,
        matter=f"{matter}:{person.pk}",
        language=person.language or POLISH,
    )


def _to_office(office: Authority | None, letter: Letter, matter: str) -> Posting:
    if office is None:
        return Posting(letter=letter, to="", matter=matter, language=POLISH)
    return Posting(letter=letter, to=office.email, authority_id=office.pk, matter=matter, language=POLISH)


def _matter(proposal: EventProposal, what: str) -> str:
    return f"events.proposal:{proposal.pk}:{what}"
