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

/// A folded copy of a text in which every byte knows where it came from.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    /// For every folded byte the first byte of its source character; one more for the end.
    offsets: Vec<u32>,
}

/// The folded form of a word or phrase, for building look-up tables.
#[must_use]
pub fn fold(source: &str) -> String {
    Folded::of(source).text
}

impl Folded {
    /// Folds a text. What lies beyond 4 GiB is left out.
    #[must_use]
    pub fn of(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut out = Folding {
            text: Vec::with_capacity(bytes.len()),
            offsets: Vec::with_capacity(bytes.len() + 1),
        };
        let mut i = 0;
        while let (Some(&byte), Ok(at)) = (bytes.get(i), u32::try_from(i)) {
            let next = bytes.get(i + 1).copied().unwrap_or(0);
            match byte {
                0..0x80 if ASCII[byte as usize] != 0 => {
                    out.text.push(ASCII[byte as usize]);
                    out.offsets.push(at);
                    i += 1;
                    continue;
                }
                // U+0600 to U+06FF
                0xd8..=0xdb => {
                    let letter = ARABIC[(byte as usize & 3) << 6 | next as usize & 0x3f];
                    if letter != [0; 2] {
                        out.text.extend_from_slice(&letter);
                        out.offsets.extend_from_slice(&[at; 2]);
                        i += 2;
                        continue;
                    }
                }
                // а to п, р to я
                0xd0 if next >= 0xb0 => {
                    out.two_bytes([byte, next], at);
                    i += 2;
                    continue;
                }
                0xd1 if next <= 0x8f => {
                    out.two_bytes([byte, next], at);
                    i += 2;
                    continue;
                }
                _ => {}
            }
            let mut rest = source.get(i..).unwrap_or("").chars();
            let Some(c) = rest.next() else { break };
            i += c.len_utf8();
            if c == '\u{640}' {
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
            } else if c == '\u{306}' && out.text.ends_with("и".as_bytes()) {
                // й written with a separate mark.
                out.text.truncate(out.text.len() - 2);
                out.text.extend_from_slice("й".as_bytes());
            } else {
                out.push_other(c, at);
            }
        }
        out.offsets.push(u32::try_from(i).unwrap_or(u32::MAX));
        Self {
            // Whole characters were written, so this is UTF-8.
            text: String::from_utf8(out.text).unwrap_or_default(),
            offsets: out.offsets,
        }
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
        let last = self.offsets.len().saturating_sub(1);
        let start = range.start.min(last);
        let mut end = range.end.clamp(start, last);
        let offset = |i: usize| self.offsets.get(i).map_or(0, |&o| o as usize);
        // One source character may have become several letters; a span never cuts it.
        while end > start && end < last && offset(end) == offset(end - 1) {
            end += 1;
        }
        Span::new(offset(start), offset(end))
    }
}

/// A folded text while it is written.
struct Folding {
    text: Vec<u8>,
    offsets: Vec<u32>,
}

impl Folding {
    fn two_bytes(&mut self, letter: [u8; 2], at: u32) {
        self.text.extend_from_slice(&letter);
        self.offsets.extend_from_slice(&[at; 2]);
    }

    fn push(&mut self, c: char, at: u32) {
        let mut buffer = [0; 4];
        let bytes = c.encode_utf8(&mut buffer).as_bytes();
        self.text.extend_from_slice(bytes);
        self.offsets.resize(self.offsets.len() + bytes.len(), at);
    }

    fn ends_in_arabic(&self) -> bool {
        matches!(self.text.last_chunk::<2>(), Some([0xd8..=0xdb, _]))
    }

    /// Everything that is not plain Arabic, Cyrillic or ASCII.
    fn push_other(&mut self, c: char, at: u32) {
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
            '½' | '¼' | '¾' => self.push(c, at),
            _ => decompose_compatible(c, |part| {
                let plain = punctuation(part).unwrap_or_else(|| arabic_letter(part));
                if plain != DROPPED && !is_mark(plain) {
                    self.push_lower(plain, at);
                }
            }),
        }
    }

    fn push_lower(&mut self, c: char, at: u32) {
        for lower in c.to_lowercase() {
            self.push(lower, at);
        }
    }
}

const DROPPED: char = '\0';

/// What ASCII folds to; 0: look closer.
const ASCII: [u8; 128] = {
    let mut table = [0; 128];
    let mut c = b' ';
    while c <= b'~' {
        table[c as usize] = c.to_ascii_lowercase();
        c += 1;
    }
    table[b'\n' as usize] = b'\n';
    table[b'\t' as usize] = b'\t';
    table[b'\r' as usize] = b'\r';
    table
};

/// What the Arabic letters fold to, as UTF-8; zeros: look closer.
const ARABIC: [[u8; 2]; 256] = {
    let mut table = [[0; 2]; 256];
    let mut c = 0x621;
    while c <= 0x64a {
        // The tatweel needs its neighbours.
        if c < 0x63b || c > 0x640 {
            let letter = match char::from_u32(c) {
                Some(letter) => arabic_letter(letter) as u32,
                None => c,
            };
            table[(c - 0x600) as usize] =
                [0xc0 | (letter >> 6) as u8, 0x80 | (letter & 0x3f) as u8];
        }
        c += 1;
    }
    table
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
