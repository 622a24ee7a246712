//! Where the card stands. Pure geometry in CSS pixels of the viewport; knows no element.

/// A position in the viewport, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Point {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
}

/// A box in the viewport, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A width and a height, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Between mark and card: near enough to belong together, far enough to leave the underline visible.
pub const GAP_PX: f64 = 9.0;
/// Between the card and every edge of the viewport.
pub const EDGE_PX: f64 = 8.0;
/// How far the card reaches back before the start of its mark, so that its text stands in line with the mark's.
pub const OVERHANG_PX: f64 = 16.0;
/// A card is not made lower than this to fit beside its mark: a name needs as much, and the rest scrolls. Both sides of a
/// mark have that much in every viewport from 144 px high, so that a card never opens under the pointer.
pub const LEAST_HEIGHT_PX: f64 = 48.0;

/// On which side of its mark the card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Under the mark: preferred, since the text above has been read.
    Below,
    /// Over it, where there is no room below.
    Above,
}

/// Where the card stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// Its top left corner.
    pub at: Point,
    /// On which side of the mark.
    pub side: Side,
    /// What height it may have there; more must scroll.
    pub max_height: f64,
    /// The line box of the mark that it stands at.
    pub anchor: Rect,
}

impl Rect {
    /// The right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// The squared distance from `point` to the nearest point of the box; 0 inside.
    pub fn distance2(self, point: Point) -> f64 {
        let dx = (self.x - point.x).max(point.x - self.right()).max(0.0);
        let dy = (self.y - point.y).max(point.y - self.bottom()).max(0.0);
        dx * dx + dy * dy
    }
}

/// Places a card of size `card` at the line box of a mark (`lines`, one box a line) nearest to `pointer`, or at the
/// first where there is no pointer. `rtl` aligns it to the mark's right edge. `None` when the mark has no box.
pub fn place(
    lines: &[Rect],
    card: Size,
    viewport: Size,
    pointer: Option<Point>,
    rtl: bool,
) -> Option<Placement> {
    let anchor = match pointer {
        Some(point) => {
            lines.iter().copied().min_by(|a, b| a.distance2(point).total_cmp(&b.distance2(point)))?
        }
        None => *lines.first()?,
    };
    let below = viewport.height - EDGE_PX - (anchor.bottom() + GAP_PX);
    let above = anchor.y - GAP_PX - EDGE_PX;
    let side = if card.height <= below || below >= above { Side::Below } else { Side::Above };
    let room = if side == Side::Below { below } else { above };
    let max_height = room.max(LEAST_HEIGHT_PX).min((viewport.height - 2.0 * EDGE_PX).max(0.0));
    let height = card.height.min(max_height);
    let y = match side {
        Side::Below => anchor.bottom() + GAP_PX,
        Side::Above => anchor.y - GAP_PX - height,
    };
    let x = if rtl { anchor.right() + OVERHANG_PX - card.width } else { anchor.x - OVERHANG_PX };
    Some(Placement {
        at: Point { x: within(x, card.width, viewport.width), y: within(y, height, viewport.height) },
        side,
        max_height,
        anchor,
    })
}

/// `start` moved so that `length` from there lies within `whole` less the edges; at the first edge when it cannot.
fn within(start: f64, length: f64, whole: f64) -> f64 {
    start.min(whole - EDGE_PX - length).max(EDGE_PX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Size = Size { width: 1280.0, height: 800.0 };
    const CARD: Size = Size { width: 340.0, height: 260.0 };

    fn line(x: f64, y: f64, width: f64) -> Rect {
        Rect { x, y, width, height: 24.0 }
    }

    #[test]
    fn cards_stand_below_flip_shift_and_clamp() {
        // mark, right to left, side, x, y
        let table = [
            ("below", line(400.0, 100.0, 90.0), false, Side::Below, 384.0, 133.0),
            ("no room below", line(400.0, 700.0, 90.0), false, Side::Above, 384.0, 431.0),
            ("at the left edge", line(4.0, 100.0, 90.0), false, Side::Below, 8.0, 133.0),
            ("at the right edge", line(1200.0, 100.0, 70.0), false, Side::Below, 932.0, 133.0),
            ("right to left", line(800.0, 100.0, 90.0), true, Side::Below, 566.0, 133.0),
            ("right to left, at the left edge", line(20.0, 100.0, 90.0), true, Side::Below, 8.0, 133.0),
            ("scrolled out above", line(400.0, -300.0, 90.0), false, Side::Below, 384.0, 8.0),
            ("scrolled out below", line(400.0, 1200.0, 90.0), false, Side::Above, 384.0, 532.0),
        ];
        for (name, mark, rtl, side, x, y) in table {
            let placed = place(&[mark], CARD, VIEW, None, rtl).unwrap();
            assert_eq!((placed.side, placed.at), (side, Point { x, y }), "{name}");
        }
    }

    #[test]
    fn a_mark_over_two_lines_takes_the_line_at_the_pointer() {
        let lines = [line(1100.0, 100.0, 100.0), line(200.0, 130.0, 60.0)];
        let at = |x, y| place(&lines, CARD, VIEW, Some(Point { x, y }), false).unwrap().anchor;
        assert_eq!(at(1150.0, 110.0), lines[0]);
        assert_eq!(at(230.0, 140.0), lines[1]);
        assert_eq!(place(&lines, CARD, VIEW, None, false).unwrap().anchor, lines[0]);
        assert_eq!(place(&[], CARD, VIEW, None, false), None);
    }

    #[test]
    fn a_card_never_covers_its_mark_where_either_side_has_room() {
        for height in [60.0, 260.0, 600.0, 2000.0] {
            for y in [0.0, 50.0, 200.0, 388.0, 500.0, 776.0] {
                for x in [0.0, 600.0, 1250.0] {
                    let mark = line(x, y, 80.0);
                    let card = Size { width: 340.0, height };
                    let placed = place(&[mark], card, VIEW, None, false).unwrap();
                    let shown = height.min(placed.max_height);
                    let (top, bottom) = (placed.at.y, placed.at.y + shown);
                    assert!(bottom <= mark.y || top >= mark.bottom(), "{mark:?} {card:?} {placed:?}");
                    assert!(top >= EDGE_PX && bottom <= VIEW.height - EDGE_PX, "{placed:?}");
                    assert!(
                        placed.at.x >= EDGE_PX && placed.at.x + 340.0 <= VIEW.width - EDGE_PX,
                        "{placed:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_card_never_opens_under_the_pointer() {
        // From 1280 by 1024 at 400 %, and a phone on its side, to a wide screen.
        for view in [(320.0, 256.0), (320.0, 144.0), (667.0, 320.0), (1280.0, 800.0)] {
            let view = Size { width: view.0, height: view.1 };
            for y in 0..(view.height - 24.0) as u32 {
                for height in [60.0, 260.0, 900.0] {
                    let mark = line(view.width / 2.0 - 40.0, f64::from(y), 80.0);
                    let pointer = Point { x: mark.x + 40.0, y: mark.y + 12.0 };
                    let card = Size { width: 296.0, height };
                    let placed = place(&[mark], card, view, Some(pointer), false).unwrap();
                    let shown = Rect {
                        x: placed.at.x,
                        y: placed.at.y,
                        width: 296.0,
                        height: height.min(placed.max_height),
                    };
                    assert!(shown.distance2(pointer) > 0.0, "{view:?} {mark:?} {placed:?}");
                }
            }
        }
    }

    #[test]
    fn a_tiny_viewport_keeps_the_start_of_the_card_in_view() {
        let view = Size { width: 256.0, height: 120.0 };
        let card = Size { width: 232.0, height: 300.0 };
        let placed = place(&[line(10.0, 60.0, 80.0)], card, view, None, false).unwrap();
        assert_eq!(placed.at, Point { x: EDGE_PX, y: EDGE_PX });
        assert_eq!(placed.max_height, LEAST_HEIGHT_PX);
    }
}
