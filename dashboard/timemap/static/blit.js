/* Copies sprites into one pixel buffer. Thirty thousand canvas calls cost about five times as much as this loop,
   and the cost here is the same with and without a graphics card. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});

  /* Some browsers scramble pixels that a page reads back (resistance to fingerprinting). Then sprites are drawn with
     drawImage instead: slower, never wrong. */
  function canReadBack() {
    const c = document.createElement("canvas");
    c.width = c.height = 4;
    const g = c.getContext("2d", { willReadFrequently: true });
    g.fillStyle = "#336699";
    g.fillRect(0, 0, 4, 4);
    const d = g.getImageData(0, 0, 4, 4).data;
    for (let i = 0; i < 64; i += 4) if (Math.abs(d[i] - 51) > 2 || Math.abs(d[i + 1] - 102) > 2 || Math.abs(d[i + 2] - 153) > 2 || d[i + 3] !== 255) return false;
    return true;
  }

  /* Source over target, both as stored by ImageData (not premultiplied), as signed 32-bit numbers. */
  function over(src, dst) {
    if (dst === 0) return src;
    const alpha = src >>> 24, back = dst >>> 24;
    if (back === 255) {
      // Two channels in one multiplication; 256 steps instead of 255, so that a shift divides.
      const a = alpha + (alpha >> 7), b = 256 - a;
      const rb = ((Math.imul(src & 0xff00ff, a) + Math.imul(dst & 0xff00ff, b)) >>> 8) & 0xff00ff;
      const g = ((Math.imul((src >>> 8) & 255, a) + Math.imul((dst >>> 8) & 255, b)) >>> 8) & 255;
      return 0xff000000 | rb | (g << 8);
    }
    const under = (back * (255 - alpha)) / 255, all = alpha + under;
    const channel = (shift) => (((((src >>> shift) & 255) * alpha + ((dst >>> shift) & 255) * under) / all) & 255) << shift;
    return (Math.round(all) << 24) | channel(16) | channel(8) | channel(0);
  }

  /* Lists the painted pixels of a sprite, opaque and translucent apart, as distances in a buffer of width W. */
  function lay(sprite, W) {
    const { pixels, size, half } = sprite, full = [], fullAt = [], soft = [], softAt = [];
    for (let i = 0; i < pixels.length; i++) {
      const p = pixels[i], alpha = p >>> 24, at = (((i / size) | 0) - half) * W + (i % size) - half;
      if (alpha === 255) { full.push(p); fullAt.push(at); } else if (alpha) { soft.push(p); softAt.push(at); }
    }
    sprite.full = Int32Array.from(full);
    sprite.fullAt = Int32Array.from(fullAt);
    sprite.soft = Int32Array.from(soft);
    sprite.softAt = Int32Array.from(softAt);
    sprite.stride = W;
  }

  class Blit {
    constructor(canvas) {
      this.canvas = canvas;
      this.g = canvas.getContext("2d");
      this.direct = canReadBack();
      this.resize(1, 1);
    }

    resize(width, height) {
      this.canvas.width = this.width = Math.max(1, width);
      this.canvas.height = this.height = Math.max(1, height);
      this.image = this.g.createImageData(this.width, this.height);
      this.pixels = new Int32Array(this.image.data.buffer);
    }

    clear() {
      if (this.direct) this.pixels.fill(0);
      else this.g.clearRect(0, 0, this.width, this.height);
    }

    /* x, y: device pixels of the sprite's middle, whole numbers. */
    stamp(sprite, x, y) {
      const half = sprite.half, W = this.width;
      if (!this.direct) { this.g.drawImage(sprite.canvas, x - half, y - half); return; }
      if (x < half || y < half || x + half >= W || y + half >= this.height) { this._clipped(sprite, x, y); return; }
      if (sprite.stride !== W) lay(sprite, W);
      const target = this.pixels, base = y * W + x, { full, fullAt, soft, softAt } = sprite;
      for (let i = 0, n = full.length; i < n; i++) target[base + fullAt[i]] = full[i];
      for (let i = 0, n = soft.length; i < n; i++) { const d = base + softAt[i]; target[d] = over(soft[i], target[d]); }
    }

    /* At the edge of the frame, pixel by pixel. */
    _clipped(sprite, x, y) {
      const { pixels: source, size, half } = sprite, W = this.width, target = this.pixels;
      for (let row = Math.max(0, half - y), end = Math.min(size, this.height + half - y); row < end; row++) {
        for (let column = Math.max(0, half - x), stop = Math.min(size, W + half - x); column < stop; column++) {
          const p = source[row * size + column], d = (y - half + row) * W + x - half + column;
          if (p) target[d] = over(p, target[d]);
        }
      }
    }

    flush() {
      if (this.direct) this.g.putImageData(this.image, 0, 0);
    }
  }

  TM.Blit = Blit;
})();
