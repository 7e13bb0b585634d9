//! What several reports tell of one truce and cannot all be right about.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use hudna_reader::{Document, Options, Reader};
use hudna_truce::Dossier;

const TRUCE: &str = "Russia declared a pause in eastern Aleppo on 4 November from 9 a.m. to 7 p.m.";

/// The dossier of reports that all tell of one truce, each with more words and its day.
fn read(reports: &[(&str, &str)]) -> Dossier {
    let docs: Vec<Document> = (reports.iter().zip('a'..))
        .map(|((day, words), id)| Document {
            id: id.to_string(),
            text: format!("{TRUCE} {words}"),
            published: Some(day.parse().unwrap()),
            ..Document::default()
        })
        .collect();
    let dossiers = Reader::new(Options::default()).read_all(&docs).dossiers;
    assert_eq!(dossiers.len(), 1);
    dossiers.into_iter().next().unwrap()
}

fn conflicting(d: &Dossier) -> Vec<Vec<&str>> {
    let words = |group: &Vec<usize>| group.iter().map(|&at| d.figures[at].src.as_str()).collect();
    d.figures_in_conflict.iter().map(words).collect()
}

const DAY: &str = "2016-11-03";

#[test]
fn a_crossing_that_is_open_in_one_report_and_shut_in_another_is_a_contradiction() {
    let d = read(&[
        (DAY, "The Castello road will be open to civilians."),
        (DAY, "The Castello road will not be open to civilians."),
    ]);
    for list in [&d.crossings, &d.crossings_excluded] {
        assert_eq!(list.len(), 1);
        assert!(list[0].open.conflict);
        let told: Vec<_> = (list[0].open.claims.iter())
            .map(|c| (c.report.as_str(), c.value))
            .collect();
        assert_eq!(told, [("a", true), ("b", false)]);
    }
}

#[test]
fn open_to_some_and_shut_to_others_is_no_contradiction() {
    let d = read(&[
        (DAY, "The Castello road will be open to civilians."),
        (DAY, "The Castello road will not be open to fighters."),
    ]);
    assert!(!d.crossings[0].open.conflict);
    assert!(!d.crossings_excluded[0].open.conflict);
}

#[test]
fn numbers_of_one_thing_that_cannot_both_be_right_contradict_each_other() {
    let d = read(&[
        (DAY, "Twelve people were killed in Aleppo."),
        (DAY, "At least 20 people were killed in Aleppo."),
        (DAY, "Some 300 people were wounded in Aleppo."),
        (DAY, "At least 500 people were wounded in Aleppo."),
    ]);
    let told = conflicting(&d);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|group| group.len() == 2), "{told:?}");
}

#[test]
fn numbers_that_differ_for_another_reason_do_not() {
    let alone = [
        // Both may be right.
        [
            (DAY, "Twelve people were killed in Aleppo."),
            (DAY, "More than 10 people were killed in Aleppo."),
        ],
        // Rounded.
        [
            (DAY, "Some 300 people were killed in Aleppo."),
            (DAY, "In all, 320 people were killed in Aleppo."),
        ],
        // The next day.
        [
            (DAY, "Twelve people were killed in Aleppo."),
            ("2016-11-04", "At least 20 people were killed in Aleppo."),
        ],
        // Elsewhere.
        [
            (DAY, "Twelve people were killed in Aleppo."),
            (DAY, "At least 20 people were killed in Homs."),
        ],
        // Another thing.
        [
            (DAY, "Twelve people were killed in Aleppo."),
            (DAY, "At least 20 people were wounded in Aleppo."),
        ],
        // One report has two: which of them the other means nobody can tell.
        [
            (
                DAY,
                "Twelve people were killed in Aleppo. On Monday 40 people were killed in Aleppo.",
            ),
            (DAY, "At least 20 people were killed in Aleppo."),
        ],
    ];
    for reports in alone {
        let d = read(&reports);
        assert!(
            d.figures_in_conflict.is_empty(),
            "{reports:?}: {:?}",
            conflicting(&d)
        );
    }
}

#[test]
fn no_window_is_put_together_from_the_start_of_one_report_and_the_end_of_another() {
    let docs = [
        "Russia declared a pause in eastern Aleppo on 4 November from 9 a.m.",
        "Russia declared a pause in eastern Aleppo on 4 November from 8 a.m. to 4 p.m.",
    ];
    let docs: Vec<Document> = (docs.iter().zip('a'..))
        .map(|(text, id)| Document {
            id: id.to_string(),
            text: (*text).to_owned(),
            published: Some(DAY.parse().unwrap()),
            ..Document::default()
        })
        .collect();
    let dossiers = Reader::new(Options::default()).read_all(&docs).dossiers;
    assert_eq!(dossiers.len(), 1);
    let d = &dossiers[0];
    assert!(d.starts.conflict);
    assert_eq!(d.starts.value.unwrap().to_string(), "2016-11-04T08:00");
    assert_eq!(d.ends.value.unwrap().to_string(), "2016-11-04T16:00");
    // Both are kept.
    assert_eq!(d.starts.claims.len(), 2);
}
