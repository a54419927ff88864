#!/bin/sh
# Whether abreast says the same to the byte whichever compiler made it, and however: builds it by gcc
# and clang with -O0 and -O2 in a folder of its own, and compares reports and candidates of the
# sample articles. It takes some minutes, so it is no part of `make check`; .ci/run calls it.
#
#     tests/compilers.sh        status 1 where two builds differ

set -u
source=$(cd "$(dirname "$0")/.." && pwd) || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C
status=0
first=

# answers BUILD: all that it says of the samples, into BUILD/answers.
answers()
{
    (
        cd "$source/seeds" || exit 2
        for pair in 'defense-news.txt market-brief.txt' \
            'flood-harbour-times.txt flood-valley-post.txt'; do
            # Two names without blanks each.
            # shellcheck disable=SC2086
            "$1/abreast" --no-config --no-notes --export=json --min-confidence=0 $pair
            # shellcheck disable=SC2086
            "$1/abreast" --no-config --no-notes --dump=candidates $pair
        done
        "$1/tools/pairs" --features <"$scratch/pairs"
        "$1/tools/pairs" <"$scratch/pairs"
    ) >"$1/answers"
    [ -s "$1/answers" ]
}

# Each sentence of the one beside the one in the same place of the other.
tr -s '.\n' '\n\n' <"$source/seeds/flood-harbour-times.txt" >"$scratch/left"
tr -s '.\n' '\n\n' <"$source/seeds/flood-valley-post.txt" >"$scratch/right"
paste "$scratch/left" "$scratch/right" >"$scratch/pairs"

for compiler in gcc clang; do
    for level in -O0 -O2; do
        build=$scratch/$compiler$level
        mkdir "$build"
        if ! (cd "$build" && "$source/configure" -q CC="$compiler" CFLAGS="$level" &&
            make -j2 abreast tools/pairs) >"$build.log" 2>&1; then
            echo "$compiler $level: no build" >&2
            tail -n 5 "$build.log" >&2
            exit 2
        fi
        answers "$build" || exit 2
        first=${first:-$build/answers}
        if cmp -s "$first" "$build/answers"; then
            echo "$compiler $level: the same, $(wc -c <"$build/answers") bytes"
        else
            echo "$compiler $level: differs"
            diff "$first" "$build/answers" | head -n 5
            status=1
        fi
    done
done
exit "$status"
