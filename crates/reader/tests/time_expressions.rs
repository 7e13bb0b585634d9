//! Time expressions of five real reports, as an annotator resolved them on 3 November 2016.
//!
//! An expression is read alone. Where it alone leaves the side of the day open (a bare weekday), it
//! is read where it stands in its report, and the verb there decides.

use std::{fs, path::PathBuf};

use hudna_reader::time::{self, Precision, Resolved, TimeMention, Unresolved};
use hudna_text::Document;
use hudna_truce::LocalTime;
use jiff::civil::{Date, date};

const SEEN_FROM: Date = date(2016, 11, 3);

/// The shared reading material beside the repository, where it is there.
fn shared_reading() -> Option<PathBuf> {
    let path = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/reading"
    ));
    path.is_dir().then_some(path)
}

fn show(kind: &str, r: &Resolved) -> String {
    let day = |t: LocalTime| t.date.to_string();
    match (kind, r.precision, r.end) {
        ("D", Precision::Day, None) => day(r.start),
        ("M", Precision::Month, _) => r.start.date.strftime("%Y-%m").to_string(),
        ("Y", Precision::Year, _) => r.start.date.strftime("%Y").to_string(),
        ("K", _, Some(end)) => format!("{}/{}", day(r.start), day(end)),
        ("T", Precision::Minute, None) => r.start.to_string(),
        ("W", Precision::Minute, Some(end)) => format!("{}/{end}", r.start),
        _ => format!("{r:?}"),
    }
}

/// An hour without a day is an hour of the day it is seen from.
fn value(kind: &str, m: &TimeMention) -> Result<String, Unresolved> {
    match time::resolve(&m.value, Some(SEEN_FROM)) {
        Ok(r) => Ok(show(kind, &r)),
        Err(Unresolved::NoDay {
            start: Some(clock),
            end: None,
        }) if kind == "T" => Ok(LocalTime {
            date: SEEN_FROM,
            clock: Some(clock),
        }
        .to_string()),
        Err(why) => Err(why),
    }
}

#[test]
fn twenty_five_of_twenty_five_expressions_are_right() {
    let Some(shared) = shared_reading() else {
        println!("SKIPPED: the 25 time expressions need ../shared/reading beside the repository");
        return;
    };
    let list = fs::read_to_string(shared.join("time25.json")).unwrap();
    let list: Vec<[String; 4]> = serde_json::from_str(&list).unwrap();
    let mut wrong = Vec::new();
    for [report, words, kind, gold] in &list {
        let alone = Document::new(words);
        let read = time::mentions(&alone);
        let mut answer = match &read[..] {
            [one] if one.span.of(words) == Some(words) => value(kind, one),
            other => Ok(format!("{} mentions: {other:?}", other.len())),
        };
        if matches!(answer, Err(Unresolved::TwoSides { .. })) {
            let file = fs::read_dir(shared.join("reports"))
                .unwrap()
                .map(|e| e.unwrap().path())
                .find(|p| p.file_name().unwrap().to_str().unwrap().starts_with(report))
                .unwrap();
            let text = fs::read_to_string(file).unwrap();
            let doc = Document::new(&text);
            let here = time::mentions(&doc)
                .into_iter()
                .find(|m| m.span.of(&text) == Some(words));
            answer = here.map_or(Ok("not found".to_owned()), |m| value(kind, &m));
        }
        if answer.as_ref() != Ok(gold) {
            wrong.push(format!("{report} «{words}»: {gold}, read as {answer:?}"));
        }
    }
    assert_eq!(list.len(), 25);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
