/* Who holds how many places today, and what the marks mean. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const { el, button, setText } = TM.dom;

  const LOOKS = [
    ["confirmed by independent sources", { status: 1, standing: 5 }],
    ["reported or claimed by one side", { status: 1, standing: 3 }],
    ["disputed: a source denies it", { status: 1, standing: 4 }],
    ["implied by a later event", { status: 1, standing: 1 }],
    ["contested", { status: 2, contender: 1 }],
    ["changing hands in these days", { status: 3, contender: 1 }],
    ["old evidence", { status: 1, standing: 5, faded: true }],
    ["no information", { status: 0 }],
    ["besieged", { status: 1, standing: 5, ring: "siege" }],
    ["changed lately", { status: 1, standing: 5, ring: "halo" }],
    ["another rule decides otherwise", { status: 1, standing: 5, ring: "flip" }],
  ];

  class Legend {
    constructor(app) {
      this.app = app;
      this.list = el("ul", { class: "tm-counts" });
      this.extra = el("ul", { class: "tm-counts tm-tally" });
      this.key = el("div", { class: "tm-key", id: "tm-key", hidden: true });
      this.toggle = el("button", { type: "button", class: "tm-textbutton", "aria-expanded": "false", "aria-controls": "tm-key", title: "What shapes, patterns and rings mean",
        onclick: () => this.openKey(this.key.hidden) }, "Key to marks");
      this.hide = el("button", { type: "button", class: "tm-textbutton", onclick: () => { this.open(false); this.opener.focus(); } }, "Hide");
      this.body = el("div", { class: "tm-legend-body" }, this.list, this.extra, this.key, el("div", { class: "tm-legend-foot" }, this.toggle, this.hide));
      this.opener = button("legend", "Legend", () => this.open(this.body.hidden), { class: "tm-button tm-legend-opener", "aria-expanded": "true" });
      this.node = el("section", { class: "tm-legend", "aria-label": "Places held on this day" }, this.opener, this.body);
    }

    open(yes) {
      this.body.hidden = !yes;
      this.node.classList.toggle("tm-shut", !yes);
      this.opener.setAttribute("aria-expanded", String(yes));
      this.app.redrawView();
    }

    /* Key and counts take turns: together they would cover the map. */
    openKey(yes) {
      this.key.hidden = !yes;
      this.list.hidden = this.extra.hidden = yes;
      this.node.classList.toggle("tm-keyed", yes);
      this.toggle.setAttribute("aria-expanded", String(yes));
      setText(this.toggle, yes ? "Back to counts" : "Key to marks");
      this.app.redrawView();
    }

    /* For a new payload or theme. */
    layout() {
      const { payload, theme } = this.app;
      if (!payload) return;
      this.list.replaceChildren();
      this.rows = [];
      const ever = new Set();
      for (let i = 0; i < payload.holder.length; i++) { ever.add(payload.holder[i]); ever.add(payload.contender[i]); }
      payload.actors.forEach((actor, a) => {
        if (!ever.has(a)) return;
        const swatch = el("span", { class: "tm-swatch" }), count = el("span", { class: "tm-count" });
        swatch.style.backgroundColor = TM.theme.actorColour(actor, theme);
        const row = el("li", { title: actor.name }, swatch, el("span", { class: "tm-who", dir: "auto" }, actor.short || actor.name), count);
        this.list.append(row);
        this.rows.push([a, row, count]);
      });
      this.extra.replaceChildren();
      this.tallies = [["contested", "contested"], ["changing", "changing"], ["besieged", "besieged"], ["unknown", "no information"]].map(([field, name]) => {
        const count = el("span", { class: "tm-count" }), row = el("li", {}, el("span", { class: "tm-who" }, name), count);
        this.extra.append(row);
        return [field, row, count];
      });
      this._keys(payload, theme);
      this.draw();
    }

    _sample(look, words, theme, colours) {
      const ratio = Math.min(2, window.devicePixelRatio || 1), canvas = el("canvas", { width: 30 * ratio, height: 26 * ratio, "aria-hidden": "true" });
      const g = canvas.getContext("2d");
      g.scale(ratio, ratio);
      g.translate(15, 13);
      const r = TM.shapes.radius(look.kind, 1);
      // Rings are wider than a line of the key.
      if (look.ring) { g.scale(0.82, 0.82); TM.paintRing(g, look.ring, colours[1], theme, r); }
      TM.paintMark(g, look, colours, theme, r, !!look.faded);
      return el("li", {}, canvas, el("span", {}, words));
    }

    _keys(payload, theme) {
      const colours = payload.actors.slice(0, 2).map((a) => TM.theme.actorColour(a, theme));
      while (colours.length < 2) colours.push(theme.nobody);
      const kinds = payload.kinds.filter((_, k) => payload.kind.includes(k));
      const grey = [theme.grey, theme.grey];
      this.key.replaceChildren(
        el("div", {}, el("h3", {}, "Kind of place"), el("ul", { class: "tm-samples" }, ...kinds.map((kind) =>
          this._sample({ kind, status: 1, standing: 5, holder: 0, contender: -1 }, TM.shapes.shapeOf(kind).name, theme, grey)))),
        el("div", {}, el("h3", {}, "How sure, and what goes on"), el("ul", { class: "tm-samples" }, ...LOOKS.map(([words, look]) =>
          this._sample(Object.assign({ kind: "city", holder: 0, contender: -1, standing: 0 }, look), words, theme, colours)))),
        el("p", {}, "Keyboard: left and right for the previous and next change, with Shift for one day; space to play; Home and End; + and - for the speed; Escape to select nothing."));
    }

    /* For a new day. */
    draw() {
      const { payload } = this.app;
      if (!payload || !this.rows) return;
      for (const [a, row, count] of this.rows) {
        setText(count, String(payload.held[a]));
        row.classList.toggle("tm-none", payload.held[a] === 0);
      }
      for (const [field, row, count] of this.tallies) {
        setText(count, String(payload.tally[field]));
        row.classList.toggle("tm-none", payload.tally[field] === 0);
      }
    }
  }

  TM.Legend = Legend;
})();
