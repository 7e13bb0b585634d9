//! Terms that were told and then changed: "postponed from Monday to Wednesday", "cut to 5 p.m.".

use hudna_text::Language;
use hudna_truce::Clock;

use super::{
    edges::ends_at,
    mentions::Mention,
    tentative,
    window::{Edge, Window, around, told_before},
};
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::Cue,
    time::{DayExpr, Direction, Moment, TimeMention, TimeValue},
};

/// Most words between the truce and the verb that changes it.
const OF_TRUCE: usize = 10;

/// Most words between that verb and the new day or hour: "postponed the truce in Aleppo from Monday to …".
pub(super) const TO_TIME: usize = 8;

/// A change of when the truce starts or ends.
pub(super) struct Change {
    edge: Edge,
    /// Where the words of the change stand: times told before them are those of the terms before.
    at: u32,
    /// The expression that tells the new day or hour, and which; `None`: only that it changed is told.
    to: Option<(usize, Moment)>,
    /// The day or hour before, told with it.
    from: Option<(usize, Moment)>,
}

/// The change that the report tells of the truce of these mentions.
pub(super) fn find(a: &Analysis<'_>, mentions: &[&Mention]) -> Option<Change> {
    let range = around(a, mentions);
    let changes = [Cue::Postponed, Cue::Moved, Cue::Shortened, Cue::NotBegun];
    (a.cues(&range, &changes))
        .filter(|c| is_of_truce(a, c, mentions) && !may_be(a, c))
        .filter_map(|c| read(a, &c))
        .last()
}

/// "Might be postponed to Sunday": it has not been.
fn may_be(a: &Analysis<'_>, c: &CueHit<'_>) -> bool {
    let first = a.sentence_range(a.sentence_of(c.start())).start;
    tentative::in_doubt(a, &(first.max(c.start().saturating_sub(3))..c.start()))
}

/// Whether the verb stands beside the truce, or in the sentence behind with a pronoun for it.
pub(super) fn is_of_truce(a: &Analysis<'_>, c: &CueHit<'_>, mentions: &[&Mention]) -> bool {
    let i = a.sentence_of(c.start());
    let sentence = a.sentence_range(i);
    let before = (a.word_before(c.start())).map_or("", |t| a.word(t));
    // «من أجل هدنة»: for the sake of one.
    if matches!(before, "من" | "not" | "не" | "لم" | "لن") {
        return false;
    }
    if told_before(mentions, i, 0) {
        return (mentions.iter().filter(|m| m.sentence == i)).any(|m| {
            let before = m.tokens.end <= c.start();
            let between = if before {
                m.tokens.end..c.start()
            } else {
                c.end()..m.tokens.start
            };
            let words = a.words_beside_times(between.start, between.end);
            let others = [Cue::Meeting, Cue::Leave, Cue::Deliver, Cue::Aid];
            // "announced a truce …, but later cut it": who stands between does it to "it".
            let by_other = before
                && !a.actors_in(&between).iter().all(|x| x.is_place)
                && !is_object(a, c.end());
            words <= OF_TRUCE && !a.has(&between, &others) && !by_other && !is_setting(a, m)
        });
    }
    told_before(mentions, i, 1) && is_its_subject(a, c, sentence.start)
}

/// Whether a verb in the sentence behind the truce is said of it: "It was later shortened", «لكنها انهارت».
pub(super) fn is_its_subject(a: &Analysis<'_>, c: &CueHit<'_>, first: u32) -> bool {
    if a.language() == Language::Arabic {
        // The verb opens the sentence, and no subject of its own follows it.
        let opens = (first..c.start()).filter(|&t| a.is_word(t)).all(|t| {
            a.touches_time(&(t..t + 1))
                || matches!(
                    a.word(t),
                    "لكنها"
                        | "ولكنها"
                        | "لكنه"
                        | "ولكنه"
                        | "ثم"
                        | "وقد"
                        | "قد"
                        | "لكن"
                        | "ولكن"
                        | "الا"
                        | "انها"
                        | "انه"
                        | "لاحقا"
                        | "بعد"
                        | "ذلك"
                        | "غير"
                        | "ودخلت"
                        | "ودخل"
                        | "دخلت"
                        | "دخل"
                )
        });
        let next = c.end();
        let alone = !a.is_word(next)
            || a.touches_time(&(next..next + 1))
            || matches!(
                a.word(next),
                "بعد"
                    | "قبل"
                    | "الي"
                    | "من"
                    | "في"
                    | "سريعا"
                    | "لاحقا"
                    | "خلال"
                    | "مجددا"
                    | "فورا"
                    | "بسرعه"
                    | "اثر"
                    | "منذ"
            );
        return opens && alone;
    }
    is_object(a, c.end())
        || (first..c.start())
            .rfind(|&t| a.is_word(t) && !is_filler(a.word(t)))
            .is_some_and(|t| matches!(a.word(t), "it" | "оно" | "его" | "они"))
}

/// "it" as what the verb is done to.
fn is_object(a: &Analysis<'_>, at: u32) -> bool {
    matches!(a.word(at), "it" | "его")
}

/// Whether the truce is only the setting of what is told: "the evacuation under the truce".
pub(super) fn is_setting(a: &Analysis<'_>, m: &Mention) -> bool {
    let article = |t: u32| matches!(a.word(t), "the" | "a" | "this" | "humanitarian");
    let before =
        (m.tokens.start.checked_sub(1)).map(|t| if article(t) { t.saturating_sub(1) } else { t });
    before.is_some_and(|t| {
        let despite = t > 0 && a.word(t) == "на" && a.word(t - 1) == "несмотря";
        despite
            || matches!(
                a.word(t),
                "under"
                    | "during"
                    | "after"
                    | "before"
                    | "despite"
                    | "amid"
                    | "within"
                    | "وسط"
                    | "ظل"
                    | "фоне"
                    | "بموجب"
                    | "خلال"
                    | "بعد"
                    | "قبل"
                    | "رغم"
                    | "اثناء"
                    | "после"
                    | "времени"
                    | "рамках"
                    | "время"
            )
    })
}

/// Words between "it" and its verb.
fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "was"
            | "has"
            | "had"
            | "been"
            | "later"
            | "then"
            | "soon"
            | "quickly"
            | "also"
            | "already"
            | "again"
            | "did"
            | "is"
            | "now"
            | "still"
            | "было"
            | "позже"
            | "затем"
            | "быстро"
            | "вскоре"
            | "потом"
            | "уже"
    )
}

fn read(a: &Analysis<'_>, c: &CueHit<'_>) -> Option<Change> {
    if c.rule.cue == Cue::NotBegun {
        return not_begun(a, c);
    }
    let postponed = c.rule.cue != Cue::Shortened;
    let sentence = a.sentence_range(a.sentence_of(c.start()));
    let mut change = Change {
        edge: if postponed { Edge::Start } else { Edge::End },
        at: c.start(),
        to: None,
        from: None,
    };
    for (i, t) in a.times_in(&(c.end()..sentence.end)) {
        if a.words_between(c.end(), t.tokens.start.0) > TO_TIME {
            break;
        }
        let word = (a.word_before(t.tokens.start.0)).map_or("", |b| a.word(b));
        match &t.value {
            TimeValue::Window {
                start: Some(from),
                end: Some(to),
                ..
            } => {
                change.from = Some((i, from.clone()));
                change.to = Some((i, to.clone()));
            }
            TimeValue::Window {
                start: None,
                end: Some(to),
                ..
            } => change.to = Some((i, to.clone())),
            TimeValue::Window {
                start: Some(from),
                end: None,
                ..
            } => change.from = Some((i, from.clone())),
            // "cut short at 3 p.m."
            TimeValue::Moment(m) if !postponed && a.word(c.end() - 1) == "short" => {
                change.to = Some((i, m.clone()));
            }
            TimeValue::Moment(m)
                if matches!(word, "to" | "until" | "الي" | "حتي" | "на" | "до") =>
            {
                change.to = Some((i, m.clone()));
            }
            TimeValue::Moment(m) if matches!(word, "from" | "من" | "с" | "со") => {
                change.from = Some((i, m.clone()));
            }
            _ => {}
        }
        if change.to.is_some() {
            break;
        }
    }
    if let Some((_, to)) = &mut change.to
        && let Some(day) = to.day.as_mut().filter(|_| postponed)
    {
        ahead(day);
    }
    // "moved", "reduced": only with where to, or nothing has been told.
    let sure = c.rule.cue != Cue::Moved || change.to.is_some();
    sure.then_some(change)
}

/// "The truce will not begin at nine as planned": the hour behind is that of the terms before, and a new one nobody
/// tells. "Not before nine" and "unless …" take nothing back.
fn not_begun(a: &Analysis<'_>, c: &CueHit<'_>) -> Option<Change> {
    let sentence = a.sentence_range(a.sentence_of(c.start()));
    let bound = |t: u32| {
        matches!(
            a.word(t),
            "before" | "until" | "till" | "قبل" | "حتي" | "الا" | "до" | "раньше"
        )
    };
    if (c.end()..sentence.end).any(bound) || a.has(&sentence, &[Cue::If]) {
        return None;
    }
    let time = (a.times_in(&(c.end()..sentence.end))).find_map(|(i, t)| match &t.value {
        _ if a.words_between(c.end(), t.tokens.start.0) > TO_TIME => None,
        TimeValue::Moment(m) | TimeValue::Window { start: Some(m), .. } => Some((i, m.clone())),
        _ => None,
    });
    Some(Change {
        edge: Edge::Start,
        at: c.start(),
        to: None,
        from: time,
    })
}

/// What is put off is put off to a day that is still to come.
fn ahead(day: &mut DayExpr) {
    let bare = (day.day, day.month, day.deixis) == (None, None, None);
    if bare && matches!(day.direction, None | Some(Direction::Back)) {
        day.direction = Some(Direction::Ahead);
    }
}

impl Change {
    /// The window of the new terms, with that of the terms before.
    pub(super) fn window<'t>(
        &self,
        a: &Analysis<'_>,
        near: impl Iterator<Item = &'t TimeMention> + Clone,
    ) -> Window {
        let told_now = |t: &TimeMention| {
            [&self.to, &self.from]
                .into_iter()
                .flatten()
                .any(|(i, _)| (a.times.get(*i)).is_some_and(|x| x.tokens.start == t.tokens.start))
        };
        let mut before = Window::default();
        if let Some((i, from)) = &self.from {
            self.tell(a, &mut before, *i, from);
        }
        for t in near.clone().filter(|t| t.tokens.start.0 < self.at) {
            before.take(a, t);
        }
        let mut window = Window::default();
        if let Some((i, to)) = &self.to {
            self.tell(a, &mut window, *i, to);
        }
        for t in near.filter(|t| !told_now(t)) {
            if t.tokens.start.0 > self.at {
                window.take(a, t);
            } else if let Some(t) = self.revised(a, t) {
                window.take(a, &t);
            }
        }
        window.before = Some(Box::new(before));
        window
    }

    /// The new hour.
    fn hour(&self) -> Option<Clock> {
        Some(self.to.as_ref()?.1.clock?.clock)
    }

    /// Gives `window` the edge that was changed.
    fn tell(&self, a: &Analysis<'_>, window: &mut Window, time: usize, edge: &Moment) {
        let Some(t) = a.times.get(time) else { return };
        let edge = Some(edge.clone());
        let (start, end) = match self.edge {
            Edge::Start => (edge, None),
            Edge::End => (None, edge),
        };
        let daily = false;
        let value = TimeValue::Window { start, end, daily };
        window.take(a, &TimeMention { value, ..t.clone() });
    }

    /// What a time of the terms before still tells of the new ones: not the start that was put off, not the
    /// hour of the end that was changed.
    fn revised(&self, a: &Analysis<'_>, t: &TimeMention) -> Option<TimeMention> {
        let value = match (self.edge, &t.value) {
            (
                Edge::Start,
                TimeValue::Window {
                    start: Some(s),
                    end: Some(e),
                    ..
                },
            ) if s.day.is_none() && e.day.is_none() && self.hour().is_none() => t.value.clone(),
            // "due at 9 a.m. on Friday, was delayed until noon": on that Friday.
            (Edge::Start, TimeValue::Moment(Moment { day, .. }))
            | (
                Edge::Start,
                TimeValue::Window {
                    start: Some(Moment { day, .. }),
                    ..
                },
            ) if self.hour().is_some()
                && self.to.as_ref().is_some_and(|(_, to)| to.day.is_none()) =>
            {
                TimeValue::Moment(Moment {
                    day: day.clone(),
                    clock: None,
                })
            }
            (Edge::End, TimeValue::Window { start, end, daily }) => {
                let own = self.to.as_ref().is_some_and(|(_, to)| to.day.is_some());
                let day = end.as_ref().and_then(|e| e.day.clone()).filter(|_| !own);
                let end = day.filter(|_| self.to.is_some()).map(|day| Moment {
                    day: Some(day),
                    clock: None,
                });
                TimeValue::Window {
                    start: start.clone(),
                    end,
                    daily: *daily,
                }
            }
            (Edge::End, TimeValue::Moment(_)) if !ends_at(a, t) => t.value.clone(),
            _ => return None,
        };
        Some(TimeMention { value, ..t.clone() })
    }
}
