/* The Leaflet map of a kimmap page, with its trip on it. */
function kimmapCanvas(id, settings, data) {
  "use strict";
  var classes = document.documentElement.classList;
  // Leaflet measures its container at once: without scripts that is hidden.
  classes.remove("no-script");
  if (window.parent !== window) { classes.add("framed"); }
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) { settings.zoomAnimation = false; }
  var texts = settings.texts;
  settings.zoomControl = false;
  var map = L.map(id, settings);

  // Until the reader moves it, the map shows the whole trip, whatever its size: a frame may get its own late.
  var untouched = true, fitting = false;
  map.kimmapFit = function () {
    var size = map.getSize(), side = Math.min(70, size.x * 0.12);
    fitting = true;
    map.fitBounds(settings.bounds, {
      paddingTopLeft: [side, Math.min(56, size.y * 0.1)], paddingBottomRight: [side, Math.min(48, size.y * 0.1)],
      maxZoom: settings.closest, animate: false
    });
    fitting = false;
    untouched = true;
    map.fire("kimmapfit");
  };
  map.on("movestart", function () { if (!fitting) { untouched = false; } });
  map.on("resize", function () { if (untouched) { map.kimmapFit(); } });
  map.kimmapFit();
  map.kimmapWaits = true;

  map.attributionControl.setPrefix(false).addAttribution("Natural Earth, GeoNames");
  L.control.scale({ imperial: false, maxWidth: 130 }).addTo(map);
  var zoom = L.control.zoom({ zoomInTitle: texts.zoom_in, zoomOutTitle: texts.zoom_out, zoomInText: "", zoomOutText: "" });
  zoom.addTo(map);
  // Drawn, so that no font is asked for.
  zoom._zoomInButton.appendChild(kimmapCards.icon("M6 2h2v4h4v2H8v4H6V8H2V6h4z"));
  zoom._zoomOutButton.appendChild(kimmapCards.icon("M2 6h10v2H2z"));
  var whole = L.DomUtil.create("a", "kimmap-whole", zoom.getContainer());
  whole.href = "#";
  whole.title = texts.whole;
  whole.setAttribute("role", "button");
  whole.setAttribute("aria-label", texts.whole);
  whole.appendChild(kimmapCards.icon("M1 1h4.500v1.500h-3v3H1zM8.500 1H13v4.500h-1.500v-3h-3zM1 8.500h1.500v3h3V13H1zM11.500 8.500H13V13H8.500v-1.500h3z"));
  L.DomEvent.disableClickPropagation(whole);
  L.DomEvent.on(whole, "click", function (event) {
    L.DomEvent.stop(event);
    map.kimmapFit();
  });
  map.on("popupopen popupclose", function (event) {
    map.getContainer().classList.toggle("kimmap-reading", event.type === "popupopen");
  });
  if (settings.tiles) {
    map.kimmapTiles = true;           // our own basemap stays below, for when they do not come
    L.tileLayer(settings.tiles.url, {
      attribution: settings.tiles.attribution, maxZoom: settings.maxZoom, maxNativeZoom: settings.tiles.zoom, zIndex: 2
    }).addTo(map);
  }
  var layer = kimmapTripLayer(data);
  layer.addTo(map);
  layer.whenReady(function () {
    // In a frame that has no width yet nothing can be placed.
    if (map.getSize().x) { place(); } else { map.once("resize", place); }
  });

  function place() {
    var inset = layer.drawing.part ? kimmapInset(map, layer, data) : null;
    var globe = document.querySelector(".globe"), control = globe && L.control();
    function placeGlobe() {
      var corner = freeCorner(inset && inset.seat());
      if (!corner) { control.remove(); return; }
      control.setPosition(corner);
      if (!control._map) { control.addTo(map); }
    }
    if (globe) {
      globe.remove();
      control.onAdd = function () { return globe; };
      placeGlobe();
      map.on("kimmapfit", placeGlobe);
    }
    layer.refresh();
  }

  /* The corner where the globe covers least, unless another map has it; null where it would cover much. */
  function freeCorner(taken) {
    var size = map.getSize(), side = 120, corners = [
      ["topright", size.x - side, 0], ["bottomright", size.x - side, size.y - side - 20], ["bottomleft", 0, size.y - side - 40]
    ];
    var points = [];
    layer.drawing.groups.slice(0, 400).forEach(function (group) {
      var at = map.latLngToContainerPoint([group[0], group[1]]);
      // The name beside a mark counts, too.
      points.push(at, at.add([45, 0]), at.add([90, 0]));
    });
    layer._routePoints().forEach(function (point) { points.push(map.layerPointToContainerPoint(point)); });
    corners = corners.filter(function (corner) { return corner[0] !== taken; });
    corners.forEach(function (corner) {
      corner[3] = points.filter(function (p) {
        return p.x > corner[1] && p.x < corner[1] + side && p.y > corner[2] && p.y < corner[2] + side;
      }).length;
    });
    var best = corners.reduce(function (a, b) { return b[3] < a[3] ? b : a; });
    return best[3] < 4 ? best[0] : null;
  }
}
