//! Halts that have happened: "Fighting stopped at ten this morning", «Россия каждый день прекращает обстрелы с 9 до
//! 14», «توقف روسيا القصف كل يوم».

use hudna_text::{Language, clitic::Proclitics};

use super::{air, mentions::Mention};
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form},
    time::TimeValue,
};

/// Words before a verb of stopping in which it may be said to be ahead, wished for, or a condition.
const AHEAD: u32 = 4;

/// Whether the mention is a verb that tells what has stopped, or what stops every day.
pub(super) fn told(a: &Analysis<'_>, m: &Mention) -> bool {
    if m.noun || m.way || air::is_ahead(a, m) {
        return false;
    }
    let sentence = a.sentence_range(m.sentence);
    (a.cues(&m.tokens, &[Cue::Stop])).any(|stop| {
        let before = sentence.start.max(stop.start().saturating_sub(AHEAD))..stop.start();
        // "would have stopped", «إذا توقف القصف», «должны были прекратить»
        let unsure = before.clone().any(|t| {
            matches!(
                a.word(t),
                "will"
                    | "would"
                    | "to"
                    | "be"
                    | "if"
                    | "until"
                    | "unless"
                    | "once"
                    | "when"
                    | "after"
                    | "had"
                    | "could"
                    | "may"
                    | "اذا"
                    | "لو"
                    | "حتي"
                    | "بعد"
                    | "كان"
                    | "كانت"
                    | "قد"
                    | "если"
                    | "пока"
                    | "когда"
                    | "будет"
                    | "будут"
                    | "чтобы"
                    | "после"
            )
        });
        // «أن توقف القصف»; «مع أن روسيا توقف القصف» tells it.
        let that = (a.word_before(stop.start())).is_some_and(|t| a.word(t) == "ان");
        !unsure && !that && (has_stopped(a, &stop) || stops_daily(a, &stop, m))
    })
}

/// "stopped", «прекратила», «أوقف».
fn has_stopped(a: &Analysis<'_>, stop: &CueHit<'_>) -> bool {
    let first = a.word(stop.start());
    match a.language() {
        Language::Arabic => {
            matches!(stop.form, Form::PastHe | Form::PastShe | Form::PastThey)
                && !stop.hit.before.has(Proclitics::WILL)
                // «توقف القصف» may be the noun, «توقف روسيا القصف» the present.
                && first.trim_start_matches(['و', 'ف']) != "توقف"
        }
        Language::English => {
            let is = |t: u32| matches!(a.word(t), "are" | "is" | "been" | "has" | "have");
            matches!(
                first,
                "stopped" | "halted" | "ceased" | "paused" | "suspended" | "fell" | "fallen"
            ) || first == "been" && a.word(stop.start() + 1) == "silent"
                || first == "silent" && (stop.start().saturating_sub(2)..stop.start()).any(is)
        }
        Language::Russian => [
            "прекратил",
            "приостановил",
            "остановил",
            "замолчал",
            "замолкл",
            "смолкл",
            "молчат",
        ]
        .iter()
        .any(|stem| first.starts_with(stem)),
        _ => false,
    }
}

/// «توقف القصف كل يوم», "halts its operations daily": what is done every day is done.
fn stops_daily(a: &Analysis<'_>, stop: &CueHit<'_>, m: &Mention) -> bool {
    let sentence = a.sentence_range(m.sentence);
    let daily = || {
        a.times_in(&sentence).any(|(_, t)| {
            matches!(
                t.value,
                TimeValue::Daily | TimeValue::Window { daily: true, .. }
            )
        })
    };
    let first = a.word(stop.start());
    let present = match a.language() {
        Language::Arabic => {
            !stop.hit.before.has(Proclitics::WILL)
                && (matches!(
                    stop.form,
                    Form::PresentHe | Form::PresentShe | Form::PresentThey
                ) || first.trim_start_matches(['و', 'ف']) == "توقف")
        }
        Language::English => matches!(first, "halts" | "stops" | "suspends" | "pauses"),
        Language::Russian => first.starts_with("прекраща") || first.starts_with("приостанавлива"),
        _ => false,
    };
    present && daily()
}
