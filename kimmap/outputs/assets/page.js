/* Links the list, the map, the legend and the days of a kimmap page.  Runs as soon as the map stands, before the
   list has been read. */
(function () {
  "use strict";

  var root = document.documentElement;
  var layer = window.kimmapLayers[0];
  var map = layer._map;
  var drawing = layer.drawing;
  var texts = drawing.texts;
  var element = kimmapCards.element;
  var PAGE = 50;                    // stops at a time in the list of a long trip, LISTED in page.py
  var PLAY = "M2.500 1l10 6-10 6z", PAUSE = "M2.500 1.500h3v11h-3zM8.500 1.500h3v11h-3z";
  var LENGTH_MS = 9000;             // about how long it takes to play a trip

  // ------------------------------------------------------------------- the list

  var byDoubt = null;               // the button that sorts the list, where there is anything to sort

  /* The stops of the list in its order, as indices: as travelled, or the least certain first. */
  function order() {
    var sorted = byDoubt && byDoubt.getAttribute("aria-pressed") === "true";
    return sorted ? drawing.doubt : drawing.stops.map(function (row, i) { return i; });
  }

  function useOrder() {
    byDoubt = document.querySelector(".order button");
    if (!byDoubt) { return; }
    byDoubt.addEventListener("click", function () {
      var on = byDoubt.getAttribute("aria-pressed") !== "true";
      byDoubt.setAttribute("aria-pressed", on);
      // The way from stop to stop tells nothing once they stand in another order.
      list.classList.toggle("by-doubt", on);
      if (drawing.large) { showPage(0); return; }
      order().forEach(function (i) { list.appendChild(document.getElementById("stop-" + (i + 1))); });
    });
  }

  function items() { return Array.prototype.slice.call(document.querySelectorAll(".stop")); }

  function choose(number) {
    document.querySelectorAll(".stop.chosen").forEach(function (item) { item.classList.remove("chosen"); });
    var item = document.getElementById("stop-" + number);
    if (!item && list && drawing.large && number >= 1 && number <= drawing.stops.length) {
      showPage(Math.floor(order().indexOf(number - 1) / PAGE));
      item = document.getElementById("stop-" + number);
    }
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
    if (!match) { return; }
    go(Number(match[1]), true);
  }

  /* Whether list and map can be seen together: on a narrow screen the list stands below. */
  function beside() {
    return document.getElementById("itinerary").getBoundingClientRect().top < map.getContainer().getBoundingClientRect().bottom;
  }

  function numberOf(node) {
    var item = node && node.closest ? node.closest(".stop") : null;
    return item ? Number(item.id.slice(5)) : 0;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-stop]") : null;
    if (!link) { return; }
    event.preventDefault();
    var together = beside();
    go(Number(link.getAttribute("data-stop")), together);
    if (!together) { map.getContainer().scrollIntoView({ block: "nearest" }); }
  });
  document.querySelector(".skip").addEventListener("click", function (event) {
    event.preventDefault();
    var list = document.getElementById("itinerary");
    list.scrollIntoView();
    list.focus();
  });
  var list = null;
  function useList() {
    list = document.querySelector(".stops");
    list.addEventListener("mouseover", function (event) { layer.highlight(numberOf(event.target)); });
    list.addEventListener("mouseleave", function () { layer.highlight(0); });
    list.addEventListener("focusin", function (event) { layer.highlight(numberOf(event.target)); });
  }
  layer.on("stopselect", function (event) {
    var item = choose(event.number);
    if (item && beside()) { item.scrollIntoView({ block: "nearest" }); }
  });
  layer.on("stophover", function (event) {
    items().forEach(function (item) { item.classList.toggle("pointed", item.id === "stop-" + event.number); });
  });
  window.addEventListener("hashchange", fromAddress);

  // ------------------------------------------------------- a long trip's list, by pages

  var shownPage = 0;                // the first stands in the page itself: it is there whatever the map does

  function showPage(number) {
    shownPage = number;
    var first = number * PAGE, last = Math.min(first + PAGE, drawing.stops.length);
    list.textContent = "";
    addItems(first, last);
    showBar(first, last);
  }

  function showBar(first, last) {
    var bar = document.querySelector(".pages");
    bar.textContent = "";
    pageButton(bar, texts.page.earlier, shownPage - 1, first > 0);
    bar.appendChild(element("span", null, kimmapRows.fill(texts.page.list_of, {
      first: first + 1, last: last, total: drawing.stops.length
    })));
    pageButton(bar, texts.page.later, shownPage + 1, last < drawing.stops.length);
  }

  function addItems(first, last) {
    order().slice(first, last).forEach(function (i) {
      var item = element("li", "stop"), card = kimmapCards.stopCard(layer.stop(i), texts, "h3");
      item.id = "stop-" + (i + 1);
      var link = element("a", "go"), head = card.querySelector(".kimmap-title");
      link.href = "#stop-" + (i + 1);
      link.setAttribute("data-stop", i + 1);
      while (head.firstChild) { link.appendChild(head.firstChild); }
      head.appendChild(link);
      item.appendChild(card);
      list.appendChild(item);
    });
  }

  function pageButton(bar, words, number, possible) {
    var button = element("button", null, words);
    button.type = "button";
    button.disabled = !possible;
    button.addEventListener("click", function () {
      showPage(number);
      document.getElementById("itinerary").scrollIntoView();
      document.getElementById("itinerary").focus();
    });
    bar.appendChild(button);
  }

  // --------------------------------------------------------------- statuses and days

  var boxes = Array.prototype.slice.call(document.querySelectorAll(".legend input"));
  var touched = {};

  function statuses() {
    var result = { visited: true, planned: true, possible: true, cancelled: false };
    boxes.forEach(function (box) { result[box.value] = box.checked; });
    return result;
  }

  function apply() {
    layer.show(statuses(), slider && Number(slider.value) < Number(slider.max) ? Number(slider.value) : null);
    if (drawing.large) { return; }
    // The list leaves out what the reader turned off; what the map leaves out at first stays in it.
    items().forEach(function (item) {
      var i = numberOf(item) - 1, status = layer.stop(i).status;
      item.hidden = Boolean(touched[status]) && !layer.statuses[status];
      item.classList.toggle("to-come", layer.until !== null && (layer.stop(i).day || 0) > layer.until);
    });
  }

  boxes.forEach(function (box) {
    box.hidden = false;
    box.addEventListener("change", function () {
      touched[box.value] = true;
      apply();
    });
  });
  layer.on("reveal", function () {
    boxes.forEach(function (box) { box.checked = layer.statuses[box.value]; });
    if (slider) { slider.value = slider.max; said(); }
    apply();
  });

  var slider = document.querySelector(".days input"), output = document.querySelector(".day");
  var button = document.querySelector(".play"), timer = 0;

  function useDays() {
    if (!slider) { return; }
    button.appendChild(kimmapCards.icon(PLAY));
    slider.addEventListener("input", function () { playing(false); said(); apply(); });
    button.addEventListener("click", function () { playing(!timer); });
  }

  function addTicks() {
    if (!slider) { return; }
    var first = Number(slider.min), last = Number(slider.max), track = document.querySelector(".track");
    var days = drawing.stops.map(function (row) { return row[5] || 0; }).filter(Boolean);
    Array.from(new Set(days)).slice(0, 400).forEach(function (day) {
      var tick = element("i");
      // The thumb's middle does not reach the ends of the track.
      tick.style.left = "calc(8px + (100% - 16px) * " + (day - first) / (last - first) + ")";
      track.appendChild(tick);
    });
  }

  function playing(on) {
    window.clearInterval(timer);
    timer = 0;
    button.setAttribute("aria-label", on ? texts.map.pause : texts.map.play);
    button.title = on ? texts.map.pause : texts.map.play;
    button.textContent = "";
    button.appendChild(kimmapCards.icon(on ? PAUSE : PLAY));
    if (!on) { return; }
    map.closePopup();
    var span = slider.max - slider.min, step = Math.max(1, Math.round(span / 60));
    if (Number(slider.value) >= Number(slider.max)) { slider.value = slider.min; said(); apply(); }
    timer = window.setInterval(function () {
      slider.value = Number(slider.value) + step;
      said();
      apply();
      if (Number(slider.value) >= Number(slider.max)) { playing(false); }
    }, Math.min(900, LENGTH_MS / (span / step)));
  }

  function said() {
    var value = Number(slider.value), date = new Date((value - 719163) * 86400000);
    var words = kimmapRows.fill(texts.date.day, {
      d: date.getUTCDate(), m: texts.months[date.getUTCMonth()], y: date.getUTCFullYear()
    });
    if (value >= Number(slider.max)) { words = texts.map.all; }
    output.textContent = words;
    slider.setAttribute("aria-valuetext", words);
  }

  // ------------------------------------------------------------------------ paper

  // On paper the map has another size, and closed details would be lost.
  var opened = [];
  function toPaper() {
    root.classList.add("printing");
    document.querySelectorAll("details:not([open])").forEach(function (d) { d.open = true; opened.push(d); });
    map.closePopup();
    map.invalidateSize({ animate: false });
    map.kimmapFit();
  }
  function fromPaper() {
    root.classList.remove("printing");
    opened.splice(0).forEach(function (d) { d.open = false; });
    map.invalidateSize({ animate: false });
    map.kimmapFit();
  }
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", fromPaper);

  // The page around a frame may let it be as high as what it holds; the number is all that it learns.
  if (root.classList.contains("framed") && window.ResizeObserver) {
    new ResizeObserver(function () {
      window.parent.postMessage({ type: "kimmap-height", height: Math.ceil(document.body.offsetHeight) }, "*");
    }).observe(document.body);
  }

  layer.on("named", function () {
    addTicks();
    root.setAttribute("data-named", "");
  });
  useDays();
  layer.whenReady(function () { root.setAttribute("data-ready", ""); });
  whenListed(function () {
    useList();
    layer.whenReady(function () {
      useOrder();
      if (drawing.large) { showBar(0, PAGE); }
      fromAddress();
    });
  });

  function whenListed(go) {
    if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", go); } else { go(); }
  }
})();
