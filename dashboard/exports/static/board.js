/* The map of the page: one clock after the other, from step to step in one movement; and the card of a place. */
(function () {
  "use strict";
  const TT = (window.TT = window.TT || {});
  const $ = (id) => document.getElementById(id);
  // The size of the map on the screen on which positions are chosen: as much land is shown on any other.
  const SCREEN = [860, 560];

  class Board {
    /* data: what the page carries; noted: called with nothing whenever the day or the selected place has changed. */
    constructor(data, noted) {
      Object.assign(this, { data, noted: () => {}, clock: data.first.clock, told: data.first, turn: 0, picked: null, touched: false });
      this.map = L.map($("map"), Object.assign({}, data.map, { center: data.centre, zoom: 6, zoomSnap: 0 }));
      this.timemap = TM.mount(this.map, Object.assign({ payload: this._payload(this.clock), basemap: data.basemap, tiles: null }, data.options));
      const app = (this.app = this.timemap.app), { setDay, select } = app;
      app.setDay = (day, stamp) => { const moved = setDay.call(app, day, stamp); if (moved) this.noted(); return moved; };
      app.select = (id) => { select.call(app, id); this.picked = app.wanted; this.noted(); };
      const { covered } = app;
      // No name may run under the day either.
      app.covered = () => covered.call(app).concat(this._plate());
      this.map.on("movestart", () => { if (app.gesture) this.touched = true; });
      // A window of another size shows the same land, unless a hand has moved the map since.
      this.map.on("resize", () => { this.enlarge(this.large); if (!this.touched) this._jump(this.told); });
      this.ready = this.timemap.ready;
      this.noted = noted;
    }

    /* Only what a clock or a rule alters is carried again. */
    _payload(clock) { return Object.assign({}, this.data.payloads[this.data.first.clock], this.data.payloads[clock]); }

    _plate() {
      const plate = $("plate"), box = plate && plate.getBoundingClientRect(), here = this.app.stage.getBoundingClientRect();
      return box && box.width ? [[box.left - here.left - 2, box.top - here.top - 2, box.right - here.left + 2, box.bottom - here.top + 2]] : [];
    }

    get dayWords() { const p = this.app.payload; return p ? TM.dates.full(p.epoch + this.app.day, this.app.locale) : ""; }

    /* For a room instead of a desk: larger marks, larger and fewer names. */
    enlarge(yes) {
      const size = this.map.getSize(), { app } = this;
      const by = yes ? Math.max(1, Math.min(2.4, 0.94 * Math.min(size.x / SCREEN[0], size.y / SCREEN[1]))) : 1;
      if (by === app.marks.size && yes === this.large) return;
      this.large = yes;
      app.marks.size = app.basemap.size = by;
      app.labels.grow(by, yes ? 46 : 0);
      app.redraw();
    }

    /* Shows what a step says; `glide`: in one movement, unless the visitor wants none. */
    async show(order, glide) {
      const turn = ++this.turn, { app } = this;
      this._halt();
      this.told = order;
      this.touched = app.gesture = false;
      if (order.clock !== this.clock) {
        this.clock = order.clock;
        await app.load(this._payload(order.clock));
      }
      if (turn !== this.turn) return;
      app.labels.point(order.rings);
      await this.timemap.command({ halo_days: order.halo_days, filter: order.filter, flips: order.rings.length ? order.rings : null, select: order.select });
      if (turn !== this.turn) return;
      app.stop();
      this.picked = null;
      if (!glide || TM.calm()) this._arrive(order);
      else await Promise.all([this._fly(order), this._scrub(order, turn)]);
      if (turn === this.turn) this.noted();
    }

    /* Ends a movement where it is. Leaflet's own stop() would go to a rounded zoom, and a flight cut short says nothing. */
    _halt() {
      this.map._stop();
      if (this.app.root.classList.contains("tt-flying")) this.map._moveEnd(true);
    }

    _arrive(order) {
      this.app.setDayIso(order.day);
      this._jump(order);
      this.app.redraw();
    }

    _target(order) {
      const size = this.map.getSize(), { lat, lng, zoom } = order.view;
      return [L.latLng(lat, lng), Math.max(2, Math.min(16, zoom + Math.log2(Math.min(size.x / SCREEN[0], size.y / SCREEN[1]))))];
    }

    _jump(order) {
      this.app.moved = true;
      if (order.view) this.map.setView(...this._target(order), { animate: false }); else this.app.fit(false);
    }

    _fly(order) {
      const { map, app } = this;
      if (!order.view) { app.fit(true); return Promise.resolve(); }
      const [to, zoom] = this._target(order), from = map.getCenter();
      const far = map.project(from, zoom).distanceTo(map.project(to, zoom)), deep = Math.abs(zoom - map.getZoom());
      app.moved = true;
      if (far < 1 && deep < 0.01) return Promise.resolve();
      // Names would swell and shrink on the way; they are gone until the map has arrived.
      app.root.classList.add("tt-flying");
      return new Promise((arrived) => {
        map.once("moveend", () => { app.root.classList.remove("tt-flying"); arrived(); });
        map.flyTo(to, zoom, { duration: Math.min(1.9, 0.75 + far / 1500 + deep * 0.3), easeLinearity: 0.22 });
      });
    }

    /* The days in between pass by; a window that nobody sees has no animation frames and is simply there. */
    _scrub(order, turn) {
      const { app } = this, from = app.day, to = TM.dates.fromIso(order.day) - app.payload.epoch;
      if (document.hidden) { this._arrive(order); return Promise.resolve(); }
      const last = Math.min(1500, 600 + 60 * Math.sqrt(Math.abs(to - from))), began = performance.now();
      return new Promise((arrived) => {
        const frame = (now) => {
          if (turn !== this.turn) { arrived(); return; }
          const share = Math.max(0, Math.min(1, (now - began) / last)), eased = share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) * (1 - share);
          app.setDay(from + (to - from) * eased);
          if (share < 1 && to !== from) requestAnimationFrame(frame); else arrived();
        };
        requestAnimationFrame(frame);
      });
    }

    /* ---- the card ---- */

    /* A card was written once for all days; its line of state follows the day. */
    writeCard(here, id) {
      const p = this.app.payload, i = id !== null && p.index.has(id) ? p.index.get(id) : -1;
      const html = ((this.data.cards[this.told.cards] || {})[id]) || "";
      if (here.dataset.place !== (id || "") + this.told.cards) {
        here.dataset.place = (id || "") + this.told.cards;
        // Written and escaped by the program that made this page.
        here.innerHTML = i < 0 ? "" : html || '<div class="tt tt-card"><h3 dir="auto"></h3><div class="tt-state"></div></div>';
        if (i >= 0 && !html) here.querySelector("h3").textContent = p.name[i];
      }
      const state = here.querySelector(".tt-state"), mark = here.querySelector(".tt-history u");
      if (i >= 0 && state) state.replaceChildren(...this._state(i));
      if (mark) mark.style.left = (100 * this.app.day) / Math.max(1, p.days - 1) + "%";
    }

    _state(i) {
      const p = this.app.payload, V = TM.vocabulary, c = p.cur[i], status = p.status[c], day = (d) => TM.dates.full(p.epoch + d, this.app.locale);
      const el = TM.dom.el;
      const who = (a, nobody) => {
        if (a < 0) return [nobody];
        const swatch = el("i", { class: "tt-swatch" });
        swatch.style.setProperty("--c", "var(--actor-" + a + ")");
        return [swatch, el("bdi", {}, p.actors[a].name)];
      };
      const holder = () => who(p.holder[c], "nobody known"), other = () => who(p.contender[c], "nobody named");
      const said = status === V.CONTROLLED ? ["Held by ", ...holder()] : status === V.CONTESTED ? ["Contested between ", ...holder(), " and ", ...other()]
        : status === V.CHANGING ? ["Changing from ", ...holder(), " to ", ...other()] : ["No information on who holds it"];
      if (status !== V.UNKNOWN && p.since[c] > V.ALWAYS) said.push(" since " + day(p.since[c]));
      if (p.besieger[c] >= 0) said.push(", besieged by ", ...who(p.besieger[c], ""));
      if (status !== V.UNKNOWN && V.standing[p.standing[c]]) said.push(" ", el("span", { class: "tt-grade" }, V.standing[p.standing[c]]));
      const old = this.app.day - p.evidence[c], none = p.evidence[c] <= V.ALWAYS;
      if (status !== V.UNKNOWN) {
        said.push(el("br"), el("span", { class: "tt-muted" }, none ? "No dated evidence up to this day" : old > this.app.marks.staleDays
          ? "No information since " + day(p.evidence[c]) : "Last evidence " + day(p.evidence[c])));
      }
      return said;
    }
  }

  TT.Board = Board;
})();
