"""What can be a person's name, and what a sponsor's."""

import re
import unicodedata

from publisher.importing.description.parties.lines import plain
from publisher.importing.description.parties.vocabulary import Words
from publisher.links.urls import host_of

_LONGEST_PERSON = 5  # words
_LONGEST_SPONSOR = 7
_PARTICLES = frozenset({
    "al", "am", "bin", "da", "das", "de", "del", "der", "den", "di", "do", "dos", "du", "el", "ibn",
    "la", "le", "les", "mac", "san", "st", "ten", "ter", "van", "von", "vom", "y", "zu", "zum",
})  # fmt: skip
_TITLES = re.compile(
    r"(?:(?:Prof|Dr|Mr|Mrs|Ms|Dra|Sr|Sra|Herr|Frau|Ing|med|Dipl)\.?(?:-Ing\.?)? )+"
)
_SITE_BEHIND = re.compile(
    r"\s*\((?:https?://)?(?:www\.)?[\w.-]{2,60}\.[a-z]{2,10}(?:/[^\s)]*)?\)\Z"
)
_NAME_WORDS = re.compile(r"(?<![\w./@])[^\W_]+(?![\w]*\.[\w/])")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?:/\S*)?\Z", re.I)
# Words of sentences that no sponsor is called by, wherever they stand.
_NEVER = frozenset({
    "this", "episode", "episodes", "our", "your", "show's", "here", "listeners", "sponsor",
    "sponsors", "promo", "code", "thanks", "thank", "today", "folge", "diese", "dieser", "unsere",
    "unser", "eure", "deine", "hier", "hörer", "sponsoren", "werbung", "anzeige", "danke", "heute",
    "episodio", "este", "nuestro", "nuestra", "nuestros", "aquí", "aqui", "patrocinador",
    "patrocinadores", "gracias", "hoy",
})  # fmt: skip
_SMALL = frozenset({
    "at", "with", "from", "for", "by", "bei", "mit", "unter", "auf", "von", "für", "con", "en",
    "por",
})  # fmt: skip
_CAMEL = re.compile(r"[^\W\d_]*[a-zß-ÿ][A-Z]")  # JavaScript, GitHub: things
_CAMEL_NAME = re.compile(
    r"(?:Mc|Mac|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|O['’]|D['’])[A-Z][^\WA-Z\d_]*\Z"
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_HANDLE = re.compile(r"@[\w.-]{1,60}(?:@[\w.-]{1,100})?\Z")


def is_address(text: str) -> bool:
    """Say whether words are an address, with or without its scheme."""
    return "." in text and " " not in text and _ADDRESS.match(text) is not None


def is_handle(text: str) -> bool:
    return text.startswith("@") and _HANDLE.match(text) is not None


def without_titles(name: str) -> str:
    """Return a person's name without academic titles and forms of address before it."""
    return _TITLES.sub("", name)


def person_name(text: str, words: Words, *, least: int = 2) -> str | None:
    """Return the person's name that `text` is, or None: so many words, each with a capital."""
    name = plain(text).strip(" .,:;!?\"'”“")
    if not name or len(name) > 60 or is_address(name):
        return None
    bare = without_titles(name)
    parts = bare.split()
    if not least <= len(parts) <= _LONGEST_PERSON or (len(bare) > 3 and bare.isupper()):
        return None
    if len(set(parts)) < len(parts):  # the end of one line and the beginning of the next
        return None
    fits = all(_is_name(part, words, first=not index) for index, part in enumerate(parts))
    return name if fits else None


def _is_name(part: str, words: Words, *, first: bool) -> bool:
    """Say whether a word can be a part of a person's name."""
    lower = part.casefold().strip(".")
    if lower in _PARTICLES and not first:
        return True
    if len(lower) == 1 and part.endswith("."):
        return part[0].isupper()
    if lower in words.not_names or part.endswith(("'s", "’s")):
        return False
    if (len(part) > 2 and part.isupper()) or (_CAMEL.match(part) and not _CAMEL_NAME.match(part)):
        return False
    return part[0].isupper() and all(c.isalpha() or c in ".-'’" for c in part)


def sponsor_name(text: str, *, most: int = _LONGEST_SPONSOR) -> str | None:
    """Return the sponsor's name that `text` is, or None: a few words that begin like a name."""
    name = plain(text).strip(" .,:;!?-–—|\"'”“„")
    name = _SITE_BEHIND.sub("", name)
    parts = name.casefold().split()
    if len(name) < 2 or len(name) > 60 or len(parts) > most:
        return None
    if not _NEVER.isdisjoint(parts) or (len(parts) == 1 and parts[0] in _SMALL):
        return None
    if is_address(name):
        return name.removeprefix("https://").removeprefix("http://").partition("/")[0]
    first = name.lstrip("@#")[:1]
    return name if first.isupper() or first.isdigit() or name[:1] == "@" else None


def spelled(url: str, text: str) -> str | None:
    """Return the words of a text that a host is made of: "Crime and Investigation"."""
    host = host_as_written(url if "://" in url else f"https://{url}")
    label = "".join(c for c in host.rpartition(".")[0].rpartition(".")[2].casefold() if c.isalnum())
    if len(label) < 4:
        return None
    found = list(_NAME_WORDS.finditer(text, 0, 1500))
    for first, start in enumerate(found):
        if not label.startswith(_in_a_host(start[0])) or not start[0][0].isupper():
            continue
        letters = ""
        for word in found[first : first + 6]:
            letters += _in_a_host(word[0])
            if letters == label:
                return text[start.start() : word.end()]
            if not label.startswith(letters):
                break
    return None


def _in_a_host(word: str) -> str:
    """Return how a host writes a word: "Ärzte" as `aerzte`, "Café" as `cafe`."""
    lower = word.casefold()
    if lower.isascii():
        return lower
    plain_letters = unicodedata.normalize("NFKD", lower.translate(_UMLAUTS))
    return "".join(c for c in plain_letters if not unicodedata.combining(c))


def host_as_written(url: str) -> str:
    """Return the host of an address as it stands there, without `www.`."""
    host = host_of(url) if "://" in url else url.partition("/")[0]
    return host.removeprefix("www.")
