//! Truces told behind the one that a report is about: "A pause declared in November collapsed within days".
//!
//! What became of such a truce did not become of the one that the report tells of. It is another one where it
//! is told as new («هدنة مماثلة», "a truce"), under a name of its own ("the Easter truce"), or with a month
//! of its own; where the words leave it open, it is the one told before.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::{Evidence, TruceStatus};

use super::{
    course::{is_point, is_possible, told_behind},
    mentions::{Mention, Of},
    pointed, verdict,
    window::Window,
};
use crate::{
    actors::Actor,
    analysis::{Analysis, CueHit},
    lexicon::Cue,
    time::{Deixis, TimeUnit, TimeValue},
};

/// Most words, times left out, between a truce and the word of what became of it.
const FATE_REACH: usize = 12;

/// Most words between that word and a truce behind it: "the collapse of a truce".
const FATE_BEFORE: usize = 2;

/// Words before a noun in which its article may stand: "a U.N.-brokered humanitarian truce".
const DESCRIBED: u32 = 7;

/// So many of the first and of the last truces told before are looked at.
const TOLD: usize = 6;

/// Makes those mentions earlier ones that tell how another truce than the one told before went.
pub(super) fn tell_apart(a: &Analysis<'_>, all: &mut [Mention]) {
    demanded(a, all);
    for k in 1..all.len() {
        let Some((before, [m, ..])) = all.split_at_mut_checked(k) else {
            continue;
        };
        let mut told: Vec<&Mention> = (before.iter())
            .filter(|p| matches!(p.of, Of::Main | Of::Proposed) && p.sentence != m.sentence)
            .collect();
        // Of very many the first and the last: a report of truces without end costs no more for each.
        if told.len() > 2 * TOLD {
            told.drain(TOLD..told.len() - TOLD);
        }
        if m.of != Of::Main || m.way || m.leaving || m.repeat || told.is_empty() {
            continue;
        }
        let Some((_, cue)) = fate(a, m) else {
            // «ويسري وقف لإطلاق النار في سوريا منذ 30 كانون الأول»: another one that holds.
            let to = a.sentence_range(m.sentence).end;
            let other = has_own_month(a, m, to, &told);
            if other && is_new(a, m) && holds_since(a, m).is_some() {
                m.of = Of::Earlier;
                m.own = true;
            }
            continue;
        };
        let open = || told.iter().all(|p| fate(a, p).is_none());
        // A heading tells the truce of the lead, which tells it as new once more.
        let behind = || told.iter().any(|p| is_full(a, p.sentence));
        if has_own_month(a, m, cue.start(), &told)
            || open() && (is_new(a, m) && behind() || is_likened(a, m) || has_own_name(a, m, &told))
        {
            m.of = Of::Earlier;
            m.own = true;
        }
    }
}

/// Whether the sentence ends as one, and is no heading.
pub(super) fn is_full(a: &Analysis<'_>, sentence: usize) -> bool {
    let range = a.sentence_range(sentence);
    (range.end.saturating_sub(2).max(range.start)..range.end)
        .any(|t| matches!(a.word(t), "." | "!" | "؟" | "?"))
}

/// What became of the truce, told in its own sentence.
pub(super) fn fate<'a>(a: &'a Analysis<'_>, m: &Mention) -> Option<(TruceStatus, CueHit<'a>)> {
    let sentence = a.sentence_range(m.sentence);
    let reach = |c: &CueHit<'_>| {
        if c.start() < m.tokens.end {
            return c.end() <= m.tokens.start
                && a.words_between(c.end(), m.tokens.start) <= FATE_BEFORE
                && a.language() != Language::Russian;
        }
        let between = m.tokens.end..c.start();
        let words = a.words_beside_times(between.start, between.end);
        words <= FATE_REACH && !a.has(&between, &[Cue::Truce])
    };
    (a.cues(&sentence, &[Cue::Collapsed, Cue::Ended]))
        .find(|c| reach(c) && has_happened(a, c) && !(c.rule.cue == Cue::Ended && is_point(a, c)))
        .map(|c| match c.rule.cue {
            Cue::Collapsed => (TruceStatus::Collapsed, c),
            _ => (TruceStatus::Ended, c),
        })
        .or_else(|| {
            let longer =
                (a.cues(&sentence, &[Cue::Extend])).find(|c| reach(c) && was_not_done(a, c))?;
            Some((TruceStatus::Ended, longer))
        })
}

/// «لم تُمدد», "was not renewed", «не было продлено»: told as past, and not "yet".
fn was_not_done(a: &Analysis<'_>, c: &CueHit<'_>) -> bool {
    let word = |back: u32| c.start().checked_sub(back).map_or("", |t| a.word(t));
    let not = match a.language() {
        Language::Arabic => matches!(word(1), "لم" | "ولم" | "فلم"),
        Language::Russian => word(1) == "не" || word(2) == "не" && word(1).starts_with("был"),
        _ => matches!(word(1), "not" | "never") && matches!(word(2), "was" | "were"),
    };
    let yet = (c.end()..c.end() + 3).any(|t| matches!(a.word(t), "بعد" | "yet" | "пока"));
    not && !yet
}

/// «بعد أن انهار اتفاق أول»: an agreement before that of the truce, told by nothing but how it ended.
pub(super) fn fallen(a: &Analysis<'_>, out: &mut Vec<Mention>) {
    let main = |m: &&Mention| m.of == Of::Main && m.noun && !m.way && !m.leaving && !m.repeat;
    let mut told: Vec<usize> = out.iter().filter(main).map(|m| m.sentence).collect();
    told.dedup();
    for i in told {
        let sentence = a.sentence_range(i);
        let deal = (a.cues(&sentence, &[Cue::Collapsed]))
            .filter(|c| has_happened(a, c))
            .find_map(|c| verdict::other_deal(a, &c, &sentence));
        if let Some(deal) = deal
            && (out.iter()).all(|m| !m.tokens.contains(&deal.start()))
        {
            out.push(Mention {
                of: Of::Earlier,
                own: true,
                ..Mention::of_cue(a, i, &deal)
            });
        }
    }
}

/// «اتفاق سابق نص على هدنة», "an earlier agreement provided for a truce": it is the truce of that agreement.
pub(super) fn of_earlier_deal(a: &Analysis<'_>, truce: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let before = sentence.start..truce.start();
    let Some(deal) = a.cues(&before, &[Cue::Agreement]).last() else {
        return false;
    };
    let beside = match a.language() {
        Language::Arabic => deal.end()..deal.end() + 1,
        _ => sentence.start.max(deal.start().saturating_sub(2))..deal.start(),
    };
    let provides = |t: u32| {
        matches!(
            a.word(t).trim_start_matches('و'),
            "نص" | "ينص"
                | "نصت"
                | "قضي"
                | "يقضي"
                | "تضمن"
                | "شمل"
                | "provided"
                | "included"
                | "предусматривало"
        )
    };
    a.has(&beside, &[Cue::Previous]) && before.into_iter().any(provides)
}

/// "An earlier appeal for a truce went unheeded", «دعوة سابقة إلى هدنة»: nobody declared it.
pub(super) fn of_earlier_call(a: &Analysis<'_>, truce: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let before = sentence.start..truce.start();
    let call = (before.clone()).rev().find(|&t| {
        matches!(
            a.word(t),
            "appeal" | "call" | "proposal" | "دعوه" | "مبادره" | "مقترح"
        )
    });
    let Some(call) = call else { return false };
    let beside = match a.language() {
        Language::Arabic => call + 1..call + 2,
        _ => sentence.start.max(call.saturating_sub(2))..call,
    };
    a.has(&beside, &[Cue::Previous])
        && (call..truce.start()).any(|t| matches!(a.word(t), "for" | "الي" | "ب" | "ل"))
        && a.words_between(call + 1, truce.start()) <= CALL_REACH
        && !truce.hit.before.has(Proclitics::THE)
}

/// Most words between an appeal and the truce that it was for.
const CALL_REACH: usize = 8;

/// Most tokens between a resolution and the truce that it demands.
const RESOLVED: u32 = 7;

/// «قرار مجلس الأمن بوقف الأعمال القتالية», "a resolution demanding a 30-day truce": the Security Council, where its
/// resolution demands the truce of this mention.
pub(super) fn resolved<'a>(a: &'a Analysis<'_>, m: &Mention) -> Option<&'a Actor> {
    let sentence = a.sentence_range(m.sentence);
    let near = sentence.start.max(m.tokens.start.saturating_sub(RESOLVED))..m.tokens.start;
    let text = |t: u32| {
        let word = a.word(t);
        let arabic = word.strip_prefix('ب').unwrap_or(word);
        arabic.starts_with("قرار")
            || arabic.starts_with("القرار")
            || word == "resolution"
            || word.starts_with("резолюци")
    };
    // «وقف الأعمال القتالية الذي طلبه مجلس الأمن بقراره»: in a clause behind.
    let behind = m.tokens.end..sentence.end.min(m.tokens.end + 2 * RESOLVED);
    let clause = (behind.start..behind.start + 3).any(|t| {
        let word = a.word(t);
        matches!(
            word,
            "الذي" | "التي" | "demanded" | "ordered" | "that" | "which"
        ) || word.starts_with("котор")
    });
    let told_behind = clause && {
        let t = (behind.clone()).find(|&t| text(t));
        t.is_some_and(|t| !a.has(&(m.tokens.end..t), &[Cue::Truce]))
    };
    let named = near.into_iter().any(text) || told_behind;
    let body =
        (a.actors_in(&sentence).iter()).find(|x| a.party(x.party).name == "UN Security Council");
    let draft = || a.has(&(sentence.start..m.tokens.start), &[Cue::Draft]);
    body.filter(|_| m.noun && named && !draft())
}

/// A truce that a resolution demands is another one than the truce that a report is about.
fn demanded(a: &Analysis<'_>, all: &mut [Mention]) {
    let main = |m: &Mention| m.of == Of::Main && m.noun && !m.way && !m.repeat;
    let asked = |m: &Mention| main(m) || m.of == Of::Proposed && m.noun && !m.repeat;
    let of_text = |m: &Mention| asked(m) && resolved(a, m).is_some();
    if !all.iter().any(|m| main(m) && !of_text(m)) {
        return;
    }
    for m in all.iter_mut().filter(|m| of_text(m)) {
        (m.of, m.own) = (Of::Earlier, true);
    }
}

/// «وجُددت في يونيو», "and was renewed in June": that an earlier truce was made longer, told behind it.
fn renewed<'a>(a: &'a Analysis<'_>, m: &Mention) -> Option<CueHit<'a>> {
    let sentence = a.sentence_range(m.sentence);
    (a.cues(&(m.tokens.end..sentence.end), &[Cue::Extend])).find(|c| {
        let between = m.tokens.end..c.start();
        let near = c.start().saturating_sub(2)..c.start();
        let done = match a.language() {
            Language::Arabic => matches!(
                a.word(c.start()).trim_start_matches('و'),
                "جددت" | "جدد" | "مددت" | "مدد"
            ),
            Language::English => a.word(c.start()).ends_with("ed"),
            _ => false,
        };
        done && !a.has(&between, &[Cue::Truce])
            && !a.has(&near, &[Cue::Not, Cue::If, Cue::Possible])
    })
}

/// That the truce has been in force since a day, told in its own sentence.
fn holds_since<'a>(a: &'a Analysis<'_>, m: &Mention) -> Option<CueHit<'a>> {
    let sentence = a.sentence_range(m.sentence);
    let since = a.times_in(&sentence).any(|(_, t)| {
        let first = t.tokens.start.0;
        let word = |t: u32| matches!(a.word(t), "منذ" | "since");
        word(first) || first.checked_sub(1).is_some_and(word)
    });
    (a.cues(&sentence, &[Cue::InForce])).find(|c| {
        let between = c.end().min(m.tokens.end)..c.start().max(m.tokens.start);
        since && a.words_between(between.start, between.end) <= FATE_REACH
    })
}

/// How an earlier truce went.
pub(super) fn status_of(
    a: &Analysis<'_>,
    mentions: &[&Mention],
) -> (TruceStatus, Option<Evidence>) {
    let told: Vec<(TruceStatus, CueHit<'_>)> = (mentions.iter())
        .filter_map(|m| {
            let holds = || Some((TruceStatus::InForce, holds_since(a, m).filter(|_| m.own)?));
            let longer = || Some((TruceStatus::Extended, renewed(a, m)?));
            let listed = || pointed::fate(a, m);
            (fate(a, m).or_else(listed)).or_else(holds).or_else(longer)
        })
        .collect();
    let found = (told.iter().find(|(s, _)| *s == TruceStatus::Collapsed)).or(told.first());
    if found.is_none()
        && let Some((status, e, _)) = told_behind(a, mentions, &Window::default())
            .filter(|(status, ..)| *status != TruceStatus::InForce)
    {
        return (status, Some(e));
    }
    // What is demanded has not been over for that.
    let of_text = mentions.iter().any(|m| m.own && resolved(a, m).is_some());
    let open = if of_text {
        TruceStatus::Announced
    } else {
        TruceStatus::Ended
    };
    found.map_or((open, None), |(status, c)| {
        let e = a.evidence(c.hit.tokens.clone(), &c.rule.id, Some("status"));
        (*status, Some(e))
    })
}

/// Whether it is said to have happened: not that it has not, that it may, that somebody fears or prevents it.
pub(super) fn has_happened(a: &Analysis<'_>, c: &CueHit<'_>) -> bool {
    let first = a.sentence_range(a.sentence_of(c.start())).start;
    let near = first.max(c.start().saturating_sub(3))..c.start();
    let feared = (near.clone()).any(|t| {
        let w = a.word(t);
        matches!(
            w,
            "verge"
                | "brink"
                | "fear"
                | "fears"
                | "feared"
                | "close"
                | "near"
                | "منع"
                | "لمنع"
                | "تجنب"
                | "لتجنب"
                | "تفادي"
                | "لتفادي"
                | "خشيه"
                | "مخاوف"
                | "يهدد"
                | "تهدد"
                | "شفا"
                | "وشك"
                | "خطر"
                | "предотвратить"
                | "избежать"
                | "угроза"
                | "угрозе"
                | "грани"
                | "чтобы"
                | "бы"
        ) || ["prevent", "avoid", "avert", "risk", "threat"]
            .iter()
            .any(|stem| w.starts_with(stem))
    });
    // «أن تنهار», «من انهيار»: not yet.
    let from = (a.word_before(c.start())).is_some_and(|t| a.word(t) == "من");
    let wished = (a.word_before(c.start())).is_some_and(|t| matches!(a.word(t), "ان" | "لا"))
        && a.word(c.start()).ends_with("نهار")
        && !a.word(c.start()).starts_with("ا");
    let denied = a.is_denied(c);
    !(is_possible(a, c) || denied || a.has(&near, &[Cue::If]) || feared || wished)
        && !(from && a.word(c.start()) == "انهيار")
}

/// «هدنة أعلنتها روسيا», "a truce": told as new, so it is none that was told before.
pub(super) fn is_new(a: &Analysis<'_>, m: &Mention) -> bool {
    if !m.noun {
        return false;
    }
    let (first, next) = (m.tokens.start, m.tokens.end);
    match a.language() {
        Language::Arabic => {
            let the = |t: u32| a.word(t).starts_with("ال");
            let marked = a
                .hits_in(&m.tokens)
                .iter()
                .any(|h| h.tokens.start == first && (h.pronoun || h.before.has(Proclitics::THE)));
            // «وقف اطلاق النار», «هدنة حلب»: what follows says which.
            let generic = a.word(first) == "وقف" && !a.word(first + 1).starts_with("لا");
            let which = the(next) && !matches!(a.word(next), "الا" | "الي" | "التي")
                || a.places(&(next..next + 1)).next().is_some()
                || a.touches_time(&(next..next + 1));
            !(marked || the(first) || generic || which)
        }
        Language::English => {
            let sentence = a.sentence_range(m.sentence).start;
            let several = is_several(a, m);
            (sentence.max(first.saturating_sub(DESCRIBED))..first)
                .rev()
                .map(|t| a.word(t))
                .find(|w| {
                    matches!(
                        *w,
                        "a" | "an"
                            | "one"
                            | "the"
                            | "this"
                            | "that"
                            | "its"
                            | "their"
                            | "'s"
                            | ","
                            | ":"
                            | "and"
                            | "of"
                    )
                })
                .map_or(several, |w| {
                    matches!(w, "a" | "an" | "one") || several && w == "of"
                })
        }
        _ => false,
    }
}

/// "Truces", «هدن»: several, told together.
pub(super) fn is_several(a: &Analysis<'_>, m: &Mention) -> bool {
    let noun = (m.tokens.end.checked_sub(1)).map_or("", |t| a.word(t));
    m.noun
        && matches!(
            noun,
            "truces"
                | "ceasefires"
                | "pauses"
                | "lulls"
                | "هدن"
                | "الهدن"
                | "перемирий"
                | "перемириях"
                | "перемириями"
        )
}

/// «هدنة مماثلة», "another truce", «аналогичное перемирие».
fn is_likened(a: &Analysis<'_>, m: &Mention) -> bool {
    let around = m.tokens.start.saturating_sub(3)..m.tokens.end + 2;
    around.filter(|t| a.sentence_of(*t) == m.sentence).any(|t| {
        let w = a.word(t);
        matches!(
            w,
            "مماثله"
                | "مماثل"
                | "مشابهه"
                | "مشابه"
                | "اخري"
                | "another"
                | "similar"
                | "comparable"
        ) || w.starts_with("аналогичн")
            || w.starts_with("подобн")
    })
}

/// A season or feast that names a truce.
fn season(w: &str) -> bool {
    matches!(
        w,
        "summer" | "spring" | "autumn" | "winter" | "easter" | "christmas" | "harvest" | "ramadan"
    ) || [
        "летне",
        "весенне",
        "осенне",
        "зимне",
        "хлебно",
        "новогодне",
        "пасхально",
        "рождественско",
    ]
    .iter()
    .any(|stem| w.starts_with(stem))
}

/// "The Easter truce", where no truce told before has that name.
fn has_own_name(a: &Analysis<'_>, m: &Mention, told: &[&Mention]) -> bool {
    let named = |m: &Mention| {
        (m.tokens.start.saturating_sub(4)..m.tokens.start)
            .filter(|&t| a.sentence_of(t) == m.sentence && season(a.word(t)))
            .count()
    };
    named(m) > 0 && told.iter().all(|p| named(p) == 0)
}

/// Whether the truce is told with a month that is not that of the truce before: "the ceasefire agreed in
/// November broke down". In "the ceasefire broke down in November" the month is that of its end.
fn has_own_month(a: &Analysis<'_>, m: &Mention, to: u32, told: &[&Mention]) -> bool {
    let from = if is_new(a, m) {
        a.sentence_range(m.sentence).start
    } else {
        m.tokens.start.saturating_sub(2)
    };
    let span: Range<u32> = from..to.max(m.tokens.end);
    let months: Vec<i8> = (told.iter())
        .flat_map(|p| {
            let sentence = a.sentence_range(p.sentence);
            (a.times_in(&sentence))
                .flat_map(|(_, t)| months(&t.value))
                .collect::<Vec<i8>>()
        })
        .collect();
    a.times_in(&span).any(|(_, t)| match &t.value {
        TimeValue::Period {
            unit: TimeUnit::Month | TimeUnit::Year,
            offset,
        } => *offset < 0,
        TimeValue::Moment(at)
        | TimeValue::Window {
            start: Some(at), ..
        } => {
            at.day.as_ref().is_some_and(|d| {
                let ago = matches!(
                    d.deixis,
                    Some(Deixis::Ago {
                        unit: TimeUnit::Month | TimeUnit::Year,
                        amount: ..0,
                    })
                );
                let month = d.month.is_some_and(|month| {
                    // A day of another month is another truce's only where that one's is known.
                    !months.contains(&month) && (d.day.is_none() || !months.is_empty())
                });
                ago || month
            })
        }
        _ => false,
    })
}

/// The months that a time names.
fn months(value: &TimeValue) -> Vec<i8> {
    let edges = match value {
        TimeValue::Moment(m) => [Some(m), None],
        TimeValue::Window { start, end, .. } => [start.as_ref(), end.as_ref()],
        _ => [None, None],
    };
    (edges.into_iter().flatten())
        .filter_map(|m| m.day.as_ref()?.month)
        .collect()
}
