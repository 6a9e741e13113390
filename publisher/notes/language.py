"""The part of Jinja that a notes template may use, small enough that every template ends soon.

No assignments, macros, arithmetic or method calls: what a template writes can't outgrow what it
is given. Loops are counted.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jinja2 import TemplateSyntaxError, nodes, pass_context
from jinja2.filters import FILTERS as ALL_FILTERS
from jinja2.runtime import Context

FUNCTIONS = ("section", "heading", "paragraph", "link")

_PARTS = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Call),
    *(nodes.Keyword, nodes.Getattr, nodes.Getitem, nodes.If, nodes.For, nodes.Filter, nodes.Test),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat),
    *(nodes.List, nodes.Tuple),
)
_TESTS = ("defined", "undefined", "none", "odd", "even", "in", "true", "false")
_DEEPEST_LOOP = 3
_MOST_WORK = 100_000


class TooMuchWorkError(Exception):
    """The template loops more often than any show notes need."""


@dataclass(slots=True)
class Budget:
    """How many more steps the template may take in this rendering."""

    left: int = _MOST_WORK

    def spend(self, steps: int) -> None:
        """Take steps; raises TooMuchWorkError where none are left."""
        self.left -= steps
        if self.left < 0:
            raise TooMuchWorkError("the template loops without end, or nearly so")


@pass_context
def counted(context: Context, value: Iterable[Any]) -> tuple[Any, ...]:
    """Take the steps that a loop over `value` needs."""
    if isinstance(value, str):
        raise TypeError("can't loop over a text")
    items = tuple(value)
    context["_budget"].spend(len(items) + 1)
    return items


def _join(value: Iterable[Any], between: str = "") -> str:
    if isinstance(value, str) or len(between) > 100:
        raise TypeError("join takes a list and a short text to put between")
    return between.join(map(str, value))


_ALLOWED_FILTERS = (
    *("default", "d", "first", "last", "length", "count"),
    *("lower", "upper", "title", "capitalize", "trim"),
)
FILTERS: Mapping[str, Callable[..., Any]] = {
    **{name: ALL_FILTERS[name] for name in _ALLOWED_FILTERS},
    "join": _join,
    "counted": counted,
}


def check_language(tree: nodes.Template, names: Collection[str]) -> None:
    """Raise TemplateSyntaxError at the first thing a notes template may not use.

    `names` are those it is given. Loops are changed in place so that they count their steps.
    """
    _check(tree, frozenset(names), 0)


def _check(node: nodes.Node, names: frozenset[str], loops: int) -> None:
    if not isinstance(node, _PARTS):
        word = type(node).__name__.lower()
        raise _error(
            node, f"{word} has no place here: a notes template prints, asks and loops only"
        )
    if isinstance(node, nodes.For):
        _check_loop(node, names, loops)
        return
    if isinstance(node, nodes.Name) and node.name not in names:
        raise _error(node, f"{node.name!r} is not known here{_hint(node.name, names)}")
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise _error(node, f"{node.attr!r} is not for templates")
    if isinstance(node, nodes.Call):
        called = node.node.name if isinstance(node.node, nodes.Name) else ""
        if called not in FUNCTIONS or node.dyn_args or node.dyn_kwargs:
            raise _error(node, f"only these can be called: {', '.join(FUNCTIONS)}")
    if isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.name == "counted"):
        known = sorted(FILTERS.keys() - {"counted"})
        raise _error(node, f"there is no filter {node.name!r}{_hint(node.name, known)}")
    if isinstance(node, nodes.Test) and node.name not in _TESTS:
        raise _error(node, f"there is no test {node.name!r}{_hint(node.name, _TESTS)}")
    for child in node.iter_child_nodes():
        _check(child, names, loops)


def _check_loop(loop: nodes.For, names: frozenset[str], loops: int) -> None:
    if loop.recursive or loops >= _DEEPEST_LOOP:
        raise _error(loop, "loops can't be recursive, nor nested more than three deep")
    _check(loop.iter, names, loops)
    inside = (
        names | {"loop"} | {name.name for name in loop.find_all(nodes.Name) if name.ctx == "store"}
    )
    for child in (loop.test, *loop.body, *loop.else_):
        if child is not None:
            _check(child, inside, loops + 1)
    loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)


def _hint(name: str, names: Collection[str]) -> str:
    public = sorted(name for name in names if not name.startswith("_"))
    close = get_close_matches(name, public, 1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are: {', '.join(public)}"


def _error(node: nodes.Node, message: str) -> TemplateSyntaxError:
    return TemplateSyntaxError(message, node.lineno)
