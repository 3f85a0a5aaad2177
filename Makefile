# Every command that a person or CI runs. `make help` lists them.

SWIFT ?= swift
RELEASE := .build/release/sekisho
PORT ?= 8443
METRICS_PORT ?= 8080
VERSION ?= 0.1.0
PREFIX ?= /usr/local
COMPLETIONS := bash-completion/completions zsh/site-functions fish/vendor_completions.d

.DEFAULT_GOAL := help
.PHONY: help deps build release static test test-swift lint format docs install integrations certs run chart manifests image bench soak fuzz sanitize ci clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps: ## install the system packages that are missing (Debian and Ubuntu, as root)
	@./scripts/install-packages

build: deps ## build everything, for debugging
	$(SWIFT) build

release: deps ## build the program, optimised
	$(SWIFT) build -c release --product sekisho --static-swift-stdlib

static: deps ## build the program as one static file
	$(SWIFT) build -c release --product sekisho --scratch-path .build-static $(shell cat image/link-options)

certs: deps ## make a development CA and a server pair in certs/
	@./certs/make-certs

run: release certs ## build, make certificates, start the webhook and say how to try it
	@echo
	@echo "Try it from another terminal:"
	@echo
	@echo "  curl -s --cacert certs/ca.crt -H 'Content-Type: application/json' \\"
	@echo "    --data-binary @examples/reviews/denied.json https://localhost:$(PORT)/validate"
	@echo
	@$(RELEASE) serve --port $(PORT) --metrics-port $(METRICS_PORT) \
		--tls-cert certs/tls.crt --tls-key certs/tls.key --log-format text

test: deps ## run every test
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip ServerTests --skip CommandTests
	$(SWIFT) test --skip-build --no-parallel --filter 'ServerTests|CommandTests'

lint: ## check the format of the Swift sources
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

format: ## format the Swift sources
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

docs: release ## write docs/rules from the rules themselves, and the manual page from the commands
	$(RELEASE) rules --markdown docs/rules
	$(RELEASE) man >docs/sekisho.1

install: release ## install the program, its manual page and completions under PREFIX (/usr/local)
	install -D $(RELEASE) $(DESTDIR)$(PREFIX)/bin/sekisho
	install -D -m 644 docs/sekisho.1 $(DESTDIR)$(PREFIX)/share/man/man1/sekisho.1
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,$(COMPLETIONS))
	$(RELEASE) completion bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/sekisho
	$(RELEASE) completion zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_sekisho
	$(RELEASE) completion fish >$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/sekisho.fish

integrations: build ## check outputs with other programs' parsers, and run the hook, the action and the examples
	./Tests/Integrations/run

chart: ## render the chart with Helm's engine, and test everything that comes out
	./Tests/Chart/run

manifests: ## write deploy/*/sekisho.yaml and the table of values in the chart's README
	./scripts/chart-python scripts/manifests.py
	./scripts/chart-python scripts/chart-readme.py

image: static ## pack the static program into an OCI image, without Docker, and test it
	./image/build-image --program .build-static/release/sekisho --version $(VERSION)
	./image/test .build-static/release/sekisho

bench: deps ## measure the engine and the server, and fail where the engine got slower
	@./Benchmarks/run

soak: deps ## load the server with all kinds of reviews and clients at once, SOAK_TIME seconds
	@./Benchmarks/run soak --seconds $(or $(SOAK_TIME),60)

fuzz: deps ## fuzz everything that reads input, FUZZ_TIME seconds each
	./scripts/fuzz $(or $(FUZZ_TIME),$(if $(filter command,$(origin TIME)),$(TIME)),300)

sanitize: deps ## run tests under AddressSanitizer and ThreadSanitizer
	./scripts/sanitize

ci: lint chart image integrations test ## what CI runs

clean: ## remove what was built
	rm -rf .build .build-* dist
