/* Reads the data of a page: packed numbers, rows without field names, compressed parts. */
var kimmapRows = (function () {
  "use strict";

  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var VALUE = {};
  for (var d = 0; d < 64; d++) { VALUE[DIGITS.charCodeAt(d)] = d; }
  var STATUSES = ["visited", "planned", "possible", "cancelled"];

  /* The whole numbers of a text, one a call. */
  function reader(text) {
    var i = 0;
    return function () {
      var code = VALUE[text.charCodeAt(i++)], number = code & 31, factor = 32;
      while (code & 32) {
        code = VALUE[text.charCodeAt(i++)];
        number += (code & 31) * factor;
        factor *= 32;
      }
      return number % 2 ? -(number + 1) / 2 : number / 2;
    };
  }

  /* Longitude and latitude pairs, each added to the one before, as [latitude, longitude] in degrees. */
  function line(text, unit) {
    var next = reader(text), result = [], x = 0, y = 0;
    for (var left = next(); left > 0; left--) {
      x += next();
      y += next();
      result.push([y / unit, x / unit]);
    }
    return result;
  }

  /* Many lines as the data of one SVG path: for each how many points it has, then steps from point to point. */
  function outline(text, end) {
    var next = reader(text), parts = [], x = 0, y = 0;
    for (var left = next(); left > 0; left = next()) {
      parts.push("M", x += next(), " ", y += next(), "l");
      while (--left) {
        var dx = next(), dy = next();
        x += dx;
        y += dy;
        parts.push(dx, " ", dy, " ");
      }
      parts.push(end);
    }
    return parts.join("");
  }

  /* A stop with names for its fields, by its index. */
  function stop(drawing, index) {
    var row = drawing.stops[index], status = STATUSES[row[2]];
    return {
      number: index + 1, place: row[0], where: row[1] || "", status: status, status_words: drawing.texts.status[status],
      dates: row[3] || "", short_dates: row[4] || "", day: row[5] || null,
      quotes: (row[6] || []).map(function (quote) {
        var source = drawing.sources[quote[0]];
        return { parts: quote.slice(1), source: source[0], byline: source[1], title: source[2], url: source[3] };
      }),
      witnesses: row[7] || "", detail: row[8] || "", known_by: row[9] || [], contradictions: row[10] || [], reach: row[11] || 0
    };
  }

  /* The drawing with its rows: at once, or for a long trip when they are unpacked. */
  function whenUnpacked(drawing, go) {
    if (!drawing.packed) { go(); return; }
    var raw = atob(drawing.packed), bytes = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i++) { bytes[i] = raw.charCodeAt(i); }
    delete drawing.packed;
    new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json().then(function (rows) {
      Object.keys(rows).forEach(function (key) { drawing[key] = rows[key]; });
      go();
    });
  }

  /* A text of the catalogue with values filled in. */
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  }

  return { STATUSES: STATUSES, line: line, outline: outline, stop: stop, whenUnpacked: whenUnpacked, fill: fill };
})();
