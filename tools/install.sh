#!/usr/bin/env bash
# Installs what is missing for the named purposes and leaves the rest alone: install.sh [lint] [build] [test] [lighthouse]
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

have() { command -v "$1" >/dev/null 2>&1; }

LOG="$TOOLS/install.log"
mkdir -p "$TOOLS" || die "cannot write $TOOLS: set XDG_CACHE_HOME to a folder you own"

# Runs a long command quietly; its output is in the log, and its failure is one line.
quietly() {
  local advice="$1"
  shift
  "$@" </dev/null >>"$LOG" 2>&1 || die "\"$*\" failed: $advice (its output: $LOG)"
}

# Debian's packages, as root or by sudo; elsewhere the missing thing is named.
apt_install() {
  local missing="$1" packages="${*:2}" as_root=()
  have apt-get || die "$missing is missing: install it (on Debian and Ubuntu: apt-get install $packages)"
  if [ "$(id -u)" -ne 0 ]; then
    if have sudo; then as_root=(sudo); else die "$missing is missing: run as root \"apt-get install $packages\""; fi
  fi
  say "installing $packages"
  quietly 'check the network and the package sources' "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q
  # shellcheck disable=SC2086
  quietly 'see the log' "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends $packages
}

need_rust() {
  have cargo || die 'cargo is missing: install Rust with rustup (https://rustup.rs); rust-toolchain.toml names the version'
  have cc || apt_install 'a C compiler (cc)' gcc libc6-dev
  cargo --version >/dev/null 2>>"$LOG" || die 'the toolchain of rust-toolchain.toml is not installed: run "rustup toolchain install"'
  if [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]; then
    have rustup || die 'the target wasm32-unknown-unknown is missing: install Rust with rustup (https://rustup.rs)'
    say 'installing the target wasm32-unknown-unknown'
    quietly 'check the network' rustup target add wasm32-unknown-unknown
  fi
}

need_component() {
  cargo "$1" --version >/dev/null 2>&1 && return
  have rustup || die "cargo $1 is missing: install Rust with rustup (https://rustup.rs)"
  say "installing $2"
  quietly 'check the network' rustup component add "$2"
}

need_node() {
  have node || die 'node is missing: install Node.js 20 or newer (on Debian and Ubuntu: apt-get install nodejs npm)'
  have npm || die 'npm is missing: install it (on Debian and Ubuntu: apt-get install npm)'
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || die "node $(node --version) is too old: install Node.js 20 or newer"
}

# need_crate BINARY CRATE VERSION FOLDER [cargo's options]
need_crate() {
  local binary="$1" crate="$2" version="$3" folder="$4"
  [ -x "$folder/bin/$binary" ] && return
  say "compiling $crate $version (once, some minutes)"
  # A target folder of its own: the project's flags and lock file have no say in it.
  quietly 'check the network and the free space' env -u RUSTFLAGS CARGO_TARGET_DIR="$TOOLS/build-$crate" \
    cargo install "${@:5}" --root "$folder" "$crate@$version"
  rm -rf "$TOOLS/build-$crate"
}

# need_npm PACKAGE VERSION FOLDER
need_npm() {
  local package="$1" version="$2" folder="$3"
  [ -d "$folder/node_modules/$package" ] && return
  say "installing $package $version from npm"
  rm -rf "$folder" "$folder.part"
  mkdir -p "$folder.part"
  quietly 'check the network' npm install --prefix "$folder.part" --no-audit --no-fund --loglevel=error "$package@$version"
  mv "$folder.part" "$folder"
}

need_build() {
  need_rust
  need_node
  # Without --locked: the combination that is known to work with this Rust.
  need_crate wasm-bindgen wasm-bindgen-cli "$WASM_BINDGEN_VERSION" "$WASM_BINDGEN_DIR"
  need_crate trunk trunk "$TRUNK_VERSION" "$TRUNK_DIR" --locked
  need_npm binaryen "$BINARYEN_VERSION" "$BINARYEN_DIR"
  need_npm esbuild "$ESBUILD_VERSION" "$ESBUILD_DIR"
}

need_chromium() {
  { have chromium && have chromedriver; } || apt_install 'Chromium with ChromeDriver' chromium chromium-driver
}

has_dejavu() {
  [ -f /usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf ] || [ "$(fc-match -f '%{family}' 'DejaVu Serif' 2>/dev/null)" = 'DejaVu Serif' ]
}

need_test() {
  need_build
  need_chromium
  has_dejavu || apt_install 'the fonts of the screenshots (DejaVu)' fonts-dejavu-core
  have pdftotext || apt_install 'what reads printed pages (poppler)' poppler-utils
  { have firefox-esr || have firefox; } || apt_install 'Firefox ESR' firefox-esr
  { have WebKitWebDriver && have Xvfb; } || apt_install 'WebKitGTK with its driver and Xvfb' webkit2gtk-driver xvfb
  need_crate geckodriver geckodriver "$GECKODRIVER_VERSION" "$GECKODRIVER_DIR" --locked
  need_npm axe-core "$AXE_VERSION" "$AXE_DIR"
}

need_lighthouse() {
  need_build
  need_chromium
  need_npm lighthouse "$LIGHTHOUSE_VERSION" "$LIGHTHOUSE_DIR"
}

need_lint() {
  need_rust
  need_component fmt rustfmt
  need_component clippy clippy
}

for purpose in "$@"; do
  case "$purpose" in
    lint | build | test | lighthouse) "need_$purpose" ;;
    *) die "install.sh knows lint, build, test and lighthouse, not \"$purpose\"" ;;
  esac
done
