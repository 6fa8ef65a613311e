"""Pages of further kinds, written to see whether reading generalises, filled with the stories of ``reading_layouts``.

Everything around the article says "Wrongville", and nothing in the article does.
"""

# ruff: noqa: E501 (markup)

from __future__ import annotations

import json
from html import escape as e

from reading_layouts import Story
from reading_layouts_systems import Made


def boxes_in_boxes(s: Story) -> str:
    """Boxes within boxes with names that say nothing, no element for the date."""
    nav = "".join(
        f'<div class="css-1x{i}"><div class="css-9k"><a href="/x{i}"><span class="css-77">Wrongville topic {i}</span></a></div></div>'
        for i in range(12)
    )
    ps = "".join(
        f'<div class="css-0 e1"><div class="css-1p2"><div class="css-pp">{e(p)}</div></div></div>' for p in s.paragraphs
    )
    rel = "".join(
        f'<div class="css-r"><div class="css-rr"><a href="/r{i}"><div class="css-h">Wrongville mayor speaks again, part {i}</div></a><div class="css-d">{i} hours ago</div></div></div>'
        for i in range(1, 5)
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{e(s.title)} | {e(s.publisher)}</title></head><body><div id="root"><div class="css-a"><div class="css-b">{nav}</div><div class="css-c"><div class="css-t"><div class="css-tt" role="heading" aria-level="1">{e(s.title)}</div></div><div class="css-m"><div>{e(s.author)}</div><div>{s.american}</div></div><div class="css-img"><div class="css-pic" role="img" aria-label=""></div><div class="css-cap">{e(s.caption)}</div></div>{ps}<div class="css-more"><div>More from Wrongville</div>{rel}</div></div><div class="css-f"><div>We use cookies in Wrongville to give you the best experience. Accept all</div><div>© {s.day.year} {e(s.publisher)}</div></div></div></div></body></html>"""


def state_only(s: Story) -> str:
    """Nothing to see without scripts: the article is in the state of the page."""
    data = {
        "article": {
            "headline": s.title,
            "byline": [{"name": s.author}],
            "datePublished": s.iso + "T09:30:00Z",
            "site": {"name": s.publisher},
            "body": [{"type": "paragraph", "text": p} for p in s.paragraphs],
            "leadImage": {"caption": s.caption, "credit": s.credit},
        },
        "related": [{"headline": "Wrongville mayor speaks again"}],
    }
    return f'''<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{e(s.title)} - {e(s.publisher)}</title><meta property="og:title" content="{e(s.title)}"><meta property="og:site_name" content="{e(s.publisher)}"></head><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"pageProps": data}, "page": "/a/[slug]"})}</script></body></html>'''


def membership_site(s: Story) -> str:
    """A system for members: reading time, a card to sign up in the text, a discussion below."""
    ps = "".join(f"<p>{e(p)}</p>" for p in s.paragraphs)
    return f'''<!DOCTYPE html><html lang="en"><head><title>{e(s.title)}</title><meta charset="utf-8"><meta property="og:site_name" content="{e(s.publisher)}"><meta property="og:type" content="article"><meta property="article:published_time" content="{s.iso}T08:00:00.000Z"><meta name="generator" content="Ghost 5.80"></head><body class="post-template"><div class="viewport"><header id="gh-head"><nav><ul class="nav"><li class="nav-home"><a href="/">Wrongville home</a></li><li><a href="/signup/#/portal">Subscribe to Wrongville</a></li></ul></nav></header><main id="site-main"><article class="gh-article post"><header class="gh-article-header gh-canvas"><a class="gh-article-tag" href="/tag/x/">Wrongville news</a><h1 class="gh-article-title">{e(s.title)}</h1><p class="gh-article-excerpt">{e(s.lead)}</p><div class="gh-article-meta"><h4 class="gh-article-author-name"><a href="/author/a/">{e(s.author)}</a></h4><time datetime="{s.iso}">{s.american}</time> — 4 min read</div><figure class="gh-article-image"><img src="a.jpg" alt=""><figcaption>{e(s.caption)} <span>{e(s.credit)}</span></figcaption></figure></header><section class="gh-content gh-canvas">{ps}<div class="kg-card kg-signup-card"><h2>Sign up for Wrongville Weekly</h2><p>Join 4,000 readers of the Wrongville letter who get it every Sunday.</p></div></section></article><section class="gh-comments"><h2>Member discussion</h2><p>I was in Wrongville myself, said a reader, and it rained on Tuesday.</p></section><aside class="read-more-wrap"><h3>Read more</h3><article class="post-card"><h2>Wrongville mayor resigns</h2><div class="post-card-excerpt">The mayor of Wrongville went home on Monday.</div></article></aside></main></div></body></html>'''


def table_ministry(s: Story) -> str:
    """A page laid out by tables, as offices had them around 2000."""
    ps = "<br><br>".join(e(p) for p in s.paragraphs)
    nav = "".join(
        f'<tr><td bgcolor="#cccccc"><font size="1"><a href="x{i}.htm">Wrongville office {i}</a></font></td></tr>'
        for i in range(9)
    )
    return f'''<html><head><title>{e(s.publisher)} - Press releases - {e(s.title)}</title><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body bgcolor="#ffffff"><table width="760" border="0"><tr><td colspan="3"><img src="logo.gif" alt="{e(s.publisher)}"></td></tr><tr><td width="150" valign="top"><table>{nav}</table></td><td valign="top"><table width="460"><tr><td><font size="2" color="#000080">Press release No 37/{s.day.year}</font></td></tr><tr><td><font size="4"><b>{e(s.title)}</b></font></td></tr><tr><td><font size="2">{s.day.day} {s.day:%B %Y}</font></td></tr><tr><td><font face="Arial" size="2">{ps}</font></td></tr><tr><td><table><tr><td><img src="p.jpg" width="300"></td></tr><tr><td><font size="1"><i>{e(s.caption)}</i></font></td></tr></table></td></tr></table></td><td width="150" valign="top"><font size="1"><b>See also</b><br><a href="r.htm">Wrongville harbour opened by the minister</a><br><a href="s.htm">Budget of Wrongville</a></font></td></tr><tr><td colspan="3" align="center"><font size="1">Wrongville Ministry, 1 Main Street | <a href="mailto:x@y">Webmaster</a></font></td></tr></table></body></html>'''


def shadow_trees(s: Story) -> str:
    """Elements of its own with declarative shadow trees, one in another."""
    ps = "".join(f"<p>{e(p)}</p>" for p in s.paragraphs)
    return f'''<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{e(s.title)} – {e(s.publisher)}</title><meta property="og:site_name" content="{e(s.publisher)}"></head><body><site-header><template shadowrootmode="open"><style>a{{}}</style><nav><a href="/">Wrongville</a><a href="/w">Wrongville weather</a></nav></template></site-header><news-article><template shadowrootmode="open"><article><h1>{e(s.title)}</h1><by-line>By {e(s.author)}</by-line><time datetime="{s.iso}T10:00:00+01:00">{s.british}</time><media-figure><template shadowrootmode="open"><figure><img src="a.webp" alt=""><figcaption>{e(s.caption)}</figcaption></figure></template></media-figure>{ps}</article></template></news-article><related-rail><template shadowrootmode="open"><h2>Related</h2><ul><li><a href="/1">Wrongville mayor resigns after ferry row</a></li></ul></template></related-rail><cookie-wall><template shadowrootmode="open"><p>Wrongville and its 842 partners use cookies to store information on your device.</p></template></cookie-wall></body></html>'''


def encyclopaedia(s: Story) -> str:
    """An article of an encyclopaedia: notes, links to edit, categories."""
    ps = "".join(
        f'<p>{e(p)}<sup id="c{i}" class="reference"><a href="#n{i}">[{i}]</a></sup></p>'
        for i, p in enumerate(s.paragraphs, 1)
    )
    return f"""<!DOCTYPE html><html class="client-js vector-feature-language-in-header-enabled" lang="en" dir="ltr"><head><meta charset="UTF-8"><title>{e(s.title)} - Wikipedia</title><meta name="generator" content="MediaWiki 1.44"><script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "Article", "name": s.title, "datePublished": s.iso + "T10:00:00Z", "author": {"@type": "Organization", "name": "Contributors to Wikimedia projects"}, "publisher": {"@type": "Organization", "name": "Wikimedia Foundation, Inc."}, "headline": s.title})}</script></head><body class="mediawiki"><div class="vector-header-container"><nav><ul><li><a href="/wiki/Main">Main page of Wrongville</a></li><li>Random article</li></ul></nav></div><div id="mw-panel-toc"><ul><li><a href="#Trip">1 Wrongville in history</a></li></ul></div><main id="content" class="mw-body"><header class="mw-body-header"><h1 id="firstHeading" class="firstHeading"><span class="mw-page-title-main">{e(s.title)}</span></h1><div class="vector-menu-content"><ul><li>Wrongvillean language</li></ul></div></header><div id="bodyContent"><div id="siteSub" class="noprint">From Wikipedia, the free encyclopedia</div><div id="mw-content-text"><div class="mw-content-ltr mw-parser-output"><div role="note" class="hatnote navigation-not-searchable">For the harbour, see <a href="/x">Wrongville harbour</a>.</div><table class="infobox"><tbody><tr><th>Date</th><td>{s.american}</td></tr></tbody></table><figure typeof="mw:File/Thumb"><a href="/wiki/File:A.jpg"><img src="a.jpg"></a><figcaption>{e(s.caption)}</figcaption></figure>{ps}<div class="mw-heading mw-heading2"><h2 id="See_also">See also</h2><span class="mw-editsection">[<a href="/e">edit</a>]</span></div><ul><li><a href="/w">Wrongville</a></li></ul><div class="mw-heading mw-heading2"><h2 id="References">References</h2></div><div class="reflist"><ol class="references"><li id="n1"><span class="reference-text">Doe, J. "Wrongville travels", 2 May 2001.</span></li></ol></div><div role="navigation" class="navbox"><table><tr><td>Wrongville visits</td></tr></table></div></div></div><div id="catlinks" class="catlinks">Categories: Visits to Wrongville</div></div></main><footer id="footer"><ul><li id="footer-info-lastmod">This page was last edited on 3 March 2024, at 10:10 in Wrongville.</li></ul></footer></body></html>"""


MODERN = (
    Made(boxes_in_boxes, unknown=frozenset({"author"})), Made(state_only), Made(membership_site),
    Made(table_ministry, unknown=frozenset({"author"})), Made(shadow_trees),
    Made(encyclopaedia, unknown=frozenset({"author", "publisher"})),
)  # fmt: skip
