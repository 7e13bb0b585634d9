//! Where in the file each part of a text comes from.
//!
//! Evidence points at bytes of the file as it lies on the disk, so that `file[start..end]` is the words
//! whatever the file is: a page with entities and tags between the words, a text in windows-1256, a
//! feed in which HTML is escaped once more.

use std::ops::Range;

/// For a text that was taken out of a file: where in the file its parts are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// In the order of the text, without gaps. None at all: the text is the file.
    runs: Vec<Run>,
}

/// A part of the text: as many bytes copied, or one character written in another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: usize,
    source: usize,
    source_len: usize,
    copied: bool,
}

impl Origin {
    /// Whether the text is the file, byte for byte.
    #[must_use]
    pub fn is_the_file(&self) -> bool {
        self.runs.is_empty()
    }

    /// The bytes of the file in which the words at `span` of the text are written. What lies between
    /// the words there (tags, line breaks) is between them here too.
    #[must_use]
    pub fn in_file(&self, span: Range<usize>) -> Range<usize> {
        if self.is_the_file() {
            return span;
        }
        let start = (self.run_at(span.start)).map_or(0, |run| run.source_of(span.start));
        let Some(last) = span.end.checked_sub(1).filter(|_| span.start < span.end) else {
            return start..start;
        };
        let end = self.run_at(last).map_or(start, |run| {
            if run.copied {
                run.source_of(span.end)
            } else {
                run.source + run.source_len
            }
        });
        // Text that the page itself moved: words that stand in another order there.
        if end < start {
            return end..start;
        }
        start..end
    }

    fn run_at(&self, text: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.text <= text);
        self.runs.get(after.checked_sub(1)?)
    }
}

impl Run {
    fn source_of(&self, text: usize) -> usize {
        if self.copied {
            self.source + (text - self.text)
        } else {
            self.source
        }
    }
}

/// A text that grows from parts of a source, and remembers where they were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Traced {
    text: String,
    runs: Vec<Run>,
}

impl Traced {
    /// The whole of a file whose text begins at `source`.
    pub(crate) fn whole(text: String, source: usize) -> Self {
        let mut traced = Self::default();
        if source > 0 {
            traced.run(source, text.len(), true);
        }
        traced.text = text;
        traced
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Words as they stand in the source.
    pub(crate) fn copy(&mut self, words: &str, source: usize) {
        let follows = (self.runs.last())
            .is_some_and(|run| run.copied && run.source_of(self.text.len()) == source);
        if !follows {
            self.run(source, words.len(), true);
        }
        self.text.push_str(words);
    }

    /// A character that the source writes in another way, or not at all.
    pub(crate) fn put(&mut self, c: char, source: Range<usize>) {
        self.run(source.start, source.len(), false);
        self.text.push(c);
    }

    /// A blank or line break between two words, wherever it comes from.
    pub(crate) fn between(&mut self, c: char) {
        let end = self.end();
        self.put(c, end..end);
    }

    /// Where in the source the text ends so far.
    fn end(&self) -> usize {
        self.runs.last().map_or(0, |run| {
            if run.copied {
                run.source_of(self.text.len())
            } else {
                run.source + run.source_len
            }
        })
    }

    /// Another text of the same source behind this one.
    pub(crate) fn append(&mut self, other: &Self) {
        let shift = self.text.len();
        self.text.push_str(&other.text);
        self.runs.extend(other.runs.iter().map(|run| Run {
            text: run.text + shift,
            ..*run
        }));
    }

    /// The same text as a part of the source of its source.
    pub(crate) fn through(self, source: &Self) -> Self {
        if source.runs.is_empty() {
            return self;
        }
        let mut out = Self::default();
        let outer = Origin {
            runs: source.runs.clone(),
        };
        let mut ends = self.runs.iter().skip(1).map(|run| run.text);
        for run in &self.runs {
            let end = ends.next().unwrap_or(self.text.len());
            if !run.copied {
                let there = outer.in_file(run.source..run.source + run.source_len);
                out.runs.push(Run {
                    source: there.start,
                    source_len: there.len(),
                    ..*run
                });
                continue;
            }
            // A copied part may lie over several parts of the source.
            let mut text = run.text;
            while text < end {
                let at = run.source_of(text);
                let after = source.runs.partition_point(|o| o.text <= at);
                let Some(o) = after.checked_sub(1).and_then(|i| source.runs.get(i)) else {
                    break;
                };
                let until = source.runs.get(after).map_or(usize::MAX, |next| next.text);
                out.runs.push(Run {
                    text,
                    source: o.source_of(at),
                    source_len: o.source_len,
                    copied: o.copied,
                });
                text += (until - at).min(end - text).max(1);
            }
        }
        out.text = self.text;
        out
    }

    /// The text, and where it comes from.
    pub(crate) fn finish(self) -> (String, Origin) {
        (self.text, Origin { runs: self.runs })
    }

    fn run(&mut self, source: usize, source_len: usize, copied: bool) {
        self.runs.push(Run {
            text: self.text.len(),
            source,
            source_len,
            copied,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_entities_and_tags_between_them_are_found_in_the_file() {
        let file = "\u{FEFF}x<b>a&amp;b</b>\n c";
        let at = |words: &str| file.find(words).unwrap();
        let mut traced = Traced::default();
        traced.copy("a", at("a&"));
        traced.put('&', at("&amp;")..at("b<"));
        traced.copy("b", at("b<"));
        traced.between(' ');
        traced.copy("c", at("c"));
        let (text, origin) = traced.finish();
        assert_eq!(text, "a&b c");
        let words = |span: Range<usize>| &file.as_bytes()[origin.in_file(span)];
        assert_eq!(words(0..3), b"a&amp;b");
        assert_eq!(words(1..2), b"&amp;");
        assert_eq!(words(0..5), b"a&amp;b</b>\n c");
        assert_eq!(words(4..5), b"c");
        assert_eq!(words(2..2), b"");
    }

    #[test]
    fn a_text_taken_from_a_text_points_into_the_file_of_the_first() {
        // &lt;p&gt; of a feed is <p> of its entry, and the words between are words of the file.
        let file = "..&lt;p&gt;one &amp;amp; two";
        let mut entry = Traced::default();
        entry.put('<', 2..6);
        entry.copy("p", 6);
        entry.put('>', 7..11);
        entry.copy("one ", 11);
        entry.put('&', 15..20);
        entry.copy("amp; two", 20);
        assert_eq!(entry.text(), "<p>one &amp; two");
        let mut words = Traced::default();
        words.copy("one ", 3);
        words.put('&', 7..12);
        words.copy(" two", 12);
        let (text, origin) = words.through(&entry).finish();
        assert_eq!(text, "one & two");
        let at = |span: Range<usize>| file.get(origin.in_file(span)).unwrap();
        assert_eq!(at(0..3), "one");
        assert_eq!(at(4..5), "&amp;amp;");
        assert_eq!(at(6..9), "two");
        assert_eq!(at(0..9), "one &amp;amp; two");
    }
}
