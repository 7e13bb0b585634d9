//! Whatever the text, the reader answers, and every claim stands on words of it.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::LazyLock;

use hudna_reader::{Document, Options, Reader};
use hudna_truce::Evidence;
use proptest::prelude::*;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Options::default()));

/// Words that rules look for, and signs that cut them.
const WORDS: &str = "هدنة الهدنة وقف إطلاق النار أعلنت روسيا موسكو دمشق حلب سوريا السورية معبران ممرات ستة \
    المعابر الثمانية بينها اثنان للمقاتلين أحدهما والثاني عبر طريق الكاستيلو حي المشارقة باستثناء \
    الراموسة المدنيين المسلحين الجرحى لإجلاء خروج إدخال المساعدات قال لافروف المتحدث باسم الأمم المتحدة \
    رفضت فصائل المعارضة رحب وافقت دعا إلى اتهم لم يصدر أي موقف من الجماعات المسلحة إن أن التي الذي \
    قتل أكثر من 800 شخص نحو 5 كم اجتماع في جنيف السبت المقبل ألغيت بعد غد صباحا من الساعة التاسعة حتى \
    السابعة مساء يوم 4 نوفمبر فوق الشمال الجنوب 48 ساعة لمدة قبل طلب حمل مسؤولية ، . : « » ( ) \
    truce ceasefire Israel Hamas said that accepted corridors two of their own for civilians in Gaza \
    the south the north central between 6 a.m. and 3 p.m. from to via Kyiv Sumy , . ' - \
    Россия вводит режим тишины из Харькова в Белгород через Белоруссию коридоры погибли 5 человек";

fn texts() -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = WORDS.split_whitespace().collect();
    let told = prop::collection::vec(prop::sample::select(words), 0..120);
    let told =
        (told, prop::collection::vec(prop::bool::weighted(0.05), 120)).prop_map(|(w, breaks)| {
            let mut out = String::new();
            for (word, cut) in w.iter().zip(breaks) {
                out.push_str(word);
                out.push_str(if cut { "\n\n" } else { " " });
            }
            out
        });
    prop_oneof![4 => told, 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_gives_a_reading_whose_evidence_lies_within_it(text in texts()) {
        let docs = [Document { id: "a".to_owned(), text: text.clone(), ..Document::default() }];
        let reading = READER.read(&docs[0]);
        let mut all: Vec<&Evidence> = Vec::new();
        for t in &reading.truces {
            all.extend(&t.evidence);
            all.extend(t.crossings.iter().flat_map(|c| &c.evidence));
        }
        all.extend(reading.positions.iter().flat_map(|p| &p.evidence));
        all.extend(reading.figures.iter().flat_map(|f| &f.evidence));
        all.extend(reading.meetings.iter().flat_map(|m| &m.evidence));
        for e in all {
            let words = e.span().of(&text);
            prop_assert!(words.is_some_and(|w| !w.trim().is_empty()), "{e:?}");
            prop_assert!(e.rule.0.contains('@'));
        }
        // Twice the same text gives the same record.
        prop_assert_eq!(READER.read_all(&docs), READER.read_all(&docs));
    }
}
