/* Links the list and the map of a kimmap page. */
(function () {
  "use strict";

  var root = document.documentElement;
  var layer = window.kimmapLayers[0];
  var map = layer._map;

  function fit() {
    var size = map.getSize(), side = Math.min(70, size.x * 0.12);
    map.fitBounds(layer.getBounds(), {
      paddingTopLeft: [side, Math.min(56, size.y * 0.1)], paddingBottomRight: [side, Math.min(48, size.y * 0.1)],
      maxZoom: layer.drawing.groups.length > 1 ? 10 : 7, animate: false
    });
  }

  function choose(number) {
    document.querySelectorAll(".stop.chosen").forEach(function (item) { item.classList.remove("chosen"); });
    var item = document.getElementById("stop-" + number);
    if (item) { item.classList.add("chosen"); }
    return item;
  }

  function go(number, scroll) {
    var item = choose(number);
    if (!item) { return; }
    layer.showStop(number);
    if (scroll) { item.scrollIntoView({ block: "nearest" }); }
    // In an srcdoc frame the address may not be changed: the stop is shown all the same.
    try { history.replaceState(null, "", "#stop-" + number); } catch (error) { return; }
  }

  function fromAddress() {
    var match = /^#stop-(\d+)$/.exec(window.location.hash);
    if (match) { go(Number(match[1]), true); }
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-stop]") : null;
    if (!link) { return; }
    event.preventDefault();
    go(Number(link.getAttribute("data-stop")), true);
  });
  document.querySelector(".skip").addEventListener("click", function (event) {
    event.preventDefault();
    var list = document.getElementById("itinerary");
    list.scrollIntoView();
    list.focus();
  });
  layer.on("stopselect", function (event) {
    var item = choose(event.number);
    if (item) { item.scrollIntoView({ block: "nearest" }); }
  });
  window.addEventListener("hashchange", fromAddress);

  // On paper the map has another size, and closed details would be lost.
  var opened = [];
  function toPaper() {
    root.classList.add("printing");
    document.querySelectorAll("details:not([open])").forEach(function (d) { d.open = true; opened.push(d); });
    map.closePopup();
    map.invalidateSize({ animate: false });
    fit();
  }
  function fromPaper() {
    root.classList.remove("printing");
    opened.splice(0).forEach(function (d) { d.open = false; });
    map.invalidateSize({ animate: false });
    fit();
  }
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", fromPaper);

  fit();
  fromAddress();
})();
