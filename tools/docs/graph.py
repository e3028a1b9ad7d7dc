"""Which app imports which, drawn."""

import tomllib
from pathlib import Path

import grimp

from tools.docs.tables import table

ROOT = Path(__file__).resolve().parents[2]
Edges = dict[str, set[str]]


def page() -> str:
    """Return the page about the floors and the imports between them."""
    edges = imports_between_apps()
    drawn = "\n".join(f"  {high} --> {low}" for high in sorted(edges) for low in sorted(nearest(edges, high)))
    rows = [
        [f"`{high}`", ", ".join(f"`{low}`" for low in sorted(edges[high])) or "nothing"]
        for high in in_order(edges)
    ]
    return (
        "# Floors and imports\n\n"
        "An arrow means “imports”. What follows from two other arrows is not drawn; the table lists every import.\n\n"
        f"```mermaid\nflowchart TD\n{drawn}\n```\n\n" + table(["App", "imports"], rows)
    )


def imports_between_apps() -> Edges:
    """Return for each app the apps that it imports, tests left aside."""
    graph = grimp.build_graph("kuznia", include_external_packages=False, cache_dir=None)
    edges: Edges = {child.split(".")[1]: set() for child in graph.find_children("kuznia")}
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            high, low = _app(module), _app(imported)
            if high and low and high != low and ".tests" not in module:
                edges[high].add(low)
    return edges


def _app(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def nearest(edges: Edges, app: str) -> set[str]:
    """Return the imports of an app that do not follow from its other imports."""
    direct = edges[app]
    return {low for low in direct if not any(low in _reach(edges, other) for other in direct - {low})}


def _reach(edges: Edges, app: str) -> set[str]:
    found: set[str] = set()
    waiting = [app]
    while waiting:
        for low in edges[waiting.pop()] - found:
            found.add(low)
            waiting.append(low)
    return found


def in_order(edges: Edges) -> list[str]:
    """Return the apps from the top floor to the bottom."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(each["layers"] for each in contracts if each["containers"] == ["kuznia"])
    floors = [name.strip(" ()") for layer in layers for name in layer.split("|")]
    return sorted(edges, key=floors.index)
