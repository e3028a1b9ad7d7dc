"""Tags and filters of the house: icons, meters, Polish dates; built into every template."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from functools import lru_cache
from html import escape

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BaseForm
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django_htmx.jinja import htmx_script

from kuznia.lib.text import hard_spaces as tie_words
from kuznia.ui import dates
from kuznia.ui.bundle import known_icons
from kuznia.ui.forms import problems

register = template.Library()
FULL = 100
_POSTAL_CODE = re.compile(r"(?<![\w-])[0-9]{2}-[0-9]{3}(?![\w-])")
_IN_DATA_BLOCK = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@lru_cache(maxsize=512)
def icon_markup(name: str, kind: str = "") -> SafeString:
    """Return the decorative icon of that name; the words beside it carry the meaning."""
    if not name:
        return mark_safe("")
    if name not in _known():
        raise template.TemplateSyntaxError(f"There is no icon called {name}; see kuznia/ui/icons/lucide.svg.")
    classes = f"i i--{kind}" if kind else "i"
    return mark_safe(
        f'<svg class="{classes}" aria-hidden="true"><use href="{static("ui/icons.svg")}#i-{name}"/></svg>'
    )


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(known_icons())


class IconNode(Node):
    """Prints one icon."""

    def __init__(self, name: FilterExpression, kind: FilterExpression | None) -> None:
        self.name = name
        self.kind = kind

    def render(self, context: template.Context) -> SafeString:
        """Return the icon's markup."""
        kind = self.kind.resolve(context) if self.kind else ""
        return icon_markup(str(self.name.resolve(context)), str(kind or ""))


@register.tag
def icon(parser: Parser, token: Token) -> IconNode:
    """Print an icon: {% icon "clock" %}, or {% icon "clock" "l" %} for the large one."""
    parts = token.split_contents()[1:]
    if len(parts) not in {1, 2}:
        raise template.TemplateSyntaxError('An icon is written {% icon "clock" %} or {% icon "clock" "l" %}.')
    name, *kind = [parser.compile_filter(part) for part in parts]
    return IconNode(name, kind[0] if kind else None)


@register.simple_tag
def meter(taken: int, total: int, label: str = "", kind: str = "") -> SafeString:
    """Draw how much is taken; without a label it is decoration beside words that say the same."""
    share = min(FULL, round(FULL * taken / total)) if total else FULL
    kind = kind or ("full" if share == FULL else "")
    naming = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return mark_safe(
        f'<svg class="meter{f" meter--{kind}" if kind else ""}" {naming}><rect width="{share}%" height="100%"/></svg>'
    )


@register.filter
def hard_spaces(text: object) -> SafeString:
    """Keep one-letter words with the word that follows."""
    return SafeString(tie_words(text if isinstance(text, SafeString) else escape(str(text))))


@register.filter
def postal(address: object) -> SafeString:
    """Keep a postal code on one line; it is copied with the plain hyphen that was typed."""
    text = address if isinstance(address, SafeString) else escape(str(address))
    return SafeString(_POSTAL_CODE.sub(r'<span class="nb">\g<0></span>', text))


@register.filter(is_safe=True)
def json_ld(described: object) -> str:
    """Write a description for machines into a data block of the page, so that no text can end the block."""
    text = json.dumps(described, ensure_ascii=False, cls=DjangoJSONEncoder)
    return mark_safe(text.translate(_IN_DATA_BLOCK))


@register.filter
def day(value: date | None) -> str:
    """3 grudnia."""
    return dates.day(value) if value else ""


@register.filter
def day_and_year(value: date | None) -> str:
    """3 grudnia 2026."""
    return dates.day_and_year(value) if value else ""


@register.filter
def weekday_and_day(value: date | None) -> str:
    """sobota, 12 grudnia."""
    return dates.weekday_and_day(value) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """sobota."""
    return dates.weekday(value) if value else ""


@register.filter
def hour(value: datetime | None) -> str:
    """16.00."""
    return dates.hour(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """3 grudnia, godz. 16.00."""
    return dates.moment(value) if value else ""


@register.filter
def dated_moment(value: datetime | None) -> str:
    """3 grudnia 2026, godz. 16.00."""
    return dates.dated_moment(value) if value else ""


@register.filter
def full_moment(value: datetime | None) -> str:
    """sobota, 12 grudnia 2026, godz. 10.00."""
    return dates.full_moment(value) if value else ""


@register.simple_tag(takes_context=True)
def error_summary(context: template.Context) -> SafeString:
    """Print what there is to correct in the page's forms, above everything else; nothing where all is well."""
    found = problems(_wrong_forms(context))
    if not found:
        return mark_safe("")
    untouched = context.get("nothing_saved") or gettext(
        "Nothing has been saved yet. What you typed is still here."
    )
    content = {"problems": found, "untouched": untouched}
    return mark_safe(
        f'<div class="wrap errsum-box">{render_to_string("ui/error_summary.html", content)}</div>'
    )


@register.simple_tag(takes_context=True)
def error_prefix(context: template.Context) -> str:
    """Begin the page's title with "Error:" where there is something to correct."""
    return gettext("Error:") + " " if _wrong_forms(context) else ""


def _wrong_forms(context: template.Context) -> list[BaseForm]:
    """Return the bound and wrong forms under the names `form`, `formset` and `forms`."""
    formset = context.get("formset")
    shown = [
        context.get("form"),
        *(formset.forms if formset is not None else ()),
        *(context.get("forms") or ()),
    ]
    return [form for form in shown if isinstance(form, BaseForm) and form.is_bound and not form.is_valid()]


@register.simple_tag
def polling() -> SafeString:
    """Link htmx, on pages that ask the server for fresh numbers or suggestions."""
    return mark_safe(_htmx())


@lru_cache(maxsize=1)
def _htmx() -> str:
    # An error page is never put in place of the numbers; the line beside them says that they are old.
    options = '{"includeIndicatorCSS": false, "history": false, "noSwap": [204, 304, "4xx", "5xx"]}'
    return f"<meta name=\"htmx-config\" content='{options}'>{htmx_script(version=4)}"
