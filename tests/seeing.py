"""What an eye makes of a page: pixels, contrast, and the same picture without colour."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page

Picture = npt.NDArray[np.uint8]
"""Height x width x red, green, blue."""

RGB = tuple[float, float, float]


def picture(page: Page, clip: Mapping[str, float] | None = None) -> Picture:
    """Photograph what is in the window, or a part of it: x, y, width, height in pixels."""
    part = FloatRect(x=clip["x"], y=clip["y"], width=clip["width"], height=clip["height"]) if clip else None
    return _read(page.screenshot(clip=part))


def painted(canvases: Locator) -> list[Picture]:
    """Give what is painted on canvases, each on white paper."""
    found = canvases.evaluate_all(
        "all => all.map(c => [c.height, c.width, [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]])"
    )
    pictures = []
    for height, width, values in found:
        pixels = np.array(values, dtype=float).reshape(height, width, 4)
        share = pixels[..., 3:] / 255
        pictures.append((pixels[..., :3] * share + 255 * (1 - share)).round().astype(np.uint8))
    return pictures


def square(page: Page, x: float, y: float, reach: int) -> Picture:
    """Photograph the square around a point."""
    side = 2 * reach + 1
    return picture(page, {"x": round(x) - reach, "y": round(y) - reach, "width": side, "height": side})


def _read(png: bytes) -> Picture:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def rgb(colour: str) -> tuple[int, int, int]:
    """Read #rrggbb."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def differs(one: Picture, other: Picture) -> float:
    """Tell how far two pictures of one size are apart: mean distance of their pixels, 0 to 255."""
    return float(np.abs(one.astype(float) - other.astype(float)).mean())


def grey(seen: Picture) -> Picture:
    """Print a picture in grey (ITU-R BT.709 luma)."""
    luma = seen.astype(float) @ np.array([0.2126, 0.7152, 0.0722])
    return np.repeat(luma.round().astype(np.uint8)[..., None], 3, axis=2)


# Machado, Oliveira, Fernandes 2009, severity 1, for linear light.
_GREEN_BLIND: Final = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
)


def green_blind(seen: Picture) -> Picture:
    """See a picture as somebody does who lacks the cones for green (deuteranopia)."""
    linear = np.clip(_linear(seen.astype(float)) @ _GREEN_BLIND.T, 0, 1)
    sign = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    seen_so: Picture = (sign * 255).round().astype(np.uint8)
    return seen_so


def contrast(one: RGB, other: RGB) -> float:
    """Give the WCAG contrast of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: RGB) -> float:
    """Give the WCAG relative luminance of a colour, 0 to 1."""
    return float(_linear(np.array(colour, dtype=float)) @ np.array([0.2126, 0.7152, 0.0722]))


def _linear(value: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    share = value / 255
    lit: npt.NDArray[np.float64] = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return lit


# Text may be thinned by any element around it, and the paper is the first opaque one behind it.
_INKS: Final = """all => {
  const parse = text => {
    const numbers = text.match(/[\\d.]+/g).map(Number), scale = text.startsWith('color(srgb') ? 255 : 1;
    return [...numbers.slice(0, 3).map(v => v * scale), numbers[3] ?? 1];
  };
  const over = (top, under) => under.map((v, i) => top[i] * top[3] + v * (1 - top[3]));
  return all.filter(e => e.checkVisibility({ visibilityProperty: true }) && e.offsetWidth).map(element => {
    const ink = parse(getComputedStyle(element).color), papers = [];
    let thin = 1;
    for (let node = element; node; node = node.parentElement ?? node.getRootNode().host) {
      const paper = parse(getComputedStyle(node).backgroundColor);
      // An element is as thin as itself and all around it up to the opaque paper.
      for (const each of papers) each[3] *= +getComputedStyle(node).opacity;
      thin *= +getComputedStyle(node).opacity;
      if (paper[3] === 1) { papers.push(paper); break; }
      if (paper[3] > 0) papers.push([...paper.slice(0, 3), paper[3] * +getComputedStyle(node).opacity]);
    }
    const last = papers.pop();
    if (!last || last[3] !== 1) throw new Error('no paper behind ' + element.outerHTML.slice(0, 90));
    const paper = papers.reduceRight((under, top) => over(top, under), last.slice(0, 3));
    const words = element.textContent.trim().slice(0, 40) || element.className;
    return [words, over([...ink.slice(0, 3), ink[3] * thin], paper), paper];
  });
}"""


def contrasts(things: Locator) -> dict[str, float]:
    """Give the contrast of each visible thing's text to what lies behind it."""
    return {words: contrast(tuple(ink), tuple(paper)) for words, ink, paper in things.evaluate_all(_INKS)}


_AT_REST: Final = """() => !document.querySelector('[data-test-script-state="running"], [data-stale="true"]') &&
  !document.getAnimations().some(each => each instanceof CSSTransition)"""


def too_faint(texts: Mapping[str, Locator]) -> dict[str, float]:
    """Give the contrasts below WCAG AA (4.5) of named groups of text; a group of which nothing is seen fails."""
    low: dict[str, float] = {}
    # What Python is drawing anew fades out and in again: on a busy machine for as long as it takes.
    for page in {found.page for found in texts.values()}:
        page.wait_for_function(_AT_REST, polling=50)
    for name, found in texts.items():
        seen = contrasts(found)
        assert seen, name
        low |= {f"{name}: {words}": round(ratio, 2) for words, ratio in seen.items() if ratio < 4.5}
    return low
