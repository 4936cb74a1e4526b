/* Where the map looks, and the redrawing that a new view asks for. The base of App, which brings the parts. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const calm = () => !!(window.matchMedia && matchMedia("(prefers-reduced-motion: reduce)").matches);

  class View {
    /* The opening view: what Python asked for, else all places. Nothing once the user or Python has moved the map. */
    open() {
      if (this.moved) return;
      this.fit(false, this.options.bounds);
      this.moved = false;
    }

    /* All places that something is known of (or `bounds`) in the frame, clear of buttons and legend. */
    fit(animate, bounds) {
      const p = this.payload, size = this.map.getSize();
      if (!size.x || !size.y) return;
      this.moved = true;
      if (!bounds && p && p.n) {
        let s = 90, n = -90, w = 180, e = -180;
        const there = (i) => p.allowed[i] && p.spoken[i], some = p.spoken.some((_, i) => there(i));
        for (let i = 0; i < p.n; i++) {
          if (some ? !there(i) : !p.allowed[i]) continue;
          s = Math.min(s, p.lat[i]); n = Math.max(n, p.lat[i]); w = Math.min(w, p.lon[i]); e = Math.max(e, p.lon[i]);
        }
        if (s <= n) bounds = [[s, w], [n, e]];
      }
      if (!bounds) return;
      const wide = size.x > 640, legend = wide && !this.legend.body.hidden ? this.legend.node.offsetWidth + 14 : 16;
      this.map.fitBounds(bounds, { paddingTopLeft: [wide ? 52 : 20, 20], paddingBottomRight: [legend, 28], maxZoom: 11, animate: animate === true && !calm() });
    }

    setView(view) {
      if (![view.lat, view.lng, view.zoom].every(Number.isFinite)) return;
      this.moved = true;
      this.map.setView([view.lat, view.lng], view.zoom, { animate: !calm() });
    }

    /* Boxes of the frame under buttons and legend: no name may run there. */
    covered() {
      const box = this.stage.getBoundingClientRect();
      return [this.controls.strip, this.legend.node, this.controls.scaleText, this.controls.credit].map((node) => {
        const r = node.getBoundingClientRect();
        return [r.left - box.left - 2, r.top - box.top - 2, r.right - box.left + 2, r.bottom - box.top + 2];
      });
    }

    /* For a new view: everything that depends on pixels. */
    redrawView() {
      if (!this.map.getSize().x) return;
      const covered = this.covered();
      this.basemap.draw(covered);
      this.marks.project();
      this.marks.draw(this.day);
      this.labels.layout(covered, this.basemap.named);
      this.labels.draw(this.selected, this.pointer.hovered);
      this.controls.measure();
    }

    /* For new data, filter, theme or size: everything. */
    redraw() {
      if (this.payload) this.payload.seek(this.day, this.haloDays);
      this.redrawView();
      this.track.layout();
      this.legend.draw();
      this.transport.draw();
    }
  }

  TM.View = View;
  TM.calm = calm;
})();
