//! The root of the tree: the article with its marks, the card, the list of who is who. Holds the state, listens, and
//! alone touches the document: in handlers and after drawing.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use web_sys::{Element, HtmlElement, ScrollLogicalPosition};
use yew::prelude::*;

use super::back::Back;
use super::body::body;
use super::card::card_view;
use super::dom;
use super::events::{self, Desk, Shared};
use super::marks::{Marks, renumber};
use super::overview::overview;
use super::part::Page;
use super::said::{button, classed, copy, element, tag_of, text};
use super::toolbar::toolbar;
use super::turns::Turns;
use crate::article::{Article, Direction};
use crate::dossier::{Dossier, EntityId};
use crate::reader::timing::{Input, Intent, PASSING_MS, Verdict};
use crate::reader::{
    Action, Anchor, CardModel, Choice, Copied, Marked, Open, Overview, Point, Said, State, Surface, View,
    Words, card, citation, kind_key, place, reduce,
};
use crate::recognise::{Kind, MentionId};
use crate::text::Span;

/// What the reader is drawn from.
#[derive(Clone, Properties)]
pub struct ReaderProps {
    /// The article.
    pub article: Rc<Article>,
    /// Who is who in it; `None` until recognition is done: then the text alone is shown.
    #[prop_or_default]
    pub dossier: Option<Rc<Dossier>>,
    /// Who is who, who met whom and when, by this dossier; `None` until it is to be shown.
    #[prop_or_default]
    pub overview: Option<Rc<Overview>>,
    /// How the parts of the page take turns to be drawn: by default they do not. A reader keeps its first.
    #[prop_or_default]
    pub turns: Turns,
    /// Another number asks for nothing but to be told when all is drawn ([`Turns::left`]): Yew may leave what is asked
    /// for to a later task, and calls `rendered` after everything else.
    #[prop_or_default]
    pub round: u32,
    /// The words of the interface.
    #[prop_or_default]
    pub words: Words,
    /// Notices of one sentence each, shown quietly above the article.
    #[prop_or_default]
    pub notices: Rc<[AttrValue]>,
    /// Whether the notices are of packs that can be asked for again.
    #[prop_or_default]
    pub retry: bool,
    /// A command from outside, with a token: the same command with another token is a new command.
    #[prop_or_default]
    pub command: Option<(u32, Command)>,
    /// Hears what happens in the reader.
    #[prop_or_default]
    pub on_event: Callback<ReaderEvent>,
}

/// What is handed over is always news: what of it differs, the reader finds out by itself.
impl PartialEq for ReaderProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// Whether both are one and the same, or nothing.
pub(super) fn same<T>(a: &Option<Rc<T>>, b: &Option<Rc<T>>) -> bool {
    a.as_ref().map(Rc::as_ptr) == b.as_ref().map(Rc::as_ptr)
}

/// What the outside can ask of a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Open the card of an entity, pinned. An unknown id does nothing.
    OpenEntity(EntityId),
    /// Close the card, if one is open.
    CloseCard,
}

/// What a reader tells the outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderEvent {
    /// A card opened, turned to another entity, or was pinned.
    EntityOpen {
        /// Whose card.
        id: EntityId,
        /// What the entity is.
        kind: Kind,
        /// Its name.
        name: String,
        /// The mention the card stands at; the entity's first when it stands at none.
        mention: MentionId,
        /// Whether it stays until it is closed.
        pinned: bool,
    },
    /// The reader of the article asked for the packs again.
    PacksAgain,
    /// The card of this entity closed.
    EntityClose {
        /// Whose card it was.
        id: EntityId,
    },
}

/// The reader.
pub struct Reader {
    state: Rc<State>,
    model: Option<CardModel>,
    /// How many words the article has.
    words: usize,
    /// What the article and the overview are drawn from.
    page: Rc<Page>,
    intent: Intent,
    pointer: Option<Point>,
    /// Where the root stood when the pointer was last heard of: if it stands elsewhere, the page has scrolled.
    origin: Option<(f64, f64)>,
    root: NodeRef,
    card: NodeRef,
    shared: Rc<Shared>,
    after: After,
    /// What the marks show.
    marks: Rc<Cell<Marks>>,
    back: Back,
    empty: Rc<Dossier>,
    listeners: Vec<EventListener>,
    outside: Vec<EventListener>,
    wake: Option<Timeout>,
    passing: Option<Timeout>,
}

/// What is left to do once the tree has been drawn.
#[derive(Default)]
struct After {
    /// Place the card, by the pointer or not.
    place: Option<Option<Point>>,
    /// Put the card into the top layer (`true`) or take it out.
    layer: Option<bool>,
    /// Move the focus to the card's heading.
    to_heading: bool,
    /// Move the focus back to where the card stood.
    restore: Option<Anchor>,
    /// Bring the card's mark into view.
    reveal: bool,
    /// Show a part of the overview as a sheet (`true`), or go back to the button that opened it.
    view: Option<(View, bool)>,
    /// See anew how far the article has been read: it is of another height.
    measure: bool,
    /// Bring the passage that was jumped to into view; move the focus there too if the card had it.
    jump: Option<bool>,
}

/// What the reader hears from its own handlers and timers.
pub enum Msg {
    /// Somebody did something.
    Act {
        /// What it was.
        action: Action,
        /// Whether the focus belongs on the card's heading afterwards.
        to_heading: bool,
    },
    /// Packs are asked for again.
    Retry,
    /// A passage, or what is selected, is to be copied with where it is from.
    Copy(Option<Span>),
    /// The pointer or the focus moved.
    Hover(Input),
    /// The hover intent asked to be woken.
    Woke,
    /// The page scrolled or changed its size while a card is open.
    Moved,
}

impl Component for Reader {
    type Message = Msg;
    type Properties = ReaderProps;

    fn create(ctx: &Context<Self>) -> Self {
        let dossier = Dossier::default();
        let restored = Action::SettingsRestored { settings: dom::remembered() };
        let marks = Rc::default();
        Self {
            state: reduce(&Rc::default(), &dossier, restored),
            model: None,
            words: words(ctx.props()),
            page: page(ctx.props(), &ctx.props().turns, &marks),
            intent: Intent::default(),
            pointer: None,
            origin: None,
            root: NodeRef::default(),
            card: NodeRef::default(),
            shared: Rc::default(),
            after: After::default(),
            marks,
            back: Back::default(),
            empty: Rc::new(dossier),
            listeners: Vec::new(),
            outside: Vec::new(),
            wake: None,
            passing: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Retry => {
                ctx.props().on_event.emit(ReaderEvent::PacksAgain);
                false
            }
            Msg::Copy(span) => {
                self.copy(ctx, span);
                false
            }
            Msg::Act { action, to_heading } => {
                let changed = self.act(ctx, action);
                self.after.to_heading = to_heading && self.state.open.is_some();
                changed || self.after.to_heading
            }
            Msg::Hover(input) => {
                self.notice_scroll(ctx);
                if let Input::Pointer { at, .. } = input {
                    self.pointer = Some(at);
                }
                self.feed(ctx, input)
            }
            Msg::Woke => {
                self.notice_scroll(ctx);
                let held = self.card.cast::<Element>().is_some_and(|card| dom::selects_in(&card));
                self.feed(ctx, Input::Woke { held })
            }
            Msg::Moved => {
                self.place(ctx, None);
                false
            }
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &ReaderProps) -> bool {
        let new = ctx.props();
        if new.round != old.round {
            return true;
        }
        let [mentions, old_mentions] =
            [new, old].map(|props| props.dossier.as_ref().map(|dossier| &*dossier.mentions));
        let same_article = Rc::ptr_eq(&new.article, &old.article);
        let same_dossier = same(&new.dossier, &old.dossier);
        if !same_article {
            self.page.turns.take();
        }
        self.page = page(new, &self.page.turns, &self.marks);
        if same_article && !same_dossier && mentions == old_mentions {
            // Packs brought facts and no marks: an open card stays, and says more.
            if let Some(dossier) = &new.dossier {
                self.model = card(&self.state, &new.article, dossier, &new.words);
            }
            self.after.place = self.state.open.map(|_| None);
        } else if !same_article || !same_dossier {
            if let (true, Some(root), Some(old), Some(new)) =
                (same_article, self.root.cast(), old_mentions, mentions)
            {
                renumber(&root, old, new);
            }
            self.words = words(new);
            self.act(ctx, Action::ArticleReplaced);
            self.after.measure = true;
        }
        if new.command != old.command {
            self.command(ctx);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let ReaderProps { article, dossier, notices, retry, words, .. } = ctx.props();
        let state = &self.state;
        let dir = match article.meta.dir {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        };
        let mut class = "sl-reader".to_owned();
        for kind in Kind::ALL.into_iter().filter(|kind| !state.settings.shows(*kind)) {
            class += &[" hides-", kind_key(kind)].concat();
        }
        // What is not there holds its place among the others: so each is known again when they are drawn anew.
        let notice =
            |said: &AttrValue| element("p", &["class", "part"], &["sl-notice", "notice"], vec![text(said)]);
        let again = retry.then(|| button("sl-button sl-retry", "retry", "", vec![text(words.say("retry"))]));
        let own = self.page.overview.as_deref();
        let page = vec![
            toolbar(article, self.words, dossier.as_deref(), own, state, words),
            notices.iter().map(notice).collect(),
            again.unwrap_or_default(),
            body(&self.page, state.jump),
            own.map(|own| overview(&self.page, own, state)).unwrap_or_default(),
        ];
        let surface = state.open.map(|open| open.surface).unwrap_or_default();
        let progress = &["sl-progress", "progress", "true"];
        let said = state.said.map_or_else(String::new, |said| announcement(said, words));
        let copying = state.selecting.then(|| copy("sl-button", None, state.copied, words));
        let copying = copying.map(|button| classed("div", "sl-copy", vec![button]));
        let children = vec![
            element("div", &["class", "part", "aria-hidden"], progress, Vec::new()),
            classed("div", "sl-page", page),
            card_view(&self.card, self.model.as_ref(), surface, state.copied, words),
            copying.unwrap_or_default(),
            element("div", &["class", "role"], &["sl-unseen", "status"], vec![text(&said)]),
        ];
        let [theme, size, width, spacing, font] = Choice::ALL.map(|choice| state.settings.value(choice));
        let sheet = if surface == Surface::Sheet { "sheet" } else { "" };
        let lang = article.meta.lang.as_deref().unwrap_or_default();
        let mut root = tag_of(
            "div",
            &[
                "class",
                "part",
                "dir",
                "lang",
                "data-theme",
                "data-size",
                "data-width",
                "data-spacing",
                "data-font",
                "data-sheet",
            ],
            &[&class, "reader", dir, lang, theme, size, width, spacing, font, sheet],
            children,
        );
        root.node_ref = self.root.clone();
        root.into()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let Some(root) = self.root.cast::<Element>() else { return };
        let desk = Desk { root: root.clone(), link: ctx.link().clone(), shared: Rc::clone(&self.shared) };
        if first {
            self.listeners = events::listen(&desk);
            if self.command(ctx) {
                ctx.link().send_message(Msg::Moved);
            }
        }
        self.show_marks(&root);
        let after = std::mem::take(&mut self.after);
        if let (Some(shown), Some(card)) = (after.layer, self.card.cast::<HtmlElement>()) {
            if shown { dom::show(&card) } else { dom::hide(&card) }
        }
        self.listen_outside(&desk);
        if first || after.measure {
            events::show_progress(&desk);
        }
        if let Some((view, shown)) = after.view {
            self.show_view(&root, view, shown);
        }
        if after.reveal
            && let Some(anchor) = self.anchor(&root)
        {
            dom::scroll_to(&anchor, ScrollLogicalPosition::Nearest);
        }
        if let Some(pointer) = after.place {
            self.place(ctx, pointer);
        }
        if after.to_heading
            && let Some(heading) = dom::find(&root, ".sl-card-name")
        {
            self.shared.focus(&heading);
        }
        if let Some(at) = after.restore
            && let Some(anchor) = events::anchor_element(&root, at)
        {
            self.shared.focus(&anchor);
        }
        if let Some(take_focus) = after.jump {
            self.show_passage(&root, take_focus);
        }
        self.page.turns.end(ctx.props().round);
        self.page.turns.go_on();
    }

    fn destroy(&mut self, _ctx: &Context<Self>) {
        if let Some(card) = self.card.cast::<HtmlElement>() {
            dom::hide(&card);
        }
    }
}

fn words(props: &ReaderProps) -> usize {
    props.article.text.split_whitespace().count()
}

fn page(props: &ReaderProps, turns: &Turns, marks: &Rc<Cell<Marks>>) -> Rc<Page> {
    Rc::new(Page {
        article: Rc::clone(&props.article),
        marked: props.dossier.clone().map(Marked::new),
        overview: props.overview.clone().filter(|own| own.views().next().is_some()),
        words: props.words.clone(),
        marks: Rc::clone(marks),
        turns: turns.clone(),
    })
}

/// What somebody who cannot see the page is told.
fn announcement(said: Said, words: &Words) -> String {
    match said {
        Said::Marks { kind, shown } => {
            words.with(if shown { "marked" } else { "unmarked" }, &[words.kinds(kind)])
        }
        Said::Mention { number, count } => words.with("mention", &[&number.to_string(), &count.to_string()]),
        Said::Copied { done } => words.say(if done { "copied" } else { "not-copied" }).to_owned(),
    }
}

impl Reader {
    /// Does what follows from `action`; whether the tree must be drawn anew.
    fn act(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        let dossier = ctx.props().dossier.as_ref().unwrap_or(&self.empty);
        let next = reduce(&self.state, dossier, action);
        if Rc::ptr_eq(&next, &self.state) {
            return false;
        }
        let old = std::mem::replace(&mut self.state, next);
        self.model = card(&self.state, &ctx.props().article, dossier, &ctx.props().words);
        if self.state.settings != old.settings && !matches!(action, Action::SettingsRestored { .. }) {
            dom::remember(self.state.settings);
            self.after.measure = true;
        }
        self.turned(&old, action);
        if self.state.jump != old.jump
            && let Some(jump) = self.state.jump
        {
            let link = ctx.link().clone();
            let action = Action::SentencePassed { token: jump.token };
            self.passing = Some(Timeout::new(PASSING_MS, move || {
                link.send_message(Msg::Act { action, to_heading: false })
            }));
        }
        self.shared.open.set(self.state.open);
        self.shared.panel.set(self.state.panel);
        self.shared.view.set(self.state.view);
        let link = ctx.link().clone();
        let card = self.state.open.is_some_and(|open| open.surface == Surface::Sheet);
        self.back.follow(usize::from(card) + usize::from(self.state.view.is_some()), move || {
            link.send_message(Msg::Act { action: Action::EscapePressed, to_heading: false })
        });
        self.tell(ctx, old.open);
        let now = self.state.open.map(|open| (open.mark(), open.pinned));
        self.feed(ctx, Input::Now(now));
        true
    }

    /// Notes what must be done in the document for the card, compared with the state before.
    fn turned(&mut self, old: &State, action: Action) {
        let card = self.card.cast::<HtmlElement>();
        let root = self.root.cast::<Element>();
        let focused = |inside: &str| root.as_ref().is_some_and(|root| dom::is_focused_in(root, inside));
        let had_focus = focused(".sl-card");
        if self.state.view != old.view {
            self.page.turns.finish();
        }
        self.after.view = match (old.view, self.state.view) {
            (was, now) if was == now => self.after.view,
            (_, Some(now)) => Some((now, true)),
            (was, None) => was.map(|was| (was, false)).filter(|_| focused(".sl-view[popover]")),
        };
        let by_pointer = matches!(action, Action::MarkRested { .. } | Action::MarkPinned { .. });
        let jumped = matches!(action, Action::SentenceChosen { .. });
        let Some(now) = self.state.open else {
            if let Some(was) = old.open {
                let restore = had_focus && !jumped && action != Action::OutsidePressed;
                let view = self.after.view;
                self.after = After { layer: Some(false), view, ..After::default() };
                self.after.restore = restore.then_some(was.at);
            }
            let take = jumped.then(|| had_focus || focused(".sl-overview"));
            self.after.jump = take.or(self.after.jump);
            return;
        };
        // What an earlier action left to do may not have been done yet: Yew draws first and lets others in between.
        if old.open.is_none() {
            self.after.layer = Some(true);
            card.as_ref().inspect(|card| dom::conceal(card));
        }
        let moved = old.open.is_none_or(|was| was.at != now.at || was.surface != now.surface);
        if moved || old.open.is_some_and(|was| was.entity != now.entity) {
            self.after.place = Some(self.pointer.filter(|_| by_pointer));
        }
        self.after.reveal |= match action {
            Action::PreviousMention | Action::NextMention | Action::EntityCommanded { .. } => {
                // The mark that the card goes to may not have been drawn yet.
                self.page.turns.finish();
                true
            }
            _ => now.surface == Surface::Sheet && moved,
        };
    }

    fn tell(&self, ctx: &Context<Self>, old: Option<Open>) {
        let on_event = &ctx.props().on_event;
        let now = self.state.open;
        if let Some(old) = old
            && now.is_none_or(|now| now.entity != old.entity)
        {
            on_event.emit(ReaderEvent::EntityClose { id: old.entity });
        }
        let Some(now) = now else { return };
        if old.is_some_and(|old| old.entity == now.entity && old.pinned == now.pinned) {
            return;
        }
        let dossier = ctx.props().dossier.as_ref().unwrap_or(&self.empty);
        let Some(entity) = dossier.entity(now.entity) else { return };
        let Some(mention) = now.mention.or_else(|| entity.mentions.first().copied()) else { return };
        let (id, kind, name, pinned) = (entity.id, entity.kind, entity.name.clone(), now.pinned);
        on_event.emit(ReaderEvent::EntityOpen { id, kind, name, mention, pinned });
    }

    fn show_marks(&mut self, root: &Element) {
        let open = self.state.open;
        let now = Marks {
            settings: self.state.settings,
            entity: open.map(|open| open.entity),
            at: open.and_then(Open::mark),
        };
        let old = self.marks.replace(now);
        if old != now {
            now.show(root, old);
        }
    }

    /// Obeys the command of the properties, if there is one.
    fn command(&mut self, ctx: &Context<Self>) -> bool {
        match ctx.props().command {
            Some((_, Command::OpenEntity(entity))) => self.act(ctx, Action::EntityCommanded { entity }),
            Some((_, Command::CloseCard)) => self.act(ctx, Action::CloseChosen),
            None => false,
        }
    }

    /// Tells the hover intent what happened and does what it says; whether the tree must be drawn anew.
    fn feed(&mut self, ctx: &Context<Self>, input: Input) -> bool {
        let step = self.intent.step(dom::now(), input);
        let link = ctx.link().clone();
        self.wake = step.wake_in.map(|after| {
            let whole = after.ceil() as u32;
            Timeout::new(whole, move || link.send_message(Msg::Woke))
        });
        match step.verdict {
            Some(Verdict::Rested(mention)) => self.act(ctx, Action::MarkRested { mention }),
            Some(Verdict::Focused(mention)) => self.act(ctx, Action::MarkFocused { mention }),
            Some(Verdict::Left) => self.act(ctx, Action::PointerLeft),
            None => false,
        }
    }

    fn notice_scroll(&mut self, ctx: &Context<Self>) {
        let Some(root) = self.root.cast::<Element>() else { return };
        let rect = dom::rect(&root);
        let origin = Some((rect.x, rect.y));
        if self.origin.is_some() && self.origin != origin {
            self.feed(ctx, Input::Scrolled);
        }
        self.origin = origin;
    }

    fn anchor(&self, root: &Element) -> Option<HtmlElement> {
        events::anchor_element(root, self.state.open?.at)
    }

    /// Places the open card at its anchor, on the line nearest `pointer`.
    fn place(&mut self, ctx: &Context<Self>, pointer: Option<Point>) {
        let (Some(root), Some(card)) = (self.root.cast::<Element>(), self.card.cast::<HtmlElement>()) else {
            return;
        };
        let Some(open) = self.state.open else { return };
        if open.surface == Surface::Sheet {
            dom::unplace(&card);
            return dom::reveal(&card);
        }
        let Some(anchor) = self.anchor(&root) else { return };
        let rtl = ctx.props().article.meta.dir == Direction::Rtl;
        let (lines, size) = (dom::line_boxes(&anchor), dom::natural_size(&card));
        if let Some(placement) = place(&lines, size, dom::viewport(), pointer, rtl) {
            dom::move_to(&card, &placement);
            dom::reveal(&card);
            self.feed(ctx, Input::Placed(dom::rect(&card)));
        }
    }

    fn listen_outside(&mut self, desk: &Desk) {
        let State { open, view, panel, selecting, .. } = &*self.state;
        if !(open.is_some() || view.is_some() || *panel || *selecting) {
            self.outside.clear();
        } else if self.outside.is_empty() {
            self.outside = events::listen_outside(desk);
        }
    }

    /// Puts a passage, or what is selected, on the clipboard with where it is from.
    fn copy(&self, ctx: &Context<Self>, span: Option<Span>) {
        let ReaderProps { article, words, .. } = ctx.props();
        let passage = match (span, self.root.cast::<Element>()) {
            (Some(span), _) => article.text.get(span.range()).unwrap_or_default().to_owned(),
            (None, Some(root)) => dom::selected_text(&root),
            _ => String::new(),
        };
        let link = ctx.link().clone();
        dom::copy(&citation(article, &passage, &dom::address(), words), move |done| {
            let action = Action::PassageCopied { copied: Copied { span, done } };
            link.send_message(Msg::Act { action, to_heading: false });
        });
    }

    fn show_view(&self, root: &Element, view: View, shown: bool) {
        let Some(sheet) = events::view_element(root, view) else { return };
        let goal = if shown {
            dom::show(&sheet);
            dom::find(&sheet, "h2")
        } else {
            events::opener(root, view)
        };
        if let Some(goal) = goal {
            self.shared.focus(&goal);
        }
    }

    fn show_passage(&self, root: &Element, take_focus: bool) {
        let Some(passage) = dom::find(root, ".is-passing") else { return };
        dom::scroll_to(&passage, ScrollLogicalPosition::Center);
        if take_focus && let Some(mark) = dom::find(root, ".is-passing a[href]") {
            self.shared.focus(&mark);
        }
    }
}
