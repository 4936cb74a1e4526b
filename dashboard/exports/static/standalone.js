/* Unpacks what the page carries and joins map, cards and the steps of a narrative. It asks nothing of any host. */
(async function () {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const stepHere = $("step"), cardHere = $("card");

  async function unpacked() {
    const bytes = Uint8Array.from(atob($("packed").textContent.trim()), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  let data;
  try {
    data = await unpacked();
  } catch (error) {
    document.body.className = "failed";
    document.body.textContent = "This page could not be unpacked: a browser of 2023 or later is needed. (" + error + ")";
    return;
  }
  const { steps, cards, payload } = data, epoch = Date.parse(payload.epoch) / 86400000;
  const actorName = (id) => { const actor = payload.actors.find((a) => a.id === id); return actor ? actor.name : id; };

  const map = L.map($("map"), Object.assign({}, data.map, { center: data.centre, zoom: 6 }));
  let at = -1, shown = null;
  const tell = (value) => { showDay(value.day); showCard(value.picked); };
  window.Streamlit = { setComponentValue: tell };
  const timemap = TM.mount(map, Object.assign({ payload, basemap: data.basemap, tiles: null }, data.options));

  /* The card was written once for all days; its line of state follows the day. */
  function showDay(iso) {
    const state = cardHere.querySelector(".tt-state");
    const place = state && timemap.places().find((p) => p.id === shown);
    if (place) {
      const who = place.holder ? actorName(place.holder) : "nobody known", other = place.contender ? actorName(place.contender) : "nobody named";
      state.textContent = { unknown: "No information on who holds it", controlled: "Held by " + who, contested: "Contested between " + who + " and " + other,
        changing: "Changing from " + who + " to " + other }[place.status] + (place.standing !== "none" && place.standing ? " (" + place.standing + ")" : "") +
        (place.besieger ? ", besieged by " + actorName(place.besieger) : "");
      const mark = cardHere.querySelector(".tt-history u");
      if (mark) mark.style.left = (100 * (Date.parse(iso) / 86400000 - epoch)) / Math.max(1, payload.days - 1) + "%";
    }
  }

  function showCard(id) {
    if (id === shown) return;
    shown = id;
    // Written and escaped by the program that made this page.
    cardHere.innerHTML = id && cards[id] ? cards[id] : "";
    showDay(timemap.day);
  }

  function go(to) {
    if (to < 0 || to >= steps.length || to === at) return;
    at = to;
    const step = steps[at];
    stepHere.querySelector("h2").textContent = step.headline;
    stepHere.querySelector(".text").innerHTML = step.html;
    stepHere.querySelector(".count").textContent = at + 1 + " of " + steps.length;
    const [back, on] = stepHere.querySelectorAll("nav button");
    back.disabled = at === 0;
    on.disabled = at === steps.length - 1;
    showCard(step.order.select || null);
    timemap.command(step.order).then(() => showDay(timemap.day));
  }

  if (steps.length) {
    stepHere.innerHTML = '<div class="count stamp"></div><h2></h2><div class="text tt"></div>' +
      '<nav aria-label="Steps"><button type="button">Back</button><button type="button">Next</button></nav>';
    const [back, on] = stepHere.querySelectorAll("nav button");
    back.addEventListener("click", () => go(at - 1));
    on.addEventListener("click", () => go(at + 1));
    // Presenters' clickers send Page Down and Page Up.
    document.addEventListener("keydown", (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || (e.target.closest && e.target.closest("input, select, .tm-handle"))) return;
      if (e.key === "PageDown" || e.key === "n") { go(at + 1); e.preventDefault(); }
      if (e.key === "PageUp" || e.key === "p") { go(at - 1); e.preventDefault(); }
    });
  } else stepHere.remove();
  $("theme").addEventListener("click", () => {
    timemap.command({ theme: timemap.app.theme.name === "dark" ? "light" : "dark" });
  });
  await timemap.ready;
  await timemap.command(data.first);
  if (steps.length) go(0);
  else showCard(data.first.select || null);
  window.standalone = { go, get step() { return at; } };
})();
