# Each target is one script in tools/; what a script needs and does not find, it installs or names in one line.
.PHONY: serve build test bench bench-peers lighthouse lint fmt model genres packs reproducible
.DEFAULT_GOAL := build

serve: build ## dist/ on 127.0.0.1:8080, the sample article open in the reader
	@node tools/serve.mjs dist

build: ## a release dist/, its sizes against their budgets
	@tools/build.sh

test: ## everything: native, wasm in Chromium and Firefox, WebDriver against dist/
	@tools/test.sh

bench: ## sizes, throughput and times, as Markdown
	@tools/bench.sh

bench-peers: ## throughput beside compromise and wink-nlp, cards beside wikipedia-preview and floating-ui, as Markdown
	@tools/bench-peers.sh

lighthouse: ## Lighthouse's mobile scores of dist/, as Markdown; fails below the goals
	@tools/lighthouse.sh

lint: ## rustfmt and clippy, warnings denied
	@tools/lint.sh

fmt: ## formats the sources
	@cargo fmt

model: ## static/model/model.bin from the data, the same bytes each time
	@tools/model.sh

genres: ## names found over eleven genres, each left out of the training, as Markdown
	@tools/genres.sh

packs: ## static/packs/default.pack from the data, the same bytes each time
	@tools/packs.sh

reproducible: ## two clean builds must give the same bytes
	@tools/reproducible.sh
