"""Reads imports of tables: who may see which, what a table says, and what the directory keeps to compare it with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, ManyToOneRel, OuterRef, Q, QuerySet

from kuznia.directory.importing.columns import FIELDS
from kuznia.directory.importing.comparing import Comparison, Kept, Outcome
from kuznia.directory.importing.rows import BadRow, CleanRow, read_row
from kuznia.directory.importing.sheets import Sheet, sheet_of
from kuznia.directory.importing.vocabulary import vocabulary_of_county
from kuznia.directory.models import ColumnMatching, ImportRow, ImportRun, LikelyPair, Organisation
from kuznia.directory.states import OrganisationState, RowVerdict
from kuznia.files.models import StoredFile
from kuznia.files.queries import files_of, place_of
from kuznia.lib import clock
from kuznia.lib.policy import Actor, ForAuthority, acts_for_county, is_officer

# Rows that say something of an organisation and belong to nobody's work on it.
MADE_BY_MACHINE = (ImportRow, LikelyPair)
READ_FIELDS = tuple("municipality__teryt6" if name == "municipality" else name for name in FIELDS)


def imports_visible_to(actor: Actor) -> QuerySet[ImportRun]:
    """Return the imports that this officer may open: the county's all, a gmina's those of its own office."""
    if not (isinstance(actor, ForAuthority) and is_officer(actor)):
        return ImportRun.objects.none()
    found = ImportRun.objects.select_related("authority", "municipality", "started_by")
    return found if acts_for_county(actor) else found.filter(authority_id=actor.authority_id)


def remembered_columns(authority_id: int, key: str) -> dict[str, int]:
    """Return which column held what when this office last matched a table with these headings."""
    kept = ColumnMatching.objects.filter(authority_id=authority_id, key=key).first()
    return dict(kept.columns) if kept else {}


def file_of(run: ImportRun) -> StoredFile | None:
    """Return the table that was sent, until it is forgotten."""
    return files_of(run).first()


def table_of(run: ImportRun) -> Sheet | None:
    """Return the table that was sent, open for reading, until it is forgotten."""
    file = file_of(run)
    return sheet_of(place_of(file), file.content_type) if file else None


def rows_of(sheet: Sheet, columns: dict[str, int]) -> Iterator[CleanRow | BadRow]:
    """Return the rows of the table, each cleaned or with the reason why it is no organisation."""
    vocabulary = vocabulary_of_county()
    for number, cells in sheet.rows():
        row = read_row(number, cells, columns, vocabulary)
        if row is not None:
            yield row


def compared(rows: Iterable[CleanRow | BadRow], *, only_gmina: str = "") -> Iterator[Outcome]:
    """Return what becomes of each row, compared with the directory as it is now."""
    return Comparison(kept_organisations(), only_gmina=only_gmina).outcomes(rows)


def kept_organisations(ids: Iterable[int] | None = None) -> Iterator[Kept]:
    """Return the organisations as tables tell of them, in three queries, save those refused or joined to others."""
    found = Organisation.objects.exclude(state__in=(OrganisationState.MERGED, OrganisationState.REFUSED))
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    spheres = _codes(Organisation.spheres.through.objects.order_by("sphere__position"), "sphere__code")
    gminas = _codes(
        Organisation.works_in.through.objects.order_by("municipality__position"), "municipality__teryt6"
    )
    for pk, state, *values in found.order_by("id").values_list("pk", "state", *READ_FIELDS):
        kept = {name: "" if value is None else value for name, value in zip(FIELDS, values, strict=True)}
        yield Kept(pk, state, {**kept, "spheres": spheres.get(pk, ()), "works_in": gminas.get(pk, ())})


def rows_found(run: ImportRun, verdict: str) -> QuerySet[ImportRow]:
    """Return the rows of an import in their order, those of one verdict where one is asked for."""
    rows = run.rows.select_related("organisation").order_by("number")
    return rows.filter(verdict=verdict) if verdict in RowVerdict.values else rows


def rows_left(run: ImportRun) -> QuerySet[ImportRow]:
    """Return the rows that undoing could not take back whole."""
    return run.rows.select_related("organisation").exclude(left="").order_by("number")


def old_tables(days: int) -> list[ImportRun]:
    """Return the imports sent so many days ago of which the table or what was read in it is still kept."""
    old = ImportRun.objects.filter(sent_at__lte=clock.now() - timedelta(days=days))
    files = StoredFile.objects.filter(owner_label=ImportRun._meta.label, owner_id=OuterRef("pk"))
    rows = ImportRow.objects.filter(run=OuterRef("pk"))
    return list(old.filter(Q(Exists(files)) | Q(Exists(rows))))


def organisations_in_use(ids: Collection[int]) -> set[int]:
    """Return those of the organisations that people, files or other things belong to, in whatever app."""
    used: set[int] = set()
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        model: Any = relation.related_model
        if model in MADE_BY_MACHINE or model._meta.auto_created or hasattr(model, "pgh_tracked_model"):
            continue
        name = relation.field.attname
        rows = model._default_manager.order_by().filter(**{f"{name}__in": list(ids)})
        used.update(rows.values_list(name, flat=True).distinct())
    files = StoredFile.objects.filter(owner_label=Organisation._meta.label, owner_id__in=list(ids))
    return used | set(files.values_list("owner_id", flat=True))


def _codes(through: QuerySet[Any], code: str) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for pk, value in through.values_list("organisation_id", code):
        found[pk].append(value)
    return {pk: tuple(codes) for pk, codes in found.items()}
