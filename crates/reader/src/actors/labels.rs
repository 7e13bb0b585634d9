//! Who speaks by the layout: the labels of a transcript ("ANCHOR: …", «المراسل: …») and the dashes of an interview.
//!
//! A label names who speaks in its paragraph, whoever spoke before. It is taken for one only where the report has
//! several; one of somebody whom the report does not name as of a party is of a stranger, and so is each turn of an
//! interview.

use std::{collections::HashMap, ops::Range};

use hudna_text::Language;

use super::Actor;
use crate::{analysis::Analysis, lexicon::Cue, sections};

/// Most words of a label.
const LABEL: usize = 4;

/// Tokens in which its colon stands.
const FARTHEST: u32 = 10;

/// Least paragraphs that open with a label, or with a dash, in a transcript or interview.
const TURNS: usize = 3;

/// Who speaks from a sentence on, by the label before it; `None`: a stranger.
pub(super) fn of(a: &Analysis<'_>) -> HashMap<usize, Option<Actor>> {
    let sentences = a.doc.sentences();
    let opens = |i: usize| {
        let paragraph = |i: usize| sentences.get(i).map(|s| s.paragraph);
        (i.checked_sub(1)).is_none_or(|before| paragraph(before) != paragraph(i))
    };
    let turns = || a.sentences().filter(|(i, _)| opens(*i));
    let labels: Vec<(usize, Range<u32>)> = turns()
        .filter_map(|(i, sentence)| Some((i, label(a, &sentence)?)))
        .collect();
    let text = |words: &Range<u32>| a.text(words.clone());
    // Somebody comes back: «أولاً: …», «ثانياً: …» number what is told.
    let comes_back = (labels.iter().enumerate())
        .any(|(n, (_, x))| (labels.iter().take(n)).any(|(_, y)| text(x) == text(y)));
    if labels.len() >= TURNS && comes_back {
        let who = |words: Range<u32>| speaker(a, words);
        return (labels.into_iter())
            .map(|(i, words)| (i, who(words)))
            .collect();
    }
    let dashes: Vec<usize> = turns()
        .filter(|(_, sentence)| matches!(a.word(sentence.start), "-" | "–" | "—"))
        .map(|(i, _)| i)
        .collect();
    if dashes.len() < TURNS {
        // Who spoke in a section of a digest does not go on in the next.
        return (sections::of(a).iter()).map(|&(i, _)| (i, None)).collect();
    }
    dashes.into_iter().map(|i| (i, None)).collect()
}

/// The words before the colon that opens a turn: in capitals where the script has them.
fn label(a: &Analysis<'_>, sentence: &Range<u32>) -> Option<Range<u32>> {
    let first = sentence.start;
    let colon = (first..sentence.end.min(first + FARTHEST)).find(|&t| a.word(t) == ":")?;
    // "AL-ZA'TARI (recording): …"
    let end = (first..colon).find(|&t| a.word(t) == "(").unwrap_or(colon);
    let words = first..end;
    let large = |t: u32| !a.is_word(t) || !a.text(t..t + 1).contains(char::is_lowercase);
    let named = match a.language() {
        Language::Arabic => true,
        _ => words.clone().all(large),
    };
    let told = [Cue::Say, Cue::Declare, Cue::Truce, Cue::Crossing];
    (named
        && (1..=LABEL).contains(&a.words_between(first, end))
        && a.is_word(first)
        && !a.touches_time(&words)
        && a.places(&words).next().is_none()
        && !a.has(&words, &told))
    .then_some(words)
}

/// Whom the words of a label name: a party or person of one, or the surname of somebody whom the report has named as
/// of a party.
fn speaker(a: &Analysis<'_>, words: Range<u32>) -> Option<Actor> {
    let acts = |x: &&Actor| !x.is_place && !x.bare_nation;
    if let Some(x) = (a.actors_in(&words).iter()).find(acts) {
        return Some(x.clone());
    }
    let surname = words.end.checked_sub(1).map(|t| a.word(t))?;
    let before = (a.actors).partition_point(|x| x.tokens.start < words.start);
    (a.actors.get(..before)?.iter().rev())
        .take(super::title::FARTHEST)
        .filter(acts)
        .find(|x| {
            let name = x
                .named
                .clone()
                .or_else(|| x.person.map(|_| x.tokens.clone()));
            name.is_some_and(|n| n.end > n.start && a.word(n.end - 1) == surname)
        })
        .cloned()
}
