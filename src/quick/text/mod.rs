//! Text and positions in it: spans, tokens, sentences, folding, calendar days, offset conversion.
//! Knows nothing of articles.

mod case;
mod date;
mod fold;
mod numbers;
mod offsets;
mod order;
mod sentence;
mod span;
mod token;

pub use case::{lower, upper};
pub use date::{BadDate, Date, Days, Weekday};
pub use fold::{fold, fold_into};
pub use numbers::{HashNumbers, Numbers};
pub use offsets::Offsets;
pub use order::{order, reorder};
pub use sentence::sentences;
pub use span::Span;
pub use token::{Case, Token, TokenKind, first_tokens, tokens};

/// The first characters of `text`, `most` of them at most.
#[inline(never)]
pub fn first_chars(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// Whether a word is one of `words`, which spaces part. A list has no empty word.
pub fn among(word: &str, words: &str) -> bool {
    listed(word.as_bytes(), words.as_bytes(), 0)
}

/// [`among`] in whatever case, as far as its letters are ASCII's.
pub fn among_in_any_case(word: &str, words: &str) -> bool {
    listed(word.as_bytes(), words.as_bytes(), b'a' ^ b'A')
}

/// Looks for a space and the word's first letter, eight places at a time, before it looks at words. `case` are the bits that
/// make no difference between letters.
#[inline(never)]
fn listed(word: &[u8], words: &[u8], case: u8) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let Some(&first) = word.first() else { return false };
    let begins = |at: usize| {
        (at == 0 || words[at - 1] == b' ') && words.get(at..).is_some_and(|rest| stands(word, rest, case))
    };
    let (eights, rest) = words.as_chunks::<8>();
    let mut before = u64::from(b' ');
    for (eight, bytes) in eights.iter().enumerate() {
        let here = u64::from_le_bytes(*bytes);
        // A byte is zero where the letter is the first and a space stands before; above one, others may look so.
        let letters = (here ^ (u64::from(first) * ONES)) & !(u64::from(case) * ONES);
        let differs = letters | (here << 8 | before) ^ (u64::from(b' ') * ONES);
        let mut places = differs.wrapping_sub(ONES) & !differs & (ONES << 7);
        while places != 0 {
            if begins(8 * eight + places.trailing_zeros() as usize / 8) {
                return true;
            }
            places &= places - 1;
        }
        before = here >> 56;
    }
    (words.len() - rest.len()..words.len()).any(begins)
}

/// Whether `words` begin with the word, and it ends there.
#[inline(never)]
fn stands(word: &[u8], words: &[u8], case: u8) -> bool {
    let same = |(a, b): (&u8, &u8)| a == b || case != 0 && (a ^ b) == case && a.is_ascii_alphabetic();
    words.len() >= word.len()
        && words.get(word.len()).is_none_or(|next| *next == b' ')
        && word.iter().zip(words).all(same)
        && !word.contains(&b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_words() {
        for (word, cased, uncased) in [
            ("of", true, true),
            ("the", true, true),
            ("Of", false, true),
            ("\u{c9}tat", true, true),
            ("\u{e9}tat", false, false),
            ("o", false, false),
            ("off", false, false),
            ("he", false, false),
            ("of the", false, false),
            ("'", false, false),
            ("", false, false),
        ] {
            let list = "for of \u{c9}tat the";
            assert_eq!((among(word, list), among_in_any_case(word, list)), (cased, uncased), "{word:?}");
        }
        assert!(!among("@", "`") && !among_in_any_case("@", "`") && !among("a", ""));
    }
}
