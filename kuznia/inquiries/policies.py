"""Who may do what with questions to the office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.queries import link_to
from kuznia.lib.policy import (
    Actor,
    LinkHolder,
    declare_rule,
    is_administrator,
    is_county_administrator,
    is_officer,
    is_officer_of,
    is_system,
    person_id_of,
)


def _may_ask(actor: Actor, authority: object) -> bool:
    return not isinstance(actor, LinkHolder) and not is_system(actor)


def _may_answer(actor: Actor, inquiry: object) -> bool:
    return (
        isinstance(inquiry, Inquiry)
        and inquiry.forgotten_at is None
        and is_officer_of(actor, inquiry.authority_id)
    )


def _may_follow_up(actor: Actor, inquiry: object) -> bool:
    if not isinstance(inquiry, Inquiry) or inquiry.forgotten_at is not None:
        return False
    if isinstance(actor, LinkHolder):
        return actor.opens == link_to(inquiry)
    return person_id_of(actor) == inquiry.person_id


def _may_see(actor: Actor, inquiry: object) -> bool:
    return _may_answer(actor, inquiry) or _may_follow_up(actor, inquiry)


def _may_enter_desk(actor: Actor, subject: object) -> bool:
    return is_officer(actor)


def _may_keep_term(actor: Actor, subject: object) -> bool:
    return is_administrator(actor)


def _may_keep_topics(actor: Actor, subject: object) -> bool:
    return is_county_administrator(actor)


def _is_the_house(actor: Actor, inquiry: object) -> bool:
    return is_system(actor)


declare_rule("inquiries.ask", _may_ask, _("The house itself asks nothing."))
declare_rule(
    "inquiries.answer", _may_answer, _("Only the officers of the office that was asked answer this question.")
)
declare_rule(
    "inquiries.follow_up",
    _may_follow_up,
    _("Only the person who asked may write here or close the question."),
)
declare_rule("inquiries.see", _may_see, _("Only the person who asked and the office may see that."))
declare_rule(
    "inquiries.enter_desk", _may_enter_desk, _("Questions to the office are for its officers to read.")
)
declare_rule(
    "inquiries.keep_term", _may_keep_term, _("Only an administrator says how soon her office answers.")
)
declare_rule(
    "inquiries.keep_topics",
    _may_keep_topics,
    _("Only an administrator of the county office keeps the list of topics."),
)
declare_rule(
    "inquiries.pass_on",
    _is_the_house,
    _("The questions of an office in which nobody works are passed on by the house itself."),
)
declare_rule("inquiries.forget", _is_the_house, _("Questions are forgotten by the house itself."))
