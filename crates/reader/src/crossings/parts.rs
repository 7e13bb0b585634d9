//! Totals of crossings and their parts.
//!
//! «المعابر الثمانية، بينها اثنان للمقاتلين», "eight corridors, two of them for fighters", «восемь
//! коридоров, из них два для боевиков»: a number with "of them" is a part of the total before it. Without
//! these words numbers share the total out when they come to it («ثمانية معابر: اثنان للمسلحين وستة
//! للمدنيين»), or when whom the total admits is not told before them. Else they are further crossings
//! whose noun is not said again: "six crossings for civilians, and two for fighters".

use std::ops::Range;

use hudna_text::{Rational, clitic::Proclitics, number::NumberForm};
use hudna_truce::{Admits, Crossing, RuleId};

use super::{
    admits, crossing, leads_to, named,
    names::{Way, way},
    place_of, push, reach,
};
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::Cue,
};

/// A number told behind crossings that were counted.
pub(super) struct Behind {
    /// The first token that speaks of it: "of them" or the number.
    pub(super) from: u32,
    count: u32,
    admits: Vec<Admits>,
    /// The words it stands on.
    words: Range<u32>,
    /// Its two, where they are told apart.
    apart: Option<[Apart; 2]>,
    /// Whether it is counted within the crossings before.
    is_part: bool,
}

/// Most words from a number to whom its crossings admit.
const ADMITS_REACH: usize = 6;

/// Most words between "of them" and its number.
const MARK_REACH: usize = 2;

/// The numbers between `from` and `to` that count crossings, behind `total` of them.
pub(super) fn behind(a: &Analysis<'_>, total: Option<u32>, from: u32, to: u32) -> Vec<Behind> {
    struct Told {
        from: u32,
        number: Range<u32>,
        count: u32,
        marked: bool,
        others: bool,
    }
    let stop = (from..to).find(|&t| a.word(t) == ".").unwrap_or(to);
    let mut told: Vec<Told> = Vec::new();
    for n in a.numbers_in(&(from..stop)) {
        let (start, end) = (n.tokens.start.0, n.tokens.end.0);
        let value = n.quantity.single().and_then(Rational::whole);
        let Some(count) = value.and_then(|v| u32::try_from(v).ok()).filter(|&n| n > 0) else {
            continue;
        };
        if n.form != NumberForm::Cardinal || a.in_time(&(start..end)) || end >= to {
            continue;
        }
        let mark = (a.cues(&(from..start), &[Cue::OfThem]).last())
            .filter(|m| a.words_between(m.end(), start) <= MARK_REACH)
            // «اثنان منها للمسلحين وستة»: that of them belongs to the number before it.
            .filter(|m| {
                let next = a.words_between(m.end(), start) == 0;
                let other =
                    |l: &Told| l.number.end < m.start() || next && l.number.end == m.start();
                told.last().is_none_or(other)
            })
            .map(|m| m.start());
        let mark_behind = (a.cues(&(end..end + 1), &[Cue::OfThem]).next()).map(|m| m.end());
        let (others, next) = others(a, mark_behind.unwrap_or(end), stop);
        // «منها اثنان للمقاتلين وستة للمدنيين»: the second number goes on with "of them".
        let goes_on = told.last().is_some_and(|l| l.marked);
        let for_whom = is_for(a, next, stop);
        if !for_whom && mark.is_none() && mark_behind.is_none() {
            continue;
        }
        told.push(Told {
            from: mark.unwrap_or(start),
            number: start..end,
            count,
            marked: mark.is_some() || mark_behind.is_some() || goes_on,
            others,
        });
    }
    let Some(first) = told.first() else {
        return Vec::new();
    };
    let sum: u32 = told.iter().map(|t| t.count).fold(0, u32::saturating_add);
    let own = !admits(a, from, first.from).is_empty();
    let shared_out =
        total.is_some_and(|n| sum == n && told.len() > 1 || sum < n && !own && !first.others);
    let ends: Vec<u32> = (told.iter().skip(1).map(|t| t.from))
        .chain([stop])
        .collect();
    (told.into_iter().zip(ends))
        .filter(|(t, _)| !t.marked || total.is_some_and(|n| t.count <= n))
        .map(|(t, end)| {
            let whom = clause(a, t.number.end, reach(a, t.number.end, end, ADMITS_REACH));
            let apart = (t.count == 2)
                .then(|| told_apart(a, t.number.end, end))
                .flatten();
            Behind {
                from: t.from,
                count: t.count,
                admits: admits(a, t.number.end, whom),
                words: t.from..whom,
                apart,
                is_part: t.marked || shared_out,
            }
        })
        .collect()
}

/// Whether "others" stands at `from`, and where what follows it begins.
fn others(a: &Analysis<'_>, from: u32, to: u32) -> (bool, u32) {
    let found = a.cues(&(from..to.min(from + 1)), &[Cue::Others]).next();
    found.map_or((false, from), |o| (true, o.end()))
}

/// Whether the words at `from` tell for whom: «للمقاتلين», "are meant for fighters", «для боевиков».
pub(crate) fn is_for(a: &Analysis<'_>, from: u32, to: u32) -> bool {
    // «مخصصان للمقاتلين», "designated for", a dash.
    let set_apart = |t: u32| !a.is_word(t) && a.word(t) != "." || a.has(&(t..t + 1), &[Cue::Open]);
    let Some(at) = (from..to.min(from + 3)).find(|&t| !set_apart(t)) else {
        return false;
    };
    // "two to fighters", not "two to Idlib".
    let given_to = || a.word(at) == "to" && !admits(a, at + 1, to.min(at + 3)).is_empty();
    a.has(&(at..at + 1), &[Cue::ForWhom])
        || given_to()
        || (a.hits_in(&(at..at + 1)).iter()).any(|h| h.before.has(Proclitics::FOR))
}

/// The end of a list of those admitted: a comma ends it, unless one more of them follows.
fn clause(a: &Analysis<'_>, from: u32, to: u32) -> u32 {
    let more = |t: u32| a.joined_by_and(t + 1) && !admits(a, t + 1, t + 2).is_empty();
    (from..to)
        .find(|&t| a.word(t) == "," && t > from && !more(t))
        .unwrap_or(to)
}

/// Adds what [`behind`] found; parts are linked to the crossing at `total`.
pub(super) fn push_behind(
    a: &Analysis<'_>,
    behind: &[Behind],
    total: Option<usize>,
    rule: &RuleId,
    out: &mut Vec<Crossing>,
) {
    for b in behind {
        let part_of = total.filter(|_| b.is_part);
        if let Some(each) = &b.apart {
            push_apart(a, each.clone(), &b.admits, part_of, rule, out);
            continue;
        }
        if b.admits.is_empty() && part_of.is_none() {
            continue;
        }
        let mut new = crossing(a, None, b.count, b.admits.clone(), b.words.clone(), rule);
        new.part_of = part_of;
        push(out, new);
    }
}

/// One of two that are told apart.
#[derive(Clone)]
pub(super) struct Apart {
    words: Range<u32>,
    name: Option<Way>,
    leads_to: Option<String>,
}

/// The first and the second of a pair, if they are told apart by name or goal.
pub(super) fn told_apart(a: &Analysis<'_>, from: u32, to: u32) -> Option<[Apart; 2]> {
    let first = a.cues(&(from..to), &[Cue::FirstOf]).next()?;
    let next = a.cues(&(first.end()..to), &[Cue::NextOf]).next()?;
    if a.words_between(from, first.start()) > 14 {
        return None;
    }
    let end = reach(a, next.end(), to, 12);
    // «ينتهي أحدهما عند الحدود التركية والآخر في إدلب»: the verb is said once.
    let ends_there = a.has(&(from..next.start()), &[Cue::EndsAt]);
    let side = |cue: &CueHit<'_>, end: u32| {
        let name = (named(a, cue.end(), end))
            .map(|(name, words)| (Some(name), words))
            // «أحدهما في حي الشيخ سعيد»: no place of the gazetteer.
            .or_else(|| {
                let near = cue.end()..end.min(cue.end() + 2);
                near.into_iter().find_map(|t| way(a, t, end))
            });
        let at = place_of(a, cue.end()..end).filter(|_| ends_there && name.is_none());
        Apart {
            words: cue.start()..end,
            name,
            leads_to: leads_to(a, cue.end(), end).or(at),
        }
    };
    let each = [side(&first, next.start()), side(&next, end)];
    let told = |x: &Apart| x.name.is_some() || x.leads_to.is_some();
    each.iter().all(told).then_some(each)
}

/// Adds the two of a pair.
pub(super) fn push_apart(
    a: &Analysis<'_>,
    each: [Apart; 2],
    who: &[Admits],
    part_of: Option<usize>,
    rule: &RuleId,
    out: &mut Vec<Crossing>,
) {
    for side in each {
        let mut new = crossing(a, side.name, 1, who.to_vec(), side.words, rule);
        new.leads_to = side.leads_to;
        new.part_of = part_of;
        push(out, new);
    }
}

/// Takes away an unnamed pair told before its two were told apart.
pub(super) fn forget_pair(who: &[Admits], out: &mut Vec<Crossing>) {
    let pair =
        |c: &Crossing| c.count == 2 && c.name.is_none() && c.admits == who && c.part_of.is_none();
    let Some(at) = out.iter().position(pair) else {
        return;
    };
    out.remove(at);
    for c in out {
        c.part_of = match c.part_of {
            Some(total) if total == at => None,
            Some(total) if total > at => Some(total - 1),
            same => same,
        };
    }
}

/// A total told apart from parts of it: «ممران للمسلحين وستة ممرات للمدنيين … والمعابر الثمانية هي
/// ذاتها». All others come to it.
pub(super) fn link_total(list: &mut [Crossing]) {
    let sum =
        |of: &mut dyn Iterator<Item = &Crossing>| of.map(|c| c.count).fold(0, u32::saturating_add);
    let top = || list.iter().filter(|c| c.part_of.is_none());
    let all = sum(&mut top());
    let total = list.iter().enumerate().position(|(i, c)| {
        let parts = sum(&mut list.iter().filter(|x| x.part_of == Some(i)));
        // One other alone may be the same ones told again.
        let fewest = if parts > 0 { 1 } else { 2 };
        let bare = c.part_of.is_none() && c.name.is_none() && c.count > 1;
        bare && top().count() > fewest
            && all.saturating_sub(c.count).saturating_add(parts) == c.count
    });
    if let Some(total) = total {
        for (i, c) in list.iter_mut().enumerate() {
            if i != total {
                c.part_of = c.part_of.or(Some(total));
            }
        }
    }
}

/// Most words between "one of them" and the crossing that it is.
const ONE_OF: usize = 3;

/// The unnamed crossings told before of which the one at `at` is said to be one: «عند أحدها، معبر القصر», "at one of
/// them, the Karm crossing", «на одном из них».
pub(super) fn one_of_those(
    a: &Analysis<'_>,
    from: u32,
    at: u32,
    list: &[Crossing],
) -> Option<usize> {
    let one = |t: u32| match a.word(t) {
        "احدها" | "احداها" => true,
        "one" => a.word(t + 1) == "of" && matches!(a.word(t + 2), "them" | "these" | "those"),
        w => w.starts_with("одн") && a.word(t + 1) == "из" && a.word(t + 2) == "них",
    };
    let told = (from..at).rev().find(|&t| one(t))?;
    (a.words_between(told, at) <= ONE_OF + 2)
        .then(|| list.iter().rposition(|c| c.name.is_none() && c.count > 1))
        .flatten()
}
