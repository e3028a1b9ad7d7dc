"""What an office sets: the topics of questions, and within how many working days it answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.directory.models import Authority
from kuznia.inquiries import holding
from kuznia.inquiries.models import MOST_DAYS, AnswerTerm, Topic
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, ForAuthority, demand
from kuznia.lib.races import tried_again

STEP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEntry:
    """A topic as typed."""

    name: str
    name_en: str = ""
    is_offered: bool = True


@tried_again
@transaction.atomic
def add_topic(*, entry: TopicEntry, actor: Actor) -> Topic:
    """The form offers one more topic, after the others."""
    demand(actor, "inquiries.keep_topics")
    holding.lock_topics()
    _demand_new(entry.name)
    last = Topic.objects.aggregate(last=Max("position"))["last"] or 0
    topic = Topic.objects.create(
        name=entry.name, name_en=entry.name_en, is_offered=entry.is_offered, position=last + STEP
    )
    record(subject=topic, actor=actor, sentence=gettext_noop("The topic was added."))
    return topic


@tried_again
@transaction.atomic
def change_topic(*, topic: Topic, entry: TopicEntry, actor: Actor) -> Topic:
    """Rename the topic, or stop offering it; questions asked under it keep it."""
    demand(actor, "inquiries.keep_topics")
    holding.lock_topics()
    topic = Topic.objects.get(pk=topic.pk)
    _demand_new(entry.name, but=topic)
    if topic.is_offered and not entry.is_offered and Topic.objects.filter(is_offered=True).count() == 1:
        raise Refused(_("At least one topic must be offered."), field="is_offered")
    topic.name, topic.name_en, topic.is_offered = entry.name, entry.name_en, entry.is_offered
    topic.save(update_fields=["name", "name_en", "is_offered"])
    record(subject=topic, actor=actor, sentence=gettext_noop("The topic was changed."))
    return topic


@tried_again
@transaction.atomic
def set_answer_term(*, working_days: int, actor: Actor) -> AnswerTerm:
    """The administrator's own office promises to answer within so many working days; what was promised stays."""
    demand(actor, "inquiries.keep_term")
    if not isinstance(actor, ForAuthority) or not 1 <= working_days <= MOST_DAYS:
        raise Refused(
            _("Give a number of days from 1 to %(most)d.") % {"most": MOST_DAYS}, field="working_days"
        )
    authority = Authority.objects.select_for_update(no_key=True).get(pk=actor.authority_id)
    term, _is_new = AnswerTerm.objects.update_or_create(
        authority=authority, defaults={"working_days": working_days}
    )
    record(
        subject=authority,
        actor=actor,
        sentence=gettext_noop("Questions are answered within %(days)s working days."),
        params={"days": working_days},
    )
    return term


def _demand_new(name: str, *, but: Topic | None = None) -> None:
    others = Topic.objects.exclude(pk=but.pk) if but else Topic.objects.all()
    if others.filter(name__iexact=name).exists():
        raise Refused(_("There is a topic of this name already."), field="name")
