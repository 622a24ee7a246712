//! A host for `dist/` of the tests' own: right where it should be, and wrong on demand.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use tiny_http::{Header, Method, Response, Server};

/// How a path is answered otherwise than from the folder.
#[derive(Clone, Debug)]
pub(crate) enum Rule {
    /// 404.
    Missing,
    /// The file, under a media type that is not its own.
    Type(&'static str),
    /// This page instead of a file.
    Page(String),
}

/// A server on a port of its own, until it is dropped.
pub(crate) struct Host {
    /// Its address, without a slash at the end.
    pub(crate) url: String,
    server: Arc<Server>,
    requests: Arc<Mutex<Vec<String>>>,
    thread: Option<JoinHandle<()>>,
}

impl Host {
    /// Serves `dist/`. A rule holds for every path that ends with its first part.
    pub(crate) fn start(rules: Vec<(&'static str, Rule)>) -> Self {
        let folder = dist();
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port on 127.0.0.1"));
        let url = format!("http://{}", server.server_addr());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let thread = std::thread::spawn({
            let (server, requests) = (Arc::clone(&server), Arc::clone(&requests));
            move || {
                for request in server.incoming_requests() {
                    let path = request.url().split('?').next().unwrap_or_default().to_owned();
                    requests.lock().unwrap().push(path.clone());
                    let response = answer(&folder, request.method(), &path, &rules);
                    // The browser may have gone in the meantime.
                    drop(request.respond(response));
                }
            }
        });
        Self { url, server, requests, thread: Some(thread) }
    }

    /// The paths asked for so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the server's thread ends");
        }
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

fn answer(
    folder: &Path,
    method: &Method,
    path: &str,
    rules: &[(&'static str, Rule)],
) -> Response<std::io::Cursor<Vec<u8>>> {
    let typed = |body: Vec<u8>, kind: &str| {
        let header = Header::from_bytes("Content-Type", kind).expect("a header's value");
        Response::from_data(body).with_header(header)
    };
    let missing = || Response::from_data(Vec::new()).with_status_code(404);
    if *method != Method::Get || path.contains("..") {
        return missing();
    }
    let name = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let rule = rules.iter().find(|(end, _)| name.ends_with(end)).map(|(_, rule)| rule);
    let kind = match rule {
        Some(Rule::Missing) => return missing(),
        Some(Rule::Page(page)) => return typed(page.clone().into_bytes(), "text/html; charset=utf-8"),
        Some(Rule::Type(kind)) => kind,
        None => media_type(&name),
    };
    fs::read(folder.join(name.trim_start_matches('/'))).map_or_else(|_| missing(), |body| typed(body, kind))
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
