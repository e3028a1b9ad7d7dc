from kuznia.lib import clock
from kuznia.lib.discovery import modules_named


def test_modules_are_found_by_name_in_the_apps_that_have_them():
    assert modules_named("clock") == {"lib": clock}


def test_nothing_is_found_when_no_app_has_the_module():
    assert modules_named("no_such_module") == {}
