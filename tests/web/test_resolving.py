import socket

import pytest

from publisher.web.resolving import Address, PrivateAddressError, is_public, look_up, public_only


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "168.63.129.16",
        "100.64.0.1",
        "100.100.100.200",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:1::",
        "192.0.0.192",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b:1::7f00:1",
        "5f00::1",
        "3fff::1",
        "no address",
    ],
)
def test_addresses_that_no_listener_reaches_are_private(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"],
)
def test_other_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_is_refused() -> None:
    def answers_both(host: str) -> tuple[Address, ...]:
        return ((socket.AF_INET, "1.1.1.1"), (socket.AF_INET, "10.0.0.1"))

    with pytest.raises(PrivateAddressError) as refused:
        public_only(answers_both)("example.org")
    assert refused.value.address == "10.0.0.1"


def test_public_addresses_pass() -> None:
    addresses = ((socket.AF_INET6, "2606:4700::1111"), (socket.AF_INET, "1.1.1.1"))
    assert public_only(lambda _: addresses)("example.org") == addresses


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "017700000001"])
def test_every_spelling_of_an_address_is_judged(host: str) -> None:
    with pytest.raises((PrivateAddressError, socket.gaierror)):
        public_only(look_up)(host)


def test_a_name_too_long_for_any_name_does_not_exist() -> None:
    with pytest.raises(socket.gaierror) as missing:
        look_up("é" * 70 + ".example")
    assert missing.value.errno == socket.EAI_NONAME
