/* Joins the map to a Leaflet map and opens the door for tests and for Python: window.timemap. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});

  /* Stylesheets are not awaited by the host. Until they are here the map stays invisible instead of jumping. */
  function styled(root, done) {
    const began = performance.now();
    (function look() {
      const ours = getComputedStyle(root).getPropertyValue("--tm-here").trim() === "1";
      const pane = root.querySelector(".leaflet-pane");
      const leaflet = !pane || getComputedStyle(pane).position === "absolute";
      if ((ours && leaflet) || performance.now() - began > 4000) done();
      else setTimeout(look, 16);
    })();
  }

  function followView(app) {
    const { map, basemap, marks, labels } = app;
    let viewTimer = 0;
    map.on("move", () => {
      if (!map.getSize().x) return;
      marks.project();
      marks.draw(app.day);
      if (basemap.surface.outrun()) basemap.draw(app.covered()); else basemap.surface.still();
      labels.surface.still();
    });
    map.on("zoomanim", (e) => { for (const part of [basemap, marks, labels]) part.surface.glide(e); });
    map.on("moveend zoomend", () => app.redrawView());
    // Leaflet does not say who moved the map. A gesture shortly before says it was the user.
    const box = map.getContainer();
    for (const type of ["pointerdown", "wheel", "touchstart", "dblclick"]) {
      box.addEventListener(type, () => { app.gesture = true; }, { passive: true, capture: true });
    }
    map.on("moveend", () => {
      if (!app.gesture) return;
      app.moved = true;
      clearTimeout(viewTimer);
      viewTimer = setTimeout(() => {
        app.gesture = false;
        const now = map.getCenter(), old = app.value && app.value.view;
        if (!old || Math.abs(old.lat - now.lat) > 2e-5 || Math.abs(old.lng - now.lng) > 2e-5 || Math.abs(old.zoom - map.getZoom()) > 0.006) app.tell("view");
      }, 500);
    });
  }

  function followSize(app) {
    let known = "";
    new ResizeObserver(() => {
      const size = app.stage.clientWidth + "x" + app.stage.clientHeight;
      if (size === known) return;
      known = size;
      const narrow = app.stage.clientWidth < 560;
      // A phone shows the map first; the legend is one touch away.
      if (narrow !== app.narrow) { app.narrow = narrow; app.root.classList.toggle("tm-narrow", narrow); app.legend.open(!narrow && app.options.legend !== false); }
      app.map.invalidateSize({ pan: false, animate: false });
      app.open();
      app.redraw();
    }).observe(app.stage);
  }

  function countMounts() {
    // Counted on the page around the frame: a frame that is replaced starts anew, the page does not.
    try {
      return (window.parent.__timemapMounts = (window.parent.__timemapMounts || 0) + 1);
    } catch (_) {
      return (window.__timemapMounts = (window.__timemapMounts || 0) + 1);
    }
  }

  /* Places as a test sees them: pixels in the frame, state on the day shown. */
  function places(app) {
    const p = app.payload, { marks } = app, actor = (a) => (a < 0 ? null : p.actors[a].id);
    if (!p) return [];
    const visible = new Set(marks.inside.subarray(0, marks.insides));
    const box = app.map.getContainer().getBoundingClientRect();
    return Array.from({ length: p.n }, (_, i) => {
      const c = p.cur[i];
      return { id: p.id[i], x: box.left + marks.sx[i], y: box.top + marks.sy[i], visible: visible.has(i), shown: !!p.shown[i],
        kind: p.kinds[p.kind[i]], status: ["unknown", "controlled", "contested", "changing"][p.status[c]], holder: actor(p.holder[c]),
        contender: actor(p.contender[c]), besieger: actor(p.besieger[c]), standing: TM.vocabulary.standing[p.standing[c]] || "none",
        faded: p.status[c] !== 0 && app.day - p.evidence[c] > marks.staleDays, flip: !!(marks.flips && marks.flips[i]) };
    });
  }

  /* options: data or payload (URL or object), basemap (URL or object), and optionally day (ISO), theme, bounds
     ([[south, west], [north, east]]), tiles ({url, attribution, maxZoom}), haloDays, staleDays, locale, select, twin (name
     of the channel that joins two maps), legend (false: shut at first), pageKeys (false: keys work inside the frame only). */
  function mount(map, options) {
    const app = new TM.App(map, options);
    const commands = new TM.link.Commands(app);
    const mounts = countMounts();
    let resolve;
    const ready = new Promise((r) => { resolve = r; });
    const seen = new Promise((r) => styled(app.root, r));
    app.loaded = () => seen.then(() => requestAnimationFrame(() => { app.redraw(); requestAnimationFrame(() => resolve(true)); }));
    app.root.style.visibility = "hidden";
    seen.then(() => {
      app.root.style.visibility = "";
      map.invalidateSize({ pan: false, animate: false });
      app.open();
      app.redraw();
    });
    if (map.attributionControl) map.attributionControl.setPrefix(false);
    if (map.keyboard) map.keyboard.disable();
    // Leaflet reads its option for animated zoom only when a map is born; this is the flag that it made of it.
    if (TM.calm()) map._zoomAnimated = map.options.inertia = false;
    followView(app);
    followSize(app);
    TM.listenToKeys(app);
    if (options.twin) TM.twin(app, options.twin);
    window.timemap = {
      ready, mounts, app,
      get day() { return app.dayIso; },
      setDay: (iso) => app.setDayIso(iso),
      get frames() { return app.frames; },
      get draws() { return app.draws; },
      select: (id) => { app.select(id); },
      get selected() { return app.wanted; },
      get value() { return app.value; },
      get payload() {
        const p = app.payload;
        return p && { title: p.title, epoch: TM.dates.iso(p.epoch), days: p.days, places: p.n, segments: p.nothing, changes: p.changeDay.length,
          actors: p.actors.map((a) => a.id), counts: Array.from(p.held), tally: Object.assign({}, p.tally) };
      },
      places: () => places(app),
      command: (c) => commands.push(c),
    };
    const data = options.payload || options.data;
    // The data come first in the queue, so that a command that arrives early finds them.
    if (data) commands.chain = app.load(data);
    if (options.basemap) app.loadBasemap(options.basemap);
    for (const command of (window.TMQ || []).splice(0)) commands.push(command);
    return window.timemap;
  }

  TM.mount = mount;
})();
