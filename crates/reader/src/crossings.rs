//! Crossings: how many, by what name, for whom, leading where; totals, parts and those left out.
//!
//! «معبران مخصصان لانسحاب المسلحين، أحدهما عبر طريق الكاستيلو والثاني عبر حي المشارقة» are two
//! crossings with a name each; «المعابر الثمانية، بينها اثنان للمقاتلين» are eight, of them two: the
//! two are linked to the eight, and whom they admit is not said of the eight ([`parts`]).

mod closed;
mod names;
pub(crate) mod parts;
mod passed;
mod routes;
mod told_again;

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics, number::NumberForm};
use hudna_truce::{Admits, Crossing, RuleId};

use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form, PlaceKind},
    truces::in_doubt,
};

/// The crossings of a report.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) open: Vec<Crossing>,
    pub(crate) excluded: Vec<Crossing>,
}

/// Most words from a crossing to those it admits.
const ADMITS_REACH: usize = 12;

/// The crossings of the sentences that `told` takes, each told once.
pub(crate) fn of(a: &Analysis<'_>, told: impl Fn(usize) -> bool) -> Found {
    let mut found = Found::default();
    for (i, sentence) in a.sentences() {
        if a.is_repeat(i) || !told(i) {
            continue;
        }
        excluded(a, &sentence, &mut found);
        let closed = closed::told(a, &sentence);
        let hits = a.cues(&sentence, &[Cue::Crossing]);
        let hits: Vec<CueHit<'_>> = hits.filter(|h| !closed.covers(h.start())).collect();
        if hits.is_empty() && !found.open.is_empty() {
            by_name(a, &sentence, &mut found.open);
        }
        let before = found.open.len();
        if !hits.is_empty() {
            routes::told(a, &sentence, &hits, &mut found.open);
        }
        let told_by_route = found.open.len() > before;
        for (n, hit) in hits.iter().enumerate() {
            // "Corridors: from Kyiv to …": the routes are the corridors.
            if told_by_route && number_at(a, hit).is_none() {
                continue;
            }
            let until = hits.get(n + 1).map_or(sentence.end, CueHit::start);
            let since = n
                .checked_sub(1)
                .and_then(|b| hits.get(b))
                .map_or(sentence.start, CueHit::end);
            one(a, hit, since, until, &sentence, &mut found.open);
        }
        passed::told(a, &sentence, &closed, &mut found.open);
        for way in closed.ways {
            push(&mut found.excluded, way);
        }
    }
    parts::link_total(&mut found.open);
    told_again::join(a, &mut found.open);
    found
}

fn number_at(a: &Analysis<'_>, hit: &CueHit<'_>) -> Option<(u32, Range<u32>)> {
    let sentence = a.sentence_range(a.sentence_of(hit.start()));
    let number = a.numbers_in(&sentence).iter().find(|n| {
        let (start, end) = (n.tokens.start.0, n.tokens.end.0);
        n.form == NumberForm::Cardinal
            && !a.in_time(&(start..end))
            && !names::is_numbered(a, hit, n)
            && (end <= hit.start()
                && a.words_between(end, hit.start()) <= 1
                && hit.start() - end <= 1
                || a.language() == Language::Arabic && start == hit.end())
    })?;
    let value = number.quantity.single()?.whole()?;
    let n = u32::try_from(value).ok().filter(|&n| n > 0 && n < 1000)?;
    Some((n, number.tokens.start.0..number.tokens.end.0))
}

/// Whom the words from `from` to `to` admit.
fn admits(a: &Analysis<'_>, from: u32, to: u32) -> Vec<Admits> {
    let mut out = Vec::new();
    let classes = [
        Cue::Civilians,
        Cue::Fighters,
        Cue::Wounded,
        Cue::Sick,
        Cue::Families,
        Cue::Refugees,
        Cue::Cases,
        Cue::Wishing,
        Cue::Aid,
        Cue::Opposition,
    ];
    for c in a.cues(&(from..to), &classes) {
        if is_kept_out(a, &c) {
            continue;
        }
        let class = match c.rule.cue {
            Cue::Fighters | Cue::Opposition => Admits::Fighters,
            Cue::Wounded => Admits::Wounded,
            Cue::Sick => Admits::Sick,
            Cue::Families => Admits::Families,
            Cue::Refugees => Admits::Refugees,
            Cue::Cases => Admits::HumanitarianCases,
            Cue::Wishing => Admits::AnyoneWishing,
            Cue::Aid => Admits::Aid,
            _ => Admits::Civilians,
        };
        if !out.contains(&class) {
            out.push(class);
        }
    }
    out
}

/// "Not for fighters", «وليس للمقاتلين», «не для боевиков», "except the sick": who may not pass.
fn is_kept_out(a: &Analysis<'_>, class: &CueHit<'_>) -> bool {
    let before = class.start().saturating_sub(4)..class.start();
    // «не выехал ни один раненый», «لم يخرج المدنيون عبر …»: who did not come may still pass.
    let of_event = |t: u32| matches!(a.word(t), "ни" | "нет" | "لم" | "ولم" | "never");
    let nots = a.cues(&before, &[Cue::Not, Cue::Excluded]);
    nots.filter(|n| !of_event(n.start())).any(|not| {
        let between = not.end()..class.start();
        a.words_between(not.end(), class.start()) <= 2
            && between.into_iter().all(|t| a.is_word(t))
            && a.sentence_of(not.start()) == a.sentence_of(class.start())
    })
}

/// Whether what begins at `token` is fired at.
fn is_shot_at(a: &Analysis<'_>, token: u32) -> bool {
    let before = |n: u32| token.checked_sub(n).map_or("", |t| a.word(t));
    let last = if before(1) == "the" { 2 } else { 1 };
    let struck = [
        "استهد",
        "قصف",
        "shell",
        "target",
        "attack",
        "bomb",
        "обстрел",
    ]
    .iter()
    .any(|w| {
        before(last)
            .trim_start_matches(['و', 'ب', 'ا'])
            .starts_with(w.trim_start_matches('ا'))
    });
    let fires = |w: &str| {
        matches!(
            w,
            "النار"
                | "نار"
                | "النيران"
                | "نيران"
                | "الرصاص"
                | "fire"
                | "fired"
                | "shots"
                | "огонь"
                | "огня"
        )
    };
    struck
        || matches!(before(last), "علي" | "at" | "on" | "по")
            && (last + 1..last + 4).any(|n| fires(before(n)))
}

/// The end of the words at most `words` words behind `from`, those of a time left out, but not past
/// `limit`.
fn reach(a: &Analysis<'_>, from: u32, limit: u32, words: usize) -> u32 {
    let mut left = words;
    let that = a.has(&(from..limit + 1), &[Cue::That]);
    (from..limit)
        .find(|&t| {
            if a.is_word(t) && !a.touches_time(&(t..t + 1)) {
                if left == 0 {
                    return true;
                }
                left -= 1;
            }
            matches!(a.word(t), ";" | ".")
                || that && passed::begins_clause(a, t)
                || passed::sets_apart(a, t)
        })
        .unwrap_or(limit)
}

/// A named place right behind `from`: a road, a quarter, a crossing.
fn named(a: &Analysis<'_>, from: u32, to: u32) -> Option<(String, Range<u32>)> {
    if let Some((hit, place)) = a.places(&(from..to)).find(|(h, p)| {
        let kind = a.lexicon.place(*p).kind;
        // «ممر إنساني جديد في حي بستان القصر», "a corridor at the Wafideen checkpoint".
        let at = a.in_place(h) && kind == PlaceKind::Quarter
            || kind == PlaceKind::Crossing
                && (a.has(&(from..h.tokens.start), &[Cue::PrepIn])
                    || (from..h.tokens.start).any(|t| a.word(t) == "у"));
        a.words_between(from, h.tokens.start) <= if at { 5 } else { 2 }
            && matches!(
                kind,
                PlaceKind::Road
                    | PlaceKind::Quarter
                    | PlaceKind::Crossing
                    | PlaceKind::Airport
                    | PlaceKind::Port
                    | PlaceKind::Camp
                    | PlaceKind::Town
            )
    }) {
        return Some((a.lexicon.place(place).name.clone(), hit.tokens.clone()));
    }
    None
}

/// The place that the words behind `from` lead to.
fn leads_to(a: &Analysis<'_>, from: u32, to: u32) -> Option<String> {
    let towards = a.cues(&(from..to), &[Cue::Towards]).next()?;
    place_of(a, towards.end()..reach(a, towards.end(), to, 4))
}

/// A border or place among these words.
fn place_of(a: &Analysis<'_>, range: Range<u32>) -> Option<String> {
    let border = range.clone().any(|t| {
        matches!(
            a.word(t),
            "الحدود" | "للحدود" | "border" | "границе" | "границы"
        )
    });
    if border {
        let nation = (a.actors_in(&range).iter()).find(|x| x.name(a) != "Syria (government)");
        return Some(nation.map_or_else(
            || "border".to_owned(),
            |n| format!("border with {}", n.name(a)),
        ));
    }
    let (_, place) = a.places(&range).next()?;
    Some(a.lexicon.place(place).name.clone())
}

/// Adds a crossing or more words on one told before; gives its place in the list.
fn push(list: &mut Vec<Crossing>, new: Crossing) -> usize {
    let same = list.iter().position(|c| {
        let other = matches!((&c.name_src, &new.name_src), (Some(x), Some(y)) if x != y);
        c.name == new.name
            && !(other && c.name.is_none())
            && (c.name.is_some() || c.count == new.count)
            && (c.name.is_some()
                || c.admits == new.admits
                || new.admits.is_empty()
                || c.admits.is_empty()
                || c.admits.iter().any(|x| new.admits.contains(x)))
            && (c.leads_to == new.leads_to || c.leads_to.is_none() || new.leads_to.is_none())
    });
    if let Some(at) = same
        && let Some(old) = list.get_mut(at)
    {
        for x in new.admits {
            if !old.admits.contains(&x) {
                old.admits.push(x);
            }
        }
        old.leads_to = old.leads_to.take().or(new.leads_to);
        old.name_src = old.name_src.take().or(new.name_src);
        old.part_of = old.part_of.or(new.part_of).filter(|&total| total != at);
        old.evidence.extend(new.evidence);
        return at;
    }
    list.push(new);
    list.len() - 1
}

/// A crossing, or `count` of them.
fn crossing(
    a: &Analysis<'_>,
    name: Option<names::Way>,
    count: u32,
    admits: Vec<Admits>,
    words: Range<u32>,
    rule: &RuleId,
) -> Crossing {
    // «وسوق الهال»: the "and" is not of the name.
    let words_of = |r: &Range<u32>| {
        let text = a.text(r.clone());
        let and = (a.hits_in(&(r.start..r.start + 1)).iter())
            .any(|h| h.before.has(Proclitics::AND) && r.end >= h.tokens.end);
        text.strip_prefix('و')
            .filter(|_| and)
            .unwrap_or(text)
            .to_owned()
    };
    Crossing {
        name_src: name.as_ref().map(|(_, r)| words_of(r)),
        name: name.and_then(|(n, _)| n),
        admits,
        count,
        leads_to: None,
        part_of: None,
        evidence: vec![a.evidence(words, rule, Some("crossings"))],
        reasons: Vec::new(),
    }
}

fn is_russian_plural(a: &Analysis<'_>, hit: &CueHit<'_>) -> bool {
    let word = a.word(hit.end().saturating_sub(1));
    ["ов", "ы", "и", "ам", "ах", "ями", "ами"]
        .iter()
        .any(|e| word.ends_with(e))
}

/// So many tokens before a hit.
const fn start_of(hit: &CueHit<'_>, back: u32) -> u32 {
    hit.hit.tokens.start.saturating_sub(back)
}

fn one(
    a: &Analysis<'_>,
    hit: &CueHit<'_>,
    since: u32,
    until: u32,
    sentence: &Range<u32>,
    out: &mut Vec<Crossing>,
) {
    let left_out = a
        .cues(&(sentence.start..hit.start()), &[Cue::Excluded])
        .any(|e| a.words_between(e.end(), hit.start()) <= 3);
    // "Shooting was reported near the corridor": no crossing of the terms.
    // "near the Nasib crossing"
    let named_there = |t: u32| {
        a.word(t) == "the" || a.is_word(t) && a.text(t..t + 1).starts_with(char::is_uppercase)
    };
    let beside = (sentence.start..hit.start())
        .rev()
        .find(|&t| !named_there(t))
        .is_some_and(|t| {
            matches!(
                a.word(t),
                "قرب" | "محيط" | "بمحيط" | "near" | "around" | "возле" | "около" | "близ"
            )
        });
    // "The army took the crossing", «يعيد المعبر إلى سيطرة دمشق»: who holds it, not who may pass.
    let control = |t: u32| {
        matches!(
            a.word(t).trim_start_matches('و'),
            "سيطره"
                | "السيطره"
                | "لسيطره"
                | "سيطر"
                | "سيطرت"
                | "استعاد"
                | "استعادت"
                | "captured"
                | "seized"
                | "recaptured"
                | "retook"
                | "took"
                | "control"
                | "захватил"
                | "захватили"
                | "контроль"
        )
    };
    let held = (sentence.start.max(start_of(hit, 3))..hit.start()).any(control)
        || (hit.end()..sentence.end.min(hit.end() + 4)).any(control);
    // «طالبت بفتح معبر»: asked for; «قصف معبر»: fired at.
    let open = a.cues(&(sentence.start..hit.start()), &[Cue::Open]).last();
    let demanded = open.as_ref().is_some_and(|o| {
        a.words_between(o.end(), hit.start()) <= 2
            && (a.cues(&(sentence.start..o.start()), &[Cue::CallsFor]))
                .any(|c| a.words_between(c.end(), o.start()) <= 3)
    });
    // "may open a corridor", "the crossing may open"
    let opens = |o: &CueHit<'_>| {
        closed::is_in_doubt(
            a,
            passed::clause_start(a, sentence.start, o.start()),
            o.start(),
        )
    };
    let doubtful = open.is_some_and(|o| a.words_between(o.end(), hit.start()) <= 2 && opens(&o))
        || (a
            .cues(&(hit.end()..sentence.end.min(hit.end() + 5)), &[Cue::Open])
            .next())
        .is_some_and(|o| in_doubt(a, &(hit.end()..o.start())));
    // "called for a corridor for aid".
    let wanted = (a.cues(
        &(sentence.start.max(start_of(hit, 4))..hit.start()),
        &[Cue::CallsFor],
    ))
    .any(|c| a.words_between(c.end(), hit.start()) <= 1 && !hit.hit.before.has(Proclitics::THE));
    let attacked = (a.word_before(hit.start()))
        .is_some_and(|t| a.has(&(t..t + 1), &[Cue::Raids, Cue::Hostilities]));
    // «لم يخرج أحد من أي معبر»: none in particular.
    let any = (a.word_before(hit.start())).is_some_and(|t| {
        matches!(
            a.word(t),
            "اي" | "any" | "no" | "любой" | "любого" | "любому"
        )
    });
    // "5,000 people a day were crossing": a verb.
    let verb = a.word(hit.end().saturating_sub(1)) == "crossing"
        && (a.word_before(hit.start())).is_some_and(|t| {
            matches!(
                a.word(t),
                "is" | "are"
                    | "was"
                    | "were"
                    | "be"
                    | "been"
                    | "people"
                    | "those"
                    | "now"
                    | "still"
                    | "started"
                    | "began"
            )
        });
    let counted = number_at(a, hit);
    // "Safe passage for civilians": that they may go, not a way.
    let unbounded = a.language() == Language::English
        && counted.is_none()
        && a.word(hit.end().saturating_sub(1)) == "passage"
        && !(a.word_before(hit.start())).is_some_and(|t| {
            matches!(
                a.word(t),
                "a" | "an" | "the" | "one" | "this" | "that" | "'s"
            )
        });
    if left_out
        || beside
        || held
        || demanded
        || doubtful
        || wanted
        || attacked
        || any
        || unbounded
        || verb
    {
        return;
    }
    let count = match (&counted, hit.form) {
        (Some((n, _)), _) => Some(*n),
        (None, Form::Dual) => Some(2),
        // «коридоров», «маршруты»: several, nobody says how many.
        (None, Form::Plain) if a.language() == Language::Russian && is_russian_plural(a, hit) => {
            None
        }
        (None, Form::Singular | Form::Plain) => Some(1),
        _ => None,
    };
    let end = counted
        .as_ref()
        .map_or(hit.end(), |(_, r)| r.end.max(hit.end()));
    let start = counted
        .as_ref()
        .map_or(hit.start(), |(_, r)| r.start.min(hit.start()));
    let clause = reach(a, end, until, ADMITS_REACH);
    // Parts and further ones are told apart: whom they admit is not said of these.
    let behind = parts::behind(a, count, end, until);
    let own_end = behind.first().map_or(clause, |p| p.from.min(clause));
    let from = passed::clause_start(a, since, start);
    // "… may leave by two corridors": who leaves is named before.
    let leads_out = start
        .checked_sub(1)
        .is_some_and(|t| matches!(a.word(t), "من" | "عبر" | "through" | "via" | "по" | "через"));
    let mut who = if leads_out {
        admits(a, from, start)
    } else {
        admits(a, end, own_end)
    };
    // «для боевиков откроют два коридора, для мирных жителей — шесть»: what follows the comma is others.
    let told = (from..start)
        .rev()
        .find(|&t| matches!(a.word(t), "для" | "for" | ","));
    if let Some(t) = told.filter(|&t| a.word(t) != "," && a.word(end) == ",") {
        let before = admits(a, t, start);
        if !before.is_empty() {
            who = before;
        }
    }
    if who.is_empty() {
        who = if leads_out {
            admits(a, end, own_end)
        } else {
            admits(a, from, start)
        };
    }
    // "150 trucks wait to pass by the crossing".
    let truck = |t: u32| {
        let stems = ["شاحن", "truck", "lorr", "грузовик"];
        stems.iter().any(|w| a.word(t).starts_with(w))
    };
    if who.is_empty() && leads_out && (from..start).any(truck) {
        who.push(Admits::Aid);
    }
    // "The fighters fired at the corridor": whom it admits is not told.
    if is_shot_at(a, start) {
        who.clear();
    }
    if who == [Admits::AnyoneWishing] && sentence.start > 0 {
        // «الراغبين»: those named in the sentence before.
        let before = a.sentence_range(a.sentence_of(sentence.start - 1));
        if a.has(&before, &[Cue::Wishing]) {
            for named in admits(a, before.start, before.end) {
                if !who.contains(&named) {
                    who.push(named);
                }
            }
        }
    }
    let name = (named(a, hit.start(), clause.min(end + 6)))
        .or_else(|| {
            let through = a.cues(&(end..clause), &[Cue::Through]).next()?;
            named(a, through.end(), clause)
        })
        .or_else(|| names::before(a, hit))
        .or_else(|| told_again::apposed(a, hit, sentence))
        .map(|(name, words)| (Some(name), words));
    let definite = hit.hit.before.has(Proclitics::THE);
    let rule = &hit.rule.id;

    if count == Some(2)
        && let Some(each) = parts::told_apart(a, end, sentence.end)
    {
        parts::push_apart(a, each, &who, None, rule, out);
        // An unnamed pair told before is the same two.
        parts::forget_pair(&who, out);
        parts::push_behind(a, &behind, None, rule, out);
        return;
    }
    // «معبران: طريق الكاستيلو، وحي المشارقة»: as many names as crossings.
    if let Some(n) = count.filter(|&n| n > 1) {
        let each = names_behind(a, end, sentence.end);
        if each.len() == n as usize {
            for (name, range) in each {
                let named = Some((Some(name), range.clone()));
                push(out, crossing(a, named, 1, who.clone(), range, rule));
            }
            return;
        }
    }
    // «وعند أحدها، معبر القصر»: one of those told before, which are for the same people.
    let of_those = (count == Some(1) && name.is_some() && who.is_empty())
        .then(|| parts::one_of_those(a, sentence.start, start, out))
        .flatten();
    if let Some(total) = of_those.and_then(|t| out.get(t)) {
        who.clone_from(&total.admits);
    }
    // A name belongs to one crossing, not to several counted together.
    let name = name.filter(|_| count.is_none_or(|n| n == 1));
    // «معبر السرايا … في درعا البلد»: its own name, not the quarter where it lies.
    let own = names::own(a, hit).filter(|words| {
        count == Some(1)
            && counted.is_none()
            && (name.as_ref()).is_none_or(|(_, place)| place.start >= words.end)
    });
    let name = name.filter(|_| own.is_none());
    let Some(count) = count else {
        if let Some((_, range)) = &name {
            let range = range.clone();
            push(out, crossing(a, name, 1, who, range, rule));
        }
        return;
    };
    let split_before = count == 2
        && out
            .iter()
            .filter(|c| c.count == 1 && c.admits.iter().any(|x| who.contains(x)))
            .count()
            == 2;
    // "the crossing" again is one told before.
    let again = definite && count == 1 && counted.is_none() && name.is_none() && !out.is_empty();
    if split_before
        || again
        || (who.is_empty() && name.is_none() && own.is_none() && counted.is_none() && count == 1)
    {
        parts::push_behind(a, &behind, None, rule, out);
        return;
    }
    if who.is_empty() && name.is_none() && behind.is_empty() {
        // A truce whose people are told elsewhere in the sentence.
        who = admits(a, sentence.start, sentence.end);
    }
    let mut new = crossing(a, name, count, who, start..end, rule);
    new.part_of = of_those;
    new.leads_to = leads_to(a, end, own_end);
    if let Some(words) = own {
        let words = a.text(words);
        // «ومعبر الطاحونة»: the "and" is not of the name.
        let and = hit.hit.before.has(Proclitics::AND);
        let name = words.strip_prefix('و').filter(|_| and).unwrap_or(words);
        new.name_src = Some(name.to_owned());
    }
    let total = push(out, new);
    parts::push_behind(a, &behind, Some(total), rule, out);
}

/// Roads, quarters and crossings named behind `from`, in a list with nothing of another kind.
fn names_behind(a: &Analysis<'_>, from: u32, to: u32) -> Vec<(String, Range<u32>)> {
    let mut out: Vec<(String, Range<u32>)> = Vec::new();
    let clause = reach(a, from, to, 16);
    let mut end = from;
    for (hit, place) in a.places(&(from..clause)) {
        // «معبري العوارض وشارع الزهور لخروج المدنيين من حيي …»: the list ends where other words begin.
        if !out.is_empty() && a.words_between(end, hit.tokens.start) > 1 {
            break;
        }
        end = hit.tokens.end;
        let p = a.lexicon.place(place);
        // «سوق الهال في حي المشارقة»: the quarter where it lies.
        let lies_in = !out.is_empty() && p.kind == PlaceKind::Quarter && a.in_place(hit);
        let a_way = !lies_in
            && matches!(
                p.kind,
                PlaceKind::Road | PlaceKind::Quarter | PlaceKind::Crossing
            );
        if a_way && !out.iter().any(|(n, _)| *n == p.name) {
            out.push((p.name.clone(), hit.tokens.clone()));
        }
    }
    out
}

/// "Rebels get two of their own: the Castello Road and Souk al-Hal": more crossings than those told in
/// the sentence before, by name only; or, behind "of them", some of those.
fn by_name(a: &Analysis<'_>, sentence: &Range<u32>, out: &mut Vec<Crossing>) {
    let told = a.cues(sentence, &[Cue::OfThem, Cue::OfTheirOwn]).next();
    let Some(part) = told else {
        return;
    };
    let total = out
        .iter()
        .rposition(|c| c.name.is_none() && c.count > 1)
        .filter(|_| part.rule.cue == Cue::OfThem);
    let mut who = admits(a, sentence.start, part.end());
    // «Еще два, по дороге Кастелло и через рынок, отводятся вооруженным отрядам»
    if who.is_empty() && a.language() == Language::Russian {
        who = admits(a, part.end(), sentence.end);
    }
    let mut from = part.end();
    while let Some((name, range)) = (from..sentence.end)
        .find_map(|t| named(a, t, sentence.end))
        .filter(|_| !who.is_empty())
    {
        from = range.end;
        let named = Some((Some(name), range.clone()));
        let mut new = crossing(a, named, 1, who.clone(), range, &part.rule.id);
        new.part_of = total;
        push(out, new);
    }
}

fn excluded(a: &Analysis<'_>, sentence: &Range<u32>, found: &mut Found) {
    for cue in a.cues(sentence, &[Cue::Excluded]) {
        let near = cue.end()..reach(a, cue.end(), sentence.end, 4);
        if let Some((name, range)) = named(a, near.start, near.end) {
            let named = Some((Some(name), range.clone()));
            let mut new = crossing(a, named, 1, Vec::new(), range.clone(), &cue.rule.id);
            new.evidence = vec![a.evidence(range, &cue.rule.id, Some("crossings_excluded"))];
            push(&mut found.excluded, new);
        }
    }
}
