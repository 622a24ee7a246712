//! Lower and upper case of single letters, for the scripts that news is written in.
//!
//! The standard library's tables know every script of Unicode and weigh 24 kB in the page; these rules know Latin,
//! Greek, Cyrillic, Armenian and modern Georgian. Letters of other scripts stay as they are.

/// The lower-case letter of `c`; `c` itself where it has none of its own length, or is of another script.
pub fn lower(c: char) -> char {
    let code = u32::from(c);
    let lower = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE => code + 32,
        // Latin Extended-A and -B, Latin Extended Additional: pairs of neighbours.
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 => code | 1,
        0x139..=0x148 | 0x179..=0x17E => code + code % 2,
        0x178 => 0xFF,
        0x18F => 0x259,
        0x1A0..=0x1A5 | 0x1DE..=0x1EF | 0x1F8..=0x21F | 0x222..=0x233 | 0x1E00..=0x1E95 | 0x1EA0..=0x1EFF => {
            code | 1
        }
        0x1AF | 0x1CD..=0x1DC => code + code % 2,
        // Greek.
        0x386 => 0x3AC,
        0x388..=0x38A => code + 37,
        0x38C => 0x3CC,
        0x38E..=0x38F => code + 63,
        0x391..=0x3A1 | 0x3A3..=0x3AB => code + 32,
        // Cyrillic.
        0x400..=0x40F => code + 80,
        0x410..=0x42F => code + 32,
        0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F => code | 1,
        0x4C0 => 0x4CF,
        0x4C1..=0x4CE => code + code % 2,
        // Armenian; Georgian capitals, which only headlines have.
        0x531..=0x556 => code + 48,
        0x1C90..=0x1CBA | 0x1CBD..=0x1CBF => code - 0xBC0,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(c)
}

/// The capital of `c`: the letter whose [`lower`] it is, or `c` itself.
pub fn upper(c: char) -> char {
    // How far a lower-case letter stands behind its capital in the ranges above.
    const DISTANCES: [u32; 8] = [32, 1, 80, 48, 37, 63, 38, 64];
    let capitals = DISTANCES.iter().filter_map(|distance| u32::from(c).checked_sub(*distance));
    capitals.filter_map(char::from_u32).find(|&capital| capital != c && lower(capital) == c).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_unicode_in_the_scripts_it_knows() {
        let known = [
            0..0x180,
            0x1CD..0x1DD,
            0x386..0x3B0,
            0x400..0x530,
            0x531..0x557,
            0x1C90..0x1CC0,
            0x1EA0..0x1F00,
        ];
        for c in known.into_iter().flatten().filter_map(char::from_u32) {
            let mut unicode = c.to_lowercase();
            let (first, more) = (unicode.next().unwrap(), unicode.next());
            // U+0130, the one letter whose lower case is two.
            assert!(more.is_some() || lower(c) == first, "{c:?}: {:?}, not {first:?}", lower(c));
        }
        for c in ['\u{18F}', '\u{1AF}', '\u{219}', '\u{21A}', 'ẞ', 'か', 'ع', '7'] {
            assert!(lower(c) == c || c.to_lowercase().eq([lower(c)]), "{c:?}");
        }
    }

    #[test]
    fn capitals_are_found_again() {
        for (small, capital) in "aézłőωάήжёђրßか".chars().zip("AÉZŁŐΩΆΉЖЁЂՐßか".chars())
        {
            assert_eq!(upper(small), capital);
        }
    }
}
