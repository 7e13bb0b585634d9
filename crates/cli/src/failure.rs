//! How a command can end other than well, and the exit code for it.

use std::fmt;

/// Exit codes. Scripts of users rely on them: 0 done, 1 no result, 2 bad input, 3 a check failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The question has no answer in this input.
    NoResult = 1,
    /// Something given cannot be used.
    BadInput = 2,
    /// A plan or record was refused by its checker.
    CheckFailed = 3,
}

/// A failure with its exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) error: anyhow::Error,
}

pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn no_result(message: impl fmt::Display) -> Self {
        Self {
            exit: Exit::NoResult,
            error: anyhow::anyhow!("{message}"),
        }
    }

    pub(crate) fn bad_input(message: impl fmt::Display) -> Self {
        Self {
            exit: Exit::BadInput,
            error: anyhow::anyhow!("{message}"),
        }
    }

    pub(crate) fn check_failed(message: impl fmt::Display) -> Self {
        Self {
            exit: Exit::CheckFailed,
            error: anyhow::anyhow!("{message}"),
        }
    }
}
