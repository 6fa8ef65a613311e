/* The basemap of a trip: land, borders, lakes, and the names on it. */
var kimmapBase = (function () {
  "use strict";

  var element = kimmapCards.element;
  var room = kimmapArrange;
  var WORLD_LATER_MS = 500;
  var MARGIN = 0.3;                 // of the map's size, that its shapes are drawn beyond its edge
  var FOLD = 0.62;                  // of its width, that a name on two lines has at least
  var KINDS = ["land", "lakes", "borders", "disputed"];

  function pane(map, name, zIndex) {
    if (!map.getPane(name)) {
      var node = map.createPane(name);
      node.style.zIndex = zIndex;
      node.style.pointerEvents = "none";
    }
  }

  /* Many rings or lines as one path in Web Mercator, which the browser moves and scales.  Leaflet's own
     polygons project, clip and thin each point at each move. */
  var Shapes = L.Path.extend({
    initialize: function (text, level, shift, options) {
      L.setOptions(this, options);
      this._text = text;
      this._level = level;
      this._shift = shift;
    },

    _project: function () {},

    _update: function () {
      var path = this._path, map = this._map, origin = map.getPixelOrigin();
      if (this._drawn !== path) {
        this._drawn = path;
        path.setAttribute("d", this._level.ready ? this._text : kimmapRows.outline(this._text, this.options.fill ? "z" : ""));
      }
      var size = 256 * Math.pow(2, map.getZoom());
      path.setAttribute("transform", "translate(" + ((0.5 + this._shift / 360) * size - origin.x) + " " +
        (0.5 * size - origin.y) + ") scale(" + size / 360 / this._level.per_degree + ")");
    },

    _containsPoint: function () { return false; }
  });

  /* A line whose points are not rounded to pixels: a great circle then bends without kinks. */
  var Smooth = L.Polyline.extend({
    _projectLatlngs: function (latLngs, result, bounds) {
      var map = this._map, ring = latLngs.map(function (at) {
        var point = map.project(at)._subtract(map.getPixelOrigin());
        bounds.extend(point);
        return point;
      });
      result.push(ring);
    }
  });

  function shapes(level, shift, renderer) {
    return KINDS.filter(function (kind) { return level[kind]; }).map(function (kind) {
      var area = kind === "land" || kind === "lakes";
      return new Shapes(level[kind], level, shift, {
        pane: "kimmap-base", renderer: renderer, interactive: false, className: "kimmap-" + kind,
        fill: area, fillRule: "nonzero", stroke: !area
      });
    });
  }

  /* Text on the map, placed by its top left corner; out of sight while the map zooms, for then it is
     seated anew. */
  var Text = L.Layer.extend({
    initialize: function (content, pane, at) {
      this.content = content;
      this._holder = element("div", "kimmap-text leaflet-zoom-hide");
      this._holder.appendChild(content);
      this.options = { pane: pane };
      this._at = at;
    },
    getEvents: function () { return { zoom: this._place, viewreset: this._place }; },
    onAdd: function () {
      this.getPane().appendChild(this._holder);
      this._place();
    },
    onRemove: function () { this._holder.remove(); },
    setLatLng: function (at) {
      this._at = at;
      if (this._map) { this._place(); }
    },
    getElement: function () { return this._holder; },
    _place: function () {
      var point = this._map.latLngToLayerPoint(this._at);
      this._holder.style.left = Math.round(point.x) + "px";
      this._holder.style.top = Math.round(point.y) + "px";
    }
  });

  function text(layer, content, pane, at) {
    var label = new Text(content, pane, at);
    layer.addLayer(label);
    return label;
  }

  /* Adds the shapes to a layer; returns the fine ones, which come and go with the zoom, and what adds the names. */
  function add(layer, map, basemap) {
    pane(map, "kimmap-base", map.kimmapTiles ? 150 : 250);
    pane(map, "kimmap-names", 350);
    // A wide margin, so that a dragged map shows no edge; none until the first picture stands.
    var renderer = L.svg({ pane: "kimmap-base", padding: 0 });
    function widen() {
      renderer.options.padding = MARGIN;
      if (renderer._map) { renderer._update(); }
    }
    var worlds = {}, box = basemap.detail ? basemap.detail.box : null;
    var fine = box && L.latLngBounds([box[1], box[0]], [box[3], box[2]]);
    // The world, and its copies to the left and right, are added when they come into view: a map opens on its
    // fine shapes, which cover it, and has the rest ready a moment later.
    function addWorlds() {
      var bounds = map.getBounds();
      if (fine && fine.contains(bounds)) { return; }
      fine = null;
      [-360, 0, 360].forEach(function (shift) {
        if (worlds[shift] || bounds.getWest() > shift + 180 || bounds.getEast() < shift - 180) { return; }
        worlds[shift] = true;
        shapes(basemap.world, shift, renderer).reverse().forEach(function (s) {
          layer.addLayer(s.on("add", s.bringToBack, s));
        });
      });
    }
    addWorlds();
    map.on("moveend", addWorlds);
    window.setTimeout(function () {
      fine = null;
      if (layer._map) { addWorlds(); }
    }, WORLD_LATER_MS);
    var detail = [];
    if (basemap.detail) {
      var sea = L.rectangle([[box[1], box[0]], [box[3], box[2]]], {
        pane: "kimmap-base", renderer: renderer, interactive: false, className: "kimmap-sea", stroke: false
      });
      detail = [sea].concat(shapes(basemap.detail, 0, renderer));
    }
    function addNames() {
      var names = [];
      widen();
      function name(words, spots, className, kind) {
        var content = element("span", className, words);
        names.push({ marker: text(layer, content, "kimmap-names", spots[0]), content: content, spots: spots, kind: kind });
      }
      if (map.kimmapTiles) { return names; }
      // Cities mark a spot; names of countries and seas have room to give way: cities first.
      basemap.cities.forEach(function (row) {
        name(row[0], [[row[1], row[2]]], row[3] ? "kimmap-city kimmap-capital" : "kimmap-city", "city");
      });
      basemap.countries.forEach(function (row) { name(row[0], row[1], "kimmap-country", "country"); });
      basemap.seas.forEach(function (row) { name(row[0], row[1], "kimmap-country kimmap-sea-name", "sea"); });
      return names;
    }
    return { detail: detail, names: [], addNames: addNames };
  }

  /* How much room each content takes, once: measured together, so that the browser lays out once. */
  function measure(rows) {
    var fresh = rows.filter(function (row) { return !row.size; });
    fresh.forEach(function (row) {
      row.content.hidden = false;
      row.content.classList.remove("kimmap-short");
    });
    fresh.forEach(function (row) {
      row.size = row.stacked = [row.content.offsetWidth, row.content.offsetHeight];
      row.low = row.dates ? row.dates.offsetHeight : 0;
    });
    fresh = fresh.filter(function (row) { return row.kind && row.kind !== "city" && /\s/.test(row.content.textContent); });
    fresh.forEach(function (row) {
      row.content.style.minWidth = Math.ceil(row.size[0] * FOLD) + "px";
      row.content.classList.add("kimmap-stacked");
    });
    fresh.forEach(function (row) { row.stacked = [row.content.offsetWidth, row.content.offsetHeight]; });
  }

  /* Seats the names where they touch nothing that is taken; those without a seat are hidden. */
  function arrangeNames(names, map, taken, route, frame, crowd) {
    names.forEach(function (row) {
      var content = row.content, seat = null;
      // A country's name may stand on two lines, and rather across the route than nowhere, but not in a crowd.
      var ways = { city: [[false, route]], sea: [[false, route], [true, route]],
                   country: [[false, route], [true, route], [true, crowd ? route : []]] }[row.kind];
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

  return { Smooth: Smooth, add: add, text: text, pane: pane, measure: measure, arrangeNames: arrangeNames };
})();
