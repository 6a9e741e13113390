"""A theme's templates beside ours, in a sandbox: what they do wrong is said with its line."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    nodes,
)
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publisher.errors import ConfigError
from publisher.notes.language import TooMuchWorkError
from publisher.notes.plain import UNPRINTABLE, plain
from publisher.site.templating import own_sources
from publisher.site.theme_language import FILTERS, check_theme, count_steps, new_budget

DEFAULT = "default/"
"""What goes before the name of one of our templates, where the theme has one of that name."""

PAGE_CHARACTERS = 5_000_000


@cache
def _names() -> frozenset[str]:
    """Return what pages are given; each has some of it."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    trees = map(environment.parse, own_sources().values())
    return frozenset[str]().union(*map(find_undeclared_variables, trees)) | _FURTHER


_FURTHER = frozenset(("total", "people"))
"""What pages are given, and our own templates don't use."""


class _Loader(BaseLoader):
    """Gives the theme's templates, ours where it has none, and ours as `default/…`."""

    def __init__(self, theme: Mapping[str, tuple[str, str]]) -> None:
        self._theme = theme

    def names(self) -> frozenset[str]:
        own = own_sources()
        return frozenset((*self._theme, *own, *(DEFAULT + name for name in own)))

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, None]:
        if template in self._theme:
            path, source = self._theme[template]
            return UNPRINTABLE.sub("", source), path, None
        try:
            return own_sources()[template.removeprefix(DEFAULT)], template, None
        except KeyError:
            raise TemplateNotFound(template) from None


class _Sandbox(ImmutableSandboxedEnvironment):
    """Counts what the theme's templates do, and lets them use a small part of Jinja only."""

    theme: frozenset[str] = frozenset()  # names of its templates
    known: frozenset[str] = frozenset()  # of all

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if name in self.theme:
            check_theme(tree, _names(), self.known)
        count_steps(tree)
        return tree


_MISTAKES = (
    *(TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError),
    *(AssertionError, MemoryError),
)
_BROKEN = (TemplateError, TooMuchWorkError, *_MISTAKES)


class ThemeTemplates:
    """The theme's templates and ours, in a sandbox."""

    def __init__(self, theme: Mapping[str, tuple[str, str]]) -> None:
        self._paths = {path for path, _ in theme.values()}
        loader = _Loader(theme)
        self._environment = _Sandbox(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.theme = frozenset(theme)
        self._environment.known = loader.names()
        self._environment.globals = {}
        self._environment.filters |= FILTERS
        problems = []
        for name, (path, _) in sorted(theme.items()):
            try:
                self._environment.get_template(name)
            except (SyntaxError, *_BROKEN) as error:  # constants are worked out here, too
                problems.append(_broken(path, error))
        if problems:
            raise ConfigError(problems)

    def render(self, name: str, context: dict[str, Any]) -> str:
        """Return a page. Raises ConfigError with the line at fault."""
        context["_budget"] = new_budget()
        pieces: list[str] = []
        size = 0
        try:
            template: Template = self._environment.get_template(name)
            for piece in template.generate(context):
                pieces.append(piece)
                size += len(piece)
                if size > PAGE_CHARACTERS:
                    raise TooMuchWorkError("the page grows without end, or nearly so")
        except _BROKEN as error:
            path, line = self._at_fault(error)
            message = plain(str(error)) or type(error).__name__
            raise ConfigError([f"{path}:{line}:1: the theme can't be used: {message}"]) from error
        return "".join(pieces)

    def _at_fault(self, error: BaseException) -> tuple[str, int]:
        """Return the template's line that was being carried out; Jinja puts it in the traceback."""
        path, line = "config/theme/templates", 1
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in self._paths:
                path, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            trace = trace.tb_next
        return path, line


def _broken(path: str, error: BaseException) -> str:
    line = getattr(error, "lineno", None) or 1
    message = getattr(error, "message", None) or getattr(error, "msg", None)
    if isinstance(error, RecursionError | MemoryError):
        line, message = 1, "it is nested too deeply"
    return f"{path}:{line}:1: the theme can't be used: {plain(str(message or error))}"
