"""Who says that she acts for an organisation, and whom its representatives invite to do it with them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models.organisations import Organisation
from kuznia.directory.states import ClaimProof, ClaimState, VerificationBasis
from kuznia.lib.clock import Now

# An office answers within a fortnight; after it the claim is late.
ANSWERED_WITHIN = timedelta(days=14)


@pghistory.track(
    fields=["state", "proof", "basis", "may_sign", "may_edit", "may_report", "decided_at"],
    model_name="ClaimEvent",
)
class Claim(models.Model):
    """A person says that she acts for an organisation and asks to be let in; the proof is checked once."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="claims"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("person"), related_name="+"
    )
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.WAITING)
    proof = models.CharField(_("proof"), max_length=10, choices=ClaimProof.choices)
    function = models.CharField(_("function in the organisation"), max_length=150)
    # The claim with which the organisation itself was entered, to wait for the office.
    founds = models.BooleanField(_("registers the organisation"), default=False)
    # The address that the directory knew before the claim; whoever reads its mail confirms.
    mailbox = models.EmailField(_("address of the organisation"), blank=True)
    may_sign = models.BooleanField(_("may sign"), default=False)
    may_edit = models.BooleanField(_("may change the data"), default=False)
    may_report = models.BooleanField(_("may report"), default=False)
    language = models.CharField(max_length=2, default="pl")
    # How her right was checked, from the day it was.
    basis = models.CharField(
        _("basis of verification"), max_length=10, choices=VerificationBasis.choices, blank=True
    )
    made_at = models.DateTimeField(db_default=Now())
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "made_at"], name="claim_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(state="waiting"), name="claim_waits_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | ~Q(basis=""), name="claim_accepted_on_a_basis"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="claim_decided_with_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(proof="mailbox") | ~Q(mailbox=""), name="claim_by_mailbox_has_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} – {self.organisation_id}"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided it yet."""
        return self.state == ClaimState.WAITING

    @property
    def due_at(self) -> datetime:
        """Until when the office answers."""
        return self.made_at + ANSWERED_WITHIN


class Invitation(models.Model):
    """A representative invites somebody to act for the organisation too; one link, once, for 14 days."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="invitations"
    )
    name = models.CharField(_("first name and surname"), max_length=150)
    email = models.EmailField(_("e-mail"))
    function = models.CharField(_("function in the organisation"), max_length=150, blank=True)
    may_sign = models.BooleanField(_("may sign"), default=False)
    may_edit = models.BooleanField(_("may change the data"), default=False)
    may_report = models.BooleanField(_("may report"), default=False)
    mandate_until_on = models.DateField(_("mandate until"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("invited by"), related_name="+"
    )
    sent_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at__isnull=True, cancelled_at__isnull=True),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="invitation_ends_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} – {self.organisation_id}"
