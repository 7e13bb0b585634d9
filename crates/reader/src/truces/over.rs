//! That a truce is declared to be over: "declared the ceasefire over on Monday", «أعلن انتهاء الهدنة الاثنين»,
//! «объявил об окончании перемирия в понедельник».
//!
//! A day before such words is that of the speech, one behind the truce that of its end; neither is the
//! day of its start.

use std::ops::Range;

use hudna_text::clitic::Proclitics;
use hudna_truce::Evidence;

use super::{course::is_point, mentions::Mention};
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::Cue,
    time::{TimeMention, TimeValue},
};

/// Most words between the word of ending and the truce: «انتهاء العمل بالهدنة», "an end to the".
const ENDED_REACH: usize = 2;

/// Tokens before the word of ending among which somebody declares it, and those around a truce in which
/// its time stands.
const NEAR: u32 = 12;

/// Most words between the truce and the day of its end, beside its place.
const DAY_REACH: usize = 3;

/// Words of ending told of a truce.
pub(super) struct Over {
    /// The words.
    words: Range<u32>,
    /// Where the truce and the words end.
    end: u32,
    how: How,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// It is declared to be over.
    Declared,
    /// It has ended.
    Ended,
    /// Its end is named: "until the end of the truce on Saturday".
    Named,
    /// It broke down, somebody left it or wants its end: when it ends is not told.
    Left,
}

/// The words of ending beside a truce.
pub(super) fn told(a: &Analysis<'_>, m: &Mention) -> Option<Over> {
    let sentence = a.sentence_range(m.sentence);
    let first = sentence.start.max(m.tokens.start.saturating_sub(NEAR));
    let declared = |to: u32| {
        let from = sentence.start.max(to.saturating_sub(NEAR));
        let verbs = [
            Cue::Declare,
            Cue::Say,
            Cue::CallsFor,
            Cue::Rejects,
            Cue::Proposes,
        ];
        let last = a.cues(&(from..to), &verbs).last();
        last.is_some_and(|c| matches!(c.rule.cue, Cue::Declare | Cue::Say) && !a.is_denied(&c))
    };
    // "declared the truce in Khartoum over"
    let place = a.places(&(m.tokens.end..m.tokens.end + 3)).next();
    let behind = (place.filter(|_| matches!(a.word(m.tokens.end), "in" | "в" | "في")))
        .map_or(m.tokens.end, |(place, _)| place.tokens.end);
    if is_said_over(a, behind) && declared(m.tokens.start) {
        return Some(Over {
            words: behind..behind + 1,
            end: behind + 1,
            how: How::Declared,
        });
    }
    let cues = [Cue::Ended, Cue::EndOf, Cue::Collapsed, Cue::Quit];
    let c = a.cues(&(first..m.tokens.start), &cues).last()?;
    let near = c.end() <= m.tokens.start
        && a.words_between(c.end(), m.tokens.start) <= ENDED_REACH
        && !joined(a, c.end(), m);
    let how = match c.rule.cue {
        _ if !near => return None,
        Cue::EndOf if is_bound(a, &c) => How::Named,
        Cue::EndOf if declared(c.start()) => How::Declared,
        Cue::EndOf => How::Left,
        _ if is_point(a, &c) || a.is_denied(&c) => return None,
        Cue::Ended => How::Ended,
        _ => How::Left,
    };
    Some(Over {
        words: c.hit.tokens.clone(),
        end: behind,
        how,
    })
}

/// «نهاية الحصار وهدنة», "the end of fighting and a truce": the truce is not what ends.
fn joined(a: &Analysis<'_>, from: u32, m: &Mention) -> bool {
    let and = (a.cues(&m.tokens, &[Cue::Truce]).next())
        .is_some_and(|c| c.hit.before.has(Proclitics::AND));
    and || (from..m.tokens.start).any(|t| matches!(a.word(t), "and" | "," | "و" | "и"))
}

/// "The ceasefire over.", «перемирие завершенным», «الهدنة منتهية».
fn is_said_over(a: &Analysis<'_>, at: u32) -> bool {
    let closes = matches!(
        a.word(at + 1),
        "." | "," | "and" | "on" | "after" | "but" | "at"
    );
    match a.word(at) {
        "over" | "dead" | "finished" => closes,
        "منتهيه" | "لاغيه" | "منتهيا" | "لاغيا" => true,
        w => {
            (["завершенн", "законченн", "оконченн", "прекращенн"].iter()).any(|s| w.starts_with(s))
        }
    }
}

/// "Until the end of the truce": a bound.
fn is_bound(a: &Analysis<'_>, c: &CueHit<'_>) -> bool {
    (c.start().saturating_sub(2)..c.start()).any(|t| {
        matches!(
            a.word(t),
            "until"
                | "till"
                | "before"
                | "after"
                | "at"
                | "since"
                | "حتي"
                | "قبل"
                | "بعد"
                | "عقب"
                | "عند"
                | "مع"
                | "до"
                | "после"
                | "перед"
        )
    })
}

impl Over {
    /// The word that says so of a truce that is declared to be over.
    pub(super) fn declared(&self, a: &Analysis<'_>, m: &Mention) -> Option<Evidence> {
        let said = || a.evidence(self.words.clone(), &m.rule, Some("status"));
        (self.how == How::Declared).then(said)
    }
}

/// What a time beside words of ending is the time of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// The end of the truce.
    End,
    /// The speech, or what broke the truce.
    Else,
}

/// What a day or hour beside a truce that is told to be over is the time of; `None`: no such words are
/// near.
pub(super) fn time_of(a: &Analysis<'_>, t: &TimeMention) -> Option<Of> {
    if !matches!(t.value, TimeValue::Moment(_)) {
        return None;
    }
    let (start, end) = (t.tokens.start.0, t.tokens.end.0);
    let sentence = a.sentence_of(start);
    let all = super::mentioned(a);
    let here = |m: &&Mention| m.sentence == sentence;
    let next = all.partition_point(|m| m.tokens.start < start);
    if let Some(m) = next.checked_sub(1).and_then(|i| all.get(i)).filter(here)
        && let Some(over) = (m.tokens.end + NEAR >= start).then(|| told(a, m)).flatten()
        && a.words_between(over.end.min(start), start) <= DAY_REACH
        // «انهارت هدنة بدأت في 10 نيسان»: the day on which it began.
        && !a.has(&(m.tokens.end..start.max(m.tokens.end)), &[Cue::InForce, Cue::Upcoming])
    {
        return Some(if over.how == How::Left {
            Of::Else
        } else {
            Of::End
        });
    }
    let m = all.get(next).filter(here)?;
    let over = (m.tokens.start <= end + NEAR)
        .then(|| told(a, m))
        .flatten()?;
    // «أعلن الجيش يوم الاثنين انتهاء الهدنة», «в понедельник объявила об окончании»; not «بدأت السبت وأعلن انتهاء
    // الهدنة».
    let before = start.saturating_sub(NEAR / 2)..start;
    let speech = a.has(&(before.start..end + 2), &[Cue::Declare, Cue::Say])
        && !a.has(&before, &[Cue::InForce, Cue::Upcoming]);
    (end <= over.words.start && speech).then_some(Of::Else)
}
