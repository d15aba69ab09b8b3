"""News searches."""

from datetime import date

from feeds.places.place import Agent, Ask, Form, Manners, Naming, Place

_GOOGLE_NEWS = "https://news.google.com/rss/search"

GOOGLE_NEWS = Place(
    key="googlenews",
    name="Google News",
    also=("google", "news"),
    domains=("news.google.com",),
    forms=(
        Form(
            (f"{_GOOGLE_NEWS}?q={{phrase}}+when:7d&hl={{hl}}&gl={{gl}}&ceid={{gl}}:{{lang}}",),
            searches=True,
        ),
    ),
    manners=Manners(every=600, gap=60, domain="news.google.com"),
    naming=Naming(in_title=r"^.+ - (?P<handle>\S.*)$"),
    tip="The publisher ends the title; the link leads over Google. Country and language agree.",
    checked=date(2026, 11, 1),
    source="https://newscatcherapi.com/blog/google-news-rss-search-parameters-the-missing-documentaiton",
)
BING_NEWS = Place(
    key="bingnews",
    name="Bing News",
    also=("bing",),
    domains=("bing.com/news",),
    forms=(
        Form(
            ("https://www.bing.com/news/search?q={phrase}&format=rss&setlang={lang}&cc={gl}",),
            searches=True,
        ),
    ),
    manners=Manners(agent=Agent.BROWSER, every=900, gap=10, domain="bing.com"),
    tip="It answers with a page where it takes us for a robot. The link names its target.",
    checked=date(2026, 11, 1),
    source="https://github.com/lab1702/newsmon/blob/main/src/newsmon/sources/bing.py",
)
GOOGLE_ALERTS = Place(
    key="googlealerts",
    name="Google Alerts",
    also=("alerts",),
    domains=("google.com/alerts/feeds",),
    asks=(Ask.ADDRESS,),
    forms=(Form(("{address}",), searches=True),),
    manners=Manners(every=600),
    tip="Make the alert by hand, deliver it to an RSS feed, and keep its address to yourselves.",
    checked=date(2026, 11, 1),
    source="https://github.com/feedjira/feedjira/blob/main/spec/sample_feeds/google_alerts_atom.xml",
)
NEWS = (GOOGLE_NEWS, BING_NEWS, GOOGLE_ALERTS)
