/* The basemap of a trip: land, borders, lakes, and the names on it. */
var kimmapBase = (function () {
  "use strict";

  var element = kimmapCards.element;
  var room = kimmapArrange;
  var KINDS = ["land", "lakes", "borders", "disputed"];

  function pane(map, name, zIndex) {
    if (!map.getPane(name)) {
      var node = map.createPane(name);
      node.style.zIndex = zIndex;
      node.style.pointerEvents = "none";
    }
  }

  /* Many rings or lines as one path.  Leaflet's own polygons project, clip and thin each point at each move;
     these are projected once, and written anew only when the zoom changes. */
  var Shapes = L.Path.extend({
    initialize: function (texts, unit, shift, options) {
      L.setOptions(this, options);
      this._shift = shift / 360;
      this._closed = options.fill ? "z" : "";
      this._lines = texts.map(function (text) {
        var flat = kimmapRows.numbers(text), line = new Float64Array(flat.length);
        for (var i = 0; i < flat.length; i += 2) {
          var sine = Math.sin(flat[i + 1] / unit * Math.PI / 180);
          line[i] = flat[i] / unit / 360 + 0.5;
          line[i + 1] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
        }
        return line;
      });
    },

    _project: function () { this._written = null; },

    _update: function () {
      var map = this._map, zoom = map.getZoom(), origin = map.getPixelOrigin(), state = zoom + " " + origin;
      if (this._written === state) { return; }
      this._written = state;
      var size = 256 * Math.pow(2, zoom), parts = [], closed = this._closed, shift = this._shift;
      this._lines.forEach(function (line) {
        var x = Math.round((line[0] + shift) * size - origin.x), y = Math.round(line[1] * size - origin.y);
        var part = "M" + x + " " + y + "l", moved = 0;
        for (var i = 2; i < line.length; i += 2) {
          var nx = Math.round((line[i] + shift) * size - origin.x), ny = Math.round(line[i + 1] * size - origin.y);
          if (nx === x && ny === y) { continue; }
          part += (nx - x) + " " + (ny - y) + " ";
          x = nx;
          y = ny;
          moved++;
        }
        if (moved) { parts.push(part + closed); }
      });
      this._renderer._setPath(this, parts.join("") || "M0 0");
    },

    _containsPoint: function () { return false; }
  });

  function shapes(level, shift, renderer) {
    var unit = Math.pow(10, level.decimals);
    return KINDS.filter(function (kind) { return (level[kind] || []).length; }).map(function (kind) {
      var area = kind === "land" || kind === "lakes";
      return new Shapes(level[kind], unit, shift, {
        pane: "kimmap-base", renderer: renderer, interactive: false, className: "kimmap-" + kind,
        fill: area, fillRule: "nonzero", stroke: !area
      });
    });
  }

  /* Text on the map: an icon without size, whose content is placed by its top left corner. */
  function text(layer, content, paneName, at) {
    var icon = L.divIcon({ className: "kimmap-text", html: content, iconSize: null, iconAnchor: [0, 0] });
    var marker = L.marker(at, { icon: icon, interactive: false, keyboard: false, pane: paneName });
    marker.content = content;
    layer.addLayer(marker);
    return marker;
  }

  /* Adds the shapes to a layer; returns the fine ones, which come and go with the zoom, and the names. */
  function add(layer, map, basemap) {
    pane(map, "kimmap-base", map.kimmapTiles ? 150 : 250);
    pane(map, "kimmap-names", 350);
    var renderer = L.svg({ pane: "kimmap-base", padding: 0.3 });
    var worlds = {};
    // A copy of the world to the left or right is added when it first comes into view.
    function addWorlds() {
      var bounds = map.getBounds();
      [-360, 0, 360].forEach(function (shift) {
        if (worlds[shift] || bounds.getWest() > shift + 180 || bounds.getEast() < shift - 180) { return; }
        worlds[shift] = true;
        shapes(basemap.world, shift, renderer).forEach(function (s) { layer.addLayer(s.on("add", s.bringToBack, s)); });
      });
    }
    addWorlds();
    map.on("moveend", addWorlds);
    var detail = [], names = [];
    if (basemap.detail) {
      var box = basemap.detail.box;
      var sea = L.rectangle([[box[1], box[0]], [box[3], box[2]]], {
        pane: "kimmap-base", renderer: renderer, interactive: false, className: "kimmap-sea", stroke: false
      });
      detail = [sea].concat(shapes(basemap.detail, 0, renderer));
    }
    function name(words, spots, className, kind) {
      var content = element("span", className, words);
      names.push({ marker: text(layer, content, "kimmap-names", spots[0]), content: content, spots: spots, kind: kind });
    }
    if (!map.kimmapTiles) {
      // Cities mark a spot; names of countries and seas have room to give way: cities first.
      basemap.cities.forEach(function (row) {
        name(row[0], [[row[1], row[2]]], row[3] ? "kimmap-city kimmap-capital" : "kimmap-city", "city");
      });
      basemap.countries.forEach(function (row) { name(row[0], row[1], "kimmap-country", "country"); });
      basemap.seas.forEach(function (row) { name(row[0], row[1], "kimmap-country kimmap-sea-name", "sea"); });
    }
    return { detail: detail, names: names };
  }

  /* How much room each content takes, once: measured together, so that the browser lays out once. */
  function measure(rows) {
    var fresh = rows.filter(function (row) { return !row.size; });
    fresh.forEach(function (row) { row.content.hidden = false; });
    fresh.forEach(function (row) { row.size = [row.content.offsetWidth, row.content.offsetHeight]; });
    fresh = fresh.filter(function (row) { return row.kind && row.kind !== "city"; });
    fresh.forEach(function (row) { row.content.classList.add("kimmap-stacked"); });
    fresh.forEach(function (row) { row.stacked = [row.content.offsetWidth, row.content.offsetHeight]; });
  }

  /* Seats the names where they touch nothing that is taken; those without a seat are hidden. */
  function arrangeNames(names, map, taken, route, frame) {
    measure(names);
    names.forEach(function (row) {
      var content = row.content, seat = null;
      // A country's name may stand on two lines, and rather across the route than nowhere.
      var ways = { city: [[false, route]], sea: [[false, route], [true, route]],
                   country: [[false, route], [true, route], [true, []]] }[row.kind];
      ways.some(function (way) {
        seat = nameSeat(row, way[0] ? row.stacked : row.size, map, taken, way[1], frame);
        if (seat) { content.classList.toggle("kimmap-stacked", way[0]); }
        return seat;
      });
      content.hidden = !seat;
      if (seat) {
        content.classList.toggle("kimmap-left", seat.mirrored);
        row.marker.setLatLng(map.layerPointToLatLng(L.point(seat.box.left, seat.box.top)));
        taken.push(room.Box(seat.box.left - 2, seat.box.top - 1, seat.width + 4, seat.height + 2));
      }
    });
  }

  /* The first spot for a name where it touches nothing; a city's may also stand to the left of its dot. */
  function nameSeat(row, size, map, taken, route, frame) {
    // Names may wait outside, as a whole; what would stick out at the edge is hidden.
    var edge = room.Box(frame.left - 8, frame.top - 8, frame.right - frame.left + 16, frame.bottom - frame.top + 16);
    var width = size[0], height = size[1], seats = [];
    row.spots.forEach(function (spot) {
      var at = map.latLngToLayerPoint(spot);
      (row.kind === "city" ? [-4, 4 - width] : [-width / 2]).forEach(function (dx, turn) {
        seats.push({
          box: room.Box(at.x + dx, at.y - height / 2, width, height), width: width, height: height, mirrored: turn === 1
        });
      });
    });
    return seats.find(function (seat) {
      return !(room.outside(seat.box, frame) && room.overlap(seat.box, edge)) && room.crossings(seat.box, route) === 0 &&
        !taken.some(function (other) { return room.overlap(seat.box, other) > 0; });
    });
  }

  return { add: add, text: text, pane: pane, measure: measure, arrangeNames: arrangeNames };
})();
