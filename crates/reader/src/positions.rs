//! Positions: which party accepts, refuses, asks for or blames what, and in whose words.
//!
//! The subject of a stance verb takes the position; a stance without a subject of its own («خطوة
//! إيجابية») is the speaker's. Negation turns acceptance into refusal; a verb inside a condition
//! takes no position. Silence that is reported is a position of its own, never a refusal.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::{Position, Stance};

use crate::{
    actors::{self, Actor},
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form, PartyKind},
};

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
        let cues: Vec<CueHit<'_>> = a.cues(&sentence, &STANCES).collect();
        for cue in &cues {
            let Some(stance) = stance_of(a, cue, &sentence) else {
                continue;
            };
            for actor in holders(a, cue, i, &sentence) {
                if a.lexicon.party(actor.party).kind == PartyKind::Agency
                    && stance != Stance::Accuses
                {
                    continue;
                }
                let end = clause_end(a, cue.end(), sentence.end);
                let start = cue.start().min(actor.tokens.start.max(sentence.start));
                let start =
                    if actor.tokens.start < sentence.start || actor.tokens.start > cue.start() {
                        cue.start()
                    } else {
                        start
                    };
                let new = Position {
                    actor: actor.name(a).to_owned(),
                    speaker: actor.speaker(a),
                    stance,
                    target: target(a, cue.end()..end),
                    quote_src: a.text(start..end).to_owned(),
                    evidence: vec![
                        a.evidence(start..end, &cue.rule.id, None),
                        a.evidence(actor.tokens.clone(), &cue.rule.id, Some("actor")),
                    ],
                };
                let same = (out.iter_mut())
                    .find(|p| p.actor == new.actor && p.stance == new.stance && overlaps(p, &new));
                match same {
                    Some(old) => {
                        old.speaker = old.speaker.take().or(new.speaker);
                        old.evidence.extend(new.evidence);
                    }
                    None => out.push(new),
                }
            }
        }
    }
    out
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
        let accepted = matches!(before, "قد" | "وقد")
            || (a.actors_in(&(cue.end()..cue.end() + 1)).iter()).any(|x| !x.is_place);
        // So is «طلب» a request far more often than "requested".
        let word = a.word(cue.start()).trim_start_matches(['و', 'ف']);
        if matches!(word, "قبل" | "طلب") && !accepted {
            return None;
        }
        // «حمل» carries arms or, with «مسؤولية», lays blame.
        let blames = (cue.end()..sentence.end.min(cue.end() + 9))
            .any(|t| a.word(t).ends_with("مسووليه") || a.word(t).ends_with("اللوم"));
        let carries = matches!(
            a.word(cue.start()).trim_start_matches(['و', 'ف', 'ب']),
            "حمل" | "حملت" | "تحمل" | "يحمل"
        );
        if carries && !blames {
            return None;
        }
        // «والتزمت الفصائل المسلحة داخل المدينة الصمت»: silent, not committed.
        let silent = (cue.end()..sentence.end.min(cue.end() + 9)).any(|t| a.word(t) == "الصمت");
        if silent
            && a.word(cue.start())
                .trim_start_matches(['و', 'ف'])
                .starts_with("التزم")
        {
            return Some(Stance::NoneYet);
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
    // "All sides agreed" names nobody.
    if a.has(
        &(cue.end()..cue.end() + 1),
        &[Cue::AllSides, Cue::BothSides],
    ) {
        return None;
    }
    let before = sentence.start.max(cue.start().saturating_sub(3))..cue.start();
    // Within "if …" nothing has been decided yet.
    let conditional = a.cues(&before, &[Cue::If]).any(|c| c.end() <= cue.start());
    if conditional && stance != Stance::Conditions {
        return None;
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

/// Everybody who holds the position: the holder with its partners, or both ministers of a dual verb.
fn holders(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: usize, range: &Range<u32>) -> Vec<Actor> {
    let subject = actors::subject(a, cue.start(), cue.end(), cue.form);
    if cue.rule.cue == Cue::Accepts && cue.form == Form::PastThey && subject.is_none() {
        // «اتفقا»: the last two parties named.
        let mut last: Vec<Actor> = Vec::new();
        for x in a.actors_in(&(0..cue.start())).iter().rev() {
            if x.person.is_some() && !last.iter().any(|y| y.party == x.party) {
                last.push(x.clone());
            }
            if last.len() == 2 {
                return last;
            }
        }
    }
    let Some(one) = holder(a, cue, sentence, range) else {
        return Vec::new();
    };
    if subject.as_ref() == Some(&one) || cue.rule.cue == Cue::Proposes {
        actors::with_partners(a, &one)
    } else {
        vec![one]
    }
}

/// Who holds the position.
pub(crate) fn holder(
    a: &Analysis<'_>,
    cue: &CueHit<'_>,
    sentence: usize,
    range: &Range<u32>,
) -> Option<Actor> {
    let fits = |x: &Actor| !x.is_place;
    if cue.rule.cue == Cue::NoneYet {
        // «لم يصدر أي موقف من الجماعات المسلحة»: whoever is named behind.
        let behind = (a.actors_in(&(cue.end()..range.end)).iter()).find(|x| fits(x));
        let from = |x: &&Actor| {
            a.words_between(cue.end(), x.tokens.start) <= 5
                && (cue.end()..x.tokens.start)
                    .any(|t| matches!(a.word(t), "من" | "from" | "by" | "от"))
                || a.word(cue.end() - 1) == "عن"
        };
        if let Some(x) = behind.filter(from) {
            return Some(x.clone());
        }
    }
    let is_verb = !matches!(cue.form, Form::Plain) || a.language() != Language::Arabic;
    let subject = actors::subject(a, cue.start(), cue.end(), cue.form).filter(fits);
    let speaker = a.speakers.get(sentence).cloned().flatten();
    let told_before = || {
        (a.actors_in(&(range.start..cue.start())).iter().rev())
            .find(|x| fits(x) && !x.bare_nation)
            .cloned()
    };
    // «وحضت روسيا على …» goes on with the subject of the verb before.
    let goes_on = || {
        let carried = matches!(cue.rule.cue, Cue::CallsFor | Cue::Accuses)
            && cue.hit.before.has(Proclitics::AND)
            && cue.start() > range.start;
        if !carried {
            return None;
        }
        let before = range.start..cue.start();
        let verb = a
            .cues(&before, &STANCES)
            .filter(|c| c.form != Form::Plain && c.form.feminine() == cue.form.feminine())
            .last()?;
        actors::subject(a, verb.start(), verb.end(), verb.form).filter(fits)
    };
    if is_verb {
        goes_on().or(subject).or(speaker).or_else(told_before)
    } else if cue.hit.pronoun {
        // «ورفضهم»: of those named last.
        told_before().or(speaker)
    } else {
        // «الجانب التركي، الذي أبدى توافقه»: whom the relative clause is about.
        let relative = (range.start.max(cue.start().saturating_sub(1))..cue.start())
            .find(|&t| matches!(a.word(t), "الذي" | "التي" | "الذين"));
        if let Some(t) = relative
            && let Some(x) = (a.actors_in(&(range.start..t)).iter().rev())
                .find(|x| fits(x) && a.words_between(x.tokens.end, t) == 0)
        {
            return Some(x.clone());
        }
        // A noun or participle: its owner stands right behind or it is the speaker's.
        let owner = (a.actors_in(&(cue.end()..range.end)).iter())
            .find(|x| {
                fits(x)
                    && a.words_between(cue.end(), x.tokens.start)
                        <= usize::from(cue.rule.cue == Cue::Proposes)
            })
            .cloned();
        owner
            .filter(|_| {
                matches!(cue.rule.cue, Cue::Accepts | Cue::Rejects | Cue::Proposes)
                    || a.word(cue.start()).ends_with("مطالبه")
            })
            .or(speaker)
            .or(subject)
            .or_else(told_before)
    }
}

/// The end of the clause that begins at `from`.
fn clause_end(a: &Analysis<'_>, from: u32, limit: u32) -> u32 {
    let limit = limit.min(from + QUOTE);
    (from..limit)
        .find(|&t| matches!(a.word(t), "," | ";" | ".") && t > from + 2)
        .unwrap_or(limit)
}

/// Towards what, in short.
fn target(a: &Analysis<'_>, range: Range<u32>) -> Option<String> {
    let words = a.text(range);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    (!words.is_empty()).then(|| words.to_owned())
}
