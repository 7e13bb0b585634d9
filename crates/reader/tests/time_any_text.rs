//! Any text gives time expressions whose spans are valid and whose words are in the text.

use hudna_reader::{
    dating::{Report, of_report},
    time,
};
use hudna_text::{Document, Folded, fold};
use jiff::civil::date;
use proptest::prelude::*;

/// Words of time of three languages, in any order, with anything between them.
fn texts() -> impl Strategy<Value = String> {
    let words = [
        "يوم",
        "اليوم",
        "غد",
        "بعد",
        "أمس",
        "أول",
        "من",
        "إلى",
        "حتى",
        "بين",
        "والرابعة",
        "الساعة",
        "التاسعة",
        "صباحا",
        "مساء",
        "الجمعة",
        "الخميس",
        "4",
        "نوفمبر",
        "/",
        "تشرين",
        "الثاني",
        "2016",
        "م",
        "(",
        ")",
        "بتوقيت",
        "دمشق",
        "غرينتش",
        "المقبل",
        "الماضي",
        "منذ",
        "17",
        "يوما",
        "لمدة",
        "ثلاثة",
        "أيام",
        "ونصف",
        "منتصف",
        "ليل",
        "الليل",
        "كل",
        "تبدأ",
        "تنتهي",
        "نفسه",
        "الأسبوع",
        "09",
        ":",
        "00",
        "رمضان",
        "1443",
        "from",
        "to",
        "8",
        "a.m.",
        "until",
        "Friday",
        "next",
        "November",
        "4th",
        "tomorrow",
        "GMT",
        "0500",
        "-",
        "12-hour",
        "ago",
        "on",
        ",",
        "с",
        "до",
        "9:00",
        "мск",
        "завтра",
        "марта",
        "года",
        "назад",
        "по",
        "времени",
        "Астаны",
        "11.00",
        "99",
        "31",
        "0",
        "февраля",
        "30",
    ];
    let piece = prop_oneof![
        8 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{1,3}",
        1 => "[\n.،;]",
    ];
    let gap = prop_oneof![6 => Just(" "), 1 => Just(""), 1 => Just("\n")];
    prop::collection::vec((piece, gap), 0..40)
        .prop_map(|p| p.into_iter().map(|(w, g)| w + g).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn time_expressions_lie_in_the_text_in_order(text in texts()) {
        let folded = Folded::of(&text);
        let doc = Document::new(&folded);
        let mentions = time::mentions(&doc);
        let mut end = 0;
        for m in &mentions {
            let words = m.span.of(&text);
            prop_assert!(words.is_some_and(|w| !w.is_empty()), "{m:?}");
            prop_assert!(m.span.start >= end, "{m:?} begins before {end}");
            end = m.span.end;
            // The words at the span, folded, are the tokens of the mention.
            let folded = fold(words.unwrap());
            for t in m.tokens.start.0..m.tokens.end.0 {
                prop_assert!(folded.contains(doc.word(hudna_text::TokenIdx(t))));
            }
            for z in m.zone.iter().map(|z| z.span).chain(m.parallels.iter().map(|p| p.span)) {
                prop_assert!(m.span.contains(z), "{z:?} in {m:?}");
            }
            let _ = time::resolve(&m.value, None);
            if let Ok(r) = time::resolve(&m.value, Some(date(2016, 11, 3))) {
                prop_assert!(r.end.is_none_or(|e| e.date >= r.start.date), "{m:?} {r:?}");
            }
        }
        let report = Report { id: "r", doc: &doc, mentions: &mentions, given: None };
        let dating = of_report(&report);
        // A date has a reason, and the words it stands on.
        if dating.published.date.is_some() {
            prop_assert!(!dating.published.reasons.is_empty());
            prop_assert!(!dating.published.evidence.is_empty());
        }
    }
}

#[test]
fn more_days_ago_than_the_calendar_has_are_no_time() {
    for text in [
        "20161443 يوم назад",
        "قبل 20161443 يوما",
        "99999999 years ago",
    ] {
        for m in time::mentions(&Document::new(&Folded::of(text))) {
            let read = time::resolve(&m.value, Some(date(2016, 11, 3)));
            assert!(read.is_err(), "{text}: {read:?}");
        }
    }
}
