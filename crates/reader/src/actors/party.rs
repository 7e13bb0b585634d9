//! Which party the parts of a name mean, and which country the report is about.

use std::collections::HashSet;

use super::{Head, Parts};
use crate::{
    analysis::Analysis,
    lexicon::{PartyIdx, PartyKind, Sense},
};

/// The party that the parts name together.
pub(super) fn resolve(a: &Analysis<'_>, parts: &Parts, home: Option<PartyIdx>) -> Option<PartyIdx> {
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
    // Whom the lexicon knows speaks for the party it names.
    if let Some(who) = parts.person {
        return Some(counted(lexicon.person(who).party));
    }
    if let Some(state) = parts.nation.or(parts.seat)
        && parts
            .party
            .is_none_or(|p| lexicon.party(p).kind == PartyKind::State)
    {
        return Some(of_state(state));
    }
    if let Some(party) = parts.party {
        return Some(of_state(party));
    }
    match parts.head? {
        Head::Opposition => lexicon.party(home?).opposition,
        Head::Army | Head::Government => home.map(of_state),
        Head::Office => None,
    }
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
                Sense::Party(p) | Sense::Nation(p) => a.lexicon.party(p).country.or(Some(p)),
                Sense::Place(p) => a.lexicon.place(p).state,
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
    let country = |p: &PartyIdx| a.lexicon.party(*p).country;
    (named().find(|p| home.is_some() && country(p) == home))
        .or_else(|| named().find(|p| named().count() > 1 && in_context(a).contains(p)))
        .or_else(|| {
            let of_all =
                |p: &PartyIdx| country(p).is_none() && a.lexicon.party(*p).context.is_empty();
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
                names.insert(&a.lexicon.party(p).name);
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
