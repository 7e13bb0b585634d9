//! How each value was found: the steps, their rules and their words, in three languages.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{fs, path::Path};

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
        let starts = chain(text, &t.reasons, "starts");
        assert!(
            (starts.iter()).any(|(_, _, gave)| gave == "a full date: 2016-11-04"),
            "{starts:#?}"
        );
        // A full date is seen from no other day.
        assert!(
            !starts.iter().any(|(r, ..)| r.starts_with("dating.")),
            "{starts:#?}"
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

#[test]
fn a_position_tells_who_holds_it_and_what_turned_the_words() {
    for (text, actor, stance) in [
        (
            "أعلنت المعارضة السورية أنها لن تقبل الهدنة ما لم تدخل المساعدات.",
            vec![(
                "ar.position.conditions@1",
                "المعارضة السورية",
                "Syrian opposition: ",
            )],
            vec![
                ("ar.position.conditions@1", "ما لم", "conditions"),
                ("ar.position.accepts@1", "تقبل", "hangs on this condition"),
            ],
        ),
        (
            "لم تقبل روسيا الهدنة في حلب.",
            vec![(
                "ar.position.accepts@1",
                "روسيا",
                "Russia: the subject of the verb",
            )],
            vec![
                ("ar.position.accepts@1", "تقبل", "accepts"),
                ("ar.speech.not@1", "لم", "denied: rejects"),
            ],
        ),
        (
            "والتزم الجيش الروسي في حلب الصمت إزاء الهدنة.",
            vec![("ar.position.accepts@1", "الجيش الروسي", "")],
            vec![
                ("ar.position.accepts@1", "والتزم", "accepts"),
                (
                    "ar.position.accepts@1",
                    "والتزم الجيش الروسي في حلب الصمت",
                    "none_yet",
                ),
            ],
        ),
        (
            "Russia announced a truce in Aleppo. The truce was rejected by the Syrian opposition.",
            vec![(
                "en.position.rejects@1",
                "Syrian opposition",
                "named behind \"by\"",
            )],
            vec![("en.position.rejects@1", "rejected", "rejects")],
        ),
        (
            "Россия объявила перемирие в Алеппо. США не приняли перемирие.",
            vec![(
                "ru.position.accepts@1",
                "США",
                "US: the subject of the verb",
            )],
            vec![
                ("ru.position.accepts@1", "приняли", "accepts"),
                ("ru.speech.not@1", "не", "denied: rejects"),
            ],
        ),
    ] {
        let r = read(text, None);
        assert_eq!(r.positions.len(), 1, "{text} {:#?}", r.positions);
        assert_chain(text, &r.positions[0].reasons, "stance", &stance);
        assert_chain(text, &r.positions[0].reasons, "actor", &actor);
    }
}

#[test]
fn a_title_without_a_name_tells_whom_it_stands_for() {
    let text =
        "قال وزير الخارجية الأمريكي جون كيري إن الهدنة هشة. وأضاف الوزير أن بلاده ترفض أي خرق لها.";
    let r = read(text, None);
    assert_chain(
        text,
        &r.positions[0].reasons,
        "actor",
        &[
            (
                "ar.position.rejects@1",
                "وزير الخارجية الأمريكي جون كيري",
                "John Kerry for US",
            ),
            (
                "ar.speech.office@1",
                "الوزير",
                "a title without a name, which stands for John Kerry for US",
            ),
        ],
    );
    let text =
        "التقى كيري ولافروف في جنيف، واتفق الوزيران على مواصلة المحادثات بشأن وقف إطلاق النار.";
    let r = read(text, None);
    let told: Vec<_> = (r.positions.iter())
        .flat_map(|p| chain(text, &p.reasons, "actor"))
        .filter(|(rule, words, _)| rule == "ar.speech.office@1" && words == "الوزيران")
        .map(|(.., gave)| gave)
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    // A name of its own needs no other.
    let text = "قال وزير الخارجية الأمريكي جون كيري إن بلاده ترفض أي خرق للهدنة.";
    let r = read(text, None);
    let actor = chain(text, &r.positions[0].reasons, "actor");
    assert_eq!(actor.len(), 1, "{actor:?}");
}

#[test]
fn a_figure_tells_its_bound_its_range_its_unit_and_what_it_counts() {
    for (text, value) in [
        (
            "وقتل أكثر من 800 شخص في حلب.",
            vec![
                ("number.value@1", "800", "800"),
                ("number.bound@1", "أكثر من", "at least"),
            ],
        ),
        (
            "More than 800 people were killed in Aleppo.",
            vec![
                ("number.value@1", "800", "800"),
                ("number.bound@1", "More than", "at least"),
            ],
        ),
        (
            "Более 800 человек погибли в Алеппо.",
            vec![
                ("number.value@1", "800", "800"),
                ("number.bound@1", "Более", "at least"),
            ],
        ),
        (
            "Between 3000 and 3500 people were wounded in Aleppo.",
            vec![("number.range@1", "3000 and 3500", "from 3000 to 3500")],
        ),
        (
            "وقتل 800 شخص في حلب.",
            vec![("number.value@1", "800", "800")],
        ),
    ] {
        let r = read(text, None);
        let reasons = &r.figures[0].reasons;
        assert_chain(text, reasons, "min", &value);
        for slot in ["unit", "what"] {
            assert_eq!(chain(text, reasons, slot).len(), 1, "{text} {slot}");
        }
        assert!(chain(text, reasons, "max").is_empty(), "{text}");
    }
    let text = "About 250,000 people are trapped in Aleppo.";
    let r = read(text, None);
    let about = chain(text, &r.figures[0].reasons, "exact");
    assert_eq!(about.len(), 1, "{about:?}");
    assert_eq!(about[0].1, "About");
}

#[test]
fn a_meeting_tells_which_words_call_it_off() {
    for (text, rule, words, status) in [
        (
            "كان مقررا أن تعقد محادثات في جنيف السبت المقبل لكنها ألغيت.",
            "ar.meeting.cancelled@1",
            "ألغيت",
            "cancelled",
        ),
        (
            "Talks due in Geneva next Saturday were cancelled.",
            "en.meeting.cancelled@1",
            "cancelled",
            "cancelled",
        ),
        (
            "Переговоры в Женеве в следующую субботу отменены.",
            "ru.meeting.cancelled@1",
            "отменены",
            "cancelled",
        ),
    ] {
        let r = read(text, Some("2016-11-03"));
        let reasons = &r.meetings[0].reasons;
        assert_chain(text, reasons, "status", &[(rule, words, status)]);
        let when = chain(text, reasons, "when");
        assert_eq!(when.len(), 2, "{text} {when:?}");
        assert!(
            when[1]
                .2
                .ends_with("the next Saturday after 2016-11-03: 2016-11-05"),
            "{when:?}"
        );
    }
    let text = "Talks were held in Geneva.";
    let r = read(text, None);
    assert!(chain(text, &r.meetings[0].reasons, "when").is_empty());
}

/// Every claim of a reading as JSON, with its reasons.
fn claims(r: &ReportReading) -> Vec<serde_json::Value> {
    let json = serde_json::to_value(r).unwrap();
    let lists = ["truces", "positions", "figures", "meetings"];
    (lists.iter())
        .flat_map(|list| json[list].as_array().unwrap().clone())
        .collect()
}

#[test]
fn every_step_stands_on_words_of_the_text_and_belongs_to_a_field_with_a_value() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reading");
    let folders = [shared.join("dev"), shared.join("reports")];
    let mut texts: Vec<String> = (folders.iter())
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .map(|p| fs::read_to_string(p).unwrap())
        .collect();
    texts.extend(WITHOUT_TIMES.iter().map(|(text, _)| (*text).to_owned()));
    let mut steps = 0;
    for (text, published) in texts
        .iter()
        .flat_map(|t| [(t, None), (t, Some("2016-11-03"))])
    {
        let r = read(text, published);
        for claim in claims(&r) {
            let reasons = claim["reasons"].as_array().cloned().unwrap_or_default();
            for reason in reasons {
                let step: Reason = serde_json::from_value(reason.clone()).unwrap();
                assert_eq!(serde_json::to_value(&step).unwrap(), reason);
                let field = &claim[&*step.slot];
                assert!(!field.is_null(), "{step:?} has no value: {claim:#}");
                assert!(
                    step.rule.0.contains('@') && !step.gave.is_empty(),
                    "{step:?}"
                );
                if let Some(words) = step.words {
                    assert!(
                        words.of(text).is_some_and(|w| !w.trim().is_empty()),
                        "{step:?}"
                    );
                }
                steps += 1;
            }
        }
        for p in &r.positions {
            let fields: Vec<&str> = p.reasons.iter().map(|r| &*r.slot).collect();
            assert!(
                fields.contains(&"actor") && fields.contains(&"stance"),
                "{p:#?}"
            );
        }
        for f in &r.figures {
            assert!(!f.reasons.is_empty(), "{f:#?}");
        }
        for t in &r.truces {
            for (slot, told) in [
                ("starts", t.starts.is_some()),
                ("ends", t.ends.is_some()),
                ("timezone_stated", t.timezone_stated.is_some()),
            ] {
                assert_eq!(
                    t.reasons.iter().any(|r| r.slot == slot),
                    told,
                    "{slot} {t:#?}"
                );
            }
        }
    }
    assert!(steps > 0);
}
