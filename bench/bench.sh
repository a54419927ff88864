#!/bin/sh
# How long it takes, beside what else compares or shows two texts, all in one run: seconds of the
# fastest of some runs, and the ratio to abreast. `make bench` runs it; the status is 1 where a bar
# below is missed.
#
#     bench.sh ABREAST FOLDER SOURCE        FOLDER has the programs measure and screen

abreast=$1 measure=$2/measure screen=$2/screen source=$3
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C
status=0

difflib='import difflib, sys
sides = [open(name).read().split() for name in sys.argv[1:]]
list(difflib.SequenceMatcher(None, *sides, autojunk=False).get_opcodes())'

# run TOOL LEFT RIGHT
run()
{
    runs=5
    [ "$size" -le 1000 ] || runs=1
    case $1 in
        abreast) "$measure" "$runs" 60 "$abreast" -q "$2" "$3" ;;
        diff) "$measure" "$runs" 60 diff "$2" "$3" ;;
        wdiff) "$measure" "$runs" 60 wdiff "$2" "$3" ;;
        git) "$measure" "$runs" 60 git diff --no-index --word-diff "$2" "$3" ;;
        difflib) "$measure" "$runs" 60 python3 -c "$difflib" "$2" "$3" ;;
    esac
}

# bar NAME VALUE MOST
bar()
{
    if awk "BEGIN { exit !($2 <= $3) }"; then
        echo "bar met: $1 is $2, at most $3"
    else
        echo "bar missed: $1 is $2, at most $3"
        status=1
    fi
}

printf '%-10s %8s %10s %10s %10s\n' tool words seconds 'x abreast' kB
for size in 1000 10000 100000; do
    for side in 1 2; do
        awk -v words="$size" -v seed="$side" -f "$source/bench/text.awk" \
            "$source"/seeds/*.txt >"$scratch/$size.$side"
    done
    for tool in abreast diff wdiff git difflib; do
        took=$(run "$tool" "$scratch/$size.1" "$scratch/$size.2")
        if [ "$took" = - ]; then
            printf '%-10s %8s %10s\n' "$tool" "$size" '-'
            continue
        fi
        seconds=${took% *}
        if [ "$tool" = abreast ]; then
            eval "seconds_$size=$seconds memory_$size=${took#* }"
            own=$seconds
        fi
        printf '%-10s %8s %10s %10s %10s\n' "$tool" "$size" "$seconds" \
            "$(awk "BEGIN { printf \"%.2f\", $seconds / $own }")" "${took#* }"
    done
done

# shown NAME KEY COMMAND...: the first screen and a key in a terminal of 40 rows and 120 columns
shown()
{
    name=$1
    shift
    took=$("$screen" 9 "$@")
    if [ "$took" = - ]; then
        printf '%-22s %10s\n' "$name" -
        return
    fi
    read -r first stays key processor sent <<END
$took
END
    if [ "$name" = abreast ]; then
        own_first=$first own_key=$key
    fi
    printf '%-22s %12s %10s %14s %10s %10s %8s %8s\n' "$name" "$first" \
        "$(awk "BEGIN { printf \"%.2f\", $first / $own_first }")" "$stays" "$key" \
        "$(awk "BEGIN { printf \"%.2f\", $key / $own_key }")" "$processor" "$sent"
}

for size in 1000 10000; do
    cp "$scratch/$size.1" "$scratch/left.txt"
    cp "$scratch/$size.2" "$scratch/right.txt"
    set -- "$scratch/left.txt" "$scratch/right.txt"
    echo
    printf '%-22s %12s %10s %14s %10s %10s %8s %8s\n' "at a terminal, $size" 'first screen' \
        'x abreast' 'one that stays' key 'x abreast' 'CPU ms' bytes
    shown abreast j "$abreast" --no-config --no-notes "$@"
    [ "$size" -ne 1000 ] || abreast_first=$own_first
    shown 'vim -d' j vim -d "$@"
    [ "$size" -ne 1000 ] || vim_first=$first
    shown 'vim -u NONE -d' j vim -u NONE -d "$@"
    shown less j less "$@"
done
echo

awk 'BEGIN { for (i = 0; i < 300000; i++) print "The council met at noon.\n" }' >"$scratch/equal"
size=300000
took=$(run abreast "$scratch/equal" "$scratch/equal")
echo "300,000 equal sentences a side: $took"

# The lexicon is part of the program, nothing is read: what two articles of one sentence take more
# than a run without articles is an upper bound of what its first use costs.
echo 'The council met at noon.' >"$scratch/sentence"
bare=$("$measure" 50 60 "$abreast" --version)
first=$("$measure" 50 60 "$abreast" -q --no-config --no-notes --no-sandbox "$scratch/sentence" \
    "$scratch/sentence")
echo "a run without articles: $bare; two articles of one sentence: $first"

bar 'seconds to start the lexicon' "$(awk "BEGIN { printf \"%.4f\", ${first% *} - ${bare% *} }")" \
    0.002
bar 'first screen of 1,000 words, seconds (vim -d)' "$abreast_first" "$vim_first"
bar 'seconds for 1,000 words' "$seconds_1000" 0.03
bar 'from 10,000 to 100,000 words, times' \
    "$(awk "BEGIN { printf \"%.1f\", $seconds_100000 / $seconds_10000 }")" 14
bar 'seconds for 100,000 words' "$seconds_100000" 5
bar 'kB for 100,000 words' "$memory_100000" 307200
bar 'kB for 300,000 equal sentences' "${took#* }" 524288
exit "$status"
