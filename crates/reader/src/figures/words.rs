//! Figures that are told by words, not by numbers: nobody, one person, two in the Arabic dual.

use std::ops::Range;

use hudna_text::Language;
use hudna_truce::{Figure, FigureKind};

use super::{Figures, UNITS, kind_cue, kind_of, unit_name, why};
use crate::{
    analysis::{Analysis, CueHit},
    area,
    lexicon::{Cue, Form, Rule},
};

/// The figure that the word tells: so many of a unit, and why.
fn told(
    a: &Analysis<'_>,
    c: &CueHit<'_>,
    what: FigureKind,
    (n, unit): (u8, &str),
    why: &'static str,
) -> Figure {
    Figure {
        what,
        min: Some(f64::from(n)),
        max: Some(f64::from(n)),
        exact: true,
        unit: unit.to_owned(),
        place: area::of_noun(a, c.end(), 6).map(|x| x.name(a)),
        src: a.text(c.hit.tokens.clone()).to_owned(),
        evidence: vec![a.evidence(c.hit.tokens.clone(), &c.rule.id, None)],
        part_of: None,
        reasons: why::whole(a, c, why),
    }
}

/// «قتل جندي», "a soldier was killed": one, where a word for killed or wounded stands right beside it.
fn one(a: &Analysis<'_>, c: &CueHit<'_>, sentence: &Range<u32>) -> Option<Figure> {
    let verb = (a.cues(sentence, &[Cue::Killed, Cue::Injured])).find(|k| {
        let (from, to) = if k.end() <= c.start() {
            (k.end(), c.start())
        } else {
            (c.end(), k.start())
        };
        let arabic = a.language() == Language::Arabic;
        // The Arabic word right behind the verb, with no particle; "a soldier was killed".
        if arabic {
            let there = (k.end()..c.start()).all(|t| matches!(a.word(t), "فيها" | "فيه"));
            k.end() <= c.start() && there && c.hit.before.is_empty()
        } else {
            a.words_between(from, to) <= usize::from(a.language() == Language::English)
        }
    })?;
    let next = a.word(c.end());
    // «قتل مدني وأصيب آخر» counts one; «قتل رجل وزوجته» tells of more, and «مقتل ضابط برتبة» of one.
    let more = next.starts_with('و')
        && a.cues(&(c.end()..c.end() + 1), &[Cue::Killed, Cue::Injured])
            .next()
            .is_none()
        && a.language() == Language::Arabic
        || matches!(next, "and" | "и");
    let counted = (a
        .numbers_in(&(c.start().saturating_sub(2)..c.end() + 1))
        .iter())
    .any(|n| n.tokens.end.0 >= c.start());
    let denied = a.has(
        &(sentence.start.max(verb.start().saturating_sub(2))..verb.start()),
        &[Cue::Not],
    );
    if more || counted || denied {
        return None;
    }
    let what = kind_of(Some(Cue::UnitPersons), Some(&verb));
    Some(told(a, c, what, (1, "persons"), "one"))
}

/// Endings of the dual; the «ي» of a masculine one before its genitive is also that of adjectives: «هجومي».
const DUAL: [&str; 6] = ["ان", "ين", "تان", "تين", "تا", "تي"];

/// Arabic duals of what is counted: «سفينتا وقود» are two ships, «خرقان» two breaches.
pub(super) fn duals(a: &Analysis<'_>, out: &mut Figures) {
    if a.language() != Language::Arabic {
        return;
    }
    let counted: Vec<Cue> = UNITS.into_iter().chain([Cue::TwoPersons]).collect();
    for (_, sentence) in a.sentences() {
        if is_caption(a, &sentence) {
            continue;
        }
        for c in a.cues(&sentence, &counted) {
            let word = a.word(c.start());
            let persons = c.rule.cue == Cue::TwoPersons;
            let dual = persons
                || c.form == Form::Dual && DUAL.iter().any(|e| word.ends_with(e))
                || ["تان", "تين", "تا"].iter().any(|e| word.ends_with(e)) && c.form == Form::Plural;
            let after_number =
                (a.numbers_in(&sentence).iter()).any(|n| n.tokens.end.0 == c.start());
            if dual && !after_number {
                let unit = if persons {
                    Cue::UnitPersons
                } else {
                    c.rule.cue
                };
                let people = matches!(unit, Cue::UnitPersons | Cue::UnitFamilies);
                let what = if people {
                    let kind = kind_cue(a, &c.hit.tokens, c.end(), Some(unit), &sentence);
                    kind_of(Some(unit), kind.as_ref())
                } else {
                    FigureKind::Other
                };
                let figure = told(a, &c, what, (2, unit_name(unit)), "a dual: 2");
                out.add(figure, c.hit.tokens.clone());
            }
        }
    }
}

/// Most tokens before the colon of a caption.
const CAPTION: u32 = 3;

/// «صورة: طفلان قرب سيارة»: what a picture shows is not what happened.
fn is_caption(a: &Analysis<'_>, sentence: &Range<u32>) -> bool {
    let head = sentence.start..sentence.end.min(sentence.start + CAPTION);
    let colon = (head.clone()).find(|&t| a.word(t) == ":");
    colon.is_some_and(|end| (head.start..end).any(|t| matches!(a.word(t), "صوره" | "الصوره")))
}

/// «لم يخرج أحد», "nobody left".
pub(super) fn nobody(a: &Analysis<'_>) -> Vec<(Figure, Range<u32>)> {
    let mut out = Vec::new();
    for c in a.cues(&a.everything(), &[Cue::NobodyLeft]) {
        let figure = told(a, &c, FigureKind::Evacuated, (0, "persons"), "nobody: 0");
        out.push((figure, c.hit.tokens.clone()));
    }
    for not in a.cues(&a.everything(), &[Cue::Not]) {
        let Some((words, rule)) = no_one(a, &not) else {
            continue;
        };
        let before = words.start.saturating_sub(1)..words.end;
        if a.has(&before, &[Cue::NobodyLeft]) {
            continue;
        }
        let figure = Figure {
            what: FigureKind::Evacuated,
            min: Some(0.0),
            max: Some(0.0),
            exact: true,
            unit: "persons".to_owned(),
            place: area::of_noun(a, words.end, 6).map(|x| x.name(a)),
            src: a.text(words.clone()).to_owned(),
            evidence: vec![a.evidence(words.clone(), &rule.id, None)],
            part_of: None,
            reasons: why::whole(a, &not, "nobody: 0"),
        };
        out.push((figure, words));
    }
    out
}

/// Most tokens between a word of denial and leaving.
const DENIED_REACH: u32 = 12;

/// «لم يُسجل خروج أي مدني», «دون أن يغادر مريض واحد», "not a single person was able to leave": the words, and the rule
/// that makes them ones of leaving.
fn no_one<'a>(a: &'a Analysis<'_>, not: &CueHit<'_>) -> Option<(Range<u32>, &'a Rule)> {
    let sentence = a.sentence_range(a.sentence_of(not.start()));
    let near = not.end()..sentence.end.min(not.end() + DENIED_REACH);
    match a.language() {
        Language::Arabic => {
            let leave = a.cues(&near, &[Cue::Leave]).next()?;
            // What nobody registers has not happened; what nobody prevents may have.
            let registered = (not.end()..leave.start()).all(|t| {
                !a.is_word(t)
                    || a.touches_time(&(t..t + 1))
                    || matches!(
                        a.word(t),
                        "يسجل"
                            | "تسجل"
                            | "يرصد"
                            | "ترصد"
                            | "يشهد"
                            | "تشهد"
                            | "يتم"
                            | "ان"
                            | "حتي"
                            | "الان"
                            | "بعد"
                    )
            });
            let next = leave.end();
            let person = |t: u32| a.has(&(t..t + 1), &[Cue::UnitPersons]);
            let any = matches!(a.word(next), "اي" | "ايه") && person(next + 1);
            let one = person(next) && matches!(a.word(next + 1), "واحد" | "واحده");
            (registered && (any || one) && next + 2 <= sentence.end)
                .then(|| (not.start()..next + 2, leave.rule))
        }
        Language::English => {
            let single = a.word(not.end()) == "a" && a.word(not.end() + 1) == "single";
            let noun = a.cues(&near, &[Cue::UnitPersons]).next()?;
            let left = (noun.end()..sentence.end.min(noun.end() + 5)).find(|&t| {
                matches!(
                    a.word(t),
                    "leave" | "left" | "cross" | "crossed" | "evacuated"
                )
            })?;
            (single && noun.start() == not.end() + 2).then(|| (not.start()..left + 1, noun.rule))
        }
        _ => None,
    }
}

/// Most tokens before «нет» in which the nouns of what there was none of stand.
const NONE_REACH: u32 = 6;

/// «Погибших и раненых нет»: nobody, of each kind that is named in front.
pub(super) fn none_of(a: &Analysis<'_>, out: &mut Figures) {
    if a.language() != Language::Russian {
        return;
    }
    for (_, sentence) in a.sentences() {
        for none in (sentence.clone()).filter(|&t| a.word(t) == "нет") {
            let near = sentence.start.max(none.saturating_sub(NONE_REACH))..none;
            // «О жертвах сведений нет»: nothing is known.
            let from = (near.clone().rev())
                .find(|&t| {
                    !a.has(&(t..t + 1), &[Cue::Killed, Cue::Injured])
                        && !matches!(a.word(t), "и" | "или" | ",")
                })
                .map_or(near.start, |t| t + 1);
            for c in a.cues(&(from..none), &[Cue::Killed, Cue::Injured]) {
                if c.rule.cue == Cue::Killed || c.rule.cue == Cue::Injured {
                    let what = kind_of(Some(Cue::UnitPersons), Some(&c));
                    let figure = told(a, &c, what, (0, "persons"), "none: 0");
                    out.add(figure, c.hit.tokens.clone());
                }
            }
        }
    }
}

/// Single persons who were killed or wounded.
pub(super) fn singles(a: &Analysis<'_>, out: &mut Figures) {
    for (_, sentence) in a.sentences() {
        for c in a.cues(&sentence, &[Cue::OnePerson]) {
            if let Some(figure) = one(a, &c, &sentence) {
                out.add(figure, c.hit.tokens.clone());
            }
        }
    }
}
