//! Ways out that are opened: by themselves, or beside a truce that has other times.
//!
//! «أعادت السلطات، اليوم الاثنين، فتح ممر إنساني. … وتسري في المحافظة هدنة منذ 19 يوليو» tells two things: the way is
//! open from Monday, the truce holds since July. A way that opens in the hours of the truce is a slot of
//! the truce.

use std::ops::Range;

use hudna_text::clitic::Proclitics;
use jiff::civil::Date;

use super::{
    mentions::Mention,
    window::{has_clock, window_of},
};
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::Cue,
    time::TimeValue,
};

/// Most words between opening and what is opened.
const OPENS: usize = 2;

/// All ways out that the report says are opened, or left by.
pub(super) fn opened(a: &Analysis<'_>) -> Vec<Mention> {
    let mut out = Vec::new();
    for (i, sentence) in a.sentences() {
        if !a.has(&sentence, &[Cue::Open, Cue::Leave]) {
            continue;
        }
        for c in a.cues(&sentence, &[Cue::Crossing, Cue::Road]) {
            if c.rule.cue == Cue::Road && !is_opened_road(a, &c, &sentence) || is_none(a, &c) {
                continue;
            }
            out.push(Mention {
                way: true,
                ..Mention::of_cue(a, i, &c)
            });
        }
    }
    out
}

/// "No corridor", «أي معبر», «ни один коридор».
fn is_none(a: &Analysis<'_>, way: &CueHit<'_>) -> bool {
    let last = way.start().checked_sub(1).map_or("", |t| a.word(t));
    let before = way.start().checked_sub(2).map_or("", |t| a.word(t));
    matches!(last, "no" | "any" | "اي" | "ни") || before == "ни"
}

/// Most words between a verb of opening and the road, for who opens it.
const OPENER: usize = 4;

/// «فتحت السلطات طريق الحوبان غدا»: a road of its own, at a time; not «فتح الطريق أمام
/// المفاوضات», nor «فتحت النار».
fn is_opened_road(a: &Analysis<'_>, way: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let definite = way.hit.before.has(Proclitics::THE);
    let fires = |o: &CueHit<'_>| {
        (o.end()..way.start()).any(|t| matches!(a.word(t), "النار" | "fire" | "огонь"))
    };
    let opened = (a.cues(&(sentence.start..way.start()), &[Cue::Open]).last())
        .is_some_and(|o| a.words_between(o.end(), way.start()) <= OPENER && !fires(&o));
    let timed = (a.times_in(sentence))
        .any(|(_, t)| matches!(t.value, TimeValue::Moment(_) | TimeValue::Window { .. }));
    !definite && opened && timed
}

/// The ways that have times of their own, in sentences that do not speak of the truce.
pub(super) fn apart<'m>(
    a: &Analysis<'_>,
    ways: &'m [Mention],
    main: &[&Mention],
    reference: Option<Date>,
) -> Vec<&'m Mention> {
    let beside = |w: &&Mention| !w.repeat && main.iter().all(|m| m.sentence != w.sentence);
    let ways: Vec<&Mention> = ways.iter().filter(beside).collect();
    if main.is_empty() || ways.is_empty() {
        return Vec::new();
    }
    let truce = window_of(a, main, &[], true);
    let differs = |w: &&Mention| {
        let sentence = a.sentence_range(w.sentence);
        let before = sentence.start..w.tokens.start;
        let open = (a.cues(&sentence, &[Cue::Open])).any(|o| {
            let (from, to) = (o.end().min(w.tokens.end), o.start().max(w.tokens.start));
            a.words_between(from, to) <= OPENS
        });
        if !open || a.has(&before, &[Cue::CallsFor, Cue::Draft, Cue::Not]) {
            return false;
        }
        let own = window_of(a, &[w], &[], true);
        let days = (own.starts(reference), truce.starts(reference));
        let day = matches!(days, (Some(x), Some(y)) if x.date != y.date);
        let hours =
            matches!((own.start, truce.start), (Some(x), Some(y)) if x != y) && own.end.is_some();
        // Hours without a day are when the way is open in the truce.
        let hours = hours && own.day.is_some();
        day || hours
    };
    if ways.iter().any(differs) {
        ways
    } else {
        Vec::new()
    }
}

/// Leaves out the opening hours of a way out where the truce has times of its own: "a truce from Saturday to
/// Monday, and the crossing will open from 9 a.m. to 4 p.m.".
pub(super) fn leave_out_hours(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    near: &mut Vec<(u32, usize)>,
) {
    if mentions.iter().all(|m| m.way) {
        return;
    }
    let mut first: Option<u32> = None;
    near.sort_by_key(|&(_, i)| i);
    near.retain(|&(_, i)| {
        let Some(t) = a.times.get(i) else { return true };
        let start = a.sentence_range(a.sentence_of(t.tokens.start.0)).start;
        let before = first.filter(|&end| end >= start);
        let opening = before.is_some_and(|end| {
            let between = end..t.tokens.start.0;
            has_clock(t)
                && a.has(&between, &[Cue::Crossing])
                && a.has(&between, &[Cue::Open])
                && !a.has(&between, &[Cue::Truce])
        });
        if !opening {
            first = Some(t.tokens.end.0);
        }
        !opening
    });
}

/// Whether the way is said to be open already: «فتحت روسيا ممرا», "opened a corridor".
pub(super) fn is_open(a: &Analysis<'_>, m: &Mention) -> bool {
    let sentence = a.sentence_range(m.sentence);
    let before = sentence.start..m.tokens.start;
    let done = |word: &str| {
        // «فتحت» has the letter of "so" for its own.
        let word = word.strip_prefix('و').unwrap_or(word);
        matches!(word, "فتحت" | "افتتحت" | "opened" | "reopened")
            || word.trim_start_matches('ف').starts_with("اعاد")
            || word.starts_with("اعاد")
            || word.starts_with("открыл")
    };
    m.way
        && before.clone().any(|t| done(a.word(t)))
        && !a.has(&before, &[Cue::Upcoming, Cue::Not, Cue::CallsFor])
}
