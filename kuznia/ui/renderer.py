"""Prints forms in the markup of the house; set as FORM_RENDERER."""

from __future__ import annotations

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

WITHOUT_BOX = (
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    HiddenInput,
    MultiWidget,
    RadioSelect,
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
        return not self.field.required and self.kind != "check"


class KuzniaRenderer(TemplatesSetting):
    """Uses the project's templates, so that every form of the house looks alike."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = KuzniaBoundField
