//! Who acts and who speaks: parties behind names, nationalities, armies, ministries and titles.
//!
//! # Method
//!
//! Neighbouring hits that name one party are read together: title, ministry or army, nationality,
//! person («وزير الخارجية الروسي، سيرغي لافروف»; "Israel's army"; «пресс-секретарь Кремля Дмитрий
//! Песков»). The nationality decides the state, the head decides whether its government, its army
//! or its opposition is meant. An opposition without a nationality is that of the country the
//! report speaks of most. A country or capital behind a preposition of place is a place, not a
//! party. An ambassador speaks for who sent him, never for the body he is sent to ([`envoys`]).

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};

mod bodies;
mod envoys;
mod groups;
mod issuer;
mod labels;
mod party;
pub(crate) mod stranger;
mod subject;
pub(crate) mod title;
mod words;

pub(crate) use self::bodies::named_before as body_named_before;
pub(crate) use self::groups::{Groups, of as groups};
pub(crate) use self::subject::{
    is_noun_of_verb_before, speakers, subject, subject_before, with_partners,
};
use self::{
    party::{at_home, home_country, resolve},
    words::{
        is_glue, is_ministry, is_particle, is_small, of_longer_name, of_place, of_titles,
        opens_truce, rules_place, speaks_from,
    },
};
use crate::{
    analysis::Analysis,
    area,
    lexicon::{Cue, Hit, PartyIdx, PartyKind, PersonIdx, Sense},
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
    /// Whether the title is that of somebody who is sent: an ambassador, an envoy.
    sent: bool,
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
        Cue::Office | Cue::Envoy => Some(Head::Office),
        Cue::Army => Some(Head::Army),
        Cue::Government => Some(Head::Government),
        Cue::Opposition => Some(Head::Opposition),
        _ => None,
    }
}

/// The cues that are heads.
const HEADS: u128 = Cue::Office.bit()
    | Cue::Envoy.bit()
    | Cue::Army.bit()
    | Cue::Government.bit()
    | Cue::Opposition.bit();

/// One hit as a part of a name.
#[derive(Clone, Copy)]
enum Piece {
    Head(Head),
    Party(PartyIdx),
    Nation(PartyIdx),
    Seat(PartyIdx),
    Person(PersonIdx),
}

/// Most tokens between two parts of one name.
const FARTHEST_PART: u32 = 3;

/// Every party named in the report, in order.
pub(crate) fn of(a: &Analysis<'_>) -> Vec<Actor> {
    let home = home_country(a);
    let mut out: Vec<Actor> = Vec::new();
    let mut pieces: Vec<(&Hit, Piece)> = Vec::new();
    for (_, sentence) in a.sentences() {
        take_apart(a, &sentence, home, &mut pieces);
        let mut at = 0;
        let mut head_before: Option<Head> = None;
        while let Some(&(first, piece)) = pieces.get(at) {
            let mut parts = Parts {
                end: first.tokens.end,
                ..Parts::default()
            };
            take(a, &mut parts, first, piece);
            // "BOGOTA - Colombia's army": the dateline is no part of the name.
            let dated = parts.head.is_none() && area::is_dateline(a, first);
            let mut next = at + 1;
            while let Some(&(hit, piece)) = pieces.get(next) {
                if hit.tokens.start < parts.end {
                    next += 1;
                    continue;
                }
                if envoys::is_sent_to(a, &parts, hit, piece)
                    || envoys::is_told_first(a, &parts, hit, piece, pieces.get(next + 1))
                {
                    parts.end = envoys::end_of_body(a, hit);
                    next += 1;
                    continue;
                }
                let joined = !dated
                    && hit.tokens.start - parts.end <= FARTHEST_PART
                    && !hit.before.has(Proclitics::AND)
                    && (parts.end..hit.tokens.start).all(|t| is_glue(a.language(), a.word(t)));
                // «в Минске представитель ОБСЕ»: where it was said; the title is of whom it names next.
                let elsewhere = matches!(piece, Piece::Head(Head::Office))
                    && parts.head.is_none()
                    && parts.person.is_none()
                    && a.in_place(first)
                    && (pieces.get(next + 1)).is_some_and(|&(h, p)| {
                        h.tokens.start - hit.tokens.end <= FARTHEST_PART
                            && matches!(p, Piece::Party(_) | Piece::Nation(_))
                            && !fits(a, &parts, p, h)
                    });
                // «Украина, ДНР и ЛНР» are three.
                let listed = matches!(piece, Piece::Party(p) if a.party(p).kind != PartyKind::State)
                    && matches!(parts.head, None | Some(Head::Office))
                    && (parts.party).is_some_and(|p| a.party(p).kind == PartyKind::State)
                    && (parts.end..hit.tokens.start).any(|t| a.word(t) == ",");
                if !joined || elsewhere || listed || !fits(a, &parts, piece, hit) {
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
            if parts.head == Some(Head::Office) && parts.person.is_none() {
                parts.named = named(a, &sentence, first.tokens.start, parts.end);
            }
            // «مدينة حلب السورية»: where the town is.
            if parts.head.is_none() && parts.party.is_none() && of_place(a, &parts, first) {
                at = next.max(at + 1);
                continue;
            }
            // "the Communist Party of the Philippines": a name that is longer than the state in it.
            if of_longer_name(a, &parts, first) {
                at = next.max(at + 1);
                continue;
            }
            // «وأضافت الوزارة»: the ministry that was named last.
            let same = || {
                let bare =
                    parts.party.or(parts.nation).or(parts.seat).is_none() && parts.person.is_none();
                let named = [Head::Government, Head::Army]
                    .map(Some)
                    .contains(&parts.head);
                if !bare || !named || !title::is_definite(a, first) {
                    return None;
                }
                let word = title::head(a, first);
                // «القوات» are those of who was named so last: «قوات سوريا الديمقراطية».
                if matches!(word, "قوات" | "forces") {
                    return title::forces(a, &out, first, word);
                }
                if matches!(word, "سلطات" | "troops" | "войск") {
                    return None;
                }
                (out.iter().rev().take(title::FARTHEST))
                    .find(|x| title::has_head(a, x, word))
                    .map(|x| x.party)
            };
            let same = same();
            // "NATO said its forces …": whose they are is told by who speaks.
            let owned = parts.nation.or(parts.party).or(parts.seat).is_none()
                && parts.person.is_none()
                && (first.tokens.start.checked_sub(1)).is_some_and(|t| {
                    // «وزراء الخارجية» are of several countries; «مجلس الوزراء» is of one.
                    (a.cues(&(t..t + 1), &[Cue::Theirs]))
                        .any(|c| !c.hit.before.has(Proclitics::THE))
                });
            // «إن قواته سترد»: of whoever speaks.
            let owned = owned
                || first.pronoun
                    && parts.nation.or(parts.party).or(parts.seat).is_none()
                    && parts.person.is_none()
                    && matches!(parts.head, Some(Head::Army | Head::Government));
            // "President Ghani welcomed it. His government declared …": that of the person named last.
            let his = owned
                && matches!(parts.head, Some(Head::Government | Head::Army))
                && matches!(a.word(first.tokens.start.saturating_sub(1)), "his" | "her");
            let theirs = (out.last())
                .filter(|x| his && x.person.is_some())
                .map(|x| x.party);
            let of = if is_ministry(a, &parts, first) {
                party::of_ministry(a, &out, &(parts.end..sentence.end), home)
            } else {
                home
            };
            if let Some(party) =
                (theirs.or(same)).or_else(|| resolve(a, &parts, of).filter(|_| !owned))
            {
                head_before = parts.head;
                let bare_country = parts.head.is_none()
                    && parts.person.is_none()
                    && (parts.seat.is_some()
                        || parts
                            .party
                            .is_some_and(|p| a.party(p).kind == PartyKind::State));
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
                    is_place: (bare_country || rules_place(a, &parts))
                        && (a.in_place(first)
                            || a.in_time(&first.tokens)
                            || area::is_dateline(a, first))
                        && !speaks_from(a, &parts)
                        && !of_titles(a, first),
                });
            }
            at = next.max(at + 1);
        }
    }
    out
}

/// Whether the truce behind `from` is said to be that of `actor`, named again beside it: "the army accepted
/// Turkey's truce". Nobody accepts his own, so it was another who did.
pub(crate) fn owns_truce(a: &Analysis<'_>, actor: &Actor, from: u32) -> bool {
    let near = from..from + 6;
    let Some(truce) = a.cues(&near, &[Cue::Truce]).next() else {
        return false;
    };
    let before = |x: &Actor| {
        let own = x.tokens.end == truce.start() || a.word(x.tokens.end) == "'s";
        own && x.tokens.end <= truce.start() && a.words_between(x.tokens.end, truce.start()) <= 1
    };
    let behind = |x: &Actor| a.language() != Language::English && x.tokens.start == truce.end();
    (a.actors_in(&(from..truce.end() + 1)).iter())
        .any(|x| x.party == actor.party && x.tokens != actor.tokens && (before(x) || behind(x)))
}

/// Puts the parts of names in a sentence into `out`, in order.
fn take_apart<'h>(
    a: &'h Analysis<'_>,
    sentence: &Range<u32>,
    home: Option<PartyIdx>,
    out: &mut Vec<(&'h Hit, Piece)>,
) {
    out.clear();
    for hit in a.names(sentence, HEADS) {
        let senses = a.lexicon.senses(hit);
        // «سورية» is the country behind a preposition or "and", else an adjective.
        let nation = senses.iter().find_map(|s| match s {
            Sense::Nation(p) => Some(*p),
            _ => None,
        });
        let as_adjective = nation.filter(|_| {
            // «مدينة حلب السورية»: with the article it is never the country.
            (hit.before.is_empty() || hit.before == Proclitics::THE)
                && hit.tokens.start > sentence.start
                && a.is_word(hit.tokens.start - 1)
                && !a.in_place(hit)
                && !is_small(a.word(hit.tokens.start - 1))
        });
        for sense in senses {
            let piece = match *sense {
                Sense::Party(_) if as_adjective.is_some() => continue,
                Sense::Party(p) => Piece::Party(at_home(a, senses, home).unwrap_or(p)),
                Sense::Nation(p) => Piece::Nation(p),
                Sense::Seat(p) => Piece::Seat(p),
                Sense::Person(p) if is_particle(a, hit, p) => continue,
                Sense::Person(p) => Piece::Person(p),
                Sense::Cue(rule, _) => match head_of(a.lexicon.rule(rule).cue) {
                    // «режим тишины» is no government.
                    Some(_) if opens_truce(a, hit) => continue,
                    Some(head) => Piece::Head(head),
                    None => continue,
                },
                Sense::Place(_) => continue,
            };
            out.push((hit, piece));
            break;
        }
    }
    let groups = a.groups.within(sentence);
    for (group, party) in groups {
        out.retain(|(h, _)| {
            h.tokens.end <= group.tokens.start || group.tokens.end <= h.tokens.start
        });
        out.push((group, Piece::Party(*party)));
    }
    // Names hide heads within them («الجيش الحر» is no army of a state).
    if out.iter().any(|(_, p)| matches!(p, Piece::Head(_))) {
        let covers: Vec<Range<u32>> = (out.iter())
            .filter(|(_, p)| !matches!(p, Piece::Head(_)))
            .map(|(h, _)| h.tokens.clone())
            .collect();
        out.retain(|(h, p)| {
            !matches!(p, Piece::Head(_))
                || !covers.iter().any(|c| {
                    c.start <= h.tokens.start && h.tokens.end <= c.end && c.len() > h.tokens.len()
                })
        });
    }
    out.sort_by_key(|(h, _)| (h.tokens.start, std::cmp::Reverse(h.tokens.end)));
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
            // "Colombia's National Liberation Army": the group, not the state.
            let finer = parts.party.is_some_and(|old| {
                a.party(old).kind == PartyKind::State
                    && a.party(p).kind != PartyKind::State
                    && a.party(p).country == Some(old)
            });
            parts.party = parts.party.filter(|_| !finer).or(Some(p));
            if parts.feminine.is_none() {
                // «رفضت قوات التحالف»: the verb agrees with the first word.
                let by_word = hit.tokens.len() > 1 && feminine_word(a, hit) == Some(true);
                parts.feminine = Some(by_word || a.party(p).feminine);
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
    parts.sent |= a.has(&hit.tokens, &[Cue::Envoy]);
    // The last point of "U.N." is no end of a sentence.
    let abbreviated = a.language() == Language::English
        && a.word(hit.tokens.end) == "."
        && a.word(hit.tokens.end.saturating_sub(1)).len() == 1
        && hit.tokens.len() > 1;
    parts.end = (parts.end).max(hit.tokens.end + u32::from(abbreviated));
}

/// The name of an unknown person before or behind a title: «وقال ياسر اليوسف، المتحدث باسم …»,
/// «المتحدث باسم … ينس لاريكه إن». Two to four words that the lexicon does not know, between the
/// title and a verb, a comma or "that".
fn named(a: &Analysis<'_>, sentence: &Range<u32>, start: u32, end: u32) -> Option<Range<u32>> {
    const LONGEST: u32 = 4;
    let known = |t: u32| {
        a.hits_in(&(t.saturating_sub(4)..t + 1))
            .iter()
            .any(|h| h.tokens.contains(&t))
            || a.in_time(&(t..t + 1))
            || is_small(a.word(t))
    };
    // "Ali Al-Za'tari": a hyphen or apostrophe within the name, and what follows it.
    let within = |t: u32| {
        a.language() != Language::Arabic
            && matches!(a.word(t), "-" | "'")
            && a.text(t.saturating_sub(1)..t + 2)
                .chars()
                .all(|c| !c.is_whitespace())
    };
    let plain = |t: u32| {
        sentence.contains(&t)
            && (a.is_word(t) && !known(t) || within(t))
            && (a.language() == Language::Arabic
                || a.text(t..t + 1).starts_with(char::is_uppercase)
                || within(t)
                || t > 0 && within(t - 1))
    };
    let fits = |r: &Range<u32>| (2..=LONGEST).contains(&(r.end - r.start));
    let last = if start > sentence.start && a.word(start - 1) == "," {
        start - 1
    } else {
        start
    };
    let mut first = last;
    while first > sentence.start && plain(first - 1) && last - first < LONGEST {
        first -= 1;
    }
    let spoken = first > sentence.start
        && a.cues(&(first - 1..first), &[Cue::Say, Cue::Declare])
            .next()
            .is_some();
    if fits(&(first..last)) && (spoken || a.language() != Language::Arabic) {
        return Some(first..last);
    }
    let mut from = if a.word(end) == "," { end + 1 } else { end };
    // "SPLA spokesman Brig. Gen. Lul Ruai Koang"
    while matches!(
        a.word(from),
        "brig" | "gen" | "lt" | "col" | "maj" | "capt" | "adm" | "sgt" | "cmdr"
    ) {
        from += 1 + u32::from(a.word(from + 1) == ".");
    }
    let mut to = from;
    while plain(to) && a.words_between(from, to) < LONGEST as usize {
        to += 1;
    }
    let latin = a.language() != Language::Arabic;
    let closed = a.word(to) == ","
        || latin && matches!(a.word(to), "и" | "and")
        || a.has(&(to..to + 1), &[Cue::That, Cue::Say])
        || latin && a.has(&(to..to + 1), &subject::VERBS);
    let words = u32::try_from(a.words_between(from, to)).unwrap_or(u32::MAX);
    (fits(&(0..words)) && closed).then_some(from..to)
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
            || a.party(other).country == Some(state)
            || a.party(state).country == Some(other)
            || a.party(other).counts_as == Some(state)
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
        // In Arabic the head stands before the name it belongs to.
        Piece::Head(_)
            if a.language() == Language::Arabic
                && (parts.party.is_some() || parts.nation.is_some() || parts.seat.is_some()) =>
        {
            false
        }
        Piece::Head(h) => match parts.head {
            None => true,
            Some(Head::Office) => true,
            Some(old) => old == h || (old == Head::Government && h == Head::Army),
        },
        Piece::Party(p) => {
            // "Damascus" behind "Syrian ministry in" and the like stays one name.
            let kind = a.party(p).kind;
            let state = kind == PartyKind::State;
            // «اتهم الوزير اليمني الحوثيين»: whom the minister of a state accuses.
            let group = matches!(kind, PartyKind::ArmedGroup | PartyKind::People);
            if parts.head == Some(Head::Office)
                && parts.nation.is_some()
                && group
                && a.word(hit.tokens.start).starts_with("ال")
            {
                return false;
            }
            // A ministry beside a group of fighters is another party.
            if matches!(parts.head, Some(Head::Army | Head::Government)) && group {
                return false;
            }
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

impl Actor {
    /// Canonical name of the party.
    pub(crate) fn name<'l>(&self, a: &'l Analysis<'_>) -> &'l str {
        &a.party(self.party).name
    }

    /// The speaker's canonical name, or as the report writes it.
    pub(crate) fn speaker(&self, a: &Analysis<'_>) -> Option<String> {
        let named = || Some(a.text(self.named.clone()?).to_owned());
        self.person
            .map(|p| a.lexicon.person(p).name.clone())
            .or_else(named)
    }
}
