"""Forums: where people discuss links and questions."""

from datetime import date

from feeds.places.place import Ask, Form, Manners, Naming, Page, Place

REDDIT = Place(
    key="reddit",
    name="Reddit",
    domains=("reddit.com",),
    asks=(Ask.SUBREDDIT,),
    forms=(
        Form(("https://www.reddit.com/r/{subreddit}/new/.rss",)),
        Form(("https://www.reddit.com/search.rss?q={phrase}&sort=new",), searches=True),
    ),
    pages=(
        Page(
            r"/r/(?P<sub>[\w+]+)/comments/(?P<post>\w+)(?:/.*)?",
            ("https://www.reddit.com/r/{sub}/comments/{post}/.rss",),
        ),
        Page(
            r"/r/(?P<sub>[\w+]+)(?:/(?:new|hot|top|rising))?/?",
            (
                "https://www.reddit.com/r/{sub}/new/.rss",
                "https://www.reddit.com/r/{sub}/comments/.rss",
            ),
        ),
        Page(r"/(?:u|user)/(?P<user>[\w-]+)/?", ("https://www.reddit.com/user/{user}/.rss",)),
    ),
    manners=Manners(every=300, gap=60, domain="reddit.com"),
    naming=Naming(
        written=r"^/?u/(?P<handle>[\w-]+)$",
        shown="u/{handle}",
        page="https://www.reddit.com/user/{handle}",
    ),
    comment=r"/comments/\w+/[^/?#]*/\w+/?(?:[?#]|$)",
    tip="About one request a minute for all of Reddit: name many subreddits at once, joined by +.",
    checked=date(2026, 11, 1),
    source="https://github.com/macieklamberski/feedscout/tree/main/src/feeds/platform/handlers",
)
HACKER_NEWS = Place(
    key="hackernews",
    name="Hacker News",
    also=("hn",),
    domains=("hnrss.org", "news.ycombinator.com"),
    forms=(
        Form(
            (
                "https://hnrss.org/newest?q={words}&search_attrs=default",
                "https://hnrss.org/newcomments?q={words}&search_attrs=default",
            ),
            searches=True,
        ),
    ),
    pages=(
        Page(r"/item\?id=(?P<id>\d+)", ("https://hnrss.org/item?id={id}",)),
        Page(r"/user\?id=(?P<user>[\w-]+)", ("https://hnrss.org/user?id={user}",)),
        Page(r"/(?:news|newest)?", ("https://hnrss.org/frontpage", "https://hnrss.org/newest")),
    ),
    manners=Manners(every=300, gap=2, domain="hnrss.org"),
    naming=Naming(
        written=r"^(?P<handle>[\w-]+)$", page="https://news.ycombinator.com/user?id={handle}"
    ),
    comment=r"^New comment by ",
    tip="Stories and comments by the service hnrss.org, which puts the term in quotation marks.",
    checked=date(2026, 11, 25),
    source="https://github.com/hnrss/hnrss/blob/master/params.go",
)
LOBSTERS = Place(
    key="lobsters",
    name="Lobsters",
    domains=("lobste.rs",),
    asks=(Ask.TAG,),
    forms=(
        Form(("https://lobste.rs/t/{asked_tag}.rss",)),
        Form(("https://lobste.rs/newest.rss", "https://lobste.rs/comments.rss")),
    ),
    pages=(
        Page(r"/t/(?P<tags>[\w,+-]+)", ("https://lobste.rs/t/{tags}.rss",)),
        Page(r"/(?:~|u/)(?P<user>[\w-]+)(?:/.*)?", ("https://lobste.rs/~{user}/stories.rss",)),
        Page(r"/domains/(?P<domain>[\w.-]+)", ("https://lobste.rs/domains/{domain}.rss",)),
        Page(
            r"/(?:newest|recent|active)?",
            ("https://lobste.rs/newest.rss", "https://lobste.rs/comments.rss"),
        ),
    ),
    manners=Manners(every=900, gap=5, domain="lobste.rs"),
    naming=Naming(
        written=r"^(?:\S* ?(?:via|by) )?(?P<handle>[\w-]+)$", page="https://lobste.rs/~{handle}"
    ),
    comment=r"^https://lobste\.rs/(?:c/|s/\w+(?:/[^#]*)?#c_)",
    tip="It has no search feed. A feed's address from your own login carries a token: never share.",
    checked=date(2026, 11, 25),
    source="https://github.com/lobsters/lobsters/blob/main/app/views/home/stories.rss.builder",
)
LEMMY = Place(
    key="lemmy",
    name="Lemmy",
    shape=r"^/feeds/(?:[cum]/[\w@.-]+|all|local)\.xml",
    asks=(Ask.SITE, Ask.COMMUNITY),
    forms=(
        Form(("{site}/feeds/c/{community}.xml?sort=New&limit=50",)),
        Form(("{site}/feeds/all.xml?sort=New&limit=50",)),
    ),
    pages=(
        Page(r"/c/(?P<name>[\w@.-]+)/?", ("{site}/feeds/c/{name}.xml?sort=New",)),
        Page(r"/u/(?P<name>[\w@.-]+)/?", ("{site}/feeds/u/{name}.xml?sort=New",)),
    ),
    manners=Manners(every=900),
    comment=r"/comment/\d+",
    tip="It has no search feed. The feed of all that a host sees is cached for an hour.",
    checked=date(2026, 11, 25),
    source="https://github.com/LemmyNet/lemmy/blob/main/crates/routes/src/feeds/mod.rs",
)
DISCOURSE = Place(
    key="discourse",
    name="Discourse",
    also=("forum",),
    shape=(r"^/(?:(?:latest|posts|top|hot)|(?:c|tag|t)/[^?]+|u/[\w.-]+/activity)\.rss(?:\?|$)"),
    asks=(Ask.SITE,),
    forms=(Form(("{site}/posts.rss",)),),
    pages=(
        Page(r"/(?P<what>c/[^?#]+/\d+)/?", ("{site}/{what}.rss",)),
        Page(r"/(?P<what>t/[^?#/]+/\d+)(?:/\d+)?/?", ("{site}/{what}.rss",)),
        Page(r"/tags?/(?P<tag>[^?#/]+)/?", ("{site}/tag/{tag}.rss",)),
        Page(r"/u/(?P<user>[\w.-]+)(?:/.*)?", ("{site}/u/{user}/activity.rss",)),
        Page(r"/latest/?", ("{site}/latest.rss", "{site}/posts.rss")),
    ),
    manners=Manners(every=600),
    naming=Naming(
        written=r"^@(?P<handle>[\w.-]+)(?: (?P<name>.+))?$",
        shown="@{handle}",
        page="{site}/u/{handle}",
    ),
    comment=r"/t/[^/]+/\d+/(?!1(?:[?#]|$))\d+",
    tip="Its search has no feed; the newest posts hold first posts and answers alike.",
    checked=date(2026, 11, 25),
    source="https://github.com/discourse/discourse/blob/main/app/views/posts/latest.rss.erb",
)
FORUMS = (REDDIT, HACKER_NEWS, LOBSTERS, LEMMY, DISCOURSE)
