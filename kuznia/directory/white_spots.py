"""White spots: in which gmina and field of life organisations work, and where nobody does, as numbers and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuznia.directory.domains import DOMAINS, Domain
from kuznia.directory.list_map import address_of_list
from kuznia.directory.maps import SHADES, Figure, GminaMap, map_of, shade_of
from kuznia.directory.models import Municipality, Sphere
from kuznia.directory.queries import Filters, counted_municipalities, municipalities, spheres
from kuznia.directory.queries.coverage import Counts, counts_by_domain, counts_by_sphere, silent_count
from kuznia.ui.dates import day_and_year

PER = 1_000
NAMED, LISTED, FEW = 3, 6, 8


@dataclass(frozen=True, slots=True)
class Column:
    """A field of life, or one sphere of the chosen field; `head` is its name as it fits over a narrow column."""

    key: str
    head: str
    name: str
    full: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How many organisations of the gmina work there; `rate` is for 1 000 inhabitants, empty where they are unknown."""

    column: Column
    count: int
    value: float
    rate: str
    shade: int
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One gmina of the table."""

    gmina: Municipality
    total: int
    cells: list[Cell]
    url: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A gmina and a field where nobody works, with what there is elsewhere."""

    gmina: str
    column: str
    sentence: str
    people: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole page: the table, the map, and what both say."""

    columns: list[Column]
    rows: list[Row]
    domain: Domain | None
    is_per_head: bool
    steps: list[tuple[int, str]]
    finding: str
    gaps: list[Gap]
    hidden_gaps: int
    map: GminaMap
    map_title: str
    source: str
    # Organisations that no field counts, for they have not said what they do.
    silent: int

    @property
    def is_wide(self) -> bool:
        """Whether the names of its many spheres need more room than the page has."""
        return self.domain is not None and len(self.columns) > FEW


def coverage_of(key: str, *, today: date) -> Coverage:
    """Return where organisations work: by fields, or by the spheres of the field of this key."""
    domain = next((each for each in DOMAINS if each.key == key), None)
    counts = counts_by_sphere(domain) if domain else counts_by_domain()
    columns = _columns(domain)
    gminas = list(municipalities())
    is_per_head = bool(gminas) and all(gmina.population for gmina in gminas)
    rows = _rows(gminas, columns, counts, is_per_head=is_per_head)
    empty = [(row, cell) for row in rows for cell in row.cells if not cell.count]
    gaps = _gaps(empty, rows)
    drawn, title = _map(rows, domain, is_per_head=is_per_head)
    return Coverage(
        columns=columns,
        rows=rows,
        domain=domain,
        is_per_head=is_per_head,
        steps=_steps(rows, is_per_head=is_per_head),
        finding=_finding(rows, empty),
        gaps=gaps[:LISTED],
        hidden_gaps=max(0, len(gaps) - LISTED),
        map=drawn,
        map_title=title,
        source=_source(gminas, today),
        silent=silent_count(),
    )


def _columns(domain: Domain | None) -> list[Column]:
    if domain is None:
        return [
            Column(each.key, str(each.narrow or each.name), str(each.name), str(each.name))
            for each in DOMAINS
        ]
    return [_sphere_column(sphere) for sphere in spheres() if sphere.code in domain.codes]


def _sphere_column(sphere: Sphere) -> Column:
    tag = sphere.tag[:1].upper() + sphere.tag[1:]
    return Column(sphere.code, tag, tag, sphere.name)


def _rows(
    gminas: Sequence[Municipality], columns: Sequence[Column], counts: Counts, *, is_per_head: bool
) -> list[Row]:
    largest = max(
        (
            _value(counts.get((gmina.pk, column.key), 0), gmina, is_per_head=is_per_head)
            for gmina in gminas
            for column in columns
        ),
        default=0,
    )
    totals = {each.value: each.count for each in counted_municipalities()}
    return [
        Row(
            gmina=gmina,
            total=totals.get(gmina.teryt6, 0),
            cells=[
                _cell(gmina, column, counts.get((gmina.pk, column.key), 0), largest, is_per_head=is_per_head)
                for column in columns
            ],
            url=address_of_list(Filters(municipality=gmina.teryt6)),
        )
        for gmina in gminas
    ]


def _cell(gmina: Municipality, column: Column, count: int, largest: float, *, is_per_head: bool) -> Cell:
    value = _value(count, gmina, is_per_head=is_per_head)
    return Cell(
        column=column,
        count=count,
        value=value,
        rate=number_format(round(value, 2), 2) if is_per_head and count else "",
        shade=shade_of(value, largest),
        url=address_of_list(Filters(municipality=gmina.teryt6, sphere=column.key)),
    )


def _value(count: int, gmina: Municipality, *, is_per_head: bool) -> float:
    return PER * count / gmina.population if is_per_head and gmina.population else count


def _steps(rows: Sequence[Row], *, is_per_head: bool) -> list[tuple[int, str]]:
    """Return the shades with the number up to which each goes."""
    largest = max((cell.value for row in rows for cell in row.cells), default=0)
    if not largest:
        return []
    places = 2 if is_per_head else 0
    ends = [number_format(round(largest * shade / SHADES, places), places) for shade in range(1, SHADES + 1)]
    return list(enumerate(ends, start=1))


def _finding(rows: Sequence[Row], empty: Sequence[tuple[Row, Cell]]) -> str:
    """Say what is missing: the fields in which nobody works at all, else how often nobody does and where."""
    if not empty:
        return _("In every gmina somebody works in each of these fields.")
    everywhere = [cell.column.name for cell in (rows[0].cells if rows else []) if _nobody(rows, cell.column)]
    if everywhere:
        named = ", ".join(everywhere[:NAMED])
        if len(everywhere) <= NAMED:
            return _("In the whole county nobody works in: %(fields)s.") % {"fields": named}
        return ngettext(
            "In the whole county nobody works in: %(fields)s and %(more)s more field.",
            "In the whole county nobody works in: %(fields)s and %(more)s more fields.",
            len(everywhere) - NAMED,
        ) % {"fields": named, "more": len(everywhere) - NAMED}
    if len(empty) <= NAMED:
        places = ", ".join(f"{cell.column.name} ({row.gmina.name})" for row, cell in empty)
        return _("Nobody works in: %(places)s.") % {"places": places}
    fewest = min(rows, key=lambda row: sum(1 for cell in row.cells if cell.count))
    return ngettext(
        "In %(count)s place nobody works. Most is missing in: %(gmina)s.",
        "In %(count)s places nobody works. Most is missing in: %(gmina)s.",
        len(empty),
    ) % {"count": len(empty), "gmina": fewest.gmina.name}


def _nobody(rows: Sequence[Row], column: Column) -> bool:
    return not any(cell.count for row in rows for cell in row.cells if cell.column == column)


def _gaps(empty: Sequence[tuple[Row, Cell]], rows: Sequence[Row]) -> list[Gap]:
    """Return the gaps, one of each gmina before the second of any: what most others have, for most people."""
    found = sorted((_gap(row, cell, rows) for row, cell in empty), key=lambda gap: -gap.elsewhere)
    turns: Counter[str] = Counter()
    ranked = []
    for gap in found:
        ranked.append((turns[gap.gmina], -gap.people, gap))
        turns[gap.gmina] += 1
    return [gap for _turn, _people, gap in sorted(ranked, key=lambda each: each[:2])]


def _gap(row: Row, cell: Cell, rows: Sequence[Row]) -> Gap:
    others = [
        (each.gmina.name, other.count) for each in rows for other in each.cells if other.column == cell.column
    ]
    name, most = max(others, key=lambda pair: pair[1])
    if most:
        elsewhere = ngettext(
            "Elsewhere: %(count)s organisation (%(gmina)s).",
            "Elsewhere: %(count)s organisations (%(gmina)s).",
            most,
        ) % {"count": most, "gmina": name}
    else:
        elsewhere = _("Nobody in any other gmina either.")
    people = row.gmina.population or 0
    start = (
        ngettext(
            "%(count)s inhabitant and no organisation.", "%(count)s inhabitants and no organisation.", people
        )
        % {"count": row.gmina.population_printed}
        if people
        else _("No organisation.")
    )
    return Gap(row.gmina.name, cell.column.name, f"{start} {elsewhere}", people, most)


def _map(rows: Sequence[Row], domain: Domain | None, *, is_per_head: bool) -> tuple[GminaMap, str]:
    """Return the map of all organisations, or of those of the chosen field, and who has most and fewest of them."""
    counts = _counts_on_map(rows, domain)
    values = {row.gmina.pk: _value(counts[row.gmina.pk], row.gmina, is_per_head=is_per_head) for row in rows}
    largest = max(values.values(), default=0)
    figures = [
        _figure(row, counts[row.gmina.pk], values[row.gmina.pk], largest, domain, is_per_head) for row in rows
    ]
    return map_of(figures), _map_title(rows, values)


def _counts_on_map(rows: Sequence[Row], domain: Domain | None) -> Mapping[int, int]:
    if domain is None:
        return {row.gmina.pk: row.total for row in rows}
    counts = counts_by_domain()
    return {row.gmina.pk: counts.get((row.gmina.pk, domain.key), 0) for row in rows}


def _figure(
    row: Row, count: int, value: float, largest: float, domain: Domain | None, is_per_head: bool
) -> Figure:
    number = number_format(round(value, 2), 2) if is_per_head and count else str(count)
    words = ngettext("%(gmina)s: %(count)s organisation", "%(gmina)s: %(count)s organisations", count) % {
        "gmina": row.gmina.name,
        "count": count,
    }
    if is_per_head:
        words = _("%(words)s, %(rate)s for 1,000 inhabitants") % {"words": words, "rate": number}
    return Figure(
        key=row.gmina.teryt6,
        name=row.gmina.name,
        number=number,
        words=words,
        shade=shade_of(value, largest),
        url=address_of_list(Filters(municipality=row.gmina.teryt6, sphere=domain.key if domain else "")),
    )


def _map_title(rows: Sequence[Row], values: Mapping[int, float]) -> str:
    if not any(values.values()):
        return _("None in any gmina")
    if len(rows) == 1 or len(set(values.values())) == 1:
        return _("The same everywhere") if len(rows) > 1 else _("In this gmina")
    fewest = min(rows, key=lambda row: values[row.gmina.pk]).gmina.name
    most = max(rows, key=lambda row: values[row.gmina.pk]).gmina.name
    return _("Fewest: %(fewest)s. Most: %(most)s.") % {"fewest": fewest, "most": most}


def _source(gminas: Sequence[Municipality], today: date) -> str:
    """Say where the numbers are from and of what day."""
    said = [_("Organisations: the directory, %(day)s.") % {"day": day_and_year(today)}]
    counted = {(gmina.population_on, gmina.population_source) for gmina in gminas if gmina.population_on}
    for day, source in sorted(counted, key=str):
        words = _("Inhabitants: %(day)s, %(source)s.") if source else _("Inhabitants: %(day)s.")
        said.append(words % {"day": day_and_year(day), "source": source})
    if not all(gmina.population for gmina in gminas):
        said.append(
            _("For some gminas the number of inhabitants is not known, so nothing is counted per head.")
        )
    return " ".join(said)
