# Every way to build, try, test and install Descent. `make help` lists them.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=

PROGRAM := .build/release/descent

# Directories are listed too, so that adding or removing a file counts as a change.
SOURCES := Package.swift $(shell find Sources)

.PHONY: help run build test lint format bench fuzz sanitize judges install uninstall deb archive size lines docs clean
.DEFAULT_GOAL := help

help:
	@echo 'make run      set up what is missing, build, and open the prompt (or run standard input as a script)'
	@echo 'make test     set up what is missing and run every test'
	@echo 'make lint     check the formatting of all Swift files (make format repairs it)'
	@echo 'make bench    measure speed against the C references, release build'
	@echo 'make fuzz     evaluate generated lines for a minute (SECONDS=60 SEED=1): nothing may end, hang or mumble'
	@echo 'make sanitize run every word and every rule under AddressSanitizer, then under ThreadSanitizer'
	@echo 'make judges   hold the program to PyTorch, Keras, optax, SciPy and others, run beside it'
	@echo 'make install  build and copy the program to PREFIX ($(PREFIX)); make uninstall takes it away'
	@echo 'make deb      a Debian package, with the Jupyter kernel, man page and completions, in .build/deb'
	@echo 'make archive  an archive that runs where nothing is installed, with all libraries and a gnuplot, in .build/archive'
	@echo 'make size     what the program consists of, and what each part takes'
	@echo 'make lines    how many lines of code each module has, comments apart (BASE=REVISION: beside what it had then)'
	@echo 'make docs     the manual pages and a site with reference, lessons, guides and modules, in .build/docs'
	@echo 'make clean    delete everything that was built'

# The program inherits standard input; set-up and build leave it alone and speak on standard error only.
run: $(PROGRAM)
	@$(PROGRAM)

build: $(PROGRAM)

# With the Swift libraries inside, the program starts sooner: nothing is looked for at every start.
# Touching the program after the build settles the dates: a change that needs no new link must not be built again.
$(PROGRAM): $(SOURCES) | setup
	@$(SWIFT) build -c release --product descent --static-swift-stdlib </dev/null >&2 && touch $@

# Seventeen milliseconds when nothing is missing, so it is asked every time.
.PHONY: setup
setup:
	@SWIFT='$(SWIFT)' scripts/setup

# Tests reach into modules (-enable-testing), which compiles them differently; a build directory of their own,
# .build/tests, keeps `make run` and `make test` from undoing each other's work.
test: setup
	@SWIFT='$(SWIFT)' scripts/test

lint:
	@$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks Package.swift

format:
	@$(SWIFT) format --in-place --recursive Sources Tests Benchmarks Package.swift

bench: $(PROGRAM)
	@$(SWIFT) run -c release --package-path Benchmarks
	@$(SWIFT) build -c release --product networks-benchmark --static-swift-stdlib >&2
	@.build/release/networks-benchmark
	@$(SWIFT) build -c release --product tuning-benchmark --static-swift-stdlib >&2
	@.build/release/tuning-benchmark
	@$(SWIFT) build -c release --product inference-benchmark --static-swift-stdlib >&2
	@.build/release/inference-benchmark
	@$(SWIFT) build -c release --product lessons-benchmark --static-swift-stdlib >&2
	@.build/release/lessons-benchmark
	@if command -v python3 >/dev/null; then python3 Benchmarks/Peers/language.py $(PROGRAM); fi
	@if command -v python3 >/dev/null; then python3 Benchmarks/Peers/vae.py $(PROGRAM); \
	    else echo 'vae: without python3 nothing is timed'; fi
	@if command -v python3 >/dev/null; then python3 Benchmarks/Peers/stabilise.py $(PROGRAM); \
	    else echo 'stabilise: without python3 nothing is timed'; fi
	@if command -v python3 >/dev/null; then python3 Benchmarks/Peers/gan.py $(PROGRAM); \
	    else echo 'gan: without python3 nothing is timed'; fi
	@if command -v python3 >/dev/null; then python3 Benchmarks/Peers/sampling.py $(PROGRAM); \
	    else echo 'sampling: without python3 nothing is timed'; fi

SECONDS ?= 60
SEED ?=

fuzz: setup
	@$(SWIFT) build -c release --product descent-fuzz >&2
	@.build/release/descent-fuzz $(SECONDS) $(SEED)

# All C and Swift, instrumented, in build folders of their own; a fault ends the run with its place.
sanitize: setup
	@for check in address thread; do \
	    $(SWIFT) test -c release -Xswiftc -enable-testing --sanitize $$check --scratch-path .build/sanitize-$$check \
	        --filter EveryWordTests || exit 1; \
	done

judges: $(PROGRAM)
	@judges/run

install: $(PROGRAM)
	install -D -s -m 755 $(PROGRAM) '$(DESTDIR)$(PREFIX)/bin/descent'
	mkdir -p '$(DESTDIR)$(PREFIX)/share/descent/Lessons'
	cp -R Lessons/. '$(DESTDIR)$(PREFIX)/share/descent/Lessons/'

uninstall:
	rm -f '$(DESTDIR)$(PREFIX)/bin/descent'
	rm -rf '$(DESTDIR)$(PREFIX)/share/descent'

deb: $(PROGRAM)
	@scripts/deb $(PROGRAM) .build/deb

archive: $(PROGRAM)
	@scripts/archive $(PROGRAM) .build/archive

size: $(PROGRAM)
	@scripts/size $(PROGRAM)

BASE ?=

lines:
	@scripts/lines $(BASE)

docs: $(PROGRAM)
	@scripts/site $(PROGRAM) .build/docs

clean:
	rm -rf .build
