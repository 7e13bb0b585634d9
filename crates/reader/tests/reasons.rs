//! How each value was found: the steps, their rules and their words, in three languages.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use hudna_reader::{Document, Options, Reader};
use hudna_truce::{Reason, ReportReading};
use jiff::civil::Date;

fn read(text: &str, published: Option<&str>) -> ReportReading {
    read_with(text, published, None)
}

fn read_with(text: &str, published: Option<&str>, zone: Option<&str>) -> ReportReading {
    let mut options = Options::default();
    options.reasons = true;
    options.zone = zone.map(str::to_owned);
    Reader::new(options).read(&Document {
        id: "r".to_owned(),
        text: text.to_owned(),
        published: published.map(|p| p.parse::<Date>().unwrap()),
        ..Document::default()
    })
}

/// The steps of a field: rule, words, what they gave.
fn chain(text: &str, reasons: &[Reason], slot: &str) -> Vec<(String, String, String)> {
    (reasons.iter())
        .filter(|r| r.slot == slot)
        .map(|r| {
            let words = r.words.map_or("", |w| w.of(text).unwrap());
            (r.rule.to_string(), words.to_owned(), r.gave.clone())
        })
        .collect()
}

/// Each step by its rule and the end of what it gave.
fn assert_chain(text: &str, reasons: &[Reason], slot: &str, want: &[(&str, &str, &str)]) {
    let got = chain(text, reasons, slot);
    let fits = got.len() == want.len()
        && (got.iter().zip(want)).all(|((rule, words, gave), (r, w, g))| {
            rule == r && words.contains(w) && w.is_empty() == words.is_empty() && gave.contains(g)
        });
    assert!(fits, "{text}\n{slot}: {got:#?}\nwanted {want:#?}");
}

#[test]
fn a_start_tells_its_truce_its_day_the_day_it_is_seen_from_and_its_hour() {
    for (text, zone, starts, want) in [
        (
            "أعلنت روسيا هدنة إنسانية في حلب من التاسعة صباحا حتى السابعة مساء غد الجمعة بتوقيت دمشق.",
            "Asia/Damascus",
            "2016-11-04T09:00",
            [
                ("ar.truce.noun@1", "هدنة", "the truce"),
                ("dating.given@1", "", "2016-11-03"),
                (
                    "ar.time.window@1",
                    "غد الجمعة",
                    "1 day after 2016-11-03, a Friday as the words say: 2016-11-04",
                ),
                ("ar.time.window@1", "من التاسعة صباحا", "09:00"),
            ],
        ),
        (
            "Russia announced a humanitarian pause in Aleppo from 9 a.m. to 7 p.m. Damascus time tomorrow, Friday.",
            "Asia/Damascus",
            "2016-11-04T09:00",
            [
                ("en.truce.noun@1", "pause", "the truce"),
                ("dating.given@1", "", "2016-11-03"),
                (
                    "en.time.window@1",
                    "tomorrow, Friday",
                    "1 day after 2016-11-03, a Friday as the words say: 2016-11-04",
                ),
                ("en.time.window@1", "from 9 a.m.", "09:00"),
            ],
        ),
        (
            "Россия объявила гуманитарную паузу в Алеппо завтра, в пятницу, с 9:00 до 19:00 по московскому времени.",
            "Moscow",
            "2016-11-04T09:00",
            [
                ("ru.truce.noun@1", "паузу", "the truce"),
                ("dating.given@1", "", "2016-11-03"),
                (
                    "ru.time.window@1",
                    "завтра, в пятницу",
                    "1 day after 2016-11-03, a Friday as the words say: 2016-11-04",
                ),
                ("ru.time.window@1", "с 9:00", "09:00"),
            ],
        ),
    ] {
        let r = read(text, Some("2016-11-03"));
        let t = &r.truces[0];
        assert_eq!(t.starts.unwrap().to_string(), starts, "{text}");
        assert_chain(text, &t.reasons, "starts", &want);
        let zones = chain(text, &t.reasons, "timezone_stated");
        assert_eq!(zones.len(), 1, "{text} {zones:?}");
        assert_eq!(zones[0].2, zone, "{text}");
        assert!(!zones[0].1.is_empty(), "{text}");
    }
}

#[test]
fn an_end_without_a_day_is_on_the_day_of_the_start_or_on_the_next() {
    for (text, last, rule) in [
        (
            "Russia announced a truce in Aleppo on 4 November 2016 from 9 a.m. to 7 p.m.",
            "2016-11-04",
            "truce.same-day@1",
        ),
        (
            "Russia announced a truce in Aleppo on 4 November 2016 from 7 p.m. to 6 a.m.",
            "2016-11-05",
            "truce.overnight@1",
        ),
    ] {
        let r = read(text, None);
        let t = &r.truces[0];
        let ends = chain(text, &t.reasons, "ends");
        let step = ends.iter().find(|(r, ..)| r == rule);
        assert!(
            step.is_some_and(|(_, _, gave)| gave.ends_with(last)),
            "{text} {ends:#?}"
        );
        assert!(
            ends.iter()
                .any(|(_, _, gave)| gave == "a full date: 2016-11-04"),
            "{ends:#?}"
        );
        // A full date is seen from no other day.
        assert!(
            !ends.iter().any(|(r, ..)| r.starts_with("dating.")),
            "{ends:#?}"
        );
    }
}

#[test]
fn the_day_that_words_are_seen_from_says_how_it_is_known() {
    let announced = "أعلنت روسيا هدنة في حلب من التاسعة صباحا حتى السابعة مساء غد الجمعة.";
    for (text, published, rule, words) in [
        (
            announced.to_owned(),
            Some("2016-11-03"),
            "dating.given@1",
            "",
        ),
        (
            format!("موسكو، 3 تشرين الثاني/نوفمبر 2016 - {announced}"),
            None,
            "dating.date-line@1",
            "3 تشرين الثاني/نوفمبر 2016",
        ),
        (
            format!("{announced} وقال الجيش اليوم الخميس 3 نوفمبر 2016 إنه ملتزم بها."),
            None,
            "dating.today@1",
            "اليوم الخميس 3 نوفمبر 2016",
        ),
    ] {
        let r = read(&text, published);
        let t = &r.truces[0];
        assert_eq!(t.starts.unwrap().to_string(), "2016-11-04T09:00", "{text}");
        let starts = chain(&text, &t.reasons, "starts");
        let seen = starts
            .iter()
            .find(|(r, ..)| r.starts_with("dating."))
            .unwrap();
        assert_eq!((seen.0.as_str(), seen.1.as_str()), (rule, words), "{text}");
        assert!(seen.2.ends_with("2016-11-03"), "{text} {seen:?}");
    }
}

#[test]
fn local_time_is_that_of_the_place_or_of_the_zone_that_was_given() {
    let text =
        "Russia announced a truce in Aleppo on 4 November 2016 from 9 a.m. to 7 p.m. local time.";
    let r = read_with(text, None, Some("Europe/Kyiv"));
    assert_chain(
        text,
        &r.truces[0].reasons,
        "timezone_stated",
        &[
            ("en.time.window@1", "local time", "local time"),
            (
                "zone.place@1",
                "Aleppo",
                "the zone of Aleppo: Asia/Damascus",
            ),
        ],
    );
    let text = "The army announced a truce on 4 November 2016 from 9 a.m. to 7 p.m. local time.";
    let r = read_with(text, None, Some("Europe/Kyiv"));
    assert_chain(
        text,
        &r.truces[0].reasons,
        "timezone_stated",
        &[
            ("en.time.window@1", "local time", "local time"),
            (
                "zone.given@1",
                "",
                "the zone that was given for local time: Europe/Kyiv",
            ),
        ],
    );
    let text = "Russia announced a truce in Aleppo on 4 November 2016 from 9 a.m. to 7 p.m. (0700-1700 GMT).";
    let r = read(text, None);
    assert_chain(
        text,
        &r.truces[0].reasons,
        "timezone_stated",
        &[
            ("en.time.window@1", "0700-1700 GMT", "so these are local"),
            ("zone.place@1", "Aleppo", "Asia/Damascus"),
        ],
    );
}

/// Texts whose times are open, contradict each other, or are no times of a truce.
const WITHOUT_TIMES: [(&str, Option<&str>); 6] = [
    (
        "أعلنت روسيا هدنة في حلب من التاسعة صباحا حتى السابعة مساء غد الجمعة.",
        None,
    ),
    ("أعلنت روسيا هدنة في حلب تبدأ غدا الأحد.", Some("2016-11-03")),
    (
        "Russia announced a truce in Aleppo that begins tomorrow, Sunday.",
        Some("2016-11-03"),
    ),
    (
        "Россия объявила перемирие в Алеппо, которое начнётся завтра, в воскресенье.",
        Some("2016-11-03"),
    ),
    ("Russia announced a truce in Aleppo.", Some("2016-11-03")),
    ("The minister spoke on Tuesday.", Some("2016-11-03")),
];

#[test]
fn where_no_value_is_no_reason_is_given() {
    for (text, published) in WITHOUT_TIMES {
        let r = read(text, published);
        for t in &r.truces {
            assert_eq!((t.starts, t.ends), (None, None), "{text}");
            let told: Vec<_> = (t.reasons.iter())
                .filter(|r| matches!(&*r.slot, "starts" | "ends" | "timezone_stated"))
                .collect();
            assert!(told.is_empty(), "{text} {told:#?}");
        }
    }
}

#[test]
fn nobody_who_did_not_ask_gets_reasons() {
    let text =
        "Russia announced a truce in Aleppo on 4 November 2016 from 9 a.m. to 7 p.m. local time.";
    let document = Document {
        id: "r".to_owned(),
        text: text.to_owned(),
        ..Document::default()
    };
    let plain = Reader::new(Options::default()).read(&document);
    assert!(
        !serde_json::to_string(&plain)
            .unwrap()
            .contains("reasons\":[{")
    );
    let mut explained = read(text, None);
    assert!(!explained.truces[0].reasons.is_empty());
    // Nothing else differs.
    explained.drop_reasons();
    assert_eq!(plain, explained);
}
