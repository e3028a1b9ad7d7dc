"""Forms of the directory as people use them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.test import Client


def opened(client: Client, url: str) -> dict[str, Any]:
    """Open a page and return the marks that its form carries."""
    return {"marks": client.get(url).context["form"]["marks"].value()}


def send(client: Client, url: str, typed: Mapping[str, object]) -> Any:
    """Open a page and send what is typed in its form."""
    return client.post(url, {**typed, **opened(client, url)})
