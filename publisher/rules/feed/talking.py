"""Family F: where listeners talk, and notes to machines (F158, F162, F163; F258, F262, F263)."""

from collections.abc import Iterator

from publisher.config.tables import did_you_mean
from publisher.rules.catalogue import Problem
from publisher.rules.feed.complete import is_chat, is_discussed
from publisher.rules.feed.tagged import Tagged, tag_rule, too_long
from publisher.rules.feed.vocabulary import CHAT_PROTOCOLS, SOCIAL_PROTOCOLS

TXT_LIMIT = 4000  # characters (podcast namespace, `txt`)


@tag_rule(
    "58",
    "bad-txt",
    summary="a note to machines is empty or too long",
    why="`podcast:txt` mostly proves to a directory whose the feed is: a text that is missing "
    "proves nothing, and one that directories cut after 4,000 characters isn't what they gave.",
    fix='Write `txt = [{text = "…", purpose = "verify"}]`, up to 4,000 characters.',
    key="txt",
    bad=('{purpose = "verify"}', "{purpose: verify}"),
    good=('{text = "05124", purpose = "verify"}', '{text: "05124", purpose: verify}'),
)
def bad_txt(tagged: Tagged) -> Iterator[Problem]:
    for note in tagged.holder.txt:
        place = tagged.source.place(*note.at)
        if note.text is None:
            yield Problem("txt needs a text: without one it is left out of the feed", place)
        for message in (
            too_long(note.text, "txt", TXT_LIMIT),
            too_long(note.purpose, "the purpose of txt"),
        ):
            if message:
                yield Problem(message, place)


@tag_rule(
    "62",
    "bad-social-interact",
    summary="apps can't find the post under which listeners comment",
    why="Podverse, Podfriend and AntennaPod lead to the answers to the post that "
    "`podcast:socialInteract` names: without protocol and address to none, and several "
    "posts without `priority` come in any order.",
    fix='Write `social_interact = [{protocol = "activitypub", uri = "https://…"}]`, or '
    '`{protocol = "disabled"}` for no comments.',
    key="social_interact",
    bad=('{protocol = "activitypub"}', "{protocol: activitypub}"),
    good=(
        '{protocol = "activitypub", uri = "https://social.example.com/@ann/1"}',
        "{protocol: disabled}",
    ),
)
def bad_social_interact(tagged: Tagged) -> Iterator[Problem]:
    posts = tagged.holder.social_interact
    for post in posts:
        place = tagged.source.place(*post.at)
        if not is_discussed(post):
            message = "needs protocol and uri, the post's address: it is left out of the feed"
            yield Problem(f"social_interact {message}", place)
        elif post.protocol not in SOCIAL_PROTOCOLS:
            hint = did_you_mean(post.protocol or "", SOCIAL_PROTOCOLS)
            message = f'protocol "{post.protocol}" is not one that apps know{hint}'
            yield Problem(message, tagged.source.place(*post.at, "protocol"))
        elif post.priority is None and len(posts) > 1:
            message = "one of several posts needs a priority: 1 is shown first"
            yield Problem(message, place)


@tag_rule(
    "63",
    "bad-chat",
    summary="apps can't join the chat",
    why="Apps with a chat open the room that `podcast:chat` names: without server and "
    "protocol, or with one that they don't speak, there is no button.",
    fix='Write `chat = {server = "irc.example.com", protocol = "irc", space = "#show"}`.',
    key="chat",
    bad=('{protocol = "irc"}', "{server: https://chat.example.com, protocol: irc}"),
    good=(
        '{server = "irc.example.com", protocol = "irc"}',
        "{server: irc.example.com, protocol: irc}",
    ),
)
def bad_chat(tagged: Tagged) -> Iterator[Problem]:
    chat = tagged.holder.chat
    if chat is None:
        return
    if not is_chat(chat):
        message = "chat needs server and protocol: it is left out of the feed"
        yield Problem(message, tagged.source.place(*chat.at))
    elif chat.protocol not in CHAT_PROTOCOLS:
        hint = did_you_mean(chat.protocol or "", CHAT_PROTOCOLS)
        message = f'protocol "{chat.protocol}" is not one that apps know{hint}'
        yield Problem(message, tagged.source.place(*chat.at, "protocol"))
    elif "/" in (chat.server or ""):
        message = "must be the name of a host alone, such as irc.example.com: apps connect to it"
        place = tagged.source.place(*chat.at, "server")
        yield Problem(f'server "{chat.server}" {message}', place)
