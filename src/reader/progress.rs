//! How far somebody has read.

use super::placement::{Rect, Size};

/// How much of an article has been scrolled through, in thousandths: none while its top is in view or below, all once its
/// end is in view. One that fits into the viewport is not scrolled through: none. Both in the same pixels.
pub fn progress(article: Rect, viewport: Size) -> usize {
    let way = article.height - viewport.height;
    if way <= 0.0 { 0 } else { ((-article.y / way).clamp(0.0, 1.0) * 1000.0) as usize }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_the_top_at_the_top_to_the_end_in_view() {
        for (top, height, expected) in [
            (300.0, 2800.0, 0),
            (0.0, 2800.0, 0),
            (-500.0, 2800.0, 250),
            (-1999.9, 2800.0, 999),
            (-2000.0, 2800.0, 1000),
            (-5000.0, 2800.0, 1000),
            (-100.0, 800.0, 0),
            (10.0, 300.0, 0),
            (10.0, 0.0, 0),
        ] {
            let article = Rect { x: 0.0, y: top, width: 600.0, height };
            let viewport = Size { width: 1000.0, height: 800.0 };
            assert_eq!(progress(article, viewport), expected, "{top} {height}");
        }
    }
}
