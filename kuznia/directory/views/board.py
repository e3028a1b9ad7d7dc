"""Pages on which the board of an organisation is kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kuznia.directory import services
from kuznia.directory.forms.keeping import BoardEndForm, BoardMemberForm
from kuznia.directory.models import BoardMember
from kuznia.directory.queries import former_board, serving_board
from kuznia.directory.views.doors import saves
from kuznia.directory.views.keeping import WRITE, Kept, keeping
from kuznia.lib import clock

FIELDS = tuple(BoardMemberForm.base_fields)


@keeping(*WRITE)
def listed(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Show who sits in the board and who did before, or enter one more person."""
    form = BoardMemberForm(request.POST or None)
    if saves(
        form,
        lambda: services.add_board_member(
            organisation=kept.organisation, entry=form.entry(), actor=kept.actor
        ),
    ):
        messages.success(request, _("The person stands in the board now."))
        return redirect("directory:board", slug=kept.organisation.slug)
    content = kept.page(
        "board",
        form=form,
        serving=serving_board(kept.organisation),
        former=former_board(kept.organisation),
        today=clock.today(),
    )
    return render(request, "directory/kept_board.html", content)


@keeping(*WRITE)
def member(request: HttpRequest, kept: Kept, number: int) -> HttpResponse:
    """Show one person of the board in her form, or keep what was changed."""
    found = _member(kept, number)
    form = BoardMemberForm(request.POST or None, initial={name: getattr(found, name) for name in FIELDS})
    if saves(form, lambda: services.change_board_member(member=found, entry=form.entry(), actor=kept.actor)):
        messages.success(request, _("The changes were saved."))
        return redirect("directory:board", slug=kept.organisation.slug)
    return render(request, "directory/kept_board_member.html", kept.page("board", form=form, member=found))


@keeping(*WRITE)
def member_end(request: HttpRequest, kept: Kept, number: int) -> HttpResponse:
    """Ask on which day somebody's function ended, or end it."""
    found = _member(kept, number)
    form = BoardEndForm(
        request.POST if request.method == "POST" else None, initial={"ended_on": clock.today()}
    )
    if saves(
        form,
        lambda: services.end_board_member(
            member=found, ended_on=form.cleaned_data["ended_on"], actor=kept.actor
        ),
    ):
        messages.success(request, _("The person stands among the former members of the board now."))
        return redirect("directory:board", slug=kept.organisation.slug)
    return render(request, "directory/kept_board_end.html", kept.page("board", form=form, member=found))


def _member(kept: Kept, number: int) -> BoardMember:
    found: BoardMember = get_object_or_404(kept.organisation.board, pk=number)
    return found
