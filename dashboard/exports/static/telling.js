/* The window that is looked at: the text of a step beside the map, read at a desk or presented to a room. */
(function () {
  "use strict";
  const TT = (window.TT = window.TT || {});
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  // The smallest type that a room, or a hand that holds a phone, can still read; in pixels.
  const LEAST = 15, MOST_TICKS = 40;

  class Telling {
    constructor(data, talk, board) {
      Object.assign(this, { data, talk, board });
      this.step = $("step");
      this.aside = document.querySelector("aside");
      this.scroller = $("told");
      this.ticks();
      const bind = (id, word) => TT.button($(id), () => this.act(word));
      for (const [id, word] of [["back", "back"], ["next", "next"], ["present", "full"], ["end", "escape"], ["notes", "notes"], ["notes-too", "notes"],
        ["full", "full"], ["keys", "help"], ["shut", "help"]]) bind(id, word);
      for (const node of document.querySelectorAll(".theme")) TT.button(node, () => this.dress(board.app.theme.name === "dark" ? "light" : "dark"));
      $("blank").addEventListener("click", () => this.act("blank"));
      TT.swipe(this.aside, (word) => this.act(word));
      TT.listenToHands(() => this.presenting, (word, number) => this.act(word, number));
      window.addEventListener("hashchange", () => { const at = TT.stepOf(location.hash); if (at !== null) talk.set({ at: Math.min(at, talk.steps - 1), blank: false }); });
      window.addEventListener("resize", () => this.fit());
      document.addEventListener("fullscreenchange", () => this.faces());
      this.hideWhenIdle();
    }

    get presenting() { return root.dataset.mode === "present"; }

    /* ---- what a hand asks for ---- */

    act(word, number) {
      const { talk } = this, { at } = talk.state;
      if ($("help").open && word !== "help") { $("help").close(); if (word === "escape") return true; }
      switch (word) {
        case "next": talk.go(at + 1); return true;
        case "back": talk.go(at - 1); return true;
        case "down": case "up": return this.scroll(word === "down" ? 1 : -1);
        case "first": talk.go(0); return true;
        case "last": talk.go(talk.steps - 1); return true;
        case "go": talk.go(number - 1); return true;
        case "blank": talk.set({ blank: !talk.state.blank }); return true;
        case "notes": this.openNotes(); return true;
        case "help": if ($("help").open) $("help").close(); else $("help").showModal(); return true;
        case "full": this.full(); return true;
        case "escape": this.escape(); return true;
        default: return false;
      }
    }

    /* A text too long for the screen is read to its end before the next one comes. */
    scroll(way) {
      const { scroller, talk } = this, room = scroller.scrollHeight - scroller.clientHeight;
      const left = way > 0 ? room - scroller.scrollTop : scroller.scrollTop;
      if (left > 4) scroller.scrollBy({ top: way * 0.8 * scroller.clientHeight, behavior: TM.calm() ? "auto" : "smooth" });
      else talk.go(talk.state.at + way);
      return true;
    }

    full() {
      if (this.presenting && document.fullscreenElement) { document.exitFullscreen(); return; }
      this.mode("present");
      const asked = root.requestFullscreen ? root.requestFullscreen() : Promise.reject(new Error("no full screen"));
      asked.catch(() => this.notice("The browser does not allow full screen here; the page presents all the same."));
    }

    escape() {
      const { talk, board } = this;
      if (talk.state.blank) { talk.set({ blank: false }); return; }
      if (board.picked !== null) { board.app.pick(-1); return; }
      if (document.fullscreenElement) { document.exitFullscreen(); return; }
      this.mode("read");
    }

    mode(name) {
      if (root.dataset.mode === name) return;
      root.dataset.mode = name;
      this.talk.remember(name);
      document.body.classList.toggle("idle", false);
      const { board } = this;
      board.app.legend.open(board.app.stage.clientWidth >= 560);
      board.map.invalidateSize({ pan: false, animate: false });
      board.enlarge(this.presenting);
      board._jump(board.told);
      board.app.redraw();
      this.faces();
      this.card();
      this.fit();
      this.awake();
    }

    dress(theme) { this.board.timemap.command({ theme }); }

    faces() {
      const words = document.fullscreenElement ? "Leave full screen" : "Full screen";
      $("full").setAttribute("aria-label", words);
      $("full").title = words + " (F)";
    }

    /* The screen of a talk must not go to sleep; where a browser cannot promise that, nothing is lost. */
    async awake() {
      try {
        if (this.presenting && navigator.wakeLock) this.lock = await navigator.wakeLock.request("screen");
        else if (this.lock) { await this.lock.release(); this.lock = null; }
      } catch (_) { this.lock = null; }
    }

    openNotes() {
      const url = new URL(location.href), { wire } = this.talk;
      if (wire.peer && !wire.peer.closed) { wire.peer.focus(); return; }
      url.hash = "notes=" + this.talk.id;
      wire.peer = window.open(url, "_blank", "popup,width=1000,height=720");
      if (!wire.peer) { this.notice("The browser did not open the second window: allow pop-up windows for this page, then press S again."); return; }
      this.notice("");
    }

    notice(words) {
      $("notice").textContent = words;
      clearTimeout(this.noticed);
      if (words) this.noticed = setTimeout(() => { $("notice").textContent = ""; }, 9000);
    }

    /* ---- what is shown ---- */

    /* The state of the talk as it is now; `before` as it was, null at first. */
    show(state, before) {
      $("blank").hidden = !state.blank;
      if (!before || state.at !== before.at) this.tell(state.at, !!before);
      else if (state.blank !== before.blank) $("said").textContent = state.blank ? "The screen is blank." : this.words(state.at);
    }

    words(at) { return "Step " + (at + 1) + " of " + this.talk.steps + ": " + this.data.steps[at].headline; }

    tell(at, glide) {
      const { step, data, talk } = this, told = data.steps[at];
      // No line of a headline ends in the middle of a name such as al-Rai.
      step.querySelector("h2").textContent = told.headline.replace(/(^|\s)(\p{L}{1,3})-(?=\p{L})/gu, "$1$2-\u2060");
      // Marked up and escaped by the program that made this page.
      step.querySelector(".text").innerHTML = told.html;
      step.querySelector(".sources ul").innerHTML = told.sources;
      step.querySelector(".sources").hidden = !told.sources;
      document.querySelector(".stamp").textContent = told.stamp;
      $("count").textContent = at + 1 + " of " + talk.steps;
      $("by").textContent = told.stamp;
      $("rings").textContent = told.rings;
      $("map-here").setAttribute("aria-label", told.alt);
      $("back").disabled = at === 0;
      $("next").disabled = at === talk.steps - 1;
      for (const [i, tick] of Array.from($("ticks").children).entries()) {
        tick.classList.toggle("past", i <= at);
        if (i === at) tick.setAttribute("aria-current", "step"); else tick.removeAttribute("aria-current");
      }
      $("ticks").style.setProperty("--share", (at + 1) / talk.steps);
      this.scroller.scrollTop = 0;
      if (glide) $("said").textContent = this.words(at);
      try { history.replaceState(null, "", "#" + (at + 1)); } catch (_) { /* the address stays as it was */ }
      this.fit();
      this.arrived = this.board.show(told.order, glide);
    }

    /* The day and the card follow the map, whoever has moved it. */
    card() {
      const { board } = this, order = board.told, picked = board.picked !== null && board.picked !== order.select;
      $("day").textContent = board.dayWords;
      // To a room the text of the step says it; a place that a hand has pointed at takes the room of the text.
      board.writeCard($("card"), this.presenting && !picked ? null : board.app.wanted);
      this.aside.classList.toggle("asked", this.presenting && picked && !!$("card").firstChild);
    }

    /* As large as there is room for; then the titles of the sources go, and what still does not fit is scrolled. */
    fit() {
      const { scroller, step } = this;
      step.classList.remove("tight");
      scroller.style.setProperty("--fit", 1);
      if (!this.presenting) return;
      const least = Math.min(1, Math.max(0.62, LEAST / parseFloat(getComputedStyle(scroller).fontSize)));
      const over = () => scroller.scrollHeight > scroller.clientHeight + 1;
      const shrink = (to) => {
        let fit = 1;
        while (over() && fit > to) scroller.style.setProperty("--fit", (fit = Math.max(to, fit - 0.03)));
      };
      shrink(Math.max(0.8, least));
      if (!over()) return;
      step.classList.add("tight");
      scroller.style.setProperty("--fit", 1);
      shrink(least);
    }

    ticks() {
      const { steps } = this.data;
      if (steps.length > MOST_TICKS) { $("ticks").classList.add("many"); return; }
      $("ticks").append(...steps.map((step, i) => {
        const words = "Step " + (i + 1) + ": " + step.headline, tick = TM.dom.el("button", { type: "button", title: words, "aria-label": words });
        TT.button(tick, () => this.talk.go(i));
        return tick;
      }));
    }

    /* A talk has no pointer on the screen until somebody moves it. */
    hideWhenIdle() {
      const wake = () => {
        document.body.classList.remove("idle");
        clearTimeout(this.idle);
        this.idle = setTimeout(() => { if (this.presenting) document.body.classList.add("idle"); }, 2600);
      };
      for (const type of ["pointermove", "pointerdown", "focusin"]) window.addEventListener(type, wake, { passive: true });
      wake();
    }
  }

  TT.Telling = Telling;
})();
