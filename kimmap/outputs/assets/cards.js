/* What a popup shows of a stop.  Everything that comes from a source is set by textContent. */
var kimmapCards = (function () {
  "use strict";

  function element(tag, className, text) {
    var node = document.createElement(tag);
    if (className) { node.className = className; }
    if (text !== undefined && text !== null) { node.textContent = text; }
    return node;
  }

  function quotation(quote) {
    var block = element("blockquote", "kimmap-quote");
    var words = element("p");
    words.appendChild(document.createTextNode(quote.before));
    words.appendChild(element(quote.before || quote.after ? "mark" : "span", "kimmap-words", quote.text));
    words.appendChild(document.createTextNode(quote.after));
    block.appendChild(words);
    var foot = element("footer");
    if (quote.url && /^https?:\/\//i.test(quote.url)) {
      var link = element("a", null, quote.byline);
      link.href = quote.url;
      link.rel = "noopener noreferrer";
      foot.appendChild(link);
    } else {
      foot.appendChild(element("span", null, quote.byline));
    }
    foot.appendChild(element("span", "kimmap-file", " " + quote.source));
    block.appendChild(foot);
    return block;
  }

  function stopCard(stop) {
    var card = element("section", "kimmap-card");
    var head = element("h3");
    head.appendChild(element("span", "kimmap-number kimmap-" + stop.status, String(stop.number)));
    head.appendChild(document.createTextNode(" "));
    head.appendChild(element("bdi", null, stop.place));
    card.appendChild(head);
    if (stop.where) { card.appendChild(element("p", "kimmap-where", stop.where)); }
    card.appendChild(element("p", "kimmap-dates", stop.dates + " · " + stop.status_words));
    stop.known_by.forEach(function (text) { card.appendChild(element("p", "kimmap-known", text)); });
    stop.contradictions.forEach(function (text) {
      card.appendChild(element("p", "kimmap-conflict", "Sources disagree: " + text));
    });
    stop.quotes.forEach(function (quote) { card.appendChild(quotation(quote)); });
    if (stop.quotes.length > 1) { card.appendChild(element("p", "kimmap-where", stop.witnesses)); }
    return card;
  }

  function popupContent(stops) {
    var content = element("div", "kimmap-popup-content");
    content.tabIndex = -1;
    stops.forEach(function (stop) { content.appendChild(stopCard(stop)); });
    return content;
  }

  return { element: element, popupContent: popupContent };
})();
