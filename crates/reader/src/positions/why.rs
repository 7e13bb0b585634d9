//! Why somebody is said to hold a position: who it is, and what turned the words into the stance.

use std::ops::Range;

use hudna_truce::{Reason, Stance};

use super::{holders::By, stance, stances::conditioned};
use crate::{
    actors::{Actor, title},
    analysis::{Analysis, CueHit},
    lexicon::Cue,
    reasons::Steps,
};

/// The steps to who holds the position and to its stance.
pub(super) fn of(
    a: &Analysis<'_>,
    cue: &CueHit<'_>,
    is: Stance,
    actor: &Actor,
    by: By,
    sentence: &Range<u32>,
) -> Vec<Reason> {
    let mut steps = Steps::default();
    let said = match stance(cue.rule.cue) {
        Some(said) => said.word(),
        // A breach told of the other side.
        None => "a breach that is laid to another side",
    };
    steps.on(a, "stance", &cue.rule.id, &cue.hit.tokens, said);
    if stance(cue.rule.cue) != Some(is) {
        turned(a, &mut steps, cue, is, sentence);
    }
    if is == Stance::Conditions {
        hangs(a, &mut steps, cue, sentence);
    }
    who(a, &mut steps, cue, actor, by, sentence);
    steps.done()
}

/// What turned the stance of the words into another one: a denial, or silence.
fn turned(
    a: &Analysis<'_>,
    steps: &mut Steps,
    cue: &CueHit<'_>,
    is: Stance,
    sentence: &Range<u32>,
) {
    let before = sentence.start.max(cue.start().saturating_sub(8))..cue.start();
    let not = a.cues(&before, &[Cue::Not]).last();
    match (is, not) {
        (Stance::NoneYet, Some(not)) => {
            let gave = "not said yet: none_yet";
            steps.on(a, "stance", &not.rule.id, &not.hit.tokens, gave);
        }
        (Stance::NoneYet, None) => {
            let gave = format!("with \"silence\" behind it: {is}");
            let words = silence(a, cue, sentence);
            steps.on(a, "stance", &cue.rule.id, &words, gave);
        }
        (Stance::Accuses, _) => {
            let gave = format!("said of the other side: {is}");
            steps.on(a, "stance", &cue.rule.id, &cue.hit.tokens, gave);
        }
        (_, Some(not)) => {
            let gave = format!("denied: {is}");
            steps.on(a, "stance", &not.rule.id, &not.hit.tokens, gave);
        }
        (_, None) => {}
    }
}

/// «والتزمت الفصائل المسلحة داخل المدينة الصمت»: from the verb to "silence".
fn silence(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> Range<u32> {
    let end = (cue.end()..sentence.end).find(|&t| a.word(t) == "الصمت");
    cue.start()..end.map_or(cue.end(), |t| t + 1)
}

/// A yes or no of the same sentence that hangs on the condition is none of its own.
fn hangs(a: &Analysis<'_>, steps: &mut Steps, cue: &CueHit<'_>, sentence: &Range<u32>) {
    let before = sentence.start..cue.start();
    let answer = (a.cues(&before, &[Cue::Accepts, Cue::Rejects]))
        .filter(|c| conditioned(a, c, sentence))
        .last();
    if let Some(answer) = answer {
        let gave = "hangs on this condition, so it is no yes or no of its own";
        steps.on(a, "stance", &answer.rule.id, &answer.hit.tokens, gave);
    }
}

/// Which words name the holder, and the title that stands for it here.
fn who(
    a: &Analysis<'_>,
    steps: &mut Steps,
    cue: &CueHit<'_>,
    actor: &Actor,
    by: By,
    sentence: &Range<u32>,
) {
    let name = match actor.speaker(a) {
        Some(person) => format!("{person} for {}", actor.name(a)),
        None => actor.name(a).to_owned(),
    };
    let here = sentence.contains(&actor.tokens.start);
    let told = match by {
        By::Speaker if !here => "spoke last before this sentence",
        _ => by.told(),
    };
    let gave = format!("{name}: {told}");
    steps.on(a, "actor", &cue.rule.id, &actor.tokens, gave);
    // «وأضاف الوزير»: a title without a name stands for who was named before.
    let (verbs, before) = ([Cue::Say, Cue::Declare], sentence.start..cue.start());
    let said = (a.cues(&before, &verbs)).filter(|_| !here).last();
    let title = said
        .iter()
        .chain([cue])
        .find_map(|verb| title::beside(a, verb.start(), verb.end()));
    if let Some(title) = title.filter(|_| by != By::Subject) {
        let why = if title::bears(a, actor, &title) {
            ", named last with it"
        } else {
            ""
        };
        let gave = format!("a title without a name, which stands for {name}{why}");
        steps.on(a, "actor", &title.rule.id, &title.hit.tokens, gave);
    }
}
