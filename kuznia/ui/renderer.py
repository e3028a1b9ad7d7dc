"""Prints forms in the markup of the house; set as FORM_RENDERER."""

from __future__ import annotations

from html import escape
from typing import Any

from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    HiddenInput,
    MultiWidget,
    RadioSelect,
    Widget,
)
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString

WITHOUT_BOX = (
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    HiddenInput,
    MultiWidget,
    RadioSelect,
)

# Templates of Django that print <input> with its attributes and nothing else.
PLAIN_INPUTS = frozenset(
    f"django/forms/widgets/{kind}.html"
    for kind in (
        *("text", "email", "number", "url", "tel", "search", "password", "date", "time", "hidden"),
        *("checkbox", "radio_option", "checkbox_option"),
    )
)


class KuzniaBoundField(BoundField):
    """A field that knows how it is drawn and where a link from the error summary leads."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """Add the class of the box to inputs that have one."""
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if not isinstance(widget, WITHOUT_BOX):
            attrs["class"] = " ".join(
                str(part) for part in ("in", widget.attrs.get("class"), attrs.get("class")) if part
            )
        return attrs

    @property
    def kind(self) -> str:
        """How the field is drawn: check, group (radios, boxes), parts (several inputs) or line."""
        widget = self.field.widget
        if isinstance(widget, CheckboxInput):
            return "check"
        if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
            return "group"
        return "parts" if isinstance(widget, MultiWidget) else "line"

    @property
    def first_id(self) -> str:
        """The id of the first wrong part: a link from the error summary leads there."""
        if self.kind == "group":
            return f"{self.auto_id}_0"
        if self.kind == "parts":
            codes = [error.code or "" for error in self.errors.as_data()] if self.errors else []
            return f"{self.auto_id}_{1 if 'hour' in codes else 0}"
        return str(self.auto_id)

    @property
    def is_optional(self) -> bool:
        """Whether the field says that it may stay empty."""
        demanded_of_some = self.name in getattr(self.form, "demanded_of_some", ())
        return not (self.field.required or demanded_of_some) and self.kind != "check"


class KuzniaRenderer(TemplatesSetting):
    """Uses the project's templates, so that every form of the house looks alike."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = KuzniaBoundField

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Print a plain input at once, all else by its template: Django's own are three for every input."""
        widget = context.get("widget", {})
        if template_name in PLAIN_INPUTS and not widget.get("wrap_label"):
            return _input(widget)
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> str:
    attributes = {"type": widget["type"], "name": widget["name"]}
    if widget["value"] is not None:
        attributes["value"] = widget["value"]
    return f"<input{_written(attributes)}{_written(widget['attrs'])}>"


def _text(value: object) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))


def _written(attributes: dict[str, Any]) -> str:
    return "".join(
        f" {_text(name)}" + ("" if value is True else f'="{_text(value)}"')
        for name, value in attributes.items()
        if value is not False
    )
