"""The public list of organisations as open data: the same filters as the page, one row for each organisation.

One query reads all of it, however long the list is. Contacts of informal groups are left out: they may be somebody's
own, and who needs one finds it on the group's page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.directory.models import Municipality, Sphere
from kuznia.directory.queries import Filters, live_exchanges, organisations
from kuznia.directory.states import ExchangeSide, LegalForm, OrganisationKind
from kuznia.lib.clock import WARSAW
from kuznia.lib.identifiers import format_account
from kuznia.lib.sheets import Cell

AT_ONCE = 1000
Described = dict[str, Any]
_PLAIN = (
    "name",
    "short_name",
    "krs",
    "nip",
    "regon",
    "other_register",
    "other_number",
    "opp",
    "tax_share_krs",
    "tax_share_purpose",
    "account",
    "mission",
    "website",
)
_CONTACTS = ("public_email", "public_phone", "address")


def described(filters: Filters) -> Iterator[Described]:
    """Return every organisation of the list as plain data, in the order of the list."""
    pk = OuterRef("pk")
    spheres = Sphere.objects.filter(organisations=pk).order_by("position")
    gminas = Municipality.objects.filter(reached_by=pk).order_by("position")
    rows = organisations(filters).prefetch_related(None).select_related(None)
    read = rows.values(
        *(_PLAIN + _CONTACTS),
        "slug",
        "kind",
        "legal_form",
        "confirmed_at",
        gmina=F("municipality__name"),
        sphere_codes=ArraySubquery(spheres.values("code")),
        works_in_names=ArraySubquery(gminas.values("name")),
        looks_for=ArraySubquery(_texts(ExchangeSide.LOOKS_FOR)),
        offers=ArraySubquery(_texts(ExchangeSide.OFFERS)),
    )
    return (_described(row) for row in read.iterator(chunk_size=AT_ONCE))


def table_of(filters: Filters) -> Iterator[list[Cell]]:
    """Return the list as a table with its header, lists joined in one cell."""
    columns = _columns()
    yield [*columns]
    for organisation in described(filters):
        yield [_cell(organisation[key]) for key in columns.values()]


def _texts(side: ExchangeSide) -> Any:
    found = live_exchanges().filter(organisation=OuterRef("pk"), side=side)
    return found.order_by("-pk").values("text")


def _described(row: Described) -> Described:
    page = reverse("directory:organisation", args=[row["slug"]])
    hides = row["kind"] == OrganisationKind.INFORMAL_GROUP
    contacts = {name: "" if hides else row[name] for name in (*_CONTACTS, "account")}
    confirmed = row["confirmed_at"]
    return {
        **{name: row[name] for name in _PLAIN},
        **contacts,
        "account": format_account(contacts["account"]).replace("\u00a0", " "),
        "kind": row["kind"],
        "kind_name": str(OrganisationKind(row["kind"]).label),
        "legal_form": str(LegalForm(row["legal_form"]).label) if row["legal_form"] else "",
        "municipality": row["gmina"] or "",
        "works_in": row["works_in_names"],
        "spheres": row["sphere_codes"],
        "looks_for": row["looks_for"],
        "offers": row["offers"],
        "confirmed_on": confirmed.astimezone(WARSAW).date().isoformat() if confirmed else "",
        "page": f"{settings.KUZNIA_BASE_URL}{page}",
    }


def _columns() -> dict[str, str]:
    """Return the headings of the table with the key of each column."""
    return {
        _("Full name"): "name",
        _("Short name"): "short_name",
        _("Kind"): "kind_name",
        _("Legal form"): "legal_form",
        _("Gmina"): "municipality",
        _("Works in"): "works_in",
        _("Spheres"): "spheres",
        _("What it does"): "mission",
        "KRS": "krs",
        "NIP": "nip",
        "REGON": "regon",
        _("Other register"): "other_register",
        _("Number in the other register"): "other_number",
        "OPP": "opp",
        _("KRS of the 1.5% of tax"): "tax_share_krs",
        _("Purpose to write in the tax form"): "tax_share_purpose",
        _("Bank account"): "account",
        _("Website"): "website",
        _("E-mail"): "public_email",
        _("Phone"): "public_phone",
        _("Address"): "address",
        _("Looks for"): "looks_for",
        _("Offers"): "offers",
        _("Confirmed"): "confirmed_on",
        _("Page"): "page",
    }


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else ""
    return "; ".join(value) if isinstance(value, list) else str(value)
