//! Positions: which party accepts, refuses, asks for or blames what, and in whose words.
//!
//! The subject of a stance verb takes the position; a stance without a subject of its own («خطوة
//! إيجابية») is the speaker's. Negation turns acceptance into refusal; a verb inside a condition
//! takes no position. Silence that is reported is a position of its own, never a refusal.

mod blame;
mod holders;
mod why;

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::{Position, Stance};

use crate::{
    actors,
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form, PartyKind},
};

pub(crate) use holders::holder;
use holders::{By, Holder, holders};

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
            out.extend(blame::blamed(a, &breach, i, &sentence));
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
            for Holder { actor, by } in holders {
                // An agency relays; it takes a stance only as the subject of the verb.
                if a.party(actor.party).kind == PartyKind::Agency
                    && (stance != Stance::Accuses || by != By::Subject)
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

/// Whether the word is the other of two: «اقترح» is "he proposed" before it is "I propose", «ورفضها.» a
/// verb, «ورفضهم مغادرة المدينة» a noun.
fn other_reading(a: &Analysis<'_>, cue: &CueHit<'_>, cues: &[CueHit<'_>]) -> bool {
    let noun = |form: Form| form == Form::Plain;
    let twin = (cues.iter()).any(|c| {
        noun(c.form) != noun(cue.form)
            && c.hit.tokens == cue.hit.tokens
            && c.rule.cue == cue.rule.cue
    });
    let word = a.word(cue.start()).trim_start_matches(['و', 'ف']);
    let verb = word.starts_with('ا') || !a.is_word(cue.end());
    twin && (if noun(cue.form) {
        verb
    } else {
        !verb && cue.hit.pronoun
    })
}

/// Most words between a verb and a noun of stance that is what the verb is about.
const OBJECT_REACH: usize = 6;

/// Whether a noun of stance is what a verb of stance before it is about: «رفضت موسكو مشروع القرار» proposes
/// nothing, in «اتهمت باريس دمشق بارتكاب مجازر» only one side accuses.
fn is_object_of(a: &Analysis<'_>, cue: &CueHit<'_>, cues: &[CueHit<'_>]) -> bool {
    let noun = cue.form == Form::Plain && a.language() == Language::Arabic;
    let about = |verb: &&CueHit<'_>| {
        let near = verb.form != Form::Plain
            && verb.end() <= cue.start()
            && a.words_between(verb.end(), cue.start()) <= OBJECT_REACH;
        near && (verb.rule.cue == cue.rule.cue || cue.rule.cue == Cue::Proposes)
    };
    noun && !cue.hit.before.has(Proclitics::AND) && cues.iter().any(|c| about(&c))
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
    let behind = cue.end()..sentence.end;
    let truce = a
        .cues(&behind, &[Cue::Truce, Cue::Extend])
        .find(|c| a.words_between(cue.end(), c.start()) <= AGREED_REACH);
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
    (two || own())
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

fn stance_of(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> Option<Stance> {
    let stance = stance(cue.rule.cue)?;
    if a.language() == Language::Arabic {
        let before = a.word_before(cue.start()).map_or("", |t| a.word(t));
        // «قبل» is "before" far more often than "accepted".
        let accepted = matches!(
            before,
            "قد" | "وقد" | "انه" | "انها" | "انهم" | "بانه" | "بانها"
        ) || (a.actors_in(&(cue.end()..cue.end() + 1)).iter()).any(|x| !x.is_place);
        // So is «طلب» a request far more often than "requested".
        let word = a.word(cue.start()).trim_start_matches(['و', 'ف']);
        let noun = matches!(before, "عند" | "علي" | "الي" | "في" | "من" | "بناء");
        // «وطلب منه الموافقة على هدنة».
        let from_him =
            word == "طلب" && matches!(a.word(cue.end()), "منه" | "منها" | "منهم" | "منهما");
        if matches!(word, "قبل" | "طلب") && (!accepted && !from_him || noun) {
            return None;
        }
        // «حمل» carries arms or, with «مسؤولية», lays blame.
        let behind = || (cue.end()..sentence.end.min(cue.end() + BLAMED)).map(|t| a.word(t));
        let blames = || behind().any(|w| w.ends_with("مسووليه") || w.ends_with("اللوم"));
        let carries = matches!(
            a.word(cue.start()).trim_start_matches(['و', 'ف', 'ب']),
            "حمل" | "حملت" | "تحمل" | "يحمل" | "محملا" | "محمله"
        );
        if carries && !blames() {
            return None;
        }
        // «والتزمت الفصائل المسلحة داخل المدينة الصمت»: silent, not committed.
        if word.starts_with("التزم") && behind().any(|w| w == "الصمت") {
            return Some(Stance::NoneYet);
        }
        // «إن على إسرائيل رفع الحصار» asks something of somebody, «إن على الأرض قتالا» does not.
        let asked = || (a.actors_in(&(cue.end()..cue.end() + 1)).iter()).any(|x| !x.bare_nation);
        if cue.hit.tokens.len() > 1 && a.word(cue.end() - 1) == "علي" && !asked() {
            return None;
        }
        // Nor do «اللائمة على الولايات المتحدة», «الحرب على غزة».
        let that =
            || (a.word_before(cue.start())).is_some_and(|t| a.has(&(t..t + 1), &[Cue::That]));
        let needed = a.word(cue.start() + 1).starts_with("ضروره");
        if word == "علي" && stance == Stance::CallsFor && !needed && !that() {
            return None;
        }
        // «كاملا» is no "as hoping".
        if stance == Stance::CallsFor && cue.hit.before.has(Proclitics::AS) {
            return None;
        }
        // «ملتزمة بحماية المواطنين»: a duty; «ملتزمة بالهدنة», «ملتزمة بها» is an answer.
        if word.trim_start_matches("ال").starts_with("ملتزم") && !binds_to_truce(a, cue, sentence)
        {
            return None;
        }
        // «أكد التزام الجماعة بالهدنة»; in «دعا إلى التزام الأطراف بالهدنة» it is asked for.
        let commitment = word == "التزام";
        if commitment {
            let before = sentence.start..cue.start();
            let said = (a.cues(&before, &[Cue::Say, Cue::Declare, Cue::CallsFor])).last();
            let affirmed = said.is_some_and(|c| {
                c.rule.cue != Cue::CallsFor && a.words_between(c.end(), cue.start()) <= AFFIRMED
            });
            if noun || !affirmed || !binds_to_truce(a, cue, sentence) {
                return None;
            }
        }
        // «وهو ما لم يحدث منذ 2016»: what has not happened, no condition.
        if stance == Stance::Conditions && matches!(before, "هو" | "وهو" | "هي" | "وهي" | "وهذا")
        {
            return None;
        }
        // «المقاتلين الرافضين للتسوية»: says which fighters, not what anybody answers.
        if cue.form == Form::Plain
            && matches!(stance, Stance::Accepts | Stance::Rejects)
            && cue.hit.before.has(Proclitics::THE)
            && !commitment
        {
            return None;
        }
        // «علقت البدء على موافقتهم»: it hangs on their word, which is not given.
        if stance == Stance::Accepts && cue.form == Form::Plain && before == "علي" {
            return None;
        }
        // «أن يتفق»: wished for, not done.
        let present = matches!(
            cue.form,
            Form::PresentHe | Form::PresentShe | Form::PresentThey
        );
        if present && before == "ان" && matches!(stance, Stance::Accepts | Stance::Rejects) {
            return None;
        }
    }
    // "Egypt may welcome the plan", «قد ترحب»: nothing has been said yet.
    let last = a.word_before(cue.start()).map_or("", |t| a.word(t));
    let unsaid = matches!(
        last,
        "may" | "might" | "could" | "может" | "могут" | "могла" | "мог"
    ) || last == "قد"
        && matches!(
            cue.form,
            Form::PresentHe | Form::PresentShe | Form::PresentThey
        );
    if unsaid && stance != Stance::Conditions {
        return None;
    }
    // «войска должны быть готовы дать отпор»: what they ought to be.
    if stance == Stance::Accepts && matches!(last, "быть" | "be") {
        return None;
    }
    // «إذا كان ذلك صحيحا فسيكون أمرا جيدا»: the condition is the answer.
    if stance == Stance::Welcomes
        && matches!(last, "فسيكون" | "فستكون" | "فهذا")
        && a.has(&(sentence.start..cue.start()), &[Cue::Conditions])
    {
        return None;
    }
    // "All sides agreed" names nobody; in «داعيا الطرفين» they are the object.
    if matches!(
        stance,
        Stance::Accepts | Stance::Rejects | Stance::Welcomes | Stance::NoneYet
    ) && a.has(
        &(cue.end()..cue.end() + 1),
        &[Cue::AllSides, Cue::BothSides],
    ) {
        return None;
    }
    if in_condition(a, cue, sentence) && stance != Stance::Conditions {
        return None;
    }
    // «لم تعلن إسرائيل بعد قبولها الهدنة»: an answer that has not been given.
    let noun = cue.form == Form::Plain && a.language() == Language::Arabic;
    if noun && matches!(stance, Stance::Accepts | Stance::Rejects | Stance::Welcomes) {
        let told = sentence.start.max(cue.start().saturating_sub(8))..cue.start();
        let open = a.cues(&told, &[Cue::Not]).any(|not| {
            a.cues(&(not.end()..cue.start()), &[Cue::Declare, Cue::Say])
                .any(|verb| a.words_between(not.end(), verb.start()) == 0)
        });
        if open {
            return Some(Stance::NoneYet);
        }
    }
    // A yes or no that hangs on a condition is the condition: «لن تقبل … ما لم», "agreed … only if".
    if matches!(stance, Stance::Accepts | Stance::Rejects) && conditioned(a, cue, sentence) {
        return None;
    }
    // "criticised the plan" refuses what is planned; "criticised Moscow" blames somebody.
    if stance == Stance::Accuses && criticises(a, cue) {
        return Some(Stance::Rejects);
    }
    let near = sentence.start.max(cue.start().saturating_sub(2))..cue.start();
    let negated = a.cues(&near, &[Cue::Not]).any(|c| c.end() <= cue.start());
    match (stance, negated) {
        (Stance::Accepts, true) => Some(Stance::Rejects),
        (Stance::Rejects | Stance::Denies, true) => Some(Stance::Accepts),
        (Stance::Welcomes | Stance::CallsFor | Stance::Proposes | Stance::Accuses, true) => None,
        _ => Some(stance),
    }
}

/// Most words between "if" and a verb of its clause.
const IF_REACH: usize = 5;

/// Whether the verb stands within "if …": nothing has been decided yet.
pub(crate) fn in_condition(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let near = sentence.start.max(cue.start().saturating_sub(3))..cue.start();
    let right_before = a.cues(&near, &[Cue::If]).any(|c| c.end() <= cue.start());
    // "only if Turkey and the rebels accept"; a comma ends the clause. Arabic has its verb first.
    let clause = || {
        (a.cues(&(sentence.start..cue.start()), &[Cue::If]).last()).is_some_and(|c| {
            c.end() <= cue.start()
                && a.words_between(c.end(), cue.start()) <= IF_REACH
                && (c.end()..cue.start()).all(|t| a.is_word(t) && a.word(t) != "then")
        })
    };
    right_before || a.language() != Language::Arabic && clause()
}

/// Whether a word or plan, no party, is what a verb of criticising is about.
fn criticises(a: &Analysis<'_>, cue: &CueHit<'_>) -> bool {
    let word = a.word(cue.start());
    if !["نتقد", "criticis", "criticiz", "критиковал"]
        .iter()
        .any(|w| word.contains(w))
    {
        return false;
    }
    let behind = match a.language() {
        Language::Arabic => actors::subject(a, cue.start(), cue.end(), cue.form)
            .map_or(cue.end(), |x| x.tokens.end.max(cue.end())),
        _ => cue.end(),
    };
    (a.actors_in(&(behind..behind + 2)).iter()).all(|x| a.words_between(behind, x.tokens.start) > 0)
}

/// Most words, a name and its titles, between a verb of saying and the commitment that is affirmed.
const AFFIRMED: usize = 9;

/// Tokens behind a verb of blaming in which the blame is named.
const BLAMED: u32 = 22;

/// Whether what somebody is bound to is a truce, an agreement or what was named before.
fn binds_to_truce(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let behind = cue.end()..sentence.end.min(cue.end() + 5);
    matches!(a.word(cue.end()), "به" | "بها" | "بهما" | "بذلك")
        || a.has(
            &behind,
            &[Cue::Truce, Cue::Agreement, Cue::Stop, Cue::Extend],
        )
}

/// Whether the rest of the sentence makes what is said depend on something, before another stance
/// is told.
fn conditioned(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let behind = cue.end()..sentence.end;
    a.cues(&behind, &STANCES)
        .find(|c| c.form != Form::Plain || c.rule.cue == Cue::Conditions)
        .is_some_and(|c| c.rule.cue == Cue::Conditions && stance_of(a, &c, sentence).is_some())
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
