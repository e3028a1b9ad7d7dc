"""Names, sizes and single places: the house style where a machine can hold it."""

import ast

from tests.architecture import code_rules, house, text_rules

LONGEST_FILE = 400
VAGUE_FILES = {"utils", "util", "helpers", "helper", "common", "misc"}
WRITTEN = ("*.py", "*.html", "*.txt", "*.css", "*.js", "*.typ", "*.sql", "*.toml")
# Made by a tool, or the work of others.
NOT_WRITTEN = {"bundle.css", "icons.svg"}
OUR_PYTHON = [path for path in house.files("*.py") if not house.is_migration(path)]


def findings(rule, paths):
    return [f"{house.name_of(path)}: {fault}" for path in paths for fault in rule(house.tree_of(path))]


def test_no_file_is_longer_than_it_can_be_read():
    written = [
        path
        for path in house.files(*WRITTEN)
        if path.name not in NOT_WRITTEN and not house.is_migration(path)
    ]
    lengths = {house.name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in written}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_forty_lines():
    assert findings(code_rules.long_functions, OUR_PYTHON) == []


def test_no_view_is_longer_than_twenty_five_lines():
    views = [path for path in house.app_sources() if path.stem == "views" or path.parent.name == "views"]

    assert findings(code_rules.long_views, views) == []


def test_no_file_is_called_by_a_name_that_says_nothing():
    named = [path for path in house.files("*.py") if path.stem in VAGUE_FILES]

    assert named == []


def test_no_class_is_called_by_a_name_that_says_nothing():
    named = {name for path in OUR_PYTHON for name in code_rules.vague_classes(house.tree_of(path))}

    assert [name for name in sorted(named) if not name.endswith(tuple(house.NAMES_APART))] == []


def test_only_the_clock_tells_the_time():
    sources = [path for path in house.app_sources() if house.name_of(path) not in house.CLOCKS]

    assert findings(code_rules.clock_readings, sources) == []


def test_only_the_clock_asks_the_database_for_the_time():
    words = ("clock_timestamp", "CURRENT_TIMESTAMP", "statement_timestamp", "now()'", 'now()"', " now() ")
    sources = [path for path in house.app_sources() if house.name_of(path) not in house.CLOCKS]

    named = [house.name_of(path) for path in sources for node in ast.walk(house.tree_of(path))
             if isinstance(node, ast.Constant) and isinstance(node.value, str)
             and any(word in f"{node.value!r} " for word in words) and not is_docstring(node, path)]  # fmt: skip

    assert named == []


def is_docstring(node, path):
    """Say whether a text is an explanation, which may name the clock."""
    holders = ast.Module, ast.ClassDef, ast.FunctionDef
    return any(
        isinstance(each, holders) and each.body and getattr(each.body[0], "value", None) is node
        for each in ast.walk(house.tree_of(path))
    )


def test_nothing_catches_every_exception():
    sources = [path for path in OUR_PYTHON if not house.is_test(path)]

    assert findings(code_rules.blind_catches, sources) == []


def test_only_jobs_knows_procrastinate():
    importers = {
        house.app_of(path)
        for path in house.app_sources()
        for _line, name in house.imports_of(house.tree_of(path))
        if name.split(".")[0] == "procrastinate"
    }

    assert importers <= {"jobs"}


def test_one_file_marks_text_as_markup():
    users = [
        house.name_of(path)
        for path in house.app_sources()
        if any(
            name == "django.utils.safestring.mark_safe"
            for _line, name in house.imports_of(house.tree_of(path))
        )
    ]

    assert users == [house.MARK_SAFE]


def test_every_row_lock_leaves_foreign_keys_alone():
    assert findings(code_rules.careless_locks, house.app_sources()) == []


def test_every_query_is_quoted_by_the_orm():
    assert findings(code_rules.raw_queries, house.app_sources()) == []


def test_no_edge_is_hidden_behind_a_name():
    sources = [path for path in house.app_sources() if house.name_of(path) not in house.FETCHERS]

    assert findings(code_rules.hidden_imports, sources) == []


def test_signals_are_received_in_the_declared_files_only():
    sources = [path for path in house.app_sources() if house.name_of(path) not in house.RECEIVERS]

    assert findings(code_rules.own_signals, sources) == []


def test_open_work_names_its_issue():
    # The rule itself and its test spell the words out.
    own = {"text_rules.py", "test_rules.py"}
    texts = [
        path
        for path in house.files(*WRITTEN, "*.md", under=(*house.OUR_CODE, "docs"))
        if path.name not in own
    ]

    assert [
        f"{house.name_of(path)}: {line}"
        for path in texts
        for line in text_rules.open_work(path.read_text("utf-8"))
    ] == []


def loose_services():
    """Return, as "app.module.service: fault", what the rule finds in the services of every app."""
    sources = [
        path for path in house.app_sources() if path.stem == "services" or path.parent.name == "services"
    ]
    return [
        f"{house.module_of(path).removeprefix('kuznia.')}.{fault}"
        for path in sources
        for fault in code_rules.loose_services(house.tree_of(path))
    ]


def test_services_are_atomic_and_ask_who_acts():
    assert [fault for fault in loose_services() if not is_apart(fault.partition(":")[0])] == []


def is_apart(service):
    """Say whether the service, or its whole module, is a declared exception."""
    return bool({service, f"{service.rpartition('.')[0]}.*"} & house.SERVICES_APART.keys())


def test_every_model_form_lists_its_fields():
    assert findings(code_rules.open_forms, house.app_sources()) == []


def test_every_exception_to_the_rules_is_still_needed():
    classes = {
        node.name
        for path in OUR_PYTHON
        for node in ast.walk(house.tree_of(path))
        if isinstance(node, ast.ClassDef)
    }
    modules = {house.module_of(path).removeprefix("kuznia.") for path in house.app_sources()}
    services = {fault.partition(":")[0] for fault in loose_services()}
    services |= {f"{service.rpartition('.')[0]}.*" for service in services}

    assert set(house.NAMES_APART) - classes == set()
    assert set(house.SERVICES_APART) - services == set()
    assert {name for name in house.ALSO_OPEN if not name.endswith(".*") and name not in modules} == set()
