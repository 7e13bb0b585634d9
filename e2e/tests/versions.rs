//! Several reports on one truce, through the real binary: its versions are a chain.

use std::fs;

use hudna_e2e::hudna_in;
use serde_json::{Value, json};

#[test]
fn an_extension_in_another_language_supersedes_the_announcement_in_one_dossier() {
    let folder = tempfile::tempdir().expect("a folder");
    let reports = [
        (
            "announced.txt",
            "أعلن الجيش السوداني وقوات الدعم السريع هدنة في الخرطوم مدتها 24 ساعة تبدأ غدا السبت في الساعة السادسة صباحا.",
        ),
        (
            "extended.txt",
            "Sudan's army and the Rapid Support Forces agreed to extend the truce in Khartoum by 24 hours, until 6 a.m. on Monday.",
        ),
    ];
    for (name, text) in reports {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    fs::write(
        folder.path().join("dates.tsv"),
        "announced\t2023-06-09\nextended\t2023-06-11\n",
    )
    .expect("a file");
    let ran = hudna_in(
        folder.path(),
        [
            "read",
            "--json",
            "--published-from",
            "dates.tsv",
            "extended.txt",
            "announced.txt",
        ],
    );
    let read: Value = serde_json::from_str(&ran.out).expect("JSON");
    let dossiers = read["dossiers"].as_array().expect("dossiers");
    assert_eq!(dossiers.len(), 1, "{}", ran.out);
    let versions = dossiers[0]["versions"].as_array().expect("versions");
    let told: Vec<Value> = (versions.iter())
        .map(|v| {
            json!([
                v["status"],
                v["issued"],
                v["effective"],
                v["expires"],
                v["extended_by_hours"],
                v["supersedes"]
            ])
        })
        .collect();
    assert_eq!(
        told,
        [
            json!([
                "announced",
                "2023-06-09",
                "2023-06-10T06:00",
                null,
                null,
                null
            ]),
            json!(["extended", "2023-06-11", null, "2023-06-12T06:00", 24.0, 0]),
        ]
    );
}
