"""The templates that write the pages.

Ours are rendered thousands of times in a build, so they are compiled for that: what they extend is
put into one template with them, and text is escaped without detour.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, StrictUndefined, Template, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.loaders import BaseLoader
from markupsafe import Markup, escape

SUFFIX = ".html.j2"


class Templates(Protocol):
    """Writes pages by the name of their template."""

    def render(self, name: str, context: dict[str, Any]) -> str:
        """Return the page that the template `name` makes of the context."""


@cache
def own_sources() -> dict[str, str]:
    """Return the package's templates by name."""
    return dict(_read(Path(__file__).with_name("templates")))


def _read(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        yield file.name, file.read_text(encoding="utf-8")


class OwnTemplates:
    """The package's own templates, which are trusted."""

    def __init__(self) -> None:
        self._templates: dict[str, Template] = {}

    def render(self, name: str, context: dict[str, Any]) -> str:
        """Return the page that the template `name` makes of the context."""
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = _own_environment().get_template(name)
        return template.render(context)


@cache
def _own_environment() -> Environment:
    environment = _Environment(
        loader=_Loader(),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals = {}  # no page uses Jinja's own, and each would get a copy of them
    return environment


def written(value: object) -> str:
    """Return a value as HTML text, or as the text of an attribute."""
    if type(value) is str:
        if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value:
            return str(escape(value))
        return value
    if type(value) is Markup:
        return value
    return str(escape(value))


class _CodeGenerator(CodeGenerator):
    """Escapes with `written`: a page holds dozens of texts, and few need anything."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")


class _Environment(Environment):
    code_generator_class = _CodeGenerator
    written = staticmethod(written)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _joined(super()._parse(source, name, filename), self)


class _Loader(BaseLoader):
    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, None]:
        try:
            return own_sources()[template], template, None
        except KeyError:
            raise TemplateNotFound(template) from None


def _joined(tree: nodes.Template, environment: Environment) -> nodes.Template:
    """Return a template with what it extends around it: one without blocks writes much faster.

    No template of ours calls `super()`.
    """
    extends = next((node for node in tree.body if isinstance(node, nodes.Extends)), None)
    if extends is None or not isinstance(extends.template, nodes.Const):
        return tree
    blocks = {block.name: block for block in tree.find_all(nodes.Block)}
    own = (nodes.Extends, nodes.Block, nodes.Output)  # what stands outside blocks is not printed
    before = [node for node in tree.body if not isinstance(node, own)]
    parent = environment.parse(own_sources()[extends.template.value])
    body = [*before, *_without_blocks(parent.body, blocks)]
    joined = nodes.Template(body, lineno=1)
    joined.set_environment(environment)
    return joined


def _without_blocks(body: list[nodes.Node], blocks: dict[str, nodes.Block]) -> Iterator[nodes.Node]:
    for node in body:
        if isinstance(node, nodes.Block):
            yield from _without_blocks(blocks.get(node.name, node).body, blocks)
        else:
            for field in ("body", "else_", "elif_"):
                inner = getattr(node, field, None)
                if isinstance(inner, list):
                    setattr(node, field, list(_without_blocks(inner, blocks)))
            yield node
