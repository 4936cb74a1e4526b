/* The few ways in which elements are made. Text goes in as text: nothing here can parse HTML. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const SVG = "http://www.w3.org/2000/svg";

  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (key === "class") node.className = value;
      else node.setAttribute(key, value === true ? "" : String(value));
    }
    for (const child of children) if (child !== null && child !== undefined) node.append(child);
    return node;
  }

  /* Icons are one path each on a 20 x 20 grid, so that they stay crisp and need no font. */
  const ICONS = {
    first: "M5 4h2v12H5zM16 4v12l-8-6z",
    previous: "M14 4v12l-8-6z",
    play: "M6 3.5v13l11-6.5z",
    pause: "M5 4h3.6v12H5zM11.4 4H15v12h-3.6z",
    next: "M6 4v12l8-6z",
    last: "M4 4v12l8-6zM13 4h2v12h-2z",
    plus: "M9 4h2v5h5v2h-5v5H9v-5H4V9h5z",
    minus: "M4 9h12v2H4z",
    fit: "M3 3h5v2H5v3H3zM12 3h5v5h-2V5h-3zM3 12h2v3h3v2H3zM15 12h2v5h-5v-2h3zM8 8h4v4H8z",
    full: "M3 3h6v2H6.4l3 3L8 9.4l-3-3V9H3zM17 17h-6v-2h2.6l-3-3 1.4-1.4 3 3V11h2z",
    layers: "M10 2l8 4.5-8 4.5-8-4.5zM3.8 9.5L10 13l6.2-3.5L18 10.5 10 15l-8-4.5zM3.8 13.2L10 16.7l6.2-3.5L18 14.2l-8 4.5-8-4.5z",
    legend: "M3 4h3v3H3zM8 4.7h9v1.6H8zM3 8.5h3v3H3zM8 9.2h9v1.6H8zM3 13h3v3H3zM8 13.7h9v1.6H8z",
    close: "M5.4 4L10 8.6 14.6 4 16 5.4 11.4 10l4.6 4.6-1.4 1.4L10 11.4 5.4 16 4 14.6 8.6 10 4 5.4z",
    chevron: "M5 7.5L6.4 6 10 9.7 13.6 6 15 7.5l-5 5z",
  };

  function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", "tm-icon");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  }

  function setIcon(button, name) {
    button.querySelector("path").setAttribute("d", ICONS[name]);
  }

  function button(name, label, onclick, extra) {
    const attributes = Object.assign({ type: "button", class: "tm-button", "aria-label": label, title: label, onclick }, extra);
    return el("button", attributes, icon(name));
  }

  /* Writing the same text again still costs a layout; counts are written sixty times a second. */
  function setText(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  TM.dom = { el, icon, setIcon, button, setText };
})();
