// Headless Chromium over WebDriver, for what is measured in a page.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

// Without a sandbox, since it may run as root; the rest keeps the browser from asking anybody but the bench's own server.
const ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
// Longer than anything measured here takes.
const PATIENCE_MS = 120_000;

/** A browser with one page, whose paths are those of `origin`. */
export async function browse(origin, { width, height }) {
  const driver = spawn(process.env.CHROMEDRIVER ?? "chromedriver", ["--port=0"], { stdio: ["ignore", "pipe", "ignore"] });
  const port = await new Promise((done, fail) => {
    driver.on("error", () => fail(new Error("chromedriver does not start: run \"make test\", which installs it")));
    createInterface(driver.stdout).on("line", (line) => {
      const found = /successfully on port (\d+)/.exec(line);
      if (found) done(found[1]);
    });
  });
  const command = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value.message}`);
    return value;
  };
  const chrome = { args: [...ARGUMENTS, `--window-size=${width},${height}`] };
  const session = await command("POST", "/session", { capabilities: { alwaysMatch: { timeouts: { script: PATIENCE_MS }, "goog:chromeOptions": chrome } } });
  const at = `/session/${session.sessionId}`;
  const wait = (script) => command("POST", `${at}/execute/async`, { script: `const done = arguments[0]; ${script}`, args: [] });
  return {
    version: session.capabilities.browserVersion,
    open: (path) => command("POST", `${at}/url`, { url: origin + path }),
    /** The value of the expression in the page, once it is true. */
    until: (condition) => wait(`const look = () => { const value = (() => { try { return ${condition}; } catch {} })(); value ? done(value) : setTimeout(look, 5); }; look();`),
    /** What the script hands to `done`. */
    wait,
    run: (script) => command("POST", `${at}/execute/sync`, { script, args: [] }),
    devtools: (cmd, params = {}) => command("POST", `${at}/goog/cdp/execute`, { cmd, params }),
    pointer: (x, y) =>
      command("POST", `${at}/actions`, {
        actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions: [{ type: "pointerMove", duration: 60, x: Math.round(x), y: Math.round(y) }] }],
      }),
    close: async () => {
      await command("DELETE", at).catch(() => {});
      driver.kill();
    },
  };
}

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
