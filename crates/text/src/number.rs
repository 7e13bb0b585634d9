//! Numbers in words, digits and both, with their bounds.
//!
//! «ما بين ثلاثة آلاف و3500» is a closed range, "more than 800" a lower bound, «8 آلاف» 8,000. Vague
//! plurals ("hundreds", «بضع ساعات») carry no number and are not mentioned. Hours of the day
//! ("09:00") and dates with slashes are left to the rules of time.

mod bounds;
mod parse;
mod words;

use std::ops::Range;

use bounds::{AFTER, BEFORE, Bound, FIRST_OF_AFTER, FIRST_PARTICLES, Phrase, SECOND_PARTICLES};
use hudna_truce::Span;
pub use parse::{Numeral, may_begin, numeral_at, ordinal_at};
pub(crate) use words::NumberWord;

use crate::{
    Document, Language, PerToken, Rational, TokenIdx, TokenKind, clitic::Proclitics, token::Gap,
};

/// What a number says: a value, a bound or a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    /// At least this.
    pub min: Option<Rational>,
    /// At most this.
    pub max: Option<Rational>,
    /// Said without "about", "more than" and the like.
    pub exact: bool,
}

impl Quantity {
    /// Exactly `n`.
    #[must_use]
    pub const fn exactly(n: Rational) -> Self {
        Self {
            min: Some(n),
            max: Some(n),
            exact: true,
        }
    }

    /// The one value, exact or about, if it is no bound or range.
    #[must_use]
    pub fn single(self) -> Option<Rational> {
        self.min.filter(|_| self.min == self.max)
    }
}

/// How a number was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NumberForm {
    /// "8", «8 آلاف», "eight".
    Cardinal,
    /// "fourth", «الرابع».
    Ordinal,
}

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberMention {
    /// Its tokens, with the words of its bounds.
    pub tokens: Range<TokenIdx>,
    /// Its tokens without the words of its bounds; of a range, both numbers.
    pub numeral: Range<TokenIdx>,
    /// Its bytes in the source, with the words of its bounds.
    pub span: Span,
    /// Its value.
    pub quantity: Quantity,
    /// How it was written.
    pub form: NumberForm,
}

/// What each token says of a number.
pub(crate) fn words_of(doc: &Document<'_>) -> PerToken<(Proclitics, NumberWord)> {
    let words = &*words::WORDS;
    PerToken::of(doc.look_up_fronts(words))
}

/// Every number of a text, in order, none inside another.
#[must_use]
pub fn mentions(doc: &Document<'_>) -> Vec<NumberMention> {
    let mut out = Vec::new();
    let mut at = TokenIdx(0);
    while let Some(token) = doc.token(at) {
        if token.kind != TokenKind::Number && doc.number_word(at).is_none() {
            at = at.plus(1);
            continue;
        }
        let mention = may_begin(doc, at).then(|| mention_at(doc, at)).flatten();
        match mention {
            Some(m) => {
                at = m.numeral.end.max(at.plus(1));
                out.push(m);
            }
            None => at = after_clock(doc, at).unwrap_or(at.plus(1)),
        }
    }
    out
}

/// The number whose numeral begins at `at`, with its bounds and, in a range, the second number.
#[must_use]
pub fn mention_at(doc: &Document<'_>, at: TokenIdx) -> Option<NumberMention> {
    if !may_begin(doc, at) || after_clock(doc, at).is_some() {
        return None;
    }
    if let Some((n, end)) = ordinal_at(doc, at) {
        return Some(NumberMention {
            tokens: at..end,
            numeral: at..end,
            span: doc.span(at..end),
            quantity: Quantity::exactly(Rational::from(i64::from(n))),
            form: NumberForm::Ordinal,
        });
    }
    let first = numeral_at(doc, at)?;
    let before = bound_before(doc, at);
    let between = before.is_some_and(|(_, b)| b == Bound::Between);
    if let Some((low, high, end)) = range(doc, &first, between) {
        let start = before.filter(|_| between).map_or(at, |(start, _)| start);
        return Some(NumberMention {
            tokens: start..end,
            numeral: at..end,
            span: doc.span(start..end),
            quantity: Quantity {
                min: Some(low),
                max: Some(high),
                exact: false,
            },
            form: NumberForm::Cardinal,
        });
    }
    let n = first.value;
    let after = bound_after(doc, first.end);
    let (tokens, bound) = match (before, after) {
        (Some((start, b)), _) if b != Bound::Between => (start..first.end, Some(b)),
        (_, Some((end, b))) => (at..end, Some(b)),
        _ => (at..first.end, None),
    };
    let quantity = match bound {
        Some(Bound::AtLeast) => Quantity {
            min: Some(n),
            max: None,
            exact: false,
        },
        Some(Bound::AtMost) => Quantity {
            min: None,
            max: Some(n),
            exact: false,
        },
        Some(Bound::About | Bound::Between) => Quantity {
            exact: false,
            ..Quantity::exactly(n)
        },
        None => Quantity::exactly(n),
    };
    Some(NumberMention {
        span: doc.span(tokens.clone()),
        tokens,
        numeral: at..first.end,
        quantity,
        form: NumberForm::Cardinal,
    })
}

/// The second number of "3,000 to 3,500", «ما بين ثلاثة آلاف و3500», "10-15".
fn range(
    doc: &Document<'_>,
    first: &Numeral,
    between: bool,
) -> Option<(Rational, Rational, TokenIdx)> {
    let join = |low: &Numeral, second: &Numeral| {
        // "3 to 5 thousand" is 3,000 to 5,000.
        let scaled = (low.value)
            .times(second.scale)
            .filter(|s| low.scale == 1 && second.scale > 1 && *s < second.value);
        let from = scaled.unwrap_or(low.value);
        (from < second.value).then_some((from, second.value, second.end))
    };
    let next = first.end;
    let glued = |at| doc.token(at).is_some_and(|t| t.gap <= Gap::Blank);
    let found = match doc.word(next) {
        "-" if doc.token(next).is_some_and(|t| t.gap == Gap::None) || between => {
            let second = doc
                .token(next.plus(1))
                .filter(|t| t.gap == Gap::None || between);
            second.and_then(|_| numeral_at(doc, next.plus(1)))
        }
        "و" | "and" | "и" if between => numeral_at(doc, next.plus(1)),
        "الي" | "حتي" | "to" | "до" if glued(next) => numeral_at(doc, next.plus(1)),
        word if between && word.starts_with('و') => numeral_at(doc, next),
        _ => None,
    };
    if let Some(result) = found.and_then(|second| join(first, &second)) {
        return Some(result);
    }
    // «بين عشرين وثلاثين» may have been read as one number.
    let earlier = first.before_and.filter(|_| between)?;
    let after = if doc.word(earlier.1) == "و" || doc.word(earlier.1) == "and" {
        earlier.1.plus(1)
    } else {
        earlier.1
    };
    let low = Numeral {
        value: earlier.0,
        end: earlier.1,
        scale: 1,
        before_and: None,
    };
    join(&low, &numeral_at(doc, after)?)
}

/// If an hour of the day ("09:00") or a date with slashes begins here, the token after it.
fn after_clock(doc: &Document<'_>, at: TokenIdx) -> Option<TokenIdx> {
    let joined = |at: TokenIdx, signs: [&str; 2]| {
        {
            signs.contains(&doc.word(at))
                && doc.token(at)?.gap == Gap::None
                && doc
                    .token(at.plus(1))
                    .is_some_and(|t| t.kind == TokenKind::Number && t.gap == Gap::None)
        }
        .then_some(at.plus(2))
    };
    if doc.token(at)?.kind != TokenKind::Number {
        return None;
    }
    let signs = match doc.word(at.plus(1)) {
        ":" => [":", ":"],
        "/" => ["/", "/"],
        _ => return None,
    };
    let second = joined(at.plus(1), signs)?;
    Some(joined(second, signs).unwrap_or(second))
}

fn bound_before(doc: &Document<'_>, at: TokenIdx) -> Option<(TokenIdx, Bound)> {
    let last = at.minus(1)?;
    // «بـ» stands alone before digits; «لـ250 ألف».
    BEFORE
        .ending_in(doc.token(last)?.hash, doc.word(last))
        .find_map(|(words, bound)| Some((match_before(doc, last, words)?, *bound)))
        .filter(|&(start, bound)| {
            // «до» before a number is "up to" only where nothing begins before it («от … до»).
            let russian_up_to = doc.word(start) == "до" && bound == Bound::AtMost;
            !russian_up_to || doc.language() == Language::Russian
        })
}

/// Whether the phrase ends at `last`; its first token.
fn match_before(doc: &Document<'_>, last: TokenIdx, words: &[String]) -> Option<TokenIdx> {
    let mut at = last;
    for (i, word) in words.iter().enumerate().rev() {
        let here = doc.word(at);
        let same = here == word
            || i == 0
                && here.strip_prefix(FIRST_PARTICLES).is_some_and(|rest| {
                    rest == word || rest.strip_prefix(SECOND_PARTICLES) == Some(word.as_str())
                });
        if !same {
            return None;
        }
        if i > 0 {
            at = at.minus(1)?;
        }
    }
    Some(at)
}

/// A phrase after the number or after the noun that it counts.
fn bound_after(doc: &Document<'_>, at: TokenIdx) -> Option<(TokenIdx, Bound)> {
    let noun = doc.token(at).is_some_and(|t| t.kind == TokenKind::Word);
    [Some(at), noun.then(|| at.plus(1))]
        .into_iter()
        .flatten()
        .find_map(|at| {
            FIRST_OF_AFTER.find(doc.token(at)?.hash, doc.word(at))?;
            AFTER.iter().find_map(|(words, bound): &Phrase| {
                let same = (at.0..).zip(words).all(|(i, w)| doc.word(TokenIdx(i)) == w);
                let end = at.plus(u32::try_from(words.len()).ok()?);
                same.then_some((end, *bound))
            })
        })
}

/// The stems that an Arabic dual may have, folded: «معبران», «ممرين», «الممرين», «ساعتين» carry the
/// number two without a numeral, and in construct («وزيري الخارجية») drop the ن. A word is a dual
/// only if one of the stems is a countable noun of the caller's.
pub fn dual_stems(folded: &str) -> impl Iterator<Item = String> {
    let long = ["ان", "ين"].iter().find_map(|s| folded.strip_suffix(s));
    let short = ["ا", "ي"].iter().find_map(|s| folded.strip_suffix(s));
    [long, short].into_iter().flatten().flat_map(|stem| {
        let opened = stem.strip_suffix('ت').map(|s| format!("{s}ه"));
        [Some(stem.to_owned()), opened].into_iter().flatten()
    })
}
