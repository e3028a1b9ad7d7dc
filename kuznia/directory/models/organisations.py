"""Organisations of every kind, what they belong to, and who acts for them."""

from __future__ import annotations

import re

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Collate, Reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models.authorities import Municipality
from kuznia.directory.models.tallies import tally_triggers
from kuznia.directory.states import (
    LegalForm,
    OrganisationKind,
    OrganisationState,
    RepresentationRule,
    VerificationBasis,
)
from kuznia.lib.clock import Now
from kuznia.lib.identifiers import format_account, format_nip

INITIALS = 2
ACCOUNT = r"^[0-9]{26}$"
QUOTED = re.compile(r"[„“\"](\w{2})")


class Sphere(models.Model):
    """A sphere of public tasks of art. 4 par. 1 of the public benefit act; its code is text ("1aa")."""

    code = models.CharField(_("code"), max_length=4)
    position = models.PositiveSmallIntegerField()
    name_pl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    tag_pl = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("sphere")
        verbose_name_plural = _("spheres")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["code"], name="sphere_code_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the language of the reader."""
        return self.name_en if get_language() == "en" else self.name_pl

    @property
    def tag(self) -> str:
        """Its name in two or three words."""
        return self.name_en if get_language() == "en" else self.tag_pl


@pghistory.track(exclude=["address", "public_email", "public_phone", "account"])
class Organisation(models.Model):
    """An organisation, informal group, institution or company, once."""

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(_("full name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    slug = models.SlugField(max_length=80, db_index=False)
    # Kept by services from the name: without diacritics for finding, and in the order of the Polish alphabet.
    folded_name = models.CharField(max_length=800)
    sort_key = models.CharField(max_length=800)
    legal_form = models.CharField(_("legal form"), max_length=30, choices=LegalForm.choices, blank=True)
    krs = models.CharField("KRS", max_length=10, blank=True)
    nip = models.CharField("NIP", max_length=10, blank=True)
    regon = models.CharField("REGON", max_length=14, blank=True)
    other_register = models.CharField(_("other register"), max_length=150, blank=True)
    other_number = models.CharField(_("number in the other register"), max_length=60, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("gmina"),
        related_name="organisations",
    )
    spheres = models.ManyToManyField(
        Sphere, verbose_name=_("spheres"), related_name="organisations", blank=True
    )
    mission = models.CharField(_("in one sentence"), max_length=300, blank=True)
    mission_en = models.CharField(_("in one sentence, in English"), max_length=300, blank=True)
    description = models.TextField(_("what it does"), max_length=5000, blank=True)
    description_en = models.TextField(_("what it does, in English"), max_length=5000, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    public_email = models.EmailField(_("public e-mail"), blank=True)
    public_phone = models.CharField(_("public phone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    opp = models.BooleanField(_("public-benefit status"), default=False)
    # Who has no such status itself may gather 1.5% of income tax through one that has, under a purpose of its own.
    tax_share_krs = models.CharField(_("KRS number for 1.5% of tax"), max_length=10, blank=True)
    tax_share_purpose = models.CharField(_("purpose to write in the tax form"), max_length=200, blank=True)
    account = models.CharField(_("bank account"), max_length=26, blank=True)
    representation_rule = models.CharField(
        _("who signs"), max_length=20, choices=RepresentationRule.choices, blank=True
    )
    representation_note = models.CharField(_("who signs, in words"), max_length=500, blank=True)
    works_in = models.ManyToManyField(
        Municipality, verbose_name=_("works in"), related_name="reached_by", blank=True
    )
    state = models.CharField(
        _("state"), max_length=10, choices=OrganisationState.choices, default=OrganisationState.ACTIVE
    )
    added_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True, blank=True)
    # When somebody who may edit last said that all of this is true.
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("joined with"), related_name="+"
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "id"]
        triggers = tally_triggers()
        indexes = [
            models.Index(fields=["state", "sort_key"], name="organisation_list"),
            models.Index(fields=["state", "municipality"], name="organisation_of_gmina"),
            # From both ends, for the full name stands at one and the short one at the other.
            models.Index(Collate("folded_name", "C"), name="organisation_begins_with"),
            models.Index(Collate(Reverse("folded_name"), "C"), name="organisation_ends_with"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="organisation_slug_once"),
            models.UniqueConstraint(
                fields=["krs"],
                condition=~Q(krs="") & ~Q(state__in=["merged", "refused"]),
                name="organisation_krs_once",
            ),
            models.UniqueConstraint(
                fields=["nip"],
                condition=~Q(nip="") & ~Q(state__in=["merged", "refused"]),
                name="organisation_nip_once",
            ),
            models.UniqueConstraint(
                fields=["regon"],
                condition=~Q(regon="") & ~Q(state__in=["merged", "refused"]),
                name="organisation_regon_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="ngo") | ~Q(legal_form=""), name="organisation_ngo_has_legal_form"
            ),
            models.CheckConstraint(
                condition=~Q(kind="informal_group") | Q(legal_form="", krs="", nip="", regon="", opp=False),
                name="organisation_group_has_no_numbers",
            ),
            models.CheckConstraint(
                condition=Q(other_register="", other_number="")
                | (~Q(other_register="") & ~Q(other_number="")),
                name="organisation_register_with_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
                name="organisation_closed_with_day",
            ),
            models.CheckConstraint(
                condition=Q(account="") | Q(account__regex=ACCOUNT), name="organisation_account_digits"
            ),
            models.CheckConstraint(
                condition=Q(tax_share_krs="") | Q(opp=False), name="organisation_one_way_to_tax_share"
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="organisation_merged_into_one",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="organisation_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether it still works."""
        return self.state == OrganisationState.ACTIVE

    @property
    def nip_printed(self) -> str:
        """The NIP as offices print it."""
        return format_nip(self.nip)

    @property
    def account_printed(self) -> str:
        """The account number as banks print it."""
        return format_account(self.account)

    @property
    def account_groups(self) -> list[str]:
        """The groups of the account number, between which a narrow page may break it."""
        return self.account_printed.split()

    @property
    def tax_share_number(self) -> str:
        """The KRS number under which 1.5% of income tax reaches it, its own or that of another."""
        return self.krs if self.opp else self.tax_share_krs

    @property
    def plate(self) -> str:
        """The letters of its plate."""
        return plate_of(self.name)

    @property
    def colour(self) -> int:
        """The number of its gmina's colour; 0 is the county's steel."""
        return self.municipality.colour if self.municipality else 0


def plate_of(name: str) -> str:
    """Return the letters of a plate: the first two of the name in quotation marks, else of its two last words."""
    called = QUOTED.search(name)
    if called:
        return called[1]
    words = [word for word in name.replace("-", " ").split() if word[:1].isupper()]
    return "".join(word[0] for word in words[-INITIALS:]) or name[:INITIALS]


class Membership(models.Model):
    """An organisation belongs to another, as to a federation."""

    member = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("member"), related_name="memberships"
    )
    federation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("belongs to"), related_name="members"
    )
    since_on = models.DateField(_("member since"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["member", "federation"], name="membership_once"),
            models.CheckConstraint(condition=~Q(member=F("federation")), name="membership_not_of_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.federation}"


@pghistory.track()
class Representation(models.Model):
    """A person acts for an organisation, with the rights that it gave her."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("person"), related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="representations"
    )
    may_sign = models.BooleanField(_("may sign"), default=False)
    may_edit = models.BooleanField(_("may change the data"), default=False)
    may_report = models.BooleanField(_("may report"), default=False)
    function = models.CharField(_("function in the organisation"), max_length=150, blank=True)
    basis = models.CharField(
        _("basis of verification"), max_length=10, choices=VerificationBasis.choices, blank=True
    )
    # The last day of the mandate; the role ends the day after.
    mandate_until_on = models.DateField(_("mandate until"), null=True, blank=True)
    since_at = models.DateTimeField(_("from"), db_default=Now())
    until_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("representation")
        verbose_name_plural = _("representations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(until_at__isnull=True),
                name="representation_held_once",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("since_at")),
                name="representation_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(
                fields=["mandate_until_on"],
                condition=Q(until_at__isnull=True, mandate_until_on__isnull=False),
                name="representation_mandate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} – {self.organisation_id}"
