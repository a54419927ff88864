#!/bin/sh
# Whether abreast says the same to the byte whichever compiler made it, and however: compares reports
# and candidates of the sample articles from several builds, say one of gcc and one of clang, with
# and without optimisation. Each is a folder in which `make` was run. It needs more than one build,
# so it is no part of `make check`; .ci/run calls it.
#
#     tests/compilers.sh BUILD BUILD...     status 1 where two builds differ

set -u
[ $# -gt 1 ] || {
    echo 'usage: tests/compilers.sh BUILD BUILD...' >&2
    exit 2
}
source=$(cd "$(dirname "$0")/.." && pwd) || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C
status=0

# answers BUILD: all that it says of the samples.
answers()
{
    program=$1/abreast
    pairs=$1/tools/pairs
    (
        cd "$source/seeds" || exit 2
        for pair in 'defense-news.txt market-brief.txt' \
            'flood-harbour-times.txt flood-valley-post.txt'; do
            # Two names without blanks each.
            # shellcheck disable=SC2086
            "$program" --no-config --no-notes --export=json --min-confidence=0 $pair
            # shellcheck disable=SC2086
            "$program" --no-config --no-notes --dump=candidates $pair
        done
        "$pairs" --features <"$scratch/pairs" && "$pairs" <"$scratch/pairs"
    )
}

# Each sentence of the one beside the one in the same place of the other.
tr -s '.\n' '\n\n' <"$source/seeds/flood-harbour-times.txt" >"$scratch/left"
tr -s '.\n' '\n\n' <"$source/seeds/flood-valley-post.txt" >"$scratch/right"
paste "$scratch/left" "$scratch/right" >"$scratch/pairs"

for name; do
    build=$(cd "$name" && pwd) || exit 2
    answers "$build" >"$scratch/answers" || exit 2
    size=$(wc -c <"$scratch/answers")
    if [ "$size" -eq 0 ]; then
        echo "$name: says nothing" >&2
        exit 2
    elif [ ! -e "$scratch/first" ]; then
        mv "$scratch/answers" "$scratch/first"
        echo "$name: $size bytes"
    elif cmp -s "$scratch/first" "$scratch/answers"; then
        echo "$name: the same"
    else
        echo "$name: differs"
        diff "$scratch/first" "$scratch/answers" | head -n 5
        status=1
    fi
done
exit "$status"
