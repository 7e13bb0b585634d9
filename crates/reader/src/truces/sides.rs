//! The sides of a truce that no verb of declaring names: "between … and …", who agreed in the sentence before, the
//! other side of a deal; and who only made its terms known.

use std::ops::Range;

use hudna_text::Language;
use hudna_truce::RuleId;

use super::{declarers::is_outside, mentions::Mention};
use crate::{
    actors::{self, Actor},
    analysis::Analysis,
    lexicon::Cue,
    positions,
};

/// Most words between a truce and "between", with no sign there.
const BETWEEN: u32 = 20;

/// Most tokens between a verb of publishing and who published.
const PUBLISHED: u32 = 3;

/// «بحسب بنود نشرتها الهيئة», "terms published by the movement": who made known what others agreed on.
pub(super) fn is_source(a: &Analysis<'_>, x: &Actor) -> bool {
    let first = a.sentence_range(a.sentence_of(x.tokens.start)).start;
    let mut near = first.max(x.tokens.start.saturating_sub(PUBLISHED))..x.tokens.start;
    near.any(|t| {
        matches!(
            a.word(t),
            "نشرته" | "نشرتها" | "نشره" | "نشرها" | "نشرت" | "published"
        )
    })
}

/// Most words between "put an end to" and the fighting.
const STOPPED: usize = 6;

/// "between Israel and Hezbollah", behind the truce or the agreement on it: the first of the two.
pub(super) fn between<'h>(
    a: &'h Analysis<'_>,
    end: u32,
    sentence: &Range<u32>,
) -> Option<&'h Actor> {
    // «الاتفاق الذي أبرم، مساء الاثنين، بوساطة تركية بين …»: a day and its commas stand between.
    let passed = |t: u32| {
        let timed = |t: u32| a.touches_time(&(t..t + 1));
        // "a pause in Homs, which had started on 7 February between the army and the rebels"
        let described = || matches!(a.word(t + 1), "which" | "that");
        a.is_word(t)
            || timed(t)
            || a.word(t) == "," && (described() || timed(t + 1) || t > 0 && timed(t - 1))
    };
    // "a truce that put an end to the cross-border fighting between …": the sides of what is stopped.
    let fighting = |over: u32| {
        let what = a.cues(&(over..sentence.end), &[Cue::Hostilities]).next()?;
        (a.words_between(over, what.start()) <= STOPPED).then(|| what.end())
    };
    let stopped = (a
        .cues(&(end..sentence.end), &[Cue::Stop, Cue::Ended])
        .next())
    .and_then(|over| fighting(over.end().max(end)));
    let put = || (end..sentence.end).find(|&t| a.word(t) == "end" && matches!(a.word(t + 1), "to"));
    let end = stopped
        .or_else(|| fighting(put()? + 2))
        .filter(|&t| matches!(a.word(t), "بين" | "between" | "между"))
        .unwrap_or(end);
    let t = (end..sentence.end.min(end + BETWEEN))
        .take_while(|&t| passed(t))
        .find(|&t| matches!(a.word(t), "بين" | "between" | "между"))?;
    // "A truce in Gaza began as fighting between Sudan and Chad went on": of other fighting.
    let fought = t > 0 && a.has(&(t - 1..t), &[Cue::Hostilities]);
    let elsewhere = |t: u32| {
        matches!(
            a.word(t),
            "as" | "while" | "amid" | "despite" | "فيما" | "بينما" | "وسط" | "رغم"
        )
    };
    if fought && (end..t).any(elsewhere) {
        return None;
    }
    // «قبل محادثات بين الحكومة والمعارضة»: who meets.
    if a.has(&(end..t), &[Cue::Meeting]) {
        return None;
    }
    let first = a.actors_in(&(t..sentence.end.min(t + 4))).first()?;
    (t < end + 5 || actors::with_partners(a, first).len() > 1).then_some(first)
}

/// «توصلت الفصائل والجيش إلى اتفاق. … وقف إطلاق النار بدأ»: who agreed in the sentence before.
pub(super) fn told_before(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    add: &mut dyn FnMut(&Actor, &RuleId),
) {
    for m in mentions.iter().filter(|m| !m.repeat && m.sentence > 0) {
        let sentence = a.sentence_range(m.sentence - 1);
        // «الاتفاق بين الفصيل والحكومة لم يُلغ. وبدأ وقف إطلاق النار»
        let sides = (a.cues(&sentence, &[Cue::Agreement]))
            .find_map(|deal| Some((between(a, deal.end(), &sentence)?, deal.rule)));
        if let Some((first, rule)) = sides {
            let sides = actors::with_partners(a, first);
            let fights = |x: &&Actor| !is_outside(a, x.party) && !x.bare_nation;
            if sides.iter().filter(fights).count() > 1 {
                for x in sides.iter().filter(fights) {
                    add(x, &rule.id);
                }
                return;
            }
        }
        for verb in a.cues(&sentence, &[Cue::Agree]) {
            let behind = verb.end()..sentence.end.min(verb.end() + 10);
            if !a.has(&behind, &[Cue::Agreement]) {
                continue;
            }
            let Some(subject) = actors::subject(a, verb.start(), verb.end(), verb.form) else {
                continue;
            };
            let partners = actors::with_partners(a, &subject);
            let last = (partners.last()).map_or(verb.end(), |x| x.tokens.end.max(verb.end()));
            for x in partners.iter().chain(&agreed_with(a, last, &sentence)) {
                if !is_outside(a, x.party) {
                    add(x, &verb.rule.id);
                }
            }
            return;
        }
    }
}

/// «وقع الرئيس اتفاقا مع قسد», "an agreement with the rebels".
///
/// «وافقت الحكومة على وقف لإطلاق النار مع حزب الله»; who *announces* a truce with somebody has not heard from
/// them yet.
pub(super) fn deal_partners(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    add: &mut dyn FnMut(&Actor, &RuleId),
) {
    for m in mentions.iter().filter(|m| !m.repeat) {
        let sentence = a.sentence_range(m.sentence);
        let agreed = a.has(
            &(sentence.start..m.tokens.start),
            &[Cue::Agree, Cue::Accepts],
        );
        let deals = (a.cues(&sentence, &[Cue::Agreement]))
            .map(|c| (c.end(), c.rule.id.clone()))
            .chain(agreed.then(|| (m.tokens.end, m.rule.clone())));
        for (end, rule) in deals.collect::<Vec<_>>() {
            let with = (end..sentence.end.min(end + 3))
                .find(|&t| matches!(a.word(t), "مع" | "with" | "с"));
            let other = with.and_then(|t| a.actors_in(&(t..sentence.end.min(t + 4))).first());
            if let Some(other) = other.filter(|x| !x.is_place && !x.bare_nation) {
                add(other, &rule);
            }
        }
    }
}

/// «أبرمته الحركة مع إيران», "had agreed with Russia on a truce": the other side of who agrees.
pub(super) fn agreed_with(a: &Analysis<'_>, end: u32, sentence: &Range<u32>) -> Option<Actor> {
    let with = (end..sentence.end.min(end + 2))
        .find(|&t| matches!(a.word(t), "مع" | "with" | "с" | "со"))?;
    let behind = with + 1..sentence.end.min(with + 4);
    let other = a.actors_in(&behind).first()?;
    let usable = !other.is_place && !other.bare_nation && !is_outside(a, other.party);
    usable.then(|| other.clone())
}

/// Most words between "what" and who calls it so, and from the verb to the truce.
const CALLED: u32 = 8;

/// "under what the Israeli military calls a tactical pause", «ما تسميه إسرائيل هدنة», «то, что Израиль называет паузой»:
/// whose word for it that is.
pub(super) fn who_calls_it(a: &Analysis<'_>, m: &Mention) -> Option<Actor> {
    let sentence = a.sentence_range(m.sentence);
    let near = sentence.start.max(m.tokens.start.saturating_sub(CALLED))..m.tokens.start;
    let what =
        (near.clone().rev()).find(|&t| matches!(a.word(t), "what" | "ما" | "بما" | "что"))?;
    let calls = (what + 1..m.tokens.start).find(|&t| {
        matches!(
            a.word(t),
            "calls"
                | "called"
                | "describes"
                | "described"
                | "terms"
                | "تسميه"
                | "يسميه"
                | "سمته"
                | "اسمته"
                | "وصفته"
                | "تصفه"
                | "называет"
                | "назвал"
                | "назвала"
                | "назвали"
                | "называют"
        )
    })?;
    (a.actors_in(&(what + 1..m.tokens.start)).iter())
        .find(|x| {
            let beside = if a.language() == Language::Arabic {
                x.tokens.start == calls + 1
            } else {
                x.tokens.end == calls
            };
            beside && !x.bare_nation && !is_outside(a, x.party)
        })
        .cloned()
}

/// Most words between a word of accepting and the extension.
const EXTENSION: usize = 2;

/// Sentences behind the truce in which the other side accepts to extend it.
const ANSWERED: usize = 6;

/// «وافق الجيش على تمديد الهدنة … وأعلنت قوات الدعم السريع قبولها التمديد»: the other side, which accepts the extension too.
pub(super) fn who_extends_too(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    add: &mut dyn FnMut(&Actor, &RuleId),
) {
    let Some(first) = (mentions.iter())
        .find(|m| !m.repeat && a.has(&a.sentence_range(m.sentence), &[Cue::Extend]))
    else {
        return;
    };
    let last = a.doc.sentences().len().min(first.sentence + 1 + ANSWERED);
    for i in first.sentence + 1..last {
        let sentence = a.sentence_range(i);
        for verb in a.cues(&sentence, &[Cue::Accepts]) {
            let longer = (a.cues(&(verb.end()..sentence.end), &[Cue::Extend]).next())
                .is_some_and(|c| a.words_between(verb.end(), c.start()) <= EXTENSION);
            let silent = a.has(&(sentence.start..verb.start()), &[Cue::Not, Cue::NoneYet]);
            if !longer || silent || positions::in_condition(a, &verb, &sentence) {
                continue;
            }
            if let Some(x) = positions::holder(a, &verb, i, &sentence)
                && !is_outside(a, x.party)
            {
                add(&x, &verb.rule.id);
            }
        }
    }
}
