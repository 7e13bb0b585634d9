//! The brief for a terminal: tables and a curve in block characters, in English.
//!
//! Every function returns text that ends with a line feed; nothing is printed here. Lines take at
//! most `width` columns (60 to 120 are used, whatever is asked for).

mod curve;
mod explain;
mod table;
mod what_if;

pub use explain::explain;
pub use what_if::what_if;

use hudna_plan::{Departure, PlanReport};
use hudna_truce::{Dossier, DossierCrossing, Evidence, ReportReading};

use crate::{
    BriefInput, SourceText,
    facts::{self, Sources},
    messages::{Messages, count, made, n},
    plan_words::{
        self, WallClock, bottleneck_kind, bottleneck_name, certified, class_shortest, crossing_of,
        empty_zones, found, gain, held_back_by, holding_back, published, span, terms,
        what_if_shortest, worst_first, zone_name,
    },
    visible::{one_line, shortened},
};
use table::{Set, Table, wrapped};

/// How text is dressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    colour: bool,
}

impl Style {
    /// Plain text: no escape sequence at all.
    #[must_use]
    pub const fn plain() -> Self {
        Self { colour: false }
    }

    /// Colours and bold type by ANSI escape sequences.
    #[must_use]
    pub const fn coloured() -> Self {
        Self { colour: true }
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    fn strong(self, text: &str) -> String {
        self.wrap("1", text)
    }

    fn faint(self, text: &str) -> String {
        self.wrap("2", text)
    }

    fn colour_of(self, colour: u8, text: &str) -> String {
        self.wrap(&format!("3{colour}"), text)
    }
}

const INDENT: usize = 2;
const CURVE_HEIGHT: usize = 8;
const MOST_ROWS: usize = 20;
const MOST_ZONES: usize = 12;
const MOST_WORDS: usize = 160;

struct Screen<'a> {
    out: String,
    m: Messages,
    width: usize,
    style: Style,
    sources: Sources<'a>,
}

/// What the reports say: one block for each truce, then the reports.
#[must_use]
pub fn reading(
    readings: &[ReportReading],
    dossiers: &[Dossier],
    sources: &[SourceText],
    width: usize,
    style: Style,
) -> String {
    let mut screen = Screen::new(sources, width, style);
    screen.reading(readings, dossiers);
    screen.out
}

/// The plan: how many are out, what holds it back, what if, who sets out when.
#[must_use]
pub fn plan(report: &PlanReport, width: usize, style: Style) -> String {
    let mut screen = Screen::new(&[], width, style);
    screen.plan(report);
    screen.out
}

/// Both, with the reason where there is no plan.
#[must_use]
pub fn brief(input: &BriefInput<'_>, width: usize, style: Style) -> String {
    let mut screen = Screen::new(input.sources, width, style);
    screen.reading(input.readings, input.dossiers);
    if let Some(plan) = input.plan {
        screen.out.push('\n');
        screen.plan(plan);
        if let Some(asked) = input.what_if {
            screen.out.push('\n');
            screen.what_if_report(asked);
        }
    } else if let Some(reason) = input.no_plan_reason {
        screen.out.push('\n');
        let title = screen.m.text("plan-missing");
        screen.title(&title);
        screen.paragraph(&one_line(reason));
    }
    screen.out
}

impl<'a> Screen<'a> {
    fn new(sources: &'a [SourceText], width: usize, style: Style) -> Self {
        Self {
            out: String::new(),
            m: Messages::terminal(),
            width: width.clamp(60, 120),
            style,
            sources: Sources::by_id(sources),
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    // What is written passes here or through a table, and is made visible there once more: a text
    // that reached this place as it was given must not act on the terminal.

    fn title(&mut self, text: &str) {
        let text = one_line(text);
        let text = self.style.strong(&text.to_uppercase());
        self.line(&text);
        let rule = self.style.faint(&"━".repeat(self.width));
        self.line(&rule);
    }

    fn heading(&mut self, text: &str) {
        let text = &one_line(text);
        self.out.push('\n');
        let text = self.style.strong(text);
        self.line(&format!("{}{text}", " ".repeat(INDENT)));
    }

    fn paragraph(&mut self, text: &str) {
        for line in wrapped(&one_line(text), self.width - INDENT) {
            let line = table::kept_in_place(&line, true);
            self.line(&format!("{}{line}", " ".repeat(INDENT)));
        }
    }

    fn table(&mut self, table: &Table) {
        table.write(&mut self.out, INDENT, self.width, self.style);
    }

    fn column(&self, key: &str, set: Set) -> (String, Set) {
        (self.m.text(key), set)
    }

    /// The words of the first piece of evidence, the report after them.
    fn words(&self, evidence: &[Evidence], fallback: Option<&str>) -> String {
        let first = evidence.first();
        let words = first.and_then(|e| self.sources.words(e)).or(fallback);
        let words = words.map(|w| self.m.quoted(&shortened(w, MOST_WORDS)));
        let report = first.map(|e| format!("({})", self.sources.name(&e.report)));
        [words, report]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }

    // What the reports say.

    fn reading(&mut self, readings: &[ReportReading], dossiers: &[Dossier]) {
        let title = self.m.text("section-truces");
        self.title(&title);
        if dossiers.is_empty() {
            let text = self.m.text("no-terms");
            self.paragraph(&text);
        }
        for (i, dossier) in dossiers.iter().enumerate() {
            if i > 0 {
                self.out.push('\n');
            }
            self.dossier(i + 1, dossier);
        }
        self.reports(readings);
    }

    fn dossier(&mut self, number: usize, d: &Dossier) {
        let headline = format!("{number}. {}", facts::headline(d, &self.m));
        for line in wrapped(&headline, self.width) {
            let line = self.style.strong(&table::kept_in_place(&line, true));
            self.line(&line);
        }
        let mut facts = Table::new([(String::new(), Set::Words), (String::new(), Set::Words)]);
        let window = self.m.window(d);
        facts.push([self.m.text("col-window"), window.local]);
        for other in window.area.into_iter().chain(window.utc) {
            facts.push([String::new(), other]);
        }
        for (label, length) in facts::lengths(d, &self.m) {
            facts.push([label, length]);
        }
        if let Some(area) = &d.area.value {
            facts.push([self.m.text("field-area"), self.m.canonical(area)]);
        }
        let crossings = self.crossings(&d.crossings);
        if !crossings.is_empty() {
            facts.push([self.m.text("section-crossings"), crossings]);
        }
        let excluded = self.crossings(&d.crossings_excluded);
        if !excluded.is_empty() {
            facts.push([self.m.text("crossing-excluded"), excluded]);
        }
        let said = [
            d.status.value.map(|v| self.m.word("status", v.word())),
            d.kind.value.map(|v| self.m.word("kind", v.word())),
            d.purpose.value.as_ref().map(|v| {
                self.m
                    .list(v.iter().map(|p| self.m.word("purpose", p.word())))
            }),
        ];
        let mut said: Vec<String> = said.into_iter().flatten().collect();
        // "proposed" is the word of a status and of a kind.
        said.dedup();
        if !said.is_empty() {
            facts.push([self.m.text("field-status"), said.join(" · ")]);
        }
        let contradictions = facts::contradictions(d, &self.m);
        if contradictions.is_empty() {
            let none = self.m.with("contradiction-count", &[n("n", 0)]);
            facts.push([self.m.text("contradictions"), none]);
        }
        for (i, row) in contradictions.iter().enumerate() {
            let label = if i == 0 {
                self.m.text("contradictions")
            } else {
                String::new()
            };
            facts.push([label, facts::contradiction_line(row, self.sources, &self.m)]);
        }
        let unknown = facts::unknown(d, &self.m);
        if !unknown.is_empty() {
            facts.push([self.m.text("unknown"), self.m.long_list(unknown)]);
        }
        let reports = d.reports.iter().map(|r| self.sources.name(&r.id));
        facts.push([self.m.text("section-reports-short"), self.m.list(reports)]);
        self.table(&facts);
        self.positions(d);
        self.figures(d);
        self.meetings(d);
    }

    fn crossings(&self, crossings: &[DossierCrossing]) -> String {
        self.m.long_list(facts::listed(crossings).map(|x| {
            let name = x.name(&self.m);
            let admits = x.c.admits.value.as_deref().unwrap_or_default();
            let mut text = if admits.is_empty() {
                name
            } else {
                format!("{name}: {}", self.m.admits(admits))
            };
            if let Some(part) = x.part(&self.m) {
                text.push_str(&format!(" ({part})"));
            }
            text
        }))
    }

    fn positions(&mut self, d: &Dossier) {
        let mut table = Table::new([
            self.column("col-party", Set::Words),
            self.column("col-position", Set::Words),
            self.column("col-towards", Set::Words),
            self.column("col-source", Set::Words),
        ]);
        for p in &d.positions {
            let party = match &p.speaker {
                Some(speaker) => format!("{} ({})", self.m.canonical(&p.actor), one_line(speaker)),
                None => self.m.canonical(&p.actor),
            };
            table.push([
                party,
                self.m.word("stance", p.stance.word()),
                p.target.as_deref().map(one_line).unwrap_or_default(),
                self.words(&p.evidence, Some(&p.quote_src)),
            ]);
        }
        self.titled("positions", &table);
    }

    fn figures(&mut self, d: &Dossier) {
        let mut table = Table::new([
            self.column("col-counts", Set::Words),
            self.column("col-figure", Set::Words),
            self.column("col-place", Set::Words),
            self.column("col-source", Set::Words),
        ]);
        for f in &d.figures {
            table.push([
                self.m.word("figure", f.what.word()),
                match f.part_of.and_then(|t| d.figures.get(t)) {
                    Some(total) => {
                        format!("{} ({})", self.m.figure(f), self.m.part_of_figure(total))
                    }
                    None => self.m.figure(f),
                },
                f.place
                    .as_deref()
                    .map(|p| self.m.canonical(p))
                    .unwrap_or_default(),
                self.words(&f.evidence, Some(&f.src)),
            ]);
        }
        self.titled("figures", &table);
    }

    fn meetings(&mut self, d: &Dossier) {
        let mut table = Table::new([
            self.column("col-when", Set::Words),
            self.column("col-place", Set::Words),
            self.column("col-who", Set::Words),
            self.column("col-status", Set::Words),
            self.column("col-source", Set::Words),
        ]);
        for meeting in &d.meetings {
            let when = match (meeting.when, &meeting.relative) {
                (Some(when), _) => self.m.local_time(when),
                (None, Some(_)) | (None, None) => self.m.text("date-open"),
            };
            table.push([
                when,
                meeting
                    .place
                    .as_deref()
                    .map(|p| self.m.canonical(p))
                    .unwrap_or_default(),
                self.m.parties(&meeting.who),
                self.m.word("meeting", meeting.status.word()),
                self.words(&meeting.evidence, meeting.relative.as_deref()),
            ]);
        }
        self.titled("meetings", &table);
    }

    fn titled(&mut self, key: &str, table: &Table) {
        if !table.is_empty() {
            let title = self.m.text(key);
            self.heading(&title);
            self.table(table);
        }
    }

    fn reports(&mut self, readings: &[ReportReading]) {
        let mut table = Table::new([
            self.column("col-report", Set::Words),
            self.column("col-language", Set::Words),
            self.column("col-published", Set::Words),
            self.column("col-found", Set::Words),
        ]);
        for r in readings {
            table.push([
                self.sources.name(&r.id),
                self.m.word("lang", &r.lang),
                published(r, &self.m),
                found(r, &self.m),
            ]);
        }
        self.titled("section-reports", &table);
    }

    // The plan.

    fn plan(&mut self, plan: &PlanReport) {
        let title = self.m.text("section-plan");
        self.title(&title);
        self.headline(plan);
        self.curve(plan);
        self.classes(plan);
        self.orders(plan);
        self.bottlenecks(plan);
        self.what_if(plan);
        self.plan_crossings(plan);
        self.left_behind(plan);
        self.departures(plan);
        self.assumptions(plan);
        self.out.push('\n');
        let colour = if plan.proof.plans_checked > 0 { 2 } else { 3 };
        for line in wrapped(&certified(plan, &self.m), self.width - INDENT) {
            let line = self.style.colour_of(colour, &line);
            self.line(&format!("{}{line}", " ".repeat(INDENT)));
        }
    }

    fn headline(&mut self, plan: &PlanReport) {
        let m = &self.m;
        let mut facts = Table::new([(String::new(), Set::Words), (String::new(), Set::Words)]);
        facts.push([m.text("plan"), m.name(&plan.name)]);
        match plan_words::plan_window(plan, m) {
            Some(window) => {
                facts.push([m.text("col-window"), window.local]);
                for other in window.area.into_iter().chain(window.utc) {
                    facts.push([String::new(), other]);
                }
            }
            None => facts.push([m.text("col-window"), m.duration(plan.window_s)]),
        }
        facts.push([String::new(), terms(plan, m)]);
        if let Some(changes) = plan_words::changes(plan, m) {
            facts.push([String::new(), changes]);
        }
        let out = [
            made("part", count(plan.out_at_close)),
            made("total", count(plan.people)),
        ];
        facts.push([m.text("out-at-close"), m.with("of-total", &out)]);
        facts.push([m.text("left-behind"), count(plan.left_behind)]);
        let mut shortest = plan_words::shortest_window(plan, m);
        if let Some(note) = plan_words::shortest_note(plan, m) {
            shortest = format!("{shortest} ({note})");
        }
        facts.push([m.text("shortest-window"), shortest]);
        if plan.cut_off > 0 {
            facts.push([String::new(), m.with("cut-off", &[n("n", plan.cut_off)])]);
        }
        facts.push([m.text("held-back-by"), held_back_by(plan, m)]);
        self.table(&facts);
    }

    fn curve(&mut self, plan: &PlanReport) {
        if plan.arrived_by.is_empty() || plan.window_s == 0 {
            return;
        }
        let title = self.m.text("section-curve");
        self.heading(&title);
        let clock = WallClock::of(plan);
        let mut ticks = vec![(0, clock.at(0, &self.m))];
        let hours = plan.window_s.div_ceil(3600);
        let every = 3600 * hours.div_ceil(10).max(1);
        let mut t = clock.first_full_hour();
        while t < plan.window_s {
            if t > 0 && plan.window_s - t >= every / 2 {
                ticks.push((t * 1000 / plan.window_s, clock.at(t, &self.m)));
            }
            t += every;
        }
        ticks.push((1000, clock.at(plan.window_s, &self.m)));
        let drawn = curve::curve(
            &plan.arrived_by,
            self.width - INDENT,
            CURVE_HEIGHT,
            &ticks,
            self.style,
        );
        for line in drawn.lines() {
            let line = format!("{}{line}", " ".repeat(INDENT));
            self.line(line.trim_end());
        }
    }

    fn classes(&mut self, plan: &PlanReport) {
        let order = self
            .m
            .list(plan.classes.iter().map(|c| self.m.class(c.class)));
        let title = self.m.text("section-classes");
        self.heading(&title);
        let text = self.m.with("priority", &[made("order", order)]);
        self.paragraph(&text);
        let mut table = Table::new([
            self.column("col-class", Set::Words),
            self.column("col-people", Set::Number),
            self.column("col-out", Set::Number),
            self.column("col-left", Set::Number),
            self.column("col-if-first", Set::Number),
            self.column("col-shortest", Set::Words),
        ]);
        for c in &plan.classes {
            table.push([
                self.m.class(c.class),
                count(c.people),
                count(c.out_at_close),
                count(c.people.saturating_sub(c.out_at_close)),
                c.out_if_first.map(count).unwrap_or_default(),
                class_shortest(c, plan, &self.m),
            ]);
        }
        self.table(&table);
    }

    fn orders(&mut self, plan: &PlanReport) {
        let mut columns = vec![self.column("col-order", Set::Words)];
        columns.extend(
            plan.classes
                .iter()
                .map(|c| (self.m.class(c.class), Set::Number)),
        );
        columns.push(self.column("col-out", Set::Number));
        let mut table = Table::new(columns);
        for o in &plan.orders {
            let mut row = vec![plan_words::order(o, &self.m)];
            row.extend(
                plan.classes
                    .iter()
                    .map(|c| plan_words::out_in_order(o, c.class).map_or_else(String::new, count)),
            );
            row.push(count(o.out_at_close.iter().sum()));
            table.push(row);
        }
        self.titled("section-orders", &table);
    }

    fn left_behind(&mut self, plan: &PlanReport) {
        let mut table = Table::new([
            self.column("col-zone", Set::Words),
            self.column("col-people", Set::Number),
            self.column("left-behind", Set::Number),
        ]);
        let zones = plan_words::left_behind(plan);
        for (z, left) in zones.iter().take(MOST_ZONES) {
            let people: u64 = z.people.iter().map(|(_, n)| n).sum();
            table.push([self.m.name(&z.name), count(people), count(*left)]);
        }
        self.titled("section-left-behind", &table);
        if let Some(more) = zones.len().checked_sub(MOST_ZONES).filter(|&more| more > 0) {
            self.more(more);
        }
    }

    fn bottlenecks(&mut self, plan: &PlanReport) {
        let clock = WallClock::of(plan);
        let mut table = Table::new([
            self.column("col-what", Set::Words),
            self.column("col-kind", Set::Words),
            self.column("col-class", Set::Words),
            self.column("col-from-to", Set::Words),
            self.column("col-lets", Set::Number),
            self.column("col-gain", Set::Words),
        ]);
        for b in holding_back(plan).take(MOST_ROWS) {
            table.push([
                bottleneck_name(b, &self.m),
                bottleneck_kind(b, &self.m),
                self.m.class(b.class),
                span(b.from_s, b.to_s, &clock, &self.m),
                count(b.persons),
                gain(b.gain_per_person_min, &self.m),
            ]);
        }
        self.titled("section-bottlenecks", &table);
        self.rest(holding_back(plan).count());
        for line in empty_zones(plan, &self.m) {
            self.paragraph(&line);
        }
    }

    fn what_if(&mut self, plan: &PlanReport) {
        let mut table = Table::new([
            self.column("col-crossing", Set::Words),
            self.column("col-out", Set::Number),
            self.column("col-lost", Set::Number),
            self.column("col-shortest", Set::Words),
            self.column("col-gain-minute", Set::Number),
        ]);
        for w in worst_first(plan) {
            table.push([
                self.m.name(&w.name),
                count(w.out_at_close),
                count(w.lost),
                what_if_shortest(w, plan, &self.m),
                plan_words::one_more_minute(plan, &w.crossing)
                    .map_or_else(String::new, |n| format!("+{}", count(n))),
            ]);
        }
        self.titled("section-what-if", &table);
    }

    fn plan_crossings(&mut self, plan: &PlanReport) {
        let mut table = Table::new([
            self.column("col-crossing", Set::Words),
            self.column("col-admits", Set::Words),
            self.column("col-state", Set::Words),
            self.column("col-capacity", Set::Number),
            self.column("col-out", Set::Number),
            self.column("col-places", Set::Number),
            self.column("col-flow", Set::Words),
        ]);
        for c in &plan.crossings {
            let flow: Vec<u64> = c.per_minute.iter().copied().map(u64::from).collect();
            table.push([
                self.m.name(&c.name),
                self.m.classes(&c.admits),
                self.m.word("state", c.state.word()),
                self.m
                    .with("per-minute", &[n("n", u64::from(c.persons_per_min))]),
                count(c.out_at_close),
                count(c.places),
                curve::spark(&flow, 12),
            ]);
        }
        self.titled("section-crossings", &table);
    }

    fn departures(&mut self, plan: &PlanReport) {
        let clock = WallClock::of(plan);
        let mut table = Table::new([
            self.column("col-sets-out", Set::Words),
            self.column("col-zone", Set::Words),
            self.column("col-class", Set::Words),
            self.column("col-persons", Set::Number),
            self.column("col-towards-crossing", Set::Words),
            self.column("col-is-out", Set::Words),
        ]);
        let mut largest: Vec<&Departure> = plan.departures.iter().collect();
        largest.sort_by_key(|d| std::cmp::Reverse(d.persons));
        largest.truncate(MOST_ROWS);
        largest.sort_by_key(|d| d.from_s);
        for d in largest {
            table.push([
                span(d.from_s, d.to_s, &clock, &self.m),
                zone_name(plan, d, &self.m),
                self.m.class(d.class),
                count(d.persons),
                crossing_of(plan, d, &self.m),
                span(d.first_out_s, d.last_out_s, &clock, &self.m),
            ]);
        }
        self.titled("section-departures", &table);
        if plan.departures.len() > MOST_ROWS {
            let args = [
                n("shown", MOST_ROWS as u64),
                n("count", plan.departures.len() as u64),
            ];
            let text = self.m.with("largest-groups", &args);
            self.paragraph(&text);
        }
    }

    fn rest(&mut self, rows: usize) {
        if let Some(more) = rows.checked_sub(MOST_ROWS).filter(|&more| more > 0) {
            self.more(more);
        }
    }

    fn more(&mut self, rows: usize) {
        let text = self.m.with("more-in-page", &[n("count", rows as u64)]);
        let text = self.style.faint(&format!("… {text}"));
        self.line(&format!("{}{text}", " ".repeat(INDENT)));
    }

    fn assumptions(&mut self, plan: &PlanReport) {
        let mut table = Table::new([
            self.column("col-assumption", Set::Words),
            self.column("col-assumption-source", Set::Words),
        ]);
        for a in &plan.assumptions {
            table.push([
                one_line(&a.text),
                a.source.as_deref().map(one_line).unwrap_or_default(),
            ]);
        }
        self.titled("section-assumptions", &table);
    }
}
