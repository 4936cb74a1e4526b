/* All places of the day on one canvas. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});

  class Marks {
    constructor(map) {
      this.map = map;
      this.surface = new TM.Surface(map, "tm-marks");
      this.blit = new TM.Blit(this.surface.canvas);
      this.sprites = new TM.Sprites();
      this.staleDays = 365;
      this.size = 1;
      this.payload = null;
      this.flips = null;
    }

    dress(theme) {
      this.theme = theme;
      this.scale = 0;
    }

    load(payload) {
      this.payload = payload;
      this.sx = new Float32Array(payload.n);
      this.sy = new Float32Array(payload.n);
      // The same in whole device pixels, for the copying.
      this.dx = new Int32Array(payload.n);
      this.dy = new Int32Array(payload.n);
      this.inside = new Uint32Array(payload.n);
      this.insides = 0;
      this.scale = 0;
      // The area that the data really fill, without outliers: it decides how crowded a zoom level is.
      const span = (values) => { const v = Float64Array.from(values).sort(); return v.length ? v[(v.length * 0.95) | 0] - v[(v.length * 0.05) | 0] : 0; };
      this.area = Math.max(1e-4, span(payload.wx)) * Math.max(1e-4, span(payload.wy)) / 0.81;
    }

    /* Places to pixels: once per view, never per day. */
    project() {
      // With very many marks in sight none has room for fine pixels, and the copying would pay for them.
      const ratio = this.insides > 12000 ? 1 : Math.min(2, window.devicePixelRatio || 1);
      const { view, width, height, resized } = this.surface.begin(ratio);
      if (resized || this.blit.width !== width || this.blit.height !== height) this.blit.resize(width, height);
      this.ratio = ratio;
      const p = this.payload;
      if (!p) return;
      const room = Math.sqrt((this.area / Math.max(1, p.n)) * view.k * view.k);
      const wish = room < 9 ? Math.max(0.3, room / 18) : Math.max(0.5, room / 26);
      const scale = this.size * Math.min(1.15, Math.round(wish * 12) / 12);
      if (scale !== this.scale || this.sprites.ratio !== ratio || this.sprites.theme !== this.theme) {
        this.scale = scale;
        this.sprites.configure(p.actors.map((a) => TM.theme.actorColour(a, this.theme)), this.theme, scale, ratio);
        this._warm(p);
      }
      const { sx, sy } = this, { wx, wy, n, order, shown } = p, { k, x, y } = view;
      for (let i = 0; i < n; i++) {
        sx[i] = (wx[i] - x) * k;
        sy[i] = (wy[i] - y) * k;
      }
      const want = 15 * Math.max(0.75, scale);
      for (const gate of p.gates) {
        const lack = (want - gate.distance * k) * gate.share;
        if (lack > 0) { sx[gate.p] += gate.dx * lack; sy[gate.p] += gate.dy * lack; }
      }
      for (let i = 0; i < n; i++) {
        this.dx[i] = Math.round(sx[i] * ratio);
        this.dy[i] = Math.round(sy[i] * ratio);
      }
      let m = 0;
      const w = view.width + 16, h = view.height + 16;
      for (let j = 0; j < n; j++) {
        const i = order[j];
        if (shown[i] && sx[i] > -16 && sy[i] > -16 && sx[i] < w && sy[i] < h) this.inside[m++] = i;
      }
      this.insides = m;
      this.view = view;
    }

    /* Paints the looks of other days while nobody waits, so that the first drag does not have to. */
    _warm(p) {
      if (!window.requestIdleCallback) return;
      cancelIdleCallback(this.idle || 0);
      const sprites = this.sprites, scale = this.scale;
      let at = 0;
      const work = (deadline) => {
        if (this.payload !== p || this.scale !== scale) return;
        while (at < p.looks.length * 2 && deadline.timeRemaining() > 3) { sprites.mark(p.looks[at >> 1], at >> 1, at & 1); at++; }
        if (at < p.looks.length * 2) this.idle = requestIdleCallback(work);
      };
      this.idle = requestIdleCallback(work);
    }

    draw(day) {
      const { blit, payload: p, sprites, dx, dy, inside, insides, flips, staleDays } = this;
      blit.clear();
      if (p && this.view) {
        const { cur, look, looks, lookOfNothing, nothing, evidence, besieger, recent, kind, kinds, status } = p;
        const HALO = 0, SIEGE = 1, FLIP = 2;
        for (let j = 0; j < p.recents; j++) {
          const i = recent[j], k = kind[i];
          const x = dx[i], y = dy[i];
          if (x > -60 && y > -60 && x < blit.width + 60 && y < blit.height + 60) blit.stamp(sprites.ring(HALO, -1, k, kinds[k]), x, y);
        }
        for (let j = 0; j < insides; j++) {
          const i = inside[j], c = cur[i], x = dx[i], y = dy[i], k = kind[i];
          if (flips !== null && flips[i]) blit.stamp(sprites.ring(FLIP, -1, k, kinds[k]), x, y);
          if (besieger[c] >= 0) blit.stamp(sprites.ring(SIEGE, besieger[c], k, kinds[k]), x, y);
          const at = c === nothing ? lookOfNothing[i] : look[c];
          const faded = status[c] !== 0 && day - evidence[c] > staleDays ? 1 : 0;
          blit.stamp(sprites.marks[at * 2 + faded] || sprites.mark(looks[at], at, faded), x, y);
        }
      }
      blit.flush();
    }

    radiusOf(i) {
      return TM.shapes.radius(this.payload.kinds[this.payload.kind[i]], this.scale) * TM.shapes.shapeOf(this.payload.kinds[this.payload.kind[i]]).reach;
    }

    /* Places under a point, nearest first. Larger marks forgive more; a finger more than a mouse. */
    under(x, y, slack) {
      const hits = [];
      for (let j = this.insides - 1; j >= 0; j--) {
        const i = this.inside[j];
        const d = Math.hypot(this.sx[i] - x, this.sy[i] - y);
        if (d < 40 && d <= this.radiusOf(i) + slack) hits.push([d, i]);
      }
      return hits.sort((a, b) => a[0] - b[0]).map((h) => h[1]);
    }
  }

  TM.Marks = Marks;
})();
