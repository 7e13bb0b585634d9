//! Why an expression means the day and the hour it means.

use hudna_truce::Span;
use jiff::civil::Date;

use super::{ClockTime, DayExpr, Deixis, Direction, Midnight, TimeMention, TimeUnit, english};
use crate::{dating::Seen, reasons::Steps};

/// The steps from the words of a day to its date: the day from which they are seen, where they need one,
/// and what they say.
pub(crate) fn day(
    steps: &mut Steps,
    slot: &'static str,
    mention: &TimeMention,
    expr: &DayExpr,
    seen: Option<&Seen>,
    date: Date,
) {
    let own = expr.year.is_some() && expr.month.is_some() && expr.day.is_some();
    let seen = seen.filter(|_| !own);
    if let Some(seen) = seen {
        self::seen(steps, slot, seen);
    }
    let said = format!("{}{}", said(expr, seen.map(|s| s.day)), weekday(expr));
    steps.add(
        slot,
        &mention.rule,
        Some(mention.span),
        format!("{said}: {date}"),
    );
}

/// The step to the day from which relative words are seen.
pub(crate) fn seen(steps: &mut Steps, slot: &'static str, seen: &Seen) {
    let gave = format!("{}: {}", seen.how.told(), seen.day);
    steps.add(slot, &seen.how.rule(), seen.words, gave);
}

/// The step from the words of an hour to the clock.
pub(crate) fn clock(
    steps: &mut Steps,
    slot: &'static str,
    mention: &TimeMention,
    clock: ClockTime,
) {
    let doubt = if clock.certain {
        ""
    } else {
        ", as said: no word tells which half of the day is meant"
    };
    let gave = format!("{}{doubt}", clock.clock);
    steps.add(slot, &mention.rule, Some(mention.span), gave);
}

/// What the words say of a day, before its date.
fn said(expr: &DayExpr, from: Option<Date>) -> String {
    let from = from.map_or_else(|| "the day of publication".to_owned(), |d| d.to_string());
    match (expr.deixis, expr.month, expr.day) {
        (Some(Deixis::Days(0)), ..) => format!("the day itself, {from}"),
        (Some(Deixis::Days(n)), ..) => away(n, TimeUnit::Day, &from),
        (Some(Deixis::Ago { amount, unit }), ..) => away(amount, unit, &from),
        (_, Some(_), Some(_)) if expr.year.is_some() => "a full date".to_owned(),
        (_, Some(month), Some(day)) => {
            format!(
                "{day}-{month:02} of the year nearest to {from}{}",
                side(expr)
            )
        }
        (_, None, Some(day)) => format!("day {day} of the month of {from}"),
        _ => match (expr.weekday, expr.direction) {
            (Some(w), Some(Direction::Next)) => format!("the next {} after {from}", english(w)),
            (Some(w), Some(Direction::Last)) => format!("the last {} before {from}", english(w)),
            (Some(w), Some(Direction::This)) => format!("{} of the week of {from}", english(w)),
            (Some(w), _) => format!("the {} nearest to {from}{}", english(w), side(expr)),
            (None, _) => format!("a day seen from {from}"),
        },
    }
}

fn away(n: i32, unit: TimeUnit, from: &str) -> String {
    let side = if n < 0 { "before" } else { "after" };
    let n = n.unsigned_abs();
    let unit = unit
        .plural()
        .strip_suffix('s')
        .map_or("", |one| if n == 1 { one } else { unit.plural() });
    format!("{n} {unit} {side} {from}")
}

/// On which side of the day of publication a word or a verb puts it.
const fn side(expr: &DayExpr) -> &'static str {
    match expr.direction {
        Some(Direction::Next) => " and behind it",
        Some(Direction::Last) => " and before it",
        Some(Direction::Ahead) => ", ahead by the tense of the verb",
        Some(Direction::Back) => ", back by the tense of the verb",
        Some(Direction::This) => ", in that year",
        None => "",
    }
}

/// The weekday that the words name beside the day, which agrees with it; the midnight that ends it.
fn weekday(expr: &DayExpr) -> String {
    let ends = if expr.midnight == Some(Midnight::Last) {
        ", the midnight with which that day ends"
    } else {
        ""
    };
    let named = match expr.weekday {
        Some(w) if expr.deixis.is_some() || expr.day.is_some() => {
            format!(", a {} as the words say", english(w))
        }
        _ => String::new(),
    };
    named + ends
}

/// The span of the words of the first of a mention's parallel clocks.
pub(crate) fn parallel(mention: &TimeMention) -> Option<Span> {
    mention.parallels.first().map(|p| p.span)
}
