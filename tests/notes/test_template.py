"""The template: order and headings, the show's own, and what it may not do."""

from pathlib import Path

import pytest

from publisher.errors import ConfigError
from publisher.model import Credit, NotedLink
from publisher.notes.gather import gather_notes
from publisher.notes.render import Form, NotesRenderer
from publisher.notes.template import NotesTemplate
from tests.notes.builders import (
    NOW,
    make_episode,
    make_network,
    make_person,
    make_profile,
    make_show,
    make_sponsor,
    sponsored,
)


def render(tmp_path: Path, template: str | bytes | None, form: Form = Form.TEXT) -> str:
    root = tmp_path.resolve()
    show = make_show(
        folder=root / "feeds/show",
        hosts=(make_person("Ken"),),
        platforms=(make_profile("spotify", "https://open.spotify.com/show/x"),),
    )
    if template is not None:
        show.folder.mkdir(parents=True)
        data = template if isinstance(template, bytes) else template.encode()
        (show.folder / "notes.j2").write_bytes(data)
    episode = make_episode(
        "Body <b>here</b>.",
        title="A <script>",
        tags=("x", "y"),
        people=(Credit(make_person("Ada"), "guest"),),
        sponsors=(sponsored(make_sponsor(code="ANV")),),
        links=(NotedLink("https://l.example/", title="L"),),
    )
    network = make_network(root=root)
    notes = gather_notes(episode, show, network, NOW)
    return NotesRenderer(network, show).render(notes, form).text


def test_the_packages_own(tmp_path: Path) -> None:
    written = render(tmp_path, None)
    headings = [line for line in written.split("\n") if line in HEADINGS]
    assert headings == ["Guest", "Sponsors", "Links", "Listen on", "Host"]


HEADINGS = (
    "Guest",
    "Guests",
    "Offers",
    "Sponsors",
    "Links",
    "Chapters",
    "Listen on",
    "Follow",
    "Host",
)


def test_order_headings_and_words_are_the_shows(tmp_path: Path) -> None:
    template = """
{# comment #}
Welcome to {{ episode.title }}!

{{ section("Partner", sponsors, note="Werbung.", code="mit Code") }}
{{ section("", links) }}
{{ body }}
{{ heading("Mehr") }}
{{ paragraph("Go to ", link("our shop", "https://shop.example/"), ".") }}
And {{ link("<here>", "https://h.example/") }},
too.
{{ section("Kapitel", chapters) }}
"""
    assert render(tmp_path, template) == (
        "Welcome to A <script>!\n\n"
        "Partner\nWerbung.\n\n- Acme (https://acme.example/): mit Code ANV\n\n"
        "- L (https://l.example/)\n\n"
        "Body here.\n\n"
        "Mehr\n\n"
        "Go to our shop (https://shop.example/).\n\n"
        "And <here> (https://h.example/), too."
    )


def test_what_a_template_writes_is_words_never_markup(tmp_path: Path) -> None:
    template = "<script>alert(1)</script>{{ episode.title }}"
    template += "{{ link('x', 'javascript:alert(1)') }}\x020\x03"
    assert render(tmp_path, template, Form.PAGE) == (
        '<section class="text">\n<p>&lt;script&gt;alert(1)&lt;/script&gt;A &lt;script&gt;x0</p>\n'
        "</section>"
    )


def test_loops_conditions_and_filters(tmp_path: Path) -> None:
    template = """\
{% for guest in guests %}{{ loop.index }} {{ guest.name|upper }}{% else %}nobody{% endfor %}
{{ episode.tags|join(", ") }} {{ episode.number|default("no number", true) }}

{% if form == "text" and sponsors|length == 1 %}text{% endif %}

{{ guests }}
"""
    assert render(tmp_path, template) == "1 ADAx, y no number\n\ntext\n\n- Ada"
    assert "text" not in render(tmp_path / "page", template, Form.PAGE).replace('class="text"', "")


def test_a_body_printed_twice_is_there_twice(tmp_path: Path) -> None:
    assert render(tmp_path, "{{ body }}{{ body }}") == "Body here.\n\nBody here."


@pytest.mark.parametrize(
    ("template", "line", "says"),
    [
        ("a\n{{ section('x', }}", 2, "unexpected '}'"),
        ("\n\n{% if %}", 3, "Expected an expression"),
        ("{% for x in links %}", 1, "Unexpected end"),
        ("a\n{{ gests }}", 2, "did you mean 'guests'?"),
        ("{{ nothing_like_it }}", 1, "there are: body, chapters"),
        ("\n{{ episode.titel }}", 2, "titel"),
        ("{{ episode['x'] }}", 1, "x"),
        ("{{ range(10**9) }}", 1, "only these can be called"),
        ("{% for a in range(10) %}{% endfor %}", 1, "only these can be called"),
        ("{{ 10**9 }}", 1, "pow has no place here"),
        ("{{ 'x' * 10 }}", 1, "mul has no place here"),
        ("{% set x = 1 %}", 1, "assign has no place here"),
        ("{% macro m() %}{{ m() }}{% endmacro %}", 1, "macro has no place here"),
        ("{% include 'x' %}", 1, "include has no place here"),
        ("{% extends '/etc/passwd' %}", 1, "extends has no place here"),
        ("{% import 'x' as y %}", 1, "import has no place here"),
        ("{{ episode.__class__.__mro__ }}", 1, "'__mro__' is not for templates"),
        ("{{ episode['__class__'] }}", 1, "unsafe"),
        ("{{ episode.title.format(1) }}", 1, "only these can be called"),
        ("{{ ''.join(links) }}", 1, "only these can be called"),
        ("{{ section.__globals__ }}", 1, "not for templates"),
        ("{{ section('x', 'y') }}", 1, "one of the sections"),
        ("{{ section(*links) }}", 1, "only these can be called"),
        ("{{ section() }}", 1, "one of the sections"),
        ("{{ section('x') }}", 1, "one of the sections"),
        ("{{ paragraph(heading('x')) }}", 1, "can't stand in a paragraph"),
        ("{{ links|map('x') }}", 1, "there is no filter 'map'"),
        ("{{ links|counted }}", 1, "there is no filter 'counted'"),
        ("{{ 'ab'|join(',') }}", 1, "join takes a list"),
        ("{{ 1 is callable }}", 1, "there is no test 'callable'"),
        ("{% for a in episode.title %}{% endfor %}", 1, "can't loop over a text"),
        ("{% for a in links recursive %}{{ loop(a) }}{% endfor %}", 1, "recursive"),
        ("{% for a in links %}" * 4 + "{% endfor %}" * 4, 1, "three deep"),
        ("{{ " + "(" * 5000, 1, "nested too deeply"),
        ("{{ 1 if 1 else " * 3000, 1, ""),
        ("{{ _budget }}", 1, "'_budget' is not known"),
        (b"a\n\xff", 2, "not UTF-8"),
        (b"x" * 70_000, 1, "larger than 64 KB"),
    ],
)
def test_a_broken_template_is_one_clear_error(
    tmp_path: Path, template: str | bytes, line: int, says: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        render(tmp_path, template)
    (problem,) = caught.value.problems
    assert f"notes.j2:{line}:1: " in problem
    assert says in problem
    assert "\n" not in problem


def test_functions_can_be_called_in_loops(tmp_path: Path) -> None:
    template = (
        "{% for each in guests %}{{ paragraph(link(each.name, 'https://x.example/')) }}{% endfor %}"
    )
    assert "https://x.example/" in render(tmp_path, template)


def test_endless_loops_end(tmp_path: Path) -> None:
    many = ", ".join(["1"] * 1000)
    loops = "".join(f"{{% for a{depth} in [{many}] %}}" for depth in range(3))
    with pytest.raises(ConfigError, match=r"notes\.j2:1:1: .*loops without end"):
        render(tmp_path, loops + "{% endfor %}" * 3)


def test_a_template_outside_the_repository_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "feeds/show").mkdir(parents=True)
    (tmp_path / "secret").write_text("secret")
    (root / "feeds/show/notes.j2").symlink_to(tmp_path / "secret")
    show = make_show(folder=root / "feeds/show")
    with pytest.raises(ConfigError, match="leads out of the repository"):
        NotesRenderer(make_network(root=root.resolve()), show)


def test_a_template_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "feeds/show/notes.j2").mkdir(parents=True)
    show = make_show(folder=tmp_path / "feeds/show")
    with pytest.raises(ConfigError, match="can't be read"):
        NotesRenderer(make_network(root=tmp_path.resolve()), show)


def test_forms_are_laid_out_once_unless_the_template_asks_for_them() -> None:
    assert not NotesTemplate("{{ body }}", "notes.j2").varies
    assert NotesTemplate("{{ form }}", "notes.j2").varies
