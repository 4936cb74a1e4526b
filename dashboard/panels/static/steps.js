/* The steps of a story. Arrow keys go along them, Enter opens one, Alt with an arrow moves it, Delete takes it out. */
const PAUSE = 700;

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".steps");
  if (!root || !data) return;
  const active = root.getRootNode().activeElement;
  const held = active && active.closest ? active.closest(".step") : null;
  const [id, tool] = held ? [held.dataset.id, active.dataset.does] : [null, null];
  const made = JSON.stringify(data.lines);
  if (root.made !== made) root.replaceChildren(...data.lines.map(row));
  root.made = made;
  parentElement.querySelector(".keys").textContent = data.editable
    ? "Keys: \u2191 \u2193, Enter opens, Alt + \u2191 \u2193 moves, Delete" : "Keys: \u2191 \u2193, Enter opens";
  const ask = (what, step, to) => setTriggerValue("did", { what, id: Number(step.dataset.id), to: to ?? 0 });
  const place = (step) => [...root.children].indexOf(step);

  root.onclick = (event) => {
    const step = event.target.closest(".step"), button = event.target.closest("button");
    if (!step || !button || button.disabled) return;
    if (button.dataset.does === "open") ask("open", step);
    else if (button.dataset.does === "delete") ask("delete", step);
    else ask("move", step, place(step) + (button.dataset.does === "up" ? -1 : 1));
  };
  root.onkeydown = (event) => {
    const step = event.target.closest(".step"), by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    if (by && event.altKey && data.editable) ask("move", step, place(step) + by);
    else if (by) root.children[place(step) + by]?.querySelector(".open").focus();
    else if (event.key === "Delete" && data.editable) ask("delete", step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  drag();
  const again = id && root.querySelector(`.step[data-id="${CSS.escape(id)}"]`);
  if (again && root.getRootNode().activeElement !== active) {
    (again.querySelector(`[data-does="${CSS.escape(tool || "open")}"]`) || again.querySelector(".open")).focus({ preventScroll: true });
  }
  const line = root.querySelector('[aria-current="step"]');
  if (line && root.current !== data.current && root.scrollHeight > root.clientHeight) {
    const box = root.getBoundingClientRect(), own = line.getBoundingClientRect();
    if (own.top < box.top || own.bottom > box.bottom) root.scrollTop += own.top - box.top - box.height / 3;
  }
  root.current = data.current;

  // What is typed is told as soon as the hand rests: the field saves itself as if the teller had said so.
  let resting = 0;
  const typed = (event) => {
    const field = event.target;
    // A word that is still being put together, as in Chinese, is not told yet.
    if (event.isComposing || !field.closest || !field.closest(".st-key-tt-words") || !field.matches("textarea, input[type=text]")) return;
    clearTimeout(resting);
    resting = setTimeout(() => {
      if (document.activeElement !== field) return;
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true, bubbles: true, cancelable: true }));
    }, PAUSE);
  };
  document.addEventListener("input", typed, true);
  return () => { clearTimeout(resting); document.removeEventListener("input", typed, true); };

  function drag() {
    let carried = null;
    root.ondragstart = (event) => { carried = event.target.closest(".step"); event.dataTransfer.effectAllowed = "move"; };
    root.ondragover = (event) => {
      const over = event.target.closest(".step");
      if (!carried || !over) return;
      event.preventDefault();
      for (const each of root.children) each.classList.toggle("over", each === over && each !== carried);
    };
    root.ondragend = () => { for (const each of root.children) each.classList.remove("over"); carried = null; };
    root.ondrop = (event) => {
      const over = event.target.closest(".step");
      if (carried && over && over !== carried) ask("move", carried, place(over));
      event.preventDefault();
    };
  }

  function row(entry) {
    const step = part("div", "step" + (entry.current ? " current" : ""), "");
    step.dataset.id = entry.id;
    step.draggable = Boolean(data.editable);
    const open = part("button", "open", "");
    open.type = "button";
    open.dataset.does = "open";
    open.setAttribute("aria-label", entry.label);
    if (entry.current) open.setAttribute("aria-current", "step");
    const image = part("img", "", "");
    image.loading = "lazy";
    image.alt = "";
    image.src = entry.image;
    image.draggable = false;
    const words = part("span", "words", "");
    words.append(part("bdi", "headline", entry.headline), part("small", "", entry.when));
    if (entry.remarks) words.append(part("small", "remarks", entry.remarks));
    open.append(part("b", "number", entry.number), image, words);
    step.append(open);
    if (data.editable) step.append(tools(entry));
    return step;
  }

  function tools(entry) {
    const bar = part("div", "tools", "");
    const last = entry.number === data.lines.length;
    bar.append(
      button("up", "\u2191 Up", `Move step ${entry.number} up`, entry.number === 1),
      button("down", "\u2193 Down", `Move step ${entry.number} down`, last),
      button("delete", "Delete", `Delete step ${entry.number}`, data.lines.length === 1),
    );
    return bar;
  }

  function button(does, words, label, disabled) {
    const made = part("button", "tool", words);
    made.type = "button";
    made.dataset.does = does;
    made.disabled = disabled;
    made.setAttribute("aria-label", label);
    return made;
  }

  function part(tag, name, text) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.textContent = text;
    return made;
  }
}
