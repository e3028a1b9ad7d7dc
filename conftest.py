"""What every test stands on."""

pytest_plugins = [
    "tests.database",
    "tests.actors",
    "tests.static_files",
    "tests.live_site",
    "tests.sharing",
    "tests.forgetting",
    "tests.counting",
]
