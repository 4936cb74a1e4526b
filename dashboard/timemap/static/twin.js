/* Two maps of one page that look at the same land: where a hand moves one, the other goes too; what one points at or
   selects, the other shows as well. The day stays each map's own. Without the option `twin` nothing of this runs. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const near = (a, b, by) => Math.abs(a - b) < by;

  class Twin {
    /* channel: a name that only the two maps of this visit know. */
    constructor(app, channel) {
      Object.assign(this, { app, map: app.map, pointed: null, told: app.wanted });
      this.wire = new BroadcastChannel(channel);
      this.wire.onmessage = (e) => this._hear(e.data);
      window.addEventListener("pagehide", () => this.wire.close());
      // Only a hand leads. What Python or the other map has set in motion is not passed on, or it would never end.
      this.map.on("zoomanim", (e) => { if (app.gesture && !e.noUpdate) this._say("glide", { lat: e.center.lat, lng: e.center.lng, zoom: e.zoom }); });
      this.map.on("move", () => { if (app.gesture && !this.map._animatingZoom) this._look("move"); });
      this.map.on("moveend", () => { if (app.gesture) this._look("rest"); });
      this.map.on("mousemove mouseout dragstart zoomstart", () => this._point());
      const { select } = app;
      app.select = (id) => { select.call(app, id); this._select(); };
    }

    _say(what, more) { this.wire.postMessage(Object.assign({ what }, more)); }

    _look(what) {
      const c = this.map.getCenter();
      this._say(what, { lat: c.lat, lng: c.lng, zoom: this.map.getZoom() });
    }

    _point() {
      const { hovered } = this.app.pointer, id = hovered < 0 ? null : this.app.payload.id[hovered];
      if (id === this.pointed) return;
      this.pointed = id;
      this._say("point", { id });
    }

    _select() {
      const id = this.app.wanted;
      if (id === this.told) return;
      this.told = id;
      this._say("select", { id });
    }

    _hear(m) {
      const { app, map } = this;
      if (!m || !map.getSize().x) return;
      if (m.what === "point") { this._show(m.id); return; }
      if (m.what === "select") { this.told = m.id; if (m.id !== app.wanted) app.select(m.id); return; }
      app.gesture = false;
      app.moved = true;
      const target = L.latLng(m.lat, m.lng);
      if (m.what === "glide") { map.setView(target, m.zoom, { animate: !TM.calm() }); return; }
      if (map._animatingZoom) { if (m.what === "rest") map.once("zoomend", () => this._settle(target, m.zoom)); return; }
      if (m.what === "rest" || !near(map.getZoom(), m.zoom, 1e-6)) { this._settle(target, m.zoom); return; }
      // A pan without its end: names and land are set anew when the hand rests.
      map._rawPanBy(map._getCenterOffset(target).round());
      map.fire("move");
    }

    _settle(target, zoom) {
      const { map } = this, c = map.getCenter();
      if (near(c.lat, target.lat, 1e-7) && near(c.lng, target.lng, 1e-7) && near(map.getZoom(), zoom, 1e-6)) { map.fire("moveend"); return; }
      map.setView(target, zoom, { animate: false });
    }

    /* The words at the place that the other map points at, as they are here. */
    _show(id) {
      const { app, map } = this, { pointer, payload } = app;
      if (!payload) return;
      const i = id !== null && payload.index.has(id) ? payload.index.get(id) : -1;
      const seen = i >= 0 && payload.shown[i];
      pointer.hovered = seen ? i : -1;
      if (seen) pointer.at = map.latLngToContainerPoint([payload.lat[i], payload.lon[i]]);
      pointer.refresh();
      app.labels.draw(app.selected, pointer.hovered);
    }
  }

  TM.twin = (app, channel) => { if (window.BroadcastChannel) app.twin = new Twin(app, channel); };
})();
