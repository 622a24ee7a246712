//! Offsets in three units, against the standard library's own iterators.

use proptest::prelude::*;
use sidelight::text::Offsets;

/// Texts around the checkpoints: characters of all four lengths, up to a thousand of them.
fn any_text() -> impl Strategy<Value = String> {
    let ascii = proptest::char::range('\u{0}', '\u{7F}');
    let character = prop_oneof![ascii, any::<char>(), proptest::char::range('\u{1F300}', '\u{1F6FF}')];
    proptest::collection::vec(character, 0..1000).prop_map(String::from_iter)
}

proptest! {
    // Each case tries every offset of its text: fewer cases than the usual 256 are enough.
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn offsets_agree_with_counting(text in any_text()) {
        let offsets = Offsets::new(&text);
        let (mut utf16, mut codepoint) = (0, 0);
        for (byte, c) in text.char_indices() {
            for inside in byte..byte + c.len_utf8() {
                prop_assert_eq!(offsets.utf16(inside), utf16);
                prop_assert_eq!(offsets.codepoint(inside), codepoint);
            }
            for unit in utf16..utf16 + c.len_utf16() {
                prop_assert_eq!(offsets.byte_of_utf16(unit), byte);
            }
            prop_assert_eq!(offsets.byte_of_codepoint(codepoint), byte);
            utf16 += c.len_utf16();
            codepoint += 1;
        }
        for beyond in [0, 1, 1000, usize::MAX / 2] {
            prop_assert_eq!(offsets.utf16(text.len() + beyond), utf16);
            prop_assert_eq!(offsets.codepoint(text.len() + beyond), codepoint);
            prop_assert_eq!(offsets.byte_of_utf16(utf16 + beyond), text.len());
            prop_assert_eq!(offsets.byte_of_codepoint(codepoint + beyond), text.len());
        }
    }
}

#[test]
fn a_text_that_ends_on_a_checkpoint() {
    for size in [255, 256, 257, 512] {
        let text = format!("é{}", "a".repeat(size - 2));
        let offsets = Offsets::new(&text);
        assert_eq!((offsets.utf16(size), offsets.byte_of_utf16(size - 1)), (size - 1, size));
    }
}
