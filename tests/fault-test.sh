#!/bin/sh
# Calls that fail: each allocation, read and write in turn. Every time it ends with one message and
# status 2, and no file is damaged or left behind. Prints TAP.
# Usage: FAULTY=tests/faulty sh tests/fault-test.sh

. "$(dirname -- "$0")/tap.sh"
abreast=${FAULTY:-tests/faulty}
FAULT_REPORT=$folder/report
TMPDIR=$folder
ASAN_OPTIONS=detect_leaks=0 # a program that ends in the middle frees nothing
FAULT=
export FAULT FAULT_REPORT TMPDIR ASAN_OPTIONS

cat >left.txt <<'TEXT'
Bakery fire in Tolmin street

A fire destroyed the Lindner bakery in Tolmin street on Monday night, "a loss", said Ada Keel.

Rescuers carried 14 people out of the burning building, the fire chief said.
TEXT
sed 's/14/9/; s/Monday/Sunday/' left.txt >right.txt
cat >page.html <<'TEXT'
<!doctype html><title>Fire</title><nav>Home News</nav><article><h1>Fire in Tolmin street</h1>
<p>A <b>fire</b> destroyed the Lindner bakery in Tolmin street on Monday night, and nobody knows why.
<p>Rescuers carried people out of the burning building, the fire chief said, and nobody was hurt.
<p>The bakery had stood there for ninety years, and its owner wants to build it again by the spring.
<ul><li>14 people were carried out of the building.</ul></article><footer>Contact</footer>
TEXT
printf '# Fire\n\n> A *fire* destroyed the [bakery](x).\n\n- 14 people\n' >notes.md
printf 'Subject: Fire\nContent-Transfer-Encoding: base64\n\nQSBmaXJlLg==\n' >mail.txt
printf 'Caf\351 burnt down in the street.\n' >latin.txt
mkdir -p home/abreast
echo 'filter log = cat %s' >home/abreast/config
cp right.txt right.log

# A mark, a note whose statement is gone, and the same damaged.
cat >notes.json <<'JSON'
{"format":"abreast-notes","version":1,
"left":{"path":"/left.txt","title":"Bakery fire","digest":""},
"right":{"path":"/right.txt","title":"Bakery fire","digest":""},
"position":null,
"remarks":[
{"left":{"selector":[{"type":"TextQuoteSelector","exact":"Rescuers carried 14 people out of the burning building, the fire chief said.","prefix":"","suffix":""}]},"mark":"mark","note":"How many?"},
{"right":{"selector":[{"type":"TextQuoteSelector","exact":"These words are gone.","prefix":"","suffix":""}]},"note":"Lost"}
]}
JSON
sed '$d' notes.json >broken.json
cp left.txt left.kept
cp right.txt right.kept
printf old >old.json

# fails CALLS ARGUMENT...: the calls fail in turn; all must end well.
fails()
{
    FAULT=$1
    shift
    : >report
    "$abreast" --no-sandbox "$@" </dev/null >out 2>err
    status=$?
    FAULT=
    sed 's/^/# /' report
    [ "$status" -le 1 ] && grep '[1-9][0-9]* tried, 0 wrong' report >/dev/null
}
same() { cmp -s "$1" "$2"; }
untouched() { same left.txt left.kept && same right.txt right.kept; }
nothing_left() { [ -z "$(find . -name '.abreast-*' -o -name 'abreast-??????')" ]; }

XDG_CONFIG_HOME=$folder/none
export XDG_CONFIG_HOME
run --export=json left.txt right.txt
cp out whole.json

for call in calloc realloc; do
    check "$call fails: JSON" fails "$call each ENOMEM" --export=json left.txt right.txt
    check "$call fails: Markdown" fails "$call each ENOMEM" --export=markdown left.txt right.txt
    check "$call fails: candidates" fails "$call each ENOMEM" --dump=candidates left.txt right.txt
    for format in html jsonld csv text; do
        check "$call fails: $format" fails "$call each ENOMEM" --export=$format --full left.txt \
            right.txt
    done
    check "$call fails: notes" fails "$call each ENOMEM" --export=markdown --only=conflict \
        --notes=notes.json left.txt right.txt
    check "$call fails: broken notes" fails "$call each ENOMEM" --export=csv --notes=broken.json \
        left.txt right.txt
    for file in page.html notes.md mail.txt latin.txt; do
        check "$call fails: $file" fails "$call each ENOMEM" --dump=statements "$file"
    done
    XDG_CONFIG_HOME=$folder/home
    check "$call fails: a filter" fails "$call each ENOMEM" --dump=text right.log
    XDG_CONFIG_HOME=$folder/none
done
check 'realloc fails: a file' fails 'realloc each ENOMEM' --export=json -f -o old.json \
    left.txt right.txt
check 'realloc fails: the file is whole' same old.json whole.json

# refuses CALL ERROR ARGUMENT...: the first call fails, and that is said.
refuses()
{
    FAULT="$1 1 $2"
    shift 2
    run --no-sandbox "$@"
    FAULT=
    complains 'cannot '
}

for error in ENOSPC EIO EDQUOT; do
    check "writing fails: $error" refuses write $error --export=json left.txt right.txt
    check "writing a file fails: $error" refuses write $error --export=json -f -o old.json \
        left.txt right.txt
done
for error in EIO EACCES; do
    check "reading fails: $error" fails "read each $error" --export=json left.txt right.txt
done
for call in fsync fchmod mkstemp rename; do
    check "$call fails" refuses $call EIO --export=json -f -o old.json left.txt right.txt
done
check 'the file is whole' same old.json whole.json
check 'the articles are as they were' untouched
check 'nothing is left behind' nothing_left
XDG_CONFIG_HOME=$folder/home
for call in pipe2 socketpair mkstemps mkdtemp; do
    check "$call fails" refuses $call EMFILE --dump=text right.log
done
XDG_CONFIG_HOME=$folder/none

# Interrupted calls are made again.
for call in read write; do
    FAULT="$call all EINTR"
    run --no-sandbox --export=json left.txt right.txt
    FAULT=
    check "$call is interrupted: the status" ends 1
    check "$call is interrupted: the report" same out whole.json
done

# Readers that go away.
("$abreast" --export=json left.txt right.txt 2>err; echo $? >ended) | :
status=$(cat ended)
check 'an output that is closed ends it' [ "$status" -eq 141 -o "$status" -eq 2 -o "$status" -eq 1 ]
check 'that takes no more than a line' [ "$(wc -l <err)" -le 1 ]

finish
