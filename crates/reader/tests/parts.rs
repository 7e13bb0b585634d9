//! Totals and parts of crossings over several reports: each crossing is told once.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use hudna_reader::{Document, Options, Reader};

/// The crossings of the one dossier of these reports: how many of how many, name, whom they admit.
fn crossings(texts: &[&str]) -> Vec<String> {
    let docs: Vec<Document> = (texts.iter().enumerate())
        .map(|(i, text)| Document {
            id: format!("report-{i}"),
            text: (*text).to_owned(),
            published: Some("2016-11-03".parse().unwrap()),
            ..Document::default()
        })
        .collect();
    let dossiers = Reader::new(Options::default()).read_all(&docs).dossiers;
    assert_eq!(dossiers.len(), 1);
    let all = &dossiers[0].crossings;
    let count = |at: usize| all[at].count.value.unwrap();
    (0..all.len())
        .map(|at| {
            let c = &all[at];
            // A part stands behind its total.
            assert!(c.part_of.is_none_or(|total| total < at));
            let part = (c.part_of).map_or(String::new(), |t| format!(" of {}", count(t)));
            let who: Vec<String> = (c.admits.value.iter().flatten())
                .map(ToString::to_string)
                .collect();
            let name = c.name.as_deref().or(c.leads_to.value.as_deref());
            format!(
                "{}{part} | {} | {}",
                count(at),
                name.unwrap_or("-"),
                who.join("+")
            )
        })
        .collect()
}

const TOTAL: &str = "أعلنت روسيا هدنة في حلب غدا من التاسعة صباحا. وحددت لها المعابر الثمانية، منها اثنان للمقاتلين.";
const APART: &str = "Russia announced a truce in Aleppo tomorrow from 9 am. Two corridors will open for fighters, one by the Castello road, the other through Mashariqa.";
const COUNTED: &str =
    "أعلنت روسيا هدنة في حلب غدا من التاسعة صباحا. وستفتح ستة معابر للمدنيين ومعبران للمقاتلين.";

#[test]
fn three_reports_that_tell_the_same_eight_give_eight() {
    let want = [
        "8 | - | ",
        "2 of 8 | - | fighters",
        "1 of 2 | Castello road | fighters",
        "1 of 2 | Mashariqa district | fighters",
        "6 of 8 | - | civilians",
    ];
    let mut told = crossings(&[TOTAL, APART, COUNTED]);
    assert_eq!(told, want);
    // The order of the reports changes the order of the list, not what is a part of what.
    let mut turned = crossings(&[COUNTED, APART, TOTAL]);
    told.sort();
    turned.sort();
    assert_eq!(told, turned);
}

#[test]
fn numbers_that_do_not_come_to_the_total_stay_beside_it() {
    let nine = "أعلنت روسيا هدنة في حلب غدا من التاسعة صباحا. والمعابر التسعة مفتوحة.";
    assert_eq!(
        crossings(&[nine, COUNTED]),
        ["9 | - | ", "6 | - | civilians", "2 | - | fighters"]
    );
}

#[test]
fn as_many_for_others_are_others() {
    let wounded = "Russia announced a truce in Aleppo tomorrow from 9 am. Two corridors will open for the wounded, one by the Castello road, the other through Mashariqa.";
    let told = crossings(&[COUNTED, wounded]);
    assert_eq!(
        told,
        [
            "6 | - | civilians",
            "2 | - | fighters",
            "1 | Castello road | wounded",
            "1 | Mashariqa district | wounded",
        ]
    );
}
