//! One reader on the page: what it shows now, and the recognition that is under way for it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_timers::future::TimeoutFuture;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::{AppHandle, Callback, Renderer};

use super::wire::{self, Annotated, Failure, Props};
use crate::article::Diagnostic;
use crate::components::{Command, Reader, ReaderProps};
use crate::dossier::{self, EntityId};
use crate::recognise::{self, Model};

/// A mounted reader.
pub(super) struct Mounted(Rc<RefCell<Shown>>);

struct Shown {
    /// `None` once destroyed.
    app: Option<AppHandle<Reader>>,
    props: ReaderProps,
    emit: Function,
    /// The number of the article on show. A result for an earlier one is dropped.
    article: u32,
}

impl Mounted {
    pub(super) fn new(div: HtmlElement, props: &Props) -> Result<Self, Failure> {
        let emit = props.emit();
        let (props, diagnostics) = reader_props(props)?;
        let app = Renderer::<Reader>::with_root_and_props(div.into(), props.clone()).render();
        let mounted = Self(Rc::new(RefCell::new(Shown { app: Some(app), props, emit, article: 0 })));
        mounted.start(diagnostics);
        Ok(mounted)
    }

    pub(super) fn update(&self, props: &Props) -> Result<(), Failure> {
        let (next, diagnostics) = reader_props(props)?;
        {
            let mut shown = self.0.borrow_mut();
            shown.emit = props.emit();
            shown.article += 1;
            shown.show(next);
        }
        self.start(diagnostics);
        Ok(())
    }

    pub(super) fn open_entity(&self, id: usize) {
        self.command(Command::OpenEntity(EntityId(id)));
    }

    pub(super) fn close_card(&self) {
        self.command(Command::CloseCard);
    }

    pub(super) fn destroy(self) {
        // The task under way holds this weakly, and ends.
        let app = self.0.borrow_mut().app.take();
        if let Some(app) = app {
            app.destroy();
        }
    }

    fn command(&self, command: Command) {
        let mut shown = self.0.borrow_mut();
        let token = shown.props.command.map_or(0, |(token, _)| token.wrapping_add(1));
        let next = ReaderProps { command: Some((token, command)), ..shown.props.clone() };
        shown.show(next);
    }

    fn start(&self, diagnostics: Vec<Diagnostic>) {
        let article = self.0.borrow().article;
        let task = Task { shown: Rc::downgrade(&self.0), article };
        spawn_local(async move {
            // `None`: the reader or its article was gone before the end.
            annotate(task, diagnostics).await;
        });
    }
}

impl Shown {
    fn show(&mut self, props: ReaderProps) {
        if let Some(app) = &mut self.app {
            self.props = props.clone();
            app.update(props);
        }
    }
}

/// What a task may touch: the reader it was started for, as long as it shows the same article.
struct Task {
    shown: Weak<RefCell<Shown>>,
    article: u32,
}

impl Task {
    /// Runs `act` on the reader, or answers `None` when the reader or its article is gone.
    fn with<T>(&self, act: impl FnOnce(&mut Shown) -> T) -> Option<T> {
        let shown = self.shown.upgrade()?;
        let mut shown = shown.borrow_mut();
        (shown.app.is_some() && shown.article == self.article).then(|| act(&mut shown))
    }

    /// Tells the page, with nothing borrowed: a listener may call back into the handle.
    fn emit(&self, event: &str, detail: &JsValue) -> Option<()> {
        let emit = self.with(|shown| shown.emit.clone())?;
        tell(&emit, event, detail);
        Some(())
    }
}

/// Recognises the article on show and gives the reader its dossier; ends early when the article is gone.
async fn annotate(task: Task, diagnostics: Vec<Diagnostic>) -> Option<()> {
    task.emit("reader-ready", &wire::ready(&diagnostics))?;
    // A turn of the event loop: the text is painted first.
    TimeoutFuture::new(0).await;
    let article = task.with(|shown| Rc::clone(&shown.props.article))?;
    let found = recognise::recognise(&article, &Model::builtin());
    let dossier = Rc::new(dossier::resolve(&article, found));
    let annotated = Annotated { entities: dossier.entities.len(), mentions: dossier.mentions.len() };
    task.with(|shown| shown.show(ReaderProps { dossier: Some(dossier), ..shown.props.clone() }))?;
    // The next turn: the marks are in the document.
    TimeoutFuture::new(0).await;
    task.emit("reader-annotated", &wire::to_js(&annotated))
}

fn reader_props(props: &Props) -> Result<(ReaderProps, Vec<Diagnostic>), Failure> {
    let (article, diagnostics) = props.read()?;
    let emit = props.emit();
    let shown = ReaderProps {
        article: Rc::new(article),
        dossier: None,
        notices: Rc::from([]),
        command: None,
        on_event: Callback::from(move |event| {
            let (name, detail) = wire::event(&event);
            tell(&emit, name, &detail);
        }),
    };
    Ok((shown, diagnostics))
}

fn tell(emit: &Function, event: &str, detail: &JsValue) {
    // `dispatchEvent` reports what a listener throws by itself.
    drop(emit.call2(&JsValue::NULL, &JsValue::from_str(event), detail));
}
