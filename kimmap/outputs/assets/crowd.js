/* The marks and legs of a long trip on one canvas; a click finds the stop under it. */
var KimmapCrowd = (function () {
  "use strict";

  var REACH = 14;                   // pixels from a dot within which a click means it
  var CELL = 16;
  var MOST_LEGS = 2000;             // in view; more would only be a tangle

  return L.Layer.extend({
    initialize: function (drawing, shown) {
      this._drawing = drawing;
      this._shown = shown;          // tells whether the stop with an index is shown
    },

    onAdd: function (map) {
      var canvas = this._canvas = L.DomUtil.create("canvas", "kimmap-crowd leaflet-zoom-hide");
      canvas.setAttribute("aria-hidden", "true");
      map.getPane("overlayPane").appendChild(canvas);
      map.on("moveend zoomend resize", this.draw, this);
      map.on("click", this._pick, this);
      this.draw();
    },

    onRemove: function (map) {
      map.off("moveend zoomend resize", this.draw, this);
      map.off("click", this._pick, this);
      this._canvas.remove();
    },

    /* Pixels of all marks from the map's corner; unprojected once, scaled at each view. */
    _project: function () {
      var groups = this._drawing.groups, count = groups.length, map = this._map;
      if (!this._world) {
        this._world = new Float64Array(2 * count);
        for (var i = 0; i < count; i++) {
          var at = map.project([groups[i][0], groups[i][1]], 0);
          this._world[2 * i] = at.x;
          this._world[2 * i + 1] = at.y;
        }
      }
      var scale = map.getZoomScale(map.getZoom(), 0);
      var corner = map.project(map.containerPointToLatLng([0, 0]));
      var pixels = new Float32Array(2 * count);
      for (var j = 0; j < count; j++) {
        pixels[2 * j] = this._world[2 * j] * scale - corner.x;
        pixels[2 * j + 1] = this._world[2 * j + 1] * scale - corner.y;
      }
      return pixels;
    },

    draw: function () {
      var map = this._map;
      if (!map || !map._loaded) { return; }
      var size = map.getSize(), ratio = window.devicePixelRatio || 1, canvas = this._canvas;
      canvas.width = size.x * ratio;
      canvas.height = size.y * ratio;
      canvas.style.width = size.x + "px";
      canvas.style.height = size.y + "px";
      L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
      var pen = canvas.getContext("2d"), style = getComputedStyle(map.getContainer());
      pen.scale(ratio, ratio);
      var route = style.getPropertyValue("--kimmap-route").trim() || "#b3261e";
      var halo = style.getPropertyValue("--kimmap-halo").trim() || "#fff";
      var pixels = this._pixels = this._project();
      this._drawLegs(pen, pixels, route);
      this._drawDots(pen, pixels, size, route, halo);
    },

    _drawLegs: function (pen, pixels, route) {
      var home = this._homes(), shown = this._shown, size = this._map.getSize();
      function inView(at) {
        return pixels[at] > 0 && pixels[at] < size.x && pixels[at + 1] > 0 && pixels[at + 1] < size.y;
      }
      var legs = this._drawing.legs.filter(function (leg) {
        return shown(leg[0]) && shown(leg[1]) && (inView(2 * home[leg[0]]) || inView(2 * home[leg[1]]));
      });
      if (legs.length > MOST_LEGS) { return; }
      pen.beginPath();
      legs.forEach(function (leg) {
        var a = 2 * home[leg[0]], b = 2 * home[leg[1]];
        pen.moveTo(pixels[a], pixels[a + 1]);
        pen.lineTo(pixels[b], pixels[b + 1]);
      });
      pen.strokeStyle = route;
      pen.globalAlpha = 0.35;
      pen.stroke();
      pen.globalAlpha = 1;
    },

    /* Dots in view; of those that fall on one pixel one is drawn. */
    _drawDots: function (pen, pixels, size, route, halo) {
      var drawing = this._drawing, seen = new Set();
      this._cells = new Map();
      pen.lineWidth = 1.5;
      for (var i = 0; i < drawing.groups.length; i++) {
        var x = pixels[2 * i], y = pixels[2 * i + 1];
        if (x < -8 || y < -8 || x > size.x + 8 || y > size.y + 8) { continue; }
        var stop = this._firstShown(drawing.groups[i]);
        if (stop < 0) { continue; }
        var cell = Math.floor(x / CELL) + "," + Math.floor(y / CELL);
        if (!this._cells.has(cell)) { this._cells.set(cell, []); }
        this._cells.get(cell).push(i);
        var spot = Math.round(x) * 8192 + Math.round(y);
        if (seen.has(spot)) { continue; }
        seen.add(spot);
        var sure = drawing.stops[stop][2] === 0;
        pen.beginPath();
        pen.arc(x, y, 4, 0, 2 * Math.PI);
        pen.fillStyle = sure ? route : halo;
        pen.strokeStyle = sure ? halo : route;
        pen.fill();
        pen.stroke();
      }
    },

    _firstShown: function (group) {
      for (var k = 2; k < group.length; k++) { if (this._shown(group[k])) { return group[k]; } }
      return -1;
    },

    /* For each stop the index of its mark. */
    _homes: function () {
      if (!this._home) {
        this._home = new Int32Array(this._drawing.stops.length);
        this._drawing.groups.forEach(function (group, i) {
          for (var k = 2; k < group.length; k++) { this._home[group[k]] = i; }
        }, this);
      }
      return this._home;
    },

    _pick: function (event) {
      var at = event.containerPoint, best = -1, nearest = REACH;
      for (var dx = -1; dx <= 1; dx++) {
        for (var dy = -1; dy <= 1; dy++) {
          var cell = (Math.floor(at.x / CELL) + dx) + "," + (Math.floor(at.y / CELL) + dy);
          (this._cells.get(cell) || []).forEach(function (i) {
            var away = Math.hypot(this._pixels[2 * i] - at.x, this._pixels[2 * i + 1] - at.y);
            if (away < nearest) { nearest = away; best = i; }
          }, this);
        }
      }
      if (best >= 0) { this.fire("pick", { group: this._drawing.groups[best] }); }
    },

    /* Where dots are, one point for each small square of the map that has some. */
    spots: function () {
      var map = this._map, spots = [], pixels = this._pixels;
      this._cells.forEach(function (cell) {
        spots.push(map.containerPointToLayerPoint([pixels[2 * cell[0]], pixels[2 * cell[0] + 1]]));
      });
      return spots;
    },

    groupOf: function (index) { return this._drawing.groups[this._homes()[index]]; }
  });
})();
