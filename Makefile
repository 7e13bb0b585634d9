.DEFAULT_GOAL := help
.PHONY: help demo aleppo-streets test build fmt lint unit e2e browser docs bench-plan reading-score corpus-diff fuzz bench-reading setup

BIN := $(or $(CARGO_TARGET_DIR),target)/release/hudna

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

demo: ## install what is missing, build, and brief the bundled scenario
	@scripts/setup build
	cargo build --release --locked -p hudna
	$(BIN) brief scenarios/aleppo-2016

aleppo-streets: build ## plan and draw Aleppo on its real streets (needs ../shared)
	HUDNA_BIN=$(abspath $(BIN)) scripts/aleppo-streets

test: ## install what is missing and run every check
	@scripts/setup test
	@scripts/test

build: ## the release binary
	cargo build --release --locked -p hudna

fmt: ## format the code
	cargo fmt --all

lint: ## clippy, warnings as errors
	cargo clippy --workspace --all-targets --locked -- -D warnings

unit: ## the Rust tests without the end-to-end ones
	cargo test --workspace --locked --exclude hudna-e2e

e2e: build ## the end-to-end tests on the built binary
	HUDNA_BIN=$(abspath $(BIN)) cargo test --locked -p hudna-e2e

browser: build ## the pages in a real browser
	@scripts/setup test
	HUDNA_BIN=$(abspath $(BIN)) node --test e2e/browser/brief.test.mjs e2e/browser/reading.test.mjs

corpus-diff: ## claims gained, lost and changed on ../shared/reading between OLD (a commit or binary; main) and NEW (the work tree)
	@scripts/corpus-diff $(or $(OLD),main) $(or $(NEW),.)

fuzz: ## ten minutes of each fuzz target; needs a nightly compiler and cargo-fuzz
	cd fuzz && for target in reader intake; do cargo +nightly fuzz run $$target -- -max_total_time=600 -max_len=4096 || exit 1; done

reading-score: build ## how well the reader reads: the table of docs/reading.md
	HUDNA_BIN=$(BIN) scripts/reading-score

docs: ## the API documentation
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked

bench-plan: ## the planner beside its peers; needs ../shared, writes docs/performance.md
	python3 benches/plan/run.py $(BENCH)

bench-reading: build ## the reader as a process, and beside dateparser; needs ../shared, writes docs/reading-speed.md
	cargo build --release --locked -p hudna-reader --example time_expressions
	python3 benches/reading/run.py
