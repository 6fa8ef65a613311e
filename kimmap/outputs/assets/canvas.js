/* The Leaflet map of a kimmap page. */
function kimmapCanvas(id, settings) {
  "use strict";
  // Leaflet measures its container at once: without scripts that is hidden.
  document.documentElement.classList.remove("no-script");
  if (window.parent !== window) { document.documentElement.classList.add("framed"); }
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) { settings.zoomAnimation = false; }
  var texts = settings.texts;
  settings.zoomControl = false;
  var map = L.map(id, settings);

  map.kimmapFit = function () {
    var size = map.getSize(), side = Math.min(70, size.x * 0.12);
    map.fitBounds(settings.bounds, {
      paddingTopLeft: [side, Math.min(56, size.y * 0.1)], paddingBottomRight: [side, Math.min(48, size.y * 0.1)],
      maxZoom: settings.closest, animate: false
    });
  };
  map.kimmapFit();
  map.kimmapWaits = true;

  map.attributionControl.setPrefix(false).addAttribution("Natural Earth, GeoNames");
  L.control.scale({ imperial: false, maxWidth: 130 }).addTo(map);
  var zoom = L.control.zoom({ zoomInTitle: texts.zoom_in, zoomOutTitle: texts.zoom_out }).addTo(map);
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
  if (settings.tiles) {
    map.kimmapTiles = true;           // our own basemap stays below, for when they do not come
    L.tileLayer(settings.tiles.url, {
      attribution: settings.tiles.attribution, maxZoom: settings.maxZoom, maxNativeZoom: settings.tiles.zoom, zIndex: 2
    }).addTo(map);
  }
  return map;
}
