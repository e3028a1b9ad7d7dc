"""Reads of good practices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import F, Q, QuerySet

from kuznia.directory.models import Municipality, Organisation, Sphere
from kuznia.files.models import StoredFile
from kuznia.files.queries import files_of
from kuznia.lib.policy import Actor, ForOrganisation, is_editor
from kuznia.lib.prepared import NUMBER, Prepared
from kuznia.newsroom.models import Practice
from kuznia.newsroom.states import PRACTICE_KIND, PracticeState
from kuznia.search.queries import Narrowing, asked_for, find

MOST_FOUND = 200
RELATED = ("organisation__municipality", "sphere")


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFilters:
    """What a reader of the list asked for; empty fields ask for nothing."""

    words: str = ""
    municipality: str = ""
    sphere: str = ""


NO_FILTERS = PracticeFilters()


def practices_visible_to(actor: Actor) -> QuerySet[Practice]:
    """Return the published cards, to her organisation's people all of its own, to an editor all of them."""
    found = Practice.objects.select_related(*RELATED)
    if is_editor(actor):
        return found
    seen = Q(state=PracticeState.PUBLISHED)
    if isinstance(actor, ForOrganisation):
        seen |= Q(organisation_id=actor.organisation_id)
    return found.filter(seen)


def published_practices(filters: PracticeFilters = NO_FILTERS) -> QuerySet[Practice]:
    """Return the published cards that the filters ask for, newest first; words are found in every form."""
    found = Practice.objects.filter(state=PracticeState.PUBLISHED).select_related(*RELATED)
    asked = asked_for(filters.words)
    if not asked.is_empty:
        hits = find(asked, Narrowing(kind=PRACTICE_KIND), limit=MOST_FOUND).hits
        found = found.filter(pk__in=[hit.document.key for hit in hits])
    exact = {"organisation__municipality__teryt6": filters.municipality, "sphere__code": filters.sphere}
    found = found.filter(**{field: value for field, value in exact.items() if value})
    return found.order_by("-published_at", "-pk")


def newest_practices_of(organisation_id: int, *, limit: int) -> list[Practice]:
    """Return the title and the day of the published cards of the organisation, the newest first."""
    return _newest_practices(limit).rows(organisation_id)


@cache
def _newest_practices(limit: int) -> Prepared[Practice]:
    return Prepared(lambda number: _titles().filter(organisation=number)[:limit], NUMBER)


def _titles() -> QuerySet[Practice]:
    shown = Practice.objects.filter(state=PracticeState.PUBLISHED).only("slug", "title", "published_at")
    return shown.order_by("-published_at", "-pk")


def practices_of(organisation: Organisation) -> QuerySet[Practice]:
    """Return every card of the organisation, the newest first."""
    return Practice.objects.filter(organisation=organisation).select_related(*RELATED).order_by("-pk")


def practices_to_decide(actor: Actor) -> QuerySet[Practice]:
    """Return the cards that wait for an editor, the longest waiting first; nobody else decides any."""
    found = Practice.objects.select_related(*RELATED)
    if not is_editor(actor):
        return found.none()
    return found.filter(state=PracticeState.PROPOSED).order_by("proposed_at", "pk")


def practices_decided(actor: Actor) -> QuerySet[Practice]:
    """Return the cards that no editor has to decide now, the last decided first."""
    found = Practice.objects.select_related(*RELATED)
    if not is_editor(actor):
        return found.none()
    return found.exclude(state=PracticeState.PROPOSED).order_by(F("decided_at").desc(nulls_last=True), "-pk")


def practices_to_correct(actor: Actor) -> QuerySet[Practice]:
    """Return the cards that were sent back to the organisation for which the person acts and may edit."""
    if not (isinstance(actor, ForOrganisation) and actor.may_edit):
        return Practice.objects.none()
    return Practice.objects.filter(organisation_id=actor.organisation_id, state=PracticeState.RETURNED)


def picture_of(practice: Practice) -> StoredFile | None:
    """Return the picture of the card, if it has one."""
    return files_of(practice).first()


def pictures_of(practices: Iterable[Practice]) -> dict[int, StoredFile]:
    """Return the picture of each of these cards that has one, by the card's number, in one query."""
    numbers = [practice.pk for practice in practices]
    rows = StoredFile.objects.filter(owner_label=Practice._meta.label, owner_id__in=numbers)
    return {file.owner_id: file for file in rows} if numbers else {}


def gminas_with_practices() -> list[Municipality]:
    """Return the gminas whose organisations have published cards."""
    homes = published_practices().order_by().values("organisation__municipality")
    return list(Municipality.objects.filter(pk__in=homes).order_by("position"))


def spheres_with_practices() -> list[Sphere]:
    """Return the fields in which there are published cards, in the order of the act."""
    return list(Sphere.objects.filter(pk__in=published_practices().order_by().values("sphere")))
