//! The back gesture closes a sheet: for each that is open the page's history has an entry more, with the page's own state.

use std::cell::Cell;

use gloo_events::EventListener;
use web_sys::{ScrollRestoration, Window};

thread_local! {
    /// The page has one history for all of its readers: a tap can close a sheet of one and open one of another before
    /// the browser has gone back.
    static PAGE: Page = Page::default();
}

/// How many sheets of one reader are open.
pub(super) struct Back(usize);

type Heard = (EventListener, Box<dyn Fn()>);

/// What is in the history.
#[derive(Default)]
struct Page {
    readers: Cell<usize>,
    /// How many entries are ours.
    ours: Cell<usize>,
    /// How many sheets are open.
    sheets: Cell<usize>,
    /// A sheet was closed otherwise, and the browser is on its way back to so many entries.
    leaving: Cell<Option<usize>>,
    /// How the page had scrolling restored, while entries are ours.
    restoration: Cell<Option<ScrollRestoration>>,
    /// Hears of going back, and closes the sheet that was opened last.
    heard: Cell<Option<Heard>>,
}

impl Default for Back {
    fn default() -> Self {
        PAGE.with(|page| page.readers.set(page.readers.get() + 1));
        Self(0)
    }
}

impl Back {
    /// Follows how many sheets are open; `close` is called when the reader goes back, for the topmost.
    pub(super) fn follow(&mut self, sheets: usize, close: impl Fn() + 'static) {
        let before = std::mem::replace(&mut self.0, sheets);
        let Some(window) = web_sys::window().filter(|_| before != sheets) else { return };
        PAGE.with(|page| {
            page.sheets.set(page.sheets.get() + sheets - before);
            if sheets > before {
                let listener = page.heard.take().map_or_else(
                    || EventListener::new(&window, "popstate", |_| PAGE.with(Page::gone_back)),
                    |(listener, _)| listener,
                );
                page.heard.set(Some((listener, Box::new(close))));
            }
            page.settle(&window);
        });
    }
}

impl Drop for Back {
    /// Of a reader that goes with a sheet the entries stay: to go back could undo what took it away.
    fn drop(&mut self) {
        PAGE.with(|page| {
            page.sheets.set(page.sheets.get() - self.0);
            page.ours.set(page.ours.get().saturating_sub(self.0));
            page.readers.set(page.readers.get() - 1);
            if page.readers.get() == 0 {
                page.heard.take();
                page.leaving.take();
            }
        });
    }
}

impl Page {
    /// The browser has gone back: on our way, or because somebody asked for it.
    fn gone_back(&self) {
        let ours = self.ours.get();
        if ours == 0 {
            return;
        }
        let left = self.leaving.take();
        self.ours.set(left.unwrap_or(ours - 1));
        if left.is_some() {
            return web_sys::window().map_or((), |window| self.settle(&window));
        }
        // The reader tells of it once the sheet is closed.
        if let Some(heard) = self.heard.take() {
            heard.1();
            self.heard.set(Some(heard));
        }
    }

    /// Makes as many entries as there are sheets, unless the browser is on its way: then it is done when it has come.
    fn settle(&self, window: &Window) {
        let (ours, sheets) = (self.ours.get(), self.sheets.get());
        let Ok(history) = window.history() else { return };
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
            if self.restoration.get().is_none() {
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
