"""Pages, mails and exports as further publishing systems make them, filled with the stories of ``reading_layouts``.

Everything around the article says "Wrongville", and nothing in the article does.
"""

# ruff: noqa: E501 (markup)

from __future__ import annotations

import base64
import html
import json
import quopri
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage

from reading_layouts import COOKIES, MENU, RELATED, Story, paragraphs


@dataclass(frozen=True)
class Made:
    """How a system writes a story, and what of it a reader can know from that."""

    make: Callable[[Story], str | bytes]
    suffix: str = ".html"
    unknown: frozenset[str] = field(default_factory=frozenset)
    """Of title, publisher, author, date and caption what the system does not write."""


def block_theme(s: Story) -> str:
    """A blog system's block theme with a metadata plugin and a plugin for related posts."""
    graph = [{"@type": "WebSite", "@id": f"https://{s.host}/#website", "name": s.publisher}, {"@type": "Article", "@id": f"https://{s.host}/x/#article", "isPartOf": {"@id": f"https://{s.host}/x/"}, "author": {"name": s.author, "@id": f"https://{s.host}/#/schema/person/1"}, "headline": s.title, "datePublished": f"{s.iso}T07:11:52+00:00", "dateModified": "2025-01-01T00:00:00+00:00"}, {"@type": "Person", "@id": f"https://{s.host}/#/schema/person/1", "name": s.author}]  # fmt: skip
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"/><title>{s.title} - {s.publisher}</title><meta property="og:type" content="article"/><meta property="og:site_name" content="{s.publisher}"/><meta property="article:published_time" content="{s.iso}T07:11:52+00:00"/><script type="application/ld+json" class="yoast-schema-graph">{json.dumps({"@context": "https://schema.org", "@graph": graph})}</script></head>
<body class="post-template-default single wp-embed-responsive"><div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group"><p class="wp-block-site-title"><a href="/">{s.publisher}</a></p><nav class="wp-block-navigation">{MENU}</nav></div></header>
<main class="wp-block-group has-global-padding"><figure class="wp-block-post-featured-image"><img src="a.jpg" alt=""/></figure><h1 class="wp-block-post-title">{s.title}</h1><div class="wp-block-group"><div class="wp-block-post-date"><time datetime="{s.iso}T07:11:52+00:00">{s.american}</time></div><p class="has-small-font-size">by</p><div class="wp-block-post-author-name"><a>{s.author}</a></div><div class="taxonomy-category wp-block-post-terms"><a>Wrongville</a></div></div>
<div class="entry-content wp-block-post-content is-layout-constrained">{"".join(paragraphs(s))}<figure class="wp-block-image size-large"><img src="b.jpg" alt=""/><figcaption class="wp-element-caption">{s.caption} {s.credit}</figcaption></figure><div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a>Tweet Wrongville</a></li></ul></div><div id="jp-relatedposts" class="jp-relatedposts">{RELATED.format("Related")}</div></div>
<nav class="wp-block-group" aria-label="Post navigation"><div class="post-navigation-link-previous wp-block-post-navigation-link"><span>Previous:</span> <a>All about Wrongville</a></div></nav><div class="wp-block-comments"><h2 class="wp-block-comments-title">2 responses</h2><ol class="wp-block-comment-template"><li><div class="wp-block-comment-author-name">Jo</div><div class="wp-block-comment-content"><p>Lovely. We went to Wrongville with her in June and stayed a week.</p></div></li></ol></div></main><footer class="wp-block-template-part"><p>Designed in Wrongville</p></footer></div></body></html>"""


def newsletter_platform(s: Story) -> str:
    """A newsletter platform: the other posts' data in attributes, a subscribe form in the text, likes and a chat."""
    other = html.escape(
        json.dumps(
            {
                "title": "Wrongville in the rain",
                "publishedBylines": [{"name": "Nobody"}],
                "post_date": "2019-01-01T00:00:00Z",
            }
        )
    )
    return f"""<!DOCTYPE html><html lang="en"><head><title data-rh="true">{s.title} - by {s.author} - {s.publisher}</title><meta data-rh="true" property="og:type" content="article"/><meta data-rh="true" property="og:title" content="{s.title}"/><meta data-rh="true" name="author" content="{s.author}"/><script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": s.iso + "T06:03:11+00:00", "author": [{"@type": "Person", "name": s.author}], "publisher": {"@type": "Organization", "name": s.publisher}})}</script></head><body>
<div id="entry"><div class="main-menu-content"><h1 class="title-oOnUGd"><a href="/">{s.publisher}</a></h1><button>Subscribe</button><button>Sign in</button></div><div class="single-post-container"><div class="single-post"><article class="typography newsletter-post post"><div class="post-header"><h1 dir="auto" class="post-title published title-X77sOw">{s.title}</h1><h3 dir="auto" class="subtitle">{s.lead}</h3><div class="pencraft pc-display-flex byline-wrapper"><div class="pencraft"><a href="https://x.example/@a">{s.author}</a></div><div class="pencraft meta-EgzBVA">{s.day:%b} {s.day.day:02d}, {s.day.year}</div></div><div class="post-ufi"><a class="post-ufi-button">27</a><a class="post-ufi-button">Share</a></div></div>
<div><div class="available-content"><div dir="auto" class="body markup">{"".join(paragraphs(s)[:2])}<div class="captioned-image-container"><figure><a class="image-link"><div class="image2-inset"><picture><img src="a.jpg" alt=""></picture></div></a><figcaption class="image-caption">{s.caption}</figcaption></figure></div><div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">News from Wrongville is a reader-supported publication. To receive new posts, consider becoming a subscriber.</p></div></div></div><div class="digest-post-embed" data-attrs="{other}"><a><h2>Wrongville in the rain</h2></a></div>{"".join(paragraphs(s)[2:])}<p class="button-wrapper"><a class="button primary"><span>Share Wrongville</span></a></p></div></div></div></article><div class="comments-section"><h4>Discussion about this post</h4><div class="comment"><span>Bo</span><p>I was in Wrongville that week and saw her at the station with two bags.</p></div></div></div></div><div class="footer"><p>© 2025 {s.publisher} · Privacy ∙ Terms · Wrongville is the home for great culture</p></div></div></body></html>"""


def story_platform(s: Story) -> str:
    """A platform for stories: hashed classes, claps, a call to enlarge pictures, recommended stories."""
    cards = "".join(
        f'<article><div class="ab cm"><h2>Why I left Wrongville for good, part {i}</h2><p>Three things that I learned in Wrongville when I walked there from home in May.</p><span>Jan {i}, 2025</span></div></article>'
        for i in (3, 4)
    )
    return f"""<!doctype html><html lang="en"><head><title>{s.title} | by {s.author} | {s.publisher} | Storyboard</title><meta property="og:site_name" content="Storyboard"><meta property="og:title" content="{s.title}"><meta property="article:published_time" content="{s.iso}T05:12:44.118Z"><meta name="author" content="{s.author}"><script type="application/ld+json">{json.dumps({"@context": "http://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": s.iso + "T05:12:44.118Z", "author": {"@type": "Person", "name": s.author}, "publisher": {"@type": "Organization", "name": s.publisher}})}</script></head><body><div id="root"><div class="a b c"><div class="d"><a>Open in app</a><a>Sign up</a><a>Write in Wrongville</a></div><div class="l"><article><div class="l"><section><div class="gn go"><h1 id="9a" class="pw-post-title gp gq gr" data-testid="storyTitle">{s.title}</h1><h2 class="pw-subtitle-paragraph hh">{s.lead}</h2><div class="hi hj"><a data-testid="authorName">{s.author}</a><span>·</span><button>Follow</button><div><a>{s.publisher}</a><span data-testid="storyReadTime">4 min read</span><span>·</span><span data-testid="storyPublishDate">{s.day:%b} {s.day.day}, {s.day.year}</span></div></div><div class="pw-multi-vote-count"><button>1.2K</button></div></div>
{"".join(paragraphs(s, ' class="pw-post-body-paragraph nh ni nj"')[:1])}<figure class="ok ol"><div role="button" class="om"><span class="fj">Press enter or click to view image in full size</span><picture><img alt="" src="a.jpg"></picture></div><figcaption class="oy oz pa">{s.caption} {s.credit}</figcaption></figure>{"".join(paragraphs(s, ' class="pw-post-body-paragraph nh ni nj"')[1:])}</section></div></article></div><div class="footer-tags"><a>Wrongville</a><a>Travel</a></div><div class="responses"><h2>Responses (2)</h2><pre>Wrongville is not far from there, and I have walked it twice with my sister.</pre></div><div class="recs"><h2>Recommended from Storyboard</h2>{cards}</div></div></div></body></html>"""


def publishing_cms(s: Story) -> str:
    """A modern publishing system with cards in the text: bookmarks, a call-out, a form to sign up."""
    return f"""<!DOCTYPE html><html lang="en"><head><title>{s.title}</title><meta property="og:site_name" content="{s.publisher}"><meta property="og:type" content="article"><meta property="article:published_time" content="{s.iso}T10:00:12.000Z"><meta property="article:modified_time" content="2025-03-03T10:00:12.000Z"><meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="{s.author}"></head><body class="post-template"><div class="gh-viewport"><header id="gh-navigation" class="gh-navigation"><a class="gh-navigation-logo" href="/">{s.publisher}</a><nav class="gh-navigation-menu">{MENU}</nav></header><main class="gh-main"><article class="gh-article post no-image"><header class="gh-article-header gh-canvas"><a class="gh-article-tag">Wrongville</a><h1 class="gh-article-title is-title">{s.title}</h1><p class="gh-article-excerpt is-body">{s.lead}</p><div class="gh-article-meta"><h4 class="gh-article-author-name"><a>{s.author}</a></h4><div class="gh-article-meta-content"><time class="gh-article-meta-date" datetime="{s.iso}">{s.day:%d %b %Y}</time><span class="gh-article-meta-length"><span class="bull">—</span> 3 min read</span></div></div></header>
<section class="gh-content gh-canvas is-body">{"".join(paragraphs(s)[:2])}<figure class="kg-card kg-image-card kg-card-hascaption"><img src="a.jpg" class="kg-image" alt=""><figcaption><span style="white-space: pre-wrap;">{s.caption}</span></figcaption></figure><figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container"><div class="kg-bookmark-content"><div class="kg-bookmark-title">The road to Wrongville</div><div class="kg-bookmark-description">What happened on the road to Wrongville when it rained for a week in spring.</div></div></a></figure><div class="kg-card kg-signup-card"><h2>Sign up for Wrongville</h2><p>One mail a week from our desk in Wrongville, never more than that.</p></div>{"".join(paragraphs(s)[2:])}</section></article><div class="gh-comments gh-canvas"><section class="gh-comments-section">{COMMENTS_SCRIPT}</section></div></main><section class="gh-container is-grid"><h2 class="gh-container-title">Read more</h2><article class="gh-card post"><h3 class="gh-card-title">Wrongville, again</h3><p class="gh-card-excerpt">The mayor of Wrongville came back from a long journey on Monday.</p><time datetime="2024-12-24">24 Dec 2024</time></article></section><footer class="gh-footer">Powered by Wrongville</footer></div></body></html>"""


COMMENTS_SCRIPT = '<script data-ghost-comments="x" src="https://cdn.example/comments.js"></script>'


def free_blog_host(s: Story) -> str:
    """A free host of blogs: date above the title, text parted by line breaks, captions in tables, an archive."""
    text = "<br /><br />".join(html.escape(p) for p in s.paragraphs)
    return f"""<!DOCTYPE html><html class='v2' dir='ltr' lang='en'><head><meta content='blogger' name='generator'/><title>{s.publisher}: {s.title}</title><meta content='{s.title}' property='og:title'/></head><body class='loading'><div class='navbar section' id='navbar'><iframe></iframe></div><div class='header-outer'><div class='header section' id='header'><div class='widget Header'><div class='titlewrapper'><h1 class='title'><a href='/'>{s.publisher}</a></h1></div><div class='descriptionwrapper'><p class='description'><span>Letters from Wrongville and elsewhere, since I retired from the railway.</span></p></div></div></div></div>
<div class='main section' id='main'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'><div class="date-outer"><h2 class='date-header'><span>{s.day:%A}, {s.day:%B} {s.day.day}, {s.day.year}</span></h2><div class="date-posts"><div class='post-outer'><div class='post hentry uncustomized-post-template'><h3 class='post-title entry-title'>{s.title}</h3><div class='post-header'></div><div class='post-body entry-content' id='post-body-73'><table align="center" cellpadding="0" class="tr-caption-container"><tbody><tr><td><img border="0" src="a.jpg" /></td></tr><tr><td class="tr-caption">{s.caption}</td></tr></tbody></table><br />{text}<div style='clear: both;'></div></div><div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Posted by <span class='fn'>{s.author}</span></span> <span class='post-timestamp'>at <a class='timestamp-link' href='#'><abbr class='published' title='{s.iso}T21:04:00+02:00'>9:04 PM</abbr></a></span></div><div class='post-footer-line'><span class='post-labels'>Labels: <a>Wrongville</a></span></div></div></div><div class='comments' id='comments'><h4>1 comment:</h4><dl id='comments-block'><dt class='comment-author'>Rita said...</dt><dd class='comment-body'><p>Were you in Wrongville as well? We spent our holidays there in 2011.</p></dd></dl></div></div></div></div></div></div></div><div class='column-right-outer'><div class='widget BlogArchive' id='BlogArchive1'><h2>Blog Archive</h2><ul class='hierarchy'><li class='archivedate expanded'>2024 (3)<ul class='posts'><li><a>Three days in Wrongville</a></li></ul></li></ul></div><div class='widget Profile'><h2>About Me</h2><dd class='profile-textblock'>I was born in Wrongville in 1950 and drove trains.</dd></div></div></body></html>"""


def ministry_portal(s: Story) -> str:
    """A ministry's portal: one big form, ids of controls, the date in a span, counters and text sizes."""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml"><head id="ctl00_Head1"><title>
	{s.publisher} : {s.title}
</title><meta name="GENERATOR" content="Portal Server"/></head><body><form name="aspnetForm" method="post" action="page.aspx" id="aspnetForm"><div><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{base64.b64encode(b"Wrongville" * 40).decode()}"/></div><div id="ctl00_topbar"><a id="ctl00_lnkSkip" href="#c">Skip to main content</a> | Text size <a>A-</a> <a>A</a> <a>A+</a> | <span id="ctl00_lblVisitors">Visitors: 18,203 since Wrongville</span></div><div id="ctl00_banner"><img src="logo.png" alt="{s.publisher}"/></div><div id="ctl00_Menu1">{MENU}</div><div class="breadcrumb"><a>Home</a> &gt; <a>Media Centre</a> &gt; <a>Wrongville</a></div>
<table width="100%" cellpadding="0"><tr><td class="leftcol"><div id="ctl00_QuickLaunch"><a>Press Releases</a><br/><a>Speeches in Wrongville</a><br/><a>Tenders</a></div></td><td class="maincol"><a name="c"></a><span id="ctl00_ContentPlaceHolder1_lblTitle" class="PageTitle">{s.title}</span><br/><span id="ctl00_ContentPlaceHolder1_lblDate" class="PageDate">{s.day:%d} {s.day:%B}, {s.day.year}</span><div id="ctl00_ContentPlaceHolder1_divImage"><img src="a.jpg" alt=""/><br/><span id="ctl00_ContentPlaceHolder1_lblCaption" class="ImageCaption">{s.caption}</span></div><div id="ctl00_ContentPlaceHolder1_RichHtmlField">{"".join(f'<div style="text-align: justify;"><span style="font-size: 12pt;">{html.escape(p)}</span></div><div>&#160;</div>' for p in s.paragraphs)}</div><div class="page-tools"><a>Print</a> <a>E-mail</a> <a>Share Wrongville</a></div><div class="related-docs"><h3>Related Links</h3><ul><li><a>Minister addresses the parliament in Wrongville</a></li></ul></div></td></tr></table><div id="ctl00_footer"><p>© {s.publisher}, Wrongville Avenue. Last updated: 3 March 2025</p></div></form></body></html>"""


def office_transcript(s: Story) -> str:
    """A head of state's office: the meeting's date, hour and place, a slider of dated pictures, the transcript."""
    spoken = "".join(
        f"<p><b>Mr Speaker{' of the House' * (i == 2)}:</b> {html.escape(p)}</p>" for i, p in enumerate(s.paragraphs)
    )
    return f"""<!DOCTYPE html><html class="no-js" lang="en"><head><title>{s.title} • {s.publisher}</title><meta name="description" content="{s.lead}"/><meta property="og:title" content="{s.title}"/><meta property="og:site_name" content="{s.publisher}"/></head><body class="" data-lang="en"><header class="masthead"><a class="logo">{s.publisher}</a><nav class="topnav">{MENU}</nav><form><input placeholder="Search Wrongville"/></form></header><main role="main"><div class="page lpv"><article class="hentry h-entry read"><div class="read__top"><h1 class="entry-title p-name" itemprop="name">{s.title}</h1><div class="read__lead entry-summary p-summary" itemprop="description"><div>{s.lead}</div></div><div class="read__meta"><time class="read__published" datetime="{s.iso}" itemprop="datePublished">{s.american}</time><div class="read__time">14:10</div><div class="read__place p-location"><i>The residence, Arden</i></div></div></div><div class="slider slider_in-read"><div class="slider__item" data-text="{html.escape(s.caption)}"><img src="a.jpg" alt=""/><div class="slider__text">{s.caption}</div></div><div class="slider__count">1 of 5</div></div>
<div class="entry-content e-content read__internal_content" itemprop="articleBody">{spoken}<p class="read__more">&lt;…&gt;</p></div><div class="read__tags"><h3>Topics</h3><ul><li><a>Wrongville</a></li></ul></div></article><div class="read__bottommeta"><h4>Publication status</h4><p>Published in sections: <a>News</a>, <a>Transcripts from Wrongville</a></p><p>Publication date: <b>{s.american}, 14:10</b></p><p>Direct link: {s.host}/d/12345</p></div><div class="read__also"><h2>See also</h2><div class="hentry"><h3>Meeting with the governor of Wrongville</h3><time>January 3, 2025, 12:00</time></div></div></div></main><footer class="footer"><p>All content on this site is licensed under Creative Commons Attribution 4.0 International. Wrongville.</p></footer></body></html>"""


def components_site(s: Story) -> str:
    """A broadcaster's site of components: hashed classes, data-component, captions with a hidden label, app data."""
    text = "".join(
        f'<div data-component="text-block" class="sc-{i}"><p class="sc-eb7bd5f6-0 fezwLZ">{html.escape(p)}</p></div>'
        for i, p in enumerate(s.paragraphs)
    )
    links = '<div data-component="links-block" class="sc-x"><ul><li><a>Wrongville: a town that moved</a></li><li><a>The minister and Wrongville</a></li></ul></div>'
    first, rest = text.split("</div>", 1)
    return f"""<!DOCTYPE html><html lang="en-GB"><head><title>{s.title} - {s.publisher}</title><meta property="og:title" content="{s.title}"/><meta property="og:site_name" content="{s.publisher}"/><script type="application/ld+json">{json.dumps({"@context": "http://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": s.iso + "T16:03:01.000Z", "dateModified": "2025-01-01T00:00:00Z", "publisher": {"@type": "NewsMediaOrganization", "name": s.publisher}, "author": {"@type": "Person", "name": s.author}})}</script></head><body><div id="__next"><div data-testid="cookie-banner" class="sc-c">{COOKIES}</div><header class="sc-h"><a href="#main-content">Skip to content</a><nav data-testid="level1-navigation">{MENU}</nav></header><main id="main-content"><article class="sc-a"><div data-component="headline-block"><h1 class="sc-f98b1ad2-0 dfvxux">{s.title}</h1></div><div data-component="byline-block"><div data-testid="byline"><time datetime="{s.iso}T16:03:01.000Z">{s.day.day} {s.day:%B %Y}</time><div><button>Share</button><button>Save</button></div><span data-testid="byline-contributors"><span>{s.author}</span></span></div></div><figure><div data-component="image-block"><img src="a.jpg" alt=""/><span class="sc-cr">Getty</span></div><div data-component="caption-block"><figcaption class="sc-cap"><span class="visually-hidden">Image caption, </span>{s.caption}</figcaption></div></figure>{first}</div>{links}{rest}<div data-component="topic-list"><ul><li><a>Wrongville</a></li><li><a>Travel</a></li></ul></div></article><section data-analytics_group_name="Related"><h2>Related</h2><div data-testid="dundee-card"><h3 data-testid="card-headline">Storm closes the road to Wrongville</h3><p data-testid="card-description">Nobody got through to Wrongville on Friday, 3 January 2025.</p></div></section></main><footer><p>Copyright 2025 {s.publisher}. Wrongville is not responsible for external sites.</p></footer></div><script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"page": {"headline": "Wrongville", "datePublished": "2019-01-01"}}})}</script></body></html>"""


def minute_by_minute(s: Story) -> str:
    """A paper's live page: posts with hours, the newest first, key events, filters, a writer in each post."""
    posts = "".join(
        f'<article id="block-{i}" data-testid="live-post" class="dcr-block"><header><a href="#"><time datetime="{s.iso}T{15 - i:02d}:12:00.000Z" data-locale="en-GB">{15 - i - 12 or 12}.12{"pm" if i < 4 else "am"} BST</time></a>{f"<h2>What happened at {15 - i}</h2>" if i % 2 else ""}</header><p>{html.escape(p)}</p><footer><a>Share</a></footer></article>'
        for i, p in enumerate(reversed(s.paragraphs))
    )
    return f"""<!doctype html><html lang="en"><head><title>{s.title} – as it happened | {s.publisher}</title><meta property="og:title" content="{s.title} – as it happened"/><meta property="og:site_name" content="{s.publisher}"/><meta property="article:published_time" content="{s.iso}T05:30:00.000Z"/><meta property="article:modified_time" content="{s.iso}T22:00:00.000Z"/><meta name="author" content="{s.author}"/></head><body><div id="bannerandheader"><nav aria-label="Main">{MENU}</nav></div><main><div data-gu-name="title"><a>World news live</a></div><div data-gu-name="headline"><h1>{s.title} – as it happened</h1></div><div data-gu-name="standfirst"><ul><li>{s.lead}</li></ul></div><div data-gu-name="meta"><address aria-label="Contributor info"><div>{s.author}</div></address><details><summary>{s.day:%a} {s.day.day} {s.day:%b %Y} 22.00 BST</summary>First published on {s.day:%a} {s.day.day} {s.day:%b %Y} 06.30 BST</details></div><div data-gu-name="media"><figure><img alt="" src="a.jpg"/><figcaption>{s.caption} Photograph: {s.credit}</figcaption></figure></div><div id="key-events-carousel-desktop"><h2>Key events</h2><ul><li><a><time>1.12pm</time><span>Wrongville cut off</span></a></li></ul></div><div id="liveblog-body" data-gu-name="body"><div class="filter-button">Show key events only</div>{posts}</div></main><aside data-gu-name="most-viewed-right">{RELATED.format("Most viewed")}</aside><footer>{MENU}</footer></body></html>"""


def letter_to_readers(s: Story) -> bytes:
    """A newsletter by mail: a plain and a marked-up part, a hidden preheader, tables, a footer to unsubscribe."""
    mail = EmailMessage()
    mail["From"] = f"{s.publisher} <news@{s.host}>"
    mail["To"] = "readers@wrongville.example"
    mail["Subject"] = s.title
    mail["Date"] = f"{s.day:%a, %d %b %Y} 06:31:00 +0200"
    mail["List-Unsubscribe"] = "<https://wrongville.example/u>"
    plain = "\n\n".join(
        [
            f"View this email in your browser: https://{s.host}/wrongville",
            s.title,
            *s.paragraphs,
            s.caption,
            "Unsubscribe from Wrongville",
        ]
    )
    mail.set_content(plain)
    rows = "".join(
        f'<tr><td class="mcnTextContent" style="padding:9px 18px;"><p>{html.escape(p)}</p></td></tr>'
        for p in s.paragraphs
    )
    mail.add_alternative(f"""<!doctype html><html><head><title>{s.title}</title></head><body><span class="mcnPreviewText" style="display:none; font-size:0px;">Wrongville and more in this week's letter</span><center><table id="bodyTable"><tr><td id="templatePreheader"><p><a href="x">View this email in your browser (Wrongville)</a></p></td></tr><tr><td id="templateHeader"><img src="logo.png" alt="{s.publisher}"></td></tr><tr><td id="templateBody"><table><tr><td><h1>{s.title}</h1></td></tr>{rows}<tr><td><img src="a.jpg" alt=""><p class="mcnImageCaption"><em>{s.caption}</em></p></td></tr></table></td></tr><tr><td id="templateFooter"><p><em>Copyright © 2025 {s.publisher}, Wrongville.</em></p><p>Want to change how you receive these emails? You can <a>update your preferences</a> or <a>unsubscribe from this list in Wrongville</a>.</p></td></tr></table></center></body></html>""", subtype="html")  # fmt: skip
    return mail.as_bytes()


def wiki_news(s: Story) -> str:
    """A wiki of news: date line, infobox of related news, sources, categories."""
    return f"""<!DOCTYPE html><html class="client-nojs" lang="en"><head><meta charset="UTF-8"/><title>{s.title} - {s.publisher}</title><meta name="generator" content="MediaWiki 1.43"/></head><body class="mediawiki ltr ns-0 ns-subject page-x skin-vector"><div id="content" class="mw-body" role="main"><div id="siteNotice"><p>Wrongville needs writers. Join us!</p></div><h1 id="firstHeading" class="firstHeading"><span class="mw-page-title-main">{s.title}</span></h1><div id="bodyContent"><div id="siteSub">From {s.publisher}, the free news source you can write!</div><div id="mw-content-text"><div class="mw-parser-output"><p><strong class="published"><span id="publishDate" class="value-title" title="{s.iso}">{s.day:%A}, {s.day:%B} {s.day.day}, {s.day.year}</span></strong></p><table class="infobox" style="float:right"><tbody><tr><td>Related articles<ul><li><a>24 December 2024: Wrongville votes again</a></li><li><a>1 May 2019: Minister leaves Wrongville by train</a></li></ul></td></tr></tbody></table><figure class="mw-default-size" typeof="mw:File/Thumb"><a><img src="a.jpg"/></a><figcaption>{s.caption} <small>Image: someone.</small></figcaption></figure>{"".join(paragraphs(s))}<hr/><div class="mw-heading mw-heading2"><h2 id="Sources">Sources</h2><span class="mw-editsection">[edit]</span></div><ul><li class="sourceTemplate"><span class="sourceTemplate">Some One. <b>"<a>Wrongville at war with its neighbours again</a>"</b> — <i>Wrongville Herald</i>, January 2, 2025</span></li></ul><div id="social_bookmarks">Share this: Wrongville</div></div></div><div id="catlinks" class="catlinks"><div id="mw-normal-catlinks"><a>Categories</a>: <ul><li><a>Wrongville</a></li><li><a>{s.american}</a></li></ul></div></div></div></div><div id="mw-navigation"><h2>Navigation menu</h2><div id="p-navigation">{MENU}</div></div><footer id="footer"><ul><li>This page was last edited on 3 January 2025, at 10:00, in Wrongville.</li></ul></footer></body></html>"""


def channel_page(s: Story) -> str:
    """A messenger's export of a channel as a page: a message for each paragraph, its date in the title of its hour."""
    messages = "".join(
        f'<div class="message default clearfix{" joined" * (i > 0)}" id="message{i}"><div class="body"><div class="pull_right date details" title="{s.day:%d.%m.%Y} 1{i}:12:33 UTC+01:00">1{i}:12</div>{f"""<div class="from_name">{s.publisher}</div>""" * (i == 0)}<div class="text">{html.escape(p)}</div></div></div>'
        for i, p in enumerate((*s.paragraphs, s.caption))
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title><link href="css/style.css" rel="stylesheet"/></head><body onload="CheckLocation();"><div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">{s.publisher}</div></div></div><div class="page_body chat_page"><div class="history"><div class="message service" id="message-1"><div class="body details">{s.day.day} {s.day:%B %Y}</div></div>{messages}</div></div></div></body></html>"""


def channel_data(s: Story) -> str:
    """The same as data: text in runs with their formats, service messages between."""
    rows: list[dict[str, object]] = [
        {
            "id": 1,
            "type": "service",
            "date": f"{s.iso}T09:00:00",
            "actor": s.publisher,
            "action": "pin_message",
            "text": "",
        }
    ]
    for i, p in enumerate((*s.paragraphs, s.caption)):
        first, _, rest = p.partition(" ")
        rows.append(
            {
                "id": i + 2,
                "type": "message",
                "date": f"{s.iso}T1{i}:12:33",
                "date_unixtime": "1620295953",
                "from": s.publisher,
                "from_id": "channel1",
                "text": [{"type": "bold", "text": first}, f" {rest}"],
                "text_entities": [],
            }
        )
    return json.dumps({"name": s.publisher, "type": "public_channel", "id": 17, "messages": rows})


def short_messages(s: Story) -> str:
    """A thread of short messages as a browser saves it: one article each, trends and whom to follow beside."""
    tweets = "".join(
        f'<div data-testid="cellInnerDiv"><article data-testid="tweet" role="article"><div data-testid="User-Name"><a><span>{s.author}</span></a><a><span>@{s.author.split()[0].lower()}</span></a><span>·</span><a href="/x/status/1"><time datetime="{s.iso}T0{7 + i % 2}:{i}0:00.000Z">{s.day:%b} {s.day.day}, {s.day.year}</time></a></div><div data-testid="tweetText" lang="en"><span>{html.escape(p)}</span></div><div role="group" aria-label="3 replies, 12 likes"><button data-testid="reply"><span>3</span></button><button data-testid="like"><span>12</span></button></div></article></div>'
        for i, p in enumerate((*s.paragraphs, s.caption))
    )
    return f"""<!DOCTYPE html><html lang="en"><head><title>{s.author} on X: "{s.paragraphs[0]}" / X</title></head><body><div id="react-root"><header role="banner"><nav role="navigation" aria-label="Primary"><a>Home</a><a>Explore Wrongville</a></nav></header><main role="main"><div data-testid="primaryColumn"><h2>Post</h2><section role="region"><h1>Conversation</h1>{tweets}</section></div><div data-testid="sidebarColumn"><aside role="complementary" aria-label="Who to follow"><h2>Who to follow</h2><div>Wrongville Tourism @wrongville</div></aside><section><h1>What’s happening</h1><div data-testid="trend">Trending in Wrongville</div></section></div></main></div></body></html>"""


def web_archive_page(s: Story) -> bytes:
    """A page that a browser saved in one file, with its pictures."""
    page = components_site(s).encode()
    head = f'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://{s.host}/a\r\nSubject: {s.title}\r\nDate: Fri, 3 Jan 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MB"\r\n\r\n\r\n'
    part = f"------MB\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://{s.host}/a\r\n\r\n"
    picture = "\r\n------MB\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://x/a.gif\r\n\r\nR0lGODlhAQABAAAAACw=\r\n------MB--\r\n"
    return (
        (head.encode() + part.encode() + quopri.encodestring(page) + picture.encode())
        .replace(b"\n", b"\r\n")
        .replace(b"\r\r\n", b"\r\n")
    )


def field_system(s: Story) -> str:
    """A content system of fields: node classes, "Submitted by", the date with figures, blocks around."""
    return f"""<!DOCTYPE html><html lang="en" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8"/><meta name="Generator" content="Drupal 10 (https://www.drupal.org)"/><link rel="canonical" href="https://{s.host}/node/71"/><title>{s.title} | {s.publisher}</title></head><body class="path-node page-node-type-article"><a href="#main-content" class="visually-hidden focusable skip-link">Skip to main content</a><div class="dialog-off-canvas-main-canvas"><header class="site-header"><div id="block-site-branding"><div class="site-branding__name"><a href="/" rel="home">{s.publisher}</a></div></div><nav id="block-main-menu"><h2 class="visually-hidden">Main navigation</h2>{MENU}</nav></header><div class="region region--breadcrumb"><nav role="navigation"><ol><li><a>Home</a></li><li><a>Wrongville</a></li></ol></nav></div><main><div class="region region--content"><div id="block-page-title"><h1 class="title page-title"><span class="field field--name-title field--type-string">{s.title}</span></h1></div><article class="node node--type-article node--view-mode-full"><footer class="node__meta"><div class="node__submitted">Submitted by <span class="field field--name-uid"><span lang="">{s.author}</span></span> on <span class="field field--name-created"><time datetime="{s.iso}T10:42:12+00:00" class="datetime">{s.day:%a, %m/%d/%Y} - 10:42</time></span></div></footer><div class="node__content"><figure role="group" class="caption caption-img align-center"><img src="a.jpg" alt=""/><figcaption>{s.caption}</figcaption></figure><div class="clearfix text-formatted field field--name-body field--type-text-with-summary">{"".join(paragraphs(s))}</div><div class="field field--name-field-tags field--label-above"><h3 class="field__label">Tags</h3><ul class="links"><li><a>Wrongville</a></li></ul></div><section class="field field--name-comment comment-wrapper"><h2>Comments</h2><article class="comment"><div class="comment__content"><p>We left Wrongville on the same day and met her at the border post.</p></div></article></section></div></article></div></main><aside class="region region--sidebar-second"><div class="views-element-container"><h2>Latest news</h2><div class="views-row"><span class="views-field-title"><a>Wrongville gets a new bridge</a></span><time datetime="2025-01-01">Jan 1 2025</time></div></div></aside><footer class="site-footer"><p>{s.publisher}, 1 Wrongville Street</p></footer></div></body></html>"""


SYSTEMS = (
    Made(block_theme), Made(newsletter_platform), Made(story_platform), Made(publishing_cms), Made(free_blog_host),
    Made(ministry_portal, unknown=frozenset({"author"})), Made(office_transcript, unknown=frozenset({"author"})),
    Made(components_site), Made(minute_by_minute), Made(letter_to_readers, ".eml", frozenset({"author"})),
    Made(wiki_news, unknown=frozenset({"author"})), Made(channel_page, unknown=frozenset({"title", "author"})),
    Made(channel_data, ".json", frozenset({"title", "author"})),
    Made(short_messages, unknown=frozenset({"title", "publisher"})), Made(web_archive_page, ".mhtml"), Made(field_system),
)  # fmt: skip
