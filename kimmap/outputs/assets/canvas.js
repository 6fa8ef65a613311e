/* The Leaflet map of a kimmap page. */
function kimmapCanvas(id, settings) {
  "use strict";
  // Leaflet measures its container at once: without scripts that is hidden.
  document.documentElement.classList.remove("no-script");
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) { settings.zoomAnimation = false; }
  var map = L.map(id, settings);
  map.attributionControl.setPrefix(false).addAttribution("Natural Earth, GeoNames");
  L.control.scale({ imperial: false, maxWidth: 130 }).addTo(map);
  return map;
}
