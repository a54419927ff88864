#!/bin/sh
# Fuzzes all targets one after the other, or those that are named, and prints a line each. What is
# found goes to fuzz-found/TARGET of the working folder, what breaks something to fuzz-found itself.
# The status is 1 where anything broke.
#
#     configure CC=clang --enable-sanitizers --enable-fuzzing && make && make tests/fuzzer
#     sh tests/fuzz-all.sh tests/fuzzer SECONDS [TARGET...]

fuzzer=$1 seconds=$2
shift 2
corpora=$(cd "$(dirname -- "$0")/fuzz" && pwd) || exit 2
[ $# -gt 0 ] || set -- $(ls "$corpora")
status=0
export LC_ALL=C ASAN_OPTIONS=detect_leaks=1

printf '%-10s %8s %12s %9s %9s  %s\n' target seconds executions features kept result
for target; do
    found=fuzz-found/$target
    mkdir -p "$found"
    length=8192
    [ "$target" != keys ] || length=600 # each byte is a screen drawn and looked at
    FUZZ_TARGET=$target nice -n 10 "$fuzzer" -max_total_time="$seconds" -timeout=20 \
        -rss_limit_mb=2048 -max_len="$length" -print_final_stats=1 -artifact_prefix="$found-" \
        "$found" "$corpora/$target" >"$found.log" 2>&1
    result=clean
    grep -q '^Done ' "$found.log" || result=BROKEN status=1
    printf '%-10s %8s %12s %9s %9s  %s\n' "$target" "$seconds" \
        "$(sed -n 's/^stat::number_of_executed_units: *//p' "$found.log")" \
        "$(sed -n 's/.* ft: \([0-9]*\).*/\1/p' "$found.log" | tail -n 1)" \
        "$(ls "$found" | wc -l)" "$result"
done
exit "$status"
