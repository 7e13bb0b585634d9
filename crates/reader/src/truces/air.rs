//! Halts of air raids that have times of their own, beside the truce.

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::{Truce, TruceKind, TruceStatus};
use jiff::civil::Date;

use super::{
    Draft,
    apart::{area_of, part_is_place},
    course::{purposes, turned_down},
    declarers::{declarers, kind_of},
    mentions::{Mention, Of},
    why,
    window::{Window, window_of},
};
use crate::{
    analysis::{Analysis, CueHit},
    area::{self, Area},
    lexicon::{Cue, PartyIdx},
    time::{TimeUnit, TimeValue},
};

/// Whether what stops the raids is said of a time to come.
pub(super) fn is_ahead(a: &Analysis<'_>, m: &Mention) -> bool {
    let before = (m.tokens.start.checked_sub(1)).map_or("", |t| a.word(t));
    matches!(before, "would" | "will" | "to" | "будут" | "будет")
        || ["ست", "سي"]
            .iter()
            .any(|w| a.word(m.tokens.start).starts_with(w))
}

/// «توقف روسيا القصف كل يوم من التاسعة إلى الثانية … قتلوا خلال ساعات الهدنة نفسها»: where the halt is told first and
/// "the truce" behind it is told by nobody, it is that halt.
pub(super) fn join(a: &Analysis<'_>, mentions: &mut [Mention]) {
    let first = mentions.iter().position(|m| m.of == Of::Air && !m.repeat);
    let Some((before, halt, behind)) = first.and_then(|i| {
        let (before, rest) = mentions.split_at_mut(i);
        let (halt, behind) = rest.split_first_mut()?;
        Some((before, halt, behind))
    }) else {
        return;
    };
    let told = |m: &Mention| {
        let sentence = a.sentence_range(m.sentence);
        a.has(
            &sentence,
            &[Cue::Declare, Cue::Agree, Cue::Extend, Cue::Propose],
        )
    };
    let again = |m: &&Mention| {
        m.noun && (a.cues(&m.tokens, &[Cue::Truce])).any(|c| is_definite(a, &c)) && !told(m)
    };
    let main = |m: &&Mention| m.of == Of::Main;
    let alone = !before.iter().any(|m| main(&m)) && !behind.iter().any(|m| m.of == Of::Air);
    let mut others = behind.iter().filter(main).peekable();
    if alone && others.peek().is_some() && others.all(|m| again(&m)) {
        halt.of = Of::Main;
    }
}

/// «الهدنة», "the truce".
fn is_definite(a: &Analysis<'_>, truce: &CueHit<'_>) -> bool {
    truce.hit.before.has(Proclitics::THE)
        || (truce.start().checked_sub(1)).is_some_and(|t| matches!(a.word(t), "the" | "this"))
        || a.language() == Language::Russian
}

pub(super) fn truces(
    a: &Analysis<'_>,
    m: &Mention,
    reference: Option<Date>,
    zone: Option<&str>,
    before: &[Truce],
) -> Vec<Truce> {
    let mentions = [m];
    let mut who = declarers(a, &mentions);
    if who.is_empty()
        && let Some(first) = before.first()
    {
        let rule = m.rule.clone();
        for name in &first.declared_by {
            if let Some(p) = a.party_named(name) {
                who.push((p, a.evidence(m.tokens.clone(), &rule, Some("declared_by"))));
            }
        }
    }
    let parties: Vec<PartyIdx> = who.iter().map(|(p, _)| *p).collect();
    let window = window_of(a, &mentions, &[], true);
    let extended = a.has(&a.sentence_range(m.sentence), &[Cue::Extend]);
    // What is not said to hold already stands where the truce stands.
    let status = match before.first() {
        _ if extended => TruceStatus::Extended,
        Some(main) if window.start.is_none() && window.day.is_none() => main.status,
        // A part of what has only been announced, told without a day of its own.
        Some(main) if main.status == TruceStatus::Announced && window.day.is_none() => main.status,
        // "said it would halt air strikes": not yet.
        None if is_ahead(a, m) => TruceStatus::Announced,
        _ => TruceStatus::InForce,
    };
    // «وقف مؤقت للغارات الجوية اقترحه»: offered, and perhaps refused.
    let offered = (a.cues(&(m.tokens.end..m.tokens.end + 5), &[Cue::Propose]))
        .any(|c| c.hit.pronoun && a.sentence_of(c.start()) == m.sentence);
    let (status, because) = match offered.then(|| turned_down(a, &mentions, &parties)) {
        Some(Some(e)) => (TruceStatus::Rejected, Some(e)),
        Some(None) => (TruceStatus::Proposed, None),
        None => (status, None),
    };
    let kind = before
        .first()
        .filter(|_| !offered)
        .filter(|main| {
            let names: Vec<&str> = parties.iter().map(|&p| a.party(p).name.as_str()).collect();
            main.declared_by == names
        })
        .map_or_else(|| kind_of(a, &parties, &mentions), |main| main.kind);
    let kind = if offered { TruceKind::Proposed } else { kind };
    let sentence = a.sentence_range(m.sentence);
    let parts: Vec<CueHit<'_>> = a
        .cues(&sentence, &area::PARTS)
        .filter(|c| part_is_place(a, c))
        .collect();
    let area = area_of(a, &mentions, &who);
    let whole = Draft {
        mentions: &mentions,
        kind,
        area: area.clone(),
        status: (status, because),
        purpose: purposes(a, &[m.sentence], offered),
        days: None,
        hours: None,
        window,
        who,
    }
    .finish(a, reference, zone);
    let Some(area) = area.filter(|_| parts.len() > 1) else {
        return vec![whole];
    };
    // «فوق الجنوب طوال الأيام الأربعة، وفوق الشمال 6 ساعات كل يوم»: each part has its own time.
    (parts.iter().enumerate())
        .map(|(i, part)| {
            let told = part.start()..parts.get(i + 1).map_or(sentence.end, CueHit::start);
            let mut window = Window::default();
            let (mut days, mut hours) = (None, None);
            for (_, t) in a.times_in(&told) {
                window.take(a, t);
                window.daily |= t.value == TimeValue::Daily;
                if let TimeValue::Duration { amount, unit, .. } = &t.value {
                    let n = amount.single().map(hudna_text::Rational::to_f64);
                    match unit {
                        TimeUnit::Day => days = days.or(n),
                        TimeUnit::Hour => hours = hours.or(n),
                        _ => {}
                    }
                }
            }
            let own = Area {
                part: Some(part.rule.cue),
                tokens: part.hit.tokens.clone(),
                ..area.clone()
            };
            let mut one = whole.clone();
            one.area = Some(own.name(a));
            one.starts = window.starts(reference);
            one.ends = window.ends(reference);
            (one.clock_start, one.clock_end) = (window.start, window.end);
            one.daily = window.daily;
            one.days = days;
            one.duration_hours = hours.or_else(|| window.hours());
            one.relative = window.relative.clone().map(|r| a.text(r).to_owned());
            if a.explains {
                one.reasons = why::times(a, &window, &one, &mentions, Some(&own));
            }
            (one.evidence).retain(|e| !matches!(e.slot.as_deref(), Some("window" | "area")));
            one.evidence.extend(window.evidence);
            one.evidence
                .push(a.evidence(part.hit.tokens.clone(), &part.rule.id, Some("area")));
            one
        })
        .collect()
}
