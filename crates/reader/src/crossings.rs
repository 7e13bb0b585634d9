//! Crossings: how many, by what name, for whom, leading where; totals, parts and those left out.
//!
//! «معبران مخصصان لانسحاب المسلحين، أحدهما عبر طريق الكاستيلو والثاني عبر حي المشارقة» are two
//! crossings with a name each; «المعابر الثمانية، بينها اثنان للمقاتلين» are eight, of them two.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics, number::NumberForm};
use hudna_truce::{Admits, Crossing, RuleId};

use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form, PlaceKind},
};

/// The crossings of a report.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) open: Vec<Crossing>,
    pub(crate) excluded: Vec<Crossing>,
}

/// Routes by origin and goal: "from Sumy via Romny to Poltava", «из Харькова в Белгород».
fn routes(a: &Analysis<'_>, sentence: &Range<u32>, hits: &[CueHit<'_>], out: &mut Vec<Crossing>) {
    let Some(rule) = hits.first().map(|h| h.rule.id.clone()) else {
        return;
    };
    let named = |from: u32, to: u32| -> (Vec<String>, u32) {
        let mut names: Vec<String> = Vec::new();
        let mut end = from;
        for (hit, place) in a.places(&(from..to)) {
            let joined = (end..hit.tokens.start).all(|t| {
                matches!(
                    a.word(t),
                    "and" | "и" | "," | "города" | "город" | "the" | "city" | "of" | "مدينه"
                )
            });
            let listed = names.is_empty()
                || hit.tokens.start == end
                || (end..hit.tokens.start).any(|t| matches!(a.word(t), "and" | "и" | ","));
            if !joined || !listed || hit.before.has(Proclitics::IN) {
                break;
            }
            names.push(a.lexicon.place(place).name.clone());
            end = hit.tokens.end;
        }
        (names, end)
    };
    let mut at = sentence.start;
    while at < sentence.end {
        let start = at;
        at += 1;
        if !matches!(a.word(start), "из" | "from" | "من") {
            continue;
        }
        let (origin, mut end) = named(start + 1, sentence.end);
        if origin.is_empty() {
            continue;
        }
        let mut via: Vec<String> = Vec::new();
        if matches!(a.word(end), "через" | "via" | "through" | "عبر") {
            let (through, next) = named(end + 1, sentence.end);
            (via, end) = (through, next);
            // Villages that the gazetteer does not know stand between the known ones.
            let goal = (end..sentence.end.min(end + FARTHEST_GOAL))
                .find(|&t| matches!(a.word(t), "в" | "до" | "to" | "الي"));
            end = goal.unwrap_or(end);
        }
        if !matches!(a.word(end), "в" | "до" | "to" | "الي") {
            continue;
        }
        let (goal, end) = named(end + 1, sentence.end);
        if goal.is_empty() {
            continue;
        }
        at = end;
        let list = |names: &[String]| names.join(" and ");
        let mut name = format!("{} to {}", list(&origin), list(&goal));
        if !via.is_empty() {
            name = format!("{name} via {}", list(&via));
        }
        let mut who = admits(a, sentence.start, sentence.end);
        if who.is_empty() {
            // A humanitarian corridor is for civilians where nobody else is named.
            who.push(Admits::Civilians);
        }
        push(
            out,
            Crossing {
                name: Some(name),
                name_src: Some(a.text(start..end).to_owned()),
                admits: who,
                count: 1,
                leads_to: Some(list(&goal)),
                part_of_total: false,
                evidence: vec![a.evidence(start..end, &rule, Some("crossings"))],
                reasons: Vec::new(),
            },
        );
    }
}

/// Most tokens from a place passed on the way to the goal of a route.
const FARTHEST_GOAL: u32 = 14;

/// Most words from a crossing to those it admits.
const ADMITS_REACH: usize = 12;

/// All crossings, each told once.
pub(crate) fn of(a: &Analysis<'_>) -> Found {
    let mut found = Found::default();
    for (i, sentence) in a.sentences() {
        if a.is_repeat(i) {
            continue;
        }
        excluded(a, &sentence, &mut found);
        let hits: Vec<CueHit<'_>> = a.cues(&sentence, &[Cue::Crossing]).collect();
        if hits.is_empty() && !found.open.is_empty() {
            parts_by_name(a, &sentence, &mut found.open);
        }
        let before = found.open.len();
        if !hits.is_empty() {
            routes(a, &sentence, &hits, &mut found.open);
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
    }
    found
}

fn number_at(a: &Analysis<'_>, hit: &CueHit<'_>) -> Option<(u32, Range<u32>)> {
    let sentence = a.sentence_range(a.sentence_of(hit.start()));
    let number = a.numbers_in(&sentence).iter().find(|n| {
        let (start, end) = (n.tokens.start.0, n.tokens.end.0);
        n.form == NumberForm::Cardinal
            && !a.in_time(&(start..end))
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

/// The end of the words at most `words` words behind `from`, but not past `limit`.
fn reach(a: &Analysis<'_>, from: u32, limit: u32, words: usize) -> u32 {
    let mut left = words;
    (from..limit)
        .find(|&t| {
            if a.is_word(t) {
                if left == 0 {
                    return true;
                }
                left -= 1;
            }
            matches!(a.word(t), ";" | ".")
        })
        .unwrap_or(limit)
}

/// A named place right behind `from`: a road, a quarter, a crossing.
fn named(a: &Analysis<'_>, from: u32, to: u32) -> Option<(String, Range<u32>)> {
    if let Some((hit, place)) = a.places(&(from..to)).find(|(h, p)| {
        let kind = a.lexicon.place(*p).kind;
        a.words_between(from, h.tokens.start) <= 2
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
    let range = towards.end()..reach(a, towards.end(), to, 4);
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

fn push(list: &mut Vec<Crossing>, new: Crossing) {
    let same = list.iter_mut().find(|c| {
        c.name == new.name
            && (c.name.is_some() || c.count == new.count)
            && (c.name.is_some()
                || c.admits == new.admits
                || new.admits.is_empty()
                || c.admits.is_empty()
                || c.admits.iter().any(|x| new.admits.contains(x)))
            && (c.leads_to == new.leads_to || c.leads_to.is_none() || new.leads_to.is_none())
    });
    match same {
        Some(old) => {
            for x in new.admits {
                if !old.admits.contains(&x) {
                    old.admits.push(x);
                }
            }
            old.leads_to = old.leads_to.take().or(new.leads_to);
            old.evidence.extend(new.evidence);
        }
        None => list.push(new),
    }
}

fn is_russian_plural(a: &Analysis<'_>, hit: &CueHit<'_>) -> bool {
    let word = a.word(hit.end().saturating_sub(1));
    ["ов", "ы", "и", "ам", "ах", "ями", "ами"]
        .iter()
        .any(|e| word.ends_with(e))
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
    let beside = (a.word_before(hit.start()))
        .is_some_and(|t| matches!(a.word(t), "قرب" | "near" | "возле" | "около"));
    // «طالبت بفتح معبر»: asked for; «قصف معبر»: fired at.
    let open = a.cues(&(sentence.start..hit.start()), &[Cue::Open]).last();
    let demanded = open.is_some_and(|o| {
        a.words_between(o.end(), hit.start()) <= 2
            && (a.cues(&(sentence.start..o.start()), &[Cue::CallsFor]))
                .any(|c| a.words_between(c.end(), o.start()) <= 3)
    });
    let attacked = (a.word_before(hit.start()))
        .is_some_and(|t| a.has(&(t..t + 1), &[Cue::Raids, Cue::Hostilities]));
    if left_out || beside || demanded || attacked {
        return;
    }
    let counted = number_at(a, hit);
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
    // A part of the total is told apart.
    let part = a.cues(&(end..until), &[Cue::OfThem]).next();
    let own_end = part.as_ref().map_or(clause, |p| p.start().min(clause));
    let from = (since..start)
        .rev()
        .find(|&t| matches!(a.word(t), ";" | "."))
        .map_or(since, |t| t + 1);
    // "… may leave by two corridors": who leaves is named before.
    let leads_out = start
        .checked_sub(1)
        .is_some_and(|t| matches!(a.word(t), "من" | "عبر" | "through" | "via" | "по" | "через"));
    let mut who = if leads_out {
        admits(a, from, start)
    } else {
        admits(a, end, own_end)
    };
    if who.is_empty() {
        who = if leads_out {
            admits(a, end, own_end)
        } else {
            admits(a, from, start)
        };
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
    let name = named(a, hit.start(), clause.min(end + 4)).or_else(|| {
        let through = a.cues(&(end..clause), &[Cue::Through]).next()?;
        named(a, through.end(), clause)
    });
    let evidence =
        |range: Range<u32>, rule: &RuleId| vec![a.evidence(range, rule, Some("crossings"))];
    let definite = hit.hit.before.has(Proclitics::THE);

    if count == Some(2)
        && let Some(each) = told_apart(a, end, sentence.end)
    {
        for range in each {
            let name = named(a, range.start, range.end);
            push(
                out,
                Crossing {
                    name_src: name.as_ref().map(|(_, r)| a.text(r.clone()).to_owned()),
                    name: name.map(|(n, _)| n),
                    admits: who.clone(),
                    count: 1,
                    leads_to: leads_to(a, range.start, range.end),
                    part_of_total: false,
                    evidence: evidence(range, &hit.rule.id),
                    reasons: Vec::new(),
                },
            );
        }
        // An unnamed pair told before is the same two.
        out.retain(|c| !(c.count == 2 && c.name.is_none() && c.admits == who && !c.part_of_total));
        return;
    }
    // «معبران: طريق الكاستيلو، وحي المشارقة»: as many names as crossings.
    if let Some(n) = count.filter(|&n| n > 1) {
        let each = names_behind(a, end, sentence.end);
        if each.len() == n as usize {
            for (name, range) in each {
                push(
                    out,
                    Crossing {
                        name_src: Some(a.text(range.clone()).to_owned()),
                        name: Some(name),
                        admits: who.clone(),
                        count: 1,
                        leads_to: None,
                        part_of_total: false,
                        evidence: evidence(range, &hit.rule.id),
                        reasons: Vec::new(),
                    },
                );
            }
            return;
        }
    }
    // A name belongs to one crossing, not to several counted together.
    let name = name.filter(|_| count.is_none_or(|n| n == 1));
    let Some(count) = count else {
        if let Some((n, range)) = name {
            push(
                out,
                Crossing {
                    name_src: Some(a.text(range.clone()).to_owned()),
                    name: Some(n),
                    admits: who,
                    count: 1,
                    leads_to: None,
                    part_of_total: false,
                    evidence: evidence(range, &hit.rule.id),
                    reasons: Vec::new(),
                },
            );
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
        || (who.is_empty() && name.is_none() && counted.is_none() && count == 1)
    {
        return;
    }
    if who.is_empty() && name.is_none() {
        // The total of crossings told one by one, or of a truce whose people are told elsewhere.
        who = admits(a, sentence.start, sentence.end);
    }
    push(
        out,
        Crossing {
            name_src: name.as_ref().map(|(_, r)| a.text(r.clone()).to_owned()),
            name: name.map(|(n, _)| n),
            admits: who,
            count,
            leads_to: leads_to(a, end, clause),
            part_of_total: false,
            evidence: evidence(start..end, &hit.rule.id),
            reasons: Vec::new(),
        },
    );
    if part.is_none() && count > 2 {
        for (n, admitted, range) in shares(a, end, until) {
            push(
                out,
                Crossing {
                    name: None,
                    name_src: None,
                    admits: admitted,
                    count: n,
                    leads_to: None,
                    part_of_total: true,
                    evidence: evidence(range, &hit.rule.id),
                    reasons: Vec::new(),
                },
            );
        }
    }
    if let Some(part) = part {
        let near = part.end()..reach(a, part.end(), until, 5);
        let number = a.numbers_in(&near).first();
        if let Some(n) = number
            .and_then(|n| n.quantity.single()?.whole())
            .and_then(|n| u32::try_from(n).ok())
        {
            push(
                out,
                Crossing {
                    name: None,
                    name_src: None,
                    admits: admits(a, near.start, near.end),
                    count: n,
                    leads_to: None,
                    part_of_total: true,
                    evidence: evidence(part.start()..near.end, &part.rule.id),
                    reasons: Vec::new(),
                },
            );
        }
    }
}

/// «ثمانية معابر: اثنان لخروج المسلحين وستة للمدنيين»: numbers that share out the total, with whom
/// each admits.
fn shares(a: &Analysis<'_>, from: u32, to: u32) -> Vec<(u32, Vec<Admits>, Range<u32>)> {
    let mut out = Vec::new();
    for n in a.numbers_in(&(from..to)) {
        let (start, end) = (n.tokens.start.0, n.tokens.end.0);
        let for_whom = a.word(end) == "for"
            || a.hits_in(&(end..end + 1))
                .iter()
                .any(|h| h.before.has(Proclitics::FOR));
        let value = n.quantity.single().and_then(hudna_text::Rational::whole);
        let value = value.and_then(|v| u32::try_from(v).ok());
        if let Some(value) = value.filter(|_| for_whom) {
            let stop = reach(a, end, to, 5);
            let stop = (end..stop)
                .find(|&t| a.word(t) == "," || a.joined_by_number(t))
                .unwrap_or(stop);
            let who = admits(a, end, stop);
            if !who.is_empty() {
                out.push((value, who, start..stop));
            }
        }
    }
    out
}

/// Roads, quarters and crossings named behind `from`, in a list with nothing of another kind.
fn names_behind(a: &Analysis<'_>, from: u32, to: u32) -> Vec<(String, Range<u32>)> {
    let mut out: Vec<(String, Range<u32>)> = Vec::new();
    let clause = reach(a, from, to, 16);
    for (hit, place) in a.places(&(from..clause)) {
        let p = a.lexicon.place(place);
        let a_way = matches!(
            p.kind,
            PlaceKind::Road | PlaceKind::Quarter | PlaceKind::Crossing
        );
        if a_way && !out.iter().any(|(n, _)| *n == p.name) {
            out.push((p.name.clone(), hit.tokens.clone()));
        }
    }
    out
}

/// The words of the first and of the second of a pair, if they are told apart.
fn told_apart(a: &Analysis<'_>, from: u32, to: u32) -> Option<[Range<u32>; 2]> {
    let first = a.cues(&(from..to), &[Cue::FirstOf]).next()?;
    let next = a.cues(&(first.end()..to), &[Cue::NextOf]).next()?;
    if a.words_between(from, first.start()) > 14 {
        return None;
    }
    let end = reach(a, next.end(), to, 12);
    Some([first.start()..next.start(), next.start()..end])
}

/// "Rebels get two of their own: the Castello Road and Souk al-Hal": parts of crossings told in the
/// sentence before, by name only.
fn parts_by_name(a: &Analysis<'_>, sentence: &Range<u32>, out: &mut Vec<Crossing>) {
    let Some(part) = a.cues(sentence, &[Cue::OfThem]).next() else {
        return;
    };
    let who = admits(a, sentence.start, part.end());
    let mut from = part.end();
    while let Some((name, range)) = (from..sentence.end)
        .find_map(|t| named(a, t, sentence.end))
        .filter(|_| !who.is_empty())
    {
        from = range.end;
        push(
            out,
            Crossing {
                name_src: Some(a.text(range.clone()).to_owned()),
                name: Some(name),
                admits: who.clone(),
                count: 1,
                leads_to: None,
                part_of_total: false,
                evidence: vec![a.evidence(range, &part.rule.id, Some("crossings"))],
                reasons: Vec::new(),
            },
        );
    }
}

fn excluded(a: &Analysis<'_>, sentence: &Range<u32>, found: &mut Found) {
    for cue in a.cues(sentence, &[Cue::Excluded]) {
        let near = cue.end()..reach(a, cue.end(), sentence.end, 4);
        if let Some((name, range)) = named(a, near.start, near.end) {
            let new = Crossing {
                name_src: Some(a.text(range.clone()).to_owned()),
                name: Some(name),
                admits: Vec::new(),
                count: 1,
                leads_to: None,
                part_of_total: false,
                evidence: vec![a.evidence(range, &cue.rule.id, Some("crossings_excluded"))],
                reasons: Vec::new(),
            };
            push(&mut found.excluded, new);
        }
    }
}
