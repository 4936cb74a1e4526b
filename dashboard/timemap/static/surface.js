/* A canvas that lies over (or under) the map and is bound to the view it was drawn for. While the map moves, the
   old picture is shifted and scaled; the owner redraws it when that is worth it. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});

  /* The view now: world pixel of the frame's corner and pixels per world unit (the world is 256 units wide). */
  function viewOf(map) {
    const zoom = map.getZoom(), k = Math.pow(2, zoom);
    // The one place of the map that Leaflet and this canvas must agree on to the pixel.
    const zero = map.latLngToContainerPoint([0, 0]);
    const size = map.getSize();
    return { zoom, k, x: 128 - zero.x / k, y: 128 - zero.y / k, width: size.x, height: size.y };
  }

  class Surface {
    constructor(map, className, margin) {
      this.map = map;
      this.margin = margin || 0;
      this.canvas = TM.dom.el("canvas", { class: "tm-surface " + className, "aria-hidden": "true" });
      map.getContainer().append(this.canvas);
    }

    /* Fits the canvas to the frame plus margin; returns the view of the canvas in device pixels. */
    begin(ratio) {
      const view = viewOf(this.map);
      const mx = Math.round(view.width * this.margin), my = Math.round(view.height * this.margin);
      const w = Math.max(1, Math.round((view.width + 2 * mx) * ratio)), h = Math.max(1, Math.round((view.height + 2 * my) * ratio));
      const resized = this.canvas.width !== w || this.canvas.height !== h;
      this.drawn = Object.assign(view, { x: view.x - mx / view.k, y: view.y - my / view.k, mx, my });
      this.canvas.style.width = w / ratio + "px";
      this.canvas.style.height = h / ratio + "px";
      this.still();
      return { view: this.drawn, width: w, height: h, resized, ratio };
    }

    still() {
      this.canvas.style.transition = "none";
      this.place(viewOf(this.map));
    }

    place(now) {
      if (!this.drawn) return;
      const scale = now.k / this.drawn.k;
      const x = (this.drawn.x - now.x) * now.k, y = (this.drawn.y - now.y) * now.k;
      this.canvas.style.transform = "translate(" + x.toFixed(2) + "px," + y.toFixed(2) + "px)" + (scale === 1 ? "" : " scale(" + scale + ")");
    }

    /* Follows Leaflet's animated zoom, which announces only where it will end. */
    glide(event) {
      const k = Math.pow(2, event.zoom), size = this.map.getSize();
      const c = { x: TM.mercator.x(event.center.lng), y: TM.mercator.y(event.center.lat) };
      this.canvas.style.transition = "transform 0.25s cubic-bezier(0,0,0.25,1)";
      this.place({ k, x: c.x - size.x / 2 / k, y: c.y - size.y / 2 / k });
    }

    /* Whether the frame has moved beyond the margin that was drawn. */
    outrun() {
      if (!this.drawn) return true;
      const now = viewOf(this.map);
      const x = (now.x - this.drawn.x) * now.k, y = (now.y - this.drawn.y) * now.k;
      return x < 0 || y < 0 || x > 2 * this.drawn.mx || y > 2 * this.drawn.my;
    }
  }

  TM.Surface = Surface;
  TM.viewOf = viewOf;
})();
