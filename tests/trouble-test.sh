#!/bin/sh
# What is wrong with files, streams and disks, and texts that are no articles. Prints TAP.
# Usage: ABREAST=./abreast sh tests/trouble-test.sh

. "$(dirname -- "$0")/tap.sh"

cat >left.txt <<'TEXT'
Bakery fire in Tolmin street

A fire destroyed the Lindner bakery in Tolmin street on Monday night.

Rescuers carried 14 people out of the burning building, the fire chief said.
TEXT
cat >right.txt <<'TEXT'
Flames destroy old bakery

The Lindner bakery in Tolmin street was destroyed by a fire on Monday night.

Rescuers carried 9 people out of the burning building, the fire chief said.
TEXT
cp left.txt left.kept
cp right.txt right.kept

# repeat TEXT COUNT: the text so many times.
repeat()
{
    awk -v text="$1" -v count="$2" 'BEGIN { for (i = 0; i < count; i++) printf "%s", text }'
}

untouched() { cmp -s left.txt left.kept && cmp -s right.txt right.kept; }
nothing_left() { [ -z "$(find . -name '.abreast-*')" ]; }
fine() { [ "$status" -le 1 ]; }

# Texts that are large or hardly texts. ASCII marks are three bytes each here.
{ repeat 'The chief said that 9 people came. ' 5000; repeat abcdefghi, 1000000; } >line.txt
run -q line.txt right.txt
check 'a line of 10 MB is read' fine
repeat abcdefghij 1000000 >word.txt
run -q word.txt right.txt
check 'a word of 10 MB is read' fine
{ echo 'The first fire.'; repeat '\n' 1000000; echo 'The last fire.'; } >gap.txt
run --dump=text gap.txt
check 'a million empty lines part two blocks' [ "$(wc -l <out)" -eq 3 ]
run -q gap.txt right.txt
check 'a million empty lines are read' fine
repeat '\n' 1000000 >empty-lines.txt
run -q empty-lines.txt right.txt
check 'a million empty lines alone hold no text' complains 'empty-lines.txt: it holds no text'
printf ' \t \n\302\240\n\342\200\213\n' >blanks.txt
run -q blanks.txt right.txt
check 'blanks of all kinds hold no text' complains 'blanks.txt: it holds no text'
printf '... --- !!!\n\n?? ;; ,, "" () \342\200\246 \342\200\224\n' >punctuation.txt
run --export=json punctuation.txt right.txt
check 'only punctuation is read' fine
check 'only punctuation links to nothing' holds out '"links": []'
printf -- '- \n* \n\342\200\242\n1. \n2)\n- - -\n+\n' >bullets.txt
run --export=json bullets.txt right.txt
check 'only bullets are read' fine
check 'only bullets link to nothing' holds out '"links": []'
run --export=markdown bullets.txt punctuation.txt
check 'nothing on both sides is reported' ends 0
repeat '- \n' 20000 >more-bullets.txt
run -q more-bullets.txt right.txt
check 'very many bullets are read' fine
repeat '"' 300000 >quotes.txt
run -q quotes.txt right.txt
check 'very many quotes are read' fine
repeat '\303\251\314\201' 100000 | sed 's/^/e/' >marks.txt
run -q marks.txt right.txt
check 'very many marks are read' fine
repeat 'A fire.\n\n' 20000 >blocks.txt
run -q blocks.txt right.txt
check 'very many blocks are read' fine
printf 'Fire' >bare.txt
run --export=json bare.txt right.txt
check 'a text without a line end is read' fine
run --export=json left.txt left.kept
check 'two equal texts have no conflict' ends 0
check 'two equal texts match' holds out '"kind": "match"'
check 'two equal texts are told of' holds err 'the two texts are the same'

# Files that change while they are read.
mkfifo grows
{
    cat left.txt
    run -q left.txt right.txt # time passes in which the reader waits for more
    printf '\nThe oven was lit at four.\n'
} >grows &
run --dump=text grows
wait
check 'a pipe that still grows is read to its end' holds out 'The oven was lit at four.'
cp left.txt changes.txt
while [ ! -e stop ]; do
    : >changes.txt
    repeat 'Rescuers carried 9 people out of the building. ' 3000 >>changes.txt
    cat left.kept >changes.txt
done &
worst=0
for turn in 1 2 3 4 5 6 7 8 9 10; do
    run -q changes.txt right.txt
    [ "$status" -le "$worst" ] || worst=$status
done
: >stop
wait
check 'a file that grows and shrinks meanwhile is read, or found empty' [ "$worst" -le 2 ]
"$abreast" -q - right.txt <left.txt >out 2>err
status=$?
check 'after that all is as it was' silent 1
truncate -s 200M huge.txt
run -q huge.txt right.txt
check 'a file too large is refused' complains 'huge.txt: larger than'
ln -s loop loop
run -q loop right.txt
check 'a link to itself is refused' complains 'cannot read loop'
run -q "$(repeat x 300)" right.txt
check 'a name too long is refused' complains 'cannot read xxx'

# Standard streams that are closed: nothing may be written into a file that got their number.
closed()
{
    for stream in '<&-' '>&-' '2>&-' '<&- >&-' '>&- 2>&-' '<&- 2>&-' '<&- >&- 2>&-'; do
        rm -f made.json
        eval "\"\$abreast\" $1 $stream" >out 2>err
        status=$?
        check "abreast $1 $stream: status" [ "$status" = "$2" ]
        check "abreast $1 $stream: the articles stay" untouched
    done
}
full_json=$("$abreast" --export=json left.txt right.txt)
closed '-q left.txt right.txt' 1
closed '--export=json -o made.json left.txt right.txt' 1
check 'a file is whole though no stream is open' [ "$(cat made.json)" = "$full_json" ]
closed 'left.txt right.txt' 2
for stream in '>&-' '<&- >&-' '>&- 2>&-' '<&- >&- 2>&-'; do
    eval "\"\$abreast\" --export=json left.txt right.txt $stream" >out 2>err
    status=$?
    check "a report to a closed output fails: $stream" ends 2
    check "the articles stay: $stream" untouched
done
"$abreast" -q - right.txt 2>err <&- >out
status=$?
check 'a closed standard input is told of' complains 'standard input'

# Disks and permissions. Root is refused nothing, so another user is asked then.
chmod 755 .
rm -rf data # notes of root's
as_nobody()
{
    if [ "$(id -u)" -eq 0 ]; then
        cp "$abreast" program
        chmod 755 program
        setpriv --reuid=65534 --regid=65534 --clear-groups ./program "$@" </dev/null >out 2>err
    else
        "$abreast" "$@" </dev/null >out 2>err
    fi
    status=$?
}
cp left.txt secret.txt
chmod 000 secret.txt
as_nobody -q secret.txt right.txt
check 'an unreadable file is named' complains 'cannot read secret.txt: Permission denied'
mkdir -p home/abreast
echo 'theme dark' >home/abreast/config
chmod 000 home/abreast/config
kept=${XDG_CONFIG_HOME-}
XDG_CONFIG_HOME=$PWD/home
export XDG_CONFIG_HOME
as_nobody -q left.txt right.txt
check 'an unreadable configuration is no trouble' ends 1
check 'but it is said' holds err 'abreast/config: Permission denied'
XDG_CONFIG_HOME=$kept
mkdir -p data/abreast
chmod 000 data/abreast
as_nobody --export=csv left.txt right.txt
check 'an unreadable folder of notes is no trouble' ends 1
check 'but it is said' holds err 'data/abreast: Permission denied'
as_nobody -q left.txt right.txt
check 'also where only the status is asked for' holds err 'data/abreast: Permission denied'
as_nobody -q --no-notes left.txt right.txt
check 'and not where no notes are wanted' silent 1
rm -rf data
echo >data
as_nobody -q left.txt right.txt
check 'so is one that cannot be' holds err 'data/abreast: Not a directory'
rm data
mkdir open shut
chmod 777 open
chmod 555 shut
as_nobody --export=json -o shut/report.json left.txt right.txt
check 'a folder without permission is named' complains 'cannot write shut/report.json'
: >open/kept.json
chmod 444 open/kept.json
as_nobody --export=json -f -o open/kept.json left.txt right.txt
check 'a read-only file is not replaced, -f or not' complains 'cannot write open/kept.json'
check 'a read-only file stays as it was' [ ! -s open/kept.json ]
said=$(
    ulimit -f 0
    "$abreast" --export=json -o open/full.json left.txt right.txt 2>&1
)
status=$?
: >out
echo "$said" >err
check 'a file too large for the disk is told of' complains 'open/full.json'
check 'nothing half-written stays' [ ! -e open/full.json ]
check 'no other file stays either' nothing_left
echo old >lent.json
chmod 6751 lent.json
run --export=json -f -o lent.json left.txt right.txt
check 'a file keeps its permissions, but lends nobody its rights' \
    [ "$(stat -c %a lent.json)" = 751 ]
ln -s left.txt link.txt
run --export=json -f -o link.txt left.txt right.txt
check 'a link to an article is not written over' complains 'is one of the articles'
ln left.txt hard.txt
run --export=json -f -o hard.txt left.txt right.txt
check 'nor is another name of it' complains 'is one of the articles'
check 'the articles stay' untouched
ln -s nowhere dangling
run --export=json -f -o dangling left.txt right.txt
check 'a dangling link is refused' complains 'a link to a file that is not there'
check 'nothing comes into being where it points' [ ! -e nowhere ]
echo old >target.json
ln -s target.json good-link
run --export=json -o good-link left.txt right.txt
check 'a link to a file is not overwritten' complains 'good-link exists'
run --export=json -f -o good-link left.txt right.txt
check 'with -f it stays a link' [ -L good-link ]
check 'and the file it leads to is the report' [ "$(cat target.json)" = "$full_json" ]
run --export=json -f -o open left.txt right.txt
check 'a folder is not written over' complains 'open: it is a directory'
run --export=json -o left.txt/report.json left.txt right.txt
check 'a file is no folder' complains left.txt/report.json
run --export=json -f -o /dev/full left.txt right.txt
check 'a full device is told of' complains /dev/full
run --dump=text -o /dev/full left.txt
check 'so it is by a dump' complains /dev/full
check 'nothing was left behind' nothing_left

# The sandbox. Its refusals have a test of their own; here is what it must not be in the way of.
mkdir elsewhere
run --export=json -o elsewhere/report.json left.txt right.txt
check 'the folder of -o may be written in' [ "$(cat elsewhere/report.json)" = "$full_json" ]
ln -s ../good-link elsewhere/link
run --export=json -f -o elsewhere/link left.txt right.txt
check 'so may be the one that a link leads to' [ "$(cat target.json)" = "$full_json" ]
run --no-sandbox --export=json left.txt right.txt
check 'without the sandbox it says the same' [ "$(cat out)" = "$full_json" ]
run --version
check 'the version says what is given up' holds out 'given up while reading: '

finish
