/* Seats a trip's marks, labels, arrows and signs on its map, anew at each zoom: a part of the layer. */
var kimmapSeating = (function () {
  "use strict";

  var room = kimmapArrange;
  var BADGE = 20;
  var ALONE = 8;                    // pixels around a mark that names of others keep clear of when they stand off
  var SCALE = 20;                   // height of the scale on the map of a part

  return {
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
      var scale = this.part ? SCALE : 0;
      room.keepIn(marks, room.Box(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top - scale));
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
      var left = marks.filter(function (mark) { return !this._label(mark, marks, taken, route, frame, false); }, this);
      left.forEach(function (mark) { this._label(mark, marks, taken, route, frame, true); }, this);
    },

    /* Seats a label beside its mark, or where others left no room further off; tells whether it has a seat. */
    _label: function (mark, marks, taken, route, frame, far) {
      var size = mark.label.size, low = [size[0], size[1] - mark.label.low];
      var place = far ? this._farSeat(mark, low, marks, taken, route, frame) : this._seat(mark, size, taken, route, frame);
      var short = far || !place;
      if (!far) { place = place || this._seat(mark, low, taken, route, frame); }
      mark.label.content.hidden = !place;
      this._tie(mark, place && place.tie);
      if (place) {
        mark.label.content.classList.toggle("kimmap-short", short);
        mark.label.content.style.textAlign = place.align;
        mark.label.marker.setLatLng(this._map.layerPointToLatLng(L.point(place.box.left, place.box.top)));
        taken.push(room.Box(place.box.left - 3, place.box.top, size[0] + 6, place.box.bottom - place.box.top));
      }
      return place;
    },

    /* The line from a mark to a label that stands further off; none without a point to go to. */
    _tie: function (mark, to) {
      if (to && !mark.tie) {
        mark.tie = L.polyline([], { interactive: false, className: "kimmap-leader kimmap-tie" });
        this.addLayer(mark.tie);
      }
      if (mark.tie) { mark.tie.setLatLngs(to ? [mark.at, to].map(this._map.layerPointToLatLng, this._map) : []); }
    },

    /* Not so near to another mark that it could be taken for that one's, and with a free line to its own. */
    _farSeat: function (mark, size, marks, taken, route, frame) {
      var others = marks.filter(function (other) { return other !== mark; });
      var faces = others.map(function (other) { return room.around(other.at, other.width + 2 * ALONE, room.MARK_HEIGHT + 2 * ALONE); });
      var own = room.around(mark.at, mark.width + 2, room.MARK_HEIGHT + 2);
      var seats = room.farSeats(mark, size[0], size[1]).filter(function (seat) {
        var box = room.Box(seat[0], seat[1], size[0], size[1]);
        return room.crossings(box, route) === 0 && !faces.some(function (face) { return room.overlap(face, box) > 0; }) &&
          !room.between(mark.at, seat[3]).some(function (p) {
            return !room.crossings(own, [p]) && taken.some(function (other) { return room.crossings(other, [p]); });
          });
      });
      return this._best(seats, mark, size, taken, route, frame);
    },

    _seat: function (mark, size, taken, route, frame) {
      return this._best(room.seats(mark, size[0], size[1]), mark, size, taken, route, frame);
    },

    _best: function (seats, mark, size, taken, route, frame) {
      var width = size[0], height = size[1], found = null;
      seats.forEach(function (seat, rank) {
        var box = room.Box(seat[0], seat[1], width, height);
        if (room.outside(box, frame) && !room.outside(room.around(mark.at, 4, 4), frame)) { return; }
        if (taken.some(function (other) { return room.overlap(box, other) > 0; })) { return; }
        var cost = rank + 3 * room.crossings(box, route);
        if (!found || cost < found.cost) { found = { box: box, align: seat[2], cost: cost, tie: seat[3] }; }
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
  };
})();
