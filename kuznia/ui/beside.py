"""What is typed beside the form that is sent, where a page has several: it comes back with the page.

Such a page is one form with a button for each act, so that a browser sends everything typed with every button.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpRequest

from kuznia.ui.forms import Form

KEY = "ui.beside:"


def typed_beside(forms: Iterable[Form]) -> dict[str, str]:
    """Return what was typed into the forms that were not the one sent; hidden values go along with the typed ones."""
    changed = (form for form in forms if _is_typed(form))
    return {
        form.add_prefix(name): form.data[form.add_prefix(name)]
        for form in changed
        for name in form.fields
        if form.add_prefix(name) in form.data
    }


def keep_beside(request: HttpRequest, page: str, forms: Iterable[Form]) -> None:
    """Keep what was typed into the forms that were not the one sent until this person opens the page again."""
    if typed := typed_beside(forms):
        request.session[f"{KEY}{page}"] = typed


def put_back_beside(request: HttpRequest, forms: Iterable[Form]) -> None:
    """Put what was typed beside into the fresh forms of the page; nothing of it is judged yet."""
    kept: Mapping[str, str] = request.session.pop(f"{KEY}{request.path}", {})
    typed = request.POST if request.method == "POST" else kept
    for form in forms:
        names = [name for name in form.fields if form.add_prefix(name) in typed]
        form.initial.update({name: typed[form.add_prefix(name)] for name in names})


def _is_typed(form: Form) -> bool:
    return any(form.add_prefix(name) in form.data and not form[name].is_hidden for name in form.changed_data)
