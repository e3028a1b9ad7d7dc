"""The county, its gminas, their offices and the people who work there."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from kuznia.directory.states import AuthorityKind, MunicipalityKind, PostRole
from kuznia.files.models import StoredFile
from kuznia.lib.clock import Now

PLATE_COLOURS = 6
COLOUR = r"^#[0-9a-f]{6}$"


class Municipality(models.Model):
    """A gmina of the county, known by the first six digits of its TERYT code: the seventh changes with its kind."""

    teryt6 = models.CharField(_("TERYT code"), max_length=6)
    name = models.CharField(_("proper name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=10, choices=MunicipalityKind.choices)
    position = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    population_on = models.DateField(_("counted on"), null=True, blank=True)
    population_source = models.CharField(_("where the number is from"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("gmina")
        verbose_name_plural = _("gminas")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["teryt6"], name="municipality_teryt_once"),
            models.CheckConstraint(
                condition=Q(population__isnull=True, population_on__isnull=True)
                | Q(population__gt=0, population_on__isnull=False),
                name="municipality_population_with_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def colour(self) -> int:
        """The number of its temper colour, 1 to 6, on plates and maps."""
        return colour_of(self.position)

    @property
    def population_printed(self) -> str:
        """The number of its inhabitants with its thousands apart, or nothing where it is unknown."""
        return number_format(self.population, 0, force_grouping=True) if self.population else ""


def colour_of(position: int) -> int:
    """Return the number of the temper colour of the gmina at this position."""
    return (position - 1) % PLATE_COLOURS + 1


class Authority(models.Model):
    """The county office or a gmina office."""

    kind = models.CharField(_("kind"), max_length=10, choices=AuthorityKind.choices)
    teryt = models.CharField(_("TERYT code"), max_length=6)
    name = models.CharField(_("proper name"), max_length=150)
    locative = models.CharField(_("name after “in the”"), max_length=150, blank=True)
    short_name = models.CharField(_("short name"), max_length=100)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("gmina"),
        related_name="authorities",
    )
    address = models.TextField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    opening_hours = models.TextField(_("opening hours"), max_length=300, blank=True)
    bip_url = models.URLField(_("address of the public bulletin (BIP)"), max_length=300, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    data_protection_officer = models.TextField(_("data-protection officer"), max_length=300, blank=True)
    accessibility_coordinator = models.TextField(_("accessibility coordinator"), max_length=300, blank=True)
    logo = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, verbose_name=_("logo"), related_name="+"
    )
    colour = models.CharField(_("main colour"), max_length=7, blank=True)

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        ordering = ["teryt"]
        constraints = [
            models.UniqueConstraint(fields=["teryt"], name="authority_teryt_once"),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="county"), name="authority_one_county"),
            models.CheckConstraint(
                condition=Q(kind="county") | Q(municipality__isnull=False), name="authority_gmina_has_gmina"
            ),
            models.CheckConstraint(
                condition=Q(colour="") | Q(colour__regex=COLOUR), name="authority_colour_written_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_county(self) -> bool:
        """Whether it is the office of the whole county."""
        return self.kind == AuthorityKind.COUNTY

    @property
    def covered_gmina_id(self) -> int | None:
        """The number of the one gmina that it covers; the county's office covers all, that of a city with county
        rights too."""
        return None if self.is_county else self.municipality_id


@pghistory.track()
class Post(models.Model):
    """What a person does in an office, from when to when."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("person"), related_name="+"
    )
    authority = models.ForeignKey(Authority, models.PROTECT, verbose_name=_("office"), related_name="posts")
    role = models.CharField(_("role"), max_length=20, choices=PostRole.choices)
    since_at = models.DateTimeField(_("from"), db_default=Now())
    until_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "authority", "role"],
                condition=Q(until_at__isnull=True),
                name="post_held_once",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("since_at")),
                name="post_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.authority}"


@pghistory.track()
class StandIn(models.Model):
    """A person who acts in a post while its holder is away, from one day to another, both included."""

    post = models.ForeignKey(Post, models.PROTECT, verbose_name=_("post"), related_name="stand_ins")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("person"), related_name="+"
    )
    since_on = models.DateField(_("first day"))
    until_on = models.DateField(_("last day"))
    # Set only when it was ended before its last day.
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("stand-in")
        verbose_name_plural = _("stand-ins")
        ordering = ["since_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("since_on")), name="stand_in_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} – {self.post_id}"
