//! Who acts and who speaks: parties behind names, nationalities, armies, ministries and titles.
//!
//! # Method
//!
//! Neighbouring hits that name one party are read together: title, ministry or army, nationality,
//! person («وزير الخارجية الروسي، سيرغي لافروف»; "Israel's army"; «пресс-секретарь Кремля Дмитрий
//! Песков»). The nationality decides the state, the head decides whether its government, its army
//! or its opposition is meant. An opposition without a nationality is that of the country the
//! report speaks of most. A country or capital behind a preposition of place is a place, not a
//! party.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};

use crate::{
    analysis::Analysis,
    lexicon::{Cue, Form, Hit, PartyIdx, PartyKind, PersonIdx, Sense},
};

/// A party as a text names it in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Actor {
    /// Its tokens.
    pub(crate) tokens: Range<u32>,
    pub(crate) party: PartyIdx,
    /// The person who speaks for it here.
    pub(crate) person: Option<PersonIdx>,
    /// The name of a person who is not in the lexicon, in the report's letters.
    pub(crate) named: Option<Range<u32>>,
    /// Particles before its first word.
    pub(crate) before: Proclitics,
    /// Whether its name is feminine, where that is known.
    pub(crate) feminine: Option<bool>,
    /// Only a nationality: «روسي», "Russian".
    pub(crate) bare_nation: bool,
    /// Behind a preposition of place: the place is meant.
    pub(crate) is_place: bool,
}

/// The parts of a name while it is being read.
#[derive(Default)]
struct Parts {
    head: Option<Head>,
    party: Option<PartyIdx>,
    nation: Option<PartyIdx>,
    seat: Option<PartyIdx>,
    person: Option<PersonIdx>,
    named: Option<Range<u32>>,
    feminine: Option<bool>,
    end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    Office,
    Army,
    Government,
    Opposition,
}

const fn head_of(cue: Cue) -> Option<Head> {
    match cue {
        Cue::Office => Some(Head::Office),
        Cue::Army => Some(Head::Army),
        Cue::Government => Some(Head::Government),
        Cue::Opposition => Some(Head::Opposition),
        _ => None,
    }
}

/// One hit as a part of a name.
#[derive(Clone, Copy)]
enum Piece {
    Head(Head),
    Party(PartyIdx),
    Nation(PartyIdx),
    Seat(PartyIdx),
    Person(PersonIdx),
}

/// Signs and small words that may stand between the parts of one name.
fn is_glue(language: Language, word: &str) -> bool {
    match language {
        Language::Arabic => matches!(
            word,
            "," | "("
                | ")"
                | "\""
                | "-"
                | "الخاص"
                | "خاص"
                | "الدايم"
                | "العامه"
                | "العام"
                | "لدي"
                | "باسم"
                | "للشوون"
                | "الانسانيه"
                | "الموالي"
                | "المسلحه"
                | "تجمع"
                | "فصيل"
                | "جماعه"
                | "لجماعه"
                | "حركه"
                | "السيد"
                | "الاعلي"
                | "عسكري"
                | "امني"
                | "رفيع"
                | "ميداني"
                | "ميدانيه"
                | "المركزي"
        ),
        Language::English => matches!(
            word,
            "," | "'s"
                | "the"
                | "of"
                | "for"
                | "'"
                | "("
                | ")"
                | "-"
                | "senior"
                | "top"
                | "led"
                | "in"
                | "at"
                | "to"
                | "special"
        ),
        _ => matches!(
            word,
            "," | "-" | "(" | ")" | "\"" | "при" | "главы" | "офиса"
        ),
    }
}

/// Most tokens between two parts of one name.
const FARTHEST_PART: u32 = 3;

/// Every party named in the report, in order.
pub(crate) fn of(a: &Analysis<'_>) -> Vec<Actor> {
    let home = home_country(a);
    let mut out: Vec<Actor> = Vec::new();
    for (_, sentence) in a.sentences() {
        let pieces: Vec<(&Hit, Piece, Form)> = pieces(a, &sentence);
        let mut at = 0;
        let mut head_before: Option<Head> = None;
        while let Some(&(first, piece, _)) = pieces.get(at) {
            let mut parts = Parts {
                end: first.tokens.end,
                ..Parts::default()
            };
            take(a, &mut parts, first, piece);
            let mut next = at + 1;
            while let Some(&(hit, piece, _)) = pieces.get(next) {
                if hit.tokens.start < parts.end {
                    next += 1;
                    continue;
                }
                let joined = hit.tokens.start - parts.end <= FARTHEST_PART
                    && !hit.before.has(Proclitics::AND)
                    && (parts.end..hit.tokens.start).all(|t| is_glue(a.language(), a.word(t)));
                if !joined || !fits(a, &parts, piece, hit) {
                    break;
                }
                take(a, &mut parts, hit, piece);
                next += 1;
            }
            // «الروسية والسورية»: the second nationality shares the head of the first.
            let shares = first.before.has(Proclitics::AND)
                && parts.head.is_none()
                && parts.nation.is_some()
                && (out.last()).is_some_and(|o| o.tokens.end + 1 >= first.tokens.start);
            if shares {
                parts.head = head_before;
            }
            if let Some(party) = resolve(a, &parts, home) {
                head_before = parts.head;
                let bare_country = parts.head.is_none()
                    && parts.person.is_none()
                    && (parts.seat.is_some()
                        || parts
                            .party
                            .is_some_and(|p| a.lexicon.party(p).kind == PartyKind::State));
                out.push(Actor {
                    tokens: first.tokens.start..parts.end,
                    party,
                    person: parts.person,
                    named: parts.named.clone(),
                    before: first.before,
                    feminine: parts.feminine,
                    bare_nation: parts.nation.is_some()
                        && parts.head.is_none()
                        && parts.person.is_none()
                        && parts.party.is_none(),
                    is_place: bare_country && a.in_place(first),
                });
            }
            at = next.max(at + 1);
        }
    }
    out
}

fn pieces<'h>(a: &'h Analysis<'_>, sentence: &Range<u32>) -> Vec<(&'h Hit, Piece, Form)> {
    let mut out: Vec<(&Hit, Piece, Form)> = Vec::new();
    for hit in a.hits_in(sentence) {
        for sense in a.lexicon.senses(hit) {
            let piece = match *sense {
                Sense::Party(p) => Piece::Party(p),
                Sense::Nation(p) => Piece::Nation(p),
                Sense::Seat(p) => Piece::Seat(p),
                Sense::Person(p) => Piece::Person(p),
                Sense::Cue(rule, _) => match head_of(a.lexicon.rule(rule).cue) {
                    Some(head) => Piece::Head(head),
                    None => continue,
                },
                Sense::Place(_) => continue,
            };
            out.push((hit, piece, Form::Plain));
            break;
        }
    }
    // Names hide heads within them («الجيش الحر» is no army of a state).
    let covers: Vec<Range<u32>> = (out.iter())
        .filter(|(_, p, _)| !matches!(p, Piece::Head(_)))
        .map(|(h, _, _)| h.tokens.clone())
        .collect();
    out.retain(|(h, p, _)| {
        !matches!(p, Piece::Head(_))
            || !covers.iter().any(|c| {
                c.start <= h.tokens.start && h.tokens.end <= c.end && c.len() > h.tokens.len()
            })
    });
    out.sort_by_key(|(h, _, _)| (h.tokens.start, std::cmp::Reverse(h.tokens.end)));
    out
}

fn take(a: &Analysis<'_>, parts: &mut Parts, hit: &Hit, piece: Piece) {
    match piece {
        Piece::Head(h) => {
            // The finer head wins: the spokesman of an army speaks for the army.
            if parts.head.is_none_or(|old| old == Head::Office) {
                parts.head = Some(h);
            }
            if parts.feminine.is_none() {
                parts.feminine = feminine_word(a, hit);
            }
        }
        Piece::Party(p) => {
            parts.party = parts.party.or(Some(p));
            if parts.feminine.is_none() {
                parts.feminine = Some(a.lexicon.party(p).feminine);
            }
        }
        Piece::Nation(p) => parts.nation = parts.nation.or(Some(p)),
        Piece::Seat(p) => {
            parts.seat = parts.seat.or(Some(p));
            if parts.feminine.is_none() {
                parts.feminine = Some(true);
            }
        }
        Piece::Person(p) => parts.person = parts.person.or(Some(p)),
    }
    parts.end = parts.end.max(hit.tokens.end);
}

/// Gender of an Arabic head by its letters: ة and broken plurals of things are feminine.
fn feminine_word(a: &Analysis<'_>, hit: &Hit) -> Option<bool> {
    if a.language() != Language::Arabic {
        return None;
    }
    let word = a.word(hit.tokens.start);
    let plural_of_things = ["فصايل", "جماعات", "قوات", "سلطات", "مجموعات", "قوي", "جهات"];
    let feminine = word.ends_with('ه') && !word.ends_with("نفسه")
        || plural_of_things.iter().any(|w| word.ends_with(w));
    Some(feminine)
}

/// Whether `piece` can belong to the name read so far.
fn fits(a: &Analysis<'_>, parts: &Parts, piece: Piece, hit: &Hit) -> bool {
    let same_state = |state: PartyIdx, other: PartyIdx| {
        state == other
            || a.lexicon.party(other).country == Some(state)
            || a.lexicon.party(state).country == Some(other)
            || a.lexicon.party(other).counts_as == Some(state)
    };
    match piece {
        Piece::Head(Head::Office) => {
            // After a person, a title tells more about the person.
            parts.person.is_some()
                || parts.head.is_some()
                || parts.nation.is_some()
                || parts.party.is_some()
                || parts.seat.is_some()
        }
        Piece::Head(h) => match parts.head {
            None => true,
            Some(Head::Office) => true,
            Some(old) => old == h || (old == Head::Government && h == Head::Army),
        },
        Piece::Party(p) => {
            // "Damascus" behind "Syrian ministry in" and the like stays one name.
            let state = a.lexicon.party(p).kind == PartyKind::State;
            match parts.party.or(parts.nation).or(parts.seat) {
                None => {
                    parts
                        .person
                        .is_none_or(|who| parts.head.is_some() || a.lexicon.person(who).party == p)
                        && !(state && parts.head.is_none() && a.in_place(hit))
                }
                Some(old) => same_state(old, p),
            }
        }
        Piece::Nation(n) => match parts.party.or(parts.nation).or(parts.seat) {
            None => parts.person.is_none(),
            Some(old) => same_state(old, n),
        },
        Piece::Seat(s) => match parts.party.or(parts.nation).or(parts.seat) {
            None => parts.head.is_some() && parts.person.is_none(),
            Some(old) => same_state(old, s) && parts.head.is_some(),
        },
        Piece::Person(who) => {
            if parts.person.is_some() {
                return false;
            }
            let party = a.lexicon.person(who).party;
            match parts.party.or(parts.nation).or(parts.seat) {
                None => parts.head.is_some(),
                Some(old) => same_state(old, party) || parts.head == Some(Head::Office),
            }
        }
    }
}

/// The party that the parts name together.
fn resolve(a: &Analysis<'_>, parts: &Parts, home: Option<PartyIdx>) -> Option<PartyIdx> {
    let lexicon = a.lexicon;
    let counted = |p: PartyIdx| lexicon.party(p).counts_as.unwrap_or(p);
    let of_state = |state: PartyIdx| {
        let s = lexicon.party(state);
        if s.kind != PartyKind::State || s.country.is_some() {
            return counted(state);
        }
        match parts.head {
            Some(Head::Army) => s.army.or(s.government).unwrap_or(state),
            Some(Head::Opposition) => s.opposition.unwrap_or(state),
            _ => s.government.unwrap_or(state),
        }
    };
    if let Some(state) = parts.nation.or(parts.seat)
        && parts
            .party
            .is_none_or(|p| lexicon.party(p).kind == PartyKind::State)
    {
        // A person outweighs a nationality that only describes.
        return match parts.person {
            Some(who) if parts.head.is_none() => Some(lexicon.person(who).party),
            _ => Some(of_state(state)),
        };
    }
    if let Some(party) = parts.party {
        return Some(of_state(party));
    }
    if let Some(who) = parts.person {
        return Some(counted(lexicon.person(who).party));
    }
    match parts.head? {
        Head::Opposition => lexicon.party(home?).opposition,
        Head::Army | Head::Government => home.map(of_state),
        Head::Office => None,
    }
}

/// The country that the report speaks of most and that has sides of its own.
fn home_country(a: &Analysis<'_>) -> Option<PartyIdx> {
    let mut votes: Vec<(PartyIdx, u32)> = Vec::new();
    for hit in &a.hits {
        for sense in a.lexicon.senses(hit) {
            let state = match *sense {
                Sense::Party(p) | Sense::Nation(p) => a.lexicon.party(p).country.or(Some(p)),
                Sense::Place(p) => a.lexicon.party_named(&a.lexicon.place(p).country),
                _ => None,
            };
            let is_state = |&s: &PartyIdx| {
                let party = a.lexicon.party(s);
                party.kind == PartyKind::State && party.country.is_none()
            };
            if let Some(state) = state.filter(is_state) {
                match votes.iter_mut().find(|(s, _)| *s == state) {
                    Some((_, n)) => *n += 1,
                    None => votes.push((state, 1)),
                }
                break;
            }
        }
    }
    (votes.into_iter())
        .max_by_key(|&(s, n)| (n, std::cmp::Reverse(s)))
        .map(|(s, _)| s)
}

/// Who speaks in each sentence: the subject of its reporting verb, or whoever spoke before when the
/// verb has no subject of its own or the sentence is a quotation that runs on.
pub(crate) fn speakers(a: &Analysis<'_>) -> Vec<Option<Actor>> {
    let mut out: Vec<Option<Actor>> = Vec::new();
    let mut last: Option<Actor> = None;
    let mut paragraph = u32::MAX;
    for (i, sentence) in a.sentences() {
        let here = a.doc.sentences().get(i).map_or(0, |s| s.paragraph);
        let speaks = [
            Cue::Say,
            Cue::Declare,
            Cue::CallsFor,
            Cue::Accuses,
            Cue::Welcomes,
            Cue::Denies,
        ];
        let verbs: Vec<_> = a.cues(&sentence, &speaks).collect();
        let found = verbs
            .iter()
            .find_map(|v| subject(a, v.start(), v.end(), v.form));
        let found = found.or_else(|| {
            let told = a.cues(&sentence, &[Cue::AccordingTo]).next()?;
            let near = told.end()..told.end() + 6;
            (a.actors_in(&near).iter()).find(|x| !x.is_place).cloned()
        });
        if let Some(actor) = found {
            last = Some(actor);
            paragraph = here;
        } else if verbs.is_empty() && here > paragraph.saturating_add(2) {
            last = None;
        }
        out.push(last.clone());
    }
    out
}

/// Most words between a verb and its subject.
const FARTHEST_SUBJECT: usize = 4;

/// The subject of the verb at `start..end`.
///
/// Arabic puts it behind the verb, which then agrees with it in gender, or before; English and
/// Russian before, or right behind.
pub(crate) fn subject(a: &Analysis<'_>, start: u32, end: u32, form: Form) -> Option<Actor> {
    let sentence = a.sentence_range(a.sentence_of(start));
    let usable = |x: &&Actor| !x.is_place;
    let behind = || {
        let next = (a.actors_in(&(end..sentence.end)).iter()).find(usable)?;
        let agrees = match (form.feminine(), next.feminine) {
            (Some(verb), Some(name)) if next.person.is_none() => verb == name,
            _ => true,
        };
        let free = !next.before.has(Proclitics::IN)
            && !next.before.has(Proclitics::FOR)
            && !next.before.has(Proclitics::AND);
        let near = a.words_between(end, next.tokens.start) <= FARTHEST_SUBJECT
            && !(end..next.tokens.start).any(|t| breaks_clause(a, t));
        (agrees && free && near).then(|| next.clone())
    };
    let before = || {
        let prior = (a.actors_in(&(sentence.start..start)).iter())
            .rev()
            .find(|x| usable(x) && !x.before.has(Proclitics::IN) && !is_object(a, x))?;
        let near = prior.tokens.end <= start
            && a.words_between(prior.tokens.end, start) <= FARTHEST_SUBJECT
            && !(prior.tokens.end..start).any(|t| breaks_clause(a, t) || a.word(t) == ".");
        near.then(|| prior.clone())
    };
    match a.language() {
        Language::Arabic => behind().or_else(before),
        _ => before().or_else(behind),
    }
}

/// Whether the words before the name make it an object: "troops fighting the Maute Group".
fn is_object(a: &Analysis<'_>, x: &Actor) -> bool {
    let mut before = x.tokens.start;
    for _ in 0..2 {
        let Some(t) = before.checked_sub(1) else {
            return false;
        };
        before = t;
        match a.word(t) {
            "the" | "\"" => {}
            "fighting" | "against" | "with" | "from" | "told" | "accused" | "by" | "on" | "at"
            | "ضد" | "مع" | "с" | "против" => return true,
            _ => return false,
        }
    }
    false
}

/// Words behind which a verb's subject is not looked for.
fn breaks_clause(a: &Analysis<'_>, token: u32) -> bool {
    matches!(
        a.word(token),
        "الي"
            | "ان"
            | "انه"
            | "انها"
            | "عن"
            | "علي"
            | "من"
            | "في"
            | "that"
            | ";"
            | "что"
            | ":"
            | "مع"
            | "to"
            | "for"
            | "with"
            | "against"
    )
}

impl Actor {
    /// Canonical name of the party.
    pub(crate) fn name<'l>(&self, a: &'l Analysis<'_>) -> &'l str {
        &a.lexicon.party(self.party).name
    }

    /// The speaker's canonical name, or as the report writes it.
    pub(crate) fn speaker(&self, a: &Analysis<'_>) -> Option<String> {
        let named = || Some(a.text(self.named.clone()?).to_owned());
        self.person
            .map(|p| a.lexicon.person(p).name.clone())
            .or_else(named)
    }
}
