//! What `hudna read` takes in: every kind of file, every encoding, streams; what cannot be read is
//! named, and the rest is read.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use encoding_rs::{ISO_8859_6, WINDOWS_1251, WINDOWS_1256};
use hudna_e2e::{Ran, binary, hudna_in};
use serde_json::{Value, json};

const ARABIC: &str = "أعلنت وزارة الدفاع الروسية هدنة إنسانية في مدينة حلب من الساعة التاسعة صباحا حتى الساعة السابعة مساء يوم 4 نوفمبر 2016.";
const RUSSIAN: &str = "Министерство обороны России объявило гуманитарную паузу в Алеппо 4 ноября 2016 года с 9:00 до 19:00.";

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

fn given(folder: &Path, args: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(binary())
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("its input");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A command that refuses its arguments does not read its input.
        let _ = stdin.write_all(&input);
    });
    let ran = child.wait_with_output().expect("it ends").into();
    writer.join().expect("the input is written");
    ran
}

fn page(article: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=ar dir=rtl><head><meta charset=utf-8><title>هدنة في حلب</title>\
         <meta property='article:published_time' content='2016-11-03T20:00:00+02:00'></head><body>\
         <nav><a href=/>الرئيسية</a> <a href=/war>هدنة دمشق تبدأ غدا</a></nav>\
         <article><h1>هدنة في حلب</h1><p>{article}</p><p>وقال المتحدث باسم الوزارة إن المعابر ستفتح أمام المدنيين \
         والجرحى طوال هذه المدة، وإن من يريد الخروج يخرج بلا شروط.</p></article>\
         <footer>جميع الحقوق محفوظة</footer></body></html>"
    )
}

/// Every piece of evidence of a value, wherever in it.
fn evidence(value: &Value, found: &mut Vec<(usize, usize)>) {
    match value {
        Value::Object(fields) => {
            if let (Some(start), Some(end), Some(_)) =
                (fields.get("start"), fields.get("end"), fields.get("report"))
            {
                let number =
                    |v: &Value| usize::try_from(v.as_u64().expect("a number")).expect("small");
                found.push((number(start), number(end)));
            }
            fields.values().for_each(|v| evidence(v, found));
        }
        Value::Array(values) => values.iter().for_each(|v| evidence(v, found)),
        _ => {}
    }
}

fn words_of(read: &Value, file: &[u8], encoding: &'static encoding_rs::Encoding) -> Vec<String> {
    let mut all = Vec::new();
    evidence(read, &mut all);
    assert!(all.len() > 10, "{read}");
    all.iter()
        .map(|&(start, end)| {
            let bytes = file.get(start..end).expect("evidence lies in the file");
            let (text, malformed) = encoding.decode_without_bom_handling(bytes);
            assert!(
                !malformed && !text.trim().is_empty(),
                "{start}..{end}: {text}"
            );
            text.into_owned()
        })
        .collect()
}

#[test]
fn the_article_of_a_web_page_is_read_and_its_evidence_lies_in_the_file_of_the_page() {
    let html = page(
        &ARABIC
            .replace("يوم 4 نوفمبر 2016", "<b>بعد</b>&nbsp;&#1594;د")
            .replace("الروسية", "الروسي&#1577;"),
    );
    let folder = folder(&[("aleppo.html", html.as_bytes())]);
    let read = hudna_in(folder.path(), ["read", "--json", "aleppo.html"]).json();
    let report = &read["reports"][0];
    assert_eq!(report["id"], "aleppo");
    assert_eq!(report["published"]["date"], "2016-11-03");
    assert_eq!(
        report["truces"].as_array().map(Vec::len),
        Some(1),
        "{report}"
    );
    assert_eq!(report["truces"][0]["starts"], "2016-11-05T09:00");
    assert_eq!(report["truces"][0]["declared_by"], json!(["Russia"]));
    let words = words_of(&read, html.as_bytes(), encoding_rs::UTF_8);
    assert!(
        words.iter().any(|w| w.contains("<b>بعد</b>&nbsp;&#1594;د")),
        "{words:?}"
    );
    assert!(words.iter().any(|w| w == "هدنة"), "{words:?}");
    let article = html.find("<article>").expect("the article");
    let mut all = Vec::new();
    evidence(&report["truces"], &mut all);
    assert!(all.iter().all(|(start, _)| *start > article), "{all:?}");
}

#[test]
fn legacy_encodings_are_recognised_and_evidence_counts_their_bytes() {
    for (text, encoding) in [
        (ARABIC, WINDOWS_1256),
        (ARABIC, ISO_8859_6),
        (RUSSIAN, WINDOWS_1251),
    ] {
        let bytes = encoding.encode(text).0.into_owned();
        let folder = folder(&[("old.txt", &bytes)]);
        let ran = hudna_in(folder.path(), ["read", "--json", "old.txt"]);
        let name = encoding.name().to_lowercase();
        assert!(
            ran.err.contains(&format!("old.txt: read as {name}")),
            "{}",
            ran.err
        );
        let read = ran.json();
        assert_eq!(
            read["reports"][0]["truces"][0]["starts"], "2016-11-04T09:00",
            "{name}"
        );
        let words = words_of(&read, &bytes, encoding);
        assert!(words.iter().all(|w| text.contains(w.as_str())), "{words:?}");
    }
    let wide: Vec<u8> = "\u{FEFF}"
        .encode_utf16()
        .chain(ARABIC.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let folder = folder(&[("wide.txt", &wide)]);
    let read = hudna_in(folder.path(), ["read", "--json", "wide.txt"]).json();
    let words = words_of(&read, &wide, encoding_rs::UTF_16LE);
    assert!(
        words.iter().all(|w| ARABIC.contains(w.as_str())),
        "{words:?}"
    );
}

#[test]
fn feeds_give_a_report_for_each_entry_and_standard_input_may_be_any_kind() {
    let feed = format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>وكالة</title>\
         <item><title>هدنة</title><pubDate>Thu, 03 Nov 2016 22:30:00 +0200</pubDate>\
         <description>&lt;p&gt;{}&lt;/p&gt;</description></item>\
         <item><title>خبر آخر</title><description>لا جديد</description></item></channel></rss>",
        ARABIC.replace(" يوم 4 نوفمبر 2016", " غدا")
    );
    let folder = folder(&[("wire.rss", feed.as_bytes())]);
    for read in [
        hudna_in(folder.path(), ["read", "--json", "wire.rss"]),
        given(folder.path(), &["read", "--json", "-"], feed.as_bytes()),
    ] {
        let read = read.json();
        assert_eq!(read["reports"].as_array().map(Vec::len), Some(2));
        assert_eq!(
            read["reports"][0]["truces"][0]["starts"],
            "2016-11-04T09:00"
        );
        words_of(&read, feed.as_bytes(), encoding_rs::UTF_8);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_is_read() {
    let folder = folder(&[
        ("good.txt", ARABIC.as_bytes()),
        ("empty.txt", b" \n"),
        ("scan.pdf", b"%PDF-1.7"),
        (
            "login.html",
            b"<!doctype html><html><body><p>Sign in</p></body></html>",
        ),
        ("short.txt", b"line one\n\xE5\xCF\xE4\xC9"),
        (
            "french.txt",
            b"une tr\xeave fran\xe7aise d\xe9j\xe0 annonc\xe9e",
        ),
    ]);
    let bad = [
        "none.txt",
        "empty.txt",
        "scan.pdf",
        "login.html",
        "short.txt",
        "french.txt",
    ];
    let ran = hudna_in(
        folder.path(),
        ["read", "--json", "good.txt"].into_iter().chain(bad),
    );
    for words in [
        "none.txt: there is no such file",
        "empty.txt is empty",
        "scan.pdf is a PDF",
        "login.html: no article",
        "short.txt, line 2: byte 0xE5 at offset 9",
        "windows-1256 or iso-8859-6",
        "french.txt, line 1: byte 0xEA",
    ] {
        assert!(ran.err.contains(words), "no {words:?} in {}", ran.err);
    }
    assert_eq!(
        ran.err.matches("passed over").count(),
        bad.len(),
        "{}",
        ran.err
    );
    assert_eq!(ran.json()["reports"].as_array().map(Vec::len), Some(1));
    let ran = hudna_in(folder.path(), ["read"].into_iter().chain(bad));
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    for name in bad {
        assert!(ran.err.contains(name), "no {name} in {}", ran.err);
    }
}

#[test]
fn two_reports_of_one_name_are_both_read() {
    let folder = folder(&[("a.txt", ARABIC.as_bytes())]);
    fs::create_dir(folder.path().join("b")).expect("a folder");
    fs::write(folder.path().join("b/a.txt"), RUSSIAN).expect("a file");
    let ran = hudna_in(folder.path(), ["read", "--json", "a.txt", "b/a.txt"]);
    assert!(ran.err.contains("\"a~2\""), "{}", ran.err);
    let read = ran.json();
    assert_eq!(
        (&read["reports"][0]["id"], &read["reports"][1]["id"]),
        (&json!("a"), &json!("a~2"))
    );
}

/// Lines of JSON Lines, every tenth with the Arabic report.
fn stream(lines: usize) -> String {
    (1..=lines)
        .map(|n| {
            let text = if n % 10 == 0 {
                ARABIC
            } else {
                "The weather was fine on this day."
            };
            json!({"id": format!("r{n}"), "text": text, "published": "2016-11-03"}).to_string()
                + "\n"
        })
        .collect()
}

#[test]
fn a_stream_gives_one_object_a_line_in_the_order_of_its_lines() {
    let folder = folder(&[("big.jsonl", stream(3000).as_bytes())]);
    let ran = hudna_in(folder.path(), ["read", "--json", "--jsonl", "big.jsonl"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let told: Vec<Value> = ran
        .out
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    assert_eq!(told.len(), 3000);
    for (n, report) in (1..).zip(&told) {
        assert_eq!(report["id"], format!("r{n}"));
        assert_eq!(
            report["truces"].as_array().map(Vec::len),
            Some(usize::from(n % 10 == 0))
        );
    }
    // The same as without the stream.
    let whole = hudna_in(folder.path(), ["read", "--json", "big.jsonl"]).json();
    assert_eq!(whole["reports"][9]["truces"], told[9]["truces"]);
    let with = hudna_in(
        folder.path(),
        ["read", "--json", "--jsonl", "--dossiers", "big.jsonl"],
    );
    let last: Value = serde_json::from_str(with.out.lines().last().expect("a line")).expect("JSON");
    assert_eq!(
        last,
        whole["dossiers"][whole["dossiers"].as_array().expect("a list").len() - 1]
    );
    assert_eq!(last["reports"].as_array().map(Vec::len), Some(300));
}

#[test]
fn bad_lines_of_a_stream_are_named_and_counted_and_nothing_else_is_lost() {
    let mut input = stream(5).into_bytes();
    input.extend_from_slice(b"{\"id\": \"broken\", \"text\"\n{\"id\":\"x\"}\n");
    input.extend(br#"{"id":"long","text":""#.iter().chain(std::iter::repeat_n(&b'x', 100 << 20)).chain(b"\"}\n"));
    input.extend_from_slice(b"{\"id\":\"last\",\"text\":\"t\"}\n");
    let folder = folder(&[]);
    let ran = given(folder.path(), &["read", "--json", "--jsonl", "-"], &input);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 6);
    for words in [
        "-, line 6, column",
        "-, line 7: \"text\" is missing",
        "-, line 8: 104857623 bytes long",
        "3 of 9 lines could not be read",
    ] {
        assert!(ran.err.contains(words), "no {words:?} in {}", ran.err);
    }
    let ran = given(
        folder.path(),
        &["read", "--json", "--jsonl", "-"],
        b"no\nnor this\n",
    );
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
}

#[test]
fn a_text_or_page_longer_than_any_report_is_named_and_the_rest_is_read() {
    const MOST: usize = 8 << 20;
    let line: Vec<u8> = std::iter::repeat_n(b'x', 100 << 20).collect();
    let mut text = ARABIC.as_bytes().to_vec();
    text.push(b'\n');
    text.extend_from_slice(&line);
    let paragraph = format!("<p>{ARABIC}</p>\n");
    let long = page(&paragraph.repeat(MOST / ARABIC.len() + 1));
    // Pictures within the page are no text.
    let pictures = page(ARABIC).replace(
        "<article>",
        &format!("<img src='data:,{}'><article>", "x".repeat(2 * MOST)),
    );
    let folder = folder(&[
        ("good.txt", ARABIC.as_bytes()),
        ("long.txt", &text),
        ("long.html", long.as_bytes()),
        ("pictures.html", pictures.as_bytes()),
    ]);
    let files = ["good.txt", "long.txt", "long.html", "pictures.html"];
    let ran = hudna_in(folder.path(), ["read", "--json"].into_iter().chain(files));
    for words in [
        "long.txt, line 2: the text goes on behind 8388608 bytes",
        "long.html, line ",
        "cut it into its reports",
    ] {
        assert!(ran.err.contains(words), "no {words:?} in {}", ran.err);
    }
    assert_eq!(ran.err.matches("passed over").count(), 2, "{}", ran.err);
    let read = ran.json();
    let ids: Vec<&Value> = read["reports"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|r| &r["id"])
        .collect();
    assert_eq!(ids, ["good", "pictures"]);
    let ran = given(folder.path(), &["read", "-"], &line);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains("-, line 1: the text goes on"),
        "{}",
        ran.err
    );
}

#[test]
fn a_wide_text_that_ends_within_a_letter_is_read_as_far_as_it_goes() {
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    for mark in ["\u{FEFF}", ""] {
        let mut bytes = wide(&format!("{mark}{RUSSIAN}"));
        bytes.pop();
        let folder = folder(&[("cut.txt", &bytes)]);
        let ran = hudna_in(folder.path(), ["read", "--json", "cut.txt"]);
        assert!(
            ran.err.contains("cut.txt: in UTF-16LE") && ran.err.contains("stands alone"),
            "{}",
            ran.err
        );
        assert_eq!(
            ran.json()["reports"][0]["truces"][0]["starts"],
            "2016-11-04T09:00"
        );
    }
}

#[test]
fn an_empty_stream_is_named_and_the_others_are_read() {
    let folder = folder(&[
        ("empty.jsonl", b"\n \n"),
        ("good.jsonl", stream(1).as_bytes()),
    ]);
    let read = ["read", "--json", "--jsonl", "empty.jsonl"];
    let ran = hudna_in(folder.path(), read);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("empty.jsonl is empty"), "{}", ran.err);
    let ran = hudna_in(
        folder.path(),
        read.into_iter().chain(["good.jsonl", "none.jsonl"]),
    );
    assert_eq!((ran.code, ran.out.lines().count()), (0, 1), "{}", ran.err);
    for words in [
        "note: empty.jsonl is empty",
        "note: reading none.jsonl: there is no such file",
    ] {
        assert!(ran.err.contains(words), "no {words:?} in {}", ran.err);
    }
}
