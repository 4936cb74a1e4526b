/* The queue: one button per candidate; arrow keys go along it, Enter opens one. */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".queue");
  if (!root || !data) return;
  const active = root.getRootNode().activeElement;
  const held = active && active.dataset ? active.dataset.id : null;
  root.replaceChildren(...data.lines.map(row));
  root.onclick = (event) => {
    const line = event.target.closest("button");
    if (line) setTriggerValue("picked", Number(line.dataset.id));
  };
  root.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = [...root.querySelectorAll("button")];
    const to = all[all.indexOf(root.getRootNode().activeElement) + step];
    if (to) to.focus();
    event.preventDefault();
  };
  if (held) root.querySelector(`button[data-id="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  const line = root.querySelector('[aria-current="true"]');
  if (line && root.scrollHeight > root.clientHeight) {
    const box = root.getBoundingClientRect(), place = line.getBoundingClientRect();
    if (place.top < box.top || place.bottom > box.bottom) root.scrollTop += place.top - box.top - box.height / 3;
  }

  function row(entry) {
    const line = document.createElement("button");
    line.type = "button";
    line.dataset.id = entry.id;
    line.className = entry.status + (entry.current ? " current" : "");
    line.setAttribute("aria-label", entry.label);
    if (entry.current) line.setAttribute("aria-current", "true");
    line.style.setProperty("--c", entry.color);
    line.append(part("i", "swatch " + entry.change, ""), part("b", "number", entry.number));
    const words = part("span", "words", "");
    words.append(part("bdi", "place", entry.place), part("span", "what", entry.what + ", " + entry.when));
    const small = [entry.standing, entry.engines, entry.note].filter(Boolean).join(" · ");
    words.append(part("small", "", small));
    line.append(words);
    const side = part("span", "side", "");
    if (entry.status === "waiting") {
      side.append(part("span", "sure", entry.sure));
      const bar = part("i", "bar", "");
      bar.style.setProperty("--w", entry.confidence);
      side.append(bar);
    } else side.append(part("span", "state", entry.state));
    line.append(side);
    return line;
  }

  function part(tag, name, text) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.textContent = text;
    return made;
  }
}
