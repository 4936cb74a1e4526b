/* The two wires to Python: values go up, commands come down. Both are optional: a saved page has neither. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  let last = 0;

  /* Every value carries the whole state. A partial one would bring a stale day back with the next click.
     cause: what the user's hand has just set ("day", "picked" or "view"), nothing when the clock plays. */
  function tell(app, cause) {
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
    if (cause) app.acted[cause] = last;
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
      // The hand has been faster than the wire: what the user set after Python wrote this stands.
      const overtaken = (cause) => Number.isFinite(c.seen) && (app.acted[cause] || 0) > c.seen;
      if (has("locale")) app.setLocale(c.locale);
      if (has("theme") && c.theme !== app.theme.name) app.setTheme(c.theme);
      if (Number.isFinite(c.halo_days)) app.haloDays = c.halo_days;
      // Python repeats its standing orders; data that are here already are not fetched again.
      if (c.load && c.load !== app.source) await app.load(c.load);
      if (has("filter")) app.setFilter(c.filter ?? {});
      if (has("flips")) app.setFlips(c.flips);
      if (c.day && !overtaken("day")) { app.stop(); app.setDayIso(c.day); }
      if (has("select") && !overtaken("picked")) app.select(c.select);
      if (c.view && !overtaken("view")) app.setView(c.view);
      if (c.fit) app.fit(false);
      app.redraw();
    }
  }

  TM.link = { tell, Commands };
})();
