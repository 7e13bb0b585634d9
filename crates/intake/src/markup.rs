//! The words of marked-up text, paragraph by paragraph.

use dom_query::NodeRef;

use crate::{
    origin::Traced,
    tags::{Piece, Pieces, letters},
};

/// A paragraph, heading, list item or table row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Block {
    /// Its words, one blank between two; a line break where the page has one.
    pub(crate) text: String,
    /// How many of the words are not in a link.
    pub(crate) words_outside_links: usize,
}

/// Never part of what a page says.
const UNREAD: &[&str] = &[
    "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "button",
    "select", "textarea",
];

/// Elements inside a line; all others begin a new block.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "td", "th", "time", "tt", "u", "var", "wbr",
];

enum Visit<'a> {
    Enter(NodeRef<'a>),
    Leave(String),
}

/// The blocks below a node, in order. Without recursion: pages nest as deep as they like.
pub(crate) fn blocks(root: &NodeRef<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut block = Block::default();
    let (mut links, mut preformatted) = (0_usize, 0_usize);
    let mut visits = vec![Visit::Enter(*root)];
    while let Some(visit) = visits.pop() {
        match visit {
            Visit::Enter(node) if node.is_text() => {
                let text = node.text();
                if preformatted > 0 {
                    for (i, line) in text.split('\n').enumerate() {
                        if i > 0 {
                            block.break_line();
                        }
                        block.push(line, links > 0);
                    }
                } else {
                    block.push(&text, links > 0);
                }
            }
            Visit::Enter(node) => {
                let name = node.node_name().map(|n| n.to_string()).unwrap_or_default();
                if UNREAD.contains(&name.as_str()) {
                    continue;
                }
                match name.as_str() {
                    "br" => block.break_line(),
                    "a" => links += 1,
                    "pre" => preformatted += 1,
                    "td" | "th" => block.push(" ", false),
                    _ => {}
                }
                if is_block(&name) {
                    block.end(&mut blocks);
                }
                visits.push(Visit::Leave(name));
                visits.extend(node.children_it(true).map(Visit::Enter));
            }
            Visit::Leave(name) => {
                match name.as_str() {
                    "a" => links -= 1,
                    "pre" => preformatted -= 1,
                    _ => {}
                }
                if is_block(&name) {
                    block.end(&mut blocks);
                }
            }
        }
    }
    block.end(&mut blocks);
    blocks
}

fn is_block(name: &str) -> bool {
    !name.is_empty() && name != "br" && !INLINE.contains(&name)
}

impl Block {
    fn push(&mut self, text: &str, linked: bool) {
        if text.starts_with(char::is_whitespace) {
            self.blank();
        }
        for (i, word) in text.split_whitespace().enumerate() {
            if i > 0 {
                self.blank();
            }
            self.text.push_str(word);
            self.words_outside_links += usize::from(!linked);
        }
        if text.ends_with(char::is_whitespace) {
            self.blank();
        }
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn break_line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn end(&mut self, blocks: &mut Vec<Self>) {
        let mut done = std::mem::take(self);
        done.text.truncate(done.text.trim_end().len());
        if !done.text.is_empty() {
            blocks.push(done);
        }
    }
}

/// The words of a value that may or may not be marked up, as feeds have them: an empty line between
/// two blocks.
pub(crate) fn plain(value: &Traced) -> Traced {
    let html = value.text();
    let mut out = Traced::default();
    let mut unread: Option<(String, usize)> = None;
    let mut gap = "";
    for piece in Pieces::new(html) {
        match piece {
            Piece::Open(name) => match &mut unread {
                Some((open, depth)) => *depth += usize::from(*open == name),
                None if UNREAD.contains(&name.as_str()) => unread = Some((name, 1)),
                None if name == "br" && gap != "\n\n" => gap = "\n",
                None if is_block(&name) => gap = "\n\n",
                None if matches!(&*name, "td" | "th") && gap.is_empty() => gap = " ",
                None => {}
            },
            Piece::Close(name) => match &mut unread {
                Some((open, depth)) if *open == name => {
                    *depth -= 1;
                    if *depth == 0 {
                        unread = None;
                    }
                }
                Some(_) => {}
                None if is_block(&name) => gap = "\n\n",
                None => {}
            },
            Piece::Text(_) if unread.is_some() => {}
            Piece::Text(text) => {
                for (c, source) in letters(html, text) {
                    if c.is_whitespace() {
                        if gap.is_empty() {
                            gap = " ";
                        }
                        continue;
                    }
                    if !out.is_empty() {
                        gap.chars().for_each(|blank| out.between(blank));
                    }
                    gap = "";
                    match html.get(source.clone()) {
                        Some(as_written) if as_written.chars().eq([c]) => {
                            out.copy(as_written, source.start);
                        }
                        _ => out.put(c, source),
                    }
                }
            }
        }
    }
    out.through(value)
}

/// The deepest nesting of a page that is read, counted by tags that must be closed.
const DEEPEST: usize = 1_000;

/// Letters between the tags of a page that is read: an article of the longest text, and all around it.
const MOST_TEXT_BYTES: usize = crate::TEXT_LIMIT_BYTES;

/// What is the matter with a page that is not to be made a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Excess {
    /// More than [`DEEPEST`] elements are open. The parser's work grows with the square of the depth: a broken
    /// page of a megabyte would keep it busy for minutes.
    Depth,
    /// More text than any page has: its tree would take twenty times the memory.
    Text,
}

/// What a page has too much of, and the line in which it does.
pub(crate) fn excess(html: &str) -> Option<(Excess, usize)> {
    // Elements without content, and those whose end may be left out.
    const UNCOUNTED: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th",
        "thead", "tbody", "tfoot", "colgroup", "caption", "option", "optgroup", "rt", "rp",
    ];
    let (mut depth, mut text_bytes, mut line) = (0_usize, 0_usize, 1);
    let mut pieces = html.split('<');
    line += pieces.next().unwrap_or_default().matches('\n').count();
    let mut inside: Option<&'static str> = None;
    for piece in pieces {
        let closing = piece.starts_with('/');
        let name: String = piece
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        match inside {
            // What looks like tags in a script is none.
            Some(raw) => {
                if closing && name == raw {
                    inside = None;
                }
            }
            None if name.is_empty() || UNCOUNTED.contains(&name.as_str()) => {}
            None if closing => depth = depth.saturating_sub(1),
            None => {
                inside = ["script", "style", "textarea", "title"]
                    .into_iter()
                    .find(|raw| *raw == name);
                depth += usize::from(
                    inside.is_none() && !piece.split('>').next().is_some_and(|t| t.ends_with('/')),
                );
                if depth > DEEPEST {
                    return Some((Excess::Depth, line));
                }
            }
        }
        if inside.is_none() {
            text_bytes += piece.split_once('>').map_or(0, |(_, text)| text.len());
            if text_bytes > MOST_TEXT_BYTES {
                return Some((Excess::Text, line));
            }
        }
        line += piece.matches('\n').count();
    }
    None
}
