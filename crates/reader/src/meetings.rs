//! Meetings: who, where, when; held, planned, called off or put off.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::{LocalTime, Meeting, MeetingStatus, Reason, RuleId};
use jiff::civil::Date;

use crate::{
    actors::Actor,
    analysis::{Analysis, CueHit},
    area::{self, Area},
    lexicon::{Cue, Form, PartyKind, PlaceKind},
    reasons::Steps,
    time::{self, Deixis, Moment, TimeMention, TimeValue, Weekday, why},
};

/// Words around a meeting in which its place, day and parties are looked for.
const REACH: u32 = 18;

/// Tokens behind a meeting in which it may be called off or put off.
const STATUS_REACH: u32 = 20;

/// All meetings, each told once.
pub(crate) fn of(a: &Analysis<'_>, reference: Option<Date>) -> Vec<Meeting> {
    let mut out: Vec<(Meeting, Option<Weekday>)> = Vec::new();
    let home = area::of_report(a);
    for (i, sentence) in a.sentences() {
        if a.is_repeat(i) {
            continue;
        }
        let nouns: Vec<CueHit<'_>> = a.cues(&sentence, &[Cue::Meeting, Cue::Meet]).collect();
        for (n, noun) in nouns.iter().enumerate() {
            // «لن يجتمع الخبراء», «не встретятся»
            if noun.rule.cue == Cue::Meet && a.is_denied(noun) {
                continue;
            }
            let until = nouns.get(n + 1).map_or(sentence.end, CueHit::start);
            for meeting in one(a, noun, until, &sentence, reference, home) {
                add(&mut out, meeting);
            }
        }
    }
    out.into_iter().map(|(m, _)| m).collect()
}

fn add(out: &mut Vec<(Meeting, Option<Weekday>)>, (new, day): (Meeting, Option<Weekday>)) {
    let same = out.iter_mut().find(|(m, d)| {
        let one_day = m.relative.is_none()
            || new.relative.is_none()
            || m.relative == new.relative
            || day.is_some() && *d == day
            || m.when.is_some() && m.when == new.when;
        let with =
            m.who.is_empty() || new.who.is_empty() || m.who.iter().any(|w| new.who.contains(w));
        m.place == new.place && one_day && with
    });
    match same.map(|(m, _)| m) {
        Some(old) => {
            if old.who.is_empty() {
                old.who = new.who;
            }
            let mut told = new.reasons;
            if old.when.is_some() {
                told.retain(|r| r.slot != "when");
            }
            old.when = old.when.or(new.when);
            old.relative = old.relative.take().or(new.relative);
            if new.status == MeetingStatus::Cancelled || old.status == MeetingStatus::Unknown {
                old.status = new.status;
                old.reasons.retain(|r| r.slot != "status");
            } else {
                told.retain(|r| r.slot != "status");
            }
            old.reasons.extend(told);
            old.evidence.extend(new.evidence);
        }
        None => out.push((new, day)),
    }
}

fn one(
    a: &Analysis<'_>,
    noun: &CueHit<'_>,
    until: u32,
    sentence: &Range<u32>,
    reference: Option<Date>,
    home: Option<&Area>,
) -> Vec<(Meeting, Option<Weekday>)> {
    let behind = noun.end()..until.min(noun.end() + REACH);
    let venue = |(hit, place): (&crate::lexicon::Hit, crate::lexicon::PlaceIdx)| {
        let p = a.lexicon.place(place);
        let directly = hit.tokens.start == noun.end();
        // Talks about a place are not held there.
        let topic = home.is_some_and(|h| {
            h.places.iter().any(|&q| {
                let home = a.lexicon.place(q);
                q == place || home.country == p.name || p.within.as_deref() == Some(&home.name)
            })
        });
        if topic {
            return None;
        }
        let town = !matches!(
            p.kind,
            PlaceKind::Road | PlaceKind::Crossing | PlaceKind::Quarter | PlaceKind::River
        );
        // «بعد وصول كيري إلى باريس»: where somebody went, not where they talked.
        let arrived = (noun.end()..hit.tokens.start).any(|t| {
            matches!(
                a.word(t),
                "وصول" | "وصوله" | "مغادرته" | "عودته" | "arrived" | "arrival" | "returned"
            ) || a.word(t).starts_with("прибыт")
        });
        // «مفاوضات لنقل المقاتلين إلى إدلب»: where people are taken.
        let taken = a.has(&(noun.end()..hit.tokens.start), &[Cue::Leave])
            && matches!(
                a.word(hit.tokens.start.saturating_sub(1)),
                "الي" | "to" | "نحو"
            );
        if arrived || taken {
            return None;
        }
        // «محادثات استضافتها السويد», "talks hosted by Oman"
        let hosted = (hit.tokens.start.saturating_sub(2)..hit.tokens.start).any(|t| {
            let w = a.word(t);
            w.contains("استضاف") || w.contains("تستضيف") || w == "hosted"
        });
        (town && (hosted || a.in_place(hit) || directly && p.kind == PlaceKind::City))
            .then(|| (p.name.clone(), hit.tokens.clone()))
    };
    let mut venues: Vec<(String, Range<u32>)> = a.places(&behind).filter_map(venue).collect();
    // "Talks on a truce in Sudan will follow in Jeddah": a town before the country that is talked of.
    let is_country = |(name, _): &(String, Range<u32>)| a.lexicon.is_country(name);
    if venues.first().is_some_and(is_country)
        && let Some(town) = venues.iter().position(|v| !is_country(v))
    {
        venues.drain(..town);
    }
    // «لوزان ولندن»: the second of two places has no preposition of its own.
    if let [(_, first)] = venues.as_slice()
        && let Some((hit, place)) = a.places(&(first.end..first.end + 1)).next()
        && hit.before.has(Proclitics::AND)
    {
        venues.push((a.lexicon.place(place).name.clone(), hit.tokens.clone()));
    }
    if venues.is_empty() {
        let before = sentence.start.max(noun.start().saturating_sub(5))..noun.start();
        // «في هامبورغ بألمانيا»: the town, not the country behind it.
        let in_town = |hit: &crate::lexicon::Hit, country: crate::lexicon::PlaceIdx| {
            let near = hit.tokens.start.saturating_sub(3)..hit.tokens.start;
            a.places(&near).any(|(h, p)| {
                h.tokens.end == hit.tokens.start
                    && a.lexicon.place(p).country == a.lexicon.place(country).name
            })
        };
        let venue = |(hit, place)| venue((hit, place)).filter(|_| !in_town(hit, place));
        venues.extend(a.places(&before).filter_map(venue).last());
    }
    // «أعلن في هامبورغ … وأورد على هامش اجتماع»: beside a meeting one speaks where it is held.
    let beside = (noun.start().saturating_sub(2)..noun.start())
        .any(|t| matches!(a.word(t), "هامش" | "sidelines" | "полях"));
    let mut said_on = None;
    if venues.is_empty()
        && beside
        && let Some(before) = a.sentence_of(noun.start()).checked_sub(1)
    {
        let before = a.sentence_range(before);
        let mut said = a.places(&before).filter_map(venue);
        if let (Some(place), None) = (said.next(), said.next()) {
            venues.push(place);
            said_on = a.times_in(&before).find(|(_, t)| is_day(t));
        }
    }
    let day = a
        .times_in(&behind)
        .chain(a.times_in(&(sentence.start.max(noun.start().saturating_sub(4))..noun.start())))
        .find(|(_, t)| is_day(t) && !is_of_truce(a, noun.end(), t))
        .or(said_on);
    let who: Vec<String> = {
        let mut names: Vec<String> = Vec::new();
        let near = sentence.start.max(noun.start().saturating_sub(8))..behind.end;
        for x in a.actors_in(&near) {
            let name = x.name(a).to_owned();
            if taking_part(a, x) && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    // A meeting needs something to know it by: a place, a day, or the body that sits.
    let sits = noun.rule.cue == Cue::Meeting
        && (a.actors_in(&(noun.end()..noun.end() + 3)).iter())
            .any(|x| a.party(x.party).kind == PartyKind::Organisation);
    if venues.is_empty() && day.is_none() && !sits {
        return Vec::new();
    }
    let weekday = day.and_then(|(_, t)| match &t.value {
        TimeValue::Moment(Moment { day: Some(d), .. }) => d.weekday,
        _ => None,
    });
    // Talks that are only the subject of other talk are no meeting of their own.
    let when: Option<LocalTime> = day.and_then(|(_, t)| {
        time::resolve(&t.value, reference)
            .ok()
            .filter(|r| r.precision <= time::Precision::Day)
            .map(|r| LocalTime {
                date: r.start.date,
                clock: None,
            })
    });
    let relative = day.and_then(|(_, t)| t.span.of(a.doc.source()).map(ToOwned::to_owned));
    let (status, because) = status(a, noun, sentence);
    let reasons = if a.explains {
        reasons(a, day.map(|(_, t)| t), when, status, because)
    } else {
        Vec::new()
    };
    let mut evidence = vec![a.evidence(noun.hit.tokens.clone(), &noun.rule.id, None)];
    if let Some((_, t)) = day {
        evidence.push(a.evidence_at(t.span, &t.rule, Some("when")));
    }
    let meeting = |place: Option<(String, Range<u32>)>| {
        let mut evidence = evidence.clone();
        if let Some((_, tokens)) = &place {
            evidence.push(a.evidence(tokens.clone(), &noun.rule.id, Some("where")));
        }
        let meeting = Meeting {
            who: who.clone(),
            place: place.map(|(name, _)| name),
            when,
            relative: relative.clone(),
            status,
            evidence,
            reasons: reasons.clone(),
        };
        (meeting, weekday)
    };
    // «اجتماعي لوزان ولندن» are two meetings; otherwise the first place is the place.
    let dual = a.language() == Language::Arabic
        && noun.form == Form::Plain
        && venues.len() == 2
        && venues.first().is_some_and(|(_, t)| t.start == noun.end());
    if dual {
        return venues.into_iter().map(|v| meeting(Some(v))).collect();
    }
    vec![meeting(venues.into_iter().next())]
}

fn is_day(t: &TimeMention) -> bool {
    matches!(&t.value, TimeValue::Moment(Moment { day: Some(d), .. })
        if !matches!(d.deixis, Some(Deixis::Ago { .. }))
            && (d.weekday.is_some() || d.day.is_some() || d.deixis.is_some()))
}

/// "After talks in Geneva, the truce began on Wednesday": a day behind the course of a truce, or behind what was done in
/// another clause, is not that of the meeting.
fn is_of_truce(a: &Analysis<'_>, meeting: u32, t: &TimeMention) -> bool {
    let between = meeting..t.tokens.start.0.max(meeting);
    let done = [Cue::Killed, Cue::Injured, Cue::Declare, Cue::Breach];
    let clause = || (between.clone()).any(|i| a.word(i) == "," && !a.in_time(&(i..i + 1)));
    a.has(&between, &[Cue::Truce]) && a.has(&between, &Cue::COURSE)
        || clause() && a.has(&between, &done)
}

fn taking_part(a: &Analysis<'_>, x: &Actor) -> bool {
    !x.is_place && a.party(x.party).kind != PartyKind::Agency
}

/// The steps to the day and to where the meeting stands.
fn reasons(
    a: &Analysis<'_>,
    day: Option<&TimeMention>,
    when: Option<LocalTime>,
    status: MeetingStatus,
    because: Option<(RuleId, Range<u32>)>,
) -> Vec<Reason> {
    let mut steps = Steps::default();
    if let (Some(t), Some(when)) = (day, when)
        && let TimeValue::Moment(Moment { day: Some(day), .. }) = &t.value
    {
        why::day(&mut steps, "when", t, day, a.seen.as_ref(), when.date);
    }
    if let Some((rule, tokens)) = because {
        steps.on(a, "status", &rule, &tokens, status.word());
    }
    steps.done()
}

/// Where the meeting stands, and the words that say so, with the rule that found them.
fn status(
    a: &Analysis<'_>,
    noun: &CueHit<'_>,
    sentence: &Range<u32>,
) -> (MeetingStatus, Option<(RuleId, Range<u32>)>) {
    let near = sentence.start.max(noun.start().saturating_sub(8))
        ..sentence.end.min(noun.end() + STATUS_REACH);
    let told = |cue: Cue| {
        let kinds = [cue];
        let c = a.cues(&near, &kinds).next().filter(|_| a.explains)?;
        Some((c.rule.id.clone(), c.hit.tokens.clone()))
    };
    if a.has(&near, &[Cue::Cancelled]) {
        return (MeetingStatus::Cancelled, told(Cue::Cancelled));
    }
    if a.has(&near, &[Cue::Postponed]) {
        return (MeetingStatus::Postponed, told(Cue::Postponed));
    }
    let ahead = near.clone().find(|&t| {
        matches!(
            a.word(t),
            "ستعقد"
                | "سيعقد"
                | "سيجتمع"
                | "سيناقشون"
                | "ستبدا"
                | "سيبدا"
                | "المقبل"
                | "will"
                | "would"
                | "due"
                | "назначен"
                | "пройдет"
                | "состоится"
                | "المقرر"
                | "ستتناول"
        )
    });
    if let Some(t) = ahead {
        return (
            MeetingStatus::Planned,
            Some((noun.rule.id.clone(), t..t + 1)),
        );
    }
    // «تعقد محادثات السبت» tells nothing of whether they were held.
    let present = |t: u32| matches!(a.word(t).trim_start_matches('و'), "تعقد" | "يعقد" | "تنطلق");
    if a.cues(&near, &[Cue::Held]).any(|c| !present(c.start())) {
        return (MeetingStatus::Past, told(Cue::Held));
    }
    (MeetingStatus::Unknown, None)
}
