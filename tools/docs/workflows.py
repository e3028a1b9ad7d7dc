"""Every state machine, drawn, with its moves."""

from kuznia.lib.workflow import Machine, machines
from tools.docs.tables import table


def page() -> str:
    """Return the page of the declared courses of cases."""
    intro = (
        "# Workflows\n\nDeclared in each app’s `workflows.py`; `process.services.make_move` makes every move."
    )
    return "\n\n".join([intro, *(_machine(machine) for machine in machines())])


def _machine(machine: Machine) -> str:
    arrows = [f"  [*] --> {state}" for state in (machine.initial, *machine.also_initial)]
    arrows += [
        f"  {source} --> {move.target}: {move.name}" for move in machine.moves for source in move.sources
    ]
    rows = [
        [
            f"`{move.name}`",
            str(move.label),
            ", ".join(move.sources),
            move.target,
            f"`{move.permission}`",
            "yes" if move.needs_reason else "",
            ", ".join(f"`{guard.__name__}`" for guard in move.guards),
            ", ".join(f"`{notice}`" for notice in move.notices),
        ]
        for move in machine.moves
    ]
    head = ["Move", "Button", "From", "To", "Rule", "Needs a reason", "Guards", "Notices"]
    drawing = "\n".join(arrows)
    return f"## {machine.model}\n\n```mermaid\nstateDiagram-v2\n{drawing}\n```\n\n" + table(head, rows)
