//! Windows from dossiers: taken where the reports give them, refused where they leave them open.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use hudna_plan::{Terms, TermsBasis, TermsError, plan};
use hudna_truce::{
    Attributed, Dossier, DossierCrossing, Field, Modality, TermsVersion, TruceStatus,
};
use support::{SCENARIO, assert_adds_up, changed, load};

fn field<T>(value: T) -> Field<T> {
    Field {
        value: Some(value),
        ..Field::default()
    }
}

/// A value that one report claims.
fn told<T: Clone>(value: T, report: &str) -> Field<T> {
    let claim = Attributed {
        report: report.to_owned(),
        value: value.clone(),
        speaker: None,
        modality: Modality::Stated,
        evidence: Vec::new(),
    };
    Field {
        value: Some(value),
        claims: vec![claim],
        conflict: false,
    }
}

/// A dossier that gives the window 09:00 to 19:00 of 4 November 2016.
fn dossier() -> Dossier {
    Dossier {
        id: "truce-2016-11-04-aleppo".to_owned(),
        declared_by: Field::default(),
        kind: Field::default(),
        area: Field::default(),
        starts: field("2016-11-04T09:00".parse().unwrap()),
        ends: field("2016-11-04T19:00".parse().unwrap()),
        starts_open: Field::default(),
        ends_open: Field::default(),
        as_of: Field::default(),
        clock_start: field("09:00".parse().unwrap()),
        clock_end: field("19:00".parse().unwrap()),
        daily: Field::default(),
        days: Field::default(),
        duration_hours: field(10.0),
        timezone_stated: Field::default(),
        zone: Some("Asia/Damascus".to_owned()),
        relative: Field::default(),
        status: Field::default(),
        versions: Vec::new(),
        purpose: Field::default(),
        label_used: Field::default(),
        crossings: Vec::new(),
        crossings_excluded: Vec::new(),
        positions: Vec::new(),
        figures: Vec::new(),
        figures_in_conflict: Vec::new(),
        meetings: Vec::new(),
        reports: Vec::new(),
        unknown: Vec::new(),
    }
}

fn crossing(name: &str, count: u32) -> DossierCrossing {
    DossierCrossing {
        name: Some(name.to_owned()),
        name_src: None,
        admits: Field::default(),
        count: field(count),
        leads_to: Field::default(),
        open: Field::default(),
        part_of: None,
    }
}

fn terms(d: &Dossier) -> Result<Terms, TermsError> {
    Terms::from_dossier(d, &load(SCENARIO))
}

#[test]
fn a_dossier_with_both_hours_and_a_date_gives_the_window() {
    let t = terms(&dossier()).unwrap();
    assert_eq!(
        (t.opens.to_string(), t.closes.to_string()),
        ("2016-11-04T09:00".to_owned(), "2016-11-04T19:00".to_owned())
    );
    assert_eq!(
        t.basis,
        TermsBasis::Dossier {
            id: "truce-2016-11-04-aleppo".to_owned()
        }
    );
    let scenario = load(SCENARIO);
    let r = plan(&scenario, &t, &|_, _, _| {}).unwrap();
    assert_adds_up(&r);
    assert_eq!((r.window_s, r.left_behind), (36_000, 0));
}

#[test]
fn what_the_reports_leave_open_is_named_and_not_guessed() {
    let mut d = dossier();
    d.starts = Field::default();
    d.ends = Field::default();
    assert_eq!(
        terms(&d).unwrap_err().to_string(),
        "dossier \"truce-2016-11-04-aleppo\" leaves open: the day on which it starts, the day on which it ends; nothing is guessed: confirm it as [terms] in scenario.toml"
    );
    let mut d = dossier();
    d.starts = field("2016-11-04".parse().unwrap());
    d.clock_start = Field::default();
    let e = terms(&d).unwrap_err();
    assert!(
        matches!(&e, TermsError::Open { missing, .. } if missing == &["the hour at which it starts"]),
        "{e}"
    );
}

#[test]
fn an_end_is_not_computed_from_a_duration() {
    let mut d = dossier();
    d.ends = Field::default();
    assert!(matches!(terms(&d), Err(TermsError::Open { .. })));
}

#[test]
fn an_hour_of_another_clock_does_not_join_the_date() {
    let mut d = dossier();
    d.starts = field("2016-11-04".parse().unwrap());
    assert_eq!(terms(&d).unwrap().opens.to_string(), "2016-11-04T09:00");
    d.timezone_stated = told("Moscow".to_owned(), "r1");
    assert!(matches!(terms(&d), Err(TermsError::Open { .. })));
}

#[test]
fn hours_told_on_another_clock_are_planned_at_the_same_moment() {
    let mut d = dossier();
    d.starts = told("2016-11-04T22:00".parse().unwrap(), "r1");
    d.ends = told("2016-11-05T04:00".parse().unwrap(), "r1");
    for (zone, opens, closes) in [
        ("GMT", "2016-11-05T00:00", "2016-11-05T06:00"),
        ("Moscow", "2016-11-04T21:00", "2016-11-05T03:00"),
        ("Asia/Damascus", "2016-11-04T22:00", "2016-11-05T04:00"),
    ] {
        d.timezone_stated = told(zone.to_owned(), "r1");
        let t = terms(&d).unwrap();
        let found = (t.opens.to_string(), t.closes.to_string());
        assert_eq!(found, (opens.to_owned(), closes.to_owned()), "{zone}");
        let explained = t.notes.iter().any(|n| n.text.contains("on the clock of"));
        assert_eq!(explained, zone != "Asia/Damascus", "{zone}");
    }
}

#[test]
fn hours_on_several_clocks_or_an_unknown_one_are_not_planned() {
    let refused = |d: &Dossier| {
        let e = terms(d).unwrap_err().to_string();
        assert!(e.contains("on which clock its hours are told"), "{e}");
    };
    let mut d = dossier();
    d.starts = told("2016-11-04T09:00".parse().unwrap(), "r1");
    d.ends = told("2016-11-04T19:00".parse().unwrap(), "r1");
    d.timezone_stated = told("somewhere".to_owned(), "r1");
    refused(&d);
    // The end is another report's, which names no clock.
    d.timezone_stated = told("GMT".to_owned(), "r1");
    assert!(terms(&d).is_ok());
    d.ends = told("2016-11-04T19:00".parse().unwrap(), "r2");
    refused(&d);
    // Two reports, two clocks.
    d.timezone_stated
        .claims
        .extend(told("Moscow".to_owned(), "r2").claims);
    refused(&d);
}

#[test]
fn a_window_that_was_over_when_it_was_told_is_marked() {
    let mut d = dossier();
    let version = |day: &str| TermsVersion {
        status: TruceStatus::Announced,
        issued: Some(day.parse().unwrap()),
        effective: None,
        expires: None,
        days: None,
        duration_hours: None,
        extended_by_hours: None,
        supersedes: None,
        reports: Vec::new(),
        evidence: Vec::new(),
    };
    for (day, over) in [("2016-11-04", false), ("2016-11-09", true)] {
        d.versions = vec![version(day)];
        let notes = terms(&d).unwrap().notes;
        assert_eq!(
            notes.iter().any(|n| n.text.contains("was over before")),
            over
        );
    }
}

#[test]
fn a_truce_that_nobody_has_promised_gives_no_window_unasked_and_is_marked_where_it_is_asked_for() {
    let mut d = dossier();
    for (status, promised) in [
        (TruceStatus::Announced, true),
        (TruceStatus::Extended, true),
        (TruceStatus::Proposed, false),
        (TruceStatus::Rejected, false),
        (TruceStatus::Collapsed, false),
    ] {
        d.status = field(status);
        let refused = Err(TermsError::NotPromised {
            dossier: d.id.clone(),
            status,
        });
        let unasked = Terms::promised(&d, &load(SCENARIO));
        assert_eq!(unasked.is_ok(), promised, "{status}");
        assert!(promised || unasked == refused);
        let notes = terms(&d).unwrap().notes;
        let marked = notes.iter().any(|n| n.text.contains("not to be relied on"));
        assert_eq!(marked, !promised, "{status}");
    }
}

#[test]
fn a_window_that_recurs_is_planned_for_its_first_day() {
    let mut d = dossier();
    d.daily = field(true);
    d.ends = field("2016-11-07T19:00".parse().unwrap());
    let t = terms(&d).unwrap();
    assert_eq!(t.closes.to_string(), "2016-11-04T19:00");
    assert!(t.notes.iter().any(|n| n.text.contains("recurs every day")));
}

#[test]
fn a_window_that_ends_before_it_starts_is_not_planned() {
    let mut d = dossier();
    d.ends = field("2016-11-03T19:00".parse().unwrap());
    assert!(matches!(terms(&d), Err(TermsError::EndsBeforeStart { .. })));
}

#[test]
fn contradictions_between_reports_and_scenario_are_told() {
    let mut d = dossier();
    d.starts.conflict = true;
    d.crossings = vec![
        crossing("north", 1),
        crossing("Castello road", 1),
        crossing("six more", 6),
    ];
    let t = terms(&d).unwrap();
    let told: Vec<&str> = t.notes.iter().map(|n| n.text.as_str()).collect();
    assert!(
        told.iter().any(|n| n.contains("contradict each other")),
        "{told:?}"
    );
    assert!(
        told.contains(&"The reports speak of 8 crossings; the scenario places 2."),
        "{told:?}"
    );
    assert!(
        told.iter().any(|n| n.contains("\"Castello road\"")),
        "{told:?}"
    );
    assert!(!told.iter().any(|n| n.contains("\"north\"")), "{told:?}");
}

#[test]
fn a_crossing_that_reports_tell_to_be_shut_is_not_planned_with_in_silence() {
    let mut d = dossier();
    d.crossings_excluded = vec![crossing("north", 1), crossing("elsewhere", 1)];
    let told = |d: &Dossier| -> Vec<String> {
        let notes = terms(d).unwrap().notes.into_iter();
        notes
            .map(|n| n.text)
            .filter(|n| n.contains("shut"))
            .collect()
    };
    assert!(told(&d)[0].contains("\"north\" is shut or left out; the scenario plans with it"));
    assert_eq!(told(&d).len(), 1);
    d.crossings_excluded[0].open.conflict = true;
    assert!(told(&d)[0].contains("and others that it is open"));
}

#[test]
fn a_confirmed_window_does_not_silence_reports_of_those_days_that_a_crossing_is_shut() {
    let scenario = load(SCENARIO);
    let told = |d: Dossier| {
        let confirmed = Terms::confirmed(&scenario).unwrap();
        let before = confirmed.notes.len();
        let beside = confirmed.beside(&[d], &scenario);
        let notes = beside.notes[before..].iter().map(|n| n.text.clone());
        notes.collect::<Vec<_>>()
    };
    let confirmed = Terms::confirmed(&scenario).unwrap();
    let mut d = dossier();
    (d.starts, d.ends) = (field(confirmed.opens), field(confirmed.closes));
    assert!(told(d.clone()).is_empty());
    d.crossings_excluded = vec![crossing("north", 1), crossing("elsewhere", 1)];
    let notes = told(d.clone());
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].contains("\"north\" is shut"), "{notes:?}");
    // Of a truce of other days nothing follows; of one whose days are not known, it may.
    let mut other = d.clone();
    other.ends = field("2014-02-10T12:00".parse().unwrap());
    other.starts = Field::default();
    assert!(told(other.clone()).is_empty());
    (other.ends, other.starts) = (Field::default(), field("2099-02-10T12:00".parse().unwrap()));
    assert!(told(other.clone()).is_empty());
    other.starts = Field::default();
    assert_eq!(told(other).len(), 1);
}

#[test]
fn a_scenario_without_confirmed_terms_says_so() {
    let (head, rest) = SCENARIO.split_once("[terms]").unwrap();
    let (_, rest) = rest.split_once("[planning]").unwrap();
    let s = load(&format!("{head}[planning]{rest}"));
    let e = Terms::confirmed(&s).unwrap_err().to_string();
    assert!(
        e.contains("scenario \"tiny\" has no confirmed terms; add [terms]"),
        "{e}"
    );
}

#[test]
fn the_window_is_measured_on_the_clock_of_the_area() {
    // At midnight of 27 to 28 October 2016 the clocks in Damascus went back from 1:00 to 0:00.
    let s = load(&changed(&[
        ("2016-11-04T09:00", "2016-10-27T22:00"),
        ("2016-11-04T10:00", "2016-10-28T02:00"),
    ]));
    let r = plan(&s, &Terms::confirmed(&s).unwrap(), &|_, _, _| {}).unwrap();
    assert_eq!(r.window_s, 5 * 3_600);
}

#[test]
fn an_hour_that_the_clocks_pass_over_is_refused_and_one_that_comes_twice_is_told() {
    let from_to = |from: &str, to: &str| {
        load(&changed(&[
            ("2016-11-04T09:00", from),
            ("2016-11-04T10:00", to),
        ]))
    };
    // At midnight of 24 to 25 March 2016 the clocks in Damascus went forward to 1:00.
    let s = from_to("2016-03-25T00:30", "2016-03-25T06:00");
    let e = Terms::confirmed(&s).unwrap_err().to_string();
    assert!(
        e.starts_with("2016-03-25T00:30 does not exist in Asia/Damascus"),
        "{e}"
    );
    // At midnight of 27 to 28 October 2016 they went back from 0:00 to 23:00.
    let notes = |from: &str| {
        let s = from_to(from, "2016-10-28T06:00");
        let notes = Terms::confirmed(&s).unwrap().notes;
        notes
            .iter()
            .filter(|n| n.text.contains("comes twice"))
            .count()
    };
    assert_eq!(
        (notes("2016-10-27T23:30"), notes("2016-10-27T22:30")),
        (1, 0)
    );
}
