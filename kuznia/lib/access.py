"""What each role gets at each address: every app with addresses declares it, and one test holds it.

`kuznia/<app>/access.py` has `ACCESS: dict[str, Access]`, keyed by the full url name ("events:event-cancel").
The test in tests/permissions walks the resolver, fails on an address without an entry and on an entry without
an address, and asks every address as every role.

An address with parameters names its object: `target="draft_event"`. The test's table of targets knows how to
make that object and which keyword arguments the address takes for it.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, Self

Method = Literal["GET", "POST"]


class Role(StrEnum):
    """Who asks; a representative acts for her organisation, the last three for the county."""

    VISITOR = "visitor"
    RESIDENT = "resident"
    REPRESENTATIVE = "representative"
    OFFICER = "officer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class Outcome(StrEnum):
    """What the role gets."""

    OK = "200"
    REDIRECT = "302"
    SIGN_IN = "302 to sign-in"
    FORBIDDEN = "403"
    HIDDEN = "404"
    METHOD = "405"
    GONE = "410"


@dataclass(frozen=True, kw_only=True)
class Access:
    """The outcome of one address for each role."""

    visitor: Outcome
    resident: Outcome
    representative: Outcome
    officer: Outcome
    editor: Outcome
    administrator: Outcome
    target: str = ""
    method: Method = "GET"

    @classmethod
    def everyone(cls, outcome: Outcome, *, target: str = "", method: Method = "GET") -> Self:
        """Return an access that is the same for every role."""
        return cls(
            visitor=outcome,
            resident=outcome,
            representative=outcome,
            officer=outcome,
            editor=outcome,
            administrator=outcome,
            target=target,
            method=method,
        )

    @classmethod
    def signed_in(cls, outcome: Outcome, *, target: str = "", method: Method = "GET") -> Self:
        """Return an access that sends a visitor to sign in and is the same for every other role."""
        return replace(cls.everyone(outcome, target=target, method=method), visitor=Outcome.SIGN_IN)

    @classmethod
    def officers(cls, outcome: Outcome, *, target: str = "", method: Method = "GET") -> Self:
        """Return an access for officers and administrators; a visitor is sent to sign in, the others are refused."""
        refused = cls.signed_in(Outcome.FORBIDDEN, target=target, method=method)
        return replace(refused, officer=outcome, administrator=outcome)

    @classmethod
    def administrators(cls, outcome: Outcome, *, target: str = "", method: Method = "GET") -> Self:
        """Return an access for administrators; a visitor is sent to sign in, the others are refused."""
        return replace(cls.signed_in(Outcome.FORBIDDEN, target=target, method=method), administrator=outcome)

    def outcome_for(self, role: Role) -> Outcome:
        """Return what the role gets."""
        outcomes = {
            Role.VISITOR: self.visitor,
            Role.RESIDENT: self.resident,
            Role.REPRESENTATIVE: self.representative,
            Role.OFFICER: self.officer,
            Role.EDITOR: self.editor,
            Role.ADMINISTRATOR: self.administrator,
        }
        return outcomes[role]
