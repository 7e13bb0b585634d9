//! When reports were published: what fixes a day, what leaves it open, and what reports tell each
//! other.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use hudna_reader::{
    dating::{Dating, Report, SharedEvent, of_record, of_report},
    time::{self, TimeMention},
};
use hudna_text::{Document, Folded};
use hudna_truce::{Basis, Span};
use jiff::civil::{Date, date};

struct Read<'a> {
    id: &'a str,
    doc: Document<'a>,
    mentions: Vec<TimeMention>,
    given: Option<Date>,
}

impl<'a> Read<'a> {
    fn new(id: &'a str, text: &'a str) -> Self {
        // A test has few texts.
        let folded = Box::leak(Box::new(Folded::of(text)));
        let doc = Document::new(folded);
        let mentions = time::mentions(&doc);
        Self {
            id,
            doc,
            mentions,
            given: None,
        }
    }

    fn report(&self) -> Report<'_> {
        Report {
            id: self.id,
            doc: &self.doc,
            mentions: &self.mentions,
            given: self.given,
        }
    }

    fn span(&self, words: &str) -> Span {
        let start = self.doc.source().find(words).unwrap();
        Span::new(start, start + words.len())
    }
}

fn dated(text: &str) -> Dating {
    of_report(&Read::new("r", text).report())
}

fn seen_from(dated: &Dating) -> Option<Date> {
    dated.reference.as_ref().map(|seen| seen.day)
}

fn day(text: &str) -> (Option<Date>, Basis) {
    let d = dated(text);
    (d.published.date, d.published.basis)
}

#[test]
fn a_date_line_states_the_day() {
    for text in [
        "دمشق 4 نوفمبر 2016 /لم يخرج أحد من الأحياء الشرقية اليوم (الجمعة).",
        "July 26, 2014\nThe army confirmed a 12-hour lull on Saturday.",
        "حافلات في شرق المدينة\n١٥ ديسمبر ٢٠١٦\nعشرون حافلة ستنقل المقاتلين.",
        "الاثنين 3 رمضان 1443 هـ - 04 أبريل 2022 م\nرست سفينتان في الميناء.",
        "Киев, 5 марта 2022 года - Стороны договорились о паузе.",
        "هدنة إنسانية من ثماني ساعات\n\nموسكو، 17 تشرين الأول/أكتوبر 2016 - أعلنت هيئة الأركان، الاثنين، هدنة.",
        "No patients moved\n\nGENEVA, 21 October 2016 - The organisation said on Friday that it could not begin.",
        "Жители покинули кварталы\n\nМОСКВА, 10 декабря 2016 года. Министерство сообщило об этом в субботу.",
    ] {
        let (date, basis) = day(text);
        assert!(date.is_some(), "{text}");
        assert_eq!(basis, Basis::Stated, "{text}");
    }
}

#[test]
fn a_full_date_inside_a_sentence_is_no_date_line() {
    for text in [
        "قتل العشرات في معركة جرت يوم 4 نوفمبر 2016 قرب المدينة كما قال شهود.",
        "عنوان\n\nوقال إن الاتفاق وُقّع في جنيف، 4 نوفمبر 2016، ثم انهار بعد ساعات من بدء العمل به.",
        "The law of 4 November 2016 forbids such sieges, the minister said again today.",
    ] {
        assert_eq!(day(text), (None, Basis::Open), "{text}");
    }
}

#[test]
fn today_with_a_full_date_states_the_day() {
    assert_eq!(
        day("قال الوزير اليوم الخميس 8 ديسمبر 2016 إن العمليات توقفت في شرق المدينة."),
        (Some(date(2016, 12, 8)), Basis::Stated)
    );
    assert_eq!(
        day("Стороны встретятся завтра, 5 марта 2022 года, сообщил штаб."),
        (Some(date(2022, 3, 4)), Basis::Stated)
    );
}

#[test]
fn a_relative_day_alone_leaves_the_date_open() {
    for text in [
        "أعلن رئيس الأركان أن الهدنة ستطبق بعد غد ولمدة 8 ساعات.",
        "The truce starts tomorrow.",
        "بدأت الهدنة اليوم الجمعة.",
    ] {
        let d = dated(text);
        assert_eq!(d.published.date, None, "{text}");
        assert_eq!(d.published.basis, Basis::Open, "{text}");
        assert_eq!(d.reference, None, "{text}");
    }
}

const TOMORROW_FRIDAY: &str = "أعلنت الوزارة هدنة من الساعة التاسعة صباحا حتى الساعة السابعة مساء غد الجمعة. \
     وقالت أمس الأربعاء إن الخروج ممكن من التاسعة صباحا إلى السابعة مساء يوم الرابع من نوفمبر.";

#[test]
fn tomorrow_friday_and_the_fourth_give_day_and_month_but_no_year() {
    let d = dated(TOMORROW_FRIDAY);
    assert_eq!(d.published.date, None);
    assert_eq!(
        d.published.candidates,
        [
            date(2005, 11, 3),
            date(2011, 11, 3),
            date(2016, 11, 3),
            date(2022, 11, 3)
        ]
    );
    assert!(
        d.published.reasons.iter().any(|r| r.contains("Thursday")),
        "{:?}",
        d.published.reasons
    );
}

#[test]
fn a_given_date_refuses_what_contradicts_it() {
    let mut read = Read::new("r", TOMORROW_FRIDAY);
    read.given = Some(date(2016, 11, 3));
    let d = of_report(&read.report());
    assert_eq!(d.published.basis, Basis::Given);
    assert!(d.refused.is_empty(), "{:?}", d.notes);
    read.given = Some(date(2016, 11, 2));
    let d = of_report(&read.report());
    assert!(!d.refused.is_empty());
    assert!(
        d.notes.iter().any(|n| n.message.contains("Thursday")),
        "{:?}",
        d.notes
    );
}

#[test]
fn words_of_the_evening_before_are_seen_from_that_evening() {
    for (text, published) in [
        // An hour of the night that needs no day is told on the evening before it.
        (
            "تبدأ الهدنة من الساعة 03:00 بعد منتصف الليل، وتنتهي المهلة عند الساعة 9 صباح يوم غد الجمعة.",
            date(2026, 1, 9),
        ),
        // Two expressions that fit the same evening.
        (
            "The army said on Saturday, today, that it agreed. The pause begins at 9 a.m. tomorrow, Sunday.",
            date(2014, 7, 27),
        ),
        (
            "Обстрелы прекратились сегодня, в четверг. Пауза начнётся завтра, в пятницу.",
            date(2016, 12, 9),
        ),
    ] {
        let mut read = Read::new("r", text);
        read.given = Some(published);
        let d = of_report(&read.report());
        assert_eq!(d.published.date, Some(published), "{text}");
        assert_eq!(seen_from(&d), published.yesterday().ok(), "{text}");
        assert!(d.refused.is_empty(), "{text}: {:?}", d.notes);
        assert!(
            d.notes
                .iter()
                .any(|n| n.message.contains("taken to be of the evening before")),
            "{text}"
        );
    }
}

#[test]
fn one_expression_alone_that_contradicts_its_weekday_is_refused() {
    for (text, published) in [
        (
            "تنتهي المهلة عند الساعة 9 صباح يوم غد الجمعة.",
            date(2026, 1, 9),
        ),
        // Printed twice, it is one telling.
        (
            "تنتهي المهلة يوم غد الجمعة.\n\nقال الجيش إنه ملتزم بها. تنتهي المهلة يوم غد الجمعة.",
            date(2026, 1, 9),
        ),
        (
            "The pause begins at 9 a.m. tomorrow, Sunday.",
            date(2014, 7, 27),
        ),
        (
            "Обстрелы прекратились сегодня, в четверг.",
            date(2016, 12, 9),
        ),
        // An hour of the day says nothing of the evening before.
        (
            "The pause begins at 9 a.m. The talks open at noon tomorrow, Sunday.",
            date(2014, 7, 27),
        ),
    ] {
        let mut read = Read::new("r", text);
        read.given = Some(published);
        let d = of_report(&read.report());
        assert_eq!(seen_from(&d), Some(published), "{text}");
        assert!(!d.refused.is_empty(), "{text}");
        assert!(
            d.notes
                .iter()
                .any(|n| n.message.contains("no other words say")),
            "{text}: {:?}",
            d.notes
        );
    }
}

#[test]
fn words_that_fit_neither_day_or_only_in_part_are_not_of_the_evening_before() {
    for text in [
        // Fits the day of publication.
        "تنتهي المهلة عند الساعة 9 صباح يوم غد السبت.",
        // Two days off, and a day off in the other direction.
        "تنتهي المهلة عند الساعة 9 صباح يوم غد الخميس.",
        "تنتهي المهلة عند الساعة 9 صباح يوم غد الأحد.",
        // Each day has its own words.
        "بدأت الهدنة اليوم الجمعة وتنتهي المهلة صباح يوم غد الجمعة.",
        // A bare "today" beside it may be of either day.
        "اجتمع المجلس اليوم. وتنتهي المهلة صباح يوم غد الجمعة.",
    ] {
        let mut read = Read::new("r", text);
        read.given = Some(date(2026, 1, 9));
        let d = of_report(&read.report());
        assert_eq!(seen_from(&d), Some(date(2026, 1, 9)), "{text}");
    }
}

#[test]
fn the_lead_dates_the_news_but_not_the_page() {
    let d = dated(
        "أعلن الوزير، الخميس 8 ديسمبر/كانون الأول 2016، أن الجيش أوقف عملياته. وسيلتقي نظيره السبت المقبل.",
    );
    assert_eq!(d.published.date, None);
    assert_eq!(
        d.published.candidates,
        [date(2016, 12, 8), date(2016, 12, 9)]
    );
    assert_eq!(seen_from(&d), Some(date(2016, 12, 8)));
}

#[test]
fn a_report_is_dated_by_another_that_tells_the_same_event() {
    let a = Read::new(
        "a",
        "أعلن الوزير، الخميس 8 ديسمبر 2016، أن الجيش أوقف عملياته في شرق المدينة.",
    );
    let b = Read::new(
        "b",
        "قال الوزير اليوم الخميس إن الجيش أوقف العمليات في شرق المدينة.",
    );
    let event = SharedEvent {
        label: "the halt in the east of the city".to_owned(),
        told: vec![
            (0, a.span("الخميس 8 ديسمبر 2016")),
            (1, b.span("اليوم الخميس")),
        ],
    };
    let record = of_record(&[a.report(), b.report()], &[event], &[]);
    assert_eq!(record[1].published.date, Some(date(2016, 12, 8)));
    assert_eq!(record[1].published.basis, Basis::Inferred);
    assert_eq!(record[1].reference, None, "its own words do not date it");
    assert!(
        record[1]
            .published
            .reasons
            .last()
            .unwrap()
            .contains("also told in a")
    );
}

#[test]
fn an_office_held_decides_the_year_of_a_record_but_not_of_a_report() {
    let text = format!("{TOMORROW_FRIDAY} وقال وزير الخارجية الأميركي جون كيري إنه ينتظر.");
    let read = Read::new("r", &text);
    assert_eq!(of_report(&read.report()).published.date, None);
    let record = of_record(&[read.report()], &[], &[]);
    assert_eq!(record[0].published.date, Some(date(2016, 11, 3)));
    assert_eq!(record[0].published.basis, Basis::Inferred);
    assert!(
        record[0]
            .published
            .reasons
            .iter()
            .any(|r| r.contains("Kerry"))
    );
}

#[test]
fn the_season_of_a_story_decides_between_years() {
    let a = Read::new("a", TOMORROW_FRIDAY);
    let b = Read::new(
        "b",
        "8 December 2016\nThe army halted its operations in the east.",
    );
    let reports = [a.report(), b.report()];
    assert_eq!(of_record(&reports, &[], &[])[0].published.date, None);
    let record = of_record(&reports, &[], &[vec![0, 1]]);
    assert_eq!(record[0].published.date, Some(date(2016, 11, 3)));
}

#[test]
fn reports_that_contradict_each_other_stay_as_they_are() {
    let a = Read::new("a", "8 December 2016\nThe halt began today, Thursday.");
    let b = Read::new("b", "9 December 2016\nThe halt began today, Friday.");
    let event = SharedEvent {
        label: "the halt".to_owned(),
        told: vec![(0, a.span("today, Thursday")), (1, b.span("today, Friday"))],
    };
    let record = of_record(&[a.report(), b.report()], &[event], &[]);
    assert_eq!(record[0].published.date, Some(date(2016, 12, 8)));
    assert_eq!(record[1].published.date, Some(date(2016, 12, 9)));
}

#[test]
fn the_real_reports_date_each_other_as_far_as_their_words_go() {
    let shared = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/reading/reports"
    );
    let Ok(dir) = std::fs::read_dir(shared) else {
        println!("SKIPPED: the five real reports need ../shared/reading beside the repository");
        return;
    };
    let mut files: Vec<_> = dir.map(|f| f.unwrap().path()).collect();
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .map(|f| std::fs::read_to_string(f).unwrap())
        .collect();
    let ids = ["000", "001", "002", "003", "004"];
    let read: Vec<Read<'_>> = ids
        .iter()
        .zip(&texts)
        .map(|(id, t)| Read::new(id, t))
        .collect();
    let reports: Vec<Report<'_>> = read.iter().map(Read::report).collect();
    let alone: Vec<Option<Date>> = reports
        .iter()
        .map(|r| of_report(r).published.date)
        .collect();
    assert_eq!(alone, [None; 5], "no report states its own day");
    let events = [
        SharedEvent {
            label: "the truce of 09:00-19:00".to_owned(),
            told: vec![
                (2, read[2].span("اليوم الجمعة من الساعة التاسعة")),
                (3, read[3].span("يوم الرابع من نوفمبر")),
                (3, read[3].span("مساء غد الجمعة")),
            ],
        },
        SharedEvent {
            label: "the halt in eastern Aleppo".to_owned(),
            told: vec![
                (1, read[1].span("الخميس 8 ديسمبر")),
                (4, read[4].span("اليوم الخميس")),
            ],
        },
    ];
    let record = of_record(&reports, &events, &[vec![0, 1, 2, 3, 4]]);
    let days: Vec<Option<Date>> = record.iter().map(|d| d.published.date).collect();
    for d in &record {
        println!("{:#?}", d.published.reasons);
    }
    assert_eq!(
        days,
        [
            None,
            None,
            Some(date(2016, 11, 4)),
            Some(date(2016, 11, 3)),
            Some(date(2016, 12, 8))
        ]
    );
    assert_eq!(seen_from(&record[1]), Some(date(2016, 12, 8)));
    assert_eq!(record[3].reference, None);
}
