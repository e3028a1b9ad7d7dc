"""The closed lists of the directory."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kuznia.lib.policy import OfficeRole

# What search calls an organisation.
PUBLIC_KIND = "organisation"


class MunicipalityKind(TextChoices):
    """What kind a gmina is, as the TERYT register calls it."""

    URBAN = "urban", _("urban gmina")
    RURAL = "rural", _("rural gmina")
    MIXED = "mixed", _("urban-rural gmina")


class AuthorityKind(TextChoices):
    """Whose office it is; a city with county rights is one county office."""

    COUNTY = "county", _("county office")
    GMINA = "gmina", _("gmina office")


class OrganisationKind(TextChoices):
    """What an organisation of the directory is."""

    NGO = "ngo", _("non-governmental organisation")
    INFORMAL_GROUP = "informal_group", _("informal group")
    INSTITUTION = "institution", _("institution")
    COMPANY = "company", _("company")


class OrganisationState(TextChoices):
    """Whether it still works."""

    APPLIED = "applied", pgettext_lazy("organisation", "waiting for the office")
    ACTIVE = "active", pgettext_lazy("organisation", "active")
    CLOSED = "closed", pgettext_lazy("organisation", "closed")
    MERGED = "merged", pgettext_lazy("organisation", "joined with another record")
    REFUSED = "refused", pgettext_lazy("organisation", "not taken in")


# Known to the office and to whoever applied; no list, count or page of the directory tells of them.
UNLISTED = (OrganisationState.APPLIED, OrganisationState.REFUSED)


class ClaimState(TextChoices):
    """How far somebody's word that she acts for an organisation has come."""

    WAITING = "waiting", pgettext_lazy("claim", "waits")
    ACCEPTED = "accepted", pgettext_lazy("claim", "confirmed")
    REFUSED = "refused", pgettext_lazy("claim", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("claim", "withdrawn")


class ClaimProof(TextChoices):
    """What somebody offers as proof that she acts for an organisation."""

    STATEMENT = "statement", _("my statement")
    EXTRACT = "extract", _("an extract from the register, or a resolution")
    MAILBOX = "mailbox", _("a link sent to the organisation’s address")


class VerificationBasis(TextChoices):
    """On what grounds a person was let in to act for an organisation."""

    STATEMENT = "statement", _("her or his statement")
    EXTRACT = "extract", _("the extract that was sent")
    REGISTER = "register", _("the public register, looked up by the office")
    MAILBOX = "mailbox", _("a link read in the organisation’s mailbox")
    KNOWN = "known", _("known to the office")
    INVITED = "invited", _("invited by a representative")
    OFFICE = "office", _("appointed by the office")


class LegalForm(TextChoices):
    """Legal forms of art. 3 of the public benefit act, worded as offices word them: Polish data, not a translation."""

    ASSOCIATION = "association", "stowarzyszenie"
    ORDINARY_ASSOCIATION = "ordinary_association", "stowarzyszenie zwykłe"
    FOUNDATION = "foundation", "fundacja"
    SPORTS_CLUB = "sports_club", "klub sportowy (też uczniowski, UKS)"
    FIRE_BRIGADE = "fire_brigade", "ochotnicza straż pożarna (OSP)"
    RURAL_WOMEN_CIRCLE = "rural_women_circle", "koło gospodyń wiejskich (KGW)"
    CHURCH_BODY = "church_body", "kościelna osoba prawna"
    SOCIAL_COOPERATIVE = "social_cooperative", "spółdzielnia socjalna"
    NON_PROFIT_COMPANY = "non_profit_company", "spółka non profit (z o.o. lub S.A.)"
    UNION_OF_ASSOCIATIONS = "union_of_associations", "związek stowarzyszeń"
    UNION_OF_MUNICIPALITIES = "union_of_municipalities", "stowarzyszenie jednostek samorządu"
    OTHER = "other", "inna"


class RepresentationRule(TextChoices):
    """How many people of the board must sign for an organisation."""

    ONE = "one", _("one person alone")
    TWO_TOGETHER = "two_together", _("two people together")
    ALL = "all", _("the whole board together")
    OTHER = "other", _("otherwise, as described")


class ExchangeSide(TextChoices):
    """Which way help goes between an organisation and its neighbours."""

    LOOKS_FOR = "looks_for", pgettext_lazy("organisation", "looks for")
    OFFERS = "offers", pgettext_lazy("organisation", "offers")


class ExchangeKind(TextChoices):
    """What is looked for or offered."""

    VOLUNTEERS = "volunteers", _("volunteers")
    PARTNERS = "partners", _("partners")
    PREMISES = "premises", _("premises")
    EQUIPMENT = "equipment", _("equipment")
    KNOWLEDGE = "knowledge", _("knowledge")
    OTHER = "other", pgettext_lazy("exchange", "something else")


class PaperKind(TextChoices):
    """What kind of paper an organisation shows."""

    STATUTE = "statute", _("statute")
    REPORT = "report", pgettext_lazy("organisation", "report")
    OTHER = "other", pgettext_lazy("paper", "other")


class ImportState(TextChoices):
    """How far the import of a table is."""

    MATCHING = "matching", pgettext_lazy("import", "columns to match")
    COMPARED = "compared", pgettext_lazy("import", "compared, waiting for a yes")
    DONE = "done", pgettext_lazy("import", "done")
    UNDONE = "undone", pgettext_lazy("import", "undone")


class RowVerdict(TextChoices):
    """What becomes of a row of an imported table."""

    NEW = "new", pgettext_lazy("row of an import", "new")
    CHANGED = "changed", pgettext_lazy("row of an import", "changed")
    SAME = "same", pgettext_lazy("row of an import", "the same")
    REJECTED = "rejected", pgettext_lazy("row of an import", "rejected")


class PostRole(TextChoices):
    """What a person does in an office; the values are those of `lib.policy.OfficeRole`."""

    OFFICER = OfficeRole.OFFICER.value, _("officer")
    EDITOR = OfficeRole.EDITOR.value, _("editor")
    ADMINISTRATOR = OfficeRole.ADMINISTRATOR.value, _("administrator")
