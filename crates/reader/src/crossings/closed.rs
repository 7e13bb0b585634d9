//! Ways that are not open: told to be closed («لن يفتح طريق الكاستيلو», "will not be open", «дорога закрыта»), perhaps to be
//! opened ("may be opened"), or barred to those who would leave by them ("prevented civilians from leaving").
//!
//! A crossing that somebody counts on and that is shut costs lives; so none of these is told as open. What is denied
//! stands among those left out, with those for whom it is closed; of what is in doubt nothing is told.

use std::ops::Range;

use hudna_truce::{Crossing, RuleId};

use super::{admits, crossing, named, names, passed, reach};
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::Cue,
    truces::in_doubt,
};

/// Most words between a way and what is denied of it.
const NEAR: usize = 3;

/// Most words from the denial to those for whom it holds, or to an hour or exception that limits it.
const BEHIND: usize = 5;

/// A denial with the words that it is said of.
struct Denial<'a> {
    words: Range<u32>,
    rule: &'a RuleId,
}

/// Ways that are closed, and the words in which none is open.
#[derive(Default)]
pub(super) struct Closed {
    pub(super) ways: Vec<Crossing>,
    words: Vec<Range<u32>>,
}

impl Closed {
    /// Whether what stands at the token is told to be closed.
    pub(super) fn covers(&self, token: u32) -> bool {
        self.words.iter().any(|w| w.contains(&token))
    }
}

/// Most tokens between a word of doubt or wish and the verb of opening.
const DOUBT: u32 = 5;

/// "May be opened", «وقد يفتح», "want the road to be opened", "if they agree, … will be opened": said of opening at the
/// token, in a clause that begins at `from`. What may come has not been opened to anybody.
pub(super) fn is_in_doubt(a: &Analysis<'_>, from: u32, open: u32) -> bool {
    let near = from.max(open.saturating_sub(DOUBT))..open;
    let wished = |t: u32| {
        matches!(
            a.word(t),
            "want" | "wants" | "wanted" | "تريد" | "يريد" | "يريدون" | "хотят" | "хочет"
        )
    };
    // «قد يفتح»: the particle may carry the "and".
    in_doubt(a, &near)
        || (from.max(open.saturating_sub(3 * DOUBT))..open).any(wished)
        || a.has(&(from..open), &[Cue::If])
}

/// "Prevented civilians from leaving", «منع المدنيين من الخروج», "could not leave": nobody left by it, and who is named may be
/// those who barred it.
pub(super) fn is_barred(a: &Analysis<'_>, from: u32, left: u32) -> bool {
    (from..left).any(|t| {
        let word = a.word(t).trim_start_matches(['و', 'ف']);
        matches!(
            word,
            "prevented"
                | "prevents"
                | "preventing"
                | "barred"
                | "blocked"
                | "stopped"
                | "unable"
                | "منع"
                | "منعت"
                | "منعوا"
                | "يمنع"
                | "تمنع"
                | "يمنعون"
                | "препятствовали"
                | "препятствуют"
        ) || matches!(
            word,
            "could"
                | "allowed"
                | "permitted"
                | "able"
                | "let"
                | "يسمح"
                | "تسمح"
                | "سمح"
                | "выпустят"
                | "выпускают"
                | "пустят"
                | "يتمكن"
                | "يتمكنوا"
                | "يستطع"
                | "смогли"
                | "дали"
                | "позволили"
                | "дают"
                | "позволяют"
        ) && a.has(&(t.saturating_sub(2)..t + 2), &[Cue::Not])
    })
}

/// What the sentence tells to be closed.
pub(super) fn told(a: &Analysis<'_>, sentence: &Range<u32>) -> Closed {
    let mut closed = Closed::default();
    for denial in denials(a, sentence) {
        let behind = denial.words.end..within_clause(a, denial.words.end, sentence.end, NEAR);
        let before = passed::clause_start(a, sentence.start, denial.words.start);
        let way =
            first_way(a, behind, sentence.end).or_else(|| last_way(a, before, denial.words.start));
        let Some(Told { name, words }) = way else {
            continue;
        };
        let all = words.start.min(denial.words.start)..words.end.max(denial.words.end);
        if name.is_some() {
            let who = admits(a, all.end, within_clause(a, all.end, sentence.end, BEHIND));
            let mut way = crossing(a, name, 1, who, words, denial.rule);
            let whole = a.evidence(all.clone(), denial.rule, Some("crossings_excluded"));
            way.evidence = vec![whole];
            closed.ways.push(way);
        }
        closed.words.push(all);
    }
    closed
}

/// "not … open", or "is closed", said as a fact and without an hour before or after which it is open.
fn denials<'a>(a: &'a Analysis<'_>, sentence: &Range<u32>) -> Vec<Denial<'a>> {
    let mut out = Vec::new();
    for open in a.cues(sentence, &[Cue::Open]) {
        let near = sentence.start.max(open.start().saturating_sub(4))..open.start();
        let not = a.cues(&near, &[Cue::Not]).last();
        let Some(not) = not.filter(|n| a.words_between(n.end(), open.start()) <= 2) else {
            continue;
        };
        out.push(Denial {
            words: not.start()..open.end(),
            rule: &open.rule.id,
        });
    }
    for closed in a.cues(sentence, &[Cue::Closed]) {
        // Right before it: «لا يزال مغلقا» is still closed.
        let before = (a.word_before(closed.start())).filter(|&t| t >= sentence.start);
        let denied = before.is_some_and(|t| a.has(&(t..t + 1), &[Cue::Not]));
        // "Closed at seven", "closed on Friday": an hour or day of it, which is another matter.
        let timed =
            a.touches_time(&(closed.end()..within_clause(a, closed.end(), sentence.end, NEAR)));
        if !denied && !timed {
            out.push(Denial {
                words: closed.start()..closed.end(),
                rule: &closed.rule.id,
            });
        }
    }
    out.retain(|d| !is_limited(a, d, sentence));
    out
}

/// The end of so many words behind `from`, but not past a comma.
fn within_clause(a: &Analysis<'_>, from: u32, limit: u32, words: usize) -> u32 {
    let until = reach(a, from, limit, words);
    let comma = (from..until).find(|&t| a.word(t) == ",");
    comma.unwrap_or(until)
}

/// "if it is not opened", "not open before nine", "open to none but the wounded", "not only".
fn is_limited(a: &Analysis<'_>, denial: &Denial<'_>, sentence: &Range<u32>) -> bool {
    let clause = passed::clause_start(a, sentence.start, denial.words.start);
    let bound = |t: u32| {
        matches!(
            a.word(t),
            "قبل"
                | "حتي"
                | "الا"
                | "سوي"
                | "فقط"
                | "before"
                | "until"
                | "till"
                | "except"
                | "only"
                | "unless"
                | "до"
                | "раньше"
                | "кроме"
                | "только"
        )
    };
    let after = denial.words.end..reach(a, denial.words.end, sentence.end, BEHIND + NEAR);
    a.has(&(clause..denial.words.start), &[Cue::If]) || denial.words.clone().chain(after).any(bound)
}

/// A way that something is denied of: its name, if it has any, and all its words.
pub(super) struct Told {
    pub(super) name: Option<names::Way>,
    words: Range<u32>,
}

/// The way that begins among the tokens.
fn first_way(a: &Analysis<'_>, within: Range<u32>, limit: u32) -> Option<Told> {
    within.into_iter().find_map(|t| {
        if let Some((name, words)) = names::way(a, t, limit) {
            let name = Some((name, words.clone()));
            return Some(Told { name, words });
        }
        let noun = a.cues(&(t..t + 1), &[Cue::Crossing]).next()?;
        Some(with_name(a, &noun, limit))
    })
}

/// The last way within a few words before `to`.
pub(super) fn last_way(a: &Analysis<'_>, from: u32, to: u32) -> Option<Told> {
    let near = |end: u32| a.words_between(end, to) <= NEAR;
    let noun = a.cues(&(from..to), &[Cue::Crossing]).last();
    if let Some(noun) = noun.map(|noun| with_name(a, &noun, to))
        && near(noun.words.end)
    {
        return Some(noun);
    }
    let start = (from..to).rev().find(|&t| {
        names::way(a, t, to).is_some_and(|(_, words)| words.start == t && near(words.end))
    })?;
    let (name, words) = names::way(a, start, to)?;
    let name = Some((name, words.clone()));
    Some(Told { name, words })
}

/// A noun of a crossing with its name: behind it, its own, or right before it ("the Nasib crossing").
fn with_name(a: &Analysis<'_>, noun: &CueHit<'_>, limit: u32) -> Told {
    let own = || names::own(a, noun).map(|words| (None, words));
    let before = || {
        let (hit, place) = (a.places(&(noun.start().saturating_sub(4)..noun.start())))
            .find(|(hit, _)| hit.tokens.end == noun.start())?;
        Some((
            Some(a.lexicon.place(place).name.clone()),
            hit.tokens.clone(),
        ))
    };
    let behind = named(a, noun.start(), limit.min(noun.end() + 4));
    let name = behind
        .map(|(name, words)| (Some(name), words))
        .or_else(before)
        .or_else(own);
    let words = match &name {
        Some((_, w)) => w.start.min(noun.start())..w.end.max(noun.end()),
        None => noun.start()..noun.end(),
    };
    Told { name, words }
}
