from kuznia.lib.discovery import modules_named


def test_modules_are_found_by_name_in_the_order_of_the_apps():
    found = modules_named("apps")

    assert list(found)[:3] == ["lib", "ui", "people"]
    assert {module.__name__ for label, module in found.items()} == {f"kuznia.{label}.apps" for label in found}


def test_nothing_is_found_when_no_app_has_such_a_module():
    assert modules_named("nothing_of_this_name") == {}
