//! What the end-to-end tests share: the built binary, the repository's folders, and what a run of
//! the binary left behind.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

/// The root of the repository.
#[must_use]
pub fn root() -> &'static Path {
    // e2e/ lies in the root.
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// A file or folder of the shared test data beside the repository. When it is absent the test that
/// asks is skipped, loudly.
#[must_use]
pub fn shared(path: &str, test: &str) -> Option<PathBuf> {
    let found = root().join("../shared").join(path);
    if found.exists() {
        Some(found)
    } else {
        loudly(&format!("SKIPPED: {test} needs ../shared/{path}"));
        None
    }
}

/// Past the test harness's capture, so that a skipped test is seen in a green run.
fn loudly(line: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// The binary under test: `HUDNA_BIN`, or built now in the profile of the tests.
///
/// # Panics
/// When it cannot be built.
#[must_use]
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        if let Some(path) = env::var_os("HUDNA_BIN") {
            return PathBuf::from(path);
        }
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .args([
                "build",
                "--release",
                "--quiet",
                "--locked",
                "-p",
                "hudna",
                "--message-format=json",
            ])
            .current_dir(root())
            .output()
            .expect("cargo starts");
        assert!(
            built.status.success(),
            "{}",
            String::from_utf8_lossy(&built.stderr)
        );
        String::from_utf8_lossy(&built.stdout)
            .lines()
            .filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok())
            .find_map(|m| m.get("executable")?.as_str().map(PathBuf::from))
            .expect("cargo names the executable it built")
    })
}

/// What a run of the binary left behind.
#[derive(Debug)]
pub struct Ran {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Standard output as JSON.
    ///
    /// # Panics
    /// When the command failed or did not print JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_str(&self.out).expect("the output is JSON")
    }
}

impl From<Output> for Ran {
    fn from(o: Output) -> Self {
        Self {
            code: o.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&o.stdout).into_owned(),
            err: String::from_utf8_lossy(&o.stderr).into_owned(),
        }
    }
}

/// Runs `hudna` in `folder`.
///
/// # Panics
/// When the binary cannot be started.
pub fn hudna_in<A: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = A>) -> Ran {
    Command::new(binary())
        .args(args)
        .current_dir(folder)
        .env_remove("COLUMNS")
        .output()
        .expect("the binary starts")
        .into()
}

/// Runs `hudna` in the root of the repository.
pub fn hudna<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Ran {
    hudna_in(root(), args)
}
