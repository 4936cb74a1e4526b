/* Buttons, speed and typed date above the track, and the clock that plays. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const { el, button, setIcon, setText } = TM.dom;
  const SPEEDS = [[0.5, "½ day/s"], [1, "1 day/s"], [2, "2 days/s"], [7, "1 week/s"], [14, "2 weeks/s"], [30, "30 days/s"],
    [90, "90 days/s"], [0, "each change"]];
  const REST = 700;     // ms at each change in "each change"
  const REPORT = 1000;  // ms between two reports to Python while playing

  class Transport {
    constructor(app) {
      this.app = app;
      this.playing = false;
      this.buttons = {
        first: button("first", "First change (Home)", () => app.go("first")),
        previous: button("previous", "Previous change (left arrow; with Shift: one day)", () => app.go("previous")),
        play: button("play", "Play (space)", () => this.toggle(), { class: "tm-button tm-play" }),
        next: button("next", "Next change (right arrow; with Shift: one day)", () => app.go("next")),
        last: button("last", "Last change (End)", () => app.go("last")),
      };
      this.speed = el("select", { class: "tm-field tm-speed", "aria-label": "Speed of playing", title: "Speed (keys + and -)" },
        ...SPEEDS.map(([value, name]) => el("option", { value }, name)));
      this.speed.value = "30";
      this.date = el("input", { class: "tm-field tm-date", type: "text", inputmode: "text", autocomplete: "off", spellcheck: "false",
        "aria-label": "Go to a date, for example 2014-06-22 or 22 June 2014", title: "Type a date: 2014-06-22 or 22 June 2014" });
      this.message = el("div", { class: "tm-message", role: "alert" });
      const b = this.buttons;
      this.node = el("div", { class: "tm-bar" },
        el("div", { class: "tm-buttons", role: "group", "aria-label": "Steps in time" }, b.first, b.previous, b.play, b.next, b.last),
        this.speed, el("span", { class: "tm-space" }), this.message, this.date);
      this._typed();
    }

    _typed() {
      const take = () => {
        const { app } = this, read = TM.dates.parse(this.date.value, app.locale);
        if (!app.payload) return;
        if (read.error) { this._complain(read.error); return; }
        const day = read.day - app.payload.epoch;
        if (day < 0 || day >= app.days) {
          this._complain("The data runs from " + TM.dates.full(app.payload.epoch, app.locale) + " to " +
            TM.dates.full(app.payload.epoch + app.days - 1, app.locale) + ".");
          return;
        }
        this._complain("");
        app.stop();
        // Enter is followed by the field's own change event: the second finds nothing to do.
        if (app.setDay(day)) app.tell("day");
        this.date.value = TM.dates.iso(read.day);
      };
      this.date.addEventListener("keydown", (e) => {
        if (e.key === "Enter") take();
        if (e.key === "Escape") { this._complain(""); this.date.blur(); this.draw(); }
      });
      this.date.addEventListener("change", take);
      this.date.addEventListener("focus", () => this.date.select());
      this.date.addEventListener("input", () => this._complain(""));
    }

    _complain(text) {
      setText(this.message, text);
      if (text) this.date.setAttribute("aria-invalid", "true"); else this.date.removeAttribute("aria-invalid");
    }

    faster(step) {
      const at = SPEEDS.findIndex(([v]) => String(v) === this.speed.value);
      this.speed.value = String(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at + step))][0]);
    }

    toggle() { if (this.playing) this.stop(true, "day"); else this.start(); }

    start() {
      const { app } = this;
      if (!app.payload) return;
      if (app.day >= app.days - 1 || (+this.speed.value === 0 && app.payload.nextChange(app.day) === null)) app.setDay(app.payload.first);
      this.playing = true;
      this._face();
      let before = performance.now(), due = 0, exact = app.day, told = before;
      const frame = (now) => {
        if (!this.playing) return;
        const speed = +this.speed.value, passed = Math.min(250, now - before);
        before = now;
        if (Math.floor(exact) !== app.day) exact = app.day;
        let ended = false;
        if (speed > 0) {
          exact += (speed * passed) / 1000;
          if (Math.floor(exact) !== app.day) app.setDay(Math.floor(exact), now);
          ended = app.day >= app.days - 1;
        } else if ((due += passed) >= REST) {
          due = 0;
          const next = app.payload.nextChange(app.day);
          if (next === null) ended = true; else { app.setDay(next, now); exact = app.day; }
        }
        if (ended) { this.stop(true); return; }
        if (now - told >= REPORT && app.day !== app.told) { told = now; app.tell(); }
        this.request = requestAnimationFrame(frame);
      };
      this.request = requestAnimationFrame(frame);
    }

    stop(tell, cause) {
      if (!this.playing) return;
      this.playing = false;
      cancelAnimationFrame(this.request);
      this._face();
      if (tell) this.app.tell(cause);
    }

    _face() {
      const { play } = this.buttons, text = this.playing ? "Pause (space)" : "Play (space)";
      setIcon(play, this.playing ? "pause" : "play");
      play.title = text;
      play.setAttribute("aria-label", text);
    }

    draw() {
      const { app } = this;
      if (!app.payload) return;
      if (document.activeElement !== this.date) {
        const iso = TM.dates.iso(app.payload.epoch + app.day);
        if (this.date.value !== iso) this.date.value = iso;
        if (this.message.textContent) this._complain("");
      }
      const days = app.payload.changeDays, none = !days.length;
      const before = none || app.day <= days[0], after = none || app.day >= days[days.length - 1];
      this.buttons.previous.disabled = this.buttons.first.disabled = before && (none || app.day === days[0]);
      this.buttons.next.disabled = this.buttons.last.disabled = after && (none || app.day === days[days.length - 1]);
    }
  }

  TM.Transport = Transport;
})();
