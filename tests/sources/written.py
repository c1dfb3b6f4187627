"""Sources in the shapes of each reader; every word of them is made up."""

NAVIGATION = "首页 | 版面导航 | 标题导航"
DIRECTORY = "   第01版:头版\n   第02版:\n   第A03版：副刊"
TWO_LINES = "版面目录\n\n第01版\n头版\n\n第02版\n\n第A03版\n副刊\n"
SPAM = "主站蜘蛛池模板: 甲站| 乙站大全| 一二三区| 丙站| 天天更新| 一本通| "
BODY = "    河水涨到第三级石阶，灯亮了。\n\n    “今夜不必过江。”守桥人说。"


def page(
    headlines: str = "桥头的灯\n守桥人挂灯过夜\n渡口换了新船",
    day: str = "2018年07月03日 星期二上一期下一期",
    headline: str = "桥头的灯\n守桥人挂灯过夜",
    body: str = BODY,
    credit: str = "    (据渡口社)",
    end: str = SPAM,
) -> str:
    return "\n".join(
        [NAVIGATION, DIRECTORY, headlines, "", TWO_LINES, "新闻内容", day, headline, "", body, "",
         credit, "", end]
    )  # fmt: skip


TEXT = "&lt;p&gt;The &lt;a href='/quay'&gt;lamp&lt;/a&gt;.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Lamp</title>
<link>https://lamp.example/</link><description>News</description><language>en-gb</language>
<item><title>Lit &amp; out</title><link>https://lamp.example/1</link><category>Harbour</category>
<dc:creator>A. Stone</dc:creator><pubDate>Tue, 16 Jun 2026 09:00:00 GMT</pubDate>
<description>Short</description><content:encoded>{TEXT}</content:encoded></item>
<item><title>Boat</title><category>Ferry</category><pubDate>Mon, 15 Jun 2026 09:00:00 GMT</pubDate>
<description>{TEXT}</description></item>
<item><title>Tide</title><category>Harbour</category><description>{TEXT}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Lamp</title>
<updated>2026-06-16T10:00:00Z</updated><entry><title>Lit</title><id>1</id>
<author><name>A. Stone</name></author><category term="Harbour"/>
<updated>2026-06-16T10:00:00Z</updated>
<content type="html">{TEXT}</content></entry></feed>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1", "title": "The Lamp", "language": "en",
    "items": [{"id": "1", "title": "Lit", "content_html": "<p>The lamp.</p>", "tags": ["Harbour"],
               "date_published": "2026-06-16T10:00:00Z", "authors": [{"name": "A. Stone"}]}],
}  # fmt: skip
WXR = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Lamp</title>
<item><title>Lit</title><category domain="post_tag" nicename="t">Tag</category>
<category domain="category" nicename="h">Harbour</category><wp:post_type>post</wp:post_type>
<wp:status>publish</wp:status><pubDate>Tue, 16 Jun 2026 09:00:00 GMT</pubDate>
<content:encoded><![CDATA[First.

Second <em>line</em>.]]></content:encoded></item>
<item><title>Draft</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
<item><title>About</title><wp:post_type>page</wp:post_type><wp:status>publish</wp:status></item>
</channel></rss>"""


ISSUE = """\
# 青石渡周刊（第 407 期）：桥头的灯

2026-06-16

守桥人的话。

## 河上

### 一座[新桥][bridge]

桥通了。

#### 桥的后面

还有路。

### 老船

船停了。

## 岸上

**1、灯**

灯亮了。

**2、路**

路通了。

```
## not a heading
```

[bridge]: https://bridge.example/
"""


G2 = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def item(guid: str, headline: str, content: str, more: str = "", meta: str = "") -> str:
    return (
        f'<?xml version="1.0"?><newsItem {G2} guid="{guid}" xml:lang="en-GB"><itemMeta>'
        '<provider qcode="p:x"><name>Lamp Wire</name></provider>'
        f"<versionCreated>2026-06-16T23:30:00-05:00</versionCreated>{meta}</itemMeta>"
        f"<contentMeta><headline>{headline}</headline>{more}</contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf><body><body.head><hedline>'
    "<hl1>Lamp lit</hl1><hl2>At last</hl2></hedline><byline>By A. Stone</byline>"
    "<dateline><location>Quay</location>, June 16</dateline></body.head><body.content>"
    "<p>The <person>keeper</person> lit\n      it.</p><hl2>Later</hl2><p>It <em>burnt</em>.</p>"
    '<media media-type="image"><media-reference source="lamp.jpg" alternate-text="A lamp"/>'
    "<media-caption>The lamp</media-caption><media-producer>B. Stone</media-producer></media>"
    "</body.content></body></nitf></inlineXML>"
)
