//! Runs the reader on the examples of `tests/rules/*-claims.md`.
//!
//! In these files a heading ``## `truce` `` (or `crossing`, `closed`, `position`, `figure`, `meeting`) opens the
//! examples of one topic. Under it stand
//!
//! - blocks ```` ```claims 2016-11-03 ````: a report published on that day (`open`: nobody knows when),
//!   and behind each `=>` a claim of the topic, in the order of the reading;
//! - blocks ```` ```none ````: lines, each a report in which the topic has nothing.
//!
//! What is written for a claim, `-` where nothing is told, several joined by `+`:
//!
//! - `truce`: declarers | kind | area | `first hour..last hour` | `start..end` (`… or …`: left open between them) |
//!   status | purposes
//! - `crossing`, `closed` (those that are left out or shut): count, ` of ` the total that it is part of | name, ` to ` where it leads | whom it admits
//! - `position`: party, its speaker in parentheses | stance
//! - `figure`: what is counted | number or `min..max` (`~`: about) and unit, ` of ` the total
//! - `meeting`: who | place | when | status

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{fs, path::Path};

use hudna_reader::{Document, Options, Reader};
use hudna_truce::{Crossing, Figure, LocalTime, Meeting, OneOf, Position, ReportReading, Truce};

fn words<T: ToString>(list: &[T]) -> String {
    list.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("+")
}

fn or_dash<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |v| v.to_string())
}

fn truce(t: &Truce) -> String {
    let clocks = format!("{}..{}", or_dash(t.clock_start), or_dash(t.clock_end));
    let edge = |told: Option<LocalTime>, open: &Option<OneOf>| match open {
        Some(open) => {
            let all: Vec<String> = open.moments.iter().map(ToString::to_string).collect();
            all.join(" or ")
        }
        None => or_dash(told),
    };
    let days = format!(
        "{}..{}",
        edge(t.starts, &t.starts_open),
        edge(t.ends, &t.ends_open)
    );
    let who = if t.declared_by.is_empty() {
        "-".to_owned()
    } else {
        t.declared_by.join("+")
    };
    let area = or_dash(t.area.as_deref());
    let (kind, status, purpose) = (t.kind, t.status, words(&t.purpose));
    format!("{who} | {kind} | {area} | {clocks} | {days} | {status} | {purpose}")
}

fn crossing(c: &Crossing, all: &[Crossing]) -> String {
    let part = (c.part_of).map_or(String::new(), |t| format!(" of {}", all[t].count));
    let name = or_dash(c.name.as_deref());
    let to = (c.leads_to.as_deref()).map_or(String::new(), |to| format!(" to {to}"));
    let admits = or_dash((!c.admits.is_empty()).then(|| words(&c.admits)));
    format!("{}{part} | {name}{to} | {admits}", c.count)
}

fn position(p: &Position) -> String {
    match &p.speaker {
        Some(speaker) => format!("{} ({speaker}) | {}", p.actor, p.stance),
        None => format!("{} | {}", p.actor, p.stance),
    }
}

fn figure(f: &Figure, all: &[Figure]) -> String {
    let bounds = if f.min == f.max {
        or_dash(f.min)
    } else {
        format!("{}..{}", or_dash(f.min), or_dash(f.max))
    };
    let about = if f.exact { "" } else { "~" };
    let part = (f.part_of).map_or(String::new(), |t| format!(" of {}", or_dash(all[t].min)));
    format!("{} | {about}{bounds} {}{part}", f.what, f.unit)
}

fn meeting(m: &Meeting) -> String {
    let (place, when) = (or_dash(m.place.as_deref()), or_dash(m.when));
    format!("{} | {place} | {when} | {}", words(&m.who), m.status)
}

fn told(topic: &str, r: &ReportReading) -> Vec<String> {
    match topic {
        "truce" => r.truces.iter().map(truce).collect(),
        "crossing" => (r.truces.iter())
            .flat_map(|t| t.crossings.iter().map(|c| crossing(c, &t.crossings)))
            .collect(),
        "closed" => (r.truces.iter())
            .flat_map(|t| {
                t.crossings_excluded
                    .iter()
                    .map(|c| crossing(c, &t.crossings_excluded))
            })
            .collect(),
        "position" => r.positions.iter().map(position).collect(),
        "figure" => (r.figures.iter()).map(|f| figure(f, &r.figures)).collect(),
        "meeting" => r.meetings.iter().map(meeting).collect(),
        other => panic!("unknown topic {other:?}"),
    }
}

fn run(reader: &Reader, path: &Path, wrong: &mut Vec<String>) {
    let file = path.file_name().unwrap().to_str().unwrap();
    let source = fs::read_to_string(path).unwrap();
    let (mut topic, mut positive, mut negative) = (String::new(), 0, 0);
    let mut lines = source.lines().zip(1..);
    let read = |text: &str, published: &str, topic: &str| {
        let doc = Document {
            id: "example".to_owned(),
            text: text.to_owned(),
            published: (published != "open").then(|| published.parse().unwrap()),
            ..Document::default()
        };
        told(topic, &reader.read(&doc))
    };
    while let Some((line, at)) = lines.next() {
        if let Some(name) = line.strip_prefix("## `").and_then(|l| l.strip_suffix('`')) {
            name.clone_into(&mut topic);
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
        if kind == "none" {
            for text in block {
                negative += 1;
                let claims = read(text, "open", &topic);
                if !claims.is_empty() {
                    wrong.push(format!("{file}:{at}: {topic} in «{text}»: {claims:#?}"));
                }
            }
        } else if let Some(published) = kind.strip_prefix("claims ") {
            let (want, text): (Vec<&str>, Vec<&str>) =
                block.iter().partition(|l| l.starts_with("=> "));
            let want: Vec<&str> = want.iter().filter_map(|l| l.strip_prefix("=> ")).collect();
            positive += want.len();
            let claims = read(&text.join("\n"), published, &topic);
            if claims != want {
                wrong.push(format!(
                    "{file}:{at}: {topic}: want {want:#?}, read {claims:#?}"
                ));
            }
        } else {
            wrong.push(format!("{file}:{at}: unknown block {kind:?}"));
        }
    }
    if positive == 0 || negative == 0 {
        wrong.push(format!("{file} needs examples and counterexamples"));
    }
}

#[test]
fn every_topic_reads_its_examples_and_nothing_in_its_counterexamples() {
    let reader = Reader::new(Options::default());
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");
    let mut paths: Vec<_> = (fs::read_dir(dir).unwrap())
        .map(|e| e.unwrap().path())
        .filter(|p| p.to_str().unwrap().ends_with("-claims.md"))
        .collect();
    paths.sort();
    let mut wrong = Vec::new();
    for path in &paths {
        run(&reader, path, &mut wrong);
    }
    assert!(
        !paths.is_empty() && wrong.is_empty(),
        "\n{}",
        wrong.join("\n")
    );
}
