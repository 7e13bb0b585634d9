//! Positions: which party accepts, refuses, asks for or blames what, and in whose words.
//!
//! The subject of a stance verb takes the position; a stance without a subject of its own («خطوة
//! إيجابية») is the speaker's. Negation turns acceptance into refusal; a verb inside a condition
//! takes no position. Silence that is reported is a position of its own, never a refusal.

mod blame;
mod holders;
mod stances;
mod texts;
mod why;

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::{Position, Stance};

use crate::{
    actors::{self, Actor},
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form, PartyKind},
};

pub(crate) use holders::holder;
use holders::{By, Holder, holders};
pub(crate) use stances::in_condition;
use stances::{is_claim, stance_of};
pub(crate) use texts::of_text;

const STANCES: [Cue; 9] = [
    Cue::Accepts,
    Cue::Rejects,
    Cue::Welcomes,
    Cue::Conditions,
    Cue::Proposes,
    Cue::Denies,
    Cue::Accuses,
    Cue::CallsFor,
    Cue::NoneYet,
];

const fn stance(cue: Cue) -> Option<Stance> {
    Some(match cue {
        Cue::Accepts => Stance::Accepts,
        Cue::Rejects => Stance::Rejects,
        Cue::Welcomes => Stance::Welcomes,
        Cue::Conditions => Stance::Conditions,
        Cue::Proposes => Stance::Proposes,
        Cue::Denies => Stance::Denies,
        Cue::Accuses => Stance::Accuses,
        Cue::CallsFor => Stance::CallsFor,
        Cue::NoneYet => Stance::NoneYet,
        _ => return None,
    })
}

/// Longest quotation of a position, in tokens.
const QUOTE: u32 = 24;

/// All positions, each told once.
pub(crate) fn of(a: &Analysis<'_>) -> Vec<Position> {
    let mut out: Vec<Position> = Vec::new();
    for (i, sentence) in a.sentences() {
        if a.is_repeat(i) {
            continue;
        }
        // Only what this sentence tells can be told within the same words.
        let told = out.len();
        for breach in a.cues(&sentence, &[Cue::Breach]) {
            // «إن الفصائل قصفت الممر ومنعت الأهالي» is one accusation.
            let new = blame::blamed(a, &breach, i, &sentence);
            let same = |new: &Position| {
                (out.iter().skip(told)).any(|p| p.actor == new.actor && overlaps(p, new))
            };
            out.extend(new.filter(|new| !same(new)));
        }
        let cues: Vec<CueHit<'_>> = a.cues(&sentence, &STANCES).collect();
        for cue in &cues {
            if other_reading(a, cue, &cues) || is_object_of(a, cue, &cues) {
                continue;
            }
            let Some(stance) = stance_of(a, cue, &sentence) else {
                continue;
            };
            let holders = holders(a, cue, i, &sentence);
            if stance == Stance::Accepts && declares(a, cue, &holders, &sentence) {
                continue;
            }
            let told_behind = behind_subject(cue, &holders);
            // "rejected that account": what is said of one is denied.
            let stance = if stance == Stance::Rejects && is_claim(a, told_behind) {
                Stance::Denies
            } else {
                stance
            };
            for Holder { actor, by } in holders {
                // An agency relays; it takes a stance only as the subject of the verb.
                if a.party(actor.party).kind == PartyKind::Agency
                    && (stance != Stance::Accuses || by != By::Subject)
                {
                    continue;
                }
                // "yet to respond to the truce announced by Russia": Russia has not to answer.
                let between = cue.end()..actor.tokens.start;
                if stance == Stance::NoneYet
                    && cue.end() <= actor.tokens.start
                    && a.has(&between, &[Cue::Truce, Cue::Stop])
                    && (by != By::NamedBehind || a.has(&between, &[Cue::Declare]))
                {
                    continue;
                }
                if stance == Stance::Accepts
                    && (actors::owns_truce(a, &actor, cue.end())
                        || adopts(a, &actor, told_behind, sentence.end))
                {
                    continue;
                }
                let end = clause_end(a, told_behind, sentence.end);
                let start = cue.start().min(actor.tokens.start.max(sentence.start));
                // «دعت 6 دول … وحضت روسيا»: its own words, not those of the verb before.
                let own = matches!(by, By::VerbBefore | By::Opening);
                let start = if own
                    || actor.tokens.start < sentence.start
                    || actor.tokens.start > cue.start()
                {
                    cue.start()
                } else {
                    start
                };
                // «قال لافروف إن موسكو ترحب»: he speaks for it.
                let speaks = || {
                    let by = a.speakers.get(i)?.as_ref()?;
                    (by.party == actor.party
                        && sentence.contains(&by.tokens.start)
                        && by.tokens.end <= cue.start())
                    .then(|| by.speaker(a))?
                };
                let new = Position {
                    actor: actor.name(a).to_owned(),
                    speaker: actor.speaker(a).or_else(speaks),
                    stance,
                    target: target(a, told_behind..end),
                    quote_src: a.text(start..end).to_owned(),
                    evidence: vec![
                        a.evidence(start..end, &cue.rule.id, None),
                        a.evidence(actor.tokens.clone(), &cue.rule.id, Some("actor")),
                    ],
                    reasons: if a.explains {
                        why::of(a, cue, stance, &actor, by, &sentence)
                    } else {
                        Vec::new()
                    },
                };
                let same = (out.iter_mut().skip(told))
                    .find(|p| p.actor == new.actor && p.stance == new.stance && overlaps(p, &new));
                match same {
                    Some(old) => {
                        old.speaker = old.speaker.take().or(new.speaker);
                        old.evidence.extend(new.evidence);
                        for reason in new.reasons {
                            if !old.reasons.contains(&reason) {
                                old.reasons.push(reason);
                            }
                        }
                    }
                    None => out.push(new),
                }
            }
        }
    }
    out
}

/// «Совет Безопасности принял резолюцию», "the Council approved a resolution": a body that adopts its own text
/// accepts nothing from anybody.
fn adopts(a: &Analysis<'_>, x: &Actor, from: u32, to: u32) -> bool {
    a.party(x.party).kind == PartyKind::Organisation
        && (from..to.min(from + 3)).any(|t| {
            matches!(
                a.word(t),
                "resolution" | "resolutions" | "قرار" | "قرارا" | "القرار" | "بقرار" | "قراره"
            ) || a.word(t).starts_with("резолюци")
        })
}

/// Whether the word is the other of two: «اقترح» is "he proposed" before it is "I propose", «ورفضها.» a
/// verb, «ورفضهم مغادرة المدينة» a noun.
fn other_reading(a: &Analysis<'_>, cue: &CueHit<'_>, cues: &[CueHit<'_>]) -> bool {
    let noun = |form: Form| form == Form::Plain;
    let twin = (cues.iter()).any(|c| {
        noun(c.form) != noun(cue.form)
            && c.hit.tokens == cue.hit.tokens
            && c.rule.cue == cue.rule.cue
    });
    // «توافق المعارضة» is "she agrees" of one verb and "he agreed" of another: the one that has its subject.
    let subject = |c: &CueHit<'_>| actors::subject(a, c.start(), c.end(), c.form).is_some();
    let other = cues.iter().find(|c| {
        !noun(c.form)
            && !noun(cue.form)
            && c.form != cue.form
            && c.hit.tokens == cue.hit.tokens
            && c.rule.cue == cue.rule.cue
    });
    if other.is_some_and(|other| !subject(cue) && subject(other)) {
        return true;
    }
    let word = a.word(cue.start()).trim_start_matches(['و', 'ف']);
    let verb = word.starts_with('ا') || !a.is_word(cue.end());
    twin && (if noun(cue.form) {
        verb
    } else {
        !verb && cue.hit.pronoun
    })
}

/// Most words, a title and two names, between a verb of accusing and what it accuses of.
const BLAMED_FOR: usize = 12;

/// Most words between a verb and a noun of stance that is what the verb is about.
const OBJECT_REACH: usize = 6;

/// Whether a noun of stance is what a verb of stance before it is about: «رفضت موسكو مشروع القرار» proposes
/// nothing, in «اتهمت باريس دمشق بارتكاب مجازر» only one side accuses.
fn is_object_of(a: &Analysis<'_>, cue: &CueHit<'_>, cues: &[CueHit<'_>]) -> bool {
    // «отверг эти обвинения»: somebody else's.
    if a.word(cue.start()).starts_with("обвинени") {
        return cues.iter().any(|c| {
            matches!(c.rule.cue, Cue::Rejects | Cue::Denies)
                && c.end() <= cue.start()
                && a.words_between(c.end(), cue.start()) <= OBJECT_REACH
        });
    }
    if actors::is_noun_of_verb_before(a, cue.start(), cue.form) {
        return true;
    }
    let noun = cue.form == Form::Plain && a.language() == Language::Arabic;
    let about = |verb: &&CueHit<'_>| {
        let near = verb.form != Form::Plain
            && verb.end() <= cue.start()
            && a.words_between(verb.end(), cue.start()) <= OBJECT_REACH;
        near && (verb.rule.cue == cue.rule.cue || cue.rule.cue == Cue::Proposes)
    };
    // «اتهم الوزير الجماعة برفض فتح الطرق»: what the others are accused of.
    let blamed = || {
        let verb = (cues.iter())
            .filter(|c| c.end() <= cue.start() && c.hit.tokens != cue.hit.tokens)
            .max_by_key(|c| c.start());
        cue.hit.before.has(Proclitics::IN)
            && verb.is_some_and(|v| {
                v.rule.cue == Cue::Accuses
                    && a.words_between(v.end(), cue.start()) <= BLAMED_FOR
                    && !(v.end()..cue.start()).any(|t| matches!(a.word(t), "," | "."))
            })
    };
    noun && !cue.hit.before.has(Proclitics::AND) && (cues.iter().any(|c| about(&c)) || blamed())
}

/// Where what is said begins: behind the verb, or behind its subject where that stands behind the verb.
fn behind_subject(cue: &CueHit<'_>, holders: &[Holder]) -> u32 {
    (holders.iter())
        .filter(|h| matches!(h.by, By::Subject | By::Partner) && h.actor.tokens.start >= cue.end())
        .map(|h| h.actor.tokens.end)
        .fold(cue.end(), u32::max)
}

/// Most words between a verb of agreeing and the truce agreed on.
const AGREED_REACH: usize = 7;

/// Whether two sides agree with each other on a truce: that is its declaration. To go on talking
/// about one is a position.
fn declares(a: &Analysis<'_>, cue: &CueHit<'_>, who: &[Holder], sentence: &Range<u32>) -> bool {
    let side = |x: &Holder| a.party(x.actor.party).side;
    let two =
        (who.iter().enumerate()).any(|(i, x)| who.iter().skip(i + 1).any(|y| side(x) != side(y)));
    // «إنه اتفق مع قوات الدعم السريع على هدنة»
    let with = matches!(a.word(cue.end()), "مع" | "with" | "с" | "со")
        && !a.actors_in(&(cue.end() + 1..cue.end() + 3)).is_empty();
    let two = two || with;
    // "The truce, agreed to by Israel and Hamas, …", "a pause in May, agreed by both".
    if a.word(cue.end()) == "by" && a.word(cue.start()) == "agreed" {
        let before = sentence.start.max(cue.start().saturating_sub(6))..cue.start();
        return a.has(&before, &[Cue::Truce, Cue::Extend]);
    }
    // «اتفقت غرفة العمليات والوحدات، السبت، على هدنة»: behind both.
    let from = behind_subject(cue, who);
    let behind = cue.end()..sentence.end;
    let truce = a
        .cues(&behind, &[Cue::Truce, Cue::Extend])
        .find(|c| a.words_between(from, c.start()) <= AGREED_REACH);
    // «وافقت حماس على تهدئة»: a truce of its own, that nobody has offered; "the truce" is answered.
    let own = || {
        truce.as_ref().is_some_and(|t| {
            t.rule.cue == Cue::Truce
                && !is_definite(a, t)
                && a.words_between(cue.end(), t.start()) <= OWN_REACH
        }) && !a.has(sentence, &[Cue::Propose, Cue::Proposes, Cue::Draft])
            && !truce.as_ref().is_some_and(|t| {
                // «قبلت هدنة دعت إليها الأمم المتحدة»: one that was offered.
                a.has(&(t.end()..sentence.end.min(t.end() + 4)), &[Cue::CallsFor])
            })
    };
    // «الهدنة التي اتفق عليها الوزيران»
    let told = two
        && matches!(a.word(cue.end()), "عليه" | "عليها")
        && a.has(
            &(sentence.start..cue.start()),
            &[Cue::Truce, Cue::Agreement],
        );
    told || (two || own())
        && truce.as_ref().is_some_and(|t| {
            !a.has(
                &(cue.end()..t.start()),
                &[Cue::Draft, Cue::Meeting, Cue::Meet, Cue::Conditions],
            )
        })
}

/// Most words between a verb of agreeing and the truce that is declared by it.
const OWN_REACH: usize = 4;

/// Whether it is "the truce", "its truce".
fn is_definite(a: &Analysis<'_>, truce: &CueHit<'_>) -> bool {
    truce.hit.pronoun
        || truce.hit.before.has(Proclitics::THE)
        || a.language() == Language::Russian
        || (truce.start().checked_sub(1))
            .is_some_and(|t| matches!(a.word(t), "the" | "this" | "that" | "'s"))
}

/// Two tellings within one stretch of words are one position.
fn overlaps(a: &Position, b: &Position) -> bool {
    let span = |p: &Position| p.evidence.first().map(hudna_truce::Evidence::span);
    matches!((span(a), span(b)), (Some(x), Some(y)) if x.overlaps(y))
}

/// The end of the clause that begins at `from`; a sign right there ends the name before it.
fn clause_end(a: &Analysis<'_>, from: u32, limit: u32) -> u32 {
    let limit = limit.min(from + QUOTE);
    (from..limit)
        .find(|&t| a.word(t) == "." || matches!(a.word(t), "," | ";") && t > from + 2)
        .unwrap_or(limit)
}

/// Towards what, in short.
fn target(a: &Analysis<'_>, range: Range<u32>) -> Option<String> {
    let words = a.text(range);
    // The letters that most words end in are known without the tables of all scripts.
    let stays = |c: char| matches!(c, 'ء'..='ي' | 'А'..='я') || c.is_alphanumeric();
    let words = words.trim_matches(|c| !stays(c));
    (!words.is_empty()).then(|| words.to_owned())
}
