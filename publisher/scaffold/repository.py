"""`publisher init`: a repository that builds at once, each of its files explaining itself."""

import os
from collections.abc import Iterable
from pathlib import Path
from string import Template

from publisher.documents import display_path
from publisher.errors import UsageError
from publisher.scaffold.ci import installed_from, workflow_file
from publisher.scaffold.cover import cover_png
from publisher.scaffold.draft import FrontMatter, draft_text
from publisher.scaffold.naming import quoted, slug_of
from publisher.schemas import schema_files, toml_directive, yaml_directive
from publisher.writing import write_atomic

_STARTER = Path(__file__).with_name("starter")
_IGNORED = ("public", ".publisher")  # what the tool makes and git need not keep


def init_repository(folder: Path, ci: str | None = None) -> tuple[str, ...]:
    """Write a config, a show named as the folder and a draft episode; return a line for each file.

    With a `ci` of `WORKFLOWS`, its workflow is written, too: at the top of the repository of git
    that the folder is in, for nowhere else is it run.
    A file that is there is kept, and so are shows that are there: then none is added. Raises
    UsageError where `folder` is no folder or a link in it leads out of it, OSError where it can't
    be written.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder to start the show in")
    root = folder.resolve()
    lines = write_repository(root, _files(root), ci)
    where = "" if root == Path.cwd() else f"in {display_path(root)}: "
    return (
        *lines,
        f"next: {where}fill in config/ and feeds/; `publisher serve` shows the site meanwhile",
    )


def begin_repository(root: Path) -> tuple[str, ...]:
    """Write what a repository needs besides its shows, of which there are some; nobody is made up.

    Returns a line for each file written. Raises as `init_repository` does.
    """
    files = [_starter(f"config/{name}.toml", name, {}) for name in ("publisher", "sponsors")]
    path, people = _starter("config/people.toml", "people", {})
    files.append((path, _as_example(people)))
    return tuple(line for line in write_repository(root, files) if line.startswith("wrote"))


def _as_example(toml: bytes) -> bytes:
    """Return TOML with all that stands in it as a comment, to be uncommented."""
    lines = toml.splitlines(keepends=True)
    return b"".join(b"# " + line if line.strip() and line[:1] != b"#" else line for line in lines)


def write_repository(
    root: Path, files: Iterable[tuple[str, bytes]], ci: str | None = None
) -> list[str]:
    """Write files by their paths from `root`, and what each repository has besides.

    That is: what editors read, .gitignore, and the workflow of a `ci`. A file that is there is
    kept. Returns a line for each file. Raises UsageError where a link leads out, OSError.
    """
    lines = [_write_new(root, path, data) for path, data in files]
    lines += _write_schemas(root)
    lines += _ignore(root)
    lines += _add_workflow(root, ci) if ci else ()
    return lines


def _add_workflow(root: Path, ci: str) -> list[str]:
    source = installed_from()
    top = next((at for at in (root, *root.parents) if os.path.lexists(at / ".git")), root)
    path, data = workflow_file(ci, source, root.relative_to(top).as_posix())
    line = _write_new(top, path, data)
    if source is None and line.startswith("wrote"):
        line += ": say there, under `env`, where publisher is installed from"
    return [line]


def _files(root: Path) -> Iterable[tuple[str, bytes]]:
    slug = slug_of(root.name) or "my-show"
    words = {"slug": slug, "title": quoted(slug.replace("-", " ").title())}
    for name in ("publisher", "sponsors", "people"):
        yield _starter(f"config/{name}.toml", name, words)
    if not any(root.glob("feeds/*/show.toml")):
        yield _starter(f"feeds/{slug}/show.toml", "show", words)
        yield f"feeds/{slug}/cover.png", cover_png()
        path = f"feeds/{slug}/episodes/001-the-first-episode.md"
        fields: FrontMatter = {"title": "The first episode", "number": 1, "draft": True}
        yield path, draft_text(fields, directive=yaml_directive("episode", path)).encode()


def _starter(path: str, subject: str, words: dict[str, str]) -> tuple[str, bytes]:
    template = Template((_STARTER / f"{subject}.toml").read_text(encoding="utf-8"))
    return path, f"{toml_directive(subject, path)}\n{template.substitute(words)}".encode()


def _write_schemas(root: Path) -> list[str]:
    """Write what editors read; a schema that another version wrote is brought up to date."""
    written = []
    for path, data in schema_files():
        file = _confined(root, path)
        if not file.is_file() or file.read_bytes() != data:
            write_atomic(file, data)
            written.append(display_path(file.parent))
    return [f"wrote {folder}/: editors propose keys by it" for folder in written[:1]]


def _write_new(root: Path, path: str, data: bytes) -> str:
    file = _confined(root, path)
    if os.path.lexists(file):
        return f"kept  {display_path(file)}: it was there"
    write_atomic(file, data)
    return f"wrote {display_path(file)}"


def _confined(root: Path, path: str) -> Path:
    file = root / path
    if not file.parent.resolve().is_relative_to(root):
        raise UsageError(f"{path}: a link leads out of {root}; remove the link and try again")
    return file


def is_theirs(root: Path) -> bool:
    """Say whether `public/` holds files that no build of ours put there: those of another tool."""
    folder = root / "public"
    return folder.is_dir() and any(folder.iterdir()) and not (root / ".publisher/public").is_dir()


def _ignore(root: Path) -> list[str]:
    """Append to .gitignore what it doesn't ignore yet, in the line endings it has."""
    file = _confined(root, ".gitignore")
    name = display_path(file)
    if file.is_symlink():
        return [f"kept  {name}: it is a link; it should ignore public/ and .publisher/"]
    before = file.read_bytes() if file.exists() else b""
    there = {line.strip().strip(b"/") for line in before.splitlines()}
    if is_theirs(root):
        there.add(b"public")  # else git would keep nothing new of it
    missing = [folder for folder in _IGNORED if folder.encode() not in there]
    if not missing:
        return [f"kept  {name}: it has all it needs"]
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    between = newline if before and not before.endswith(b"\n") else b""
    added = b"".join(f"/{folder}/".encode() + newline for folder in missing)
    write_atomic(file, before + between + added)
    return [f"wrote {name}: {', '.join(f'/{folder}/' for folder in missing)}"]
