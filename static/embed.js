// Sidelight: <sidelight-reader>. Plain JavaScript, because a wasm module cannot subclass HTMLElement.
// The element shows its own light-DOM content until the core has the article on screen, and again when anything fails.
(() => {
  "use strict";
  const TAG = "sidelight-reader";
  // A second copy of this script on the page changes nothing.
  if (customElements.get(TAG)) return;

  // [name, digest] of each file beside this one: written by tools/finish-dist.mjs.
  const PARTS = __SIDELIGHT_PARTS__;
  const HERE = document.currentScript?.src || document.baseURI;
  // One viewport ahead: what is about to be read is ready, what is never scrolled to costs nothing.
  const NEAR = "100%";
  // What has not come by then is said to be missing; the article does not wait for it.
  const PATIENCE_MS = 20_000;

  class Failure extends Error {
    constructor(code, message) {
      super(message);
      this.code = code;
    }
  }

  const get = async (url, kind, advice, options) => {
    let response;
    try {
      response = await fetch(url, options);
    } catch (error) {
      if (options.signal?.aborted) throw error;
      if (options.integrity) {
        // The browser tells a wrong digest from a missing file only when it is not asked to compare.
        await get(url, kind, advice, {});
        throw new Failure(`${kind}-mismatch`, `${url} is of another build than embed.js: ${advice}`);
      }
      throw new Failure(`${kind}-blocked`, `${url} could not be fetched: allow it in connect-src, send CORS headers, ${advice}`);
    }
    if (!response.ok) throw new Failure(`${kind}-missing`, `${url} answered ${response.status}: ${advice}`);
    return response;
  };

  const part = (base, [name, integrity], kind = "core") =>
    get(new URL(name, base), kind, "put all files of one build beside embed.js, or name their folder in base", { integrity });

  // A pack is an object, a buffer, or the address of either. It has a checksum of its own, and is trusted with text alone.
  const pack = async (given) => {
    if (typeof given !== "string") return given;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await get(new URL(given, document.baseURI), "pack", "check the packs attribute", { signal });
    return /json/.test(response.headers.get("Content-Type")) ? response.json() : response.arrayBuffer();
  };

  // An import cannot carry a digest; a preload of the same module can.
  const script = async (base, [name, integrity]) => {
    const link = document.createElement("link");
    const loaded = new Promise((done, fail) => Object.assign(link, { onload: done, onerror: fail }));
    Object.assign(link, { rel: "modulepreload", href: new URL(name, base), crossOrigin: "anonymous", integrity });
    document.head.append(link);
    try {
      if (link.relList.supports("modulepreload")) await loaded;
      return await import(link.href);
    } catch {
      // Where a fetch fails too it says why.
      await part(base, PARTS.script);
      throw new Failure("script-blocked", `${link.href} did not run: allow it in script-src and serve it as text/javascript`);
    } finally {
      link.remove();
    }
  };

  const start = async (base, share) => {
    const model = PARTS.model && part(base, PARTS.model, "model").then((response) => response.arrayBuffer());
    // The core hears of it when it asks.
    model?.catch(() => {});
    const wasm = part(base, PARTS.wasm);
    const style = part(base, PARTS.style).then((response) => response.text());
    const [core, response, text] = await Promise.all([script(base, PARTS.script), wasm, style]);
    try {
      await core.default({ module_or_path: response });
    } catch (error) {
      throw new Failure("wasm-blocked", `WebAssembly did not start: add 'wasm-unsafe-eval' to script-src (${error})`);
    }
    const words = () => part(base, PARTS.words, "words").then((response) => response.text());
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    core.on_panic((message) => {
      share.failure = new Failure("panic", `the reader stopped; please report this: ${message} ${Error().stack}`);
      // Not from inside the wasm call that is about to trap.
      queueMicrotask(() => [...share.live].forEach((fail) => fail(share.failure)));
    });
    return { core, sheet, model, words };
  };

  // Every element with the same base shares one module; a start that failed is tried again by the next element.
  const cores = new Map();
  const shared = (base) => {
    if (!cores.has(base)) {
      const share = {
        live: new Set(),
        // The default pack, once for all.
        pack: () => (share.pending ??= PARTS.pack && pack(new URL(PARTS.pack, base).href)),
      };
      cores.set(base, share);
      share.ready = start(base, share);
      share.ready.catch(() => cores.delete(base));
    }
    return cores.get(base);
  };

  const BLOCKS = { P: "paragraph", FIGCAPTION: "caption", BLOCKQUOTE: "quotation" };
  const near = new IntersectionObserver(
    (entries) => entries.forEach((entry) => entry.isIntersecting && entry.target.load()),
    { rootMargin: NEAR },
  );

  class Reader extends HTMLElement {
    static observedAttributes = ["src", "published", "lang", "dir", "base", "packs"];
    #states = this.attachInternals().states;
    #slot = document.createElement("slot");
    #root;
    #article;
    #packs = [];
    #load;
    #handle;
    #live;
    #fail = (failure) => {
      // After a panic the handle must not be called again.
      if (failure.code === "panic") this.#handle = undefined;
      this.#clear();
      this.#state("fallback");
      this.#emit("reader-error", { code: failure.code ?? "internal", message: String(failure.message ?? failure) });
    };

    connectedCallback() {
      for (const name of ["article", "packs", "src", "published", "base"]) {
        // Set before the upgrade: an own property that hides the accessor.
        if (!Object.hasOwn(this, name)) continue;
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      if (!this.#root) {
        let mode = "open";
        // Another Yew application would find our nodes through an open root and take them for its own.
        for (let node = this.parentNode; node; node = node.parentNode ?? node.host) {
          if ("__yew_subtree_id" in node) mode = "closed";
        }
        this.#root = this.attachShadow({ mode });
        this.#root.append(this.#slot);
      }
      if (!this.#load) near.observe(this);
    }

    disconnectedCallback() {
      // A move takes the element out and puts it back in one go.
      queueMicrotask(() => {
        if (this.isConnected) return;
        near.unobserve(this);
        this.#load?.abort();
        this.#load = undefined;
        this.#clear();
        this.#state();
      });
    }

    connectedMoveCallback() {}

    attributeChangedCallback(_name, before, after) {
      if (before === after || !this.#load) return;
      // Several changes in one go are one load; the one under way is of no use any more.
      this.#load.abort();
      const stale = this.#load;
      queueMicrotask(() => this.#load === stale && this.isConnected && this.load());
    }

    get article() {
      return this.#article;
    }

    set article(value) {
      this.#article = value;
      if (this.#load) this.load();
    }

    get packs() {
      return this.#packs;
    }

    /** Packs of the publisher's, the first before the others: addresses, objects, buffers. */
    set packs(value) {
      this.#packs = value;
      if (this.#load) this.load();
    }

    /** Shows the article at `src`, or what the element was given, from the beginning. */
    async load(src) {
      if (src !== undefined) {
        this.#article = undefined;
        this.src = src;
      }
      if (!this.isConnected) return;
      near.unobserve(this);
      this.#load?.abort();
      const { signal } = (this.#load = new AbortController());
      this.#state("loading");
      try {
        const share = shared(this.base);
        const given = [...this.#packs, ...(this.getAttribute("packs") ?? "").split(/\s+/), ...[...document.querySelectorAll("link[rel=sidelight-pack]")].map((link) => link.href)];
        const packs = given.filter((given) => given && given !== "none").map(pack);
        const known = given.includes("none") ? undefined : share.pack();
        // The core hears of a failure when it asks; what failed can be asked for again.
        [...packs, known].forEach((pack) => pack?.catch(() => (share.pending = undefined)));
        const [{ core, sheet, model, words }, input] = await Promise.all([share.ready, this.#read(signal)]);
        const lang = input.article?.lang ?? this.closest("[lang]")?.lang;
        const own = /^(?!en\b)./.test(lang ?? "") && (await words().catch(({ code, message }) => void this.#emit("reader-error", { code, message })));
        if (signal.aborted) return;
        if (share.failure) throw share.failure;
        const props = {
          ...input,
          model,
          packs,
          pack: known,
          published: this.published || undefined,
          lang,
          words: own || undefined,
          dir: this.dir || undefined,
          emit: (type, detail) => {
            if (signal.aborted) return;
            if (type === "reader-ready") this.#state("ready");
            if (type === "packs-again") return void this.load();
            this.#emit(type, detail);
          },
        };
        if (this.#handle) return this.#handle.update(props);
        const div = document.createElement("div");
        this.#root.adoptedStyleSheets = [sheet];
        this.#root.replaceChildren(div);
        this.#live = share.live.add(this.#fail);
        this.#handle = core.mount(div, props);
      } catch (failure) {
        if (!signal.aborted) this.#fail(failure);
      }
    }

    openEntity(id) {
      this.#handle?.open_entity(id);
    }

    closeCard() {
      this.#handle?.close_card();
    }

    /** The article's text or object: the `article` property, else `src`, else the element's own content. */
    async #read(signal) {
      if (this.#article) return { article: this.#article };
      const { src } = this;
      if (src) {
        const response = await get(src, "article", "check the src attribute", { signal });
        const type = response.headers.get("Content-Type") ?? "";
        if (type.includes("html")) throw new Failure("article-type", `${src} is ${type}: give plain text or JSON`);
        return type.includes("json") ? { article: await response.json() } : { text: await response.text() };
      }
      if (document.readyState === "loading") {
        await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true, signal }));
      }
      const blocks = [...this.querySelectorAll("h2,h3,h4,p,figcaption,blockquote")]
        .filter((block) => !block.parentElement.closest("blockquote"))
        .map((block) => ({ type: BLOCKS[block.tagName.toUpperCase()] ?? "heading", text: block.textContent }));
      if (!blocks[0]) throw new Failure("article-missing", "give the element a src attribute, an article property or an article inside");
      return { article: { headline: this.querySelector("h1")?.textContent, blocks } };
    }

    #clear() {
      this.#handle?.destroy();
      this.#handle = undefined;
      this.#live?.delete(this.#fail);
      this.#root?.replaceChildren(this.#slot);
    }

    #state(state) {
      // Browsers before :state() have no set.
      this.#states?.clear();
      if (state) this.#states?.add(state);
    }

    #emit(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
    }
  }

  for (const name of ["src", "published", "base"]) {
    const url = name !== "published";
    Object.defineProperty(Reader.prototype, name, {
      configurable: true,
      enumerable: true,
      get() {
        const value = this.getAttribute(name);
        if (name === "base") return new URL(value ? value.replace(/\/?$/, "/") : ".", value ? document.baseURI : HERE).href;
        return url && value ? new URL(value, document.baseURI).href : (value ?? "");
      },
      set(value) {
        this.setAttribute(name, value);
      },
    });
  }

  customElements.define(TAG, Reader);
})();
