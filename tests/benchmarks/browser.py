"""A dashboard and a Chromium to look at it, without pytest: what the measurements of the page stand on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Frame, Page, sync_playwright

from tests import setup_chromium

ROOT: Final = Path(__file__).resolve().parent.parent.parent
LAPTOP: Final = {"width": 1280, "height": 800}
FLAGS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--js-flags=--expose-gc",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
)  # fmt: skip


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a Chromium without a window; raises `NoBrowser` where there is none."""
    path = setup_chromium.find()
    if path is None:
        raise NoBrowser("no Chromium was found: python3 -m tests installs one, or set TIMELINE_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Give a visitor who has never been here: an empty cache, a laptop's screen."""
    context = browser.new_context(viewport=LAPTOP, locale="en-GB", timezone_id="UTC")  # type: ignore[arg-type]
    context.set_default_timeout(120_000)
    try:
        yield context
    finally:
        context.close()


@contextmanager
def dashboard(dataset: Path | None = None) -> Iterator[str]:
    """Run the dashboard on a data set (None = the built-in one) and give its address, at once when it listens."""
    port = _free_port()
    command = ["-m", "dashboard", *([str(dataset)] if dataset else []), "--port", str(port), "--headless"]
    with serving(command, port) as url:
        yield url


@contextmanager
def streamlit(script: Path, *arguments: str) -> Iterator[str]:
    """Run any Streamlit script and give its address."""
    port = _free_port()
    flags = ["--server.port", str(port), "--server.headless", "true", "--server.address", "localhost"]
    quiet = ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    with serving(["-m", "streamlit", "run", str(script), *flags, *quiet, "--", *arguments], port) as url:
        yield url


@contextmanager
def serving(command: Sequence[str], port: int) -> Iterator[str]:
    """Run a Python command that serves a page with Streamlit; ends it and all that it started."""
    with TemporaryDirectory() as home:
        # Nothing of this shell's settings, nor of a Streamlit configuration in the home folder.
        clean = {"PATH": os.environ.get("PATH", os.defpath), "HOME": home, "LANG": "C.UTF-8", "TZ": "UTC"}
        log = Path(home) / "server.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env={**clean, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            _wait(process, port, log)
            yield f"http://localhost:{port}"
        finally:
            for sign in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(process.pid, sign)
                    process.wait(5)
                except (ProcessLookupError, subprocess.TimeoutExpired):
                    continue
            process.wait(5)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            with direct.open(f"http://localhost:{port}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def open_map(page: Page, url: str) -> Frame:
    """Go to a dashboard and give the frame of the map once the map is on screen."""
    page.goto(url)
    # Asked from outside: a wait inside the frame can be lost when the frame goes from blank to its page.
    page.wait_for_function(
        """() => {
          const frame = document.querySelector('iframe[title*="st_folium"]');
          const map = frame && frame.contentWindow && frame.contentWindow.timemap;
          return map ? map.ready.then(() => true) : false;
        }"""
    )
    element = page.query_selector('iframe[title*="st_folium"]')
    frame = element.content_frame() if element else None
    if frame is None:
        raise RuntimeError("the map's frame is gone again")
    return frame


def settled(page: Page, quiet: int = 400) -> None:
    """Wait until Streamlit has nothing under way and the page has stood still for some milliseconds."""
    page.wait_for_function(
        """(quiet) => {
          const app = document.querySelector('[data-testid="stApp"]');
          if (!window.__still) {
            window.__still = { since: performance.now() };
            new MutationObserver(() => { window.__still.since = performance.now(); })
              .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
          }
          const runs = app && app.getAttribute('data-test-script-state') === 'running';
          if (runs) window.__still.since = performance.now();
          return !runs && performance.now() - window.__still.since > quiet;
        }""",
        arg=quiet,
        polling=50,
    )
