/* One outline per kind of place. The shape says what a place is; colour only says who holds it. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});

  function polygon(points) {
    return (p, r) => {
      points.forEach(([x, y], i) => (i ? p.lineTo(x * r, y * r) : p.moveTo(x * r, y * r)));
      p.closePath();
    };
  }

  const circle = (p, r) => p.arc(0, 0, r, 0, Math.PI * 2);
  const box = (w, h, round) => (p, r) => p.roundRect(-w * r, -h * r, 2 * w * r, 2 * h * r, round * r);
  const hexagon = polygon([0, 1, 2, 3, 4, 5].map((i) => [Math.sin((i * Math.PI) / 3) * 1.08, -Math.cos((i * Math.PI) / 3) * 1.08]));

  function drop(p, r) {
    p.moveTo(0, -1.25 * r);
    p.bezierCurveTo(0.35 * r, -0.6 * r, 0.88 * r, -0.2 * r, 0.88 * r, 0.3 * r);
    p.bezierCurveTo(0.88 * r, 1.3 * r, -0.88 * r, 1.3 * r, -0.88 * r, 0.3 * r);
    p.bezierCurveTo(-0.88 * r, -0.2 * r, -0.35 * r, -0.6 * r, 0, -1.25 * r);
    p.closePath();
  }

  function bridge(p, r) {
    p.moveTo(-1.2 * r, -0.62 * r);
    p.lineTo(1.2 * r, -0.62 * r);
    p.lineTo(1.2 * r, 0.62 * r);
    p.lineTo(0.72 * r, 0.62 * r);
    p.bezierCurveTo(0.6 * r, -0.2 * r, -0.6 * r, -0.2 * r, -0.72 * r, 0.62 * r);
    p.lineTo(-1.2 * r, 0.62 * r);
    p.closePath();
  }

  function hull(p, r) {
    p.moveTo(-1.1 * r, -0.5 * r);
    p.lineTo(1.1 * r, -0.5 * r);
    p.bezierCurveTo(1.05 * r, 1.15 * r, -1.05 * r, 1.15 * r, -1.1 * r, -0.5 * r);
    p.closePath();
  }

  /* radius: CSS pixels at scale 1. least: how far the mark may shrink when places crowd (places that are few and
     that must keep their shape shrink less). reach: outermost point in radii, for rings. */
  const SHAPES = {
    city: { draw: circle, radius: 7.5, least: 0.55, reach: 1, name: "City" },
    town: { draw: circle, radius: 5.6, least: 0.5, reach: 1, name: "Town" },
    village: { draw: circle, radius: 3.7, least: 0.5, reach: 1, name: "Village" },
    district: { draw: box(1, 1, 0.45), radius: 5.8, least: 0.55, reach: 1.2, name: "District" },
    border_crossing: { draw: polygon([[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]]), radius: 6.4, least: 0.72, reach: 1.2, bar: true, name: "Border crossing" },
    dam: { draw: polygon([[-0.62, -0.8], [0.62, -0.8], [1.3, 0.85], [-1.3, 0.85]]), radius: 6, least: 0.7, reach: 1.2, name: "Dam" },
    air_base: { draw: polygon([[0, -1.25], [1.2, 1], [0, 0.5], [-1.2, 1]]), radius: 6.8, least: 0.7, reach: 1.2, name: "Air base" },
    military_base: { draw: polygon([[-1, -1], [1, -1], [1, 1], [-1, 1]]), radius: 5.4, least: 0.68, reach: 1.3, name: "Military base" },
    refinery: { draw: hexagon, radius: 6.2, least: 0.7, reach: 1.1, name: "Refinery" },
    oil_field: { draw: drop, radius: 6, least: 0.7, reach: 1.2, name: "Oil field" },
    bridge: { draw: bridge, radius: 6.2, least: 0.7, reach: 1.2, name: "Bridge" },
    port: { draw: hull, radius: 6.6, least: 0.7, reach: 1.1, name: "Port" },
    road: { draw: box(1.35, 0.62, 0.62), radius: 5.6, least: 0.65, reach: 1.25, name: "Road" },
    other: { draw: polygon([[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]]), radius: 4.2, least: 0.6, reach: 1.1, name: "Other" },
  };

  function shapeOf(kind) {
    return SHAPES[kind] || SHAPES.other;
  }

  /* Radius in CSS pixels at the crowding scale `s` (1.15 roomy .. 0.5 crowded .. 0.3 tens of thousands in sight,
     where the least sizes give way too). */
  function radius(kind, s) {
    const shape = shapeOf(kind);
    return shape.radius * Math.max(shape.least * Math.min(1, s / 0.5), s);
  }

  function path(kind, r) {
    const p = new Path2D();
    shapeOf(kind).draw(p, r);
    return p;
  }

  TM.shapes = { SHAPES, shapeOf, radius, path };
})();
