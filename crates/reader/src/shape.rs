//! The work on a text grows no faster than the text, whatever it consists of.
//!
//! Counted are looks at tokens and at phrases found ([`hudna_text::Document::looks`]), not time: the
//! count is the same on every machine.

use std::fmt::Write as _;

use crate::{
    Document, Options, Reader,
    analysis::{self, Analysis},
    lexicon,
};

/// Looks that reading a text takes.
fn looks(reader: &Reader, text: &str) -> u64 {
    let doc = Document {
        id: "shape".to_owned(),
        text: text.to_owned(),
        ..Document::default()
    };
    let docs = [doc];
    let folded = analysis::folded(&docs);
    let mut analyses = Analysis::each(&docs, &folded, &reader.lexicon);
    let _ = reader.told(&mut analyses, &docs);
    analyses[0].doc.looks()
}

/// Four times the text may cost this much more: far below the sixteen times of a square.
const MOST: u64 = 6;

/// Pieces of the shorter text: its words are more than one sentence may have, and its lines of numbers more than
/// stand within reach of each other.
const SHORT: usize = 600;

/// Notes where four times the text costs more than `MOST` times the work.
fn check(reader: &Reader, name: &str, text: impl Fn(usize) -> String, wrong: &mut Vec<String>) {
    let (short, long) = (looks(reader, &text(SHORT)), looks(reader, &text(4 * SHORT)));
    if long > MOST * short.max(1_000) {
        wrong.push(format!(
            "{name}: {short} looks, {long} for four times the text"
        ));
    }
}

#[test]
fn four_times_one_thing_costs_about_four_times_the_work() {
    let reader = Reader::new(Options::default());
    let mut wrong = Vec::new();
    for piece in [
        "و",
        "«",
        "»",
        "\"",
        "'",
        "(",
        ")",
        "[",
        "{",
        "1",
        "1 ",
        "٣",
        "3,",
        "3.",
        "3:",
        "3/",
        "3-",
        "- ",
        "ــ",
        "\u{64b}",
        "\u{301}",
        "\u{200f}",
        "\u{0}",
        "\n",
        "\n\n",
        " ",
        ". ",
        "., ",
        "! ",
        "… ",
        "وال",
        "لل",
        "و و ",
        "من ",
        "إلى ",
        "من الساعة التاسعة إلى ",
        "الساعة التاسعة صباحا ",
        "غدا ",
        "يوم ",
        "يوميا ",
        "يوميا من الساعة التاسعة إلى السابعة ",
        "الجمعة ",
        "4 نوفمبر ",
        "بتوقيت دمشق ",
        "(بتوقيت دمشق ",
        "ثلاثة ",
        "ثلاثة آلاف و",
        "ألف ",
        "مليون ",
        "ما بين ",
        "8 ",
        "000 ",
        "999 999 ",
        "ﷺ",
        "from 9 a.m. to ",
        "daily ",
        "every day ",
        "from six to seven daily, ",
        "starts at nine and ends at ten ",
        "twenty-",
        "a hundred and ",
        "до ",
        "с 9 до ",
        "сегодня ",
        "e",
        "don't ",
        "'s ",
        "é",
        "ё",
        "й",
        "и\u{306}",
        "هدنة ",
        "الهدنة ",
        "أعلنت روسيا هدنة ",
        "قال ",
        "قال إن ",
        "روسيا ",
        "حلب ",
        "في حلب ",
        "معبر ",
        "ثمانية معابر ",
        "المعارضة ",
        "اجتماع في لوزان ",
        "رفض ",
        "وقتل 3 مدنيين ",
        "مدنيين ",
        "Russia said ",
        "a truce in Aleppo ",
        "Russia declared a truce between Israel and Hezbollah ",
        "10 часов ",
        "перемирие ",
        "Россия объявила перемирие ",
    ] {
        check(&reader, piece, |n| piece.repeat(n), &mut wrong);
        // The same on lines of their own, each a little different.
        let lines = |n| {
            (0..n).fold(String::new(), |mut s, i| {
                let _ = writeln!(s, "{i} {piece}");
                s
            })
        };
        check(&reader, &format!("lines of {piece}"), lines, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn four_times_the_example_of_a_rule_costs_about_four_times_the_work() {
    let reader = Reader::new(Options::default());
    let mut wrong = Vec::new();
    for (id, example) in lexicon::examples() {
        let words = example.split_whitespace().count().max(1);
        let plain: String = (example.chars())
            .map(|c| {
                if matches!(c, '.' | '!' | '?' | '؟') {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        check(
            &reader,
            &id,
            |n| format!("{plain} ").repeat(1 + 2 * n / words),
            &mut wrong,
        );
        let sentences = |n| {
            (0..1 + n / words).fold(String::new(), |mut s, i| {
                let _ = write!(s, "{i} {plain}. ");
                s
            })
        };
        check(
            &reader,
            &format!("sentences of {id}"),
            sentences,
            &mut wrong,
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ten_times_the_report_costs_about_ten_times_the_work() {
    let reader = Reader::new(Options::default());
    // The example of every rule, one behind another: a long report in three languages. The numbers
    // see to it that no sentence repeats one before.
    let examples = lexicon::examples();
    let text = |times: usize| {
        let mut s = String::new();
        for i in 0..times {
            for (_, example) in &examples {
                let _ = writeln!(s, "{i} {example}");
            }
        }
        s
    };
    let [one, three, ten, thirty] = [1, 3, 10, 30].map(|times| looks(&reader, &text(times)));
    assert!(
        ten <= 12 * one && thirty <= 12 * three,
        "{one}, {three}, {ten}, {thirty} looks"
    );
}

#[test]
fn four_times_a_text_without_full_stops_costs_about_four_times_the_work() {
    let reader = Reader::new(Options::default());
    // The examples of all rules as one paragraph of one sentence, in three languages mixed. A number
    // behind every fourth word sees to it that no stretch repeats one before.
    let words: Vec<String> = (lexicon::examples().iter())
        .flat_map(|(_, example)| example.split_whitespace())
        .map(|word| word.replace(['.', '!', '?', '؟', ';', '؛', ':'], ""))
        .collect();
    let text = |times: usize| {
        let mut s = String::new();
        for (i, word) in (0..times).flat_map(|_| &words).enumerate() {
            let _ = write!(s, "{word} ");
            if i % 4 == 3 {
                let _ = write!(s, "{i} ");
            }
        }
        s
    };
    let [one, four, sixteen] = [1, 4, 16].map(|times| looks(&reader, &text(times)));
    assert!(
        four <= 5 * one && sixteen <= 5 * four,
        "{one}, {four}, {sixteen} looks"
    );
}

#[test]
fn four_times_the_truces_cost_about_four_times_the_work() {
    let reader = Reader::new(Options::default());
    // Truces with times of their own, lengths and people: each time is asked for its truce.
    let mut wrong = Vec::new();
    for line in [
        "The army halted air strikes in Aleppo on 4 November 2016 at 9 a.m.",
        "Russia declared a truce in Aleppo for 10 hours from 9 a.m. on Friday.",
        "أعلنت روسيا هدنة في حلب لمدة 10 ساعات يوم الجمعة، وخرج 300 مدني.",
        "Россия объявила перемирие в Алеппо на 10 часов, погибли 3 человека.",
        "The truce is from 9 a.m. to 2 p.m. on 4 November. It is from 9 a.m. to 2 p.m. tomorrow.",
        "There is no truce in Aleppo.",
    ] {
        let lines = |n| {
            (0..n).fold(String::new(), |mut s, i| {
                let _ = writeln!(s, "{i} {line}");
                s
            })
        };
        check(&reader, line, lines, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_not_read_of_an_endless_text_is_named() {
    let reader = Reader::new(Options::default());
    let mut text = "أعلنت روسيا هدنة في حلب. ".to_owned();
    text += &"هدنة ".repeat(200_000);
    let read = reader.read(&Document {
        id: "endless".to_owned(),
        text: text.clone(),
        ..Document::default()
    });
    assert!(!read.truces.is_empty());
    let note = (read.notes.iter()).find(|n| n.message.contains("is not read"));
    let note = note.expect("a note on what is not read");
    assert!(
        note.start > text.len() / 4 && note.end == text.len(),
        "{note:?}"
    );
    assert!(text.is_char_boundary(note.start));
}
