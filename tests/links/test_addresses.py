"""No address but those of the public Internet is ever asked."""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address, ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inet3site.links.addresses import Target, is_public, parse, resolve
from inet3site.links.outcomes import Failure, Reason

INSIDE = [
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
    *("172.16.0.0/12", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
    *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32"),
]
INSIDE_6 = [
    *("::1/128", "::/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "2001:db8::/32"),
    *("64:ff9b:1::/48", "100::/64", "2001::/32", "::/96", "5f00::/16"),
]
SCOPES = [
    lambda inner: IPv6Address(f"::ffff:{inner}"),
    lambda inner: IPv6Address(f"64:ff9b::{inner}"),
    lambda inner: IPv6Address((0x2002 << 112) | (int(inner) << 80) | 1),
]
"""How an IPv6 address stands for one of IPv4: mapped, NAT64, 6to4."""


def within(network: Any) -> st.SearchStrategy[Any]:
    """The addresses of a network."""
    numbers = st.integers(int(network.network_address), int(network.broadcast_address))
    return numbers.map(IPv4Address if isinstance(network, IPv4Network) else IPv6Address)


private_4 = st.sampled_from(INSIDE).map(ip_network).flatmap(within)
private_6 = st.sampled_from(INSIDE_6).map(ip_network).flatmap(within)


@given(address=private_4 | private_6, port=st.sampled_from([80, 443]))
def test_what_is_not_global_is_never_public(address: Any, port: int) -> None:
    assert not is_public(address, port)


@given(inner=private_4, scope=st.sampled_from(SCOPES))
def test_nor_does_it_pass_inside_an_address_of_ipv6(inner: IPv4Address, scope: Any) -> None:
    assert not is_public(scope(inner), 443)


@pytest.mark.parametrize("text", ["8.8.8.8", "2606:4700::1111", "64:ff9b::8.8.8.8", "240e::1"])
def test_a_public_web_server_may_be_asked(text: str) -> None:
    assert is_public(ip_address(text), 80)
    assert is_public(ip_address(text), 443)


@given(port=st.integers(0, 65535).filter(lambda port: port not in (80, 443)))
def test_no_other_port_may_be_asked(port: int) -> None:
    assert not is_public(IPv4Address("8.8.8.8"), port)


# 127.1 and its like are resolved by the system itself, without a network.
@pytest.mark.enable_socket
@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "0x7f000001", "0x7f.1", "2130706433", "017700000001", "0"),
        *("localhost", "127.0.0.1.", "[::1]", "[::]", "[::ffff:10.0.0.1]", "[::ffff:a00:1]"),
        *("10.1", "192.168.257", "[64:ff9b::7f00:1]", "[2002:a00:1::]", "[fe80::1]"),
        *("１２７.0.0.1", "127。0。0。1", "①②⑦.1", "169.254.169.254"),
    ],
)
def test_no_notation_of_a_private_address_passes(host: str) -> None:
    with pytest.raises(Failure) as failed:
        resolve(parse(f"http://{host}/"), is_public)
    assert failed.value.reason in (Reason.NOT_PUBLIC, Reason.NO_HOST)


@given(number=private_4.map(int), form=st.sampled_from(["{}", "{:#x}", "0{:o}"]))
def test_no_number_is_a_way_around(number: int, form: str) -> None:
    host = parse(f"http://{form.format(number)}/").host
    assert not is_public(IPv4Address(socket.inet_aton(host)), 80)


@pytest.mark.parametrize(
    "addresses", [["8.8.8.8", "10.0.0.1"], ["10.0.0.1", "8.8.8.8"], ["8.8.8.8", "::1"]]
)
def test_one_private_address_is_enough_to_refuse(monkeypatch: Any, addresses: list[str]) -> None:
    found = [(None, None, None, "", (each, 80)) for each in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(Failure) as failed:
        resolve(parse("http://both.example/"), is_public)
    assert failed.value.reason == Reason.NOT_PUBLIC


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("http://a.example", Target("http", "a.example", 80, "/")),
        ("HTTPS://A.example./x?y=1#z", Target("https", "a.example", 443, "/x?y=1")),
        ("http://a.example:443/", Target("http", "a.example", 443, "/")),
        ("http://a.example/政策?年=1 2", Target("http", "a.example", 80, None)),  # type: ignore[arg-type]
        ("http://政务.cn/", Target("http", "xn--zfr164b.cn", 80, "/")),
        ("http://[2606:4700::1111]/", Target("http", "2606:4700::1111", 80, "/")),
    ],
)
def test_what_an_address_asks_for(address: str, target: Target) -> None:
    found = parse(address)
    assert (found.scheme, found.host, found.port) == (target.scheme, target.host, target.port)
    assert found.path == (target.path or "/%E6%94%BF%E7%AD%96?%E5%B9%B4=1%202")
    assert parse(found.address) == found


@pytest.mark.parametrize(
    "address",
    [
        *("", "x", "//a.example/", "ftp://a.example/", "file:///etc/passwd", "gopher://a.example/"),
        *("http://", "http:///x", "http://user@a.example/", "http://u:p@a.example/"),
        *("http://@a.example/", "http://a.example:99999/", "http://a.example:x/", "http://[::1/"),
        *(r"http://a.example\@10.0.0.1/", "http://a b.example/", "http://a.example%00/"),
        *("http://a\0.example/", f"http://{'a' * 64}.example/", "http://[fe80::1%25eth0]/"),
        *("http://a..example/", "javascript:alert(1)", "http://a.example,10.0.0.1/"),
    ],
)
def test_what_cannot_be_asked(address: str) -> None:
    with pytest.raises(Failure) as failed:
        parse(address)
    assert failed.value.reason == Reason.BAD_ADDRESS


@given(st.text() | st.text().map("http://{}".format))
def test_any_text_is_an_address_or_a_failure(text: str) -> None:
    try:
        target = parse(text)
    except Failure:
        return
    assert target.address.isascii()
    assert not set(target.path) & set(" \r\n\t\0")
    assert parse(target.address) == target
