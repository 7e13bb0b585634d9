//! Text as the reader's rules see it.
//!
//! A report is folded once into a second buffer in which spelling variants are the same letters
//! ([`Folded`]), and every folded byte knows the byte of the report it came from. On the folded
//! text stand tokens ([`Token`]), sentences and paragraphs ([`Document`]), numbers
//! ([`number::mentions`]) and, for Arabic, the plausible ways to split a word into particles, stem
//! and pronoun ([`clitic::splits`]).
//!
//! Pure: no input, no output, no clock, no regular expressions. Nothing here fails: any text gives
//! a document.

pub mod clitic;
mod document;
mod fold;
mod language;
pub mod lexicon;
pub mod number;
mod pairs;
mod per_token;
mod rational;
mod sentence;
mod token;

pub use document::Document;
pub use fold::{Folded, fold};
pub use language::Language;
pub use lexicon::Lexicon;
pub use per_token::PerToken;
pub use rational::Rational;
pub use sentence::{Sentence, SentenceIdx};
pub use token::{Gap, Script, Token, TokenIdx, TokenKind};
