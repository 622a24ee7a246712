//! Pictures of the reader's states in Chromium, beside those that are kept in `screens/`: small, in one font, with what
//! moves standing still. `UPDATE_SCREENS=1` writes them anew; look at what has changed before you commit it.

use std::path::Path;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::{self, FilterType as Resample};
use image::{RgbImage, load_from_memory};
use serde_json::json;
use thirtyfour::prelude::Key;

use crate::browser::Browser;
use crate::host::{Host, POLICY, page};

/// A picture: of what, in a window of which width, after what was done.
pub(crate) struct Screen {
    pub(crate) name: &'static str,
    width: u32,
    dark: bool,
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
    /// A theme is chosen among the settings, which stay open.
    Theme(&'static str),
    /// Escape is pressed.
    Escape,
    /// What this selector finds is scrolled to.
    Scroll(&'static str),
    /// This part of the overview is opened as a sheet.
    View(&'static str),
}
use Act::{Enter, Escape, Hover, Pin, Scroll, Tap, Theme, View};

const HEIGHT: u32 = 800;

/// A window becomes so many times smaller: names can no longer be read, but whatever moves, comes or goes is seen.
const fn scale(width: u32) -> u32 {
    if width < 500 { 2 } else { 4 }
}

/// Cells of so many pixels are compared by themselves, so that much white does not hide a little that is wrong.
const CELL: u32 = 16;

/// How far the channels of a cell may be off on the average, of 255: other versions of the browser smooth letters otherwise.
const TOLERANCE: u32 = 5;

/// The bits of a channel that are kept: the rest is noise that does not compress.
const KEPT_BITS: u8 = 0b1111_1000;

const SAMPLE: &str = r#"<sidelight-reader lang="en" src="articles/dawn-2023-03-03.txt" published="2023-03-03" packs="none"></sidelight-reader>"#;
const MIRRORED: &str = r#"<sidelight-reader lang="ar" dir="rtl" src="articles/dawn-2023-03-03.txt" published="2023-03-03" packs="none"></sidelight-reader>"#;
const URDU: &str = r#"<sidelight-reader lang="ur" dir="rtl" src="articles/dawn-2023-03-03.txt" published="2023-03-03" packs="none"></sidelight-reader>"#;
/// One name that two people bear, one that nobody knows, and a pack that cannot be read.
const NAMESAKES: &str = r#"<sidelight-reader lang="en" packs="none" published="2023-03-03"></sidelight-reader><script nonce="test">{
  const reader = document.querySelector("sidelight-reader"), source = { name: "The Paper", licence: "CC BY 4.0", asOf: "2023-02" };
  const bearer = (of) => ({ name: "Ana Pereira", terms: [{ title: "Member of Parliament", of, start: "2019", shared: true }] });
  reader.packs = [{ source, people: [bearer("Portugal"), bearer("Brazil")] }, { source, people: [{ name: 7 }] }];
  reader.article = { headline: "A harbour is sold", source: { name: "The Paper" }, blocks: [
    { text: "Ana Pereira and Kofi Brandt were in Lisbon on Friday to see the old harbour sold." },
    { text: "“The sea is patient,” Brandt said." }] };
}</script>"#;

const NAME: &str = "Derek Chollet";

const fn light(name: &'static str, width: u32, body: &'static str, acts: &'static [Act]) -> Screen {
    Screen { name, width, dark: false, body, acts }
}

const fn dark(name: &'static str, width: u32, body: &'static str, acts: &'static [Act]) -> Screen {
    Screen { name, width, dark: true, body, acts }
}

pub(crate) const SCREENS: &[Screen] = &[
    light("idle-1280", 1280, SAMPLE, &[]),
    light("idle-768", 768, SAMPLE, &[]),
    light("idle-360", 360, SAMPLE, &[]),
    dark("idle-1280-dark", 1280, SAMPLE, &[]),
    light("idle-1280-rtl", 1280, URDU, &[]),
    light("hovered-1280", 1280, SAMPLE, &[Hover(NAME)]),
    dark("hovered-768-dark", 768, SAMPLE, &[Hover(NAME)]),
    light("pinned-by-key-1280", 1280, SAMPLE, &[Enter(NAME)]),
    light("pinned-768-rtl", 768, MIRRORED, &[Pin(NAME)]),
    light("ambiguous-and-notice-1280", 1280, NAMESAKES, &[Pin("Ana Pereira")]),
    dark("ambiguous-and-notice-360-dark", 360, NAMESAKES, &[Tap("Ana Pereira")]),
    light("unknown-768", 768, NAMESAKES, &[Pin("Kofi Brandt")]),
    light("sheet-360", 360, SAMPLE, &[Tap(NAME)]),
    dark("sheet-360-rtl-dark", 360, URDU, &[Tap(NAME)]),
    light("settings-1280", 1280, SAMPLE, &[Theme("auto")]),
    dark("settings-360-rtl-dark", 360, MIRRORED, &[Theme("auto")]),
    light("sepia-768", 768, SAMPLE, &[Theme("sepia"), Escape, Pin(NAME)]),
    light("dark-360", 360, SAMPLE, &[Theme("dark"), Escape]),
    light("contrast-768", 768, SAMPLE, &[Theme("contrast"), Escape, Pin(NAME)]),
    dark("contrast-360-dark", 360, SAMPLE, &[Theme("contrast"), Escape, Tap(NAME)]),
    light("who-360", 360, SAMPLE, &[View("cast")]),
    dark("met-360-dark", 360, SAMPLE, &[View("meetings")]),
    light("timeline-360-rtl", 360, MIRRORED, &[View("timeline")]),
    light("met-1280", 1280, SAMPLE, &[Scroll(".sl-meetings")]),
    dark("who-768-rtl-dark", 768, URDU, &[Scroll(".sl-cast")]),
];

impl Screen {
    /// Takes the picture and compares it.
    pub(crate) async fn check(&self) {
        let host = Host::start(vec![("/page.html", page(POLICY, self.body))]);
        Browser::visit("about:blank", async |browser| {
            let scheme = if self.dark { "dark" } else { "light" };
            let features = json!([
                { "name": "prefers-color-scheme", "value": scheme },
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ]);
            browser
                .chromium("Emulation.setEmulatedMedia", json!({ "media": "", "features": features }))
                .await;
            let size =
                json!({ "width": self.width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false });
            browser.chromium("Emulation.setDeviceMetricsOverride", size).await;
            browser.driver.goto(format!("{}/page.html", host.url)).await.unwrap();
            ready(browser).await;
            for act in self.acts {
                act.perform(browser).await;
            }
            browser.until("root.getAnimations().every(({ playState }) => playState === 'finished')").await;
            browser
                .value(
                    "void requestAnimationFrame(() => requestAnimationFrame(() => { window.still = true; }))",
                )
                .await;
            browser.until("window.still").await;
            let picture = browser.driver.screenshot_as_png().await.unwrap();
            browser.chromium("Emulation.clearDeviceMetricsOverride", json!({})).await;
            browser.chromium("Emulation.setEmulatedMedia", json!({ "media": "", "features": [] })).await;
            self.compare(&reduced(&load_from_memory(&picture).unwrap().into_rgb8(), scale(self.width)));
        })
        .await;
    }

    fn compare(&self, now: &RgbImage) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/e2e/screens/{}.png", self.name));
        if std::env::var_os("UPDATE_SCREENS").is_some() {
            return save(now, &path);
        }
        let kept = std::fs::read(&path)
            .unwrap_or_else(|error| panic!("{}: {error}: take it with UPDATE_SCREENS=1", path.display()));
        if let Some(difference) = difference(now, &load_from_memory(&kept).unwrap().into_rgb8()) {
            let seen = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.png", self.name));
            save(now, &seen);
            panic!(
                "{} looks otherwise: {difference}; see {}. Where it is meant to, UPDATE_SCREENS=1 keeps it",
                self.name,
                seen.display()
            );
        }
    }
}

impl Act {
    async fn perform(&self, browser: &Browser) {
        let mark = |text: &str| {
            format!("[...root.querySelectorAll('.sl-mark')].find((mark) => mark.textContent === '{text}')")
        };
        let open = "card.matches('[data-open][data-placed]')";
        match self {
            Self::Hover(text) => browser.hover(&mark(text)).await,
            Self::Pin(text) => browser.click(&mark(text)).await,
            Self::Enter(text) => {
                browser.value(&format!("{}.focus()", mark(text))).await;
                browser.press(Key::Enter).await;
            }
            Self::Tap(text) => browser.tap(&mark(text)).await,
            Self::Theme(theme) => {
                browser.click("root.querySelector('[data-action=settings]')").await;
                browser.until("root.querySelector('.sl-panel')").await;
                browser.click(&format!("root.querySelector('[name=theme][value={theme}]')")).await;
            }
            Self::Escape => browser.press(Key::Escape).await,
            Self::View(view) => {
                browser.tap(&format!("root.querySelector('.sl-opener[data-value={view}]')")).await;
                browser.until(&format!("root.querySelector('#sl-view-{view}[popover]')")).await;
            }
            Self::Scroll(selector) => {
                browser
                    .value(&format!(
                        "root.querySelector('{selector}').scrollIntoView({{ behavior: 'instant' }})"
                    ))
                    .await;
            }
        }
        if matches!(self, Self::Hover(_) | Self::Pin(_) | Self::Enter(_) | Self::Tap(_)) {
            browser.until(open).await;
        }
    }
}

/// Waits for the marks and what the packs know, and sets the text in fonts that every machine of the tests has.
async fn ready(browser: &Browser) {
    browser.until("root.querySelector('.sl-mark[href]') && root.querySelector('.sl-cast')").await;
    browser
        .value(
            "(reader.style.setProperty('--sl-serif', '\"DejaVu Serif\", \"DejaVu Sans\"'),
              reader.style.setProperty('--sl-sans', '\"DejaVu Sans\"'), document.body.style.margin = 0)",
        )
        .await;
    // A font that is missing has the width of another.
    let wide = "((pen) => ['DejaVu Serif', 'DejaVu Sans'].map((font) => { pen.font = `100px \"${font}\", monospace`;
        return Math.round(pen.measureText('Sidelight').width); }))(document.createElement('canvas').getContext('2d'))";
    assert_eq!(browser.value(wide).await, json!([456, 438]), "DejaVu's fonts are missing: run \"make test\"");
}

/// The picture so many times smaller, in fewer colours.
fn reduced(picture: &RgbImage, times: u32) -> RgbImage {
    let (width, height) = (picture.width() / times, picture.height() / times);
    let mut small = imageops::resize(picture, width, height, Resample::Triangle);
    small.iter_mut().for_each(|channel| *channel &= KEPT_BITS);
    small
}

/// Where and how far two pictures differ most, if by more than is tolerated.
fn difference(now: &RgbImage, kept: &RgbImage) -> Option<String> {
    if now.dimensions() != kept.dimensions() {
        return Some(format!("{:?} pixels, not {:?}", now.dimensions(), kept.dimensions()));
    }
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

fn save(picture: &RgbImage, path: &Path) {
    let mut bytes = Vec::new();
    picture
        .write_with_encoder(PngEncoder::new_with_quality(
            &mut bytes,
            CompressionType::Best,
            FilterType::Adaptive,
        ))
        .unwrap();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}
