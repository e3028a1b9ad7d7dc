"""Joins two records of one organisation, and parts them again within 30 days (docs/adr/0027)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record as record_act
from kuznia.directory import workflows as workflows
from kuznia.directory.constraints import SENTENCES
from kuznia.directory.models import LikelyPair, Merge, Organisation
from kuznia.directory.records import Side, chosen_record, plain_values, restored_record
from kuznia.directory.services.joinings import take_joinings
from kuznia.directory.services.organisations import OrganisationRecord, change_organisation
from kuznia.directory.states import UNLISTED, OrganisationState
from kuznia.lib import clock
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, System, demand
from kuznia.lib.ports import MovedTies, StayedTies, organisation_ties
from kuznia.lib.races import tried_again
from kuznia.process.services import make_move
from kuznia.ui import dates

UNDO_DAYS = 30
RULE = "directory.merge_organisations"


@tried_again
@transaction.atomic
def merge_organisations(
    *, kept: Organisation, gone: Organisation, choices: Mapping[str, Side], actor: Actor
) -> Merge:
    """Everything of `gone` belongs to `kept`, whose fields have the chosen values; the address of `gone` leads there.

    `choices` name the fields that don't keep the value of `kept`. It can be undone for 30 days.
    """
    kept, gone = _locked_pair(kept, gone)
    for each in (kept, gone):
        demand(actor, RULE, each)
    _demand_joinable(kept, gone)
    before = OrganisationRecord.of(kept)
    chosen = chosen_record(before, OrganisationRecord.of(gone), choices)
    state_before = gone.state
    make_move(case=gone, move="merge", actor=actor, values={"merged_into": kept})
    changed = change_organisation(organisation=kept, record=chosen, actor=actor)
    moved = [
        each
        for app in organisation_ties
        for each in app.move_ties(from_id=gone.pk, to_id=kept.pk, actor=actor)
    ]
    LikelyPair.objects.filter(first__in=[kept, gone], second__in=[kept, gone]).delete()
    merge = Merge.objects.create(
        kept=kept,
        gone=gone,
        state_before=state_before,
        moved=[_as_plain(each) for each in moved if each.rows or each.notes],
        values=plain_values(before, OrganisationRecord.of(changed)),
    )
    _record_joining(kept, gone, moved, actor)
    return merge


@tried_again
@transaction.atomic
def part_organisations(*, merge: Merge, reason: str, actor: Actor) -> list[StayedTies]:
    """Both records stand as before the joining; return by name what was changed meanwhile and so stays.

    A field of the kept record goes back where nobody has changed it since.
    """
    kept, gone = _locked_pair(merge.kept, merge.gone)
    merge = Merge.objects.select_for_update(no_key=True, of=("self",)).get(pk=merge.pk)
    for each in (kept, gone):
        demand(actor, RULE, each)
    _demand_partable(merge, kept)
    before = restored_record(OrganisationRecord.of(kept), merge.values)
    change_organisation(organisation=kept, record=before, actor=actor)
    stayed = [each for each in _given_back(merge, actor) if each.titles]
    move = "part" if merge.state_before == OrganisationState.ACTIVE else "part_closed"
    with constraints_in_words(SENTENCES):
        make_move(case=gone, move=move, actor=actor, reason=reason, values={"merged_into": None})
    merge.undone_at = clock.now()
    merge.save(update_fields=["undone_at"])
    _record_parting(kept, gone, stayed, actor)
    return stayed


@transaction.atomic
def forget_old_merges(*, actor: System) -> int:
    """Nothing is kept any more of what joinings moved and changed, once they can't be undone; return how many."""
    del actor  # Housekeeping of the house itself.
    old = Merge.objects.filter(merged_at__lt=clock.now() - timedelta(days=UNDO_DAYS)).exclude(
        values={}, moved=[]
    )
    return old.update(values={}, moved=[])


def _locked_pair(kept: Organisation, gone: Organisation) -> tuple[Organisation, Organisation]:
    """Hold joinings, then both rows in the order of their numbers, as everybody does who locks several."""
    take_joinings()
    rows = Organisation.objects.select_for_update(no_key=True, of=("self",)).select_related("municipality")
    by_id = {each.pk: each for each in rows.filter(pk__in=[kept.pk, gone.pk]).order_by("pk")}
    return by_id[kept.pk], by_id[gone.pk]


def _demand_joinable(kept: Organisation, gone: Organisation) -> None:
    if kept.pk == gone.pk:
        raise Refused(_("This is one and the same record."))
    for each in (kept, gone):
        if each.state in {OrganisationState.MERGED, *UNLISTED}:
            raise Refused(
                _("“%(name)s” can’t be joined now: its state is “%(state)s”.")
                % {"name": each.name, "state": each.get_state_display()}
            )
    if gone.is_active and not kept.is_active:
        raise Refused(_("“%(name)s” is closed. Keep the record that is active.") % {"name": kept.name})


def _demand_partable(merge: Merge, kept: Organisation) -> None:
    if merge.undone_at is not None:
        raise Refused(_("This joining has already been undone."))
    if clock.now() > merge.merged_at + timedelta(days=UNDO_DAYS):
        raise Refused(
            _("A joining can be undone for 30 days. These records were joined on %(day)s.")
            % {"day": dates.day_and_year(merge.merged_at)}
        )
    if kept.merged_into is not None:
        raise Refused(
            _("“%(name)s” has itself been joined with “%(other)s” since. Undo that joining first.")
            % {"name": kept.name, "other": kept.merged_into.name}
        )


def _given_back(merge: Merge, actor: Actor) -> list[StayedTies]:
    moved = [
        MovedTies(tie=each["tie"], rows=tuple(each["rows"]), notes=tuple(each["notes"]))
        for each in merge.moved
    ]
    return [
        each
        for app in organisation_ties
        for each in app.return_ties(from_id=merge.kept_id, to_id=merge.gone_id, moved=moved, actor=actor)
    ]


def _as_plain(moved: MovedTies) -> dict[str, object]:
    return {"tie": moved.tie, "rows": list(moved.rows), "notes": list(moved.notes)}


def _record_joining(kept: Organisation, gone: Organisation, moved: Iterable[MovedTies], actor: Actor) -> None:
    labels = {name: label for app in organisation_ties for name, label in app.labels().items()}
    counts = [[labels[each.tie], len(each.rows)] for each in moved if each.rows]
    for subject, other, sentence in (
        (kept, gone, gettext_noop("Another record was joined with this one: %(name)s.")),
        (gone, kept, gettext_noop("Everything of this record now stands here: %(name)s.")),
    ):
        record_act(
            subject=subject,
            actor=actor,
            sentence=sentence,
            params={"name": other.name},
            audience=Audience.PUBLIC,
        )
    if counts:
        record_act(
            subject=kept,
            actor=actor,
            sentence=gettext_noop("With the joined record came: %(what)s."),
            params={"what": {"counts": counts}},
            audience=Audience.PARTIES,
        )


def _record_parting(
    kept: Organisation, gone: Organisation, stayed: Iterable[StayedTies], actor: Actor
) -> None:
    record_act(
        subject=kept,
        actor=actor,
        sentence=gettext_noop("The joining was undone. The other record: %(name)s."),
        params={"name": gone.name},
        audience=Audience.PUBLIC,
    )
    counts = [[each.label, len(each.titles)] for each in stayed]
    if counts:
        record_act(
            subject=kept,
            actor=actor,
            sentence=gettext_noop("Changed since the joining, so left as it is: %(what)s."),
            params={"what": {"counts": counts}},
            audience=Audience.PARTIES,
        )
