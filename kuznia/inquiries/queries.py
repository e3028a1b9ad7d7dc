"""Reads of questions to offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When

from kuznia.directory.models import Authority, Post
from kuznia.directory.queries.authorities import TODAY, stand_ins_not_over
from kuznia.directory.states import AuthorityKind, PostRole
from kuznia.inquiries.models import AnswerTerm, Inquiry, Reply, Topic
from kuznia.inquiries.states import OPEN, SHOWN_TO_ASKER, InquiryState
from kuznia.lib.deadlines import months_after, warsaw
from kuznia.lib.policy import Actor, ForAuthority, LinkHolder, is_officer, person_id_of

USUAL_DAYS = 5
KEPT_MONTHS = 12
ANSWERING_ROLES = (PostRole.OFFICER, PostRole.ADMINISTRATOR)
_WITH = ("authority", "topic", "person", "organisation", "holder")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilters:
    """What an officer asked of the queue; empty fields ask for nothing."""

    state: str = ""
    topic: str = ""
    holder: str = ""


def link_to(inquiry: Inquiry) -> str:
    """Return what a link to this question is said to open."""
    return f"inquiries.inquiry:{inquiry.pk}"


def inquiries_visible_to(actor: Actor) -> QuerySet[Inquiry]:
    """Return the questions that `actor` may see: her own, those to her office, the one a link opens."""
    kept = Inquiry.objects.filter(forgotten_at__isnull=True)
    if isinstance(actor, LinkHolder):
        label, _, number = actor.opens.partition(":")
        is_ours = label == "inquiries.inquiry" and number.isdecimal()
        return kept.filter(pk=int(number) if is_ours else 0)
    person_id = person_id_of(actor)
    seen = Q(person_id=person_id) if person_id else Q(pk__in=[])
    if isinstance(actor, ForAuthority) and is_officer(actor):
        seen |= Q(authority_id=actor.authority_id)
    return kept.filter(seen)


def inquiry_with_code(code: str) -> Inquiry | None:
    """Return the question of that code; whoever asks must still show that it is hers."""
    return Inquiry.objects.filter(code=code, forgotten_at__isnull=True).select_related(*_WITH).first()


def replies_of(inquiry: Inquiry, *, for_asker: bool) -> list[Reply]:
    """Return what was written under the question, without the office's notes for whoever asks."""
    found = Reply.objects.filter(inquiry=inquiry).select_related("written_by", "authority")
    return list(found.filter(kind__in=SHOWN_TO_ASKER) if for_asker else found)


def own_inquiries(person_id: int) -> QuerySet[Inquiry]:
    """Return the questions that the person asked, the newest first."""
    asked = Inquiry.objects.filter(person_id=person_id, forgotten_at__isnull=True)
    return asked.select_related("topic", "authority").order_by("-id")


def inquiries_to(actor: Actor) -> QuerySet[Inquiry]:
    """Return the questions to the officer's own office."""
    if not (isinstance(actor, ForAuthority) and is_officer(actor)):
        return Inquiry.objects.none()
    kept = Inquiry.objects.filter(authority_id=actor.authority_id, forgotten_at__isnull=True)
    return kept.select_related(*_WITH)


def queue(actor: Actor, filters: QueueFilters, today: date) -> QuerySet[Inquiry]:
    """Return the questions that the officer asked for: what waits by its day, then the rest, the newest first."""
    found = inquiries_to(actor)
    if filters.state in InquiryState.values:
        found = found.filter(state=filters.state)
    elif filters.state != "all":
        found = found.filter(state__in=OPEN)
    if filters.topic.isdecimal():
        found = found.filter(topic_id=int(filters.topic[:9]))
    if filters.holder == "me":
        found = found.filter(holder_id=person_id_of(actor))
    if filters.holder == "nobody":
        found = found.filter(holder__isnull=True)
    waits = [Case(When(state__in=OPEN, then=F(name))).asc(nulls_last=True) for name in ("due_on", "id")]
    return marked_late(found, today).order_by(*waits, "-id")


def marked_late(found: QuerySet[Inquiry], today: date) -> QuerySet[Inquiry]:
    """Return the same questions, each with `is_late`: still open after the day that was promised."""
    late = When(state__in=OPEN, due_on__lt=today, then=Value(value=True))
    return found.annotate(is_late=Case(late, default=Value(value=False), output_field=BooleanField()))


def inquiries_waiting_for(actor: Actor, today: date) -> QuerySet[Inquiry]:
    """Return what the officer is to do: what nobody in the office has, what she has, and what is late with anybody."""
    nobodys = Q(holder__isnull=True) | ~_is_held_by_a_colleague()
    hers = nobodys | Q(holder_id=person_id_of(actor)) | Q(due_on__lt=today)
    found = inquiries_to(actor).filter(hers, state__in=OPEN)
    return marked_late(found, today).order_by("due_on", "id")


def _is_held_by_a_colleague() -> Q:
    """Say whether the holder still works in the office: a further question comes back to whoever answered once."""
    held = Post.objects.filter(
        until_at__isnull=True, role__in=ANSWERING_ROLES, authority=OuterRef("authority")
    )
    standing_in = stand_ins_not_over().filter(person=OuterRef("holder"), since_on__lte=TODAY).order_by()
    return Q(Exists(held.filter(person=OuterRef("holder")))) | Q(
        Exists(
            standing_in.filter(
                post__authority=OuterRef("authority"),
                post__until_at__isnull=True,
                post__role__in=ANSWERING_ROLES,
            )
        )
    )


def offered_topics() -> QuerySet[Topic]:
    """Return the topics that the form offers, in their order."""
    return Topic.objects.filter(is_offered=True)


def topics() -> QuerySet[Topic]:
    """Return every topic, those no longer offered last."""
    return Topic.objects.order_by("-is_offered", "position", "id")


def offices_that_answer() -> QuerySet[Authority]:
    """Return the county office, and each gmina office in which somebody works on this site."""
    works = Post.objects.filter(authority=OuterRef("pk"), until_at__isnull=True, role__in=ANSWERING_ROLES)
    answering = Q(kind=AuthorityKind.COUNTY) | Exists(works)
    return Authority.objects.filter(answering).order_by("teryt")


def abandoned_inquiries() -> QuerySet[Inquiry]:
    """Return the questions that wait in an office in which nobody works on this site any more, the oldest first."""
    waiting = Inquiry.objects.filter(state__in=OPEN, forgotten_at__isnull=True)
    return waiting.exclude(authority__in=offices_that_answer()).order_by("id")


def working_days_of(authority_id: int) -> int:
    """Return within how many working days the office promises to answer."""
    days = AnswerTerm.objects.filter(authority_id=authority_id).values_list("working_days", flat=True).first()
    return days or USUAL_DAYS


def kept_to(inquiry: Inquiry) -> date:
    """Return the last day on which the question is kept, once it is answered or closed."""
    return months_after(warsaw(inquiry.moved_at).date(), KEPT_MONTHS)


def due_for_forgetting(at: datetime) -> list[Inquiry]:
    """Return the questions that are settled and whose time of keeping has passed, the oldest first."""
    settled = Inquiry.objects.filter(forgotten_at__isnull=True, moved_at__lt=at).exclude(state__in=OPEN)
    today = warsaw(at).date()
    return [inquiry for inquiry in settled.order_by("moved_at", "id") if kept_to(inquiry) < today]


def with_answers(found: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    """Return the same questions with everything written under them in `written`."""
    return found.prefetch_related(Prefetch("replies", Reply.objects.order_by("id"), to_attr="written"))
