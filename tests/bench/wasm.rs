//! The whole path as a module for a page that measures it (`tests/bench/page.mjs`), built as the reader's core is.

use std::rc::Rc;

use js_sys::Function;
use sidelight::article;
use sidelight::components::{Reader, ReaderProps};
use sidelight::dossier::knowledge::{Knowledge, Pack, Packs};
use sidelight::dossier::{self, Resolver};
use sidelight::reader::{Overview, Words};
use sidelight::recognise::{self, Model, Recogniser};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::{AppHandle, Renderer, props};

/// The path with its model.
#[wasm_bindgen]
pub struct Annotator {
    model: Model,
}

#[wasm_bindgen]
impl Annotator {
    /// Reads the model file.
    #[wasm_bindgen(constructor)]
    pub fn new(model: &[u8]) -> Result<Self, JsError> {
        Ok(Self { model: Model::load(model)? })
    }

    /// How many mentions `text` has.
    pub fn recognise(&self, text: &str) -> Result<usize, JsError> {
        let (article, _) = article::parse_plain(text)?;
        Ok(recognise::recognise(&article, &self.model).mentions.len())
    }

    /// How long each step takes, in the unit of the clock `now`: reading the article, all steps of the recogniser, all
    /// of the dossier.
    pub fn steps(&self, text: &str, now: &Function) -> Result<Vec<f64>, JsValue> {
        let now = || now.call0(&JsValue::NULL).map(|time| time.as_f64().unwrap_or_default());
        let mut times = vec![now()?];
        let (article, _) = article::parse_plain(text).map_err(JsError::from)?;
        let mut recogniser = Recogniser::new(&article, &self.model);
        times.push(now()?);
        while recogniser.step() {
            times.push(now()?);
        }
        let mut resolver = Resolver::new(&article, recogniser.finish(), &self.model);
        while resolver.step().is_none() {
            times.push(now()?);
        }
        times.push(now()?);
        Ok(times.windows(2).map(|pair| pair[1] - pair[0]).collect())
    }

    /// How many entities `text` has.
    pub fn annotate(&self, text: &str) -> Result<usize, JsError> {
        let (article, _) = article::parse_plain(text)?;
        let found = recognise::recognise(&article, &self.model);
        Ok(dossier::resolve(&article, found, &self.model).entities.len())
    }
}

/// A pack, ready to be looked up in.
#[wasm_bindgen]
pub struct PackReader {
    packs: Packs,
}

#[wasm_bindgen]
impl PackReader {
    /// Reads the pack file.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8]) -> Result<Self, JsError> {
        Ok(Self { packs: Packs(vec![Rc::new(Pack::load(pack.to_vec())?)]) })
    }

    /// How many people may bear a name.
    pub fn named(&self, name: &str) -> usize {
        self.packs.named(name).len()
    }

    /// The bytes that it takes in memory.
    pub fn memory(&self) -> usize {
        self.packs.0.iter().map(|pack| pack.memory()).sum()
    }
}

/// An article with its marks, ready to be drawn: what a first render alone takes.
#[wasm_bindgen]
pub struct Drawing {
    props: ReaderProps,
}

#[wasm_bindgen]
impl Drawing {
    /// Finds who is who in `text`.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, annotator: &Annotator) -> Result<Self, JsError> {
        let (article, _) = article::parse_plain(text)?;
        let found = recognise::recognise(&article, &annotator.model);
        let dossier = dossier::resolve(&article, found, &annotator.model);
        let overview = Some(Rc::new(Overview::new(&article, &dossier, &Words::default())));
        Ok(Self {
            props: props!(ReaderProps {
                article: Rc::new(article),
                dossier: Some(Rc::new(dossier)),
                overview
            }),
        })
    }

    /// Draws it into `div`, in a microtask.
    pub fn draw(&self, div: HtmlElement) -> Drawn {
        Drawn { app: Renderer::<Reader>::with_root_and_props(div.into(), self.props.clone()).render() }
    }
}

/// What was drawn.
#[wasm_bindgen]
pub struct Drawn {
    app: AppHandle<Reader>,
}

#[wasm_bindgen]
impl Drawn {
    /// Takes it off the page.
    pub fn remove(self) {
        self.app.destroy();
    }
}
