//! Tokens: words, numbers and punctuation of the folded text.

use std::ops::Range;

use hudna_truce::Span;

use crate::{
    Folded,
    lexicon::{WordHash, word_hash},
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
    pub(crate) folded: (u32, u32),
    pub(crate) source: (u32, u32),
}

impl Token {
    /// Bytes of the source.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.source.0 as usize, self.source.1 as usize)
    }

    /// Bytes of the folded text.
    #[must_use]
    pub const fn folded_range(&self) -> Range<usize> {
        self.folded.0 as usize..self.folded.1 as usize
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

/// Cuts the folded text into tokens.
pub(crate) fn tokens(folded: &Folded) -> Vec<Token> {
    let text = folded.as_str();
    let mut out = Vec::with_capacity(text.len() / 8 + 4);
    let mut gap = Gap::Paragraph;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let (kind, script) = match class_of(c) {
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
                loop {
                    while let Some((at, c)) =
                        chars.next_if(|&(_, c)| class_of(c) == Class::Letter(script))
                    {
                        end = at + c.len_utf8();
                    }
                    // "don't" and "sana'a" are one word; "russia's" is a word and a mark of the
                    // genitive.
                    let mut rest = text.get(end..).unwrap_or("").chars();
                    let inside = script == Script::Latin
                        && rest.next() == Some('\'')
                        && match (rest.next(), rest.next()) {
                            (Some('s'), next) => {
                                next.is_some_and(|n| class_of(n) == Class::Letter(script))
                            }
                            (Some(n), _) => class_of(n) == Class::Letter(script),
                            _ => false,
                        };
                    if !inside {
                        break;
                    }
                    chars.next();
                    end += 1;
                }
                (TokenKind::Word, script)
            }
            Class::Digit => {
                loop {
                    while let Some((at, _)) = chars.next_if(|&(_, c)| c.is_ascii_digit()) {
                        end = at + 1;
                    }
                    let mut rest = text.get(end..).unwrap_or("").bytes();
                    let joined = matches!(rest.next(), Some(b'.' | b','))
                        && rest.next().is_some_and(|b| b.is_ascii_digit());
                    if !joined {
                        break;
                    }
                    chars.next();
                    end += 1;
                }
                (TokenKind::Number, Script::Other)
            }
            Class::Sign => {
                if c == '.' || c == '…' {
                    while let Some((at, c)) = chars.next_if(|&(_, n)| n == c) {
                        end = at + c.len_utf8();
                    }
                }
                if c == '\'' && genitive(out.last(), gap, text, end) {
                    chars.next();
                    end += 1;
                    (TokenKind::Word, Script::Latin)
                } else {
                    (TokenKind::Punct, Script::Other)
                }
            }
        };
        let span = folded.span(start..end);
        // Spans fit: the folded text came from at most 4 GiB.
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        out.push(Token {
            kind,
            script,
            gap,
            hash: word_hash(text.get(start..end).unwrap_or("")),
            folded: (narrow(start), narrow(end)),
            source: (narrow(span.start), narrow(span.end)),
        });
        gap = Gap::None;
    }
    out
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
        tokens(&folded)
            .iter()
            .map(|t| folded.as_str().get(t.folded_range()).unwrap().to_owned())
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
        let gaps: Vec<Gap> = tokens(&folded).iter().map(|t| t.gap).collect();
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
