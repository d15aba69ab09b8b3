"""What stands in addresses without naming a page: tracking, AMP, and redirectors of searches.

Compiled by hand in November 2026 from what real feeds carry and from what the senders document.
A redirector is here only if its target stands in the address itself.
"""

import re

TRACKING = frozenset(
    re.findall(
        r"\S+",
        "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh "
        "mc_cid mc_eid mkt_tok _hsenc _hsmi _openstat vero_id oly_anon_id oly_enc_id rb_clickid "
        "s_cid s_kwcid cmpid wt_mc wt.mc_id wt_zmc xtor ns_mchannel ns_source ns_campaign "
        "ns_linkname ns_fee ito echobox smid spm guccounter guce_referrer guce_referrer_sig "
        "at_medium at_campaign at_custom1 at_custom2 _ga _gl ref_src ref_url",
    )
)
"""Parameters that say where a reader came from."""

TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "itm_", "stm_")
"""Campaign parameters: Google Analytics, Matomo, HubSpot and such."""

TRACKING_VALUES: dict[str, tuple[str, ...]] = {
    "source": ("rss", "feed"),
    "src": ("rss", "feed"),
    "ref": ("rss", "feed"),
    "from": ("rss", "feed"),
    "cmp": ("rss", "feed"),
    "partner": ("rss", "feed"),
    "mode": ("rss", "feed"),
    "format": ("rss", "feed"),
}
"""Parameters that name something elsewhere, but not with values that begin so."""

AMP_PARAMETERS: dict[str, tuple[str, ...]] = {
    "amp": ("", "1", "true"),
    "outputtype": ("amp",),
    "view": ("amp",),
}
"""Parameters that ask for the AMP form of a page, with their values."""

_GOOGLE = r"google\.(?:com?\.)?[a-z]{2,3}"

REDIRECTORS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # Google Alerts and Google's results: hosts, paths, parameters that hold the target.
    (_GOOGLE, r"/url", ("url", "q")),
    (r"bing\.com", r"/news/apiclick\.aspx", ("url",)),
    (r"(?:html\.)?duckduckgo\.com", r"/l/?", ("uddg",)),
    (r"l\.(?:facebook|instagram)\.com|lm\.facebook\.com", r"/(?:l\.php)?", ("u",)),
    (r"youtube\.com", r"/redirect", ("q",)),
    (r"out\.reddit\.com", r"/.*", ("url",)),
    (r"linkedin\.com", r"/redir/redirect/?", ("url",)),
    (r"t\.umblr\.com", r"/redirect", ("z",)),
    (r"vk\.com", r"/away\.php", ("to",)),
    (r"medium\.com", r"/r/?", ("url",)),
    (r"slack-redir\.net", r"/link", ("url",)),
)

CARRIERS: tuple[tuple[str, str], ...] = (
    # AMP caches: hosts, and what stands before the target in the path.
    (_GOOGLE, r"/amp/(?:s/)?"),
    (r"[a-z0-9-]+\.cdn\.ampproject\.org", r"/[a-z]/(?:s/)?"),
)
