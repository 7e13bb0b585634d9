//! Writes the brief of the test fixture to a file, or prints it as the terminal shows it:
//! `cargo run -p hudna-brief --example preview -- brief.html` or `… -- 100`.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

#[path = "../tests/aleppo/mod.rs"]
mod aleppo;

use hudna_brief::{BriefInput, html, terminal};

fn main() {
    let (readings, dossiers, sources, plan) = (
        aleppo::readings(),
        aleppo::dossiers(),
        aleppo::sources(),
        aleppo::plan(),
    );
    let input = BriefInput {
        readings: &readings,
        dossiers: &dossiers,
        sources: &sources,
        arabic_names: &std::collections::BTreeMap::new(),
        plan: Some(&plan),
        what_if: Some(&aleppo::what_if()),
        no_plan_reason: None,
    };
    let target = std::env::args().nth(1).unwrap_or_else(|| "100".to_owned());
    match target.parse::<usize>() {
        Ok(width) => print!(
            "{}",
            terminal::brief(&input, width, terminal::Style::plain())
        ),
        Err(_) => std::fs::write(&target, html(&input)).unwrap(),
    }
}
