"""The rules of the house for Python code, each a function from a parsed file to what is wrong in it."""

import ast
from collections.abc import Iterator

LONGEST_FUNCTION = 40
BANNED_ENDINGS = ("Manager", "Helper", "Handler", "Util", "Utils", "Data", "Info")
CLOCK_READINGS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "timezone": {"now", "localdate", "localtime"},
    "time": {"time", "time_ns"},
}
STAMPS = {"auto_now", "auto_now_add"}
BY_NAME = {"get_model", "import_module", "import_string"}
RAW_QUERIES = {"raw", "extra", "RawSQL"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module) -> Iterator[Function]:
    """Return every function and method."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def long_functions(tree: ast.Module) -> list[str]:
    """Return the functions of more than 40 lines."""
    lengths = [(each, (each.end_lineno or each.lineno) - each.lineno + 1) for each in functions(tree)]
    return [
        f"{each.lineno}: {each.name} has {length} lines"
        for each, length in lengths
        if length > LONGEST_FUNCTION
    ]


def vague_classes(tree: ast.Module) -> list[str]:
    """Return the names of classes that end in a word which says nothing."""
    classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return [name for name in classes if name.endswith(BANNED_ENDINGS)]


def clock_readings(tree: ast.Module) -> list[str]:
    """Return the places that tell the time by something else than lib.clock."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
            if node.attr in CLOCK_READINGS.get(owner, ()):
                found.append(f"{node.lineno}: {owner}.{node.attr}")
        elif isinstance(node, ast.keyword) and node.arg in STAMPS:
            found.append(f"{node.value.lineno}: {node.arg}")
        elif isinstance(node, ast.ImportFrom) and node.module == "django.db.models.functions":
            found += [f"{node.lineno}: Now" for alias in node.names if alias.name == "Now"]
    return found


def blind_catches(tree: ast.Module) -> list[str]:
    """Return the `except` clauses that swallow everything; a clean-up may catch all if it raises it again."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names = {getattr(each, "id", "") if each else "everything" for each in caught}
            if "Exception" in names or (names & {"BaseException", "everything"} and not _raises_again(node)):
                found.append(f"{node.lineno}: catches everything")
    return found


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def careless_locks(tree: ast.Module) -> list[str]:
    """Return the row locks that would deadlock with a foreign key's own lock (no_key is not set)."""
    return [
        f"{call.lineno}: select_for_update without no_key=True"
        for call in _calls(tree, {"select_for_update"})
        if not any(
            word.arg == "no_key" and getattr(word.value, "value", None) is True for word in call.keywords
        )
    ]


def raw_queries(tree: ast.Module) -> list[str]:
    """Return the queries that are written past the ORM's own quoting."""
    return [f"{call.lineno}: {_called(call)}" for call in _calls(tree, RAW_QUERIES)]


def hidden_imports(tree: ast.Module) -> list[str]:
    """Return the places that fetch code by its name, where no tool sees the edge."""
    return [f"{call.lineno}: {_called(call)}" for call in _calls(tree, BY_NAME)]


def own_signals(tree: ast.Module) -> list[str]:
    """Return the signals that are defined or received."""
    received = [f"{call.lineno}: {_called(call)}" for call in _calls(tree, {"receiver", "Signal", "connect"})]
    return [each for each in received if not each.endswith(": connect") or "signals" in ast.dump(tree)]


def loose_services(tree: ast.Module) -> list[str]:
    """Return, as "name: fault", the public services that are not keyword-only, atomic and given an actor.

    A `demand_...` writes nothing: it refuses inside the act of another service.
    """
    found = []
    for node in tree.body:
        if isinstance(node, Function) and not node.name.startswith(("_", "demand_")):
            found += [f"{node.name}: {fault}" for fault in _faults(node)]
    return found


def _faults(service: Function) -> Iterator[str]:
    arguments = service.args
    if arguments.posonlyargs or arguments.args or arguments.vararg:
        yield "takes positional arguments"
    named = {
        each.arg: default for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    }
    if "actor" not in named:
        yield "does not ask who acts"
    elif named["actor"] is not None:
        yield "has a default actor"
    if not any(
        "atomic" in ast.unparse(each) or "retr" in ast.unparse(each) for each in service.decorator_list
    ):
        yield "is not atomic"
    if not ast.get_docstring(service):
        yield "does not say what becomes true"


def open_forms(tree: ast.Module) -> list[str]:
    """Return the model forms whose fields are not listed one by one."""
    forms = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and _is_model_form(node)]
    return [
        f"{form.lineno}: {form.name} does not list its fields" for form in forms if not _lists_fields(form)
    ]


def _is_model_form(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).endswith("ModelForm") for base in node.bases)


def _lists_fields(form: ast.ClassDef) -> bool:
    metas = [node for node in form.body if isinstance(node, ast.ClassDef) and node.name == "Meta"]
    settings = {
        target.id: statement.value
        for meta in metas
        for statement in meta.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    return isinstance(settings.get("fields"), ast.List | ast.Tuple) and "exclude" not in settings


def long_views(tree: ast.Module, longest: int = 25) -> list[str]:
    """Return the views of more than 25 lines: functions whose first argument is the request."""
    return [
        f"{each.lineno}: {each.name} has {(each.end_lineno or each.lineno) - each.lineno + 1} lines"
        for each in tree.body
        if isinstance(each, Function) and each.args.args and each.args.args[0].arg == "request"
        if (each.end_lineno or each.lineno) - each.lineno + 1 > longest
    ]


def _calls(tree: ast.Module, names: set[str]) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) in names]


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
