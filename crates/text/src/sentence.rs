//! Sentences and paragraphs of texts with page noise, and which sentences say the same again.
//!
//! A full stop ends a sentence with or without a blank behind it («للمدينة.ويأتي»), but not inside
//! a number, an abbreviation or initials. Two or three full stops are a pause, not an end. A line
//! break ends a sentence, unless the whole text is wrapped at a fixed width. Signs left over by a
//! page («., ») belong to the sentence before.

use std::{collections::BTreeMap, ops::Range};

use hudna_truce::Span;

use crate::{
    lexicon::Lexicon,
    token::{Gap, Script, Token, TokenIdx, TokenKind},
};
use std::sync::LazyLock;

/// A sentence's place in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SentenceIdx(pub u32);

/// A sentence or heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Its bytes in the source.
    pub span: Span,
    /// Counted from 0.
    pub paragraph: u32,
    /// The sentence whose words these are again, whole or cut short: a lead printed twice.
    pub repeats: Option<SentenceIdx>,
}

impl Sentence {
    /// The tokens' indices.
    pub fn token_idxs(&self) -> impl Iterator<Item = TokenIdx> + use<> {
        self.tokens.clone().map(TokenIdx)
    }
}

/// Latin and Cyrillic words after which a full stop ends nothing.
static ABBREVIATIONS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let en = "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun \
              mr mrs ms dr gen lt col maj capt sgt gov sen rep brig cmdr cpl pvt adm prof st no vs approx est dept";
    let ru = "г гг в вв тыс млн млрд руб ул им т д п чел мин час кв км см";
    en.split_whitespace()
        .chain(ru.split_whitespace())
        .map(|w| (w.to_owned(), ()))
        .collect()
});

/// Tokens after which a sentence without an end is cut: four times the longest seen in reports. Rules
/// look at pairs of words of a sentence; a page without full stops must not cost the square of its
/// length.
const MOST_TOKENS: usize = 250;

pub(crate) fn sentences(
    source: &str,
    words: &[&str],
    tokens: &[Token],
    lines: &[usize],
) -> Vec<Sentence> {
    let wrapped = is_wrapped(lines);
    let mut out: Vec<Sentence> = Vec::new();
    let (mut start, mut paragraph) = (0, 0);
    let mut close = |range: Range<usize>, paragraph: u32| {
        let Some(part) = tokens.get(range.clone()) else {
            return;
        };
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            return;
        };
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let words = part.iter().any(|t| t.kind != TokenKind::Punct);
        match out.last_mut() {
            // Left-over signs belong to the sentence before.
            Some(before) if !words => {
                before.tokens.end = narrow(range.end);
                before.span = before.span.cover(last.span());
            }
            _ => out.push(Sentence {
                tokens: narrow(range.start)..narrow(range.end),
                span: first.span().cover(last.span()),
                paragraph,
                repeats: None,
            }),
        }
    };
    for (i, token) in tokens.iter().enumerate() {
        let new_paragraph = token.gap >= Gap::Line && !(wrapped && token.gap == Gap::Line);
        if i > 0 && new_paragraph {
            close(start..i, paragraph);
            start = i;
            paragraph += 1;
        }
        if i >= start + MOST_TOKENS {
            close(start..i, paragraph);
            start = i;
        }
        if token.kind == TokenKind::Punct
            && (ends_sentence(words, tokens, i) || half_ends(source, words, tokens, i))
        {
            // Closing marks stay with what they close.
            let mut end = i + 1;
            while tokens.get(end).is_some_and(|t| {
                t.kind == TokenKind::Punct
                    && match word(words, end) {
                        "\"" | "'" | ")" | "]" => t.gap == Gap::None,
                        "," => t.gap <= Gap::Blank,
                        _ => false,
                    }
            }) {
                end += 1;
            }
            if end > start {
                close(start..end, paragraph);
                start = end;
            }
        }
    }
    close(start..tokens.len(), paragraph);
    mark_repeats(tokens, &mut out);
    out
}

fn word<'t>(words: &[&'t str], at: usize) -> &'t str {
    words.get(at).copied().unwrap_or("")
}

fn ends_sentence(words: &[&str], tokens: &[Token], i: usize) -> bool {
    let next = tokens.get(i + 1);
    match word(words, i) {
        "!" | "?" => next.is_none_or(|n| n.gap >= Gap::Blank || n.script == Script::Arabic),
        "." => {
            let before = i.checked_sub(1).and_then(|b| tokens.get(b));
            let short = before
                .filter(|b| b.kind == TokenKind::Word)
                .is_some_and(|b| {
                    let w = word(words, i - 1);
                    let initial = w.chars().nth(1).is_none();
                    initial
                        || (b.script != Script::Arabic && ABBREVIATIONS.find(b.hash, w).is_some())
                });
            let Some(next) = next else { return true };
            match next.kind {
                // A page's joint «., »; in other scripts a comma follows an abbreviation.
                TokenKind::Punct if word(words, i + 1) == "," => {
                    !short && before.is_some_and(|b| b.script == Script::Arabic)
                }
                // "a.m.", "U.S.", «ت.غ», addresses of pages.
                TokenKind::Word | TokenKind::Number if next.gap == Gap::None => {
                    next.script == Script::Arabic && word(words, i + 1).chars().nth(1).is_some()
                }
                _ => !short || next.gap >= Gap::Line,
            }
        }
        _ => false,
    }
}

/// Words behind "7 p.m." that go on with it though they have a capital letter.
static BEHIND_HALF: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let words = "monday tuesday wednesday thursday friday saturday sunday january february march april may june \
                 july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec \
                 mon tue tues wed thu thur thurs fri sat sun";
    words
        .split_whitespace()
        .map(|w| (w.to_owned(), ()))
        .collect()
});

/// Whether the full stop of "7 p.m." ends the sentence as well: a word with a capital letter follows that is no
/// day, no month and no zone ("GMT", "Moscow time").
fn half_ends(source: &str, words: &[&str], tokens: &[Token], i: usize) -> bool {
    let at = |n: usize| words.get(n).copied();
    let back = |n: usize| i.checked_sub(n).and_then(at);
    let half = back(1) == Some("m") && back(2) == Some(".") && matches!(back(3), Some("a" | "p"));
    let Some(next) = tokens.get(i + 1).filter(|_| half && at(i) == Some(".")) else {
        return false;
    };
    let capital = next.span().of(source).unwrap_or("");
    let opens = capital.chars().next().is_some_and(char::is_uppercase)
        && (capital.chars().count() == 1 || capital.chars().any(char::is_lowercase));
    let zone = (2..=4).any(|n| at(i + n) == Some("time"));
    next.gap >= Gap::Blank
        && next.kind == TokenKind::Word
        && opens
        && !zone
        && BEHIND_HALF.find(next.hash, word(words, i + 1)).is_none()
}

/// Whether the text is broken into lines of one width, so that a line break means nothing.
fn is_wrapped(lines: &[usize]) -> bool {
    let longest = lines.iter().copied().max().unwrap_or(0);
    let full = lines.iter().filter(|&&n| n * 4 >= longest * 3).count();
    lines.len() >= 4 && longest <= 180 && full * 10 >= lines.len() * 8
}

/// Words that must agree before two sentences are looked at as the same.
const SAME_WORDS: usize = 5;

/// Finds sentences whose words stand elsewhere in the same order. The shorter repeats the longer;
/// of two equal ones the later repeats the earlier. Signs between the words do not matter.
fn mark_repeats(tokens: &[Token], sentences: &mut [Sentence]) {
    // Words only, and the sentence each belongs to.
    let mut words: Vec<(u32, u32)> = Vec::with_capacity(tokens.len());
    let mut starts: Vec<(usize, usize)> = Vec::with_capacity(sentences.len());
    for (s, sentence) in sentences.iter().enumerate() {
        let from = words.len();
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        let number = u32::try_from(s).unwrap_or(u32::MAX);
        let part = tokens.get(range).unwrap_or(&[]);
        words.extend(
            part.iter()
                .filter(|t| t.kind != TokenKind::Punct)
                .map(|t| (t.hash, number)),
        );
        starts.push((from, words.len()));
    }
    let key = |at: usize| -> Option<u64> {
        let five = words.get(at..at + SAME_WORDS)?;
        Some(five.iter().fold(0, |h: u64, &(w, _)| {
            (h.rotate_left(13) ^ u64::from(w)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        }))
    };
    // A page of one sentence again and again must not cost the square of its length.
    let mut by_start: BTreeMap<u64, usize> = BTreeMap::new();
    // The first words of sentences, a bit each: nearly all words end here.
    let mut filter = [0_u64; 64];
    let bit = |word: u32| ((word >> 26) as usize, 1_u64 << ((word >> 20) & 63));
    for (s, &(from, to)) in starts.iter().enumerate() {
        if to - from >= SAME_WORDS
            && let Some(k) = key(from)
        {
            by_start.entry(k).or_insert(s);
            let (at, mask) = bit(words[from].0);
            filter[at] |= mask;
        }
    }
    let last = (words.len() + 1).saturating_sub(SAME_WORDS);
    for (at, &(word, here)) in words.iter().enumerate().take(last) {
        let (slot, mask) = bit(word);
        if filter[slot] & mask == 0 {
            continue;
        }
        let hit = key(at).and_then(|k| Some((k, *by_start.get(&k)?)));
        if let Some((k, first)) = hit {
            let here = here as usize;
            let (from, to) = starts[first];
            if here != first {
                let here_end = starts[here].1;
                let same = words[from..to]
                    .iter()
                    .zip(&words[at..here_end])
                    .take_while(|(a, b)| a.0 == b.0)
                    .count();
                let link = |i: usize| Some(SentenceIdx(u32::try_from(i).unwrap_or(u32::MAX)));
                if at == starts[here].0 && at + same == here_end {
                    sentences[here].repeats = link(first);
                } else if same == to - from && sentences[first].repeats.is_none() {
                    sentences[first].repeats = link(here);
                    if at == starts[here].0 {
                        by_start.insert(k, here);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, Folded};

    fn cut(text: &str) -> Vec<&str> {
        let folded = Folded::of(text);
        let doc = Document::new(&folded);
        doc.sentences()
            .iter()
            .map(|s| s.span.of(text).unwrap())
            .collect()
    }

    #[test]
    fn a_full_stop_ends_a_sentence_without_a_blank() {
        assert_eq!(
            cut("غادروا المدينة.ويأتي الإعلان بعد غد."),
            ["غادروا المدينة.", "ويأتي الإعلان بعد غد."]
        );
    }

    #[test]
    fn a_pages_joints_belong_to_the_sentence_before() {
        assert_eq!(
            cut("انتهت الهدنة., وبدأ القصف.,  , ثم هدأ."),
            ["انتهت الهدنة., ", "وبدأ القصف.,  , ", "ثم هدأ."].map(str::trim)
        );
    }

    #[test]
    fn full_stops_inside_numbers_and_abbreviations_end_nothing() {
        for one in [
            "بلغ العدد 1.5 مليون عند 08:00 (05:00 ت.غ) من السبت",
            "The pause runs from 8 a.m. to 2 p.m. on Jan. 15 in the U.S. zone.",
            "Режим тишины с 11.00 до 16.00, 5 тыс. человек.",
            "هدنة في حلب .. والمنظمة ترفض",
            "«إيجابي... ولكن» قال",
        ] {
            assert_eq!(cut(one).len(), 1, "{one}: {:?}", cut(one));
        }
    }

    #[test]
    fn the_full_stop_of_an_hour_ends_a_sentence_before_a_new_one() {
        assert_eq!(
            cut("The pause lasts until 7 p.m. Talks begin at 8 a.m. A convoy waits."),
            [
                "The pause lasts until 7 p.m.",
                "Talks begin at 8 a.m.",
                "A convoy waits."
            ]
        );
        for one in [
            "It begins at 7 p.m. Friday and ends at 8 a.m. Moscow time.",
            "It begins at 7 p.m. GMT, at 9 p.m. Nov. 4 there.",
            "From 7 p.m. the army will hold back.",
        ] {
            assert_eq!(cut(one).len(), 1, "{one}: {:?}", cut(one));
        }
    }

    #[test]
    fn a_line_break_ends_a_heading() {
        assert_eq!(
            cut("ممر لإجلاء السكان
وقال إن الممر مفتوح."),
            ["ممر لإجلاء السكان", "وقال إن الممر مفتوح."]
        );
    }

    #[test]
    fn lines_of_one_width_are_one_paragraph() {
        let wrapped = "The army said on Friday that the pause would last
                       for ten hours and that eight crossings would be in
                       use, two of them for fighters, six of them for the
                       wounded and for any civilian who wishes to leave a
                       besieged part of the city before the evening.";
        assert_eq!(cut(wrapped).len(), 1);
    }

    #[test]
    fn a_lead_printed_twice_is_found() {
        let text = "هدنة في المدينة
قال الوزير، اليوم الخميس، إن الجيش أوقف العمليات.
                    قال الوزير اليوم الخميس إن الجيش أوقف العمليات.
وأضاف أن العمليات توقفت.";
        let folded = Folded::of(text);
        let doc = Document::new(&folded);
        let repeats: Vec<_> = doc
            .sentences()
            .iter()
            .map(|s| s.repeats.map(|r| r.0))
            .collect();
        assert_eq!(repeats, [None, None, Some(1), None]);
    }

    #[test]
    fn a_lead_cut_short_repeats_the_whole_one() {
        let text = "وقالت الوزارة التي تساعد قواتها القوات
                    وقالت الوزارة التي تساعد قواتها القوات إن الخروج ممكن من التاسعة.";
        let folded = Folded::of(text);
        let doc = Document::new(&folded);
        let repeats: Vec<_> = doc
            .sentences()
            .iter()
            .map(|s| s.repeats.map(|r| r.0))
            .collect();
        assert_eq!(repeats, [Some(1), None]);
        // And where a dateline stands before the whole one.
        let text = "دمشق – وكالات: بدأ صباح اليوم سريان الهدنة في المدينة، وهي الأولى.
                    بدأ صباح اليوم سريان الهدنة في المدينة.";
        let folded = Folded::of(text);
        let doc = Document::new(&folded);
        let repeats: Vec<_> = doc
            .sentences()
            .iter()
            .map(|s| s.repeats.map(|r| r.0))
            .collect();
        assert_eq!(repeats, [None, Some(0)]);
    }
}
