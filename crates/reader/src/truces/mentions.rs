//! What speaks of a truce: nouns, halts put together, agreements; and of which truce.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::RuleId;

use super::{
    air, background,
    declarers::is_outside,
    denied::{is_aim, is_denied},
    pointed, tentative,
};
use crate::{
    actors::{self, Actor},
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form},
    positions,
    time::TimeValue,
};

/// What a mention is a mention of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// The truce that the report is about.
    Main,
    /// A truce of the past.
    Earlier,
    /// A halt of air raids with a time of its own.
    Air,
    /// One that somebody asks for or offers.
    Proposed,
}

#[derive(Debug, Clone)]
pub(crate) struct Mention {
    pub(super) sentence: usize,
    pub(super) tokens: Range<u32>,
    pub(super) rule: RuleId,
    pub(super) of: Of,
    /// Whether it is a noun of truce, not a halt put together.
    pub(super) noun: bool,
    /// Who asks for it.
    pub(super) proposers: Vec<Actor>,
    pub(super) repeat: bool,
    /// Whether it is a way out that is opened, not a truce.
    pub(super) way: bool,
    /// Whether it is an agreement on people leaving, in a report without another truce that holds.
    pub(super) leaving: bool,
    /// Whether it is of a truce of its own, that no other mention is of.
    pub(super) own: bool,
}

impl Mention {
    /// The words of a cue, told for themselves.
    pub(super) fn of_cue(a: &Analysis<'_>, sentence: usize, cue: &CueHit<'_>) -> Self {
        Self {
            sentence,
            tokens: cue.hit.tokens.clone(),
            rule: cue.rule.id.clone(),
            of: Of::Main,
            noun: true,
            proposers: Vec::new(),
            repeat: a.is_repeat(sentence),
            way: false,
            leaving: false,
            own: false,
        }
    }
}

pub(super) fn mentions(a: &Analysis<'_>) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    for (i, sentence) in a.sentences() {
        let repeat = a.is_repeat(i);
        for cue in a.cues(&sentence, &[Cue::Truce]) {
            if is_denied(a, &cue, &sentence)
                || is_condition(a, &cue, &sentence)
                || is_any(a, &cue)
                || is_aim(a, &cue, &sentence)
                || background::of_earlier_call(a, &cue, &sentence)
                || is_of_line(a, &cue)
                || is_disowned(a, &cue, &sentence)
            {
                continue;
            }
            let (of, proposers) = classify(a, &cue, &sentence);
            out.push(Mention {
                of,
                proposers,
                ..Mention::of_cue(a, i, &cue)
            });
        }
        out.extend(halts(a, i, &sentence, repeat));
    }
    agreements(a, &mut out);
    carried_out(a, &mut out);
    background::fallen(a, &mut out);
    out.sort_by_key(|m| m.tokens.start);
    pointed::back(a, &mut out);
    out.sort_by_key(|m| m.tokens.start);
    pointed::forward(a, &mut out);
    air::join(a, &mut out);
    background::tell_apart(a, &mut out);
    out
}

/// «رفضت موسكو أي هدنة لا تشمل المقاتلين», "any truce must …", «من يريد وقف القتال»: none in particular.
fn is_any(a: &Analysis<'_>, cue: &CueHit<'_>) -> bool {
    (cue.start().checked_sub(1)).is_some_and(|t| {
        matches!(
            a.word(t),
            "اي" | "باي"
                | "لاي"
                | "ايه"
                | "يريد"
                | "تريد"
                | "يريدون"
                | "want"
                | "wants"
                | "any"
                | "любое"
                | "любая"
                | "любую"
                | "любого"
                | "любой"
        )
    })
}

/// "Ceasefire lines", "truce monitors": told of a truce, but none.
fn is_of_line(a: &Analysis<'_>, cue: &CueHit<'_>) -> bool {
    a.language() == Language::English
        && matches!(a.word(cue.end()), "line" | "lines" | "monitor" | "monitors")
}

/// Most words between a verb of agreeing and the truce, and from a denial to "that".
const DISOWNED_REACH: usize = 4;

/// "denied a report that it had accepted a truce": who says that he agreed to nothing has no truce. "Denied
/// that it had broken a truce" speaks of one that there is.
fn is_disowned(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let definite = cue.hit.before.has(Proclitics::THE)
        || (cue.start().checked_sub(1))
            .is_some_and(|t| matches!(a.word(t), "the" | "this" | "that" | "'s"));
    let agreed = [Cue::Accepts, Cue::Declare, Cue::Agree];
    let Some(verb) = (a.cues(&(sentence.start..cue.start()), &agreed)).last() else {
        return false;
    };
    let near = verb.end() <= cue.start()
        && a.words_between(verb.end(), cue.start()) <= DISOWNED_REACH
        && !a.has(&(verb.end()..cue.start()), &[Cue::That]);
    let denial = (a.cues(&(sentence.start..verb.start()), &[Cue::Denies])).last();
    !definite
        && near
        && denial.is_some_and(|d| {
            let that = (a.cues(&(d.end()..verb.start()), &[Cue::That])).next();
            let clause = (d.end()..verb.start()).all(|t| a.is_word(t) || a.word(t) == ",");
            clause
                && that.is_some_and(|that| {
                    a.words_between(d.end(), that.start()) <= DISOWNED_REACH
                        && a.words_between(that.end(), verb.start()) <= DISOWNED_REACH
                })
        })
}

/// «اشترطت وقف إطلاق النار»: what somebody makes a condition has not been declared.
fn is_condition(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let before = sentence.start..cue.start();
    !cue.hit.before.has(Proclitics::THE)
        && a.cues(&before, &[Cue::Conditions])
            .any(|c| c.form != Form::Plain && a.words_between(c.end(), cue.start()) <= HALT_REACH)
}

/// Tokens before a verb of stopping in which it may be told to be a condition.
const UNTIL_REACH: u32 = 4;

/// Most words between a verb of stopping and what is stopped.
pub(super) const HALT_REACH: usize = 4;

/// Halts put together from a verb of stopping and what is stopped.
pub(super) fn halts(
    a: &Analysis<'_>,
    i: usize,
    sentence: &Range<u32>,
    repeat: bool,
) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let stopped: Vec<CueHit<'_>> = (a.cues(sentence, &[Cue::Hostilities, Cue::Raids])).collect();
    let nouns: Vec<Range<u32>> = (a.cues(sentence, &[Cue::Truce]))
        .map(|c| c.hit.tokens.clone())
        .collect();
    for stop in a.cues(sentence, &[Cue::Stop]) {
        if nouns
            .iter()
            .any(|n| n.start <= stop.start() && stop.start() < n.end)
        {
            continue;
        }
        let negated = a.word_before(stop.start()).is_some_and(|t| {
            matches!(
                a.word(t),
                // «من يريد وقف القتال»: wished for.
                "لم" | "لن"
                    | "لا"
                    | "not"
                    | "не"
                    | "دون"
                    | "never"
                    | "يريد"
                    | "تريد"
                    | "يريدون"
                    | "хочет"
                    | "хотят"
            )
        });
        let asked = sentence.start.max(stop.start().saturating_sub(3))..stop.start();
        // «اشترط الفصيل وقف الهجوم»: a condition is no halt.
        let condition = (a.cues(&(sentence.start..stop.start()), &[Cue::Conditions]))
            .any(|c| c.form != Form::Plain && a.words_between(c.end(), stop.start()) <= HALT_REACH);
        // "Would not stop until Russia halted its strikes": it has not.
        let until = (sentence.start.max(stop.start().saturating_sub(UNTIL_REACH))..stop.start())
            .any(|t| matches!(a.word(t), "until" | "unless" | "if" | "пока" | "если"));
        if negated || until || condition || a.has(&asked, &[Cue::CallsFor, Cue::Draft]) {
            continue;
        }
        let what = stopped.iter().find(|s| {
            let gap = if s.start() >= stop.end() {
                a.words_between(stop.end(), s.start())
            } else if s.end() <= stop.start() {
                a.words_between(s.end(), stop.start())
            } else {
                return false;
            };
            // Arabic names what is stopped behind the verb, or as its subject before it.
            gap <= HALT_REACH
        });
        let Some(what) = what else { continue };
        let tokens = stop.start().min(what.start())..stop.end().max(what.end());
        if out
            .iter()
            .any(|m| m.tokens.start < tokens.end && tokens.start < m.tokens.end)
        {
            continue;
        }
        let timed = a.times_in(sentence).any(|(_, t)| {
            matches!(
                t.value,
                TimeValue::Moment(_) | TimeValue::Window { .. } | TimeValue::Duration { .. }
            )
        });
        // «هدنة ستوقف بموجبها الغارات»: what the truce of this sentence consists of.
        let told = nouns.iter().any(|n| n.end <= tokens.start) || during(a, &tokens);
        // "all fighting, shelling and air strikes would stop": not those from the air alone.
        let general = stopped.iter().any(|s| {
            s.rule.cue == Cue::Hostilities
                && s.end() <= what.start()
                && a.words_between(s.end(), what.start()) <= HALT_REACH
        });
        let air = what.rule.cue == Cue::Raids && timed && !told && !general;
        // «تتوقع أن يتوقف القصف»: expected or wished for.
        let wished = matches!(
            stop.form,
            Form::PresentHe | Form::PresentShe | Form::PresentThey
        ) && !stop.hit.before.has(Proclitics::WILL)
            && a.word_before(stop.start())
                .is_some_and(|t| a.word(t) == "ان");
        if wished {
            continue;
        }
        out.push(Mention {
            sentence: i,
            tokens,
            rule: stop.rule.id.clone(),
            of: if air { Of::Air } else { Of::Main },
            // «أعلن وقفا فوريا للعمليات»: a noun of stopping that is declared.
            noun: stop.form == Form::Plain
                && a.word(stop.start()).starts_with("وقف")
                && a.has(&(sentence.start..stop.start()), &[Cue::Declare, Cue::Agree]),
            proposers: Vec::new(),
            repeat,
            way: false,
            leaving: false,
            own: false,
        });
    }
    out
}

/// «يسري كل يوم تتوقف خلاله الغارات», "during which air raids stop": what the truce told before consists of.
fn during(a: &Analysis<'_>, halt: &Range<u32>) -> bool {
    let which = halt.start.checked_sub(1).map_or("", |t| a.word(t)) == "which";
    let inside = |t: u32| {
        matches!(
            a.word(t),
            "خلالها" | "خلاله" | "اثناءها" | "اثناءه" | "بموجبها" | "بموجبه"
        )
    };
    which && a.word(halt.start.saturating_sub(2)) == "during" || halt.clone().any(inside)
}

/// Agreements on people leaving, in reports that name no truce for it.
pub(super) fn agreements(a: &Analysis<'_>, out: &mut Vec<Mention>) {
    if out.iter().any(|m| m.of == Of::Main && !is_collapsed(a, m)) {
        return;
    }
    for (i, sentence) in a.sentences() {
        for c in a.cues(&sentence, &[Cue::Agreement]) {
            let behind = c.end()..sentence.end.min(c.end() + 4);
            // «سيلتقون للاتفاق على خروج المقاتلين»: one that is still to be made.
            if a.has(&behind, &[Cue::Leave]) && !c.hit.before.has(Proclitics::FOR) {
                out.push(Mention {
                    leaving: true,
                    ..Mention::of_cue(a, i, &c)
                });
            }
        }
    }
}

/// Sentences between an agreement on a truce and one that tells when it begins.
const CARRIED_OUT: usize = 3;

/// Most words between the agreement and the words that it is, or will be, in force.
const TAKES_EFFECT: usize = 5;

/// «الاتفاق سيبدأ تطبيقه صباح غد», "the deal took effect on Friday": when the truce begins that was
/// agreed on, told beside it in a sentence that does not name it.
fn carried_out(a: &Analysis<'_>, out: &mut Vec<Mention>) {
    let agreed: Vec<usize> = (out.iter())
        .filter(|m| m.of == Of::Main && !m.way && !m.leaving)
        .filter(|m| a.has(&a.sentence_range(m.sentence), &[Cue::Agreement]))
        .map(|m| m.sentence)
        .collect();
    let mut last = None;
    for &told in &agreed {
        for i in told.saturating_sub(CARRIED_OUT)..=told + CARRIED_OUT {
            if last.is_some_and(|l| i <= l) {
                continue;
            }
            last = Some(i);
            let sentence = a.sentence_range(i);
            if a.has(&sentence, &[Cue::Truce, Cue::Stop, Cue::Previous]) {
                continue;
            }
            for c in a.cues(&sentence, &[Cue::Agreement]) {
                let definite = c.hit.before.has(Proclitics::THE)
                    || (c.start().checked_sub(1))
                        .is_some_and(|t| matches!(a.word(t), "the" | "this"));
                let near = |e: &CueHit<'_>| {
                    a.words_between(c.end().min(e.end()), e.start().max(c.start())) <= TAKES_EFFECT
                };
                let mut effect = a.cues(&sentence, &[Cue::InForce, Cue::Upcoming]);
                if effect.any(|e| near(&e) && (definite || e.rule.cue == Cue::InForce)) {
                    out.push(Mention {
                        noun: false,
                        ..Mention::of_cue(a, i, &c)
                    });
                    break;
                }
            }
        }
    }
}

pub(super) fn is_collapsed(a: &Analysis<'_>, m: &Mention) -> bool {
    let near = m.tokens.start.saturating_sub(3)..m.tokens.end + 3;
    a.has(&near, &[Cue::Collapsed])
}

/// Most words between the noun and the word that makes it an earlier truce.
pub(super) const NEAR: usize = 2;

/// Most words between a verb of asking and the truce asked for.
pub(super) const ASKED_REACH: usize = 9;

pub(super) fn classify(
    a: &Analysis<'_>,
    cue: &CueHit<'_>,
    sentence: &Range<u32>,
) -> (Of, Vec<Actor>) {
    let around = match a.language() {
        Language::Arabic => cue.end()..sentence.end.min(cue.end() + 4),
        _ => sentence.start.max(cue.start().saturating_sub(3))..cue.start(),
    };
    // "At half past six the truce …"
    let told = |p: &CueHit<'_>| !a.touches_time(&p.hit.tokens) || a.word(p.start()) != "past";
    let earlier = a.cues(&around, &[Cue::Previous]).filter(told).any(|p| {
        let gap = if p.start() >= cue.end() {
            a.words_between(cue.end(), p.start())
        } else {
            a.words_between(p.end(), cue.start())
        };
        let described = (cue.end().min(p.start())..p.start().max(cue.end()))
            .filter(|&t| a.is_word(t))
            .all(|t| {
                a.language() != Language::Arabic
                    || a.actors_in(&(t..t + 1)).iter().any(|x| x.bare_nation)
                    || a.word(t).starts_with("الانساني")
            });
        // "the first such truce since 2001", «الأولى من نوعها»: of this one.
        let kind = (p.end()..sentence.end.min(cue.end().max(p.end()) + 3)).any(|t| {
            matches!(
                a.word(t),
                "such" | "since" | "منذ" | "نوعها" | "نوعه" | "ever"
            )
        });
        let first = matches!(a.word(p.start()), "first" | "الاولي" | "الاول" | "اول");
        gap <= NEAR
            && !(first && kind)
            && described
            && !(cue.end()..p.start()).any(|t| matches!(a.word(t), "," | "(" | "."))
            && p.hit.before != Proclitics::AND
    });
    if earlier
        || is_that_of_before(a, cue, sentence)
        || background::of_earlier_deal(a, cue, sentence)
    {
        return (Of::Earlier, Vec::new());
    }
    if let Some(who) = tentative::told(a, cue, sentence) {
        return (Of::Proposed, who);
    }
    let before = sentence.start..cue.start();
    let asks = a
        .cues(
            &before,
            &[Cue::Draft, Cue::Meet, Cue::CallsFor, Cue::Proposes],
        )
        .filter(|c| {
            c.end() <= cue.start()
                && a.words_beside_names(c.end(), cue.start()) <= ASKED_REACH
                && (c.rule.cue != Cue::Meet || discusses(a, c))
        })
        // The last word before the truce; a draft is a draft whatever else its words are.
        .max_by_key(|c| (c.start(), is_draft(c)));
    let Some(asks) = asks else {
        return match offered(a, cue, &before) {
            Some(who) => (Of::Proposed, who),
            None => (Of::Main, Vec::new()),
        };
    };
    // "the truce" that is called for is the one declared: «دعا إلى احترام الهدنة».
    let definite = cue.hit.before.has(Proclitics::THE) || cue.hit.pronoun;
    let decided = a
        .cues(
            &(asks.end()..cue.start()),
            &[Cue::Declare, Cue::Extend, Cue::InForce],
        )
        // «تنص المبادرة على إعلان هدنة»: a draft of declaring one.
        .any(|c| {
            let noun = a.language() == Language::Arabic && c.form == Form::Plain;
            c.rule.cue != Cue::Declare || c.start() > asks.end() && !(noun && is_draft(&asks))
        });
    // "called on all parties to respect the 30-day cessation": one that there is.
    let kept = (asks.end()..cue.start()).any(|t| {
        matches!(
            a.word(t),
            "respect"
                | "observe"
                | "uphold"
                | "honour"
                | "honor"
                | "abide"
                | "adhere"
                | "соблюдать"
                | "احترام"
                | "الالتزام"
                | "لالتزام"
                | "بالالتزام"
        )
    });
    if definite || decided || kept {
        return (Of::Main, Vec::new());
    }
    let mut who: Vec<Actor> = Vec::new();
    if !is_draft(&asks)
        && let Some(holder) = positions::holder(a, &asks, a.sentence_of(cue.start()), sentence)
    {
        who.extend(actors::with_partners(a, &holder));
    }
    if who.is_empty() {
        let i = a.sentence_of(cue.start());
        if is_draft(&asks) {
            who = draft_sides(a, &asks, cue, sentence);
            if who.is_empty() && asks.hit.before.has(Proclitics::THE) {
                who.extend(put_forward(a, &asks, i));
            }
        }
        // "delegations are to discuss a truce": not a plan of who spoke before.
        if who.is_empty() {
            let speaker = a.speakers.get(i).cloned().flatten();
            who.extend(speaker.filter(|x| !is_draft(&asks) || a.sentence_of(x.tokens.start) == i));
        }
    }
    who.retain(|x| !x.bare_nation);
    (Of::Proposed, who)
}

/// «مسرحية الشهر الماضي، وقد انتهت تلك الهدنة», "last month … that truce": pointed at, in a sentence of months that are past.
fn is_that_of_before(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let near = sentence.start.max(cue.start().saturating_sub(2))..cue.start();
    let that = near.into_iter().any(|t| {
        matches!(
            a.word(t),
            "تلك" | "ذلك" | "ذاك" | "that" | "those" | "то" | "тот" | "той" | "те"
        )
    });
    that && (sentence.start..cue.start()).any(|t| match a.word(t) {
        "الشهر" | "الاسبوع" | "العام" | "الصيف" | "الشتاء" => {
            matches!(a.word(t + 1), "الماضي" | "الفايت" | "المنصرم")
        }
        "last" => matches!(
            a.word(t + 1),
            "month" | "week" | "year" | "summer" | "winter" | "spring" | "autumn"
        ),
        w if w.starts_with("прошл") => ["месяц", "недел", "год", "лет", "зим"]
            .iter()
            .any(|w| a.word(t + 1).starts_with(w)),
        _ => false,
    })
}

/// Words of what is only drafted or discussed.
fn is_draft(c: &CueHit<'_>) -> bool {
    matches!(c.rule.cue, Cue::Draft | Cue::Meet)
}

/// «بحثت روسيا وأمريكا هدنة», «ناقش الوزراء هدنة»: a verb of meeting that is one of discussing.
fn discusses(a: &Analysis<'_>, c: &CueHit<'_>) -> bool {
    let word = a.word(c.start());
    ["ناقش", "بحث"].iter().any(|s| word.contains(s))
}

/// Most words between an offer and the truce that it is of: the name of who makes it.
const OFFER_REACH: usize = 5;

/// «Предложение Египта о перемирии»: who offers it.
fn offered(a: &Analysis<'_>, cue: &CueHit<'_>, before: &Range<u32>) -> Option<Vec<Actor>> {
    let of = cue
        .start()
        .checked_sub(1)
        .filter(|&t| matches!(a.word(t), "о" | "об"))?;
    let offer = a.cues(before, &[Cue::Offer]).last()?;
    let who = a.actors_in(&(offer.end()..of)).iter();
    (a.words_between(offer.end(), of) <= OFFER_REACH).then(|| {
        who.filter(|x| !x.is_place && !x.bare_nation)
            .cloned()
            .collect()
    })
}

/// Sentences before one that speaks of "the initiative" in which it was put forward.
const PUT_FORWARD: usize = 3;

/// Who put forward "the initiative": «طرحت فصائل المعارضة مبادرة … وتنص المبادرة على هدنة».
fn put_forward(a: &Analysis<'_>, draft: &CueHit<'_>, sentence: usize) -> Option<Actor> {
    (sentence.saturating_sub(PUT_FORWARD)..sentence)
        .rev()
        .find_map(|i| {
            let range = a.sentence_range(i);
            let told = (a.cues(&range, &[Cue::Draft])).find(|c| c.rule.id == draft.rule.id)?;
            let verbs = [Cue::Propose, Cue::Declare];
            let verb = a.cues(&(range.start..told.start()), &verbs).next()?;
            actors::subject(a, verb.start(), verb.end(), verb.form)
        })
}

/// Who drafts or discusses: the parties between the word and the truce, or the persons before.
pub(super) fn draft_sides(
    a: &Analysis<'_>,
    asks: &CueHit<'_>,
    cue: &CueHit<'_>,
    sentence: &Range<u32>,
) -> Vec<Actor> {
    // "Russia rejected a UN call for a truce": whose call it is stands right before.
    let owner = (a.actors_in(&(sentence.start..asks.start())).iter())
        .next_back()
        .filter(|x| {
            a.language() == Language::English
                && !x.is_place
                && is_outside(a, x.party)
                && x.tokens.end == asks.start()
        });
    if let Some(x) = owner {
        return vec![x.clone()];
    }
    let mut out: Vec<Actor> = Vec::new();
    let between = asks.end()..cue.start();
    let parts = [sentence.start..asks.start(), between];
    for part in parts.into_iter().rev() {
        for actor in a.actors_in(&part) {
            if !actor.is_place
                && !is_outside(a, actor.party)
                && !actor.bare_nation
                && !out.iter().any(|o| o.party == actor.party)
            {
                out.push(actor.clone());
            }
        }
        if !out.is_empty() {
            break;
        }
    }
    out
}
