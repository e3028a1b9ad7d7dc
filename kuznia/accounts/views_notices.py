"""Privacy notices: as everybody reads them, and the office's pages that publish the next version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kuznia.accounts import queries
from kuznia.accounts.forms_notices import NoticeForm
from kuznia.accounts.models import PrivacyNotice
from kuznia.accounts.services import publish_notice
from kuznia.lib.acting import actor_of
from kuznia.ui.doors import behind
from kuznia.ui.forms import saves

PUBLISH = "accounts.publish_notice"


def notice(request: HttpRequest, purpose: str, version: int) -> HttpResponse:
    """Show a privacy notice as it read in that version, and how it stands among the others."""
    versions = queries.versions_of(purpose)
    shown = next((each for each in versions if each.notice.version == version), None)
    if shown is None:
        raise Http404
    content = {
        "notice": shown.notice,
        "standing": shown.standing,
        "blocks": queries.blocks_of(shown.notice),
        "current": queries.current_notice(purpose),
        "versions": versions,
    }
    return render(request, "accounts/notice.html", content)


@behind(PUBLISH)
@require_safe
def desk_notices(request: HttpRequest) -> HttpResponse:
    """Show every kind of notice with its versions, and who published them."""
    return render(request, "accounts/desk_notices.html", {"kinds": queries.kinds_of_notices()})


@behind(PUBLISH)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_notice(request: HttpRequest, purpose: str) -> HttpResponse:
    """Show the form of the next version; a filled-in form is previewed, a previewed one published."""
    latest = queries.latest_notice(purpose)
    if latest is None:
        raise Http404
    form, step = NoticeForm(request.POST or None, latest=latest), request.POST.get("step", "")
    if step == "preview" and form.follows_latest():
        return _preview(request, latest, form)
    if step == "publish" and saves(form, lambda: _published(request, form)):
        messages.success(request, _("The new version is in force from now on."))
        return redirect("accounts:desk-notices")
    content = {"form": form, "latest": latest, "kind": queries.purpose_label(latest)}
    return render(request, "accounts/desk_notice.html", content)


def _preview(request: HttpRequest, latest: PrivacyNotice, form: NoticeForm) -> HttpResponse:
    texts = form.cleaned_data
    content: dict[str, Any] = {
        "form": form,
        "kind": queries.purpose_label(latest),
        "version": latest.version + 1,
        "panels": [
            (language, texts[f"title_{language}"], queries.blocks_in(texts[f"body_{language}"]))
            for language in ("pl", "en")
        ],
    }
    return render(request, "accounts/desk_notice_preview.html", content)


def _published(request: HttpRequest, form: NoticeForm) -> PrivacyNotice:
    return publish_notice(
        purpose=form.latest.purpose,
        after=form.after,
        titles=form.titles,
        bodies=form.bodies,
        actor=actor_of(request),
    )
