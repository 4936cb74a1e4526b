/* Colours of paper and ink for the canvases. The same tokens stand in timemap.css for the elements. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});

  const THEMES = {
    light: {
      name: "light", water: "#d9e2e7", land: "#f6f2e9", coast: "#a9b8c0", border: "#b3a99b", disputed: "#b3a99b",
      river: "#bccdd6", lake: "#d9e2e7", country: "#8b857b", ink: "#23262b", quiet: "#565b63", paper: "#ffffff", casing: "#ffffff",
      grey: "#7d7f83", halo: "rgba(35,38,43,0.15)", haloRim: "rgba(35,38,43,0.42)", accent: "#6a3fb5",
      labelHalo: "rgba(250,248,243,0.92)", rim: 0.42, nobody: "#9a9c9f",
    },
    dark: {
      name: "dark", water: "#15191d", land: "#24272b", coast: "#3d464e", border: "#565b61", disputed: "#565b61",
      river: "#313c45", lake: "#15191d", country: "#868b92", ink: "#f0eeea", quiet: "#b4b8be", paper: "#1b1e22", casing: "#0c0e10",
      grey: "#9b9fa5", halo: "rgba(240,238,234,0.17)", haloRim: "rgba(240,238,234,0.5)", accent: "#b99cff",
      labelHalo: "rgba(20,23,26,0.9)", rim: 0.3, nobody: "#7f848a",
    },
  };

  function rgb(colour) {
    const m = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(String(colour || ""));
    if (!m) return [125, 127, 131];
    const h = m[1].length === 3 ? m[1].replace(/./g, "$&$&") : m[1];
    return [0, 2, 4].map((i) => parseInt(h.slice(i, i + 2), 16));
  }

  const hex = (c) => "#" + c.map((v) => Math.round(v).toString(16).padStart(2, "0")).join("");

  function mix(a, b, share) {
    const x = rgb(a), y = rgb(b);
    return hex(x.map((v, i) => v + (y[i] - v) * share));
  }

  /* Actor colours pass through here: whatever a data set writes, only a plain hex colour comes out. */
  function actorColour(actor, theme) {
    const wanted = theme.name === "dark" ? actor.dark || actor.color : actor.color;
    return hex(rgb(wanted));
  }

  const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans Arabic", Roboto, "Helvetica Neue", Arial, sans-serif';

  TM.theme = { THEMES, mix, actorColour, FONT };
})();
