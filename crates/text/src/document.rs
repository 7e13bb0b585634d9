//! A report's text, folded, cut into tokens and sentences.

use std::ops::Range;

use hudna_truce::Span;

use crate::{
    Folded, Language, Lexicon, PerToken, Script, Sentence, SentenceIdx, Token, TokenIdx, TokenKind,
    clitic::{self, Front, Proclitics},
    language,
    number::{self, NumberWord},
    sentence, token,
};

/// A text with its folded form, tokens, sentences and language.
#[derive(Debug, Clone)]
pub struct Document<'s> {
    folded: &'s Folded<'s>,
    tokens: Vec<Token>,
    /// The folded letters of each: rules ask for them hundreds of times a sentence, and a text is cut with more
    /// checks than a list is asked.
    words: Vec<&'s str>,
    /// The particles that each Arabic word may begin with, and where those of each token begin; one
    /// more for the end.
    fronts: Vec<Front>,
    first_front: Vec<u32>,
    /// What each token says of a number: asked for again and again by the rules of numbers and of
    /// time, so looked up once.
    number_words: PerToken<(Proclitics, NumberWord)>,
    sentences: Vec<Sentence>,
    language: Language,
    #[cfg(debug_assertions)]
    looks: std::cell::Cell<u64>,
}

impl<'s> Document<'s> {
    /// Reads a text that was folded. Never fails: any text is a document, if an empty one.
    #[must_use]
    pub fn new(folded: &'s Folded<'s>) -> Self {
        let token::Cut {
            tokens,
            words,
            lines,
        } = token::tokens(folded);
        let mut fronts = Vec::with_capacity(tokens.len());
        let mut first_front = Vec::with_capacity(tokens.len() + 1);
        for (token, word) in tokens.iter().zip(&words) {
            // At most ten for each token.
            first_front.push(u32::try_from(fronts.len()).unwrap_or(u32::MAX));
            if token.script == Script::Arabic {
                clitic::add_fronts(word, &mut fronts);
            }
        }
        first_front.push(u32::try_from(fronts.len()).unwrap_or(u32::MAX));
        let sentences = sentence::sentences(folded.source(), &words, &tokens, &lines);
        let language = language::of(folded.as_str(), &words, &tokens);
        let mut document = Self {
            folded,
            tokens,
            words,
            fronts,
            first_front,
            number_words: PerToken::default(),
            sentences,
            language,
            #[cfg(debug_assertions)]
            looks: std::cell::Cell::default(),
        };
        document.number_words = number::words_of(&document);
        document
    }

    #[inline]
    pub(crate) fn number_word(&self, at: TokenIdx) -> Option<(Proclitics, NumberWord)> {
        self.number_words.get(at)
    }

    /// The text as read.
    #[must_use]
    pub const fn source(&self) -> &'s str {
        self.folded.source()
    }

    /// Adds to the work done on this text. Only debug builds count; tests that the work grows no
    /// faster than the text stand on it.
    #[inline]
    pub fn count_looks(&self, n: usize) {
        #[cfg(debug_assertions)]
        self.looks.set(self.looks.get() + n as u64);
        #[cfg(not(debug_assertions))]
        let _ = n;
    }

    /// How often a token, or a phrase found in the text, was looked at so far.
    #[cfg(debug_assertions)]
    #[must_use]
    pub const fn looks(&self) -> u64 {
        self.looks.get()
    }

    /// The folded text.
    #[must_use]
    pub fn folded(&self) -> &str {
        self.folded.as_str()
    }

    /// All tokens.
    #[inline]
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// A token, if there is one at this place.
    #[inline]
    #[must_use]
    pub fn token(&self, at: TokenIdx) -> Option<&Token> {
        self.count_looks(1);
        self.tokens.get(at.0 as usize)
    }

    /// The folded letters of a token; empty past the end.
    #[inline]
    #[must_use]
    pub fn word(&self, at: TokenIdx) -> &'s str {
        self.count_looks(1);
        self.words.get(at.0 as usize).copied().unwrap_or("")
    }

    /// Sentences and headings in order.
    #[inline]
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The sentence of a token.
    #[must_use]
    pub fn sentence_of(&self, at: TokenIdx) -> Option<SentenceIdx> {
        let i = self.sentences.partition_point(|s| s.tokens.end <= at.0);
        (self.sentences.get(i)?.tokens.contains(&at.0))
            .then_some(SentenceIdx(u32::try_from(i).unwrap_or(u32::MAX)))
    }

    /// A sentence.
    #[must_use]
    pub fn sentence(&self, at: SentenceIdx) -> Option<&Sentence> {
        self.sentences.get(at.0 as usize)
    }

    /// The main language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Source bytes from the first to the last token of `range`; empty at the end for an empty
    /// range.
    #[inline]
    #[must_use]
    pub fn span(&self, range: Range<TokenIdx>) -> Span {
        let part = (self.tokens).get(range.start.0 as usize..range.end.0 as usize);
        match part.and_then(|p| p.first().zip(p.last())) {
            Some((a, b)) => a.span().cover(b.span()),
            None => Span::new(self.source().len(), self.source().len()),
        }
    }

    /// Source bytes of folded bytes.
    #[must_use]
    pub fn span_of_folded(&self, range: Range<usize>) -> Span {
        self.folded.span(range)
    }

    /// The token that holds or follows a source byte.
    #[must_use]
    pub fn token_at(&self, source_byte: usize) -> TokenIdx {
        let i = self.tokens.partition_point(|t| t.span().end <= source_byte);
        TokenIdx(u32::try_from(i).unwrap_or(u32::MAX))
    }

    #[inline]
    fn fronts(&self, at: TokenIdx) -> &[Front] {
        let first = |at: usize| self.first_front.get(at).map_or(0, |&i| i as usize);
        let at = at.0 as usize;
        self.fronts.get(first(at)..first(at + 1)).unwrap_or(&[])
    }

    /// A word's value in a lexicon as it stands or, for an Arabic word, behind particles: for words
    /// that take no pronoun (numbers, days, months). What peels less wins over what peels more.
    #[must_use]
    pub fn look_up_front<V: Copy>(
        &self,
        at: TokenIdx,
        lexicon: &Lexicon<V>,
    ) -> Option<(Proclitics, V)> {
        front(self.token(at)?, self.word(at), self.fronts(at), lexicon)
    }

    /// [`Document::look_up_front`] of each token.
    pub fn look_up_fronts<V: Copy>(
        &self,
        lexicon: &Lexicon<V>,
    ) -> impl ExactSizeIterator<Item = Option<(Proclitics, V)>> {
        let fronts = self.first_front.windows(2);
        let each = self.tokens.iter().zip(&self.words).zip(fronts);
        each.map(|((token, word), fronts)| {
            let &[first, end] = fronts else { return None };
            let fronts = self.fronts.get(first as usize..end as usize);
            front(token, word, fronts.unwrap_or(&[]), lexicon)
        })
    }

    /// A token's value in a lexicon as it stands.
    #[must_use]
    pub fn look_up<V: Copy>(&self, at: TokenIdx, lexicon: &Lexicon<V>) -> Option<V> {
        lexicon.find_letters(self.token(at)?.hash, self.word(at).as_bytes())
    }

    /// Every value that an Arabic word may have without particles in front of it and a pronoun
    /// behind it, in the order of [`clitic::splits`]; the word as it stands is left to
    /// [`Document::look_up`]. `pronouns`: which of the pronouns count. `found` is given the value, the
    /// particles and whether there is a pronoun.
    pub fn look_up_splits<V: Copy>(
        &self,
        at: TokenIdx,
        lexicon: &Lexicon<V>,
        pronouns: impl Fn(&str) -> bool,
        found: impl FnMut(V, Proclitics, bool),
    ) {
        lexicon.find_splits(self.word(at), self.fronts(at), pronouns, found);
    }
}

#[inline]
fn front<V: Copy>(
    token: &Token,
    word: &str,
    fronts: &[Front],
    lexicon: &Lexicon<V>,
) -> Option<(Proclitics, V)> {
    let word = word.as_bytes();
    match (token.kind, token.script) {
        (TokenKind::Word, Script::Arabic) => lexicon.find_front(token.hash, word, fronts),
        (TokenKind::Word, _) => {
            (lexicon.find_letters(token.hash, word)).map(|v| (Proclitics::default(), v))
        }
        _ => None,
    }
}
