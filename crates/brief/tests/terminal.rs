//! The brief in a terminal: it fits, it is aligned, and nothing in it acts.

mod aleppo;

use hudna_brief::{
    BriefInput,
    terminal::{self, Style},
};
use hudna_truce::{Dossier, Field};
use unicode_width::UnicodeWidthChar;

fn brief(width: usize, style: Style) -> String {
    brief_of(aleppo::dossiers(), width, style)
}

fn brief_of(dossiers: Vec<Dossier>, width: usize, style: Style) -> String {
    let (readings, sources, plan) = (aleppo::readings(), aleppo::sources(), aleppo::plan());
    terminal::brief(
        &BriefInput {
            readings: &readings,
            dossiers: &dossiers,
            sources: &sources,
            arabic_names: &std::collections::BTreeMap::new(),
            plan: Some(&plan),
            what_if: Some(&aleppo::what_if()),
            no_plan_reason: None,
        },
        width,
        style,
    )
}

fn columns(line: &str) -> usize {
    line.chars().map(|c| c.width().unwrap_or(0)).sum()
}

#[test]
fn every_line_fits_the_width() {
    for width in [72, 80, 100, 120] {
        for line in brief(width, Style::plain()).lines() {
            assert!(columns(line) <= width, "{width}: {} {line}", columns(line));
        }
    }
}

#[test]
fn at_most_120_columns_are_used() {
    assert_eq!(brief(300, Style::plain()), brief(120, Style::plain()));
}

#[test]
fn colour_comes_only_when_asked_for() {
    assert!(!brief(80, Style::plain()).contains('\u{1b}'));
    assert!(brief(80, Style::coloured()).contains("\u{1b}[1m"));
}

#[test]
fn no_message_is_missing_and_no_isolate_is_printed() {
    let text = brief(80, Style::plain());
    assert!(!text.contains('⟦'));
    assert!(!text.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']));
}

#[test]
fn an_open_date_is_said_to_be_open_with_the_words_of_the_report() {
    let text = brief(120, Style::plain());
    assert!(
        text.contains("08:00–16:00, date open — the report says «بعد غد"),
        "{text}"
    );
}

#[test]
fn escape_sequences_in_a_report_do_not_reach_the_terminal() {
    let (readings, mut dossiers, mut sources) =
        (aleppo::readings(), aleppo::dossiers(), aleppo::sources());
    for source in &mut sources {
        source.text = source.text.replace(' ', "\u{1b}[2J");
    }
    for dossier in &mut dossiers {
        dossier.label_used.value = Some("\u{1b}]0;x\u{7}\u{202E}".to_owned());
        for position in &mut dossier.positions {
            position.actor.push_str("\u{1b}[31m\r\n");
        }
    }
    let text = terminal::reading(&readings, &dossiers, &sources, 100, Style::plain());
    for c in text.chars() {
        assert!(c == '\n' || (!c.is_control() && c != '\u{202E}'), "{c:?}");
    }
}

#[test]
fn reports_without_terms_say_so() {
    let readings = aleppo::readings();
    let text = terminal::reading(&readings[3..], &[], &[], 80, Style::plain());
    assert!(text.contains("No truce terms found"), "{text}");
    assert!(text.contains("04-ru-nothing"), "{text}");
}

#[test]
fn an_explanation_names_the_rule_beside_the_words() {
    let mut readings = aleppo::readings();
    readings[2].notes[0].message.push('\u{1b}');
    let text = terminal::explain(&readings, &aleppo::sources(), 100, Style::plain());
    assert!(text.contains("en.figure.count@1"), "{text}");
    assert!(text.contains("«More than 800 people were"), "{text}");
    assert!(text.contains("the date hangs on the day"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn a_plan_that_was_not_checked_does_not_say_certified() {
    let mut plan = aleppo::plan();
    plan.proof.plans_checked = 0;
    let text = terminal::plan(&plan, 80, Style::plain());
    assert!(text.contains("Not certified"), "{text}");
    assert!(!text.contains("Certified:"), "{text}");
}

#[test]
fn the_reading_looks_like_this_at_80_columns() {
    let text = terminal::reading(
        &aleppo::readings(),
        &aleppo::dossiers(),
        &aleppo::sources(),
        80,
        Style::plain(),
    );
    insta::assert_snapshot!(text);
}

#[test]
fn the_plan_looks_like_this_at_100_columns() {
    insta::assert_snapshot!(terminal::plan(&aleppo::plan(), 100, Style::plain()));
}

#[test]
fn what_ifs_look_like_this_at_100_columns() {
    insta::assert_snapshot!(terminal::what_if(&aleppo::what_if(), 100, Style::plain()));
}

#[test]
fn the_length_of_a_truce_without_an_end_is_told() {
    let shown = |change: fn(&mut hudna_truce::Dossier)| {
        let mut dossiers = aleppo::dossiers();
        dossiers.truncate(1);
        dossiers[0].ends.value = None;
        dossiers[0].clock_end.value = None;
        dossiers[0].duration_hours.value = None;
        change(&mut dossiers[0]);
        terminal::reading(&[], &dossiers, &aleppo::sources(), 100, Style::plain())
    };
    assert!(!shown(|_| {}).contains("\n  Duration"));
    assert!(shown(|d| d.duration_hours.value = Some(48.0)).contains("Duration        48 h"));
    assert!(shown(|d| d.days.value = Some(2.0)).contains("Days            2"));
    let with_end = |d: &mut hudna_truce::Dossier| {
        d.days.value = Some(2.0);
        d.clock_end.value = "19:00".parse().ok();
    };
    assert!(!shown(with_end).contains("Days            2"));
}

/// «22:00 GMT» is another moment than 22:00 in Damascus.
#[test]
fn hours_on_another_clock_are_told_in_its_zone_in_the_areas_and_in_utc() {
    let mut dossiers = aleppo::dossiers();
    for claim in &mut dossiers[0].timezone_stated.claims {
        claim.value = "Moscow".to_owned();
    }
    let text = brief_of(dossiers.clone(), 120, Style::plain());
    // In November 2016 Moscow was an hour ahead of Damascus.
    for part in [
        "Fri 4 November 2016, 09:00–19:00 (Europe/Moscow, UTC+03:00)",
        "from Fri 4 November 2016, 08:00 to Fri 4 November 2016, 18:00 (Asia/Damascus, UTC+02:00)",
        "06:00 to 16:00 UTC",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    dossiers[0].timezone_stated.claims[1].value = "GMT".to_owned();
    let text = brief_of(dossiers, 120, Style::plain());
    assert!(text.contains("told on different or unknown clocks: GMT, Moscow"));
    assert!(!text.contains("06:00 to 16:00 UTC"), "{text}");
}

/// "From 9 a.m. on Friday until midnight": whose midnight is open, so it is no hour of Friday.
#[test]
fn an_end_without_a_day_is_not_told_as_one_of_the_first_day() {
    let mut dossiers = aleppo::dossiers();
    dossiers[0].ends = Field::default();
    dossiers[0].clock_end.value = "00:00".parse().ok();
    let text = brief_of(dossiers, 120, Style::plain());
    let told = "Fri 4 November 2016, from 09:00; until 00:00 of a day that is left open";
    assert!(text.contains(told), "{text}");
}
