//! A host for `dist/` of the tests' own: right where it should be, and wrong on demand.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// How a path is answered otherwise than from the folder.
#[derive(Clone, Debug)]
pub(crate) enum Rule {
    /// 404.
    Missing,
    /// The file, under a media type that is not its own.
    Type(&'static str),
    /// This page instead of a file.
    Page(String),
    /// The file with its bytes changed.
    Changed(fn(&mut Vec<u8>)),
}

/// What the article of [`tag`] says.
pub(crate) const SAID: &str = "A mill in Tarragona was sold.";

/// The strict policy of `embedding.md`, and the nonce of the test's own scripts.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self' 'nonce-test' 'wasm-unsafe-eval'; \
    style-src 'self'; connect-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'";

/// A publisher's page with `body`; its script keeps what it hears of the reader in `heard`.
pub(crate) fn page(policy: &str, body: &str) -> Rule {
    Rule::Page(format!(
        r#"<!doctype html><meta charset="utf-8"><title>A page</title>
        <meta http-equiv="Content-Security-Policy" content="{policy}">
        <script nonce="test">
          window.heard = [];
          for (const type of ["reader-ready", "reader-annotated", "reader-error"])
            addEventListener(type, ({{ detail }}) => heard.push([type, detail?.code ?? "", detail?.message ?? ""]));
        </script>
        <script src="embed.js" async></script>{body}"#
    ))
}

/// A reader with an article of its own.
pub(crate) fn tag(attributes: &str) -> String {
    format!("<sidelight-reader {attributes}><article><p>{SAID}</p></article></sidelight-reader>")
}

/// A server on a port of its own, until it is dropped. One connection a request, so that none waits for another.
pub(crate) struct Host {
    /// Its address, without a slash at the end.
    pub(crate) url: String,
    address: SocketAddr,
    site: Arc<Site>,
    thread: Option<JoinHandle<()>>,
}

struct Site {
    folder: PathBuf,
    rules: Vec<(&'static str, Rule)>,
    requests: Mutex<Vec<String>>,
    closed: AtomicBool,
}

impl Host {
    /// Serves `dist/`. A rule holds for every path that ends with its first part.
    pub(crate) fn start(rules: Vec<(&'static str, Rule)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on 127.0.0.1");
        let address = listener.local_addr().expect("a bound address");
        let site = Arc::new(Site {
            folder: dist(),
            rules,
            requests: Mutex::default(),
            closed: AtomicBool::new(false),
        });
        let thread = std::thread::spawn({
            let site = Arc::clone(&site);
            move || {
                for stream in listener.incoming().map_while(Result::ok) {
                    if site.closed.load(Ordering::SeqCst) {
                        break;
                    }
                    let site = Arc::clone(&site);
                    // A browser that goes away in the middle is none of the test's business.
                    std::thread::spawn(move || drop(site.answer(stream)));
                }
            }
        });
        Self { url: format!("http://{address}"), address, site, thread: Some(thread) }
    }

    /// The paths asked for so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.site.requests.lock().unwrap().clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.site.closed.store(true, Ordering::SeqCst);
        // Wakes the thread out of its wait for a connection.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the server's thread ends");
        }
    }
}

impl Site {
    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?).lines();
        let Some(request) = lines.next().transpose()? else { return Ok(()) };
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        let target = request.split(' ').nth(1).unwrap_or_default();
        let path = target.split('?').next().unwrap_or_default();
        self.requests.lock().unwrap().push(path.to_owned());
        let (status, kind, body) = match self.content(path) {
            Some((kind, body)) => ("200 OK", kind, body),
            None => ("404 Not Found", "text/plain", Vec::new()),
        };
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        )?;
        stream.write_all(&body)
    }

    fn content(&self, path: &str) -> Option<(&'static str, Vec<u8>)> {
        if path.contains("..") {
            return None;
        }
        let name = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let read = || fs::read(self.folder.join(name.trim_start_matches('/'))).ok();
        let kind = match self.rules.iter().find(|(end, _)| name.ends_with(end)).map(|(_, rule)| rule) {
            Some(Rule::Missing) => return None,
            Some(Rule::Page(page)) => return Some(("text/html; charset=utf-8", page.clone().into_bytes())),
            Some(Rule::Type(kind)) => kind,
            Some(Rule::Changed(change)) => {
                let mut bytes = read()?;
                change(&mut bytes);
                return Some((media_type(&name), bytes));
            }
            None => media_type(&name),
        };
        Some((kind, read()?))
    }
}

fn dist() -> PathBuf {
    let folder = std::env::var_os("SIDELIGHT_DIST")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"), PathBuf::from);
    assert!(
        folder.join("manifest.json").exists(),
        "{} is not built: run \"make build\" first",
        folder.display()
    );
    folder
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
