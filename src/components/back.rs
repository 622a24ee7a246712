//! The back gesture closes a sheet: for each that is open the page's history has an entry more, with the page's own state.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use web_sys::{History, ScrollRestoration};

/// The entries of one reader, and the listener that hears of them.
#[derive(Default)]
pub(super) struct Back {
    entries: Rc<Entries>,
    listener: Option<EventListener>,
}

/// What is in the history.
#[derive(Default)]
struct Entries {
    /// How many entries are ours.
    ours: Cell<usize>,
    /// How many sheets are open.
    sheets: Cell<usize>,
    /// A sheet was closed otherwise, and the browser is on its way back to so many entries.
    leaving: Cell<Option<usize>>,
    /// How the page had scrolling restored, while entries are ours.
    restoration: Cell<Option<ScrollRestoration>>,
}

impl Back {
    /// Follows how many sheets are open; `close` is called when the reader goes back, for the topmost.
    pub(super) fn follow(&mut self, sheets: usize, close: impl Fn() + 'static) {
        if self.entries.sheets.replace(sheets) == sheets && self.entries.ours.get() == sheets {
            return;
        }
        let Some((window, history)) =
            web_sys::window().and_then(|window| Some((window.clone(), window.history().ok()?)))
        else {
            return;
        };
        self.entries.settle(&history);
        if self.listener.is_none() {
            let entries = Rc::clone(&self.entries);
            self.listener = Some(EventListener::new(&window, "popstate", move |_| {
                let ours = entries.ours.get();
                if ours == 0 {
                    return;
                }
                let left = entries.leaving.take();
                entries.ours.set(left.unwrap_or(ours - 1));
                if left.is_none() {
                    // What is closed is told of once it is.
                    entries.sheets.set(entries.sheets.get().saturating_sub(1));
                    close();
                }
                entries.settle(&history);
            }));
        }
    }
}

impl Entries {
    /// Makes as many entries as there are sheets, unless the browser is on its way: then it is done when it has come.
    fn settle(&self, history: &History) {
        let (ours, sheets) = (self.ours.get(), self.sheets.get());
        if self.leaving.get().is_some() {
            return;
        }
        if ours > sheets {
            self.leaving.set(Some(sheets));
            if history.go_with_delta(sheets as i32 - ours as i32).is_err() {
                // A page whose history is closed to us keeps the entries, and nothing else.
                self.leaving.set(None);
            }
        } else if ours < sheets {
            // Going back from an entry must not scroll the page: the sheet's buttons may have.
            if ours == 0 {
                self.restoration.set(history.scroll_restoration().ok());
            }
            let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
            let state = history.state().unwrap_or_default();
            for _ in ours..sheets {
                if history.push_state(&state, "").is_ok() {
                    self.ours.set(self.ours.get() + 1);
                }
            }
        } else if ours == 0
            && let Some(old) = self.restoration.take()
        {
            let _ = history.set_scroll_restoration(old);
        }
    }
}
