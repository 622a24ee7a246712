//! The back gesture closes a sheet: while one is open the page's history has an entry more, with the page's own state.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use web_sys::{History, ScrollRestoration};

/// The entry of one reader, and the listener that hears of it.
#[derive(Default)]
pub(super) struct Back {
    entry: Rc<Cell<Entry>>,
    listener: Option<EventListener>,
}

/// What is in the history.
#[derive(Clone, Copy, Default)]
enum Entry {
    /// Nothing of ours.
    #[default]
    None,
    /// An entry for the open sheet, and how the page had scrolling restored.
    Ours(ScrollRestoration),
    /// The sheet was closed otherwise, and the browser is on its way back.
    Leaving(ScrollRestoration),
    /// As before, but another sheet was opened meanwhile.
    Again(ScrollRestoration),
}

impl Back {
    /// Follows whether a sheet is open; `close` is called when the reader goes back.
    pub(super) fn follow(&mut self, sheet: bool, close: impl Fn() + 'static) {
        let Some((window, history)) =
            web_sys::window().and_then(|window| Some((window.clone(), window.history().ok()?)))
        else {
            return;
        };
        match (sheet, self.entry.get()) {
            (true, Entry::None) => self.entry.set(push(&history)),
            (true, Entry::Leaving(old)) => self.entry.set(Entry::Again(old)),
            (false, Entry::Again(old)) => self.entry.set(Entry::Leaving(old)),
            (false, Entry::Ours(old)) => {
                self.entry.set(Entry::Leaving(old));
                // A page whose history is closed to us keeps the entry, and nothing else.
                let _ = history.back();
            }
            _ => return,
        }
        if self.listener.is_none() {
            let entry = Rc::clone(&self.entry);
            self.listener = Some(EventListener::new(&window, "popstate", move |_| {
                let now = entry.take();
                match now {
                    Entry::None => return,
                    Entry::Ours(old) | Entry::Leaving(old) | Entry::Again(old) => {
                        let _ = history.set_scroll_restoration(old);
                    }
                }
                match now {
                    Entry::Ours(_) => close(),
                    Entry::Again(_) => entry.set(push(&history)),
                    _ => {}
                }
            }));
        }
    }
}

/// Adds the entry. Going back from it must not scroll the page: the sheet's buttons may have.
fn push(history: &History) -> Entry {
    let old = history.scroll_restoration().unwrap_or(ScrollRestoration::Auto);
    let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    let state = history.state().unwrap_or_default();
    match history.push_state(&state, "") {
        Ok(()) => Entry::Ours(old),
        Err(_) => Entry::None,
    }
}
