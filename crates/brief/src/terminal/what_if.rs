//! What-ifs on the terminal: the questions, closings at different times, the fan of uncertain numbers.

use hudna_plan::{Closings, Fan, WhatIfReport};

use super::{INDENT, MOST_ROWS, Screen, Set, Style, Table};
use crate::{
    messages::{count, made, n},
    plan_words::WallClock,
    what_if_words::{self as words, clock, named, question, shortest, signed},
};

const FAN_HEIGHT: usize = 12;

/// The answers to questions of "what if".
#[must_use]
pub fn what_if(report: &WhatIfReport, width: usize, style: Style) -> String {
    let mut screen = Screen::new(&[], width, style);
    screen.what_if_report(report);
    screen.out
}

impl Screen<'_> {
    pub(super) fn what_if_report(&mut self, report: &WhatIfReport) {
        let title = self.m.text("section-what-if-all");
        self.title(&title);
        let mut facts = Table::new([(String::new(), Set::Words), (String::new(), Set::Words)]);
        facts.push([self.m.text("plan"), self.m.name(&report.name)]);
        let out = [
            made("part", count(report.plan.out_at_close)),
            made("total", count(report.plan.people)),
        ];
        facts.push([self.m.text("out-at-close"), self.m.with("of-total", &out)]);
        facts.push([
            self.m.text("shortest-window"),
            shortest(&report.plan, report, &self.m),
        ]);
        self.table(&facts);
        self.answers(report);
        let clock = clock(report);
        if !report.closings.is_empty() {
            let title = self.m.text("section-closings");
            self.heading(&title);
            let text = self.m.text("closings-explained");
            self.paragraph(&text);
            for c in &report.closings {
                self.closings(c, report, &clock);
            }
        }
        if let Some(fan) = &report.fan {
            self.fan(fan, &clock);
        }
        self.out.push('\n');
        let args = [
            n("plans", u64::from(report.proof.plans_checked)),
            n("cuts", report.proof.cuts_checked),
        ];
        let text = self.m.with("certified", &args);
        self.paragraph(&text);
    }

    /// Single questions in their order; pairs, which are many, by what they cost.
    fn answers(&mut self, report: &WhatIfReport) {
        let is_pair = |a: &&hudna_plan::Answered| words::closed(a).is_some_and(|c| c.len() == 2);
        let (mut pairs, single): (Vec<_>, Vec<_>) = report.answers.iter().partition(is_pair);
        pairs.sort_by_key(|a| a.out_at_close);
        for (key, answers) in [("section-questions", single), ("section-pairs", pairs)] {
            let mut table = Table::new([
                self.column("col-question", Set::Words),
                self.column("col-people", Set::Number),
                self.column("col-out", Set::Number),
                self.column("col-difference", Set::Number),
                self.column("col-shortest", Set::Words),
            ]);
            let rows = answers.len();
            for a in answers.into_iter().take(MOST_ROWS * 2) {
                table.push([
                    question(a, report, &self.m),
                    count(a.people),
                    count(a.out_at_close),
                    signed(a.difference),
                    shortest(a, report, &self.m),
                ]);
            }
            self.titled(key, &table);
            if let Some(more) = rows.checked_sub(MOST_ROWS * 2).filter(|&more| more > 0) {
                let text = self.m.with("more-in-json", &[n("count", more as u64)]);
                self.paragraph(&text);
            }
        }
    }

    fn closings(&mut self, c: &Closings, report: &WhatIfReport, clock: &WallClock) {
        let name = named(&c.crossing, report, &self.m);
        self.heading(&name);
        let mut table = Table::new([
            self.column("col-closes-at", Set::Words),
            self.column("col-announced", Set::Number),
            self.column("col-surprise", Set::Number),
            self.column("col-difference", Set::Number),
        ]);
        let planned = report.plan.out_at_close;
        let unchanged = |t: &&hudna_plan::Closing| t.announced == planned && t.surprise == planned;
        for t in c.times.iter().filter(|t| !unchanged(t)) {
            table.push([
                clock.at(t.at_s, &self.m),
                count(t.announced),
                count(t.surprise),
                signed(
                    i64::try_from(t.surprise).unwrap_or(0)
                        - i64::try_from(t.announced).unwrap_or(0),
                ),
            ]);
        }
        self.table(&table);
        let affected = c.times.iter().filter(|t| !unchanged(t)).count();
        if affected < c.times.len() {
            let text = self.m.with(
                "closings-unchanged",
                &[n("n", (c.times.len() - affected) as u64)],
            );
            self.paragraph(&text);
        }
    }

    fn fan(&mut self, fan: &Fan, clock: &WallClock) {
        let title = self.m.text("section-fan");
        self.heading(&title);
        let text = words::fan(fan, &self.m);
        self.paragraph(&text);
        self.out.push('\n');
        let drawn = drawn(fan, self.width - INDENT, FAN_HEIGHT);
        for line in drawn.lines() {
            let line = format!("{}{line}", " ".repeat(INDENT));
            self.line(line.trim_end());
        }
        let end = fan.every_s * fan.ranks.first().map_or(0, |r| r.arrived_by.len() as u64);
        let span = self.m.range(clock.at(0, &self.m), clock.at(end, &self.m));
        let text = self.m.with("fan-key", &[made("span", span)]);
        self.paragraph(&text);
        let mut table = Table::new([
            self.column("col-rank", Set::Words),
            self.column("col-out", Set::Number),
        ]);
        for rank in fan.ranks.iter().rev() {
            let out = rank.arrived_by.last().copied().unwrap_or(0);
            table.push([words::rank(rank.percent, &self.m), count(out)]);
        }
        self.table(&table);
    }
}

/// The fan in four shades: full below the 5th rank, then lighter up to the 95th.
fn drawn(fan: &Fan, width: usize, height: usize) -> String {
    let curve = |percent: u32| {
        let rank = fan.ranks.iter().find(|r| r.percent == percent);
        rank.map_or(&[][..], |r| r.arrived_by.as_slice())
    };
    let shades = [(5, '█'), (25, '▓'), (75, '▒'), (95, '░')];
    let top = curve(100).last().copied().unwrap_or(0).max(1);
    let label = count(top).len();
    let points = curve(100).len();
    let columns = width.saturating_sub(label + 3).clamp(8, points.max(8));
    let mut out = String::new();
    for row in (0..height).rev() {
        let text = if row + 1 == height {
            count(top)
        } else {
            String::new()
        };
        let axis = if text.is_empty() { '│' } else { '┤' };
        let level = top * (2 * row as u64 + 1) / (2 * height as u64);
        let cells: String = (1..=columns)
            .map(|c| {
                let at = (c * points).div_ceil(columns).saturating_sub(1);
                let reached = |&&(percent, _): &&(u32, char)| {
                    curve(percent).get(at).is_some_and(|&n| n > level)
                };
                shades.iter().find(reached).map_or(' ', |&(_, shade)| shade)
            })
            .collect();
        out.push_str(&format!("{text:>label$} {axis}{}\n", cells.trim_end()));
    }
    out.push_str(&format!("{:>label$} └{}\n", 0, "─".repeat(columns)));
    out
}

#[cfg(test)]
mod tests {
    use hudna_plan::{FanCurve, Spread};

    use super::*;

    #[test]
    fn lighter_shades_lie_above_darker_ones() {
        let curve = |percent, top: u64| FanCurve {
            percent,
            arrived_by: (1..=40).map(|t| t * top / 40).collect(),
        };
        let fan = Fan {
            draws: 9,
            seed: 1,
            spread: Spread::default(),
            every_s: 60,
            ranks: [
                (0, 50),
                (5, 60),
                (25, 80),
                (50, 100),
                (75, 120),
                (95, 140),
                (100, 160),
            ]
            .map(|(p, top)| curve(p, top))
            .to_vec(),
            outcomes: Vec::new(),
        };
        let text = drawn(&fan, 50, 16);
        let last: String = text
            .lines()
            .take(16)
            .filter_map(|l| l.chars().nth(44))
            .collect();
        assert_eq!(last, "░░▒▒▒▒▓▓██████");
    }
}
