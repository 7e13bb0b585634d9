//! The name of a rule of time.

use hudna_truce::RuleId;

/// A rule: its name and version. What it finds stands in its documentation, in the rule pack of its
/// language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rule(&'static str);

impl Rule {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self(name)
    }

    pub(crate) const fn id(self) -> RuleId {
        RuleId::new(self.0)
    }
}
