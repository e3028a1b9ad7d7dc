"""Finds records that may be of one organisation: by a number of a register, or by alike names in one gmina."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from kuznia.directory.likeness import ALIKE, likeness, stems_of, telling_words
from kuznia.directory.models import KnownApart, LikelyPair, Merge, Municipality, Organisation
from kuznia.directory.states import UNLISTED, OrganisationState
from kuznia.lib.identifiers import KRS_LENGTH
from kuznia.lib.policy import Actor, ForAuthority, acts_for_county, is_officer

NUMBERS = ("krs", "nip", "regon")
REGON_LENGTH = 9
# So many records of a gmina are compared with a new name, those with the most of its words first.
MOST_COMPARED = 300
# A beginning that more names of a gmina share tells nothing.
MOST_IN_BLOCK = 40
WHOLE = 100


class Named(Protocol):
    """What a record or an organisation says of itself that duplicates are found by."""

    @property
    def name(self) -> str: ...

    @property
    def krs(self) -> str: ...

    @property
    def nip(self) -> str: ...

    @property
    def regon(self) -> str: ...

    @property
    def municipality(self) -> Municipality | None: ...


@dataclass(frozen=True, slots=True)
class Likely:
    """An organisation that may be the one asked about: the register whose number both have, or how alike they are."""

    organisation: Organisation
    same_number: str
    likeness: int


@dataclass(frozen=True, slots=True)
class FoundPair:
    """Two organisations that may be one, the older record first."""

    first_id: int
    second_id: int
    same_number: str
    likeness: int


def standing_organisations() -> QuerySet[Organisation]:
    """Return the organisations that the directory tells of and that were not joined with another record."""
    return Organisation.objects.exclude(state__in=(*UNLISTED, OrganisationState.MERGED))


def likely_duplicates(asked: Named, *, limit: int = 5) -> list[Likely]:
    """Return the organisations that may be this one, the likeliest first; of an organisation itself the others."""
    own = asked.pk if isinstance(asked, Organisation) else None
    candidates = _with_number(asked) | _called_alike(asked)
    found = standing_organisations().select_related("municipality").filter(pk__in=candidates)
    apart = known_apart_from(own) if own else set()
    judged = [_judged(asked, each) for each in found if each.pk != own and each.pk not in apart]
    likely = [each for each in judged if each.same_number or each.likeness >= ALIKE * WHOLE]
    return sorted(likely, key=lambda each: (not each.same_number, -each.likeness, each.organisation.pk))[
        :limit
    ]


def known_apart_from(organisation_id: int) -> set[int]:
    """Return the organisations of which an officer said that they are others than this one."""
    said = KnownApart.objects.filter(Q(first=organisation_id) | Q(second=organisation_id))
    return {end for pair in said.values_list("first", "second") for end in pair} - {organisation_id}


def likely_pairs_visible_to(actor: Actor) -> QuerySet[LikelyPair]:
    """Return the likely duplicates whose both records this officer keeps, the likeliest first."""
    standing = LikelyPair.objects.exclude(first__state=OrganisationState.MERGED).exclude(
        second__state=OrganisationState.MERGED
    )
    found = standing.select_related("first__municipality", "second__municipality").order_by(
        F("same_number").desc(), "-likeness", "first__sort_key", "id"
    )
    if not (isinstance(actor, ForAuthority) and is_officer(actor)):
        return found.none()
    if acts_for_county(actor):
        return found
    gmina = actor.municipality_id
    return found.filter(Q(first__municipality_id=gmina, second__municipality_id=gmina))


def pairs_of_all() -> list[FoundPair]:
    """Return every pair of the directory that may be one organisation; only records that share a key are compared."""
    fields = ("pk", "name", "municipality_id", *NUMBERS)
    rows = {row[0]: row for row in standing_organisations().order_by("pk").values_list(*fields)}
    apart = set(KnownApart.objects.values_list("first", "second"))
    found: dict[tuple[int, int], FoundPair] = {}
    for first, second, number in _numbered(rows.values()):
        found[first, second] = FoundPair(first, second, number, _per_cent(rows[first][1], rows[second][1]))
    for first, second in _neighbours(rows.values()):
        if (first, second) not in found and (
            alike := _per_cent(rows[first][1], rows[second][1])
        ) >= ALIKE * WHOLE:
            found[first, second] = FoundPair(first, second, "", alike)
    return [pair for ends, pair in sorted(found.items()) if ends not in apart]


def standing_merge_of(gone: Organisation) -> Merge | None:
    """Return the joining by which this record stands under another one, if one does."""
    return (
        Merge.objects.select_related("kept__municipality", "gone").filter(gone=gone, undone_at=None).first()
    )


def standing_merges_into(kept: Organisation) -> QuerySet[Merge]:
    """Return the joinings by which other records stand under this one, the newest first."""
    return Merge.objects.select_related("gone").filter(kept=kept, undone_at=None).order_by("-pk")


def _numbers_of(asked: Named) -> dict[str, str]:
    return {name: value for name in NUMBERS if (value := _digits(name, getattr(asked, name)))}


def _digits(name: str, typed: str) -> str:
    """Return a number as it is compared: digits alone, a KRS padded, of a REGON with 14 those of the whole body."""
    digits = "".join(sign for sign in typed if sign.isdigit())
    if name == "krs" and digits:
        return digits.zfill(KRS_LENGTH)
    return digits[:REGON_LENGTH] if name == "regon" else digits


def _with_number(asked: Named) -> set[int]:
    wanted = Q(pk__in=[])
    for name, digits in _numbers_of(asked).items():
        wanted |= Q(**{f"{name}__startswith": digits})
    return set(standing_organisations().filter(wanted).values_list("pk", flat=True))


def _called_alike(asked: Named) -> set[int]:
    """Return those of the gmina, or of none, whose names hold most of the beginnings of the asked name."""
    gmina = asked.municipality
    near = standing_organisations()
    if gmina is not None:
        near = near.filter(Q(municipality=gmina) | Q(municipality__isnull=True))
    holds = [Q(folded_name__contains=stem) for stem in sorted(stems_of(asked.name))]
    shared = sum(
        (Case(When(each, then=1), default=0, output_field=IntegerField()) for each in holds), Value(0)
    )
    found = near.annotate(shared=shared).filter(shared__gt=0).order_by("-shared", "pk")[:MOST_COMPARED]
    return set(found.values_list("pk", flat=True))


def _judged(asked: Named, other: Organisation) -> Likely:
    here, there = _numbers_of(asked), _numbers_of(other)
    same = next((name for name in here if here[name] == there.get(name)), "")
    return Likely(other, same.upper(), _per_cent(asked.name, other.name))


def _per_cent(one: str, other: str) -> int:
    return int(likeness(one, other) * WHOLE)


Row = tuple[int, str, int | None, str, str, str]


def _numbered(rows: Iterable[Row]) -> Iterator[tuple[int, int, str]]:
    """Return the pairs with the same number in a register."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pk, _name, _gmina, *numbers in rows:
        for register, number in zip(NUMBERS, numbers, strict=True):
            if digits := _digits(register, number):
                holders[register, digits].append(pk)
    for (register, _number), same in holders.items():
        for first, second in combinations(same, 2):
            yield first, second, register.upper()


def _neighbours(rows: Iterable[Row]) -> Iterator[tuple[int, int]]:
    """Return the pairs of one gmina whose names begin a telling word alike, or have the same telling words."""
    blocks: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    rows = list(rows)
    gminas = {gmina for _pk, _name, gmina, *_numbers in rows}
    stems = {pk: stems_of(name) for pk, name, *_rest in rows}
    for pk, name, gmina, *_numbers in rows:
        keys = {*stems[pk], " ".join(telling_words(name))}
        # A record without a gmina may be of any of them.
        for place in [gmina] if gmina is not None else gminas:
            for key in keys:
                blocks[place, key].append(pk)
    pairs: set[tuple[int, int]] = set()
    for same in blocks.values():
        if len(same) <= MOST_IN_BLOCK:
            pairs.update(
                pair for pair in combinations(same, 2) if _share_half(stems[pair[0]], stems[pair[1]])
            )
    yield from sorted(pairs)


def _share_half(here: frozenset[str], there: frozenset[str]) -> bool:
    """Return whether two names may be alike at all: comparing them word by word costs a hundred times as much."""
    return 2 * len(here & there) >= max(len(here), len(there))
