"""The server as a browser meets it, and as those who mean harm do."""

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.asking import Web
from publisher.errors import UsageError
from publisher.rehearsing import report_of
from publisher.serving import handling
from publisher.serving.server import PreviewServer, open_server, serving
from publisher.serving.stage import Stage
from tests.serving.builders import FILES, Served, rebuilder, served

AUDIO = "/talk/003-three/audio.mp3"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("site")) as found:
        yield found


def sound() -> bytes:
    data = FILES["feeds/talk/episodes/003-three/audio.mp3"]
    assert isinstance(data, bytes)
    return data


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/talk/001-one/", "text/html; charset=utf-8"),
        ("/talk/feed.xml", "application/xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/report/", "text/html; charset=utf-8"),
        ("/report/report.json", "application/json"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        (AUDIO, "audio/mpeg"),
        ("/talk/003-three/transcript.vtt", "text/vtt; charset=utf-8"),
        ("/talk/003-three/transcript.srt", "application/x-subrip"),
        ("/talk/003-three/chapters.json", "application/json"),
        ("/_preview/", "text/html; charset=utf-8"),
        ("/_preview/talk/001-one/", "text/html; charset=utf-8"),
        ("/_preview/preview.css", "text/css; charset=utf-8"),
        ("/_preview/live.js", "text/javascript; charset=utf-8"),
    ],
)
def test_each_file_has_its_type(site: Served, target: str, kind: str) -> None:
    answer = site.ask(target)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    assert len(answer.body) == int(answer.headers["Content-Length"]) > 0
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_folder_without_its_slash_leads_to_the_one_with(site: Served) -> None:
    answer = site.ask("/talk/001-one?x=1")
    assert (answer.status, answer.headers["Location"]) == (301, "/talk/001-one/?x=1")
    assert site.ask("/_preview/talk/001-one").headers["Location"] == "/_preview/talk/001-one/"


def test_what_is_missing_is_the_site_s_own_page(site: Served) -> None:
    for target in ("/nothing", "/talk/nothing/", "/_preview/talk/nothing/"):
        answer = site.ask(target)
        assert answer.status == 404
        assert b"<title>" in answer.body
        assert b"live.js" in answer.body, "it comes back when the page does"


def test_a_draft_is_shown(site: Served) -> None:
    assert b"Not yet." in site.ask("/other/draft/").body
    assert b"A draft" not in site.ask("/other/feed.xml").body


def test_the_script_is_added_to_pages_and_to_nothing_else(site: Served) -> None:
    page = site.ask("/talk/001-one/").body
    assert page.count(b'<script src="/_preview/live.js" data-version="') == 1
    assert page.find(b"live.js") < page.find(b"</body>")
    assert b"live.js" not in site.stage.scene.made("talk/001-one/index.html")
    for target in ("/talk/feed.xml", "/assets/style.css", "/report/report.json"):
        assert b"live.js" not in site.ask(target).body


def test_a_page_that_is_known_is_not_sent_again(site: Served) -> None:
    for target in ("/", AUDIO):
        tag = site.ask(target).headers["ETag"]
        again = site.ask(target, If_None_Match=f'"x", {tag}')
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
        assert site.ask(target, If_None_Match='"x"').status == 200


def test_head_tells_what_get_would(site: Served) -> None:
    for target in ("/", AUDIO, "/nothing", "/_preview/"):
        got, head = site.ask(target), site.ask(target, "HEAD")
        assert head.body == b""
        assert (head.status, head.headers["Content-Length"]) == (
            got.status,
            got.headers["Content-Length"],
        )


# ---------------------------------------------------------------- ranges


def test_a_part_of_a_recording(site: Served) -> None:
    data = sound()
    size = len(data)
    for header, first, end in (
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, size),
        ("bytes=-7", size - 7, size),
    ):
        answer = site.ask(AUDIO, Range=header)
        assert answer.status == 206
        assert answer.headers["Content-Range"] == f"bytes {first}-{end - 1}/{size}"
        assert answer.body == data[first:end]
        assert answer.headers["Content-Length"] == str(end - first)
    assert site.ask(AUDIO).headers["Accept-Ranges"] == "bytes"


def test_a_part_that_is_not_there(site: Served) -> None:
    answer = site.ask(AUDIO, Range=f"bytes={len(sound())}-")
    assert (answer.status, answer.body) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{len(sound())}"


def test_several_parts_are_the_whole(site: Served) -> None:
    answer = site.ask(AUDIO, Range="bytes=0-1,5-6")
    assert (answer.status, answer.body) == (200, sound())


def test_a_part_of_another_version_is_the_whole(site: Served) -> None:
    whole = site.ask(AUDIO)
    for mark in ("ETag", "Last-Modified"):
        known = site.ask(AUDIO, Range="bytes=0-9", If_Range=whole.headers[mark])
        assert known.status == 206
    for other in ('"x"', f"W/{whole.headers['ETag']}", "Thu, 01 Jan 1970 00:00:00 GMT"):
        assert site.ask(AUDIO, Range="bytes=0-9", If_Range=other).status == 200


def test_the_head_of_a_part(site: Served) -> None:
    answer = site.ask(AUDIO, "HEAD", Range="bytes=0-9")
    assert (answer.status, answer.body) == (206, b"")


# ---------------------------------------------------------------- harm


def test_another_host_s_name_is_refused(site: Served) -> None:
    for host in ("evil.example", "evil.example:80", f"evil.example:{site.server.server_port}"):
        answer = site.ask("/other/draft/", Host=host)
        assert answer.status == 421
        assert b"Not yet." not in answer.body
    assert site.ask("/", Host=f"localhost:{site.server.server_port}").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_done_but_look(site: Served, method: str) -> None:
    answer = site.ask("/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_files_of_the_repository_are_not_there(site: Served) -> None:
    (site.root / ".env").write_text("SECRET")
    for target in (
        "/config/publisher.toml",
        "/../config/publisher.toml",
        "/%2e%2e/config/publisher.toml",
        "/..%2fconfig/publisher.toml",
        "/feeds/talk/show.toml",
        "/.env",
        "/talk/../.env",
        f"/{site.root}/.env",
        "/talk/003-three/index.md",
    ):
        assert site.ask(target).status == 404, target


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.mp3"
    outside.write_bytes(b"SECRET")
    with served(tmp_path / "site") as site:
        audio = site.root / "feeds/talk/episodes/003-three/audio.mp3"
        audio.unlink()
        assert site.ask(AUDIO).status == 404, "gone since the build"
        audio.symlink_to(outside)
        answer = site.ask(AUDIO)
        assert answer.status == 404
        assert b"SECRET" not in answer.body
        audio.unlink()
        os.mkfifo(audio)
        assert site.ask(AUDIO).status == 404


def raw(site: Served, data: bytes) -> bytes:
    """Send bytes as they are; return what comes until the server ends the connection."""
    with socket.create_connection(("127.0.0.1", site.server.server_port), timeout=20) as connection:
        parts = []
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                parts.append(part)
        except TimeoutError:
            raise
        except OSError:
            pass  # it had heard enough, and may be gone before we have said all
        return b"".join(parts)


def test_what_is_no_http_ends_a_connection_and_nothing_else(site: Served) -> None:
    host = f"Host: 127.0.0.1:{site.server.server_port}\r\n".encode()
    for data in (
        b"",
        b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + host + b"\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Content-Length: 5\r\n\r\nhello",
        b"GET / HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\n" + host + b"\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + host + b"\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"X: a\r\n" * 10_000 + b"\r\n",
    ):
        assert b"200 OK" not in raw(site, data)
        assert site.ask("/").status == 200


def test_who_is_slow_is_not_waited_for(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handling, "HEAD_SECONDS", 0.2)
    with socket.create_connection(("127.0.0.1", site.server.server_port), timeout=20) as connection:
        connection.sendall(b"GET / HT")
        assert connection.recv(1000) == b""


def test_too_many_connections_are_turned_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.serving.server.CONNECTIONS", 3)
    with served(tmp_path) as site:
        address = ("127.0.0.1", site.server.server_port)
        held = [socket.create_connection(address, timeout=20) for _ in range(3)]
        with socket.create_connection(address, timeout=20) as one_more:
            assert one_more.recv(10) == b""
        for connection in held:
            connection.close()
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                assert site.ask("/").status == 200
                break
            except (ConnectionError, OSError):
                time.sleep(0.02)
        else:
            pytest.fail("the connections were never given back")


# ---------------------------------------------------------------- events


def test_an_event_tells_of_each_build(tmp_path: Path) -> None:
    with served(tmp_path) as site:
        address = ("127.0.0.1", site.server.server_port)
        with socket.create_connection(address, timeout=20) as connection:
            connection.sendall(
                f"GET /_preview/events HTTP/1.1\r\nHost: {address[0]}:{address[1]}\r\n\r\n".encode()
            )
            stream = connection.makefile("rb")
            lines = iter(lambda: stream.readline().strip(), None)
            assert b"Content-Type: text/event-stream; charset=utf-8" in list(
                iter(lambda: next(lines), b"")
            )
            assert next(lines) == b"data: 1"
            site.stage.fail("broken")
            assert [next(lines), next(lines)] == [b"", b"data: 2"]


def state(site: Served, page: str) -> dict[str, object]:
    answer = site.ask(f"/_preview/state?page={page}")
    assert answer.headers["Content-Type"] == "application/json"
    found = json.loads(answer.body)
    assert isinstance(found, dict)
    return found


def shown_version(site: Served, page: str) -> object:
    return site.ask(page).body.partition(b'data-version="')[2].partition(b'"')[0].decode()


@pytest.mark.parametrize(
    "page", ["/", "/talk/001-one/", "/nothing/", "/_preview/", "/_preview/talk/001-one/"]
)
def test_the_state_has_the_version_that_the_page_has(site: Served, page: str) -> None:
    assert state(site, page)["version"] == shown_version(site, page)


def test_a_state_that_no_page_asks_for_is_refused(site: Served) -> None:
    assert site.ask("/_preview/state?a=1&b=2&c=3&d=4").status == 400


def test_only_the_page_that_changed_has_a_new_version(tmp_path: Path) -> None:
    with served(tmp_path) as site:
        pages = ("/talk/001-one/", "/talk/003-three/", "/other/one/", "/people/")
        before = {page: state(site, page)["version"] for page in pages}
        file = tmp_path / "feeds/talk/episodes/001-one.md"
        file.write_text(file.read_text() + "\nMore.\n")
        site.stage.show(rebuilder(tmp_path).rebuild())
        after = {page: state(site, page)["version"] for page in pages}
        assert [page for page in pages if before[page] != after[page]] == ["/talk/001-one/"]


def test_the_state_has_the_findings_of_the_page(tmp_path: Path) -> None:
    bad = str(FILES["feeds/talk/episodes/001-one.md"]) + "See [this](www.example.org/x).\n"
    with served(tmp_path, {**FILES, "feeds/talk/episodes/001-one.md": bad}) as site:
        here, there = state(site, "/talk/001-one/"), state(site, "/talk/002-two/")
        found = here["findings"]
        assert isinstance(found, list)
        assert "L101" in {each["code"] for each in found}
        assert all("001-one.md" in each["place"] for each in found)
        assert here["preview"] == "/_preview/talk/001-one/"
        assert here["report"] == "/report/"
        assert "001-one.md" not in json.dumps(there["findings"])
        assert here["errors"] == there["errors"]
        assert state(site, "/_preview/talk/001-one/")["findings"] == found


def test_a_file_that_can_not_be_read_is_told_of_where_its_page_was(tmp_path: Path) -> None:
    path = "feeds/talk/episodes/001-one.md"
    with served(tmp_path, {**FILES, path: "---\ntitle: [\n---\n"}) as site:
        for page in ("/talk/001-one/", "/talk/"):
            assert path in json.dumps(state(site, page)["findings"])
        assert path not in json.dumps(state(site, "/talk/002-two/")["findings"])


def test_a_failed_build_leaves_the_pages_and_says_why(tmp_path: Path) -> None:
    with served(tmp_path) as site:
        before = site.ask("/talk/001-one/").body
        site.stage.fail("config/publisher.toml:1:1: <b>")
        assert site.ask("/talk/001-one/").body == before
        assert state(site, "/talk/001-one/")["error"] == "config/publisher.toml:1:1: <b>"
        rehearsal = rebuilder(tmp_path).rebuild()
        site.stage.show(rehearsal, report_of(rehearsal, Web(offline=True)))
        assert state(site, "/talk/001-one/")["error"] == ""


def test_before_the_first_build_a_page_waits_for_it() -> None:
    stage = Stage()
    server = open_server(0, stage)
    with serving(server):
        site = Served(Path(), stage, server)
        first = site.ask("/talk/")
        assert first.status == 503
        assert b"live.js" in first.body
        assert state(site, "/talk/")["version"] == shown_version(site, "/talk/")
        stage.fail("feeds/talk/show.toml:1:1: <script>alert(1)</script>")
        page = site.ask("/").body
        assert b"feeds/talk/show.toml:1:1: &lt;script&gt;" in page
        assert state(site, "/")["version"] == shown_version(site, "/") != first


def test_a_page_that_can_not_be_made_says_why(tmp_path: Path) -> None:
    with served(tmp_path, {**FILES, "feeds/talk/notes.j2": "{{ body.nothing.at.all }}"}) as site:
        answer = site.ask("/talk/001-one/")
        assert answer.status == 500
        assert b"notes.j2" in answer.body
        assert b"live.js" in answer.body
        assert site.ask("/other/one/").status == 200


# ---------------------------------------------------------------- the port, and the end


def test_a_port_that_is_taken() -> None:
    first = open_server(0, Stage())
    with first, pytest.raises(UsageError, match=f"port {first.server_port} is taken"):
        open_server(first.server_port, Stage())


def test_the_next_free_port_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_server(0, Stage()) as first:
        monkeypatch.setattr("publisher.serving.server.DEFAULT_PORT", first.server_port)
        with open_server(None, Stage()) as second:
            assert second.server_port != first.server_port
        monkeypatch.setattr("publisher.serving.server.TRIES", 1)
        with pytest.raises(UsageError, match="--port"):
            open_server(None, Stage())


def test_only_this_machine_can_ask(site: Served) -> None:
    assert site.server.socket.getsockname()[0] == "127.0.0.1"


def test_no_thread_is_left(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    with served(tmp_path) as site:
        address = ("127.0.0.1", site.server.server_port)
        idle = socket.create_connection(address, timeout=20)
        waiting = socket.create_connection(address, timeout=20)
        waiting.sendall(
            f"GET /_preview/events HTTP/1.1\r\nHost: {address[0]}:{address[1]}\r\n\r\n".encode()
        )
        assert waiting.recv(10)
        assert set(threading.enumerate()) - before
    assert set(threading.enumerate()) - before == set()
    idle.close()
    waiting.close()


def test_a_fault_of_ours_is_seen_by_who_looks_for_it(
    site: Served, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(handling, "respond", fail)
    assert (
        raw(site, f"GET / HTTP/1.1\r\nHost: localhost:{site.server.server_port}\r\n\r\n".encode())
        == b""
    )
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("PUBLISHER_DEBUG", "1")
    raw(site, f"GET / HTTP/1.1\r\nHost: localhost:{site.server.server_port}\r\n\r\n".encode())
    assert isinstance(site.server, PreviewServer)
    assert "RuntimeError: ours" in capsys.readouterr().err
