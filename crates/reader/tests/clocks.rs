//! Hours of several reports on different clocks, starts that are left open, terms that were changed.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use hudna_reader::{Document, Options, Reader};
use hudna_truce::{ClockOf, Dossier, OpenBecause, TruceStatus};

/// The one dossier of reports published on 3 November 2016.
fn one(reports: &[&str]) -> Dossier {
    let docs: Vec<Document> = (reports.iter().enumerate())
        .map(|(i, text)| Document {
            id: format!("r{i}"),
            text: (*text).to_owned(),
            published: Some("2016-11-03".parse().unwrap()),
            ..Document::default()
        })
        .collect();
    let mut dossiers = Reader::new(Options::default()).read_all(&docs).dossiers;
    assert_eq!(dossiers.len(), 1, "{dossiers:#?}");
    dossiers.remove(0)
}

const MOSCOW: &str =
    "The Syrian army announced a truce in Aleppo on Friday, 4 November, from 9 a.m. Moscow time.";

#[test]
fn one_moment_on_two_clocks_is_no_contradiction() {
    // Damascus had left summer time: one hour behind Moscow.
    let d = one(&[
        MOSCOW,
        "The Syrian army announced a truce in Aleppo on Friday, 4 November, from 8 a.m. Damascus time.",
    ]);
    assert!(!d.starts.conflict);
    assert!(!d.clock_start.conflict);
    // Both are kept; the value is on the clock of the area.
    let told: Vec<String> = d
        .starts
        .claims
        .iter()
        .map(|c| c.value.to_string())
        .collect();
    assert_eq!(told, ["2016-11-04T09:00", "2016-11-04T08:00"]);
    assert_eq!(d.starts.value.unwrap().to_string(), "2016-11-04T08:00");
    assert_eq!(d.clock_start.value.unwrap().to_string(), "08:00");
    assert_eq!(d.clock_of(), ClockOf::Area);
}

#[test]
fn one_hour_on_two_clocks_is_a_contradiction() {
    let d = one(&[
        MOSCOW,
        "The Syrian army announced a truce in Aleppo on Friday, 4 November, from 9 a.m. Damascus time.",
    ]);
    assert!(d.starts.conflict);
    assert!(d.clock_start.conflict);
    assert_eq!(d.clock_of(), ClockOf::Several);
}

#[test]
fn a_report_that_leaves_out_the_name_of_the_clock_contradicts_nobody_with_the_same_hour() {
    let d = one(&[
        MOSCOW,
        "The Syrian army announced a truce in Aleppo on Friday, 4 November, from 9 a.m.",
    ]);
    assert!(!d.starts.conflict);
    assert_eq!(d.clock_of(), ClockOf::Several);
}

#[test]
fn hours_without_a_day_are_compared_as_told() {
    let d = one(&[
        "The Syrian army announced a daily truce in Aleppo from 9 a.m. to noon Moscow time.",
        "The Syrian army announced a daily truce in Aleppo from 9 a.m. to noon Damascus time.",
    ]);
    assert!(d.starts.value.is_none());
    assert!(!d.clock_start.conflict);
    assert_eq!(d.clock_of(), ClockOf::Several);
}

#[test]
fn a_start_at_midnight_of_a_day_is_open_between_two_moments() {
    let d = one(&["The Syrian army said the truce in Aleppo will start at midnight on Friday."]);
    assert!(d.starts.value.is_none());
    let open = d.starts_open.value.unwrap();
    let moments: Vec<String> = open.moments.iter().map(ToString::to_string).collect();
    assert_eq!(moments, ["2016-11-04T00:00", "2016-11-05T00:00"]);
    assert_eq!(open.because, OpenBecause::Midnight);
}

#[test]
fn a_start_seen_from_one_of_several_days_is_one_of_several() {
    let docs = [Document {
        id: "r".to_owned(),
        text: "أعلن الجيش السوري هدنة في حلب من الساعة التاسعة صباحا حتى الساعة السابعة مساء غد الجمعة 4 نوفمبر."
            .to_owned(),
        ..Document::default()
    }];
    let d = Reader::new(Options::default())
        .read_all(&docs)
        .dossiers
        .remove(0);
    assert!(d.starts.value.is_none());
    let open = d.starts_open.value.unwrap();
    let moments: Vec<String> = open.moments.iter().map(ToString::to_string).collect();
    assert_eq!(
        moments,
        [
            "2005-11-04T09:00",
            "2011-11-04T09:00",
            "2016-11-04T09:00",
            "2022-11-04T09:00"
        ]
    );
    assert_eq!(open.because, OpenBecause::Published);
}

#[test]
fn old_and_new_terms_of_one_report_are_two_versions() {
    let d =
        one(&["The truce in Aleppo was postponed from Monday to Wednesday, the Syrian army said."]);
    let starts: Vec<String> = (d.versions.iter())
        .map(|v| v.effective.unwrap().to_string())
        .collect();
    assert_eq!(starts, ["2016-11-07", "2016-11-09"]);
    assert_eq!(d.versions[1].supersedes, Some(0));
    assert_eq!(d.starts.value.unwrap().to_string(), "2016-11-09");

    let d = one(&[
        "The Syrian army announced a truce in Aleppo on Friday from 9 a.m. until 7 p.m. It was later shortened to 5 p.m.",
    ]);
    let told: Vec<(TruceStatus, String)> = (d.versions.iter())
        .map(|v| (v.status, v.expires.unwrap().to_string()))
        .collect();
    assert_eq!(
        told,
        [
            (TruceStatus::Announced, "2016-11-04T19:00".to_owned()),
            (TruceStatus::Shortened, "2016-11-04T17:00".to_owned()),
        ]
    );
}

#[test]
fn the_new_terms_of_another_report_supersede_the_old_ones() {
    let d = one(&[
        "The Syrian army announced a truce in Aleppo on Monday, 7 November.",
        "The truce in Aleppo was postponed from Monday to Wednesday, the Syrian army said.",
    ]);
    assert!(!d.starts.conflict);
    assert_eq!(d.starts.value.unwrap().to_string(), "2016-11-09");
    assert_eq!(d.versions.len(), 2);
}
