//! Truces that somebody may declare, or will on a condition: "Russia may declare a pause", «تدرس روسيا إعلان هدنة», «готова
//! объявить перемирие», "if the rebels agree, Russia will declare a truce".
//!
//! Whoever reads the day and hours of such a truce as announced sends people out on a road where nobody has promised
//! anything. So it is proposed, by whoever may declare it. Between the word of doubt and the noun only words may stand
//! that change nothing about that, as with a denial ([`super::denied`]).

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};

use super::{condition, denied::PASSED_OVER};
use crate::{
    actors::Actor,
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form},
};

/// Most tokens from the word of doubt to the truce.
const REACH: u32 = 10;

/// Who may declare the truce, if nobody is said to have done so.
pub(super) fn told(
    a: &Analysis<'_>,
    cue: &CueHit<'_>,
    sentence: &Range<u32>,
) -> Option<Vec<Actor>> {
    let definite = cue.hit.before.has(Proclitics::THE)
        || cue.hit.pronoun
        || (cue.start().checked_sub(1))
            .is_some_and(|t| matches!(a.word(t), "the" | "this" | "that" | "'s"));
    if definite {
        return None;
    }
    let from = sentence.start.max(cue.start().saturating_sub(REACH));
    let doubt = a.cues(&(from..cue.start()), &[Cue::Tentative]).last();
    let in_doubt = doubt.is_some_and(|d| {
        is_doubt(a, &d)
            && (d.end()..cue.start()).all(|t| changes_nothing(a, t, &(from..cue.start())))
    });
    (in_doubt || on_condition(a, cue, sentence)).then(|| {
        let before = sentence.start..cue.start();
        a.actors_in(&before).last().cloned().into_iter().collect()
    })
}

/// Whether a word of doubt stands among the tokens, right before what it is said of.
pub(crate) fn in_doubt(a: &Analysis<'_>, before: &Range<u32>) -> bool {
    a.cues(before, &[Cue::Tentative]).any(|d| is_doubt(a, &d))
}

/// Most tokens from a word of doubt to the verb of beginning.
const BEGINS: u32 = 3;

/// "The truce may begin on Saturday", «قد تبدأ السبت», «может начаться в субботу»: whether that is said of the time behind
/// the tokens.
pub(super) fn may_begin(a: &Analysis<'_>, before: &Range<u32>) -> bool {
    (a.cues(before, &[Cue::Tentative]).last()).is_some_and(|d| {
        let verb = (d.end()..before.end.min(d.end() + BEGINS)).find(|&t| begins(a, t));
        is_doubt(a, &d) && verb.is_some_and(|verb| (d.end()..verb).all(|t| a.is_word(t)))
    })
}

/// A verb of beginning that is not of the past.
pub(super) fn begins(a: &Analysis<'_>, token: u32) -> bool {
    let stems = [
        "begin",
        "start",
        "تبدا",
        "يبدا",
        "تدخل",
        "يدخل",
        "تسري",
        "يسري",
        "начат",
        "начин",
        "вступ",
    ];
    stems.iter().any(|stem| a.word(token).starts_with(stem))
        || a.word(token) == "take" && a.word(token + 1) == "effect"
}

/// "May" is a month, too, and «قد» before a verb of the past is "has".
fn is_doubt(a: &Analysis<'_>, d: &CueHit<'_>) -> bool {
    let has = matches!(a.word(d.start()), "قد" | "وقد" | "فقد");
    let ahead = || {
        let present = [Form::PresentHe, Form::PresentShe, Form::PresentThey];
        let verbs = [Cue::Declare, Cue::Agree, Cue::Extend, Cue::Open];
        let next = d.end()..d.end() + 1;
        begins(a, d.end()) || a.cues(&next, &verbs).any(|c| present.contains(&c.form))
    };
    !a.touches_time(&d.hit.tokens) && (!has || ahead())
}

fn changes_nothing(a: &Analysis<'_>, token: u32, within: &Range<u32>) -> bool {
    let one = token..token + 1;
    a.has(&one, &PASSED_OVER)
        || a.touches_time(&one)
        || (a.actors_in(within).iter()).any(|x| x.tokens.contains(&token))
        || matches!(
            a.word(token),
            "new"
                | "temporary"
                | "short"
                | "unilateral"
                | "its"
                | "own"
                | "-"
                | "introduce"
                | "ввести"
                | "объявления"
                | "новой"
        )
}

/// "If the rebels agree, Russia will declare a truce", «إذا وافقت المعارضة ستعلن روسيا هدنة».
fn on_condition(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let from = sentence.start.max(cue.start().saturating_sub(REACH));
    let Some(verb) = a.cues(&(from..cue.start()), &[Cue::Declare]).last() else {
        return false;
    };
    let word = a.word(verb.start());
    let ahead = match a.language() {
        Language::Arabic => verb.hit.before.has(Proclitics::WILL),
        Language::Russian => word.ends_with("ит") || word.ends_with("ят"),
        _ => (a.word_before(verb.start())).is_some_and(|t| matches!(a.word(t), "will" | "would")),
    };
    ahead && condition::governed(a, &verb.hit.tokens, sentence)
}
