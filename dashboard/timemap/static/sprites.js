/* Every look that occurs is painted once into a small picture ("sprite"); the map only copies pictures. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const { UNKNOWN, CONTESTED, CHANGING } = TM.vocabulary;
  const IMPLIED = 1, CLAIMED = 2, REPORTED = 3, DISPUTED = 4;

  function stripes(g, reach, step, width, colour, slope) {
    g.strokeStyle = colour;
    g.lineWidth = width;
    g.beginPath();
    for (let x = -3 * reach; x <= 3 * reach; x += step) {
      g.moveTo(x - slope * 2 * reach, -2 * reach);
      g.lineTo(x + slope * 2 * reach, 2 * reach);
    }
    g.stroke();
  }

  /* Paints one mark around the origin of `g`. Exported for the key, so that key and map cannot drift apart. */
  function paint(g, look, colours, theme, r, faded) {
    const fade = (c) => (faded ? TM.theme.mix(c, theme.land, 0.52) : c);
    const held = fade(look.holder < 0 ? theme.nobody : colours[look.holder]);
    const other = fade(look.contender < 0 ? theme.nobody : colours[look.contender]);
    const ink = fade(theme.ink);
    const unknown = look.status === UNKNOWN;
    const size = unknown ? r * 0.78 : r;
    const small = size < 4;
    const shape = TM.shapes.path(look.kind, size);
    g.lineJoin = "round";
    g.strokeStyle = theme.casing;
    g.lineWidth = size < 2 ? 1.6 : small ? 2.6 : 3.6;
    g.stroke(shape);
    let rim = TM.theme.mix(held, theme.ink, theme.rim), rimWidth = size < 2 ? 0.5 : small ? 0.8 : 1, dash = null, bar = theme.casing;
    if (unknown) {
      g.fillStyle = theme.paper;
      g.fill(shape);
      rim = fade(theme.grey);
      rimWidth = 1.1;
      bar = rim;
    } else if (look.status === CONTESTED || look.status === CHANGING) {
      const changing = look.status === CHANGING;
      g.save();
      g.clip(shape);
      g.fillStyle = held;
      g.fillRect(-3 * r, -3 * r, 6 * r, 6 * r);
      const step = Math.max(changing ? 3.4 : 4.6, r * (changing ? 0.62 : 0.85));
      stripes(g, r, step, step * (changing ? 0.36 : 0.38), other, changing ? 1 : -1);
      g.restore();
      rim = ink;
      rimWidth = 1.15;
      if (changing) dash = [2.2, 1.7];
      bar = theme.paper;
    } else if (look.standing === IMPLIED) {
      g.fillStyle = theme.paper;
      g.fill(shape);
      g.fillStyle = held;
      g.beginPath();
      g.arc(0, look.kind === "air_base" ? size * 0.1 : 0, Math.max(1.2, size * 0.36), 0, Math.PI * 2);
      g.fill();
      rim = fade(theme.grey);
      rimWidth = 1;
      bar = null;
    } else if (look.standing === CLAIMED || look.standing === REPORTED) {
      // A dark hairline under a broad coloured rim: a yellow ring on pale ground would vanish without it.
      g.strokeStyle = rim;
      g.lineWidth = small ? 1.6 : 2;
      g.stroke(shape);
      g.fillStyle = theme.paper;
      g.fill(shape);
      g.save();
      g.clip(shape);
      g.strokeStyle = held;
      g.lineWidth = 2 * Math.max(1.4, size * 0.36);
      g.stroke(shape);
      g.restore();
      rimWidth = 0;
      bar = rim;
    } else {
      g.fillStyle = held;
      g.fill(shape);
      if (look.standing === DISPUTED) {
        g.strokeStyle = theme.paper;
        g.lineWidth = Math.max(1, size * 0.2);
        g.stroke(TM.shapes.path(look.kind, size * 0.6));
      }
    }
    if (rimWidth) {
      g.strokeStyle = rim;
      g.lineWidth = rimWidth;
      if (dash) g.setLineDash(dash);
      g.stroke(shape);
      g.setLineDash([]);
    }
    if (bar && TM.shapes.shapeOf(look.kind).bar) {
      g.strokeStyle = bar;
      g.lineWidth = Math.max(1.4, size * 0.3);
      g.beginPath();
      g.moveTo(-size * 0.62, 0);
      g.lineTo(size * 0.62, 0);
      g.stroke();
    }
  }

  /* Rings and halos stand around a mark of radius r: siege = hard ring in the besieger's colour, halo = soft disc
     (changed lately), flip = dashed ring in the accent (another rule would decide otherwise). */
  function paintRing(g, type, colour, theme, r) {
    g.beginPath();
    if (type === "halo") {
      g.arc(0, 0, r + 6.5, 0, Math.PI * 2);
      g.fillStyle = theme.halo;
      g.fill();
      g.strokeStyle = theme.haloRim;
      g.lineWidth = 0.9;
      g.stroke();
      return;
    }
    const out = type === "flip" ? r + 6 : r + 3.6;
    g.arc(0, 0, out, 0, Math.PI * 2);
    g.strokeStyle = theme.casing;
    g.lineWidth = 4.2;
    g.stroke();
    g.strokeStyle = type === "flip" ? theme.accent : colour;
    g.lineWidth = 2.1;
    if (type === "flip") g.setLineDash([4, 2.6]);
    g.stroke();
    g.setLineDash([]);
  }

  const RINGS = ["halo", "siege", "flip"];

  class Sprites {
    constructor() { this.configure([], TM.theme.THEMES.light, 1, 1); }

    configure(colours, theme, scale, ratio) {
      Object.assign(this, { colours, theme, scale, ratio });
      this.marks = [];
      this.rings = [];
    }

    _make(reach, draw) {
      const half = Math.ceil(reach * this.ratio) + 1;
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 2 * half + 1;
      const g = canvas.getContext("2d", { willReadFrequently: true });
      g.translate(half + 0.5, half + 0.5);
      g.scale(this.ratio, this.ratio);
      draw(g);
      const pixels = new Int32Array(g.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      return { canvas, pixels, size: canvas.width, half };
    }

    mark(look, lookIndex, faded) {
      const at = lookIndex * 2 + faded;
      let sprite = this.marks[at];
      if (!sprite) {
        const r = TM.shapes.radius(look.kind, this.scale);
        sprite = this.marks[at] = this._make(r * 1.35 + 2.5, (g) => paint(g, look, this.colours, this.theme, r, faded === 1));
      }
      return sprite;
    }

    /* type: see RINGS; kind: number of the kind in the payload, kindName its word. */
    ring(type, actor, kind, kindName) {
      const at = (kind * 3 + type) * 512 + actor + 1;
      let sprite = this.rings[at];
      if (!sprite) {
        const r = TM.shapes.radius(kindName, this.scale) * TM.shapes.shapeOf(kindName).reach;
        const colour = actor < 0 ? this.theme.nobody : this.colours[actor];
        sprite = this.rings[at] = this._make(r + 9, (g) => paintRing(g, RINGS[type], colour, this.theme, r));
      }
      return sprite;
    }
  }

  TM.Sprites = Sprites;
  TM.paintMark = paint;
  TM.paintRing = paintRing;
})();
