//! What somebody asks of every page by their system, or by printing it, and how each engine is made to ask for it.
//! Chromium and Firefox let a driver choose; WebKitGTK reads GTK's settings when it starts. It knows no forced colours
//! and its driver does not print: there the engine's own reading of those rules is made to hold without their condition.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use thirtyfour::common::print::PrintParameters;

use crate::browser::{Browser, Engine};

/// One of these wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    LessMotion,
    MoreContrast,
    ForcedColours,
    Dark,
    Print,
}

impl Wish {
    /// The media feature that tells a page of it, and its value.
    const fn feature(self) -> (&'static str, &'static str) {
        match self {
            Self::LessMotion => ("prefers-reduced-motion", "reduce"),
            Self::MoreContrast => ("prefers-contrast", "more"),
            Self::ForcedColours => ("forced-colors", "active"),
            Self::Dark => ("prefers-color-scheme", "dark"),
            Self::Print => ("", ""),
        }
    }

    /// The media query that is true where it is granted.
    fn query(self) -> String {
        match self.feature() {
            ("", "") => "print".to_owned(),
            (name, value) => format!("({name}: {value})"),
        }
    }

    /// The line of GTK's settings, where they have one.
    const fn gtk(self) -> Option<&'static str> {
        match self {
            Self::LessMotion => Some("gtk-enable-animations=0"),
            Self::MoreContrast => Some("gtk-theme-name=HighContrast"),
            Self::Dark => Some("gtk-theme-name=Adwaita-dark"),
            Self::ForcedColours | Self::Print => None,
        }
    }
}

/// A folder of settings for GTK with these wishes, and nothing of whoever runs the tests.
pub(crate) fn gtk_settings(wishes: &[Wish]) -> PathBuf {
    let name: String = wishes.iter().map(|wish| format!("-{wish:?}")).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("gtk{name}"));
    let lines: Vec<_> = wishes.iter().filter_map(|wish| wish.gtk()).collect();
    for version in ["gtk-3.0", "gtk-4.0"] {
        let folder = folder.join(version);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("settings.ini"), format!("[Settings]\n{}\n", lines.join("\n"))).unwrap();
    }
    folder
}

/// Has a browser that can be told while it runs ask for this, and for nothing else.
pub(crate) async fn ask(browser: &Browser, wishes: &[Wish]) {
    match browser.engine {
        Engine::Chromium => {
            let features: Vec<_> = wishes.iter().map(|wish| wish.feature()).collect();
            let features: Vec<_> =
                features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
            let media = if wishes.contains(&Wish::Print) { "print" } else { "" };
            browser
                .chromium("Emulation.setEmulatedMedia", json!({ "media": media, "features": features }))
                .await;
        }
        Engine::Firefox => {
            let asked: Vec<_> = wishes.iter().map(|wish| format!("{wish:?}")).collect();
            browser.firefox(FIREFOX, vec![json!(asked)]).await;
        }
        Engine::WebKit => {}
    }
}

/// As Firefox's own tools for developers do it. There is none for contrast, which follows how far apart the system's
/// colours are, once they are said to be somebody's choice; and its stand-in for what is selected has too little of it.
const FIREFOX: &str = "const [wishes] = arguments, { browsingContext } = gBrowser.selectedBrowser;
    const asked = (wish, yes, no) => (wishes.includes(wish) ? yes : no);
    browsingContext.mediumOverride = asked('Print', 'print', '');
    browsingContext.prefersReducedMotionOverride = asked('LessMotion', 'reduce', 'none');
    browsingContext.forcedColorsOverride = asked('ForcedColours', 'active', 'none');
    browsingContext.prefersColorSchemeOverride = asked('Dark', 'dark', 'none');
    const prefer = (wish, name, value) => {
      if (!wishes.includes(wish)) Services.prefs.clearUserPref(name);
      else if (typeof value === 'string') Services.prefs.setStringPref(name, value);
      else Services.prefs.setIntPref(name, value);
    };
    prefer('ForcedColours', 'ui.highlight', '#00008b');
    prefer('MoreContrast', 'ui.useAccessibilityTheme', 1);
    prefer('MoreContrast', 'browser.display.document_color_use', 1);";

/// Waits until the page is told of these wishes. Where the engine has no such wish, the rules that the reader has for it
/// lose their condition, once the reader is there, and those for the screen alone are lost.
pub(crate) async fn granted(browser: &Browser, wishes: &[Wish]) {
    for wish in wishes {
        let query = wish.query();
        if browser.engine != Engine::WebKit || wish.gtk().is_some() {
            browser.until(&format!("matchMedia('{query}').matches")).await;
            continue;
        }
        assert_eq!(
            browser.value(&format!("matchMedia('{query}').matches")).await,
            false,
            "{query}: new here"
        );
        let changed = browser.value(&WITHOUT_CONDITION.replace("QUERY", &query)).await;
        assert!(changed.as_u64().is_some_and(|rules| rules > 3), "{query}: {changed} rules");
    }
}

const WITHOUT_CONDITION: &str = "(() => {
    const walk = (rules) => [...rules].reduce((sum, rule) => {
      const medium = rule instanceof CSSMediaRule ? rule.media.mediaText : '';
      if (medium === 'QUERY') rule.media.mediaText = 'all';
      if (medium === 'screen' && 'QUERY' === 'print') rule.media.mediaText = 'not all';
      return sum + (medium === 'QUERY') + walk(rule.cssRules ?? []);
    }, 0);
    return root.adoptedStyleSheets.reduce((sum, { cssRules }) => sum + walk(cssRules), 0);
  })()";

/// The text of the page as it is printed, words apart by one space. WebKitGTK's driver does not print.
pub(crate) async fn printed(browser: &Browser) -> Option<String> {
    if browser.engine == Engine::WebKit {
        return None;
    }
    let pdf = browser.driver.print_page(PrintParameters::default()).await.unwrap();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.pdf", browser.engine.name()));
    std::fs::write(&path, pdf).unwrap();
    let text = Command::new("pdftotext").arg(&path).arg("-").output();
    let text = text.expect("pdftotext is missing: run \"make test\", which installs it").stdout;
    let text = String::from_utf8(text).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    let ligatures = [("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl")];
    Some(ligatures.iter().fold(text, |text, (joined, letters)| text.replace(joined, letters)))
}
