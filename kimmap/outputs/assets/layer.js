/* Draws a trip on a Leaflet map.  Everything that comes from a source is set by textContent. */
function kimmapTripLayer(blockId) {
  "use strict";

  var drawing = JSON.parse(document.getElementById(blockId).textContent).drawing;

  var element = kimmapCards.element;
  var room = kimmapArrange;
  var MOST_ARRANGED = 250;          // above this, marks stay where they are: arranging is quadratic
  var DETAIL_REACH = 0.8;           // zoom levels below the first view at which fine shapes still show

  // ----------------------------------------------------------------- basemap

  function decode(flat, unit, shift) {
    var x = 0, y = 0, line = new Array(flat.length / 2);
    for (var i = 0; i < flat.length; i += 2) {
      x += flat[i];
      y += flat[i + 1];
      line[i / 2] = [y / unit, x / unit + shift];
    }
    return line;
  }

  function shapes(level, shifts, pane, renderer) {
    var unit = Math.pow(10, level.decimals);
    var result = [];
    [["land", L.polygon], ["lakes", L.polygon], ["borders", L.polyline], ["disputed", L.polyline]].forEach(
      function (row) {
        var lines = [];
        (level[row[0]] || []).forEach(function (flat) {
          shifts.forEach(function (shift) { lines.push(decode(flat, unit, shift)); });
        });
        if (lines.length) {
          result.push(row[1](lines, {
            pane: pane, renderer: renderer, interactive: false, className: "kimmap-" + row[0],
            fillRule: "nonzero", stroke: row[1] === L.polyline, smoothFactor: 0.6
          }));
        }
      }
    );
    return result;
  }

  // ------------------------------------------------------------------- layer

  var TripLayer = L.LayerGroup.extend({
    initialize: function () {
      L.LayerGroup.prototype.initialize.call(this, []);
      this.drawing = drawing;
    },

    onAdd: function (map) {
      this._setUp(map);
      L.LayerGroup.prototype.onAdd.call(this, map);
      map.on("zoomend resize", this._arrangeSoon, this);
      this._arrangeSoon();
      return this;
    },

    onRemove: function (map) {
      map.off("zoomend resize", this._arrangeSoon, this);
      L.LayerGroup.prototype.onRemove.call(this, map);
    },

    getBounds: function () { return L.latLngBounds(drawing.bounds); },

    /* Opens the popup of a stop, by its number from 1. */
    showStop: function (number) {
      var mark = this._marks.find(function (m) { return m.group.stops.indexOf(number - 1) >= 0; });
      if (!mark || !this._map) { return; }
      mark.marker.openPopup();
    },

    _setUp: function (map) {
      if (this._marks) { return; }
      this._pane(map, "kimmap-base", 250);
      this._pane(map, "kimmap-names", 350);
      this._pane(map, "kimmap-labels", 590);
      this._detail = [];
      this._names = [];
      if (drawing.basemap) { this._addBasemap(drawing.basemap); }
      this._addRoute();
      this._marks = drawing.groups.map(this._addMark, this);
    },

    _pane: function (map, name, zIndex) {
      if (!map.getPane(name)) {
        var pane = map.createPane(name);
        pane.style.zIndex = zIndex;
        pane.style.pointerEvents = "none";
      }
    },

    _addBasemap: function (basemap) {
      var renderer = L.svg({ pane: "kimmap-base", padding: 0.3 });
      var self = this;
      shapes(basemap.world, [-360, 0, 360], "kimmap-base", renderer).forEach(function (s) { self.addLayer(s); });
      if (basemap.detail) {
        var box = basemap.detail.box;
        var sea = L.rectangle([[box[1], box[0]], [box[3], box[2]]], {
          pane: "kimmap-base", renderer: renderer, interactive: false, className: "kimmap-sea", stroke: false
        });
        this._detail = [sea].concat(shapes(basemap.detail, [0], "kimmap-base", renderer));
      }
      basemap.countries.forEach(function (row) { self._addName(row[0], row[1], "kimmap-country", false); });
      basemap.cities.forEach(function (row) {
        self._addName(row[0], [[row[1], row[2]]], row[3] ? "kimmap-city kimmap-capital" : "kimmap-city", true);
      });
    },

    _addName: function (name, spots, className, city) {
      var marker = this._text(element("span", className, name), "kimmap-names", spots[0]);
      this._names.push({ marker: marker, spots: spots, city: city });
    },

    _text: function (content, pane, at) {
      var icon = L.divIcon({ className: "kimmap-text", html: content, iconSize: null, iconAnchor: [0, 0] });
      var marker = L.marker(at, { icon: icon, interactive: false, keyboard: false, pane: pane });
      marker.content = content;
      this.addLayer(marker);
      return marker;
    },

    _addRoute: function () {
      var self = this;
      this._legs = drawing.legs.map(function (leg) {
        var state = leg.planned ? " kimmap-leg-planned" : "";
        self.addLayer(L.polyline(leg.line, { interactive: false, className: "kimmap-casing" }));
        self.addLayer(L.polyline(leg.line, { interactive: false, className: "kimmap-leg" + state }));
        var arrow = L.polygon([], { interactive: false, className: "kimmap-arrow" + state, stroke: true });
        self.addLayer(arrow);
        return { leg: leg, arrow: arrow };
      });
    },

    _addMark: function (group) {
      var stops = group.stops.map(function (i) { return drawing.stops[i]; });
      var best = ["visited", "planned", "possible", "cancelled"].find(function (status) {
        return stops.some(function (stop) { return stop.status === status; });
      });
      var face = element("span", "kimmap-number kimmap-" + best);
      face.textContent = stops.map(function (stop) { return stop.number; }).join(" · ");
      var said = stops.map(function (stop) {
        return "Stop " + stop.number + ": " + stop.place + ", " + stop.dates + ", " + stop.status_words;
      }).join("; ");
      var marker = L.marker(group.at, {
        icon: L.divIcon({ className: "kimmap-mark", html: face, iconSize: null }), riseOnHover: true
      });
      marker.on("add", function () {
        var node = marker.getElement();
        node.setAttribute("aria-label", said);
        node.setAttribute("data-stops", stops.map(function (s) { return s.number; }).join(" "));
      });
      marker.bindPopup(function () { return kimmapCards.popupContent(stops); }, {
        minWidth: 220, maxWidth: 340, className: "kimmap-popup", autoPanPadding: [12, 12]
      });
      marker.on("popupopen", function (event) {
        event.popup.getElement().setAttribute("role", "dialog");
        event.popup.getElement().setAttribute("aria-label", said);
        event.popup.getElement().onkeydown = function (key) {
          if (key.key === "Escape") { marker.closePopup(); marker.getElement().focus(); }
        };
        event.popup.options.autoPan = false;      // the map moves for it once, not at each zoom
      });
      marker.on("popupclose", function (event) { event.popup.options.autoPan = true; });
      marker.on("keydown", function (event) {
        if (event.originalEvent.key === "Enter" || event.originalEvent.key === " ") {
          event.originalEvent.preventDefault();
          marker.openPopup();
          var popup = marker.getPopup().getElement();
          if (popup) { popup.querySelector(".kimmap-popup-content").focus(); }
        }
      });
      marker.on("click", function () {
        this.fire("stopselect", { number: stops[0].number });
      }, this);
      var dot = L.circleMarker(group.at, { radius: 3, interactive: false, className: "kimmap-dot" });
      var leader = L.polyline([], { interactive: false, className: "kimmap-leader" });
      this.addLayer(leader);
      this.addLayer(dot);
      this.addLayer(marker);
      var label = element("div", "kimmap-label");
      label.appendChild(element("bdi", "kimmap-name", stops[0].place));
      var dates = stops.map(function (s) { return s.short_dates; }).filter(Boolean).join(" · ");
      var open = best === "visited" || best === "planned" ? "" : best === "possible" ? "unconfirmed" : "called off";
      label.appendChild(element("span", "kimmap-when", [dates, open].filter(Boolean).join(" · ")));
      return {
        group: group, onRoute: best === "visited" || best === "planned", marker: marker, face: face, dot: dot, leader: leader,
        label: this._text(label, "kimmap-labels", group.at)
      };
    },

    /* Once per frame at most; text can only be measured when the browser has laid it out. */
    _arrangeSoon: function () {
      if (!this._map || !this._map._loaded) { return; }
      this._arrange();
    },

    _arrange: function () {
      var map = this._map, zoom = map.getZoom();
      this._showDetail(zoom);
      var marks = this._marks;
      marks.forEach(function (mark) {
        mark.home = mark.at = map.latLngToLayerPoint(mark.group.at);
        mark.width = Math.max(room.MARK_HEIGHT, mark.face.offsetWidth);
      });
      var route = this._routePoints();
      if (marks.length <= MOST_ARRANGED) {
        room.spread(marks);
        marks.forEach(function (mark) { if (!mark.onRoute) { room.stepAside(mark, marks, route); } });
      }
      marks.forEach(function (mark) {
        var moved = mark.at.distanceTo(mark.home) > 1;
        var at = moved ? map.layerPointToLatLng(mark.at) : L.latLng(mark.group.at);
        if (!mark.marker.getLatLng().equals(at)) { mark.marker.setLatLng(at); }
        var node = mark.marker.getElement();
        node.style.marginLeft = -mark.width / 2 + "px";
        node.style.marginTop = -room.MARK_HEIGHT / 2 + "px";
        mark.leader.setLatLngs(moved ? [mark.group.at, at] : []);
      });
      var taken = this._arrangeLabels(marks, route);
      this._arrangeNames(taken, route);
      this._drawArrows(marks);
      this.fire("arranged");
    },

    _showDetail: function (zoom) {
      var map = this._map;
      var side = 256 * Math.pow(2, zoom) * drawing.span / 360;      // of the trip's square, in pixels
      var size = map.getSize();
      var show = side > Math.min(size.x, size.y) * Math.pow(2, -DETAIL_REACH);
      this._detail.forEach(function (shape) {
        if (show) { this.addLayer(shape); } else { this.removeLayer(shape); }
      }, this);
    },

    _frame: function () {
      var map = this._map, size = map.getSize(), corner = map.containerPointToLayerPoint([0, 0]);
      return room.Box(corner.x + 3, corner.y + 3, size.x - 6, size.y - 6);
    },

    /* The controls in the corners, in layer coordinates. */
    _controls: function () {
      var map = this._map, base = map.getContainer().getBoundingClientRect();
      var controls = map.getContainer().querySelectorAll(".leaflet-control");
      return Array.prototype.map.call(controls, function (control) {
        var rect = control.getBoundingClientRect();
        var at = map.containerPointToLayerPoint([rect.left - base.left, rect.top - base.top]);
        return room.Box(at.x - 6, at.y - 4, rect.width + 12, rect.height + 8);
      });
    },

    _arrangeLabels: function (marks, route) {
      var frame = this._frame(), map = this._map, controls = this._controls();
      var faces = marks.map(function (mark) { return room.around(mark.at, mark.width + 2, room.MARK_HEIGHT + 2); });
      var taken = faces.concat(controls);
      marks.forEach(function (mark, index) {
        if (index >= MOST_ARRANGED) { mark.label.content.hidden = true; return; }
        var place = this._seat(mark, taken, route, frame, false) || this._seat(mark, taken, route, frame, true);
        mark.label.content.hidden = !place;
        if (place) {
          mark.label.content.style.textAlign = place.align;
          mark.label.setLatLng(map.layerPointToLatLng(L.point(place.box.left, place.box.top)));
          taken.push(place.box);
        }
      }, this);
      return taken;
    },

    _seat: function (mark, taken, route, frame, nameOnly) {
      var content = mark.label.content;
      content.hidden = false;
      content.classList.toggle("kimmap-short", nameOnly);
      var width = content.offsetWidth, height = content.offsetHeight, best = null;
      room.seats(mark, width, height).forEach(function (seat, rank) {
        var box = room.Box(seat[0], seat[1], width, height);
        if (room.outside(box, frame) && !room.outside(room.around(mark.at, 4, 4), frame)) { return; }
        if (taken.some(function (other) { return room.overlap(box, other) > 0; })) { return; }
        var cost = rank;
        cost += 3 * room.crossings(box, route);
        if (!best || cost < best.cost) { best = { box: box, align: seat[2], cost: cost }; }
      });
      return best;
    },

    /* The route at every few pixels, to keep labels off it. */
    _routePoints: function () {
      var map = this._map, points = [];
      drawing.legs.forEach(function (leg) {
        var last = null;
        leg.line.forEach(function (latLng) {
          var at = map.latLngToLayerPoint(latLng);
          if (last) {
            var steps = Math.min(200, Math.ceil(at.distanceTo(last) / 8));
            for (var k = 0; k < steps; k++) {
              points.push(L.point(last.x + (at.x - last.x) * k / steps, last.y + (at.y - last.y) * k / steps));
            }
          }
          last = at;
        });
      });
      return points;
    },

    _arrangeNames: function (taken, route) {
      var map = this._map, frame = this._frame();
      // Cities mark a spot, names of countries have room to give way: cities first.
      var rows = this._names.slice().sort(function (a, b) { return b.city - a.city; });
      rows.forEach(function (row) {
        var content = row.marker.content;
        content.hidden = false;
        content.classList.remove("kimmap-left");
        var seat = null;
        // A country's name may stand on two lines, and rather across the route than nowhere.
        (row.city ? [[false, route]] : [[false, route], [true, route], [true, []]]).some(function (attempt) {
          content.classList.toggle("kimmap-stacked", attempt[0]);
          seat = this._nameSeat(row, taken, attempt[1], frame);
          return seat;
        }, this);
        content.hidden = !seat;
        if (seat) {
          content.classList.toggle("kimmap-left", seat.mirrored);
          row.marker.setLatLng(map.layerPointToLatLng(L.point(seat.box.left, seat.box.top)));
          taken.push(room.Box(seat.box.left - 2, seat.box.top - 1, seat.width + 4, seat.height + 2));
        }
      }, this);
    },

    /* The first spot for a name where it touches nothing; a city's may also stand to the left of its dot. */
    _nameSeat: function (row, taken, route, frame) {
      var map = this._map, content = row.marker.content;
      var width = content.offsetWidth, height = content.offsetHeight, seats = [];
      row.spots.forEach(function (spot) {
        var at = map.latLngToLayerPoint(spot);
        (row.city ? [-4, 4 - width] : [-width / 2]).forEach(function (dx, turn) {
          var box = room.Box(at.x + dx, at.y - height / 2, width, height);
          seats.push({ box: box, width: width, height: height, mirrored: turn === 1 });
        });
      });
      return seats.find(function (seat) {
        return !(room.outside(seat.box, frame) && room.overlap(seat.box, frame)) && room.crossings(seat.box, route) === 0 &&
          !taken.some(function (other) { return room.overlap(seat.box, other) > 0; });
      });
    },

    /* An arrowhead on each leg, past its middle: there and back on one line then show two. */
    _drawArrows: function () {
      var map = this._map;
      this._legs.forEach(function (row) {
        var line = row.leg.line.map(function (at) { return map.latLngToLayerPoint(at); });
        var length = 0;
        for (var i = 1; i < line.length; i++) { length += line[i].distanceTo(line[i - 1]); }
        if (length < 44) { row.arrow.setLatLngs([]); return; }
        var left = length * 0.6, k = 1;
        while (k < line.length - 1 && line[k].distanceTo(line[k - 1]) < left) {
          left -= line[k].distanceTo(line[k - 1]);
          k += 1;
        }
        var a = line[k - 1], b = line[k], whole = b.distanceTo(a) || 1;
        var ux = (b.x - a.x) / whole, uy = (b.y - a.y) / whole;
        var x = a.x + ux * left, y = a.y + uy * left;
        row.arrow.setLatLngs([[8, 0], [-5, 5.5], [-2.5, 0], [-5, -5.5]].map(function (p) {
          return map.layerPointToLatLng(L.point(x + ux * p[0] - uy * p[1], y + uy * p[0] + ux * p[1]));
        }));
      });
    }
  });

  var layer = new TripLayer();
  (window.kimmapLayers = window.kimmapLayers || []).push(layer);
  return layer;
}
