//! Where results go: standard output, and files that are written whole or not at all.

use std::{
    io::{self, Write as _},
    path::Path,
};

use serde::Serialize;

use crate::failure::{Failure, Outcome};

/// Prints to standard output. A reader that closes the pipe early (`| head`) is no failure.
pub(crate) fn print(text: &str) -> Outcome {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Failure::bad_input(format!(
            "writing to standard output: {e}"
        ))),
        _ => Ok(()),
    }
}

/// Prints a value as indented JSON with a line break at its end.
pub(crate) fn print_json(value: &impl Serialize) -> Outcome {
    let text = serde_json::to_string_pretty(value)
        .map_err(|e| Failure::bad_input(format!("writing JSON: {e}")))?;
    print(&(text + "\n"))
}

/// Writes a value as JSON in one line, whole or not at all.
pub(crate) fn write_json(path: &Path, value: &impl Serialize) -> Outcome {
    let text = serde_json::to_string(value)
        .map_err(|e| Failure::bad_input(format!("writing {}: {e}", path.display())))?;
    write_file(path, &(text + "\n"))
}

/// A line on standard error.
pub(crate) fn notice(text: &str) {
    // There is nowhere left to tell of a failure to write here.
    let _ = writeln!(io::stderr(), "{text}");
}

/// Writes the whole file or leaves what was there: first beside it, then renamed into place.
pub(crate) fn write_file(path: &Path, contents: &str) -> Outcome {
    write_bytes(path, contents.as_bytes())
}

/// The same for bytes.
pub(crate) fn write_bytes(path: &Path, contents: &[u8]) -> Outcome {
    let folder = match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p,
        _ => Path::new("."),
    };
    let failed = |e: &io::Error| {
        Failure::bad_input(format!(
            "writing {}: {e}; nothing was written there. Check that the folder {} exists and may be written to",
            path.display(),
            folder.display()
        ))
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hudna-");
    #[cfg(unix)]
    {
        // What a newly created file would have: the umask takes its share.
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(|e| failed(&e))?;
    file.write_all(contents)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|e| failed(&e))?;
    file.persist(path).map_err(|e| failed(&e.error))?;
    Ok(())
}
