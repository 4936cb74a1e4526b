/* The window of whoever speaks: notes, clocks, what comes next. It has no map and needs none. */
(function () {
  "use strict";
  const TT = (window.TT = window.TT || {});
  const two = (n) => String(n).padStart(2, "0");

  /* 65 -> 1:05, 3665 -> 1:01:05 */
  function span(ms) {
    const s = Math.max(0, Math.floor(ms / 1000)), h = Math.floor(s / 3600);
    return (h ? h + ":" + two(Math.floor(s / 60) % 60) : String(Math.floor(s / 60))) + ":" + two(s % 60);
  }

  class Notes {
    constructor(data, talk) {
      Object.assign(this, { data, talk });
      const { el } = TM.dom, button = (words, keys, act) => {
        const node = el("button", { type: "button", title: keys }, words);
        TT.button(node, act);
        return node;
      };
      const clock = (words) => { const value = el("b", {}, "0:00"); this.clocks.append(el("div", {}, value, el("span", {}, words))); return value; };
      document.title = "Notes: " + document.title;
      document.documentElement.dataset.mode = "notes";
      document.body.className = "notes";
      this.count = el("p", { class: "count" });
      this.clocks = el("div", { class: "clocks" });
      this.time = clock("time of day");
      this.elapsed = clock("since the start");
      this.here = clock("on this step");
      this.headline = el("h1", { dir: "auto" });
      this.notes = el("section", { class: "said tt", "aria-label": "Notes" });
      this.text = el("section", { class: "text tt", "aria-label": "On the screen" });
      this.following = el("p", { class: "following", dir: "auto" });
      this.blank = button("Blank the screen", "B or full stop", () => this.act("blank"));
      this.status = el("p", { class: "status", role: "status" });
      this.again = button("Open the map", "", () => this.open());
      this.again.hidden = true;
      this.back = button("Back", "Page Up, left arrow", () => this.act("back"));
      this.next = button("Next", "Page Down, right arrow, space", () => this.act("next"));
      document.body.replaceChildren(
        el("header", {}, this.count, this.clocks),
        el("main", {}, this.headline, this.notes, el("h2", {}, "On the screen"), this.text),
        el("footer", {}, el("div", { class: "then" }, el("h2", {}, "Next"), this.following),
          el("nav", { "aria-label": "Steps" }, this.back, this.next, this.blank, button("Restart the clock", "R", () => talk.restart()), this.status, this.again)));
      TT.listenToHands(() => true, (word, number) => this.act(word, number));
      window.addEventListener("keydown", (e) => { if (e.key.toLowerCase() === "r" && !e.ctrlKey && !e.metaKey && !e.altKey) talk.restart(); });
      TT.swipe(document.body, (word) => this.act(word));
      this.beat();
      setInterval(() => this.beat(), 250);
    }

    act(word, number) {
      const { talk } = this, { at } = talk.state;
      const to = { next: at + 1, down: at + 1, back: at - 1, up: at - 1, first: 0, last: talk.steps - 1, go: number - 1 }[word];
      if (to !== undefined) { talk.go(to); return true; }
      if (word === "blank" || (word === "escape" && talk.state.blank)) { talk.set({ blank: !talk.state.blank }); return true; }
      if (word === "full") {
        if (document.fullscreenElement) document.exitFullscreen();
        else document.documentElement.requestFullscreen().catch(() => {});
        return true;
      }
      return false;
    }

    show({ at, blank }) {
      const step = this.data.steps[at], then = this.data.steps[at + 1];
      this.count.textContent = "Step " + (at + 1) + " of " + this.talk.steps;
      this.headline.textContent = step.headline;
      // Marked up and escaped by the program that made this page.
      this.notes.innerHTML = step.notes || "<p class='none'>No notes for this step.</p>";
      this.text.innerHTML = step.html;
      this.following.textContent = then ? then.headline : "This is the last step.";
      this.following.classList.toggle("none", !then);
      this.blank.setAttribute("aria-pressed", String(blank));
      this.blank.textContent = blank ? "Show the screen" : "Blank the screen";
      document.body.classList.toggle("dark-screen", blank);
      this.back.disabled = at === 0;
      this.next.disabled = at === this.talk.steps - 1;
      this.beat();
    }

    beat() {
      const now = new Date(), { began, since } = this.talk.state;
      this.time.textContent = two(now.getHours()) + ":" + two(now.getMinutes()) + ":" + two(now.getSeconds());
      this.elapsed.textContent = began ? span(now - began) : "0:00";
      this.here.textContent = since ? span(now - since) : "0:00";
    }

    /* Whether the window with the map is there. After its farewell it is asked for until it answers. */
    met(there) {
      clearTimeout(this.lost);
      clearInterval(this.asking);
      if (there) { this.status.textContent = ""; this.again.hidden = true; return; }
      this.asking = setInterval(() => this.talk.hello(), 1000);
      // A reload takes a moment and is no news.
      this.lost = setTimeout(() => { this.status.textContent = "The window with the map is closed."; this.again.hidden = false; }, 2500);
    }

    open() {
      const url = new URL(location.href);
      url.hash = "talk=" + this.talk.id;
      const opened = window.open(url);
      if (opened) this.talk.wire.peer = opened;
      else this.status.textContent = "The browser did not open the window: allow pop-up windows for this page, then try again.";
    }
  }

  TT.Notes = Notes;
})();
