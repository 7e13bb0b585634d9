//! Crossings told as routes.

use std::ops::Range;

use hudna_text::clitic::Proclitics;
use hudna_truce::{Admits, Crossing};

use super::{admits, push};
use crate::analysis::{Analysis, CueHit};

/// Routes by origin and goal: "from Sumy via Romny to Poltava", «из Харькова в Белгород».
pub(super) fn told(
    a: &Analysis<'_>,
    sentence: &Range<u32>,
    hits: &[CueHit<'_>],
    out: &mut Vec<Crossing>,
) {
    let Some(rule) = hits.first().map(|h| h.rule.id.clone()) else {
        return;
    };
    let named = |from: u32, to: u32| -> (Vec<String>, u32) {
        let mut names: Vec<String> = Vec::new();
        let mut end = from;
        for (hit, place) in a.places(&(from..to)) {
            let joined = (end..hit.tokens.start).all(|t| {
                matches!(
                    a.word(t),
                    "and" | "и" | "," | "города" | "город" | "the" | "city" | "of" | "مدينه"
                )
            });
            let listed = names.is_empty()
                || hit.tokens.start == end
                || (end..hit.tokens.start).any(|t| matches!(a.word(t), "and" | "и" | ","));
            if !joined || !listed || hit.before.has(Proclitics::IN) {
                break;
            }
            names.push(a.lexicon.place(place).name.clone());
            end = hit.tokens.end;
        }
        (names, end)
    };
    let mut at = sentence.start;
    while at < sentence.end {
        let start = at;
        at += 1;
        if !matches!(a.word(start), "из" | "from" | "من") {
            continue;
        }
        let (origin, mut end) = named(start + 1, sentence.end);
        if origin.is_empty() {
            continue;
        }
        let mut via: Vec<String> = Vec::new();
        if matches!(a.word(end), "через" | "via" | "through" | "عبر") {
            let (through, next) = named(end + 1, sentence.end);
            (via, end) = (through, next);
            // Villages that the gazetteer does not know stand between the known ones.
            let goal = (end..sentence.end.min(end + FARTHEST_GOAL))
                .find(|&t| matches!(a.word(t), "в" | "до" | "to" | "الي"));
            end = goal.unwrap_or(end);
        }
        if !matches!(a.word(end), "в" | "до" | "to" | "الي") {
            continue;
        }
        let (goal, end) = named(end + 1, sentence.end);
        if goal.is_empty() {
            continue;
        }
        at = end;
        let list = |names: &[String]| names.join(" and ");
        let mut name = format!("{} to {}", list(&origin), list(&goal));
        if !via.is_empty() {
            name = format!("{name} via {}", list(&via));
        }
        let mut who = admits(a, sentence.start, sentence.end);
        if who.is_empty() {
            // A humanitarian corridor is for civilians where nobody else is named.
            who.push(Admits::Civilians);
        }
        push(
            out,
            Crossing {
                name: Some(name),
                name_src: Some(a.text(start..end).to_owned()),
                admits: who,
                count: 1,
                leads_to: Some(list(&goal)),
                part_of: None,
                evidence: vec![a.evidence(start..end, &rule, Some("crossings"))],
                reasons: Vec::new(),
            },
        );
    }
}

/// Most tokens from a place passed on the way to the goal of a route.
const FARTHEST_GOAL: u32 = 14;
