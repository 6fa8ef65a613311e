/* What a popup and the paged list show of a stop.  Everything that comes from a source is set by textContent. */
var kimmapCards = (function () {
  "use strict";

  function element(tag, className, text) {
    var node = document.createElement(tag);
    if (className) { node.className = className; }
    if (text !== undefined && text !== null) { node.textContent = text; }
    return node;
  }

  function icon(path) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 14 14");
    svg.setAttribute("class", "kimmap-icon");
    svg.setAttribute("aria-hidden", "true");
    var shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    shape.setAttribute("d", path);
    svg.appendChild(shape);
    return svg;
  }

  function quotation(quote) {
    var block = element("blockquote", "kimmap-quote");
    var words = element("p");
    quote.parts.forEach(function (part, i) {
      if (part) { words.appendChild(i % 2 ? element("mark", null, part) : document.createTextNode(part)); }
    });
    block.appendChild(words);
    var foot = element("footer");
    if (quote.title) {
      foot.appendChild(element("cite", null, quote.title));
      foot.appendChild(document.createTextNode(" · "));
    }
    if (quote.url && /^https?:\/\//i.test(quote.url)) {
      var link = element("a", null, quote.byline);
      link.href = quote.url;
      link.rel = "noopener noreferrer";
      foot.appendChild(link);
    } else {
      foot.appendChild(element("span", null, quote.byline));
    }
    if (quote.byline.indexOf(quote.source) !== 0) {       // named by its file already
      foot.appendChild(document.createTextNode(" "));
      foot.appendChild(element("span", "kimmap-file", quote.source));
    }
    block.appendChild(foot);
    return block;
  }

  /* ``tag`` is the heading that fits what is around it. */
  function stopCard(stop, texts, tag) {
    var card = element("section", "kimmap-card");
    var head = element(tag, "kimmap-title");
    head.appendChild(element("span", "kimmap-number kimmap-" + stop.status, String(stop.number)));
    head.appendChild(document.createTextNode(" "));
    head.appendChild(element("bdi", null, stop.place));
    card.appendChild(head);
    if (stop.where) { card.appendChild(element("p", "kimmap-where", stop.where)); }
    card.appendChild(element("p", "kimmap-dates", stop.dates + " · " + stop.status_words));
    if (stop.detail) { card.appendChild(element("p", "kimmap-where", stop.detail)); }
    stop.known_by.forEach(function (text) {
      card.appendChild(element("p", "kimmap-known", kimmapRows.fill(texts.stop.date_from, { why: text })));
    });
    stop.contradictions.forEach(function (text) {
      card.appendChild(element("p", "kimmap-conflict", text));
    });
    stop.quotes.forEach(function (quote) { card.appendChild(quotation(quote)); });
    card.appendChild(element("p", "kimmap-where", stop.witnesses));
    return card;
  }

  function popupContent(stops, texts) {
    var content = element("div", "kimmap-popup-content");
    content.tabIndex = 0;
    stops.forEach(function (stop) { content.appendChild(stopCard(stop, texts, "h2")); });
    return content;
  }

  return { element: element, icon: icon, stopCard: stopCard, popupContent: popupContent };
})();
