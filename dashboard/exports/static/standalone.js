/* Unpacks what the page carries and starts the window that its address asks for. It asks nothing of any host.
   Address: #5 is a step, ?theme=dark a look, ?present opens as for a room; #notes=... is the second window. */
(async function () {
  "use strict";
  const TT = window.TT, $ = (id) => document.getElementById(id), root = document.documentElement;

  async function unpacked() {
    const bytes = Uint8Array.from(atob($("packed").textContent.trim()), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  /* The step that an address names, counted from 0; null for none. */
  TT.stepOf = (hash) => { const m = /^#(\d{1,4})$/.exec(hash); return m && +m[1] > 0 ? +m[1] - 1 : null; };

  let data;
  try {
    data = await unpacked();
  } catch (error) {
    document.body.className = "failed";
    document.body.textContent = "This page could not be unpacked: a browser of 2023 or later is needed. (" + error + ")";
    return;
  }
  const query = new URLSearchParams(location.search), theme = query.get("theme"), named = /^#(notes|talk)=([0-9a-f]{24})$/.exec(location.hash);
  if (theme === "dark" || theme === "light") data.options.theme = theme;
  root.dataset.tmTheme = data.options.theme;

  if (!data.steps.length) {
    for (const id of ["step", "bar", "present", "notes-too", "plate"]) $(id).remove();
    const board = new TT.Board(data, () => board.writeCard($("card"), board.app.wanted));
    TT.button(document.querySelector("header .theme"), () => board.timemap.command({ theme: board.app.theme.name === "dark" ? "light" : "dark" }));
    await board.ready;
    await board.show(data.first, false);
    window.standalone = { board };
    return;
  }

  let here = null;
  const changed = (state, before) => { if (here) here.show(state, before); };
  const met = (there) => { if (here && here.met) here.met(there); };
  const notes = !!named && named[1] === "notes";
  const talk = new TT.Talk(named && named[2], data.steps.length, notes ? window.opener : null, changed, met);
  if (notes) {
    here = new TT.Notes(data, talk);
    here.show(talk.state);
    talk.hello();
    window.standalone = { talk, notes: here };
    return;
  }
  const asked = TT.stepOf(location.hash) ?? TT.stepOf("#" + query.get("step"));
  if (asked !== null) talk.state.at = Math.min(asked, data.steps.length - 1);
  const board = new TT.Board(data, () => { if (here) here.card(); });
  root.dataset.mode = talk.mode || (data.opens === "present" || query.has("present") ? "present" : "read");
  here = new TT.Telling(data, talk, board);
  board.enlarge(here.presenting);
  await board.ready;
  if (here.presenting) here.awake();
  here.show(talk.state, null);
  talk.hello();
  await here.arrived;
  window.standalone = { talk, board, telling: here };
})();
