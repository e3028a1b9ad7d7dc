"""What the house writes about a claim: to the organisation's own mailbox, and to whoever made it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kuznia.directory.letters.writing import office_covering, spoken_language, written_in
from kuznia.directory.links import claim_url, page_url
from kuznia.directory.models import Claim
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting


def _language(claim: Claim) -> str:
    return claim.language


@written_in(_language)
def mailbox_asked(claim: Claim) -> Posting:
    """Ask whoever reads the organisation's mail whether this person acts for it."""
    name = {"person": claim.person.name, "organisation": claim.organisation.name}
    letter = Letter(
        subject=_("Does %(person)s act for “%(organisation)s”?") % name,
        preheader=_("Confirm with one button, or do nothing."),
        heading=_("Does this person act for your organisation?"),
        paragraphs=(
            _(
                "%(person)s asks to keep the page of “%(organisation)s” on this site and to act for it here. "
                "We know this address as the organisation’s own, so your word is enough."
            )
            % name,
            _("If you don’t know this person, do nothing: without your word nothing changes."),
        ),
        facts=((_("Who"), claim.person.name), (_("Function"), claim.function)),
        button=(_("See and confirm"), claim_url(claim)),
        closing=(),
        reason=_("You get this e-mail because this is the organisation’s public address."),
    )
    return Posting(
        letter=letter,
        to=claim.mailbox,
        authority_id=office_covering(claim.organisation),
        matter=f"directory.claim:{claim.pk}:mailbox",
        language=spoken_language(),
    )


@written_in(_language)
def claim_received(claim: Claim) -> Posting:
    """Tell whoever registers or claims an organisation that the office has it."""
    paragraph = (
        _(
            "The office checks it and answers by e-mail. Until then only you and the office see the organisation."
        )
        if claim.founds
        else _("The office checks it and answers by e-mail. You need to do nothing.")
    )
    subject = _("We have your application: %(name)s") if claim.founds else _("We have your claim: %(name)s")
    return _to_claimant(
        claim,
        "received",
        subject=subject % {"name": claim.organisation.name},
        heading=_("It is with the office"),
        paragraphs=(paragraph,),
        button=(_("See how it stands"), page_url("my-claim", [claim.pk], spoken_language())),
    )


@written_in(_language)
def claim_accepted(claim: Claim) -> Posting:
    """Tell whoever made the claim that she acts for the organisation from now on."""
    return _to_claimant(
        claim,
        "accepted",
        subject=_("You act for “%(name)s” from now on") % {"name": claim.organisation.name},
        heading=_("You act for your organisation"),
        paragraphs=(
            _("Sign in anew and choose on your page that you act for “%(name)s”.")
            % {"name": claim.organisation.name},
            _("Fill in what the organisation does and invite those who act for it with you."),
        ),
        button=(
            _("Fill in the page"),
            page_url("my-organisation", [claim.organisation.slug], spoken_language()),
        ),
    )


@written_in(_language)
def claim_refused(claim: Claim, *, reason: str) -> Posting:
    """Tell whoever made the claim that the office refused it, and why."""
    return _to_claimant(
        claim,
        "refused",
        subject=_("The office did not confirm: %(name)s") % {"name": claim.organisation.name},
        heading=_("The office did not confirm that you act for the organisation"),
        paragraphs=(
            _("The reason: %(reason)s") % {"reason": reason},
            _("If something was missing, send it again with a better proof."),
        ),
        button=(_("See your claim"), page_url("my-claim", [claim.pk], spoken_language())),
    )


def _to_claimant(
    claim: Claim,
    matter: str,
    *,
    subject: str,
    heading: str,
    paragraphs: tuple[str, ...],
    button: tuple[str, str],
) -> Posting:
    letter = Letter(
        subject=subject,
        preheader=paragraphs[0],
        heading=heading,
        paragraphs=paragraphs,
        facts=((_("Organisation"), claim.organisation.name), (_("Function"), claim.function)),
        button=button,
        closing=(),
        reason=_("You get this e-mail because you asked to act for an organisation on this site."),
    )
    return Posting(
        letter=letter,
        to=claim.person.email or "",
        person=claim.person,
        authority_id=office_covering(claim.organisation),
        matter=f"directory.claim:{claim.pk}:{matter}",
        language=spoken_language(),
    )
