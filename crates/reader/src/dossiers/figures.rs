//! The figures of one truce over all reports: each told once, and which of them cannot all be right.
//!
//! "12 killed" and "20 killed" may be two countings of one day or the same counting a day later. They are held
//! against each other only where nothing else explains the difference: the same thing counted in the same unit
//! and place, once in each report, by reports of one day or of days that are not known. "More than 10" and 12
//! agree, and so do "about 300" and 320: a rounded number stands for all that round to it.

use hudna_truce::{Figure, FigureKind, ReportReading};
use jiff::civil::Date;

/// The figures, and which report of which day has them.
#[derive(Default)]
pub(super) struct Figures {
    list: Vec<Figure>,
    told: Vec<Told>,
}

/// A figure as a report has it.
struct Told {
    /// Its place in the list.
    at: usize,
    report: String,
    day: Option<Date>,
}

impl Figures {
    /// Adds those of a report.
    pub(super) fn add(&mut self, r: &ReportReading) {
        let places: Vec<usize> = r.figures.iter().map(|f| self.place(f)).collect();
        for (f, &at) in r.figures.iter().zip(&places) {
            let total = f.part_of.and_then(|t| places.get(t)).copied();
            if let Some(x) = self.list.get_mut(at) {
                x.part_of = x.part_of.or(total).filter(|&t| t != at);
            }
            self.told.push(Told {
                at,
                report: r.id.clone(),
                day: r.published.date,
            });
        }
    }

    /// Adds a figure, or the words of one that was told before; gives its place in the list.
    fn place(&mut self, f: &Figure) -> usize {
        let same = self.list.iter().position(|x| {
            let elsewhere = x.place.is_some() && f.place.is_some() && x.place != f.place;
            (x.what, x.min, x.max, x.exact, &x.unit) == (f.what, f.min, f.max, f.exact, &f.unit)
                && !elsewhere
        });
        if let Some(at) = same
            && let Some(x) = self.list.get_mut(at)
        {
            x.evidence.extend(f.evidence.clone());
            return at;
        }
        // Its place among the figures of the report says nothing here.
        self.list.push(Figure {
            part_of: None,
            ..f.clone()
        });
        self.list.len() - 1
    }

    /// All of them, and the groups of those that cannot all be right.
    pub(super) fn finish(self) -> (Vec<Figure>, Vec<Vec<usize>>) {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (i, a) in self.told.iter().enumerate() {
            for b in self.told.iter().skip(i + 1) {
                if self.contradict(a, b) {
                    join(&mut groups, a.at, b.at);
                }
            }
        }
        (self.list, groups)
    }

    fn contradict(&self, a: &Told, b: &Told) -> bool {
        let (Some(x), Some(y)) = (self.list.get(a.at), self.list.get(b.at)) else {
            return false;
        };
        let later = matches!((a.day, b.day), (Some(a), Some(b)) if a != b);
        a.report != b.report
            && !later
            && alike(x, y)
            && apart(x, y)
            && self.alone(a, x)
            && self.alone(b, y)
    }

    /// Whether the report counts that once only: which of two the other report means nobody can tell.
    fn alone(&self, told: &Told, f: &Figure) -> bool {
        let others = (self.told.iter()).filter(|t| t.report == told.report && t.at != told.at);
        let others = others.filter_map(|t| self.list.get(t.at));
        others.into_iter().all(|x| !alike(x, f))
    }
}

/// Whether they count the same thing, as a whole.
fn alike(x: &Figure, y: &Figure) -> bool {
    x.what != FigureKind::Other
        && (x.what, &x.unit, &x.place) == (y.what, &y.unit, &y.place)
        && x.part_of.is_none()
        && y.part_of.is_none()
}

/// Whether no number fits both.
fn apart(x: &Figure, y: &Figure) -> bool {
    let below = |x: &Figure, y: &Figure| match (highest(x), lowest(y)) {
        (Some(high), Some(low)) => high < low,
        _ => false,
    };
    below(x, y) || below(y, x)
}

fn lowest(f: &Figure) -> Option<f64> {
    f.min.map(|n| n - slack(f, n))
}

fn highest(f: &Figure) -> Option<f64> {
    f.max.map(|n| n + slack(f, n))
}

/// How far off the number may be that is told as `n`: where it is about so many, half of the step to which it
/// is rounded.
fn slack(f: &Figure, n: f64) -> f64 {
    let about = !f.exact && f.min == f.max;
    let mut step = 1.0;
    while about && n > 0.0 && n.fract() == 0.0 && n % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    if about { step / 2.0 } else { 0.0 }
}

/// Puts the two into one group.
fn join(groups: &mut Vec<Vec<usize>>, a: usize, b: usize) {
    let mut all = vec![a, b];
    groups.retain(|g| {
        let meets = g.contains(&a) || g.contains(&b);
        if meets {
            all.extend(g);
        }
        !meets
    });
    all.sort_unstable();
    all.dedup();
    groups.push(all);
    groups.sort_unstable();
}
