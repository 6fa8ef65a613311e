"""Saved pages in the layouts of common themes, portals and platforms, filled with invented stories.

Everything around the article (menus, related stories, cookie banners, comments, signatures, advertisements, what is
said of the author) says "Mirrorton", and nothing in the article does.
"""

# ruff: noqa: E501 (markup)

from __future__ import annotations

import datetime as dt
import html
import json
from collections.abc import Callable
from dataclasses import dataclass

import reading_layouts


@dataclass(frozen=True)
class Story(reading_layouts.Story):
    changed: dt.date
    """The day of its last change, which some layouts show."""

    @property
    def us(self) -> str:
        return american(self.day)

    @property
    def uk(self) -> str:
        return british(self.day)

    @property
    def mus(self) -> str:
        return american(self.changed)

    @property
    def muk(self) -> str:
        return british(self.changed)


def american(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def british(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


STORIES = (
    Story(
        "Cellist takes the night boat to Varr",
        "The Loom Gazette",
        "loomgazette.example",
        "Petra Voss",
        dt.date(2022, 9, 14),
        "She plays on deck until the harbour lights are out of sight.",
        (
            "The cellist Oda Wren boarded the night boat in Loom on Monday, with her instrument in a case that had been to sea before.",
            "“There is nobody to complain but the gulls,” she said before the gangway was drawn in, and then she began to play.",
            "In Varr she was met on Tuesday by a brass band of schoolchildren, two of whom fell asleep on their drums.",
            "She is expected in Stenholt on Saturday, where the old mill has been made into a hall of two hundred seats.",
        ),
        "Oda Wren on the upper deck, 12 September 2022.",
        "Photo: P. Voss/Loom Gazette",
        changed=dt.date(2022, 9, 16),
    ),
    Story(
        "Bridge inspector finishes a tour of forty villages",
        "Stenholt Chronicle",
        "stenholtchronicle.example",
        "Bram Ostler",
        dt.date(2020, 3, 5),
        "Nine bridges are to be closed, one of them at once.",
        (
            "The inspector Jon Tarrow came back to Stenholt on Wednesday after five weeks in the villages of the upper valley.",
            "He had driven from Varr to Little Ebb in a van that broke down twice, and he walked the last stretch in the snow.",
            "“Most of them will outlive me,” he told the council of the bridges he had seen, “and a few of them should not.”",
            "The bridge at Ebbmouth was closed on Thursday morning, and buses now go round by the lake, which takes an hour.",
        ),
        "Jon Tarrow under the bridge of Little Ebb, 27 February 2020.",
        "Picture: Stenholt Chronicle",
        changed=dt.date(2020, 3, 9),
    ),
    Story(
        "President’s envoy returns from the salt lakes without a treaty",
        "Varr Evening Mail",
        "varrmail.example",
        "Sunniva Dahl",
        dt.date(2024, 11, 21),
        "Talks went on for three days in a tent.",
        (
            "The envoy Karel Munthe flew back to Varr on Wednesday evening without the treaty that he had been sent to sign.",
            "He had spent three days at the salt lakes of Ommen, in a tent that the herders had put up for him beside their own.",
            "On Sunday he rode with them to the eastern shore, a way of some forty kilometres, and was shown the dry wells there.",
            "“We have agreed on the tea and on the date of the next tea,” he said at the airport, and he left for the ministry.",
        ),
        "Karel Munthe with herders on the eastern shore of the lake, November 17, 2024.",
        "AFP/Varr Evening Mail",
        changed=dt.date(2024, 11, 22),
    ),
)


def paragraphs(s: Story, a: str = "") -> list[str]:
    return [f"<p{a}>{html.escape(p)}</p>" for p in s.paragraphs]


NAV = (
    "<ul>"
    + "".join(
        f"<li><a href='/{i}'>{w}</a></li>"
        for i, w in enumerate(("Home", "Mirrorton", "Sports", "Mirrorton politics", "Video"))
    )
    + "</ul>"
)
CARDS = "".join(
    f"<div class='{{c}}'><a href='/r{i}'><img src='x.jpg' alt='The mayor of Mirrorton opens the new bridge today'></a><{{h}}><a href='/r{i}'>{t}</a></{{h}}><p>{d}</p><span class='date'>{x}</span></div>"
    for i, (t, d, x) in enumerate(
        (
            (
                "Minister leaves Mirrorton after a week of talks",
                "She had arrived in Mirrorton on Friday and went on to the coast by train with her whole staff.",
                "January 2, 2019",
            ),
            (
                "Mirrorton marathon draws a thousand runners",
                "Runners came to Mirrorton from forty towns and stayed for three days in the school gyms there.",
                "3 January 2019",
            ),
        )
    )
)


def cards(c: str = "card", h: str = "h3") -> str:
    return CARDS.format(c=c, h=h)


COOKIE = "<p>We use cookies. By clicking accept you agree that Mirrorton Media and its 214 partners may store data on your device.</p><button>Accept</button>"
COMM = "<div class='{c}'><b>gull_99</b> <span>4 January 2025 at 10:11</span><p>I saw her in Mirrorton last week, and from there she went on to Mirrorton Bay by bus.</p></div>"
SHARE = "<ul class='share'><li><a href='#'>Facebook</a></li><li><a href='#'>Share Mirrorton</a></li></ul>"


def tagdiv(s: Story) -> str:
    b = paragraphs(s)
    return f"""<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>{s.title} | {s.publisher}</title></head>
<body class="post-template-default single single-post td-standard-pack"><div class="td-header-wrap"><div class="td-header-top-menu"><div class="td_data_time">Sunday, January 5, 2025</div>{NAV}</div><div class="td-logo-wrap"><a class="td-main-logo" href="/"><img src="logo.png" alt="{s.publisher}"/><span class="td-visual-hidden">{s.publisher}</span></a></div></div>
<div class="td-main-content-wrap"><div class="td-container"><div class="td-crumb-container"><div class="entry-crumbs"><a>Home</a> <i class="td-icon-right"></i> <a>Mirrorton</a> <span class="td-bred-no-url-last">{s.title}</span></div></div>
<div class="td-pb-row"><div class="td-pb-span8 td-main-content"><div class="td-ss-main-content"><article class="post type-post"><div class="td-post-header"><ul class="td-category"><li class="entry-category"><a>Mirrorton</a></li></ul><header class="td-post-title"><h1 class="entry-title">{s.title}</h1><p class="td-post-sub-title">{s.lead}</p><div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">By</div> <a href="/author">{s.author}</a><div class="td-author-line"> -</div></div><span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{s.day}T09:12:00+00:00">{s.us}</time></span><div class="td-post-comments"><a><i></i>1</a></div><div class="td-post-views"><span>482</span></div></div></header></div>
<div class="td-post-sharing">{SHARE}</div><div class="td-post-content"><div class="td-post-featured-image"><figure><a href="a.jpg"><img class="entry-thumb" src="a.jpg" alt=""></a><figcaption class="wp-caption-text">{s.caption} {s.credit}</figcaption></figure></div>{b[0]}{b[1]}<div class="td-a-rec td-a-rec-id-content_inline"><span class="td-adspot-title">- Advertisement -</span><p>Spend your next holiday in Mirrorton, where every hotel has a pool and the buses run all night.</p></div>{b[2]}{b[3]}</div>
<footer><div class="td-post-source-tags"><ul class="td-tags"><li><span>TAGS</span></li><li><a>Mirrorton</a></li></ul></div><div class="td-block-row td-post-next-prev"><div class="td-post-prev-post"><span>Previous article</span><a>Mirrorton votes on a new town hall this week</a></div></div><div class="td-author-name vcard author" style="display: none"><span class="fn"><a>{s.author}</a></span></div></footer></article>
<div class="td_block_wrap td_block_related_posts"><h4 class="td-related-title"><a class="td-related-left">RELATED ARTICLES</a><a>MORE FROM AUTHOR</a></h4>{cards("td_module_related_posts")}</div><div class="comments" id="comments"><h4 class="td-comments-title-wrap">1 COMMENT</h4>{COMM.format(c="comment")}</div></div></div>
<div class="td-pb-span4 td-main-sidebar"><div class="td_block_popular"><h4>MOST POPULAR</h4>{cards("td_module_6")}</div></div></div></div></div><div class="td-footer-wrapper"><p>ABOUT US {s.publisher} is the paper of Mirrorton and all the country around it since 1911.</p></div></body></html>"""


def korean_english(s: Story) -> str:
    b = [html.escape(p) for p in s.paragraphs]
    return f"""<html lang="en"><head><meta charset="utf-8"><title>{s.title} :: {s.publisher}</title></head><body><div id="wrap"><div class="gnb_wrap"><h1 class="logo"><a href="/"><img alt="{s.publisher}"></a></h1><div class="gnb">{NAV}</div></div>
<div class="container"><div class="view_wrap"><div class="location"><a>National</a> &gt; <a>Mirrorton</a></div><h2 class="news-view-ttl">{s.title}</h2><p class="news-view-lead">{s.lead}</p>
<div class="writer-info"><span class="name">By {s.author}</span> <p class="date_wrap"><span class="date">Published : {s.us} - 14:02</span> <span class="date">Updated : {s.mus} - 09:11</span></p><ul class="btn_sns"><li>print</li><li>e-mail</li><li>font size</li></ul></div>
<div class="end-body" id="articleText"><div class="img-box"><img src="a.jpg"><em class="img_desc">{s.caption} ({s.publisher})</em></div>{b[0]}<br><br>{b[1]}<br><br>{b[2]}<br><br>{b[3]}<br><br>By {s.author} (<a>{s.author.split()[0].lower()}@{s.host}</a>)</div>
<p class="copy">Copyright ⓒ {s.publisher} Mirrorton. All rights reserved. Unauthorized reproduction and redistribution is prohibited.</p>
<div class="relation_news"><h3>Related Stories</h3>{cards("item", "strong")}</div></div><div class="aside"><div class="rank_list"><h3>Most Viewed</h3><ol><li><a>Mirrorton bans cars from the old town for a year</a></li><li><a>Why everybody goes to Mirrorton now</a></li></ol></div></div></div><div id="footer"><address>12 Mirrorton-ro, Mirrorton</address></div></div></body></html>"""


def ghost(s: Story) -> str:
    b = paragraphs(s)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{s.title}</title><meta charset="utf-8"><meta name="generator" content="Ghost 5.87"><link rel="canonical" href="https://{s.host}/boat/"></head>
<body class="post-template is-head-left-logo"><div class="gh-viewport"><header id="gh-head" class="gh-head gh-outer"><div class="gh-head-inner gh-inner"><div class="gh-head-brand"><a class="gh-head-logo" href="https://{s.host}">{s.publisher}</a></div><nav class="gh-head-menu"><ul class="nav"><li><a>Home</a></li><li><a>Mirrorton diary</a></li></ul></nav><div class="gh-head-actions"><a class="gh-head-btn">Subscribe</a></div></div></header>
<main id="site-main" class="site-main"><article class="gh-article post tag-travel"><header class="gh-article-header gh-canvas"><a class="gh-article-tag" href="/tag">Mirrorton</a><h1 class="gh-article-title">{s.title}</h1><p class="gh-article-excerpt">{s.lead}</p><div class="gh-article-meta"><div class="gh-article-author-image"><a><img alt="{s.author}"></a></div><div class="gh-article-meta-wrapper"><h4 class="gh-article-author-name"><a href="/author">{s.author}</a></h4><div class="gh-article-meta-content"><time class="gh-article-meta-date" datetime="{s.day}">{s.day:%b} {s.day.day:02}, {s.day.year}</time><span class="gh-article-meta-length"><span class="bull">—</span> 4 min read</span></div></div></div><figure class="gh-article-image"><img src="a.jpg" alt="x"><figcaption>{s.caption} {s.credit}</figcaption></figure></header>
<section class="gh-content gh-canvas">{b[0]}{b[1]}<div class="kg-card kg-signup-card"><h2>Sign up for letters from Mirrorton</h2><p>Every Sunday we walk through Mirrorton and tell you what we have seen there.</p></div>{b[2]}{b[3]}<div class="kg-card kg-bookmark-card"><a class="kg-bookmark-container"><div class="kg-bookmark-content"><div class="kg-bookmark-title">A week in Mirrorton with nothing but a bag</div><div class="kg-bookmark-description">We arrived in Mirrorton on a Tuesday and left again on the Thursday after that, wiser and wetter.</div></div></a></div></section></article>
<div class="gh-readmore-wrap gh-outer"><section class="gh-readmore gh-inner"><h3 class="gh-readmore-title">Read more</h3><div class="gh-topic">{cards("gh-card")}</div></section></div></main><footer class="gh-foot">© 2025 {s.publisher}, Mirrorton</footer></div></body></html>"""


def japan_english(s: Story) -> str:
    b = paragraphs(s)
    return f"""<html lang="en"><head><meta charset="utf-8"><title>{s.title} | {s.publisher}: Breaking News, Mirrorton News and Analysis</title></head><body><div id="Header"><div id="HeaderInner"><div class="Logo"><a href="/"><img src="l.gif" alt="{s.publisher}"></a></div><div class="Nav">{NAV}</div></div></div>
<div id="Contents"><div id="Main"><ul id="BreadCrumb"><li><a>TOP</a></li><li><a>Mirrorton</a></li><li>article</li></ul><div class="ArticleTitle"><h1>{s.title}</h1><div class="Utility"><p class="EnArticleName">By {s.author.upper()}/ Staff Writer</p><p class="EnLastUpdated">{s.us} at 18:02 JST</p></div><div class="SnsTop">{SHARE}</div></div>
<div class="ArticleBody"><div class="ImagesMod"><div class="Image"><a><img src="a.jpg" alt="Photo/Illutration"></a><span class="Caption">{s.caption} ({s.author})</span></div></div><div class="ArticleText">{"".join(b)}</div></div>
<div class="RelatedLink"><h2>RELATED STORIES</h2><ul><li><a>Mirrorton: New shrine opens after forty years of work</a> ({s.day:%B} {s.day.day})</li><li><a>Travelers stuck in Mirrorton as trains stop in the snow</a></li></ul></div><div class="SideBox RecommendMod"><h2>Trending</h2>{cards("Item")}</div></div></div><div id="Footer"><p>{s.publisher}, 5-3-2 Mirrorton. No reproduction or republication without written permission.</p></div></body></html>"""


def gov_frontend(s: Story) -> str:
    b = paragraphs(s)
    return f"""<!DOCTYPE html><html class="govuk-template" lang="en"><head><meta charset="utf-8"><title>{s.title} - STATE.EXAMPLE</title><meta name="govuk:format" content="press_release"></head><body class="govuk-template__body"><div id="global-cookie-message" class="gem-c-cookie-banner">{COOKIE}</div><a class="gem-c-skip-link" href="#content">Skip to main content</a><header class="gem-c-layout-super-navigation-header"><nav>{NAV}</nav></header>
<div class="govuk-width-container"><div class="govuk-breadcrumbs"><ol><li><a>Home</a></li><li><a>Mirrorton and regions</a></li></ol></div><main role="main" id="content"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><div class="gem-c-heading"><span class="govuk-caption-xl">Press release</span><h1 class="gem-c-heading__text govuk-heading-l">{s.title}</h1></div><p class="gem-c-lead-paragraph">{s.lead}</p></div>
<div class="govuk-grid-column-two-thirds metadata-column"><div class="gem-c-metadata"><dl><dt class="gem-c-metadata__term">From:</dt><dd class="gem-c-metadata__definition"><a href="/org">{s.publisher}</a> and <a href="/p">{s.author}</a></dd><dt class="gem-c-metadata__term">Published</dt><dd class="gem-c-metadata__definition">{s.uk}</dd><dt class="gem-c-metadata__term">Last updated</dt><dd class="gem-c-metadata__definition">{s.muk} — <a href="#full-history">See all updates</a></dd></dl></div></div></div>
<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><div class="gem-c-govspeak govuk-govspeak"><div class="govspeak"><figure class="image embedded"><div class="img"><img src="a.jpg" alt=""></div><figcaption><p>{s.caption}</p></figcaption></figure>{"".join(b)}</div></div>
<div class="gem-c-published-dates" id="history"><h2>Updates to this page</h2>Published {s.uk}<br>Last updated {s.muk} <details id="full-history"><summary>+ show all updates</summary><ol><li><time>{s.muk}</time><p>Corrected the date of the visit to Mirrorton in the third paragraph.</p></li></ol></details></div><div class="gem-c-single-page-notification-button">Sign up for emails or print this page</div></div>
<div class="govuk-grid-column-one-third"><div class="gem-c-contextual-sidebar"><nav class="gem-c-related-navigation"><h2>Related content</h2><ul><li><a>Minister visits Mirrorton to see the new sea wall</a></li></ul></nav></div></div></div></main><div class="gem-c-feedback"><h3>Is this page useful?</h3><p>Help us improve the pages about Mirrorton and its regions by answering a few questions.</p></div></div><footer class="gem-c-layout-footer">© Crown of Mirrorton</footer></body></html>"""


def phpbb(s: Story) -> str:
    t = "<br><br>".join(map(html.escape, s.paragraphs))
    return f"""<html dir="ltr" lang="en-gb"><head><meta charset="utf-8"><title>{s.title} - {s.publisher}</title></head><body id="phpbb" class="nojs notouch section-viewtopic ltr"><div id="wrap" class="wrap"><div id="page-header"><div class="headerbar"><div id="site-description"><a id="logo" class="logo" href="./index.php"><span class="site_logo"></span></a><p class="site-name">{s.publisher}</p><p>The board of Mirrorton travellers</p><p class="skiplink"><a>Skip to content</a></p></div></div><div class="navbar"><ul id="nav-main"><li><a>Quick links</a></li><li><a>FAQ of Mirrorton</a></li></ul><ul id="nav-breadcrumbs"><li><a>Board index</a></li><li><a>Mirrorton and around</a></li></ul></div></div>
<div id="page-body" class="page-body"><h2 class="topic-title"><a href="./viewtopic.php?t=4">{s.title}</a></h2><div class="action-bar bar-top"><div class="pagination">2 posts • Page <strong>1</strong> of <strong>1</strong></div></div>
<div id="p1" class="post has-profile bg2"><div class="inner"><dl class="postprofile" id="profile1"><dt><strong><a class="username">{s.author}</a></strong></dt><dd class="profile-posts"><strong>Posts:</strong> 214</dd><dd class="profile-joined"><strong>Joined:</strong> Mon Jan 05, 2009 3:11 pm</dd><dd><strong>Location:</strong> Mirrorton</dd></dl><div class="postbody"><div id="post_content1"><h3 class="first"><a>{s.title}</a></h3><p class="author"><a class="unread"><span>Post</span></a><span class="responsive-hide">by <strong><a class="username">{s.author}</a></strong> » </span><time datetime="{s.day}T14:05:00+00:00">{s.day:%a %b} {s.day.day:02}, {s.day.year} 2:05 pm</time></p><div class="content">{t}<br><dl class="thumbnail"><dt><img src="a.jpg" alt=""></dt><dd>{s.caption}</dd></dl></div><div class="notice">Last edited by <a>{s.author}</a> on {s.changed:%a %b} {s.changed.day:02}, {s.changed.year} 9:00 am, edited 1 time in total.</div><div id="sig1" class="signature">From Mirrorton with love, and never twice the same way.</div></div></div></div></div>
<div class="action-bar bar-bottom">Return to “Mirrorton and around”</div><div class="stat-block online-list"><h3>Who is online</h3><p>Users browsing this forum: Mirrorton_bot [Bot] and 3 guests from Mirrorton</p></div></div><div id="page-footer" class="page-footer"><p>Powered by the people of Mirrorton</p></div></div></body></html>"""


def arc(s: Story) -> str:
    b = paragraphs(s, ' data-testid="paragraph" class="wpds-c-heFNVF"')
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} - {s.publisher}</title></head><body><div id="__next"><div class="wpds-c-bAZAIt"><header data-qa="sc-header"><a data-qa="logo-link" aria-label="{s.publisher} homepage" href="/">{s.publisher}</a><div data-qa="sc-nav">{NAV}</div></header><div class="wpds-c-PJLV"><div data-qa="breadcrumb"><a>Mirrorton</a></div><h1 data-qa="headline" id="main-content" class="wpds-c-iPPFrZ"><span data-qa="headline-text">{s.title}</span></h1><div data-qa="subheadline" class="wpds-c-x"><h2>{s.lead}</h2></div></div>
<div class="wpds-c-byl"><div data-qa="author-byline">By <a data-qa="author-name" class="wpds-c-q" href="/people">{s.author}</a></div><div data-testid="timestamp-wrapper"><span data-testid="updated-date">Updated {s.mus} at 9:15 a.m. EST</span><span data-testid="separator">|</span><span data-testid="display-date">Published {s.us} at 6:00 a.m. EST</span></div></div><div data-qa="article-actions"><button>Share</button><button data-qa="comments-btn">Comments 12</button></div>
<div class="meteredContent"><div data-qa="lede-art"><div class="wpds-c-img"><img src="a.jpg" alt=""></div><div data-testid="lede-art-caption" class="wpds-c-cap">{s.caption} ({s.author}/{s.publisher})</div></div><div class="teaser-content">{b[0]}{b[1]}</div><div data-qa="newsletter-inline"><div class="wpds-c-nl"><h3>Mirrorton Mornings</h3><p>The best of Mirrorton, delivered every weekday before the trams begin to run in the town.</p></div></div><div class="article-body">{b[2]}{b[3]}</div></div>
<div data-qa="more-from-the-post"><h2>More from {s.publisher}</h2>{cards("wpds-c-card")}</div><div data-qa="comments-container"><h2>12 Comments</h2>{COMM.format(c="wpds-c-com")}</div><div data-qa="footer">{s.publisher} Mirrorton Office, 1301 K Street</div></div></div></body></html>"""


def drupal_ngo(s: Story) -> str:
    b = paragraphs(s)
    return f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="Generator" content="Drupal 10"><title>{s.title} | {s.publisher}</title></head><body class="path-node page-node-type-story"><div class="dialog-off-canvas-main-canvas"><div id="sliding-popup" class="eu-cookie-compliance-banner">{COOKIE}</div><div class="region region-header"><div id="block-branding" class="block-system-branding-block"><a href="/" rel="home">{s.publisher}</a></div><div class="block block-menu">{NAV}</div></div>
<div class="region region-content"><div class="node node--type-story node--view-mode-full"><div class="field field--name-field-topic"><a>Mirrorton</a></div><h1 class="page-title"><span class="field field--name-title">{s.title}</span></h1><div class="field field--name-field-news-date"><time datetime="{s.day}T12:00:00Z" class="datetime">{s.uk}</time></div><div class="field field--name-field-author field__item">{s.author}</div>
<div class="field field--name-field-image-caption-credit"><article class="media media--type-image"><img src="a.jpg" alt=""><div class="field field--name-field-media-credit">{s.credit}</div><div class="field field--name-field-caption">{s.caption}</div></article></div><div class="clearfix text-formatted field field--name-body field__item">{"".join(b)}</div><div class="field field--name-field-tags"><div class="field__label">Tags</div><div class="field__items"><a>Mirrorton</a></div></div></div>
<div class="views-element-container block block-views blocklatest-news"><h2>Latest stories</h2><div class="view-content">{cards("views-row")}</div></div></div><div class="region region-footer"><p>{s.publisher} works in Mirrorton and in thirty other towns.</p></div></div></body></html>"""


def squarespace(s: Story) -> str:
    b = paragraphs(s, ' class="sqsrte-large" style="white-space:pre-wrap;"')
    return f"""<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>{s.title} &mdash; {s.publisher}</title><meta property="og:type" content="article"></head><body class="view-item collection-type-blog-side-by-side"><div id="siteWrapper"><header id="header" class="header theme-col--primary"><div class="header-title-text"><a id="site-title" href="/">{s.publisher}</a></div><div class="header-nav"><nav>{NAV}</nav></div></header><main id="page"><article class="sections"><section class="page-section blog-item collection-content"><div class="content-wrapper"><div class="content"><div class="blog-item-wrapper"><article class="h-entry entry hentry"><div class="blog-item-top-wrapper"><div class="item-pagination-none"></div><div class="blog-item-title"><h1 class="entry-title entry-title--large p-name" itemprop="headline" data-content-field="title">{s.title}</h1></div><div class="blog-item-meta-wrapper"><div class="blog-item-category-wrapper"><span class="blog-categories-list"><a class="blog-item-category">Mirrorton</a></span></div><time class="dt-published blog-meta-item blog-meta-item--date" datetime="{s.day:%b} {s.day.day}" pubdate><span>{s.day.day} {s.day:%b}</span></time><span class="blog-meta-item--author">Written By <a class="blog-author-name">{s.author}</a></span></div></div><div class="blog-item-content-wrapper"><div class="blog-item-content e-content"><div class="sqs-layout"><div class="image-block-outer-wrapper"><div class="intrinsic"><img src="a.jpg" alt=""></div><div class="image-caption-wrapper"><div class="image-caption"><p>{s.caption}</p></div></div></div><div class="sqs-block html-block"><div class="sqs-html-content">{"".join(b)}</div></div></div></div></div><div class="blog-item-author-profile-wrapper"><div class="author-name">{s.author}</div><div class="author-bio"><p>{s.author} lives in Mirrorton with two dogs and has been to most of the places that she writes about.</p></div></div></article><section class="item-pagination item-pagination--prev-next"><a class="item-pagination-link--prev"><div class="item-pagination-prev-next">Previous</div><h2 class="item-pagination-title">What we ate in Mirrorton when the ferry did not come</h2></a></section><div class="blog-item-comments"><div class="squarespace-comments"><div class="title">Comments (1)</div>{COMM.format(c="comment-body")}</div></div></div></div></div></section></article></main><footer class="sections" id="footer-sections"><p>{s.publisher}, Mirrorton</p></footer></div><link itemprop="datePublished"><meta itemprop="datePublished" content="{s.day}T08:00:00-0400"><meta itemprop="dateModified" content="{s.changed}T08:00:00-0400"></body></html>"""


def blogger(s: Story) -> str:
    t = "<br /><br />".join(map(html.escape, s.paragraphs[1:]))
    return f"""<html class='v2' dir='ltr' lang='en'><head><meta content='blogger' name='generator'/><title>{s.publisher}: {s.title}</title></head><body><div id='outer-wrapper'><div id='header-wrapper'><div class='header section' id='header'><div class='widget Header'><div id='header-inner'><div class='titlewrapper'><h1 class='title'><a href='/'>{s.publisher}</a></h1></div><div class='descriptionwrapper'><p class='description'><span>Notes from Mirrorton and the roads that lead away from it</span></p></div></div></div></div></div>
<div id='main-wrapper'><div class='main section' id='main'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'><div class="date-outer"><h2 class='date-header'><span>{s.day:%A}, {s.us}</span></h2><div class="date-posts"><div class='post-outer'><div class='post hentry'><h3 class='post-title entry-title'>{s.title}</h3><div class='post-header'></div><div class='post-body entry-content'><table class="tr-caption-container"><tbody><tr><td><a><img src="a.jpg"/></a></td></tr><tr><td class="tr-caption">{s.caption}</td></tr></tbody></table>{html.escape(s.paragraphs[0])}<br /><br />{t}</div><div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Posted by <span class='fn'>{s.author}</span></span> <span class='post-timestamp'>at <a class='timestamp-link'><abbr class='published' title='{s.day}T07:12:00-07:00'>7:12 AM</abbr></a></span> <span class='post-comment-link'></span></div><div class='post-footer-line post-footer-line-2'><span class='post-labels'>Labels: <a>Mirrorton</a></span></div></div></div><div class='comments' id='comments'><h4>1 comment:</h4><dl id='comments-block'><dt class='comment-author'><a>gull_99</a> said...</dt><dd class='comment-body'><p>I was in Mirrorton last May and went on to Mirrorton Bay by bus the day after.</p></dd><dd class='comment-footer'><span class='comment-timestamp'><a>January 4, 2025 at 10:11 AM</a></span></dd></dl><p class='comment-footer'><a>Post a Comment</a></p></div></div></div></div></div><div class='blog-pager' id='blog-pager'><a class='blog-pager-newer-link'>Newer Post</a> <a>Older Post</a></div></div></div></div>
<div id='sidebar-wrapper'><div class='sidebar section'><div class='widget PopularPosts'><h2>Popular Posts</h2><ul><li><div class='item-title'><a>Mirrorton in the rain</a></div><div class='item-snippet'>We came to Mirrorton on a Friday and left it on a Sunday, and it had rained all the time.</div></li></ul></div><div class='widget BlogArchive'><h2>Blog Archive</h2><ul><li>2019 (12)</li></ul></div><div class='widget Profile'><h2>About Me</h2><p>I live in Mirrorton.</p></div></div></div></div></body></html>"""


def russian_english(s: Story) -> str:
    b = paragraphs(s)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} - Society &amp; Culture - {s.publisher}</title></head><body><div class="tass-shell"><div class="header"><a class="header__logo" href="/"><span>{s.publisher}</span></a><div class="menu">{NAV}</div></div><div class="container-block"><div class="news-header"><div class="news-header__top"><span class="news-header__date-date">{s.day.day} {s.day:%b}, 18:21</span><a class="news-header__category">Society &amp; Culture</a></div><h1 class="news-header__title">{s.title}</h1><div class="news-header__lead">{s.lead}</div></div><div class="news-media news-media_photo"><img src="a.jpg" alt=""><div class="news-media__info"><div class="news-media__description">{s.caption}</div><span class="news-media__source">© {s.author}/{s.publisher}</span></div></div><div class="text-content"><div class="text-block">{b[0].replace("<p>", "<p>VARR, " + s.day.strftime("%B") + " " + str(s.day.day) + ". /" + s.publisher + "/. ")}{b[1]}</div><div class="text-include-wrapper"><div class="text-include text-include-news"><span class="text-include__title">Read also</span><a>Mirrorton gets a second airport after years of waiting</a></div></div><div class="text-block">{b[2]}{b[3]}</div></div><div class="news-footer"><div class="tags"><a>Mirrorton</a></div></div></div><div class="news-feed"><div class="news-feed__title">News Feed</div>{cards("news-feed__item", "div")}</div><div class="footer">{s.publisher} Mirrorton. Registered {s.uk[-4:]}. Some materials are for readers over 16.</div></div><script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Mirrorton"}]})}</script><meta property="article:published_time" content="{s.day}T15:21:05.000Z"></body></html>"""


def joomla(s: Story) -> str:
    b = paragraphs(s)
    return f"""<!DOCTYPE html><html lang="en-gb" dir="ltr"><head><meta charset="utf-8"><meta name="generator" content="Joomla! - Open Source Content Management"><meta name="author" content="Super User"><title>{s.title}</title></head><body class="site com_content view-article"><header class="header container-header full-width"><div class="navbar-brand"><a class="brand-logo" href="/">{s.publisher}</a><div class="site-description">All news of Mirrorton</div></div><div class="container-nav">{NAV}</div></header><div class="site-grid"><div class="grid-child container-component"><nav class="mod-breadcrumbs__wrapper"><ol><li>You are here:</li><li><a>Home</a></li><li><a>Mirrorton</a></li></ol></nav><main><div class="com-content-article item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="en-GB"><div class="page-header"><h1 itemprop="headline">{s.title}</h1></div><dl class="article-info text-muted"><dt class="article-info-term">Details</dt><dd class="createdby" itemprop="author">Written by: <span itemprop="name">{s.author}</span></dd><dd class="category-name">Category: <a>Mirrorton</a></dd><dd class="published"><span class="icon-calendar"></span><time datetime="{s.day}T06:10:00+00:00" itemprop="datePublished">Published: {s.uk}</time></dd><dd class="modified"><time datetime="{s.changed}T06:10:00+00:00" itemprop="dateModified">Last Updated: {s.muk}</time></dd><dd class="hits">Hits: 1042</dd></dl><div class="com-content-article__body" itemprop="articleBody"><figure class="item-image"><img src="a.jpg"><figcaption class="caption">{s.caption}</figcaption></figure>{"".join(b)}</div><nav class="pagenavigation"><span class="prev"><a>Previous article: Mirrorton opens its gardens at night</a></span></nav></div></main></div><div class="grid-child container-sidebar-right"><div class="sidebar-right card"><h3 class="card-header">Latest Articles</h3><ul class="mod-articleslatest"><li><a>Mirrorton opens its gardens at night for the whole of June</a></li></ul></div></div></div><footer class="container-footer footer"><p>{s.publisher}, Mirrorton</p></footer></body></html>"""


def jekyll(s: Story) -> str:
    b = paragraphs(s)
    return f"""<!doctype html><html lang="en" class="no-js"><head><meta charset="utf-8"><title>{s.title} - {s.publisher}</title><meta name="author" content="{s.author}"></head><body class="layout--single"><nav class="skip-links"><ul><li><a>Skip to content</a></li></ul></nav><div class="masthead"><div class="masthead__inner-wrap"><div class="masthead__menu"><nav id="site-nav" class="greedy-nav"><a class="site-title" href="/">{s.publisher}<span class="site-subtitle">Walks near Mirrorton</span></a><ul class="visible-links"><li><a>Mirrorton</a></li></ul></nav></div></div></div><div class="initial-content"><div id="main" role="main"><div class="sidebar sticky"><div class="author__content"><h3 class="author__name">{s.author}</h3><div class="author__bio"><p>I walk out of Mirrorton every weekend and come back to it in the dark.</p></div></div></div><article class="page h-entry" itemscope itemtype="https://schema.org/CreativeWork"><meta itemprop="headline" content="{s.title}"><meta itemprop="datePublished" content="{s.day}T00:00:00+00:00"><div class="page__inner-wrap"><header><h1 id="page-title" class="page__title p-name" itemprop="headline"><a class="u-url">{s.title}</a></h1><p class="page__meta"><span class="page__meta-readtime"><i class="far fa-clock"></i> 3 minute read</span></p></header><section class="page__content e-content" itemprop="text"><aside class="sidebar__right sticky"><nav class="toc"><header><h4>On this page</h4></header><ul><li><a>Mirrorton</a></li></ul></nav></aside><figure><img src="a.jpg"><figcaption>{s.caption}</figcaption></figure>{"".join(b)}</section><footer class="page__meta"><p class="page__taxonomy"><strong>Tags:</strong> <a>Mirrorton</a></p><p class="page__date"><strong><i></i> Updated:</strong> <time class="dt-published" datetime="{s.changed}T00:00:00+00:00">{s.mus}</time></p></footer><section class="page__share"><h4 class="page__share-title">Share on</h4><a>Mirrorton social</a></section><nav class="pagination"><a class="pagination--pager">Previous</a></nav></div></article><div class="page__related"><h4 class="page__related-title">You may also enjoy</h4><div class="grid__wrapper">{cards("grid__item", "h2")}</div></div></div></div><div id="footer" class="page__footer"><footer>© 2025 {s.publisher}, Mirrorton. Powered by a bicycle.</footer></div></body></html>"""


def dotcom_render(s: Story) -> str:
    b = paragraphs(s, ' class="dcr-16w5gq9"')
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} | Music | {s.publisher}</title></head><body><div id="bannerandheader"><header><section class="dcr-a"><a href="/" data-link-name="header : logo"><span class="dcr-b">{s.publisher} - Back to home</span></a></section><div class="dcr-nav" data-component="nav3">{NAV}</div></header></div><main data-layout="StandardLayout"><div class="dcr-hbkiyx"><div class="dcr-sub" data-component="sub-nav"><a>Mirrorton</a></div><div data-gu-name="title"><a data-component="section">Mirrorton culture</a></div><div data-gu-name="headline"><div class="dcr-1"><h1 class="dcr-y70er">{s.title}</h1></div></div><div data-gu-name="standfirst"><div class="dcr-sf"><p>{s.lead}</p></div></div><div data-gu-name="media"><figure id="f1" class="dcr-fig"><div class="dcr-p"><picture><img src="a.jpg" alt=""></picture></div><label class="dcr-l">View image in fullscreen</label><figcaption class="dcr-fc"><span class="dcr-ic"><svg></svg></span><span class="dcr-ct">{s.caption} {s.credit}</span></figcaption></figure></div><div data-gu-name="meta"><div class="dcr-m"><div class="dcr-c"><address aria-label="Contributor info"><div data-component="meta-byline" data-link-name="byline"><a rel="author" data-link-name="auto tag link">{s.author}</a></div></address><details class="dcr-d"><summary class="dcr-s"><span class="dcr-u">{s.day:%a} {s.day.day} {s.day:%b %Y} 14.05 BST</span></summary>Last modified on {s.changed:%a} {s.changed.day} {s.changed:%b %Y} 09.00 BST</details></div><div data-component="share">{SHARE}</div></div></div><div data-gu-name="body"><div id="maincontent" class="dcr-art"><div class="article-body-commercial-selector article-body-viewer-selector dcr-main">{b[0]}{b[1]}<aside class="element-rich-link"><div>‘We never slept in Mirrorton’: the band that would not stop</div><a>Read more</a></aside><div class="email-signup"><p>Sign up to Mirrorton Weekly, our tour of what is on in Mirrorton and beyond it.</p></div>{b[2]}{b[3]}</div><div class="dcr-sub2" data-component="submeta"><span>Explore more on these topics</span><ul><li><a>Mirrorton</a></li></ul></div></div></div></div><section data-component="related-stories"><h2>Related stories</h2><ul class="dcr-rel">{cards("dcr-card")}</ul></section><section data-component="most-popular"><h2>Most viewed</h2><ol><li><a>Mirrorton is sinking, and its people are selling tickets</a></li></ol></section></main><footer data-component="footer"><a>All Mirrorton topics</a></footer></body></html>"""


def townnews(s: Story) -> str:
    b = paragraphs(s)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} | Local | {s.host}</title><meta property="og:site_name" content="{s.publisher}"><meta property="og:title" content="{s.title}"></head><body class="app-editorial"><div id="site-container"><header class="tnt-header"><div id="site-logo-container"><a href="/"><img alt="site-logo"></a></div><div id="weather">Mirrorton 54°</div><nav>{NAV}</nav></header><section id="main-page-container"><div class="row"><div class="col-md-12"><article id="asset-1" class="asset editorial" itemscope itemtype="http://schema.org/NewsArticle"><meta itemprop="datePublished" content="{s.day}T05:00:00-05:00"><meta itemprop="dateModified" content="{s.changed}T05:00:00-05:00"><header class="asset-header"><div class="flag-container"><span class="label">alert</span></div><h1 itemprop="headline" class="headline"><span>{s.title}</span></h1><h2 class="subhead">{s.lead}</h2><div class="meta"><span class="tnt-byline" itemprop="author">{s.author}</span><ul class="list-inline"><li><time class="asset-date" datetime="{s.day}T05:00:00-05:00">{s.day:%b} {s.day.day}, {s.day.year}</time></li><li>Updated <time datetime="{s.changed}T05:00:00-05:00">{s.changed:%b} {s.changed.day}, {s.changed.year}</time></li></ul></div></header><div class="asset-body"><div class="asset-photo"><div class="photo-container"><img alt=""></div><div class="caption-container"><span class="caption-text"><p>{s.caption}</p></span><span class="tnt-byline asset-byline">{s.credit}</span></div></div><div class="asset-content subscriber-premium" itemprop="articleBody">{b[0]}{b[1]}<div class="tnt-ads-container"><p>Mirrorton Ford: come in and drive home today in a car that is as good as new.</p></div>{b[2]}{b[3]}</div></div><div id="asset-below"><div class="block-title"><h3>Tags</h3></div><ul class="asset-tags"><li><a>Mirrorton</a></li></ul><div class="asset-author-bio"><p>{s.author} covers the schools of Mirrorton and can be reached at the office there.</p></div></div></article><div id="tncms-region-article_bottom" class="tncms-region"><div class="block"><h3>Recommended for you</h3>{cards("card-container")}</div><div class="block"><h3>Trending Now</h3><ul><li><a>Mirrorton man finds his own bicycle for sale</a></li></ul></div></div></div></div></section><footer id="site-footer-container">{s.publisher}, 14 Mirrorton Street</footer></div></body></html>"""


def letters(s: Story) -> str:
    b = paragraphs(s)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} - by {s.author} - {s.publisher}</title></head><body class=""><div id="entry"><div id="main" class="main typography"><div class="pencraft topBar"><div class="pencraft"><a class="logoContainer" href="/"><h1 class="title-X" dir="auto"><a href="/">{s.publisher}</a></h1></a></div><div class="topBarMenu"><button>Subscribe</button><button>Sign in</button></div></div><div class="single-post-container"><div class="container"><div class="single-post"><div class="pencraft"><article class="typography newsletter-post post"><div role="region" aria-label="Post header" class="post-header"><h1 dir="auto" class="post-title published">{s.title}</h1><h3 dir="auto" class="subtitle">{s.lead}</h3><div class="pencraft byline-wrapper"><div class="pencraft"><div class="pencraft meta-x"><a href="/@x">{s.author}</a></div><div class="pencraft"><div class="pencraft meta-y">{s.day:%b} {s.day.day:02}, {s.day.year}</div></div></div></div><div class="post-ufi">12 <a>3</a> <a>Share</a></div></div><div class="available-content"><div dir="auto" class="body markup"><div class="captioned-image-container"><figure><img alt=""><figcaption class="image-caption">{s.caption}</figcaption></figure></div>{b[0]}{b[1]}<div class="subscription-widget-wrap"><div class="subscription-widget"><div class="preamble"><p>Letters from Mirrorton is for readers. To get new posts from Mirrorton, become a subscriber of it.</p></div></div></div>{b[2]}{b[3]}</div></div><div class="post-footer"><a>Share Mirrorton</a></div></article></div></div></div><div class="comments-page"><div class="container"><h4>Discussion about this post</h4><div class="pencraft comment-list">{COMM.format(c="comment-body")}</div></div></div><div class="portable-archive"><div class="tabs">Top Latest Discussions</div><div class="portable-archive-list">{cards("post-preview", "div")}</div></div></div><div class="footer-wrap"><p>© 2025 {s.publisher} Mirrorton</p></div></div></div></body></html>"""


LAYOUTS: tuple[Callable[[Story], str], ...] = (
    tagdiv,
    korean_english,
    ghost,
    japan_english,
    gov_frontend,
    phpbb,
    arc,
    drupal_ngo,
    squarespace,
    blogger,
    russian_english,
    joomla,
    jekyll,
    dotcom_render,
    townnews,
    letters,
)
SHOWS_NO_AUTHOR = frozenset({russian_english, gov_frontend})
SHOWS_CHANGE = frozenset(
    {korean_english, gov_frontend, phpbb, arc, squarespace, joomla, dotcom_render, townnews, jekyll}
)
