"""The office's pages on which two records are joined and parted again."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory import services
from kuznia.directory.forms.merging import MergeForm, OtherRecordForm, PartForm
from kuznia.directory.models import Merge, Organisation
from kuznia.directory.queries import organisations_visible_to
from kuznia.directory.queries.duplicates import likely_duplicates, standing_merge_of, standing_organisations
from kuznia.directory.records import differences
from kuznia.directory.services import OrganisationRecord
from kuznia.directory.services.merging import RULE, UNDO_DAYS
from kuznia.directory.ties import tie_counts
from kuznia.directory.views.doors import only_for, saves
from kuznia.directory.views.organisations import DESK
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import Actor, demand
from kuznia.lib.ports import StayedTies


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the records that may be of the same organisation, or take the name of another one."""
    kept = _standing(actor_of(request), slug)
    form = OtherRecordForm(request.POST or None)
    if form.is_valid():
        return redirect("directory:organisation-merge", slug=kept.slug, other=form.cleaned_data["other"].slug)
    content = {"organisation": kept, "form": form, "likely": likely_duplicates(kept)}
    return render(request, "directory/merge_choose.html", content)


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, slug: str, other: str) -> HttpResponse:
    """Show both records side by side with what will move, or join them."""
    actor = actor_of(request)
    kept, gone = _standing(actor, slug), _standing(actor, other)
    records = OrganisationRecord.of(kept), OrganisationRecord.of(gone)
    form = MergeForm(request.POST if request.method == "POST" else None, differences=differences(*records))
    if saves(form, lambda: _joined(form, kept, gone, actor)):
        messages.success(request, _("The records are joined. The old address leads to this one."))
        return redirect("directory:organisation-edit", slug=kept.slug)
    content = {"kept": kept, "gone": gone, "form": form, "ties": tie_counts(gone), "days": UNDO_DAYS}
    return render(request, "directory/merge.html", content)


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, slug: str) -> HttpResponse:
    """Show with what a record was joined, when and by whom, or undo it."""
    actor = actor_of(request)
    found = _joining(actor, slug)
    form = PartForm(request.POST or None)
    stayed: list[StayedTies] = []
    if saves(form, lambda: stayed.extend(_parted(form, found, actor))):
        messages.success(request, _("The joining is undone: both records stand by themselves again."))
        for each in stayed:
            messages.warning(request, _left_words(each))
        return redirect("directory:organisation-edit", slug=slug)
    content = {
        "joining": found,
        "form": form,
        "until": found.merged_at + timedelta(days=UNDO_DAYS),
        "is_open": clock.now() <= found.merged_at + timedelta(days=UNDO_DAYS),
        "history": history_of(found.gone, audiences=list(Audience)),
    }
    return render(request, "directory/merge_part.html", content)


def _standing(actor: Actor, slug: str) -> Organisation:
    """Return a record that this officer may join with another; one that has been joined is there no more."""
    found: Organisation = get_object_or_404(
        standing_organisations().select_related("municipality").prefetch_related("spheres", "works_in"),
        slug=slug,
    )
    demand(actor, RULE, found)
    return found


def _joining(actor: Actor, slug: str) -> Merge:
    gone: Organisation = get_object_or_404(organisations_visible_to(actor), slug=slug)
    demand(actor, RULE, gone)
    found = standing_merge_of(gone)
    if found is None:
        raise Http404
    return found


def _joined(form: MergeForm, kept: Organisation, gone: Organisation, actor: Actor) -> Merge:
    return services.merge_organisations(kept=kept, gone=gone, choices=form.choices(), actor=actor)


def _parted(form: PartForm, joining: Merge, actor: Actor) -> list[StayedTies]:
    return services.part_organisations(merge=joining, reason=form.cleaned_data["reason"], actor=actor)


def _left_words(stayed: StayedTies) -> str:
    words = _("Changed since, so left where it is – %(label)s: %(titles)s.")
    return words % {"label": _(stayed.label), "titles": ", ".join(stayed.titles)}
