/* Draws a trip on a Leaflet map, or a part of it on a second one.  Everything that comes from a source is set
   by textContent. */
function kimmapTripLayer(blockId, part) {
  "use strict";

  var drawing = JSON.parse(document.getElementById(blockId).textContent).drawing;
  if (part) { L.extend(drawing, part); }

  var element = kimmapCards.element;
  var room = kimmapArrange;
  var DETAIL_REACH = 0.8;           // zoom levels below the first view at which fine shapes still show
  var BADGE = 20;
  var SCALE = 20;                   // height of the scale on the map of a part
  var NAMES_MS = 300;               // after this the names are added even in a busy browser

  function stopAt(index) { return kimmapRows.stop(drawing, index); }

  function best(stops) {
    return kimmapRows.STATUSES.find(function (status) {
      return stops.some(function (stop) { return stop.status === status; });
    });
  }

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

  var TripLayer = L.LayerGroup.extend({
    initialize: function () {
      L.LayerGroup.prototype.initialize.call(this, []);
      this.drawing = drawing;
      // What is shown: statuses, and the last day; called-off stops only on request.
      this.statuses = { visited: true, planned: true, possible: true, cancelled: false };
      this.until = null;
    },

    onAdd: function (map) {
      this._setUp(map);
      L.LayerGroup.prototype.onAdd.call(this, map);
      map.on("zoomend resize", this._arrange, this);
      if (!drawing.packed) { this._apply(); }
      return this;
    },

    onRemove: function (map) {
      map.off("zoomend resize", this._arrange, this);
      L.LayerGroup.prototype.onRemove.call(this, map);
    },

    getBounds: function () { return L.latLngBounds(drawing.bounds); },

    /* Calls back when the stops are there: at once, or for a long trip when they are unpacked. */
    whenReady: function (go) {
      if (this._ready) { go(); } else { this.once("ready", go); }
    },

    stop: stopAt,

    /* Arranges the marks of a page whose map waited until all its parts were there. */
    refresh: function () {
      this._map.kimmapWaits = false;
      this._apply();
    },

    /* Shows the stops of some statuses, up to a day (a proleptic ordinal; null: all). */
    show: function (statuses, until) {
      this.statuses = statuses;
      this.until = until;
      this._apply();
    },

    isShown: function (index) {
      var row = drawing.stops[index];
      return this.statuses[kimmapRows.STATUSES[row[2]]] && (this.until === null || !row[5] || row[5] <= this.until);
    },

    /* Opens the popup of a stop, by its number from 1, whatever was hidden. */
    showStop: function (number) {
      var map = this._map;
      if (!map) { return; }
      if (!this.isShown(number - 1)) {
        this.statuses[stopAt(number - 1).status] = true;
        this.until = null;
        this._apply();
        this.fire("reveal");
      }
      if (this._crowd) {
        this._popUp(this._crowd.groupOf(number - 1), number);
      } else {
        var mark = this._markOf(number);
        if (mark && mark.shown) { mark.marker.openPopup(); } else if (mark) { this._popUp(mark.row, number); }
      }
    },

    /* Marks the stop that the list points at; 0 for none. */
    highlight: function (number) {
      this.fire("pointed", { number: number });
      (this._marks || []).forEach(function (mark) {
        var node = mark.marker.getElement();
        if (node) { node.classList.toggle("kimmap-pointed", mark.stops.some(function (s) { return s.number === number; })); }
      });
    },

    _markOf: function (number) {
      return this._marks.find(function (m) { return m.stops.some(function (s) { return s.number === number; }); });
    },

    _setUp: function (map) {
      if (this._legs) { return; }
      this._legs = [];
      this._marks = [];
      this._base = { detail: [], names: [], addNames: function () { return []; } };
      kimmapBase.pane(map, "kimmap-labels", 590);
      if (drawing.basemap) { this._base = kimmapBase.add(this, map, drawing.basemap); }
      kimmapRows.whenUnpacked(drawing, this._addTrip.bind(this));
    },

    _addTrip: function () {
      if (drawing.large) {
        this._crowd = new KimmapCrowd(drawing, this.isShown.bind(this));
        this._crowd.on("pick", function (event) {
          var number = event.group[2] + 1;
          this._popUp(event.group, number);
          this.fire("stopselect", { number: number });
        }, this);
        this.addLayer(this._crowd);
      } else {
        this._addRoute();
        this._marks = drawing.groups.map(this._addMark, this);
      }
      this._ready = true;
      if (this._map && drawing.large) { this._apply(); }
      this.fire("ready");
    },

    _popUp: function (group, number) {
      var first = Math.max(2, group.indexOf(number - 1) - 4);      // a place may have thousands of visits
      var stops = group.slice(first, first + 9).map(stopAt);
      L.popup(this._popupOptions())
        .setLatLng([group[0], group[1]]).setContent(kimmapCards.popupContent(stops, drawing.texts)).openOn(this._map);
    },

    _popupOptions: function () {
      return L.extend({ minWidth: 220, maxWidth: 340, className: "kimmap-popup", autoPanPadding: [12, 12] }, this.popupRoom);
    },

    // ------------------------------------------------------------- route and marks

    _addRoute: function () {
      var self = this;
      this._legs = drawing.legs.map(function (row) {
        var state = row[2] ? "" : " kimmap-leg-planned";
        var leg = { start: row[0], end: row[1], line: kimmapRows.line(row[4], 10000), parts: [] };
        leg.parts.push(new Smooth(leg.line, { interactive: false, smoothFactor: 0, className: "kimmap-casing" }));
        leg.parts.push(new Smooth(leg.line, {
          interactive: false, smoothFactor: 0, className: "kimmap-leg kimmap-by-" + row[3] + state
        }));
        leg.arrow = L.polygon([], { interactive: false, className: "kimmap-arrow" + state, stroke: true });
        leg.parts.push(leg.arrow);
        leg.parts.forEach(function (part) { self.addLayer(part); });
        if (drawing.icons[row[3]]) {
          var badge = element("span", "kimmap-badge");
          badge.appendChild(kimmapCards.icon(drawing.icons[row[3]]));
          leg.badge = kimmapBase.text(self, badge, "kimmap-labels", leg.line[0]);
        }
        return leg;
      });
    },

    _addMark: function (row) {
      var at = [row[0], row[1]], stops = row.slice(2).map(stopAt), self = this;
      var face = element("span", "kimmap-number");
      var marker = L.marker(at, { icon: L.divIcon({ className: "kimmap-mark", html: face, iconSize: null }), riseOnHover: true });
      var mark = { at: null, row: row, group: at, stops: stops, marker: marker, face: face, shown: true };
      marker.on("add", function () { self._nameMark(mark); });
      if (!part) { this._bindPopup(mark); }
      this._bindKeys(mark);
      marker.on("click", function () { this.fire("stopselect", { number: mark.visible[0].number }); }, this);
      marker.on("mouseover", function () { this.fire("stophover", { number: mark.visible[0].number }); }, this);
      marker.on("mouseout", function () { this.fire("stophover", { number: 0 }); }, this);
      var reach = Math.max.apply(null, stops.map(function (s) { return s.reach; }));
      if (reach) {
        mark.area = L.circle(at, { radius: reach * 1000, interactive: false, className: "kimmap-area" });
        this.addLayer(mark.area);
      }
      var label = element("div", "kimmap-label");
      mark.dates = element("span", "kimmap-when");
      label.appendChild(element("bdi", "kimmap-name", stops[0].place));
      label.appendChild(mark.dates);
      mark.label = { marker: kimmapBase.text(this, label, "kimmap-labels", at), content: label, dates: mark.dates, size: null };
      this.addLayer(marker);
      return mark;
    },

    _bindPopup: function (mark) {
      var marker = mark.marker;
      marker.bindPopup(function () { return kimmapCards.popupContent(mark.visible || mark.stops, drawing.texts); },
        this._popupOptions());
      marker.on("popupopen", function (event) {
        var node = event.popup.getElement();
        node.setAttribute("role", "dialog");
        node.setAttribute("aria-label", mark.said);
        node.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", drawing.texts.map.close);
        node.onkeydown = function (key) {
          if (key.key === "Escape") { marker.closePopup(); marker.getElement().focus(); }
        };
        event.popup.options.autoPan = false;      // the map moves for it once, not at each zoom
      });
      marker.on("popupclose", function (event) { event.popup.options.autoPan = true; });
    },

    _bindKeys: function (mark) {
      var marker = mark.marker;
      marker.on("keydown", function (event) {
        if (event.originalEvent.key === "Enter" || event.originalEvent.key === " ") {
          event.originalEvent.preventDefault();
          this.fire("stopselect", { number: mark.visible[0].number, from: part ? marker.getElement() : null });
          if (part) { return; }
          marker.openPopup();
          var popup = marker.getPopup().getElement();
          if (popup) { popup.querySelector(".kimmap-popup-content").focus(); }
        }
      }, this);
    },

    /* What a mark says, for the visits that are shown. */
    _nameMark: function (mark) {
      var node = mark.marker.getElement(), shown = mark.visible || mark.stops;
      if (!node) { return; }
      var status = best(shown);
      mark.onRoute = status === "visited" || status === "planned";
      mark.face.className = "kimmap-number kimmap-" + status;
      mark.face.textContent = shown.map(function (stop) { return stop.number; }).join(" · ");
      mark.said = shown.map(function (stop) {
        return kimmapRows.fill(drawing.texts.stop.number, { n: stop.number }) + ": " + stop.place + ", " + stop.dates + ", " +
          stop.status_words;
      }).join("; ");
      node.setAttribute("aria-label", mark.said);
      node.setAttribute("data-stops", shown.map(function (s) { return s.number; }).join(" "));
      var dates = shown.map(function (s) { return s.short_dates; }).filter(Boolean).join(" · ");
      var when = [dates, mark.onRoute ? "" : drawing.texts.status_short[status]].filter(Boolean).join(" · ");
      if (mark.dates.textContent !== when) {
        mark.dates.textContent = when;
        mark.label.size = null;
      }
    },

    /* Brings the map in line with what is to be shown. */
    _apply: function () {
      if (this._crowd) { this._crowd.draw(); }
      var self = this;
      this._marks.forEach(function (mark, index) {
        mark.visible = mark.stops.filter(function (stop) { return self.isShown(stop.number - 1); });
        mark.shown = mark.visible.length > 0 && !(self.apart && self.apart[index]);
        [mark.marker, mark.dot, mark.leader, mark.area, mark.label.marker].forEach(function (part) { self._toggle(part, mark.shown); });
        if (mark.shown) { self._nameMark(mark); }
      });
      this._legs.forEach(function (leg) {
        leg.shown = self.isShown(leg.start) && self.isShown(leg.end);
        leg.parts.concat(leg.badge || []).forEach(function (part) { self._toggle(part, leg.shown); });
      });
      this._arrange();
      this.fire("applied");
    },

    _toggle: function (part, shown) {
      if (!part || this.hasLayer(part) === shown) { return; }
      if (shown) { this.addLayer(part); } else { this.removeLayer(part); }
    },

    // ----------------------------------------------------------------- arranging

    /* Text can only be measured when the browser has laid it out, so all of this happens on the live map. */
    _arrange: function () {
      var map = this._map;
      if (!map || !map._loaded || map.kimmapWaits) { return; }
      this._showDetail(map.getZoom());
      var marks = this._marks.filter(function (mark) { return mark.shown; });
      kimmapBase.measure(marks.map(function (mark) { return mark.label; }).concat(this._base.names));
      marks.forEach(function (mark) {
        mark.home = mark.at = map.latLngToLayerPoint(mark.group);
        mark.width = Math.max(room.MARK_HEIGHT, mark.face.offsetWidth);
      });
      var controls = this._controls(), frame = this._frame();
      var route = this._routePoints();
      room.spread(marks);
      if (part) { room.keepIn(marks, room.Box(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top - SCALE)); }
      marks.forEach(function (mark) { if (!mark.onRoute) { room.stepAside(mark, marks, route); } });
      marks.forEach(function (mark) { this._place(mark); }, this);
      var faces = marks.map(function (mark) { return room.around(mark.at, mark.width + 2, room.MARK_HEIGHT + 2); });
      var taken = faces.concat(controls);
      this._placeArrows(taken);
      this._arrangeLabels(marks, taken, route, frame);
      kimmapBase.arrangeNames(this._base.names, map, taken, route, frame, this._crowd);
      this.fire("arranged");
      this._nameLater();
    },

    /* Countries, seas and cities get their names when the trip itself has been drawn and the browser has time. */
    _nameLater: function () {
      var base = this._base, self = this, addNames = base.addNames;
      base.addNames = null;
      if (!addNames) { return; }
      function add() {
        base.names = addNames();
        self._arrange();
        self.fire("named");
      }
      function soon() {
        // The second frame begins when the first has been handed to the screen.
        requestAnimationFrame(function () {
          requestAnimationFrame(function () {
            if (window.requestIdleCallback) { requestIdleCallback(add, { timeout: NAMES_MS }); } else { window.setTimeout(add); }
          });
        });
      }
      if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", soon); } else { soon(); }
    },

    _place: function (mark) {
      var moved = mark.at.distanceTo(mark.home) > 1;
      var at = moved ? this._map.layerPointToLatLng(mark.at) : L.latLng(mark.group);
      if (!mark.marker.getLatLng().equals(at)) { mark.marker.setLatLng(at); }
      var node = mark.marker.getElement();
      node.style.marginLeft = -mark.width / 2 + "px";
      node.style.marginTop = -room.MARK_HEIGHT / 2 + "px";
      if (moved && !mark.leader) {
        mark.leader = L.polyline([], { interactive: false, className: "kimmap-leader" });
        mark.dot = L.circleMarker(mark.group, { radius: 3, interactive: false, className: "kimmap-dot" });
        this.addLayer(mark.leader).addLayer(mark.dot);
      }
      if (mark.leader) { mark.leader.setLatLngs(moved ? [mark.group, at] : []); }
    },

    _showDetail: function (zoom) {
      var side = 256 * Math.pow(2, zoom) * drawing.span / 360;      // of the trip's square, in pixels
      var size = this._map.getSize();
      var show = side > Math.min(size.x, size.y) * Math.pow(2, -DETAIL_REACH);
      this._base.detail.forEach(function (shape) { this._toggle(shape, show); }, this);
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

    _arrangeLabels: function (marks, taken, route, frame) {
      var map = this._map;
      marks.forEach(function (mark) {
        var size = mark.label.size, low = [size[0], size[1] - mark.label.low];
        var place = this._seat(mark, size, taken, route, frame), short = !place;
        place = place || this._seat(mark, low, taken, route, frame);
        mark.label.content.hidden = !place;
        if (place) {
          mark.label.content.classList.toggle("kimmap-short", short);
          mark.label.content.style.textAlign = place.align;
          mark.label.marker.setLatLng(map.layerPointToLatLng(L.point(place.box.left, place.box.top)));
          taken.push(room.Box(place.box.left - 3, place.box.top, size[0] + 6, place.box.bottom - place.box.top));
        }
      }, this);
    },

    _seat: function (mark, size, taken, route, frame) {
      var width = size[0], height = size[1], found = null;
      room.seats(mark, width, height).forEach(function (seat, rank) {
        var box = room.Box(seat[0], seat[1], width, height);
        if (room.outside(box, frame) && !room.outside(room.around(mark.at, 4, 4), frame)) { return; }
        if (taken.some(function (other) { return room.overlap(box, other) > 0; })) { return; }
        var cost = rank + 3 * room.crossings(box, route);
        if (!found || cost < found.cost) { found = { box: box, align: seat[2], cost: cost }; }
      });
      return found;
    },

    /* The route at every few pixels, to keep labels off it. */
    _routePoints: function () {
      var map = this._map, points = [];
      if (this._crowd) { return this._crowd.spots(); }
      this._legs.forEach(function (leg) {
        if (!leg.shown) { return; }
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

    /* An arrowhead on each leg, past its middle: there and back on one line then show two.  The sign of the
       means of transport stands before it, where there is room. */
    _placeArrows: function (taken) {
      var map = this._map;
      this._legs.forEach(function (leg) {
        if (!leg.shown) { return; }
        var line = leg.line.map(function (at) { return map.latLngToLayerPoint(at); });
        var length = 0;
        for (var i = 1; i < line.length; i++) { length += line[i].distanceTo(line[i - 1]); }
        if (length < 44) {
          leg.arrow.setLatLngs([]);
        } else {
          var tip = room.along(line, length * 0.6);
          leg.arrow.setLatLngs([[8, 0], [-5, 5.5], [-2.5, 0], [-5, -5.5]].map(function (p) {
            return map.layerPointToLatLng(L.point(tip.x + tip.ux * p[0] - tip.uy * p[1], tip.y + tip.uy * p[0] + tip.ux * p[1]));
          }));
        }
        if (leg.badge) { this._placeBadge(leg, line, length, taken); }
      }, this);
    },

    _placeBadge: function (leg, line, length, taken) {
      var seat = null;
      [0.42, 0.34, 0.26].some(function (share) {
        var at = room.along(line, length * share), box = room.around(at, BADGE, BADGE);
        if (length > 90 && !taken.some(function (other) { return room.overlap(box, other) > 0; })) { seat = box; }
        return seat;
      });
      leg.badge.content.hidden = !seat;
      if (seat) {
        leg.badge.setLatLng(this._map.layerPointToLatLng(L.point(seat.left, seat.top)));
        taken.push(seat);
      }
    }
  });

  var layer = new TripLayer();
  if (!part) { (window.kimmapLayers = window.kimmapLayers || []).push(layer); }
  return layer;
}
