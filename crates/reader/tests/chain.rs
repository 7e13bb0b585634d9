//! Versions of one truce over several reports: a chain, not a contradiction.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use hudna_reader::{Document, Options, Reader};
use hudna_truce::{Dossier, Purpose, TruceStatus};

fn read(reports: &[(&str, &str, &str)]) -> Vec<Dossier> {
    let docs: Vec<Document> = (reports.iter())
        .map(|(id, published, text)| Document {
            id: (*id).to_owned(),
            text: (*text).to_owned(),
            published: (!published.is_empty()).then(|| published.parse().unwrap()),
            ..Document::default()
        })
        .collect();
    Reader::new(Options::default()).read_all(&docs).dossiers
}

const ANNOUNCED: (&str, &str, &str) = (
    "announced",
    "2023-06-09",
    "اتفق الجيش السوداني وقوات الدعم السريع على هدنة في الخرطوم مدتها 24 ساعة تبدأ غدا السبت في الساعة السادسة صباحا.",
);
const IN_FORCE: (&str, &str, &str) = (
    "in-force",
    "2023-06-10",
    "دخلت الهدنة بين الجيش السوداني وقوات الدعم السريع في الخرطوم حيز التنفيذ صباح اليوم السبت في الساعة السادسة صباحا.",
);
const EXTENDED: (&str, &str, &str) = (
    "extended",
    "2023-06-11",
    "Sudan's army and the Rapid Support Forces agreed to extend the truce in Khartoum by 24 hours, until 6 a.m. on Monday.",
);
const COLLAPSED: (&str, &str, &str) = (
    "collapsed",
    "2023-06-12",
    "Перемирие в Хартуме между суданской армией и Силами быстрой поддержки сорвано, сообщили в ООН.",
);

#[test]
fn a_truce_that_is_announced_extended_and_collapses_is_one_chain() {
    let dossiers = read(&[ANNOUNCED, IN_FORCE, EXTENDED, COLLAPSED]);
    assert_eq!(dossiers.len(), 1);
    let d = &dossiers[0];
    let chain: Vec<_> = (d.versions.iter())
        .map(|v| {
            (
                v.status,
                v.issued.unwrap().to_string(),
                v.supersedes,
                v.reports.join("+"),
            )
        })
        .collect();
    assert_eq!(
        chain,
        [
            (
                TruceStatus::Announced,
                "2023-06-09".to_owned(),
                None,
                "announced+in-force".to_owned()
            ),
            (
                TruceStatus::Extended,
                "2023-06-11".to_owned(),
                Some(0),
                "extended".to_owned()
            ),
            (
                TruceStatus::Collapsed,
                "2023-06-12".to_owned(),
                Some(1),
                "collapsed".to_owned()
            ),
        ]
    );
    assert_eq!(
        d.versions[0].effective.unwrap().to_string(),
        "2023-06-10T06:00"
    );
    // Nobody states when the first version ends: 24 hours are not turned into a date.
    assert_eq!(d.versions[0].expires, None);
    assert_eq!(d.versions[1].extended_by_hours, Some(24.0));
    assert_eq!(
        d.versions[1].expires.unwrap().to_string(),
        "2023-06-12T06:00"
    );
    assert_eq!(d.status.value, Some(TruceStatus::Collapsed));
    assert!(!d.ends.conflict && !d.duration_hours.conflict);
}

#[test]
fn the_order_of_the_files_does_not_change_the_chain() {
    let one = read(&[ANNOUNCED, IN_FORCE, EXTENDED, COLLAPSED]);
    let other = read(&[COLLAPSED, EXTENDED, IN_FORCE, ANNOUNCED]);
    let chain = |d: &[Dossier]| -> Vec<_> {
        (d.iter().flat_map(|d| &d.versions))
            .map(|v| (v.status, v.issued, v.effective, v.expires, v.supersedes))
            .collect()
    };
    assert_eq!(other.len(), 1);
    assert_eq!(chain(&one), chain(&other));
}

#[test]
fn an_extension_elsewhere_or_long_after_or_by_others_is_another_truce() {
    let elsewhere = (
        "elsewhere",
        "2023-06-11",
        "Sudan's army and the Rapid Support Forces agreed to extend the truce in Nyala by 24 hours.",
    );
    let later = (
        "later",
        "2023-09-11",
        "Sudan's army and the Rapid Support Forces agreed to extend the truce in Khartoum by 24 hours.",
    );
    let others = (
        "others",
        "2023-06-11",
        "Israel and Hamas agreed to extend the truce in Gaza by 24 hours.",
    );
    for other in [elsewhere, later, others] {
        assert_eq!(read(&[ANNOUNCED, other]).len(), 2, "{}", other.0);
    }
}

#[test]
fn without_a_day_no_extension_is_joined_and_its_open_end_is_named() {
    let undated = (
        "undated",
        "",
        "Sudan's army and the Rapid Support Forces agreed to extend the truce in Khartoum by 24 hours.",
    );
    let dossiers = read(&[ANNOUNCED, undated]);
    assert_eq!(dossiers.len(), 2);
    let extended = &dossiers[1];
    assert_eq!(extended.versions[0].issued, None);
    assert_eq!(extended.versions[0].supersedes, None);
    assert!(
        extended
            .unknown
            .iter()
            .any(|u| u == "until when it was extended")
    );
}

#[test]
fn two_reports_that_give_two_ends_for_one_version_contradict_each_other() {
    let one = (
        "one",
        "2016-10-20",
        "Russia extended its truce in Aleppo by three hours until 7 pm today.",
    );
    let two = (
        "two",
        "2016-10-20",
        "Russia extended its truce in Aleppo until 8 pm today.",
    );
    let dossiers = read(&[one, two]);
    assert_eq!(dossiers.len(), 1);
    assert_eq!(dossiers[0].versions.len(), 1);
    assert!(dossiers[0].clock_end.conflict);
}

#[test]
fn a_report_that_tells_no_purpose_adds_none_to_that_of_another() {
    let dossiers = read(&[
        ANNOUNCED,
        (
            "aid",
            "2023-06-10",
            "Sudan's army and the Rapid Support Forces agreed to a 24-hour truce in Khartoum starting at 6 a.m. on Saturday to deliver humanitarian aid.",
        ),
    ]);
    assert_eq!(dossiers.len(), 1);
    assert_eq!(
        dossiers[0].purpose.value.as_deref(),
        Some(&[Purpose::AidDelivery][..])
    );
    // What each report said is kept as it is.
    assert_eq!(dossiers[0].purpose.claims.len(), 2);
}

#[test]
fn what_a_truce_is_extended_by_is_not_its_length() {
    let lengths = |text: &str| {
        let found = read(&[("r", "2016-11-03", text)]);
        let d = found.first().unwrap();
        (d.versions[0].extended_by_hours, d.duration_hours.value)
    };
    for text in [
        "أعلنت روسيا تمديد الهدنة في حلب ثلاث ساعات حتى السابعة مساء.",
        "Россия продлила перемирие в Алеппо на три часа до 19:00.",
    ] {
        assert_eq!(lengths(text), (Some(3.0), None), "{text}");
    }
    // A truce of so many hours is as long as that, also where it is the one that is extended.
    assert_eq!(
        lengths("Russia extended a 48-hour truce in Aleppo until 7 p.m.").1,
        Some(48.0)
    );
}
