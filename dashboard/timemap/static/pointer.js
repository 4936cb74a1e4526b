/* Mouse and finger on the map: what lies under it, what is selected. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const { el, setText } = TM.dom;

  class Tooltip {
    constructor(parent) {
      this.name = el("strong", { dir: "auto" });
      this.kind = el("span", { class: "tm-tip-kind" });
      this.state = el("div", { class: "tm-tip-state" });
      this.note = el("div", { class: "tm-tip-note" });
      this.node = el("div", { class: "tm-tip", role: "tooltip", hidden: true }, el("div", {}, this.name, this.kind), this.state, this.note);
      parent.append(this.node);
    }

    show(words, x, y, size) {
      setText(this.name, words.name);
      setText(this.kind, words.kind);
      setText(this.state, words.state);
      setText(this.note, words.note);
      this.node.hidden = false;
      const w = this.node.offsetWidth, h = this.node.offsetHeight;
      const left = x + 14 + w > size.x ? Math.max(4, x - 14 - w) : x + 14;
      const top = y + 14 + h > size.y ? Math.max(4, y - 14 - h) : y + 14;
      this.node.style.transform = "translate(" + Math.round(left) + "px," + Math.round(top) + "px)";
    }

    hide() { this.node.hidden = true; }
  }

  /* What the page can say about a place on a day, in the words of the data set. */
  function words(payload, i, day, locale) {
    const V = TM.vocabulary, c = payload.cur[i], status = payload.status[c];
    const who = (a) => (a < 0 ? "nobody known" : payload.actors[a].name);
    const shape = TM.shapes.shapeOf(payload.kinds[payload.kind[i]]).name;
    const date = (d) => TM.dates.full(payload.epoch + d, locale);
    let state = "No information";
    if (status === V.CONTROLLED) state = who(payload.holder[c]);
    if (status === V.CONTESTED) state = "Contested: " + who(payload.holder[c]) + " and " + who(payload.contender[c]);
    if (status === V.CHANGING) state = "Changing from " + who(payload.holder[c]) + " to " + who(payload.contender[c]);
    if (status !== V.UNKNOWN && payload.since[c] > V.ALWAYS) state += " since " + date(payload.since[c]);
    if (payload.besieger[c] >= 0) state += "; besieged by " + who(payload.besieger[c]);
    const notes = [];
    if (status !== V.UNKNOWN) {
      if (V.standing[payload.standing[c]]) notes.push(V.standing[payload.standing[c]]);
      const age = day - payload.evidence[c];
      if (payload.evidence[c] <= V.ALWAYS) notes.push("no dated evidence");
      else if (age <= 0) notes.push("evidence of the same day");
      else notes.push("evidence " + age.toLocaleString(locale || "en-GB") + (age === 1 ? " day old" : " days old"));
    }
    return { name: payload.name[i], kind: shape + (payload.country[i] ? ", " + payload.country[i] : ""), state, note: notes.join(", ") };
  }

  class Pointer {
    constructor(map, marks, app) {
      Object.assign(this, { map, marks, app, hovered: -1, last: null });
      this.tip = new Tooltip(app.overlay);
      map.on("mousemove", (e) => this._move(e));
      map.on("mouseout dragstart zoomstart", () => this._leave());
      map.on("click", (e) => this._click(e));
    }

    _slack(event) {
      return event.originalEvent && event.originalEvent.pointerType === "touch" ? 14 : 4;
    }

    _move(e) {
      if (!this.marks.payload || (e.originalEvent && e.originalEvent.buttons)) return;
      const { x, y } = e.containerPoint;
      this.at = e.containerPoint;
      const hits = this.marks.under(x, y, 4);
      const i = hits.length ? hits[0] : -1;
      this.map.getContainer().style.cursor = i >= 0 ? "pointer" : "";
      if (i !== this.hovered) { this.hovered = i; this.app.labels.draw(this.app.selected, i); }
      this.refresh(hits.length);
    }

    /* The day may change under a resting mouse: the words follow. */
    refresh() {
      if (this.hovered < 0 || !this.at) { this.tip.hide(); return; }
      this.tip.show(words(this.marks.payload, this.hovered, this.app.day, this.app.locale), this.at.x, this.at.y, this.map.getSize());
    }

    _leave() {
      if (this.hovered < 0) return;
      this.hovered = -1;
      this.tip.hide();
      this.app.labels.draw(this.app.selected, -1);
    }

    _click(e) {
      if (!this.marks.payload) return;
      const { x, y } = e.containerPoint;
      const hits = this.marks.under(x, y, this._slack(e));
      if (!hits.length) { this.last = null; this.app.pick(-1); return; }
      const set = hits.slice().sort((a, b) => a - b).join();
      const again = this.last && this.last.set === set && Math.hypot(this.last.x - x, this.last.y - y) < 5;
      const turn = again ? (this.last.turn + 1) % hits.length : 0;
      const order = again ? this.last.order : hits;
      this.last = { x, y, set, turn, order };
      this.app.pick(order[turn]);
    }
  }

  TM.Pointer = Pointer;
  TM.placeWords = words;
})();
