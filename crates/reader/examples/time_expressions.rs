//! How many time expressions of the reference list are right, and how many a second are read: the
//! reader's side of `make bench-reading`.
//!
//! `cargo run --release -p hudna-reader --example time_expressions -- ../shared/reading`
#![allow(clippy::print_stdout, reason = "printing is what it is for")]
#![allow(
    clippy::unwrap_used,
    reason = "a measurement that lacks its material stops"
)]

#[path = "../tests/expressions/mod.rs"]
mod expressions;

use std::{fs, hint::black_box, path::PathBuf, time::Instant};

use expressions::Expression;
use serde_json::json;

/// Times that the list is read for the rate.
const ROUNDS: usize = 4_000;

fn main() {
    let shared = PathBuf::from(std::env::args().nth(1).unwrap());
    let list = fs::read_to_string(shared.join("time25.json")).unwrap();
    let list: Vec<Expression> = serde_json::from_str(&list).unwrap();
    let reports = shared.join("reports");
    let right = |answer: Result<String, _>, e: &Expression| answer.as_ref() == Ok(&e[3]);
    let alone = (list.iter())
        .filter(|e| right(expressions::alone(&e[1], &e[2]), e))
        .count();
    // What is wrong is an answer that is not the gold; an open one is none.
    let wrong = (list.iter())
        .filter(|e| matches!(expressions::alone(&e[1], &e[2]), Ok(a) if a != e[3]))
        .count();
    let both = (list.iter())
        .filter(|e| {
            right(expressions::alone(&e[1], &e[2]), e)
                || right(expressions::in_report(&reports, e), e)
        })
        .count();
    let begin = Instant::now();
    for _ in 0..ROUNDS {
        for e in &list {
            let _ = black_box(expressions::alone(black_box(&e[1]), &e[2]));
        }
    }
    let rate = (ROUNDS * list.len()) as f64 / begin.elapsed().as_secs_f64();
    println!(
        "{}",
        json!({"of": list.len(), "right_alone": alone, "wrong_alone": wrong,
            "right_in_report": both, "per_second": rate})
    );
}
