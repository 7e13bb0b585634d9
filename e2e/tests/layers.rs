//! The house keeps its shape: arrows between crates go one way, and pure crates stay pure.

use std::{collections::BTreeMap, fs, path::PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand, Package};

/// Which crates of ours each crate may depend on. An arrow that is not here is an error; so is a
/// crate that is not here.
const MAY_DEPEND_ON: &[(&str, &[&str])] = &[
    ("hudna-truce", &[]),
    ("hudna-instance", &[]),
    ("hudna-text", &["hudna-truce"]),
    ("hudna-network", &["hudna-truce", "hudna-instance"]),
    ("hudna-flow", &["hudna-instance"]),
    ("hudna-certify", &["hudna-instance"]),
    ("hudna-reader", &["hudna-truce", "hudna-text"]),
    ("hudna-intake", &["hudna-truce", "hudna-reader"]),
    (
        "hudna-plan",
        &[
            "hudna-truce",
            "hudna-instance",
            "hudna-network",
            "hudna-flow",
            "hudna-certify",
        ],
    ),
    ("hudna-brief", &["hudna-truce", "hudna-plan"]),
    (
        "hudna",
        &[
            "hudna-truce",
            "hudna-text",
            "hudna-reader",
            "hudna-intake",
            "hudna-instance",
            "hudna-network",
            "hudna-plan",
            "hudna-brief",
        ],
    ),
    ("hudna-e2e", &[]),
];

/// Crates without input, output, clock or environment.
const PURE: &[&str] = &[
    "hudna-truce",
    "hudna-text",
    "hudna-reader",
    "hudna-instance",
    "hudna-flow",
    "hudna-certify",
];

/// Crates in which nothing is counted in floating point.
const INTEGERS_ONLY: &[&str] = &["hudna-instance", "hudna-flow", "hudna-certify"];

fn workspace() -> Vec<Package> {
    let metadata = MetadataCommand::new()
        .manifest_path(hudna_e2e::root().join("Cargo.toml"))
        .no_deps()
        .other_options(vec!["--locked".to_owned(), "--offline".to_owned()])
        .exec()
        .expect("cargo metadata");
    metadata.packages
}

fn sources(package: &Package) -> Vec<(PathBuf, String)> {
    let root = package
        .manifest_path
        .parent()
        .expect("a manifest lies in a folder")
        .join("src");
    let mut folders = vec![root.into_std_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a source folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{} has sources", package.name);
    found
}

#[test]
fn arrows_between_crates_go_one_way() {
    let allowed: BTreeMap<_, _> = MAY_DEPEND_ON.iter().copied().collect();
    for package in workspace() {
        let name = package.name.to_string();
        let Some(allowed) = allowed.get(name.as_str()) else {
            panic!("{name} has no layer yet: add it to MAY_DEPEND_ON and to ARCHITECTURE.md");
        };
        for d in package
            .dependencies
            .iter()
            .filter(|d| d.name.starts_with("hudna"))
        {
            if d.kind == DependencyKind::Normal {
                assert!(
                    allowed.contains(&d.name.as_str()),
                    "{name} must not depend on {}",
                    d.name
                );
            }
        }
    }
}

#[test]
fn the_checker_never_sees_the_solver_not_even_in_its_tests() {
    let packages = workspace();
    let certify = packages
        .iter()
        .find(|p| p.name.as_str() == "hudna-certify")
        .expect("hudna-certify");
    assert!(
        certify
            .dependencies
            .iter()
            .all(|d| d.name != "hudna-flow" && d.name != "hudna-plan")
    );
}

#[test]
fn pure_crates_do_no_input_or_output_and_read_no_clock() {
    const FORBIDDEN: &[&str] = &[
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::io",
        "std::thread",
        "SystemTime",
        "Instant::now",
        "Zoned::now",
        "Timestamp::now",
        "println!",
        "eprintln!",
    ];
    for package in workspace()
        .iter()
        .filter(|p| PURE.contains(&p.name.as_str()))
    {
        for (path, text) in sources(package) {
            for word in FORBIDDEN {
                assert!(
                    !text.contains(word),
                    "{} uses {word}, but {} is pure",
                    path.display(),
                    package.name
                );
            }
        }
    }
}

#[test]
fn people_are_never_counted_in_floating_point() {
    for package in workspace()
        .iter()
        .filter(|p| INTEGERS_ONLY.contains(&p.name.as_str()))
    {
        for (path, text) in sources(package) {
            for word in ["f32", "f64"] {
                let used = text
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .any(|w| w == word);
                assert!(!used, "{} uses {word}", path.display());
            }
        }
    }
}

#[test]
fn every_crate_takes_the_lints_and_the_licence_of_the_workspace() {
    for package in workspace() {
        let manifest = fs::read_to_string(&package.manifest_path).expect("a manifest");
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "{}",
            package.manifest_path
        );
        assert_eq!(
            package.license.as_deref(),
            Some("Apache-2.0 OR MIT"),
            "{}",
            package.name
        );
    }
}
