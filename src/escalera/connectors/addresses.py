"""Addresses of platforms: where we go, and where nobody may send us."""

import ipaddress
import re
import socket
import unicodedata
from urllib.parse import urlsplit

LONGEST = 200
LOCAL = ("localhost", "127.0.0.1", "::1")


class NotAnAddress(Exception):
    """A platform's address begins with https:// (http:// only on this machine), holds no password and names a host."""


def checked(address: str) -> str:
    """The address without its last slash. Raises NotAnAddress."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise NotAnAddress from None
    local = parts.hostname in LOCAL
    if parts.scheme not in (("http", "https") if local else ("https",)) or not parts.hostname:
        raise NotAnAddress
    if parts.username or parts.password or parts.query or parts.fragment or len(address) > LONGEST:
        raise NotAnAddress
    if not (address.isascii() and address.isprintable() and " " not in address) or leads_inside(
        parts.hostname
    ):
        raise NotAnAddress
    return address.rstrip("/")


def leads_inside(host: str) -> bool:
    """Whether a host is a number that no platform has: the cloud's own services, everybody, nobody. In any writing."""
    host = unicodedata.normalize("NFKC", host).rstrip(".").partition("%")[0]
    try:
        return is_inside(ipaddress.ip_address(host))
    except ValueError:
        # Libraries read 2852039166, 0xa9fea9fe and 0251.254.169.254 as numbers too; people never write them.
        return re.fullmatch(r"(0x[0-9a-f]+|[0-9]+)(\.(0x[0-9a-f]+|[0-9]+))*", host, re.I) is not None


def is_inside(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    plain = getattr(number, "ipv4_mapped", None) or number
    return plain.is_link_local or plain.is_multicast or plain.is_unspecified or plain == CLOUD_6


CLOUD_6 = ipaddress.ip_address("fd00:ec2::254")


def resolves_inside(host: str, port: int) -> bool:
    """Whether a name stands for such a number now: its owner may change it after we were connected."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return False  # nobody is there, which the request itself will say
    return any(is_inside(ipaddress.ip_address(str(one[4][0]).partition("%")[0])) for one in found)
