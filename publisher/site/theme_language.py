"""The part of Jinja that a theme's template may use, so that every template ends soon.

A theme comes with a pull request as often as from the podcaster. It extends and overrides, prints,
asks and loops; it calls nothing but `super()`. Loops, and every template and block that is begun,
take steps of a budget; what is set is no longer than what was there.
"""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Any

from jinja2 import TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context

from publisher.notes.language import Budget, counted

STEPS = 1_000_000
LONGEST_VALUE = 100_000  # characters of what `set` keeps
_STEP_CHARACTERS = 10  # that a filter is given, or that are put together, for a step
_LONGEST_NUMBER = 100
_MOST_PARTS = 20_000  # of a template; ours have some hundreds

_PARTS = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Call),
    *(nodes.Keyword, nodes.Getattr, nodes.Getitem, nodes.If, nodes.For, nodes.Filter, nodes.Test),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat),
    *(nodes.List, nodes.Tuple, nodes.Slice, nodes.Neg, nodes.Add, nodes.Sub),
    *(nodes.Extends, nodes.Block, nodes.Include, nodes.Assign, nodes.With),
)
_FILTERS = (
    *("default", "d", "first", "last", "length", "count", "lower", "upper", "title", "capitalize"),
    *("trim", "join", "escape", "e", "striptags", "truncate", "urlencode", "reverse", "int"),
    *("round", "abs", "unique", "list", "replace"),
)
_TESTS = (
    *("defined", "undefined", "none", "odd", "even", "in", "true", "false", "divisibleby"),
    *("eq", "ne", "lt", "le", "gt", "ge", "string", "number"),
)
_COUNTED, _BEGUN, _KEPT = "counted ", "begun ", "kept "  # no template can write such a name
_WEIGHED = "weighed "


@pass_context
def _begun(context: Context, steps: int) -> str:
    """Take the steps that a template or block needs."""
    context["_budget"].spend(steps)
    return ""


@pass_context
def _kept(context: Context, value: Any) -> Any:
    """Return what may be set: a word, a number, or one of the things the page is given."""
    if type(value) in (list, tuple, dict):
        raise TypeError("a list can't be set; loop over it where it stands")
    if isinstance(value, str):
        context["_budget"].spend(len(value) // 100 + 1)
        if len(value) > LONGEST_VALUE:
            raise TypeError("this text is too long to be set")
    return value


@pass_context
def _weighed(context: Context, value: Any) -> Any:
    """Return what a filter is given or what is put together, and take the steps for its length."""
    if isinstance(value, str | list | tuple):
        context["_budget"].spend(len(value) // _STEP_CHARACTERS)
    return value


@pass_context
def _replace(context: Context, text: object, old: str, new: str) -> str:
    if not isinstance(text, str) or not old or len(new) > 100:
        raise TypeError("replace takes a text, what to replace, and a short text in its place")
    context["_budget"].spend(text.count(old) * len(new) // _STEP_CHARACTERS)
    return str(text).replace(old, new)


@pass_context
def _join(context: Context, value: Iterable[Any], between: str = "") -> str:
    if isinstance(value, str) or len(between) > 100:
        raise TypeError("join takes a list and a short text to put between")
    pieces = []
    for each in value:
        pieces.append(str(each))
        context["_budget"].spend((len(pieces[-1]) + len(between)) // _STEP_CHARACTERS + 1)
    return between.join(pieces)


def _round(value: float, precision: int = 0) -> float:
    """Return a number with so many decimals; with a billion of them Python would never end."""
    if not 0 <= precision <= 10:
        raise ValueError("round takes a number, and how many decimals it keeps: 0 to 10")
    return round(value, precision)


def _int(value: Any, default: int = 0) -> int:
    try:
        return default if isinstance(value, str) and len(value) > _LONGEST_NUMBER else int(value)
    except (TypeError, ValueError, OverflowError):
        return default


FILTERS: dict[str, Any] = {
    "replace": _replace,
    "join": _join,
    "round": _round,
    "int": _int,
    _WEIGHED: _weighed,
    _COUNTED: counted,
    _BEGUN: _begun,
    _KEPT: _kept,
}
"""Those that differ from Jinja's own, or that it has not."""


def new_budget() -> Budget:
    """Return the steps of one page."""
    return Budget(STEPS)


def check_theme(tree: nodes.Template, names: Collection[str], templates: Collection[str]) -> None:
    """Raise TemplateSyntaxError at the first thing a theme's template may not use.

    `names` are those that pages are given, `templates` those that it may extend and include.
    """
    if sum(1 for _ in tree.find_all(nodes.Node)) > _MOST_PARTS:
        raise _error(tree, f"it has more than {_MOST_PARTS:,} parts")
    assigned = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    known = frozenset((*names, *assigned, "super", "loop"))
    for node in tree.find_all(nodes.Node):
        _check(node, known, templates)


def count_steps(tree: nodes.Template) -> None:
    """Change a template so that what it does takes steps of the budget."""
    steps = sum(1 for _ in tree.find_all(nodes.Node)) // 10 + 1
    for used in list(tree.find_all(nodes.Filter)):
        used.node = _filtered(used.node, _WEIGHED)
    for sum_ in list(tree.find_all(nodes.Add)):
        sum_.left, sum_.right = (_filtered(each, _WEIGHED) for each in (sum_.left, sum_.right))
    for text in list(tree.find_all(nodes.Concat)):
        text.nodes = [_filtered(each, _WEIGHED) for each in text.nodes]
    for loop in list(tree.find_all(nodes.For)):
        loop.iter = _filtered(loop.iter, _COUNTED)
    for assign in list(tree.find_all(nodes.Assign)):
        assign.node = _filtered(assign.node, _KEPT)
    for group in list(tree.find_all(nodes.With)):
        group.values = [_filtered(value, _KEPT) for value in group.values]
    parts: tuple[nodes.Template | nodes.Block, ...] = (tree, *tree.find_all(nodes.Block))
    for part in parts:
        begun = _filtered(nodes.Const(steps, lineno=1), _BEGUN)
        part.body.insert(0, nodes.Output([begun], lineno=part.lineno))


def _check(node: nodes.Node, names: frozenset[str], templates: Collection[str]) -> None:
    if not isinstance(node, _PARTS):
        word = type(node).__name__.lower()
        raise _error(node, f"{word} has no place in a theme: it prints, asks, loops and extends")
    if isinstance(node, nodes.For) and node.recursive:
        raise _error(node, "loops can't be recursive")
    if isinstance(node, nodes.Name | nodes.Getattr):
        _check_name(node, names)
    if isinstance(node, nodes.Call):
        called = node.node.name if isinstance(node.node, nodes.Name) else ""
        if called != "super" or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise _error(node, "nothing can be called but super()")
    if isinstance(node, nodes.Filter | nodes.Test):
        kind, there = ("filter", _FILTERS) if isinstance(node, nodes.Filter) else ("test", _TESTS)
        if node.name not in there:
            raise _error(node, f"there is no {kind} {node.name!r}{_hint(node.name, there)}")
    if isinstance(node, nodes.Extends | nodes.Include):
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if name not in templates:
            raise _error(node, f"there is no template {name!r}{_hint(str(name), templates)}")


def _check_name(node: nodes.Name | nodes.Getattr, names: frozenset[str]) -> None:
    name = node.name if isinstance(node, nodes.Name) else node.attr
    if name.startswith("_"):
        raise _error(node, f"{name!r} is not for templates")
    if isinstance(node, nodes.Name) and node.ctx == "load" and name not in names:
        raise _error(node, f"{name!r} is not known here{_hint(name, names)}")


def _filtered(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _hint(name: str, names: Collection[str]) -> str:
    public = sorted(each for each in names if not each.startswith("_") and " " not in each)
    close = get_close_matches(name, public, 1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are: {', '.join(public)}"


def _error(node: nodes.Node, message: str) -> TemplateSyntaxError:
    return TemplateSyntaxError(message, node.lineno or 1)  # Jinja gives some no line
