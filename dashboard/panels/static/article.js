/* The article: stretches of text as Python cut them. Words become text nodes and nothing else. */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".article");
  if (!root || !data) return;
  const made = JSON.stringify([data.article, data.stretches]);
  const was = root.tm || {};
  if (was.made !== made) {
    root.replaceChildren(...data.stretches.map(node));
    if (was.article !== data.article) root.scrollTop = 0;
  }
  root.onclick = (event) => {
    const mark = event.target.closest("mark");
    if (mark) setTriggerValue("picked", Number(mark.dataset.candidate));
  };
  if (was.current !== data.current || was.article !== data.article) show(root);
  if (data.focus && data.focus.seq !== was.focus) focusOn(data.focus.key);
  root.tm = { made, article: data.article, current: data.current, focus: data.focus ? data.focus.seq : was.focus };
  // From a field back to the keys: Escape leaves it, which also saves what was typed; so does Enter after one's name.
  const leave = (event) => {
    if (!event.target.closest || !event.target.closest('[class*="st-key-tt-"]')) return;
    if (event.key !== "Escape" && !(event.key === "Enter" && event.target.closest(".st-key-tt-who"))) return;
    if (!event.target.matches('input, textarea, [role="spinbutton"]')) return;
    if (event.target.matches('[role="combobox"]')) {
      // Escape closes an open list first; a closed one would take it as an order to forget what was chosen.
      if (event.target.getAttribute("aria-expanded") === "true") return;
      event.stopPropagation();
    }
    setTimeout(() => event.target.blur(), 0);
  };
  // While it comes down: a date field keeps the key to itself.
  document.addEventListener("keydown", leave, true);
  return () => document.removeEventListener("keydown", leave, true);

  function node(stretch) {
    if (stretch.gap) {
      const gap = document.createElement("span");
      gap.className = "gap";
      gap.textContent = "\n[… " + stretch.gap.toLocaleString("en") + " characters in which nothing was found …]\n";
      return gap;
    }
    const marked = stretch.marks && stretch.marks.length;
    const made = document.createElement(marked ? "mark" : "span");
    made.textContent = stretch.text;
    if (stretch.sentence) made.classList.add("sentence");
    if (!marked) return made;
    made.dataset.candidate = stretch.marks[0];
    made.classList.add(stretch.change, stretch.status);
    if (stretch.current) made.classList.add("current");
    made.style.setProperty("--c", stretch.color);
    made.title = stretch.label;
    for (const number of stretch.numbers) {
      const sup = document.createElement("sup");
      sup.textContent = number;
      sup.setAttribute("aria-label", "candidate " + number);
      made.append(sup);
    }
    return made;
  }

  function show(root) {
    const first = root.querySelector("mark.current, .sentence");
    if (!first) return;
    const box = root.getBoundingClientRect(), place = first.getBoundingClientRect();
    if (place.top >= box.top + 30 && place.bottom <= box.bottom - 60) return;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches || !root.tm;
    const top = root.scrollTop + place.top - box.top - box.height / 3;
    root.scrollTo({ top, behavior: still ? "auto" : "smooth" });
  }

  function focusOn(key, tries = 0) {
    const field = document.querySelector(`.st-key-${CSS.escape(key)} :is(input:not([disabled], [type="hidden"]), textarea, [role="spinbutton"])`);
    if (field) {
      field.focus();
      if (field.select && field.type === "text") field.select();
    } else if (tries < 20) setTimeout(() => focusOn(key, tries + 1), 60);
  }
}
