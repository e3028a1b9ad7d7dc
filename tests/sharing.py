"""How processes share the tests between them: file by file, and folders that make something costly once as a whole."""

from __future__ import annotations

import os
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# Their tests share a browser, a demo county or a server of their own.
WHOLE = ("tests/accessibility/", "tests/browser/", "tests/faults/", "kuznia/demo/")
# What one process with its browser, its servers and its share of the database holds at most.
MEMORY_EACH = 2 * 1024**3


class _ByFile(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return next((folder for folder in WHOLE if file.startswith(folder)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _ByFile:
    """Give the tests of one file to one process, the files with the most tests first."""
    return _ByFile(config, log)


def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes `-n auto` starts: one a core, as far as the memory goes."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(1, min(_cores(), memory // MEMORY_EACH))


def _cores() -> int:
    # macOS does not say which of its cores a process may use.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
