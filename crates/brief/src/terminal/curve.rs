//! The curve of arrivals in block characters.

use super::Style;
use crate::messages::count;

const EIGHTHS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The value that each of `columns` columns shows: people out by the end of its last step.
fn sampled(arrived_by: &[u64], columns: usize) -> Vec<u64> {
    let steps = arrived_by.len();
    (1..=columns)
        .filter_map(|c| arrived_by.get((c * steps).div_ceil(columns).checked_sub(1)?))
        .copied()
        .collect()
}

/// Eighths of a block out of `full`, never 0 for somebody and never full before everybody.
fn eighths(value: u64, top: u64, full: usize) -> usize {
    if value == 0 || top == 0 {
        return 0;
    }
    let scaled = u128::from(value) * full as u128 / u128::from(top);
    usize::try_from(scaled).unwrap_or(full).clamp(1, full)
}

/// One line of blocks for a flow; a dot where nobody passes.
pub(super) fn spark(values: &[u64], columns: usize) -> String {
    let columns = columns.min(values.len());
    let shown = sampled(values, columns);
    let top = shown.iter().copied().max().unwrap_or(0);
    shown
        .iter()
        .map(|&v| match eighths(v, top, 8) {
            0 => '·',
            e => EIGHTHS[e - 1],
        })
        .collect()
}

/// The curve with its axes: `ticks` are (fraction of the width in 1/1000, label).
pub(super) fn curve(
    arrived_by: &[u64],
    width: usize,
    height: usize,
    ticks: &[(u64, String)],
    style: Style,
) -> String {
    let top = arrived_by.iter().copied().max().unwrap_or(0);
    let label_width = count(top).len().max(1);
    let columns = width.saturating_sub(label_width + 3).max(8);
    let bars: Vec<usize> = sampled(arrived_by, columns)
        .into_iter()
        .map(|v| eighths(v, top, height * 8))
        .collect();
    let mut out = String::new();
    for row in (0..height).rev() {
        let label = if row + 1 == height {
            count(top)
        } else if row + 1 == height.div_ceil(2) && top > 1 {
            count(top * (row as u64 + 1) / height as u64)
        } else {
            String::new()
        };
        let blocks: String = bars
            .iter()
            .map(|&bar| match bar.saturating_sub(row * 8) {
                0 => ' ',
                e => EIGHTHS[e.min(8) - 1],
            })
            .collect();
        let axis = if label.is_empty() { '│' } else { '┤' };
        out.push_str(&format!(
            "{label:>label_width$} {axis}{}\n",
            style.colour_of(2, blocks.trim_end())
        ));
    }
    let mut axis: Vec<char> = vec!['─'; columns];
    let mut labels: Vec<char> = vec![' '; columns + label_width + 2];
    let mut free_from = 0;
    for (at, label) in ticks {
        let x = usize::try_from(at * columns as u64 / 1000).unwrap_or(columns);
        let x = x.min(columns - 1);
        axis[x] = '┬';
        let len = label.chars().count();
        let start = (label_width + 2 + x)
            .saturating_sub(len / 2)
            .min((columns + label_width + 2).saturating_sub(len));
        if start >= free_from {
            for (slot, c) in labels.iter_mut().skip(start).zip(label.chars()) {
                *slot = c;
            }
            free_from = start + len + 1;
        }
    }
    let axis: String = axis.into_iter().collect();
    out.push_str(&format!("{:>label_width$} └{axis}\n", 0));
    out.push_str(labels.into_iter().collect::<String>().trim_end());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_column_shows_the_close_and_one_person_is_seen() {
        let arrived: Vec<u64> = (0..600).map(|t| if t < 10 { 1 } else { t * 10 }).collect();
        let drawn = curve(
            &arrived,
            60,
            6,
            &[(0, "09:00".into()), (1000, "19:00".into())],
            Style::plain(),
        );
        let first_bar = drawn.lines().nth(5).unwrap_or_default();
        assert!(first_bar.contains("│▁"), "{drawn}");
        assert!(
            drawn.lines().next().unwrap_or_default().ends_with('█'),
            "{drawn}"
        );
        assert!(
            drawn.contains("09:00") && drawn.trim_end().ends_with("19:00"),
            "{drawn}"
        );
    }

    #[test]
    fn a_curve_of_nobody_is_an_empty_grid() {
        let drawn = curve(&[0, 0, 0], 40, 4, &[], Style::plain());
        assert!(!drawn.contains('▁'), "{drawn}");
        assert_eq!(curve(&[], 40, 4, &[], Style::plain()).lines().count(), 6);
    }

    #[test]
    fn a_spark_is_never_longer_than_its_values() {
        assert_eq!(spark(&[0, 1, 8], 30), "·▁█");
        assert_eq!(spark(&[], 30), "");
    }
}
