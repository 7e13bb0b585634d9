//! Any text gives a document whose spans are valid.

use hudna_text::{Document, Folded, Lexicon, TokenIdx, clitic::splits, fold, number};
use proptest::prelude::*;

/// Text made of what reports are made of, and of anything else.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[ء-ي]{1,7}",
        "[\u{64b}-\u{652}ـ]{1,3}",
        "[a-zA-Z'’.]{1,8}",
        "[а-яА-ЯёЁй]{1,8}",
        "[0-9٠-٩.,٫٬:/]{1,6}",
        prop::sample::select(vec![
            " ثلاثة",
            " و",
            "عشر ",
            "آلاف ",
            "مليون ",
            " ونصف ",
            "والعشرين ",
            " بين ",
            "two ",
            "and ",
            "a ",
            "half ",
            "million ",
            "-",
            "полтора ",
            "тысяч ",
            "сто ",
            "с половиной ",
            "الثاني ",
            // Made of several characters, of one kind or of more.
            "⅐",
            "½",
            "㎥",
            "ﷺ",
            "㎞",
            "⑴",
            "ẚ",
            "\u{870}",
            "0",
        ])
        .prop_map(str::to_owned),
        "[ \n\r\u{200f}\u{202b}،؛؟«»\"'.…–ــ-]{1,3}",
        "\\PC{1,4}",
        any::<char>().prop_map(|c| c.to_string()),
    ];
    prop::collection::vec(pieces, 0..60).prop_map(|p| p.concat())
}

/// Whether a token begins in a character of the one before it and goes on behind it. Signs that one character is made
/// of («‴») may all have its place.
fn overlaps(text: &str) -> bool {
    let folded = Folded::of(text);
    let doc = Document::new(&folded);
    let mut pairs = doc.tokens().windows(2).map(|w| (w[0].span(), w[1].span()));
    pairs.any(|(before, t)| t.start < before.end && t.end > before.end)
}

/// Whatever a character is made of («⅐» of digits and a stroke, «ẚ» of letters of two scripts), no token goes on from it into the next.
#[test]
fn no_token_begins_within_a_character_and_goes_on_behind_it() {
    for c in '\0'..=char::MAX {
        let parts = fold(c.encode_utf8(&mut [0; 4])).chars().count();
        for behind in ["", "\u{870}", "a", "б", "ب", "5", "."] {
            assert!(
                parts < 2 || !overlaps(&format!("{c}{behind}")),
                "{c:?} {behind:?}"
            );
            assert!(
                parts < 2 || !overlaps(&format!("{behind}{c}")),
                "{behind:?} {c:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn tokens_and_sentences_lie_in_the_text_in_order(text in texts()) {
        let folded = Folded::of(&text);
        let doc = Document::new(&folded);
        let mut end = 0;
        for t in doc.tokens() {
            let span = t.span();
            prop_assert!(span.of(&text).is_some_and(|s| !s.is_empty()));
            prop_assert!(span.start >= end || span.end <= end, "tokens overlap");
            end = span.end;
        }
        let mut token = 0;
        for s in doc.sentences() {
            prop_assert_eq!(s.tokens.start, token);
            prop_assert!(s.tokens.end > token);
            token = s.tokens.end;
            prop_assert!(s.span.of(&text).is_some());
            prop_assert!(s.repeats.is_none_or(|r| (r.0 as usize) < doc.sentences().len()));
        }
        prop_assert_eq!(token as usize, doc.tokens().len());
    }

    #[test]
    fn the_words_at_a_tokens_span_fold_to_the_token(text in texts()) {
        let folded = Folded::of(&text);
        let doc = Document::new(&folded);
        for (i, t) in doc.tokens().iter().enumerate() {
            let i = hudna_text::TokenIdx(u32::try_from(i).unwrap());
            let again = fold(t.span().of(&text).unwrap());
            prop_assert!(again.contains(doc.word(i)), "{:?} is not in {:?}", doc.word(i), again);
        }
    }

    #[test]
    fn numbers_lie_in_the_text_in_order(text in texts()) {
        let folded = Folded::of(&text);
        let doc = Document::new(&folded);
        let mut end = 0;
        for m in number::mentions(&doc) {
            prop_assert!(m.span.of(&text).is_some_and(|s| !s.is_empty()));
            prop_assert!(m.tokens.start <= m.numeral.start && m.numeral.start < m.numeral.end);
            prop_assert!(m.numeral.start.0 >= end);
            end = m.numeral.end.0;
            prop_assert!(m.quantity.min.is_some() || m.quantity.max.is_some());
        }
    }

    #[test]
    fn the_quick_look_up_finds_what_trying_every_split_finds(
        entries in prop::collection::vec("[ابتسكلمنهوي]{2,5}", 1..20),
        word in "[وف]?[بلكس]?(ال)?[ابتسكلمنهوي]{1,6}(ها|هم|ه|ي|تها)?",
    ) {
        let lexicon: Lexicon<usize> = entries.into_iter().zip(0..).collect();
        let naive: Vec<_> = splits(&word)
            .filter_map(|s| Some((lexicon.get(&s.stem())?, s.before, !s.pronoun.is_empty())))
            .collect();
        let mut quick = Vec::new();
        let folded = Folded::of(&word);
        let doc = Document::new(&folded);
        let at = TokenIdx(0);
        doc.look_up_splits(at, &lexicon, |_| true, |value, before, pronoun| quick.push((value, before, pronoun)));
        prop_assert_eq!(&quick, &naive);
        let front = doc.look_up_front(at, &lexicon).map(|(_, value)| value);
        let alone = naive.iter().find(|(_, _, pronoun)| !pronoun).map(|(value, _, _)| *value);
        prop_assert_eq!(front, lexicon.get(&word).or(alone));
    }

    #[test]
    fn the_quick_look_up_of_stems_finds_what_cutting_every_letter_finds(
        entries in prop::collection::vec("[абвг]{1,5}|[abc]{1,7}", 1..20),
        word in "[абвг]{1,8}|[abc]{1,9}",
    ) {
        let lexicon: Lexicon<usize> = entries.into_iter().zip(0..).collect();
        let letters: Vec<char> = word.chars().collect();
        let naive: Vec<usize> = (letters.len().saturating_sub(4)..=letters.len())
            .rev()
            .filter_map(|n| lexicon.get(&letters.iter().take(n).collect::<String>()))
            .collect();
        let mut quick = Vec::new();
        lexicon.find_stems(&word, 4, |value| quick.push(value));
        prop_assert_eq!(quick, naive);
    }

    #[test]
    fn folding_twice_changes_nothing(text in texts()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }
}
