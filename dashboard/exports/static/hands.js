/* Keys, clickers and fingers, in words: what a hand asks for, whatever window it is in. */
(function () {
  "use strict";
  const TT = (window.TT = window.TT || {});
  const TYPED = 'input, textarea, select, [contenteditable="true"]';
  // Presenters' clickers send Page Up and Page Down, and for the black screen "b" or a full stop; some F5 or Escape.
  const TOLD = { PageDown: "next", PageUp: "back", n: "next", p: "back", s: "notes", f: "full", "?": "help" };
  const PRESENTED = Object.assign({}, TOLD, { ArrowRight: "next", ArrowDown: "down", ArrowLeft: "back", ArrowUp: "up", " ": "next", Enter: "next",
    Backspace: "back", Home: "first", End: "last", b: "blank", ".": "blank", Escape: "escape" });

  /* presenting(): whether all keys are ours, or only those that the map does not use; act(word, number). */
  function listen(presenting, act) {
    let digits = "", forget = 0;
    window.addEventListener("keydown", (e) => {
      if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
      const target = e.target && e.target.closest ? e.target : null, ours = presenting();
      if (target && target.closest(TYPED)) return;
      // Who has gone to a button or to the timeline by keyboard means that.
      if ((e.key === " " || e.key === "Enter") && !digits && target && target.closest("button:focus-visible, a:focus-visible, summary:focus-visible")) return;
      if (target && target.closest(".tm-handle:focus-visible") && /^(Arrow|Home|End)/.test(e.key)) return;
      if (ours && /^[0-9]$/.test(e.key)) {
        digits = (digits + e.key).slice(-4);
        clearTimeout(forget);
        forget = setTimeout(() => { digits = ""; }, 4000);
        e.preventDefault();
        return;
      }
      const name = e.key.length === 1 ? e.key.toLowerCase() : e.key;
      let word = (ours ? PRESENTED : TOLD)[name], number = 0;
      if (!word || (e.repeat && !["next", "back", "up", "down"].includes(word))) return;
      if (e.key === " " && e.shiftKey) word = "back";
      if (e.key === "Enter" && digits) { word = "go"; number = +digits; }
      digits = "";
      if (act(word, number) !== false) { e.preventDefault(); e.stopPropagation(); }
    }, true);
  }

  /* A finger drawn across goes on or back; up and down it scrolls. */
  function swipe(node, act) {
    let from = null;
    node.addEventListener("touchstart", (e) => { from = e.touches.length === 1 ? e.touches[0] : null; }, { passive: true });
    // Drawn across, it must not turn the history of the browser as well.
    node.addEventListener("touchmove", (e) => {
      const to = e.touches[0];
      if (from && e.cancelable && e.touches.length === 1 && Math.abs(to.clientX - from.clientX) > Math.abs(to.clientY - from.clientY)) e.preventDefault();
    }, { passive: false });
    node.addEventListener("touchend", (e) => {
      const to = e.changedTouches[0];
      if (!from || !to) return;
      const right = to.clientX - from.clientX, down = to.clientY - from.clientY;
      from = null;
      if (Math.abs(right) > 48 && Math.abs(right) > 1.6 * Math.abs(down)) act(right < 0 ? "next" : "back");
    }, { passive: true });
  }

  /* A button that was clicked gives the keys back: the next space is for the talk. */
  function button(node, act) {
    node.addEventListener("click", (e) => { act(); if (e.detail) node.blur(); });
  }

  TT.listenToHands = listen;
  TT.swipe = swipe;
  TT.button = button;
})();
