//! Every value with the rules that read it, the words it stands on and the steps by which it was found.

use hudna_truce::{Evidence, Reason, ReportReading};
use serde_json::Value;

use super::{Screen, Set, Style, Table};
use crate::{SourceText, visible::one_line};

/// One block for each report: for every value the field, the value, the rule and the words, and below them
/// the chain of reasons, where the reading has it.
#[must_use]
pub fn explain(
    readings: &[ReportReading],
    sources: &[SourceText],
    width: usize,
    style: Style,
) -> String {
    let mut screen = Screen::new(sources, width, style);
    for reading in readings {
        // Not a title, which is set in capitals: an id is quoted as it is.
        screen.heading(&format!("{} ({})", reading.id, reading.lang));
        // A reading is plain data: it always becomes JSON, and its lists are those of the contract.
        let json = serde_json::to_value(reading).unwrap_or_default();
        for list in ["published", "truces", "positions", "figures", "meetings"] {
            let values = match json.get(list) {
                Some(Value::Array(values)) => values.iter().collect(),
                Some(value) => vec![value],
                None => Vec::new(),
            };
            for (number, value) in (1..).zip(values) {
                screen.explain_value(&format!("{list} {number}"), &reading.id, value);
            }
        }
        for reason in &reading.published.reasons {
            screen.paragraph(reason);
        }
        for note in &reading.notes {
            screen.paragraph(&note.message);
        }
    }
    screen.out
}

impl Screen<'_> {
    fn explain_value(&mut self, name: &str, report: &str, value: &Value) {
        let mut table = Table::new([
            ("field".to_owned(), Set::Words),
            ("value".to_owned(), Set::Words),
            ("rule".to_owned(), Set::Words),
            ("words".to_owned(), Set::Words),
        ]);
        self.explain_rows(&mut table, value);
        if !table.is_empty() {
            self.heading(name);
            self.table(&table);
        }
        let mut steps = Table::new([
            ("field".to_owned(), Set::Words),
            ("step".to_owned(), Set::Words),
            ("rule".to_owned(), Set::Words),
            ("words".to_owned(), Set::Words),
        ]);
        self.explain_steps(&mut steps, report, value);
        if !steps.is_empty() {
            self.out.push('\n');
            self.table(&steps);
        }
    }

    /// The chains of reasons of a value, then those of the values within it.
    fn explain_steps(&self, table: &mut Table, report: &str, value: &Value) {
        let Value::Object(fields) = value else { return };
        let reasons = fields.get("reasons").cloned().unwrap_or_default();
        let reasons: Vec<Reason> = serde_json::from_value(reasons).unwrap_or_default();
        let mut last = "";
        for reason in &reasons {
            // The field once, before its first step.
            let field = if last == reason.slot {
                ""
            } else {
                &*reason.slot
            };
            last = &reason.slot;
            let words = reason.words.map(|span| Evidence {
                report: report.into(),
                start: span.start,
                end: span.end,
                rule: reason.rule.clone(),
                slot: None,
            });
            table.push([
                field.to_owned(),
                one_line(&reason.gave),
                reason.rule.to_string(),
                words.map_or_else(String::new, |e| self.words(std::slice::from_ref(&e), None)),
            ]);
        }
        for inner in fields.values().filter_map(Value::as_array).flatten() {
            self.explain_steps(table, report, inner);
        }
    }

    /// The rows of a value, then those of the values within it (the crossings of a truce).
    fn explain_rows(&self, table: &mut Table, value: &Value) {
        let Value::Object(fields) = value else { return };
        for piece in fields
            .get("evidence")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let Ok(evidence) = serde_json::from_value::<Evidence>(piece.clone()) else {
                continue;
            };
            let slot = evidence.slot.as_deref().unwrap_or("");
            let together = |keys: &[&str]| {
                let told = keys.iter().filter_map(|&key| fields.get(key));
                let told: Vec<_> = told.filter(|v| !v.is_null()).map(plain).collect();
                told.join(" · ")
            };
            let stated = match slot {
                "" => summary(fields),
                // The words of these stand for several fields at once.
                "window" => together(&["starts", "ends", "clock_start", "clock_end"]),
                "duration" => together(&["duration_hours", "days"]),
                _ => match fields.get(slot) {
                    Some(Value::Array(values)) if values.iter().any(Value::is_object) => {
                        String::new()
                    }
                    Some(v) => plain(v),
                    None => summary(fields),
                },
            };
            table.push([
                slot.to_owned(),
                stated,
                evidence.rule.to_string(),
                self.words(std::slice::from_ref(&evidence), None),
            ]);
        }
        for (key, inner) in fields {
            if let (true, Value::Array(values)) = (key != "evidence", inner) {
                for v in values {
                    self.explain_rows(table, v);
                }
            }
        }
    }
}

/// A value as a person would write it.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(s) => s.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// What a whole claim says, in a few words: its telling fields.
fn summary(fields: &serde_json::Map<String, Value>) -> String {
    const TELLING: &[&str] = &[
        "date", "basis", "actor", "stance", "what", "min", "max", "unit", "who", "where", "when",
        "name", "count", "admits", "status",
    ];
    TELLING
        .iter()
        .filter_map(|&key| fields.get(key).filter(|v| !v.is_null()))
        .map(plain)
        .filter(|s| !s.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}
