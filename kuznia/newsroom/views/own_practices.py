"""The pages on which an organisation's own people propose good practices and follow what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.models import Organisation
from kuznia.directory.queries import own_pages
from kuznia.directory.queries.organisations import organisations_of_person, organisations_represented_by
from kuznia.directory.queries.own_pages import OwnPage
from kuznia.files.intake import received
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.newsroom import services
from kuznia.newsroom.forms.practices import PracticeForm
from kuznia.newsroom.models import Practice
from kuznia.newsroom.policies import PROPOSE_PRACTICE
from kuznia.newsroom.queries import picture_of, practices_of
from kuznia.newsroom.services import Picture
from kuznia.newsroom.states import CHANGEABLE, WITHDRAWABLE, PracticeState
from kuznia.ui.forms import saves

View = Callable[..., HttpResponse]
READ = ("GET", "HEAD")
TAB = "newsroom:own-practices"


def own_page(*methods: str) -> Callable[[View], View]:
    """Open the page to a representative who may edit; who acts in another role just now is asked to choose."""

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, slug: str, **rest: Any) -> HttpResponse:
            actor = actor_of(request)
            found = organisations_represented_by(actor).filter(slug=slug).first()
            if found is None:
                return _asked_to_choose(request, actor, slug)
            demand(actor, PROPOSE_PRACTICE, found)
            return view(request, found, **rest)

        guarded: View = login_required(require_http_methods(list(methods))(never_cache(opened)))
        return guarded

    return decorate


@own_page(*READ)
def own_practices(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Show every card of the organisation with its state."""
    content = {
        "organisation": organisation,
        "more_pages": _tabs(organisation),
        "practices": practices_of(organisation),
    }
    return render(request, "newsroom/own_practices.html", content)


@own_page(*READ, "POST")
def propose(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Show the empty card, or put a filled-in one before the editors."""
    form = PracticeForm(*_sent(request), initial={"sphere": organisation.spheres.first()})
    if saves(form, lambda: _proposed(form, organisation, actor_of(request))):
        messages.success(request, _("Thank you. An editor reads the card and you get the answer by e-mail."))
        return redirect(TAB, slug=organisation.slug)
    content = {"organisation": organisation, "form": form}
    return render(request, "newsroom/practice_propose.html", content)


@own_page(*READ, "POST")
def own_practice(request: HttpRequest, organisation: Organisation, number: int) -> HttpResponse:
    """Show one card with what was decided, in its form as long as it may be changed; or keep what was changed."""
    found = _own(organisation, number)
    form = PracticeForm(*_sent(request), initial=_initial_of(found))
    if saves(form, lambda: _changed(form, found, actor_of(request))):
        messages.success(
            request, _("The changes were saved. An editor reads the card and you get the answer.")
        )
        return redirect("newsroom:own-practice", slug=organisation.slug, number=number)
    content = {
        "organisation": organisation,
        "more_pages": _tabs(organisation),
        "practice": found,
        "picture": picture_of(found),
        "form": form,
        "may_change": found.state in CHANGEABLE,
        "may_withdraw": found.state in WITHDRAWABLE,
        "history": history_of(found, audiences=list(Audience)),
    }
    return render(request, "newsroom/own_practice.html", content)


@own_page("POST")
def withdraw(request: HttpRequest, organisation: Organisation, number: int) -> HttpResponse:
    """Take the card back; a second click changes nothing."""
    found = _own(organisation, number)
    if found.state != PracticeState.WITHDRAWN:
        services.withdraw_practice(practice=found, actor=actor_of(request))
    messages.success(request, _("The card is withdrawn. Nobody else reads it any more."))
    return redirect(TAB, slug=organisation.slug)


def _tabs(organisation: Organisation) -> list[OwnPage]:
    return own_pages(organisation.slug, current=TAB)


def _own(organisation: Organisation, number: int) -> Practice:
    return get_object_or_404(practices_of(organisation), pk=number)


def _asked_to_choose(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Ask a representative who acts in another role just now to choose; hide the page from others."""
    if not organisations_of_person(person_id_of(actor) or 0).filter(slug=slug).exists():
        raise Http404
    return HttpResponseRedirect(f"{reverse('directory:act-as')}?{urlencode({'next': request.path})}")


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _picture(form: PracticeForm) -> Picture | None:
    """Take the picture in, before any row is locked."""
    upload = form.cleaned_data["file"]
    return Picture(upload=received(upload), alt=form.cleaned_data["alt"]) if upload else None


def _proposed(form: PracticeForm, organisation: Organisation, actor: Actor) -> Practice:
    return services.propose_practice(
        organisation=organisation,
        entry=form.entry(),
        form_key=form.key_for(organisation),
        picture=_picture(form),
        actor=actor,
    )


def _changed(form: PracticeForm, found: Practice, actor: Actor) -> Practice:
    return services.change_practice(practice=found, entry=form.entry(), picture=_picture(form), actor=actor)


def _initial_of(found: Practice) -> dict[str, Any]:
    names = (
        "title",
        "problem",
        "deed",
        "cost_note",
        "result",
        "contact_name",
        "contact_email",
        "contact_phone",
    )
    cost = found.cost_printed.removesuffix("zł").strip()
    return {**{name: getattr(found, name) for name in names}, "sphere": found.sphere.code, "cost": cost}
