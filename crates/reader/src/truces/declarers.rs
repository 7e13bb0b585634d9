//! Who declares a truce, and of what kind it is by that.

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::{Evidence, RuleId, TruceKind, TruceStatus};

use super::{
    background::is_full,
    condition,
    course::is_asked,
    mentions::{Mention, Of, is_collapsed},
    sides::{self, agreed_with, between, deal_partners, is_source, told_before},
    verdict,
};
use crate::{
    actors::{self, Actor},
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form, PartyIdx, PartyKind},
    positions,
};

/// What is said of a truce that somebody else declared.
const ANSWERS: [Cue; 6] = [
    Cue::Breach,
    Cue::Rejects,
    Cue::Welcomes,
    Cue::Accuses,
    Cue::Denies,
    Cue::CallsFor,
];

/// Who declares the truce of these mentions, with the words.
pub(super) fn declarers(a: &Analysis<'_>, mentions: &[&Mention]) -> Vec<(PartyIdx, Evidence)> {
    let mut out: Vec<(PartyIdx, Evidence)> = Vec::new();
    let mut announcers: Vec<PartyIdx> = Vec::new();
    let mut offered: Vec<(PartyIdx, Evidence)> = Vec::new();
    // Named by nothing but a nationality beside the truce.
    let mut named_after: Vec<PartyIdx> = Vec::new();
    // Those who agree.
    let mut sides_told: Vec<PartyIdx> = Vec::new();
    let add = |out: &mut Vec<(PartyIdx, Evidence)>, actor: &Actor, rule: &RuleId| {
        let kind = a.party(actor.party).kind;
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
                Cue::Open,
            ],
        ) {
            // Who opens a way declares nothing but the way.
            if verb.rule.cue == Cue::Open && !m.way {
                continue;
            }
            // A day and an hour put nothing between them, the course of another truce does.
            let between = if verb.start() < m.tokens.start {
                verb.end()..m.tokens.start
            } else {
                m.tokens.end..verb.start()
            };
            let all = a.words_between(between.start, between.end);
            let near = all <= FARTHEST || all > 2 * FARTHEST_AGREED;
            let course = [Cue::InForce, Cue::Collapsed, Cue::Ended];
            let reach = if near || a.has(&between, &course) {
                all
            } else {
                a.words_beside_times(between.start, between.end)
            };
            // «سيبدأ سريانه … بعد اتفاق أبرمته الحكومة والجماعة»: who made the agreement.
            let made = verb.rule.cue == Cue::Agree
                && verb.start() >= m.tokens.end
                && (verb.hit.pronoun || a.word(verb.start()).ends_with('ه'))
                && (a.cues(
                    &(verb.start().saturating_sub(2)..verb.start()),
                    &[Cue::Agreement],
                ))
                .any(|c| a.words_between(c.end(), verb.start()) <= 1);
            // «توصلت اللجنة والحكومة برعاية روسية مساء أمس إلى اتفاق لوقف إطلاق النار»: the agreement stands between.
            // "agreed, at the request of the Red Cross, to a halt"
            let far = if verb.rule.cue == Cue::Agree
                && a.has(
                    &(verb.end()..m.tokens.start.max(verb.end())),
                    &[Cue::Agreement, Cue::Sponsor],
                ) {
                FARTHEST_AGREED
            } else {
                FARTHEST
            };
            if !made && (reach > far || verb.start() >= m.tokens.end && !describes(a, &verb, m)) {
                continue;
            }
            // "Azerbaijan said Armenia had violated the ceasefire": blame declares nothing.
            let between = verb.end()..m.tokens.start.max(verb.end());
            if a.has(&between, &[Cue::Breach, Cue::Accuses]) {
                continue;
            }
            // «предложил продлить перемирие»: an extension that is offered or asked for.
            let before = sentence.start.max(verb.start().saturating_sub(3))..verb.start();
            let offers = [Cue::Propose, Cue::Proposes, Cue::CallsFor, Cue::Possible];
            let longer = || {
                a.has(
                    &(verb.end()..m.tokens.start.max(verb.end())),
                    &[Cue::Extend],
                )
            };
            if verb.rule.cue == Cue::Extend && a.has(&before, &offers)
                || verb.rule.cue == Cue::Propose && longer()
            {
                continue;
            }
            // "would honour the government's truce": it is the government's.
            let owned = (m.tokens.start.checked_sub(1)).is_some_and(|t| a.word(t) == "'s");
            if verb.rule.cue == Cue::Accepts && owned {
                continue;
            }
            // «أعلنت انضمامها إلى الهدنة التي أعلنتها روسيا»: a noun of accepting declares nothing.
            let noun = verb.form == Form::Plain && a.language() == Language::Arabic
                || a.word(verb.start()) == "acceptance";
            if verb.rule.cue == Cue::Accepts && noun {
                continue;
            }
            // "The rebels have not agreed": they did not.
            let said = matches!(verb.rule.cue, Cue::Agree | Cue::Accepts | Cue::Declare);
            if said && a.is_denied(&verb) {
                continue;
            }
            // "if Turkey accepts the truce": it has not yet.
            if said && positions::in_condition(a, &verb, &sentence) {
                continue;
            }
            // "The rebels will accept the truce only if the siege is lifted"
            let will = (verb.start().checked_sub(1))
                .is_some_and(|t| matches!(a.word(t), "will" | "would"))
                || verb.hit.before.has(Proclitics::WILL);
            if verb.rule.cue == Cue::Accepts
                && will
                && condition::governed(a, &verb.hit.tokens, &sentence)
            {
                continue;
            }
            // «قبل المجلس الطلب لكنه اشترط أن تشمل الهدنة كل المناطق»: what is made a condition.
            if verb.rule.cue == Cue::Accepts && a.has(&between, &[Cue::Conditions]) {
                continue;
            }
            // «التزمت الفصائل الصمت إزاء الهدنة».
            if (verb.end()..m.tokens.start).any(|t| a.word(t) == "الصمت") {
                continue;
            }
            // «أعلنت الفصائل قبولها بالهدنة»: what is declared is a stance, not the truce.
            let stance = [Cue::Accepts, Cue::Rejects, Cue::Welcomes];
            if verb.rule.cue == Cue::Declare
                && verb.end() <= m.tokens.start
                && a.has(&(verb.end()..m.tokens.start), &stance)
            {
                continue;
            }
            // «قالت كييف إنها اتفقت مع موسكو»: who speaks, and the other side.
            let speaks = || {
                let with = verb.rule.cue == Cue::Agree
                    && agreed_with(a, verb.end(), &sentence).is_some()
                    && verb.end() <= m.tokens.start;
                with.then(|| a.speakers.get(m.sentence).cloned().flatten())?
            };
            let subject = actors::subject(a, verb.start(), verb.end(), verb.form)
                .or_else(|| second_subject(a, &verb, m))
                .or_else(speaks);
            let accepts = matches!(verb.rule.cue, Cue::Agree | Cue::Accepts);
            if let Some(subject) = subject
                && !sponsored(&subject)
                && !(accepts && actors::owns_truce(a, &subject, verb.end()))
                && !says_that(a, &verb, &subject, m)
            {
                let announces = verb.rule.cue == Cue::Declare
                    && verb.end() <= subject.tokens.start
                    && subject.tokens.end <= m.tokens.start
                    && a.words_between(subject.tokens.end, m.tokens.start) <= 7
                    && !a.has(&(subject.tokens.end..m.tokens.start), &[Cue::That]);
                let partners = actors::with_partners(a, &subject);
                let last = (partners.last()).map_or(subject.tokens.end, |x| x.tokens.end);
                let last = if last < sentence.start {
                    verb.end()
                } else {
                    last
                };
                if verb.rule.cue == Cue::Agree {
                    sides_told.extend(partners.iter().map(|x| x.party));
                }
                for actor in partners {
                    if announces && !announcers.contains(&actor.party) {
                        announcers.push(actor.party);
                    }
                    // «هدنة اقترحتها مصر»: declared by those who accept it.
                    let offers = verb.rule.cue == Cue::Propose && a.party(actor.party).mediates;
                    let list = if offers { &mut offered } else { &mut out };
                    add(list, &actor, &verb.rule.id);
                }
                if verb.rule.cue == Cue::Agree
                    && let Some(other) = agreed_with(a, last.max(verb.end()), &sentence)
                {
                    add(&mut out, &other, &verb.rule.id);
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
            // "a Norwegian-brokered ceasefire"
            let brings = (actor.tokens.end..actor.tokens.end + 2).any(|t| {
                matches!(
                    a.word(t),
                    "brokered"
                        | "mediated"
                        | "sponsored"
                        | "backed"
                        | "facilitated"
                        | "negotiated"
                        | "supported"
                )
            });
            if actor.bare_nation && m.noun && !sponsored(actor) && !brings {
                if out.iter().all(|(p, _)| *p != actor.party) {
                    named_after.push(actor.party);
                }
                add(&mut out, actor, &m.rule);
            }
        }
        // «بموجب اتفاق أمريكي روسي», "under a Russian-Turkish deal".
        for deal in a.cues(&sentence, &[Cue::Agreement]) {
            let named = match a.language() {
                Language::Arabic => deal.end()..sentence.end.min(deal.end() + 2),
                _ => sentence.start.max(deal.start().saturating_sub(4))..deal.start(),
            };
            let nations = a.actors_in(&named).iter().filter(|x| x.bare_nation);
            if nations.clone().count() == 2 {
                for actor in nations {
                    add(&mut out, actor, &deal.rule.id);
                }
            }
        }
        // "between Israel and Hezbollah", behind the truce or the agreement on it.
        let ends = std::iter::once(m.tokens.end)
            .chain(a.cues(&sentence, &[Cue::Agreement]).map(|c| c.end()));
        for end in ends {
            let Some(first) = between(a, end, &sentence) else {
                continue;
            };
            // "between rival Libyan armed groups": not the state's.
            let mut sides = actors::with_partners(a, first);
            sides.retain(|x| !x.bare_nation);
            // Who announces a truce between two others is none of them.
            if sides.iter().filter(|x| !is_outside(a, x.party)).count() > 1 {
                let others =
                    |p: &PartyIdx| announcers.contains(p) && sides.iter().all(|x| x.party != *p);
                out.retain(|(p, _)| !others(p));
            }
            for actor in sides {
                add(&mut out, &actor, &m.rule);
            }
        }
    }
    if out.is_empty() {
        out.append(&mut offered);
    }
    // «القاهرة تعلن التوصل إلى تهدئة»: who mediates announces what two others agreed on.
    let agreed: Vec<PartyIdx> = (sides_told.iter().copied())
        .filter(|p| !a.party(*p).mediates && !is_outside(a, *p))
        .collect();
    if agreed.iter().any(|p| agreed.first() != Some(p)) {
        let announced = |p: &PartyIdx| a.party(*p).mediates && !sides_told.contains(p);
        out.retain(|(p, _)| !announced(p));
        announcers.retain(|p| !announced(p));
    }
    // "the Russian-Turkish truce that both camps accepted": the camps declare it.
    if named_after.len() > 1 && out.iter().all(|(p, _)| named_after.contains(p)) {
        let mut camps = Vec::new();
        camps_named(a, mentions, &mut |actor, rule| add(&mut camps, actor, rule));
        if camps.len() == 2 && camps.iter().all(|(p, _)| !named_after.contains(p)) {
            out = camps;
        }
    }
    if out.iter().all(|(p, _)| is_outside(a, *p)) {
        both_sides(a, mentions, &mut out);
    }
    if out.iter().all(|(p, _)| is_outside(a, *p)) {
        told_before(a, mentions, &mut |actor, rule| add(&mut out, actor, rule));
    }
    if out.is_empty() {
        // «تعليق روسيا غاراتها»: whose halt it is stands right behind the noun.
        for m in mentions.iter().filter(|m| !m.repeat && !m.noun) {
            let stop = a.cues(&m.tokens, &[Cue::Stop]).next();
            let whose = stop
                .filter(|s| a.language() == Language::Arabic && s.form == Form::Plain)
                .and_then(|s| a.actors_in(&(s.end()..s.end() + 1)).first());
            if let Some(actor) = whose.filter(|x| !x.is_place && !x.bare_nation) {
                add(&mut out, actor, &m.rule);
            }
        }
    }
    if out.is_empty() {
        // A headline has its speaker in the lead below it.
        let told = |m: &Mention| {
            let lead = (m.sentence == 0 && !is_full(a, 0)).then_some(1);
            std::iter::once(m.sentence)
                .chain(lead)
                .find(|&i| a.speakers.get(i).is_some_and(Option::is_some))
        };
        for m in mentions.iter().filter(|m| !m.repeat) {
            // Who refuses, welcomes or speaks of breaches of a truce has not declared it.
            // Nor has who only speaks of one that broke down.
            // "The UN envoy said the parties had accepted a truce": they did, not he.
            // Nor has a mediator or observer that only speaks of one.
            let of_others = |i: usize, speaker: &Actor| {
                let range = a.sentence_range(i);
                is_outside(a, speaker.party)
                    && (a.has(&range, &[Cue::AllSides, Cue::BothSides])
                        || !a.has(&range, &[Cue::Declare, Cue::Agree, Cue::Extend]))
            };
            if let Some(i) = told(m)
                && !is_collapsed(a, m)
                && !a.has(&a.sentence_range(i), &ANSWERS)
                && let Some(speaker) = a.speakers.get(i).cloned().flatten()
                // Who spoke before has not declared a truce of the past.
                && (m.of != Of::Earlier
                    || a.sentence_of(speaker.tokens.start) == i && is_alone(a, m, mentions))
                && !sponsored(&speaker)
                && !of_others(i, &speaker)
                // «بحسب بنود نشرتها الهيئة»: who tells the terms.
                && !is_source(a, &speaker)
                && verdict::beside(a, m).is_none_or(|(s, _)| s != TruceStatus::Collapsed)
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
    if out.is_empty() {
        // "Armed forces will stop combat operations from 2 p.m.": a statement of those who stop.
        for m in mentions.iter().filter(|m| !m.repeat && !m.way) {
            // "The army will cease fire": the words of the noun are a verb here.
            let before = (m.tokens.start.checked_sub(1)).map_or("", |t| a.word(t));
            if m.noun && a.word(m.tokens.start) == "cease" && before == "will" {
                let subject = actors::subject_before(a, m.tokens.start);
                for actor in subject.iter().flat_map(|x| actors::with_partners(a, x)) {
                    add(&mut out, &actor, &m.rule);
                }
            }
            let stop = (a.cues(&m.tokens, &[Cue::Stop])).next().filter(|_| !m.noun);
            if let Some(stop) = stop
                && let Some(subject) = actors::subject(a, stop.start(), stop.end(), stop.form)
            {
                for actor in actors::with_partners(a, &subject) {
                    add(&mut out, &actor, &m.rule);
                }
            }
        }
    }
    if out.is_empty() {
        for m in mentions.iter().filter(|m| !m.repeat && m.noun) {
            if let Some(actor) = sides::who_calls_it(a, m) {
                add(&mut out, &actor, &m.rule);
            }
        }
    }
    if !out.is_empty() {
        sides::who_extends_too(a, mentions, &mut |actor, rule| add(&mut out, actor, rule));
        deal_partners(a, mentions, &mut |actor, rule| add(&mut out, actor, rule));
    }
    // Those who fight declare; an organisation does only where nobody else is named.
    if out.iter().any(|(p, _)| !is_outside(a, *p)) {
        out.retain(|(p, _)| !is_outside(a, *p) || announcers.contains(p));
    }
    out
}

/// Most words between a verb and the truce that it governs; with an agreement named between.
const FARTHEST: usize = 12;
const FARTHEST_AGREED: usize = 20;

/// Most words between a verb of agreeing and the second of those who agree.
const SECOND: usize = 5;

/// «توصلت لجنة أهلية ووزارة الداخلية إلى اتفاق»: who agrees with somebody whom the lexicon does not know.
fn second_subject(a: &Analysis<'_>, verb: &CueHit<'_>, m: &Mention) -> Option<Actor> {
    let behind = verb.end()..m.tokens.start.max(verb.end());
    let next = a.actors_in(&behind).first()?;
    let between = verb.end()..next.tokens.start;
    (a.language() == Language::Arabic
        && verb.rule.cue == Cue::Agree
        && next.before.has(Proclitics::AND)
        && (1..=SECOND).contains(&a.words_between(between.start, between.end))
        && between.clone().all(|t| a.is_word(t))
        && !a.has(&between, &[Cue::That, Cue::Agreement, Cue::Truce]))
    .then(|| next.clone())
}

/// «طرفا النزاع»: the two sides that the report names elsewhere, if it names just two that fight.
pub(super) fn both_sides(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    out: &mut Vec<(PartyIdx, Evidence)>,
) {
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
        let p = a.party(x.party);
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

/// "Libya's two camps traded blame after the truce began. The LNA and the GNA had been pressed to stop": the two
/// that fight, told as a pair in the sentence that has them as two sides, or right behind it.
fn camps_named(a: &Analysis<'_>, mentions: &[&Mention], add: &mut dyn FnMut(&Actor, &RuleId)) {
    let fights = |x: &Actor| !x.is_place && !x.bare_nation && !is_outside(a, x.party);
    let told = (mentions.iter())
        .filter(|m| !m.repeat && a.has(&a.sentence_range(m.sentence), &[Cue::BothSides]));
    for m in told {
        for i in [m.sentence, m.sentence + 1] {
            let pair = (a.actors_in(&a.sentence_range(i)).iter())
                .map(|x| actors::with_partners(a, x))
                .find(|pair| pair.len() > 1);
            if let Some([one, other]) = pair.as_deref()
                && fights(one)
                && fights(other)
                && a.party(one.party).side != a.party(other.party).side
            {
                add(one, &m.rule);
                add(other, &m.rule);
                return;
            }
        }
    }
}

/// Whether a verb behind the truce belongs to it: «الهدنة التي أعلنتها موسكو», "a pause the army
/// made public".
pub(super) fn describes(a: &Analysis<'_>, verb: &CueHit<'_>, m: &Mention) -> bool {
    let relative = (m.tokens.end..verb.start()).any(|t| {
        matches!(a.word(t), "التي" | "الذي" | "اللذين" | "that" | "which")
            || a.word(t).starts_with("котор")
    });
    let near = a.language() != Language::Arabic && a.words_between(m.tokens.end, verb.start()) <= 3;
    // «وقف لإطلاق النار، بموجب اتفاق توصلت إليه السلطات مع الجبهة», "under a deal reached by both sides"
    let of_deal = a.language() == Language::Arabic
        && verb.start() >= m.tokens.end
        && (verb.start().checked_sub(1)).is_some_and(|t| {
            (a.cues(&(t..t + 1), &[Cue::Agreement])).any(|c| !c.hit.before.has(Proclitics::THE))
        })
        && matches!(a.word(verb.end()), "اليه" | "عليه");
    verb.hit.pronoun || relative || near || of_deal
}

/// Whether the verb only reports: «أعلن المتحدث أن الخطة …» declares nothing.
pub(super) fn says_that(a: &Analysis<'_>, verb: &CueHit<'_>, subject: &Actor, m: &Mention) -> bool {
    let from = verb.end().max(subject.tokens.end);
    // "declared that the truce begins" declares it.
    a.cues(&(from..m.tokens.start.max(from)), &[Cue::That])
        .any(|that| a.words_between(that.end(), m.tokens.start) > 2)
}

/// Whether the mention is of an agreement: "a truce agreement", «التوصل إلى وقف لإطلاق النار».
pub(super) fn agreed(a: &Analysis<'_>, m: &Mention) -> bool {
    let near = m.tokens.start.saturating_sub(4)..m.tokens.end + 2;
    // «اتفاق مع وجهاء البلدة يقضي بوقف العمليات»: what the agreement is of.
    let provides = || {
        let sentence = a.sentence_range(m.sentence);
        (a.cues(&(sentence.start..m.tokens.start), &[Cue::Agreement])).any(|c| {
            (c.end()..m.tokens.start).any(|t| {
                matches!(
                    a.word(t),
                    "يقضي" | "تقضي" | "ينص" | "تنص" | "يتضمن" | "providing" | "provides"
                )
            })
        })
    };
    // «هدنة بين الجيش والحركة»
    let between = || {
        (m.tokens.end..m.tokens.end + 2).any(|t| {
            matches!(a.word(t), "بين" | "between" | "между")
                && a.sentence_of(t) == m.sentence
                && !a.actors_in(&(t..t + 4)).is_empty()
        })
    };
    a.cues(&near, &[Cue::Agreement])
        .any(|c| a.sentence_of(c.start()) == m.sentence)
        || provides()
        || between()
}

/// Whether no noun in its sentence is of another truce than these mentions.
fn is_alone(a: &Analysis<'_>, m: &Mention, mentions: &[&Mention]) -> bool {
    let nouns = |in_sentence: &mut dyn Iterator<Item = &Mention>| -> usize {
        in_sentence
            .take_while(|o| o.sentence == m.sentence)
            .filter(|o| o.noun)
            .count()
    };
    let all = super::mentioned(a);
    let from = all.partition_point(|o| o.sentence < m.sentence);
    let told = mentions.partition_point(|o| o.sentence < m.sentence);
    nouns(&mut all.get(from..).unwrap_or(&[]).iter())
        == nouns(&mut mentions.get(told..).unwrap_or(&[]).iter().copied())
}

/// Tokens beside one of several truces of a sentence in which "unilateral" is said of it.
const ONE_SIDED: u32 = 3;

pub(super) fn kind_of(a: &Analysis<'_>, who: &[PartyIdx], mentions: &[&Mention]) -> TruceKind {
    // «دعا جميع الأطراف إلى احترام الهدنة»: of whom something is asked has agreed to nothing.
    let in_text = |cues: &[Cue]| {
        mentions.iter().any(|m| {
            let sentence = a.sentence_range(m.sentence);
            a.cues(&sentence, cues).any(|c| !is_asked(a, &c, &sentence))
        })
    };
    // "The ceasefire broke down; the unilateral truce …": said of the one beside it where a sentence has several.
    let one_sided = (mentions.iter()).any(|m| {
        let sentence = a.sentence_range(m.sentence);
        let near = if is_alone(a, m, mentions) {
            sentence.clone()
        } else {
            sentence.start.max(m.tokens.start.saturating_sub(ONE_SIDED))
                ..sentence.end.min(m.tokens.end + ONE_SIDED)
        };
        (a.cues(&near, &[Cue::OneSided])).any(|c| !is_asked(a, &c, &sentence))
    });
    if one_sided {
        return TruceKind::Unilateral;
    }
    let group = |&p: &PartyIdx| a.party(p).kind == PartyKind::Mediator;
    if in_text(&[Cue::AllSides]) || who.iter().any(group) {
        return TruceKind::Multilateral;
    }
    let mut sides: Vec<PartyIdx> = Vec::new();
    let unknown = who.iter().filter(|p| a.is_own(**p)).count();
    for &p in who
        .iter()
        .filter(|p| !a.is_own(**p) || unknown == who.len())
    {
        let side = a.party(p).side;
        if !is_outside(a, p) && !sides.contains(&side) {
            sides.push(side);
        }
    }
    let both = in_text(&[Cue::BothSides]);
    // On whose side a group is that the lexicon does not know, is not told by its name.
    if unknown > 0 && who.len() > 1 && sides.len() < 3 {
        let agreed = in_text(&[Cue::Agree]) || mentions.iter().any(|m| agreed(a, m));
        return match sides.len() {
            1 if agreed && unknown == 1 => TruceKind::Bilateral,
            2 if agreed && unknown == 2 && who.len() == 2 => TruceKind::Bilateral,
            _ if both => TruceKind::Bilateral,
            _ => TruceKind::Unknown,
        };
    }
    match sides.len() {
        0 if both => TruceKind::Bilateral,
        0 => TruceKind::Unknown,
        1 if both || mentions.iter().any(|m| agreed(a, m)) => TruceKind::Bilateral,
        1 => TruceKind::Unilateral,
        2 => TruceKind::Bilateral,
        _ => TruceKind::Multilateral,
    }
}

/// Organisations that mediate, observe or bring aid.
pub(super) fn is_outside(a: &Analysis<'_>, party: PartyIdx) -> bool {
    matches!(
        a.party(party).kind,
        PartyKind::Organisation | PartyKind::Mediator | PartyKind::Observer | PartyKind::Agency
    )
}
