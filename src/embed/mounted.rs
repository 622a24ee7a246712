//! One reader on the page: what it shows now, and the recognition that is under way for it.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::{Rc, Weak};
use std::task::Poll;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Date, Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::{AppHandle, AttrValue, Callback, Renderer};

use super::wire::{self, Failure, Props};
use super::{model, packs};
use crate::article::{Article, Diagnostic};
use crate::components::{Command, Reader, ReaderProps, Turns};
use crate::dossier::knowledge::Packs;
use crate::dossier::{Dossier, EntityId, Resolver};
use crate::reader::{Overview, Words, groups, meetings, timeline};
use crate::recognise::{Model, Recogniser};

/// How long work may hold the page at a time, in milliseconds: half a frame at 60 Hz. What was drawn then takes the browser
/// as long again to lay out.
const SLICE_MS: f64 = 8.0;

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
        let (props, job) = read(props)?;
        let app = Renderer::<Reader>::with_root_and_props(div.into(), props.clone()).render();
        let mounted = Self(Rc::new(RefCell::new(Shown { app: Some(app), props, emit, article: 0 })));
        mounted.start(job);
        Ok(mounted)
    }

    pub(super) fn update(&self, props: &Props) -> Result<(), Failure> {
        let (mut next, job) = read(props)?;
        {
            let mut shown = self.0.borrow_mut();
            shown.emit = props.emit();
            shown.article += 1;
            next.turns = shown.props.turns.clone();
            next.round = shown.props.round;
            shown.props = next;
            shown.show();
        }
        self.start(job);
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
        shown.props.command = Some((token, command));
        shown.show();
    }

    fn start(&self, job: Job) {
        let article = self.0.borrow().article;
        let task = Task { shown: Rc::downgrade(&self.0), article };
        spawn_local(async move {
            // `None`: the reader or its article was gone before the end.
            annotate(task, job).await;
        });
    }
}

impl Shown {
    /// Shows the properties as they are now.
    #[inline(never)]
    fn show(&mut self) {
        if let Some(app) = &mut self.app {
            app.update(self.props.clone());
        }
    }
}

/// What recognition needs besides the article.
struct Job {
    diagnostics: Vec<Diagnostic>,
    model: Option<Promise>,
    /// The packs on their way, each with whether it is the default one.
    packs: Vec<(Promise, bool)>,
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

    /// Waits until everything is drawn.
    async fn drawn(&self) -> Option<()> {
        loop {
            while self.with(|shown| shown.props.turns.go_on())? {
                TimeoutFuture::new(0).await;
            }
            // Yew may be late with what it was asked for: parts that are being drawn, or have not begun to wait.
            self.with(|shown| {
                shown.props.round = shown.props.round.wrapping_add(1);
                shown.show();
            })?;
            let left = loop {
                TimeoutFuture::new(0).await;
                if let Some(left) = self.with(|shown| shown.props.turns.left(shown.props.round))? {
                    break left;
                }
            };
            if !left {
                return Some(());
            }
        }
    }

    /// Shows what is known of the article, and waits until that is drawn.
    async fn show(&self, dossier: &Rc<Dossier>, overview: Option<&Rc<Overview>>) -> Option<()> {
        self.with(|shown| {
            shown.props.dossier = Some(Rc::clone(dossier));
            shown.props.overview = overview.cloned();
            shown.show();
        })?;
        // The next turn: it is in the document, as far as there was time.
        TimeoutFuture::new(0).await;
        self.drawn().await
    }
}

/// Recognises the article on show and gives the reader its dossier; ends early when the article is gone.
async fn annotate(task: Task, job: Job) -> Option<()> {
    task.drawn().await?;
    task.emit("reader-ready", &wire::ready(&job.diagnostics))?;
    // A turn of the event loop: the text is painted before the model is read, and each holds the page for itself alone.
    TimeoutFuture::new(0).await;
    let model = match job.model {
        None => Rc::new(Model::builtin()),
        Some(bytes) => match model::load(bytes).await {
            Ok(model) => model,
            Err(failure) => {
                show_failure(&task, failure, "no-model", false)?;
                Rc::new(Model::builtin())
            }
        },
    };
    TimeoutFuture::new(0).await;
    let article = task.with(|shown| Rc::clone(&shown.props.article))?;
    let mut slice = Slice::new();
    let mut recogniser = Recogniser::new(&article, &model);
    while recogniser.step() {
        slice.rest(&task).await?;
    }
    let resolver = Resolver::new(&article, recogniser.finish(), &model);
    let mut dossier = Rc::new(slice.finish(&task, resolver).await?);
    task.show(&dossier, None).await?;
    task.emit("reader-annotated", &wire::annotated(&dossier))?;
    let mut packs = pin!(load_packs(&task, job.packs));
    // Packs that are here already are heard before the list of who is who is drawn: it does not change in sight.
    let mut heard = within(TimeoutFuture::new(0), packs.as_mut()).await;
    let mut own: Option<Rc<Overview>> = None;
    loop {
        let packs_here = match heard {
            Some(packs) => Some(packs?),
            None => None,
        };
        let informed = packs_here.as_ref().filter(|packs| !packs.0.is_empty());
        if let Some(packs) = informed {
            let resolver = Resolver::informing(Dossier::clone(&dossier), &article, packs);
            dossier = Rc::new(slice.finish(&task, resolver).await?);
        }
        if own.as_ref().is_none_or(|own| own.mentions != dossier.mentions.len()) {
            own = Some(Rc::new(slice.overview(&task, &article, &dossier).await?));
        }
        task.show(&dossier, own.as_ref()).await?;
        if informed.is_some() {
            task.emit("reader-informed", &wire::known(&dossier))?;
        }
        if packs_here.is_some() {
            return Some(());
        }
        heard = Some(packs.as_mut().await);
    }
}

/// What comes of `work`, if it is done before the time is up.
async fn within<T>(time: TimeoutFuture, mut work: impl Future<Output = T> + Unpin) -> Option<T> {
    let mut time = pin!(time);
    poll_fn(|context| match pin!(&mut work).poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => time.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Says by the words of `key` that something could not be read, and where it is packs offers to try again.
fn show_failure(task: &Task, failure: Failure, key: &str, retry: bool) -> Option<()> {
    task.with(|shown| {
        let notice = AttrValue::from(shown.props.words.with(key, &[&failure.message]));
        shown.props.notices = shown.props.notices.iter().cloned().chain([notice]).collect();
        shown.props.retry = retry;
        shown.show();
    })?;
    task.emit("reader-error", &failure.into())
}

/// The packs that could be read. Each other one costs its facts, an event, and a notice that offers to try again.
async fn load_packs(task: &Task, packs: Vec<(Promise, bool)>) -> Option<Packs> {
    let mut loaded = Packs::default();
    for (data, default) in packs {
        match packs::load(data, default).await {
            Ok(pack) => loaded.0.push(pack),
            Err(failure) => show_failure(task, failure, "no-pack", true)?,
        }
    }
    Some(loaded)
}

/// The time that work may hold the page before it rests.
struct Slice {
    /// Milliseconds since 1970.
    ends: f64,
}

impl Slice {
    fn new() -> Self {
        Self { ends: Date::now() + SLICE_MS }
    }

    /// Lets the page go on when the time is up; `None` when `task` is of no use any more.
    async fn rest(&mut self, task: &Task) -> Option<()> {
        if Date::now() >= self.ends {
            TimeoutFuture::new(0).await;
            task.with(|_| ())?;
            *self = Self::new();
        }
        Some(())
    }

    /// Makes the overview, with rests.
    async fn overview(&mut self, task: &Task, article: &Article, dossier: &Dossier) -> Option<Overview> {
        let words = task.with(|shown| shown.props.words.clone())?;
        let groups = groups(article, dossier, &words);
        self.rest(task).await?;
        let meetings = meetings(article, dossier, &words);
        self.rest(task).await?;
        let timeline = timeline(article, dossier, &words);
        self.rest(task).await?;
        Some(Overview { groups, meetings, timeline, mentions: dossier.mentions.len() })
    }

    /// Makes a dossier, with rests.
    async fn finish(&mut self, task: &Task, mut resolver: Resolver<'_>) -> Option<Dossier> {
        loop {
            if let Some(dossier) = resolver.step() {
                return Some(dossier);
            }
            self.rest(task).await?;
        }
    }
}

fn read(props: &Props) -> Result<(ReaderProps, Job), Failure> {
    let (article, diagnostics) = props.read()?;
    let words = props.words().zip(article.meta.lang.as_deref());
    let words = words.map_or_else(Words::default, |(files, lang)| Words::new(&files, lang));
    let emit = props.emit();
    let shown = ReaderProps {
        article: Rc::new(article),
        dossier: None,
        overview: None,
        turns: Turns::new(SLICE_MS),
        round: 0,
        words,
        notices: Rc::from([]),
        retry: false,
        command: None,
        on_event: Callback::from(move |event| {
            let (name, detail) = wire::event(&event);
            tell(&emit, name, &detail);
        }),
    };
    let own = props.packs().into_iter().flat_map(|packs| packs.to_vec());
    let own = own.map(|data| (Promise::resolve(&data), false));
    let packs = own.chain(props.pack().map(|data| (data, true))).collect();
    Ok((shown, Job { diagnostics, model: props.model(), packs }))
}

fn tell(emit: &Function, event: &str, detail: &JsValue) {
    // `dispatchEvent` reports what a listener throws by itself.
    drop(emit.call2(&JsValue::NULL, &JsValue::from_str(event), detail));
}
