"""The style of a layer as QGIS keeps it: colour of the holder, shape of the kind, played by its temporal controller."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Final

from dashboard.exports.spans import Spans
from dashboard.style import NOBODY

_DOCTYPE: Final = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
# Kinds by the nearest of QGIS' simple markers; the rest are circles.
_SHAPES: Final = {
    "border_crossing": "diamond", "dam": "triangle", "air_base": "star", "military_base": "square",
    "refinery": "pentagon", "oil_field": "hexagon", "bridge": "line", "port": "trapezoid", "district": "square",
}  # fmt: skip
_SIZES: Final = {"city": "4", "town": "3", "border_crossing": "3.6"}


def layer_style(spans: Spans) -> str:
    """Write QML: categories by holder, contested and changing places rimmed in the other side's colour, names."""
    root = ElementTree.Element(
        "qgis", version="3.28.0", styleCategories="Symbology|Labeling|Temporal", labelsEnabled="1"
    )
    temporal = ElementTree.SubElement(
        root, "temporal", enabled="1", mode="2", limitMode="0", startField="valid_from", endField="valid_to",
        startExpression="", endExpression="", durationField="", durationUnit="min", fixedDuration="0", accumulate="0",
    )  # fmt: skip
    fixed = ElementTree.SubElement(temporal, "fixedRange")
    ElementTree.SubElement(fixed, "start")
    ElementTree.SubElement(fixed, "end")
    renderer = ElementTree.SubElement(
        root, "renderer-v2", type="categorizedSymbol", attr="holder", symbollevels="0", forceraster="0",
        enableorderby="0", referencescale="-1",
    )  # fmt: skip
    categories = ElementTree.SubElement(renderer, "categories")
    symbols = ElementTree.SubElement(renderer, "symbols")
    held = set(spans.frame["holder"])
    shown = [(actor, color, spans.names.actor(actor)) for actor, color in spans.colors.items() if actor in held]
    for at, (value, color, label) in enumerate([*shown, ("", NOBODY[0], "no information")]):
        ElementTree.SubElement(
            categories, "category", value=value, symbol=str(at), label=label, render="true", type="string"
        )
        _symbol(symbols, str(at), color)
    _labels(root)
    return _DOCTYPE + ElementTree.tostring(root, encoding="unicode") + "\n"


def _symbol(parent: ElementTree.Element, name: str, color: str) -> None:
    symbol = ElementTree.SubElement(
        parent, "symbol", type="marker", name=name, alpha="1", clip_to_extent="1", force_rhr="0"
    )
    layer = ElementTree.SubElement(symbol, "layer", {"class": "SimpleMarker", "enabled": "1", "pass": "0"})
    options = {
        "name": "circle", "color": _rgba(color), "outline_color": "255,255,255,255", "outline_width": "0.4",
        "outline_width_unit": "MM", "outline_style": "solid", "size": "3", "size_unit": "MM", "angle": "0",
    }  # fmt: skip
    _options(layer, options)
    unsettled = "\"status\" IN ('contested', 'changing')"
    properties = {
        "name": _case("kind", {kind: f"'{shape}'" for kind, shape in _SHAPES.items()}, "'circle'"),
        "size": _case("kind", _SIZES, "2.4"),
        "outlineColor": f"CASE WHEN {unsettled} THEN \"contender_color\" ELSE '#ffffff' END",
        "outlineWidth": f"CASE WHEN {unsettled} THEN 1.0 ELSE 0.4 END",
    }
    defined = ElementTree.SubElement(layer, "data_defined_properties")
    whole = ElementTree.SubElement(defined, "Option", type="Map")
    ElementTree.SubElement(whole, "Option", name="name", type="QString", value="")
    each = ElementTree.SubElement(whole, "Option", name="properties", type="Map")
    for key, expression in properties.items():
        one = ElementTree.SubElement(each, "Option", name=key, type="Map")
        ElementTree.SubElement(one, "Option", name="active", type="bool", value="true")
        ElementTree.SubElement(one, "Option", name="expression", type="QString", value=expression)
        ElementTree.SubElement(one, "Option", name="type", type="int", value="3")
    ElementTree.SubElement(whole, "Option", name="type", type="QString", value="collection")


def _labels(root: ElementTree.Element) -> None:
    labeling = ElementTree.SubElement(root, "labeling", type="simple")
    settings = ElementTree.SubElement(labeling, "settings", calloutType="simple")
    style = ElementTree.SubElement(
        settings, "text-style", fieldName="name", isExpression="0", fontFamily="Noto Sans", fontSize="8",
        fontSizeUnit="Point", textColor="35,38,43,255", textOpacity="1",
    )  # fmt: skip
    ElementTree.SubElement(
        style, "text-buffer", bufferDraw="1", bufferSize="0.8", bufferSizeUnits="MM", bufferColor="255,255,255,255",
        bufferOpacity="0.9",
    )  # fmt: skip
    ElementTree.SubElement(settings, "placement", placement="6", dist="1", distUnits="MM")
    ElementTree.SubElement(settings, "rendering", obstacle="1", scaleVisibility="0", drawLabels="1")


def _options(layer: ElementTree.Element, options: dict[str, str]) -> None:
    whole = ElementTree.SubElement(layer, "Option", type="Map")
    for name, value in options.items():
        ElementTree.SubElement(whole, "Option", name=name, type="QString", value=value)


def _case(field: str, values: dict[str, str], otherwise: str) -> str:
    cases = " ".join(f"WHEN \"{field}\" = '{word}' THEN {value}" for word, value in values.items())
    return f"CASE {cases} ELSE {otherwise} END"


def _rgba(color: str) -> str:
    return ",".join(str(int(color[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"
