"""What ties the directory's own rows to an organisation, moved when two records are joined and given back.

Every foreign key of the directory's tables is found by itself; those that need more thought stand here by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pghistory.models
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from kuznia.directory.models import Membership, Organisation, Representation
from kuznia.directory.queries.organisations import leads_to
from kuznia.directory.services.memberships import hold_memberships
from kuznia.directory.states import OrganisationState
from kuznia.files.queries import files_of
from kuznia.files.services import hand_over_files
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor
from kuznia.lib.ports import MovedTies, StayedTies
from kuznia.lib.ties import Tie, counts_of, move_rows, moved_by, restore_rows, return_rows, withdraw_rows
from kuznia.people.services import end_sessions

# Foreign keys that stay where they are when their organisation is joined with another: why.
STAYS = {
    "directory.Organisation.merged_into": "it is the joining itself; a chain of them is followed to its end",
    "directory.Organisation_spheres.organisation": "the officer chooses whose spheres stay",
    "directory.Organisation_works_in.organisation": "the officer chooses whose area of work stays",
    "directory.Merge.kept": "the record of a joining names what it joined",
    "directory.Merge.gone": "the record of a joining names what it joined",
    "directory.ImportRow.organisation": "the rows of an import tell what it did to this very record",
    "directory.LikelyPair.first": "the pairs are looked for anew",
    "directory.LikelyPair.second": "the pairs are looked for anew",
    "directory.KnownApart.first": "it was said of this very record",
    "directory.KnownApart.second": "it was said of this very record",
}
PEOPLE = Tie(
    Representation, "organisation", gettext_noop("representatives, present and past"), title="person__name"
)
BELONGS = Tie(Membership, "member", gettext_noop("memberships in others"), title="federation__name")
MEMBERS = Tie(Membership, "federation", gettext_noop("members of its own"), title="member__name")
FILES, FILES_LABEL = "files.StoredFile.owner", gettext_noop("files")
RIGHTS = ("may_sign", "may_edit", "may_report")


def _own_ties() -> list[Tie]:
    """Return the directory's foreign keys to an organisation that move row by row, without a word on each."""
    apart = {*STAYS, PEOPLE.name, BELONGS.name, MEMBERS.name}
    return [tie for tie in _foreign_keys() if tie.name not in apart]


def _foreign_keys() -> Iterator[Tie]:
    for relation in Organisation._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        is_key = relation.auto_created and (relation.one_to_many or relation.one_to_one)
        if not is_key or model._meta.app_label != "directory" or issubclass(model, pghistory.models.Event):
            continue
        with override("en"):
            label = str(model._meta.verbose_name_plural)
        yield Tie(model, relation.field.name, label)  # type: ignore[union-attr]


def _all_ties() -> list[Tie]:
    return [PEOPLE, BELONGS, MEMBERS, *_own_ties()]


class DirectoryTies:
    """The directory's answer to itself."""

    def labels(self) -> Mapping[str, str]:
        """Return what the rows of each tie are called."""
        return {**{tie.name: tie.label for tie in _all_ties()}, FILES: FILES_LABEL}

    def counts(self, organisation_id: int) -> Mapping[str, int]:
        """Return how many rows each tie holds."""
        owner = Organisation(pk=organisation_id)
        return {**counts_of(_all_ties(), organisation_id), FILES: files_of(owner).count()}

    def move_ties(self, *, from_id: int, to_id: int, actor: Actor) -> list[MovedTies]:
        """Lead everything of the one to the other; what the other has already is taken out, or stays."""
        return move_own_ties(from_id=from_id, to_id=to_id, actor=actor)

    def return_ties(
        self, *, from_id: int, to_id: int, moved: Sequence[MovedTies], actor: Actor
    ) -> list[StayedTies]:
        """Give everything back that stands where it was moved to."""
        return return_own_ties(from_id=from_id, to_id=to_id, moved=moved, actor=actor)


@transaction.atomic
def move_own_ties(*, from_id: int, to_id: int, actor: Actor) -> list[MovedTies]:
    """The directory's rows and the files of one organisation belong to the other; both rows are locked."""
    hold_memberships()
    people = _join_people(from_id, to_id, actor)
    doubled = withdraw_rows(BELONGS, _doubled_memberships(from_id, to_id))
    moved = [_moved(tie, from_id, to_id) for tie in (BELONGS, MEMBERS, *_own_ties())]
    _demand_no_circle(to_id)
    files = tuple(files_of(Organisation(pk=from_id)).order_by("pk").values_list("pk", flat=True))
    hand_over_files(files=files, owner=Organisation(pk=to_id), actor=actor)
    moved[0] = MovedTies(tie=BELONGS.name, rows=moved[0].rows, notes=doubled)
    return [people, *moved, MovedTies(tie=FILES, rows=files)]


@transaction.atomic
def return_own_ties(
    *, from_id: int, to_id: int, moved: Sequence[MovedTies], actor: Actor
) -> list[StayedTies]:
    """The rows that still stand at `from_id` belong to `to_id` again, with what was changed by moving them."""
    hold_memberships()
    stayed = [return_rows(tie, moved_by(tie, moved), from_id=from_id, to_id=to_id) for tie in _all_ties()]
    stayed.append(_part_people(moved_by(PEOPLE, moved), to_id, actor))
    stayed.append(_restore_memberships(moved_by(BELONGS, moved), to_id))
    files = files_of(Organisation(pk=from_id)).filter(pk__in=moved_by(FILES, moved).rows)
    hand_over_files(files=list(files.values_list("pk", flat=True)), owner=Organisation(pk=to_id), actor=actor)
    return stayed


def _moved(tie: Tie, from_id: int, to_id: int) -> MovedTies:
    return move_rows(tie, from_id=from_id, to_id=to_id)


def _join_people(from_id: int, to_id: int, actor: Actor) -> MovedTies:
    """Let everybody act for the kept record; who acts for both keeps one role with the rights of both."""
    rows = Representation.objects.select_for_update(no_key=True, of=("self",)).select_related("person")
    held = list(rows.filter(organisation_id__in=[from_id, to_id], until_at__isnull=True).order_by("pk"))
    stays = {each.person_id: each for each in held if each.organisation_id == to_id}
    leaving = [each for each in held if each.organisation_id == from_id]
    notes = [_united(each, stays[each.person_id]) for each in leaving if each.person_id in stays]
    moved = move_rows(PEOPLE, from_id=from_id, to_id=to_id)
    for each in leaving:
        end_sessions(person=each.person, actor=actor)
    return MovedTies(tie=PEOPLE.name, rows=moved.rows, notes=tuple(notes))


def _united(leaving: Representation, stays: Representation) -> dict[str, Any]:
    """End the one role and give its rights to the other; return what undoes it."""
    before = _rights(stays)
    for right in RIGHTS:
        setattr(stays, right, getattr(stays, right) or getattr(leaving, right))
    stays.save(update_fields=RIGHTS)
    leaving.until_at = clock.now()
    leaving.save(update_fields=["until_at"])
    return {"row": leaving.pk, "with": stays.pk, "before": before, "after": _rights(stays)}


def _part_people(moved: MovedTies, to_id: int, actor: Actor) -> StayedTies:
    """Let people act for the parted record again, with the rights they had; who was sent off meanwhile stays off."""
    rows = Representation.objects.select_for_update(no_key=True, of=("self",)).select_related("person")
    stayed = [name for note in moved.notes for name in _divided(note, rows)]
    for each in rows.filter(organisation_id=to_id, until_at__isnull=True):
        end_sessions(person=each.person, actor=actor)
    return StayedTies(label=PEOPLE.label, titles=tuple(stayed))


def _divided(note: Mapping[str, Any], rows: Any) -> list[str]:
    ended, stays = rows.get(pk=note["row"]), rows.get(pk=note["with"])
    if stays.until_at is not None:
        return [ended.person.name]
    ended.until_at = None
    ended.save(update_fields=["until_at"])
    if _rights(stays) != note["after"]:
        return [ended.person.name]
    for right in RIGHTS:
        setattr(stays, right, note["before"][right])
    stays.save(update_fields=RIGHTS)
    return []


def _rights(representation: Representation) -> dict[str, bool]:
    return {right: getattr(representation, right) for right in RIGHTS}


def _doubled_memberships(from_id: int, to_id: int) -> list[int]:
    """Return the memberships that would stand twice, or tie the kept record to itself."""
    both = Membership.objects.filter(
        Q(member_id__in=[from_id, to_id]) | Q(federation_id__in=[from_id, to_id])
    )
    present = {(each.member_id, each.federation_id) for each in both}
    found = []
    for each in both:
        ends = tuple(to_id if end == from_id else end for end in (each.member_id, each.federation_id))
        if from_id in (each.member_id, each.federation_id) and (ends[0] == ends[1] or ends in present):
            found.append(each.pk)
    return found


def _restore_memberships(moved: MovedTies, to_id: int) -> StayedTies:
    """Put the doubled memberships back, except where the other end has been joined with a record itself."""
    ends = {note["id"]: {note["member_id"], note["federation_id"]} - {to_id} for note in moved.notes}
    gone = Organisation.objects.filter(
        pk__in=set().union(*ends.values()), state=OrganisationState.MERGED
    ).in_bulk()
    restore_rows(BELONGS, [note for note in moved.notes if not ends[note["id"]] & set(gone)])
    return StayedTies(label=BELONGS.label, titles=tuple(each.name for each in gone.values()))


def _demand_no_circle(organisation_id: int) -> None:
    """Refuse a joining after which the kept record would belong to itself through others."""
    kept = Organisation.objects.get(pk=organisation_id)
    for membership in Membership.objects.filter(member=kept).select_related("federation"):
        if leads_to(start=membership.federation, goal=kept):
            raise Refused(
                _("These records can’t be joined: between them stands “%(name)s”. End its membership first.")
                % {"name": membership.federation.name}
            )


TIES = DirectoryTies()
