/* Days as whole numbers since 1970-01-01 (UTC): no time zone can move a day. */
(function () {
  "use strict";
  const TM = (window.TM = window.TM || {});
  const MS = 86400000;
  const ENGLISH = ["january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december"];
  const formats = new Map();

  function number(year, month, date) {
    const t = new Date(0);
    t.setUTCFullYear(year, month - 1, date);
    // The calendar rolls 31 June over to 1 July; a typed 31 June is a mistake, not the first of July.
    if (t.getUTCFullYear() !== year || t.getUTCMonth() !== month - 1 || t.getUTCDate() !== date) return NaN;
    return Math.round(t.getTime() / MS);
  }

  function fromIso(text) {
    const m = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(String(text));
    return m ? number(+m[1], +m[2], +m[3]) : NaN;
  }

  const iso = (day) => new Date(day * MS).toISOString().slice(0, 10);

  function format(day, locale, style) {
    const key = (locale || "en-GB") + style;
    let f = formats.get(key);
    if (!f) {
      const options = {
        full: { day: "numeric", month: "long", year: "numeric" },
        month: { month: "short" },
        monthYear: { month: "short", year: "numeric" },
      }[style];
      options.timeZone = "UTC";
      try {
        f = new Intl.DateTimeFormat(locale || "en-GB", options);
      } catch (_) {
        f = new Intl.DateTimeFormat("en-GB", options);
      }
      formats.set(key, f);
    }
    return f.format(new Date(day * MS));
  }

  function monthOf(word, locale) {
    const w = word.toLowerCase().replace(/\.$/, "");
    if (w.length < 3) return 0;
    const at = ENGLISH.findIndex((name) => name.startsWith(w) || (w === "sept" && name === "september"));
    if (at >= 0) return at + 1;
    for (let m = 1; m <= 12; m++) {
      const day = number(2001, m, 1);
      const parts = [format(day, locale, "month"), format(day, locale, "full").replace(/[\d\s,.]+/g, "")];
      if (parts.some((name) => name.toLowerCase().replace(/\.$/, "") === w)) return m;
    }
    return 0;
  }

  /* Reads a typed date. Returns {day} or {error}; an order that could mean two days is refused, not guessed. */
  function parse(text, locale) {
    const s = String(text).trim().replace(/\s+/g, " ");
    if (!s) return { error: "Type a date, for example 2014-06-22 or 22 June 2014." };
    let m, day = NaN;
    if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(s)) day = fromIso(s);
    else if ((m = /^(\d{1,2})\.? ([^\d\s]+) (\d{4})$/.exec(s))) day = number(+m[3], monthOf(m[2], locale), +m[1]);
    else if ((m = /^([^\d\s]+) (\d{1,2}),? (\d{4})$/.exec(s))) day = number(+m[3], monthOf(m[1], locale), +m[2]);
    else if ((m = /^([^\d\s]+) (\d{4})$/.exec(s))) day = number(+m[2], monthOf(m[1], locale), 1);
    else if (/^\d{1,2}[/.]\d{1,2}[/.]\d{4}$/.test(s))
      return { error: "“" + s + "” could mean two days. Type 2014-06-22 or 22 June 2014." };
    if (!Number.isFinite(day)) return { error: "“" + s.slice(0, 40) + "” is not a date. Type 2014-06-22 or 22 June 2014." };
    return { day };
  }

  TM.dates = { fromIso, iso, parse, number, full: (d, l) => format(d, l, "full"), month: (d, l) => format(d, l, "month"),
    monthYear: (d, l) => format(d, l, "monthYear") };
})();
