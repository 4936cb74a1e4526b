/* The panel of exports: asks the server for a file, shows how far it is, hands it to the browser. */
export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".exporting");
  if (!root || !data) return;
  // The panel outlives what Python says anew: choices that were made, and work under way, stay.
  const panel = (root.panel ??= made(root));
  panel.told(data);
}

function made(root) {
  let data = null;
  const jobs = part("ul", "jobs");
  jobs.setAttribute("role", "status");
  const open = part("button", "open", "Export");
  open.type = "button";
  open.setAttribute("aria-haspopup", "dialog");
  open.setAttribute("aria-expanded", "false");
  const bar = part("i", "under-way");
  open.append(bar);
  const sheet = part("div", "sheet");
  sheet.popover = "auto";
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-label", "Export");
  root.replaceChildren(open, sheet);
  open.onclick = () => sheet.togglePopover();
  // Streamlit takes keys such as R and C for itself.
  sheet.addEventListener("keydown", (event) => event.stopPropagation());
  sheet.addEventListener("toggle", (event) => {
    const shown = event.newState === "open";
    open.setAttribute("aria-expanded", String(shown));
    if (shown) { place(); say(); sheet.querySelector("button")?.focus({ preventScroll: true }); }
  });
  const fit = () => { if (sheet.matches(":popover-open")) place(); };
  window.addEventListener("resize", fit);
  new ResizeObserver(fit).observe(sheet);
  let built = "", what = null, choices = {};
  const running = new Set();

  function told(next) {
    data = next;
    // Only what the panel is built from: a narrative that was edited, or another theme, changes no button.
    const shape = JSON.stringify([data.takes, data.groups, data.steps]);
    if (shape !== built) { built = shape; build(); }
    if (!choices.theme.touched) choices.theme.value = data.theme;
    if (choices.since) { choices.since.min = data.first; choices.since.max = data.last; }
    if (sheet.matches(":popover-open")) say();
  }

  function build() {
    choices = {};
    what = part("p", "what");
    const head = part("header", "");
    head.append(what, chooser("theme"));
    if (data.takes.since) head.append(chooser("since"));
    sheet.replaceChildren(head);
    for (const group of data.groups) {
      const box = part("section", "");
      box.setAttribute("aria-label", group.title);
      box.append(part("h3", "", group.title));
      const row = part("div", "offers");
      for (const offer of group.offers) {
        const button = part("button", "offer", offer.label);
        button.type = "button";
        button.dataset.format = offer.name;
        button.title = offer.hint;
        button.setAttribute("aria-description", offer.hint);
        button.onclick = () => start(offer);
        row.append(button);
      }
      box.append(row);
      const asks = group.asks.filter((name) => data.takes[name] !== false);
      if (asks.length) {
        const line = part("div", "asks");
        line.append(...asks.map(chooser));
        box.append(line);
      }
      sheet.append(box);
    }
    sheet.append(jobs);
  }

  function chooser(name) {
    const label = part("label", name, { theme: "Theme", since: "From day", size: "Size", transparent: "Transparent",
      side: "Side", maps: "Maps", step: "Step", seconds: "Length", table: "Table", template: "Your template" }[name]);
    const field = choices[name] = name === "since" ? input("date") : name === "transparent" ? input("checkbox")
      : name === "maps" ? input("number", { min: 2, max: 24, value: 6 })
      : name === "step" ? input("number", { min: 1, max: data.steps, value: 1 })
      : name === "template" ? input("file", { accept: ".pptx,.potx" }) : select(name);
    field.addEventListener("change", () => { field.touched = true; say(); });
    if (name === "transparent") label.prepend(field); else label.append(field);
    return label;
  }

  function select(name) {
    const options = { theme: [["light", "Light"], ["dark", "Dark"]], size: data.sizes, table: data.tables,
      seconds: data.seconds, side: [["right", "Right"], ["left", "Left"]] }[name];
    const field = part("select", "");
    field.append(...options.map(([value, words]) => new Option(words, value)));
    if (name === "seconds") field.value = "8";
    return field;
  }

  function say() {
    if (!what) return;
    const view = query();
    const since = choices.since?.value;
    const day = view.get("day");
    what.textContent = data.narrative ? `This narrative, ${data.steps === 1 ? "1 step" : data.steps + " steps"}`
      : data.page === "compare" ? `Both sides: ${words(view.get("left_day"))} and ${words(view.get("right_day"))}`
      : since ? `From ${words(since)} to ${words(day)}` : `The map as it is now${day ? ": " + words(day) : ""}`;
  }

  /* The address has the view; the map itself knows best on which day and where it is just now. */
  function query() {
    const view = new URLSearchParams(window.location.search);
    if (data.page !== "map") return view;
    try {
      const frame = document.querySelector('iframe[title*="st_folium"]');
      const map = frame?.contentWindow?.timemap;
      if (map?.day) {
        view.set("day", map.day);
        const at = map.app.map.getCenter();
        view.set("lat", at.lat.toFixed(5));
        view.set("lng", at.lng.toFixed(5));
        view.set("zoom", String(Number(map.app.map.getZoom().toFixed(3))));
      }
    } catch { /* A map that is only just there has nothing to say yet. */ }
    return view;
  }

  async function start(offer) {
    const line = part("li", "");
    const name = part("b", "", `${offer.label}`);
    const state = part("span", "state", "asked for");
    const meter = part("progress", "");
    const stop = part("button", "stop", "Stop");
    stop.type = "button";
    stop.setAttribute("aria-label", `Stop ${offer.label}`);
    line.append(name, meter, state, stop);
    jobs.prepend(line);
    while (jobs.children.length > 6) jobs.lastElementChild.remove();
    line.scrollIntoView({ block: "nearest" });
    const ended = new AbortController();
    stop.onclick = () => ended.abort();
    running.add(line);
    busy();
    try {
      const file = await fetched(await wish(offer), ended.signal, (word) => {
        if (word.of) {
          meter.max = word.of;
          meter.value = word.done;
          state.textContent = `${word.done} of ${word.of}`;
        } else if ("waits" in word) state.textContent = word.waits ? "waits for other exports" : "being made";
        busy();
      });
      save(file);
      state.textContent = `${file.name}, ${size(file.blob.size)}`;
      line.className = "done";
      line.title = file.remarks.join("\n");
      if (file.remarks.length) line.append(part("small", "", file.remarks.join(" ")));
    } catch (error) {
      line.className = ended.signal.aborted ? "done" : "failed";
      state.textContent = ended.signal.aborted ? "stopped" : error.message;
    }
    meter.remove();
    stop.remove();
    running.delete(line);
    busy();
  }

  function busy() {
    open.classList.toggle("busy", running.size > 0);
    const meter = [...running].map((line) => line.querySelector("progress")).find(Boolean);
    bar.style.width = meter?.hasAttribute("value") ? `${100 * meter.position}%` : running.size ? "12%" : "0";
  }

  async function wish(offer) {
    const asked = { format: offer.name, page: data.page, query: query().toString(), narrative: data.narrative };
    for (const name of offer.heeds) {
      const field = choices[name];
      if (!field || name === "template") continue;
      asked[name] = field.type === "checkbox" ? field.checked : field.value;
    }
    const file = offer.heeds.includes("template") && choices.template?.files[0];
    if (file) {
      if (file.size > 40e6) throw new Error("The template is larger than 40 MB: choose a smaller one.");
      asked.template = await base64(file);
    }
    return asked;
  }

  async function fetched(asked, signal, heard) {
    let answer;
    try {
      answer = await fetch(address(), {
        method: "POST", signal, body: JSON.stringify(asked),
        headers: { "Content-Type": "application/json", "X-Timeline": "export" },
      });
    } catch (error) {
      if (signal.aborted) throw error;
      throw new Error("The server does not answer. Nothing was saved.");
    }
    if (!answer.ok) throw new Error((await answer.text()).slice(0, 300) || "The server refused.");
    const reader = answer.body.getReader();
    let rest = new Uint8Array(0), head = null, got = 0;
    const bytes = [];
    for (;;) {
      let chunk;
      try { chunk = await reader.read(); } catch (error) {
        if (signal.aborted) throw error;
        throw new Error("The connection broke off. Nothing was saved.");
      }
      if (chunk.done) break;
      if (head) { bytes.push(chunk.value); got += chunk.value.length; continue; }
      rest = joined(rest, chunk.value);
      for (let at = rest.indexOf(10); at >= 0 && !head; at = rest.indexOf(10)) {
        const line = new TextDecoder().decode(rest.subarray(0, at)).trim();
        rest = rest.slice(at + 1);
        if (!line) continue;
        const word = JSON.parse(line);
        if (word.error) throw new Error(word.error);
        if (word.file) head = word; else heard(word);
      }
      if (head && rest.length) { bytes.push(rest); got += rest.length; }
    }
    if (!head || got !== head.bytes) throw new Error("The file did not arrive whole. Nothing was saved.");
    return { name: head.file, blob: new Blob(bytes, { type: head.type }), remarks: head.remarks };
  }

  function address() {
    const path = window.location.pathname.replace(/\/+$/, "");
    const base = path.endsWith("/" + data.page) ? path.slice(0, -data.page.length - 1) : path;
    return `${base}/export`;
  }

  function place() {
    const at = open.getBoundingClientRect(), gap = 8;
    const right = window.innerWidth - sheet.offsetWidth - gap, low = window.innerHeight - sheet.offsetHeight - gap;
    sheet.style.left = `${Math.max(gap, Math.min(at.left, right))}px`;
    // Whole rather than below its button: where that stands low on the page the panel reaches over it.
    sheet.style.top = `${Math.max(gap, Math.min(at.bottom + 4, low))}px`;
  }

  return { told };
}

function save(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file.blob);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(",")[1] ?? "");
    reader.onerror = () => reject(new Error(`${file.name} cannot be read.`));
    reader.readAsDataURL(file);
  });
}

function joined(one, other) {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function words(day) {
  const date = day && new Date(`${day}T00:00:00Z`);
  if (!date || isNaN(date)) return "no day";
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function input(type, more = {}) {
  return Object.assign(document.createElement("input"), { type, ...more });
}

function part(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}
