"""Pages on which an organisation says what it looks for and offers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kuznia.directory import services
from kuznia.directory.forms.keeping import ExchangeForm
from kuznia.directory.models import Exchange
from kuznia.directory.queries import live_exchanges, past_exchanges
from kuznia.directory.views.doors import saves
from kuznia.directory.views.keeping import WRITE, Kept, keeping

FIELDS = tuple(ExchangeForm.base_fields)


@keeping(*WRITE)
def listed(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Show what the organisation looks for and offers, and what it did before, or add one more thing."""
    form = ExchangeForm(request.POST or None)
    if saves(
        form,
        lambda: services.add_exchange(organisation=kept.organisation, entry=form.entry(), actor=kept.actor),
    ):
        messages.success(request, _("It stands on the page now."))
        return redirect("directory:exchanges", slug=kept.organisation.slug)
    live = live_exchanges().filter(organisation=kept.organisation).order_by("side", "-pk")
    content = kept.page("exchanges", form=form, live=live, past=past_exchanges(kept.organisation))
    return render(request, "directory/kept_exchanges.html", content)


@keeping(*WRITE)
def edit(request: HttpRequest, kept: Kept, number: int) -> HttpResponse:
    """Show one thing in its form, or keep what was changed."""
    found = _exchange(kept, number)
    initial = {name: getattr(found, name) for name in FIELDS}
    form = ExchangeForm(request.POST or None, initial=initial)
    if saves(form, lambda: services.change_exchange(exchange=found, entry=form.entry(), actor=kept.actor)):
        messages.success(request, _("The changes were saved."))
        return redirect("directory:exchanges", slug=kept.organisation.slug)
    return render(request, "directory/kept_exchange.html", kept.page("exchanges", form=form, exchange=found))


@keeping("POST")
def end(request: HttpRequest, kept: Kept, number: int) -> HttpResponse:
    """Take one thing off the page."""
    services.end_exchange(exchange=_exchange(kept, number), actor=kept.actor)
    messages.success(request, _("It no longer stands on the page."))
    return redirect("directory:exchanges", slug=kept.organisation.slug)


def _exchange(kept: Kept, number: int) -> Exchange:
    found: Exchange = get_object_or_404(kept.organisation.exchanges, pk=number)
    return found
