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

mod air;
mod apart;
mod background;
mod changed;
mod condition;
mod course;
mod declarers;
mod denied;
mod edges;
mod halted;
mod lengths;
mod mentions;
mod midnight;
mod next_day;
mod others;
mod over;
mod past;
mod pointed;
mod sides;
mod tentative;
mod verdict;
mod ways;
mod why;
mod window;

use std::collections::HashSet;

use hudna_truce::{
    Admits, Evidence, LocalTime, OneOf, OpenBecause, Purpose, Truce, TruceKind, TruceStatus,
};
use jiff::civil::Date;

use self::{
    apart::{area_of, areas_apart, by_side},
    course::{context, purposes, status_of, turned_down},
    declarers::{declarers, is_outside, kind_of},
    lengths::{lasted, lengths},
    mentions::{Of, mentions},
    midnight::{Seen, Which},
    window::{Window, told_before, window_of, zone_stated},
};
pub(crate) use self::{edges::has_begun, mentions::Mention, tentative::in_doubt};
use crate::{
    analysis::Analysis,
    area::Area,
    crossings,
    lexicon::{Cue, PartyIdx},
    sections,
    time::TimeValue,
};

/// The mentions of truces in a report.
pub(crate) fn mentioned<'a>(a: &'a Analysis<'_>) -> &'a [Mention] {
    a.mentions.get_or_init(|| mentions(a))
}

/// All truces of a report. `reference` is the day that relative expressions hang on.
pub(crate) fn of(a: &Analysis<'_>, reference: Option<Date>, zone: Option<&str>) -> Vec<Truce> {
    let mentions = past::set_apart(a, mentioned(a), reference);
    let mut out = Vec::new();
    let main: Vec<&Mention> = mentions.iter().filter(|m| m.of == Of::Main).collect();
    // Ways out that are told with a truce of the past were those of that one.
    let of_past: HashSet<usize> = (mentions.iter().filter(|m| m.of == Of::Earlier && m.own))
        .map(|m| m.sentence)
        .filter(|s| main.iter().all(|m| m.sentence != *s))
        .collect();
    let own_ways = Ways::BesidesThoseOf(&of_past);
    let ways = ways::opened(a);
    let apart = ways::apart(a, &ways, &main, reference);
    // A truce that broke down, and a new agreement on leaving.
    let (leaving, broken): (Vec<&Mention>, Vec<&Mention>) = main.iter().partition(|m| m.leaving);
    if !leaving.is_empty() && !broken.is_empty() {
        out.extend(main_truces(a, &leaving, own_ways, reference, zone));
        out.extend(main_truces(a, &broken, Ways::None, reference, zone));
    } else if !main.is_empty() {
        let with_ways = if apart.is_empty() {
            own_ways
        } else {
            Ways::None
        };
        // A digest tells of another truce in each section, and of none in its heading.
        let sections = sections::of(a);
        let section = |m: &Mention| sections::number(sections, m.sentence);
        let sides: Vec<Vec<&Mention>> = (main.chunk_by(|x, y| section(x) == section(y)))
            .filter(|told| {
                let full = |m: &&Mention| background::is_full(a, m.sentence);
                sections.is_empty() || told.iter().any(|m| section(m) > 0 || full(m))
            })
            .flat_map(|told| by_side(a, told, reference))
            .collect();
        // Ways out are those of the section that tells of them.
        let elsewhere = |side: &[&Mention]| -> Vec<usize> {
            let own = side.first().map(|m| section(m));
            let other = |i: &usize| Some(sections::number(sections, *i)) != own;
            let all = 0..if sections.is_empty() {
                0
            } else {
                a.doc.sentences().len()
            };
            all.filter(other).collect()
        };
        for (n, side) in sides.iter().enumerate() {
            // Nor are those told with another truce of today.
            let others = (sides.iter().enumerate().filter(|(k, _)| *k != n)).flat_map(|(_, s)| s);
            let besides: HashSet<usize> = (others.map(|m| m.sentence))
                .filter(|i| side.iter().all(|m| m.sentence != *i))
                .chain(of_past.iter().copied())
                .chain(elsewhere(side))
                .collect();
            let ways = match with_ways {
                Ways::None => Ways::None,
                Ways::BesidesThoseOf(_) => Ways::BesidesThoseOf(&besides),
            };
            out.extend(main_truces(a, side, ways, reference, zone));
        }
    }
    let earlier: Vec<&Mention> = mentions.iter().filter(|m| m.of == Of::Earlier).collect();
    let (own, earlier): (Vec<&Mention>, Vec<&Mention>) = earlier.into_iter().partition(|m| m.own);
    let past = !(own.is_empty() && earlier.is_empty() || main.is_empty());
    let home = past
        .then(|| area_of(a, &main, &declarers(a, &main)))
        .flatten();
    if !earlier.is_empty() {
        let home = home.as_ref();
        let truce = earlier_truce(a, &earlier, reference, zone, out.first(), false, home);
        // "Earlier truces": several of which nothing is told are none in particular.
        let several = earlier.iter().all(|m| background::is_several(a, m));
        let told =
            truce.days.is_some() || truce.duration_hours.is_some() || !truce.declared_by.is_empty();
        if !several || told || truce.starts.is_some() || truce.clock_start.is_some() {
            out.push(truce);
        }
    }
    // A halt and the noun for it in one sentence are one truce.
    for told in own.chunk_by(|x, y| x.sentence == y.sentence && !(x.noun && y.noun)) {
        let within = |i: usize| told.iter().any(|m| m.sentence == i);
        let beside = main.iter().any(|x| within(x.sentence));
        let home = home.as_ref();
        let mut truce = earlier_truce(a, told, reference, zone, out.first(), beside, home);
        // Told of days long before: its ways out are told there.
        if let Some(i) = of_past.iter().copied().find(|&i| within(i)) {
            add_ways(&mut truce, crossings::of(a, |n| n == i));
        }
        out.push(truce);
    }
    if let Some((mut deadline, linked)) = deadline_truce(a, reference, zone, &out) {
        // Beside truces of the past alone, the ways out are those of the time limit.
        if main.is_empty() {
            add_ways(&mut deadline, crossings::of(a, |i| !of_past.contains(&i)));
        }
        // «من التوقيت نفسه»: the truce and the time limit begin together, so the day that is told for
        // one is the day of both.
        if let Some(main) = out.first_mut().filter(|t| linked && t.starts.is_none()) {
            main.starts = deadline.starts;
            let starts = deadline.reasons.iter().filter(|r| r.slot == "starts");
            main.reasons.extend(starts.cloned());
            let window = deadline.evidence.iter();
            (main.evidence).extend(
                window
                    .filter(|e| e.slot.as_deref() == Some("window"))
                    .cloned(),
            );
        }
        out.push(deadline);
    }
    for m in mentions.iter().filter(|m| m.of == Of::Air && !m.repeat) {
        out.extend(air::truces(a, m, reference, zone, &out));
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
    let ways = if out.is_empty() {
        ways.iter().collect()
    } else {
        apart
    };
    if !ways.is_empty() {
        out.extend(main_truces(a, &ways, own_ways, reference, zone));
    }
    out
}

/// The ways out of a truce.
#[derive(Debug, Clone, Copy)]
enum Ways<'s> {
    /// They have times of their own.
    None,
    /// Those of the report but for these sentences.
    BesidesThoseOf(&'s HashSet<usize>),
}

/// The moments between which words leave an edge open.
fn open(which: Option<Which>, sides: Option<[LocalTime; 2]>) -> Option<OneOf> {
    let (moments, because) = match (which, sides) {
        (Some(Which::Either(first, last)), _) => ([first, last], OpenBecause::Midnight),
        (None, Some(sides)) => (sides, OpenBecause::Weekday),
        _ => return None,
    };
    let moments = moments.to_vec();
    Some(OneOf { moments, because })
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
    fn finish(mut self, a: &Analysis<'_>, reference: Option<Date>, zone: Option<&str>) -> Truce {
        let mut evidence: Vec<Evidence> = Vec::new();
        for m in self.mentions {
            evidence.push(a.evidence(m.tokens.clone(), &m.rule, None));
        }
        let mut declared_by = Vec::new();
        for (p, e) in self.who {
            declared_by.push(a.party(p).name.clone());
            evidence.push(e);
        }
        let area_rule = self.mentions.first().map(|m| m.rule.clone());
        if let (Some(area), Some(rule)) = (&self.area, &area_rule) {
            evidence.push(a.evidence(area.tokens.clone(), rule, Some("area")));
        }
        evidence.extend(self.status.1.clone());
        evidence.extend(self.purpose.1.clone());
        evidence.extend(self.window.evidence.clone());
        let over = matches!(
            self.status.0,
            TruceStatus::InForce | TruceStatus::Ended | TruceStatus::Collapsed
        );
        let broken = self.status.0 == TruceStatus::Collapsed;
        if broken {
            self.window.put_behind(reference);
        }
        let seen = if over { Seen::Past } else { Seen::Ahead };
        let told = self.window.ends(reference);
        let which = (self.window.starts(reference)).map(|start| {
            let which = (self.window).starting_midnight(start, told, self.hours, seen, reference);
            self.window.next_midnight = matches!(which, Which::This(at) if at != start);
            which
        });
        let starts = which.and_then(Which::told);
        // What begins on a day to come does not hold yet.
        let ahead = matches!((starts, reference), (Some(s), Some(day)) if s.date > day);
        let status = match self.status.0 {
            TruceStatus::InForce if ahead => TruceStatus::Announced,
            status => status,
        };
        let ending = told.map(|end| {
            let today = reference
                .filter(|_| !matches!(status, TruceStatus::Ended | TruceStatus::Collapsed));
            self.window.ending_midnight(which, end, self.hours, today)
        });
        // A day before the start is not that of the end: it is told of something else.
        let ends = (ending.and_then(Which::told))
            .filter(|end| starts.is_none_or(|start| start.date <= end.date));
        // What ended on a day before the report holds no more.
        let past = matches!((ends, reference), (Some(e), Some(day)) if e.date < day);
        let status = match status {
            TruceStatus::InForce if past => TruceStatus::Ended,
            status => status,
        };
        let starts_open = open(which, self.window.start_sides(reference));
        let ends_open = open(ending, self.window.end_sides(reference));
        let replaces = (self.window.before.as_ref())
            .map(|before| before.replaced(reference, starts, ends))
            .filter(|old| old.starts.is_some() || old.ends.is_some());
        let label = (self.mentions.iter())
            .find(|m| m.noun)
            .or(self.mentions.first())
            .map(|m| a.text(m.tokens.clone()).to_owned());
        // "The army has halted its operations": no start, but the day of the words is a day on
        // which it is said to hold.
        let as_of = (status == TruceStatus::InForce && starts.is_none())
            .then_some(reference)
            .flatten()
            .map(|date| LocalTime { date, clock: None });
        let timezone_stated = zone_stated(a, &self.window, self.area.as_ref(), zone);
        let mut truce = Truce {
            declared_by,
            kind: self.kind,
            area: self.area.as_ref().map(|x| x.name(a)),
            starts,
            ends,
            starts_open,
            ends_open,
            replaces,
            as_of,
            clock_start: self.window.start,
            clock_end: self.window.end,
            daily: self.window.daily,
            days: self.days,
            // From noon to a midnight that may be either is no length.
            duration_hours: (self.hours).or_else(|| {
                let either = [which, ending].into_iter().flatten();
                self.window
                    .whole_hours(starts, ends)
                    .filter(|_| either.clone().all(|w| w.told().is_some()))
            }),
            extended_by_hours: None,
            timezone_stated,
            relative: (self.window.relative.clone()).map(|r| a.text(r).to_owned()),
            status,
            crossings: Vec::new(),
            crossings_excluded: Vec::new(),
            purpose: self.purpose.0,
            label_used: label,
            bound_parties: Vec::new(),
            evidence,
            reasons: Vec::new(),
        };
        if a.explains {
            truce.reasons = why::times(a, &self.window, &truce, self.mentions, self.area.as_ref());
        }
        truce
    }
}

/// The truce of these mentions; with the crossings of the report, unless these have times of their own.
fn main_truces(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    ways: Ways<'_>,
    reference: Option<Date>,
    zone: Option<&str>,
) -> Vec<Truce> {
    let who = declarers(a, mentions);
    let parties: Vec<PartyIdx> = who.iter().map(|(p, _)| *p).collect();
    let air = a.sentences().filter(|(i, s)| {
        a.has(s, &[Cue::Raids]) && a.has(s, &[Cue::Stop]) && !told_before(mentions, *i, 0)
    });
    let taken: Vec<usize> = air
        .flat_map(|(_, s)| a.times_in(&s).map(|(i, _)| i).collect::<Vec<_>>())
        .collect();
    let mut window = window_of(a, mentions, &taken, false);
    let (days, hours, extension, length_evidence) = lengths(a, mentions);
    // Hours of one day and a length in days: the hours come back every day.
    let one_day = window.hours().is_some_and(|h| h < 24.0) && window.end_day.is_none();
    window.daily |= one_day && days.is_some_and(|d| d >= 2.0) || window.recurs();
    let status = status_of(a, mentions, &window, reference);
    let hours = match (hours, extension, status.0) {
        (Some(h), Some(x), TruceStatus::Extended) if window.hours().is_none() => Some(h + x),
        (None, Some(_), TruceStatus::Extended) => None,
        _ => hours,
    };
    let all = context(
        a,
        mentions,
        |i| matches!(ways, Ways::BesidesThoseOf(others) if !others.contains(&i)),
    );
    let mut truce = Draft {
        mentions,
        kind: kind_of(a, &parties, mentions),
        area: area_of(a, mentions, &who),
        status,
        purpose: purposes(a, &all, false),
        days,
        hours,
        window,
        who,
    }
    .finish(a, reference, zone);
    truce.evidence.extend(length_evidence);
    truce.extended_by_hours = extension.filter(|_| truce.status == TruceStatus::Extended);
    if let Ways::BesidesThoseOf(others) = ways {
        add_ways(&mut truce, crossings::of(a, |i| !others.contains(&i)));
    }
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
                one.reasons
                    .retain(|r| !matches!(&*r.slot, "starts" | "ends"));
            }
            one
        })
        .collect()
}

/// The ways out of the truce, and what they say that it is for.
fn add_ways(truce: &mut Truce, found: crossings::Found) {
    for x in found.open.iter().flat_map(|c| &c.admits) {
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
    truce.purpose.sort();
    truce.crossings = found.open;
    truce.crossings_excluded = found.excluded;
}

/// A time limit within which fighters may leave, beside the truce itself; and whether it is said to
/// begin with the truce.
fn deadline_truce(
    a: &Analysis<'_>,
    reference: Option<Date>,
    zone: Option<&str>,
    before: &[Truce],
) -> Option<(Truce, bool)> {
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
        way: false,
        leaving: false,
        own: false,
    };
    let mentions = [&m];
    let mut window = window_of(a, &mentions, &[], true);
    // «من التوقيت نفسه»: from the start of the truce.
    let same_hour = (a.sentence_range(i))
        .find(|&t| a.word(t) == "التوقيت" && a.word(t + 1) == "نفسه")
        .map(|t| t..t + 2);
    let linked = window.start.is_none() && main.clock_start.is_some() && same_hour.is_some();
    if linked {
        window.start = main.clock_start;
        window.same_hour = same_hour;
        // A day told at the end only covers both hours, if they follow each other.
        if window.day.is_none() && window.start < window.end {
            window.day.clone_from(&window.end_day);
            window.told.day = window.told.end_day;
        }
    }
    let who = (main.declared_by.iter())
        .filter_map(|name| a.party_named(name))
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
    Some((truce, linked))
}

fn earlier_truce(
    a: &Analysis<'_>,
    mentions: &[&Mention],
    reference: Option<Date>,
    zone: Option<&str>,
    main: Option<&Truce>,
    beside: bool,
    home: Option<&Area>,
) -> Truce {
    let own = mentions.iter().any(|m| m.own);
    let mut who = declarers(a, mentions);
    // "The military said … An earlier pause left two wounded": who declared the truce before, and goes on speaking.
    if let (true, Some(m), Some(main)) = (who.is_empty() && !own, mentions.first(), main)
        && let Some(speaker) = a.speakers.get(m.sentence).and_then(Option::as_ref)
        && *main.declared_by == [speaker.name(a)]
        && !a.has(&a.sentence_range(m.sentence), &[Cue::Collapsed])
    {
        who.push((
            speaker.party,
            a.evidence(m.tokens.clone(), &m.rule, Some("declared_by")),
        ));
    }
    if let (true, Some(m)) = (own && who.is_empty(), mentions.first()) {
        who = (pointed::sides(a, m).into_iter())
            .map(|x| (x.party, a.evidence(x.tokens, &m.rule, Some("declared_by"))))
            .collect();
    }
    // A resolution is that of the Council, whoever else is named beside it.
    if let Some((m, body)) = (mentions.iter()).find_map(|m| Some((m, background::resolved(a, m)?)))
        && own
    {
        who = vec![(
            body.party,
            a.evidence(body.tokens.clone(), &m.rule, Some("declared_by")),
        )];
    }
    // Who speaks in the sentences before speaks of the truce told there.
    if let Some(m) = mentions.first().filter(|m| m.own) {
        let own = a.span(a.sentence_range(m.sentence));
        who.retain(|(_, e)| own.start <= e.start && e.end <= own.end);
    }
    let parties: Vec<PartyIdx> = who.iter().map(|(p, _)| *p).collect();
    let sentences: Vec<usize> = mentions.iter().map(|m| m.sentence).collect();
    // Times of a sentence that tells of the present truce too are those of the present one.
    let window = if beside {
        Window::default()
    } else {
        window_of(a, mentions, &[], true)
    };
    let (days, hours, length_evidence) = lasted(a, mentions);
    // Where the truce of the past was, if nothing is told, was that of the present.
    let area = area_of(a, mentions, &who)
        .filter(|x| home.is_none() || sentences.contains(&a.sentence_of(x.tokens.start)))
        .filter(|x| home.is_none() || !mentions.iter().any(|m| apart::is_elsewhere(a, m, x)))
        .or_else(|| sections::place(a, mentions.first()?.sentence))
        .or_else(|| home.cloned());
    let mut truce = Draft {
        mentions,
        kind: kind_of(a, &parties, mentions),
        area,
        status: background::status_of(a, mentions),
        purpose: purposes(a, &sentences, false),
        days,
        hours,
        window,
        who,
    }
    .finish(a, reference, zone);
    truce.evidence.extend(length_evidence);
    truce
}

/// Mentions of a proposal, and sentences from its first on, in which its hours are looked for.
const MOST_ASKED: usize = 8;
const ASKED_NEAR: usize = 20;

/// The hours and days that are proposed. A day without an hour is told of them only where the words put it ahead: else
/// it is that of the words.
fn proposed_window(a: &Analysis<'_>, mentions: &[&Mention]) -> Window {
    // Who asks on every page is asked for hours where he first tells them.
    let mentions = mentions.get(..MOST_ASKED).unwrap_or(mentions);
    let first = mentions.first().map_or(0, |m| m.sentence);
    let near = mentions.partition_point(|m| m.sentence <= first + ASKED_NEAR);
    let mentions = mentions.get(..near).unwrap_or(mentions);
    let past: Vec<usize> = (a.times_in(&window::around(a, mentions)))
        .filter(|(_, t)| !window::has_clock(t) && !window::is_ahead(t))
        .map(|(i, _)| i)
        .collect();
    window_of(a, mentions, &past, true)
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
    let window = proposed_window(a, mentions);
    let status = turned_down(a, mentions, who).map_or((TruceStatus::Proposed, None), |e| {
        (TruceStatus::Rejected, Some(e))
    });
    let mut truce = Draft {
        mentions,
        kind: TruceKind::Proposed,
        area: area_of(a, mentions, &declared),
        status,
        purpose: purposes(a, &sentences, true),
        days,
        hours,
        window,
        who: declared,
    }
    .finish(a, reference, zone);
    truce.evidence.extend(length_evidence);
    truce
}
