//! Why a number is the figure it is: its bound or range, its unit, what it counts and where.

use hudna_text::number::{NumberMention, Quantity};
use hudna_truce::{Reason, RuleId};

use crate::{
    analysis::{Analysis, CueHit},
    area::Area,
    reasons::Steps,
    time::{TimeMention, rule::Rule},
};

/// A number in words or digits.
const NUMERAL: Rule = Rule::new("number.value@1");
/// "From … to …", «ما بين … و…»: two numbers are a range.
const RANGE: Rule = Rule::new("number.range@1");
/// "More than", «ما لا يقل عن», «около»: words that make a number a bound or a rough one.
const BOUND: Rule = Rule::new("number.bound@1");

/// The steps to a counted figure.
pub(super) fn counted(
    a: &Analysis<'_>,
    number: &NumberMention,
    rule: &RuleId,
    unit: Option<&CueHit<'_>>,
    kind: Option<&CueHit<'_>>,
    area: Option<&Area>,
) -> Vec<Reason> {
    let mut steps = Steps::default();
    value(a, &mut steps, number);
    match unit {
        Some(unit) => {
            let gave = super::unit_name(unit.rule.cue);
            steps.on(a, "unit", &unit.rule.id, &unit.hit.tokens, gave);
        }
        None => {
            let tokens = number.tokens.start.0..number.tokens.end.0;
            let gave = "persons: no noun behind the number, and the words beside it count people";
            steps.on(a, "unit", rule, &tokens, gave);
        }
    }
    if let Some(kind) = kind {
        let gave = super::kind_of(None, Some(kind)).word();
        steps.on(a, "what", &kind.rule.id, &kind.hit.tokens, gave);
    }
    if let Some(area) = area {
        let gave = format!("the place named behind the number: {}", area.name(a));
        steps.on(a, "place", rule, &area.tokens, gave);
    }
    steps.done()
}

/// The field that the words of a bound decide.
const fn slot(quantity: &Quantity) -> &'static str {
    match (quantity.min, quantity.max) {
        (None, Some(_)) => "max",
        _ => "min",
    }
}

/// The steps from words to least and most.
fn value(a: &Analysis<'_>, steps: &mut Steps, number: &NumberMention) {
    let Quantity { min, max, exact } = number.quantity;
    let numeral = number.numeral.start.0..number.numeral.end.0;
    let told = |n: hudna_text::Rational| n.to_f64().to_string();
    match (min, max) {
        (Some(min), Some(max)) if min != max => {
            let gave = format!("from {} to {}", told(min), told(max));
            steps.on(a, "min", &RANGE.id(), &numeral, gave);
        }
        (Some(n), _) | (None, Some(n)) => {
            let slot = slot(&number.quantity);
            steps.on(a, slot, &NUMERAL.id(), &numeral, told(n));
        }
        (None, None) => {}
    }
    let whole = number.tokens.start.0..number.tokens.end.0;
    if exact || whole == numeral {
        return;
    }
    let words = if whole.start < numeral.start {
        whole.start..numeral.start
    } else {
        numeral.end..whole.end
    };
    let (slot, gave) = match (min, max) {
        (Some(_), None) => ("min", "at least this many"),
        (None, Some(_)) => ("max", "at most this many"),
        (Some(a), Some(b)) if a == b => ("exact", "about this many"),
        _ => ("exact", "a range, roughly"),
    };
    steps.on(a, slot, &BOUND.id(), &words, gave);
}

/// The step to a figure that the words give as a whole: a dual, "nobody".
pub(super) fn whole(a: &Analysis<'_>, word: &CueHit<'_>, gave: &'static str) -> Vec<Reason> {
    let mut steps = Steps::default();
    if a.explains {
        steps.on(a, "min", &word.rule.id, &word.hit.tokens, gave);
    }
    steps.done()
}

/// The step to a length that is a figure.
pub(super) fn length(a: &Analysis<'_>, time: &TimeMention, gave: &'static str) -> Vec<Reason> {
    let mut steps = Steps::default();
    if a.explains {
        steps.add("min", &time.rule, Some(time.span), gave);
    }
    steps.done()
}
