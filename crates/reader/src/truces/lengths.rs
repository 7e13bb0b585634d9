//! How long a truce lasts, or lasted, in days and hours.

use hudna_text::Language;
use hudna_truce::Evidence;

use super::{
    mentioned,
    mentions::Mention,
    window::{around, tells_another, told_before},
};
use crate::{
    analysis::Analysis,
    lexicon::Cue,
    time::{DurationRole, TimeMention, TimeUnit, TimeValue},
};

/// Most words between a verb of changing a truce and the amount of time that it is changed by or to.
const CHANGED_REACH: usize = 8;

/// Tokens of the rest of a compound and its noun: "-and-15-minute talks".
const COMPOUND: u32 = 8;

/// Days and hours stated as lengths near the mentions.
pub(super) fn lengths(
    a: &Analysis<'_>,
    mentions: &[&Mention],
) -> (Option<f64>, Option<f64>, Option<f64>, Vec<Evidence>) {
    let (mut days, mut hours, mut extension) = (None, None, None);
    let mut evidence = Vec::new();
    for (_, t) in a.times_in(&around(a, mentions)) {
        let TimeValue::Duration { amount, unit, role } = &t.value else {
            continue;
        };
        let sentence = a.sentence_of(t.tokens.start.0);
        let here = told_before(mentions, sentence, 0);
        if !here && (!told_before(mentions, sentence, 1) || tells_another(a, sentence)) {
            continue;
        }
        let Some(n) = amount.single().filter(|_| amount.exact) else {
            continue;
        };
        // "announced two days earlier": when, not how long.
        if matches!(
            a.word(t.tokens.end.0),
            "earlier" | "later" | "before" | "ранее" | "спустя" | "позже"
        ) {
            continue;
        }
        // "an end to eight days of fighting": the length of the fighting.
        let behind = t.tokens.end.0..t.tokens.end.0 + 5;
        let of = matches!(a.word(behind.start), "of" | "من");
        if of && a.has(&behind, &[Cue::Hostilities, Cue::Raids]) {
            continue;
        }
        // "the two-hour-and-15-minute talks": not the truce.
        let compound = a.word(t.tokens.start.0 + 1) == "-";
        let next = t.tokens.end.0..t.tokens.end.0 + if compound { COMPOUND } else { 1 };
        let told = (a.cues(&next, &[Cue::Truce, Cue::Meeting])).next();
        if told.is_some_and(|c| c.rule.cue == Cue::Meeting) && a.language() == Language::English {
            continue;
        }
        // «هدنة يومية. … قرار بوقف القتال لمدة 30 يوما»: the length of another truce, named last before it.
        let all = mentioned(a);
        let before = all.partition_point(|m| m.tokens.end <= t.tokens.start.0);
        let told_of =
            (before.checked_sub(1).and_then(|i| all.get(i))).filter(|m| m.sentence == sentence);
        let ours = |m: &Mention| {
            (mentions.binary_search_by_key(&m.tokens.start, |x| x.tokens.start)).is_ok()
        };
        if told_of.is_some_and(|m| !ours(m)) {
            continue;
        }
        // «Предложил продлить тишину на 30 дней»: a length that is only asked for.
        let said = a.sentence_range(sentence).start..t.tokens.start.0;
        let wanted = [Cue::Propose, Cue::Proposes, Cue::CallsFor];
        if (a.cues(&said, &wanted).last()).is_some_and(|c| {
            a.has(&(c.end()..t.tokens.start.0), &[Cue::Extend])
                && a.words_between(c.end(), t.tokens.start.0) <= CHANGED_REACH
        }) {
            continue;
        }
        // «بعد تمديدها ثلاث ساعات»: what was added, not the length.
        let before = t.tokens.start.0.saturating_sub(2)..t.tokens.start.0;
        // "The UN said it needed 48 hours": what somebody wants.
        if is_wanted(a, t.tokens.start.0) {
            continue;
        }
        let role = match role {
            DurationRole::Open if is_added(a, t, sentence) => &DurationRole::Extension,
            DurationRole::Open if a.has(&before, &[Cue::Extend]) => &DurationRole::Extension,
            // «продлена на три часа».
            DurationRole::Length
                if a.language() == Language::Russian
                    && (a.has(&before, &[Cue::Extend]) || is_added(a, t, sentence)) =>
            {
                &DurationRole::Extension
            }
            role => role,
        };
        // "shortened from ten hours to eight", "cut by two hours", "delayed by two days": a length is told only
        // by what it was cut to.
        let told = a.sentence_range(sentence).start..t.tokens.start.0;
        let change = [Cue::Shortened, Cue::Postponed, Cue::Moved];
        if let Some(c) = a.cues(&told, &change).last()
            && a.words_between(c.end(), t.tokens.start.0) <= CHANGED_REACH
        {
            let to = (a.word_before(t.tokens.start.0)).map_or("", |t| a.word(t));
            if c.rule.cue != Cue::Shortened || !matches!(to, "to" | "الي" | "до") {
                continue;
            }
            (days, hours) = (None, None);
        }
        let slot = match (unit, role) {
            (_, DurationRole::History | DurationRole::Apart) => continue,
            (TimeUnit::Hour, DurationRole::Extension) => &mut extension,
            (TimeUnit::Day, DurationRole::Extension) => &mut days,
            (TimeUnit::Hour, DurationRole::Length) => &mut hours,
            (TimeUnit::Day | TimeUnit::Week, DurationRole::Length) => &mut days,
            (TimeUnit::Hour, _) if here || beside_window(a, sentence) => &mut hours,
            (TimeUnit::Day, _) if here => &mut days,
            _ => continue,
        };
        if slot.is_none() {
            let each = if *unit == TimeUnit::Week { 7.0 } else { 1.0 };
            *slot = Some(each * n.to_f64());
            evidence.push(a.evidence_at(t.span, &t.rule, Some("duration")));
        }
    }
    (days, hours, extension, evidence)
}

/// «تمديد الهدنة في حمص ثلاث ساعات», "extended the truce in Homs three hours": what is added; not "extended to three
/// days", nor "extended a 48-hour truce".
fn is_added(a: &Analysis<'_>, t: &TimeMention, sentence: usize) -> bool {
    let at = t.tokens.start.0;
    let range = a.sentence_range(sentence);
    let others = [Cue::Declare, Cue::InForce, Cue::Upcoming, Cue::Agree];
    let to = (a.word_before(at)).map_or("", |t| a.word(t));
    let end = t.tokens.end.0;
    (a.cues(&(range.start..at), &[Cue::Extend]).last()).is_some_and(|c| {
        c.end() <= at
            && a.words_between(c.end(), at) <= CHANGED_REACH
            && a.has(&(c.end()..at), &[Cue::Truce])
            && !a.has(&(c.end()..at), &others)
            && !matches!(to, "to" | "الي" | "до" | "lasting" | "مدتها")
            && !a.has(&(end..end + 2), &[Cue::Truce])
    })
}

/// Whether the words before a length say that somebody wants or needs it.
fn is_wanted(a: &Analysis<'_>, at: u32) -> bool {
    (at.saturating_sub(3)..at).any(|t| {
        let word = a.word(t);
        matches!(
            word,
            "need"
                | "needs"
                | "needed"
                | "requires"
                | "required"
                | "wants"
                | "wanted"
                | "нужно"
                | "нужны"
        ) || ["يحتاج", "تحتاج", "نحتاج", "требу"]
            .iter()
            .any(|s| word.starts_with(s))
    })
}

/// Most tokens between a length and the truce behind it: "a 72-hour truce".
const LENGTH_BEFORE: u32 = 6;

/// How many days and hours an earlier truce lasted, or was to last: «هدنة ... استمرت ثلاثة أيام», "a 72-hour
/// truce", told in its own sentence.
pub(super) fn lasted(
    a: &Analysis<'_>,
    mentions: &[&Mention],
) -> (Option<f64>, Option<f64>, Vec<Evidence>) {
    let (mut days, mut hours) = (None, None);
    let mut evidence = Vec::new();
    for m in mentions {
        let sentence = a.sentence_range(m.sentence);
        let from = sentence
            .start
            .max(m.tokens.start.saturating_sub(LENGTH_BEFORE));
        for (_, t) in a.times_in(&(from..sentence.end)) {
            let behind = t.tokens.start.0 >= m.tokens.end;
            let planned = match &t.value {
                TimeValue::Duration {
                    amount,
                    unit,
                    role: DurationRole::Length,
                } if amount.exact => amount.single().map(|n| (n, *unit)),
                _ => None,
            };
            // «هدنة الأيام الخمسة»: right behind the noun.
            let named = || match &t.value {
                TimeValue::Duration { amount, unit, .. } if t.tokens.start.0 == m.tokens.end => {
                    amount.single().map(|n| (n, *unit))
                }
                _ => None,
            };
            let told = t.value.lasted().filter(|_| behind).or(planned);
            let Some((n, unit)) = told.or_else(named) else {
                continue;
            };
            // "followed by a three-week war"
            let next = t.tokens.end.0..t.tokens.end.0 + 2;
            let war = matches!(a.word(next.start), "war" | "offensive" | "حربا" | "حرب");
            if war || a.has(&next, &[Cue::Hostilities, Cue::Raids]) {
                continue;
            }
            // Another truce, another halt in between has lasted, not this one.
            let between = m.tokens.end.min(t.tokens.end.0)..m.tokens.start.max(t.tokens.start.0);
            if a.has(&between, &[Cue::Truce, Cue::Extend]) {
                continue;
            }
            let (slot, each) = match unit {
                TimeUnit::Day => (&mut days, 1.0),
                TimeUnit::Week => (&mut days, 7.0),
                TimeUnit::Hour => (&mut hours, 1.0),
                _ => continue,
            };
            if slot.is_none() {
                *slot = Some(each * n.to_f64());
                evidence.push(a.evidence_at(t.span, &t.rule, Some("duration")));
            }
        }
    }
    (days, hours, evidence)
}

/// Whether the sentence gives a window from hour to hour.
pub(super) fn beside_window(a: &Analysis<'_>, sentence: usize) -> bool {
    a.times_in(&a.sentence_range(sentence)).any(|(_, t)| {
        matches!(&t.value, TimeValue::Window { start: Some(s), end: Some(e), .. }
            if s.clock.is_some() && e.clock.is_some())
    })
}
