import pytest

import manage


@pytest.mark.parametrize(
    ("command", "options", "needed"),
    [
        ("help", [], False),
        ("collectstatic", ["--no-input"], False),
        ("check", [], False),
        ("check", ["--database", "default"], True),
        ("migrate", [], True),
        ("migrate", ["--help"], False),
        ("verify", [], True),
    ],
)
def test_database_is_started_only_where_the_command_needs_it(
    command: str, options: list[str], needed: bool
) -> None:
    assert manage.needs_database(command, options) is needed
