//! `hudna certify`.

use std::{fmt::Write as _, fs};

use hudna_plan::{StoredPlan, VerifyError};

use crate::{
    args::CertifyArgs,
    failure::{Failure, Outcome},
    output,
    plan::{Input, failed},
};

pub(crate) fn run(args: &CertifyArgs) -> Outcome {
    let file = args.plan.display();
    let text = fs::read_to_string(&args.plan).map_err(|e| {
        Failure::bad_input(format!(
            "cannot read {file}: {e}; give the file that `hudna plan --certificate` wrote"
        ))
    })?;
    let stored: StoredPlan = serde_json::from_str(&text).map_err(|e| {
        Failure::bad_input(format!(
            "{file}, line {}, column {}: {e}; this is no plan as `hudna plan --certificate` writes it",
            e.line(),
            e.column()
        ))
    })?;
    let input = Input::load(&args.folder, args.dossier.as_deref())?;
    let verified = stored.verify(&input.subject()).map_err(|e| match e {
        VerifyError::Plan(e) => failed(e),
        refused => Failure::check_failed(format!("{file} is refused: {refused}")),
    })?;
    let mut told = format!("Accepted: {} for {}\n", file, args.folder.display());
    for (class, accepted) in &verified.classes {
        let left: u64 = accepted.left_behind.iter().map(|&n| u64::from(n)).sum();
        // Writing to a String cannot fail.
        let _ = writeln!(
            told,
            "  {class}: {} people = {} out + {left} left behind; at each of {} steps no plan could have more out",
            accepted.people, accepted.out, verified.steps
        );
    }
    if verified.classes.len() > 1 {
        told.push_str("  Each class on the places that the classes before it leave.\n");
    }
    output::print(&told)
}
