/* Names that do not collide, and the ring around the selected place. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const CELL = 24;
  const MOST = 150, FEW = 40;
  const HIGH = 16;

  /* A coarse occupancy grid: boxes are tested against the boxes that share a cell. */
  class Room {
    constructor() { this.cells = new Map(); }
    _each(box, visit) {
      for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x++)
        for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y++) if (visit(x * 4099 + y)) return true;
      return false;
    }
    free(box, except) {
      return !this._each(box, (key) => (this.cells.get(key) || []).some((o) => o[4] !== except && o[0] < box[2] && o[2] > box[0] && o[1] < box[3] && o[3] > box[1]));
    }
    take(box, owner) {
      const held = [box[0], box[1], box[2], box[3], owner];
      this._each(box, (key) => { const cell = this.cells.get(key); if (cell) cell.push(held); else this.cells.set(key, [held]); });
    }
  }

  class Labels {
    constructor(map, marks) {
      this.map = map;
      this.marks = marks;
      this.surface = new TM.Surface(map, "tm-labels");
      this.g = this.surface.canvas.getContext("2d");
      this.pictures = new Map();
      this.widths = new Map();
      this.base = [];
      this.enabled = true;
      this.size = 1;
      this.most = MOST;
      this.pointed = [];
      this.signature = "";
    }

    load() { this.pictures.clear(); this.widths.clear(); this.base = []; this.pointed = []; this.signature = ""; }

    dress(theme) { this.theme = theme; this.pictures.clear(); this.signature = ""; }

    /* For those who look from afar: how much larger than usual, and how many names at the most. */
    grow(size, most) { this.size = size; this.most = most || MOST; this.pictures.clear(); this.widths.clear(); this.signature = ""; }

    /* The places that are told of are named first, whatever else is there; ids, unknown ones are passed over. */
    point(ids) {
      const { payload } = this.marks;
      this.pointed = payload ? ids.filter((id) => payload.index.has(id)).map((id) => payload.index.get(id)) : [];
      this.grow(this.size, this.most);
    }

    _font(i) {
      const p = this.marks.payload, kind = p.kinds[p.kind[i]], told = this.pointed.includes(i);
      const city = kind === "city", gate = kind === "border_crossing";
      const [weight, pixels] = city ? [600, 12.5] : gate ? [500, 11] : kind === "village" ? [400, 10.5] : [500, 11.5];
      return (gate ? "italic " : "") + (told ? 700 : weight) + " " + pixels * this.size + "px " + TM.theme.FONT;
    }

    _width(i) {
      const p = this.marks.payload;
      let width = this.widths.get(i);
      if (width === undefined) {
        this.g.font = this._font(i);
        this.widths.set(i, (width = Math.ceil(this.g.measureText(p.name[i]).width)));
      }
      return width;
    }

    /* Text with its halo costs about a tenth of a millisecond; a copy of it next to nothing. */
    _picture(i) {
      let picture = this.pictures.get(i);
      if (picture) return picture;
      if (this.pictures.size > 900) this.pictures.clear();
      const p = this.marks.payload, kind = p.kinds[p.kind[i]], ratio = this.ratio;
      picture = document.createElement("canvas");
      picture.width = Math.ceil((this._width(i) + 8) * ratio);
      picture.height = Math.ceil((HIGH * this.size + 6) * ratio);
      const g = picture.getContext("2d");
      g.scale(ratio, ratio);
      g.font = this._font(i);
      g.textBaseline = "middle";
      g.lineJoin = "round";
      g.strokeStyle = this.theme.labelHalo;
      g.lineWidth = 3.4;
      g.strokeText(p.name[i], 4, (HIGH * this.size) / 2 + 3);
      g.fillStyle = kind === "village" ? this.theme.quiet : this.theme.ink;
      g.fillText(p.name[i], 4, (HIGH * this.size) / 2 + 3);
      this.pictures.set(i, picture);
      return picture;
    }

    /* Tries right, left, above, below. Returns a spot or null; `must` allows the box to cover marks, then names of countries, never names of places. */
    _place(i, names, must) {
      // Most tries fail in a crowd: an underestimate of the width sorts them out before the text is measured.
      if (!this.widths.has(i) && !this._spot(i, Math.max(12, this.marks.payload.name[i].length * 4), names, must)) return null;
      return this._spot(i, this._width(i), names, must);
    }

    _spot(i, width, names, must) {
      const { sx, sy } = this.marks;
      const gap = this.marks.radiusOf(i) + (i === this.selected ? 9 : this.pointed.includes(i) ? 8 : 3), x = sx[i], y = sy[i], h = (HIGH * this.size) / 2 - 1.5;
      const spots = [[x + gap, y - h], [x - gap - width, y - h], [x - width / 2, y - gap - 2 * h + 1], [x - width / 2, y + gap - 1],
        [x + gap * 0.7, y - gap - h], [x + gap * 0.7, y + gap - h]];
      for (let round = 0; round < (must ? 3 : 1); round++) {
        for (const [left, top] of spots) {
          const box = [left - 1, top, left + width + 1, top + 2 * h];
          if (box[0] < 2 || box[1] < 2 || box[2] > this.view.width - 2 || box[3] > this.view.height - 2) continue;
          if (!names.free(box, -1) || (round === 0 && !this.room.free(box, i)) || (round === 1 && !this.lands.free(box, -1))) continue;
          return { i, box, x: left - 4, y: top - 4.5 };
        }
      }
      return null;
    }

    /* Buttons and legend lie over the map: no name may run under them. */
    _names() {
      const names = new Room();
      for (const box of this.blocked) names.take(box, -3);
      return names;
    }

    /* For a new view: which names fit when nothing has happened lately. */
    layout(blocked, countries) {
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      if (ratio !== this.ratio) this.pictures.clear();
      this.ratio = ratio;
      const { view, width, height, resized } = this.surface.begin(ratio);
      if (resized) { this.surface.canvas.width = width; this.surface.canvas.height = height; }
      this.view = view;
      this.signature = "";
      this.base = [];
      const { marks } = this, p = marks.payload;
      if (!p || !marks.view) return;
      this.blocked = blocked;
      this.room = new Room();
      this.lands = new Room();
      for (const box of countries) { this.room.take(box, -2); this.lands.take(box, -2); }
      if (marks.insides <= 1500) {
        for (let j = 0; j < marks.insides; j++) {
          const i = marks.inside[j], r = marks.radiusOf(i) - 0.5;
          this.room.take([marks.sx[i] - r, marks.sy[i] - r, marks.sx[i] + r, marks.sy[i] + r], i);
        }
      }
      const names = this._names();
      // In a crowd names would hide the marks: only the weightiest stay.
      const most = marks.insides > 1500 ? FEW : this.most;
      let tries = 0;
      for (let j = 0; j < p.n && this.base.length < most && tries < 900; j++) {
        const i = p.naming[j], x = marks.sx[i], y = marks.sy[i];
        if (!p.shown[i] || x < 0 || y < 0 || x > view.width || y > view.height) continue;
        tries++;
        // A city keeps its name in a crowd of marks; lesser names give way to them.
        const spot = this._place(i, names, marks.insides <= 1500 && p.kinds[p.kind[i]] === "city");
        if (!spot) continue;
        names.take(spot.box, spot.i);
        this.base.push(spot);
      }
    }

    /* For a new day: the selected and the lately changed come first; the others keep their spot or step aside. */
    draw(selected, hovered) {
      const { marks } = this, p = marks.payload;
      if (!p || !this.view) return;
      this.selected = selected;
      const first = this.pointed.filter((i) => i !== selected);
      if (selected >= 0) first.unshift(selected);
      if (this.enabled) for (let j = p.recents - 1; j >= 0 && first.length < (marks.insides > 1500 ? 10 : FEW); j--) if (!first.includes(p.recent[j])) first.push(p.recent[j]);
      const signature = first.join() + "|" + selected + "|" + hovered + "|" + this.enabled;
      if (signature === this.signature) return;
      this.signature = signature;
      const names = this._names(), spots = [], seen = new Set();
      for (const i of first) {
        const { sx, sy } = marks;
        if (sx[i] < 0 || sy[i] < 0 || sx[i] > this.view.width || sy[i] > this.view.height || !p.shown[i]) continue;
        const old = this.base.find((s) => s.i === i);
        const spot = old && i !== selected && names.free(old.box, -1) ? old : this._place(i, names, true);
        seen.add(i);
        if (spot) { names.take(spot.box, i); spots.push(spot); }
      }
      if (this.enabled) for (const spot of this.base) if (!seen.has(spot.i) && names.free(spot.box, -1)) spots.push(spot);
      const { g, ratio } = this;
      g.setTransform(1, 0, 0, 1, 0, 0);
      g.clearRect(0, 0, this.surface.canvas.width, this.surface.canvas.height);
      for (const spot of spots) g.drawImage(this._picture(spot.i), Math.round(spot.x * ratio), Math.round(spot.y * ratio));
      g.setTransform(ratio, 0, 0, ratio, 0, 0);
      if (hovered >= 0 && hovered !== selected) this._ring(hovered, 1.2, 3);
      if (selected >= 0 && p.shown[selected]) this._ring(selected, 2, 6);
    }

    _ring(i, width, gap) {
      const { g, theme, marks } = this;
      g.beginPath();
      g.arc(marks.sx[i], marks.sy[i], marks.radiusOf(i) + gap, 0, Math.PI * 2);
      g.strokeStyle = theme.casing;
      g.lineWidth = width + 2;
      g.stroke();
      g.strokeStyle = theme.ink;
      g.lineWidth = width;
      g.stroke();
    }
  }

  TM.Labels = Labels;
})();
