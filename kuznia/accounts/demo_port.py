"""Made-up people whom the demo offers on the sign-in page; outside the demo nobody asks this port."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings

from kuznia.lib.ports import Registry


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One button "sign in as …": it POSTs `value` as the field `account` to `url`."""

    label: str
    detail: str
    initials: str
    colour: str
    url: str
    value: str


# The demo registers a callable in its AppConfig.ready().
demo_accounts: Registry[Callable[[], Sequence[DemoAccount]]] = Registry()


def offered_accounts() -> list[DemoAccount]:
    """Return the made-up people to sign in as: none unless this is the demo."""
    if not settings.KUZNIA_DEMO:
        return []
    return [account for answer in demo_accounts for account in answer()]
