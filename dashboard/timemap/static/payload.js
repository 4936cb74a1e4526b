/* The dated places as typed arrays, and the one pointer per place that moves with the day. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const ALWAYS = -100000;
  const UNKNOWN = 0, CONTROLLED = 1, CONTESTED = 2, CHANGING = 3;
  // Higher is drawn over lower, and named before lower; within a rank the data set's own order decides.
  const RANK = { village: 0, other: 1, road: 2, district: 3, oil_field: 4, bridge: 4, port: 5, refinery: 5,
    military_base: 5, dam: 6, air_base: 6, town: 7, border_crossing: 8, city: 9 };

  const mercatorX = (lon) => (lon / 360 + 0.5) * 256;
  function mercatorY(lat) {
    const s = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
    return (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * 256;
  }

  class Payload {
    constructor(raw) {
      if (!raw || raw.version !== 1 || !raw.places || !raw.segments) throw new Error("the map data is not in version 1");
      this.title = String(raw.title || "");
      this.epoch = TM.dates.fromIso(raw.epoch);
      this.days = Math.max(1, raw.days | 0);
      if (!Number.isFinite(this.epoch)) throw new Error("the map data has no first day");
      this.actors = raw.actors || [];
      this.kinds = raw.kinds || [];
      this.id = raw.places.id;
      this.name = raw.places.name;
      this.country = raw.places.country || [];
      this.n = this.id.length;
      this.kind = Uint8Array.from(raw.places.kind);
      this.lat = Float64Array.from(raw.places.lat);
      this.lon = Float64Array.from(raw.places.lon);
      this.wx = Float64Array.from(raw.places.lon, mercatorX);
      this.wy = Float64Array.from(raw.places.lat, mercatorY);
      this.index = new Map();
      for (let i = 0; i < this.n; i++) this.index.set(this.id[i], i);
      this._segments(raw.segments);
      const changes = raw.changes || { day: [], place: [], actor: [] };
      this.changeDay = Int32Array.from(changes.day);
      this.changePlace = Int32Array.from(changes.place);
      this.changeActor = Int16Array.from(changes.actor);
      const rank = Uint8Array.from(this.kind, (k) => RANK[this.kinds[k]] ?? 1);
      this.order = Uint32Array.from({ length: this.n }, (_, i) => i).sort((a, b) => rank[a] - rank[b] || b - a);
      // Names: a place with a history before one without, however large; among equals the data set's own order.
      const weight = Float32Array.from(rank, (r, p) => r + 1.2 * Math.min(4, this.end[p] - this.begin[p] - 1) -
        (this.end[p] - this.begin[p] === 1 && this.status[this.begin[p]] === UNKNOWN ? 9 : 0));
      this.naming = Uint32Array.from(this.order).sort((a, b) => weight[b] - weight[a] || a - b);
      // What the filters let through: places for good, their states day by day; `shown` is both, on the day sought.
      this.allowed = new Uint8Array(this.n).fill(1);
      this.passes = new Uint8Array(this.nothing + 1).fill(1);
      this.shown = new Uint8Array(this.n).fill(1);
      this.held = new Int32Array(this.actors.length);
      this.tally = { contested: 0, changing: 0, unknown: 0, besieged: 0 };
      this.recent = new Int32Array(this.n);
      this.recents = 0;
      this.first = Number.isInteger(raw.first) ? raw.first : this.changeDay.length ? this.changeDay[0] : 0;
      this.initial = Number.isInteger(raw.initial) ? raw.initial : null;
      this.setFilter();
      this._partners();
    }

    _segments(s) {
      const m = s.place.length;
      // One segment more than the file has: "nothing is known", for places that the file gives none.
      const column = (values, fill, Type) => { const a = new Type(m + 1); a.set(values); a[m] = fill; return a; };
      this.start = column(s.start, ALWAYS, Int32Array);
      this.status = column(s.status, UNKNOWN, Uint8Array);
      this.holder = column(s.holder, -1, Int16Array);
      this.contender = column(s.contender, -1, Int16Array);
      this.besieger = column(s.besieger, -1, Int16Array);
      this.standing = column(s.standing, 0, Uint8Array);
      this.evidence = column(s.evidence, ALWAYS, Int32Array);
      this.begin = new Int32Array(this.n).fill(m);
      this.end = new Int32Array(this.n).fill(m + 1);
      this.since = Int32Array.from(this.start);
      for (let i = 0; i < m; i++) {
        const p = s.place[i];
        if (i === 0 || s.place[i - 1] !== p) this.begin[p] = i;
        else if (this.status[i] === this.status[i - 1] && this.holder[i] === this.holder[i - 1] &&
          this.contender[i] === this.contender[i - 1]) this.since[i] = this.since[i - 1];
        this.end[p] = i + 1;
      }
      this.cur = Int32Array.from(this.begin);
      // Places that something is ever known of: the map opens on these.
      this.spoken = new Uint8Array(this.n);
      for (let i = 0; i < m; i++) if (this.status[i] !== UNKNOWN) this.spoken[s.place[i]] = 1;
      // Equal looks share one number, so that each look is painted once and then only copied.
      const looks = new Map();
      this.look = new Int32Array(m + 1);
      this.looks = [];
      for (let p = 0; p < this.n; p++) {
        for (let i = this.begin[p]; i < this.end[p]; i++) this.look[i] = i === m ? 0 : this._look(looks, p, i);
      }
      this.lookOfNothing = new Int32Array(this.n);
      for (let p = 0; p < this.n; p++) if (this.begin[p] === m) this.lookOfNothing[p] = this._look(looks, p, m);
      this.nothing = m;
    }

    _look(looks, p, i) {
      const two = this.status[i] >= CONTESTED;
      const c = two ? this.contender[i] : -1;
      const st = two || this.status[i] === UNKNOWN ? 0 : this.standing[i];
      const h = this.status[i] === UNKNOWN ? -1 : this.holder[i];
      const key = (((this.kind[p] * 4 + this.status[i]) * 8 + st) * 512 + h + 1) * 512 + c + 1;
      let at = looks.get(key);
      if (at === undefined) {
        at = this.looks.length;
        looks.set(key, at);
        this.looks.push({ kind: this.kinds[this.kind[p]] || "other", status: this.status[i], standing: st, holder: h, contender: c });
      }
      return at;
    }

    /* A crossing often shares its pixel with its town or with the gate across the line. Its nearest neighbour is
       kept, so that the drawing can push the two a few pixels apart. */
    _partners() {
      const isGate = Uint8Array.from(this.kind, (k) => (this.kinds[k] === "border_crossing" ? 1 : 0));
      this.gates = [];
      const near = 0.06 * (256 / 360);
      const cells = new Map();
      const cell = (x, y) => Math.floor(x / near) * 100003 + Math.floor(y / near);
      for (let p = 0; p < this.n; p++) {
        const key = cell(this.wx[p], this.wy[p]);
        if (cells.has(key)) cells.get(key).push(p); else cells.set(key, [p]);
      }
      for (let p = 0; p < this.n; p++) {
        if (!isGate[p]) continue;
        let best = -1, distance = near;
        for (let i = -1; i <= 1; i++) for (let j = -1; j <= 1; j++) {
          for (const q of cells.get(cell(this.wx[p] + i * near, this.wy[p] + j * near)) || []) {
            const d = Math.hypot(this.wx[q] - this.wx[p], this.wy[q] - this.wy[p]);
            if (q !== p && d < distance) { best = q; distance = d; }
          }
        }
        if (best < 0) continue;
        let dx = this.wx[p] - this.wx[best], dy = this.wy[p] - this.wy[best];
        if (distance < 1e-9) { dx = p < best ? -1 : 1; dy = 0; } else { dx /= distance; dy /= distance; }
        this.gates.push({ p, dx, dy, distance, share: isGate[best] ? 0.5 : 1 });
      }
    }

    /* Moves every pointer to `day` and counts anew. One pass over the places; most pointers do not move. */
    seek(day, haloDays) {
      const { cur, start, begin, end, status, holder, since, besieger, allowed, passes, shown, held, tally, recent, nothing } = this;
      held.fill(0);
      let contested = 0, changing = 0, unknown = 0, besieged = 0, recents = 0;
      for (let p = 0; p < this.n; p++) {
        let c = cur[p];
        if (c === nothing) { unknown += shown[p] = allowed[p] & passes[c]; continue; }
        const stop = end[p] - 1, low = begin[p];
        while (c < stop && start[c + 1] <= day) c++;
        while (c > low && start[c] > day) c--;
        cur[p] = c;
        if (!(shown[p] = allowed[p] & passes[c])) continue;
        const s = status[c];
        if (s === CONTROLLED) { if (holder[c] >= 0) held[holder[c]]++; else unknown++; }
        else if (s === CONTESTED) contested++;
        else if (s === CHANGING) changing++;
        else unknown++;
        if (besieger[c] >= 0) besieged++;
        if (c > low && since[c] > ALWAYS && day - since[c] < haloDays) recent[recents++] = p;
      }
      this.recents = recents;
      this.day = day;
      tally.contested = contested; tally.changing = changing; tally.unknown = unknown; tally.besieged = besieged;
    }

    /* `bits`: base64 of a bit set over the places, least significant bit first; `actors`: ids of whom a place must
       concern; `standings`: how its state must stand. null lets all through. */
    setFilter({ bits = null, actors = null, standings = null } = {}) {
      this.filter = { bits, actors, standings };
      if (bits === null) this.allowed.fill(1);
      else {
        const bytes = atob(bits);
        for (let p = 0; p < this.n; p++) this.allowed[p] = (bytes.charCodeAt(p >> 3) >> (p & 7)) & 1;
      }
      const wanted = actors && Uint8Array.from(this.actors, (a) => actors.includes(a.id));
      const grades = standings && Uint8Array.from(TM.vocabulary.standing, (word) => standings.includes(word));
      const concerns = (a) => a >= 0 && wanted[a] === 1;
      for (let i = 0; i <= this.nothing; i++) {
        this.passes[i] = (!wanted || concerns(this.holder[i]) || concerns(this.contender[i]) || concerns(this.besieger[i])) &&
          (!grades || grades[this.standing[i]] === 1) ? 1 : 0;
      }
      this.changeDays = [];
      for (let i = 0; i < this.changeDay.length; i++) {
        if (this.counts(i) && this.changeDay[i] !== this.changeDays[this.changeDays.length - 1]) this.changeDays.push(this.changeDay[i]);
      }
    }

    /* Whether a change is one the filters speak of. */
    counts(change) {
      const { actors } = this.filter, actor = this.changeActor[change];
      return this.allowed[this.changePlace[change]] === 1 && (!actors || (actor >= 0 && actors.includes(this.actors[actor].id)));
    }

    nextChange(day) { return this.changeDays.find((d) => d > day) ?? null; }
    previousChange(day) { return this.changeDays.findLast((d) => d < day) ?? null; }
  }

  TM.Payload = Payload;
  TM.mercator = { x: mercatorX, y: mercatorY };
  TM.vocabulary = { ALWAYS, UNKNOWN, CONTROLLED, CONTESTED, CHANGING,
    standing: ["", "implied", "claimed", "reported", "disputed", "confirmed"] };
})();
