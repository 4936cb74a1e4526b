"""Which addresses a page may be fetched from: those of the public internet, and what stands against any other.

A link in an article, or the redirect behind it, must not make this program ask the machine it runs on, the network
around it or the metadata service of a cloud.
"""

from __future__ import annotations

import ipaddress
from typing import Final, TypeAlias

Address: TypeAlias = "ipaddress.IPv4Address | ipaddress.IPv6Address"

_PUBLIC_V6: Final = ipaddress.ip_network("2000::/3")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_NO_PAGES: Final = (  # what carries an IPv4 address inside and has no use any more, and what protocols keep
    (ipaddress.ip_network("2002::/16"), "a 6to4 address"),
    (ipaddress.ip_network("2001::/32"), "a Teredo address"),
    (ipaddress.ip_network("192.88.99.0/24"), "a 6to4 relay"),
    (ipaddress.ip_network("64:ff9b:1::/48"), "a NAT64 address of a local network"),
    (ipaddress.ip_network("192.0.0.0/24"), "a reserved address"),
    (ipaddress.ip_network("2001::/23"), "a reserved address"),
    (ipaddress.ip_network("3fff::/20"), "a reserved address"),
)
_ISATAP: Final = frozenset({0x00005EFE, 0x02005EFE})


def refusal(text: str) -> str:
    """Say what kind of address this is when nothing may be fetched from it; empty for one of the public internet."""
    try:
        address = ipaddress.ip_address(text.split("%", 1)[0])
    except ValueError:
        return "no address"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return _of(address.ipv4_mapped)
        if address in _NAT64:  # networks without IPv4 reach all of it this way
            return _of(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
            return "an ISATAP address"
    return _of(address)


def _of(address: Address) -> str:
    for what, name in (
        (address.is_unspecified, "the unspecified address"),
        (address.is_loopback, "this machine itself (loopback)"),
        (address.is_link_local, "a link-local address, as the metadata services of clouds have"),
        (address.is_multicast, "a multicast address"),
    ):
        if what:
            return name
    for network, name in _NO_PAGES:
        if address in network:
            return name
    if isinstance(address, ipaddress.IPv6Address) and address not in _PUBLIC_V6:
        return "a private or reserved address"
    if not address.is_global or address.is_reserved:
        return "a private or reserved address"
    return ""
