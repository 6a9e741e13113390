"""An S3 server on this machine (moto's) as a target."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from publisher.errors import ConfigError, UsageError
from publisher.publish.failing import PublishError
from publisher.publish.files import MANIFEST_NAME
from publisher.publish.s3 import S3Store
from publisher.publish.targets import Trust
from tests.publish.builders import (
    CHANGE,
    CHANGED,
    SITE,
    assert_in_order,
    encoded,
    killed_at,
    published,
    rebuild,
    sited,
)

boto3 = pytest.importorskip("boto3")
moto_server = pytest.importorskip("moto.server")

# Of moto and what it needs; none of ours.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class Bucket:
    """A bucket on a running server, and what was put into it."""

    def __init__(self, port: int) -> None:
        self.endpoint = f"http://127.0.0.1:{port}"
        self.client: Any = boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1")
        self.client.create_bucket(Bucket="podcast")

    def target(self, more: str = 'prefix = "my/site/"') -> str:
        return (
            f'kind = "s3"\nbucket = "podcast"\nendpoint = "{self.endpoint}"\n'
            f'region = "us-east-1"\n{more}'
        )

    def files(self, prefix: str = "my/site/") -> dict[str, bytes]:
        found = {}
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket="podcast", Prefix=prefix
        )
        for page in pages:
            for each in page.get("Contents", ()):
                path = each["Key"].removeprefix(prefix)
                if path != MANIFEST_NAME:
                    found[path] = self.get(each["Key"])
        return found

    def get(self, key: str) -> bytes:
        data: bytes = self.client.get_object(Bucket="podcast", Key=key)["Body"].read()
        return data

    def put(self, key: str, data: bytes) -> None:
        self.client.put_object(Bucket="podcast", Key=key, Body=data)

    def head(self, path: str) -> tuple[str, str]:
        head = self.client.head_object(Bucket="podcast", Key=f"my/site/{path}")
        assert "ContentDisposition" not in head
        return head["ContentType"], head["CacheControl"]


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s3cr3t")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        yield Bucket(server.get_host_and_port()[1])
    finally:
        import requests

        host, port = server.get_host_and_port()
        requests.post(f"http://{host}:{port}/moto-api/reset", timeout=10)
        server.stop()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of objects in the order in which their sending was done."""
    done: list[str] = []
    put, lock = S3Store._put, threading.Lock()

    def seen(self: S3Store, file: Any) -> str:
        tag = put(self, file)
        with lock:
            done.append(file.path)
        return tag

    monkeypatch.setattr(S3Store, "_put", seen)
    return done


def test_the_whole_site_in_order_with_its_headers(
    tmp_path: Path, bucket: Bucket, sent: list[str]
) -> None:
    bucket.put("other/index.html", b"another site")
    run = published(sited(tmp_path, bucket.target()))
    assert bucket.files() == encoded(SITE)
    assert_in_order(sent)
    assert sent[-4:] == ["talk/feed-2.xml", "talk/feed.xml", "talk/odd.xml", "all.xml"]
    assert len(run.pings) == 2
    feed = ("application/rss+xml; charset=utf-8", "public, max-age=300")
    assert bucket.head("talk/feed.xml") == feed
    assert bucket.head("index.html") == ("text/html; charset=utf-8", "public, max-age=300")
    assert bucket.head("sitemap.xml")[0] == "application/xml; charset=utf-8"
    assert bucket.head("talk/one/one.mp3") == ("audio/mpeg", "public, max-age=86400")
    assert bucket.head("assets/style.css") == (
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
    )
    assert bucket.head("talk/one/größe & mehr.jpg")[0] == "image/jpeg"
    assert bucket.files("other/") == {"index.html": b"another site"}


def test_only_what_changed(tmp_path: Path, bucket: Bucket, sent: list[str]) -> None:
    network = sited(tmp_path, bucket.target())
    published(network)
    bucket.put("my/site/mine.txt", b"mine")
    sent.clear()
    written = bucket.client.head_object(Bucket="podcast", Key=f"my/site/{MANIFEST_NAME}")
    run = published(network)
    assert run.last.startswith("nothing to do")
    assert (sent, run.pings) == ([], [])
    assert (
        written["LastModified"]
        == (
            bucket.client.head_object(Bucket="podcast", Key=f"my/site/{MANIFEST_NAME}")[
                "LastModified"
            ]
        )
    )
    rebuild(tmp_path, {"talk/index.html": "<p>2", "talk/cover.jpg": None})
    bucket.put("my/site/404.html", b"<p>not HERE")
    bucket.client.delete_object(Bucket="podcast", Key="my/site/robots.txt")
    assert "1 new and 2 changed files" in published(network).last
    assert sorted(sent) == ["404.html", "robots.txt", "talk/index.html"]
    after: dict[str, str | bytes] = {**SITE, "talk/index.html": "<p>2", "mine.txt": "mine"}
    del after["talk/cover.jpg"]
    assert bucket.files() == encoded(after)


def test_a_change_of_headers_is_a_change(
    tmp_path: Path, bucket: Bucket, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    network = sited(tmp_path, bucket.target())
    published(network)
    sent.clear()
    monkeypatch.setattr("publisher.publish.headers._DAY", "public, max-age=7")
    published(network)
    assert sorted(sent) == ["talk/cover.jpg", "talk/one/größe & mehr.jpg", "talk/one/one.mp3"]


def test_a_dry_run_writes_nothing(tmp_path: Path, bucket: Bucket) -> None:
    network = sited(tmp_path, bucket.target(""))
    assert "nothing was sent" in published(network, dry_run=True).last
    assert bucket.client.list_objects_v2(Bucket="podcast")["KeyCount"] == 0


def test_more_than_a_page_of_objects(
    tmp_path: Path, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTO_S3_DEFAULT_MAX_KEYS", "5")  # of a page; Amazon's has 1,000
    listing = bucket.client.list_objects_v2(Bucket="podcast")
    assert listing["MaxKeys"] == 5
    network = sited(tmp_path, bucket.target())
    published(network)
    assert bucket.files() == encoded(SITE)
    assert published(network).last.startswith("nothing to do")


def test_long_recordings_go_in_parts(
    tmp_path: Path, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.publish.s3._PART_BYTES", 5 * 1024 * 1024)
    long = bytes(range(256)) * 4 * 6000
    network = sited(tmp_path, bucket.target(), {**SITE, "talk/long.mp3": long})
    published(network)
    head = bucket.client.head_object(Bucket="podcast", Key="my/site/talk/long.mp3")
    assert head["ETag"].endswith('-2"')
    assert bucket.head("talk/long.mp3") == ("audio/mpeg", "public, max-age=86400")
    assert bucket.get("my/site/talk/long.mp3") == long
    assert published(network).last.startswith("nothing to do")


def test_killed_at_every_step_it_goes_on(tmp_path: Path, bucket: Bucket) -> None:
    after = encoded(CHANGED)
    moment, killed = 0, True
    while killed:
        moment += 1
        root = tmp_path / str(moment)
        network = sited(root, bucket.target(f'prefix = "{moment}"'))
        published(network)
        rebuild(root, CHANGE)
        names = ((S3Store, "_put"), (S3Store, "write_list"), (S3Store, "remove"))
        killed = killed_at(moment, names, lambda network=network: published(network))  # type: ignore[misc]
        there = bucket.files(f"{moment}/")
        if there["talk/feed.xml"] == after["talk/feed.xml"]:
            assert {"talk/two/index.html", "talk/two/two.mp3"} <= there.keys()
        run = published(network)
        assert bucket.files(f"{moment}/") == after
        assert not killed or run.pings
    assert moment == 7


def test_what_was_sent_before_the_kill_is_not_sent_again(
    tmp_path: Path, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = sited(tmp_path, bucket.target())
    assert killed_at(
        4,
        ((S3Store, "remove"), (S3Store, "write_list"), (S3Store, "put")),
        lambda: published(network),
    )
    media = len(bucket.files())
    assert media == 8
    assert "10 new" in published(network, dry_run=True).lines[0]


def test_who_is_not_let_in_is_told_how(
    tmp_path: Path, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = bucket.target().replace('"podcast"', '"somewhere-else"')
    with pytest.raises(PublishError, match=r"s3://somewhere-else/my/site.*NoSuchBucket") as refused:
        published(sited(tmp_path, target))
    assert "s3cr3t" not in str(refused.value)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(PublishError, match="set AWS_ACCESS_KEY_ID"):
        published(sited(tmp_path, bucket.target()))


def test_without_boto3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "boto3", None)
    with pytest.raises(UsageError, match="pip install boto3"):
        published(sited(tmp_path, 'kind = "s3"\nbucket = "podcast"'))


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://s3.example.com",
        "https://127.0.0.1",
        "https://169.254.169.254",
        "https://localhost:9000",
        "https://[::1]",
    ],
)
def test_endpoints_that_take_a_flag(tmp_path: Path, endpoint: str) -> None:
    target = f'kind = "s3"\nbucket = "podcast"\nendpoint = "{endpoint}"'
    with pytest.raises(UsageError, match="endpoint"):
        published(sited(tmp_path, target), trust=Trust())


@pytest.mark.parametrize(
    "written",
    [
        'bucket = "a/b"',
        'bucket = "../x"',
        'bucket = "ABC"',
        'bucket = "x\\ny"',
        'prefix = "../x"',
        'prefix = "a/../b"',
        'prefix = "a\\u0007"',
        'region = "eu.evil.com/"',
        'endpoint = "ftp://x"',
        'endpoint = "https://s3.example.com/x?y=z"',
        'endpoint = "https://ada:s3cr3t@example.com"',
    ],
)
def test_hostile_words_stop_at_the_settings(tmp_path: Path, written: str) -> None:
    bucket = "" if written.startswith("bucket") else 'bucket = "podcast"\n'
    with pytest.raises(ConfigError, match=r"publisher\.toml") as refused:
        sited(tmp_path, f'kind = "s3"\n{bucket}{written}')
    assert "s3cr3t" not in str(refused.value)
