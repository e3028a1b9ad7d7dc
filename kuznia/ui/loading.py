"""Templates as they are kept: what the language alone decides is composed once, and plain texts are printed at once.

A page is hundreds of small nodes, most of them words, addresses and icons that never change. Neighbours of this kind
become one node when the template is loaded; templates themselves are written as ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Any
from weakref import WeakSet

from django.template import Template
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    TextNode,
    TokenType,
    Variable,
    VariableNode,
    render_value_in_context,
)
from django.template.context import Context
from django.template.defaulttags import ForNode, IfNode, TemplateLiteral, URLNode, WithNode
from django.template.loaders import base, cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kuznia.ui.templatetags.ui import IconNode


class Settled(Node):
    """Prints what was written for the language of the page when it was first asked for."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._texts: dict[tuple[str | None, bool], SafeString] = {}
        _KEPT.add(self)

    def render(self, context: Context) -> SafeString:
        """Return the text in this language."""
        language = (get_language(), context.autoescape)
        text = self._texts.get(language)
        if text is None:
            text = NodeList(self._nodes).render(context)
            self._texts[language] = text
        return text

    def forget(self) -> None:
        """Write it anew."""
        self._texts.clear()


class Named(Settled):
    """Keeps such a text under a name."""

    def __init__(self, node: TranslateNode) -> None:
        super().__init__([TranslateNode(node.filter_expression, node.noop, None, node.message_context)])
        self._name = str(node.asvar)

    def render(self, context: Context) -> SafeString:
        """Put the text in this language into the context."""
        context[self._name] = super().render(context)
        return _NOTHING


class Printed(VariableNode):
    """Prints a text at once: it is neither a moment nor a number that would have to be brought to the reader."""

    def render(self, context: Context) -> str:
        """Return the value as the page shows it."""
        value: Any = self.filter_expression.resolve(context)
        kind = type(value)
        if kind is SafeString:
            return str(value)
        if kind is str and context.autoescape:
            return escape(value)
        if kind is int:
            return str(value)
        return render_value_in_context(value, context)


class Looked(Variable):
    """Looks a name up at once in what has either keys or attributes; in what may have both as Django does."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._first, *self._rest = name.split(".")

    def resolve(self, context: Any) -> Any:
        """Return the value that the name has in the context."""
        try:
            value: Any = context[self._first]
            for name in self._rest:
                if type(value) is dict:
                    value = value[name]
                elif hasattr(type(value), "__getitem__") or callable(value):
                    return super().resolve(context)
                else:
                    value = getattr(value, name)
        except (KeyError, AttributeError, TypeError):
            return super().resolve(context)
        return super().resolve(context) if callable(value) else value


class _Settling(base.Loader):
    def get_template(self, template_name: str, skip: list[Any] | None = None) -> Template:
        template = super().get_template(template_name, skip)
        _settle(template.nodelist)
        return template


class Loader(cached.Loader, _Settling):
    """Django's loader that keeps templates; what it keeps has been settled."""


def forget_texts() -> None:
    """Write every settled text anew; for tests that serve other addresses."""
    for node in _KEPT:
        node.forget()


_KEPT: WeakSet[Settled] = WeakSet()
_NOTHING = SafeString("")


def _settle(nodes: NodeList) -> None:
    for node in nodes:
        for expression in _expressions_of(node):
            variable = expression.var
            if type(variable) is Variable and variable.lookups and not variable.translate:
                expression.var = Looked(str(variable))
        for inner in _lists_in(node):
            _settle(inner)
    nodes[:] = _joined(nodes)


def _lists_in(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (nodes for _condition, nodes in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        nodes = getattr(node, name, None)
        if isinstance(nodes, NodeList):
            yield nodes


def _expressions_of(node: Node) -> Iterator[Any]:
    if isinstance(node, VariableNode):
        yield node.filter_expression
    elif isinstance(node, ForNode):
        yield node.sequence
    elif isinstance(node, WithNode):
        yield from node.extra_context.values()
    elif isinstance(node, IfNode):
        for condition, _nodes in node.conditions_nodelists:
            yield from _asked_by(condition)


def _asked_by(condition: Any) -> Iterator[Any]:
    if isinstance(condition, TemplateLiteral):
        yield condition.value
    elif condition is not None:
        yield from _asked_by(condition.first)
        yield from _asked_by(condition.second)


def _joined(nodes: Iterable[Node]) -> Iterator[Node]:
    for is_settled, group in groupby(map(_quicker, nodes), key=_is_settled):
        found = list(group)
        if not is_settled or (len(found) == 1 and isinstance(found[0], TextNode | Settled)):
            yield from found
        elif all(isinstance(node, TextNode) for node in found):
            yield _in_place_of(found[0], TextNode("".join(node.render(Context()) for node in found)))
        else:
            yield _in_place_of(found[0], Settled(found))


def _quicker(node: Node) -> Node:
    if type(node) is VariableNode:
        return _in_place_of(node, Printed(node.filter_expression))
    if isinstance(node, TranslateNode) and node.asvar and _is_written(node):
        return _in_place_of(node, Named(node))
    if isinstance(node, IconNode) and _are_literals(node.name, node.kind):
        return _in_place_of(node, TextNode(node.render(Context())))
    return node


def _in_place_of(old: Any, new: Any) -> Node:
    """Let the new node say, as every node does, where it was written."""
    new.token, new.origin = old.token, old.origin
    found: Node = new
    return found


def _is_settled(node: Node) -> bool:
    if isinstance(node, TranslateNode):
        return not node.asvar and _is_written(node)
    if isinstance(node, BlockTranslateNode):
        is_open = node.extra_context or node.plural or node.asvar or not _are_literals(node.message_context)
        return not is_open and all(token.token_type == TokenType.TEXT for token in node.singular)
    if isinstance(node, URLNode):
        return not (node.args or node.kwargs or node.asvar) and _are_literals(node.view_name)
    return isinstance(node, TextNode) or type(node) is Settled


def _is_written(node: TranslateNode) -> bool:
    return _are_literals(node.filter_expression, node.message_context)


def _are_literals(*expressions: FilterExpression | None) -> bool:
    """True where the template itself says all of them, and no filter changes them."""
    return all(
        each is None or (not each.filters and getattr(each.var, "lookups", None) is None)
        for each in expressions
    )
