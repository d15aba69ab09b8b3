"""Where developers ask, publish and release."""

from datetime import date

from feeds.places.place import Ask, Form, Manners, Naming, Page, Place

STACK_EXCHANGE = Place(
    key="stackexchange",
    name="Stack Exchange",
    also=("stackoverflow", "so"),
    domains=(
        "stackoverflow.com",
        "stackexchange.com",
        "superuser.com",
        "serverfault.com",
        "askubuntu.com",
        "mathoverflow.net",
        "stackapps.com",
    ),
    asks=(Ask.SITE, Ask.TAG),
    defaults={Ask.SITE: "https://stackoverflow.com"},
    forms=(
        Form(("{site}/feeds/tag/{asked_tag}?sort=newest",)),
        Form(("{site}/feeds/tag/{slug}?sort=newest",), searches=True),
    ),
    pages=(
        Page(r"/questions/tagged/(?P<tag>[^/?#]+).*", ("{site}/feeds/tag/{tag}?sort=newest",)),
        Page(r"/questions/(?P<id>\d+)(?:/.*)?", ("{site}/feeds/question/{id}",)),
        Page(r"/users/(?P<id>\d+)(?:/.*)?", ("{site}/feeds/user/{id}",)),
    ),
    manners=Manners(every=600),
    comment=r"/questions/\d+/[^#]*#(?:comment)?\d+|/a/\d+",
    tip="Questions with a tag. It packs its answers even where nobody asked for that.",
    checked=date(2026, 11, 1),
    source="https://github.com/macieklamberski/feedscout/tree/main/src/feeds/platform/handlers",
)
GITHUB = Place(
    key="github",
    name="GitHub",
    domains=("github.com",),
    asks=(Ask.REPOSITORY,),
    forms=(Form(("https://github.com/{repository}/releases.atom",)),),
    pages=(
        Page(
            r"/(?P<repository>[\w.-]+/[\w.-]+)/(?P<what>releases|tags|wiki|discussions)/?",
            ("https://github.com/{repository}/{what}.atom",),
        ),
        Page(
            r"/(?P<repository>[\w.-]+/[\w.-]+)/commits/(?P<branch>[\w./-]+?)/?",
            ("https://github.com/{repository}/commits/{branch}.atom",),
        ),
        Page(
            r"/(?P<repository>[\w.-]+/[\w.-]+?)(?:\.git)?/?",
            (
                "https://github.com/{repository}/releases.atom",
                "https://github.com/{repository}/tags.atom",
                "https://github.com/{repository}/commits.atom",
                "https://github.com/{repository}/discussions.atom",
            ),
        ),
        Page(r"/(?P<user>[\w-]+)/?", ("https://github.com/{user}.atom",)),
    ),
    manners=Manners(every=600, gap=2, domain="github.com"),
    naming=Naming(written=r"^(?P<handle>[\w-]+)$", page="https://github.com/{handle}"),
    tip="There is no feed of issues. Releases hold bare tags too; discussions exist where enabled.",
    checked=date(2026, 11, 1),
    source="https://github.com/macieklamberski/feedscout/tree/main/src/feeds/platform/handlers",
)
DEV_TO = Place(
    key="devto",
    name="dev.to",
    also=("dev", "dev.to"),
    domains=("dev.to",),
    asks=(Ask.TAG,),
    forms=(
        Form(("https://dev.to/feed/tag/{asked_tag}",)),
        Form(("https://dev.to/feed/tag/{tag}",), searches=True),
    ),
    pages=(
        Page(r"/t/(?P<tag>\w+)(?:/.*)?", ("https://dev.to/feed/tag/{tag}",)),
        Page(r"/(?!feed\b)(?P<user>\w+)/?", ("https://dev.to/feed/{user}",)),
        Page(r"/?", ("https://dev.to/feed/latest",)),
    ),
    manners=Manners(every=600),
    naming=Naming(
        in_link=r"^https://dev\.to/(?P<handle>\w+)/[\w-]+", page="https://dev.to/{handle}"
    ),
    comment=r"/comment/\w+",
    checked=date(2026, 11, 1),
    source="https://github.com/forem/forem/blob/main/config/routes.rb",
)
DEVELOPERS = (STACK_EXCHANGE, GITHUB, DEV_TO)
