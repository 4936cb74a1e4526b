/* The track under the map: changes over time as stacked bars, years and months, and the handle for the day. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const { el, setText } = TM.dom;
  const PAD = 18, BARS = 34, BIN = 4;

  class Track {
    constructor(app) {
      this.app = app;
      this.canvas = el("canvas", { class: "tm-bars", "aria-hidden": "true" });
      this.future = el("div", { class: "tm-future" });
      this.flag = el("div", { class: "tm-flag", "aria-hidden": "true" });
      this.handle = el("div", { class: "tm-handle", role: "slider", tabindex: "0", "aria-label": "Day shown on the map",
        "aria-orientation": "horizontal", "aria-valuemin": 0, title: "Drag to change the day. Arrow keys: previous or next change; with Shift: one day." },
        el("span", { class: "tm-knob" }));
      this.node = el("div", { class: "tm-track" }, this.flag, this.canvas, this.future, this.handle);
      this._drag();
    }

    _drag() {
      let held = false, dirty = false;
      const dayAt = (e) => {
        const x = e.clientX - this.left;
        return Math.round(((x - PAD) / Math.max(1, this.width - 2 * PAD)) * (this.app.days - 1));
      };
      const move = (e) => { dirty = this.app.setDay(dayAt(e), e.timeStamp) || dirty; };
      this.node.addEventListener("pointerdown", (e) => {
        if (!this.app.payload || (e.button !== 0 && e.pointerType === "mouse")) return;
        e.preventDefault();
        this.left = this.node.getBoundingClientRect().left;
        held = true;
        dirty = false;
        this.app.stop();
        this.node.setPointerCapture(e.pointerId);
        this.node.classList.add("tm-dragging");
        this.handle.focus({ preventScroll: true });
        move(e);
      });
      this.node.addEventListener("pointermove", (e) => { if (held) move(e); });
      const end = () => {
        if (!held) return;
        held = false;
        this.node.classList.remove("tm-dragging");
        if (dirty) this.app.tell("day");
      };
      this.node.addEventListener("pointerup", end);
      this.node.addEventListener("pointercancel", end);
      this.node.addEventListener("lostpointercapture", end);
    }

    x(day) { return PAD + (day / Math.max(1, this.app.days - 1)) * (this.width - 2 * PAD); }

    /* For a new payload, filter, size or theme. */
    layout() {
      const { app } = this, payload = app.payload;
      this.width = this.node.clientWidth;
      if (!payload || this.width < 60) return;
      const ratio = Math.min(2, window.devicePixelRatio || 1), height = BARS + 19;
      this.canvas.width = Math.round(this.width * ratio);
      this.canvas.height = Math.round(height * ratio);
      this.canvas.style.width = this.width + "px";
      this.canvas.style.height = height + "px";
      const g = this.canvas.getContext("2d");
      g.setTransform(ratio, 0, 0, ratio, 0, 0);
      this._bars(g, payload);
      this._ticks(g, payload);
      this.handle.setAttribute("aria-valuemax", String(app.days - 1));
      this.flagWidth = new Map();
      this.draw();
    }

    _bars(g, payload) {
      const bins = Math.max(1, Math.floor((this.width - 2 * PAD) / BIN)), actors = payload.actors.length + 1;
      const counts = new Int32Array(bins * actors), totals = new Int32Array(bins);
      for (let i = 0; i < payload.changeDay.length; i++) {
        if (!payload.counts(i)) continue;
        const bin = Math.max(0, Math.min(bins - 1, Math.floor((payload.changeDay[i] / payload.days) * bins)));
        counts[bin * actors + payload.changeActor[i] + 1]++;
        totals[bin]++;
      }
      // Root scale, and one storm may not flatten the rest of the war: the tallest bars are cut at the 99th percentile.
      const some = totals.filter((t) => t > 0).sort();
      const top = Math.sqrt(Math.max(3, some.length ? some[Math.min(some.length - 1, Math.floor(some.length * 0.99))] : 1));
      const { theme } = this.app, step = (this.width - 2 * PAD) / bins;
      const colours = [theme.nobody].concat(payload.actors.map((a) => TM.theme.actorColour(a, theme)));
      for (let bin = 0; bin < bins; bin++) {
        if (!totals[bin]) continue;
        const tall = Math.max(3, Math.min(1, Math.sqrt(totals[bin]) / top) * BARS);
        let y = BARS;
        for (let a = 0; a < actors; a++) {
          const part = (counts[bin * actors + a] / totals[bin]) * tall;
          if (!part) continue;
          g.fillStyle = colours[a];
          g.fillRect(PAD + bin * step, y - part, step - 1, part);
          y -= part;
        }
      }
    }

    _ticks(g, payload) {
      const { theme, locale } = this.app, pixels = (this.width - 2 * PAD) / payload.days;
      g.fillStyle = g.strokeStyle = theme.quiet;
      g.globalAlpha = 0.45;
      g.fillRect(PAD, BARS, this.width - 2 * PAD, 1);
      g.font = "11px " + TM.theme.FONT;
      g.textBaseline = "top";
      const from = new Date(payload.epoch * 86400000), month = pixels * 30;
      let free = -1e9;
      for (let m = from.getUTCMonth(), y = from.getUTCFullYear(); ; m++) {
        if (m > 11) { m = 0; y++; }
        const day = TM.dates.number(y, m + 1, 1) - payload.epoch;
        if (day >= payload.days) break;
        const year = m === 0, x = Math.round(this.x(day));
        if (day < 0 || (!year && month < 7 && (m % 3 || month < 2.6))) continue;
        g.globalAlpha = year ? 0.7 : 0.35;
        g.fillRect(x, BARS, 1, year ? 6 : 3);
        if (!year && month < 46 && !(m % 3 === 0 && month > 17)) continue;
        const text = year ? String(y) : TM.dates.month(payload.epoch + day, locale), w = g.measureText(text).width;
        if (x - 2 < free || x + w > this.width) continue;
        g.globalAlpha = 1;
        g.fillText(text, x + (year ? 3 : 3), BARS + 6);
        free = x + w + 8;
      }
      g.globalAlpha = 1;
    }

    /* For a new day: three transforms and one text. */
    draw() {
      const { app } = this;
      if (!app.payload || !this.width) return;
      const x = this.x(app.day), text = TM.dates.full(app.payload.epoch + app.day, app.locale);
      this.handle.style.transform = "translateX(" + x.toFixed(1) + "px)";
      this.future.style.transform = "translateX(" + x.toFixed(1) + "px)";
      setText(this.flag, text);
      // Measuring is a forced layout; the width of a date is nearly a function of its length.
      let width = this.flagWidth.get(text.length);
      if (width === undefined) this.flagWidth.set(text.length, (width = this.flag.offsetWidth + 2));
      const left = Math.max(8, Math.min(this.width - width - 8, x - width / 2));
      this.flag.style.transform = "translateX(" + left.toFixed(1) + "px)";
      this.handle.setAttribute("aria-valuenow", String(app.day));
      this.handle.setAttribute("aria-valuetext", text);
    }
  }

  TM.Track = Track;
})();
