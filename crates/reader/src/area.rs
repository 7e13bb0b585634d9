//! Where: the place that a truce, a figure or a meeting is about.

use std::ops::Range;

use hudna_text::Language;

use crate::{
    analysis::Analysis,
    lexicon::{Cue, Form, Hit, PartyIdx, PartyKind, PlaceIdx, PlaceKind, Sense},
    truces,
};

/// A place with the part of it that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) places: Vec<PlaceIdx>,
    pub(crate) part: Option<Cue>,
    /// Where it is named.
    pub(crate) tokens: Range<u32>,
}

impl Area {
    /// "Aleppo (eastern districts)", "Mariupol and Volnovakha".
    pub(crate) fn name(&self, a: &Analysis<'_>) -> String {
        let names: Vec<&str> = (self.places.iter())
            .map(|&p| a.lexicon.place(p).name.as_str())
            .collect();
        let joined = match names.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        };
        let city =
            (self.places.first()).is_some_and(|&p| a.lexicon.place(p).kind == PlaceKind::City);
        match self.part {
            Some(Cue::East) if city => format!("{joined} (eastern districts)"),
            Some(Cue::East) => format!("eastern {joined}"),
            Some(Cue::North) => format!("northern {joined}"),
            Some(Cue::South) => format!("southern {joined}"),
            Some(Cue::West) if city => format!("{joined} (western districts)"),
            Some(Cue::Centre) => format!("central {joined}"),
            _ => joined,
        }
    }

    /// The zone of its clocks.
    pub(crate) fn zone<'l>(&self, a: &Analysis<'l>) -> Option<&'l str> {
        (self.places.iter()).find_map(|&p| a.lexicon.place(p).zone.as_deref())
    }
}

/// Words for a part of a place.
pub(crate) const PARTS: [Cue; 5] = [Cue::East, Cue::North, Cue::South, Cue::West, Cue::Centre];

/// Whether the place is meant as a place, not as the government that sits there.
fn is_meant(a: &Analysis<'_>, hit: &Hit) -> bool {
    let seat =
        (a.lexicon.senses(hit).iter()).any(|s| matches!(s, Sense::Seat(_) | Sense::Party(_)));
    // "agreed in June, through Cairo": who mediated.
    let mediates =
        (hit.tokens.start.checked_sub(1)).is_some_and(|t| matches!(a.word(t), "through" | "via"));
    !seat || a.in_place(hit) && !mediates || is_whole(a, &hit.tokens) || is_described(a, hit)
}

/// "a ceasefire for southwestern Syria": only a place has a south-west.
fn is_described(a: &Analysis<'_>, hit: &Hit) -> bool {
    a.language() == Language::English
        && (hit.tokens.start.checked_sub(1)).is_some_and(|t| {
            let word = a.word(t);
            ["north", "south", "east", "west"]
                .iter()
                .any(|w| word.starts_with(w))
                && (word.ends_with("ern") || word.ends_with("east") || word.ends_with("west"))
        })
}

/// Tokens before a place in which it may be said that it is one of talks: "Peace talks with the National
/// Front are expected to resume in Oslo".
const VENUE: u32 = 14;

/// Places where truces are negotiated, not where they hold.
fn is_venue(a: &Analysis<'_>, hit: &Hit) -> bool {
    let sentence = a.sentence_range(a.sentence_of(hit.tokens.start));
    let before = hit.tokens.start.saturating_sub(VENUE).max(sentence.start)..hit.tokens.start;
    let behind = hit.tokens.end..sentence.end.min(hit.tokens.end + 3);
    // «عقب محادثات في موسكو، اتفاقا لوقف إطلاق النار في إدلب»: of what was named last.
    let last = (a.cues(&before, &[Cue::Meeting, Cue::Meet, Cue::Truce])).last();
    last.is_some_and(|c| c.rule.cue != Cue::Truce)
        || a.has(&behind, &[Cue::Meeting])
        || is_signed_there(a, hit, &sentence)
}

/// «وفتح الطرق في تعز», "roads in Taiz": where ways are, behind the truce that is to open them.
fn is_of_way(a: &Analysis<'_>, hit: &Hit, from: u32) -> bool {
    let at = hit.tokens.start.saturating_sub(2).max(from)..hit.tokens.start;
    a.language() != Language::Russian
        && at.clone().any(|t| matches!(a.word(t), "في" | "in"))
        && at
            .into_iter()
            .any(|t| matches!(a.word(t), "الطرق" | "طرق" | "roads"))
}

/// «خروج المقاتلين إلى إدلب», «إلى ريف إدلب»: where people are taken, not where the truce holds.
fn is_goal(a: &Analysis<'_>, hit: &Hit, before: &Range<u32>) -> bool {
    let near = before.start.max(hit.tokens.start.saturating_sub(2))..hit.tokens.start;
    let towards = near.into_iter().any(|t| {
        let part = || {
            a.cues(&(t + 1..hit.tokens.start), &PARTS).next().is_some()
                || matches!(
                    a.word(t + 1),
                    "ريف" | "محافظه" | "مدينه" | "بلده" | "منطقه" | "the"
                )
        };
        matches!(
            a.word(t),
            "الي" | "نحو" | "باتجاه" | "صوب" | "to" | "towards" | "toward" | "в" | "во"
        ) && (t + 1 == hit.tokens.start || part())
    });
    towards && a.has(before, &[Cue::Leave])
}

/// Most words between a verb of agreeing or declaring and the place where that was done.
const SIGNED_REACH: usize = 4;

/// «أبرم في جنيف», "announced in Quito", «подписали в Минске»: the place of the verb, no truce named
/// between them.
fn is_signed_there(a: &Analysis<'_>, hit: &Hit, sentence: &Range<u32>) -> bool {
    if !a.in_place(hit) || is_whole(a, &hit.tokens) {
        return false;
    }
    let before = sentence.start..hit.tokens.start;
    // «вводит на Украине режим тишины»: the truce is named right behind.
    let here = hit.tokens.end..sentence.end.min(hit.tokens.end + 2);
    // «اتفقا في موسكو على وقف لإطلاق النار», «أعلن في القاهرة قبوله هدنة», "announced in Moscow a truce in
    // Aleppo": where that was done.
    let linked = || {
        matches!(a.word(hit.tokens.end), "علي" | "on" | "to" | "о" | "об")
            || a.has(
                &(hit.tokens.end..hit.tokens.end + 1),
                &[Cue::Accepts, Cue::Agree, Cue::Declare],
            )
    };
    let elsewhere = || {
        (a.cues(&here, &[Cue::Truce])).next().is_some_and(|c| {
            let next = c.end()..sentence.end.min(c.end() + 3);
            a.places(&next)
                .any(|(h, _)| a.in_place(h) && a.words_between(c.end(), h.tokens.start) <= 2)
        })
    };
    if a.has(&here, &[Cue::Truce]) && !linked() && !elsewhere() {
        return false;
    }
    // «توصلت فصائل المعارضة في درعا إلى اتفاق»: where those are who fight.
    let theirs = (a.actors_in(&before).iter()).next_back().is_some_and(|x| {
        x.person.is_none()
            && x.named.is_none()
            && a.words_between(x.tokens.end, hit.tokens.start) <= 1
            && matches!(
                a.party(x.party).kind,
                PartyKind::Opposition | PartyKind::ArmedGroup | PartyKind::Army
            )
    });
    if theirs {
        return false;
    }
    let done = |c: &Cue| matches!(c, Cue::Agree | Cue::Declare | Cue::Say);
    // «الهدنة التي أعلنتها موسكو في حلب» tells of the truce.
    let verb = a
        .cues(
            &before,
            &[
                Cue::Agree,
                Cue::Declare,
                Cue::Say,
                Cue::Truce,
                Cue::Stop,
                Cue::InForce,
                Cue::Upcoming,
                Cue::Collapsed,
                Cue::Ended,
            ],
        )
        .max_by_key(|c| (c.start(), !done(&c.rule.cue)));
    let near = verb.is_some_and(|v| {
        done(&v.rule.cue)
            && !v.hit.pronoun
            && !truces::has_begun(a.word(v.start()))
            // «أطراف النزاع في اليمن» sign nothing there.
            && !a.has(&v.hit.tokens, &[Cue::BothSides, Cue::AllSides])
            && a.words_beside_names(v.end(), hit.tokens.start)
                .min(a.words_beside_times(v.end(), hit.tokens.start))
                <= SIGNED_REACH
            && !a.has(
                &(v.end()..hit.tokens.start),
                &[Cue::Truce, Cue::Hostilities],
            )
    });
    // «وقع الطرفان، اليوم السبت في مدينة جدة، اتفاقا»: what was signed stands behind the place.
    let signing = (a.cues(&before, &[Cue::Agree])).last().is_some_and(|v| {
        let signs = || {
            let word = a.word(v.start());
            word.trim_start_matches('و').starts_with("قع")
                || word.contains("وقع")
                || word.starts_with("sign")
                || word.starts_with("подписал")
        };
        (v.form != Form::Plain || a.language() != Language::Arabic)
            && !a.has(&(v.end()..hit.tokens.start), &[Cue::Truce, Cue::Agreement])
            && a.has(
                &(hit.tokens.end..sentence.end.min(hit.tokens.end + 5)),
                &[Cue::Truce, Cue::Agreement],
            )
            && signs()
    });
    if signing {
        return true;
    }
    // «المذكرة الموقعة في عمان»
    let signed = (a.word_before(hit.tokens.start))
        .and_then(|t| a.word_before(t))
        .is_some_and(|t| {
            matches!(
                a.word(t),
                "الموقعه" | "الموقع" | "المبرمه" | "المبرم" | "signed" | "reached" | "brokered"
            )
        });
    if signed {
        return true;
    }
    // Before a verb of signing: «в Минске подписали протокол».
    let behind = hit.tokens.end..sentence.end.min(hit.tokens.end + 1);
    near || a.has(&behind, &[Cue::Agree])
}

/// The places named next to each other from `hit` on: "in Mariupol and Volnovakha".
fn listed(a: &Analysis<'_>, first: &Hit, place: PlaceIdx, sentence: &Range<u32>) -> Vec<PlaceIdx> {
    let mut out = vec![place];
    let mut end = first.tokens.end;
    for (hit, next) in a.places(&(first.tokens.end..sentence.end)) {
        let joined = hit.tokens.start.saturating_sub(end) <= 2
            && (end..hit.tokens.start)
                .all(|t| matches!(a.word(t), "," | "and" | "و" | "и" | "بلدتي" | "في" | "وفي"))
            && (hit.before.has(hudna_text::clitic::Proclitics::AND)
                || hit.tokens.start > end
                    && (end..hit.tokens.start).any(|t| matches!(a.word(t), "," | "and" | "и")));
        if !joined {
            break;
        }
        let (p, q) = (a.lexicon.place(next), a.lexicon.place(place));
        if p.within.as_deref() != Some(&q.name)
            && p.kind != PlaceKind::Country
            && !out.contains(&next)
        {
            out.push(next);
        }
        end = hit.tokens.end;
    }
    out
}

/// Whether all of the place is meant: «في جميع أنحاء السودان», "throughout Sudan".
pub(crate) fn is_whole(a: &Analysis<'_>, tokens: &Range<u32>) -> bool {
    (tokens.start.checked_sub(1)).is_some_and(|t| {
        a.word(t) == "of" && t > 0 && a.word(t - 1) == "all"
            || matches!(
                a.word(t),
                "all"
                    | "انحاء"
                    | "عموم"
                    | "كامل"
                    | "ارجاء"
                    | "throughout"
                    | "across"
                    | "всей"
                    | "территории"
            )
    })
}

/// The part of the place («شرق حلب», «الأحياء الشرقية») that the words around it name.
fn part_near(a: &Analysis<'_>, tokens: &Range<u32>) -> Option<Cue> {
    let before = tokens.start.saturating_sub(2)..tokens.start;
    a.cues(&before, &PARTS).last().map(|c| c.rule.cue)
}

/// The place named in the words that follow a noun at `start..`, up to `reach` words on: the place
/// of that noun.
pub(crate) fn of_noun(a: &Analysis<'_>, end: u32, reach: usize) -> Option<Area> {
    let sentence = a.sentence_range(a.sentence_of(end.saturating_sub(1)));
    let range = end..sentence.end;
    let (hit, place) = a.places(&range).find(|(h, p)| {
        is_meant(a, h)
            && !a.in_time(&h.tokens)
            && !matches!(
                a.lexicon.place(*p).kind,
                PlaceKind::Road | PlaceKind::Crossing | PlaceKind::River
            )
    })?;
    if a.words_between(end, hit.tokens.start) > reach || is_venue(a, hit) || is_of_way(a, hit, end)
    {
        return None;
    }
    if is_goal(a, hit, &(end..hit.tokens.start)) {
        return None;
    }
    // "Syria's eastern Ghouta": the finer of the two.
    let finer =
        (a.places(&(hit.tokens.end..sentence.end.min(hit.tokens.end + 4)))).find(|(h, p)| {
            let (fine, whole) = (a.lexicon.place(*p), a.lexicon.place(place));
            whole.kind == PlaceKind::Country
                && fine.kind != PlaceKind::Country
                && fine.country == whole.name
                && a.word(hit.tokens.end) == "'s"
                && a.words_between(hit.tokens.end, h.tokens.start) <= 1
        });
    let (hit, place) = finer.unwrap_or((hit, place));
    Some(Area {
        places: listed(a, hit, place, &sentence),
        part: part_near(a, &hit.tokens),
        tokens: hit.tokens.clone(),
    })
}

/// The one place that the sentence names, that of no talks and no goal.
pub(crate) fn only(a: &Analysis<'_>, sentence: usize) -> Option<Area> {
    let sentence = a.sentence_range(sentence);
    let mut places = (a.places(&sentence)).filter(|(h, _)| !a.in_time(&h.tokens));
    let (Some((hit, place)), None) = (places.next(), places.next()) else {
        return None;
    };
    let there = is_meant(a, hit)
        && !is_venue(a, hit)
        && !is_goal(a, hit, &(sentence.start..hit.tokens.start));
    there.then(|| Area {
        places: vec![place],
        part: part_near(a, &hit.tokens),
        tokens: hit.tokens.clone(),
    })
}

/// The place right before a noun: «يسري في لبنان اتفاق وقف النار».
pub(crate) fn before_noun(a: &Analysis<'_>, start: u32, reach: usize) -> Option<Area> {
    let sentence = a.sentence_range(a.sentence_of(start));
    let (hit, place) = a
        .places(&(sentence.start..start))
        .filter(|(h, _)| {
            a.in_place(h)
                && !is_venue(a, h)
                && !a.in_time(&h.tokens)
                && !is_goal(a, h, &(sentence.start..h.tokens.start))
        })
        .last()?;
    (a.words_between(hit.tokens.end, start) <= reach).then(|| Area {
        places: vec![place],
        part: part_near(a, &hit.tokens),
        tokens: hit.tokens.clone(),
    })
}

/// The place that a party of the truce stands for: its own area, or its country where it is one
/// side of it.
pub(crate) fn of_party(a: &Analysis<'_>, party: PartyIdx, tokens: Range<u32>) -> Option<Area> {
    let p = a.party(party);
    let place = p.area.or_else(|| {
        let country = &a.party(p.country?).name;
        a.lexicon.own_place_named(country)
    })?;
    Some(Area {
        places: vec![place],
        part: None,
        tokens,
    })
}

/// Tokens at the head of a report in which its dateline stands.
const DATELINE: u32 = 8;

/// «جدة/واشنطن -», "GOMA, Congo (Reuters) -": where a report was written.
pub(crate) fn is_dateline(a: &Analysis<'_>, hit: &Hit) -> bool {
    /// What no dateline has before its place.
    const OPENS_A_SENTENCE: [Cue; 4] = [Cue::Truce, Cue::PrepIn, Cue::Declare, Cue::Say];
    let dash = |t: u32| matches!(a.text(t..t + 1), "-" | "–" | "—" | "ـ" | "/" | "(" | ":");
    // "MOSCOW, Oct 19 (Reuters) -", «МОСКВА, 19 окт - РИА Новости»: a day and an agency may stand between.
    let dated = || {
        (hit.tokens.end..hit.tokens.end + DATELINE)
            .take_while(|&t| {
                let short = a.is_word(t) && a.word(t).chars().count() <= 4;
                short || matches!(a.word(t), "," | ".") || a.in_time(&(t..t + 1)) || dash(t)
            })
            // «3 نوفمبر/تشرين الثاني»: a sign within a day.
            .any(|t| dash(t) && !a.in_time(&(t..t + 1)))
    };
    hit.tokens.end <= DATELINE
        && ((hit.tokens.end..hit.tokens.end + 3).any(dash) || dated())
        && !a.has(&(0..hit.tokens.start), &OPENS_A_SENTENCE)
}

/// The town of the dateline, where nothing else tells a place; a capital is where reporters sit.
pub(crate) fn of_dateline(a: &Analysis<'_>) -> Option<Area> {
    let (hit, place) = (a.places(&(0..DATELINE))).find(|(h, _)| is_dateline(a, h))?;
    let senses = a.lexicon.senses(hit);
    let capital = (senses.iter()).any(|s| matches!(s, Sense::Seat(_) | Sense::Party(_)));
    (!capital).then(|| Area {
        places: vec![place],
        part: None,
        tokens: hit.tokens.clone(),
    })
}

/// The place that the report speaks of most, in places that hold truces.
pub(crate) fn of_report<'a>(a: &'a Analysis<'_>) -> Option<&'a Area> {
    (a.area.get_or_init(|| most_spoken_of(a))).as_ref()
}

fn most_spoken_of(a: &Analysis<'_>) -> Option<Area> {
    let mut votes: Vec<(PlaceIdx, u32, Range<u32>)> = Vec::new();
    for (hit, place) in a.places(&a.everything()) {
        if !is_meant(a, hit) || a.in_time(&hit.tokens) || is_dateline(a, hit) {
            continue;
        }
        let p = a.lexicon.place(place);
        let sentence = a.sentence_range(a.sentence_of(hit.tokens.start));
        if matches!(p.kind, PlaceKind::River | PlaceKind::Road)
            || is_goal(a, hit, &(sentence.start..hit.tokens.start))
            || is_venue(a, hit)
        {
            continue;
        }
        // The headline names the place; a quarter speaks for its city.
        let first = a.sentence_of(hit.tokens.start) == 0;
        let headline = u32::from(first) * 6;
        let (place, weight) = match (&p.within, p.kind) {
            (Some(_), _) => (p.within_place.unwrap_or(place), 2),
            (None, PlaceKind::Country) => (place, 1),
            (None, _) => (place, 2),
        };
        match votes.iter_mut().find(|(p, ..)| *p == place) {
            Some((_, n, _)) => *n += weight,
            None => votes.push((place, weight + headline, hit.tokens.clone())),
        }
    }
    // Where others are brought together no truce holds, if the report names another place.
    let hosts = |place: PlaceIdx| {
        (a.lexicon.place(place).state).is_some_and(|state| a.party(state).mediates)
    };
    let (mut place, _, mut tokens) = (votes.into_iter())
        .max_by_key(|(p, n, t)| (*n > 1 && !hosts(*p), *n, std::cmp::Reverse(t.start)))?;
    // A town named once, away from any word of truce, is not where the truce holds: its country is.
    let p = a.lexicon.place(place);
    let named = |q: PlaceIdx| a.places(&a.everything()).filter(|(_, x)| *x == q).count();
    let sentence = a.sentence_range(a.sentence_of(tokens.start));
    let aside = p.kind != PlaceKind::Country
        && named(place) == 1
        && sentence.start > 0
        && !a.has(
            &sentence,
            &[Cue::Truce, Cue::Stop, Cue::Crossing, Cue::Leave],
        );
    if aside {
        let (hit, country) = a.places(&a.everything()).find(|(h, x)| {
            let c = a.lexicon.place(*x);
            c.kind == PlaceKind::Country && c.name == p.country && !a.in_time(&h.tokens)
        })?;
        (place, tokens) = (country, hit.tokens.clone());
    }
    Some(Area {
        part: part_near(a, &tokens),
        places: vec![place],
        tokens,
    })
}
