//! Pictures of every state of the reader in Chromium, beside those that are kept in `screens/`: each at 360, 768 and
//! 1280 px, in a light and a dark system, from left to right and from right to left; small, in one font, with nothing
//! moving. One file holds the twelve pictures of a state. `UPDATE_SCREENS=1` takes them anew and leaves them at full
//! size in `target/tmp/screens`: look at what has changed before you commit it.
//!
//! Every state exists in every window: a finger may meet a wide one, a mouse a narrow one. The parts of the overview are
//! sheets at 360 px and stand in the page elsewhere.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use color_quant::NeuQuant;
use image::{GenericImageView, RgbImage, imageops, load_from_memory};
use serde_json::json;
use thirtyfour::prelude::Key;
use thirtyfour::support::base64_decode;

use crate::browser::{Browser, READY};
use crate::host::{Host, POLICY, Rule, page};
use crate::wishes::{self, Wish};

/// A state: of which page, after what was done.
pub(crate) struct State {
    pub(crate) name: &'static str,
    body: &'static str,
    acts: &'static [Act],
}

/// What is done before a picture is taken.
enum Act {
    /// The pointer rests on the mark of this text.
    Hover(&'static str),
    /// The mark of this text is pressed with the mouse.
    Pin(&'static str),
    /// The mark of this text is pressed with the Enter key.
    Enter(&'static str),
    /// The mark of this text is tapped.
    Tap(&'static str),
    /// The settings are opened.
    Settings,
    /// A theme is chosen among the settings, which then close.
    Theme(&'static str),
    /// All marks are switched off, and the settings closed.
    Hide,
    /// A part of the overview is opened as a sheet where it is one, and scrolled to elsewhere.
    Part(&'static str),
    /// A paragraph is selected.
    Select,
    /// A notice has come.
    Notice,
}
use Act::{Enter, Hide, Hover, Notice, Part, Pin, Select, Settings, Tap, Theme};

/// A window: how wide it is, how much smaller its picture (names can no longer be read, but whatever moves, comes or goes
/// is seen), and where that stands in a panel.
struct Window {
    width: u32,
    scale: f64,
    corner: (u32, u32),
}

const WINDOWS: [Window; 3] = [
    Window { width: 360, scale: 0.5, corner: (0, 0) },
    Window { width: 768, scale: 0.25, corner: (180, 0) },
    Window { width: 1280, scale: 0.25, corner: (180, 200) },
];
const HEIGHT: u32 = 800;

/// How many colours a file has.
const COLOURS: usize = 128;

/// One pixel in so many is looked at for them.
const SAMPLING: i32 = 10;

/// A file has two by two panels, one a direction and a scheme.
const PANEL: (u32, u32) = (500, 400);

/// Cells of so many pixels are compared by themselves, so that much white does not hide a little that is wrong.
const CELL: u32 = 16;

/// How far the channels of a cell may be off on the average, of 255: other versions of the browser smooth letters otherwise.
const TOLERANCE: u32 = 5;

const SAMPLE: &str = r#"<sidelight-reader lang="en" src="articles/dawn-2023-03-03.txt" published="2023-03-03" packs="none"></sidelight-reader>"#;
/// Its model is missing.
const BARE: &str = r#"<sidelight-reader lang="en" src="articles/dawn-2023-03-03.txt" published="2023-03-03" packs="none" data-bare></sidelight-reader>"#;
/// One name that two people bear, one that a pack knows, one that nobody knows, and a pack that cannot be read.
const NAMESAKES: &str = r#"<sidelight-reader lang="en" packs="none" published="2023-03-03"></sidelight-reader><script nonce="test">{
  const reader = document.querySelector("sidelight-reader"), source = { name: "The Paper", licence: "CC BY 4.0", asOf: "2023-02" };
  const bearer = (of) => ({ name: "Ana Pereira", terms: [{ title: "Member of Parliament", of, start: "2019", shared: true }] });
  const known = { name: "Ines Duarte", terms: [{ title: "Minister of the Sea", of: "Portugal", start: "2022-03-30" }, { title: "Ambassador", of: "Portugal", start: "2017", end: "2021" }] };
  reader.packs = [{ source, people: [bearer("Portugal"), bearer("Brazil"), known] }, { source, people: [{ name: 7 }] }];
  reader.article = { headline: "A harbour is sold", source: { name: "The Paper" }, blocks: [
    { text: "Ana Pereira and Kofi Brandt were in Lisbon on Friday to see the old harbour sold. Ines Duarte came a day later." },
    { text: "“The sea is patient,” Brandt said." }] };
}</script>"#;

const NAME: &str = "Derek Chollet";

const fn state(name: &'static str, body: &'static str, acts: &'static [Act]) -> State {
    State { name, body, acts }
}

pub(crate) const STATES: &[State] = &[
    state("idle", SAMPLE, &[]),
    state("hovered", SAMPLE, &[Hover(NAME)]),
    state("pinned", SAMPLE, &[Pin(NAME)]),
    state("pinned-by-key", SAMPLE, &[Enter(NAME)]),
    state("sheet", SAMPLE, &[Tap(NAME)]),
    state("known", NAMESAKES, &[Notice, Pin("Ines Duarte")]),
    state("ambiguous-and-notice", NAMESAKES, &[Notice, Pin("Ana Pereira")]),
    state("unknown", NAMESAKES, &[Notice, Tap("Kofi Brandt")]),
    state("without-model", BARE, &[Notice]),
    state("without-marks", SAMPLE, &[Hide]),
    state("selected", SAMPLE, &[Select]),
    state("settings", SAMPLE, &[Settings]),
    state("sepia", SAMPLE, &[Theme("sepia"), Pin(NAME)]),
    state("dark", SAMPLE, &[Theme("dark"), Pin(NAME)]),
    state("contrast", SAMPLE, &[Theme("contrast"), Pin(NAME)]),
    state("who", SAMPLE, &[Part("cast")]),
    state("met", SAMPLE, &[Part("meetings")]),
    state("timeline", SAMPLE, &[Part("timeline")]),
];

impl State {
    /// Takes the pictures and compares them.
    pub(crate) async fn check(&self) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/e2e/screens/{}.png", self.name));
        let update = std::env::var_os("UPDATE_SCREENS").is_some();
        let mut now = RgbImage::new(2 * PANEL.0, 2 * PANEL.1);
        let (kept, colours) = if update { (now.clone(), vec![[0; 3]]) } else { kept(&path) };
        assert_eq!(kept.dimensions(), now.dimensions(), "{} is of another size", path.display());
        let mut differences = Vec::new();
        Browser::visit("about:blank", async |browser| {
            wishes::ask(browser, &[Wish::LessMotion]).await;
            for rtl in [false, true] {
                let missing = if self.body == BARE { ".bin" } else { "none" };
                let host = Host::start(vec![("/page.html", self.page(rtl)), (missing, Rule::Missing)]);
                for window in WINDOWS {
                    window.open(browser, &host.url).await;
                    for act in self.acts {
                        act.perform(browser).await;
                    }
                    for dark in [false, true] {
                        let mut small = window.picture(browser, dark, window.scale).await;
                        let (x, y) = window.at(dark, rtl);
                        imageops::replace(&mut now, &small, i64::from(x), i64::from(y));
                        reduce(&mut small, &colours);
                        let kept = kept.view(x, y, small.width(), small.height()).to_image();
                        let difference = difference(&small, &kept);
                        if !update && difference.is_none() {
                            continue;
                        }
                        let (direction, scheme) =
                            (if rtl { "rtl" } else { "ltr" }, if dark { "dark" } else { "light" });
                        let seen = seen(&format!("{}-{}-{scheme}-{direction}", self.name, window.width));
                        window.picture(browser, dark, 1.0).await.save(&seen).unwrap();
                        differences.push(format!("{}: {}", seen.display(), difference.unwrap_or_default()));
                    }
                }
                // A sheet is left with its entry in the history.
                browser.driver.goto("about:blank").await.unwrap();
            }
            browser.chromium("Emulation.clearDeviceMetricsOverride", json!({})).await;
            wishes::ask(browser, &[]).await;
        })
        .await;
        if update {
            return save(&now, &path);
        }
        let advice = "looks otherwise. Where it is meant to, UPDATE_SCREENS=1 keeps it";
        assert!(differences.is_empty(), "{} {advice}\n{}", self.name, differences.join("\n"));
    }

    fn page(&self, rtl: bool) -> Rule {
        let mirrored = self.body.replace("lang=\"en\"", "lang=\"ar\" dir=\"rtl\"");
        page(POLICY, if rtl { &mirrored } else { self.body })
    }
}

impl Window {
    /// Opens the page in such a window.
    async fn open(&self, browser: &Browser, url: &str) {
        let size = json!({ "width": self.width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false });
        browser.chromium("Emulation.setDeviceMetricsOverride", size).await;
        browser.mouse(&[(1.0, 1.0)], 0).await;
        browser.driver.goto(format!("{url}/page.html")).await.unwrap();
        ready(browser).await;
    }

    /// Where its picture stands.
    const fn at(&self, dark: bool, rtl: bool) -> (u32, u32) {
        let (x, y) = self.corner;
        (x + if dark { PANEL.0 } else { 0 }, y + if rtl { PANEL.1 } else { 0 })
    }

    /// A picture of what is in it, so large, once that stands still.
    async fn picture(&self, browser: &Browser, dark: bool, scale: f64) -> RgbImage {
        let asked: &[Wish] = if dark { &[Wish::LessMotion, Wish::Dark] } else { &[Wish::LessMotion] };
        wishes::ask(browser, asked).await;
        browser.at_rest().await;
        let top = browser.value("scrollY").await;
        let clip = json!({ "x": 0, "y": top, "width": self.width, "height": HEIGHT, "scale": scale });
        let asked = json!({ "clip": clip, "optimizeForSpeed": true });
        let answer = browser.chromium("Page.captureScreenshot", asked).await;
        let picture = base64_decode(answer["data"].as_str().unwrap()).unwrap();
        load_from_memory(&picture).unwrap().into_rgb8()
    }
}

/// A picture that is kept, and its colours.
fn kept(path: &Path) -> (RgbImage, Vec<[u8; 3]>) {
    let bytes = std::fs::read(path)
        .unwrap_or_else(|error| panic!("{}: {error}: take it with UPDATE_SCREENS=1", path.display()));
    let reader = png::Decoder::new(Cursor::new(&bytes)).read_info().unwrap();
    let palette = reader.info().palette.as_ref().expect("a palette");
    let colours = palette.chunks_exact(3).map(|colour| [colour[0], colour[1], colour[2]]).collect();
    (load_from_memory(&bytes).unwrap().into_rgb8(), colours)
}

/// Makes each pixel the nearest of these colours.
fn reduce(picture: &mut RgbImage, colours: &[[u8; 3]]) {
    let mut nearest = HashMap::new();
    for pixel in picture.pixels_mut() {
        pixel.0 = *nearest.entry(pixel.0).or_insert_with_key(|wanted| {
            let off = |colour: &&[u8; 3]| -> u32 {
                wanted.iter().zip(*colour).map(|(now, kept)| u32::from(now.abs_diff(*kept)).pow(2)).sum()
            };
            *colours.iter().min_by_key(off).expect("a colour")
        });
    }
}

/// Where a picture is put for somebody to look at.
fn seen(window: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screens");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(format!("{window}.png"))
}

impl Act {
    async fn perform(&self, browser: &Browser) {
        let mark = |text: &str| {
            format!("[...root.querySelectorAll('.sl-mark')].find((mark) => mark.textContent === '{text}')")
        };
        match self {
            Self::Hover(text) => browser.hover(&mark(text)).await,
            Self::Pin(text) => browser.click(&mark(text)).await,
            Self::Enter(text) => {
                browser.value(&format!("{}.focus()", mark(text))).await;
                browser.press(Key::Enter).await;
            }
            Self::Tap(text) => browser.tap(&mark(text)).await,
            Self::Settings => settings(browser, None).await,
            Self::Theme(theme) => settings(browser, Some(&format!("[name=theme][value={theme}]"))).await,
            Self::Hide => settings(browser, Some("[data-action=all][aria-pressed=true]")).await,
            Self::Part(part) => {
                if browser.value("root.querySelector('.sl-views').checkVisibility()").await == true {
                    browser.tap(&format!("root.querySelector('.sl-opener[data-value={part}]')")).await;
                    browser.until(&format!("root.querySelector('#sl-view-{part}[popover]')")).await;
                    // The button is no longer under a finger.
                    browser.mouse(&[(9.0, 9.0), (1.0, 1.0)], 0).await;
                } else {
                    let part = format!("root.querySelector('#sl-view-{part}')");
                    browser.value(&format!("{part}.scrollIntoView({{ behavior: 'instant' }})")).await;
                }
            }
            Self::Select => {
                browser
                    .value("void getSelection().setBaseAndExtent(...((paragraph) => [paragraph, 0, paragraph, paragraph.childNodes.length])(root.querySelector('.sl-paragraph')))")
                    .await;
                browser.until("root.querySelector('.sl-copy')").await;
            }
            Self::Notice => drop(browser.until("root.querySelector('.sl-notice')").await),
        }
        if matches!(self, Self::Hover(_) | Self::Pin(_) | Self::Enter(_) | Self::Tap(_)) {
            browser.until("card.matches('[data-open][data-placed]')").await;
        }
    }
}

/// Opens the settings; presses what is named, where it is there, and closes them again.
async fn settings(browser: &Browser, press: Option<&str>) {
    browser.click("root.querySelector('[data-action=settings]')").await;
    browser.until("root.querySelector('.sl-panel')").await;
    if let Some(press) = press {
        browser.value(&format!("void root.querySelector('{press}')?.click()")).await;
        browser.press(Key::Escape).await;
        browser.until("!root.querySelector('.sl-panel')").await;
    }
}

/// Waits for the marks and what the packs know, and sets the text in fonts that every machine of the tests has. No tap
/// leaves a glow.
async fn ready(browser: &Browser) {
    browser.until(READY).await;
    browser
        .value(
            "(reader.style.setProperty('--sl-serif', '\"DejaVu Serif\", \"DejaVu Sans\"'),
              reader.style.setProperty('--sl-sans', '\"DejaVu Sans\"'), reader.style.webkitTapHighlightColor = 'transparent', document.body.style.margin = 0)",
        )
        .await;
    // A font that is missing has the width of another.
    let wide = "((pen) => ['DejaVu Serif', 'DejaVu Sans'].map((font) => { pen.font = `100px \"${font}\", monospace`;
        return Math.round(pen.measureText('Sidelight').width); }))(document.createElement('canvas').getContext('2d'))";
    assert_eq!(browser.value(wide).await, json!([456, 438]), "DejaVu's fonts are missing: run \"make test\"");
}

/// Where and how far two pictures of the same size differ most, if by more than is tolerated.
fn difference(now: &RgbImage, kept: &RgbImage) -> Option<String> {
    let (columns, rows) = (now.width().div_ceil(CELL), now.height().div_ceil(CELL));
    let off = |at: u32| {
        let (x, y) = (at % columns * CELL, at / columns * CELL);
        let cell = |picture| imageops::crop_imm(picture, x, y, CELL, CELL).to_image().into_raw();
        let (now, kept) = (cell(now), cell(kept));
        let sum: u32 = now.iter().zip(&kept).map(|(now, kept)| u32::from(now.abs_diff(*kept))).sum();
        (sum / now.len() as u32, x, y)
    };
    let (off, x, y) = (0..columns * rows).map(off).max()?;
    (off > TOLERANCE).then(|| format!("{off} of 255 around ({x}, {y}) of the small picture"))
}

/// Writes a file of few colours: the rest is noise that does not compress.
fn save(picture: &RgbImage, path: &Path) {
    let rgba: Vec<u8> = picture.pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect();
    let colours = NeuQuant::new(SAMPLING, COLOURS, &rgba);
    let indices: Vec<u8> = rgba.chunks_exact(4).map(|pixel| colours.index_of(pixel) as u8).collect();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let file = std::fs::File::create(path).unwrap();
    let mut encoder = png::Encoder::new(file, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(colours.color_map_rgb());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header().unwrap().write_image_data(&indices).unwrap();
}
