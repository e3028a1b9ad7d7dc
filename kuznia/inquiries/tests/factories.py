"""The smallest valid questions, asked and answered by the services."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import uuid4

from kuznia.accounts.queries import current_notice
from kuznia.directory.models import Authority
from kuznia.directory.queries import county_authority
from kuznia.directory.tests.factories import make_county as set_up
from kuznia.directory.tests.factories import office_actor
from kuznia.inquiries.models import Inquiry, Topic
from kuznia.inquiries.services.answering import answer
from kuznia.inquiries.services.asking import InquiryEntry, ask
from kuznia.lib import clock
from kuznia.lib.policy import Actor, ForAuthority, Visitor

_numbers = count(1)


def make_office() -> Authority:
    """Return the county office, set up once."""
    return county_authority() or set_up()


def make_gmina_office() -> Authority:
    """Return the office of the first gmina of the county."""
    return Authority.objects.exclude(pk=make_office().pk).earliest("pk")


def make_officer(authority: Authority | None = None) -> ForAuthority:
    """Return an officer who acts for the county or another office."""
    return office_actor(authority or make_office())


def make_entry(**fields: Any) -> InquiryEntry:
    """Return a filled-in question to the county."""
    values: dict[str, Any] = {
        "authority": make_office(),
        "topic": Topic.objects.earliest("position"),
        "question": "Czy na konferencję można zabrać dziecko?",
        "name": "Ewa Iskra",
        "email": f"ewa{next(_numbers)}@example.org",
        "notice": current_notice("inquiries.inquiry"),
        "language": "pl",
        "form_key": uuid4(),
    }
    return InquiryEntry(**values | fields)


def make_inquiry(*, actor: Actor | None = None, **fields: Any) -> Inquiry:
    """Return a question that a visitor has just put before the county."""
    return ask(entry=make_entry(**fields), actor=actor or Visitor(), arrived_at=clock.now())


def make_answered(officer: ForAuthority | None = None, **fields: Any) -> Inquiry:
    """Return a question with its answer."""
    inquiry = make_inquiry(**fields)
    return answer(
        inquiry=inquiry,
        body="Tak, zapraszamy.",
        form_key=uuid4(),
        actor=officer or make_officer(inquiry.authority),
    )
