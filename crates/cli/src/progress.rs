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

    /// `done` of `total` parts of `what` are done.
    pub(crate) fn show(&self, what: &str, done: u64, total: u64) {
        if self.started.elapsed() < SILENT {
            return;
        }
        let Ok(mut slot) = self.bar.lock() else {
            return;
        };
        let bar = slot.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3} %") {
                bar.set_style(style);
            }
            bar
        });
        bar.set_length(total);
        bar.set_position(done);
        if bar.message() != what {
            bar.set_message(what.to_owned());
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
