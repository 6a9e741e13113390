"""Names to addresses, with those refused that no listener can reach, or that nobody should ask.

A connection is made to an address that was judged here, never to a name again: a name that
answers differently the second time (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable

Address = tuple[socket.AddressFamily, str]
Lookup = Callable[[str], tuple[Address, ...]]
"""Returns the addresses of a host; raises socket.gaierror where there are none."""

# Reachable for some, but never for a listener, or not what they seem: `is_global` says yes.
_REFUSED = tuple(
    ipaddress.ip_network(text)
    for text in (
        "168.63.129.16/32",  # Azure's metadata service
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata service
        "192.88.99.0/24",  # 6to4 relays
        "2002::/16",  # 6to4
        "2001::/32",  # Teredo
        "3fff::/20",  # documentation
    )
)
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")  # RFC 4291, 2.4: all that is given out so far
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddressError(Exception):
    """The host is, or resolves to, an address that is not on the public internet."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def look_up(host: str) -> tuple[Address, ...]:
    """Return every address of a host, in the order in which the system would try them."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label too long for any name
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
    return tuple(dict.fromkeys((family, str(address[0])) for family, _, _, _, address in found))


def is_public(address: str) -> bool:
    """Say whether an IP address is one that everybody on the internet can reach."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped
        if inner is None and parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if parsed not in _GLOBAL_UNICAST:
            return False
    if any(parsed in network for network in _REFUSED if network.version == parsed.version):
        return False
    return parsed.is_global and not parsed.is_multicast


def public_only(look_up: Lookup) -> Lookup:
    """Return a look-up that raises PrivateAddressError where any address of the host is private."""

    def look_up_public(host: str) -> tuple[Address, ...]:
        addresses = look_up(host)
        for _, address in addresses:
            if not is_public(address):
                raise PrivateAddressError(address)
        return addresses

    return look_up_public
