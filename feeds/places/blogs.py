"""Blogs, and any other address."""

from datetime import date

from feeds.places.place import Ask, Form, Manners, Naming, Page, Place

MEDIUM = Place(
    key="medium",
    name="Medium",
    domains=("medium.com",),
    asks=(Ask.TAG,),
    forms=(
        Form(("https://medium.com/feed/tag/{asked_tag}",)),
        Form(("https://medium.com/feed/tag/{slug}",), searches=True),
    ),
    pages=(
        Page(r"/tag/(?P<tag>[\w-]+)(?:/.*)?", ("https://medium.com/feed/tag/{tag}",)),
        Page(r"/(?P<user>@[\w.-]+)(?:/.*)?", ("https://medium.com/feed/{user}",)),
        Page(
            r"/(?P<name>[\w-]+)/tagged/(?P<tag>[\w-]+)/?",
            ("https://medium.com/feed/{name}/tagged/{tag}",),
        ),
        Page(r"/(?P<name>[\w-]+)/?", ("https://medium.com/feed/{name}",)),
    ),
    manners=Manners(every=900, gap=5, domain="medium.com"),
    naming=Naming(
        in_link=r"^https://medium\.com/@(?P<handle>[\w.-]+)/", page="https://medium.com/@{handle}"
    ),
    tip="The ten newest with a tag, without their full text.",
    checked=date(2026, 11, 1),
    source="https://github.com/macieklamberski/feedscout/tree/main/src/feeds/platform/handlers",
)
WORDPRESS = Place(
    key="wordpress",
    name="WordPress",
    also=("wp",),
    domains=("wordpress.com",),
    shape=r"^(?:/[^?]*)?/feed/?(?:rss2/|atom/)?(?:\?|$)|[?&]feed=(?:comments-)?(?:rss2?|atom)",
    asks=(Ask.SITE,),
    forms=(Form(("{site}/search/{path_words}/feed/rss2/",), searches=True),),
    pages=(Page(r"/(?!.*feed).*|", ("{site}/feed/", "{site}/comments/feed/")),),
    manners=Manners(every=600),
    comment=r"#comment-\d+",
    tip="Posts by their search; for comments add /comments/feed/, whose links differ at the end.",
    checked=date(2026, 11, 1),
    source="https://developer.wordpress.org/reference/functions/get_search_feed_link/",
)
WORDPRESS_COMMENTS = Place(
    key="wordpresscomments",
    name="WordPress comments",
    also=("comments",),
    shape=r"^(?:/[^?]*)?/comments/feed/?|[?&]feed=comments-",
    asks=(Ask.SITE,),
    forms=(Form(("{site}/comments/feed/",)),),
    manners=Manners(every=600),
    comment=r"#comment-\d+",
    tip="Comments on every post; links differ by what follows the #.",
    checked=date(2026, 11, 1),
    source="https://developer.wordpress.org/reference/functions/get_search_comments_feed_link/",
)
SUBSTACK = Place(
    key="substack",
    name="Substack",
    domains=("substack.com",),
    asks=(Ask.PUBLICATION,),
    forms=(Form(("{publication}/feed",)),),
    pages=(Page(r"/?(?:archive|about|p/.*)?", ("{site}/feed",)),),
    manners=Manners(every=900, gap=5, domain="substack.com"),
    tip="The full text of free posts. Name a publication, or its own domain.",
    checked=date(2026, 11, 1),
    source="https://github.com/macieklamberski/feedscout/tree/main/src/feeds/platform/handlers",
)
ANY_URL = Place(
    key="url",
    name="any URL",
    asks=(Ask.ADDRESS,),
    forms=(Form(("{address}",)),),
    tip="Any feed at all; its entries are searched for the term.",
    checked=date(2026, 11, 1),
    source="https://www.rssboard.org/rss-specification",
)
BLOGS = (MEDIUM, WORDPRESS_COMMENTS, WORDPRESS, SUBSTACK, ANY_URL)
