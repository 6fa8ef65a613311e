/* A second, larger map of the part where marks crowd, in a free corner of the first, as long as that shows the
   whole trip. */
function kimmapInset(map, layer, data) {
  "use strict";

  var part = layer.drawing.part, element = kimmapCards.element;
  var LEAST_GAIN = 1;               // zoom levels
  // Of the map's width and height, the first that is free.
  var SHARES = [[0.62, 0.62], [0.5, 0.5], [0.85, 0.4], [0.42, 0.42], [0.35, 0.35]];
  var MOST_NAMES = 12;              // that may have to give way
  var LEAST_SCALED = 240;           // pixels of width, for a scale
  var LEAST_BOX = 22;               // pixels
  var LEAST_BESIDE = 400;           // pixels, for a popup
  var EDGE = 16;                    // pixels around it that stay free, too
  var size = null, wide = 0, high = 0, seat = null, members = {}, stops = {};
  part.groups.forEach(function (index) { members[index] = true; });
  var frame = element("div", "kimmap-inset"), inside = element("div", "kimmap-inset-map");
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", layer.drawing.texts.map.detail);
  frame.appendChild(inside);
  var control = L.control({ position: "bottomright" });
  control.onAdd = function () { return frame; };
  L.DomEvent.disableClickPropagation(frame);
  var inner = null;
  findSeat();
  if (!seat) { return null; }
  inner = L.map(inside, {
    zoomControl: false, attributionControl: false, dragging: false, scrollWheelZoom: false, doubleClickZoom: false,
    boxZoom: false, keyboard: false, touchZoom: false, tapHold: false, zoomSnap: 0.1, minZoom: 1, maxZoom: 12,
    zoomAnimation: false, fadeAnimation: false
  });
  inside.removeAttribute("tabindex");
  fit();
  if (inner.getZoom() - map.getZoom() < LEAST_GAIN) {
    control.remove();
    return null;
  }
  var groups = part.groups.map(function (index) { return layer.drawing.groups[index]; });
  groups.forEach(function (group) { group.slice(2).forEach(function (stop) { stops[stop] = true; }); });
  var copy = kimmapTripLayer(data, {
    groups: groups, bounds: part.bounds, span: part.span, basemap: part.basemap,
    legs: layer.drawing.legs.filter(function (leg) { return stops[leg[0]] || stops[leg[1]]; })
  });
  if (wide >= LEAST_SCALED) { L.control.scale({ imperial: false, maxWidth: 70 }).addTo(inner); }
  copy.addTo(inner);

  copy.on("stopselect", function (event) {
    layer.showStop(event.number);
    layer.fire("stopselect", { number: event.number });
    var popup = map.getContainer().querySelector(".kimmap-popup");
    if (!popup || !event.from) { return; }
    popup.querySelector(".kimmap-popup-content").focus();
    popup.onkeydown = function (key) {
      if (key.key === "Escape") { map.closePopup(); event.from.focus(); }
    };
  });
  copy.on("stophover", function (event) { layer.fire("stophover", event); });
  layer.on("pointed", function (event) { copy.highlight(event.number); });
  layer.on("applied", function () { copy.show(layer.statuses, layer.until); });

  // Popups keep beside it.
  if (size.x - wide > LEAST_BESIDE) {
    layer.popupRoom = seat === "bottomleft" ? { autoPanPaddingTopLeft: [wide + 24, 12] }
      : { autoPanPaddingBottomRight: [wide + 24, 12] };
    layer._marks.forEach(function (mark) { L.extend(mark.marker.getPopup().options, layer.popupRoom); });
  }

  // What it shows is a box with dots on the first map.
  var outline = L.rectangle(seen(), { interactive: false, className: "kimmap-part" });
  var dots = groups.map(function (group) {
    return L.circleMarker([group[0], group[1]], { radius: 2.5, interactive: false, className: "kimmap-dot" });
  });
  var overview = map.getZoom(), there = null;
  comeAndGo();
  map.on("zoomend", function () {
    if (comeAndGo()) { layer._apply(); }
  });
  // On paper, and on a screen that was turned, another corner may be free, or none.
  map.on("kimmapfit", function () {
    overview = map.getZoom();
    findSeat();
    fit();
    outline.setBounds(seen());
    if (comeAndGo()) { layer._apply(); } else { layer._arrange(); }
  });
  return { seat: function () { return seat; } };

  function comeAndGo() {
    var wanted = Boolean(seat) && map.getZoom() < overview + LEAST_GAIN;
    if (wanted === there) { return false; }
    there = wanted;
    frame.hidden = !wanted;
    [outline].concat(dots).forEach(function (shape) { layer._toggle(shape, wanted); });
    layer.apart = wanted ? members : null;
    return true;
  }

  /* Into the first free corner, as large as may be. */
  function findSeat() {
    size = map.getSize();
    SHARES.some(function (share) {
      wide = Math.round(Math.min(400, Math.max(170, size.x * share[0])));
      high = Math.round(Math.min(320, Math.max(150, size.y * share[1])));
      seat = freeCorner();
      return seat;
    });
    if (!seat) { return; }
    frame.style.width = wide + "px";
    frame.style.height = high + "px";
    control.setPosition(seat);
    if (!inner) { control.addTo(map); }
  }

  function fit() {
    inner.invalidateSize({ animate: false });
    inner.fitBounds(part.bounds, { paddingTopLeft: [34, 30], paddingBottomRight: [34, 26], maxZoom: 12, animate: false });
  }

  /* Its bounds, at least so large on the first map that their box is seen. */
  function seen() {
    var bounds = inner.getBounds(), low = map.latLngToLayerPoint(bounds.getSouthWest());
    var high = map.latLngToLayerPoint(bounds.getNorthEast()), lack = Math.max(0, LEAST_BOX - (high.x - low.x)) / 2;
    return L.latLngBounds(map.layerPointToLatLng(low.add([-lack, lack])), map.layerPointToLatLng(high.add([lack, -lack])));
  }

  /* The corner where it hides nothing of the trip, and few places of names. */
  function freeCorner() {
    var points = [], names = [];
    layer.drawing.groups.forEach(function (group, index) {
      var at = map.latLngToContainerPoint([group[0], group[1]]);
      points.push(at);
      if (!members[index]) { names.push(at.add([45, 0]), at.add([90, 0])); }
    });
    layer._routePoints().forEach(function (point) { points.push(map.layerPointToContainerPoint(point)); });
    var right = size.x - wide - 12, low = size.y - high, corners = [
      ["bottomright", right, low - 30], ["bottomleft", 12, low - 44], ["topright", right, 10]
    ];
    corners.forEach(function (corner) {
      function inside(p) {
        return p.x > corner[1] - EDGE && p.x < corner[1] + wide + EDGE && p.y > corner[2] - EDGE && p.y < corner[2] + high + EDGE;
      }
      corner[3] = points.some(inside) ? Infinity : names.filter(inside).length;
    });
    var best = corners.reduce(function (a, b) { return b[3] < a[3] ? b : a; });
    return best[3] <= MOST_NAMES ? best[0] : null;
  }
}
