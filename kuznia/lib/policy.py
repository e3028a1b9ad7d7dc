"""Who acts, and what they may do: predicates of `rules`, each with the sentence that refuses.

Every service demands, every page that shows a button decides; nothing is allowed unless a rule says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, TypeGuard

import rules
from django.utils.functional import Promise

from kuznia.lib.errors import Forbidden


class OfficeRole(StrEnum):
    """What a person does in a county or gmina office."""

    OFFICER = "officer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is not signed in."""


@dataclass(frozen=True, slots=True)
class AsSelf:
    """A signed-in person who acts in her own name."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ForOrganisation:
    """A person who acts for an organisation, with the rights that the organisation gave."""

    person_id: int
    name: str
    organisation_id: int
    organisation_name: str
    may_sign: bool = False
    may_edit: bool = False
    may_report: bool = False


@dataclass(frozen=True, slots=True)
class ForAuthority:
    """A person who acts for the county or a gmina office; `municipality_id` is a gmina's, the county's has none."""

    person_id: int
    name: str
    authority_id: int
    authority_name: str
    role: OfficeRole = OfficeRole.OFFICER
    municipality_id: int | None = None
    # The role is a colleague's, and hers for some days only.
    stands_in: bool = False


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Whoever holds a link sent by e-mail; `opens` names what it opens, such as "events.registration:12"."""

    opens: str


@dataclass(frozen=True, slots=True)
class System:
    """The house itself, named by the job that acts."""

    job: str


Actor: TypeAlias = Visitor | AsSelf | ForOrganisation | ForAuthority | LinkHolder | System
Predicate: TypeAlias = Callable[[Actor, object], bool]


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an act is allowed and, where it is not, why."""

    allowed: bool
    reason: str = ""


_refusals: dict[str, str | Promise] = {}


def declare_rule(name: str, predicate: Predicate, refusal: str | Promise) -> None:
    """From now on `name` is decided by `predicate`; whoever it refuses reads `refusal`."""
    rules.add_perm(name, rules.predicate(predicate))
    _refusals[name] = refusal


def declared_rules() -> dict[str, str | Promise]:
    """Return every declared rule with its refusal, in the order of declaration."""
    return dict(_refusals)


def decide(actor: Actor, rule: str, subject: object = None) -> Decision:
    """Say whether `actor` may do `rule` to `subject`; a rule nobody declared is a programming error."""
    if not rules.perm_exists(rule):
        raise LookupError(f"No rule is called {rule}.")
    if rules.has_perm(rule, actor, subject):
        return Decision(allowed=True)
    return Decision(allowed=False, reason=str(_refusals[rule]))


def demand(actor: Actor, rule: str, subject: object = None) -> None:
    """Raise Forbidden with the rule's sentence unless `actor` may do `rule` to `subject`."""
    decision = decide(actor, rule, subject)
    if not decision.allowed:
        raise Forbidden(decision.reason)


def person_id_of(actor: Actor) -> int | None:
    """Return the id of the person who acts, if a person does."""
    return getattr(actor, "person_id", None)


def is_officer(actor: Actor) -> bool:
    """True for a person who acts for an authority as its officer or administrator."""
    return isinstance(actor, ForAuthority) and actor.role in {OfficeRole.OFFICER, OfficeRole.ADMINISTRATOR}


def is_officer_of(actor: Actor, authority_id: int) -> bool:
    """True for an officer or administrator of this very authority."""
    return isinstance(actor, ForAuthority) and is_officer(actor) and actor.authority_id == authority_id


def is_administrator(actor: Actor) -> bool:
    """True for a person who acts as an authority's administrator."""
    return isinstance(actor, ForAuthority) and actor.role is OfficeRole.ADMINISTRATOR


def acts_for_county(actor: Actor) -> TypeGuard[ForAuthority]:
    """True for a person who acts for the county's own office, which covers every gmina; a city with county rights has
    no other."""
    return isinstance(actor, ForAuthority) and actor.municipality_id is None


def is_county_administrator(actor: Actor) -> bool:
    """True for a person who acts as an administrator of the county's own office."""
    return acts_for_county(actor) and is_administrator(actor)


def is_editor(actor: Actor) -> bool:
    """True for a person who may write the county's news: an editor or administrator of its own office."""
    return acts_for_county(actor) and actor.role in {OfficeRole.EDITOR, OfficeRole.ADMINISTRATOR}


def is_system(actor: Actor) -> bool:
    """True for the house's own jobs."""
    return isinstance(actor, System)
