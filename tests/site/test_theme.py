"""Themes: they change what they name, and can do no harm."""

from pathlib import Path

import pytest

from publisher.errors import ConfigError
from publisher.site.network_pages import missing_page, network_page
from publisher.site.pages import SiteRenderer
from publisher.site.theme import MOST_FILES, STATIC_BYTES, TEMPLATE_BYTES, load_theme
from tests.commands import CONFIG, episode, run, write
from tests.notes.builders import NOW, make_network, make_show

TEMPLATES = "config/theme/templates"


def themed(root: Path, **templates: str) -> SiteRenderer:
    files = {f"{TEMPLATES}/{name}.html.j2": text for name, text in templates.items()}
    write(root, files)
    network = make_network(root=root)
    return SiteRenderer(network, NOW, load_theme(root.resolve()))


def missing(root: Path, text: str) -> str:
    """Return the page for what isn't there, its template being `text`."""
    site = themed(root, **{"404": text})
    return missing_page(site)


def test_a_template_takes_the_place_of_ours(tmp_path: Path) -> None:
    assert missing(tmp_path, "<p>{{ site.title }}</p>\n") == "<p>Podcasts</p>"


def test_a_template_extends_ours(tmp_path: Path) -> None:
    page = missing(
        tmp_path,
        '{% extends "default/404.html.j2" %}\n'
        "{% block main %}<p>First</p>{{ super() }}{% endblock %}\n",
    )
    assert "<p>First</p>" in page
    assert "<h1>Page not found</h1>" in page
    assert page.startswith("<!DOCTYPE html>")


def test_a_base_of_the_theme_is_around_our_own_pages(tmp_path: Path) -> None:
    text = '{% extends "default/base.html.j2" %}{% block head %}<!-- mine -->{% endblock %}'
    site = themed(tmp_path, base=text)
    assert "<!-- mine -->" in network_page(site, [])
    assert "<h1>" in network_page(site, [])


def test_a_template_may_name_what_it_is_given(tmp_path: Path) -> None:
    text = "{% with a=site.title %}{% set b = a ~ '!' %}{{ b | upper }}{% endwith %}"
    assert missing(tmp_path, text) == "PODCASTS!"


def test_parts_of_the_theme_can_be_included_and_values_are_escaped(tmp_path: Path) -> None:
    site = themed(
        tmp_path,
        header="{% for show in site.shows %}{% include 'mine.html.j2' %}{% endfor %}",
        mine="<b>{{ show.name }}</b>",
    )
    site.network = make_network(root=tmp_path)
    site.network = site.network.__class__(
        tmp_path, site.settings, {"show": make_show(title="<i>A</i>")}
    )
    assert "<b>&lt;i&gt;A&lt;/i&gt;</b>" in missing_page(site)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a\n{% if %}", 2, "Expected an expression"),
        ("a\n\n{{ nothing }}", 3, "'nothing' is not known here"),
        ("{{ site.titel }}", 1, "titel"),
        ("a\n{{ site.title | uper }}", 2, "no filter 'uper'; did you mean 'upper'?"),
        ("{{ ''.__class__.__mro__ }}", 1, "is not for templates"),
        ("{{ site['__class__'] }}", 1, "unsafe"),
        ("{{ site.title.format() }}", 1, "nothing can be called but super()"),
        ("{{ range(3) }}", 1, "nothing can be called"),
        ("{% macro a() %}{% endmacro %}", 1, "macro has no place"),
        ("{% extends '../../etc/passwd' %}", 1, "there is no template"),
        ("{% include site.title %}", 1, "there is no template"),
        ("{% for a in site.title %}{% endfor %}", 1, "can't loop over a text"),
        ("{{ 'a' * 1000000000 }}", 1, "mul has no place"),
        ("{{ '%1000000000d' % 1 }}", 1, "mod has no place"),
        ("{{ site.title.a.b }}", 1, "has no attribute 'a'"),
        ("{% include '404.html.j2' %}", 1, ""),
        ("{% set a = [1] %}", 1, "a list can't be set"),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", 1, "nested too deeply"),
        ("{{ 5 | round(-30000000) }}", 1, "how many decimals"),
        ("{{ '1'" + "~1" * 20_000 + " }}", 1, "more than 20,000 parts"),
        ("{{ site.title | round(2, 'ceil') }}", 1, "round"),
        ("{{ 'a b' | truncate(-5) }}", 1, "expected length"),
        ("{% autoescape false %}{% endautoescape %}", 1, "has no place"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    with pytest.raises(ConfigError) as error:
        missing(tmp_path, text)
    (problem,) = error.value.problems
    assert f"{TEMPLATES}/404.html.j2:{line}:1: the theme can't be used: " in problem
    assert message in problem


_LIST = "[" + ",".join("1" * 100) + "]"


@pytest.mark.parametrize("use", ["replace", "concat", "add", "join"])
def test_no_template_takes_all_memory(tmp_path: Path, use: str) -> None:
    long = "{% set a = '" + "a" * 900 + "' %}{% set b = a" + " ~ a" * 100 + " %}"
    texts = {
        "replace": "{{ 'a'" + f"|replace('a', '{'a' * 100}')" * 5 + " }}",
        "concat": long + "{{ b" + "~b" * 2000 + " }}",
        "add": long + "{{ b" + "+b" * 60 + " }}",
        "join": long + "{{ [b" + ",b" * 2000 + "]|join }}",
    }
    with pytest.raises(ConfigError, match="without end"):
        missing(tmp_path, texts[use])


def test_numbers_are_read_and_rounded(tmp_path: Path) -> None:
    text = "{{ '12'|int + 1 }} {{ 'x'|int(7) }} {{ ('9' ~ '9')|int }}"
    assert missing(tmp_path, text + " {{ 2.345|round(1) }}") == "13 7 99 2.3"


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{{% for a{n} in {_LIST} %}}" for n in range(6)) + "{% endfor %}" * 6,
        "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 60,
        "{% include '404.html.j2' %}{% include '404.html.j2' %}",
        f"{{% for a in {_LIST} %}}{{% for b in {_LIST} %}}" + "x" * 5000 + "{% endfor %}" * 2,
    ],
)
def test_no_template_works_for_ever(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError):
        missing(tmp_path, text)


def test_style_and_files_are_published(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            **CONFIG,
            "feeds/talk/episodes/001.md": episode(1),
            "config/theme/theme.css": ":root { --accent: red }\n",
            "config/theme/static/fonts/a.woff2": "font",
            "config/theme/static/.hidden": "secret",
        },
    )
    assert run("build", "--offline", "--at", "2026-02-01", root=tmp_path).code == 0
    public = tmp_path / "public"
    assert (public / "assets/theme.css").read_text() == ":root { --accent: red }\n"
    assert (public / "assets/theme/fonts/a.woff2").read_text() == "font"
    assert not list(public.rglob(".hidden"))
    page = (public / "talk/001/index.html").read_text()
    assert page.index("assets/style.css?v=") < page.index("../../assets/theme.css?v=")
    (tmp_path / "config/theme/static/fonts/a.woff2").unlink()
    run("build", "--offline", "--at", "2026-02-01", root=tmp_path)
    assert not (public / "assets/theme/fonts/a.woff2").exists()


@pytest.mark.parametrize("template", ["episode", "show", "person", "sponsors", "base"])
@pytest.mark.parametrize("text", ["{{ nobody }}", "{{ site.nothing }}"])
def test_a_broken_theme_stops_the_build_before_anything_is_written(
    tmp_path: Path, template: str, text: str
) -> None:
    write(
        tmp_path,
        {
            **CONFIG,
            "feeds/talk/episodes/001.md": episode(1),
            f"{TEMPLATES}/{template}.html.j2": text,
        },
    )
    done = run("build", "--offline", "--at", "2026-02-01", root=tmp_path)
    assert done.code == 2
    assert f"config/theme/templates/{template}.html.j2:1:1: the theme can't be used" in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "public").exists()
    assert not (tmp_path / "feeds/talk/feed.xml").exists()


def test_nothing_leads_out_of_the_repository_and_nothing_is_too_big(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    root = tmp_path / "root"
    write(tmp_path, {"outside/secret.css": "secret", "outside/x.html.j2": "secret"})
    write(root, {f"{TEMPLATES}/big.html.j2": "x" * (TEMPLATE_BYTES + 1)})
    (root / TEMPLATES / "a.html.j2").symlink_to(outside / "x.html.j2")
    (root / "config/theme/theme.css").symlink_to(outside / "secret.css")
    (root / "config/theme/static").mkdir()
    (root / "config/theme/static/out").symlink_to(outside)
    with (root / "config/theme/static/big.bin").open("wb") as file:
        file.truncate(STATIC_BYTES + 1)
    with pytest.raises(ConfigError) as error:
        load_theme(root.resolve())
    problems = "\n".join(error.value.problems)
    assert problems.count("leads out of the repository") == 3
    assert "big.html.j2:1:1: the theme can't be used: it has more than 128 KB" in problems
    assert "big.bin" in problems


def test_the_templates_of_a_theme_are_bounded_together(tmp_path: Path) -> None:
    files = {f"{TEMPLATES}/{n}.html.j2": "x" * (TEMPLATE_BYTES - 10) for n in range(9)}
    write(tmp_path, files)
    with pytest.raises(ConfigError, match="more than 1 MB"):
        load_theme(tmp_path.resolve())


def test_a_theme_has_a_bounded_number_of_files(tmp_path: Path) -> None:
    write(tmp_path, {f"config/theme/static/{n}.txt": "" for n in range(MOST_FILES + 1)})
    with pytest.raises(ConfigError, match=f"more than {MOST_FILES} files"):
        load_theme(tmp_path.resolve())


def test_no_theme_is_no_theme(tmp_path: Path) -> None:
    assert load_theme(tmp_path.resolve()).templates == {}
