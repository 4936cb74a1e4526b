"""The scripts that folium's time plugins fetch from the web, fetched once by npm and served from this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit

import xstatic.pkg.leaflet as leaflet
from playwright.sync_api import BrowserContext, Route

# By the name of the file as folium 0.20 asks for it: the npm package and the file in it.
_PACKED: Final = {
    "leaflet.timeline.min.js": ("leaflet.timeline@1.6.0", "dist/leaflet.timeline.js"),
    "leaflet.timedimension.min.js": ("leaflet-timedimension@1.1.1", "dist/leaflet.timedimension.min.js"),
    "leaflet.timedimension.control.css": ("leaflet-timedimension@1.1.1", "dist/leaflet.timedimension.control.css"),
    "moment.min.js": ("moment@2.18.1", "min/moment.min.js"),
    "iso8601.min.js": ("iso8601-js-period@0.2.1", "iso8601.js"),
    "jquery.min.js": ("jquery@3.7.1", "dist/jquery.min.js"),
}
_TYPES: Final = {".js": "text/javascript", ".css": "text/css"}


class NoPlugins(Exception):
    """The plugins' scripts are not here and cannot be fetched; the message says why."""


def scripts() -> dict[str, Path]:
    """Give the plugins' files by the name that folium asks for; raises `NoPlugins` where npm cannot bring them."""
    kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "territory-timeline" / "plugins"
    found = {name: kept / name for name in _PACKED}
    missing = {package for name, (package, _) in _PACKED.items() if not found[name].is_file()}
    for package in sorted(missing):
        _fetch(package, kept)
    return found


def serve(context: BrowserContext, plugins: dict[str, Path]) -> None:
    """Answer every request of a visitor to another host from this machine, with an empty file where none is known."""
    files = plugins | {name: Path(leaflet.BASE_DIR) / name for name in ("leaflet.js", "leaflet.css")}

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.hostname in ("localhost", "127.0.0.1"):
            route.continue_()
            return
        name = address.path.rpartition("/")[2]
        kind = _TYPES.get(Path(name).suffix, "text/plain")
        # Bootstrap, Font Awesome and their like draw nothing here: that they cost nothing is to the rival's favour.
        body = files[name].read_bytes() if name in files else b""
        route.fulfill(status=200, content_type=kind, body=body)

    context.route("http://**/*", answer)
    context.route("https://**/*", answer)


def _fetch(package: str, kept: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise NoPlugins("npm is missing, which brings the plugin's scripts")
    with TemporaryDirectory() as folder:
        command = [npm, "pack", package, "--ignore-scripts", "--silent"]
        try:
            subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=120)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise NoPlugins(f"npm cannot bring {package}, the plugin's script") from error
        kept.mkdir(parents=True, exist_ok=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as packed:
            for name, (from_package, member) in _PACKED.items():
                file = packed.extractfile(f"package/{member}") if from_package == package else None
                if file is not None:
                    (kept / name).write_bytes(file.read())
