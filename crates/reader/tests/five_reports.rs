//! What must come out of five real reports, without any publication date given.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test stops at the first surprise and says when it is skipped"
)]

use std::{fs, path::PathBuf};

use hudna_reader::{Document, Options, Reader, Record};
use hudna_truce::{Admits, Basis, Dossier, FigureKind, Modality, Stance, TruceStatus};

fn documents(test: &str) -> Option<Vec<Document>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reading/reports");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("SKIPPED: {test} needs ../shared");
        return None;
    };
    let mut paths: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    paths.sort();
    let read = |p: &PathBuf| Document {
        id: p.file_stem().unwrap().to_string_lossy().into_owned(),
        text: fs::read_to_string(p).unwrap(),
        ..Document::default()
    };
    Some(paths.iter().map(read).collect())
}

fn record(test: &str) -> Option<Record> {
    Some(Reader::new(Options::default()).read_all(&documents(test)?))
}

fn dossier_of<'r>(
    record: &'r Record,
    stems: &[&str],
    test: impl Fn(&Dossier) -> bool,
) -> &'r Dossier {
    let told_by =
        |d: &Dossier| (stems.iter()).all(|s| d.reports.iter().any(|r| r.id.starts_with(s)));
    (record.dossiers.iter())
        .find(|d| told_by(d) && test(d))
        .unwrap_or_else(|| panic!("no dossier of {stems:?} is as wanted"))
}

#[test]
fn the_october_truce_keeps_its_hours_its_crossings_and_an_open_date() {
    let Some(record) = record("the October truce") else {
        return;
    };
    let d = dossier_of(&record, &["000"], |d| {
        d.clock_start
            .value
            .is_some_and(|c| c.to_string() == "08:00")
    });
    assert_eq!(d.clock_end.value.unwrap().to_string(), "16:00");
    assert_eq!(d.duration_hours.value, Some(8.0));
    assert_eq!(d.timezone_stated.value.as_deref(), Some("Asia/Damascus"));
    assert_eq!(d.starts.value, None);
    assert_eq!(d.relative.value.as_deref(), Some("بعد غد"));
    for name in ["Castello road", "Mashariqa district"] {
        let c = (d.crossings.iter())
            .find(|c| c.name.as_deref() == Some(name))
            .unwrap();
        assert_eq!(
            c.admits.value.as_deref(),
            Some(&[Admits::Fighters][..]),
            "{name}"
        );
    }
    let six = d
        .crossings
        .iter()
        .find(|c| c.count.value == Some(6))
        .unwrap();
    let admits = six.admits.value.as_deref().unwrap();
    assert!(admits.contains(&Admits::Civilians) && admits.contains(&Admits::Wounded));
    assert_eq!(
        d.crossings_excluded[0].name.as_deref(),
        Some("Ramouseh road")
    );
    let silent = d.positions.iter().any(|p| p.stance == Stance::NoneYet);
    assert!(silent, "the armed groups are silent");
}

#[test]
fn with_its_publication_date_the_october_truce_is_the_twentieth() {
    let Some(mut docs) = documents("the twentieth") else {
        return;
    };
    docs.truncate(1);
    docs[0].published = Some(jiff::civil::date(2016, 10, 18));
    let reading = Reader::new(Options::default()).read(&docs[0]);
    let t = reading
        .truces
        .iter()
        .find(|t| t.clock_start.is_some())
        .unwrap();
    assert_eq!(t.starts.unwrap().to_string(), "2016-10-20T08:00");
    assert_eq!(t.ends.unwrap().to_string(), "2016-10-20T16:00");
}

#[test]
fn two_reports_tell_of_the_truce_of_the_fourth_of_november() {
    let Some(record) = record("the fourth of November") else {
        return;
    };
    let d = dossier_of(&record, &["002", "003"], |d| d.starts.value.is_some());
    let (starts, ends) = (d.starts.value.unwrap(), d.ends.value.unwrap());
    assert_eq!(starts.to_string(), "2016-11-04T09:00");
    assert_eq!(ends.to_string(), "2016-11-04T19:00");
    assert_eq!(
        ends.instant("Asia/Damascus").unwrap().to_string(),
        "2016-11-04T17:00:00Z"
    );
    assert!(
        d.starts
            .claims
            .iter()
            .all(|c| c.modality == Modality::Inferred)
    );
    assert_eq!(d.duration_hours.value, Some(10.0));
    let eight = d
        .crossings
        .iter()
        .find(|c| c.count.value == Some(8))
        .unwrap();
    assert_eq!(eight.part_of, None);
    let two = (d.crossings.iter())
        .find(|c| c.count.value == Some(2) && c.part_of.is_some())
        .unwrap();
    assert_eq!(two.admits.value.as_deref(), Some(&[Admits::Fighters][..]));
    let rejects = |who: &str| {
        (d.positions.iter()).any(|p| p.stance == Stance::Rejects && p.actor.contains(who))
    };
    assert!(rejects("Zenki") && rejects("opposition"));
    let conditions = |p: &&hudna_truce::Position| p.actor == "UN" && p.stance == Stance::Conditions;
    assert!(
        d.positions.iter().filter(conditions).count() >= 2,
        "voluntary, and guarantees"
    );
    // One report alone cannot know the year.
    for r in record
        .readings
        .iter()
        .filter(|r| r.id.starts_with("002") || r.id.starts_with("003"))
    {
        assert!(
            r.truces
                .iter()
                .all(|t| t.starts.is_none() && t.ends.is_none()),
            "{}",
            r.id
        );
    }
}

#[test]
fn the_halt_of_december_is_told_twice_and_dated_once() {
    let Some(record) = record("the halt of December") else {
        return;
    };
    let d = dossier_of(&record, &["001", "004"], |d| {
        d.status.value == Some(TruceStatus::InForce)
    });
    let of = |stem: &str| {
        record
            .readings
            .iter()
            .find(|r| r.id.starts_with(stem))
            .unwrap()
    };
    for stem in ["001", "004"] {
        let people = |f: &&hudna_truce::Figure| f.what == FigureKind::ToEvacuate;
        let f = of(stem).figures.iter().find(people).unwrap();
        assert_eq!((f.min, f.max), (Some(8000.0), Some(8000.0)));
        assert!(
            of(stem)
                .figures
                .iter()
                .any(|f| f.unit == "km" && f.min == Some(5.0))
        );
    }
    assert_eq!(of("004").published.basis, Basis::Inferred);
    assert_eq!(
        of("004").published.date,
        Some(jiff::civil::date(2016, 12, 8))
    );
    let geneva = |m: &&hudna_truce::Meeting| {
        m.place.as_deref() == Some("Geneva")
            && m.when.is_some_and(|w| w.to_string() == "2016-12-10")
    };
    assert!(d.meetings.iter().any(|m| geneva(&m)));
}

#[test]
fn every_value_stands_on_words_of_its_report() {
    let Some(docs) = documents("every value") else {
        return;
    };
    let reader = Reader::new(Options::default());
    for doc in &docs {
        let r = reader.read(doc);
        let mut all: Vec<_> = r.truces.iter().flat_map(|t| t.evidence.clone()).collect();
        all.extend(r.positions.iter().flat_map(|p| p.evidence.clone()));
        all.extend(r.figures.iter().flat_map(|p| p.evidence.clone()));
        all.extend(r.meetings.iter().flat_map(|p| p.evidence.clone()));
        all.extend(
            r.truces
                .iter()
                .flat_map(|t| &t.crossings)
                .flat_map(|c| c.evidence.clone()),
        );
        assert!(all.len() > 20, "{}", doc.id);
        for e in all {
            let words = e.span().of(&doc.text).unwrap();
            assert!(!words.trim().is_empty() && e.rule.0.contains('@'), "{e:?}");
        }
    }
}
