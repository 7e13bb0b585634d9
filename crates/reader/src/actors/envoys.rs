//! Whom an ambassador speaks for: who sent him, never the body he is sent to.
//!
//! Behind the title, "to", "at", «لدى», «при» lead to that body: "Syria's ambassador to the UN in
//! Geneva", «المندوب الروسي الدائم لدى مجلس الأمن», «постпред России при ООН». In "Russia's UN envoy" it
//! stands before the title, behind the state that sends. "The UN envoy to Syria" is the UN's.

use super::{Head, Parts, Piece};
use crate::{
    analysis::Analysis,
    lexicon::{Cue, Hit, PartyIdx, PartyKind},
};
use hudna_text::clitic::Proclitics;

/// Most tokens between a title and the body: "to the", «الدائم لدى».
const FARTHEST_BODY: u32 = 3;

fn is_state(a: &Analysis<'_>, party: PartyIdx) -> bool {
    a.party(party).kind == PartyKind::State
}

const fn party_of(piece: Piece) -> Option<PartyIdx> {
    match piece {
        Piece::Party(p) | Piece::Nation(p) | Piece::Seat(p) => Some(p),
        Piece::Head(_) | Piece::Person(_) => None,
    }
}

/// Whether `hit` is the body to which the holder of the title read so far is sent.
pub(super) fn is_sent_to(a: &Analysis<'_>, parts: &Parts, hit: &Hit, piece: Piece) -> bool {
    let Some(body) = party_of(piece) else {
        return false;
    };
    let sender = parts.party.or(parts.nation).or(parts.seat);
    let known = sender.is_some() || parts.person.is_some();
    let gap = parts.end..hit.tokens.start;
    if !parts.sent
        || !known && parts.head != Some(Head::Office)
        || gap.len() > FARTHEST_BODY as usize
        || !gap.clone().all(|t| {
            super::is_glue(a.language(), a.word(t)) && a.is_word(t)
                || a.has(&(t..t + 1), &[Cue::SentTo])
        })
    {
        return false;
    }
    // "The envoy for Hamas" is sent by it; "the UN envoy for Syria", "the envoy for Syria" are not Syria's.
    let for_it = hit.before.has(Proclitics::FOR) || gap.clone().any(|t| a.word(t) == "for");
    if for_it {
        return sender.is_some_and(|s| s != body)
            || !hit.before.has(Proclitics::FOR) && is_state(a, body);
    }
    hit.before.has(Proclitics::IN) || a.has(&gap, &[Cue::SentTo])
}

/// Whether `hit` is the body in "Russia's UN envoy": behind the state that sends, right before the
/// title of one who is sent.
pub(super) fn is_told_first(
    a: &Analysis<'_>,
    parts: &Parts,
    hit: &Hit,
    piece: Piece,
    next: Option<&(&Hit, Piece)>,
) -> bool {
    let Some(body) = party_of(piece).filter(|&p| !is_state(a, p)) else {
        return false;
    };
    let owned = (parts.end..hit.tokens.start).any(|t| matches!(a.word(t), "'s" | "'"));
    let sender = (parts.nation).or(parts.party.filter(|_| owned));
    let title = next
        .is_some_and(|(h, _)| h.tokens.start == hit.tokens.end && a.has(&h.tokens, &[Cue::Envoy]));
    title
        && parts.head.is_none()
        && sender.is_some_and(|s| is_state(a, s) && s != body)
        && hit.tokens.start - parts.end <= FARTHEST_BODY
        && (parts.end..hit.tokens.start).all(|t| {
            matches!(
                a.word(t),
                "'s" | "'" | "deputy" | "former" | "new" | "permanent"
            )
        })
}

/// The end of the name of the body, with the city it sits in: "to the UN in Geneva".
pub(super) fn end_of_body(a: &Analysis<'_>, hit: &Hit) -> u32 {
    let end = hit.tokens.end;
    (a.places(&(end..end + 2)))
        .find(|(seat, _)| {
            a.in_place(seat) && (end..seat.tokens.start).all(|t| a.has(&(t..t + 1), &[Cue::PrepIn]))
        })
        .map_or(end, |(seat, _)| seat.tokens.end)
}
