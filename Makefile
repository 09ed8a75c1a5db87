# Everything a newcomer needs: `make demo`, then `make test`.

lang ?= zh
SECONDS ?= 60

.PHONY: help demo test test-32bit vectors lint schema bench bench-peers bench-python fuzz doc install-c windows python-types wheel test-python wasm web web-build typescript-types test-wasm bench-wasm

help: ## what there is
	@grep -E '^[a-z0-9-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 12

demo: ## replay published tenders, recompute published price lists; `make demo lang=en` for English
	@scripts/need-cargo
	@cargo run --quiet --profile demo --package jicai --example demo -- $(lang)

test: ## every suite, then one line with the sum
	@scripts/test

test-32bit: ## the vectors on a 32-bit platform, byte for byte the native answers
	@scripts/test-32bit

vectors: ## the conformance vectors alone
	@cargo run --quiet --release --package spec-tests

lint: ## the built-in rulebooks: what is unset, what is unverified
	@cargo run --quiet --release --package spec-tests -- lint core/rulebooks/*/*.toml

schema: ## write the JSON Schemas again, after a change of a type
	@cargo run --quiet --package spec-tests -- schema

bench: ## benchmarks
	@cargo bench --package jicai-benches

bench-peers: target/peers/ready ## charge lines by the kernel, numpy, polars and DuckDB: speed, and lines off by a fen
	@scripts/need-cargo
	@target/peers/bin/python benches/peers/split_lines.py

bench-python: target/peers/ready wheel ## the Python package beside decision engines, array and table libraries, and Spark SQL
	@target/peers/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps target/wheels/jicai-*.whl
	@target/peers/bin/python benches/peers/python_award.py
	@target/peers/bin/python benches/peers/python_tables.py others
	@THREADS=2 target/peers/bin/python benches/peers/python_tables.py
	@target/peers/bin/python benches/peers/python_spark.py 10000000 3

target/peers/ready: benches/peers/requirements.txt
	@python3 -m venv target/peers
	@target/peers/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

fuzz: ## each fuzz target for SECONDS (default 60); needs a nightly compiler and cargo-fuzz
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
