//! Who goes when by which way: the exact groups of a plan, for tables, maps and calendars.

use std::sync::Arc;

use crate::{Subject, solve::ClassPlan, subject::Changed};

/// The exact groups.
#[derive(Debug)]
pub struct Schedule {}

impl Schedule {
    pub(crate) fn of(
        _subject: &Subject<'_>,
        _changed: &Changed,
        _plans: &[Arc<ClassPlan>],
    ) -> Self {
        Self {}
    }
}
