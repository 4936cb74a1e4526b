/* The two wires to Python: values go up, commands come down. Both are optional: a saved page has neither. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  let last = 0;

  /* Every value carries the whole state. A partial one would bring a stale day back with the next click. */
  function tell(app) {
    // Grows across remounts too, so that "newer" can be asked by comparing numbers.
    last = Math.max(Date.now(), last + 1);
    const c = app.map.getCenter(), round = (v) => Math.round(v * 1e5) / 1e5;
    app.told = app.day;
    app.value = {
      day: app.payload ? TM.dates.iso(app.payload.epoch + app.day) : null,
      picked: app.payload && app.selected >= 0 ? app.payload.id[app.selected] : app.wanted,
      view: { lat: round(c.lat), lng: round(c.lng), zoom: Math.round(app.map.getZoom() * 100) / 100 },
      seq: last,
    };
    if (window.Streamlit && window.Streamlit.setComponentValue) window.Streamlit.setComponentValue(app.value);
  }

  /* Commands run one after the other, each once. A load is waited for; a failed command is reported, never thrown. */
  class Commands {
    constructor(app) {
      this.app = app;
      this.done = new Set();
      this.chain = Promise.resolve();
    }

    push(command) {
      if (!command || typeof command !== "object") return this.chain;
      if (command.seq !== undefined && command.seq !== null) {
        if (this.done.has(command.seq)) return this.chain;
        this.done.add(command.seq);
      }
      const run = () => this._run(command);
      this.chain = this.chain.then(run, run).catch((error) => console.warn("timemap: command not carried out:", error));
      return this.chain;
    }

    async _run(c) {
      const { app } = this, has = (field) => Object.prototype.hasOwnProperty.call(c, field);
      if (has("locale")) app.setLocale(c.locale);
      if (has("theme")) app.setTheme(c.theme);
      if (has("halo_days") && c.halo_days !== null) app.haloDays = +c.halo_days;
      if (c.load) await app.load(c.load);
      if (has("filter")) app.setFilter(c.filter);
      if (has("flips")) app.setFlips(c.flips);
      // The user has moved on since Python wrote this: what the hand chose stands.
      const overtaken = has("seen") && c.seen !== null && app.value && app.value.seq > c.seen;
      if (c.day && !overtaken) { app.stop(); app.setDayIso(c.day); }
      if (has("select") && !overtaken) app.select(c.select);
      if (c.view && !overtaken) app.setView(c.view);
      if (c.fit) app.fit(false);
      app.redraw();
    }
  }

  TM.link = { tell, Commands };
})();
