//! Time expressions of five real reports, as an annotator resolved them on 3 November 2016.
//!
//! An expression is read alone. Where it alone leaves the side of the day open (a bare weekday), it
//! is read where it stands in its report, and the verb there decides.

mod expressions;

use std::{fs, path::PathBuf};

use expressions::Expression;
use hudna_reader::time::Unresolved;

/// The shared reading material beside the repository, where it is there.
fn shared_reading() -> Option<PathBuf> {
    let path = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/reading"
    ));
    path.is_dir().then_some(path)
}

#[test]
fn twenty_five_of_twenty_five_expressions_are_right() {
    let Some(shared) = shared_reading() else {
        println!("SKIPPED: the 25 time expressions need ../shared/reading beside the repository");
        return;
    };
    let list = fs::read_to_string(shared.join("time25.json")).unwrap();
    let list: Vec<Expression> = serde_json::from_str(&list).unwrap();
    let mut wrong = Vec::new();
    for expression in &list {
        let [report, words, kind, gold] = expression;
        let mut answer = expressions::alone(words, kind);
        if matches!(answer, Err(Unresolved::TwoSides { .. })) {
            answer = expressions::in_report(&shared.join("reports"), expression);
        }
        if answer.as_ref() != Ok(gold) {
            wrong.push(format!("{report} «{words}»: {gold}, read as {answer:?}"));
        }
    }
    assert_eq!(list.len(), 25);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
