"""Says what an organisation looks for and what it offers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory.changes import changed_fields
from kuznia.directory.models import Exchange, Organisation
from kuznia.directory.queries.exchanges import live_exchanges
from kuznia.directory.services.keeping import demand_kept
from kuznia.directory.states import PUBLIC_KIND, ExchangeKind, ExchangeSide
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor
from kuznia.search.services import note_change

MOST_LIVE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeEntry:
    """One thing looked for or offered, as typed."""

    side: ExchangeSide | str
    kind: ExchangeKind | str
    text: str
    text_en: str = ""
    detail: str = ""
    detail_en: str = ""
    until_on: date | None = None


@transaction.atomic
def add_exchange(*, organisation: Organisation, entry: ExchangeEntry, actor: Actor) -> Exchange:
    """The organisation's page says what it looks for or offers, until the day it named or until it is ended."""
    locked = demand_kept(organisation_id=organisation.pk, actor=actor)
    _demand_to_come(entry.until_on)
    if live_exchanges().filter(organisation=locked).count() >= MOST_LIVE:
        words = ngettext(
            "The page shows %(most)d thing at most. End one of them first.",
            "The page shows %(most)d things at most. End one of them first.",
            MOST_LIVE,
        )
        raise Refused(words % {"most": MOST_LIVE})
    exchange = Exchange.objects.create(organisation=locked, **asdict(entry))
    sentence = gettext_noop("The organisation looks for: “%(text)s”.")
    if exchange.side == ExchangeSide.OFFERS:
        sentence = gettext_noop("The organisation offers: “%(text)s”.")
    _make_known(exchange, sentence, actor)
    return exchange


@transaction.atomic
def change_exchange(*, exchange: Exchange, entry: ExchangeEntry, actor: Actor) -> Exchange:
    """The page says of this thing what `entry` says."""
    locked = _open(exchange, actor)
    if entry.until_on != locked.until_on:
        _demand_to_come(entry.until_on)
    if changed_fields(locked, asdict(entry)):
        locked.save()
        _make_known(locked, gettext_noop("What it looks for or offers was changed: “%(text)s”."), actor)
    return locked


@transaction.atomic
def end_exchange(*, exchange: Exchange, actor: Actor) -> Exchange:
    """The thing leaves the organisation's page; its own people still see it among what was."""
    locked = _open(exchange, actor)
    locked.ended_at = clock.now()
    locked.save(update_fields=["ended_at"])
    sentence = gettext_noop("The organisation no longer looks for: “%(text)s”.")
    if locked.side == ExchangeSide.OFFERS:
        sentence = gettext_noop("The organisation no longer offers: “%(text)s”.")
    _make_known(locked, sentence, actor)
    return locked


def _open(exchange: Exchange, actor: Actor) -> Exchange:
    """Return it under the lock of its organisation, unless somebody has ended it meanwhile."""
    demand_kept(organisation_id=exchange.organisation_id, actor=actor)
    locked = Exchange.objects.select_related("organisation").get(pk=exchange.pk)
    if locked.ended_at is not None:
        raise Refused(_("This was ended meanwhile. Add it anew if it is needed again."))
    return locked


def _demand_to_come(until_on: date | None) -> None:
    if until_on is not None and until_on < clock.today():
        raise Refused(_("This day has passed. Give a later one or leave the field empty."), field="until_on")


def _make_known(exchange: Exchange, sentence: str, actor: Actor) -> None:
    """Write it into the history, and let search look at the organisation anew."""
    note_change(kind=PUBLIC_KIND, keys=[exchange.organisation_id])
    record(
        subject=exchange.organisation,
        actor=actor,
        sentence=sentence,
        params={"text": exchange.text},
        audience=Audience.PARTIES,
    )
