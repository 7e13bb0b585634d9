//! Which party the parts of a name mean, and which country the report is about.

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
    for hit in &a.hits {
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
/// one that belongs to no country.
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
        .or_else(|| named().find(|p| named().count() > 1 && country(p).is_none()))
}
