"""Limits of tries per address and network, counted in the table of the cache "limits": one statement a try."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from kuznia.ui import errors
from kuznia.ui.addresses import client_address, network_of

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]

# The cache's own increment reads and then writes, so that two tries could count as one; and it asks the table's size.
COUNT = """
INSERT INTO kuznia_limits AS counted (cache_key, value, expires)
VALUES (%(first)s, '1', kuznia_clock() + make_interval(mins => %(minutes)s)),
       (%(second)s, '1', kuznia_clock() + make_interval(mins => %(minutes)s))
ON CONFLICT (cache_key) DO UPDATE SET
  value = CASE WHEN counted.expires < kuznia_clock() THEN '1' ELSE (counted.value::integer + 1)::text END,
  expires = CASE WHEN counted.expires < kuznia_clock() THEN excluded.expires ELSE counted.expires END
RETURNING cache_key, value::integer
"""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How many tries one address and one network have in so many minutes."""

    name: str
    per_address: int
    per_network: int
    minutes: int = 10


def is_within(limit: Limit, request: HttpRequest) -> bool:
    """Count this try and say whether it is still within the limit."""
    if not settings.KUZNIA_LIMITS:
        return True
    address = client_address(request)
    keys = {
        f"try:{limit.name}:a:{address}": limit.per_address,
        f"try:{limit.name}:n:{network_of(address)}": limit.per_network,
    }
    first, second = sorted(keys)  # Always in one order, so that two tries never wait for each other.
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"first": first, "second": second, "minutes": limit.minutes})
        counted = dict(cursor.fetchall())
    return all(counted[key] <= most for key, most in keys.items())


def limited(limit: Limit) -> Callable[[View[Rest]], View[Rest]]:
    """Let a view take only so many sent forms; above that, a page that keeps what was typed."""

    def decorate(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            if request.method == "POST" and not is_within(limit, request):
                return errors.too_many(request, minutes=limit.minutes)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def forget_expired() -> int:
    """Delete the counts whose time is over and return how many there were."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kuznia_limits WHERE expires < kuznia_clock()")
        return int(cursor.rowcount)
