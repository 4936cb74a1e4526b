/* Where a talk stands: the step, whether the screen is blank, when it began. Each of its windows holds all of it and
   tells the others, so that any of them may be closed, opened again or reloaded. */
(function () {
  "use strict";
  const TT = (window.TT = window.TT || {});
  const NAME = "territory-timeline-talk", KEPT = NAME + location.pathname;

  /* What this window knew before it was reloaded; opened anew, it begins anew, and only the name of the talk stays. */
  function kept() {
    try {
      const { id, state, mode } = JSON.parse(sessionStorage.getItem(KEPT)) || {}, [how] = performance.getEntriesByType("navigation");
      return how && how.type === "navigate" ? { id } : { id, state, mode };
    } catch (_) { return {}; }
  }

  /* Two ways to the other window: browsers keep pages that came from a file apart in different manners, and one of
     the two is always open. What arrives twice is old the second time. */
  class Wire {
    constructor(id, peer, hear) {
      Object.assign(this, { id, peer });
      const heard = (message) => { if (message && message.talk === id) hear(message); };
      if (window.BroadcastChannel) {
        this.channel = new BroadcastChannel(NAME + "-" + id);
        this.channel.onmessage = (e) => heard(e.data);
      }
      window.addEventListener("message", (e) => {
        if (!e.data || e.data.talk !== id) return;
        if (e.source) this.peer = e.source;
        heard(e.data);
      });
    }

    say(what, state) {
      const message = { talk: this.id, what, state };
      if (this.channel) this.channel.postMessage(message);
      if (this.peer && this.peer !== window && !this.peer.closed) this.peer.postMessage(message, "*");
    }
  }

  class Talk {
    /* id: names the talk, null for a new one; steps: how many; changed(state, before): called after every change,
       met(there): when another window has come or gone. */
    constructor(id, steps, peer, changed, met) {
      const before = kept();
      Object.assign(this, { steps, changed, met, id: id || before.id || random() });
      this.state = { rev: 0, at: 0, blank: false, began: 0, since: 0 };
      if (before.id === this.id && this._valid(before.state)) { this.state = before.state; this.mode = before.mode; }
      this.wire = new Wire(this.id, peer, (message) => this._hear(message));
      window.addEventListener("pagehide", () => this.wire.say("bye"));
      window.addEventListener("pageshow", (e) => { if (e.persisted) this.hello(); });
      this._keep();
    }

    hello() { this.wire.say("hello"); }

    /* Goes to a step, counted from 0; the clock of the talk starts with the first. */
    go(to) {
      const at = Math.max(0, Math.min(this.steps - 1, to)), now = Date.now();
      if (this.state.blank) { this.set({ blank: false }); return; }
      if (at !== this.state.at) this.set({ at, since: now, began: this.state.began || now });
    }

    set(part) {
      const before = this.state;
      // By the clock of the machine that both windows run on: whoever acted last is right.
      this.state = Object.assign({}, before, part, { rev: Math.max(before.rev + 1, Date.now()) });
      this._keep();
      this.changed(this.state, before);
      this.wire.say("state", this.state);
    }

    /* How this window shows it, "read" or "present": its own affair, but it outlives a reload. */
    remember(mode) { this.mode = mode; this._keep(); }

    restart() { this.set({ began: Date.now(), since: Date.now() }); }

    _hear({ what, state }) {
      this.met(what !== "bye");
      if (what === "hello") this.wire.say("state", this.state);
      if (what !== "state" || !this._valid(state) || state.rev <= this.state.rev) return;
      const before = this.state;
      this.state = { rev: state.rev, at: state.at, blank: state.blank, began: state.began, since: state.since };
      this._keep();
      this.changed(this.state, before);
    }

    _valid(state) {
      return !!state && [state.rev, state.at, state.began, state.since].every(Number.isFinite) && typeof state.blank === "boolean" &&
        Number.isInteger(state.at) && state.at >= 0 && state.at < this.steps;
    }

    _keep() {
      try { sessionStorage.setItem(KEPT, JSON.stringify({ id: this.id, state: this.state, mode: this.mode })); } catch (_) { /* not allowed here: a reload begins anew */ }
    }
  }

  function random() { return Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join(""); }

  TT.Talk = Talk;
})();
