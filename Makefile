# dragoman: the two commands that a newcomer needs are `make demo` and `make test`; both install what is
# missing (as root) or say which one command does (otherwise).

BUILD ?= build
SANITIZE_BUILD ?= build-sanitize
PREFIX ?= /usr/local

.PHONY: all demo test bench fuzz web install format lint deps deps-test clean

all: $(BUILD)/build.ninja
	ninja -C $(BUILD)

deps:
	@sh tools/deps.sh build

deps-test:
	@sh tools/deps.sh build test

$(BUILD)/build.ninja: | deps
	meson setup $(BUILD) --buildtype=debugoptimized -Doptimization=3 --prefix=$(PREFIX)

$(SANITIZE_BUILD)/build.ninja: | deps
	meson setup $(SANITIZE_BUILD) --buildtype=debug -Doptimization=1 -Db_sanitize=address,undefined -Db_lundef=false -Dwerror=false

demo: all
	$(BUILD)/dragoman read examples/*.fr.txt

test: deps-test all $(SANITIZE_BUILD)/build.ninja
	ninja -C $(SANITIZE_BUILD)
	sh tests/run.sh $(BUILD) $(SANITIZE_BUILD)

bench: all
	sh bench/run.sh $(BUILD)
	python3 bench/accuracy.py $(BUILD)

fuzz: deps-test
	sh fuzz/run.sh

# Only for who changes web/src: the built page is committed in web/dist.
web:
	cd web && npm ci && npm run build

install: all
	meson install -C $(BUILD) --no-rebuild

format: deps-test
	clang-format -i $$(git ls-files '*.c' '*.h')

lint: deps-test all
	clang-tidy -p $(BUILD) --quiet --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-unknown-pragmas $$(git ls-files 'src/*.c')

clean:
	rm -rf $(BUILD) $(BUILD)-thread $(SANITIZE_BUILD) build-fuzz
