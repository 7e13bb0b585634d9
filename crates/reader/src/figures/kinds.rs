//! What has become of those who are counted: the word of its clause that a number belongs to.

use std::ops::Range;

use hudna_text::clitic::Proclitics;
use hudna_truce::FigureKind;

use crate::{
    analysis::{Analysis, CueHit},
    lexicon::Cue,
};

/// How much farther a word is that stands beyond an "and" or a comma.
const AND: usize = 2;

/// The word that says what the number counts; none where its unit does.
///
/// A number belongs to the word of its own clause: in "five dead, 12 hurt" a comma is farther than no
/// sign, and nothing is told beyond a semicolon.
pub(super) fn kind_cue<'h>(
    a: &'h Analysis<'_>,
    tokens: &Range<u32>,
    end: u32,
    unit: Option<Cue>,
    sentence: &Range<u32>,
) -> Option<CueHit<'h>> {
    const KINDS: [Cue; 7] = [
        Cue::Killed,
        Cue::Injured,
        Cue::Trapped,
        Cue::Evacuated,
        Cue::Displaced,
        Cue::ToEvacuate,
        Cue::Fighters,
    ];
    if unit.is_some_and(|u| !matches!(u, Cue::UnitPersons | Cue::UnitFamilies)) {
        return None;
    }
    let told: Vec<(usize, CueHit<'h>)> = a
        .cues(sentence, &KINDS)
        // «قتل 700 شخص وفر مليون»: "and" begins the next clause.
        .filter(|c| {
            c.start() < end
                || !c.hit.before.has(Proclitics::AND)
                    && !(end..c.start()).any(|t| {
                        matches!(a.word(t), "فيما" | "بينما" | "while" | "but" | "но" | "а")
                    })
        })
        .filter(|c| !is_denied(a, c, sentence))
        // «غادرت أول قافلة تضم 951 شخصا»: it has left.
        .filter(|c| {
            let left = || {
                let before = sentence.start.max(c.start().saturating_sub(3))..c.start();
                a.has(&before, &[Cue::Evacuated])
            };
            !(c.rule.cue == Cue::ToEvacuate && a.word(c.start()).contains("قافله") && left())
        })
        .filter_map(|c| {
            let before = c.end() <= tokens.start;
            let between = if c.start() >= end {
                end..c.start()
            } else if before {
                c.end()..tokens.start
            } else {
                end..end
            };
            let has = |words: &[&str]| (between.clone()).any(|t| words.contains(&a.word(t)));
            if has(&[";", "؛"]) {
                return None;
            }
            // «… и 41 житель, ранены более 200»: the word beyond a comma is of the number behind it.
            let of_next = c.start() >= end
                && has(&[","])
                && a.numbers_in(&(c.end()..c.end() + 2))
                    .iter()
                    .any(|n| a.words_between(c.end(), n.tokens.start.0) == 0);
            // «951 شخصا بينهم 108 جرحى», "400 people, among them 20 wounded": these are the twenty.
            let counted = c.start() >= end
                && (a.numbers_in(&(end..c.start())).iter())
                    .any(|n| n.tokens.end.0 == c.start() && n.tokens.start.0 >= end);
            // «ثمانية مقاتلين وسبعة مدنيين»: the noun before is that of another number.
            let of_other =
                before && c.rule.cue == Cue::Fighters && unit.is_some() && end > tokens.end;
            if of_next || of_other || counted {
                return None;
            }
            // "one was killed and six were wounded": "and" begins the next clause.
            let next = before && has(&["and", "и"]);
            // «погибли 429 военных и 41 житель в …»: a second number with the same verb.
            let gap = if before && goes_on(a, &between, end) {
                AND
            } else {
                a.words_between(between.start, between.end) + usize::from(next) * AND
            };
            // «قتيلان و12 جريحا» too.
            let apart = has(&[","]) || before && a.word(tokens.start).starts_with('و');
            let reach = match c.rule.cue {
                Cue::Fighters => 0,
                Cue::Trapped | Cue::Evacuated | Cue::Displaced => 6,
                _ => 4,
            };
            (gap <= reach).then_some((gap + usize::from(apart) * AND, c))
        })
        .collect();
    // «غادر 40 جريحا», "60 fighters have left": who they are tells less than what has become of them.
    let leaves = |c: &CueHit<'_>| matches!(c.rule.cue, Cue::Evacuated | Cue::ToEvacuate);
    let own_noun = |c: &CueHit<'_>| tokens.end <= c.start() && c.end() <= end;
    let gone = (told.iter())
        .filter(|(gap, c)| leaves(c) && *gap <= GONE_REACH)
        .min_by_key(|(gap, _)| *gap)
        .copied();
    let nearest = (told.into_iter())
        // «остаются 6 тысяч боевиков» counts fighters; killed or gone, they are that first.
        .min_by_key(|(gap, c)| {
            let rank = match c.rule.cue {
                Cue::Fighters => 1,
                Cue::Trapped => 2,
                _ => 0,
            };
            (*gap, rank)
        });
    match (nearest, gone) {
        (Some((_, c)), Some((_, left))) if own_noun(&c) => Some(left),
        (nearest, _) => nearest.map(|(_, c)| c),
    }
}

/// Most words between a number of fighters or wounded and the verb that they left.
const GONE_REACH: usize = 4;

/// Whether a number goes on by "and" with what the verb before tells of another number: nothing but that
/// number and its noun stands between, and no verb of its own follows.
fn goes_on(a: &Analysis<'_>, between: &Range<u32>, end: u32) -> bool {
    let ends = !a.is_word(end) || a.has(&(end..end + 1), &[Cue::PrepIn]);
    let and = between
        .end
        .checked_sub(1)
        .is_some_and(|t| matches!(a.word(t), "and" | "и" | "و"));
    ends && and
        && a.words_between(between.start, between.end) <= SECOND_REACH
        && a.numbers_in(between)
            .first()
            .is_some_and(|n| a.words_between(between.start, n.tokens.start.0) == 0)
        && (between.clone()).all(|t| a.is_word(t))
}

/// Most words from a verb to the second number that it tells of.
const SECOND_REACH: usize = 7;

/// Whether it is said not to have happened: "it did not kill 30 people".
fn is_denied(a: &Analysis<'_>, c: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let near = sentence.start.max(c.start().saturating_sub(2))..c.start();
    (a.cues(&near, &[Cue::Not]))
        .any(|not| (not.end()..c.start()).all(|t| a.is_word(t) && !is_only(a.word(t))))
}

/// "not only killed …" denies nothing.
fn is_only(word: &str) -> bool {
    matches!(word, "only" | "just" | "только" | "فقط")
}

/// What the number counts.
pub(super) fn kind_of(unit: Option<Cue>, kind: Option<&CueHit<'_>>) -> FigureKind {
    if unit == Some(Cue::UnitTrucks) {
        return FigureKind::AidTrucks;
    }
    match kind.map(|c| c.rule.cue) {
        Some(Cue::Killed) => FigureKind::Killed,
        Some(Cue::Injured) => FigureKind::Wounded,
        Some(Cue::Trapped) => FigureKind::Trapped,
        Some(Cue::Evacuated) => FigureKind::Evacuated,
        Some(Cue::ToEvacuate) => FigureKind::ToEvacuate,
        // «من عائلات المقاتلين»: those who are with them.
        Some(Cue::Fighters) if unit != Some(Cue::UnitFamilies) => FigureKind::Fighters,
        _ => FigureKind::Other,
    }
}
