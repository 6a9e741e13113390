"""What stops the work can leave the process in which it happened."""

import pickle

import pytest

from publisher.errors import ConfigError, DocumentError, PublisherError, UsageError


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (DocumentError("a.md", "never ends", 3, 4), "a.md:3:4: never ends"),
        (ConfigError(["a.toml:1:1: one", "b.toml:2:2: two"]), "a.toml:1:1: one\nb.toml:2:2: two"),
        (UsageError("no show"), "no show"),
    ],
)
def test_errors_say_the_same_in_another_process(error: PublisherError, message: str) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(error) == str(again) == message
    assert vars(again) == vars(error)
