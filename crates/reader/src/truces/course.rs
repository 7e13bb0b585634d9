//! How a truce stands and what it is for.

use std::{collections::BTreeSet, ops::Range};

use hudna_text::{Language, TokenIdx, clitic::Proclitics};
use hudna_truce::{Evidence, Purpose, TruceStatus};

use super::{
    air,
    background::has_happened,
    changed::{is_its_subject, is_of_truce},
    condition, halted,
    mentions::{Mention, Of, classify},
    over, verdict, ways,
    window::{Window, tells_another},
};
use crate::{
    actors,
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form, PartyIdx},
    time::{self, TimeValue, tense},
};
use jiff::civil::Date;

pub(super) fn status_of(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    window: &Window,
    reference: Option<Date>,
) -> (TruceStatus, Option<Evidence>) {
    let mut found: Vec<(TruceStatus, Evidence, u32)> = Vec::new();
    for m in mentions {
        let sentence = a.sentence_range(m.sentence);
        // "declared the ceasefire over"
        if let Some(e) = over::told(a, m).and_then(|over| over.declared(a, m)) {
            found.push((TruceStatus::Ended, e, 0));
        }
        if let Some((status, words)) = verdict::beside(a, m) {
            found.push((status, a.evidence(words, &m.rule, Some("status")), 0));
        }
        for c in a.cues(
            &sentence,
            &[
                Cue::Extend,
                Cue::InForce,
                Cue::Upcoming,
                Cue::Ended,
                Cue::Collapsed,
                Cue::Shortened,
                Cue::Cancelled,
            ],
        ) {
            // «قابلة للتمديد», "can be renewed": not extended.
            let before = sentence.start.max(c.start().saturating_sub(4))..c.start();
            let unsure = [
                Cue::Possible,
                Cue::CallsFor,
                Cue::Rejects,
                Cue::Not,
                Cue::NoSuch,
                Cue::If,
                Cue::Propose,
                Cue::Proposes,
                Cue::Conditions,
            ];
            let not_planned = || is_asked(a, &c, &sentence) || verdict::is_off(a, &c, &sentence);
            let on_condition = || condition::governed(a, &c.hit.tokens, &sentence);
            if c.rule.cue == Cue::Extend
                && (a.has(&before, &unsure) || not_planned() || on_condition())
            {
                continue;
            }
            // «Пауза продлится с 8 до 16»: it will last so long; «продлится еще на сутки» is longer than told.
            if c.rule.cue == Cue::Extend
                && matches!(a.word(c.start()), "продлится" | "продлятся")
                && !matches!(a.word(c.end()), "еще" | "ещё")
            {
                continue;
            }
            // «تمتد الهدنة من السبت إلى الاثنين»: it lasts so long.
            let spans = matches!(a.word(c.start()), "تمتد" | "يمتد")
                && (a.times_in(&(c.end()..sentence.end)).next()).is_some_and(|(_, t)| {
                    matches!(&t.value, TimeValue::Window { start: Some(_), .. })
                });
            if spans {
                continue;
            }
            // "Talks ended with a ceasefire": they ended, not the truce.
            let with =
                c.end() <= m.tokens.start && (c.end()..m.tokens.start).any(|t| a.word(t) == "with");
            if c.rule.cue == Cue::Ended && (with || is_point(a, &c) || is_of_its_day(a, m)) {
                continue;
            }
            // «إذا بدأت الهدنة السبت»: it has not.
            if c.rule.cue == Cue::InForce && condition::is_within(a, c.start(), &sentence) {
                continue;
            }
            let status = match c.rule.cue {
                Cue::Extend => TruceStatus::Extended,
                Cue::InForce if verdict::was_in_force(a, &c, window) => TruceStatus::Ended,
                Cue::InForce
                    if from_a_time(a, &c, reference) && !verdict::has_been(a, &c)
                        || not_so(a, &c)
                        || enters(a, m, &c) =>
                {
                    TruceStatus::Announced
                }
                Cue::InForce => TruceStatus::InForce,
                // "Was to begin at six, began at nine": the plan is past.
                Cue::Upcoming
                    if was(a, c.start()) && a.has(&(c.end()..sentence.end), &[Cue::InForce]) =>
                {
                    continue;
                }
                Cue::Ended => TruceStatus::Ended,
                Cue::Collapsed if !has_happened(a, &c) || verdict::is_of_other(a, m, &c) => {
                    continue;
                }
                Cue::Collapsed => TruceStatus::Collapsed,
                // «сорвалось» is said of meetings that were cancelled, and of truces that broke down.
                Cue::Cancelled if a.has(&c.hit.tokens, &[Cue::Collapsed]) => continue,
                Cue::Cancelled if !is_of_truce(a, &c, mentions) || is_possible(a, &c) => continue,
                Cue::Cancelled => TruceStatus::Cancelled,
                Cue::Shortened if window.before.is_none() => continue,
                Cue::Shortened => TruceStatus::Shortened,
                _ => TruceStatus::Announced,
            };
            // Hours between them put nothing between them.
            let between = if c.start() >= m.tokens.end {
                m.tokens.end..c.start()
            } else {
                c.end()..m.tokens.start
            };
            let gap = a.words_beside_times(between.start, between.end);
            // "began on Monday and ended on Wednesday": the second verb of the same truce.
            let gap = if c.rule.cue == Cue::Ended && follows(a, &c, Cue::InForce) {
                gap.min(NEAREST)
            } else {
                gap
            };
            // «هدنة بدأت في 20 تشرين الأول …، لكنها انتهت»: "but it ended" is told of the truce beside it.
            let but_it = status == TruceStatus::Ended
                && c.start() >= m.tokens.end
                && m.noun
                && (c.start().checked_sub(1)).is_some_and(|t| match a.word(t) {
                    "لكنها" | "لكنه" | "ولكنها" | "ولكنه" | "но" => true,
                    "it" | "она" | "оно" => {
                        matches!(a.word(t.saturating_sub(1)), "but" | "но")
                    }
                    _ => false,
                });
            // "agreed to extend it", «على تمديدها»: the truce of the sentence.
            // «واشترط لتجديدها» has extended nothing.
            let done = [Cue::Agree, Cue::Declare, Cue::Accepts];
            let extends_it = c.rule.cue == Cue::Extend
                && !c.hit.before.has(Proclitics::FOR)
                && a.has(&(sentence.start..c.start()), &done)
                && c.start() >= m.tokens.end
                && m.noun
                && ((c.start()..c.end() + 1).any(|t| matches!(a.word(t), "it" | "его"))
                    || a.language() == Language::Arabic
                        && c.form == Form::Plain
                        && (a.word(c.start()).ends_with("ها")
                            || a.word(c.start()).ends_with("يده")));
            let gap = if but_it || extends_it { 0 } else { gap };
            // "The agreement, concluded by … in … on …, has been in force": it is always said of what was agreed.
            let in_force = c.rule.cue == Cue::InForce
                && (c.hit.tokens.clone())
                    .any(|t| matches!(a.word(t), "force" | "effect" | "силу" | "حيز" | "التنفيذ"));
            let reach = if in_force && c.start() >= m.tokens.end {
                24
            } else {
                12
            };
            if gap <= reach {
                let e = a.evidence(c.hit.tokens.clone(), &c.rule.id, Some("status"));
                found.push((status, e, u32::try_from(gap).unwrap_or(u32::MAX)));
            }
        }
    }
    let pick = |found: &[(TruceStatus, Evidence, u32)], wanted: TruceStatus, reach: u32| {
        (found.iter())
            .find(|(s, _, gap)| *s == wanted && *gap <= reach)
            .map(|(s, e, _)| (*s, Some(e.clone())))
    };
    if let Some(e) = refused(a, mentions) {
        return (TruceStatus::Rejected, Some(e));
    }
    found.extend(told_behind(a, mentions, window));
    let told = pick(&found, TruceStatus::Cancelled, 12)
        .or_else(|| pick(&found, TruceStatus::Collapsed, 12))
        .or_else(|| pick(&found, TruceStatus::Extended, 4))
        .or_else(|| pick(&found, TruceStatus::Shortened, 12))
        .or_else(|| {
            pick(
                &found,
                TruceStatus::Ended,
                u32::try_from(NEAREST).unwrap_or(0),
            )
        })
        .or_else(|| {
            // The nearest word decides between "has begun" and "will begin".
            found
                .iter()
                .filter(|(s, ..)| matches!(s, TruceStatus::InForce | TruceStatus::Announced))
                .min_by_key(|(_, _, gap)| *gap)
                .map(|(s, e, _)| (*s, Some(e.clone())))
        })
        .unwrap_or_else(|| {
            let halted = mentions.iter().all(|m| !m.noun)
                && window.start.is_none()
                && !mentions.iter().any(|m| air::is_ahead(a, m));
            // A start that is ahead makes it announced again: see `Draft::finish`.
            let halted = halted
                || mentions
                    .iter()
                    .any(|m| m.of == Of::Main && halted::told(a, m));
            let status = if halted || mentions.iter().any(|m| ways::is_open(a, m)) {
                TruceStatus::InForce
            } else {
                TruceStatus::Announced
            };
            (status, None)
        });
    // "If the rebels agree, it will begin on Saturday": nobody has promised it.
    match told {
        (TruceStatus::Announced, e) if mentions.iter().any(|m| condition::begins(a, m)) => {
            (TruceStatus::Proposed, e)
        }
        other => other,
    }
}

/// Whether a verb is told of what was.
fn was(a: &Analysis<'_>, verb: u32) -> bool {
    (verb.saturating_sub(5)..verb)
        .any(|t| matches!(a.word(t), "was" | "were" | "كان" | "كانت" | "وكان"))
}

/// "would be called off at once if …": it has not been.
pub(super) fn is_possible(a: &Analysis<'_>, c: &CueHit<'_>) -> bool {
    (c.start().saturating_sub(3)..c.start()).any(|t| {
        // «قد انهارت» has happened, «قد تنهار» may; "in May" is a month.
        let next = a.word(t + 1);
        let done = a.word(t) == "قد" && (next == "تم" || !next.starts_with(['ي', 'ت']));
        !done
            && !a.touches_time(&(t..t + 1))
            && matches!(
                a.word(t),
                "would"
                    | "will"
                    | "could"
                    | "may"
                    | "might"
                    | "can"
                    | "if"
                    | "unless"
                    | "قد"
                    | "اذا"
                    | "لو"
                    | "может"
                    | "могут"
                    | "будет"
                    | "если"
            )
    })
}

/// Most words between a truce and the word that it is over.
const NEAREST: usize = 3;

/// Tokens, mostly of times, between two verbs of the same truce.
const FOLLOWS: u32 = 18;

/// Whether only times, signs and "and" stand between the last such word and this one.
fn follows(a: &Analysis<'_>, c: &CueHit<'_>, cue: Cue) -> bool {
    let before = c.start().saturating_sub(FOLLOWS)..c.start();
    (a.cues(&before, &[cue]).last()).is_some_and(|first| {
        (first.end()..c.start())
            .filter(|&t| a.is_word(t) && !a.touches_time(&(t..t + 1)))
            .all(|t| {
                matches!(
                    a.word(t),
                    "and" | "on" | "и" | "в" | "يوم" | "و" | "then" | "теперь" | "now"
                )
            })
    })
}

/// How the truce went on, told in the sentence behind with a pronoun for it: "It collapsed hours later".
pub(super) fn told_behind(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    window: &Window,
) -> Option<(TruceStatus, Evidence, u32)> {
    (mentions.iter().filter(|m| m.of == Of::Main || m.own)).find_map(|m| {
        let i = m.sentence + 1;
        let sentence = a.sentence_range(i);
        let near = mentions.iter().all(|o| o.sentence != i) && !tells_another(a, i);
        let c = near.then(|| {
            let fates = [Cue::Collapsed, Cue::Shortened, Cue::Cancelled];
            (a.cues(&sentence, &fates)
                // "It took effect at seven"
                .chain(
                    a.cues(&sentence, &[Cue::InForce])
                        .filter(|c| has_begun(a, c)),
                ))
            .find(|c| is_its_subject(a, c, sentence.start))
        })??;
        let broken = a.has(&c.hit.tokens, &[Cue::Collapsed]);
        let status = match c.rule.cue {
            Cue::Cancelled if !broken => TruceStatus::Cancelled,
            Cue::Shortened if window.before.is_none() => return None,
            Cue::Shortened => TruceStatus::Shortened,
            Cue::InForce => TruceStatus::InForce,
            _ => TruceStatus::Collapsed,
        };
        let e = a.evidence(c.hit.tokens.clone(), &c.rule.id, Some("status"));
        Some((status, e, 0))
    })
}

/// Whether the words tell that a truce has begun: "took effect", «دخلت حيز التنفيذ», «вступило в силу»; not "takes effect".
fn has_begun(a: &Analysis<'_>, c: &CueHit<'_>) -> bool {
    let first = a.word(c.start());
    let told = match a.language() {
        Language::Arabic => matches!(
            (a.word(c.start().saturating_sub(1)), first),
            ("دخلت" | "دخل" | "ودخلت" | "ودخل", "حيز" | "موضع") | (_, "بدات" | "سرت" | "سري")
        ),
        Language::Russian => ["вступил", "начал"].iter().any(|w| first.starts_with(w)),
        _ => matches!(
            first,
            "took" | "came" | "went" | "began" | "started" | "entered"
        ),
    };
    let before = c.start().saturating_sub(3)..c.start();
    told && has_happened(a, c) && !a.has(&before, &[Cue::Not])
}

/// «ستستأنف الحرب بعد انتهاء الهدنة», "before the truce …": a point in time, not that it is over.
pub(super) fn is_point(a: &Analysis<'_>, ended: &CueHit<'_>) -> bool {
    let noun = ended.form == Form::Plain && a.word(ended.start()).starts_with("انت");
    let at = (a.word_before(ended.start())).map_or("", |t| a.word(t));
    noun && (matches!(at, "قبل" | "عند" | "حتي" | "لدي" | "فور")
        || matches!(at, "بعد" | "عقب") && {
            let sentence = a.sentence_range(a.sentence_of(ended.start()));
            (sentence.start..ended.start()).any(|t| tense::is_arabic_future(&a.doc, TokenIdx(t)))
        })
}

/// Most words between "the first day of" and the truce.
const DAY_OF: u32 = 4;

/// «Первый день паузы закончился», "the first hours of the truce ended": a part of it is over.
fn is_of_its_day(a: &Analysis<'_>, m: &Mention) -> bool {
    let sentence = a.sentence_range(m.sentence).start;
    let before = sentence.max(m.tokens.start.saturating_sub(DAY_OF))..m.tokens.start;
    before.clone().any(|t| {
        let word = |t: Option<u32>| t.map_or("", |t| a.word(t));
        match a.word(t) {
            "day" | "days" | "hours" | "night" | "week" => a.word(t + 1) == "of",
            // «На третий день перемирие закончилось»: it did.
            "день" | "вечер" | "час" | "часы" | "дни" => {
                let ordinal = (sentence..t).rev().find(|&t| a.is_word(t));
                let first = ordinal.filter(|&t| t > sentence).map(|t| t - 1);
                !matches!(word(first), "на" | "в" | "во" | "за")
            }
            "يوم" | "اليوم" | "ساعات" | "الساعات" | "ايام" => {
                a.word(t + 2) == "من" || a.word(t + 1) == "من"
            }
            _ => false,
        }
    })
}

/// Sentences from a proposal on in which it may be refused.
const ANSWERED: usize = 2;

/// Most words between a verb of refusing and the offer it refuses.
const REFUSED_REACH: usize = 4;

/// «ولكن المعارضة رفضت مبادرته»: that somebody else than who proposes it refuses the offer, or the truce.
pub(super) fn turned_down(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    who: &[PartyIdx],
) -> Option<Evidence> {
    let last = a.doc.sentences().len();
    let sentences = (mentions.iter().filter(|m| !m.repeat))
        .flat_map(|m| m.sentence..(m.sentence + ANSWERED + 1).min(last));
    for i in sentences {
        let range = a.sentence_range(i);
        for verb in a.cues(&range, &[Cue::Rejects]) {
            let noun = verb.form == Form::Plain && a.language() == Language::Arabic;
            let offer = (a.cues(&(verb.end()..range.end), &[Cue::Offer, Cue::Truce])).next();
            let far = |o: &CueHit<'_>| a.words_between(verb.end(), o.start()) > REFUSED_REACH;
            if noun || offer.is_none_or(|o| far(&o)) {
                continue;
            }
            let by = actors::subject(a, verb.start(), verb.end(), verb.form);
            let side = |p: PartyIdx| a.party(p).side;
            if by.is_some_and(|x| who.iter().all(|&p| side(p) != side(x.party))) {
                return Some(a.evidence(verb.hit.tokens.clone(), &verb.rule.id, Some("status")));
            }
        }
    }
    None
}

/// Words that say of what follows whether it is asked for or has been done.
pub(super) const ASKED_OR_DONE: [Cue; 5] = [
    Cue::CallsFor,
    Cue::Declare,
    Cue::Agree,
    Cue::Accepts,
    Cue::Say,
];

/// «وحث الأمين العام للأمم المتحدة الطرفين على تمديد الهدنة»: the last such word before asks for it.
pub(super) fn is_asked(a: &Analysis<'_>, c: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    (a.cues(&(sentence.start..c.start()), &ASKED_OR_DONE))
        .last()
        .is_some_and(|c| c.rule.cue == Cue::CallsFor)
}

/// «رفضت الجماعة هدنة اقترحها التحالف»: an offered truce that is refused where it is first told.
fn refused(a: &Analysis<'_>, mentions: &[&Mention]) -> Option<Evidence> {
    let m = mentions.first().filter(|m| m.noun)?;
    let sentence = a.sentence_range(m.sentence);
    // "Rejected a truce from Saturday to Monday": none that anybody declared.
    let noun = a.cues(&m.tokens, &[Cue::Truce]).next();
    let any = match a.language() {
        Language::Arabic => noun.is_some_and(|c| !c.hit.before.has(Proclitics::THE)),
        Language::English => (m.tokens.start.saturating_sub(2)..m.tokens.start)
            .any(|t| matches!(a.word(t), "a" | "any")),
        _ => false,
    };
    let any = any && mentions.len() == 1 && !a.has(&sentence, &[Cue::Declare, Cue::Agree]);
    let offered = any || a.has(&sentence, &[Cue::Propose, Cue::Proposes, Cue::Draft]);
    let c = (a.cues(&(sentence.start..m.tokens.start), &[Cue::Rejects])).last()?;
    let near = a.words_between(c.end(), m.tokens.start) <= 5
        && !a.has(&(c.end()..m.tokens.start), &[Cue::That, Cue::Extend]);
    (offered && near).then(|| a.evidence(c.hit.tokens.clone(), &c.rule.id, Some("status")))
}

/// "It is in force from six": said ahead of six. "Since six" is not.
/// «Действует с 22 июля» holds, where that day is past.
fn from_a_time(a: &Analysis<'_>, c: &CueHit<'_>, reference: Option<Date>) -> bool {
    let next = c.end()..c.end() + 2;
    // «Действует ежедневно с 9 до 14»: every day, and today.
    let begun = |value: &TimeValue| {
        if matches!(value, TimeValue::Window { daily: true, .. }) {
            return true;
        }
        let told = time::resolve(value, reference).ok();
        (told.zip(reference)).is_some_and(|(r, today)| r.start.date < today)
    };
    a.times_in(&next)
        .filter(|(_, t)| !begun(&t.value))
        .any(|(_, t)| {
            matches!(
                &t.value,
                TimeValue::Window { start: Some(_), .. } | TimeValue::Moment(_)
            ) && (c.end()..t.tokens.start.0 + 1).any(|k| {
                matches!(
                    a.word(k),
                    "من" | "с" | "from" | "بين" | "ابتداء" | "اعتبارا" | "بدءا"
                )
            })
        })
}

pub(super) const CLASSES: [Cue; 8] = [
    Cue::Civilians,
    Cue::Fighters,
    Cue::Wounded,
    Cue::Sick,
    Cue::Families,
    Cue::Refugees,
    Cue::Cases,
    Cue::Wishing,
];

/// Most words between a verb of asking and what is asked for: behind people's leaving, that may be what
/// the truce is for.
const CALLED_REACH: usize = 3;

/// Most words between leaving and who leaves.
pub(super) const PURPOSE_REACH: usize = 8;

/// What the truce is for, from the sentences given; one that is only `asked` for stands in words of
/// asking.
pub(super) fn purposes(
    a: &Analysis<'_>,
    sentences: &[usize],
    asked: bool,
) -> (Vec<Purpose>, Vec<Evidence>) {
    let mut out: Vec<Purpose> = Vec::new();
    let mut evidence = Vec::new();
    for &i in sentences {
        let sentence = a.sentence_range(i);
        for verb in a.cues(&sentence, &[Cue::Leave, Cue::Deliver]) {
            // "left the talks", «покинули зал»
            let walked_out = (verb.end()..verb.end() + 2).any(|t| {
                matches!(
                    a.word(t),
                    "hall"
                        | "room"
                        | "session"
                        | "talks"
                        | "meeting"
                        | "зал"
                        | "переговоры"
                        | "заседание"
                        | "القاعه"
                        | "الجلسه"
                        | "المحادثات"
                        | "الاجتماع"
                )
            });
            // "pulled out of the truce"
            let quit =
                (a.cues(&(verb.end()..verb.end() + 4), &[Cue::Truce]).next()).is_some_and(|c| {
                    (verb.end()..c.start())
                        .all(|t| matches!(a.word(t), "out" | "of" | "from" | "the" | "من" | "из"))
                });
            if walked_out || quit {
                continue;
            }
            let close = |c: &CueHit<'_>| {
                let gap = if c.start() >= verb.end() {
                    a.words_between(verb.end(), c.start())
                } else {
                    a.words_between(c.end(), verb.start()) * 2
                };
                gap <= PURPOSE_REACH
            };
            let mut add = |p: Purpose, c: &CueHit<'_>| {
                if !out.contains(&p) {
                    out.push(p);
                    let tokens = verb.start().min(c.start())..verb.end().max(c.end());
                    evidence.push(a.evidence(tokens, &verb.rule.id, Some("purpose")));
                }
            };
            if verb.rule.cue == Cue::Deliver {
                // «وسلم المركز 3 أطنان من المساعدات»: what was done is not what the truce is for.
                if matches!(verb.form, Form::PastHe | Form::PastShe | Form::PastThey) {
                    continue;
                }
                // "It cannot use the truce to bring in aid" is no purpose of the truce.
                let before = sentence.start..verb.start();
                let calls = a.cues(&before, &[Cue::CallsFor]).last();
                let calls = calls.is_some_and(|c| {
                    a.words_between(c.end(), verb.start()) <= CALLED_REACH
                        || !a.has(&(c.end()..verb.start()), &[Cue::Leave])
                });
                if a.has(&before, &[Cue::Not]) || !asked && calls {
                    continue;
                }
                if let Some(c) = a.cues(&sentence, &[Cue::Aid]).find(|c| close(c)) {
                    add(Purpose::AidDelivery, &c);
                }
                continue;
            }
            // «المرضى والجرحى المدنيين»: says which wounded.
            let describes = |c: &CueHit<'_>| {
                c.rule.cue == Cue::Civilians
                    && c.hit.before == Proclitics::THE
                    && (a.cues(
                        &(c.start().saturating_sub(1)..c.start()),
                        &[Cue::Wounded, Cue::Sick],
                    ))
                    .any(|w| w.end() == c.start())
            };
            for c in (a.cues(&sentence, &CLASSES)).filter(|c| close(c) && !describes(c)) {
                let p = match c.rule.cue {
                    Cue::Fighters => Purpose::FightersLeave,
                    Cue::Wounded | Cue::Sick => Purpose::EvacuateWounded,
                    _ => Purpose::EvacuateCivilians,
                };
                add(p, &c);
            }
            if let Some(c) = a.cues(&sentence, &[Cue::Opposition]).find(|c| close(c)) {
                add(Purpose::FightersLeave, &c);
            }
        }
    }
    out.sort();
    if out.is_empty() {
        out.push(Purpose::General);
    }
    (out, evidence)
}

/// Sentences that speak of the truce: those of its mentions, of its crossings, and those right
/// behind them that name people and leaving.
pub(super) fn context(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    ways_in: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut out: BTreeSet<usize> = mentions.iter().map(|m| m.sentence).collect();
    for (i, sentence) in a.sentences().filter(|(i, _)| ways_in(*i)) {
        let told = a.has(&sentence, &[Cue::Crossing, Cue::Agreement])
            && !a.has(&sentence, &[Cue::Accuses]);
        let follows = out.contains(&i.wrapping_sub(1))
            && a.has(&sentence, &[Cue::Leave, Cue::Deliver])
            && !a.has(&sentence, &[Cue::Accuses, Cue::Accepts, Cue::Welcomes])
            && !tells_of_earlier(a, &sentence);
        if told || follows {
            out.insert(i);
        }
    }
    out.into_iter().collect()
}

/// Whether the truce of the sentence is one of the past: what that was for, this one is not.
fn tells_of_earlier(a: &Analysis<'_>, sentence: &Range<u32>) -> bool {
    (a.cues(sentence, &[Cue::Truce])).any(|c| classify(a, &c, sentence).0 == Of::Earlier)
}

/// «ستدخل الهدنة في دمشق حيز التنفيذ»: the truce stands between the verb, which tells that it is yet to
/// come, and what it comes into.
fn enters(a: &Analysis<'_>, m: &Mention, c: &CueHit<'_>) -> bool {
    let verb = |t: u32| {
        matches!(
            a.word(t),
            "تدخل" | "يدخل" | "وتدخل" | "ويدخل" | "ستدخل" | "سيدخل" | "وستدخل" | "وسيدخل"
        )
    };
    a.language() == Language::Arabic
        && m.tokens.end <= c.start()
        && a.word(c.start()) == "حيز"
        && a.words_between(m.tokens.end, c.start()) <= 4
        && m.tokens.start.checked_sub(1).is_some_and(verb)
}

/// «Перемирие не соблюдается»: that it holds is denied; that it is over nobody says.
fn not_so(a: &Analysis<'_>, c: &CueHit<'_>) -> bool {
    (a.word_before(c.start())).is_some_and(|t| a.has(&(t..t + 1), &[Cue::Not]))
}
