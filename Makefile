# Everything a newcomer needs: `make demo`, then `make test`.

lang ?= zh
SECONDS ?= 60

.PHONY: help demo test vectors lint schema agree fuzz models mutants coverage counts faults bench bench-results bench-python doc install-c windows \
	python-types wheel test-python wasm web web-build typescript-types test-wasm bench-wasm deny dist dist-check

help: ## what there is
	@grep -E '^[a-z0-9-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 12

demo: ## replay published tenders, recompute published price lists; `make demo lang=en` for English
	@scripts/need-cargo
	@cargo run --quiet --profile demo --package jicai --example demo -- $(lang)

test: ## every suite, then one line with the sum
	@scripts/test

vectors: ## the conformance vectors alone
	@cargo run --quiet --release --package spec-tests

lint: ## the built-in rulebooks: what is unset, what is unverified
	@cargo run --quiet --release --package spec-tests -- lint core/rulebooks/*/*.toml

schema: ## write the JSON Schemas again, after a change of a type
	@cargo run --quiet --package spec-tests -- schema

agree: ## every vector in Rust, C, Python, Node, Chromium, 32 bits, Windows, Arm: byte for byte the same answers
	@scripts/agree

models: ## the independent models of the six areas, on 100,000 random questions each; CASES=
	@scripts/models

mutants: ## whether the tests notice a change of the rules: AREA=credit, SHARD=0/20 for a part of it
	@scripts/mutants $(AREA) $(if $(SHARD),--shard $(SHARD))

coverage: ## which lines of the library the tests run
	@scripts/coverage

counts: ## instructions of the hot calls, held against benches/counts/counts.json
	@scripts/counts

faults: ## hostile requests at their largest: seconds, growth, memory
	@cargo run --quiet --release --package spec-tests -- faults

bench: ## benchmarks
	@cargo bench --package jicai-benches

bench-results: ## two tasks beside other engines and tables, in Rust, Python and Node: writes benches/results.md
	@scripts/bench-results

bench-python: target/peers/ready wheel ## the functions of jicai.tables, and Spark beside its SQL
	@target/peers/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps target/wheels/jicai-*.whl
	@THREADS=2 target/peers/bin/python benches/peers/python_tables.py others
	@target/peers/bin/python benches/peers/python_spark.py 10000000 3

target/peers/ready: benches/peers/requirements.txt
	@python3 -m venv target/peers
	@target/peers/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

fuzz: ## each fuzz target for SECONDS (default 60), JOBS at a time, then a table; needs a nightly compiler, cargo-fuzz, and Python as a shared library
	@scripts/fuzz $(SECONDS)

doc: ## the documentation of the library, in target/doc
	@cargo doc --no-deps --package jicai --all-features

install-c: ## the C library, header, pkg-config and CMake files: PREFIX=/usr/local, LIBDIR=lib, DESTDIR=
	@scripts/install-c

windows: ## jicai.dll for programs of 64 and of 32 bits, and what they are linked to, in target/windows
	@scripts/windows

python-types: ## write the typed modules of the Python package again, after a change of a type
	@scripts/python-types

wheel: ## the Python package for every Python since 3.9 and, on Linux, every system since 2014, in target/wheels
	@scripts/python-wheel

test-python: ## the Python package, installed from its wheel, and the examples of its documentation
	@scripts/test-python

wasm: ## the WebAssembly modules of the npm package, in bindings-wasm/wasm
	@scripts/wasm

web: ## the calculator page, served on this machine
	@scripts/web

web-build: ## the same as a folder to be served from anywhere: bindings-wasm/web/dist
	@scripts/web build

typescript-types: ## write the TypeScript types again, after a change of a type
	@scripts/typescript-types

test-wasm: ## the npm package and the page, in Node and in a browser
	@scripts/test-wasm

bench-wasm: web-build ## the npm package and the page beside other ways, in Node and in a browser
	@node bindings-wasm/bench/report.js

deny: ## licences, banned crates and sources of all dependencies
	@scripts/deny

dist: ## what a release hands out, in target/release-files, each file tried out in an empty environment
	@scripts/dist

dist-check: ## try the files of target/release-files again
	@scripts/dist-check
