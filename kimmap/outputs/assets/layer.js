/* Draws a trip on a Leaflet map, or a part of it on a second one.  Everything that comes from a source is set
   by textContent. */
function kimmapTripLayer(blockId, part) {
  "use strict";

  var drawing = JSON.parse(document.getElementById(blockId).textContent).drawing;
  if (part) { L.extend(drawing, part); }

  var element = kimmapCards.element;
  var DETAIL_REACH = 0.8;           // zoom levels below the first view at which fine shapes still show
  var NAMES_MS = 300;               // after this the names are added even in a busy browser
  var UNSEEN_MS = 3000;             // and after this where no frame is drawn, as in a frame that is not in sight

  function stopAt(index) { return kimmapRows.stop(drawing, index); }

  function best(stops) {
    return kimmapRows.STATUSES.find(function (status) {
      return stops.some(function (stop) { return stop.status === status; });
    });
  }

  var TripLayer = L.LayerGroup.extend({
    includes: kimmapSeating,

    initialize: function () {
      L.LayerGroup.prototype.initialize.call(this, []);
      this.drawing = drawing;
      this.part = part;
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
        leg.parts.push(new kimmapBase.Smooth(leg.line, { interactive: false, smoothFactor: 0, className: "kimmap-casing" }));
        leg.parts.push(new kimmapBase.Smooth(leg.line, {
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
        [mark.marker, mark.dot, mark.leader, mark.tie, mark.area, mark.label.marker].forEach(function (part) { self._toggle(part, mark.shown); });
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

    /* Countries, seas and cities get their names when the trip itself has been drawn and the browser has time. */
    _nameLater: function () {
      var base = this._base, self = this, addNames = base.addNames;
      base.addNames = null;
      if (!addNames) { return; }
      function add() {
        if (!addNames) { return; }
        base.names = addNames();
        addNames = null;
        self._arrange();
        self.fire("named");
      }
      function soon() {
        window.setTimeout(add, UNSEEN_MS);
        // The second frame begins when the first has been handed to the screen.
        requestAnimationFrame(function () {
          requestAnimationFrame(function () {
            if (window.requestIdleCallback) { requestIdleCallback(add, { timeout: NAMES_MS }); } else { window.setTimeout(add); }
          });
        });
      }
      if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", soon); } else { soon(); }
    },

    _showDetail: function (zoom) {
      var side = 256 * Math.pow(2, zoom) * drawing.span / 360;      // of the trip's square, in pixels
      var size = this._map.getSize();
      var show = side > Math.min(size.x, size.y) * Math.pow(2, -DETAIL_REACH);
      this._base.detail.forEach(function (shape) { this._toggle(shape, show); }, this);
    }
  });

  var layer = new TripLayer();
  if (!part) { (window.kimmapLayers = window.kimmapLayers || []).push(layer); }
  return layer;
}
