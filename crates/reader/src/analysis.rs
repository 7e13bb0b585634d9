//! One report made ready for the rules of the topics: phrases, numbers, times and parties by
//! sentence.

use std::{cell::OnceCell, collections::HashSet, ops::Range, sync::Arc};

use hudna_text::{
    Document, Folded, Language, TokenIdx, TokenKind,
    clitic::Proclitics,
    number::{self, NumberMention},
};
use hudna_truce::{Evidence, Note, RuleId, Span};

use crate::{
    actors::{self, Actor, Groups},
    area::Area,
    dating::{self, Seen},
    gazetteer,
    lexicon::{Cue, Form, Hit, Lexicon, Party, PartyIdx, PlaceIdx, Rule, Sense, narrow},
    time::{self, TimeMention},
    truces::Mention,
};

/// Phrases of the lexicon that are read of one report, and times and numbers: so many as 1.8 MB of
/// reports have, printed one behind another. What a text gives stays so within bounds, whatever page
/// it comes from.
const MOST_PHRASES: usize = 100_000;
const MOST_NUMBERS: usize = 50_000;

/// Tokens behind "told the …" in which "to" or "that" says whether something is asked for.
const TOLD_REACH: u32 = 20;

/// So few hits are asked one by one.
const FEW: usize = 4;

/// A report and what was found in it.
pub(crate) struct Analysis<'a> {
    pub(crate) id: Arc<str>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) doc: Document<'a>,
    pub(crate) hits: Vec<Hit>,
    /// The kinds of cues that each hit is, a bit each.
    kinds: Vec<u128>,
    /// The first hit that begins at each token or behind it, see [`firsts`]; the same of times and actors. Rules
    /// ask for those within a range hundreds of times.
    first_hit: Vec<u32>,
    first_time: Vec<u32>,
    first_actor: Vec<u32>,
    /// The first token that is not read, in a text that holds more than a report does.
    unread: Option<u32>,
    /// The sentence of each token.
    sentence_of: Vec<u32>,
    /// The words, signs left out, before each token; one more for the end.
    words_before: Vec<u32>,
    /// The kinds of cues in each sentence, a bit each.
    present: Vec<u128>,
    /// Those in any of them.
    anywhere: u128,
    pub(crate) numbers: Vec<NumberMention>,
    pub(crate) times: Vec<TimeMention>,
    /// The one among them that is the day of the dateline, and of nothing that is told.
    dateline: Option<usize>,
    /// Groups that the lexicon does not know.
    pub(crate) groups: Groups,
    pub(crate) actors: Vec<Actor>,
    /// Who speaks in each sentence.
    pub(crate) speakers: Vec<Option<Actor>>,
    /// The place that the report speaks of most, once somebody has asked: see [`area::of_report`].
    pub(crate) area: OnceCell<Option<Area>>,
    /// The sections of a digest.
    pub(crate) sections: OnceCell<Vec<crate::sections::Section>>,
    /// The mentions of truces, once somebody has asked.
    pub(crate) mentions: OnceCell<Vec<Mention>>,
    /// Parties that the report names or that belong to what it names, once somebody has asked.
    pub(crate) in_context: OnceCell<HashSet<PartyIdx>>,
    /// Whether somebody asked for the steps by which values are found.
    pub(crate) explains: bool,
    /// The day from which relative words are seen, for these steps.
    pub(crate) seen: Option<Seen>,
}

/// The cue of a hit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CueHit<'h> {
    pub(crate) hit: &'h Hit,
    pub(crate) rule: &'h Rule,
    pub(crate) form: Form,
}

impl CueHit<'_> {
    const fn is_verb(&self) -> bool {
        matches!(
            self.form,
            Form::PastHe
                | Form::PastShe
                | Form::PastThey
                | Form::PresentHe
                | Form::PresentShe
                | Form::PresentThey
                | Form::We
        )
    }

    /// «بالكذب»: the letters of a verb behind an article or preposition are a noun; «كيري» is Kerry, not
    /// "as he sees".
    fn is_noun_of_verb(&self) -> bool {
        self.is_verb()
            && [Proclitics::THE, Proclitics::IN, Proclitics::AS]
                .iter()
                .any(|p| self.hit.before.has(*p))
    }

    pub(crate) const fn start(&self) -> u32 {
        self.hit.tokens.start
    }

    pub(crate) const fn end(&self) -> u32 {
        self.hit.tokens.end
    }
}

/// The folded texts of reports.
pub(crate) fn folded(docs: &[crate::Document]) -> Vec<Folded<'_>> {
    docs.iter().map(|d| Folded::of(&d.text)).collect()
}

/// For each token as far as the last at which one begins, how many things begin before it: the place of the
/// first that does not. `starts` are the tokens at which they begin, in order.
fn firsts(a: &Analysis<'_>, starts: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut out = Vec::with_capacity(a.doc.tokens().len());
    for (before, start) in (0..).zip(starts) {
        out.resize((start as usize + 1).max(out.len()), before);
    }
    out
}

/// The places of things that begin within `range`, by their [`firsts`]; `all` is how many there are.
#[inline]
fn places(firsts: &[u32], all: usize, range: &Range<u32>) -> Range<usize> {
    let first = |token: u32| firsts.get(token as usize).map_or(all, |&i| i as usize);
    first(range.start)..first(range.end)
}

fn bits(kinds: &[Cue]) -> u128 {
    kinds.iter().fold(0, |all, kind| all | kind.bit())
}

/// Cues of some kinds, in order: see [`Analysis::cues`]. Written out, because rules ask for them hundreds of
/// times in a report, and mostly there are none.
pub(crate) struct Cues<'h, 'a> {
    analysis: &'h Analysis<'a>,
    kinds: u128,
    /// The hits still to be looked at.
    hits: Range<usize>,
    /// The hit before them, and its senses still to be looked at.
    hit: Option<&'h Hit>,
    senses: Range<u32>,
}

impl<'h> Iterator for Cues<'h, '_> {
    type Item = CueHit<'h>;

    fn next(&mut self) -> Option<CueHit<'h>> {
        let a = self.analysis;
        loop {
            if let Some(hit) = self.hit {
                for sense in self.senses.by_ref() {
                    let cue = (a.lexicon.cue_among(sense, self.kinds)).map(|(rule, form)| CueHit {
                        hit,
                        rule,
                        form,
                    });
                    if let Some(cue) = cue.filter(|c| !c.is_noun_of_verb()) {
                        return Some(cue);
                    }
                }
            }
            let rest = a.kinds.get(self.hits.clone())?;
            let skipped = rest.iter().position(|of| of & self.kinds != 0)?;
            let next = self.hits.start + skipped;
            self.hits.start = next + 1;
            self.hit = a.hits.get(next);
            self.senses = self.hit.map_or(0..0, Hit::senses);
        }
    }
}

impl<'a> Analysis<'a> {
    /// What is found in a report, each step with what those before it found.
    const STEPS: [fn(&mut Self); 6] = [
        |a| (a.hits, a.kinds) = a.lexicon.scan(&a.doc),
        |a| a.times = time::mentions_beside(&a.doc, &a.numbers),
        Self::lay_out,
        |a| a.groups = actors::groups(a),
        |a| {
            a.actors = actors::of(a);
            a.first_actor = firsts(a, a.actors.iter().map(|x| x.tokens.start));
        },
        |a| a.speakers = actors::speakers(a),
    ];

    pub(crate) fn new(id: &str, text: &'a Folded<'a>, lexicon: &'a Lexicon) -> Self {
        let mut analysis = Self::begun(id, text, lexicon);
        for step in Self::STEPS {
            step(&mut analysis);
        }
        analysis
    }

    /// The same for some reports at once, with their folded texts: see [`crate::Reader::read_each`].
    pub(crate) fn each(
        docs: &[crate::Document],
        folded: &'a [Folded<'a>],
        lexicon: &'a Lexicon,
    ) -> Vec<Self> {
        let mut all: Vec<Self> = (docs.iter().zip(folded))
            .map(|(d, text)| Self::begun(&d.id, text, lexicon))
            .collect();
        for step in Self::STEPS {
            all.iter_mut().for_each(step);
        }
        all
    }

    fn begun(id: &str, text: &'a Folded<'a>, lexicon: &'a Lexicon) -> Self {
        let doc = Document::new(text);
        Self {
            id: id.into(),
            lexicon,
            // While its tokens are at hand.
            numbers: number::mentions(&doc),
            doc,
            hits: Vec::new(),
            kinds: Vec::new(),
            first_hit: Vec::new(),
            first_time: Vec::new(),
            first_actor: Vec::new(),
            unread: None,
            sentence_of: Vec::new(),
            words_before: Vec::new(),
            present: Vec::new(),
            anywhere: 0,
            times: Vec::new(),
            dateline: None,
            groups: Groups::default(),
            actors: Vec::new(),
            speakers: Vec::new(),
            area: OnceCell::new(),
            sections: OnceCell::new(),
            mentions: OnceCell::new(),
            in_context: OnceCell::new(),
            explains: false,
            seen: None,
        }
    }

    /// "Told the council that the pause holds", "told the radio": who only reports demands nothing; "told the rebels
    /// to leave" does.
    fn leave_out_reports(&mut self) {
        let reports = |a: &Self, h: &Hit, kinds: u128| {
            let demand = || {
                (h.tokens.end..h.tokens.end + TOLD_REACH)
                    .map(|t| a.word(t))
                    .find(|w| {
                        matches!(*w, "to" | "must" | "should" | "that" | "." | "," | ":" | "")
                    })
                    .is_some_and(|w| matches!(w, "to" | "must" | "should"))
            };
            kinds & Cue::CallsFor.bit() != 0
                && (h.tokens.clone()).any(|t| a.word(t) == "told")
                && !demand()
        };
        let all = self.hits.iter().zip(&self.kinds);
        if !all.clone().any(|(h, kinds)| reports(self, h, *kinds)) {
            return;
        }
        let kept: Vec<bool> = all.map(|(h, kinds)| !reports(self, h, *kinds)).collect();
        let mut each = kept.iter();
        self.hits.retain(|_| each.next() != Some(&false));
        let mut each = kept.iter();
        self.kinds.retain(|_| each.next() != Some(&false));
    }

    /// Puts the places of the gazetteers among the hits, leaves out what is too much, and notes where
    /// in the text everything lies.
    fn lay_out(&mut self) {
        self.leave_out_reports();
        let prepositions = (self.hits.iter().zip(&self.kinds))
            .filter(|(_, kinds)| **kinds & Cue::PrepIn.bit() != 0)
            .map(|(hit, _)| hit);
        let places = gazetteer::scan(
            self.lexicon,
            &self.doc,
            &self.hits,
            prepositions,
            &self.times,
        );
        if !places.is_empty() {
            self.hits.extend(places);
            self.hits.sort_by_key(|h| h.tokens.start);
            self.kinds = self.hits.iter().map(|h| self.lexicon.cues(h)).collect();
        }
        self.dateline = dating::dateline(&self.doc, &self.times).filter(|&i| {
            // "Aleppo Truce, 19 October -" is a title.
            let titled = (self.hits.iter().zip(&self.kinds))
                .take_while(|(h, _)| h.tokens.start < self.times[i].tokens.start.0)
                .any(|(h, kinds)| {
                    kinds & Cue::Truce.bit() != 0
                        && self.doc.sentence_of(TokenIdx(h.tokens.start))
                            == self.doc.sentence_of(self.times[i].tokens.start)
                });
            !titled
        });
        let unread = [
            self.hits.get(MOST_PHRASES).map(|h| h.tokens.start),
            self.numbers.get(MOST_NUMBERS).map(|n| n.tokens.start.0),
            self.times.get(MOST_NUMBERS).map(|t| t.tokens.start.0),
        ];
        self.unread = unread.into_iter().flatten().min();
        if let Some(end) = self.unread {
            (self.hits).truncate(self.hits.partition_point(|h| h.tokens.start < end));
            self.kinds.truncate(self.hits.len());
            (self.numbers).truncate(self.numbers.partition_point(|n| n.tokens.start.0 < end));
            (self.times).truncate(self.times.partition_point(|t| t.tokens.start.0 < end));
        }
        let tokens = self.doc.tokens().len();
        let mut words = 0;
        self.words_before.reserve(tokens + 1);
        self.words_before.push(words);
        self.words_before.extend(self.doc.tokens().iter().map(|t| {
            words += u32::from(t.kind != TokenKind::Punct);
            words
        }));
        self.sentence_of.reserve(tokens);
        for (i, s) in self.doc.sentences().iter().enumerate() {
            self.sentence_of.resize(s.tokens.end as usize, narrow(i));
        }
        self.present = vec![0; self.doc.sentences().len()];
        for (h, kinds) in self.hits.iter().zip(&self.kinds) {
            let of = self.sentence_of.get(h.tokens.start as usize);
            if let Some(mask) = of.and_then(|&i| self.present.get_mut(i as usize)) {
                *mask |= kinds;
            }
        }
        self.anywhere = self.kinds.iter().fold(0, |all, kinds| all | kinds);
        self.first_hit = firsts(self, self.hits.iter().map(|h| h.tokens.start));
        self.first_time = firsts(self, self.times.iter().map(|t| t.tokens.start.0));
    }

    /// A party of the lexicon, or one that only this report names.
    pub(crate) fn party(&self, at: PartyIdx) -> &Party {
        let own = at.at().checked_sub(self.lexicon.parties.len());
        (own.and_then(|i| self.groups.parties.get(i))).unwrap_or_else(|| self.lexicon.party(at))
    }

    /// The party of this canonical name.
    pub(crate) fn party_named(&self, name: &str) -> Option<PartyIdx> {
        self.lexicon.party_named(name).or_else(|| {
            let at = self.groups.parties.iter().position(|p| p.name == name)?;
            Some(PartyIdx(narrow(self.lexicon.parties.len() + at)))
        })
    }

    /// Whether only this report names it.
    pub(crate) fn is_own(&self, at: PartyIdx) -> bool {
        at.at() >= self.lexicon.parties.len()
    }

    pub(crate) fn language(&self) -> Language {
        self.doc.language()
    }

    /// The sentences as ranges of tokens.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = (usize, Range<u32>)> {
        (self.doc.sentences().iter().enumerate()).map(|(i, s)| (i, s.tokens.clone()))
    }

    pub(crate) fn sentence_of(&self, token: u32) -> usize {
        self.doc.count_looks(1);
        let last = self.doc.sentences().len().saturating_sub(1);
        (self.sentence_of.get(token as usize)).map_or(last, |&i| i as usize)
    }

    /// Whether a sentence that `range` touches has a cue of these kinds.
    fn may_have(&self, range: &Range<u32>, kinds: u128) -> bool {
        let (a, b) = (
            self.sentence_of(range.start),
            self.sentence_of(range.end.saturating_sub(1)),
        );
        if a == b {
            return self.present.get(a).is_some_and(|p| p & kinds != 0);
        }
        (self.present.get(a..=b)).is_some_and(|all| all.iter().any(|p| p & kinds != 0))
    }

    pub(crate) fn sentence_range(&self, sentence: usize) -> Range<u32> {
        (self.doc.sentences().get(sentence)).map_or(0..0, |s| s.tokens.clone())
    }

    /// The hits that begin within `range`.
    pub(crate) fn hits_in(&self, range: &Range<u32>) -> &[Hit] {
        let found = self.hit_range(range);
        self.doc.count_looks(found.len());
        self.hits.get(found).unwrap_or(&[])
    }

    /// The places of these hits among all hits.
    fn hit_range(&self, range: &Range<u32>) -> Range<usize> {
        places(&self.first_hit, self.hits.len(), range)
    }

    /// The places among all hits of those that begin within `range`, if cues of these kinds may be among
    /// them. Most kinds of cues are nowhere in a report: that is asked where it is called, the rest is one
    /// piece of code for all.
    #[inline]
    fn range_with(&self, range: &Range<u32>, kinds: u128) -> Range<usize> {
        if self.anywhere & kinds == 0 {
            return 0..0;
        }
        self.range_that_may_have(range, kinds)
    }

    #[inline(never)]
    fn range_that_may_have(&self, range: &Range<u32>, kinds: u128) -> Range<usize> {
        let hits = self.hit_range(range);
        // Of a few, the sentence tells no sooner than they do.
        if hits.len() > FEW && !self.may_have(range, kinds) {
            return 0..0;
        }
        self.doc.count_looks(hits.len());
        hits
    }

    /// The hits that begin within `range` and are names, or cues of these kinds.
    pub(crate) fn names(&self, range: &Range<u32>, kinds: u128) -> impl Iterator<Item = &Hit> {
        let range = self.hit_range(range);
        self.doc.count_looks(range.len());
        let of = self.kinds.get(range.clone()).unwrap_or(&[]);
        let hits = self.hits.get(range).unwrap_or(&[]);
        // A phrase is of one topic, so what is a cue is no name.
        (of.iter().zip(hits))
            .filter(move |(of, _)| **of == 0 || **of & kinds != 0)
            .map(|(_, hit)| hit)
    }

    /// Cues of these kinds that begin within `range`, in order.
    #[inline]
    pub(crate) fn cues(&self, range: &Range<u32>, kinds: &[Cue]) -> Cues<'_, 'a> {
        let kinds = bits(kinds);
        Cues {
            analysis: self,
            kinds,
            hits: self.range_with(range, kinds),
            hit: None,
            senses: 0..0,
        }
    }

    #[inline]
    pub(crate) fn has(&self, range: &Range<u32>, kinds: &[Cue]) -> bool {
        let kinds = bits(kinds);
        self.anywhere & kinds != 0 && self.has_one_of(range, kinds)
    }

    #[inline(never)]
    fn has_one_of(&self, range: &Range<u32>, kinds: u128) -> bool {
        let range = self.range_that_may_have(range, kinds);
        (self.kinds.get(range)).is_some_and(|of| of.iter().any(|of| of & kinds != 0))
    }

    /// Places named within `range`, with their hits.
    pub(crate) fn places(&self, range: &Range<u32>) -> impl Iterator<Item = (&Hit, PlaceIdx)> {
        self.names(range, 0).filter_map(|h| {
            (self.lexicon.senses(h).iter()).find_map(|s| match s {
                Sense::Place(p) => Some((h, *p)),
                _ => None,
            })
        })
    }

    /// Actors whose names begin within `range`.
    pub(crate) fn actors_in(&self, range: &Range<u32>) -> &[Actor] {
        let found = places(&self.first_actor, self.actors.len(), range);
        self.doc.count_looks(found.len());
        self.actors.get(found).unwrap_or(&[])
    }

    /// Times that begin within `range`, with their numbers among all times; the dateline is none of them.
    pub(crate) fn times_in(
        &self,
        range: &Range<u32>,
    ) -> impl Iterator<Item = (usize, &TimeMention)> {
        let found = places(&self.first_time, self.times.len(), range);
        self.doc.count_looks(found.len());
        (found.start..)
            .zip(self.times.get(found).unwrap_or(&[]))
            .filter(|(i, _)| Some(*i) != self.dateline)
    }

    /// Numbers that begin within `range`.
    pub(crate) fn numbers_in(&self, range: &Range<u32>) -> &[NumberMention] {
        let a = (self.numbers).partition_point(|n| n.tokens.start.0 < range.start);
        let b = (self.numbers).partition_point(|n| n.tokens.start.0 < range.end);
        self.doc.count_looks(b.saturating_sub(a));
        self.numbers.get(a..b).unwrap_or(&[])
    }

    /// What is to be said about a text too long to be read to its end.
    pub(crate) fn unread(&self) -> Option<Note> {
        let start = self.doc.token(TokenIdx(self.unread?))?.span().start;
        Some(Note {
            start,
            end: self.doc.source().len(),
            message: format!(
                "the text holds more than a report does; what stands behind byte {start} is not read"
            ),
            rule: None,
        })
    }

    /// Folded letters of a token.
    pub(crate) fn word(&self, token: u32) -> &'a str {
        self.doc.word(TokenIdx(token))
    }

    pub(crate) fn is_word(&self, token: u32) -> bool {
        (self.doc.token(TokenIdx(token))).is_some_and(|t| t.kind != TokenKind::Punct)
    }

    /// Number of words, signs left out, in a range of tokens.
    pub(crate) fn words_between(&self, from: u32, to: u32) -> usize {
        self.doc.count_looks(1);
        let before = |token: u32| {
            let known = self.words_before.get(token as usize);
            known
                .or(self.words_before.last())
                .map_or(0, |&n| n as usize)
        };
        before(to).saturating_sub(before(from))
    }

    /// The same, those of the names of parties and persons left out: a long name keeps nothing apart.
    pub(crate) fn words_beside_names(&self, from: u32, to: u32) -> usize {
        let named: usize = (self.actors_in(&(from..to)).iter())
            .map(|x| self.words_between(x.tokens.start, x.tokens.end.min(to)))
            .sum();
        self.words_between(from, to).saturating_sub(named)
    }

    /// The same, those of time expressions left out: a day or an hour keeps nothing apart.
    pub(crate) fn words_beside_times(&self, from: u32, to: u32) -> usize {
        (from..to)
            .filter(|&t| self.is_word(t) && !self.touches_time(&(t..t + 1)))
            .count()
    }

    /// Whether a word of denial stands right before the cue, or one token before that: "did not agree".
    pub(crate) fn is_denied(&self, cue: &CueHit<'_>) -> bool {
        let sentence = self.sentence_range(self.sentence_of(cue.start()));
        let near = sentence.start.max(cue.start().saturating_sub(2))..cue.start();
        self.has(&near, &[Cue::Not])
    }

    /// The token before, signs left out, if it is in the same sentence.
    pub(crate) fn word_before(&self, token: u32) -> Option<u32> {
        let sentence = self.sentence_range(self.sentence_of(token));
        (sentence.start..token).rev().find(|&t| self.is_word(t))
    }

    /// Whether the tokens are part of a time expression: the name of its zone.
    pub(crate) fn in_time(&self, tokens: &Range<u32>) -> bool {
        // Times do not overlap: only the last that begins before can hold the tokens.
        let before = places(&self.first_time, self.times.len(), &(0..tokens.start + 1));
        (self.times.get(before).and_then(<[TimeMention]>::last))
            .is_some_and(|t| tokens.end <= t.tokens.end.0)
    }

    /// Whether a time expression shares a token with these.
    pub(crate) fn touches_time(&self, tokens: &Range<u32>) -> bool {
        // Times do not overlap: only the last that begins before their end can reach into them.
        let before = places(&self.first_time, self.times.len(), &(0..tokens.end));
        (self.times.get(before).and_then(<[TimeMention]>::last))
            .is_some_and(|t| tokens.start < t.tokens.end.0)
    }

    /// Whether the word at `token` begins with "and".
    pub(crate) fn joined_by_and(&self, token: u32) -> bool {
        (self.hits_in(&(token..token + 1)).iter()).any(|h| h.before.has(Proclitics::AND))
    }

    /// Whether a number begins at `token`.
    pub(crate) fn joined_by_number(&self, token: u32) -> bool {
        (self.numbers)
            .binary_search_by_key(&token, |n| n.tokens.start.0)
            .is_ok()
    }

    /// Whether a preposition of place stands right before the hit or on its first word.
    pub(crate) fn in_place(&self, hit: &Hit) -> bool {
        if hit.before.has(Proclitics::IN) {
            return true;
        }
        let Some(before) = hit.tokens.start.checked_sub(1) else {
            return false;
        };
        (self
            .hits_in(&(before.saturating_sub(1)..hit.tokens.start))
            .iter())
        // «دعت إليها بريطانيا»: of what was named before.
        .filter(|h| h.tokens.end == hit.tokens.start && !h.pronoun)
        .any(|h| self.lexicon.cues(h) & Cue::PrepIn.bit() != 0)
    }

    pub(crate) fn span(&self, tokens: Range<u32>) -> Span {
        self.doc.span(TokenIdx(tokens.start)..TokenIdx(tokens.end))
    }

    pub(crate) fn text(&self, tokens: Range<u32>) -> &'a str {
        self.span(tokens).of(self.doc.source()).unwrap_or("")
    }

    pub(crate) fn evidence(
        &self,
        tokens: Range<u32>,
        rule: &RuleId,
        slot: Option<&'static str>,
    ) -> Evidence {
        self.evidence_at(self.span(tokens), rule, slot)
    }

    pub(crate) fn evidence_at(
        &self,
        span: Span,
        rule: &RuleId,
        slot: Option<&'static str>,
    ) -> Evidence {
        Evidence {
            report: Arc::clone(&self.id),
            start: span.start,
            end: span.end,
            rule: rule.clone(),
            slot: slot.map(Into::into),
        }
    }

    /// All tokens.
    pub(crate) fn everything(&self) -> Range<u32> {
        0..narrow(self.doc.tokens().len())
    }

    /// Whether the sentence says again what another says.
    pub(crate) fn is_repeat(&self, sentence: usize) -> bool {
        (self.doc.sentences().get(sentence)).is_some_and(|s| s.repeats.is_some())
    }
}
