"""Networks: where people post under their own name, and where videos are shown."""

from datetime import date

from feeds.places.place import Ask, Form, Manners, Naming, Page, Place

MASTODON = Place(
    key="mastodon",
    name="Mastodon",
    also=("fediverse",),
    shape=r"^/(?:tags/[^/?]+|@[\w.-]+(?:@[\w.-]+)?(?:/with_replies|/tagged/[^/?]+)?)\.rss(?:\?|$)",
    asks=(Ask.SITE, Ask.TAG),
    defaults={Ask.SITE: "https://mastodon.social"},
    forms=(
        Form(("{site}/tags/{asked_tag}.rss",)),
        Form(("{site}/tags/{tag}.rss",), searches=True),
    ),
    pages=(
        Page(r"/(?P<user>@[\w.-]+)/?", ("{site}/{user}.rss",)),
        Page(r"/tags/(?P<tag>[^/?#]+)/?", ("{site}/tags/{tag}.rss",)),
    ),
    manners=Manners(every=300),
    naming=Naming(
        in_link=r"^https?://(?P<host>[^/]+)/(?:@|users/)(?P<handle>[\w.-]+)(?:/|$)",
        shown="@{handle}@{host}",
        page="{site}/@{handle}",
    ),
    tip="A tag shows only what its host has seen: a big host sees more. No titles, no authors.",
    checked=date(2026, 11, 25),
    source="https://github.com/mastodon/mastodon/blob/main/app/controllers/tags_controller.rb",
)
BLUESKY = Place(
    key="bluesky",
    name="Bluesky",
    also=("bsky",),
    domains=("bsky.app",),
    asks=(Ask.ACCOUNT,),
    forms=(Form(("https://bsky.app/profile/{account}/rss",)),),
    pages=(
        Page(
            r"/profile/(?P<account>[\w.:-]+)(?:/.*)?", ("https://bsky.app/profile/{account}/rss",)
        ),
    ),
    manners=Manners(every=600),
    naming=Naming(
        in_link=r"^https://bsky\.app/profile/(?P<handle>[\w.:-]+)/post/",
        shown="@{handle}",
        page="https://bsky.app/profile/{handle}",
    ),
    tip="No search feed: name accounts. Answers and reposts are left out; some accounts forbid it.",
    checked=date(2026, 11, 25),
    source="https://github.com/bluesky-social/social-app/blob/main/bskyweb/cmd/bskyweb/rss.go",
)
YOUTUBE = Place(
    key="youtube",
    name="YouTube",
    also=("yt",),
    domains=("youtube.com", "youtu.be"),
    asks=(Ask.CHANNEL,),
    forms=(
        Form(("https://www.youtube.com/feeds/videos.xml?channel_id={channel}",)),
        Form(("https://www.youtube.com/{handle}",), page=True),
    ),
    pages=(
        Page(
            r"/channel/(?P<id>UC[\w-]{22})(?:/.*)?",
            ("https://www.youtube.com/feeds/videos.xml?channel_id={id}",),
        ),
        Page(
            r"/playlist\?(?:.*&)?list=(?P<id>[\w-]+).*",
            ("https://www.youtube.com/feeds/videos.xml?playlist_id={id}",),
        ),
    ),
    manners=Manners(every=900, gap=5, domain="youtube.com"),
    tip="No search feed: name channels, by their id (UC…) or @handle. The 15 newest videos.",
    checked=date(2026, 11, 1),
    source="https://github.com/macieklamberski/feedscout/tree/main/src/feeds/platform/handlers",
)
PEERTUBE = Place(
    key="peertube",
    name="PeerTube",
    shape=r"^/feeds/(?:videos|video-comments)\.(?:xml|atom|json)",
    asks=(Ask.SITE, Ask.CHANNEL),
    forms=(Form(("{site}/feeds/videos.xml?videoChannelName={channel}",)),),
    pages=(
        Page(
            r"/c/(?P<name>[\w@.-]+)(?:/.*)?", ("{site}/feeds/videos.xml?videoChannelName={name}",)
        ),
        Page(r"/a/(?P<name>[\w@.-]+)(?:/.*)?", ("{site}/feeds/videos.xml?accountName={name}",)),
    ),
    manners=Manners(every=900),
    comment=r"/videos/watch/[^;]+;threadId=",
    tip="No search feed: name a host and a channel.",
    checked=date(2026, 11, 1),
    source="https://github.com/Chocobozzz/PeerTube/blob/develop/server/core/controllers/feeds/video-feeds.ts",
)
NETWORKS = (MASTODON, BLUESKY, YOUTUBE, PEERTUBE)
