// A static host for dist/ on 127.0.0.1: right MIME types, the .br and .gz beside a file, nothing outside the folder.
// Usage: node tools/serve.mjs FOLDER [PORT]
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";

const MIME = {
  ".bin": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};
const ENCODINGS = [["br", ".br"], ["gzip", ".gz"]];
// A name that bears the hash of its content never changes what it holds.
const HASHED = /-[0-9a-f]{16}(_bg)?\.[a-z]+$/;

/** A handler that serves the files of `folder`. */
export function serveFolder(folder) {
  const root = resolve(folder);
  return (request, response) => {
    const answer = (status, headers = {}) => {
      response.writeHead(status, headers);
      response.end();
    };
    if (request.method !== "GET" && request.method !== "HEAD") return answer(405, { Allow: "GET, HEAD" });
    let path;
    try {
      path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    } catch {
      return answer(400);
    }
    let file = join(root, normalize(path));
    if (file !== root && !file.startsWith(root + sep)) return answer(404);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!existsSync(file)) return answer(404);
    const headers = {
      "Content-Type": MIME[extname(file)] ?? "application/octet-stream",
      "Cache-Control": HASHED.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
      "X-Content-Type-Options": "nosniff",
      Vary: "Accept-Encoding",
    };
    const accepted = String(request.headers["accept-encoding"] ?? "");
    const encoding = ENCODINGS.find(([name, suffix]) => accepted.includes(name) && existsSync(file + suffix));
    if (encoding) {
      headers["Content-Encoding"] = encoding[0];
      file += encoding[1];
    }
    headers["Content-Length"] = statSync(file).size;
    response.writeHead(200, headers);
    if (request.method === "HEAD") return response.end();
    createReadStream(file).pipe(response);
  };
}

if (process.argv[1] === import.meta.filename) {
  const [folder = "dist", port = process.env.PORT ?? "8080"] = process.argv.slice(2);
  if (!existsSync(join(folder, "index.html"))) {
    console.error(`sidelight: ${folder} holds no index.html: run "make build" first`);
    process.exit(1);
  }
  const server = createServer(serveFolder(folder));
  server.on("error", (error) => {
    const advice = error.code === "EADDRINUSE" ? "it is taken; choose another with PORT=8081 make serve" : error.message;
    console.error(`sidelight: cannot listen on 127.0.0.1:${port}: ${advice}`);
    process.exit(1);
  });
  server.listen(Number(port), "127.0.0.1", () => console.log(`sidelight: http://127.0.0.1:${port}/ (Ctrl-C ends it)`));
}
