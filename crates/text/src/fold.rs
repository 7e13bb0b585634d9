//! Folding: one spelling for what readers take as the same word.
//!
//! | in the report | folded |
//! |---|---|
//! | أ إ آ ٱ | ا |
//! | ى ئ ی, ؤ, ة ۀ ہ, ک | ي, و, ه, ك |
//! | marks (ً ٌ ٍ َ ُ ِ ّ ْ), tatweel inside a word | dropped |
//! | tatweel standing alone (ــ) | - |
//! | ٠-٩ ۰-۹ ٫ ٬ ٪ | 0-9 . , % |
//! | presentation forms, ligatures, full-width letters | the plain letters |
//! | capital letters, ё, Latin letters with accents | small letters, е, without accents |
//! | all double and angle quotes, all single ones | " and ' |
//! | all dashes | - |
//! | bidi controls, zero-width characters, soft hyphens | dropped |
//!
//! Folding is for look-up only: "على" and "علي" are the same here. Values are always read from the
//! report's own words through [`Folded::span`].

use std::ops::Range;

use hudna_truce::Span;
use unicode_normalization::char::decompose_compatible;

use crate::pairs::Pairs;
use crate::token::{BETWEEN, kind_of};

/// A folded copy of a text in which every byte knows where it came from.
#[derive(Debug, Clone, Default)]
pub struct Folded<'s> {
    source: &'s str,
    text: String,
    /// Where the two texts fall out of step: most letters fold to one of the same length, so one
    /// entry stands for a whole stretch, and a report has few of them.
    steps: Vec<Step>,
}

/// From this folded byte on, as far as the next step, letters lie as far from here as in the
/// source.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    folded: u32,
    source: u32,
}

impl Step {
    /// The source byte of a folded byte before the next step.
    #[inline]
    const fn source_of(self, folded: usize) -> usize {
        self.source as usize + folded.saturating_sub(self.folded as usize)
    }
}

/// The folded form of a word or phrase, for building look-up tables.
#[must_use]
pub fn fold(source: &str) -> String {
    Folded::of(source).text
}

/// The byte after the letters from `from` on that stay as they are, but for capital letters of ASCII: words
/// and what stands between them.
///
/// Eight bytes at once, each asked with the one behind it: where words end is not to be foreseen, so a branch
/// for each of them would cost more.
fn end_of_plain(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(&some) = bytes.get(at..).and_then(<[u8]>::first_chunk::<9>) {
        let other = (0..8).fold(0_u32, |other, i| {
            other | u32::from(!PLAIN.have(some[i], some[i + 1])) << i
        });
        if other != 0 {
            return at + other.trailing_zeros() as usize;
        }
        at += 8;
    }
    while let Some(&byte) = bytes.get(at)
        && PLAIN.have(byte, bytes.get(at + 1).copied().unwrap_or(0))
    {
        at += 1;
    }
    at
}

impl<'s> Folded<'s> {
    /// Folds a text. What lies beyond 4 GiB is left out.
    #[must_use]
    pub fn of(source: &'s str) -> Self {
        let mut out = Folding {
            text: String::with_capacity(source.len()),
            // Signs and marks make one or two for each line.
            steps: Vec::with_capacity(source.len() / 64),
            in_step: usize::MAX,
        };
        let bytes = source.as_bytes();
        let bytes = bytes.get(..u32::MAX as usize).unwrap_or(bytes);
        let mut i = 0;
        while i < bytes.len() {
            let plain = end_of_plain(bytes, i);
            if plain > i {
                out.step(i);
                out.text.push_str(source.get(i..plain).unwrap_or(""));
                i = plain;
            }
            let at = i;
            let mut rest = source.get(i..).unwrap_or("").chars();
            let Some(c) = rest.next() else { break };
            i += c.len_utf8();
            match c {
                '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' => out.push(arabic_letter(c), at),
                '\u{640}' => {
                    let run = rest
                        .as_str()
                        .chars()
                        .take_while(|&c| c == '\u{640}')
                        .count();
                    i += run * c.len_utf8();
                    let after = source.get(i..).and_then(|r| r.chars().next());
                    if !out.ends_in_arabic() && !after.is_some_and(is_arabic) {
                        out.push('-', at);
                    }
                }
                // й written with a separate mark.
                '\u{306}' if out.text.ends_with('и') => {
                    out.text.pop();
                    out.text.push('й');
                }
                _ => out.push_other(c, at),
            }
        }
        out.step(i);
        out.text.make_ascii_lowercase();
        Self {
            source,
            text: out.text,
            steps: out.steps,
        }
    }

    /// The text as read.
    #[must_use]
    pub const fn source(&self) -> &'s str {
        self.source
    }

    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where in the source the folded bytes `range` came from. Marks dropped after the last letter
    /// belong to it.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let last = self.text.len();
        let start = range.start.min(last);
        let mut end = range.end.clamp(start, last);
        // One source character may have become several letters; a span never cuts it.
        while end > start && end < last && self.offset(end) == self.offset(end - 1) {
            end += 1;
        }
        Span::new(self.offset(start), self.offset(end))
    }

    /// Reads spans one behind another.
    pub(crate) fn walk(&self) -> Walk<'_> {
        Walk {
            folded: self,
            step: Step::default(),
            rest: self.steps.iter(),
        }
    }

    /// The first byte of the source character that a folded byte came from.
    fn offset(&self, folded: usize) -> usize {
        let mut letter = folded;
        while !self.text.is_char_boundary(letter) {
            letter -= 1;
        }
        let after = self.steps.partition_point(|s| s.folded as usize <= letter);
        let step = after.checked_sub(1).and_then(|i| self.steps.get(i));
        step.map_or(0, |s| s.source_of(letter))
    }
}

/// Spans of whole letters one behind another, without a search for each.
pub(crate) struct Walk<'f> {
    folded: &'f Folded<'f>,
    /// The last step before the last byte asked for.
    step: Step,
    /// The steps behind it.
    rest: std::slice::Iter<'f, Step>,
}

impl Walk<'_> {
    /// [`Folded::span`] of a range that does not begin before the end of the last one.
    #[inline]
    pub(crate) fn span(&mut self, range: Range<usize>) -> Span {
        let start = self.offset(range.start);
        let next = self.rest.as_slice().first();
        if next.is_none_or(|next| range.end < next.folded as usize) {
            return Span::new(start, self.step.source_of(range.end));
        }
        let before = self.offset(range.end.saturating_sub(1));
        let end = self.offset(range.end);
        if end <= before {
            // Perhaps in the middle of one source character.
            return self.folded.span(range);
        }
        Span::new(start, end)
    }

    /// The source byte of a folded byte, which does not lie before the last one asked for.
    #[inline]
    fn offset(&mut self, folded: usize) -> usize {
        while let Some(next) = self.rest.as_slice().first()
            && next.folded as usize <= folded
        {
            self.step = *next;
            self.rest.next();
        }
        self.step.source_of(folded)
    }
}

/// A folded text while it is written.
struct Folding {
    text: String,
    steps: Vec<Step>,
    /// The source byte that the next letter comes from if the texts stay in step, less the length
    /// of the folded text; wraps.
    in_step: usize,
}

impl Folding {
    /// Notes that what is written next comes from `at`.
    fn step(&mut self, at: usize) {
        let shift = at.wrapping_sub(self.text.len());
        if shift != self.in_step {
            self.in_step = shift;
            // Both fit: see `Folded::of`.
            let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            self.steps.push(Step {
                folded: narrow(self.text.len()),
                source: narrow(at),
            });
        }
    }

    fn push(&mut self, c: char, at: usize) {
        self.step(at);
        self.text.push(c);
    }

    fn ends_in_arabic(&self) -> bool {
        matches!(
            self.text.as_bytes().last_chunk::<2>(),
            Some([0xd8..=0xdb, _])
        )
    }

    /// Everything that is not plain Arabic, Cyrillic or ASCII.
    fn push_other(&mut self, c: char, at: usize) {
        if let Some(plain) = punctuation(c) {
            if plain != DROPPED {
                self.push(plain, at);
            }
            return;
        }
        match c {
            'ё' | 'Ё' => self.push('е', at),
            'Ѐ'..='Џ' => self.push(char::from_u32(c as u32 + 0x50).unwrap_or(c), at),
            'ѐ'..='ӿ' => self.push_lower(c, at),
            // «⅐», «㎥» and «ẚ» are of more than one kind: their last part would run into what stands behind.
            _ if is_mixed(c) => self.push(c, at),
            _ => decompose_compatible(c, |part| {
                let plain = punctuation(part).unwrap_or_else(|| arabic_letter(part));
                if plain != DROPPED && !is_mark(plain) {
                    self.push_lower(plain, at);
                }
            }),
        }
    }

    fn push_lower(&mut self, c: char, at: usize) {
        for lower in c.to_lowercase() {
            self.push(lower, at);
        }
    }
}

/// Whether the character is made of parts that no one token takes: digits or letters and something else, or letters
/// of several scripts.
fn is_mixed(c: char) -> bool {
    let (mut kinds, mut last) = (0u8, None);
    decompose_compatible(c, |part| {
        let lower = part.to_lowercase().next().unwrap_or(part);
        let plain = punctuation(lower).unwrap_or(lower);
        if plain != DROPPED {
            kinds |= kind_of(plain);
        }
        last = Some(part);
    });
    last.is_some_and(|part| part != c) && kinds & !BETWEEN != 0 && !kinds.is_power_of_two()
}

const DROPPED: char = '\0';

/// The bytes, by those behind them, of ASCII and of letters that fold to themselves. The second byte of a
/// letter says nothing of it: the first has.
static PLAIN: Pairs = {
    let mut set = Pairs::of("ءابتثجحخدذرزسشصضطظعغفقكلمنهويабвгдежзийклмнопрстуфхцчшщъыьэюя");
    let mut byte = 0;
    while byte < 0xc0 {
        if matches!(byte, b' '..=b'~' | b'\n' | b'\t' | b'\r' | 0x80..) {
            set = set.with_any_behind(byte);
        }
        byte += 1;
    }
    set
};

fn is_arabic(c: char) -> bool {
    matches!(c, 'ء'..='غ' | 'ف'..='ي' | 'ٮ'..='ۓ')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{8d3}'..='\u{8ff}' | '\u{483}'..='\u{489}' | '\u{fe00}'..='\u{fe0f}')
}

/// The letter that stands for `c`.
const fn arabic_letter(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' => 'ا',
        'ى' | 'ئ' | 'ی' | 'ې' => 'ي',
        'ؤ' => 'و',
        'ة' | 'ۀ' | 'ہ' | 'ە' | 'ۂ' | 'ۃ' => 'ه',
        'ک' | 'ڪ' => 'ك',
        other => other,
    }
}

/// The plain sign for a digit, sign or invisible character; `None` for letters.
fn punctuation(c: char) -> Option<char> {
    Some(match c {
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        '،' | '٬' | '、' => ',',
        '٫' => '.',
        '؛' => ';',
        '؟' => '?',
        '٪' => '%',
        '۔' => '.',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '´' | 'ʼ' | 'ʹ' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' => '-',
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            ' '
        }
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => '\n',
        '\0'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{640}' => DROPPED,
        c if is_mark(c) => DROPPED,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_become_the_same_letters() {
        for (a, b) in [
            ("أمس", "امس"),
            ("إلى", "الي"),
            ("الروسى", "الروسي"),
            ("هدنة", "هدنه"),
            ("مئة", "ميه"),
            ("رفضَهم", "رفضهم"),
            ("يــد", "يد"),
            ("صباحاً", "صباحا"),
            ("ﻫﺪﻧﺔ", "هدنه"),
            ("ﻻ", "لا"),
            ("١٬٥٠٠", "1,500"),
            ("۱۲", "12"),
            ("«هدنة»", "\"هدنه\""),
            ("“Aleppo”", "\"aleppo\""),
            ("Перемирие всё ещё", "перемирие все еще"),
            ("Erdoğan", "erdogan"),
            ("إدلب\u{200f}", "ادلب"),
        ] {
            assert_eq!(fold(a), b, "{a}");
        }
    }

    #[test]
    fn a_tatweel_between_blanks_is_a_dash() {
        assert_eq!(fold("حلب ــ دمشق"), "حلب - دمشق");
        assert_eq!(fold("لـ250 ألف"), "ل250 الف");
        assert_eq!(fold("الـ 27"), "ال 27");
    }

    #[test]
    fn a_decomposed_letter_folds_like_a_composed_one() {
        assert_eq!(fold("росси\u{438}\u{306}"), fold("россий"));
        assert_eq!(fold("е\u{308}"), fold("ё"));
        assert_eq!(fold("ا\u{654}مس"), fold("أمس"));
    }

    #[test]
    fn every_folded_byte_leads_back_to_its_source() {
        let source = "أعلن «هدنةً» ﻻ في ١٥ ديسمبر";
        let folded = Folded::of(source);
        let at = folded.as_str().find("هدنه").unwrap();
        let span = folded.span(at..at + "هدنه".len());
        assert_eq!(span.of(source), Some("هدنةً"));
        let at = folded.as_str().find("15").unwrap();
        assert_eq!(folded.span(at..at + 1).of(source), Some("١"));
        // Half a ligature is the whole ligature.
        let at = folded.as_str().find("لا").unwrap();
        assert_eq!(folded.span(at..at + 2).of(source), Some("ﻻ"));
    }
}
