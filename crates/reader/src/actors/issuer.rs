//! Whose statement or bulletin a report is: "Information bulletin of the Reconciliation Centre", "Statement on … /
//! Geneva, 22 December (ICRC) –". What nobody else says in it, says its issuer.

use std::ops::Range;

use super::Actor;
use crate::{
    analysis::Analysis,
    lexicon::{Cue, PartyKind},
};

/// Sentences at the head of a report in which its issuer is named.
const HEAD: usize = 4;

/// Most tokens between the noun for a statement and its issuer.
const OF: u32 = 4;

/// Tokens at the head of a sentence in which a dateline names its issuer.
const DATELINE: u32 = 16;

/// The issuer of the statement that the report is.
pub(super) fn of(a: &Analysis<'_>) -> Option<Actor> {
    let mut is_statement = false;
    for (i, sentence) in a.sentences().take(HEAD) {
        let noun = sentence.clone().find(|&t| is_noun(a.word(t)));
        // "The army said in a statement" tells of one.
        let told = || a.has(&sentence, &[Cue::Say, Cue::Declare, Cue::AccordingTo]);
        if let Some(noun) = noun.filter(|_| !told() && is_heading(a, i)) {
            is_statement = true;
            let behind = noun + 1..sentence.end.min(noun + 1 + OF);
            let of = |x: &&Actor| {
                (x.tokens.start.checked_sub(1)).is_some_and(|t| {
                    matches!(
                        a.word(t),
                        "of" | "by"
                            | "from"
                            | "the"
                            | "عن"
                            | "من"
                            | "صادر"
                            | "bulletin"
                            | "statement"
                    ) || a.language() != hudna_text::Language::English && t == noun
                })
            };
            if let Some(x) = (a.actors_in(&behind).iter()).find(|x| speaks(a, x) && of(x)) {
                return Some(x.clone());
            }
        }
        if is_statement && let Some(x) = dated(a, &sentence) {
            return Some(x);
        }
    }
    None
}

/// "Geneva, 22 December 2016 (ICRC) – …": the body in the dateline.
fn dated(a: &Analysis<'_>, sentence: &Range<u32>) -> Option<Actor> {
    let head = sentence.start..sentence.end.min(sentence.start + DATELINE);
    (a.actors_in(&head).iter())
        .find(|x| {
            let dash = |t: u32| matches!(a.text(t..t + 1), "-" | "–" | "—" | "ـ");
            let (start, end) = (x.tokens.start, x.tokens.end);
            speaks(a, x)
                && start > sentence.start
                && a.word(start - 1) == "("
                && a.word(end) == ")"
                && dash(end + 1)
        })
        .cloned()
}

/// Whether the party can issue a statement: an agency's name in a dateline is of who reports.
fn speaks(a: &Analysis<'_>, x: &Actor) -> bool {
    let kind = a.party(x.party).kind;
    !x.is_place && !x.bare_nation && !matches!(kind, PartyKind::Agency | PartyKind::Observer)
}

/// Whether the sentence ends without a full stop, as the lines of a head do.
fn is_heading(a: &Analysis<'_>, sentence: usize) -> bool {
    let range = a.sentence_range(sentence);
    (range.end.checked_sub(1)).is_some_and(|t| !matches!(a.word(t), "." | "!" | "؟" | "?"))
}

fn is_noun(word: &str) -> bool {
    matches!(
        word,
        "statement"
            | "bulletin"
            | "communique"
            | "communiqué"
            | "بيان"
            | "نشره"
            | "بلاغ"
            | "бюллетень"
            | "сводка"
            | "заявление"
            | "коммюнике"
    )
}
