"""What the house writes about certificates: to each participant, or to the contact of her delegation about all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from kuznia.events.letters.writing import letter_of
from kuznia.events.links import certificates_url, registration_url
from kuznia.events.models import Certificate, Delegation
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting


def certificates_ready(certificates: Iterable[Certificate]) -> Iterator[Posting]:
    """Tell that certificates can be downloaded: each person once, each delegation's contact once about all of its own.

    A corrected certificate is told again, for its version makes another matter.
    """
    ordered = sorted(certificates, key=lambda each: (each.registration.delegation_id or 0, each.pk))
    for delegation_id, group in groupby(ordered, key=lambda each: each.registration.delegation_id):
        members = list(group)
        for certificate in members:
            if certificate.registration.person.email:
                yield _to_person(certificate, _ready(certificate), f"certificate:{certificate.version}")
        delegation = members[0].registration.delegation
        if delegation_id and delegation is not None and delegation.contact.email:
            yield _to_contact(delegation, members)


def certificate_revoked(certificate: Certificate) -> Iterator[Posting]:
    """Tell the person, or the contact of her delegation, that the certificate no longer holds, and why."""
    registration = certificate.registration
    if registration.person.email:
        yield _to_person(certificate, _revoked(certificate), "certificate-revoked")
    elif registration.delegation is not None and registration.delegation.contact.email:
        yield Posting(
            letter=_revoked(certificate),
            to=registration.delegation.contact.email,
            person=registration.delegation.contact,
            authority_id=registration.event.authority_id,
            matter=f"events.registration:{registration.pk}:certificate-revoked",
            language=registration.delegation.language,
        )


def _to_person(certificate: Certificate, letter: Letter, matter: str) -> Posting:
    registration = certificate.registration
    return Posting(
        letter=letter,
        to=registration.person.email or "",
        person=registration.person,
        authority_id=registration.event.authority_id,
        matter=f"events.registration:{registration.pk}:{matter}",
        language=registration.language,
    )


def _to_contact(delegation: Delegation, certificates: Sequence[Certificate]) -> Posting:
    # Another certificate or another version of one is another letter; the same set is never told twice.
    newest, versions = max(each.pk for each in certificates), sum(each.version for each in certificates)
    state = f"{len(certificates)}.{newest}.{versions}"
    return Posting(
        letter=_ready_for_delegation(delegation, certificates),
        to=delegation.contact.email or "",
        person=delegation.contact,
        authority_id=delegation.event.authority_id,
        matter=f"events.delegation:{delegation.pk}:certificates:{state}",
        language=delegation.language,
    )


def _ready(certificate: Certificate) -> Letter:
    registration = certificate.registration
    with override(registration.language):
        is_new = certificate.version == 1
        return letter_of(
            registration,
            subject=(
                _("Your certificate: %(title)s") if is_new else _("Your corrected certificate: %(title)s")
            )
            % {"title": registration.event.spoken_title},
            preheader=_("Download it from your own page."),
            heading=_("Your certificate is ready") if is_new else _("Your corrected certificate is ready"),
            paragraphs=(
                _("Certificate %(number)s waits on your page. Download it as PDF and print it if you like.")
                % {"number": certificate.full_number},
                _("Anybody to whom you show it can check it on our site by its code."),
            ),
            button=_("Download the certificate"),
            url=registration_url(registration),
            closing=(_("There is a mistake in your name? Answer this e-mail and we correct it."),),
        )


def _revoked(certificate: Certificate) -> Letter:
    registration = certificate.registration
    with override(registration.language):
        return letter_of(
            registration,
            subject=_("A certificate was revoked: %(title)s") % {"title": registration.event.spoken_title},
            preheader=certificate.revoked_reason,
            heading=_("The certificate was revoked"),
            paragraphs=(
                _("Certificate %(number)s is no longer valid.") % {"number": certificate.full_number},
                _("The reason: %(reason)s") % {"reason": certificate.revoked_reason},
            ),
            button=_("See the sign-up"),
            closing=(_("You don’t agree? Answer this e-mail."),),
        )


def _ready_for_delegation(delegation: Delegation, certificates: Sequence[Certificate]) -> Letter:
    with override(delegation.language):
        count = len(certificates)
        words = ngettext(
            "%(count)d certificate of your delegation waits on one page.",
            "%(count)d certificates of your delegation wait on one page.",
            count,
        )
        return Letter(
            subject=_("Certificates of your delegation: %(title)s")
            % {"title": delegation.event.spoken_title},
            preheader=_("Download them and pass them on."),
            heading=_("Certificates of your delegation are ready"),
            paragraphs=(words % {"count": count}, _("Download them and pass them on to your people.")),
            facts=tuple((each.full_number, each.name) for each in certificates),
            button=(_("Download the certificates"), certificates_url(delegation)),
            closing=(_("There is a mistake in a name? Answer this e-mail and we correct it."),),
            reason=_("You get this e-mail because you signed up a delegation for the event."),
            reply_to=delegation.event.contact_email,
        )
