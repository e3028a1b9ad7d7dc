"""The waiting list in plain Python: what the services must do, told without a database."""

from __future__ import annotations

from dataclasses import dataclass, field

HELD_FOR, ANSWER_IN = 24 * 60, 12 * 60
SEATED = ("held", "confirmed")
QUEUED = ("waiting", "covered_waiting")
ENDED = ("cancelled", "expired")


@dataclass
class Guest:
    """One sign-up: its state, when it came, where it sits or wants to sit, and for what it waits.

    `person` is whose it is, `list` the delegation that names her; `until` is None once it is confirmed.
    """

    state: str
    came: int
    session: int
    person: int
    until: int | None = 0
    list: int | None = None
    was_offered: bool = False
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

    def is_live(self, person: int) -> bool:
        live = (*SEATED, "waiting")
        return any(guest.person == person and guest.state in live for guest in self.guests)

    def arrive(self, session: int, now: int, *, person: int, waits: bool) -> bool:
        if self.has_seat(session):
            self.guests.append(Guest("held", now, session, person, until=now + HELD_FOR))
        elif waits:
            self.guests.append(Guest("waiting", now, session, person))
        else:
            return False
        return True

    def arrive_together(
        self, people: list[tuple[int, int]], now: int, *, number: int, waits: bool
    ) -> list[Guest]:
        """Take in a list of people with their sessions; whoever has a sign-up of her own takes nothing."""
        taken = fitting = 0
        taken_in = dict.fromkeys(self.limits, 0)
        come = []
        for person, session in people:
            has_place = self.taken_in(session) + taken_in[session] < self.limits[session]
            fits = has_place and self.taken() + taken < self.capacity
            if fits:
                taken, fitting = taken + 1, fitting + 1
                taken_in[session] += 1
            if fits or waits:
                state = "held" if fits else "waiting"
                if self.is_live(person):
                    state = "covered" if fits else "covered_waiting"
                come.append(Guest(state, now, session, person, until=now + HELD_FOR, list=number))
        if not fitting and not waits:
            return []
        self.guests += come
        return come

    def named(self, number: int) -> list[Guest]:
        return [guest for guest in self.guests if guest.list == number]

    def confirm_list(self, number: int) -> bool:
        people = self.named(number)
        if all(guest.state in (*QUEUED, *ENDED) for guest in people):
            return self._return(number)
        for guest in people:
            if guest.state in ("held", "covered"):
                guest.state, guest.until = guest.state.replace("held", "confirmed"), None
        return True

    def _return(self, number: int) -> bool:
        late = [guest for guest in self.named(number) if guest.state == "expired" and not guest.was_offered]
        wanted = {session: sum(guest.session == session for guest in late) for session in self.limits}
        is_full = any(
            count and self.taken_in(session) + count > self.limits[session]
            for session, count in wanted.items()
        )
        if late and (is_full or self.taken() + len(late) > self.capacity):
            return False
        for guest in late:
            guest.state, guest.until = "covered" if self.is_live(guest.person) else "confirmed", None
        return True

    def cancel_list(self, number: int, now: int) -> None:
        for guest in self.named(number):
            if guest.state not in ENDED:
                self._end(guest, "cancelled")
        self.hand_on(now)

    def cancel(self, guest: Guest, now: int) -> None:
        self._end(guest, "cancelled")
        self.hand_on(now)

    def confirm(self, guest: Guest) -> None:
        guest.state, guest.until = "confirmed", None

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
            if guest.state in ("held", "covered") and guest.until is not None and guest.until < now:
                self._end(guest, "expired")
            elif guest.wish_until is not None and guest.wish_until < now:
                guest.wish, guest.wish_until = None, None
        self.hand_on(now)

    def hand_on(self, now: int) -> None:
        waiting = [(guest.came, guest) for guest in self.guests if guest.state in QUEUED]
        wishing = [
            (guest.wished, guest)
            for guest in self.guests
            if guest.state in SEATED and guest.wish is not None and guest.wish_until is None
        ]
        lists: set[int] = set()
        for _came, guest in sorted([*waiting, *wishing], key=lambda pair: pair[0]):
            if self._offer(guest, now) and (guest.wish is not None or guest.list not in lists):
                # A list is told once of all its people, everybody else once each.
                self.offers += 1
                lists |= {guest.list} if guest.list is not None and guest.wish is None else set()

    def _offer(self, guest: Guest, now: int) -> bool:
        if guest.state in QUEUED:
            if not self._has_seat_for(guest):
                return False
            guest.state = "held" if guest.state == "waiting" else "covered"
            guest.until, guest.was_offered = now + ANSWER_IN, True
            return True
        if guest.wish is None or not self.has_place(guest.wish):
            return False
        guest.wish_until = now + ANSWER_IN
        return True

    def _has_seat_for(self, guest: Guest) -> bool:
        """True where a seat is free beside those that the guest's list believes taken."""
        covered = [] if guest.list is None else self.named(guest.list)
        believed = [other.session for other in covered if other.state == "covered"]
        has_place = self.taken_in(guest.session) + believed.count(guest.session) < self.limits[guest.session]
        return has_place and self.taken() + len(believed) < self.capacity

    def _end(self, guest: Guest, state: str) -> None:
        guest.state, guest.wish, guest.wish_until = state, None, None
