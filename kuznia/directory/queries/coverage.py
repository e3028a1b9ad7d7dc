"""Counts where organisations work and where nobody does; each answer is one grouped query, however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, CharField, Count, F, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from kuznia.directory.domains import DOMAINS, Domain
from kuznia.directory.models import Organisation, Outline
from kuznia.directory.queries.organisations import Filters, organisations
from kuznia.directory.states import OrganisationState

# gmina (None: the whole county or outside it) and column → number of organisations
Counts = dict[tuple[int | None, str], int]


def outlines() -> QuerySet[Outline, tuple[str | None, str | None, str]]:
    """Return code, name and outline of each gmina in their order, or of the county, which is named by neither.

    Outlines come as the database writes them: whoever has drawn one before need not read it again.
    """
    written = Cast("polygons", TextField())
    rows = Outline.objects.order_by("municipality__position")
    return rows.values_list("municipality__teryt6", "municipality__name", written)


def found_by_gmina(filters: Filters) -> dict[str | None, int]:
    """Return how many organisations of each gmina, by its code, these filters find."""
    rows = organisations(filters).order_by().values_list("municipality__teryt6").annotate(count=Count("pk"))
    return dict(rows)


def counts_by_domain() -> Counts:
    """Return how many organisations of each gmina work in each field; one in two spheres of a field counts once."""
    field = Case(
        *(When(sphere__code__in=domain.codes, then=Value(domain.key)) for domain in DOMAINS),
        output_field=CharField(),
    )
    return _counts(_works(), field)


def counts_by_sphere(domain: Domain) -> Counts:
    """Return how many organisations of each gmina work in each sphere of the field."""
    return _counts(_works().filter(sphere__code__in=domain.codes), F("sphere__code"))


def organisations_in(codes: Iterable[str], *, municipality: str) -> QuerySet[Organisation]:
    """Return the active organisations that work in any of these spheres, of one gmina or of all and of none."""
    works = _works().filter(sphere__code__in=tuple(codes)).values("organisation")
    return organisations(Filters(municipality=municipality)).filter(pk__in=works)


def silent_count() -> int:
    """Return how many active organisations have not said what they do, so that no field counts them."""
    return Organisation.objects.filter(state=OrganisationState.ACTIVE, spheres__isnull=True).count()


def _works() -> QuerySet[Any]:
    through: Any = Organisation.spheres.through
    rows: QuerySet[Any] = through.objects.filter(organisation__state=OrganisationState.ACTIVE)
    return rows


def _counts(works: QuerySet[Any], column: Case | F) -> Counts:
    rows = (
        works.values(column=column, gmina=F("organisation__municipality"))
        .annotate(count=Count("organisation", distinct=True))
        .order_by()
    )
    return {(row["gmina"], row["column"]): row["count"] for row in rows}
