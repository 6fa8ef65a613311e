"""Saved pages in many layouts, filled with invented stories.

Everything around the article (menus, related stories, cookie banners, comments, advertisements) says
"Wrongville", and nothing in the article does.
"""

# ruff: noqa: E501 (markup)

from __future__ import annotations

import datetime as dt
import html
import json
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    title: str
    publisher: str
    host: str
    author: str
    day: dt.date
    lead: str
    paragraphs: tuple[str, ...]
    caption: str
    """With a full date of its own, another day than that of publication."""
    credit: str

    @property
    def iso(self) -> str:
        return self.day.isoformat()

    @property
    def british(self) -> str:
        return f"{self.day:%A}, {self.day.day} {self.day:%B %Y}"

    @property
    def american(self) -> str:
        return f"{self.day:%B} {self.day.day}, {self.day.year}"


STORIES = (
    Story(
        "Ferry minister tours three islands", "The Harbour Times", "harbourtimes.example", "Ada Quill", dt.date(2021, 5, 6),
        "The minister promised new boats on every island she visited.",
        ("SKERRY — Ferry minister Mira Holt arrived on Skerry on Tuesday morning and walked from the quay to the school.",
         "“We will have a boat a day by autumn,” she told about eighty islanders in the hall, most of whom had heard it before.",
         "On Wednesday she crossed to Kestel, where the harbour master showed her the broken crane and asked for another one.",
         "She is to fly home from Brunn on Friday, her office said, if the fog over the sound lifts in time."),
        "Mira Holt with pupils of the island school, 4 May 2021.", "Photo: Ada Quill/Harbour Times",
    ),
    Story(
        "Violinist’s train is late, hall waits", "Brunn Daily Post", "brunnpost.example", "Tomas Reed", dt.date(2019, 11, 20),
        "Two thousand people stayed in their seats for an hour and a half.",
        ("The violinist Lena Orr came to Brunn two hours late on Monday night because a tree had fallen on the line near Arden.",
         "Nobody left the hall, the manager said. She played without a rehearsal, in her travelling coat, and without her second violin.",
         "From Brunn she went on to Kestel by car early on Tuesday, and she was seen at the market there buying walnuts.",
         "Her next concert is planned for Saturday in Arden; the one in Skerry was cancelled because of the storm."),
        "Lena Orr leaves the station of Brunn on 18 November 2019.", "© Brunn Daily Post",
    ),
    Story(
        "Bishop begins journey through mountain parishes", "Kestel Observer", "kestelobserver.example", "Ines Vale", dt.date(2023, 8, 14),
        "He travels on foot, with a mule and a radio.",
        ("Bishop Paul Ferrant set out from Arden on Saturday on a journey of three weeks through the parishes of the mountains.",
         "He spent the first night in the village of Low Brunn, where the church has had no priest since the spring of last year.",
         "“I am told the road ends there,” he said on Sunday in Kestel. “We shall see, and if it does we shall walk on the stones.”",
         "Old people brought him cheese at the bridge, and he gave it to the mule, which is called Tuesday and eats everything."),
        "Bishop Ferrant and the mule on the pass above Low Brunn, August 13, 2023.", "(Kestel Observer/I. Vale)",
    ),
    Story(
        "Geologists home after a month on the ice", "Southland Science News", "southlandscience.example", "Per Aske", dt.date(2024, 2, 29),
        "Six people, four tents, two hundred kilos of stones.",
        ("Six geologists came back to Brunn on Wednesday after thirty-one days on the ice cap east of Cape Kestel.",
         "The party was flown to a camp at the edge of the ice on 28 January and moved it twice before the weather closed in.",
         "They lost a sledge in a crevasse on the way to the second camp and lived on oats for four days, the leader, Nora Lind, said.",
         "The stones are on a ship that is expected in Arden in the middle of March, together with the tents and the second sledge."),
        "The second camp on the ice, photographed on 11 February 2024.", "Image: N. Lind",
    ),
)  # fmt: skip

MENU = (
    "<ul>"
    + "".join(
        f'<li><a href="/{i}">{w}</a></li>'
        for i, w in enumerate(("Home", "News", "Wrongville", "Sport in Wrongville", "Opinion"))
    )
    + "</ul>"
)
RELATED = (
    '<h3>{0}</h3><ul><li><a href="/x">Minister arrives in Wrongville after a long trip</a><p>The visit to Wrongville on Friday 3 May 2019 was the first in years, and many people came to see it.</p></li>'
    '<li><a href="/y">Wrongville mayor flies to Wrongville</a></li></ul>'
)
COOKIES = "<p>We value your privacy. We and our partners in Wrongville use cookies to store and access information on a device.</p><button>Accept all in Wrongville</button>"
COMMENTS = "<h3>Comments</h3><div><b>wanderer77</b> <span>5 January 2025</span><p>I was in Wrongville with her last week, and she went on to Wrongville by train.</p></div>"


def paragraphs(story: Story, attributes: str = "") -> list[str]:
    return [f"<p{attributes}>{html.escape(p)}</p>" for p in story.paragraphs]


def with_linked_data(s: Story) -> str:
    """A newspaper on a common content management system: JSON-LD in a graph, Open Graph, sidebar, comments."""
    graph = [
        {"@type": "WebPage", "@id": f"https://{s.host}/a", "datePublished": "2015-01-01T00:00:00Z", "name": s.title},
        {"@type": "Organization", "@id": f"https://{s.host}/#org", "name": s.publisher},
        {"@type": "NewsArticle", "headline": s.title, "datePublished": f"{s.iso}T08:15:00+02:00", "dateModified": "2025-01-02T00:00:00Z",
         "author": {"@type": "Person", "name": s.author}, "publisher": {"@id": f"https://{s.host}/#org"}},
    ]  # fmt: skip
    body = paragraphs(s)
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{s.title} - {s.publisher}</title>
<link rel="canonical" href="https://{s.host}/a"><script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@graph": graph})}</script></head>
<body class="single"><div id="cookie-law-info-bar">{COOKIES}</div><header class="site-header"><a href="/">{s.publisher}</a><nav>{MENU}</nav></header>
<div id="content"><main><article class="post"><header class="entry-header"><h1 class="entry-title">{s.title}</h1><div class="entry-meta">By <a href="/author">{s.author}</a> | <time datetime="{s.iso}T08:15:00+02:00">{s.american}</time></div></header>
<figure class="wp-caption"><img src="a.jpg" alt=""><figcaption>{s.caption} {s.credit}</figcaption></figure><div class="entry-content">{"".join(body[:2])}
<div class="related-posts">{RELATED.format("Related")}</div>{"".join(body[2:])}</div>
<footer class="entry-footer">Filed under: <a>Wrongville</a></footer></article><section id="comments" class="comments-area">{COMMENTS}</section></main>
<aside class="sidebar">{RELATED.format("Most read")}</aside></div><footer>{s.publisher}, Wrongville Road 1</footer></body></html>"""


def without_metadata(s: Story) -> str:
    """An old page laid out with tables, without any metadata but its title."""
    cells = "<br>".join(f'<a href="{w}.html">{w}</a>' for w in ("Home", "News", "Wrongville", "Archive"))
    return f"""<html><head><title>{s.publisher}: {s.title}</title></head><body bgcolor="#ffffff"><center><font size="5"><b>{s.publisher}</b></font></center>
<table width="100%"><tr><td width="120" valign="top">{cells}</td><td valign="top"><h2>{s.title}</h2><i>by {s.author}</i><br>{s.british}<br><br>
<table align="right"><tr><td><img src="a.gif"></td></tr><tr><td><small>{s.caption} {s.credit}</small></td></tr></table>
{"".join(paragraphs(s))}</td></tr></table><hr><center><font size="1">Copyright {s.publisher}. All rights reserved. Wrongville.</font></center></body></html>"""


def amp(s: Story) -> str:
    data = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": f"{s.iso}T23:50:00+02:00",
        "publisher": {"@type": "Organization", "name": s.publisher},
    }
    return f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>{s.title}</title><script async src="v0.js"></script><script type="application/ld+json">{json.dumps(data)}</script></head>
<body><amp-sidebar id="menu"><nav>{MENU}</nav></amp-sidebar><header class="top-bar"><a href="/">{s.publisher}</a></header><article><h1>{s.title}</h1><p class="byline">{s.author}</p>
<figure><amp-img src="a.jpg"></amp-img><figcaption>{s.caption}</figcaption></figure>{paragraphs(s)[0]}<amp-ad type="x"><div fallback>Fly to Wrongville</div></amp-ad>{"".join(paragraphs(s)[1:])}</article>
<amp-consent id="consent"><div class="consent-box">{COOKIES}</div></amp-consent><section class="recommended">{RELATED.format("Recommended for you")}</section></body></html>"""


def live_blog(s: Story) -> str:
    data = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": s.title, "datePublished": f"{s.iso}T06:00:00Z", "publisher": {"name": s.publisher},
            "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Wrongville", "datePublished": "2025-01-01T00:00:00Z"}]}  # fmt: skip
    entries = "".join(f'<div class="live-entry"><h3>{9 + i}:30</h3>{p}</div>' for i, p in enumerate(paragraphs(s)))
    return f"""<!doctype html><html><head><title>{s.title} – live | {s.publisher}</title><script type="application/ld+json">{json.dumps(data)}</script></head>
<body><nav class="primary">{MENU}</nav><main><article><h1>{s.title}</h1><p class="standfirst">{s.lead}</p><div class="published">{s.british}</div><figure><img><figcaption>{s.caption} <span class="credit">{s.credit}</span></figcaption></figure>
{entries}</article><div class="most-viewed">{RELATED.format("Most viewed")}</div></main><div class="share-buttons">Share Wrongville</div></body></html>"""


def gallery(s: Story) -> str:
    figures = "".join(
        f'<div class="slide"><img src="{i}.jpg"><div class="caption">{html.escape(text)}</div></div>'
        for i, text in enumerate((s.caption, *s.paragraphs))
    )
    return f"""<!doctype html><html><head><meta property="og:title" content="{s.title} | {s.publisher}"><meta property="og:site_name" content="{s.publisher}"><meta property="article:published_time" content="{s.iso}T10:00:00+00:00"><title>In pictures: {s.title}</title></head>
<body><div role="navigation">{MENU}</div><div class="page"><h1>In pictures: {s.title}</h1><div class="slideshow">{figures}</div></div><div class="newsletter-signup"><p>Get Wrongville in your inbox every morning with our newsletter.</p></div></body></html>"""


def teaser(s: Story) -> str:
    """Two paragraphs, then a paywall."""
    data = {
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": s.iso,
        "isAccessibleForFree": False,
        "author": [{"name": s.author}],
        "publisher": {"name": s.publisher, "logo": {"@type": "ImageObject"}},
    }
    return f"""<!doctype html><html><head><title>{s.title} | {s.publisher}</title><script type="application/ld+json">[{json.dumps(data)}]</script></head><body><header><div class="logo">{s.publisher}</div>{MENU}</header>
<main><h1>{s.title}</h1><p class="lead">{s.lead}</p><div class="meta-info"><span>{s.author}</span> <span>{s.day.day:02}.{s.day.month:02}.{s.day.year}</span></div><figure><img alt="x"><figcaption>{s.caption}</figcaption></figure>{"".join(paragraphs(s)[:2])}
<div class="paywall-overlay"><h2>Read on with a subscription</h2><p>Subscribe now and read everything from Wrongville for one month, cancel at any time you like.</p></div></main><footer>{RELATED.format("Latest")}</footer></body></html>"""


def forum(s: Story) -> str:
    posts = "".join(
        f'<div class="post"><div class="postprofile"><a>{name}</a></div><div class="postbody"><p class="author">by {name} » {when}</p><div class="content">{text}</div></div></div>'
        for name, when, text in (
            (s.author, f"{s.day:%d %b %Y}, 14:02", "".join(paragraphs(s)[:2])),
            ("Bo", f"{s.day + dt.timedelta(1):%d %b %Y}, 08:40", "".join(paragraphs(s)[2:])),
        )
    )
    return f"""<!doctype html><html><head><title>{s.title} - {s.publisher}</title><link rel="canonical" href="https://{s.host}/viewtopic?t=3"></head><body><div id="page-header" class="navbar">{MENU}</div><div class="breadcrumbs">Board index » Trips » Wrongville</div>
<div id="page-body"><h2 class="topic-title">{s.title}</h2>{posts}<div class="attachment"><dl class="file"><dt><img alt="p.jpg"></dt><dd>{s.caption}</dd></dl></div></div><div id="page-footer" class="footer">{s.publisher} in Wrongville</div></body></html>"""


def hashed_classes(s: Story) -> str:
    """A site built by a program: class names that say nothing, state in a script, dates in time elements only."""
    state = json.dumps({"props": {"related": [{"title": "Wrongville", "date": "2018-01-01"}], "title": s.title}})
    return f"""<!DOCTYPE html><html lang="en"><head><meta property="og:title" content="{s.title}"/><meta property="og:site_name" content="{s.publisher}"/><title>{s.title} · {s.publisher}</title></head><body><div id="__next"><div class="css-1a2b"><nav class="css-9z">{MENU}</nav></div>
<div class="css-8k"><div class="css-3c"><h1 class="css-77">{s.title}</h1><div class="css-5f"><span>{s.author}</span><time class="css-6g" datetime="{s.iso}T05:30:00.000Z">2 hours ago</time></div></div><div class="css-2h"><picture><img src="x.jpg" alt="{s.caption}"/></picture></div>
<section class="css-4j">{"".join(paragraphs(s, ' class="css-at9"'))}</section></div><div class="RelatedArticles-module__x9">{RELATED.format("More stories")}</div><div id="onetrust-consent-sdk">{COOKIES}</div></div><script id="__NEXT_DATA__" type="application/json">{state}</script></body></html>"""


def blog(s: Story) -> str:
    return f"""<html><head><title>{s.publisher}: {s.title}</title><meta content="https://{s.host}/2020/blog.html" property="og:url"></head><body><div class="navbar section">Search this blog Wrongville</div><div class="header"><h1 class="title"><a href="/">{s.publisher}</a></h1></div>
<div class="main"><div class="date-outer"><h2 class="date-header"><span>{s.british}</span></h2><div class="post hentry"><h3 class="post-title entry-title">{s.title}</h3><div class="post-body">{"".join(paragraphs(s))}
<table class="tr-caption-container"><tr><td><img></td></tr><tr><td class="tr-caption">{s.caption}</td></tr></table></div><div class="post-footer">Posted by {s.author} at 22:10</div></div></div></div>
<div class="sidebar"><h2>Blog Archive</h2>{MENU}</div><div id="comments">{COMMENTS}</div></body></html>"""


def press_release(s: Story) -> str:
    return f"""<!doctype html><html lang="en"><head><title>{s.title} | {s.publisher}</title><meta name="dcterms.issued" content="{s.iso}"><meta name="dcterms.title" content="{s.title}"><meta name="dcterms.publisher" content="{s.publisher}"></head><body>
<div id="skiplinks"><a href="#main">Skip to main content</a></div><div id="header" class="masthead">{s.publisher}{MENU}</div><div class="breadcrumb">Home &gt; Newsroom &gt; Wrongville</div><div id="main" role="main"><p class="label">Press release</p><h1>{s.title}</h1><p class="date">{s.american}</p>
{"".join(paragraphs(s))}<p class="caption">{s.caption}</p><h2>Media contact</h2><p>Press office, Wrongville, 555 0100</p></div><div id="footer">{s.publisher}, Wrongville</div></body></html>"""


def archived(s: Story) -> str:
    """A page from an archive of the web, with the archive's toolbar above it and dates in microdata."""
    return f"""<!DOCTYPE html><html><head><title>{s.title} &laquo; {s.publisher}</title><meta name="publisher" content="{s.publisher}"></head><body><div id="wm-ipp-base" class="toolbar" lang="en">The Archive: 37 captures 2 Jan 2015 – 9 Dec 2024 Wrongville</div>
<div class="wrap"><div class="menu">{MENU}</div><div class="story" itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{s.title}</h1><span itemprop="author">{s.author}</span><span class="datum" itemprop="datePublished" content="{s.iso}">{s.day:%d/%m/%y}</span>
<div class="img"><img><span class="caption">{s.caption}</span></div><div itemprop="articleBody">{"".join(paragraphs(s))}</div></div><div class="teasers">{RELATED.format("Also in the news")}</div></div></body></html>"""


def agency(s: Story) -> str:
    """Open Graph only; the site's name is the first heading, and the date is that of Greenwich."""
    after = s.day + dt.timedelta(days=1)
    return f"""<!doctype html><html><head><meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.publisher}"><meta property="article:published_time" content="{after.isoformat()}T02:10:00Z"><meta property="article:modified_time" content="2025-01-01T00:00:00Z"></head><body>
<h1 class="logo"><a href="/">{s.publisher}</a></h1><div class="topnav">{MENU}</div><div class="Article"><h2>{s.title}</h2><div class="Component-byline">By {s.author.upper()}</div><div class="Component-dateline">Published 10:10 PM EDT, {s.american}</div>
<div class="LeadImage"><img><div class="caption">{s.caption} {s.credit}</div></div>{"".join(paragraphs(s))}<p>____</p><p>Follow {s.publisher} on Facebook for more from Wrongville</p></div><div class="PageListEnhancement">{RELATED.format("More from the agency")}</div></body></html>"""


def print_view(s: Story) -> str:
    return f"""<html><head><title>{s.publisher} - Print this article</title></head><body onload="window.print()"><p>{s.publisher}</p><h1>{s.title}</h1><p>{s.author}</p><p>{s.british}</p>{"".join(paragraphs(s))}<p><em>{s.caption}</em></p>
<p>Source: {s.publisher}</p><p>https://{s.host}/news/a</p></body></html>"""


def magazine(s: Story) -> str:
    """Lists, a table, a boxed teaser in the middle of the text, and the date at the end."""
    body = paragraphs(s)
    return f"""<!doctype html><html><head><title>{s.title} » {s.publisher}</title></head><body><div class="top"><span class="brand">{s.publisher}</span>{MENU}</div><div id="article"><div class="kicker">Journeys</div><h1>{s.title}</h1><p class="intro">{s.lead}</p>{body[0]}
<div class="teaser-box"><strong>Also read</strong><p><a href="/w">A week in Wrongville, with the people who live there</a></p></div>{"".join(body[1:])}<figure><img><figcaption><p>{s.caption}</p></figcaption></figure><p class="published">First published on {s.american} in {s.publisher}.</p></div>
<div class="footer-links">{MENU}</div><div role="dialog" aria-label="cookies">{COOKIES}</div></body></html>"""


def newsletter_site(s: Story) -> str:
    return f"""<!DOCTYPE html><html><head><title>{s.title} - by {s.author} - {s.publisher}</title><meta property="og:title" content="{s.title}"><meta property="og:description" content="Wrongville"><meta name="author" content="{s.author}"><script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": s.title, "datePublished": s.iso + "T09:00:00+00:00", "publisher": {"@type": "Organization", "name": s.publisher}})}</script></head><body><div class="main-menu"><a>{s.publisher}</a><button>Subscribe</button><button>Sign in to Wrongville</button></div><div class="post typography"><div class="post-header"><h1 class="post-title">{s.title}</h1><h3 class="subtitle">{s.lead}</h3><div class="byline-wrapper"><a>{s.author}</a><div>{s.day:%b} {s.day.day:02}, {s.day.year}</div></div><div class="like-button">∙ 12 likes</div></div><div class="available-content"><div class="body markup">{"".join(paragraphs(s))}<div class="captioned-image-container"><figure><a><img></a><figcaption class="image-caption">{s.caption}</figcaption></figure></div><div class="subscription-widget"><p>Thanks for reading Wrongville! Subscribe for free to receive new posts.</p></div></div></div></div><div class="comments-page"><h4>Discussion about this post</h4><p>I went to Wrongville with her and it was a nice trip to make in the summer.</p></div></body></html>"""


def content_manager(s: Story) -> str:
    return f"""<!DOCTYPE html><html lang="en" prefix="og: http://ogp.me/ns#"><head><title>{s.title} | {s.publisher}</title><meta name="dcterms.date" content="{s.iso}T12:00+01:00"></head><body class="html page-node"><div id="skip-link"><a href="#main-content">Skip to main content</a></div><div class="region region-header"><div id="site-name"><a href="/">{s.publisher}</a></div><ul class="menu"><li><a>Wrongville</a></li><li><a>News</a></li></ul></div><div id="main"><div class="region-content"><h1 class="page-header">{s.title}</h1><div class="node node-article"><div class="submitted">Submitted by {s.author} on {s.british} - 10:42</div><div class="field-image"><img typeof="foaf:Image" alt="{s.caption}"></div><div class="field-body">{"".join(paragraphs(s))}</div><div class="field-tags"><div class="field-label">Tags:</div><div class="field-item"><a>Wrongville</a></div></div><ul class="links"><li><a>Log in to post comments about Wrongville</a></li></ul></div></div><div class="region-sidebar-second"><h2>Recent content</h2><ul><li><a>Old things from Wrongville</a></li></ul></div></div><div class="region-footer"><p>Copyright {s.publisher}, Wrongville</p></div></body></html>"""


def page_made_by_hand(s: Story) -> str:
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>{s.title}</title></head><body><p align="center"><b>{s.publisher}</b></p><p align="center">{s.british}</p><hr><h2 align="center">{s.title}</h2><p>By {s.author}</p>{"".join(paragraphs(s))}<p align="center"><img src="a.jpg"><br><i>{s.caption}</i></p><hr><p><a href="index.htm">Back to the front page of Wrongville</a></p></body></html>"""


def television_site(s: Story) -> str:
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title} | {s.publisher}</title><meta property="og:site_name" content="{s.publisher}"><meta property="og:title" content="{s.title} | {s.publisher}"><meta property="article:published_time" content="{s.iso}T14:03:22Z"></head><body><header class="Header"><a>Menu</a><span>{s.publisher}</span></header><div class="Breaking"><a href="/w">BREAKING: Fire in Wrongville</a></div><main class="Main"><article><div class="Eyebrow"><a>World</a></div><h1>{s.title}</h1><ul class="KeyPoints"><li>{s.lead}</li></ul><div class="Byline"><span>By {s.author}</span><span>Published {s.day:%b} {s.day.day}, {s.day.year} at 2:03 PM EST</span><span>Updated Jan 3, 2025</span></div><div class="Lead"><video></video><div class="Caption-text">{s.caption} <span class="Credit">{s.credit}</span></div></div><div class="Text">{"".join(paragraphs(s)[:2])}<aside><h4>Also read</h4><a>Trains to Wrongville</a></aside><div class="inline-newsletter">Sign up for Wrongville Morning</div>{"".join(paragraphs(s)[2:])}</div></article><section class="TrendingNow"><h2>Trending Now</h2><ol><li><a>Wrongville this week in pictures for all to see</a></li></ol></section></main><footer><nav>Wrongville</nav></footer></body></html>"""


def wiki(s: Story) -> str:
    return f"""<!DOCTYPE html><html><head><title>{s.title} - {s.publisher}</title></head><body class="mediawiki"><div id="mw-page-base"></div><div id="content" class="mw-body"><h1 id="firstHeading" class="firstHeading">{s.title}</h1><div id="bodyContent"><div id="siteSub">From {s.publisher}, the free news source</div><div id="mw-content-text"><p><strong class="published"><span class="value-title" title="{s.iso}"></span>{s.british}</strong></p><div class="infobox noprint"><b>Wrongville</b><ul><li><a>Other stories from Wrongville</a></li></ul></div><div class="thumb tright"><div class="thumbinner"><img><div class="thumbcaption">{s.caption}</div></div></div>{"".join(paragraphs(s))}<h2><span class="mw-headline">Sources</span></h2></div></div></div><div id="mw-navigation"><h2>Navigation menu</h2><ul><li><a>Main page</a></li><li><a>Wrongville portal</a></li></ul></div></body></html>"""


def old_weblog(s: Story) -> str:
    return f"""<!DOCTYPE html><html><head><title>{s.publisher} » Blog Archive » {s.title}</title><meta name="generator" content="WordPress 2.5"></head><body><div id="page"><div id="header"><h1><a href="/">{s.publisher}</a></h1><div class="description">Just another Wrongville weblog</div></div><div id="content" class="widecolumn"><div class="navigation"><div class="alignleft">« <a>Wrongville again</a></div></div><div class="post"><h2>{s.title}</h2><small>{s.day:%B} {s.day.day}th, {s.day.year} <!-- by x --></small><div class="entry">{"".join(paragraphs(s))}<div id="attachment_12" class="wp-caption alignnone"><img><p class="wp-caption-text">{s.caption}</p></div><p class="postmetadata alt"><small>This entry was posted on {s.british} at 9:12 pm and is filed under Wrongville. You can follow any responses to this entry through the RSS feed.</small></p></div></div><h3 id="comments">3 Responses to “{s.title}”</h3><ol class="commentlist"><li><cite>Bo</cite> Says: <small>January 5th, 2025</small><p>We were in Wrongville last week with my aunt and she loved it.</p></li></ol></div></div></body></html>"""


def public_broadcaster(s: Story) -> str:
    """The name of the station only in its logo and the window's title; the day behind “As of”."""
    return f"""<!doctype html><html lang="en"><head><title>{s.title} | {s.publisher}</title><meta name="date" content="{s.iso}T07:45:00+0100"><meta property="og:title" content="{s.title}"></head><body><div class="skip"><a href="#c">Jump to content</a></div><header role="banner"><a class="logo"><img alt="{s.publisher}" src="l.svg"></a><nav>{MENU}</nav></header><main id="c"><div class="story"><p class="topline">Islands</p><h1><span class="hl__main">{s.title}</span></h1><p class="metatextline">As of: {s.british}, 07:45</p><div class="image"><img alt=""><p class="bildunterschrift">{s.caption} | {s.credit}</p></div>{"".join(paragraphs(s))}</div><div class="teaser-list">{RELATED.format("More on this")}</div></main><footer role="contentinfo">{MENU}© {s.publisher}</footer></body></html>"""


def government(s: Story) -> str:
    """The date and who it is from in a list of definitions."""
    return f"""<!DOCTYPE html><html lang="en" class="govuk-template"><head><title>{s.title} - {s.publisher}</title><meta property="og:site_name" content="{s.publisher}"><meta property="og:type" content="article"></head><body><div class="gem-c-cookie-banner">{COOKIES}</div><header class="gem-c-layout-super-navigation-header">{MENU}</header><div class="govuk-breadcrumbs"><ol><li>Home</li><li>Wrongville</li></ol></div><main><span class="govuk-caption-xl">News story</span><h1 class="gem-c-title__text">{s.title}</h1><p class="gem-c-lead-paragraph">{s.lead}</p><dl class="gem-c-metadata"><dt>From:</dt><dd><a>{s.publisher}</a></dd><dt>Published</dt><dd>{s.day.day} {s.day:%B %Y}</dd><dt>Last updated</dt><dd>3 January 2025</dd></dl><figure class="image embedded"><div class="img"><img alt=""></div><figcaption><p>{s.caption}</p></figcaption></figure><div class="govspeak">{"".join(paragraphs(s))}</div><div class="gem-c-share-links"><h2>Share this page</h2><a>Share Wrongville</a></div><div class="published-dates">Published {s.day.day} {s.day:%B %Y}</div></main><div class="gem-c-feedback">Is this page useful? Wrongville</div></body></html>"""


def site_builder(s: Story) -> str:
    """Author, date and reading time run into each other in spans."""
    return f"""<!doctype html><html><head><title>{s.publisher} | {s.title}</title></head><body><div id="SITE_HEADER"><div data-testid="siteName">{s.publisher}</div><div id="menu-1">{MENU}</div></div><div id="PAGES_CONTAINER"><div data-hook="post"><div data-hook="post-header"><span data-hook="user-name">{s.author}</span><span data-hook="time-ago">{s.day:%b} {s.day.day}, {s.day.year}</span><span>3 min read</span></div><div data-hook="post-title"><h1>{s.title}</h1></div><div data-hook="post-description">{"".join(f'<div class="para"><span>{p}</span></div>' for p in map(html.escape, s.paragraphs))}<div data-hook="image-viewer"><img><div data-hook="caption"><span>{s.caption}</span></div></div></div></div><div data-hook="related-posts">{RELATED.format("Recent Posts")}</div></div><div id="SITE_FOOTER">{s.publisher} Wrongville</div></body></html>"""


def home_page(s: Story) -> str:
    """An old home page: its owner's name is the first heading, paragraphs are never closed."""
    return f"""<HTML><HEAD><TITLE>{s.title}</TITLE></HEAD><BODY BACKGROUND="x.gif"><CENTER><H1>{s.publisher}</H1></CENTER><HR><CENTER><A HREF="i.htm">Home</A> | <A HREF="w.htm">Wrongville</A> | <A HREF="g.htm">Guestbook</A></CENTER><HR><H2>{s.title}</H2><FONT SIZE=-1>{s.author}, {s.british}</FONT>{"".join(f"<P>{p}" for p in map(html.escape, s.paragraphs))}<P><IMG SRC="a.jpg"><BR><FONT SIZE=-1>{s.caption}</FONT><HR><ADDRESS>{s.publisher}</ADDRESS></BODY></HTML>"""


def agency_site(s: Story) -> str:
    """A publisher named in the window's title and the copyright line only."""
    return f"""<!doctype html><html><head><title>{s.title} :: {s.publisher}</title><meta property="article:publisher" content="https://www.facebook.com/x"><meta itemprop="datePublished" content="{s.iso}"></head><body><div class="lang-switch"><a>RU</a><a>EN</a></div><div class="header">{MENU}</div><div class="news"><div class="news__date">{s.day.day} {s.day:%b %Y}, 16:20</div><h1 class="news__title">{s.title}</h1><div class="news__lead">{s.lead}</div><div class="news__photo"><img><div class="news__photo-caption">{s.caption}</div><div class="news__photo-author">{s.credit}</div></div>{"".join(paragraphs(s))}<div class="tags">Tags: <a>Wrongville</a></div></div><div class="sidebar-news">{RELATED.format("Latest news")}</div><div class="copyright">© 1999–2025 {s.publisher}. Wrongville</div></body></html>"""


def radio_site(s: Story) -> str:
    """A player above the text, a teaser box in it."""
    return f"""<!doctype html><html><head><title>{s.title} : {s.publisher}</title><meta property="og:site_name" content="{s.publisher}"><meta name="date" content="{s.iso}"></head><body><header><nav aria-label="primary">{MENU}</nav></header><main><article class="story"><div class="slug"><h3><a>World</a></h3></div><div class="storytitle"><h1>{s.title}</h1></div><div id="story-meta"><div class="dateblock"><time datetime="{s.iso}T16:00:00-05:00"><span class="date">{s.american}</span><span class="time">4:00 PM ET</span></time></div><div class="byline"><p>{s.author}</p></div></div><div class="audio-module"><b>Listen · 3:49</b><a>Download Wrongville</a></div><div class="storytext"><div class="bucketwrap image large"><img><div class="credit-caption"><div class="caption-wrap"><div class="caption"><p>{s.caption} <b class="credit">{s.credit}</b></p></div></div></div></div>{"".join(paragraphs(s))}<div class="bucketwrap internallink"><h3>Related: <a>Wrongville sees the minister off</a></h3></div></div></article></main><aside>{RELATED.format("More stories from us")}</aside></body></html>"""


LAYOUTS: tuple[Callable[[Story], str], ...] = (
    with_linked_data, without_metadata, amp, live_blog, gallery, teaser, forum, hashed_classes, blog, press_release,
    archived, agency, print_view, magazine, newsletter_site, content_manager, page_made_by_hand, television_site, wiki,
    old_weblog, public_broadcaster, government, site_builder, home_page, agency_site, radio_site,
)  # fmt: skip
