//! The crossings that a scenario names: whom they admit, how many, and when.

use std::collections::BTreeMap;

use hudna_network::Snapper;
use hudna_truce::{LocalTime, PersonClass};

use super::{Crossing, ScenarioError, Source, file};

impl Source<'_> {
    pub(super) fn crossings(
        &self,
        raw: &file::File,
        zone: &str,
        snapper: &Snapper<'_>,
        max_m: u32,
    ) -> Result<Vec<Crossing>, ScenarioError> {
        self.ids("crossing", raw.crossing.iter().map(|c| &c.id))?;
        if raw.crossing.is_empty() {
            return Err(self.wrong(0..0, "there is no [[crossing]]; add at least one"));
        }
        let mut crossings = Vec::new();
        for c in &raw.crossing {
            let at = self.position(c.lon, &c.lat)?;
            let mut admits = c.admits.clone();
            admits.sort_unstable();
            admits.dedup();
            if admits.is_empty() {
                let problem = format!(
                    "crossing {:?} admits nobody; name a class, or write state = \"closed\"",
                    c.id.get_ref()
                );
                return Err(self.wrong(c.id.span(), problem));
            }
            let storage = c.storage.as_ref();
            let storage = storage.map(|n| self.whole("storage", n, 0, u32::MAX));
            crossings.push(Crossing {
                id: c.id.get_ref().clone(),
                name: c.name.clone(),
                at,
                snapped: self.snap("crossing", &c.id, &c.name, at, &c.lat, snapper, max_m)?,
                admits,
                persons_per_min: self.persons_per_min(&c.persons_per_min)?,
                per_class: self.per_class(c)?,
                windows: self.windows(c, zone)?,
                storage: storage.transpose()?,
                destination: c.destination.clone(),
                state: c.state,
                source: c.source.clone(),
            });
        }
        Ok(crossings)
    }

    /// What a crossing lets through of single classes, all of which it must admit.
    fn per_class(&self, c: &file::Crossing) -> Result<BTreeMap<PersonClass, u32>, ScenarioError> {
        let mut found = BTreeMap::new();
        for (&class, n) in &c.per_class {
            if !c.admits.contains(&class) {
                let problem = format!(
                    "crossing {:?} has a number for {class} in per_class, but does not admit them; add them to admits or remove the number",
                    c.id.get_ref()
                );
                return Err(self.wrong(n.span(), problem));
            }
            found.insert(class, self.persons_per_min(n)?);
        }
        Ok(found)
    }

    /// A crossing's own windows in order of time.
    fn windows(
        &self,
        c: &file::Crossing,
        zone: &str,
    ) -> Result<Vec<(LocalTime, LocalTime)>, ScenarioError> {
        let mut windows = Vec::new();
        for w in &c.windows {
            let (starts, ends) = w.get_ref();
            windows.push((self.window(zone, (starts, w.span()), (ends, w.span()))?, w));
        }
        windows.sort_by_key(|((from, _), _)| *from);
        for pair in windows.windows(2) {
            if let [((_, to), _), ((from, _), second)] = pair
                && from < to
            {
                let problem = format!(
                    "two windows of crossing {:?} overlap: one closes at {to}, the next opens at {from}; merge them or move one",
                    c.id.get_ref()
                );
                return Err(self.wrong(second.span(), problem));
            }
        }
        Ok(windows.into_iter().map(|(w, _)| w).collect())
    }
}
