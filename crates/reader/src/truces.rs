//! Truces: what was declared, by whom, where, from when until when, and what for.
//!
//! # Method
//!
//! 1. *Mentions.* Nouns of truce, and halts put together from a verb of stopping and what is
//!    stopped. Each mention is of the truce that the report is about, of an earlier one, of a halt
//!    of air raids with a time of its own, or of one that is only asked for.
//! 2. *Truces.* Mentions of one kind and side are one truce, however often it is told. Two sides
//!    that give two starts declare two truces; two areas with two lengths are two truces.
//! 3. *Slots.* The window is put together from the time expressions near the mentions, the most
//!    complete first; what contradicts it is left out. Declarers come from verbs of declaring and
//!    agreeing that govern a mention, from its nationality, from "between … and …".

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::{
    Admits, Clock, Evidence, LocalTime, Purpose, RuleId, Truce, TruceKind, TruceStatus,
};
use jiff::civil::Date;

use crate::{
    actors::{self, Actor},
    analysis::{Analysis, CueHit},
    area::{self, Area},
    crossings,
    lexicon::{Cue, Form, PartyIdx, PartyKind, PlaceKind},
    positions,
    time::{
        self, DayExpr, Deixis, DurationRole, Moment, Precision, TimeMention, TimeUnit, TimeValue,
        ZoneName,
    },
};

/// What a mention is a mention of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
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
struct Mention {
    sentence: usize,
    tokens: Range<u32>,
    rule: RuleId,
    of: Of,
    /// Whether it is a noun of truce, not a halt put together.
    noun: bool,
    /// Who asks for it.
    proposers: Vec<Actor>,
    repeat: bool,
}

/// What is known about times of a truce while it is being put together.
#[derive(Debug, Clone, Default)]
struct Window {
    day: Option<DayExpr>,
    start: Option<Clock>,
    end_day: Option<DayExpr>,
    end: Option<Clock>,
    daily: bool,
    zone: Option<ZoneName>,
    /// A parallel clock names another zone: the clock itself is local.
    has_parallel: bool,
    relative: Option<Range<u32>>,
    evidence: Vec<Evidence>,
}

/// The day that the words mean; a month or a year is no day.
fn day_of(value: &TimeValue, reference: Option<Date>) -> Option<Date> {
    let resolved = time::resolve(value, reference).ok()?;
    (resolved.precision <= Precision::Day).then_some(resolved.start.date)
}

/// A day that is the day of publication or hangs on it.
fn hangs(day: &DayExpr) -> bool {
    day.year.is_none()
}

/// All truces of a report. `reference` is the day that relative expressions hang on.
pub(crate) fn of(a: &Analysis<'_>, reference: Option<Date>, zone: Option<&str>) -> Vec<Truce> {
    let mentions = mentions(a);
    let mut out = Vec::new();
    let main: Vec<&Mention> = mentions.iter().filter(|m| m.of == Of::Main).collect();
    if !main.is_empty() {
        for side in by_side(a, &main) {
            out.extend(main_truces(a, &side, reference, zone));
        }
    }
    let earlier: Vec<&Mention> = mentions.iter().filter(|m| m.of == Of::Earlier).collect();
    if !earlier.is_empty() {
        out.push(earlier_truce(a, &earlier, reference, zone));
    }
    out.extend(deadline_truce(a, reference, zone, &out));
    for m in mentions.iter().filter(|m| m.of == Of::Air && !m.repeat) {
        out.extend(air_truces(a, m, reference, zone, &out));
    }
    let mut asked: Vec<(Vec<PartyIdx>, Vec<&Mention>)> = Vec::new();
    for m in mentions.iter().filter(|m| m.of == Of::Proposed) {
        let who: Vec<PartyIdx> = m.proposers.iter().map(|p| p.party).collect();
        // Who asks twice, alone or with others, asks for one truce.
        match (asked.iter_mut()).find(|(w, _)| w.iter().any(|p| who.contains(p)) || *w == who) {
            Some((w, list)) => {
                list.push(m);
                for p in who {
                    if !w.contains(&p) {
                        w.push(p);
                    }
                }
            }
            None => asked.push((who, vec![m])),
        }
    }
    for (who, list) in asked {
        // Who asks only for what has been declared, or mediates, takes a position; the truce is the
        // declared one.
        let mediates = who.iter().all(|&p| is_outside(a, p));
        if mediates && !main.is_empty() {
            continue;
        }
        out.push(proposed_truce(a, &who, &list, reference, zone));
    }
    if out.is_empty() {
        out.extend(corridor_truce(a, reference, zone));
    }
    out
}

/// Organisations that mediate, observe or bring aid.
fn is_outside(a: &Analysis<'_>, party: PartyIdx) -> bool {
    matches!(
        a.lexicon.party(party).kind,
        PartyKind::Organisation | PartyKind::Mediator | PartyKind::Observer | PartyKind::Agency
    )
}

fn mentions(a: &Analysis<'_>) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    for (i, sentence) in a.sentences() {
        let repeat = a.is_repeat(i);
        for cue in a.cues(&sentence, &[Cue::Truce]) {
            let (of, proposers) = classify(a, &cue, &sentence);
            out.push(Mention {
                sentence: i,
                tokens: cue.hit.tokens.clone(),
                rule: cue.rule.id.clone(),
                of,
                noun: true,
                proposers,
                repeat,
            });
        }
        out.extend(halts(a, i, &sentence, repeat));
    }
    agreements(a, &mut out);
    out.sort_by_key(|m| m.tokens.start);
    out
}

/// Most words between a verb of stopping and what is stopped.
const HALT_REACH: usize = 4;

/// Halts put together from a verb of stopping and what is stopped.
fn halts(a: &Analysis<'_>, i: usize, sentence: &Range<u32>, repeat: bool) -> Vec<Mention> {
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
                "لم" | "لن" | "لا" | "not" | "не" | "دون" | "never"
            )
        });
        let asked = sentence.start.max(stop.start().saturating_sub(3))..stop.start();
        if negated || a.has(&asked, &[Cue::CallsFor, Cue::Draft]) {
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
        let told = nouns.iter().any(|n| n.end <= tokens.start);
        let air = what.rule.cue == Cue::Raids && timed && !told;
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
            noun: false,
            proposers: Vec::new(),
            repeat,
        });
    }
    out
}

/// Agreements on people leaving, in reports that name no truce for it.
fn agreements(a: &Analysis<'_>, out: &mut Vec<Mention>) {
    if out.iter().any(|m| m.of == Of::Main && !is_collapsed(a, m)) {
        return;
    }
    for (i, sentence) in a.sentences() {
        for c in a.cues(&sentence, &[Cue::Agreement]) {
            let behind = c.end()..sentence.end.min(c.end() + 4);
            if a.has(&behind, &[Cue::Leave]) {
                out.push(Mention {
                    sentence: i,
                    tokens: c.hit.tokens.clone(),
                    rule: c.rule.id.clone(),
                    of: Of::Main,
                    noun: true,
                    proposers: Vec::new(),
                    repeat: a.is_repeat(i),
                });
            }
        }
    }
}

fn is_collapsed(a: &Analysis<'_>, m: &Mention) -> bool {
    let near = m.tokens.start.saturating_sub(3)..m.tokens.end + 3;
    a.has(&near, &[Cue::Collapsed])
}

/// Most words between the noun and the word that makes it an earlier truce.
const NEAR: usize = 2;

/// Most words between a verb of asking and the truce asked for.
const ASKED_REACH: usize = 9;

fn classify(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> (Of, Vec<Actor>) {
    let around = match a.language() {
        Language::Arabic => cue.end()..sentence.end.min(cue.end() + 4),
        _ => sentence.start.max(cue.start().saturating_sub(3))..cue.start(),
    };
    let earlier = a.cues(&around, &[Cue::Previous]).any(|p| {
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
        gap <= NEAR
            && described
            && !(cue.end()..p.start()).any(|t| matches!(a.word(t), "," | "(" | "."))
            && p.hit.before != Proclitics::AND
    });
    if earlier {
        return (Of::Earlier, Vec::new());
    }
    let before = sentence.start..cue.start();
    let asks = a
        .cues(&before, &[Cue::Draft, Cue::CallsFor, Cue::Proposes])
        .filter(|c| c.end() <= cue.start() && a.words_between(c.end(), cue.start()) <= ASKED_REACH)
        // The last word before the truce; a draft is a draft whatever else its words are.
        .max_by_key(|c| (c.start(), c.rule.cue == Cue::Draft));
    let Some(asks) = asks else {
        return (Of::Main, Vec::new());
    };
    // "the truce" that is called for is the one declared: «دعا إلى احترام الهدنة».
    let definite = cue.hit.before.has(Proclitics::THE) || cue.hit.pronoun;
    let decided = a
        .cues(
            &(asks.end()..cue.start()),
            &[Cue::Declare, Cue::Extend, Cue::InForce],
        )
        .any(|c| c.rule.cue != Cue::Declare || c.start() > asks.end());
    if definite || decided {
        return (Of::Main, Vec::new());
    }
    let mut who: Vec<Actor> = Vec::new();
    if asks.rule.cue != Cue::Draft
        && let Some(holder) = positions::holder(a, &asks, a.sentence_of(cue.start()), sentence)
    {
        who.extend(actors::with_partners(a, &holder));
    }
    if who.is_empty() {
        let i = a.sentence_of(cue.start());
        if asks.rule.cue == Cue::Draft {
            who = draft_sides(a, &asks, cue, sentence);
        }
        if who.is_empty() {
            who.extend(a.speakers.get(i).cloned().flatten());
        }
    }
    who.retain(|x| !x.bare_nation);
    (Of::Proposed, who)
}

/// Who drafts or discusses: the parties between the word and the truce, or the persons before.
fn draft_sides(
    a: &Analysis<'_>,
    asks: &CueHit<'_>,
    cue: &CueHit<'_>,
    sentence: &Range<u32>,
) -> Vec<Actor> {
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

/// Who declares the truce of these mentions, with the words.
fn declarers(a: &Analysis<'_>, mentions: &[&Mention]) -> Vec<(PartyIdx, Evidence)> {
    let mut out: Vec<(PartyIdx, Evidence)> = Vec::new();
    let mut announcers: Vec<PartyIdx> = Vec::new();
    let add = |out: &mut Vec<(PartyIdx, Evidence)>, actor: &Actor, rule: &RuleId| {
        let kind = a.lexicon.party(actor.party).kind;
        if matches!(kind, PartyKind::Agency | PartyKind::Observer) {
            return;
        }
        let e = a.evidence(actor.tokens.clone(), rule, Some("declared_by"));
        match out.iter().find(|(p, _)| *p == actor.party) {
            Some(_) => {}
            None => out.push((actor.party, e)),
        }
    };
    let sponsored = |actor: &Actor| {
        let from = actor.tokens.start.saturating_sub(5);
        let sentence = a.sentence_range(a.sentence_of(actor.tokens.start));
        let near = from.max(sentence.start)..actor.tokens.start;
        a.has(&near, &[Cue::Sponsor])
    };
    // Verbs that govern a mention.
    for m in mentions.iter().filter(|m| !m.repeat) {
        let sentence = a.sentence_range(m.sentence);
        for verb in a.cues(
            &sentence,
            &[
                Cue::Declare,
                Cue::Agree,
                Cue::Extend,
                Cue::Accepts,
                Cue::Propose,
            ],
        ) {
            let reach = if verb.start() < m.tokens.start {
                a.words_between(verb.end(), m.tokens.start)
            } else {
                a.words_between(m.tokens.end, verb.start())
            };
            if reach > 12 || verb.start() >= m.tokens.end && !describes(a, &verb, m) {
                continue;
            }
            if let Some(subject) = actors::subject(a, verb.start(), verb.end(), verb.form)
                && !sponsored(&subject)
                && !says_that(a, &verb, &subject, m)
            {
                let announces = verb.rule.cue == Cue::Declare
                    && verb.end() <= subject.tokens.start
                    && subject.tokens.end <= m.tokens.start
                    && a.words_between(subject.tokens.end, m.tokens.start) <= 7
                    && !a.has(&(subject.tokens.end..m.tokens.start), &[Cue::That]);
                for actor in actors::with_partners(a, &subject) {
                    if announces && !announcers.contains(&actor.party) {
                        announcers.push(actor.party);
                    }
                    add(&mut out, &actor, &verb.rule.id);
                }
            }
        }
        // "a Russian truce", «الهدنة الروسية».
        let near = match a.language() {
            Language::Arabic => m.tokens.end..m.tokens.end + 3,
            _ => m.tokens.start.saturating_sub(3)..m.tokens.start,
        };
        let near = near.start.max(sentence.start)..near.end.min(sentence.end);
        for actor in a.actors_in(&near) {
            if actor.bare_nation && m.noun && !sponsored(actor) {
                add(&mut out, actor, &m.rule);
            }
        }
        // "between Israel and Hezbollah".
        let after = m.tokens.end..sentence.end.min(m.tokens.end + 5);
        if let Some(t) = after
            .clone()
            .find(|&t| matches!(a.word(t), "بين" | "between" | "между"))
            && let Some(first) = a.actors_in(&(t..sentence.end.min(t + 4))).first()
        {
            for actor in actors::with_partners(a, first) {
                add(&mut out, &actor, &m.rule);
            }
        }
    }
    if out.iter().all(|(p, _)| is_outside(a, *p)) {
        both_sides(a, mentions, &mut out);
    }
    if out.is_empty() {
        for m in mentions.iter().filter(|m| !m.repeat) {
            if let Some(speaker) = a.speakers.get(m.sentence).cloned().flatten()
                && !sponsored(&speaker)
            {
                for actor in actors::with_partners(a, &speaker) {
                    add(&mut out, &actor, &m.rule);
                }
                if !out.is_empty() {
                    break;
                }
            }
        }
    }
    // Those who fight declare; an organisation does only where nobody else is named.
    if out.iter().any(|(p, _)| !is_outside(a, *p)) {
        out.retain(|(p, _)| !is_outside(a, *p) || announcers.contains(p));
    }
    out
}

/// «طرفا النزاع»: the two sides that the report names elsewhere, if it names just two that fight.
fn both_sides(a: &Analysis<'_>, mentions: &[&Mention], out: &mut Vec<(PartyIdx, Evidence)>) {
    let told = mentions.iter().find_map(|m| {
        let from = a.sentence_range(m.sentence).start;
        let to = a
            .sentence_range(m.sentence + 1)
            .end
            .max(a.sentence_range(m.sentence).end);
        let c = a.cues(&(from..to), &[Cue::BothSides]).next()?;
        Some(a.evidence(c.hit.tokens.clone(), &c.rule.id, Some("declared_by")))
    });
    let Some(told) = told else { return };
    let mut sides: Vec<(PartyIdx, PartyIdx)> = Vec::new();
    for x in &a.actors {
        let p = a.lexicon.party(x.party);
        let fights = matches!(
            p.kind,
            PartyKind::Army | PartyKind::ArmedGroup | PartyKind::Opposition
        ) || p.kind == PartyKind::State && p.country.is_some();
        if fights && !sides.iter().any(|(side, _)| *side == p.side) {
            sides.push((p.side, x.party));
        }
    }
    if let [(_, one), (_, other)] = sides.as_slice() {
        out.push((*one, told.clone()));
        out.push((*other, told));
    }
}

/// Whether a verb behind the truce belongs to it: «الهدنة التي أعلنتها موسكو», "a pause the army
/// made public".
fn describes(a: &Analysis<'_>, verb: &CueHit<'_>, m: &Mention) -> bool {
    let relative = (m.tokens.end..verb.start()).any(|t| {
        matches!(
            a.word(t),
            "التي" | "الذي" | "اللذين" | "that" | "which" | "котор" | "которое" | "который"
        )
    });
    let near = a.language() != Language::Arabic && a.words_between(m.tokens.end, verb.start()) <= 3;
    verb.hit.pronoun || relative || near
}

/// Whether the verb only reports: «أعلن المتحدث أن الخطة …» declares nothing.
fn says_that(a: &Analysis<'_>, verb: &CueHit<'_>, subject: &Actor, m: &Mention) -> bool {
    let from = verb.end().max(subject.tokens.end);
    // "declared that the truce begins" declares it.
    a.cues(&(from..m.tokens.start.max(from)), &[Cue::That])
        .any(|that| a.words_between(that.end(), m.tokens.start) > 2)
}

/// Whether the mention is of an agreement: "a truce agreement", «التوصل إلى وقف لإطلاق النار».
fn agreed(a: &Analysis<'_>, m: &Mention) -> bool {
    let near = m.tokens.start.saturating_sub(4)..m.tokens.end + 2;
    a.cues(&near, &[Cue::Agreement])
        .any(|c| a.sentence_of(c.start()) == m.sentence)
}

fn kind_of(a: &Analysis<'_>, who: &[PartyIdx], mentions: &[&Mention]) -> TruceKind {
    let in_text = |cues: &[Cue]| {
        mentions
            .iter()
            .any(|m| a.has(&a.sentence_range(m.sentence), cues))
    };
    if in_text(&[Cue::OneSided]) {
        return TruceKind::Unilateral;
    }
    let group = |&p: &PartyIdx| a.lexicon.party(p).kind == PartyKind::Mediator;
    if in_text(&[Cue::AllSides]) || who.iter().any(group) {
        return TruceKind::Multilateral;
    }
    let mut sides: Vec<PartyIdx> = Vec::new();
    for &p in who {
        let side = a.lexicon.party(p).side;
        if !is_outside(a, p) && !sides.contains(&side) {
            sides.push(side);
        }
    }
    let both = in_text(&[Cue::BothSides]);
    match sides.len() {
        0 if both => TruceKind::Bilateral,
        0 => TruceKind::Unknown,
        1 if both || mentions.iter().any(|m| agreed(a, m)) => TruceKind::Bilateral,
        1 => TruceKind::Unilateral,
        2 => TruceKind::Bilateral,
        _ => TruceKind::Multilateral,
    }
}

fn status_of(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    window: &Window,
) -> (TruceStatus, Option<Evidence>) {
    let mut found: Vec<(TruceStatus, Evidence, u32)> = Vec::new();
    for m in mentions {
        let sentence = a.sentence_range(m.sentence);
        for c in a.cues(
            &sentence,
            &[
                Cue::Extend,
                Cue::InForce,
                Cue::Upcoming,
                Cue::Ended,
                Cue::Collapsed,
            ],
        ) {
            let status = match c.rule.cue {
                Cue::Extend => TruceStatus::Extended,
                Cue::InForce if from_a_time(a, &c) => TruceStatus::Announced,
                Cue::InForce => TruceStatus::InForce,
                Cue::Ended => TruceStatus::Ended,
                Cue::Collapsed => TruceStatus::Collapsed,
                _ => TruceStatus::Announced,
            };
            let gap = if c.start() >= m.tokens.end {
                a.words_between(m.tokens.end, c.start())
            } else {
                a.words_between(c.end(), m.tokens.start)
            };
            if gap <= 12 {
                let e = a.evidence(c.hit.tokens.clone(), &c.rule.id, Some("status"));
                found.push((status, e, u32::try_from(gap).unwrap_or(u32::MAX)));
            }
        }
    }
    let pick = |wanted: TruceStatus, reach: u32| {
        (found.iter())
            .find(|(s, _, gap)| *s == wanted && *gap <= reach)
            .map(|(s, e, _)| (*s, Some(e.clone())))
    };
    pick(TruceStatus::Collapsed, 12)
        .or_else(|| pick(TruceStatus::Extended, 4))
        .or_else(|| pick(TruceStatus::Ended, 3))
        .or_else(|| {
            // The nearest word decides between "has begun" and "will begin".
            found
                .iter()
                .filter(|(s, ..)| matches!(s, TruceStatus::InForce | TruceStatus::Announced))
                .min_by_key(|(_, _, gap)| *gap)
                .map(|(s, e, _)| (*s, Some(e.clone())))
        })
        .unwrap_or_else(|| {
            let halted = mentions.iter().all(|m| !m.noun);
            let status = if halted && window.start.is_none() {
                TruceStatus::InForce
            } else {
                TruceStatus::Announced
            };
            (status, None)
        })
}

/// "It is in force from six": said ahead of six. "Since six" is not.
fn from_a_time(a: &Analysis<'_>, c: &CueHit<'_>) -> bool {
    let next = c.end()..c.end() + 2;
    a.times_in(&next).any(|(_, t)| {
        matches!(
            &t.value,
            TimeValue::Window { start: Some(_), .. } | TimeValue::Moment(_)
        ) && (c.end()..t.tokens.start.0 + 1)
            .any(|k| matches!(a.word(k), "من" | "с" | "from" | "بين"))
    })
}

const CLASSES: [Cue; 8] = [
    Cue::Civilians,
    Cue::Fighters,
    Cue::Wounded,
    Cue::Sick,
    Cue::Families,
    Cue::Refugees,
    Cue::Cases,
    Cue::Wishing,
];

/// Most words between leaving and who leaves.
const PURPOSE_REACH: usize = 8;

/// What the truce is for, from the sentences given.
fn purposes(a: &Analysis<'_>, sentences: &[usize]) -> (Vec<Purpose>, Vec<Evidence>) {
    let mut out: Vec<Purpose> = Vec::new();
    let mut evidence = Vec::new();
    for &i in sentences {
        let sentence = a.sentence_range(i);
        for verb in a.cues(&sentence, &[Cue::Leave, Cue::Deliver]) {
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
                // "It cannot use the truce to bring in aid" is no purpose of the truce.
                if a.has(&(sentence.start..verb.start()), &[Cue::Not, Cue::CallsFor]) {
                    continue;
                }
                if let Some(c) = a.cues(&sentence, &[Cue::Aid]).find(|c| close(c)) {
                    add(Purpose::AidDelivery, &c);
                }
                continue;
            }
            for c in a.cues(&sentence, &CLASSES).filter(|c| close(c)) {
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
fn context(a: &Analysis<'_>, mentions: &[&Mention], with_crossings: bool) -> Vec<usize> {
    let mut out: Vec<usize> = mentions.iter().map(|m| m.sentence).collect();
    if with_crossings {
        for (i, sentence) in a.sentences() {
            let told = a.has(&sentence, &[Cue::Crossing, Cue::Agreement])
                && !a.has(&sentence, &[Cue::Accuses]);
            let follows = out.contains(&i.wrapping_sub(1))
                && a.has(&sentence, &[Cue::Leave, Cue::Deliver])
                && !a.has(&sentence, &[Cue::Accuses, Cue::Accepts, Cue::Welcomes]);
            if (told || follows) && !out.contains(&i) {
                out.push(i);
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

impl Window {
    /// Takes over what `t` tells, if it does not contradict what is known.
    fn take(&mut self, a: &Analysis<'_>, t: &TimeMention) -> bool {
        let (start, end, daily) = match &t.value {
            TimeValue::Window { start, end, daily } => (start.clone(), end.clone(), *daily),
            TimeValue::Moment(m) => {
                let ends = {
                    let from = t.tokens.start.0.saturating_sub(4);
                    let sentence = a.sentence_range(a.sentence_of(t.tokens.start.0));
                    let near = from.max(sentence.start)..t.tokens.start.0;
                    a.has(&near, &[Cue::Ended])
                };
                if ends {
                    (None, Some(m.clone()), false)
                } else {
                    (Some(m.clone()), None, false)
                }
            }
            _ => return false,
        };
        let clock = |m: &Option<Moment>| m.as_ref().and_then(|m| m.clock).map(|c| c.clock);
        let day = |m: &Option<Moment>| m.as_ref().and_then(|m| m.day.clone());
        let differs = |old: Option<Clock>, new: Option<Clock>| matches!((old, new), (Some(o), Some(n)) if o != n);
        if differs(self.start, clock(&start)) || differs(self.end, clock(&end)) {
            return false;
        }
        let told = |d: &DayExpr| {
            d.weekday.is_some() || d.day.is_some() || d.deixis.is_some() || d.month.is_some()
        };
        let new_day = day(&start).filter(&told);
        // «اليوم ذاته»: the day of the start, which is taken anyway.
        let new_end_day = day(&end)
            .filter(&told)
            .filter(|d| d.deixis != Some(Deixis::SameDay));
        let mut used = false;
        if let Some(c) = clock(&start) {
            used |= self.start.is_none();
            self.start = Some(c);
        }
        if let Some(c) = clock(&end) {
            used |= self.end.is_none();
            self.end = Some(c);
        }
        if let Some(d) = new_day
            && better_day(&d, self.day.as_ref())
        {
            if hangs(&d) {
                self.relative = Some(t.tokens.start.0..t.tokens.end.0);
            }
            self.day = Some(d);
            used = true;
        }
        if let Some(d) = new_end_day {
            if self.end_day.is_none() {
                self.end_day = Some(d);
                used = true;
            }
            if self.relative.is_none() {
                self.relative = Some(t.tokens.start.0..t.tokens.end.0);
            }
        }
        self.daily |= daily;
        if clock(&start).is_some() || clock(&end).is_some() {
            if let Some(z) = t.zone {
                self.zone = self.zone.or(Some(z.zone));
            }
            self.has_parallel |= !t.parallels.is_empty();
        }
        if used {
            self.evidence
                .push(a.evidence_at(t.span, &t.rule, Some("window")));
        }
        true
    }

    /// How complete a mention is; the most complete is read first.
    fn rank(t: &TimeMention) -> u32 {
        match &t.value {
            TimeValue::Window { start, end, .. } => {
                let part = |m: &Option<Moment>| {
                    m.as_ref().map_or(0, |m| {
                        4 * u32::from(m.clock.is_some()) + u32::from(m.day.is_some())
                    })
                };
                part(start) + part(end) + 1
            }
            TimeValue::Moment(m) => 3 * u32::from(m.clock.is_some()) + u32::from(m.day.is_some()),
            _ => 0,
        }
    }

    fn starts(&self, reference: Option<Date>) -> Option<LocalTime> {
        let day = self.day.clone()?;
        let value = TimeValue::Moment(Moment {
            day: Some(day),
            clock: None,
        });
        let date = day_of(&value, reference)?;
        Some(LocalTime {
            date,
            clock: self.start,
        })
    }

    fn ends(&self, reference: Option<Date>) -> Option<LocalTime> {
        let own = self.end_day.clone();
        if own.is_none() && self.end.is_none() {
            return None;
        }
        let date = match own {
            Some(day) => {
                let value = TimeValue::Moment(Moment {
                    day: Some(day),
                    clock: None,
                });
                day_of(&value, reference)?
            }
            None => {
                let start = self.starts(reference)?;
                // A window that ends before it began in the day ends on the next.
                match (self.start, self.end) {
                    (Some(s), Some(e)) if e <= s => start.date.tomorrow().ok()?,
                    _ => start.date,
                }
            }
        };
        Some(LocalTime {
            date,
            clock: self.end,
        })
    }

    fn hours(&self) -> Option<f64> {
        let (s, e) = (self.start?, self.end?);
        let minutes = (1440 + i32::from(e.minutes_of_day()) - i32::from(s.minutes_of_day())) % 1440;
        (minutes > 0).then(|| f64::from(minutes) / 60.0)
    }
}

/// A full date is better than a weekday, a weekday better than a month.
fn better_day(new: &DayExpr, old: Option<&DayExpr>) -> bool {
    let rank = |d: &DayExpr| {
        4 * u32::from(d.year.is_some())
            + 3 * u32::from(d.day.is_some())
            + 2 * u32::from(d.deixis.is_some())
            + u32::from(d.weekday.is_some())
    };
    old.is_none_or(|o| rank(new) > rank(o))
}

/// Times that belong to mentions: in their sentences or, for whole windows, in the sentence behind.
fn window_of(a: &Analysis<'_>, mentions: &[&Mention], taken: &[usize], strict: bool) -> Window {
    let mut near: Vec<(u32, usize)> = Vec::new();
    for (i, t) in a.times.iter().enumerate() {
        if taken.contains(&i) {
            continue;
        }
        let sentence = a.sentence_of(t.tokens.start.0);
        let rank = Window::rank(t);
        if rank == 0 {
            continue;
        }
        let here = mentions.iter().any(|m| m.sentence == sentence);
        let whole = matches!(
            &t.value,
            TimeValue::Window { start: Some(s), end: Some(e), .. } if s.clock.is_some() && e.clock.is_some()
        );
        let behind = !strict
            && mentions
                .iter()
                .any(|m| m.sentence + 1 == sentence || m.sentence + 2 == sentence);
        let range = a.sentence_range(sentence);
        let asked = a.has(&range, &[Cue::CallsFor]) && !here;
        if asked || !(here || behind && (whole || rank >= 3)) {
            continue;
        }
        // A day that only tells when somebody spoke is no day of the truce.
        if rank < 3 && !governs(a, t, mentions, sentence) && !beside_clock(a, t) {
            continue;
        }
        let bonus = if here { 3 } else { 0 };
        near.push((2 * rank + bonus, i));
    }
    near.sort_by_key(|&(rank, i)| (std::cmp::Reverse(rank), i));
    let mut window = Window::default();
    for (_, i) in near {
        if let Some(t) = a.times.get(i) {
            window.take(a, t);
        }
    }
    let daily = a
        .times
        .iter()
        .enumerate()
        .filter(|(i, t)| t.value == TimeValue::Daily && !taken.contains(i));
    for (_, t) in daily {
        let sentence = a.sentence_of(t.tokens.start.0);
        let close = mentions.iter().any(|m| {
            m.sentence == sentence
                && a.words_between(
                    m.tokens.end.min(t.tokens.end.0),
                    m.tokens.start.max(t.tokens.start.0),
                ) <= 6
        });
        if close {
            window.daily = true;
            window
                .evidence
                .push(a.evidence_at(t.span, &t.rule, Some("daily")));
        }
    }
    window
}

/// Whether a bare day stands right beside hours: "between 6 a.m. and 3 p.m. … from Sunday".
fn beside_clock(a: &Analysis<'_>, t: &TimeMention) -> bool {
    a.times.iter().any(|u| {
        let near = u.tokens.end.0 <= t.tokens.start.0
            && a.words_between(u.tokens.end.0, t.tokens.start.0) == 0;
        near && matches!(&u.value, TimeValue::Window { start: Some(s), end: Some(e), .. }
            if s.clock.is_some() && e.clock.is_some())
    })
}

/// Whether the truce begins as it is declared: "taking force at once".
fn at_once(a: &Analysis<'_>, sentence: &Range<u32>) -> bool {
    a.cues(sentence, &[Cue::InForce, Cue::Upcoming]).any(|c| {
        (c.end()..sentence.end.min(c.end() + 3)).any(|t| {
            matches!(
                a.word(t),
                "once" | "immediately" | "immediate" | "فورا" | "немедленно"
            )
        })
    })
}

/// Whether a bare day belongs to the truce and not to a reporting verb: it stands nearer to the
/// truce, or to a word of beginning, than to a verb of saying or declaring.
fn governs(a: &Analysis<'_>, t: &TimeMention, mentions: &[&Mention], sentence: usize) -> bool {
    let range = a.sentence_range(sentence);
    let at = t.tokens.start.0..t.tokens.end.0;
    let gap = |r: &Range<u32>| {
        if r.start >= at.end {
            a.words_between(at.end, r.start)
        } else {
            a.words_between(r.end, at.start)
        }
    };
    let to_truce = (mentions.iter())
        .filter(|m| m.sentence == sentence)
        .map(|m| gap(&m.tokens))
        .chain(
            a.cues(
                &range,
                &[Cue::InForce, Cue::Upcoming, Cue::Ended, Cue::Extend],
            )
            .map(|c| gap(&c.hit.tokens)),
        )
        .min()
        .unwrap_or(usize::MAX);
    let to_speech = a
        .cues(
            &range,
            &[
                Cue::Say,
                Cue::CallsFor,
                Cue::Accepts,
                Cue::Declare,
                Cue::Rejects,
                Cue::Agree,
                Cue::AccordingTo,
            ],
        )
        .map(|c| gap(&c.hit.tokens) + usize::from(c.start() >= at.end))
        .min()
        .unwrap_or(usize::MAX);
    let ahead = matches!(
        &t.value,
        TimeValue::Moment(Moment { day: Some(d), .. }) | TimeValue::Window { start: Some(Moment { day: Some(d), .. }), .. }
            if matches!(d.deixis, Some(Deixis::Days(n)) if n > 0)
    );
    // "Thursday's pause".
    let adjacent = a.language() != Language::Arabic && to_truce <= 1;
    ahead || adjacent || to_truce < to_speech || at_once(a, &range)
}

/// Days and hours stated as lengths near the mentions.
fn lengths(
    a: &Analysis<'_>,
    mentions: &[&Mention],
) -> (Option<f64>, Option<f64>, Option<f64>, Vec<Evidence>) {
    let (mut days, mut hours, mut extension) = (None, None, None);
    let mut evidence = Vec::new();
    for t in &a.times {
        let TimeValue::Duration { amount, unit, role } = &t.value else {
            continue;
        };
        let sentence = a.sentence_of(t.tokens.start.0);
        if !mentions
            .iter()
            .any(|m| m.sentence == sentence || m.sentence + 1 == sentence)
        {
            continue;
        }
        let here = mentions.iter().any(|m| m.sentence == sentence);
        let Some(n) = amount.single().filter(|_| amount.exact) else {
            continue;
        };
        let slot = match (unit, role) {
            (_, DurationRole::History) => continue,
            (TimeUnit::Hour, DurationRole::Extension) => &mut extension,
            (TimeUnit::Day, DurationRole::Extension) => &mut days,
            (TimeUnit::Hour, DurationRole::Length) => &mut hours,
            (TimeUnit::Day, DurationRole::Length) => &mut days,
            (TimeUnit::Hour, _) if here || beside_window(a, sentence) => &mut hours,
            (TimeUnit::Day, _) if here => &mut days,
            _ => continue,
        };
        if slot.is_none() {
            *slot = Some(n.to_f64());
            evidence.push(a.evidence_at(t.span, &t.rule, Some("duration")));
        }
    }
    (days, hours, extension, evidence)
}

/// Whether the sentence gives a window from hour to hour.
fn beside_window(a: &Analysis<'_>, sentence: usize) -> bool {
    a.times_in(&a.sentence_range(sentence)).any(|(_, t)| {
        matches!(&t.value, TimeValue::Window { start: Some(s), end: Some(e), .. }
            if s.clock.is_some() && e.clock.is_some())
    })
}

/// The zone in which the clocks are stated.
fn zone_stated(
    a: &Analysis<'_>,
    w: &Window,
    area: Option<&Area>,
    fallback: Option<&str>,
) -> Option<String> {
    let local = || {
        area.and_then(|x| x.zone(a))
            .or(fallback)
            .map(ToOwned::to_owned)
    };
    if w.start.is_none() && w.end.is_none() {
        return None;
    }
    match w.zone {
        Some(ZoneName::Iana(z)) => Some(z.to_owned()),
        Some(ZoneName::Named(n)) => Some(n.to_owned()),
        Some(ZoneName::Local) => local(),
        None if w.has_parallel => local(),
        None => None,
    }
}

/// Puts a truce together.
struct Draft<'m> {
    mentions: &'m [&'m Mention],
    who: Vec<(PartyIdx, Evidence)>,
    kind: TruceKind,
    area: Option<Area>,
    window: Window,
    status: (TruceStatus, Option<Evidence>),
    purpose: (Vec<Purpose>, Vec<Evidence>),
    days: Option<f64>,
    hours: Option<f64>,
}

impl Draft<'_> {
    fn finish(self, a: &Analysis<'_>, reference: Option<Date>, zone: Option<&str>) -> Truce {
        let mut evidence: Vec<Evidence> = Vec::new();
        for m in self.mentions {
            evidence.push(a.evidence(m.tokens.clone(), &m.rule, None));
        }
        let mut declared_by = Vec::new();
        for (p, e) in self.who {
            declared_by.push(a.lexicon.party(p).name.clone());
            evidence.push(e);
        }
        let area_rule = self.mentions.first().map(|m| m.rule.clone());
        if let (Some(area), Some(rule)) = (&self.area, &area_rule) {
            evidence.push(a.evidence(area.tokens.clone(), rule, Some("area")));
        }
        evidence.extend(self.status.1.clone());
        evidence.extend(self.purpose.1.clone());
        evidence.extend(self.window.evidence.clone());
        let starts = self.window.starts(reference);
        let ends = self.window.ends(reference);
        let label = (self.mentions.iter())
            .find(|m| m.noun)
            .or(self.mentions.first())
            .map(|m| a.text(m.tokens.clone()).to_owned());
        // "The army has halted its operations": no start, but the day of the words is a day on
        // which it is said to hold.
        let as_of = (self.status.0 == TruceStatus::InForce && starts.is_none())
            .then_some(reference)
            .flatten()
            .map(|date| LocalTime { date, clock: None });
        Truce {
            declared_by,
            kind: self.kind,
            area: self.area.as_ref().map(|x| x.name(a)),
            starts,
            ends,
            as_of,
            clock_start: self.window.start,
            clock_end: self.window.end,
            daily: self.window.daily,
            days: self.days,
            duration_hours: self.hours.or_else(|| self.window.hours()),
            timezone_stated: zone_stated(a, &self.window, self.area.as_ref(), zone),
            relative: (self.window.relative.clone()).map(|r| a.text(r).to_owned()),
            status: self.status.0,
            crossings: Vec::new(),
            crossings_excluded: Vec::new(),
            purpose: self.purpose.0,
            label_used: label,
            bound_parties: Vec::new(),
            evidence,
        }
    }
}

fn area_of(a: &Analysis<'_>, mentions: &[&Mention], who: &[(PartyIdx, Evidence)]) -> Option<Area> {
    let each = |f: &dyn Fn(&Mention) -> Option<Area>| -> Option<Area> {
        let mut votes: Vec<(Area, u32)> = Vec::new();
        for area in mentions.iter().filter_map(|m| f(m)) {
            match (votes.iter_mut()).find(|(x, _)| x.places.first() == area.places.first()) {
                Some((_, n)) => *n += 2,
                None => {
                    let country = (area.places.first())
                        .is_some_and(|&p| a.lexicon.place(p).kind == PlaceKind::Country);
                    votes.push((area, 2 - u32::from(country)));
                }
            }
        }
        // The first among equals; a city before a country.
        let most = votes.iter().map(|(_, n)| *n).max()?;
        (votes.into_iter())
            .find(|(_, n)| *n == most)
            .map(|(x, _)| x)
    };
    let report = area::of_report(a);
    let country = |x: &Area| (x.places.first()).map(|&p| a.lexicon.place(p).country.as_str());
    // Where it was announced is not where it holds.
    let at_home = |x: &Area| {
        report.as_ref().is_none_or(|r| country(r) == country(x))
            || a.places(&a.everything())
                .filter(|(_, p)| x.places.contains(p))
                .count()
                > 1
    };
    each(&|m| area::of_noun(a, m.tokens.end, 4).or_else(|| area::before_noun(a, m.tokens.start, 3)))
        .filter(at_home)
        .or_else(|| each(&|m| area::of_noun(a, m.tokens.end, 14)).filter(at_home))
        .or_else(|| report.clone())
        .or_else(|| {
            let tokens = mentions.first()?.tokens.clone();
            who.iter()
                .find_map(|(p, _)| area::of_party(a, *p, tokens.clone()))
        })
}

/// Mentions by who declares them, where two sides give two starts: «تنطلق في الساعة 08:00» says
/// one, "from 04:00 GMT" the other.
fn by_side<'m>(a: &Analysis<'_>, mentions: &[&'m Mention]) -> Vec<Vec<&'m Mention>> {
    let start_in = |m: &Mention| {
        a.times_in(&a.sentence_range(m.sentence))
            .find_map(|(_, t)| match &t.value {
                TimeValue::Moment(m) => m.clock,
                TimeValue::Window { start: Some(m), .. } => m.clock,
                _ => None,
            })
            .map(|c| c.clock)
    };
    let mut groups: Vec<(Option<Clock>, Vec<&'m Mention>)> = Vec::new();
    for &m in mentions {
        let start = start_in(m);
        match groups
            .iter_mut()
            .rev()
            .find(|(g, _)| start.is_none() || g.is_none() || *g == start)
        {
            Some((g, list)) => {
                *g = g.or(start);
                list.push(m);
            }
            None => groups.push((start, vec![m])),
        }
    }
    let sides: Vec<Vec<PartyIdx>> = (groups.iter())
        .map(|(_, list)| declarers(a, list).into_iter().map(|(p, _)| p).collect())
        .collect();
    let apart = sides.iter().enumerate().all(|(i, x)| {
        !x.is_empty()
            && sides.iter().skip(i + 1).all(|y| {
                x.iter().all(|p| {
                    y.iter()
                        .all(|q| a.lexicon.party(*p).side != a.lexicon.party(*q).side)
                })
            })
    });
    if groups.len() > 1 && apart {
        groups.into_iter().map(|(_, list)| list).collect()
    } else {
        vec![mentions.to_vec()]
    }
}

/// «فوق الشمال», "in the south": the part is named as a place.
fn part_is_place(a: &Analysis<'_>, c: &CueHit<'_>) -> bool {
    let before = a.word_before(c.start());
    let before = match before.map(|t| (t, a.word(t))) {
        Some((t, "the")) => a.word_before(t),
        _ => before,
    };
    before.is_some_and(|t| {
        matches!(
            a.word(t),
            "in" | "over" | "فوق" | "وفوق" | "في" | "وفي" | "на" | "в"
        )
    })
}

/// Areas of one declaration that are told apart by their lengths («لمدة 24 ساعة في الغوطة … ولمدة 72
/// ساعة في ريف اللاذقية») or by their parts ("first in central Gaza, next in the south").
fn areas_apart(a: &Analysis<'_>, mentions: &[&Mention]) -> Vec<(Area, Option<f64>)> {
    for m in mentions.iter().filter(|m| !m.repeat) {
        let from = a.sentence_range(m.sentence);
        let next = a.sentence_range(m.sentence + 1);
        let by_length: Vec<(Area, Option<f64>)> = a
            .times_in(&from)
            .filter_map(|(_, t)| {
                let TimeValue::Duration {
                    amount,
                    unit: TimeUnit::Hour,
                    ..
                } = &t.value
                else {
                    return None;
                };
                let hours = amount.single()?.to_f64();
                let area = area::of_noun(a, t.tokens.end.0, 2)?;
                Some((area, Some(hours)))
            })
            .collect();
        if by_length.len() > 1
            && by_length
                .iter()
                .skip(1)
                .all(|x| x.0.places != by_length[0].0.places)
        {
            return by_length;
        }
        for sentence in [from, next] {
            let named = (a.places(&sentence)).next();
            let parts: Vec<CueHit<'_>> = a
                .cues(&sentence, &area::PARTS)
                .filter(|c| part_is_place(a, c))
                .collect();
            let Some((_, whole)) = named else {
                continue;
            };
            if parts.len() < 3 || !a.times_in(&sentence).any(|(_, t)| Window::rank(t) >= 8) {
                continue;
            }
            return (parts.iter())
                .map(|c| {
                    let area = Area {
                        places: vec![whole],
                        part: Some(c.rule.cue),
                        tokens: c.hit.tokens.clone(),
                    };
                    (area, None)
                })
                .collect();
        }
    }
    Vec::new()
}

fn main_truces(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    reference: Option<Date>,
    zone: Option<&str>,
) -> Vec<Truce> {
    let who = declarers(a, mentions);
    let parties: Vec<PartyIdx> = who.iter().map(|(p, _)| *p).collect();
    let air = a.sentences().filter(|(i, s)| {
        a.has(s, &[Cue::Raids])
            && a.has(s, &[Cue::Stop])
            && !mentions.iter().any(|m| m.sentence == *i)
    });
    let taken: Vec<usize> = air
        .flat_map(|(_, s)| a.times_in(&s).map(|(i, _)| i).collect::<Vec<_>>())
        .collect();
    let mut window = window_of(a, mentions, &taken, false);
    let (days, hours, extension, length_evidence) = lengths(a, mentions);
    // Hours of one day and a length in days: the hours come back every day.
    let one_day = window.hours().is_some_and(|h| h < 24.0) && window.end_day.is_none();
    window.daily |= one_day && days.is_some_and(|d| d >= 2.0);
    let status = status_of(a, mentions, &window);
    let hours = match (hours, extension, status.0) {
        (Some(h), Some(x), TruceStatus::Extended) if window.hours().is_none() => Some(h + x),
        (None, Some(_), TruceStatus::Extended) => None,
        _ => hours,
    };
    let all = context(a, mentions, true);
    let mut truce = Draft {
        mentions,
        kind: kind_of(a, &parties, mentions),
        area: area_of(a, mentions, &who),
        status,
        purpose: purposes(a, &all),
        days,
        hours: window.hours().filter(|_| hours.is_none()).or(hours),
        window,
        who,
    }
    .finish(a, reference, zone);
    truce.evidence.extend(length_evidence);
    let found = crossings::of(a);
    for c in &found.open {
        for x in &c.admits {
            let p = match x {
                Admits::Fighters => Purpose::FightersLeave,
                Admits::Wounded | Admits::Sick => Purpose::EvacuateWounded,
                Admits::Aid => Purpose::AidDelivery,
                _ => Purpose::EvacuateCivilians,
            };
            if !truce.purpose.contains(&p) {
                truce.purpose.retain(|p| *p != Purpose::General);
                truce.purpose.push(p);
            }
        }
    }
    truce.purpose.sort();
    truce.crossings = found.open;
    truce.crossings_excluded = found.excluded;
    let apart = areas_apart(a, mentions);
    if apart.is_empty() {
        return vec![truce];
    }
    let rule = mentions.first().map(|m| m.rule.clone());
    (apart.into_iter().enumerate())
        .map(|(i, (area, hours))| {
            let mut one = truce.clone();
            one.area = Some(area.name(a));
            one.duration_hours = hours.or(one.duration_hours);
            if let Some(rule) = &rule {
                one.evidence.retain(|e| e.slot.as_deref() != Some("area"));
                one.evidence
                    .push(a.evidence(area.tokens, rule, Some("area")));
            }
            // The day stands with the first part only; the others follow on days not told.
            if i > 0 && hours.is_none() {
                (one.starts, one.ends, one.relative) = (None, None, None);
            }

            one
        })
        .collect()
}

/// A time limit within which fighters may leave, beside the truce itself.
fn deadline_truce(
    a: &Analysis<'_>,
    reference: Option<Date>,
    zone: Option<&str>,
    before: &[Truce],
) -> Option<Truce> {
    let main = before.first()?;
    let (i, cue) = a.sentences().find_map(|(i, s)| {
        let ends = a.times_in(&s).any(|(_, t)| {
            matches!(&t.value, TimeValue::Window { end: Some(e), .. } if e.clock.is_some())
        });
        let cue = a.cues(&s, &[Cue::Deadline]).last()?;
        (ends && a.has(&s, &[Cue::Leave]))
            .then(|| (i, (cue.hit.tokens.clone(), cue.rule.id.clone())))
    })?;
    let (tokens, rule) = cue;
    let m = Mention {
        sentence: i,
        tokens: tokens.clone(),
        rule: rule.clone(),
        of: Of::Main,
        noun: true,
        proposers: Vec::new(),
        repeat: false,
    };
    let mentions = [&m];
    let mut window = window_of(a, &mentions, &[], true);
    // «من التوقيت نفسه»: from the start of the truce.
    let range = a.sentence_range(i);
    if window.start.is_none()
        && range
            .clone()
            .any(|t| a.word(t) == "التوقيت" && a.word(t + 1) == "نفسه")
    {
        window.start = main.clock_start;
    }
    let who = (main.declared_by.iter())
        .filter_map(|name| a.lexicon.party_named(name))
        .map(|p| (p, a.evidence(tokens.clone(), &rule, Some("declared_by"))))
        .collect();
    let mut truce = Draft {
        mentions: &mentions,
        kind: main.kind,
        area: None,
        status: (TruceStatus::Announced, None),
        purpose: (vec![Purpose::FightersLeave], Vec::new()),
        days: None,
        hours: None,
        window,
        who,
    }
    .finish(a, reference, zone);
    truce.area = main.area.clone();
    Some(truce)
}

fn earlier_truce(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    reference: Option<Date>,
    zone: Option<&str>,
) -> Truce {
    let who = declarers(a, mentions);
    let parties: Vec<PartyIdx> = who.iter().map(|(p, _)| *p).collect();
    let sentences: Vec<usize> = mentions.iter().map(|m| m.sentence).collect();
    let window = window_of(a, mentions, &[], true);
    Draft {
        mentions,
        kind: kind_of(a, &parties, mentions),
        area: area_of(a, mentions, &who),
        status: (TruceStatus::Ended, None),
        purpose: purposes(a, &sentences),
        days: None,
        hours: None,
        window,
        who,
    }
    .finish(a, reference, zone)
}

fn air_truces(
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
            if let Some(p) = a.lexicon.party_named(name) {
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
        _ => TruceStatus::InForce,
    };
    let kind = before
        .first()
        .filter(|main| {
            let names: Vec<&str> = parties
                .iter()
                .map(|&p| a.lexicon.party(p).name.as_str())
                .collect();
            main.declared_by == names
        })
        .map_or_else(|| kind_of(a, &parties, &mentions), |main| main.kind);
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
        status: (status, None),
        purpose: (vec![Purpose::General], Vec::new()),
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
            (one.evidence).retain(|e| !matches!(e.slot.as_deref(), Some("window" | "area")));
            one.evidence.extend(window.evidence);
            one.evidence
                .push(a.evidence(part.hit.tokens.clone(), &part.rule.id, Some("area")));
            one
        })
        .collect()
}

fn proposed_truce(
    a: &Analysis<'_>,
    who: &[PartyIdx],
    mentions: &[&Mention],
    reference: Option<Date>,
    zone: Option<&str>,
) -> Truce {
    let sentences: Vec<usize> = mentions.iter().map(|m| m.sentence).collect();
    let declared = (mentions.iter())
        .flat_map(|m| m.proposers.iter().map(move |p| (p, &m.rule)))
        .filter(|(p, _)| who.contains(&p.party))
        .fold(
            Vec::new(),
            |mut out: Vec<(PartyIdx, Evidence)>, (p, rule)| {
                if !out.iter().any(|(q, _)| *q == p.party) {
                    out.push((
                        p.party,
                        a.evidence(p.tokens.clone(), rule, Some("declared_by")),
                    ));
                }
                out
            },
        );
    let (days, hours, _, length_evidence) = lengths(a, mentions);
    let window = Window::default();
    let mut truce = Draft {
        mentions,
        kind: TruceKind::Proposed,
        area: area_of(a, mentions, &declared),
        status: (TruceStatus::Proposed, None),
        purpose: purposes(a, &sentences),
        days,
        hours,
        window,
        who: declared,
    }
    .finish(a, reference, zone);
    truce.evidence.extend(length_evidence);
    truce
}

/// A way out opened for some hours, where the report speaks of no truce at all.
fn corridor_truce(a: &Analysis<'_>, reference: Option<Date>, zone: Option<&str>) -> Option<Truce> {
    let opened: Vec<Mention> = a
        .sentences()
        .flat_map(|(i, sentence)| {
            let open = a.has(&sentence, &[Cue::Open, Cue::Leave]);
            a.cues(&sentence, &[Cue::Crossing])
                .filter(|_| open)
                .map(|c| Mention {
                    sentence: i,
                    tokens: c.hit.tokens.clone(),
                    rule: c.rule.id.clone(),
                    of: Of::Main,
                    noun: true,
                    proposers: Vec::new(),
                    repeat: a.is_repeat(i),
                })
                .collect::<Vec<_>>()
        })
        .collect();
    let mentions: Vec<&Mention> = opened.iter().collect();
    if mentions.is_empty() {
        return None;
    }
    main_truces(a, &mentions, reference, zone).pop()
}
