//! What one report tells apart: sides with starts of their own, areas with lengths of their own; and where a truce holds.

use hudna_truce::{Clock, Evidence};
use jiff::civil::Date;

use super::{
    background::is_new, declarers::declarers, mentions::Mention, past::Told, window::Window,
};
use crate::{
    analysis::{Analysis, CueHit},
    area::{self, Area},
    lexicon::{Cue, Hit, PartyIdx, PartyKind, PlaceKind, Sense},
    sections,
    time::{TimeUnit, TimeValue},
};

/// Tokens of a report in which it is looked for where a truce was signed.
const HEAD: u32 = 200;

/// Whether a word of agreeing stands before the place, in its sentence.
fn is_signed_before(a: &Analysis<'_>, at: u32) -> bool {
    let sentence = a.sentence_range(a.sentence_of(at));
    a.has(&(sentence.start..at), &[Cue::Agree])
}

/// Most words between a way and the quarter in which it lies.
const WAY_AT: usize = 4;

pub(super) fn area_of(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    who: &[(PartyIdx, Evidence)],
) -> Option<Area> {
    let each = |f: &dyn Fn(&Mention) -> Option<Area>| -> Option<Area> {
        let mut votes: Vec<(Area, u32)> = Vec::new();
        for area in mentions.iter().filter_map(|m| f(m)) {
            match (votes.iter_mut()).find(|(x, _)| x.places.first() == area.places.first()) {
                Some((_, n)) => *n += 2,
                None => {
                    let country = (area.places.first())
                        .is_some_and(|&p| a.lexicon.place(p).kind == PlaceKind::Country);
                    let weight = if country && area::is_whole(a, &area.tokens) {
                        4
                    } else {
                        2 - u32::from(country)
                    };
                    votes.push((area, weight));
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
    // Whether the report names its places so many times: no more is read than that takes.
    let told_often = |x: &Area, times: usize| {
        (a.places(&a.everything())
            .filter(|(_, p)| x.places.contains(p)))
        .nth(times - 1)
        .is_some()
    };
    // Where it was announced is not where it holds.
    let at_home = |x: &Area| report.is_none_or(|r| country(r) == country(x)) || told_often(x, 2);
    // Those who fight in one country hold their truce there.
    let abroad = |x: &Area| {
        let mut theirs = who.iter().map(|(p, _)| a.party(*p).country);
        let one = theirs.next().flatten();
        one.is_some_and(|c| {
            theirs.all(|other| other == Some(c))
                && country(x) != Some(a.party(c).name.as_str())
                && (who.len() > 1 || !told_often(x, 3))
        })
    };
    // "The government and the rebels signed a ceasefire in Accra": the capital of another country than
    // theirs is where they met.
    let met_there = |x: &Area| {
        let home = |p: PartyIdx| match a.party(p) {
            q if q.kind == PartyKind::State && q.country.is_none() => Some(p),
            q => q.country,
        };
        let mut homes = who.iter().map(|(p, _)| home(*p));
        let Some(one) = homes.next().flatten().filter(|_| who.len() > 1) else {
            return false;
        };
        let capital = (a.hits_in(&x.tokens).iter())
            .any(|h| (a.lexicon.senses(h).iter()).any(|s| matches!(s, Sense::Seat(_))));
        // "signed a truce in Jeddah"
        let signed = || is_signed_before(a, x.tokens.start);
        (capital || signed())
            && homes.all(|h| h == Some(one))
            && country(x) != Some(a.party(one).name.as_str())
    };
    // "Yemen's government and the Houthis extended the truce": where the report tells no more of the place than
    // the capital, from which a side speaks, it is that of the country of both.
    let of_country = |r: &Area| {
        let mut homes = who.iter().map(|(p, _)| a.party(*p).country);
        let one = homes.next().flatten();
        let seat = |h: &Hit| (a.lexicon.senses(h).iter()).any(|s| matches!(s, Sense::Seat(_)));
        let capital =
            || (a.places(&a.everything())).any(|(h, p)| r.places.first() == Some(&p) && seat(h));
        who.len() > 1 && one.is_some() && homes.all(|h| h == one) && capital()
    };
    // A way is opened at a road or in a quarter, for the place around it.
    let around = |m: &Mention, x: &Area| {
        let quarter =
            (x.places.first()).is_some_and(|&p| a.lexicon.place(p).kind == PlaceKind::Quarter);
        !(m.way && quarter && a.words_between(m.tokens.end, x.tokens.start) <= WAY_AT)
    };
    // "The pause ended in air raids on Aden": what ended it, not where it held.
    let hit_there = |m: &Mention, x: &Area| {
        let between = m.tokens.end..x.tokens.start.max(m.tokens.end);
        (a.cues(&between, &[Cue::Ended, Cue::Collapsed]).last())
            .is_some_and(|c| a.has(&(c.end()..x.tokens.start), &[Cue::Raids, Cue::Hostilities]))
    };
    let of_noun = |m: &Mention, reach| {
        (area::of_noun(a, m.tokens.end, reach))
            .filter(|x| around(m, x) && !met_there(x) && !hit_there(m, x))
    };
    // «دعت البعثة في ليبيا إلى هدنة في ضواحي طرابلس»: the finer of the two.
    let before = |m: &Mention| {
        let x = area::before_noun(a, m.tokens.start, 3).filter(|x| !met_there(x))?;
        let whole =
            (x.places.first()).is_some_and(|&p| a.lexicon.place(p).kind == PlaceKind::Country);
        let finer = of_noun(m, 18).filter(|y| {
            whole
                && country(y) == country(&x)
                && (y.places.first())
                    .is_some_and(|&p| a.lexicon.place(p).kind != PlaceKind::Country)
        });
        finer.or(Some(x))
    };
    each(&|m| of_noun(m, 4).or_else(|| before(m)))
        .filter(at_home)
        .or_else(|| each(&|m| of_noun(m, 18)).filter(at_home))
        // "UKRAINE. Russia's three-day truce …"
        .or_else(|| sections::place(a, mentions.first()?.sentence))
        .or_else(|| {
            // «Напоминают об Алеппо: там в октябре огонь прекращали»: the one place named with a truce of the past.
            let [m] = mentions else { return None };
            let truces = a.cues(&a.sentence_range(m.sentence), &[Cue::Truce]).count();
            (area::only(a, m.sentence).filter(|_| m.own && truces < 2))
                .filter(|x| at_home(x) && !met_there(x) && !hit_there(m, x))
        })
        .or_else(|| {
            let own = mentions.iter().all(|m| m.own);
            // … wherever else the head of the report names the town.
            let signed = |r: &Area| {
                let head = 0..a.everything().end.min(HEAD);
                let mut there = a.places(&head).filter(|(_, p)| r.places.first() == Some(p));
                there.any(|(h, _)| {
                    let tokens = h.tokens.clone();
                    is_signed_before(a, h.tokens.start)
                        && met_there(&Area {
                            tokens,
                            ..r.clone()
                        })
                })
            };
            let there = |r: &&Area| {
                let told = abroad(r) || met_there(r) || of_country(r);
                !(own || told || who.len() > 1 && signed(r))
            };
            report.filter(there).cloned()
        })
        .or_else(|| {
            let tokens = mentions.first()?.tokens.clone();
            who.iter()
                .find_map(|(p, _)| area::of_party(a, *p, tokens.clone()))
        })
        .or_else(|| at_home_with(a, mentions, who))
        .or_else(|| area::of_dateline(a).filter(|_| !mentions.iter().all(|m| m.own)))
}

/// "The Philippines declared a truce with communist rebels": the country whose groups it is with.
fn at_home_with(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    who: &[(PartyIdx, Evidence)],
) -> Option<Area> {
    let m = mentions.first()?;
    let fights = |p: PartyIdx| {
        matches!(
            a.party(p).kind,
            PartyKind::ArmedGroup | PartyKind::Opposition
        )
    };
    (a.actors_in(&a.sentence_range(m.sentence)).iter())
        .filter(|x| fights(x.party))
        .find(|x| (who.iter()).any(|(p, _)| a.party(x.party).country == Some(*p)))
        .and_then(|x| area::of_party(a, x.party, x.tokens.clone()))
}

/// Mentions by who declares them, where two sides give two starts: «تنطلق في الساعة 08:00» says
/// one, "from 04:00 GMT" the other.
pub(super) fn by_side<'m>(
    a: &Analysis<'_>,
    mentions: &[&'m Mention],
    reference: Option<Date>,
) -> Vec<Vec<&'m Mention>> {
    let by_hours = by_hours(a, mentions, reference);
    if by_hours.len() > 1 {
        return by_hours;
    }
    let mut groups: Vec<(Option<Clock>, Vec<&'m Mention>)> = Vec::new();
    for &m in mentions {
        let start = start_in(a, m);
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
    if groups.len() <= 1 {
        return each_its_own(a, mentions);
    }
    let sides: Vec<Vec<PartyIdx>> = (groups.iter())
        .map(|(_, list)| declarers(a, list).into_iter().map(|(p, _)| p).collect())
        .collect();
    let apart = sides.iter().enumerate().all(|(i, x)| {
        !x.is_empty()
            && sides.iter().skip(i + 1).all(|y| {
                x.iter()
                    .all(|p| y.iter().all(|q| a.party(*p).side != a.party(*q).side))
            })
    });
    if apart {
        groups.into_iter().map(|(_, list)| list).collect()
    } else {
        vec![mentions.to_vec()]
    }
}

/// Most words between a truce and the day on which it holds.
const DAY_REACH: usize = 20;

/// Mentions told apart by day and hour: "The agreement has been in force since 00:01 on 24 December. … local commanders
/// agreed on a pause on 27 December from 10:00 to 14:00". What is told as new, on other days and at another hour, is
/// another truce, whoever declares it.
fn by_hours<'m>(
    a: &Analysis<'_>,
    mentions: &[&'m Mention],
    reference: Option<Date>,
) -> Vec<Vec<&'m Mention>> {
    let mut groups: Vec<(Told, Option<Clock>, Vec<&'m Mention>)> = Vec::new();
    for &m in mentions {
        let told = Told::within(a, m, reference, DAY_REACH);
        let clock = start_in(a, m);
        let new = m.noun && !m.repeat && !m.way && is_new(a, m);
        let apart = |days: &Told, hour: Option<Clock>| {
            hour.is_some() && clock.is_some() && hour != clock && days.is_apart(&told)
        };
        match groups.last_mut() {
            Some((days, hour, list)) if !(new && apart(days, *hour)) => {
                days.add(&told);
                *hour = hour.or(clock);
                list.push(m);
            }
            _ => groups.push((told, clock, vec![m])),
        }
    }
    groups.into_iter().map(|(.., list)| list).collect()
}

/// The hour at which the truce of a mention begins, as its sentence tells it.
fn start_in(a: &Analysis<'_>, m: &Mention) -> Option<Clock> {
    a.times_in(&a.sentence_range(m.sentence))
        .find_map(|(_, t)| match &t.value {
            TimeValue::Moment(m) => m.clock,
            TimeValue::Window { start: Some(m), .. } => m.clock,
            _ => None,
        })
        .map(|c| c.clock)
}

/// Two sides that each declare a truce with a length or an end of its own: "The rebels announced a three-day
/// ceasefire. The government declared one until June 20." Mentions that nobody declares go with the
/// one before; a truce that was agreed on is one.
fn each_its_own<'m>(a: &Analysis<'_>, mentions: &[&'m Mention]) -> Vec<Vec<&'m Mention>> {
    let one = || vec![mentions.to_vec()];
    let mut groups: Vec<(PartyIdx, &TimeValue, Vec<&'m Mention>)> = Vec::new();
    for &m in mentions {
        let sentence = a.sentence_range(m.sentence);
        if a.has(
            &sentence,
            &[Cue::Agreement, Cue::Agree, Cue::AllSides, Cue::BothSides],
        ) {
            return one();
        }
        let length = (a.times_in(&sentence).map(|(_, t)| &t.value))
            .find(|v| matches!(v, TimeValue::Duration { .. } | TimeValue::Window { .. }));
        let declares = a.has(&(sentence.start..m.tokens.start), &[Cue::Declare]);
        // Who it is takes longest to tell.
        let own = length.filter(|_| declares && !m.repeat);
        let who = own.map_or_else(Vec::new, |_| declarers(a, &[m]));
        match (who.as_slice(), own) {
            ([(party, _)], Some(length)) => {
                let side = a.party(*party).side;
                match groups.iter_mut().find(|(s, ..)| *s == side) {
                    Some((_, _, list)) => list.push(m),
                    None => groups.push((side, length, vec![m])),
                }
            }
            _ => match groups.last_mut() {
                Some((_, _, list)) => list.push(m),
                None => return one(),
            },
        }
    }
    let apart = groups.len() == 2 && groups.first().map(|g| g.1) != groups.last().map(|g| g.1);
    if apart {
        groups.into_iter().map(|(.., list)| list).collect()
    } else {
        one()
    }
}

/// «فوق الشمال», "in the south": the part is named as a place.
pub(super) fn part_is_place(a: &Analysis<'_>, c: &CueHit<'_>) -> bool {
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
pub(super) fn areas_apart(a: &Analysis<'_>, mentions: &[&Mention]) -> Vec<(Area, Option<f64>)> {
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

/// Most tokens between a truce of the past and "in the city".
const CITY: u32 = 16;

/// Whether the place is not that of the truce of the past, but of what ended it («… рухнуло после взрыва в Рашидине», "fell
/// apart after a bomb at Rashideen"), or the country where "the city" of the report lies.
pub(super) fn is_elsewhere(a: &Analysis<'_>, m: &Mention, place: &Area) -> bool {
    let sentence = a.sentence_range(m.sentence);
    if !sentence.contains(&place.tokens.start) {
        return false;
    }
    let (end, start) = (m.tokens.end, place.tokens.start);
    let cause = (end..start).any(|t| {
        matches!(
            a.word(t),
            "after" | "when" | "following" | "بعد" | "اثر" | "عقب" | "после"
        ) && a.has(&(end..t), &[Cue::Collapsed, Cue::Ended])
    });
    let near = sentence.start.max(m.tokens.start.saturating_sub(CITY))
        ..sentence.end.min(m.tokens.end + CITY);
    let city = near.into_iter().any(|t| match a.word(t) {
        "городе" => a.word(t.saturating_sub(1)) == "в",
        "city" => {
            a.word(t.saturating_sub(1)) == "the"
                && a.word(t.saturating_sub(2)) == "in"
                && a.word(t + 1) != "of"
        }
        "المدينه" => a.word(t.saturating_sub(1)) == "في",
        _ => false,
    });
    let country = (place.places.iter())
        .all(|&p| a.lexicon.place(p).kind == crate::lexicon::PlaceKind::Country);
    cause || city && country
}
