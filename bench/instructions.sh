#!/bin/sh
# Counts the instructions of each stage by callgrind and compares them with bench/instructions: more
# than 5 % above is a failure, as much below asks to record anew. Counts hold for one compiler with
# its flags, one C library and one valgrind, so with others, or without it, nothing is compared.
#
#     instructions.sh ABREAST SOURCE COMPILER        status 1 where a stage needs more, 77 where
#                                                    nothing is compared, which it then says
#     RECORD=1 instructions.sh ...                   writes bench/instructions

abreast=$1 source=$2 compiler=$3
baseline=$source/bench/instructions
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C
# The C library chooses its functions by the processor; the plainest are the same everywhere.
plain=glibc.cpu.hwcaps=-AVX2,-AVX512VL,-BMI2,-SSE4_2,-SSSE3,-ERMS,-Fast_Unaligned_Copy
status=0

not_compared()
{
    echo "instructions: not compared: $*"
    exit 77
}

counter=$(command -v valgrind) || not_compared 'there is no valgrind (Debian: valgrind)'
if nm -D "$abreast" 2>/dev/null | grep -q __asan_init; then
    not_compared 'the sanitizers of this build count too'
fi
flags=$(echo "$compiler" | sed 's/^ccache //; s/^[^ ]* *//')
program=$(echo "$compiler" | sed 's/^ccache //; s/ .*//')
made_by="$($program --version | head -n 1), $flags, $(getconf GNU_LIBC_VERSION), \
$(valgrind --version), $(uname -m)"

# Two articles of 1,000 words, and the web page and mail that the stages of reading are counted on.
for side in 1 2; do
    awk -v words=1000 -v seed="$side" -f "$source/bench/text.awk" \
        "$source"/seeds/*.txt >"$scratch/$side.txt"
done
{
    echo '<!doctype html><title>Storm</title><nav><a href=x>Home</a></nav><article>'
    sed 's,^..*,<p class="t">&</p>,' "$scratch/1.txt"
    echo '</article>'
} >"$scratch/1.html"
sed 's/^[A-Z]/- &/' "$scratch/1.txt" >"$scratch/1.md"

# count STAGE ARGUMENT...
count()
{
    stage=$1
    shift
    taken=$(cd "$scratch" && env -i LC_ALL=C GLIBC_TUNABLES=$plain \
        "$counter" --tool=callgrind --callgrind-out-file=/dev/null \
        "$abreast" --no-config --no-notes --no-sandbox "$@" 2>&1 >/dev/null |
        sed -n 's/.*Collected : *//p')
    printf '%s\t%s\n' "$stage" "$taken" >>"$scratch/counts"
}

case $abreast in
/*) ;;
*) abreast=$PWD/$abreast ;;
esac
count start --version
count 'read text' --dump=text --type=text 1.txt
count 'read markdown' --dump=text --type=markdown 1.md
count 'read html' --dump=text --type=html 1.html
count sentences --dump=sentences 1.txt
count statements --dump=statements 1.txt
count candidates --dump=candidates 1.txt 2.txt
count compare -q 1.txt 2.txt
count 'report markdown' --export=markdown 1.txt 2.txt
count 'report json' --export=json 1.txt 2.txt

if [ -n "${RECORD-}" ]; then
    {
        echo "# Instructions of each stage, 1,000 words a side; made by: make check-speed RECORD=1"
        echo "# $made_by"
        cat "$scratch/counts"
    } >"$baseline"
    cat "$baseline"
    exit 0
fi
[ -r "$baseline" ] || not_compared "there is no $baseline"
grep -Fx -e "# $made_by" "$baseline" >/dev/null ||
    not_compared "counted with$(sed -n '2s/^#//p' "$baseline"), this is $made_by"

printf '%-18s %14s %14s %8s\n' stage counted recorded change
while IFS='	' read -r stage taken; do
    before=$(awk -F '\t' -v stage="$stage" '$1 == stage { print $2 }' "$baseline")
    awk -v stage="$stage" -v taken="${taken:-0}" -v before="${before:-0}" 'BEGIN {
        change = before ? 100 * (taken - before) / before : 0
        word = !taken ? "  FAILED" : !before ? "  new: record it, RECORD=1" : ""
        if (change > 5)
            word = "  MORE"
        else if (change < -5 && taken)
            word = "  less: record it, RECORD=1"
        printf("%-18s %14.0f %14.0f %+7.1f%%%s\n", stage, taken, before, change, word)
        exit (!taken || change > 5)
    }' || status=1
done <"$scratch/counts"
exit "$status"
