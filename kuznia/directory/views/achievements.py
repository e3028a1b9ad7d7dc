"""Pages on which an organisation tells what it managed to do and shows its documents."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kuznia.directory import services
from kuznia.directory.forms.keeping import AchievementForm, PaperForm
from kuznia.directory.models import Achievement, Paper
from kuznia.directory.queries import achievements_of, papers_of
from kuznia.directory.services import Picture
from kuznia.directory.views.doors import saves
from kuznia.directory.views.keeping import WRITE, Kept, keeping
from kuznia.files.intake import received, received_document
from kuznia.files.queries import files_of


@keeping(*WRITE)
def achievements(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Show what the organisation managed to do, or add something."""
    form = AchievementForm(*_sent(request))
    if saves(
        form,
        lambda: services.add_achievement(
            organisation=kept.organisation, entry=form.entry(), picture=_picture(form), actor=kept.actor
        ),
    ):
        messages.success(request, _("It stands on the page now."))
        return redirect("directory:achievements", slug=kept.organisation.slug)
    content = kept.page("achievements", form=form, achievements=achievements_of(kept.organisation))
    return render(request, "directory/kept_achievements.html", content)


@keeping(*WRITE)
def achievement(request: HttpRequest, kept: Kept, number: int) -> HttpResponse:
    """Show one achievement in its form, or keep what was changed."""
    found = _achievement(kept, number)
    happened = found.on_day.isoformat() if found.on_day else str(found.year)
    initial = {"title": found.title, "happened": happened, "text": found.text}
    form = AchievementForm(*_sent(request), initial=initial)
    if saves(
        form,
        lambda: services.change_achievement(
            achievement=found, entry=form.entry(), picture=_picture(form), actor=kept.actor
        ),
    ):
        messages.success(request, _("The changes were saved."))
        return redirect("directory:achievements", slug=kept.organisation.slug)
    content = kept.page("achievements", form=form, achievement=found, picture=files_of(found).first())
    return render(request, "directory/kept_achievement.html", content)


@keeping(*WRITE)
def picture_remove(request: HttpRequest, kept: Kept, number: int) -> HttpResponse:
    """Ask whether the picture of an achievement shall be taken off, or take it off."""
    found = _achievement(kept, number)
    picture = get_object_or_404(files_of(found))
    if request.method == "POST":
        services.remove_picture(achievement=found, actor=kept.actor)
        messages.success(request, _("The picture was taken off."))
        return redirect("directory:achievement-edit", slug=kept.organisation.slug, number=number)
    content = kept.page("achievements", achievement=found, picture=picture)
    return render(request, "directory/kept_picture_remove.html", content)


@keeping(*WRITE)
def achievement_remove(request: HttpRequest, kept: Kept, number: int) -> HttpResponse:
    """Ask whether an achievement shall leave the page, or take it off."""
    found = _achievement(kept, number)
    if request.method == "POST":
        services.remove_achievement(achievement=found, actor=kept.actor)
        messages.success(request, _("It no longer stands on the page."))
        return redirect("directory:achievements", slug=kept.organisation.slug)
    content = kept.page("achievements", achievement=found, picture=files_of(found).first())
    return render(request, "directory/kept_achievement_remove.html", content)


@keeping(*WRITE)
def papers(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Show the documents of the organisation, or add one."""
    form = PaperForm(*_sent(request))
    if saves(form, lambda: _paper_added(form, kept)):
        messages.success(request, _("The document was added. Everybody may open it."))
        return redirect("directory:papers", slug=kept.organisation.slug)
    content = kept.page("papers", form=form, papers=papers_of(kept.organisation))
    return render(request, "directory/kept_papers.html", content)


@keeping(*WRITE)
def paper_remove(request: HttpRequest, kept: Kept, number: int) -> HttpResponse:
    """Ask whether a document shall leave the page, or take it off."""
    found: Paper = get_object_or_404(kept.organisation.papers, pk=number)
    if request.method == "POST":
        services.remove_paper(paper=found, actor=kept.actor)
        messages.success(request, _("The document was removed."))
        return redirect("directory:papers", slug=kept.organisation.slug)
    content = kept.page("papers", paper=found, file=files_of(found).first())
    return render(request, "directory/kept_paper_remove.html", content)


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """Return what was sent with its files, or nothing where the page is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _picture(form: AchievementForm) -> Picture | None:
    """Take the picture in, before any row is locked."""
    upload = form.cleaned_data["file"]
    return Picture(upload=received(upload), alt=form.cleaned_data["alt"]) if upload else None


def _paper_added(form: PaperForm, kept: Kept) -> Paper:
    typed = form.cleaned_data
    return services.add_paper(
        organisation=kept.organisation,
        kind=typed["kind"],
        title=typed["title"],
        upload=received_document(typed["file"]),
        actor=kept.actor,
    )


def _achievement(kept: Kept, number: int) -> Achievement:
    found: Achievement = get_object_or_404(kept.organisation.achievements, pk=number)
    return found
