/* The strip of map buttons, the layers menu, the attribution and the scale bar. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const { el, button, setText } = TM.dom;

  class Controls {
    constructor(app, map, tiles) {
      Object.assign(this, { app, map, tiles });
      this.strip = el("div", { class: "tm-strip", role: "group", "aria-label": "Map view" },
        button("plus", "Zoom in", () => this._user(() => map.zoomIn(1))),
        button("minus", "Zoom out", () => this._user(() => map.zoomOut(1))),
        button("fit", "Show all places", () => this._user(() => app.fit(true))));
      const root = document.documentElement;
      if (root.requestFullscreen && document.fullscreenEnabled !== false) {
        this.strip.append(button("full", "Full screen", () => {
          const done = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
          if (done && done.catch) done.catch(() => app.notice("The browser does not allow full screen here."));
        }));
      }
      this.menuButton = button("layers", "Layers", () => this.openMenu(this.menu.hidden), { "aria-expanded": "false", "aria-controls": "tm-layers" });
      this.strip.append(this.menuButton);
      this.menu = el("div", { class: "tm-menu", id: "tm-layers", role: "group", "aria-label": "Layers", hidden: true },
        this._choice("Place names", true, (on) => { app.labels.enabled = on; app.redraw(); }),
        this._choice("Rivers and lakes", true, (on) => { app.basemap.rivers = on; app.redrawView(); }));
      if (tiles && tiles.url) this.menu.append(this._choice("Web map tiles (asks " + hostOf(tiles.url) + ")", false, (on) => this._tiles(on)));
      this.menu.addEventListener("keydown", (e) => { if (e.key === "Escape") { this.openMenu(false); this.menuButton.focus(); e.stopPropagation(); } });
      this.credit = el("div", { class: "tm-credit" });
      this.scaleText = el("span", {});
      this.scaleBar = el("div", { class: "tm-scale", "aria-hidden": "true" }, this.scaleText);
    }

    _user(act) { this.app.gesture = true; act(); }

    _choice(words, on, act) {
      const box = el("input", { type: "checkbox", onchange: () => act(box.checked) });
      box.checked = on;
      return el("label", {}, box, el("span", {}, words));
    }

    openMenu(yes) {
      this.menu.hidden = !yes;
      this.menuButton.setAttribute("aria-expanded", String(yes));
      if (yes) this.menu.querySelector("input").focus();
    }

    /* Off until the user asks: only then does a request leave the machine. Failing tiles are told once, and the
       drawn basemap stays underneath. */
    _tiles(on) {
      if (!on) {
        if (this.layer) this.map.removeLayer(this.layer);
        this.layer = null;
        this.app.notice("");
      } else {
        let failed = 0, came = 0;
        this.layer = L.tileLayer(this.tiles.url, { maxZoom: this.tiles.maxZoom || 19, attribution: "", className: "tm-tiles" });
        this.layer.on("tileload", () => { if (!came++) this.app.notice(""); });
        this.layer.on("tileerror", () => { if (++failed >= 2 && !came) this.app.notice("Tiles could not be loaded. The map stays as it is."); });
        this.layer.addTo(this.map);
      }
      this.map.getContainer().classList.toggle("tm-tiled", on);
      this.attribute();
    }

    attribute() {
      const source = this.app.basemap.source;
      const words = [source ? source.replace(/[.;\s]*$/, "") : "", this.layer && this.tiles.attribution, /endorse/i.test(source) ? "" : "No endorsement of borders"];
      setText(this.credit, words.filter(Boolean).join(". "));
    }

    /* A round distance of about 90 pixels at the middle of the map. */
    measure() {
      const size = this.map.getSize(), y = size.y / 2;
      if (!size.x) return;
      const metres = this.map.distance(this.map.containerPointToLatLng([0, y]), this.map.containerPointToLatLng([90, y]));
      const power = Math.pow(10, Math.floor(Math.log10(metres))), round = [5, 2, 1].find((f) => f * power <= metres) * power;
      this.scaleBar.style.width = Math.round((90 * round) / metres) + "px";
      setText(this.scaleText, round >= 1000 ? round / 1000 + " km" : round + " m");
    }
  }

  function hostOf(url) {
    try { return new URL(url.replace("{s}.", ""), document.baseURI).hostname; } catch (_) { return "a tile server"; }
  }

  TM.Controls = Controls;
})();
