"""Fetching one page: from real servers on this machine that stand for the internet, through the same checks."""

from __future__ import annotations

import datetime as dt
import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.dates import parse_day
from events.extract.documents import fetch as fetching
from events.extract.documents.addresses import refusal
from events.extract.documents.answers import Limits
from events.extract.documents.fetch import Refused, fetch, visit
from events.extract.documents.links import take_apart

PUBLIC: Final = "93.184.215.14"
OTHER: Final = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
PAGE: Final = b"""<!doctype html><html lang="en"><head><title>Front moves at Adoru</title>
<meta property="article:published_time" content="2019-03-04T06:00:00Z">
<meta property="og:site_name" content="The Lakeside Herald"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Front moves at Adoru</h1>
<p>Fighters of the northern front drove the army out of Adoru on Monday, its mayor told this newspaper by telephone.</p>
<p>The army still holds Tamba, 40 kilometres to the south, and says that it is waiting for help from the coast.</p>
</article></body></html>"""

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A real HTTP server on this machine; paths are answered by functions, and what was asked is kept."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.headers.get("Host", ""), self.path))
                try:
                    site.pages.get(self.path, give(b"nothing here", status=404))(self)
                except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
                    self.close_connection = True

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if context is not None:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.port: int = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def give(body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **fields: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in fields.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def send_on(where: str, status: int = 302) -> Answer:
    return give(b"", status=status, Location=where)


class World(fetching._Internet):
    """An internet of a few names. Only dialling is replaced: the check sees public addresses as it would outside."""

    def __init__(self, names: dict[str, list[list[str]]], routes: dict[tuple[str, int], int]) -> None:
        self.names = names
        self.routes = routes
        self.resolved: list[str] = []
        self.dialled: list[tuple[str, int]] = []
        self.context: ssl.SSLContext | None = None

    def resolve(self, host: str, port: int) -> list[str]:
        self.resolved.append(host)
        if host in self.names:
            answers = self.names[host]
            return answers.pop(0) if len(answers) > 1 else answers[0]
        if host[0].isdigit() or ":" in host:
            return super().resolve(host, port)  # numbers: the system's own reading, no question leaves the machine
        raise socket.gaierror("no such host")

    def dial(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.dialled.append((address, port))
        if (address, port) not in self.routes:
            raise httpcore.ConnectError("nobody there")
        return super().dial("127.0.0.1", self.routes[address, port], seconds)

    def trust(self) -> ssl.SSLContext:
        return self.context or ssl.create_default_context()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def world(site: Site) -> World:
    return World({"herald.example": [[PUBLIC]], "other.example": [[OTHER]]}, {(PUBLIC, 80): site.port})


def get(world: World, url: str, **limits: Any) -> Any:
    return visit(url, world, Limits(**limits))


def refused(world: World, url: str, **limits: Any) -> str:
    with pytest.raises(Refused) as caught:
        get(world, url, **limits)
    return str(caught.value)


def test_a_page_comes_with_its_text_title_day_and_publisher(site: Site, world: World) -> None:
    site.pages["/world/adoru?page=1"] = give(PAGE)
    article = get(world, "http://Herald.example/world/adoru?page=1#top")
    assert "drove the army out of Adoru on Monday" in article.text
    assert "Home" not in article.text
    assert article.title == "Front moves at Adoru"
    assert article.publisher == "The Lakeside Herald"
    assert article.published == parse_day("2019-03-04")
    assert (article.url, article.kind, article.language) == ("http://herald.example/world/adoru?page=1", "html", "en")
    assert site.asked == [("herald.example", "/world/adoru?page=1")]
    assert world.dialled == [(PUBLIC, 80)]


def test_plain_text_and_packed_pages_are_read(site: Site, world: World) -> None:
    site.pages["/a.txt"] = give("The garrison left Möng Tai on Friday.".encode("latin-1"), "text/plain")
    site.pages["/packed"] = give(gzip.compress(PAGE), Content_Encoding="gzip")
    site.pages["/koi8"] = give(
        "<html><body><p>Войска вошли в город Тамба утром в пятницу.</p></body></html>".encode("koi8-r"),
        "text/html; charset=koi8-r",
    )
    assert get(world, "http://herald.example/a.txt").text == "The garrison left Möng Tai on Friday.\n"
    assert "Adoru" in get(world, "http://herald.example/packed").text
    assert "вошли в город Тамба" in get(world, "http://herald.example/koi8").text


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.10", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0", "0.1.2.3",
        "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.1.1",
        "240.0.0.1", "255.255.255.255", "192.88.99.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1",
        "fd12::1", "ff02::1", "2001:db8::1", "100::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:5db8:d70e::",
        "2001:0:7f00:1::", "fe80::5efe:7f00:1", "2606:2800::5efe:a00:1", "4000::1", "no address",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize("address", [PUBLIC, OTHER, "8.8.8.8", "64:ff9b::808:808", "::ffff:8.8.8.8", "2a00:1450::1"])
def test_public_addresses_are_not_refused(address: str) -> None:
    assert refusal(address) == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/",
        "http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://0/",
        "http://3232235777/", "http://169.254.169.254/latest/meta-data/", "http://[fe80::1%25lo]/",
        "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/",
    ],
)  # fmt: skip
def test_no_spelling_of_a_private_address_comes_through(site: Site, world: World, url: str) -> None:
    world.routes |= {("127.0.0.1", 80): site.port, ("::1", 80): site.port}
    assert "public internet only" in refused(world, url)
    assert world.dialled == []
    assert site.asked == []


def test_the_way_in_itself_refuses_this_machine(site: Site) -> None:
    with pytest.raises(Refused, match="this machine itself"):
        fetch(f"http://127.0.0.1:{site.port}/", limits=Limits(ports=(site.port,)))
    with pytest.raises(Refused, match="this machine itself"):
        fetch("http://localhost/")
    assert site.asked == []


@pytest.mark.parametrize("private", ["10.1.2.3", "127.0.0.1", "fd00::5"])
def test_a_name_that_is_a_private_address_is_refused(site: Site, world: World, private: str) -> None:
    world.names["intranet.example"] = [[private]]
    world.routes[private, 80] = site.port
    message = refused(world, "http://intranet.example/")
    assert f"intranet.example is {private}" in message
    assert world.dialled == []


def test_one_private_address_among_public_ones_is_enough(world: World) -> None:
    world.names["mixed.example"] = [[PUBLIC, "192.168.0.9"]]
    assert "192.168.0.9" in refused(world, "http://mixed.example/")
    assert world.dialled == []


def test_a_name_is_asked_once_and_the_checked_address_is_dialled(site: Site, world: World) -> None:
    world.names["rebinding.example"] = [[PUBLIC], ["127.0.0.1"]]
    world.routes["127.0.0.1", 80] = site.port
    site.pages["/"] = give(PAGE)
    assert "Adoru" in get(world, "http://rebinding.example/").text
    assert world.resolved == ["rebinding.example"]
    assert world.dialled == [(PUBLIC, 80)]
    assert site.asked == [("rebinding.example", "/")]
    # Asked again it is another address, and that one is looked at too.
    assert "this machine itself" in refused(world, "http://rebinding.example/")


def test_the_next_address_is_tried_when_the_first_does_not_answer(site: Site, world: World) -> None:
    world.names["two.example"] = [[OTHER, PUBLIC]]
    site.pages["/"] = give(PAGE)
    assert "Adoru" in get(world, "http://two.example/").text
    assert world.dialled == [(OTHER, 80), (PUBLIC, 80)]


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("http://127.0.0.1/admin", "this machine itself"),
        ("//127.0.0.1/admin", "this machine itself"),
        ("http://0x7f.1/", "this machine itself"),
        ("http://metadata.example/", "link-local"),
        ("file:///etc/passwd", "file: is not fetched"),
        ("gopher://herald.example/", "gopher: is not fetched"),
        ("http://herald.example:6379/", "port 6379"),
        ("http://user:pw@herald.example/", "user name or password"),
        ("http://herald.example\\@127.0.0.1/", "characters that no address may hold"),
    ],
)
def test_what_a_redirect_names_is_checked_as_well(site: Site, world: World, where: str, says: str) -> None:
    world.names["metadata.example"] = [["169.254.169.254"]]
    world.routes |= {("127.0.0.1", 80): site.port, ("169.254.169.254", 80): site.port}
    site.pages["/"] = send_on(where)
    assert says in refused(world, "http://herald.example/")
    assert world.dialled == [(PUBLIC, 80)]
    assert [path for _, path in site.asked] == ["/"]


def test_five_redirects_are_followed_and_no_more(site: Site, world: World) -> None:
    for number in range(9):
        site.pages[f"/{number}"] = send_on(f"/{number + 1}", (301, 302, 303, 307, 308)[number % 5])
    site.pages["/5"] = give(PAGE)
    assert get(world, "http://herald.example/0").url == "http://herald.example/5"
    site.pages["/5"] = send_on("/6")
    assert "more than 5 times" in refused(world, "http://herald.example/0")
    site.pages["/loop"] = send_on("/loop")
    assert "more than 5 times" in refused(world, "http://herald.example/loop")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("ftp://herald.example/a", "ftp: is not fetched"),
        ("file:///etc/passwd", "file: is not fetched"),
        ("javascript:alert(1)", "javascript: is not fetched"),
        ("data:text/html,<p>x", "characters that no address may hold"),
        ("herald.example/a", "only addresses that begin with https://"),
        ("", "only addresses that begin with https://"),
        ("http://", "names no host"),
        ("http:///path", "names no host"),
        ("http://herald.example:8080/", "port 8080"),
        ("http://herald.example:0/", "port 0"),
        ("http://herald.example:99999/", "no address"),
        ("https://jo:secret@herald.example/", "user name or password"),
        ("http://@herald.example/", "user name or password"),
        ("http://herald.example/a b", "spaces"),
        ("http://herald.example/\r\nHost: x", "spaces"),
        ("http://her%61ld.example/", "names no host that can be asked"),
        ("http://-/", "names no host that can be asked"),
        ("http://[::1", "no address"),
        ("http://" + "a" * 5000, "more than 4000"),
    ],
)
def test_addresses_that_are_not_for_pages_are_refused(world: World, url: str, says: str) -> None:
    message = refused(world, url)
    assert says in message
    assert "secret" not in message
    assert world.resolved == []


def test_no_such_host_and_no_answer_are_told_apart(world: World) -> None:
    assert "no host of the name nowhere.example" in refused(world, "http://nowhere.example/")
    assert "did not answer" in refused(world, "http://other.example/")


@given(
    st.sampled_from(
        ["http://", "https://", "", "//", "http:/", "HTTP://", "http://herald.example", "http://a@b.example"]
    ),
    st.text(max_size=40) | st.text("./:@[]%?#\\0aé漢①。x-", max_size=30),
)
def test_an_address_means_one_host_or_is_refused(start: str, rest: str) -> None:
    try:
        link = take_apart(start + rest)
    except Refused:
        return
    assert link.scheme in ("http", "https")
    assert link.port in (80, 443)
    assert str(link).isascii()
    assert not set(str(link)) & set(' \r\n\\@<>"') - set("@" if "@" in link.target else "")
    again = urlsplit(str(link))
    assert (again.scheme, again.hostname, again.username) == (link.scheme, link.host, None)
    assert take_apart(str(link)) == link


def test_names_in_other_scripts_are_asked_in_ascii() -> None:
    link = take_apart("https://приклад.example/новини?я=1")
    assert (link.host, link.port) == ("xn--80aikifvh.example", 443)
    assert link.target == "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8?%D1%8F=1"


@pytest.mark.parametrize(
    ("status", "says"), [(401, "login"), (403, "refuses programs"), (404, "no such page"), (410, "web archive"),
                         (429, "later"), (451, "legal"), (503, "later"), (418, "418"), (304, "304"), (204, "204")],
)  # fmt: skip
def test_answers_that_are_no_page_say_what_to_do(site: Site, world: World, status: int, says: str) -> None:
    site.pages["/"] = give(b"" if status in (204, 304) else PAGE, status=status)
    assert says in refused(world, "http://herald.example/")


@pytest.mark.parametrize("kind", ["application/octet-stream", "image/png", "application/zip", "video/mp4", "text/css"])
def test_other_types_of_content_are_refused(site: Site, world: World, kind: str) -> None:
    site.pages["/"] = give(PAGE, kind)
    assert kind in refused(world, "http://herald.example/")


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>and on it goes</p>" * 1000)


def test_a_body_without_end_is_cut_off(site: Site, world: World) -> None:
    site.pages["/"] = _endless
    start = time.monotonic()
    assert "more than 1 MB" in refused(world, "http://herald.example/", bytes=1_000_000)
    assert time.monotonic() - start < 5


def test_a_body_that_says_that_it_is_too_large_is_not_waited_for(site: Site, world: World) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "10000001")
        handler.end_headers()
        time.sleep(1)

    site.pages["/"] = answer
    assert "more than 10 MB" in refused(world, "http://herald.example/", seconds=0.8)


def test_ten_megabytes_is_the_limit(site: Site, world: World) -> None:
    words = b"The town of Tamba did not change hands. "
    site.pages["/"] = give(words * 26_000, "text/plain")
    assert get(world, "http://herald.example/").text.startswith("The town of Tamba")
    site.pages["/"] = give(words * 260_000, "text/plain")
    assert "more than 10 MB" in refused(world, "http://herald.example/")


@pytest.mark.parametrize("times", [1, 2])
def test_a_bomb_of_gzip_is_not_unpacked(site: Site, world: World, times: int) -> None:
    bomb = gzip.compress(b"\0" * 300_000_000, 6)
    assert len(bomb) < 400_000
    fields = {"Content_Encoding": "gzip"} if times == 1 else {"Content_Encoding": "gzip, gzip"}
    site.pages["/"] = give(bomb if times == 1 else gzip.compress(bomb), **fields)
    start = time.monotonic()
    assert ("more than 10 MB" if times == 1 else "not asked for") in refused(world, "http://herald.example/")
    assert time.monotonic() - start < 3


def test_packed_pages_that_are_damaged_or_broken_off_say_so(site: Site, world: World) -> None:
    packed = gzip.compress(PAGE)
    site.pages["/damaged"] = give(b"\x1f\x8b" + b"no gzip at all", Content_Encoding="gzip")
    site.pages["/half"] = give(packed[: len(packed) // 2], Content_Encoding="gzip")
    site.pages["/brotli"] = give(PAGE, Content_Encoding="br")
    assert "damaged" in refused(world, "http://herald.example/damaged")
    assert "broke off" in refused(world, "http://herald.example/half")
    assert "not asked for" in refused(world, "http://herald.example/brotli")


def _dripping_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"<")
        time.sleep(0.05)


def _dripping_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(200):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.05)


def _silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


@pytest.mark.parametrize("answer", [_dripping_body, _dripping_head, _silent])
def test_a_slow_site_is_left_at_the_deadline(site: Site, world: World, answer: Answer) -> None:
    site.pages["/"] = answer
    start = time.monotonic()
    assert "too slow" in refused(world, "http://herald.example/", seconds=0.6)
    assert time.monotonic() - start < 1.5


def test_slow_redirects_share_one_deadline(site: Site, world: World) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.3)
        send_on("/")(handler)

    site.pages["/"] = answer
    assert "too slow" in refused(world, "http://herald.example/", seconds=0.7)
    assert len(site.asked) <= 3


def test_a_resolver_that_hangs_is_left_at_the_deadline(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "resolve", lambda *_: time.sleep(2) or [PUBLIC])
    start = time.monotonic()
    assert "too slow" in refused(world, "http://herald.example/", seconds=0.4)
    assert time.monotonic() - start < 1.5


@pytest.mark.parametrize(
    "raw", [b"", b"\x16\x03\x01\x02\x00", b"SSH-2.0-x\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 40_000]
)
def test_an_answer_that_is_no_http_says_that_the_site_did_not_answer(site: Site, world: World, raw: bytes) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(raw)
        handler.close_connection = True

    site.pages["/"] = answer
    assert "did not answer" in refused(world, "http://herald.example/", seconds=3)


@pytest.mark.parametrize(
    ("markup", "says"),
    [
        (
            b"<html><body><form><h1>Welcome back</h1><input name=u><input type=password></form></body></html>",
            "logging in",
        ),
        (b"<html><body><div>Accept all cookies?</div><button>Yes</button></body></html>", "cookies"),
        (b"<html><body><div>Verify: are you a robot?</div></body></html>", "see a person"),
        (b"<html><body><div>Already a subscriber?</div></body></html>", "subscribers"),
        (b"<html><body><div id=root></div><noscript>Please enable JavaScript</noscript></body></html>", "scripts"),
        (b"<html><body></body></html>", "no main text"),
        (b"", "empty"),
    ],
)
def test_pages_without_an_article_say_what_they_are(site: Site, world: World, markup: bytes, says: str) -> None:
    site.pages["/"] = give(markup)
    assert says in refused(world, "http://herald.example/")


def test_what_a_page_says_of_addresses_is_never_fetched(site: Site, world: World) -> None:
    # htmldate fetches a string that is an address; it is only ever given trees.
    site.pages["/"] = give(f"http://127.0.0.1:{site.port}/secret".encode())
    refused(world, "http://herald.example/")
    assert [path for _, path in site.asked] == ["/"]


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate for herald.example, and a client's that trusts it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "herald.example")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("herald.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file: Path = tmp_path_factory.mktemp("tls") / "site.pem"
    file.write_bytes(private + pem)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    client = ssl.create_default_context(cadata=pem.decode("ascii"))
    return server, client


@pytest.fixture
def secure(certified: tuple[ssl.SSLContext, ssl.SSLContext], world: World) -> Iterator[Site]:
    site = Site(certified[0])
    world.context = certified[1]
    world.routes[PUBLIC, 443] = site.port
    yield site
    site.close()


def test_from_http_to_https_the_name_is_what_the_certificate_is_for(site: Site, secure: Site, world: World) -> None:
    site.pages["/"] = send_on("https://herald.example/safe")
    secure.pages["/safe"] = give(PAGE)
    article = get(world, "http://herald.example/")
    assert article.url == "https://herald.example/safe"
    assert secure.asked == [("herald.example", "/safe")]
    assert world.dialled == [(PUBLIC, 80), (PUBLIC, 443)]
    assert world.resolved == ["herald.example", "herald.example"]


def test_from_https_to_http_is_said(site: Site, secure: Site, world: World) -> None:
    secure.pages["/"] = send_on("http://herald.example/open")
    site.pages["/open"] = give(PAGE)
    assert any("without encryption" in each for each in get(world, "https://herald.example/").said)


def test_a_certificate_of_another_name_is_refused(secure: Site, world: World) -> None:
    world.names["bank.example"] = [[PUBLIC]]
    secure.pages["/"] = give(PAGE)
    assert "its certificate fails" in refused(world, "https://bank.example/")
    world.context = None  # the certificates of the system: this one is of nobody
    assert "its certificate fails" in refused(world, "https://herald.example/")
    assert secure.asked == []


def test_a_site_that_drips_its_handshake_is_left_at_the_deadline(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        world.routes[PUBLIC, 443] = listening.getsockname()[1]
        start = time.monotonic()
        assert "too slow" in refused(world, "https://herald.example/", seconds=0.6)
        assert time.monotonic() - start < 1.5


def test_only_this_file_puts_another_world_in_place() -> None:
    root = Path(__file__).resolve().parent.parent
    named = [
        path.relative_to(root).as_posix()
        for folder in ("events", "dashboard")
        for path in sorted((root / folder).rglob("*.py"))
        if "_Internet" in path.read_text(encoding="utf-8") or "fetch import visit" in path.read_text(encoding="utf-8")
    ]
    assert named == ["events/extract/documents/fetch.py"]
