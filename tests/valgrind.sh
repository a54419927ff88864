#!/bin/sh
# Whole runs of abreast under valgrind's memcheck: exports, stages, a filter, damaged files, and the
# reader with keys. Not part of make check; the sanitizers are quicker. The status is 1 where memory
# is misused or lost.
#
#     valgrind.sh ABREAST SOURCE

abreast=$(cd "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
source=$(cd "$2" && pwd) || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 2
export LC_ALL=C.UTF-8 TERM=xterm-256color XDG_CONFIG_HOME="$scratch"
mkdir abreast && echo 'filter log = cat %s' >abreast/config
cp "$source/seeds/flood-harbour-times.txt" left.txt
cp "$source/seeds/flood-valley-post.txt" right.log
status=0

# What is still reachable at the end is the terminal library's, kept for the life of the process.
check="valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,indirect,possible
--errors-for-leak-kinds=definite,indirect --log-file=$scratch/log $abreast --no-notes --no-sandbox"

# told NAME STATUS
told()
{
    if [ "$2" -le 2 ] && [ ! -s log ]; then
        echo "clean: $1"
    else
        echo "NOT CLEAN: $1, status $2"
        sed 's/^/    /' log
        status=1
    fi
}

# run ARGUMENT...
run()
{
    # shellcheck disable=SC2086 # `check` is words
    $check "$@" >out 2>err </dev/null
    told "$*" $?
}

for format in json markdown; do
    run --export=$format left.txt right.log
    run --export=$format -o "report.$format" left.txt right.log
done
for stage in text sentences statements; do
    run --dump=$stage left.txt
done
run --dump=candidates left.txt right.log
run -q left.txt /nowhere
for file in "$source"/tests/fuzz/charset/koi8_r.txt "$source"/tests/fuzz/html/misnested.html \
    "$source"/tests/fuzz/html/entities.html "$source"/tests/fuzz/charset/all-bytes.txt; do
    run --dump=statements "$file"
done
# Keys that come before the comparison ends find nothing, and the first q stops it then.
# shellcheck disable=SC2086
printf ']]ccjjeo\r\rG/flood\rnnmlff\rhq|S|s+-w\rqy\rqy\rqy\r' |
    timeout 120 script -qec "$(echo $check) -o report.md left.txt right.log" typescript >out 2>&1
told 'the reader with keys' $?
exit "$status"
