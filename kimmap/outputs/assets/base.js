/* The basemap of a trip: land, borders, lakes, and the names on it. */
var kimmapBase = (function () {
  "use strict";

  var element = kimmapCards.element;
  var room = kimmapArrange;
  var KINDS = [["land", L.polygon], ["lakes", L.polygon], ["borders", L.polyline], ["disputed", L.polyline]];

  function pane(map, name, zIndex) {
    if (!map.getPane(name)) {
      var node = map.createPane(name);
      node.style.zIndex = zIndex;
      node.style.pointerEvents = "none";
    }
  }

  function shapes(level, shifts, renderer) {
    var unit = Math.pow(10, level.decimals), result = [];
    KINDS.forEach(function (row) {
      var lines = [];
      (level[row[0]] || []).forEach(function (text) {
        shifts.forEach(function (shift) { lines.push(kimmapRows.line(text, unit, shift)); });
      });
      if (lines.length) {
        result.push(row[1](lines, {
          pane: "kimmap-base", renderer: renderer, interactive: false, className: "kimmap-" + row[0],
          fillRule: "nonzero", stroke: row[1] === L.polyline, smoothFactor: 0.6
        }));
      }
    });
    return result;
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
        shapes(basemap.world, [shift], renderer).forEach(function (s) { layer.addLayer(s.on("add", s.bringToBack, s)); });
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
      detail = [sea].concat(shapes(basemap.detail, [0], renderer));
    }
    function name(words, spots, className, kind) {
      names.push({
        marker: text(layer, element("span", className, words), "kimmap-names", spots[0]), spots: spots, kind: kind
      });
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

  /* Seats the names where they touch nothing that is taken; those without a seat are hidden. */
  function arrangeNames(names, map, taken, route, frame) {
    names.forEach(function (row) {
      var content = row.marker.content, seat = null;
      content.hidden = false;
      content.classList.remove("kimmap-left");
      // A country's name may stand on two lines, and rather across the route than nowhere.
      var ways = { city: [[false, route]], sea: [[false, route], [true, route]],
                   country: [[false, route], [true, route], [true, []]] }[row.kind];
      ways.some(function (way) {
        content.classList.toggle("kimmap-stacked", way[0]);
        seat = nameSeat(row, map, taken, way[1], frame);
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
  function nameSeat(row, map, taken, route, frame) {
    // Names may wait outside, as a whole; what would stick out at the edge is hidden.
    var edge = room.Box(frame.left - 8, frame.top - 8, frame.right - frame.left + 16, frame.bottom - frame.top + 16);
    var content = row.marker.content;
    var width = content.offsetWidth, height = content.offsetHeight, seats = [];
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

  return { add: add, text: text, pane: pane, arrangeNames: arrangeNames };
})();
