"""What the tests share: a Chromium, a running dashboard, and a visit to it that forgives nothing."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import BrowserContext, ConsoleMessage, Frame, Page, Request, WebError

from tests import setup_chromium

ROOT: Final = Path(__file__).resolve().parent.parent
# A server holds a quarter of a gigabyte. A session starts dozens, most for one test alone.
_SERVERS_KEPT: Final = 4
_BROWSER_FIXTURES: Final = frozenset({"visit", "page", "context", "browser", "chromium"})
# Opened at the address of a page, Streamlit's own script asks below that page first, then at the root.
_PROBE: Final = re.compile(r"^http://[^/]+/.+/_stcore/(health|host-config)$")
_FLAGS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none", "--force-color-profile=srgb",
    # A forgotten address fails at once instead of leaving this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
)  # fmt: skip

# A busy machine is not a wrong result; and what fails in one run of the checks fails in the next.
settings.register_profile("house", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Leave the benchmarks to their own command unless marks are asked for."""
    config.option.markexpr = config.option.markexpr or "not benchmark"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a browser, so that no test can forget to."""
    for item in items:
        if _BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.fixture(scope="session", autouse=True)
def no_store_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees, or writes into, the working store of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.delenv("TIMELINE_DATABASE_URL", raising=False)
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser."""
    found = setup_chromium.find()
    if found is None:
        pytest.fail("no Chromium was found: python3 -m tests installs one, or set TIMELINE_CHROMIUM", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium: str) -> dict[str, Any]:
    """How pytest-playwright starts it."""
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(_FLAGS)}


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: addresses come from `serve`. Stands in for pytest-playwright's own, of which pytest 9.2 warns."""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A laptop with nothing of this machine's language or clock."""
    screen = {"width": 1280, "height": 800}
    return {**browser_context_args, "viewport": screen, "locale": "en-GB", "timezone_id": "UTC"}


@dataclass
class Server:
    """A dashboard in a process of its own."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]

    def wait(self, seconds: float = 60) -> None:
        """Return when it answers; fails with the end of its log when it does not."""
        # No proxy: the server is on this machine.
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with direct.open(f"{self.url}/_stcore/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        pytest.fail(f"the dashboard did not start:\n{self.log.read_text(errors='replace')[-4000:]}", pytrace=False)

    def stop(self) -> None:
        """End it and all that it started."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, sign)
                self.process.wait(5)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        self.process.wait(5)


class Serve(Protocol):
    """Start a dashboard, or find the one that was started with the same words, and give its address.

    With ``run_in`` it is Streamlit's own command that starts it, given in that folder.
    """

    def __call__(self, dataset: Path | None = None, run_in: Path | None = None, **environment: str) -> str: ...


@pytest.fixture(scope="session")
def servers() -> Iterator[dict[object, Server]]:
    """The dashboards that run, the one that was asked for last at the end."""
    running: dict[object, Server] = {}
    yield running
    for server in running.values():
        server.stop()


@pytest.fixture(scope="session")
def serve(servers: dict[object, Server], tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """Dashboards for the whole session; a data set that a test alters needs a folder of its own."""

    def start(dataset: Path | None = None, run_in: Path | None = None, **environment: str) -> str:
        key = (dataset, run_in, tuple(sorted(environment.items())))
        found = servers.pop(key, None)
        if found is None and len(servers) == _SERVERS_KEPT:
            servers.pop(next(iter(servers))).stop()
        servers[key] = found or _started(dataset, run_in, environment, tmp_path_factory.mktemp("server"))
        servers[key].wait()
        return servers[key].url

    return start


def _started(dataset: Path | None, run_in: Path | None, environment: dict[str, str], home: Path) -> Server:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Nothing of this shell's settings, nor of a Streamlit configuration in the home folder.
    clean = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "LANG": "C.UTF-8", "TZ": "UTC"}
    # The names of the world are laid out once per user, not once per server; the store is the server's own.
    clean["XDG_CACHE_HOME"] = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    # To look after every run whether a module has changed costs a sixth of what a server does in a test.
    clean["STREAMLIT_SERVER_FILE_WATCHER_TYPE"] = "none"
    command = ["dashboard", "--port", str(port), "--headless", *([str(dataset)] if dataset else [])]
    if run_in:
        page = str(ROOT / "dashboard" / "app.py")
        command = ["streamlit", "run", page, "--server.port", str(port), "--server.headless", "true"]
    log = home / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=run_in or ROOT,
            env={**clean, **environment},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Server(f"http://localhost:{port}", log, process)


@dataclass
class Watch:
    """What goes wrong during a visit.

    A test that provokes something says so first: ``hosts`` may be asked (they cannot be reached all the same),
    complaints with a text in ``expected`` in them are forgiven.
    """

    hosts: set[str] = field(default_factory=lambda: {"localhost", "127.0.0.1"})
    expected: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Listen to every page of a browser context."""
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("console", self._said)
        context.on("weberror", self._threw)
        context.on("page", lambda page: page.on("websocket", lambda wire: self._host(wire.url)))

    def verdict(self) -> list[str]:
        """List what the test did not expect."""
        return [c for c in self.complaints if not any(text in c for text in self.expected)]

    def _host(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in self.hosts:
            self.complaints.append(f"request to another host: {url[:200]}")

    def _asked(self, request: Request) -> None:
        self._host(request.url)

    def _failed(self, request: Request) -> None:
        # Going to another page drops what is still under way; that is no failure.
        if _is_local(request.url) and "ERR_ABORTED" not in (request.failure or ""):
            self.complaints.append(f"request failed: {request.url[:200]}: {request.failure}")

    def _said(self, message: ConsoleMessage) -> None:
        source = message.location["url"]
        # That another host was not reached is no news: whether it may be asked is judged above.
        if message.type == "error" and (not source or _is_local(source)) and not _PROBE.search(source):
            self.complaints.append(f"console error: {message.text[:500]} ({source})")

    def _threw(self, error: WebError) -> None:
        self.complaints.append(f"page error: {error.error}"[:1000])


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname
    return host is None or host in ("localhost", "127.0.0.1")


@pytest.fixture
def watch() -> Watch:
    """The judge of this test's visit."""
    return Watch()


@pytest.fixture
def visit(context: BrowserContext, watch: Watch, servers: dict[object, Server]) -> Iterator[Page]:
    """An empty page; the test fails when it asks another host, when its console or the server's log has an error."""
    watch.follow(context)
    began = {server.log: server.log.stat().st_size for server in servers.values()}
    page = context.new_page()
    yield page
    if not page.is_closed():
        # The last complaints are still on their way to us.
        page.wait_for_timeout(100)
    for server in servers.values():
        said = server.log.read_bytes()[began.get(server.log, 0) :].decode(errors="replace")
        if "Traceback" in said:
            watch.complaints.append(f"server: {said[said.index('Traceback') :][-3000:]}")
    verdict = watch.verdict()
    if verdict:
        pytest.fail("\n".join(["during the visit:", *verdict]), pytrace=False)


def frame_of(page: Page) -> Frame:
    """Give the frame of the map once the map in it is ready."""
    element = page.wait_for_selector('iframe[title*="st_folium"]', state="attached")
    frame = element.content_frame() if element else None
    assert frame is not None, "the map's frame is gone again"
    # By the clock: a frame that is not painted yet has no animation frames, by which Playwright would wait.
    frame.wait_for_function("() => window.timemap", polling=50)
    frame.evaluate("() => window.timemap.ready.then(() => true)")
    return frame
