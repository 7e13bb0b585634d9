//! Hours beside a truce that are those of something else: of its ways out, of who left, of a shell.

use std::ops::Range;

use hudna_text::Language;

use super::{
    changed::{TO_TIME, is_its_subject},
    condition,
    edges::{at_once, has_begun},
    tentative,
    window::has_clock,
};
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form},
    time::{Deixis, Direction, DurationRole, Moment, TimeMention, TimeValue},
};

/// Words of the course of a truce.
const COURSE: [Cue; 6] = [
    Cue::InForce,
    Cue::Upcoming,
    Cue::Ended,
    Cue::Ending,
    Cue::Extend,
    Cue::Shortened,
];

/// Tokens behind hours in which the way out that is open then is named.
const WAY_BEHIND: u32 = 8;

/// Words of a sentence that mean the truce of the sentence before.
const ITS: [&str; 18] = [
    "لها",
    "بها",
    "فيها",
    "انها",
    "موعدها",
    "مدتها",
    "بدايتها",
    "نهايتها",
    "ومدتها",
    "وموعدها",
    "له",
    "به",
    "فيه",
    "انه",
    "موعده",
    "مدته",
    "ومدته",
    "وموعده",
];

/// Whether hours in a sentence that does not name the truce are told of it: the sentence speaks of what is
/// halted or agreed, has a pronoun for the truce, gives a length beside the hours, or opens with them. Hours
/// of a shell, a meeting, a curfew, of who left are not.
pub(super) fn tells_of_it(
    a: &Analysis<'_>,
    t: &TimeMention,
    sentence: &Range<u32>,
    way: bool,
) -> bool {
    let whole = matches!(
        t.value,
        TimeValue::Window {
            start: Some(_),
            end: Some(_),
            ..
        }
    );
    let at = t.tokens.start.0;
    let before = sentence.start..at;
    // "The corridors are open from 9 a.m. to 4 p.m."
    if !way && a.has(&before, &[Cue::Crossing]) && a.has(&before, &[Cue::Open]) {
        return false;
    }
    // "From 9 a.m. to 4 p.m. the corridors are open."
    let end = t.tokens.end.0;
    let behind = end..sentence.end.min(end + WAY_BEHIND);
    if !way && a.has(&behind, &[Cue::Crossing]) && a.has(&behind, &[Cue::Open]) {
        return false;
    }
    let opens = || a.words_between(sentence.start, at) <= 1;
    let long = || {
        a.times_in(sentence).any(|(_, t)| {
            matches!(&t.value, TimeValue::Duration { role, .. }
                if matches!(role, DurationRole::Length | DurationRole::Open))
        })
    };
    whole && (opens() || long())
        || a.has(
            sentence,
            &[Cue::Stop, Cue::Hostilities, Cue::Agreement, Cue::Deadline],
        )
        || a.language() == Language::Arabic && before.clone().any(|t| ITS.contains(&a.word(t)))
        || a.cues(sentence, &COURSE)
            .any(|c| is_its_subject(a, &c, sentence.start))
}

/// Whether only a bound is told, or one of two: "before Friday", "by 6 p.m.", "on Friday or Saturday", "after
/// midnight on Friday".
pub(super) fn is_bound(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let (start, end) = (t.tokens.start.0, t.tokens.end.0);
    let one = match &t.value {
        TimeValue::Moment(_) => true,
        // "Begins by 6 p.m."
        TimeValue::Window { start, end, .. } => start.is_some() != end.is_some(),
        _ => false,
    };
    let word = |t: Option<u32>| t.map_or("", |t| a.word(t));
    let last = a.word_before(start);
    let but = last.filter(|&t| {
        matches!(
            a.word(t),
            "on" | "than"
                | "the"
                | "at"
                | "يوم"
                | "من"
                | "ليل"
                | "الساعه"
                | "عند"
                | "в"
                | "во"
        )
    });
    let first = but.map_or(last, |t| a.word_before(t));
    let bound = |w: &str| {
        matches!(
            w,
            "before"
                | "by"
                | "after"
                | "later"
                | "earlier"
                | "sooner"
                | "قبل"
                | "بعد"
                | "после"
                | "к"
                | "позднее"
                | "раньше"
                | "midnight"
                | "منتصف"
                | "полуночи"
        )
    };
    let or = |t: u32, w: &[&str]| w.contains(&a.word(t));
    let other = |range: &Range<u32>| a.touches_time(range);
    let next = end < sentence.end && or(end, &["or", "او", "или"]) && (other(&(end + 1..end + 3)));
    let prior = last
        .is_some_and(|l| or(l, &["or", "او", "или"]) && l > sentence.start && other(&(l - 1..l)));
    one && (bound(word(last)) || bound(word(first))) || next || prior
}

/// Most words between the verb of something else and its time: "was broken late at 9 p.m.".
const EVENT_REACH: usize = 2;

/// Whether the time is that at which the truce was broken, changed or told of: "broken at 9 p.m.", "announced
/// at 9 a.m. a truce". The new time of the truce of a change is read by [`super::changed`].
pub(super) fn is_other_event(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let at = t.tokens.start.0;
    let near = |c: u32| a.words_between(c, at) <= EVENT_REACH;
    let before = sentence.start.max(at.saturating_sub(6))..at;
    let changed = [Cue::Postponed, Cue::Moved, Cue::Cancelled];
    let changed = (a.cues(&(sentence.start..at), &changed).last())
        .is_some_and(|c| a.words_between(c.end(), at) <= TO_TIME);
    let over = [Cue::Breach, Cue::Collapsed];
    let word = (a.word_before(at)).map_or("", |t| a.word(t));
    let passive = matches!(word, "at" | "on")
        && (at.saturating_sub(3)..at).any(|t| matches!(a.word(t), "broken" | "violated"));
    let broken = passive
        || (a.cues(&before, &over).last()).is_some_and(|c| {
            near(c.end()) && !a.has(&(c.end()..at), &[Cue::Truce, Cue::InForce, Cue::Upcoming])
        });
    let opens = matches!(
        a.word(at),
        "from" | "starting" | "until" | "من" | "с" | "до" | "حتي"
    );
    let told = !opens
        && matches!(t.value, TimeValue::Moment(_))
        && (a.cues(&before, &SPEECH).last()).is_some_and(|c| {
            let leads = |t: u32| matches!(a.word(t), "at" | "on" | "в" | "في" | "يوم");
            let directly = (c.end()..at).all(leads);
            c.end() <= at
                && directly
                && !has_begun(a.word(c.start()))
                && a.has(&(t.tokens.end.0..sentence.end), &[Cue::Truce])
        });
    changed
        || broken
        || told
        || is_day_of_speech(a, t, sentence)
        || is_before_speech(a, t, sentence)
        || is_of_extending(a, t, sentence)
        || is_day_of_holding(a, t, sentence)
        || did_not_begin(a, t, sentence)
        || is_in_doubt(a, t, sentence)
        || is_denied_itself(a, t, sentence)
        || is_of_a_meeting(a, t, sentence)
        || is_of_another_verb(a, t, sentence)
        || is_nth_day(a, t)
        || is_of_the_other(a, t, sentence)
}

/// "Longer than the one of 20 October", "follows the one that began on 20 October", «أطول من هدنة 20 أكتوبر», "the second
/// truce since 20 October": a time of a truce that this one is held against.
fn is_of_the_other(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let at = t.tokens.start.0;
    let before = sentence.start.max(at.saturating_sub(OF_REACH))..at;
    let truce = |i: u32| a.has(&(i..i + 3), &[Cue::Truce]);
    let other = before.clone().any(|i| match a.word(i) {
        "than" | "чем" => truce(i) || a.word(i + 2) == "one" || a.word(i + 1) == "that",
        "one" => a.word(i.saturating_sub(1)) == "the" && matches!(a.word(i + 1), "that" | "of"),
        "من" => {
            let more = a.word(i.saturating_sub(1));
            matches!(more, "اطول" | "اقصر" | "اوسع") && (truce(i) || a.word(i + 1) == "تلك")
        }
        _ => false,
    });
    // "The new one begins on Friday", «وتبدأ الجديدة الجمعة», «новое начнется в пятницу»
    let new = (before.clone()).any(|i| match a.word(i) {
        "new" => a.word(i + 1) == "one",
        "الجديده" | "الجديد" => !a.has(&(i.saturating_sub(1)..i), &[Cue::Truce]),
        "новое" | "новая" => !a.has(&(i + 1..i + 3), &[Cue::Truce]),
        _ => false,
    });
    if new {
        return true;
    }
    let since = matches!(a.word(at), "since" | "منذ" | "с" | "со");
    let nth = |i: u32| {
        let w = a.word(i);
        matches!(
            w,
            "first"
                | "second"
                | "third"
                | "fourth"
                | "fifth"
                | "اول"
                | "ثاني"
                | "ثالث"
                | "رابع"
                | "خامس"
                | "الاولي"
                | "الثانيه"
                | "الثالثه"
        ) || ["первое", "второе", "третье", "четверт", "пятое"]
            .iter()
            .any(|s| w.starts_with(s))
    };
    other || since && before.clone().any(nth) && a.has(&before, &[Cue::Truce])
}

/// Verbs that tell of a truce what others say of it or do while it holds.
const DONE_BESIDE: [Cue; 7] = [
    Cue::Welcomes,
    Cue::Rejects,
    Cue::Accuses,
    Cue::Denies,
    Cue::Breach,
    Cue::Killed,
    Cue::Injured,
];

/// Verbs that bring a truce about or end it.
const OF_TRUCE: [Cue; 11] = [
    Cue::InForce,
    Cue::Upcoming,
    Cue::Ended,
    Cue::Ending,
    Cue::Extend,
    Cue::Declare,
    Cue::Agree,
    Cue::Stop,
    Cue::Moved,
    Cue::Shortened,
    Cue::Postponed,
];

/// "The UN welcomed the truce on Wednesday", «خرق الجيش الهدنة الأربعاء»: a day that is past, in a sentence that tells only
/// what others did.
fn is_of_another_verb(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    is_past_day(t) && a.has(sentence, &DONE_BESIDE) && !a.has(sentence, &OF_TRUCE)
}

/// "Entered its third day on Wednesday", «دخلت يومها الثالث الأربعاء», «вступило в третий день в среду»: not its first.
fn is_nth_day(a: &Analysis<'_>, t: &TimeMention) -> bool {
    let at = t.tokens.start.0;
    let near = at.saturating_sub(3)..at;
    let its = |w: &str| {
        matches!(
            w,
            "يومها" | "يومه" | "اسبوعها" | "اسبوعه" | "شهرها" | "شهره"
        )
    };
    let unit = |w: &str| {
        matches!(
            w,
            "day" | "week" | "month" | "день" | "сутки" | "неделю" | "месяц"
        )
    };
    let led = at.saturating_sub(6)..at;
    let enters = |t: u32| {
        matches!(a.word(t), "its" | "enters" | "entered" | "entering")
            || ["вступ", "вош"].iter().any(|s| a.word(t).starts_with(s))
    };
    matches!(t.value, TimeValue::Moment(_))
        && (near.clone().any(|t| its(a.word(t)))
            || near.clone().any(|t| unit(a.word(t))) && led.clone().any(enters))
}

/// Tokens before a time among which the words lie that say what it is the time of.
const OF_REACH: u32 = 10;

/// «لم تبدأ الهدنة السبت», «не начнется в субботу», "will not begin until Saturday": a time at which it does not begin.
fn did_not_begin(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let at = t.tokens.start.0;
    let from = sentence.start.max(at.saturating_sub(OF_REACH));
    let begins = [Cue::InForce, Cue::Upcoming, Cue::NotBegun];
    let Some(c) = a
        .cues(&(from..at), &begins)
        .filter(|c| c.end() <= at)
        .last()
    else {
        return false;
    };
    let not = c.rule.cue == Cue::NotBegun
        || (a.word_before(c.start())).is_some_and(|w| a.has(&(w..w + 1), &[Cue::Not]));
    let but = |i: u32| matches!(a.word(i), "but" | "بل" | "لكن" | "وانما" | "а" | "но" | ",");
    not && !(c.end()..at).any(but)
}

/// "Could extend the pause until Saturday", "would extend it until Saturday if …", "may begin on Saturday": it has not.
fn is_in_doubt(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let at = t.tokens.start.0;
    let before = sentence.start.max(at.saturating_sub(OF_REACH))..at;
    let longer = (a.cues(&before, &[Cue::Extend]).last()).is_some_and(|c| {
        let near = before.start.max(c.start().saturating_sub(2))..c.start();
        tentative::in_doubt(a, &near) || condition::governed(a, &c.hit.tokens, sentence)
    });
    longer || tentative::may_begin(a, &before)
}

/// "Not at 8 but at 9", «не в пятницу, а в субботу», «وليس من الثامنة»: the time right behind the denial.
fn is_denied_itself(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let leads = |word: &str| {
        matches!(
            word,
            "at" | "on" | "from" | "in" | "the" | "в" | "с" | "من" | "في" | "يوم" | "عند"
        )
    };
    let first = t.tokens.start.0;
    let before = (sentence.start..first).rev().find(|&t| !leads(a.word(t)));
    // "Not until nine" and "no later than nine" have a word between.
    before.is_some_and(|t| {
        a.has(&(t..t + 1), &[Cue::Not]) && !matches!(a.word(t), "لا" | "ولا" | "without" | "دون")
    })
}

/// "After talks in Geneva on Tuesday": the day of a meeting, not of the truce.
fn is_of_a_meeting(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let at = t.tokens.start.0;
    let from = sentence.start.max(at.saturating_sub(OF_REACH));
    // «تبدأ السبت محادثات حول هدنة»
    let end = t.tokens.end.0;
    let opens = a
        .cues(&(end..end + 3), &[Cue::Meeting])
        .next()
        .is_some_and(|c| {
            a.words_between(end, c.start()) <= 1 && !a.has(&(from..c.start()), &[Cue::Truce])
        });
    // «محادثات حول الهدنة في حلب تستأنف السبت»: of the talks about it.
    let about = a.cues(&(from..at), &[Cue::Meeting]).any(|c| {
        matches!(
            a.word(c.end()),
            "on" | "about" | "over" | "حول" | "بشان" | "о" | "об" | "по"
        ) && a.has(&(c.end()..c.end() + 4), &[Cue::Truce])
            && !a.has(&(c.end()..at), &OF_TRUCE)
    });
    if about && !has_clock(t) {
        return true;
    }
    // "Will decide on Saturday whether to extend the truce"
    let decides = (at.saturating_sub(3).max(sentence.start)..at).any(|t| {
        matches!(
            a.word(t),
            "decide"
                | "discuss"
                | "review"
                | "consider"
                | "решит"
                | "решат"
                | "обсудит"
                | "обсудят"
        )
    });
    let decides = decides && a.has(&(end..sentence.end.min(end + OF_REACH)), &[Cue::Truce]);
    if (opens || decides) && matches!(t.value, TimeValue::Moment(_))
        || is_discussed_then(a, t, sentence)
    {
        return true;
    }
    let meeting = a.cues(&(from..at), &[Cue::Meeting, Cue::Meet]).last();
    let truce = [
        Cue::Truce,
        Cue::InForce,
        Cue::Upcoming,
        Cue::Ended,
        Cue::Ending,
        Cue::Extend,
    ];
    matches!(t.value, TimeValue::Moment(_))
        && meeting.is_some_and(|c| {
            let between = c.end()..at;
            let places: usize = (a.places(&between))
                .map(|(h, _)| a.words_between(h.tokens.start, h.tokens.end))
                .sum();
            c.end() <= at
                && a.words_between(between.start, between.end) <= 2 + places
                && !a.has(&between, &truce)
                && !between
                    .clone()
                    .any(|i| matches!(a.word(i), "," | "and" | "и"))
        })
}

/// «بحثت روسيا هدنة في حلب يومي الأربعاء والخميس», "the truce was discussed in Geneva on Wednesday and Thursday": days
/// behind a verb of meeting or discussing, with no word of the truce's course between them.
fn is_discussed_then(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let at = t.tokens.start.0;
    let opens = matches!(
        a.word(at),
        "from" | "starting" | "beginning" | "until" | "с" | "до" | "من" | "حتي"
    );
    let course = [Cue::Meet, Cue::Draft].into_iter().chain(OF_TRUCE);
    let course: Vec<Cue> = course.collect();
    let from = sentence.start.max(at.saturating_sub(CLAUSE));
    let last = a.cues(&(from..at), &course).last();
    !has_clock(t)
        && !opens
        && last.is_some_and(|c| {
            let discussed = [
                "discuss",
                "negotiat",
                "talks",
                "обсу",
                "перегов",
                "بحث",
                "مناقش",
                "محادثات",
                "مفاوضات",
            ];
            let word = a.word(c.start());
            let meets = c.rule.cue == Cue::Meet
                || c.rule.cue == Cue::Draft && discussed.iter().any(|s| word.starts_with(s));
            meets && !(c.end()..at).any(|i| a.word(i) == "," && !a.touches_time(&(i..i + 2)))
        })
}

/// Whether a day without an hour is told that no word puts ahead.
fn is_past_day(t: &TimeMention) -> bool {
    let TimeValue::Moment(Moment {
        day: Some(day),
        clock: None,
    }) = &t.value
    else {
        return false;
    };
    match day.deixis {
        Some(Deixis::Days(n)) => n < 0,
        Some(_) => false,
        None => !matches!(day.direction, Some(Direction::Ahead | Direction::Next)),
    }
}

/// Verbs with a day or an hour of their own: when it was said.
const SPEECH: [Cue; 7] = [
    Cue::Declare,
    Cue::Say,
    Cue::Agree,
    Cue::Meet,
    Cue::Propose,
    Cue::Proposes,
    Cue::CallsFor,
];

/// Most words between a verb of declaring and the day on which somebody did, beside who did.
const SPOKEN: usize = 2;

/// «أعلن الجيش الأربعاء هدنة», "announced on Wednesday a truce", «сообщила в среду, что перемирие …»: a day that is
/// past, between the verb and the truce, is that of the words.
fn is_day_of_speech(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let (start, end) = (t.tokens.start.0, t.tokens.end.0);
    let from = sentence.start.max(start.saturating_sub(8));
    let noun = |c: &CueHit<'_>| c.form == Form::Plain && a.language() == Language::Arabic;
    let verb = (a.cues(&(from..start), &SPEECH))
        .filter(|c| c.end() <= start && !noun(c) && !has_begun(a.word(c.start())))
        .last();
    // «أعلنت روسيا اليوم هدنة»: today is that of the words, unless an hour behind needs a day.
    let today = || {
        let told = matches!(&t.value, TimeValue::Moment(Moment { day: Some(d), clock: None })
            if d.deixis == Some(Deixis::Days(0)));
        let behind = end..sentence.end.min(end + CLAUSE);
        told && !a.times_in(&behind).any(|(_, t)| has_clock(t))
    };
    (is_past_day(t) || today() && !at_once(a, sentence))
        && verb.is_some_and(|c| {
            let who = a.actors_in(&(c.end()..start));
            let named: usize = who
                .iter()
                .map(|x| a.words_between(x.tokens.start, x.tokens.end))
                .sum();
            let truce = |from: u32| a.has(&(from..sentence.end.min(end + 8)), &[Cue::Truce]);
            a.words_between(c.end(), start) <= SPOKEN + named
                && !a.has(&(c.end()..start), &[Cue::Truce, Cue::Stop])
                && truce(end)
        })
}

/// Words between which and a time it is that of the words.
const TO: [&str; 10] = [
    "to", "until", "till", "through", "beyond", "الي", "حتي", "до", "на", "по",
];

/// Most words between a verb of extending and the day on which it was done, times left out.
const EXTENDED_THEN: usize = 3;

/// "Was extended by 24 hours on Wednesday", «продлено в среду на сутки»: a day that is past, beside the verb, is that on
/// which it was done.
fn is_of_extending(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let (start, end) = (t.tokens.start.0, t.tokens.end.0);
    let from = sentence.start.max(start.saturating_sub(CLAUSE));
    let last = a.cues(&(from..start), &OF_TRUCE).last();
    let near = |c: u32| a.words_beside_times(c, start) <= EXTENDED_THEN;
    let before = last
        .is_some_and(|c| c.rule.cue == Cue::Extend && c.end() <= start && near(c.end()))
        && !TO.contains(&a.word(start.saturating_sub(1)));
    let next = a
        .cues(&(end..sentence.end.min(end + 3)), &[Cue::Extend])
        .next();
    // "That started on 25 April was prolonged": the day of the verb before.
    let behind = last.is_none() && next.is_some_and(|c| a.words_between(end, c.start()) <= 1);
    is_past_day(t) && (before || behind)
}

/// "The truce held on Wednesday", «صمدت الهدنة الأربعاء»: a day on which it held is not that of its start; "since
/// Wednesday" is.
fn is_day_of_holding(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let (start, end) = (t.tokens.start.0, t.tokens.end.0);
    let stems = [
        "held",
        "hold",
        "صمد",
        "صامد",
        "صمود",
        "هدوء",
        "الهدوء",
        "соблюда",
        "держ",
        "calm",
    ];
    let holds = |c: &CueHit<'_>| {
        let stem = |w: &str| {
            stems
                .iter()
                .any(|s| w.trim_start_matches('و').starts_with(s))
        };
        // "Took hold on Thursday" tells its beginning.
        c.rule.cue == Cue::InForce
            && !matches!(a.word(c.start()), "took" | "takes" | "taking")
            && c.hit.tokens.clone().any(|t| stem(a.word(t)))
    };
    let from = sentence.start.max(start.saturating_sub(CLAUSE));
    let last = a.cues(&(from..start), &OF_TRUCE).last();
    let next = a.cues(&(end..end + 1), &[Cue::InForce]).next();
    let then = match last {
        Some(c) => c.end() <= start && holds(&c),
        // «Перемирие в среду соблюдалось»
        None => next.is_some_and(|c| holds(&c)),
    };
    let opens = |t: u32| matches!(a.word(t), "since" | "from" | "с" | "со" | "منذ" | "من");
    is_past_day(t) && then && !opens(start) && !opens(start.saturating_sub(1))
}

/// Tokens beside a time in which another time or the truce is taken to be of its clause.
const CLAUSE: u32 = 24;

/// Most words between a time and the verb of declaring behind it, beside who declared.
const THEN_SPOKEN: usize = 1;

/// «Минобороны в 18:00 объявило о паузе», "at 6 p.m. the army declared a truce": the time before the verb, at the head of
/// its sentence, is that of the words.
fn is_before_speech(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let (start, end) = (t.tokens.start.0, t.tokens.end.0);
    let reach = end..sentence.end.min(end + OF_REACH);
    let told = [
        Cue::Truce,
        Cue::Stop,
        Cue::InForce,
        Cue::Upcoming,
        Cue::Ended,
    ];
    let noun = |c: &CueHit<'_>| c.form == Form::Plain && a.language() == Language::Arabic;
    let verb = a.cues(&reach, &SPEECH).find(|c| !noun(c));
    let days = matches!(t.value, TimeValue::Moment(_) | TimeValue::Window { .. }) && !has_clock(t);
    (days || matches!(t.value, TimeValue::Moment(_)))
        && verb.is_some_and(|c| {
            let named: usize = (a.actors_in(&(end..c.start())).iter())
                .map(|x| a.words_between(x.tokens.start, x.tokens.end))
                .sum();
            // "At 9 a.m., Russia said, a truce will begin"
            let aside = a.word(c.end()) == ",";
            !aside
                && !has_begun(a.word(c.start()))
                && a.words_beside_times(end, c.start()) <= THEN_SPOKEN + named
                && !a.has(
                    &(sentence.start.max(start.saturating_sub(CLAUSE))..start),
                    &told,
                )
                && !a.has(&(end..c.start()), &told)
                && a.has(
                    &(c.end()..sentence.end.min(c.end() + CLAUSE)),
                    &[Cue::Truce, Cue::Stop],
                )
                && !at_once(a, sentence)
        })
}

/// Most words between the words of a plan and its time.
const PLAN_REACH: u32 = 8;

/// "was to begin on Friday but will begin on Sunday": a plan that came to nothing gives no time where another
/// clause says what became of it.
pub(super) fn is_dropped_plan(a: &Analysis<'_>, t: &TimeMention, sentence: &Range<u32>) -> bool {
    let but = |t: u32| {
        matches!(
            a.word(t),
            "but"
                | "لكن"
                | "لكنها"
                | "ولكن"
                | "ولكنها"
                | "لكنه"
                | "ولكنه"
                | "но"
                | "однако"
        )
    };
    let before = sentence
        .start
        .max(t.tokens.start.0.saturating_sub(PLAN_REACH))..t.tokens.start.0;
    let was = |t: u32| {
        matches!(
            a.word(t),
            "was"
                | "were"
                | "had"
                | "كان"
                | "كانت"
                | "وكان"
                | "وكانت"
                | "было"
                | "был"
                | "была"
        )
    };
    let due = |t: u32| {
        matches!(
            a.word(t),
            "to" | "due"
                | "set"
                | "supposed"
                | "scheduled"
                | "meant"
                | "planned"
                | "المقرر"
                | "مقررا"
                | "يفترض"
                | "المفترض"
                | "должно"
                | "должен"
                | "должна"
                | "планировалось"
                | "намечено"
        )
    };
    // "Which was to begin at 6 a.m., began at 9 a.m."
    let mut rest = t.tokens.end.0..sentence.end;
    let began = || {
        (a.cues(&rest, &[Cue::InForce]))
            .any(|c| a.times_in(&(c.end()..c.end() + 3)).next().is_some())
    };
    before.clone().any(was)
        && before.clone().any(due)
        && !before.clone().any(but)
        && (began() || rest.any(but))
}
