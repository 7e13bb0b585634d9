//! Names of dossiers: `truce-2016-11-04-aleppo`.

use std::collections::{HashMap, HashSet};

use hudna_truce::Dossier;

/// Names the dossiers by day and place; those without a day are counted.
pub(super) fn name(dossiers: &mut [Dossier]) {
    let mut undated = 0;
    let mut names = Names::default();
    for d in dossiers {
        let place: String = (d.area.value.as_deref().unwrap_or("unknown").to_lowercase())
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let day = d.starts.value.or(d.ends.value).or(d.as_of.value);
        let base = match day {
            Some(day) => format!("truce-{}-{place}", day.date),
            None => {
                undated += 1;
                format!("truce-undated-{undated}")
            }
        };
        d.id = names.take(base);
    }
}

/// Names that are taken. How far each has been counted is kept: a thousand truces of one day and place
/// must not cost the cube of that.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    counted: HashMap<String, usize>,
}

impl Names {
    /// `base`, or with the first number from 2 on that makes it a name of its own.
    fn take(&mut self, base: String) -> String {
        let mut id = base.clone();
        let n = self.counted.entry(base.clone()).or_insert(1);
        while self.taken.contains(&id) {
            *n += 1;
            id = format!("{base}-{n}");
        }
        self.taken.insert(id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_hundred_thousand_truces_of_one_day_and_place_get_names_of_their_own() {
        let mut names = Names::default();
        // Counting each from 2 on would not come to an end.
        let given: Vec<String> = (0..100_000)
            .map(|_| names.take("truce-2016-11-04-aleppo".to_owned()))
            .collect();
        assert_eq!(
            given[..2],
            ["truce-2016-11-04-aleppo", "truce-2016-11-04-aleppo-2"]
        );
        assert_eq!(
            given.last().map(String::as_str),
            Some("truce-2016-11-04-aleppo-100000")
        );
        // A place that ends like a number takes no name away.
        assert_eq!(
            names.take("truce-2016-11-04-aleppo-7".to_owned()),
            "truce-2016-11-04-aleppo-7-2"
        );
    }
}
