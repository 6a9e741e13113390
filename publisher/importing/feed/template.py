"""`notes.j2` of an imported show: what was published stays as it was; later episodes have more."""

from collections.abc import Collection, Sequence

_HEAD = """\
{{#
  The order of the notes, written by `publisher import`. Episodes up to {day} look as they did when
  they were published; later ones get chapters, accounts, hosts and so on, too.
  Change headings and order as you like. Without this file every episode gets all sections.
-#}}"""
_GUESTS = '{{ section("Guest" if guests|length == 1 else "Guests", guests) }}'
_ALWAYS = {  # no episode of a feed has them, unless they were taken out of its notes
    "promos": '{{ section("Offers", promos, code="with code") }}',
    "sponsors": (
        '{{ section("Sponsors", sponsors, code="with code",\n           note="These are paid '
        'partnerships: the show may earn something when you use a link.") }}'
    ),
    "links": '{{ section("Links", links) }}',
}
_LATER = {
    "chapters": '{{ section("Chapters", chapters) }}',
    "platforms": '{{ section("Listen on", platforms) }}',
    "socials": '{{ section("Follow", socials) }}',
    "hosts": '{{ section("Host" if hosts|length == 1 else "Hosts", hosts) }}',
    "crew": '{{ section("Credits", crew) }}',
}


def notes_template(
    day: str, before: Sequence[str], after: Sequence[str], shown: Collection[str]
) -> str:
    """Return the template of a show whose last imported episode came out on `day`.

    `before` and `after` are its lines around the body, which were taken out of the notes, and
    `shown` the sections that these lines show already.
    """
    later = f'{{% if episode.date > "{day}" %}}'
    guests = [later, _GUESTS, "{% endif %}"] if "guests" not in shown else []
    always = [line for name, line in _ALWAYS.items() if name not in shown]
    others = [line for name, line in _LATER.items() if name not in shown]
    lines = (_HEAD.format(day=day), *before, "{{ body }}", *after, *guests, *always, later, *others)
    return "\n".join((*lines, "{% endif %}", ""))
