//! Tokens: words, numbers and punctuation of the folded text.

use hudna_truce::Span;

use crate::{
    Folded,
    lexicon::{WordHash, hash_of},
    pairs::Pairs,
};

/// A token's place in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenIdx(pub u32);

impl TokenIdx {
    /// The token `n` places further on.
    #[must_use]
    pub const fn plus(self, n: u32) -> Self {
        Self(self.0.saturating_add(n))
    }

    /// The token `n` places before, if there is one.
    #[must_use]
    pub const fn minus(self, n: u32) -> Option<Self> {
        match self.0.checked_sub(n) {
            Some(i) => Some(Self(i)),
            None => None,
        }
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits, with points and commas between them.
    Number,
    /// One sign, or a run of the same full stop.
    Punct,
}

/// The script of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Arabic letters.
    Arabic,
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Other letters, and everything that is not a word.
    Other,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    None,
    /// Blanks.
    Blank,
    /// One line break.
    Line,
    /// An empty line, or the beginning of the document.
    Paragraph,
}

/// A token of the folded text and its place in the source.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its script.
    pub script: Script,
    /// What stands before it.
    pub gap: Gap,
    /// Hash of its folded letters, for [`crate::Lexicon`].
    pub hash: WordHash,
    pub(crate) source: (u32, u32),
}

impl Token {
    /// Bytes of the source.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.source.0 as usize, self.source.1 as usize)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Newline,
    Digit,
    Letter(Script),
    Sign,
}

const fn class(c: char) -> Class {
    match c {
        ' ' | '\t' | '\r' => Class::Blank,
        '\n' => Class::Newline,
        '0'..='9' => Class::Digit,
        'a'..='z' => Class::Letter(Script::Latin),
        '!'..='~' => Class::Sign,
        'ء'..='غ' | 'ف'..='ي' | 'ٮ'..='ۓ' | 'ۺ'..='ۿ' => Class::Letter(Script::Arabic),
        'Ѐ'..='ԯ' => Class::Letter(Script::Cyrillic),
        'ª' | 'µ' | 'º' | 'À'..='ɏ' => Class::Letter(Script::Latin),
        _ => Class::Sign,
    }
}

fn class_of(c: char) -> Class {
    match class(c) {
        Class::Sign if !c.is_ascii() && c.is_alphabetic() => Class::Letter(Script::Other),
        Class::Sign if !c.is_ascii() && c.is_whitespace() => Class::Blank,
        known => known,
    }
}

/// What stands between words and numbers.
pub(crate) const BETWEEN: u8 = 1;

/// A bit for the kind of token that the folded character is in.
pub(crate) fn kind_of(c: char) -> u8 {
    match class_of(c) {
        Class::Blank | Class::Newline | Class::Sign => BETWEEN,
        Class::Digit => 2,
        Class::Letter(script) => 4 << script as u8,
    }
}

/// Classes of U+0000 to U+007F.
static ASCII: [Class; 128] = {
    let mut table = [Class::Sign; 128];
    let mut i = 0;
    while i < 128 {
        table[i] = class(i as u8 as char);
        i += 1;
    }
    table
};

/// Letters of two bytes: with ASCII nearly all that reports are made of.
static ARABIC: Pairs = {
    let mut set = Pairs::NONE;
    let mut c = 0x600;
    while c < 0x700 {
        if let Some(letter) = char::from_u32(c)
            && matches!(class(letter), Class::Letter(Script::Arabic))
        {
            set = set.with(letter);
        }
        c += 1;
    }
    set
};

/// The class of the character at a byte, and the byte after it; `None` at the end.
#[inline]
fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    let bytes = text.as_bytes();
    let byte = *bytes.get(at)?;
    let second = || bytes.get(at + 1).copied().unwrap_or(0);
    Some(match byte {
        0..0x80 => (ASCII[byte as usize], at + 1),
        // What is no letter here may still be one of another kind.
        0xd8..=0xdb if ARABIC.have(byte, second()) => (Class::Letter(Script::Arabic), at + 2),
        0xd0..=0xd3 => (Class::Letter(Script::Cyrillic), at + 2),
        _ => {
            let c = text.get(at..)?.chars().next()?;
            (class_of(c), at + c.len_utf8())
        }
    })
}

/// The folded text cut into pieces.
pub(crate) struct Cut<'f> {
    pub(crate) tokens: Vec<Token>,
    /// The folded letters of each.
    pub(crate) words: Vec<&'f str>,
    /// Folded bytes of each line before a line break that no empty line follows.
    pub(crate) lines: Vec<usize>,
}

/// Cuts the folded text into tokens.
pub(crate) fn tokens<'f>(folded: &'f Folded<'_>) -> Cut<'f> {
    let text = folded.as_str();
    let mut out = Vec::with_capacity(text.len() / 8 + 4);
    let mut words = Vec::with_capacity(text.len() / 8 + 4);
    let mut lines = Vec::new();
    let (mut line, mut end) = (0, 0);
    let mut gap = Gap::Paragraph;
    let mut at = 0;
    let mut walk = folded.walk();
    while let Some((class, after)) = class_at(text, at) {
        let start = at;
        at = after;
        let (kind, script) = match class {
            Class::Blank => {
                gap = gap.max(Gap::Blank);
                continue;
            }
            Class::Newline => {
                gap = match gap {
                    Gap::Line | Gap::Paragraph => Gap::Paragraph,
                    _ => Gap::Line,
                };
                continue;
            }
            Class::Letter(script) => {
                at = end_of_word(text, at, script);
                (TokenKind::Word, script)
            }
            Class::Digit => {
                at = end_of_number(text, at);
                (TokenKind::Number, Script::Other)
            }
            Class::Sign => {
                let sign = text.get(start..at).unwrap_or("");
                if matches!(sign, "." | "…") {
                    while text.get(at..).is_some_and(|rest| rest.starts_with(sign)) {
                        at += sign.len();
                    }
                }
                if sign == "'" && genitive(out.last(), gap, text, at) {
                    at += 1;
                    (TokenKind::Word, Script::Latin)
                } else {
                    (TokenKind::Punct, Script::Other)
                }
            }
        };
        if gap >= Gap::Line {
            if gap == Gap::Line {
                lines.push(end - line);
            }
            line = start;
        }
        end = at;
        let span = walk.span(start..at);
        // Spans fit: the folded text came from at most 4 GiB.
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let word = text.get(start..at).unwrap_or("");
        words.push(word);
        out.push(Token {
            kind,
            script,
            gap,
            hash: hash_of(word.as_bytes()),
            source: (narrow(span.start), narrow(span.end)),
        });
        gap = Gap::None;
    }
    Cut {
        tokens: out,
        words,
        lines,
    }
}

/// The byte after the letters of one script from `at` on.
fn end_of_letters(text: &str, mut at: usize, script: Script) -> usize {
    let bytes = text.as_bytes();
    loop {
        // The letters that nearly all words are made of.
        match script {
            Script::Arabic => at = ARABIC.end(bytes, at),
            Script::Latin => {
                while bytes.get(at).is_some_and(u8::is_ascii_lowercase) {
                    at += 1;
                }
            }
            Script::Cyrillic => {
                while matches!(bytes.get(at), Some(0xd0..=0xd3)) {
                    at += 2;
                }
            }
            Script::Other => {}
        }
        // Nearly all that follows a word is ASCII.
        if bytes
            .get(at)
            .is_some_and(|b| b.is_ascii() && !b.is_ascii_lowercase())
        {
            return at;
        }
        match class_at(text, at) {
            Some((class, after)) if class == Class::Letter(script) => at = after,
            _ => return at,
        }
    }
}

fn end_of_word(text: &str, at: usize, script: Script) -> usize {
    let letter = |at: usize| match class_at(text, at) {
        Some((class, after)) if class == Class::Letter(script) => Some(after),
        _ => None,
    };
    let mut at = at;
    loop {
        at = end_of_letters(text, at, script);
        // "don't" and "sana'a" are one word; "russia's" is a word and a mark of the genitive.
        let apostrophe = script == Script::Latin && text.as_bytes().get(at) == Some(&b'\'');
        let Some(next) = apostrophe.then(|| letter(at + 1)).flatten() else {
            return at;
        };
        if text.as_bytes().get(at + 1) == Some(&b's') && letter(next).is_none() {
            return at;
        }
        at = next;
    }
}

fn end_of_number(text: &str, mut at: usize) -> usize {
    let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    loop {
        while digit(at) {
            at += 1;
        }
        let joint = matches!(text.as_bytes().get(at), Some(b'.' | b','));
        if !(joint && digit(at + 1)) {
            return at;
        }
        at += 1;
    }
}

/// Whether the apostrophe that ends at `end` begins the "'s" of the Latin word before it.
fn genitive(before: Option<&Token>, gap: Gap, text: &str, end: usize) -> bool {
    let mut rest = text.get(end..).unwrap_or("").chars();
    gap == Gap::None
        && before.is_some_and(|t| t.script == Script::Latin)
        && rest.next() == Some('s')
        && rest
            .next()
            .is_none_or(|c| !matches!(class_of(c), Class::Letter(_) | Class::Digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let folded = Folded::of(text);
        (tokens(&folded).words.into_iter())
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn a_word_ends_where_its_script_ends() {
        assert_eq!(words("لـ250 ألف"), ["ل", "250", "الف"]);
        assert_eq!(words("6am 2016م"), ["6", "am", "2016", "م"]);
        assert_eq!(
            words("1.500، ثم 11.00."),
            ["1.500", ",", "ثم", "11.00", "."]
        );
    }

    #[test]
    fn the_genitive_is_a_token_of_its_own() {
        assert_eq!(words("Russia's ministry"), ["russia", "'s", "ministry"]);
        assert_eq!(
            words("Sana'a don't 'so'"),
            ["sana'a", "don't", "'", "so", "'"]
        );
    }

    #[test]
    fn the_gap_before_a_token_is_kept() {
        let folded = Folded::of("a b\nc\n\nd.e");
        let gaps: Vec<Gap> = tokens(&folded).tokens.iter().map(|t| t.gap).collect();
        assert_eq!(
            gaps,
            [
                Gap::Paragraph,
                Gap::Blank,
                Gap::Line,
                Gap::Paragraph,
                Gap::None,
                Gap::None
            ]
        );
    }
}
