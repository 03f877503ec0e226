# Signalbox: see threads synchronise.
#
#   make run                  open the program           make run LESSON=semaphore   open one lesson
#   make test                 every test                 make tsan                   the same under ThreadSanitizer
#   make lint                 format and imports         make format                 format the sources
#   make record               rewrite the frame pictures that the tests compare with, then look at the difference
#   make build                a release build, .build/release/signalbox
#   make install              into ~/.local, or PREFIX=/usr/local: the program, its manual page, completions for bash, zsh, fish
#   make uninstall            removes what make install put there, and nothing else
#   make docs                 the library's documentation, into .build/docs
#   make schema               generate Swift from the schema of the Perfetto trace again
#   make bench                what recording costs here  make bench FORMAT=json      the same for programs
#                             (ROUNDS=n, and ONLY=key for the rows whose key begins so)
#   make stress               ten million operations, checked by a second process that reads along (OPERATIONS=n)
#
# What is missing (libncursesw5-dev, and tmux for the tests) is installed with apt.

SHELL := /bin/bash
SWIFT ?= swift
BUILD := $(SWIFT) build --explicit-target-dependency-import-check error
MINUTES10 := timeout --kill-after=10 600

.PHONY: run build install uninstall bench stress test tsan lint format record docs schema clean swift-there ncurses-there tmux-there perfetto-there

run: build
	@.build/release/signalbox $(if $(LESSON),run $(LESSON))

build: swift-there ncurses-there
	@$(BUILD) -c release --product signalbox >&2

PREFIX ?= $(HOME)/.local
PLACE = $(DESTDIR)$(PREFIX)
INSTALLED := .build/installed
FILES := bin/signalbox share/man/man1/signalbox.1 share/bash-completion/completions/signalbox \
  share/zsh/site-functions/_signalbox share/fish/vendor_completions.d/signalbox.fish
# The folders that were not there before, for make uninstall.
MADE := share/signalbox/made-folders

# With the Swift runtime linked in, so that the program runs where Swift is not installed.
install: swift-there ncurses-there
	@$(BUILD) -c release --product signalbox --static-swift-stdlib --scratch-path .build/static >&2
	@set -e; rm -rf $(INSTALLED); for file in $(FILES); do mkdir -p "$(INSTALLED)/$$(dirname $$file)"; done; \
	cp .build/static/release/signalbox $(INSTALLED)/bin/; cd $(INSTALLED); \
	bin/signalbox manual >share/man/man1/signalbox.1; \
	bin/signalbox --generate-completion-script bash >share/bash-completion/completions/signalbox; \
	bin/signalbox --generate-completion-script zsh >share/zsh/site-functions/_signalbox; \
	bin/signalbox --generate-completion-script fish >share/fish/vendor_completions.d/signalbox.fish
	@set -e; made=; [ -d "$(PLACE)" ] || made=.; mkdir -p "$(PLACE)"; for file in $(FILES) $(MADE); do \
	  folder=$$(dirname $$file); while [ ! -d "$(PLACE)/$$folder" ]; do made="$$folder $$made"; folder=$$(dirname $$folder); \
	  done; mkdir -p "$(PLACE)/$$(dirname $$file)"; done; \
	for folder in $$made; do echo $$folder; done >>"$(PLACE)/$(MADE)"; \
	for file in $(FILES); do mode=644; [ $$file != bin/signalbox ] || mode=755; \
	  install -m $$mode $(INSTALLED)/$$file "$(PLACE)/$$file"; echo "$(PLACE)/$$file"; done

uninstall:
	@set -e; [ -d "$(PLACE)" ] || exit 0; cd "$(PLACE)"; made=$$(LC_ALL=C sort -ru $(MADE) 2>/dev/null || true); rm -f $(FILES) $(MADE); \
	for folder in $$made; do [ $$folder != . ] || folder="$(abspath $(PLACE))"; \
	  [ ! -d "$$folder" ] || rmdir --ignore-fail-on-non-empty "$$folder"; done

bench: swift-there ncurses-there
	@$(BUILD) -c release --product signalbox >&2
	@$(BUILD) -c release --product Benchmarks >&2
	@.build/release/Benchmarks $(if $(FORMAT),--format '$(FORMAT)') $(if $(ROUNDS),--rounds '$(ROUNDS)') \
	  $(if $(ONLY),--only '$(ONLY)') \
	  --compiler "$$($(SWIFT) --version 2>/dev/null | sed -n 's/.*Swift version \([^ ]*\).*/\1/p' | head -n 1)"

# Rings so large that nothing is lost, so everything is checked: then read must be what was written.
stress: OPERATIONS ?= 10000000
stress: swift-there ncurses-there
	@$(BUILD) -c release --product StressProgram >&2
	@coproc writer { SIGNALBOX_RING=4194304 .build/release/StressProgram write 8 $(OPERATIONS); }; \
	read -r path <&$${writer[0]}; \
	{ .build/release/StressProgram read "$$path"; echo "status $$?"; } >.build/stress & reader=$$!; \
	until [ -s .build/stress ] || kill -0 $$reader; do :; done; \
	echo go >&$${writer[1]}; \
	read -r working <&$${writer[0]}; read -r word written <&$${writer[0]}; echo over >&$${writer[1]}; wait $$reader; \
	cat .build/stress; echo "written $$written"; \
	grep -q "^status 0" .build/stress && grep -q "^read $$written lost 0 " .build/stress && echo "stress: nothing found"

test: swift-there ncurses-there tmux-there perfetto-there
	@$(BUILD) --build-tests
	@$(MINUTES10) $(SWIFT) test --skip-build --no-parallel

# Without what drives the built program from outside: there is nothing of it to see here. Nor is there of the thousands of random
# histories and files, which are values and take long. And without the storm and what is replayed, whose many
# frames would take most of the time.
tsan: swift-there ncurses-there
	@$(SWIFT) build --build-tests --sanitize=thread --scratch-path .build-tsan
	@$(MINUTES10) $(SWIFT) test --skip-build --no-parallel --sanitize=thread --scratch-path .build-tsan --skip ProgramTests --skip StormTests \
	  --skip PyramidTests --skip BudgetTests --skip RecordingFileTests --skip CheckpointTests --skip ReplayedPictureTests

lint: swift-there
	@$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift
	@.ci/check-imports
	@echo "lint: nothing found"

format: swift-there
	@$(SWIFT) format format --in-place --recursive --parallel Sources Tests Package.swift

record: swift-there ncurses-there
	-@RECORD=1 $(SWIFT) test --no-parallel --filter LaneViewTests
	@git --no-pager diff --stat -- Tests

# The pages of Sources/Signalbox/Signalbox.docc and of every public symbol; a warning is an error.
docs: swift-there
	@rm -rf .build/symbols && mkdir -p .build/symbols .build/docs-build
	@$(SWIFT) build --target Signalbox --scratch-path .build/docs-build -Xswiftc -emit-symbol-graph \
	  -Xswiftc -emit-symbol-graph-dir -Xswiftc $(CURDIR)/.build/symbols >&2
	@find .build/symbols -name '*.json' ! -name 'Signalbox*' -delete
	@docc convert Sources/Signalbox/Signalbox.docc --additional-symbol-graph-dir .build/symbols --warnings-as-errors \
	  --fallback-display-name Signalbox --fallback-bundle-identifier signalbox --output-path .build/docs
	@echo "docs: .build/docs; docc preview shows them"

# With protoc and swift-protobuf's protoc-gen-swift in PATH.
schema:
	@cd Sources/TraceExport/Schema && protoc --swift_out=. trace.proto

clean:
	@rm -rf .build .build-tsan

swift-there:
	@if ! command -v $(SWIFT) >/dev/null; then \
	  echo "Signalbox needs Swift 6.2 or newer, and there is no '$(SWIFT)' in PATH: see https://www.swift.org/install" >&2; exit 1; fi; \
	version=$$($(SWIFT) --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1); \
	if [ "$$(printf '%s\n6.2\n' "$$version" | sort -V | head -n 1)" != 6.2 ]; then \
	  echo "Signalbox needs Swift 6.2 or newer, and this is Swift $${version:-of unknown version}: see https://www.swift.org/install" >&2; exit 1; fi

# $(call install,PACKAGE): with apt, as root or through sudo; or says what to install.
install = as=; [ "$$(id -u)" = 0 ] || { as="sudo -n"; [ ! -t 0 ] || as=sudo; }; \
	echo "installing $(1)" >&2; \
	if ! { command -v apt-get && { [ -z "$$as" ] || $$as true; }; } >/dev/null 2>&1 || \
	   ! { $$as apt-get install -y -q $(1) || { $$as apt-get update -q && $$as apt-get install -y -q $(1); }; } >/dev/null 2>&1; then \
	  echo "Signalbox needs the package $(1), and it could not be installed from here: please install it (apt-get install $(1))" >&2; exit 1; fi

ncurses-there:
	@if [ -z "$$(ls /usr/include/ncursesw/curses.h /usr/include/curses.h 2>/dev/null)" ] || \
	   [ -z "$$(ls /usr/lib/*/libncursesw.so /usr/lib*/libncursesw.so 2>/dev/null)" ]; then \
	  $(call install,libncursesw5-dev); fi

# Perfetto's schema, to read what is exported as somebody else would. Without it that test is left out.
perfetto-there:
	@[ -x .build/perfetto/bin/python ] || { python3 -m venv .build/perfetto && \
	  .build/perfetto/bin/pip install -q perfetto protobuf; } >/dev/null 2>&1 || { rm -rf .build/perfetto; \
	  echo "the Python package perfetto cannot be installed here: no test reads traces with it" >&2; }

tmux-there:
	@if ! command -v tmux >/dev/null; then $(call install,tmux); fi
