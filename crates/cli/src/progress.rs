//! A progress bar for steps that last longer than a second, on standard error and only on a terminal.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A step that lasts at most this long shows nothing: a flicker is noise.
const SILENT: Duration = Duration::from_secs(1);

/// Shows how far a piece of work has got.
pub(crate) struct Progress {
    started: Instant,
    bar: Mutex<Option<ProgressBar>>,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self {
            started: Instant::now(),
            bar: Mutex::new(None),
        }
    }

    /// `bytes` of a stream are read, of `total` if its length is known, with `reports` in them.
    pub(crate) fn stream(&self, bytes: u64, total: Option<u64>, reports: u64) {
        const KNOWN: &str =
            "{wide_bar} {bytes} of {total_bytes}, {binary_bytes_per_sec}, {msg}, {eta} left";
        const UNKNOWN: &str = "{spinner} {bytes}, {binary_bytes_per_sec}, {msg}";
        self.bar(|bar| {
            let (template, length) = match total {
                Some(total) => (KNOWN, total),
                None => (UNKNOWN, bytes),
            };
            if bar.length().is_none()
                && let Ok(style) = ProgressStyle::with_template(template)
            {
                bar.set_style(style);
                bar.reset_elapsed();
            }
            bar.set_length(length);
            bar.set_position(bytes);
            bar.set_message(format!("{reports} reports"));
        });
    }

    /// `done` of `total` parts of `what` are done.
    pub(crate) fn show(&self, what: &str, done: u64, total: u64) {
        self.bar(|bar| {
            if bar.length().is_none()
                && let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3} %")
            {
                bar.set_style(style);
            }
            bar.set_length(total);
            bar.set_position(done);
            if bar.message() != what {
                bar.set_message(what.to_owned());
            }
        });
    }

    /// Changes the bar, once the work has lasted long enough to have one.
    fn bar(&self, change: impl FnOnce(&ProgressBar)) {
        if self.started.elapsed() < SILENT {
            return;
        }
        if let Ok(mut slot) = self.bar.lock() {
            change(slot.get_or_insert_with(|| {
                ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
            }));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Ok(slot) = self.bar.get_mut()
            && let Some(bar) = slot
        {
            bar.finish_and_clear();
        }
    }
}
