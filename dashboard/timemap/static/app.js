/* The state of one map and the order in which things are drawn when it changes. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const { el, setText } = TM.dom;
  const FRAMES = 240;

  class App extends TM.View {
    constructor(map, options) {
      super();
      Object.assign(this, { map, options, payload: null, day: 0, days: 1, selected: -1, wanted: options.select || null, flipIds: null,
        value: null, told: null, acted: {}, source: null, gesture: false, frames: [], draws: [], locale: options.locale || "en-GB",
        haloDays: options.haloDays ?? 7, pendingDay: options.day || null });
      this.root = el("div", { class: "tm", lang: "en" });
      this.stage = el("div", { class: "tm-stage" });
      this.overlay = el("div", { class: "tm-overlay" });
      this.noticeNode = el("div", { class: "tm-notice", role: "status" });
      this.speech = el("div", { class: "tm-speech", "aria-live": "polite" });
      const box = map.getContainer();
      box.parentNode.insertBefore(this.root, box);
      this.stage.append(box, this.overlay);
      this.basemap = new TM.Basemap(map);
      this.marks = new TM.Marks(map);
      this.labels = new TM.Labels(map, this.marks);
      if (options.staleDays) this.marks.staleDays = options.staleDays;
      this.track = new TM.Track(this);
      this.transport = new TM.Transport(this);
      this.legend = new TM.Legend(this);
      this.controls = new TM.Controls(this, map, options.tiles);
      this.pointer = new TM.Pointer(map, this.marks, this);
      const { controls } = this;
      this.overlay.append(controls.strip, controls.menu, this.legend.node, this.noticeNode,
        el("div", { class: "tm-foot" }, controls.scaleBar, controls.credit));
      this.root.append(this.stage, el("section", { class: "tm-panel", "aria-label": "Timeline" }, this.transport.node, this.track.node), this.speech);
      this.setTheme(options.theme || (window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
    }

    /* ---- day ---- */

    /* Shows day number `day` (clamped). `stamp`: time of the input event, for the honest duration. True if it moved. */
    setDay(day, stamp) {
      if (!this.payload || !Number.isFinite(day)) return false;
      const to = Math.max(0, Math.min(this.days - 1, Math.round(day)));
      if (to === this.day) return false;
      const began = performance.now();
      this.day = to;
      this.payload.seek(to, this.haloDays);
      this.marks.draw(to);
      this._label(began);
      this.track.draw();
      this.legend.draw();
      this.transport.draw();
      if (this.pointer.hovered >= 0) this.pointer.refresh();
      this._speak();
      const now = performance.now(), from = stamp > 0 && stamp <= began && began - stamp < 1000 ? stamp : began;
      keep(this.frames, now - from);
      keep(this.draws, now - began);
      return true;
    }

    /* Names may wait while the day runs: they would only flicker. They come when it rests for a moment. */
    _label(now) {
      const hurried = now - this.moment < 120;
      this.moment = now;
      clearTimeout(this.naming);
      const draw = () => this.labels.draw(this.selected, this.pointer.hovered);
      if (hurried) this.naming = setTimeout(draw, 120); else draw();
    }

    setDayIso(iso) {
      const day = TM.dates.fromIso(iso);
      if (!Number.isFinite(day)) return false;
      if (!this.payload) { this.pendingDay = iso; return false; }
      return this.setDay(day - this.payload.epoch);
    }

    get dayIso() { return this.payload ? TM.dates.iso(this.payload.epoch + this.day) : this.pendingDay; }

    /* One step, from a button or a key. */
    go(where, stamp) {
      const p = this.payload;
      if (!p) return;
      const days = p.changeDays;
      const to = { first: days[0], last: days[days.length - 1], previous: p.previousChange(this.day), next: p.nextChange(this.day),
        "day-": this.day - 1, "day+": this.day + 1, "month-": this.day - 30, "month+": this.day + 30 }[where];
      this.stop();
      if (to !== undefined && to !== null && this.setDay(to, stamp)) this.tellSoon("day");
    }

    stop() { this.transport.stop(false); }

    tell(cause) { clearTimeout(this.soon); TM.link.tell(this, cause); }

    /* A held arrow key makes thirty steps a second; Python hears the last. */
    tellSoon(cause) { clearTimeout(this.soon); this.soon = setTimeout(() => this.tell(cause), 160); }

    /* ---- what is shown ---- */

    async load(from) {
      const turn = (this.turn = (this.turn || 0) + 1);
      this.source = typeof from === "string" ? from : null;
      try {
        const raw = typeof from === "string" ? await fetchJson(from) : from;
        // A newer load has begun meanwhile: the older answer is dropped, however late it comes.
        if (turn === this.turn) this._adopt(new TM.Payload(raw));
      } catch (error) {
        if (turn !== this.turn) return;
        this.source = null;
        this.notice("The map data could not be loaded.", () => this.load(from));
        console.warn("timemap:", error);
      }
    }

    _adopt(payload) {
      const iso = this.payload ? this.dayIso : this.pendingDay, firstTime = !this.payload;
      this.payload = payload;
      this.days = payload.days;
      const day = iso ? TM.dates.fromIso(iso) - payload.epoch : payload.initial ?? payload.first;
      this.day = Math.max(0, Math.min(this.days - 1, Number.isFinite(day) ? day : 0));
      this.pendingDay = null;
      this.selected = this.wanted !== null && payload.index.has(this.wanted) ? payload.index.get(this.wanted) : -1;
      this.pointer.hovered = -1;
      this.pointer.tip.hide();
      this.labels.load();
      this.marks.load(payload);
      this.setFlips(this.flipIds, true);
      this.notice("");
      this.legend.layout();
      if (firstTime) this.open();
      this.redraw();
      this.loaded();
    }

    async loadBasemap(from) {
      try {
        this.basemap.load(typeof from === "string" ? await fetchJson(from) : from);
        this.controls.attribute();
        this.redrawView();
      } catch (error) {
        console.warn("timemap: no basemap:", error);
      }
    }

    select(id) {
      this.wanted = id === undefined ? null : id;
      this.selected = this.payload && id !== null && this.payload.index.has(id) ? this.payload.index.get(id) : -1;
      this.labels.draw(this.selected, this.pointer.hovered);
    }

    /* A choice of the user's hand: drawn, then told. */
    pick(i) {
      if (i === this.selected) return;
      this.select(i < 0 ? null : this.payload.id[i]);
      this.tell("picked");
    }

    setFilter(filter) {
      if (!this.payload || JSON.stringify(this.payload.filter) === JSON.stringify({ bits: null, actors: null, standings: null, ...filter })) return;
      this.payload.setFilter(filter);
      this.redraw();
    }

    setFlips(ids, quiet) {
      if (!quiet && !ids && !this.flipIds) return;
      this.flipIds = ids || null;
      this.marks.flips = null;
      if (ids && this.payload) {
        this.marks.flips = new Uint8Array(this.payload.n);
        for (const id of ids) if (this.payload.index.has(id)) this.marks.flips[this.payload.index.get(id)] = 1;
      }
      if (!quiet) this.redraw();
    }

    setTheme(name) {
      this.theme = TM.theme.THEMES[name] || TM.theme.THEMES.light;
      this.root.dataset.theme = document.documentElement.dataset.tmTheme = this.theme.name;
      for (const part of [this.basemap, this.marks, this.labels]) part.dress(this.theme);
      this.legend.layout();
      this.redraw();
    }

    setLocale(locale) {
      try { Intl.DateTimeFormat.supportedLocalesOf(locale); this.locale = locale || "en-GB"; } catch (_) { this.locale = "en-GB"; }
      this.track.layout();
    }

    /* ---- words ---- */

    notice(text, again) {
      this.noticeNode.replaceChildren(text);
      if (text && again) this.noticeNode.append(" ", el("button", { type: "button", class: "tm-textbutton", onclick: again }, "Try again"));
    }

    /* For those who hear the page: the day in words, once the hand rests. */
    _speak() {
      clearTimeout(this.speaking);
      if (this.transport.playing) return;
      this.speaking = setTimeout(() => {
        const p = this.payload, held = p.actors.map((a, i) => [p.held[i], a.name]).filter((x) => x[0]).map((x) => x[1] + " " + x[0]);
        setText(this.speech, TM.dates.full(p.epoch + this.day, this.locale) + ". " + held.join(", ") +
          ". Contested " + p.tally.contested + ", changing " + p.tally.changing + ".");
      }, 900);
    }
  }

  function keep(list, value) {
    list.push(value);
    if (list.length > FRAMES) list.splice(0, list.length - FRAMES);
  }

  async function fetchJson(url) {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(url + ": " + answer.status);
    return answer.json();
  }

  TM.App = App;
})();
