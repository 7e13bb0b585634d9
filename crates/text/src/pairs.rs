//! Sets of letters of two bytes, asked once for nearly every letter of a report.

/// Characters from U+0080 to U+07FF, which UTF-8 writes in two bytes: a bit for each second byte, by the first.
pub(crate) struct Pairs([u64; 256]);

impl Pairs {
    pub(crate) const NONE: Self = Self([0; 256]);

    /// All of a text that has no others.
    pub(crate) const fn of(text: &str) -> Self {
        let mut set = Self::NONE;
        let mut at = 0;
        while at < text.len() {
            let [first, second] = [text.as_bytes()[at], text.as_bytes()[at + 1]];
            assert!(matches!(first, 0xc2..=0xdf), "a character of two bytes");
            set.0[first as usize] |= 1 << (second & 0x3f);
            at += 2;
        }
        set
    }

    /// These and `c`.
    pub(crate) const fn with(mut self, c: char) -> Self {
        assert!(c.len_utf8() == 2, "a character of two bytes");
        self.0[0xc0 | c as usize >> 6] |= 1 << (c as u32 & 0x3f);
        self
    }

    /// These and every pair that begins with `byte`.
    pub(crate) const fn with_any_behind(mut self, byte: u8) -> Self {
        self.0[byte as usize] = u64::MAX;
        self
    }

    /// Whether the character of these two bytes is among them.
    #[inline]
    pub(crate) const fn have(&self, first: u8, second: u8) -> bool {
        self.0[first as usize] >> (second & 0x3f) & 1 != 0
    }

    /// The byte after those of them that stand one behind another from `at` on.
    #[inline]
    pub(crate) fn end(&self, bytes: &[u8], mut at: usize) -> usize {
        while let Some(&[first, second]) = bytes.get(at..).and_then(<[u8]>::first_chunk)
            && self.have(first, second)
        {
            at += 2;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_what_was_put_in_and_nothing_else() {
        const SET: Pairs = Pairs::of("éя").with('ي');
        for c in '\u{80}'..='\u{7ff}' {
            let mut bytes = [0; 2];
            c.encode_utf8(&mut bytes);
            assert_eq!(SET.have(bytes[0], bytes[1]), "éяي".contains(c), "{c}");
        }
        for text in ["", "a", "éяيж", "éяيa", "éяي", "éяي€", "\u{7ff}"] {
            let letters: String = text.chars().take_while(|c| "éяي".contains(*c)).collect();
            assert_eq!(SET.end(text.as_bytes(), 0), letters.len(), "{text}");
        }
    }
}
