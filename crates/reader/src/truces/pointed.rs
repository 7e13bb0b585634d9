//! Nouns that point: back to the truce that was told («режим действует ежедневно», «التوقف سيسري», "the halt is to be
//! repeated"), or from "two earlier truces:" to those that are told behind the colon.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::TruceStatus;

use super::{
    background::has_happened,
    mentions::{Mention, Of},
};
use crate::{
    actors::Actor,
    analysis::{Analysis, CueHit},
    lexicon::Cue,
};

/// Sentences in which the truce was told to which the noun points back.
const BACK: usize = 4;

/// Tokens behind the noun in which its verb stands.
const VERB: u32 = 3;

/// How a truce goes on.
const COURSE: [Cue; 5] = [
    Cue::InForce,
    Cue::Upcoming,
    Cue::Extend,
    Cue::Ended,
    Cue::Shortened,
];

/// Adds the nouns that point back, in sentences that name no truce.
pub(super) fn back(a: &Analysis<'_>, out: &mut Vec<Mention>) {
    let told: Vec<(usize, Mention)> = (out.iter().filter(|m| m.noun && m.of == Of::Main))
        .map(|m| (m.sentence, m.clone()))
        .collect();
    let mut last = None;
    for (i, m) in &told {
        for next in i + 1..=i + BACK {
            if last.is_some_and(|l| next <= l) {
                continue;
            }
            last = Some(next);
            let sentence = a.sentence_range(next);
            if a.has(&sentence, &[Cue::Truce, Cue::Previous]) {
                continue;
            }
            let Some(at) = sentence.clone().find(|&t| points(a, t)) else {
                continue;
            };
            out.push(Mention {
                sentence: next,
                tokens: at..at + 1,
                repeat: a.is_repeat(next),
                ..m.clone()
            });
        }
    }
}

/// Whether the noun at `token` is the truce again, which goes on as its verb tells.
fn points(a: &Analysis<'_>, token: u32) -> bool {
    let before = (token.checked_sub(1)).map_or("", |t| a.word(t));
    let noun = match a.language() {
        Language::Arabic => matches!(a.word(token).trim_start_matches(['و', 'ف']), "التوقف"),
        Language::English => {
            let of_what = matches!(a.word(token + 1), "to" | "of" | "on");
            matches!(a.word(token), "halt" | "stoppage" | "suspension")
                && before == "the"
                && !of_what
        }
        // «режим Асада», «режим чрезвычайного положения» are others.
        Language::Russian => a.word(token) == "режим",
        _ => false,
    };
    let near = token + 1..token + 1 + VERB;
    noun && (a.has(&near, &COURSE)
        || near.clone().take(1).any(|t| {
            matches!(
                a.word(t),
                "سيسري"
                    | "يسري"
                    | "سيستمر"
                    | "يستمر"
                    | "سيتكرر"
                    | "يتكرر"
                    | "is"
                    | "will"
                    | "действует"
                    | "будет"
            )
        }))
        && (a.language() != Language::Russian || a.has(&(token + 1..token + 2), &COURSE))
}

/// «рухнули два предыдущих соглашения: …, и пауза, объявленная …», "two earlier truces: one …": those that are told behind
/// the colon are truces of the past, each its own.
pub(super) fn forward(a: &Analysis<'_>, all: &mut Vec<Mention>) {
    let mut heads: Vec<Range<u32>> = Vec::new();
    for m in all.iter_mut().filter(|m| m.of == Of::Main && m.noun) {
        if let Some(before) = list_before(a, m) {
            (m.of, m.own) = (Of::Earlier, true);
            heads.push(before);
        }
    }
    // "Two earlier truces" are those of the list.
    all.retain(|m| !heads.iter().any(|h| h.contains(&m.tokens.start)));
}

/// Tokens between "two" and the noun of the earlier truces, and to the other side of that noun.
const LIST: u32 = 3;

/// Most tokens of a list behind its colon, and of what opens it.
const LISTED: u32 = 80;
const HEAD: u32 = 24;

/// The words before the colon behind which the truce stands in a list of earlier ones.
fn list_before(a: &Analysis<'_>, m: &Mention) -> Option<Range<u32>> {
    let sentence = a.sentence_range(m.sentence);
    let near = sentence.start.max(m.tokens.start.saturating_sub(LISTED))..m.tokens.start;
    let colon = near.rev().find(|&t| a.word(t) == ":")?;
    let before = sentence.start.max(colon.saturating_sub(HEAD))..colon;
    let listed = (a.cues(&before, &[Cue::Previous])).any(|p| {
        let from = before.start.max(p.start().saturating_sub(LIST));
        let near = from..colon.min(p.end() + LIST);
        a.has(&near, &[Cue::Truce, Cue::Agreement]) && !p.hit.before.has(Proclitics::AND)
    });
    listed.then_some(before)
}

/// What became of the truces of a list, told before its colon.
pub(super) fn fate<'a>(a: &'a Analysis<'_>, m: &Mention) -> Option<(TruceStatus, CueHit<'a>)> {
    let before = list_before(a, m)?;
    let c = (a.cues(&before, &[Cue::Collapsed, Cue::Ended])).find(|c| has_happened(a, c))?;
    let broken = c.rule.cue == Cue::Collapsed;
    let status = if broken {
        TruceStatus::Collapsed
    } else {
        TruceStatus::Ended
    };
    Some((status, c))
}

/// Whose truces the list is of: «два предыдущих соглашения Еревана и Баку».
pub(super) fn sides(a: &Analysis<'_>, m: &Mention) -> Vec<Actor> {
    let Some(before) = list_before(a, m) else {
        return Vec::new();
    };
    let Some(noun) = a.cues(&before, &[Cue::Truce, Cue::Agreement]).last() else {
        return Vec::new();
    };
    let behind = a.actors_in(&(noun.end()..before.end));
    let named = behind.iter().filter(|x| !x.bare_nation);
    if named.clone().count() == 2 {
        named.cloned().collect()
    } else {
        Vec::new()
    }
}

/// Whether a time beside truces of a list is that of another of them: the last that is named before it.
pub(super) fn is_of_another(a: &Analysis<'_>, at: u32, mentions: &[&Mention]) -> bool {
    let Some(first) = mentions
        .first()
        .filter(|m| m.own && list_before(a, m).is_some())
    else {
        return false;
    };
    let all = super::mentioned(a);
    let before = all.get(..all.partition_point(|m| m.tokens.start < at));
    let last = before
        .and_then(<[Mention]>::last)
        .filter(|m| m.sentence == first.sentence);
    last.is_none_or(|last| mentions.iter().all(|m| m.tokens != last.tokens))
}
