//! Pages, feeds and files of every kind, from their bytes to documents.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use encoding_rs::WINDOWS_1256;
use hudna_intake::{
    FILE_LIMIT_BYTES, Intake, IntakeError, Kind, Options, Report, TEXT_LIMIT_BYTES, reports, sniff,
};
use jiff::civil::date;
use proptest::prelude::*;

fn take(name: &str, content: &str) -> Intake {
    reports(name, content.as_bytes(), &Options::default()).unwrap()
}

fn refused(name: &str, content: &str) -> IntakeError {
    reports(name, content.as_bytes(), &Options::default()).unwrap_err()
}

const PARAGRAPHS: [&str; 3] = [
    "قالت لجنة المراقبة إن وقف إطلاق النار في المدينة سيبدأ صباح الأحد عند الثامنة ويستمر ثلاثة أيام متتالية.",
    "وأضافت اللجنة أن معبرين سيفتحان أمام الجرحى والعائلات، بينما يخصص معبر ثالث لمن يلقي سلاحه ويغادر.",
    "ولم يصدر عن الفصائل أي رد حتى مساء أمس، فيما طالب المجلس المحلي بضمانات مكتوبة من جميع الأطراف.",
];

/// A news page with all that surrounds an article.
fn page(head: &str, article: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=ar dir=rtl><head><meta charset=utf-8>{head}</head><body>\
         <nav><ul><li><a href=/>الرئيسية</a></li><li><a href=/sport>رياضة</a></li></ul></nav>\
         <main><article><h1>لجنة المراقبة تعلن هدنة من ثلاثة أيام في المدينة</h1>{article}</article>\
         <aside><h3>اقرأ أيضا</h3><ul><li><a href=/1>أسعار الخبز ترتفع في الأسواق من جديد هذا الأسبوع</a></li></ul></aside>\
         </main><footer>جميع الحقوق محفوظة <script>if (1 < 2) {{ track(\"<div>\") }}</script></footer></body></html>"
    )
}

fn article() -> String {
    PARAGRAPHS.map(|p| format!("<p>{p}</p>")).concat()
}

const HEAD: &str = "<title>لجنة المراقبة تعلن هدنة من ثلاثة أيام في المدينة | صحيفة المثال</title>\
    <meta property=og:title content='لجنة المراقبة تعلن هدنة من ثلاثة أيام في المدينة'>\
    <meta property=og:site_name content='صحيفة المثال'><link rel=canonical href='https://example.org/2016/truce'>";

#[test]
fn a_page_gives_its_article_under_its_title_and_nothing_around_it() {
    let intake = take("truce.html", &page(HEAD, &article()));
    let [Report { document, .. }] = intake.reports.as_slice() else {
        panic!("{intake:?}")
    };
    let expected = format!(
        "لجنة المراقبة تعلن هدنة من ثلاثة أيام في المدينة\n\n{}",
        PARAGRAPHS.join("\n\n")
    );
    assert_eq!(document.text, expected);
    assert_eq!(document.id, "truce");
    assert_eq!(
        document.url.as_deref(),
        Some("https://example.org/2016/truce")
    );
    assert_eq!(document.outlet.as_deref(), Some("صحيفة المثال"));
    assert_eq!((document.published, intake.notes), (None, vec![]));
}

/// Every word of the text stands in the file where its origin says, letter for letter once the file's
/// own way of writing it is undone.
fn words_stand_where_they_are_said_to(
    file: &[u8],
    intake: &Intake,
    undo: impl Fn(&[u8]) -> String,
) {
    for Report { document, origin } in &intake.reports {
        let mut at = 0;
        for word in document.text.split_whitespace() {
            at += document.text.get(at..).and_then(|t| t.find(word)).unwrap();
            let place = origin.in_file(at..at + word.len());
            assert_eq!(undo(&file[place]), word, "in {}", document.id);
            at += word.len();
        }
    }
}

fn utf8(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_words_of_an_article_stand_in_the_file_of_the_page_where_they_are_said_to() {
    let plain = page(HEAD, &article());
    let intake = take("a.html", &plain);
    words_stand_where_they_are_said_to(plain.as_bytes(), &intake, utf8);
    let (document, origin) = (&intake.reports[0].document, &intake.reports[0].origin);
    let two = "صباح الأحد عند الثامنة";
    let at = document.text.find(two).unwrap();
    assert_eq!(plain.get(origin.in_file(at..at + two.len())), Some(two));
    // The article, not the title of the window or the menu, where both have the same words.
    let body = plain.find("<article>").unwrap();
    assert!(origin.in_file(at..at + 1).start > body);

    let entities: String = article()
        .chars()
        .map(|c| match c {
            'ه' => "&#1607;".to_owned(),
            'ة' => "&#x629;".to_owned(),
            '،' => "&#1548;<b></b>".to_owned(),
            c => c.to_string(),
        })
        .collect();
    let html = page(HEAD, &entities.replace("الجرحى", "<a href='/x'>الجر</a>حى"));
    let intake = take("b.html", &html);
    assert!(intake.reports[0].document.text.contains("الجرحى"));
    assert_eq!(intake.notes, Vec::<String>::new());
    words_stand_where_they_are_said_to(html.as_bytes(), &intake, |written| {
        let text = utf8(written)
            .replace("<b></b>", "")
            .replace("<a href='/x'>", "")
            .replace("</a>", "");
        text.replace("&#1607;", "ه")
            .replace("&#x629;", "ة")
            .replace("&#1548;", "،")
    });

    let old = page(HEAD, &article()).replace("charset=utf-8", "charset=windows-1256");
    let bytes = WINDOWS_1256.encode(&old).0;
    let intake = reports("c.html", &bytes, &Options::default()).unwrap();
    words_stand_where_they_are_said_to(&bytes, &intake, |b| WINDOWS_1256.decode(b).0.into_owned());
}

#[test]
fn the_words_of_an_entry_stand_in_the_file_of_the_feed_where_they_are_said_to() {
    let feed = "\u{FEFF}<?xml version='1.0'?><rss><channel><item><title>هدنة &amp; معبران</title>\
        <description>&lt;p&gt;تبدأ &lt;b&gt;الهدنة&lt;/b&gt; &amp;amp; الأحد&lt;/p&gt;</description></item>\
        <item><title>two</title><description><![CDATA[<p>تستمر&nbsp;ثلاثة</p>]]></description></item></channel></rss>";
    let intake = take("wire.rss", feed);
    let texts: Vec<_> = intake
        .reports
        .iter()
        .map(|r| r.document.text.as_str())
        .collect();
    assert_eq!(
        texts,
        ["هدنة & معبران\n\nتبدأ الهدنة & الأحد", "two\n\nتستمر ثلاثة"]
    );
    words_stand_where_they_are_said_to(feed.as_bytes(), &intake, |written| {
        utf8(written).replace("&amp;", "&").replace("&amp;", "&")
    });
}

#[test]
fn a_byte_order_mark_is_counted() {
    let intake = take("a.txt", "\u{FEFF}هدنة في حلب");
    assert_eq!(intake.reports[0].document.text, "هدنة في حلب");
    assert_eq!(intake.reports[0].origin.in_file(0.."هدنة".len()), 3..11);
}

#[test]
fn the_publication_date_of_a_page_is_the_day_it_writes() {
    let day = Some(date(2016, 10, 20));
    for (head, article_head) in [
        (
            "<meta property='article:published_time' content='2016-10-20T01:30:00+03:00'>",
            "",
        ),
        (
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2016-10-20\"}</script>",
            "",
        ),
        (
            "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\",\"datePublished\":\"2001-01-01\"},\
             {\"@type\":\"WebPage\",\"datePublished\":\"2016-10-19\"},\
             {\"@type\":[\"NewsArticle\"],\"datePublished\":\"2016-10-20T23:00:00Z\"}]}</script>",
            "",
        ),
        (
            "",
            "<time datetime='2016-10-20T08:00+03:00'>20 أكتوبر</time>",
        ),
        (
            "",
            "<time datetime='2016-10-20' pubdate>20</time><time datetime='2016-10-21'>21</time>",
        ),
    ] {
        let intake = take(
            "p.html",
            &page(
                &format!("{HEAD}{head}"),
                &format!("{article_head}{}", article()),
            ),
        );
        assert_eq!(
            intake.reports[0].document.published, day,
            "{head}{article_head}"
        );
        assert!(intake.notes.is_empty(), "{:?}", intake.notes);
    }
}

#[test]
fn dates_that_contradict_each_other_are_noted_or_left_open() {
    let head = format!(
        "{HEAD}<meta property='article:published_time' content='2016-10-19T22:30:00Z'>\
         <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"datePublished\":\"2016-10-20T01:30+03:00\"}}</script>"
    );
    let intake = take("p.html", &page(&head, &article()));
    assert_eq!(
        intake.reports[0].document.published,
        Some(date(2016, 10, 19))
    );
    assert!(
        intake.notes[0].contains("2016-10-20T01:30+03:00")
            && intake.notes[0].starts_with("p.html:")
    );

    let two = format!(
        "<time datetime=2016-10-20>أ</time><time datetime=2016-10-22>ب</time>{}",
        article()
    );
    let intake = take("p.html", &page(HEAD, &two));
    assert_eq!(intake.reports[0].document.published, None);
    assert!(
        intake.notes[0].contains("several dates (2016-10-20, 2016-10-22)"),
        "{:?}",
        intake.notes
    );

    let bad = format!("{HEAD}<meta property='article:published_time' content='yesterday'>");
    let intake = take("p.html", &page(&bad, &article()));
    assert_eq!(intake.reports[0].document.published, None);
    assert!(
        intake.notes[0].contains("\"yesterday\", which is not a date"),
        "{:?}",
        intake.notes
    );
}

#[test]
fn a_page_in_the_encoding_that_it_declares_is_read_without_a_guess() {
    let html = page(HEAD, &article()).replace("charset=utf-8", "charset=windows-1256");
    let intake = reports(
        "old.html",
        &WINDOWS_1256.encode(&html).0,
        &Options::default(),
    )
    .unwrap();
    assert!(intake.reports[0].document.text.ends_with(PARAGRAPHS[2]));
    assert!(
        intake.notes[0].contains("windows-1256, which the file declares"),
        "{:?}",
        intake.notes
    );
}

#[test]
fn a_page_without_an_article_is_refused_by_name() {
    for html in [
        "<html><body></body></html>".to_owned(),
        "<html><body><noscript>You need to enable JavaScript to run this app, so please do it now.</noscript>\
         <div id=root></div></body></html>"
            .to_owned(),
        page(HEAD, "<p>سجل الدخول للمتابعة</p>"),
    ] {
        let e = refused("login.html", &html);
        assert!(matches!(e, IntakeError::NoArticle { .. }), "{e}");
        assert!(e.to_string().starts_with("login.html: no article"), "{e}");
    }
}

#[test]
fn a_page_nested_beyond_reason_is_refused_with_its_line() {
    let html = format!("<html><body>\n{}\n<p>text</p>", "<div>".repeat(100_000));
    assert!(matches!(
        refused("deep.html", &html),
        IntakeError::TooDeep { line: 2, .. }
    ));
    // Elements that close, elements that need no end, and scripts do not nest.
    let flat = format!(
        "{}{}<script>{}</script>",
        "<div><br><img src=a>x</div>".repeat(2_000),
        "<p>".repeat(2_000),
        "\"<div>\";".repeat(2_000)
    );
    take("flat.html", &page(HEAD, &format!("{flat}{}", article())));
}

#[test]
fn an_rss_feed_gives_a_document_for_each_entry() {
    let intake = take(
        "folder/wire.rss",
        "<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
         xmlns:media='http://search.yahoo.com/mrss/'><channel><title>وكالة المثال</title><link>https://example.org</link>\
         <image><title>logo</title></image>\
         <item><title>هدنة &amp;quot;إنسانية&amp;quot;</title><link>https://example.org/1</link>\
         <pubDate>Thu, 20 Oct 2016 01:30:00 +0300</pubDate><media:title>صورة</media:title>\
         <description>مختصر</description>\
         <content:encoded><![CDATA[<p>تبدأ الهدنة <b>الأحد</b>.</p><p>ويفتح معبران&nbsp;اثنان.</p>]]></content:encoded></item>\
         <item><title>خبر ثان</title><guid>https://example.org/2</guid><pubDate>soon</pubDate>\
         <description>&lt;p&gt;نص &lt;a href='x'&gt;الخبر&lt;/a&gt;&lt;/p&gt;</description></item>\
         <item><link>https://example.org/3</link></item></channel></rss>",
    );
    let [
        Report {
            document: first, ..
        },
        Report {
            document: second, ..
        },
    ] = intake.reports.as_slice()
    else {
        panic!("{intake:?}")
    };
    assert_eq!(
        (first.id.as_str(), first.published),
        ("wire#1", Some(date(2016, 10, 20)))
    );
    assert_eq!(
        first.text,
        "هدنة \"إنسانية\"\n\nتبدأ الهدنة الأحد.\n\nويفتح معبران اثنان."
    );
    assert_eq!(first.url.as_deref(), Some("https://example.org/1"));
    assert_eq!(first.outlet.as_deref(), Some("وكالة المثال"));
    assert_eq!((second.id.as_str(), second.published), ("wire#2", None));
    assert_eq!(second.text, "خبر ثان\n\nنص الخبر");
    assert_eq!(second.url.as_deref(), Some("https://example.org/2"));
    assert_eq!(
        intake.notes,
        [
            "folder/wire.rss: entry 2 gives \"soon\", which is not a date; its publication date is left open",
            "folder/wire.rss: entry 3 has no text; left out",
        ]
    );
}

#[test]
fn an_atom_feed_gives_its_text_in_all_three_forms_and_no_date_of_a_mere_update() {
    let intake = take(
        "feed.xml",
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Monitors</title><link href='https://example.org/'/>\
         <entry><title>A &lt; B</title><link rel='self' href='https://example.org/a.atom'/>\
         <link rel='alternate' href='https://example.org/a?x=1&amp;y=2'/>\
         <published>2016-11-04T00:10:00+02:00</published><updated>2016-11-05T00:00:00Z</updated>\
         <source><title>Elsewhere</title></source>\
         <content type='html'>&lt;p&gt;Eight crossings&lt;br&gt;open at nine.&lt;/p&gt;</content></entry>\
         <entry><title type='html'>Two &amp;amp; six</title><updated>2016-11-05T00:00:00Z</updated>\
         <summary type='text'>Two for fighters, 2 &lt; 6.</summary></entry>\
         <entry><title>Third</title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>\
         <p>Until <i>seven</i> &amp; no longer.</p><p>Then shut.</p></div></content></entry></feed>",
    );
    let texts: Vec<&str> = intake
        .reports
        .iter()
        .map(|r| r.document.text.as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "A < B\n\nEight crossings\nopen at nine.",
            "Two & six\n\nTwo for fighters, 2 < 6.",
            "Third\n\nUntil seven & no longer.\n\nThen shut.",
        ]
    );
    assert_eq!(
        intake.reports[0].document.published,
        Some(date(2016, 11, 4))
    );
    assert_eq!(
        intake.reports[0].document.url.as_deref(),
        Some("https://example.org/a?x=1&y=2")
    );
    assert_eq!(intake.reports[1].document.published, None);
    assert_eq!(
        intake.notes,
        [
            "feed.xml: entry 2 has only the time of its last change; its publication date is left open"
        ]
    );
}

#[test]
fn a_feed_cut_short_gives_the_entries_before_the_cut() {
    let whole = "<rss><channel><item><title>One</title></item>\n<item><title>Two</title></item></channel></rss>";
    let cut = take("cut.rss", whole.get(..70).unwrap());
    assert_eq!(cut.reports.len(), 1);
    assert!(
        cut.notes[0].starts_with("cut.rss, line 2: the feed is broken here"),
        "{:?}",
        cut.notes
    );
    assert!(matches!(
        refused("cut.rss", whole.get(..30).unwrap()),
        IntakeError::BrokenFeed { line: 1, .. }
    ));
    assert!(matches!(
        refused("none.rss", "<rss><channel/></rss>"),
        IntakeError::NoEntries { entries: 0, .. }
    ));
}

#[test]
fn the_kind_of_a_file_shows_in_its_name_or_its_first_characters() {
    for (name, content, kind) in [
        ("a.txt", "<html>", Kind::Text),
        ("a", "Report of the day", Kind::Text),
        ("-", "هدنة", Kind::Text),
        (
            "-",
            "\u{FEFF} <!-- saved --> <!DOCTYPE html><html>",
            Kind::Html,
        ),
        ("a.html", "<p>no root", Kind::Html),
        ("a.php", "<!doctype html>\n<HTML>", Kind::Html),
        ("a.xml", "<?xml version='1.0'?><!-- c --><rss>", Kind::Feed),
        (
            "-",
            "<feed xmlns='http://www.w3.org/2005/Atom'>",
            Kind::Feed,
        ),
        ("a.rdf", "<rdf:RDF>", Kind::Feed),
        ("a.xhtml", "<?xml version='1.0'?><html>", Kind::Html),
        ("a.jsonl", "", Kind::JsonLines),
        ("-", "{\"id\":\"1\",\"text\":\"\"}", Kind::JsonLines),
        ("a.pdf", "%PDF-1.7", Kind::Other("a PDF")),
        (
            "a.txt",
            "PK\x03\x04",
            Kind::Other("a ZIP archive or an office document"),
        ),
    ] {
        assert_eq!(sniff(name, content.as_bytes()), kind, "{name}: {content}");
    }
    let e = refused("report.docx", "PK\x03\x04rest");
    assert!(
        e.to_string()
            .starts_with("report.docx is a ZIP archive or an office document"),
        "{e}"
    );
}

#[test]
fn the_text_of_one_report_has_a_longest_length() {
    let most = "x".repeat(TEXT_LIMIT_BYTES);
    assert_eq!(take("a.txt", &most).reports.len(), 1);
    let e = refused("a.txt", &format!("x\n{most}"));
    assert!(matches!(e, IntakeError::TextTooLong { line: 2, .. }), "{e}");
    let wire = format!(
        "<rss><channel><item><description>{most}x</description></item><item><title>b</title></item></channel></rss>"
    );
    let intake = take("a.rss", &wire);
    assert_eq!(intake.reports[0].document.id, "a#2");
    assert!(
        intake.notes[0].starts_with("a.rss: entry 1 has a text of 8388609 bytes"),
        "{:?}",
        intake.notes
    );
    let e = refused("a.html", &format!("<html><body>\n<p>{most}x</p>"));
    assert!(matches!(e, IntakeError::TextTooLong { line: 2, .. }), "{e}");
    // A script is no text.
    take(
        "a.html",
        &page(HEAD, &format!("<script>{most}x</script>{}", article())),
    );
    let e = refused(
        "a.jsonl",
        &" ".repeat(FILE_LIMIT_BYTES + 1).replacen(' ', "{", 1),
    );
    assert!(matches!(e, IntakeError::FileTooLong { .. }), "{e}");
}

#[test]
fn an_empty_file_is_named() {
    for content in ["", " \n\t", "\u{FEFF}\n"] {
        let e = refused("nothing.txt", content);
        assert_eq!(
            e.to_string(),
            "nothing.txt is empty; there is nothing to read in it"
        );
    }
    let e = refused("nothing.jsonl", "\u{FEFF}");
    assert!(matches!(e, IntakeError::Empty { .. }), "{e}");
}

#[test]
fn a_text_file_is_taken_as_it_is() {
    let text = "  هدنة روسية بحلب \n\nنص\r\n";
    let intake = take("reports/000_a.txt", text);
    assert_eq!(intake.reports[0].document.text, text);
    assert_eq!(intake.reports[0].document.id, "000_a");
    assert_eq!(take("-", text).reports[0].document.id, "stdin");
}

#[test]
fn bad_lines_of_a_file_are_notes_unless_all_are_bad() {
    let intake = take("in.jsonl", "{\"id\":\"1\",\"text\":\"t\"}\nbad\n");
    assert_eq!((intake.reports.len(), intake.notes.len()), (1, 1));
    assert!(
        intake.notes[0].starts_with("in.jsonl, line 2"),
        "{:?}",
        intake.notes
    );
    assert!(matches!(
        refused("in.jsonl", "bad\nworse"),
        IntakeError::LineNotJson { line: 1, .. }
    ));
}

/// Bytes that look a little like what is expected.
fn scraps() -> impl Strategy<Value = Vec<u8>> {
    const SCRAPS: &[&str] = &[
        "<",
        ">",
        "</",
        "/>",
        "<html>",
        "<body>",
        "<article>",
        "<p>",
        "</p>",
        "<div class=content>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "<a href='x'>",
        "</a>",
        "<br>",
        "<pre>",
        "<img src=a>",
        "<script type='application/ld+json'>",
        "{\"@type\":\"NewsArticle\",\"datePublished\":\"2016\"}",
        "</script>",
        "<time datetime='2016-10-20'>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<svg>",
        "<math>",
        "<template>",
        "<select>",
        "<noscript><img></noscript>",
        "<b>",
        "<font>",
        "<h1>",
        "<title>",
        "<rss>",
        "<channel>",
        "<item>",
        "</item>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<entry>",
        "</entry>",
        "<title type='xhtml'>",
        "<link href=x/>",
        "<pubDate>",
        "&amp;",
        "&",
        "&#0;",
        "&#x110000;",
        "&nbsp;",
        "xmlns:a=''",
        "<?xml version='1.0' encoding='windows-1256'?>",
        "<!DOCTYPE html>",
        "{\"id\":1,\"text\":\"",
        "\"}",
        "\n",
        "\0",
        " ",
        "هدنة من الثامنة صباحا",
        "Thirty words of a paragraph, with commas, that reads like an article. ",
    ];
    let scrap = prop_oneof![
        9 => prop::sample::select(SCRAPS).prop_map(|s| s.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 1..4),
    ];
    prop::collection::vec(scrap, 0..60).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_give_documents_or_an_error_that_names_the_file(bytes in scraps()) {
        let options = Options::default();
        for name in ["x.html", "x.xml", "x.jsonl", "x.txt", "-"] {
            match reports(name, &bytes, &options) {
                Ok(intake) => {
                    prop_assert!(!intake.reports.is_empty());
                    prop_assert!(intake.notes.iter().all(|note| note.starts_with(name)));
                    for Report { document, origin } in &intake.reports {
                        prop_assert!(!document.text.trim().is_empty());
                        if name == "x.jsonl" || sniff(name, &bytes) == Kind::JsonLines {
                            continue;
                        }
                        let mut at = 0;
                        for word in document.text.split_whitespace() {
                            at += document.text.get(at..).and_then(|t| t.find(word)).unwrap();
                            let place = origin.in_file(at..at + word.len());
                            prop_assert!(bytes.get(place.clone()).is_some(), "{word}: {place:?} of {}", bytes.len());
                        }
                    }
                    prop_assert_eq!(&intake, &reports(name, &bytes, &options).unwrap());
                }
                Err(e) => prop_assert!(e.to_string().starts_with(name), "{}", e),
            }
        }
    }
}
