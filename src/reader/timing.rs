//! When a card opens and closes: a state machine over timestamps and positions. Knows no timer and no event.
//!
//! ```text
//!            enters a mark, moving             at rest long enough
//!   idle ───────────────────────▶ candidate ───────────────────────▶ open ◀──┐ back on the mark or the card,
//!    ▲ ▲       leaves, or the page scrolls │                         │       │ or text in the card is selected
//!    │ └───────────────────────────────────┘      leaves mark and card ▼     │
//!    └──────────────────────────────────────────────────────────── leaving ──┘
//!                 the delay is over, and the pointer is not travelling to the card
//! ```
//!
//! All times are milliseconds of one monotonic clock, all distances CSS pixels.

use super::placement::{Point, Rect};
use crate::recognise::MentionId;

/// A first card opens after the pointer has rested this long. Wikipedia waits 500 ms, since 150 ms "caused
/// unintended actions"; our data is at hand.
pub const REST_MS: f64 = 350.0;
/// A card opens at the latest this long after the pointer came upon its mark, at rest or not.
pub const MOST_MS: f64 = 500.0;
/// The rest asked for while warm: reading from name to name.
pub const WARM_REST_MS: f64 = 80.0;
/// A card that closed less than this ago leaves the reader warm.
pub const WARM_FOR_MS: f64 = 300.0;
/// Movement below this, squared, is a hand's tremor (the filter of floating-ui), not movement.
pub const TREMOR_PX2: f64 = 2.0;
/// A mark counts as entered only when the pointer moved this recently: else it was the page that moved.
pub const MOVED_WITHIN_MS: f64 = 150.0;
/// For this long after a scroll nothing is entered.
pub const AFTER_SCROLL_MS: f64 = 100.0;
/// A card closes this long after the pointer left both mark and card (Popups, Radix).
pub const CLOSE_MS: f64 = 300.0;
/// The polygon between pointer and card is this much wider than drawn.
pub const TRAVEL_BUFFER_PX: f64 = 0.5;
/// A pointer slower than this is not on its way to the card.
pub const TRAVEL_SPEED_PX_PER_MS: f64 = 0.1;
/// A pointer that has not moved for this long is not on its way to the card.
pub const TRAVEL_MS: f64 = 40.0;
/// Visible focus on a mark opens its card after this long.
pub const FOCUS_MS: f64 = 500.0;
/// How long a sentence that was jumped to is shown as such: long enough to find it, short enough to forget it.
pub const PASSING_MS: u32 = 2400;

/// What is under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// A mark that is shown.
    Mark(MentionId),
    /// The card.
    Card,
    /// Anything else.
    Outside,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// The browser reports a pointer that hovers, whether it moved or the page did.
    Pointer {
        /// Where it is.
        at: Point,
        /// What is under it.
        zone: Zone,
    },
    /// The page scrolled.
    Scrolled,
    /// A mark got visible focus.
    Focused(MentionId),
    /// The focus left a mark.
    Blurred,
    /// The time that [`Step::wake_in`] named is over.
    Woke {
        /// Whether the card must stay although the pointer has left: text in it is selected.
        held: bool,
    },
    /// The card stands here now.
    Placed(Rect),
    /// What is open now, whoever opened or closed it: the mention it stands at (if any) and whether it is pinned.
    Now(Option<(Option<MentionId>, bool)>),
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Open the card of this mention: the pointer rests on it.
    Rested(MentionId),
    /// Open the card of this mention: it has the focus.
    Focused(MentionId),
    /// Close the card: the pointer is gone.
    Left,
}

/// The outcome of one input.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Step {
    /// What to do now, if anything.
    pub verdict: Option<Verdict>,
    /// After how many milliseconds to say [`Input::Woke`], unless another input comes first.
    pub wake_in: Option<f64>,
}

/// The machine's memory.
#[derive(Clone, Debug, Default)]
pub struct Intent {
    pointer: Option<(Point, f64, Zone)>,
    moved_at: Option<f64>,
    speed: f64,
    scrolled_at: Option<f64>,
    candidate: Option<Candidate>,
    focus: Option<Focus>,
    open: Option<(Option<MentionId>, bool)>,
    card: Option<Rect>,
    leaving: Option<Leaving>,
    closed_at: Option<f64>,
    dismissed: Option<MentionId>,
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    mention: MentionId,
    entered_at: f64,
    rest_from: f64,
    delay: f64,
}

#[derive(Clone, Copy, Debug)]
struct Focus {
    mention: MentionId,
    due: Option<f64>,
}

#[derive(Clone, Copy, Debug)]
struct Leaving {
    from: Point,
    since: f64,
    travelled_at: Option<f64>,
}

impl Intent {
    /// Takes in what happened at time `now`.
    pub fn step(&mut self, now: f64, input: Input) -> Step {
        let mut verdict = None;
        match input {
            Input::Pointer { at, zone } => self.pointer_at(now, at, zone),
            Input::Scrolled => {
                self.scrolled_at = Some(now);
                self.candidate = None;
            }
            Input::Focused(mention) => {
                let due = (self.mention() != Some(mention)).then_some(now + FOCUS_MS);
                self.focus = Some(Focus { mention, due });
            }
            Input::Blurred => {
                let was = self.focus.take().map(|focus| focus.mention);
                if was.is_some() && was == self.mention() {
                    self.start_leaving(now, self.pointer.map_or(Point::default(), |(at, ..)| at));
                }
            }
            Input::Woke { held } => verdict = self.woke(now, held),
            Input::Placed(card) => self.card = Some(card),
            Input::Now(open) => self.now_open(now, open),
        }
        Step { verdict, wake_in: self.due().map(|due| (due - now).max(0.0)) }
    }

    fn mention(&self) -> Option<MentionId> {
        self.open.and_then(|(mention, _)| mention)
    }

    fn zone(&self) -> Zone {
        self.pointer.map_or(Zone::Outside, |(_, _, zone)| zone)
    }

    fn pinned(&self) -> bool {
        self.open.is_some_and(|(_, pinned)| pinned)
    }

    fn pointer_at(&mut self, now: f64, at: Point, zone: Zone) {
        let (dx, dy, elapsed) = self
            .pointer
            .map_or((f64::MAX, 0.0, 1.0), |(last, then, _)| (at.x - last.x, at.y - last.y, now - then));
        let moved2 = dx * dx + dy * dy;
        if moved2 >= TREMOR_PX2 {
            self.moved_at = Some(now);
            if let Some(candidate) = &mut self.candidate {
                candidate.rest_from = candidate.rest_from.max(now);
            }
        }
        self.speed = moved2.sqrt() / elapsed.max(1.0);
        let from = self.pointer.map_or(at, |(last, ..)| last);
        self.pointer = Some((at, now, zone));
        self.dismissed = self.dismissed.filter(|mention| Zone::Mark(*mention) == zone);
        if zone == Zone::Card || self.on_own_mark() {
            self.leaving = None;
            self.candidate = None;
            return;
        }
        self.start_leaving(now, from);
        if self.travels(at) {
            if let Some(leaving) = &mut self.leaving {
                leaving.travelled_at = Some(now);
            }
            self.candidate = None;
            return;
        }
        match zone {
            Zone::Mark(mention) => self.enter(now, mention),
            _ => self.candidate = None,
        }
    }

    /// Whether the pointer is on the mark whose card is open.
    fn on_own_mark(&self) -> bool {
        self.mention().is_some_and(|mention| self.zone() == Zone::Mark(mention))
    }

    /// `from`: the last place of the pointer on the mark or the card.
    fn start_leaving(&mut self, now: f64, from: Point) {
        let focused = self.focus.is_some_and(|focus| Some(focus.mention) == self.mention());
        let stays = self.open.is_none() || self.pinned() || focused;
        if stays || self.leaving.is_some() || self.zone() == Zone::Card || self.on_own_mark() {
            return;
        }
        self.leaving = Some(Leaving { from, since: now, travelled_at: None });
    }

    /// Whether the pointer is on its way from where it left the mark to the card.
    fn travels(&self, at: Point) -> bool {
        match (self.leaving, self.card) {
            (Some(leaving), Some(card)) => {
                self.speed >= TRAVEL_SPEED_PX_PER_MS && between(leaving.from, card, at)
            }
            _ => false,
        }
    }

    fn enter(&mut self, now: f64, mention: MentionId) {
        let same = self.candidate.is_some_and(|candidate| candidate.mention == mention);
        let moved = self.moved_at.is_some_and(|then| now - then <= MOVED_WITHIN_MS);
        if same || self.pinned() || self.dismissed == Some(mention) {
            return;
        }
        if !moved {
            self.candidate = None;
            return;
        }
        let entered_at = self.scrolled_at.map_or(now, |then| now.max(then + AFTER_SCROLL_MS));
        let warm = self.open.is_some() || self.closed_at.is_some_and(|then| now - then < WARM_FOR_MS);
        let delay = if warm { WARM_REST_MS } else { REST_MS };
        self.candidate = Some(Candidate { mention, entered_at, rest_from: entered_at, delay });
    }

    fn woke(&mut self, now: f64, held: bool) -> Option<Verdict> {
        if let Some(Focus { mention, due: Some(due) }) = self.focus
            && now >= due
        {
            self.focus = Some(Focus { mention, due: None });
            return Some(Verdict::Focused(mention));
        }
        if let Some(candidate) = self.candidate
            && now >= candidate.due()
        {
            self.candidate = None;
            return Some(Verdict::Rested(candidate.mention));
        }
        let leaving = self.leaving?;
        if let Some(travelled_at) = leaving.travelled_at
            && now >= travelled_at + TRAVEL_MS
        {
            self.leaving = Some(Leaving { travelled_at: None, ..leaving });
            if let Zone::Mark(mention) = self.zone() {
                self.enter(now, mention);
            }
        }
        if now < self.leaving?.due() {
            return None;
        }
        if held {
            self.leaving = Some(Leaving { since: now, travelled_at: None, ..leaving });
            return None;
        }
        self.leaving = None;
        Some(Verdict::Left)
    }

    fn now_open(&mut self, now: f64, open: Option<(Option<MentionId>, bool)>) {
        if open == self.open {
            return;
        }
        if open.is_none() {
            self.closed_at = Some(now);
            self.card = None;
            self.dismissed = self.mention().filter(|mention| self.zone() == Zone::Mark(*mention));
        }
        if let Some(focus) = &mut self.focus {
            focus.due = None;
        }
        self.candidate = None;
        self.leaving = None;
        self.open = open;
    }

    fn due(&self) -> Option<f64> {
        let focus = self.focus.and_then(|focus| focus.due);
        let candidate = self.candidate.map(|candidate| candidate.due());
        let leaving = self.leaving.map(|leaving| match leaving.travelled_at {
            Some(travelled_at) => travelled_at + TRAVEL_MS,
            None => leaving.due(),
        });
        [focus, candidate, leaving].into_iter().flatten().min_by(f64::total_cmp)
    }
}

impl Candidate {
    fn due(&self) -> f64 {
        (self.rest_from + self.delay).min(self.entered_at + MOST_MS)
    }
}

impl Leaving {
    fn due(&self) -> f64 {
        let travelled = self.travelled_at.map_or(f64::MIN, |then| then + TRAVEL_MS);
        (self.since + CLOSE_MS).max(travelled)
    }
}

/// Whether `point` lies in the smallest convex shape around `from` and `card`: the four triangles from `from` to the
/// sides of the card, and the card.
fn between(from: Point, card: Rect, point: Point) -> bool {
    let buffer = TRAVEL_BUFFER_PX;
    let (left, top) = (card.x - buffer, card.y - buffer);
    let (right, bottom) = (card.right() + buffer, card.bottom() + buffer);
    let inside = (left..=right).contains(&point.x) && (top..=bottom).contains(&point.y);
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)].map(|(x, y)| Point { x, y });
    inside || (0..4).any(|side| in_triangle(point, from, corners[side], corners[(side + 1) % 4]))
}

fn in_triangle(p: Point, a: Point, b: Point, c: Point) -> bool {
    let side = |u: Point, v: Point| (v.x - u.x) * (p.y - u.y) - (v.y - u.y) * (p.x - u.x);
    let sides = [side(a, b), side(b, c), side(c, a)];
    sides.iter().all(|s| *s >= 0.0) || sides.iter().all(|s| *s <= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: Rect = Rect { x: 84.0, y: 133.0, width: 340.0, height: 200.0 };
    const A: Zone = Zone::Mark(MentionId(0));
    const B: Zone = Zone::Mark(MentionId(1));

    /// What happens, and when.
    type Script = Vec<(f64, Input)>;
    /// What is to be done, and when.
    type Said = Vec<(f64, Verdict)>;

    fn to(x: f64, y: f64, zone: Zone) -> Input {
        Input::Pointer { at: Point { x, y }, zone }
    }

    /// Plays `script`, waking when asked and doing what the verdicts say, until nothing is due.
    fn play(script: &[(f64, Input)]) -> Vec<(f64, Verdict)> {
        play_held(script, 0.0)
    }

    /// As `play`, with text in the card selected until `held_until`.
    fn play_held(script: &[(f64, Input)], held_until: f64) -> Vec<(f64, Verdict)> {
        let (mut intent, mut said) = (Intent::default(), Vec::new());
        let mut step = Step::default();
        let mut now = 0.0;
        let mut script = script.iter().copied().peekable();
        loop {
            let wake = step.wake_in.map(|after| now + after);
            let next = script.peek().map(|(at, _)| *at);
            let input = match (wake, next) {
                (Some(wake), next) if next.is_none_or(|next| wake < next) => {
                    now = wake;
                    Input::Woke { held: now < held_until }
                }
                (_, Some(_)) => {
                    let (at, input) = script.next().unwrap();
                    now = at;
                    input
                }
                _ => return said,
            };
            step = intent.step(now, input);
            let Some(verdict) = step.verdict else { continue };
            said.push((now, verdict));
            let open = match verdict {
                Verdict::Rested(mention) | Verdict::Focused(mention) => Some((Some(mention), false)),
                Verdict::Left => None,
            };
            intent.step(now, Input::Now(open));
            step = intent.step(now, Input::Placed(CARD));
        }
    }

    const fn opened(mention: usize) -> Verdict {
        Verdict::Rested(MentionId(mention))
    }

    #[test]
    fn scripts() {
        let here = |x| to(x, 110.0, A);
        let off = to(300.0, 60.0, Zone::Outside);
        let table: Vec<(&str, Script, Said)> = vec![
            ("rests, stays", vec![(0.0, here(100.0))], vec![(350.0, opened(0))]),
            ("tremor is rest", vec![(0.0, here(100.0)), (200.0, here(101.0))], vec![(350.0, opened(0))]),
            (
                "movement starts the rest anew",
                vec![(0.0, here(100.0)), (100.0, here(110.0))],
                vec![(450.0, opened(0))],
            ),
            (
                "500 ms at most",
                (0..=6).map(|i| (f64::from(i) * 80.0, here(100.0 + f64::from(i) * 3.0))).collect(),
                vec![(500.0, opened(0))],
            ),
            ("passes by", vec![(0.0, here(100.0)), (60.0, off)], vec![]),
            (
                "leaves and the card closes",
                vec![(0.0, here(100.0)), (400.0, off)],
                vec![(350.0, opened(0)), (700.0, Verdict::Left)],
            ),
            (
                "comes back in time",
                vec![(0.0, here(100.0)), (400.0, off), (650.0, here(100.0))],
                vec![(350.0, opened(0))],
            ),
            (
                "stays while over the card",
                vec![(0.0, here(100.0)), (400.0, to(100.0, 140.0, Zone::Card))],
                vec![(350.0, opened(0))],
            ),
            (
                "the next card opens warm",
                vec![(0.0, here(100.0)), (400.0, off), (750.0, to(400.0, 110.0, B))],
                vec![(350.0, opened(0)), (700.0, Verdict::Left), (830.0, opened(1))],
            ),
            (
                "cold again after 300 ms",
                vec![(0.0, here(100.0)), (400.0, off), (1000.0, to(400.0, 110.0, B))],
                vec![(350.0, opened(0)), (700.0, Verdict::Left), (1350.0, opened(1))],
            ),
            (
                "straight to another mark",
                vec![(0.0, here(100.0)), (400.0, to(400.0, 60.0, B))],
                vec![(350.0, opened(0)), (480.0, opened(1))],
            ),
            (
                "the page moved, not the pointer",
                vec![
                    (0.0, off),
                    (500.0, Input::Scrolled),
                    (510.0, to(300.0, 60.0, A)),
                    (900.0, to(300.0, 60.0, A)),
                ],
                vec![],
            ),
            ("a scroll drops the candidate", vec![(0.0, here(100.0)), (200.0, Input::Scrolled)], vec![]),
            (
                "100 ms after a scroll do not count",
                vec![(0.0, Input::Scrolled), (20.0, here(100.0))],
                vec![(450.0, opened(0))],
            ),
        ];
        for (name, script, expected) in table {
            assert_eq!(play(&script), expected, "{name}");
        }
    }

    #[test]
    fn a_name_on_the_way_to_the_card_does_not_steal_it() {
        let mut script = vec![(0.0, to(100.0, 110.0, A))];
        // 1 px/ms downwards to the right, over another mark, into the card.
        script.extend((0..20).map(|i| {
            let t = f64::from(i);
            (400.0 + 10.0 * t, to(100.0 + t, 112.0 + t, if t < 2.0 { A } else { B }))
        }));
        script.push((610.0, to(121.0, 140.0, Zone::Card)));
        assert_eq!(play(&script), [(350.0, opened(0))]);
    }

    #[test]
    fn a_pointer_that_stops_on_the_way_opens_what_it_stopped_at() {
        let script = [(0.0, to(100.0, 110.0, A)), (400.0, to(104.0, 115.0, B)), (410.0, to(108.0, 120.0, B))];
        // 40 ms without movement, then the warm rest of 80 ms.
        assert_eq!(play(&script), [(350.0, opened(0)), (530.0, opened(1))]);
    }

    #[test]
    fn focus_opens_later_and_the_pointer_elsewhere_does_not_close_it() {
        let focus = Verdict::Focused(MentionId(3));
        let script = [(0.0, Input::Focused(MentionId(3))), (600.0, to(500.0, 500.0, Zone::Outside))];
        assert_eq!(play(&script), [(500.0, focus)]);
        let script = [(0.0, Input::Focused(MentionId(3))), (600.0, Input::Blurred)];
        assert_eq!(play(&script), [(500.0, focus), (900.0, Verdict::Left)]);
        let script = [(0.0, Input::Focused(MentionId(3))), (200.0, Input::Blurred)];
        assert_eq!(play(&script), []);
    }

    #[test]
    fn a_selection_in_the_card_holds_it() {
        let script = [(0.0, to(100.0, 110.0, A)), (400.0, to(300.0, 60.0, Zone::Outside))];
        assert_eq!(play_held(&script, 1200.0), [(350.0, opened(0)), (1300.0, Verdict::Left)]);
    }

    #[test]
    fn a_pinned_card_is_neither_left_nor_replaced() {
        let pinned = Input::Now(Some((Some(MentionId(0)), true)));
        let script = [
            (0.0, to(100.0, 110.0, A)),
            (100.0, pinned),
            (400.0, to(300.0, 60.0, Zone::Outside)),
            (1000.0, to(400.0, 60.0, B)),
        ];
        assert_eq!(play(&script), []);
    }

    #[test]
    fn a_dismissed_card_stays_away_until_the_pointer_has_left_its_mark() {
        let mut script =
            vec![(0.0, to(100.0, 110.0, A)), (400.0, Input::Now(None)), (450.0, to(105.0, 110.0, A))];
        assert_eq!(play(&script), [(350.0, opened(0))]);
        script.extend([(900.0, to(300.0, 60.0, Zone::Outside)), (1500.0, to(100.0, 110.0, A))]);
        assert_eq!(play(&script), [(350.0, opened(0)), (1850.0, opened(0))]);
    }

    #[test]
    fn the_travel_polygon_joins_pointer_and_card() {
        let from = Point { x: 600.0, y: 110.0 };
        for (x, y, inside) in [
            (590.0, 115.0, true),
            (300.0, 200.0, true),
            (424.4, 150.0, true),
            (600.0, 140.0, false),
            (300.0, 100.0, false),
            (83.0, 200.0, false),
        ] {
            assert_eq!(between(from, CARD, Point { x, y }), inside, "{x} {y}");
        }
    }
}
