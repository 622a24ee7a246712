//! What the reader shows now, and how what somebody did changes it. A state diagram heads the
//! tests at the foot.

use std::rc::Rc;

use super::overview::View;
use super::settings::{Choice, Settings};
use crate::dossier::{Dossier, EntityId};
use crate::recognise::{Kind, MentionId};
use crate::text::Span;

/// All that changes while an article is read.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct State {
    /// The open card.
    pub open: Option<Open>,
    /// What the reader has chosen.
    pub settings: Settings,
    /// Whether the settings are unfolded.
    pub panel: bool,
    /// The part of the overview that is shown as a sheet.
    pub view: Option<View>,
    /// The passage that was jumped to, while it is shown as such.
    pub jump: Option<Jump>,
    /// Whether text of the article is selected.
    pub selecting: bool,
    /// The passage that was copied just now.
    pub copied: Option<Copied>,
    /// The last thing to tell somebody who cannot see the page.
    pub said: Option<Said>,
}

/// A passage that was to be copied with where it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Where it is: bytes of `Article::text`; `None` for what was selected.
    pub span: Option<Span>,
    /// Whether it is on the clipboard now.
    pub done: bool,
}

/// The open card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// Whose card it is.
    pub entity: EntityId,
    /// Where it stands; the focus returns there.
    pub at: Anchor,
    /// Which mention it is about, where it is about one.
    pub mention: Option<MentionId>,
    /// Whether it stays until it is closed.
    pub pinned: bool,
    /// In what form it is shown.
    pub surface: Surface,
}

impl Open {
    /// The mark it stands at.
    pub fn mark(self) -> Option<MentionId> {
        match self.at {
            Anchor::Mark(mention) => Some(mention),
            Anchor::Entry(_) | Anchor::Node(_) => None,
        }
    }
}

/// Where a card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At a mark in the article.
    Mark(MentionId),
    /// At an entry of the list of who is who, or of the timeline.
    Entry(EntityId),
    /// At a name in the picture of who met whom.
    Node(EntityId),
}

/// The form of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Surface {
    /// Beside its anchor: for mouse and keyboard.
    #[default]
    Card,
    /// From the bottom edge: for touch and pen.
    Sheet,
}

/// A passage that was jumped to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    /// Where it is: bytes of `Article::text`.
    pub span: Span,
    /// Counts up with each jump, so that the end of an earlier one does not end this one.
    pub token: u32,
}

/// What somebody who cannot see the page is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// The marks of a kind, or of all, were switched.
    Marks {
        /// Which kind; all where there is none.
        kind: Option<Kind>,
        /// Whether they are shown now.
        shown: bool,
    },
    /// The card turned to another mention.
    Mention {
        /// Which of them, from 1.
        number: usize,
        /// How many there are.
        count: usize,
    },
    /// A passage was copied, or could not be.
    Copied {
        /// Whether it was.
        done: bool,
    },
}

/// What somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The pointer rested on a mark.
    MarkRested {
        /// The mark's mention.
        mention: MentionId,
    },
    /// A mark had visible focus for a while.
    MarkFocused {
        /// The mark's mention.
        mention: MentionId,
    },
    /// A mark was clicked, or chosen by Enter or Space.
    MarkPinned {
        /// The mark's mention.
        mention: MentionId,
    },
    /// A mark was tapped by finger or pen.
    MarkTapped {
        /// The mark's mention.
        mention: MentionId,
    },
    /// An entry of the list of who is who or of the timeline was chosen.
    EntryChosen {
        /// The entry's entity.
        entity: EntityId,
        /// By finger or pen: a sheet; else a card.
        surface: Surface,
    },
    /// A name in the picture of who met whom was chosen.
    NodeChosen {
        /// Whose name.
        entity: EntityId,
        /// By finger or pen: a sheet; else a card.
        surface: Surface,
    },
    /// Somebody named in the open card was chosen; with no card open nothing happens.
    EntityChosen {
        /// Who was chosen.
        entity: EntityId,
    },
    /// The page asked for the card of an entity.
    EntityCommanded {
        /// Whose card.
        entity: EntityId,
    },
    /// The card was asked for the mention before.
    PreviousMention,
    /// The card was asked for the next mention.
    NextMention,
    /// A passage shown in the card or in the overview was chosen: jump to it.
    SentenceChosen {
        /// Where it is in the article.
        span: Span,
    },
    /// The passage that was jumped to has been shown long enough.
    SentencePassed {
        /// The token of that jump.
        token: u32,
    },
    /// The pointer left mark and card.
    PointerLeft,
    /// Escape was pressed, or the reader went back while a sheet was open.
    EscapePressed,
    /// The card's close button was chosen, or the page asked to close it.
    CloseChosen,
    /// Something outside card, marks and entries was pressed.
    OutsidePressed,
    /// Something outside the unfolded settings was pressed.
    PanelLeft,
    /// A part of the overview was asked for as a sheet, or its sheet closed.
    ViewChosen {
        /// Which part.
        view: View,
    },
    /// Something outside the sheet of the overview, and no card over it, was pressed.
    ViewLeft,
    /// Text of the article was selected, or is no longer.
    TextSelected {
        /// Whether it is.
        some: bool,
    },
    /// A passage was asked for on the clipboard, and is there or could not be put there.
    PassageCopied {
        /// Which, and whether it is.
        copied: Copied,
    },
    /// A kind's marks were switched.
    KindToggled {
        /// Which kind.
        kind: Kind,
    },
    /// All marks were switched: on if any was off.
    AllToggled,
    /// The settings were unfolded or folded.
    PanelToggled,
    /// A value of a setting was chosen.
    Chosen {
        /// Of which setting.
        choice: Choice,
        /// The value's name.
        value: &'static str,
    },
    /// All settings were set back.
    SettingsReset,
    /// The settings of an earlier visit were found.
    SettingsRestored {
        /// What they were.
        settings: Settings,
    },
    /// Another article, or another dossier of it, took the place of the last.
    ArticleReplaced,
}

/// The state after `action`; the same `Rc` when nothing changed.
pub fn reduce(state: &Rc<State>, dossier: &Dossier, action: Action) -> Rc<State> {
    let mut next = State::clone(state);
    apply(&mut next, dossier, action);
    if next == **state { Rc::clone(state) } else { Rc::new(next) }
}

fn apply(state: &mut State, dossier: &Dossier, action: Action) {
    // What was copied is said until something else is done.
    state.copied = None;
    match action {
        Action::MarkRested { mention } | Action::MarkFocused { mention } => {
            if state.open.is_none_or(|open| !open.pinned) {
                open_mark(state, dossier, mention, false, Surface::Card);
            }
        }
        Action::MarkPinned { mention } => open_mark(state, dossier, mention, true, Surface::Card),
        Action::MarkTapped { mention } => open_mark(state, dossier, mention, true, Surface::Sheet),
        Action::EntryChosen { entity, surface } => open_at(state, Anchor::Entry(entity), entity, surface),
        Action::NodeChosen { entity, surface } => open_at(state, Anchor::Node(entity), entity, surface),
        Action::EntityChosen { entity } => {
            state.open = state.open.map(|open| Open { entity, mention: None, pinned: true, ..open });
        }
        Action::EntityCommanded { entity } => {
            let first = dossier.entity(entity).and_then(|entity| entity.mentions.first());
            if let Some(mention) = first {
                open_mark(state, dossier, *mention, true, Surface::Card);
            }
        }
        Action::PreviousMention => turn(state, dossier, -1),
        Action::NextMention => turn(state, dossier, 1),
        Action::SentenceChosen { span } => {
            let token = state.jump.map_or(0, |jump| jump.token.wrapping_add(1));
            state.jump = Some(Jump { span, token });
            state.open = None;
            state.view = None;
        }
        Action::SentencePassed { token } => state.jump = state.jump.filter(|jump| jump.token != token),
        Action::PointerLeft => state.open = state.open.filter(|open| open.pinned),
        Action::EscapePressed if state.open.is_none() && state.view.is_some() => state.view = None,
        Action::EscapePressed if state.open.is_none() => state.panel = false,
        Action::EscapePressed | Action::CloseChosen | Action::OutsidePressed => state.open = None,
        Action::PanelLeft => state.panel = false,
        Action::ViewChosen { view } => state.view = Some(view).filter(|view| state.view != Some(*view)),
        Action::ViewLeft => state.view = None,
        Action::TextSelected { some } => state.selecting = some,
        Action::PassageCopied { copied } => {
            state.copied = Some(copied);
            state.said = Some(Said::Copied { done: copied.done });
        }
        Action::KindToggled { kind } => {
            let shown = !state.settings.shows(kind);
            state.settings = state.settings.with(kind, shown);
            state.said = Some(Said::Marks { kind: Some(kind), shown });
            close_unmarked(state, dossier);
        }
        Action::AllToggled => {
            let shown = state.settings.marks.contains(&false);
            state.settings.marks = [shown; 4];
            state.said = Some(Said::Marks { kind: None, shown });
            close_unmarked(state, dossier);
        }
        Action::PanelToggled => state.panel = !state.panel,
        Action::Chosen { choice, value } => state.settings.choose(choice, value),
        Action::SettingsReset => state.settings = Settings::default(),
        Action::SettingsRestored { settings } => state.settings = settings,
        Action::ArticleReplaced => {
            state.open = None;
            state.view = None;
            state.jump = None;
        }
    }
}

/// Opens the card of an entity away from the article's marks.
fn open_at(state: &mut State, at: Anchor, entity: EntityId, surface: Surface) {
    state.open = Some(Open { entity, at, mention: None, pinned: true, surface });
}

fn open_mark(state: &mut State, dossier: &Dossier, mention: MentionId, pinned: bool, surface: Surface) {
    let Some(entity) = dossier.entity_of.get(mention.0).copied() else { return };
    state.open = Some(Open { entity, at: Anchor::Mark(mention), mention: Some(mention), pinned, surface });
}

/// Closes a card that stands at a mark which is no longer shown.
fn close_unmarked(state: &mut State, dossier: &Dossier) {
    let Some(Open { at: Anchor::Mark(mention), .. }) = state.open else { return };
    if dossier.mentions.get(mention.0).is_none_or(|mention| !state.settings.shows(mention.kind)) {
        state.open = None;
    }
}

/// Moves the card `by` mentions of its entity; from none to the first or the last; not past either end.
fn turn(state: &mut State, dossier: &Dossier, by: isize) {
    let Some(open) = &mut state.open else { return };
    let Some(entity) = dossier.entity(open.entity) else { return };
    let now = open.mention.and_then(|mention| entity.mentions.iter().position(|one| *one == mention));
    let next = match now {
        Some(now) => now.checked_add_signed(by),
        None if by > 0 => Some(0),
        None => entity.mentions.len().checked_sub(1),
    };
    let Some((next, mention)) = next.and_then(|next| Some((next, *entity.mentions.get(next)?))) else {
        return;
    };
    open.mention = Some(mention);
    open.at = Anchor::Mark(mention);
    open.pinned = true;
    // The mark must be seen.
    state.view = None;
    state.said = Some(Said::Mention { number: next + 1, count: entity.mentions.len() });
}

/// The state diagram; every arrow is a line of `what_was_done_and_what_is_open_then`.
///
/// ```text
///                MarkRested, MarkFocused                MarkPinned, EntityChosen,
///             ┌──────────────────────────▶ loose card ──PreviousMention, NextMention──┐
///             │                              │    ▲ MarkRested, MarkFocused:          │
///             │          PointerLeft,        │    └── of another mark ─┘              ▼
///   closed ───┤◀── and all that closes ──────┘                              ┌── pinned card ──┐
///    ▲  ▲     │      a pinned card                                          │  ▲              │
///    │  │     ├── MarkPinned, EntryChosen, EntityCommanded ─────────────────┼──┘              │ MarkTapped
///    │  │     │                                                             │                 ▼
///    │  │     └── MarkTapped, EntryChosen by finger or pen ─────────────────┼─────────── pinned sheet
///    │  └── EscapePressed, CloseChosen (also: back, from a sheet), ─────────┘                 │
///    │      OutsidePressed, SentenceChosen, its kind unmarked, ArticleReplaced                │
///    └────────────────────────────────────────────────────────────────────────────────────────┘
///
///   Pinned: MarkRested, MarkFocused and PointerLeft change nothing; MarkPinned, MarkTapped and EntryChosen move the
///   card; EntityChosen, PreviousMention and NextMention turn it. NodeChosen is as EntryChosen.
///   Beside it the overview: no view ──ViewChosen──▶ a view ──ViewChosen of it, ViewLeft, EscapePressed with no card open,
///   SentenceChosen, PreviousMention, NextMention, ArticleReplaced──▶ no view. Escape closes the card before the view, the
///   view before the settings.
/// ```
#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::card::sample;

    fn after(actions: &[Action]) -> Rc<State> {
        let (_, dossier) = sample::talks();
        actions.iter().fold(Rc::default(), |state, action| reduce(&state, &dossier, *action))
    }

    /// Entity, mention and whether it is pinned, of the open card.
    type Opened = Option<(usize, Option<usize>, bool)>;

    const ANA: EntityId = EntityId(0);
    const FIRST: MentionId = MentionId(0);

    #[test]
    fn what_was_done_and_what_is_open_then() {
        use Action::*;
        let rested = MarkRested { mention: FIRST };
        let pinned = MarkPinned { mention: FIRST };
        let entry = EntryChosen { entity: ANA, surface: Surface::Card };
        let span = Span::new(0, 4);
        let table: Vec<(Vec<Action>, Opened)> = vec![
            (vec![rested], Some((0, Some(0), false))),
            (vec![rested, PointerLeft], None),
            (vec![MarkFocused { mention: FIRST }], Some((0, Some(0), false))),
            (vec![rested, MarkRested { mention: MentionId(1) }], Some((1, Some(1), false))),
            (vec![rested, MarkFocused { mention: MentionId(1) }], Some((1, Some(1), false))),
            (vec![MarkTapped { mention: FIRST }, CloseChosen], None),
            (vec![MarkTapped { mention: FIRST }, OutsidePressed], None),
            (vec![MarkTapped { mention: FIRST }, EscapePressed], None),
            (vec![pinned, MarkFocused { mention: MentionId(1) }], Some((0, Some(0), true))),
            (vec![pinned, AllToggled], None),
            (vec![rested, EntityChosen { entity: EntityId(1) }], Some((1, None, true))),
            (vec![rested, pinned], Some((0, Some(0), true))),
            (vec![pinned, PointerLeft], Some((0, Some(0), true))),
            (vec![pinned, MarkRested { mention: MentionId(1) }], Some((0, Some(0), true))),
            (vec![pinned, MarkPinned { mention: MentionId(1) }], Some((1, Some(1), true))),
            (vec![pinned, EscapePressed], None),
            (vec![rested, CloseChosen], None),
            (vec![pinned, OutsidePressed], None),
            (vec![rested, NextMention], Some((0, Some(3), true))),
            (vec![rested, NextMention, NextMention], Some((0, Some(3), true))),
            (vec![rested, PreviousMention], Some((0, Some(0), false))),
            (vec![entry], Some((0, None, true))),
            (vec![NodeChosen { entity: ANA, surface: Surface::Card }], Some((0, None, true))),
            (vec![entry, NextMention], Some((0, Some(0), true))),
            (vec![entry, PreviousMention], Some((0, Some(3), true))),
            (vec![pinned, EntityChosen { entity: EntityId(1) }], Some((1, None, true))),
            (vec![EntityChosen { entity: EntityId(1) }], None),
            (vec![EntityCommanded { entity: EntityId(1) }], Some((1, Some(1), true))),
            (vec![EntityCommanded { entity: EntityId(99) }], None),
            (vec![MarkPinned { mention: MentionId(99) }], None),
            (vec![pinned, SentenceChosen { span }], None),
            (vec![pinned, KindToggled { kind: Kind::Person }], None),
            (vec![pinned, KindToggled { kind: Kind::Place }], Some((0, Some(0), true))),
            (vec![KindToggled { kind: Kind::Person }, entry], Some((0, None, true))),
            (vec![pinned, ArticleReplaced], None),
        ];
        for (actions, expected) in table {
            let open = after(&actions).open;
            let got = open.map(|open| (open.entity.0, open.mention.map(|m| m.0), open.pinned));
            assert_eq!(got, expected, "{actions:?}");
        }
    }

    #[test]
    fn what_was_done_and_which_view_is_open_then() {
        use Action::*;
        let cast = ViewChosen { view: View::Cast };
        let entry = EntryChosen { entity: ANA, surface: Surface::Sheet };
        let table: Vec<(Vec<Action>, Option<View>, bool)> = vec![
            (vec![cast], Some(View::Cast), false),
            (vec![cast, cast], None, false),
            (vec![cast, ViewChosen { view: View::Timeline }], Some(View::Timeline), false),
            (vec![cast, ViewLeft], None, false),
            (vec![cast, EscapePressed], None, false),
            (vec![cast, ArticleReplaced], None, false),
            (vec![cast, SentenceChosen { span: Span::new(0, 4) }], None, false),
            (vec![cast, entry], Some(View::Cast), true),
            (vec![cast, entry, EscapePressed], Some(View::Cast), false),
            (vec![cast, entry, EscapePressed, EscapePressed], None, false),
            (vec![cast, entry, CloseChosen], Some(View::Cast), false),
            (vec![cast, entry, OutsidePressed], Some(View::Cast), false),
            (vec![cast, entry, NextMention], None, true),
            (vec![cast, entry, EntityChosen { entity: EntityId(1) }], Some(View::Cast), true),
        ];
        for (actions, view, open) in table {
            let state = after(&actions);
            assert_eq!((state.view, state.open.is_some()), (view, open), "{actions:?}");
        }
        let panel = after(&[PanelToggled, cast, EscapePressed]);
        assert!(panel.panel && panel.view.is_none(), "the view before the settings");
    }

    #[test]
    fn a_card_is_a_sheet_for_touch_alone() {
        use Action::*;
        let surface = |actions: &[Action]| after(actions).open.map(|open| open.surface);
        let (tapped, pinned) = (MarkTapped { mention: FIRST }, MarkPinned { mention: FIRST });
        assert_eq!(surface(&[pinned]), Some(Surface::Card));
        assert_eq!(surface(&[tapped]), Some(Surface::Sheet));
        assert_eq!(surface(&[pinned, tapped]), Some(Surface::Sheet), "another hand on the same page");
        assert_eq!(surface(&[tapped, pinned]), Some(Surface::Card));
        assert_eq!(surface(&[tapped, NextMention]), Some(Surface::Sheet));
        let entry = EntryChosen { entity: ANA, surface: Surface::Sheet };
        assert_eq!(surface(&[entry]), Some(Surface::Sheet));
    }

    #[test]
    fn what_was_copied_is_said_until_something_else_is_done() {
        let copied = Copied { span: Some(Span::new(0, 4)), done: true };
        let did = [Action::TextSelected { some: true }, Action::PassageCopied { copied }];
        let state = after(&did);
        assert_eq!((state.copied, state.said), (Some(copied), Some(Said::Copied { done: true })));
        assert!(state.selecting);
        let state = after(&[did[0], did[1], Action::TextSelected { some: false }]);
        assert_eq!((state.copied, state.selecting), (None, false));
    }

    #[test]
    fn settings_are_chosen_and_set_back() {
        let chosen = [
            Action::Chosen { choice: Choice::Theme, value: "dark" },
            Action::Chosen { choice: Choice::Font, value: "sans" },
            Action::KindToggled { kind: Kind::Date },
        ];
        let settings = after(&chosen).settings;
        assert_eq!((settings.value(Choice::Theme), settings.value(Choice::Font)), ("dark", "sans"));
        let reset = [chosen[0], chosen[1], chosen[2], Action::SettingsReset];
        assert_eq!(after(&reset).settings, Settings::default());
    }

    #[test]
    fn what_changes_nothing_returns_the_same_state() {
        let (_, dossier) = sample::talks();
        let pinned = after(&[Action::MarkPinned { mention: FIRST }]);
        for (state, action) in [
            (Rc::default(), Action::EscapePressed),
            (Rc::default(), Action::PointerLeft),
            (Rc::default(), Action::PanelLeft),
            (Rc::default(), Action::ViewLeft),
            (Rc::default(), Action::NextMention),
            (Rc::clone(&pinned), Action::PointerLeft),
            (Rc::clone(&pinned), Action::MarkPinned { mention: FIRST }),
            (Rc::clone(&pinned), Action::MarkFocused { mention: MentionId(2) }),
            (pinned, Action::SentencePassed { token: 7 }),
        ] {
            assert!(Rc::ptr_eq(&state, &reduce(&state, &dossier, action)), "{action:?}");
        }
    }

    #[test]
    fn the_end_of_an_earlier_jump_leaves_the_later_one() {
        let jump = |at| Action::SentenceChosen { span: Span::new(at, at + 4) };
        let state = after(&[jump(0), jump(10), Action::SentencePassed { token: 0 }]);
        assert_eq!(state.jump, Some(Jump { span: Span::new(10, 14), token: 1 }));
        assert_eq!(after(&[jump(0), Action::SentencePassed { token: 0 }]).jump, None);
    }

    #[test]
    fn escape_closes_the_card_before_the_settings() {
        let open = [Action::PanelToggled, Action::MarkPinned { mention: FIRST }, Action::EscapePressed];
        assert!(after(&open).panel && after(&open).open.is_none());
        let twice = [open[0], open[1], open[2], Action::EscapePressed];
        assert!(!after(&twice).panel);
    }

    #[test]
    fn switching_all_marks_switches_on_first() {
        let off = Action::KindToggled { kind: Kind::Date };
        assert_eq!(after(&[Action::AllToggled]).settings.marks, [false; 4]);
        assert_eq!(after(&[off, Action::AllToggled]).settings.marks, [true; 4]);
        assert_eq!(after(&[off]).said, Some(Said::Marks { kind: Some(Kind::Date), shown: false }));
    }
}
