"""Texts become exactly the nodes that they should, and hostile ones become text."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from slack_sdk import WebClient

from sandbox.pytest_plugin import MakeSandbox
from tests.page.conftest import MENTIONS, OpenWindow

pytestmark = pytest.mark.browser

OUT = 'target="_blank" rel="noopener noreferrer"'


def emoji(name: str, character: str) -> str:
    return f'<span class="emoji" title=":{name}:" role="img" aria-label="{name}">{character}</span>'


CASES = {
    "bold": ("*a* b", "<strong>a</strong> b"),
    "nested": ("*a _b_ ~c~*", "<strong>a <em>b</em> <s>c</s></strong>"),
    "marker inside a word": ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
    "marker before a space": ("* a * b", "* a * b"),
    "unclosed": ("*a", "*a"),
    "code": ("`*a* &lt;`", "<code>*a* &lt;</code>"),
    "preformatted": ("a\n```\n*x*\n```\nb", "a<pre><code>*x*</code></pre>b"),
    "unclosed preformatted": ("```a", "```a"),
    "quote": ("&gt; a\n&gt; b\nc", "<blockquote>a<br>b</blockquote>c"),
    "bullets stay as typed": ("• a\n• *b*\n1. c", "• a<br>• <strong>b</strong><br>1. c"),
    "quote to the end": ("a\n&gt;&gt;&gt; b\nc", "a<blockquote>b<br>c</blockquote>"),
    "quote with a raw sign": ("> *a*", "<blockquote><strong>a</strong></blockquote>"),
    "quote sign in a line": ("1 &gt; 0", "1 &gt; 0"),
    "code block keeps markers": (
        "```\n_a_ &amp; <@U1>```",
        '<pre><code>_a_ &amp; <span class="mention">@Su Keller</span></code></pre>',
    ),
    "empty code": ("``", "``"),
    "all three": ("*_~a~_*", "<strong><em><s>a</s></em></strong>"),
    "across lines": ("*a\nb*", "*a<br>b*"),
    "doubled markers": ("**a** __b__ ~~c~~", "**a** __b__ ~~c~~"),
    "closed inside a word": ("*a*b", "*a*b"),
    "in brackets": ("(*a*), _b_!", "(<strong>a</strong>), <em>b</em>!"),
    "after a letter of another script": ("ж*a*", "ж*a*"),
    "marker in code in bold": ("*a `*` b*", "<strong>a <code>*</code> b</strong>"),
    "lines": ("a\nb", "a<br>b"),
    "link": ("<https://e.org/?a=1&amp;b=2|x>", f'<a href="https://e.org/?a=1&amp;b=2" {OUT}>x</a>'),
    "link in bold": (
        "*<https://e.org/a_b|x>*",
        f'<strong><a href="https://e.org/a_b" {OUT}>x</a></strong>',
    ),
    "bare link": (
        "see https://e.org/a_b_c.",
        f'see <a href="https://e.org/a_b_c" {OUT}>https://e.org/a_b_c</a>.',
    ),
    "bare link in brackets": (
        "(https://e.org/a)",
        f'(<a href="https://e.org/a" {OUT}>https://e.org/a</a>)',
    ),
    "link without a label": (
        "<https://e.org/?a=1&amp;b=2>",
        f'<a href="https://e.org/?a=1&amp;b=2" {OUT}>https://e.org/?a=1&amp;b=2</a>',
    ),
    "link with a marker in its label": (
        "<https://e.org/|*a*>",
        f'<a href="https://e.org/" {OUT}>*a*</a>',
    ),
    "mail": ("<mailto:a@e.org|Ann>", f'<a href="mailto:a@e.org" {OUT}>Ann</a>'),
    "user": ("<@U1>", '<span class="mention">@Su Keller</span>'),
    "me": ("<@U2>", '<span class="mention mention-me">@Loi</span>'),
    "unknown user": ("<@U9|eve>", '<span class="mention">@eve</span>'),
    "channel": ("<#C1|old>", '<a class="mention" href="#C1">#random</a>'),
    "broadcast": ("<!here>", '<span class="mention mention-me">@here</span>'),
    "unknown channel": ("<#C9|far>", '<span class="mention">#far</span>'),
    "everyone": ("<!everyone>", '<span class="mention mention-me">@everyone</span>'),
    "channel broadcast": ("<!channel|x>", '<span class="mention mention-me">@channel</span>'),
    "group": ("<!subteam^S1|@team>", '<span class="mention mention-me">@team</span>'),
    "date with all tokens": (
        "<!date^1392734382^{date} {date_short} {date_long} {date_slash} {time}|x>",
        "18 February 2014 18 Feb 2014 Tuesday, 18 February 2014 18/02/2014 15:39",
    ),
    "pretty date long ago": ("<!date^1392734382^on {date_pretty}|x>", "On 18 February 2014"),
    "date with a link": (
        "<!date^1392734382^{date_num}^https://e.org/|x>",
        f'<a href="https://e.org/" {OUT}>2014-02-18</a>',
    ),
    "date": ("<!date^1392734382^{date_num} {time_secs}|x>", "2014-02-18 15:39:42"),
    "date without tokens": ("<!date^1^nothing|fall &amp; back>", "fall &amp; back"),
    "date that is none": ("<!date^NaN^{date}|x>", "x"),
    "entities": ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
    "emoji": (":tada::+1:", f"{emoji('tada', '🎉')}{emoji('+1', '👍')}"),
    "emoji with a skin tone": (":wave::skin-tone-3:", emoji("wave::skin-tone-3", "👋🏼")),
    "emoji of several signs": (
        ":female-technologist::skin-tone-6:",
        emoji("female-technologist::skin-tone-6", "👩🏿‍💻"),
    ),
    "flag": (":flag-ch:", emoji("flag-ch", "🇨🇭")),
    "emoji in code": ("`:tada:`", "<code>:tada:</code>"),
    "unknown emoji": (":nosuch: 10:30:00", ":nosuch: 10:30:00"),
    "tag": ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    "escaped broadcast": ("&lt;!channel&gt;", "&lt;!channel&gt;"),
    "script link": ("<javascript:alert(1)|x>", '<span class="dead-link">x</span>'),
    "script link with a gap": ("<java\tscript:alert(1)|x>", "&lt;java\tscript:alert(1)|x&gt;"),
    "data link": ("<data:text/html,hi|x>", '<span class="dead-link">x</span>'),
    "script in a date": ("<!date^1^{date}^javascript:x|y>", "1 January 1970"),
}


@pytest.fixture(scope="module")
def bare_page(browser: Browser, make_sandbox: MakeSandbox) -> Iterator[Page]:
    """Open a page from which the modules can be called."""
    with make_sandbox() as sandbox:
        page = browser.new_page()
        page.goto(sandbox.url)
        yield page
        page.close()


DRAW = """async (text) => {
  const { drawMrkdwn } = await import("/static/mrkdwn.js");
  await (await import("/static/emoji.js")).loadEmoji();
  const { createWorkspace } = await import("/static/workspace.js");
  const su = { id: "U1", name: "su", real_name: "Su Keller" };
  const me = { id: "U2", name: "loi", real_name: "Loi", tz: "Europe/Zurich" };
  const channels = [{ id: "C1", name: "random", kind: "channel" }];
  const workspace = createWorkspace({ team: {}, me, users: [su, me], channels, apps: [] });
  const place = new DOMParser().parseFromString("<p></p>", "text/html").querySelector("p");
  place.append(...drawMrkdwn(text, workspace));
  place.querySelectorAll("time").forEach((time) => time.replaceWith(...time.childNodes));
  return place.innerHTML;
}"""


def test_mrkdwn(bare_page: Page) -> None:
    drawn = bare_page.evaluate(
        f"async (texts) => Promise.all(texts.map({DRAW}))", [text for text, _ in CASES.values()]
    )
    got = dict(zip(CASES, drawn, strict=True))
    wanted = {name: expected for name, (_, expected) in CASES.items()}
    wanted["script in a date"] = f'<span class="dead-link">{wanted["script in a date"]}</span>'
    assert got == wanted


TEXT_OBJECTS = """async () => {
  const { drawText } = await import("/static/mrkdwn.js");
  await (await import("/static/emoji.js")).loadEmoji();
  const drawn = (text) => {
    const place = document.createElement("p");
    place.append(...drawText(text, { users: new Map(), channels: new Map(), me: {} }));
    return place.innerHTML;
  };
  return [
    drawn({ type: "mrkdwn", text: "*a* https://e.org", verbatim: true }),
    drawn({ type: "plain_text", text: "*a*\\n:tada: <b>" }),
    drawn({ type: "plain_text", text: ":tada:", emoji: false }),
  ];
}"""


def test_text_objects_are_verbatim_or_plain_where_they_say_so(bare_page: Page) -> None:
    assert bare_page.evaluate(TEXT_OBJECTS) == [
        "<strong>a</strong> https://e.org",
        f"*a*<br>{emoji('tada', '🎉')} &lt;b&gt;",
        ":tada:",
    ]


def test_long_texts_with_markers_that_never_close_are_drawn_at_once(bare_page: Page) -> None:
    seconds = bare_page.evaluate(
        f"""async (texts) => {{
          const draw = {DRAW};
          await draw("warm");
          const begin = performance.now();
          for (const text of texts) await draw(text);
          return (performance.now() - begin) / 1000;
        }}""",
        [sign * 13_000 for sign in (" *a", "*", "<", "`", ":a", "```", "&gt;")],
    )
    assert seconds < 3


HOSTILE = [
    "<script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    "<javascript:window.hacked=1|press me>",
    '&lt;!channel&gt; <https://example.org/" onmouseover="window.hacked=1|x>',
    "*<script>*window.hacked=1*</script>*",
]


def test_hostile_texts_do_nothing(open_window: OpenWindow, client: WebClient) -> None:
    for text in HOSTILE:
        mrkdwn = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
        plain = {"type": "section", "text": {"type": "plain_text", "text": text}}
        markdown = {"type": "markdown", "text": f"{text} [x](javascript:window.hacked=1)"}
        client.chat_postMessage(channel=MENTIONS, text=text)
        client.chat_postMessage(channel=MENTIONS, text=text, blocks=[mrkdwn, plain, markdown])
    page = open_window()
    expect(page.locator(".message")).to_have_count(2 * len(HOSTILE))
    for dead in page.locator(".dead-link").all():
        dead.click()
    messages = page.locator(".messages")
    expect(messages.locator("script, img, [onerror], [onmouseover]")).to_have_count(0)
    expect(messages.locator('.body a:not([href^="https://"])')).to_have_count(0)
    expect(messages.locator(".mention")).to_have_count(0)
    assert page.evaluate("window.hacked") is None


def test_typed_markup_stays_text_for_everybody(open_window: OpenWindow) -> None:
    page = open_window()
    page.get_by_role("textbox").fill("<!channel> <@U0SUKELLER> <b>x</b>")
    page.keyboard.press("Enter")
    expect(page.locator(".message .text")).to_have_text("<!channel> <@U0SUKELLER> <b>x</b>")
    expect(page.locator(".message .mention")).to_have_count(0)
