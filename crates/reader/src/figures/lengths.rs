//! Lengths of time that are figures: those that somebody asks for, and how long something lasted.

use hudna_text::clitic::Proclitics;
use hudna_truce::{Figure, FigureKind};

use super::{Figures, why};
use crate::{
    analysis::Analysis,
    lexicon::Cue,
    time::{DurationRole, TimeValue},
};

/// «دعا إلى وقف إطلاق النار لمدة خمسة أيام»: the length of a truce that is asked for, not declared.
fn asked_for(a: &Analysis<'_>, start: u32) -> bool {
    const TOLD: [Cue; 4] = [Cue::CallsFor, Cue::Declare, Cue::Agree, Cue::Accepts];
    let sentence = a.sentence_range(a.sentence_of(start));
    let from = sentence.start.max(start.saturating_sub(FARTHEST));
    let truce = (a.cues(&(from..start), &[Cue::Truce, Cue::Extend])).last();
    let Some(truce) = truce.filter(|c| !c.hit.before.has(Proclitics::THE)) else {
        return false;
    };
    let last = a.cues(&(from..truce.start()), &TOLD).last();
    last.is_some_and(|c| {
        c.rule.cue == Cue::CallsFor && a.words_between(c.end(), truce.start()) <= ASKED_REACH
    })
}

/// Tokens before a length in which the truce and the verb of asking stand.
const FARTHEST: u32 = 40;

/// Most words between a verb of asking and the truce that is asked for.
const ASKED_REACH: usize = 6;

/// Whether "at least" stands right before an upper bound.
fn is_least(a: &Analysis<'_>, at: u32) -> bool {
    let word = |n: u32| at.checked_sub(n).map_or("", |t| a.word(t));
    matches!(
        (word(2), word(1)),
        ("как", "минимум") | ("at", "least") | ("علي", "الاقل")
    ) || matches!(
        (word(3), word(2), word(1)),
        ("по", "меньшей", "мере") | ("по", "крайней", "мере")
    )
}

/// Lengths that somebody asks for: of a truce, or with a bound ("at least 48 hours").
pub(super) fn demanded(a: &Analysis<'_>, out: &mut Figures) {
    for t in &a.times {
        let TimeValue::Duration { amount, unit, role } = &t.value else {
            continue;
        };
        let asked = amount.max.is_some() && asked_for(a, t.tokens.start.0);
        if matches!(role, DurationRole::History | DurationRole::Apart)
            || amount.max.is_some() && !asked
        {
            continue;
        }
        // «как минимум до 48 часов»: at least so many.
        let least = amount.min.is_none() && is_least(a, t.tokens.start.0);
        let (min, max) = if least {
            (amount.max, None)
        } else {
            (amount.min, amount.max)
        };
        out.add(
            Figure {
                what: FigureKind::Other,
                min: min.map(hudna_text::Rational::to_f64),
                max: max.map(hudna_text::Rational::to_f64),
                exact: asked && amount.exact,
                unit: unit.plural().to_owned(),
                place: None,
                src: t.span.of(a.doc.source()).unwrap_or("").to_owned(),
                evidence: vec![a.evidence_at(t.span, &t.rule, None)],
                part_of: None,
                reasons: why::length(
                    a,
                    t,
                    if asked {
                        "the length of a truce that is asked for"
                    } else {
                        "a length with a lower bound"
                    },
                ),
            },
            t.tokens.start.0..t.tokens.end.0,
        );
    }
}

/// How long something lasted: «مفاوضات فاشلة استمرت خمسة أشهر», «الهدنة السابقة التي استمرت ثلاثة أيام». What a
/// truce is to last is a slot of it.
pub(super) fn lasted(a: &Analysis<'_>, out: &mut Figures) {
    for t in &a.times {
        let Some((length, unit)) = t.value.lasted() else {
            continue;
        };
        let length = Some(length.to_f64());
        out.add(
            Figure {
                what: FigureKind::Other,
                min: length,
                max: length,
                exact: true,
                unit: unit.plural().to_owned(),
                place: None,
                src: t.span.of(a.doc.source()).unwrap_or("").to_owned(),
                evidence: vec![a.evidence_at(t.span, &t.rule, None)],
                part_of: None,
                reasons: why::length(a, t, "how long something lasted"),
            },
            t.tokens.start.0..t.tokens.end.0,
        );
    }
}
