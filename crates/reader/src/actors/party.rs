//! Which party the parts of a name mean, and which country the report is about.

use std::{collections::HashSet, ops::Range};

use super::{Actor, Head, Parts};
use crate::{
    analysis::Analysis,
    area,
    lexicon::{PartyIdx, PartyKind, Sense},
};

/// The party that the parts name together.
pub(super) fn resolve(a: &Analysis<'_>, parts: &Parts, home: Option<PartyIdx>) -> Option<PartyIdx> {
    let counted = |p: PartyIdx| a.party(p).counts_as.unwrap_or(p);
    let of_state = |state: PartyIdx| {
        let s = a.party(state);
        if s.kind != PartyKind::State || s.country.is_some() {
            return counted(state);
        }
        match parts.head {
            Some(Head::Army) => s.army.or(s.government).unwrap_or(state),
            Some(Head::Opposition) => s.opposition.unwrap_or(state),
            _ => s.government.unwrap_or(state),
        }
    };
    // Whom the lexicon knows speaks for the party it names.
    if let Some(who) = parts.person {
        return Some(counted(a.lexicon.person(who).party));
    }
    if let Some(state) = parts.nation.or(parts.seat)
        && parts
            .party
            .is_none_or(|p| a.party(p).kind == PartyKind::State)
    {
        return Some(of_state(state));
    }
    if let Some(party) = parts.party {
        return Some(of_state(party));
    }
    match parts.head? {
        Head::Opposition => a.party(home?).opposition,
        Head::Army | Head::Government => home.map(of_state),
        Head::Office => None,
    }
}

/// A dateline stands among so many tokens.
const OPENING: u32 = 150;

/// What a report is about is seen from so many of its tokens.
const SEEN: u32 = 600;

/// Whose ministry is meant where no country is named with it: of the state that acts before it in the
/// sentence, else of the country in whose capital the report was written, unless reports on others are
/// written there too, else of the country that the report is about, where it names more of it than places.
pub(super) fn of_ministry(
    a: &Analysis<'_>,
    named: &[Actor],
    behind: &Range<u32>,
    home: Option<PartyIdx>,
) -> Option<PartyIdx> {
    let state = |p: PartyIdx| match a.party(p) {
        q if q.kind != PartyKind::State => None,
        q => q.country.or(Some(p)),
    };
    // "the foreign ministry in Khartoum"
    let seated = (a.places(&(behind.start..behind.end.min(behind.start + 2))))
        .find(|(h, _)| a.in_place(h))
        .and_then(|(_, p)| a.lexicon.place(p).state);
    if seated.is_some() {
        return seated;
    }
    let sentence = a.sentence_range(a.sentence_of(behind.start.saturating_sub(1)));
    let mut acting = (named.iter().rev())
        .take_while(|x| x.tokens.start >= sentence.start)
        .filter(|x| !x.is_place && !x.bare_nation)
        .filter_map(|x| state(x.party));
    if let Some(one) = acting.next() {
        return acting.all(|other| other == one).then_some(one).or(home);
    }
    let written = (a.places(&(0..sentence.end.min(OPENING))))
        .find(|(h, _)| area::is_dateline(a, h))
        .map(|(h, p)| {
            let seat = (a.lexicon.senses(h).iter()).find_map(|s| match s {
                Sense::Seat(p) => Some(*p),
                _ => None,
            });
            (seat, a.lexicon.place(p).state)
        });
    let at_home = |w: (Option<PartyIdx>, Option<PartyIdx>)| home.is_some() && w.1 == home;
    if let Some((seat, _)) = written.filter(|&w| !at_home(w)) {
        return seat.filter(|&p| !writes_of_others(&a.party(p).name));
    }
    let more_than_places = |p: &PartyIdx| {
        written.is_some_and(at_home)
            || a.names(&(0..a.everything().end.min(SEEN)), 0).any(|h| {
                (a.lexicon.senses(h).iter()).any(|s| match *s {
                    Sense::Party(q) | Sense::Nation(q) => q == *p || a.party(q).country == Some(*p),
                    Sense::Seat(q) => q == *p && !a.in_place(h),
                    Sense::Person(who) => {
                        let q = a.lexicon.person(who).party;
                        q == *p || a.party(q).country == Some(*p)
                    }
                    _ => false,
                })
            })
    };
    home.filter(more_than_places)
}

/// States from whose capitals agencies report on their neighbours, or where talks are held.
fn writes_of_others(state: &str) -> bool {
    matches!(
        state,
        "Lebanon"
            | "Jordan"
            | "Kenya"
            | "Tunisia"
            | "Thailand"
            | "Senegal"
            | "Switzerland"
            | "Austria"
            | "Kazakhstan"
    )
}

/// The country that the report speaks of most and that has sides of its own.
pub(super) fn home_country(a: &Analysis<'_>) -> Option<PartyIdx> {
    let mut votes: Vec<(PartyIdx, u32)> = Vec::new();
    for hit in a.names(&a.everything(), 0) {
        // A name that several parties share speaks for no country.
        let is_party = |s: &&Sense| matches!(s, Sense::Party(_));
        if a.lexicon.senses(hit).iter().filter(is_party).count() > 1 {
            continue;
        }
        for sense in a.lexicon.senses(hit) {
            let state = match *sense {
                Sense::Party(p) | Sense::Nation(p) => a.party(p).country.or(Some(p)),
                Sense::Place(p) => a.lexicon.place(p).state,
                _ => None,
            };
            let is_state = |&s: &PartyIdx| {
                let party = a.party(s);
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

/// Of parties that share a name («قوات التحالف») the one of the country that the report speaks of, else
/// one that the report names in full or beside whom or where it fights, else the one that stands for
/// all of them: which is meant is not told.
pub(super) fn at_home(
    a: &Analysis<'_>,
    senses: &[Sense],
    home: Option<PartyIdx>,
) -> Option<PartyIdx> {
    let named = || {
        senses.iter().filter_map(|s| match s {
            Sense::Party(p) => Some(*p),
            _ => None,
        })
    };
    let country = |p: &PartyIdx| a.party(*p).country;
    (named().find(|p| home.is_some() && country(p) == home))
        .or_else(|| named().find(|p| named().count() > 1 && in_context(a).contains(p)))
        .or_else(|| {
            let of_all = |p: &PartyIdx| country(p).is_none() && a.party(*p).context.is_empty();
            named().find(|p| named().count() > 1 && of_all(p))
        })
}

/// The parties that the report names by a name of their own, and those beside whose names others of
/// their context stand.
fn in_context<'a>(a: &'a Analysis<'_>) -> &'a HashSet<PartyIdx> {
    a.in_context.get_or_init(|| {
        let mut own: HashSet<PartyIdx> = HashSet::new();
        let mut names: HashSet<&str> = HashSet::new();
        for hit in &a.hits {
            let mut parties = 0;
            let mut only = None;
            for sense in a.lexicon.senses(hit) {
                match *sense {
                    Sense::Party(p) => {
                        parties += 1;
                        only = Some(p);
                    }
                    Sense::Place(p) => {
                        names.insert(&a.lexicon.place(p).name);
                    }
                    _ => {}
                }
            }
            if let Some(p) = only.filter(|_| parties == 1) {
                own.insert(p);
                names.insert(&a.party(p).name);
            }
        }
        let beside = (0..).map(PartyIdx).zip(&a.lexicon.parties);
        own.extend(
            beside
                .filter(|(_, p)| p.context.iter().any(|n| names.contains(n.as_str())))
                .map(|(at, _)| at),
        );
        own
    })
}
