//! Steps to runs and back.

use hudna_instance::{CutRun, FlowRun};

/// Appends step `t`, which must lie after all runs, to the runs.
pub(crate) fn push_step(runs: &mut Vec<FlowRun>, t: u32, persons: u32) {
    if persons == 0 {
        return;
    }
    if let Some(last) = runs.last_mut()
        && last.end == t
        && last.persons == persons
    {
        last.end = t + 1;
        return;
    }
    runs.push(FlowRun {
        start: t,
        end: t + 1,
        persons,
    });
}

/// The runs of a row of persons per step.
pub(crate) fn runs_of(persons: &[u32]) -> Vec<FlowRun> {
    let mut runs = Vec::new();
    for (t, &n) in (0u32..).zip(persons) {
        push_step(&mut runs, t, n);
    }
    runs
}

/// The cut runs of a row of horizons per step.
pub(crate) fn cut_runs_of(since: &[u32]) -> Vec<CutRun> {
    let mut runs: Vec<CutRun> = Vec::new();
    for (t, &s) in (0u32..).zip(since) {
        if let Some(last) = runs.last_mut() {
            if last.at(t) == s {
                continue;
            }
            // A run of one step may yet turn out to rise.
            if last.start + 1 == t && last.since.checked_add(1) == Some(s) && s != u32::MAX {
                last.rises = true;
                continue;
            }
        }
        runs.push(CutRun {
            start: t,
            since: s,
            rises: false,
        });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_from_its_runs() {
        let rows: [&[u32]; 4] = [
            &[0, 0, 3, 3, 3, 0, 1],
            &[5, 6, 7, 8, 8, 8, u32::MAX, u32::MAX],
            &[4, 4, 5, 6, 2, 3, 3],
            &[u32::MAX - 1, u32::MAX, u32::MAX],
        ];
        for row in rows {
            let runs = runs_of(row);
            let mut back = vec![0; row.len()];
            for r in runs {
                back[r.start as usize..r.end as usize].fill(r.persons);
            }
            assert_eq!(back, row);
            let cuts = cut_runs_of(row);
            for (t, &since) in row.iter().enumerate() {
                let t = u32::try_from(t).unwrap();
                let run = cuts.iter().rev().find(|r| r.start <= t).unwrap();
                assert_eq!(run.at(t), since, "{cuts:?}");
            }
        }
    }

    #[test]
    fn a_row_that_rises_is_one_run() {
        assert_eq!(cut_runs_of(&[3, 4, 5, 6, 7]).len(), 1);
        assert_eq!(cut_runs_of(&[3, 3, 3, 4, 5, 6, u32::MAX]).len(), 3);
    }
}
