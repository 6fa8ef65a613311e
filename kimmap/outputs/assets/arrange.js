/* Finds room on the map: for marks beside each other, for labels beside marks.  Works in pixels. */
var kimmapArrange = (function () {
  "use strict";

  var MARK_HEIGHT = 26;
  var GAP = 3;

  function Box(left, top, width, height) {
    return { left: left, top: top, right: left + width, bottom: top + height };
  }

  function overlap(a, b) {
    var width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    var height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return width > 0 && height > 0 ? width * height : 0;
  }

  function around(point, width, height) {
    return Box(point.x - width / 2, point.y - height / 2, width, height);
  }

  /* Pushes marks apart until none hides another; each stays as near its place as that allows. */
  function spread(marks) {
    for (var round = 0; round < 80; round++) {
      var moved = false;
      for (var i = 0; i < marks.length; i++) {
        for (var j = i + 1; j < marks.length; j++) {
          var a = marks[i], b = marks[j];
          var dx = b.at.x - a.at.x, dy = b.at.y - a.at.y;
          var needX = (a.width + b.width) / 2 + GAP - Math.abs(dx);
          var needY = MARK_HEIGHT + GAP - Math.abs(dy);
          if (needX <= 0.01 || needY <= 0.01) { continue; }
          moved = true;
          // Along the line between the true places, so that the picture keeps their bearing.
          var tx = b.home.x - a.home.x, ty = b.home.y - a.home.y;
          var length = Math.sqrt(tx * tx + ty * ty);
          if (length < 0.5) { tx = 1; ty = 0; length = 1; }
          tx /= length; ty /= length;
          var step = Math.min(Math.abs(tx) > 0.01 ? needX / Math.abs(tx) : Infinity,
                              Math.abs(ty) > 0.01 ? needY / Math.abs(ty) : Infinity) / 2;
          step = Math.min(step, 12);
          a.at = L.point(a.at.x - tx * step, a.at.y - ty * step);
          b.at = L.point(b.at.x + tx * step, b.at.y + ty * step);
        }
      }
      if (!moved) { return; }
    }
  }

  /* Moves marks that were pushed over the edge back in, and again apart; those of places outside stay there. */
  function keepIn(marks, frame) {
    for (var round = 0; round < 6; round++) {
      spread(marks);
      marks.forEach(function (mark) {
        if (outside(around(mark.home, 0, 0), frame)) { return; }
        var w = mark.width / 2 + 1, h = MARK_HEIGHT / 2 + 1;
        mark.at = L.point(Math.min(Math.max(mark.at.x, frame.left + w), frame.right - w),
                          Math.min(Math.max(mark.at.y, frame.top + h), frame.bottom - h));
      });
    }
  }

  /* Where a label may stand beside a mark, best first. */
  function seats(mark, width, height) {
    var x = mark.at.x, y = mark.at.y, w = mark.width / 2 + GAP, h = MARK_HEIGHT / 2 + 1;
    return [
      [x + w, y - height / 2, "left"], [x - w - width, y - height / 2, "right"],
      [x - width / 2, y - h - height, "center"], [x - width / 2, y + h, "center"],
      [x + w - 4, y - h - height + 10, "left"], [x + w - 4, y + h - 10, "left"],
      [x - w - width + 4, y - h - height + 10, "right"], [x - w - width + 4, y + h - 10, "right"],
      [x - 8, y - h - height, "left"], [x - 8, y + h, "left"],
      [x - width + 8, y - h - height, "right"], [x - width + 8, y + h, "right"]
    ];
  }

  /* Where a label may stand further off, tied to its mark by a line: as above, with the point that the line goes to. */
  function farSeats(mark, width, height) {
    var result = [];
    [18, 34, 54].forEach(function (gap) {
      for (var k = 0; k < 12; k++) {
        var ux = Math.cos(k * Math.PI / 6), uy = Math.sin(k * Math.PI / 6);
        var x = mark.at.x + ux * (mark.width / 2 + gap + width / 2), y = mark.at.y + uy * (MARK_HEIGHT / 2 + gap + height / 2);
        result.push([x - width / 2, y - height / 2, ux > 0.3 ? "left" : ux < -0.3 ? "right" : "center",
                     L.point(Math.min(Math.max(mark.at.x, x - width / 2), x + width / 2),
                             Math.min(Math.max(mark.at.y, y - height / 2), y + height / 2))]);
      }
    });
    return result;
  }

  /* The points of a line at every few pixels, ends left out. */
  function between(a, b) {
    var steps = Math.ceil(a.distanceTo(b) / 4), points = [];
    for (var k = 1; k < steps; k++) { points.push(L.point(a.x + (b.x - a.x) * k / steps, a.y + (b.y - a.y) * k / steps)); }
    return points;
  }

  /* Moves the mark of a stop that the route does not go through off the route's line. */
  function stepAside(mark, marks, route) {
    function clear(point) {
      return route.every(function (r) { return r.distanceTo(point) > MARK_HEIGHT / 2 + 4; }) &&
        marks.every(function (other) {
          return other === mark || Math.abs(other.at.x - point.x) > (other.width + mark.width) / 2 + GAP ||
            Math.abs(other.at.y - point.y) > MARK_HEIGHT + GAP;
        });
    }
    if (clear(mark.at)) { return; }
    for (var radius = 20; radius <= 44; radius += 6) {
      for (var k = 0; k < 16; k++) {
        var angle = k * Math.PI / 8;
        var point = L.point(mark.home.x + radius * Math.cos(angle), mark.home.y + radius * Math.sin(angle));
        if (clear(point)) { mark.at = point; return; }
      }
    }
  }

  /* The point at some length along a line of pixels, and the direction there. */
  function along(line, length) {
    var left = length, k = 1;
    while (k < line.length - 1 && line[k].distanceTo(line[k - 1]) < left) {
      left -= line[k].distanceTo(line[k - 1]);
      k += 1;
    }
    var a = line[k - 1], b = line[k], whole = b.distanceTo(a) || 1;
    var ux = (b.x - a.x) / whole, uy = (b.y - a.y) / whole;
    return L.extend(L.point(a.x + ux * left, a.y + uy * left), { ux: ux, uy: uy });
  }

  function crossings(box, route) {
    return route.filter(function (p) {
      return p.x > box.left && p.x < box.right && p.y > box.top && p.y < box.bottom;
    }).length;
  }

  function outside(box, frame) {
    return box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom;
  }

  return {
    MARK_HEIGHT: MARK_HEIGHT, Box: Box, overlap: overlap, around: around, spread: spread, keepIn: keepIn, stepAside: stepAside,
    along: along, crossings: crossings, outside: outside, seats: seats, farSeats: farSeats, between: between
  };
})();
