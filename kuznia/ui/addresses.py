"""Where a request comes from, as far as it can be believed."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

NOWHERE = IPv4Address(0)
PREFIX = {4: 24, 6: 64}


def client_address(request: HttpRequest) -> IPv4Address | IPv6Address:
    """Return the client's address: X-Forwarded-For counts only as far as trusted proxies wrote it."""
    peer = _parsed(request.META.get("REMOTE_ADDR", "")) or NOWHERE
    trusted: int = settings.KUZNIA_TRUSTED_PROXIES
    if trusted < 1:
        return peer
    # Each proxy appends the address it saw, so the last entry belongs to the last proxy; earlier ones may be lies.
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    return (_parsed(hops[-trusted]) if len(hops) >= trusted else None) or peer


def network_of(address: IPv4Address | IPv6Address) -> str:
    """Return the network that one household or office shares: /24, or /64 of IPv6."""
    return str(ip_network(f"{address}/{PREFIX[address.version]}", strict=False))


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip("[]"))
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
