//! What a time expression of the reference list means, in the form of the list's gold.
#![allow(
    clippy::unwrap_used,
    reason = "a test or measurement that lacks its material stops"
)]

use std::{fs, path::Path};

use hudna_reader::time::{self, Precision, Resolved, TimeMention, Unresolved};
use hudna_text::{Document, Folded};
use hudna_truce::LocalTime;
use jiff::civil::{Date, date};

/// The day on which the annotator saw the five reports.
pub(crate) const SEEN_FROM: Date = date(2016, 11, 3);

/// Report, words, kind of value and gold.
pub(crate) type Expression = [String; 4];

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

/// What the words mean when nothing stands around them.
pub(crate) fn alone(words: &str, kind: &str) -> Result<String, Unresolved> {
    let folded = Folded::of(words);
    let doc = Document::new(&folded);
    match &time::mentions(&doc)[..] {
        [one] if one.span.of(words) == Some(words) => value(kind, one),
        other => Ok(format!("{} mentions: {other:?}", other.len())),
    }
}

/// What they mean where they stand in their report: its verb decides the side of a bare weekday.
pub(crate) fn in_report(
    reports: &Path,
    [report, words, kind, _]: &Expression,
) -> Result<String, Unresolved> {
    let file = fs::read_dir(reports)
        .unwrap()
        .map(|e| e.unwrap().path())
        .find(|p| p.file_name().unwrap().to_str().unwrap().starts_with(report))
        .unwrap();
    let text = fs::read_to_string(file).unwrap();
    let folded = Folded::of(&text);
    let doc = Document::new(&folded);
    let here = time::mentions(&doc)
        .into_iter()
        .find(|m| m.span.of(&text) == Some(words));
    here.map_or(Ok("not found".to_owned()), |m| value(kind, &m))
}
