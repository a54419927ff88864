#!/bin/sh
# Whether the house is in the order that HACKING and doc/architecture.md tell: which room knows which,
# and what is done in one place only. Where it is not, what was found is shown. Prints TAP.
# shellcheck disable=SC2034 # tap.sh looks at the status

source=$(cd "$(dirname -- "$0")/../src" && pwd) || exit 99
. "$(dirname -- "$0")/tap.sh"
status=none

# only PATTERN FILE...: a pattern is in these files of src/ and in no others.
only()
{
    pattern=$1
    shift
    (cd "$source" && grep -rlE --include='*.[ch]' -e "$pattern" . | sed 's,^\./,,' | sort) >err
    [ "$(cat err)" = "$(printf '%s\n' "$@" | sort)" ]
}

# knows ROOM ROOM...: a room includes headers of these rooms and of none besides.
knows()
{
    room=$1
    grep -rhoE --include='*.[ch]' '^#include "[a-z]+/' "$source/$room" | sed 's/.*"//; s,/,,' |
        sort -u | grep -vxF -e "$(printf '%s\n' "$@")" >err
    [ ! -s err ]
}

rooms=
for room in base article language compare notes report; do
    rooms="$rooms $room"
    # shellcheck disable=SC2086 # words
    check "$room includes only rooms above it" knows $room $rooms
done
check 'reader includes only rooms above it' knows reader base article language compare notes
outside()
{
    (cd "$source" && grep -rhE '^#include "[^/]*"$' base article language compare notes report \
        reader) >err
    [ ! -s err ]
}
check 'no room includes what stands outside of the rooms' outside

check 'curses is behind one leaf' only '^#include <(n?curses|term)\.h>' \
    reader/exact.c reader/input.c reader/terminal.c
check 'files are opened in one place, but for the terminal and the sandbox' \
    only '(^|[^_a-z])(f?open|openat|creat|opendir|mkstemps?|mkdtemp)\(' \
    base/file.c base/keep.c base/sandbox.c reader/terminal.c
check 'programs are started in one place' \
    only '(^|[^_a-z])(posix_spawnp?|exec[lv]p?e?|popen|system|v?fork)\(' base/child.c base/process.c
check 'the program is ended by main alone, and without memory' \
    only '(^|[^_a-z])(exit|abort)\(' base/memory.c main.c

short()
{
    find "$source" -name '*.[ch]' ! -name '*-table.c' ! -name weights.h \
        -exec awk 'END { if (NR > 500) print FILENAME }' {} \; >err
    [ ! -s err ]
}
check 'no file but the table of weights is longer than 500 lines' short
finish
