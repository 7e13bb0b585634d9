//! The chains of reasons: how each field of a value was found, step by step.
//!
//! A topic tells a step where it makes it ([`Steps::add`]); the words of a step are English. Reasons are
//! collected only for who asked for them ([`crate::Options::reasons`]): to write them takes longer than to
//! read.

use std::ops::Range;

use hudna_truce::{Reason, RuleId, Span};

use crate::analysis::Analysis;

/// The steps of one value, in the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct Steps(Vec<Reason>);

impl Steps {
    /// A step that rests on these words.
    pub(crate) fn add(
        &mut self,
        slot: &'static str,
        rule: &RuleId,
        words: Option<Span>,
        gave: impl Into<String>,
    ) {
        let reason = Reason {
            slot: slot.into(),
            rule: rule.clone(),
            words,
            gave: gave.into(),
        };
        // Told again in another place, a step is still one step.
        if !self.0.contains(&reason) {
            self.0.push(reason);
        }
    }

    /// A step that rests on these tokens.
    pub(crate) fn on(
        &mut self,
        a: &Analysis<'_>,
        slot: &'static str,
        rule: &RuleId,
        tokens: &Range<u32>,
        gave: impl Into<String>,
    ) {
        self.add(slot, rule, Some(a.span(tokens.clone())), gave);
    }

    pub(crate) fn done(self) -> Vec<Reason> {
        self.0
    }
}
