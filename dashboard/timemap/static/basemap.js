/* Land, water, borders and country names: drawn when the view changes, never when the day changes. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const LINES = ["coast", "borders", "disputed", "rivers"];

  /* Flat ints (x, y, then deltas) to one path in world units around `origin`: Path2D keeps 32-bit floats, and around
     an origin nearby they stay exact to a fraction of a pixel at street scale. */
  function addLine(path, flat, scale, origin, close) {
    let x = 0, y = 0;
    for (let i = 0; i < flat.length; i += 2) {
      x += flat[i]; y += flat[i + 1];
      const wx = TM.mercator.x(x / scale) - origin.x, wy = TM.mercator.y(y / scale) - origin.y;
      if (i) path.lineTo(wx, wy); else path.moveTo(wx, wy);
    }
    if (close) path.closePath();
  }

  function layers(raw, scale, origin) {
    const out = {};
    for (const name of ["land", "lakes"]) {
      out[name] = new Path2D();
      for (const polygon of raw[name] || []) for (const ring of polygon) addLine(out[name], ring, scale, origin, true);
    }
    for (const name of LINES) {
      out[name] = new Path2D();
      for (const line of raw[name] || []) addLine(out[name], line, scale, origin, false);
    }
    return out;
  }

  class Basemap {
    constructor(map) {
      this.map = map;
      this.surface = new TM.Surface(map, "tm-base", 0.3);
      this.g = this.surface.canvas.getContext("2d", { alpha: false });
      this.rivers = true;
      this.size = 1;
      // Boxes of the country names in the frame, for the place names to keep clear of.
      this.named = [];
    }

    dress(theme) { this.theme = theme; }

    load(raw) {
      const scale = raw.scale || 1000, near = raw.near || null;
      const box = near && near.box ? near.box : null;
      this.origin = box ? { x: TM.mercator.x((box[0] + box[2]) / 2), y: TM.mercator.y((box[1] + box[3]) / 2) } : { x: 128, y: 128 };
      this.near = box ? layers(near, scale, this.origin) : null;
      this.far = layers(raw.far || {}, scale, this.origin);
      this.box = box ? { x0: TM.mercator.x(box[0]), y0: TM.mercator.y(box[3]), x1: TM.mercator.x(box[2]), y1: TM.mercator.y(box[1]) } : null;
      this.labels = (raw.labels || []).map((l) => ({ name: String(l.name), x: TM.mercator.x(l.lon), y: TM.mercator.y(l.lat), rank: +l.rank || 0, rival: String(l.rival || "") }))
        .sort((a, b) => a.rank - b.rank);
      this.source = String(raw.source || "");
    }

    _paint(set, k, zoom) {
      const { g, theme } = this;
      g.fillStyle = theme.land;
      g.fill(set.land, "evenodd");
      g.fillStyle = theme.lake;
      g.fill(set.lakes, "evenodd");
      g.lineJoin = g.lineCap = "round";
      const line = (path, colour, width, dash) => {
        g.strokeStyle = colour;
        g.lineWidth = width / k;
        g.setLineDash(dash ? dash.map((d) => d / k) : []);
        g.stroke(path);
      };
      const grow = Math.max(0.7, Math.min(1.6, zoom / 6.5));
      if (this.rivers) {
        line(set.rivers, theme.river, 1.15 * grow);
        line(set.lakes, theme.river, 0.7);
      }
      line(set.coast, theme.coast, 0.8 * grow);
      line(set.borders, theme.border, 1.05 * grow);
      line(set.disputed, theme.disputed, 1.05 * grow, [4, 3.2]);
    }

    /* covered: boxes of the frame under buttons and legend, where no name may run. */
    draw(covered) {
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      const { view, width, height, resized } = this.surface.begin(ratio);
      const { g, theme, surface } = this;
      if (resized) { surface.canvas.width = width; surface.canvas.height = height; }
      g.setTransform(1, 0, 0, 1, 0, 0);
      g.fillStyle = theme.water;
      g.fillRect(0, 0, width, height);
      if (!this.far) return;
      const k = view.k * ratio;
      const inside = this.box && [this.box.x0, this.box.y0, this.box.x1, this.box.y1].map((v, i) => (v - (i % 2 ? view.y : view.x)) * k);
      // Whole pixels, rounded inwards: a clip edge inside a pixel would leave a hairline all around the near box.
      const clip = inside && [Math.ceil(inside[0]), Math.ceil(inside[1]), Math.floor(inside[2]), Math.floor(inside[3])];
      const within = clip && clip[0] <= 0 && clip[1] <= 0 && clip[2] >= width && clip[3] >= height;
      const world = (shift) => g.setTransform(k, 0, 0, k, (this.origin.x + shift - view.x) * k, (this.origin.y - view.y) * k);
      if (!within) {
        g.save();
        if (clip) {
          const outside = new Path2D();
          outside.rect(0, 0, width, height);
          outside.rect(clip[0], clip[1], clip[2] - clip[0], clip[3] - clip[1]);
          g.clip(outside, "evenodd");
        }
        for (const shift of [-256, 0, 256]) {
          if ((shift - view.x) * k > width || (shift + 256 - view.x) * k < 0) continue;
          world(shift);
          this._paint(this.far, k, view.zoom);
        }
        g.restore();
      }
      if (clip && clip[2] > clip[0] && clip[3] > clip[1]) {
        g.save();
        const inner = new Path2D();
        inner.rect(clip[0], clip[1], clip[2] - clip[0], clip[3] - clip[1]);
        g.clip(inner);
        world(0);
        this._paint(this.near, k, view.zoom);
        g.restore();
      }
      g.setLineDash([]);
      this._names(view, ratio, covered || []);
    }

    _names(view, ratio, covered) {
      const { g, theme } = this, taken = [], found = new Map();
      this.named = [];
      g.setTransform(ratio, 0, 0, ratio, 0, 0);
      g.textAlign = "center";
      g.textBaseline = "middle";
      g.fillStyle = theme.country;
      const size = this.size * Math.max(10, Math.min(15, 5.2 + view.zoom * 1.15));
      g.font = "500 " + size + "px " + TM.theme.FONT;
      if ("letterSpacing" in g) g.letterSpacing = (size * 0.22).toFixed(1) + "px";
      for (const label of this.labels) {
        const x = (label.x - view.x) * view.k;
        let y = (label.y - view.y) * view.k;
        if (x < 0 || y < 0 || x > view.width + 2 * view.mx || y > view.height + 2 * view.my) continue;
        const text = label.name.toLocaleUpperCase(), w = g.measureText(text).width / 2 + 8, h = size / 2 + 6;
        // A line higher or lower is still the same country: small neighbours then keep both of their names.
        const free = (at) => !taken.some((o) => Math.abs(o[0] - x) < o[2] + w && Math.abs(o[1] - at) < o[3] + h);
        const line = [0, size * 0.9, -size * 0.9].find((shift) => free(y + shift));
        if (line === undefined) continue;
        y += line;
        taken.push([x, y, w, h]);
        // A name cut by the frame reads as a mistake; one that lies wholly in the margin may be panned into view.
        const cut = (at, half, from, to) => (at - half < from && at + half > from) || (at - half < to && at + half > to);
        if (cut(x, w - 6, view.mx, view.mx + view.width) || cut(y, h - 4, view.my, view.my + view.height)) continue;
        const box = [x - view.mx - w + 6, y - view.my - h + 4, x - view.mx + w - 6, y - view.my + h - 4];
        if (covered.some((o) => o[0] < box[2] && o[2] > box[0] && o[1] < box[3] && o[3] > box[1])) continue;
        const shown = box[2] > 0 && box[3] > 0 && box[0] < view.width && box[1] < view.height;
        found.set(label.name, { rival: label.rival, text, x, y, box, shown });
        if (taken.length > 60) break;
      }
      for (const { rival, text, x, y, box, shown } of found.values()) {
        // A map that named one of two rivals would take sides.
        if (rival && found.get(rival)?.shown !== shown) continue;
        g.fillText(text, x, y);
        this.named.push(box);
      }
      if ("letterSpacing" in g) g.letterSpacing = "0px";
    }
  }

  TM.Basemap = Basemap;
})();
