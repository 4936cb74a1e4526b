/* Keyboard, in the frame and (where the browser allows it) in the page around it. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const SLOT = "__timemapKeys";
  // Elements that use arrows, space, Home or End themselves.
  const TAKEN = 'input, textarea, select, option, summary, [contenteditable=""], [contenteditable="true"], [role="slider"]:not(.tm-handle), ' +
    '[role="spinbutton"], [role="textbox"], [role="combobox"], [role="listbox"], [role="option"], [role="menu"], [role="menuitem"], ' +
    '[role="tab"], [role="tablist"], [role="radiogroup"], [role="radio"], [role="grid"], [role="gridcell"], [role="dialog"], [role="tree"], ' +
    '[data-testid="stDataFrame"], [data-testid="stDataEditor"], video, audio, iframe';

  function act(app, e) {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || !app.payload || !app.root.offsetWidth) return false;
    const target = e.target && e.target.closest ? e.target : null;
    if (target && target.closest(TAKEN)) return false;
    const pressed = target && target.closest("button, a[href], [role='button']");
    switch (e.key) {
      case "ArrowLeft": app.go(e.shiftKey ? "day-" : "previous", e.timeStamp); return true;
      case "ArrowRight": app.go(e.shiftKey ? "day+" : "next", e.timeStamp); return true;
      case "PageUp": if (!target || !target.closest(".tm-handle")) return false; app.go("month-", e.timeStamp); return true;
      case "PageDown": if (!target || !target.closest(".tm-handle")) return false; app.go("month+", e.timeStamp); return true;
      case "Home": app.go("first", e.timeStamp); return true;
      case "End": app.go("last", e.timeStamp); return true;
      case " ": if (pressed) return false; app.transport.toggle(); return true;
      case "+": case "=": app.transport.faster(1); return true;
      case "-": case "_": app.transport.faster(-1); return true;
      case "Escape": if (app.selected < 0) return false; app.pick(-1); return true;
      default: return false;
    }
  }

  /* A frame that was replaced leaves its listener behind in the page around it. The slot on the page's window lets
     the next frame take the old one away, so that a key never counts twice. */
  function listen(app) {
    const handler = (e) => { if (act(app, e)) e.preventDefault(); };
    const attach = (owner) => {
      if (owner[SLOT]) owner.document.removeEventListener("keydown", owner[SLOT]);
      owner[SLOT] = handler;
      owner.document.addEventListener("keydown", handler);
    };
    attach(window);
    try {
      const page = window.parent;
      if (page && page !== window && page.document && app.options.pageKeys !== false) {
        attach(page);
        window.addEventListener("pagehide", () => {
          try {
            page.document.removeEventListener("keydown", handler);
            if (page[SLOT] === handler) delete page[SLOT];
          } catch (_) { /* the page is gone already */ }
        });
      }
    } catch (_) { /* another origin: the keys work inside the frame only */ }
  }

  TM.listenToKeys = listen;
})();
