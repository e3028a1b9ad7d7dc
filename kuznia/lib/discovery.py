"""Finds modules of the house by their name, so that a low app can gather what high ones declare."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def modules_named(name: str) -> dict[str, ModuleType]:
    """Import `kuznia.<app>.<name>` of every installed app that has it and return them by app, in order."""
    ours = [config for config in apps.get_app_configs() if config.name.startswith("kuznia.")]
    return {
        config.label: import_module(f"{config.name}.{name}")
        for config in ours
        if config.module is not None and module_has_submodule(config.module, name)
    }
