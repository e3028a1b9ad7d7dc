"""The waiting list in plain Python: what the services must do, told without a database."""

from __future__ import annotations

from dataclasses import dataclass, field

HELD_FOR, ANSWER_IN = 24 * 60, 12 * 60
SEATED = ("held", "confirmed")


@dataclass
class Guest:
    """One sign-up: its state, when it came, where it sits or wants to sit, and for what it waits."""

    state: str
    came: int
    session: int
    until: int = 0
    wish: int | None = None
    wished: int = 0
    wish_until: int | None = None

    @property
    def seen(self) -> tuple[str, int, int | None, bool]:
        """What a test compares with the record."""
        return self.state, self.session, self.wish, self.wish_until is not None


@dataclass
class Model:
    """An event with a limit and two workshops side by side; time is counted in minutes."""

    capacity: int
    limits: dict[int, int]
    guests: list[Guest] = field(default_factory=list)
    offers: int = 0

    def taken(self) -> int:
        return sum(guest.state in SEATED for guest in self.guests)

    def taken_in(self, session: int) -> int:
        seated = [guest for guest in self.guests if guest.state in SEATED]
        sitting = sum(guest.session == session for guest in seated)
        return sitting + sum(guest.wish == session and guest.wish_until is not None for guest in seated)

    def has_seat(self, session: int) -> bool:
        return self.taken() < self.capacity and self.has_place(session)

    def has_place(self, session: int) -> bool:
        return self.taken_in(session) < self.limits[session]

    def arrive(self, session: int, now: int, *, waits: bool) -> bool:
        if self.has_seat(session):
            self.guests.append(Guest("held", now, session, until=now + HELD_FOR))
        elif waits:
            self.guests.append(Guest("waiting", now, session))
        else:
            return False
        return True

    def cancel(self, guest: Guest, now: int) -> None:
        self._end(guest, "cancelled")
        self.hand_on(now)

    def confirm(self, guest: Guest) -> None:
        guest.state = "confirmed"

    def wish(self, guest: Guest, session: int, now: int) -> None:
        if guest.session == session or guest.wish == session:
            if guest.wish == session and guest.wish_until is not None:
                self.take(guest, now)
            return
        if self.has_place(session):
            guest.session = session
        else:
            guest.wish, guest.wished, guest.wish_until = session, now, None
        self.hand_on(now)

    def take(self, guest: Guest, now: int) -> None:
        assert guest.wish is not None
        guest.session, guest.wish, guest.wish_until = guest.wish, None, None
        self.hand_on(now)

    def leave(self, guest: Guest, now: int) -> None:
        guest.wish, guest.wish_until = None, None
        self.hand_on(now)

    def let_pass(self, now: int) -> None:
        for guest in self.guests:
            if guest.state == "held" and guest.until < now:
                self._end(guest, "expired")
            elif guest.wish_until is not None and guest.wish_until < now:
                guest.wish, guest.wish_until = None, None
        self.hand_on(now)

    def hand_on(self, now: int) -> None:
        waiting = [(guest.came, guest) for guest in self.guests if guest.state == "waiting"]
        wishing = [
            (guest.wished, guest)
            for guest in self.guests
            if guest.state in SEATED and guest.wish is not None and guest.wish_until is None
        ]
        for _came, guest in sorted([*waiting, *wishing], key=lambda pair: pair[0]):
            self._offer(guest, now)

    def _offer(self, guest: Guest, now: int) -> None:
        if guest.state == "waiting" and self.has_seat(guest.session):
            guest.state, guest.until = "held", now + ANSWER_IN
            self.offers += 1
        elif guest.wish is not None and self.has_place(guest.wish):
            guest.wish_until = now + ANSWER_IN
            self.offers += 1

    def _end(self, guest: Guest, state: str) -> None:
        guest.state, guest.wish, guest.wish_until = state, None, None
