//! The words that rules stand on: names, places and the cues of the rule packs, compiled once.
//!
//! # Problem
//!
//! A phrase of the lexicon («وقف إطلاق النار») must be found although each of its words may carry
//! particles and pronouns («ولوقف», «بالهدنة», «عملياته») or, in Russian, endings. Such phrases are
//! not substrings of the text, so no automaton over letters finds them.
//!
//! # Method
//!
//! Two tables map words, and stems that take endings, to numbers; a trie over these numbers holds
//! the phrases. Each token is looked up once, whole and split, and the trie is walked from every
//! token: the longest phrase of each topic wins.
//!
//! # Complexity
//!
//! Linear in the tokens; a phrase has few words.

mod compile;
mod extension;
mod records;

use std::ops::Range;

use hudna_text::{Document, Lexicon as Words, Script, TokenIdx, TokenKind, clitic::Proclitics};
use hudna_truce::RuleId;

#[cfg(all(test, debug_assertions))]
pub(crate) use compile::examples;
pub use extension::{Extension, LexiconError};
pub(crate) use records::{Cue, PartyKind, Place, PlaceKind};

use crate::gazetteer::Atlas;

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) struct $name(pub(crate) u32);

        impl $name {
            pub(crate) const fn at(self) -> usize {
                self.0 as usize
            }
        }
    };
}
index!(
    /// A party of the lexicon.
    PartyIdx
);
index!(
    /// A person of the lexicon.
    PersonIdx
);
index!(
    /// A place of the gazetteer.
    PlaceIdx
);
index!(
    /// A rule of a pack.
    RuleIdx
);

/// A party as rules see it.
#[derive(Debug, Clone)]
pub(crate) struct Party {
    /// Canonical English name.
    pub(crate) name: String,
    pub(crate) kind: PartyKind,
    /// The side it belongs to, for telling allies from opponents.
    pub(crate) side: PartyIdx,
    /// Its government, army and opposition, where they are parties of their own.
    pub(crate) government: Option<PartyIdx>,
    pub(crate) army: Option<PartyIdx>,
    pub(crate) opposition: Option<PartyIdx>,
    /// The party that its words count for.
    pub(crate) counts_as: Option<PartyIdx>,
    /// The state it belongs to.
    pub(crate) country: Option<PartyIdx>,
    /// Where it rules or fights, if its name alone tells.
    pub(crate) area: Option<PlaceIdx>,
    /// Names of parties and places beside which it is meant, where others share its name.
    pub(crate) context: Vec<String>,
    /// Whether it is a state that offers truces to others without fighting itself.
    pub(crate) mediates: bool,
    /// Whether the Arabic name is feminine.
    pub(crate) feminine: bool,
}

impl Party {
    /// A party of which nothing else is known.
    pub(crate) const fn new(name: String, kind: PartyKind, side: PartyIdx, feminine: bool) -> Self {
        Self {
            name,
            kind,
            side,
            government: None,
            army: None,
            opposition: None,
            counts_as: None,
            country: None,
            area: None,
            context: Vec::new(),
            mediates: false,
            feminine,
        }
    }
}

/// A person who speaks for a party.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// Canonical English name.
    pub(crate) name: String,
    pub(crate) party: PartyIdx,
}

/// A rule: what its words stand for.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) id: RuleId,
    pub(crate) cue: Cue,
}

/// What the form of a verb or noun tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Form {
    /// Nothing.
    #[default]
    Plain,
    /// Past, he.
    PastHe,
    /// Past, she (or they, of things).
    PastShe,
    /// Past, they or both.
    PastThey,
    /// Present, he.
    PresentHe,
    /// Present, she (or they, of things).
    PresentShe,
    /// Present, they or both.
    PresentThey,
    /// We, of what was or is.
    We,
    /// One.
    Singular,
    /// Two.
    Dual,
    /// More.
    Plural,
}

impl Form {
    /// Whether it is a finite verb, and if so whether its subject is feminine.
    pub(crate) const fn feminine(self) -> Option<bool> {
        match self {
            Self::PastHe | Self::PresentHe => Some(false),
            Self::PastShe | Self::PresentShe => Some(true),
            _ => None,
        }
    }
}

/// What a phrase may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A party by name.
    Party(PartyIdx),
    /// A nationality, as an adjective.
    Nation(PartyIdx),
    /// A capital, which stands for the government or for itself.
    Seat(PartyIdx),
    /// A person.
    Person(PersonIdx),
    /// A place.
    Place(PlaceIdx),
    /// The cue of a rule.
    Cue(RuleIdx, Form),
}

/// Topics whose phrases are found apart, so that a long phrase of one does not hide a short one of
/// another.
const TOPICS: usize = 9;

/// A phrase found in a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hit {
    /// Its tokens.
    pub(crate) tokens: Range<u32>,
    /// Particles before its first word.
    pub(crate) before: Proclitics,
    /// Whether its last word carries a pronoun.
    pub(crate) pronoun: bool,
    /// The senses of the phrase, in `Lexicon::senses`.
    senses: Range<u32>,
}

impl Hit {
    /// Words that a rule put together, which no phrase of the lexicon is.
    pub(crate) const fn of_tokens(tokens: Range<u32>, before: Proclitics) -> Self {
        Self {
            tokens,
            before,
            pronoun: false,
            senses: 0..0,
        }
    }

    /// The numbers of its senses, for [`Lexicon::cue_among`].
    pub(crate) fn senses(&self) -> Range<u32> {
        self.senses.clone()
    }
}

/// A node of the trie: what follows, and what the phrases that end here mean.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    edges: Edges,
    senses: Senses,
}

/// A part of `Lexicon::edges`, of which the first is a filter of the words of the others: most words lead
/// nowhere.
#[derive(Debug, Clone, Copy, Default)]
struct Edges {
    start: u32,
    end: u32,
}

impl Edges {
    const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bit of a word in the filter.
    const fn bit(word: u32) -> u64 {
        1 << (word % u64::BITS)
    }
}

/// A part of `Lexicon::senses`, those of one topic beside each other.
#[derive(Debug, Clone, Copy, Default)]
struct Senses {
    start: u32,
    count: u16,
    /// The topic of all of them, or [`Senses::SEVERAL`].
    topic: u8,
}

impl Senses {
    /// No topic: there are fewer.
    const SEVERAL: u8 = u8::MAX;

    fn range(self) -> Range<u32> {
        self.start..self.start + u32::from(self.count)
    }
}

/// A word of a phrase, and the node behind it if the phrase begins with it: kept beside the word in its
/// table, because what lies apart is fetched apart.
#[derive(Debug, Clone, Copy)]
struct Known {
    word: u32,
    node: Node,
}

/// Of a sense, what is asked of all that are found: two bytes, so that all of them stay at hand.
#[derive(Debug, Clone, Copy)]
struct Kind {
    topic: u8,
    /// The cue that it is, if it is one.
    cue: Option<Cue>,
}

/// The compiled words.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) parties: Vec<Party>,
    pub(crate) persons: Vec<Person>,
    pub(crate) places: Vec<Place>,
    /// The many places beyond these, numbered on.
    pub(crate) atlas: Atlas,
    pub(crate) rules: Vec<Rule>,
    /// Parties, places and states by their canonical names.
    party_names: Words<PartyIdx>,
    place_names: Words<PlaceIdx>,
    state_names: Words<()>,
    words: Words<Known>,
    stems: Words<Known>,
    /// The nodes behind second and later words.
    nodes: Vec<Node>,
    /// Word and next node, by `Node::edges`: see [`Edges`].
    edges: Vec<(u32, u32)>,
    senses: Vec<Sense>,
    /// The kind of each sense. Those of the atlas are no cues and left out.
    kinds: Vec<Kind>,
    /// Where in `senses` those of the atlas begin, one for each place.
    atlas_senses: u32,
}

/// Ways to read one token.
#[derive(Debug, Clone, Copy)]
struct Reading {
    known: Known,
    before: Proclitics,
    pronoun: bool,
}

/// Longest ending of a stem, in letters.
const LONGEST_ENDING: usize = 4;

impl Lexicon {
    /// The senses of a hit.
    pub(crate) fn senses(&self, hit: &Hit) -> &[Sense] {
        slice(&self.senses, &hit.senses)
    }

    /// The kinds of cues that a hit is, a bit each.
    pub(crate) fn cues(&self, hit: &Hit) -> u128 {
        let bit = |kind: &Kind| kind.cue.map_or(0, Cue::bit);
        match slice(&self.kinds, &hit.senses) {
            [only] => bit(only),
            all => all.iter().fold(0, |found, kind| found | bit(kind)),
        }
    }

    /// The cue that one of the senses is, if it is of these kinds.
    pub(crate) fn cue_among(&self, sense: u32, kinds: u128) -> Option<(&Rule, Form)> {
        let is_one = self
            .kinds
            .get(sense as usize)?
            .cue
            .is_some_and(|cue| cue.bit() & kinds != 0);
        match self.senses.get(sense as usize)? {
            Sense::Cue(rule, form) if is_one => Some((self.rule(*rule), *form)),
            _ => None,
        }
    }

    pub(crate) fn party(&self, at: PartyIdx) -> &Party {
        &self.parties[at.at()]
    }

    pub(crate) fn person(&self, at: PersonIdx) -> &Person {
        &self.persons[at.at()]
    }

    pub(crate) fn place(&self, at: PlaceIdx) -> &Place {
        let own = self.places.get(at.at());
        (own.or_else(|| self.atlas.place(at))).unwrap_or(&self.places[0])
    }

    /// The place of this canonical name.
    pub(crate) fn place_named(&self, name: &str) -> Option<&Place> {
        let own = self.own_place_named(name).map(|at| self.place(at));
        own.or_else(|| self.atlas.named(name))
    }

    /// The same among the places that are not of the atlas.
    pub(crate) fn own_place_named(&self, name: &str) -> Option<PlaceIdx> {
        self.place_names.get(name)
    }

    /// Whether a state, as a place, has this canonical name.
    pub(crate) fn is_country(&self, name: &str) -> bool {
        self.state_names.get(name).is_some()
    }

    /// A place of the atlas as a phrase that was found.
    pub(crate) fn hit_of(&self, place: PlaceIdx, tokens: Range<u32>) -> Hit {
        let sense = self.atlas_senses + (place.0).saturating_sub(narrow(self.places.len()));
        Hit {
            tokens,
            before: Proclitics::default(),
            pronoun: false,
            senses: sense..sense + 1,
        }
    }

    pub(crate) fn rule(&self, at: RuleIdx) -> &Rule {
        &self.rules[at.at()]
    }

    /// The party of this canonical name.
    pub(crate) fn party_named(&self, name: &str) -> Option<PartyIdx> {
        self.party_names.get(name)
    }

    /// Every phrase of the text, and the kinds of cues that each is, a bit each; of one topic none inside
    /// another, in the order of their first words.
    pub(crate) fn scan(&self, doc: &Document<'_>) -> (Vec<Hit>, Vec<u128>) {
        let tokens = doc.tokens();
        let mut readings: Vec<Reading> = Vec::with_capacity(tokens.len());
        let mut starts: Vec<u32> = Vec::with_capacity(tokens.len() + 1);
        for at in 0..tokens.len() {
            starts.push(narrow(readings.len()));
            self.read_token(doc, TokenIdx(narrow(at)), &mut readings);
        }
        starts.push(narrow(readings.len()));
        let of = |at: usize| -> &[Reading] {
            match (starts.get(at), starts.get(at + 1)) {
                (Some(&a), Some(&b)) => readings.get(a as usize..b as usize).unwrap_or(&[]),
                _ => &[],
            }
        };
        let mut hits = Vec::with_capacity(tokens.len());
        let mut kinds = Vec::with_capacity(tokens.len());
        let mut done = [0_u32; TOPICS];
        let mut frontier: Vec<(Node, bool, usize)> = Vec::new();
        // The longest phrase of each topic, and the topics that have one, a bit each.
        let mut best: [Hit; TOPICS] = Default::default();
        for at in 0..tokens.len() {
            let mut has_best = 0_u32;
            for first in of(at).iter().rev() {
                let mut next = Some((first.known.node, first.pronoun, at));
                while let Some((node, pronoun, here)) = next {
                    let end = narrow(here + 1);
                    let mut rest = node.senses.range();
                    while !rest.is_empty() {
                        let (topic, senses) = match node.senses.topic {
                            Senses::SEVERAL => self.next_topic(&rest),
                            only => (usize::from(only), rest.clone()),
                        };
                        rest.start = senses.end;
                        let mask = 1 << topic;
                        let hit = &mut best[topic];
                        if has_best & mask == 0 || hit.tokens.end < end {
                            has_best |= mask;
                            *hit = Hit {
                                tokens: narrow(at)..end,
                                before: first.before,
                                pronoun,
                                senses,
                            };
                        }
                    }
                    if !node.edges.is_empty()
                        && (tokens.get(here + 1))
                            .is_some_and(|t| t.gap < hudna_text::Gap::Paragraph)
                    {
                        self.follow(node, of(here + 1), here + 1, &mut frontier);
                    }
                    next = frontier.pop();
                }
            }
            while has_best != 0 {
                let topic = has_best.trailing_zeros() as usize;
                has_best &= has_best - 1;
                let hit = &best[topic];
                if hit.tokens.start >= done[topic] {
                    done[topic] = hit.tokens.end;
                    hits.push(hit.clone());
                    kinds.push(self.cues(hit));
                }
            }
        }
        (hits, kinds)
    }

    /// Adds the nodes behind `node` to which the readings of the token `here` lead.
    fn follow(
        &self,
        node: Node,
        readings: &[Reading],
        here: usize,
        frontier: &mut Vec<(Node, bool, usize)>,
    ) {
        let more = slice(&self.edges, &(node.edges.start..node.edges.end));
        let Some(((low, high), more)) = more.split_first() else {
            return;
        };
        let filter = u64::from(*low) | u64::from(*high) << u32::BITS;
        for next in readings {
            let joined = next.before.has(Proclitics::AND) || next.before.has(Proclitics::SO);
            if filter & Edges::bit(next.known.word) != 0
                && !joined
                && let Ok(i) = more.binary_search_by_key(&next.known.word, |(word, _)| *word)
                && let Some(node) = self.nodes.get(more[i].1 as usize)
            {
                frontier.push((*node, next.pronoun, here));
            }
        }
    }

    /// The first topic of these senses, and those of this topic.
    fn next_topic(&self, senses: &Range<u32>) -> (usize, Range<u32>) {
        let kinds = slice(&self.kinds, senses);
        let topic = kinds.first().map_or(0, |kind| kind.topic);
        let same = kinds.iter().take_while(|kind| kind.topic == topic).count();
        let end = senses.start + narrow(same.max(1));
        (usize::from(topic), senses.start..end)
    }

    /// Adds the ways to read a token whose words are in the lexicon.
    fn read_token(&self, doc: &Document<'_>, at: TokenIdx, out: &mut Vec<Reading>) {
        let Some(token) = doc.token(at) else { return };
        let from = out.len();
        let mut push = |known: Known, before: Proclitics, pronoun: bool| {
            if !out[from..].iter().any(|r| r.known.word == known.word) {
                out.push(Reading {
                    known,
                    before,
                    pronoun,
                });
            }
        };
        let whole = Proclitics::default();
        let known = doc.look_up(at, &self.words);
        if let Some(known) = known {
            push(known, whole, false);
        }
        if token.kind != TokenKind::Word {
            return;
        }
        match token.script {
            Script::Arabic => doc.look_up_splits(
                at,
                &self.words,
                // «ي» and «ك» behind a noun are far more often part of it; «ة» is no pronoun, though it is
                // folded to one: «هدنة» is no "his lulls".
                |pronoun| match pronoun {
                    "ه" => !token
                        .span()
                        .of(doc.source())
                        .is_some_and(|w| w.ends_with('ة')),
                    // «رفضنا» is "we refused" before it is "our refusal".
                    "نا" => known.is_none(),
                    _ => !matches!(pronoun, "ي" | "ك" | "كم" | "هن"),
                },
                push,
            ),
            Script::Cyrillic | Script::Latin => {
                (self.stems).find_stems(doc.word(at), LONGEST_ENDING, |known| {
                    push(known, whole, false);
                });
            }
            Script::Other => {}
        }
    }
}

fn slice<'s, T>(all: &'s [T], part: &Range<u32>) -> &'s [T] {
    all.get(part.start as usize..part.end as usize)
        .unwrap_or(&[])
}

/// Positions in one report fit 32 bits: so do its bytes.
pub(crate) fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
