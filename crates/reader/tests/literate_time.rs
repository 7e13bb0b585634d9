//! Runs the rules of time on the examples of `tests/rules/*-time.md`.
//!
//! In these files a heading ``## `ar.time.window` `` opens the examples of one rule. Under it stand
//!
//! - blocks ```` ```time 2016-11-03 ````: a text, and behind each `=>` what a mention of the rule must
//!   resolve to, seen from that day (`open`: no day of publication is known), in the order of the
//!   text;
//! - blocks ```` ```none ````: lines in each of which the rule must read nothing.
//!
//! What is written for a mention: its day or hours (`2016-11-04T09:00/2016-11-04T19:00`; `2016-10` and
//! `2013` for months and years), `09:00-19:00` for hours without a day, `needs publication`,
//! `needs earlier day`, `refused`, `either side`, `8 hours length`, `daily`; then, if there is one,
//! `zone GMT`, `parallel 05:00 GMT +180`, `noted`.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{collections::HashMap, fmt::Write as _, fs, path::Path};

use hudna_reader::time::{
    self, DurationRole, Precision, TimeMention, TimeValue, Unresolved, ZoneName,
};
use hudna_text::{Document, Folded};
use jiff::civil::Date;

fn zone(zone: ZoneName) -> &'static str {
    match zone {
        ZoneName::Iana(name) | ZoneName::Named(name) => name,
        _ => "local",
    }
}

fn show(m: &TimeMention, seen_from: Option<Date>) -> String {
    let mut out = match (&m.value, time::resolve(&m.value, seen_from)) {
        (TimeValue::Duration { amount, unit, role }, _) => {
            let n = match (amount.single(), amount.min, amount.max) {
                (Some(n), _, _) => format!("{}{n}", if amount.exact { "" } else { "~" }),
                (None, Some(a), Some(b)) => format!("{a}..{b}"),
                (None, Some(a), None) => format!(">={a}"),
                (None, _, b) => format!("<={}", b.unwrap()),
            };
            let role = match role {
                DurationRole::Length => "length",
                DurationRole::History => "history",
                DurationRole::Apart => "apart",
                DurationRole::Extension => "extension",
                _ => "open",
            };
            format!("{n} {} {role}", unit.plural())
        }
        (TimeValue::Daily, _) => "daily".to_owned(),
        (value, resolved) => {
            let daily = matches!(value, TimeValue::Window { daily: true, .. });
            let when = match resolved {
                Ok(r) => match (r.precision, r.end) {
                    (Precision::Month, _) => r.start.date.strftime("%Y-%m").to_string(),
                    (Precision::Year, _) => r.start.date.strftime("%Y").to_string(),
                    (_, Some(end)) => format!("{}/{end}", r.start),
                    (_, None) => r.start.to_string(),
                },
                Err(Unresolved::NoDay { start, end }) => {
                    let show =
                        |c: Option<hudna_truce::Clock>| c.map_or(String::new(), |c| c.to_string());
                    match (start, end) {
                        (Some(s), None) => s.to_string(),
                        (s, e) => format!("{}-{}", show(s), show(e)),
                    }
                }
                Err(Unresolved::NeedsPublication) => "needs publication".to_owned(),
                Err(Unresolved::NeedsEarlierDay) => "needs earlier day".to_owned(),
                Err(Unresolved::TwoSides { .. }) => "either side".to_owned(),
                Err(Unresolved::Contradiction(_)) => "refused".to_owned(),
                Err(_) => "no time".to_owned(),
            };
            format!("{when}{}", if daily { " daily" } else { "" })
        }
    };
    if let Some(z) = m.zone {
        let _ = write!(out, " zone {}", zone(z.zone));
    }
    for p in &m.parallels {
        let _ = write!(out, " parallel {}", p.start);
        if let Some(end) = p.end {
            let _ = write!(out, "-{end}");
        }
        if let Some(z) = p.zone {
            let _ = write!(out, " {}", zone(z));
        }
        match p.ahead_min {
            Some(n) => _ = write!(out, " {n:+}"),
            None => out.push_str(" contradictory"),
        }
    }
    if !m.notes.is_empty() {
        out.push_str(" noted");
    }
    out
}

/// How many examples of each kind a rule has.
#[derive(Default)]
struct Seen {
    positive: usize,
    negative: usize,
}

fn run(path: &Path, seen: &mut HashMap<String, Seen>, wrong: &mut Vec<String>) {
    let file = path.file_name().unwrap().to_str().unwrap();
    let source = fs::read_to_string(path).unwrap();
    let mut rule = String::new();
    let mut lines = source.lines().zip(1..);
    while let Some((line, at)) = lines.next() {
        if let Some(name) = line.strip_prefix("## `").and_then(|l| l.strip_suffix('`')) {
            name.clone_into(&mut rule);
        }
        let Some(kind) = line.strip_prefix("```").filter(|k| !k.is_empty()) else {
            continue;
        };
        let block: Vec<&str> = lines
            .by_ref()
            .map(|(l, _)| l)
            .take_while(|l| *l != "```")
            .inspect(|l| {
                assert!(
                    !l.starts_with("```"),
                    "{file}:{at}: the block is not closed"
                );
            })
            .collect();
        let of_rule = |text: &str, from: Option<Date>| -> Vec<String> {
            let folded = Folded::of(text);
            let doc = Document::new(&folded);
            time::mentions(&doc)
                .iter()
                .filter(|m| m.rule.0.strip_suffix("@1") == Some(&rule))
                .map(|m| show(m, from))
                .collect()
        };
        let count = seen.entry(rule.clone()).or_default();
        if kind == "none" {
            for text in block {
                count.negative += 1;
                let read = of_rule(text, None);
                if !read.is_empty() {
                    wrong.push(format!("{file}:{at}: {rule} reads {read:?} in «{text}»"));
                }
            }
        } else if let Some(from) = kind.strip_prefix("time ") {
            let from = (from != "open").then(|| from.parse().unwrap());
            let text = block
                .iter()
                .copied()
                .filter(|l| !l.starts_with("=> "))
                .collect::<Vec<_>>()
                .join("\n");
            let want: Vec<&str> = block.iter().filter_map(|l| l.strip_prefix("=> ")).collect();
            count.positive += want.len();
            let read = of_rule(&text, from);
            if read != want {
                wrong.push(format!(
                    "{file}:{at}: {rule} in «{text}»: {want:?}, read {read:?}"
                ));
            }
        } else {
            wrong.push(format!("{file}:{at}: unknown block {kind:?}"));
        }
    }
}

#[test]
fn every_rule_reads_its_examples_and_nothing_in_its_counterexamples() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");
    let mut seen = HashMap::new();
    let mut wrong = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.to_str().unwrap().ends_with("-time.md") {
            run(&path, &mut seen, &mut wrong);
        }
    }
    for rule in time::rules() {
        let name = rule.0.split('@').next().unwrap();
        let ok = seen
            .get(name)
            .is_some_and(|s| s.positive > 0 && s.negative > 0);
        if !ok {
            wrong.push(format!("{name} needs an example and a counterexample"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
