#!/bin/sh
# The contracts of abreast without a screen, checked on the program itself. Prints TAP.
# Usage: ABREAST=./abreast sh tests/batch-test.sh

. "$(dirname -- "$0")/tap.sh"

cat >left.txt <<'TEXT'
Bakery fire in Tolmin street

A fire destroyed the Lindner bakery in Tolmin street on Monday night.

Rescuers carried 14 people out of the burning building, the fire chief said.

The owner of the bakery wants to open again before Christmas.

Nobody could say how the fire began.
TEXT
cat >right.txt <<'TEXT'
Flames destroy old bakery

The Lindner bakery in Tolmin street was destroyed by a fire on Monday night.

Rescuers carried 9 people out of the burning building, the fire chief said.

Trams were stopped until the morning.
TEXT
sed 's/ 9 people/ 14 people/' right.txt >agrees.txt
printf 'Soup\n\nPeel the carrots and boil them in salted water with an onion.\n' >other.txt
: >empty.txt
head -c 512 /dev/zero >binary.txt
mkdir folder

run --export=json left.txt right.txt
check 'a conflict gives status 1' ends 1
check 'json names its format' holds out '"format": "abreast"'
check 'json holds the conflict' holds out '"kind": "conflict"'
check 'json holds the reason' holds out '"reason": "number"'
check 'json holds a match' holds out '"kind": "match"'
check 'json is written by default to standard output alone' [ ! -s err ]
mv out first.json
LC_ALL=C TZ=Asia/Tokyo run --export=json left.txt right.txt
check 'json is the same in another locale' cmp -s out first.json
run --no-config --no-notes --export=json --type=text left.txt right.txt
check 'options of later versions are accepted' cmp -s out first.json
run left.txt right.txt --export json
check 'options may follow the files' cmp -s out first.json
run --export=json -- left.txt right.txt
check 'options end at --' cmp -s out first.json

run --export=json left.txt agrees.txt
check 'no conflict gives status 0' ends 0
run --export=markdown left.txt agrees.txt
check 'markdown says that there is no conflict' holds out '**No conflict found** among'
run --export=markdown left.txt right.txt
check 'markdown gives status 1, too' ends 1
check 'markdown quotes and emphasises' holds out '> Rescuers carried **'
check 'markdown names file and line' holds out 'left.txt:5'
run --export=json --min-confidence=1 left.txt right.txt
check 'links below the threshold are kept back' [ "$(grep -c '"confidence": 0' out)" -eq 0 ]

for format in markdown html json jsonld csv text; do
    run --export=$format left.txt right.txt
    check "$format gives status 1" ends 1
    check "$format quotes the left" holds out 'Rescuers carried'
    check "$format names the right" holds out 'right.txt'
    mv out brief.$format
    run --export=$format --full left.txt right.txt
    check "$format with both texts gives status 1" ends 1
    check "$format has the title only with both texts, unless that is its contract" \
        [ "$(grep -c 'Nobody could say' out)" -ge "$(grep -c 'Nobody could say' brief.$format)" ]
    run --export=$format --only=match left.txt right.txt
    check "$format tells of matches only where that is asked, and conflicts still count" ends 1
done
check 'json is the same with both texts, which it always has' cmp -s brief.json first.json
run --export=text --only=conflict left.txt right.txt
check 'only conflicts are told' [ "$(grep -c '^[0-9]* [=!~] ' out)" -eq 1 ]
mv out conflict.txt
run --export=text --only=match,left --only right,marked left.txt right.txt
check '--only twice asks for both' holds out 'This report tells only of: match, left, right, marked.'
check 'what was not asked for is not told' [ "$(grep -c '^[0-9]* [!~] ' out)" -eq 0 ]
run --export=text --only=conflict,match,left,right,marked left.txt right.txt
check 'all parts are everything' [ "$(grep -c 'tells only' out)" -eq 0 ]
for parts in '' , conflict, ,match conflicts 'conflict match' all; do
    run --export=text --only="$parts" left.txt right.txt
    check "'$parts' are no parts" complains 'there are conflict, match, left, right, marked'
done
run --full --dump=text left.txt
check '--full is for reports' complains '--export=FORMAT'
run -q --only=match left.txt right.txt
check '--only without a report is refused' complains '--export=FORMAT'

run -q left.txt right.txt
check '-q answers 1 and is silent' silent 1
run -q left.txt agrees.txt
check '-q answers 0 and is silent' silent 0
run -q left.txt other.txt
check '-q keeps warnings back' silent 0
run -q --export=json left.txt right.txt
check '-q keeps a report back' silent 1
run -q -o made.md left.txt right.txt
check '-q with -o asks for a format' complains '--export=FORMAT'
run -q left.txt missing.txt
check '-q still tells of trouble' complains missing.txt

run --export=json left.txt other.txt
check 'two events are read with a warning' \
    holds err 'the two texts do not seem to tell of the same event'
check 'the warning is in the json' holds out 'the two texts do not seem to tell of the same event'
run --export=json left.txt left.txt
check 'the same file twice is read with a warning' holds err 'abreast: the two texts are the same'
check 'the same file twice does not conflict with itself' ends 0

"$abreast" --export=json - right.txt <left.txt >out 2>err
status=$?
check 'the left side may be standard input' ends 1
"$abreast" -q left.txt - <right.txt >out 2>err
status=$?
check 'the right side may be standard input' silent 1
sed '' left.txt | "$abreast" -q - right.txt >out 2>err
status=$?
check 'standard input may be a pipe' silent 1
"$abreast" -q /dev/fd/3 /dev/fd/4 3<left.txt 4<right.txt >out 2>err
status=$?
check 'descriptors are read by name' silent 1
mkfifo pipe
cat left.txt >pipe &
run -q pipe right.txt
check 'a named pipe is read as a stream' silent 1
wait

mkdir made
run --export=json -o made/report.json left.txt right.txt
check '-o leaves standard output alone' silent 1
check '-o writes what standard output would get' cmp -s made/report.json first.json
check '-o leaves no other file behind' only_file made report.json
echo keep >made/report.json
run --export=json -o made/report.json left.txt right.txt
check '-o does not overwrite' complains 'made/report.json exists'
check '-o leaves an existing file as it was' [ "$(cat made/report.json)" = keep ]
run --export=json -f -o made/report.json left.txt right.txt
check '-f overwrites' cmp -s made/report.json first.json
run --export=json -o - left.txt right.txt
check '-o - is standard output' cmp -s out first.json
run --export=json -o made/none/report.json left.txt right.txt
check '-o into a missing folder fails' complains made/none/report.json
run --export=json -o made left.txt right.txt
check '-o onto a folder fails' complains 'made: it is a directory'
run --export=json -o made/new.json left.txt missing.txt
check 'trouble writes no report' complains missing.txt
check 'trouble leaves nothing half-written' only_file made report.json
run -q -f --export=json -o made/report.json left.txt right.txt
check '-q with -o writes the file' cmp -s made/report.json first.json

run --export=json -o /dev/full left.txt right.txt
check 'a full device is told of' complains /dev/full
"$abreast" --export=json left.txt right.txt 2>err >/dev/full
status=$?
: >out
check 'a full standard output is told of' complains 'standard output'
"$abreast" --export=json left.txt right.txt 2>err >&-
status=$?
check 'a closed standard output is told of' complains 'standard output'
"$abreast" --help 2>err >/dev/full
status=$?
check 'help into a full standard output fails' complains 'standard output'
{ "$abreast" --export=json left.txt right.txt 2>err; } | :
status=0
check 'a reader that leaves early is no trouble' silent 0

run --export=json left.txt
check 'one file is too few' complains '2 files are needed, not 1'
run --export=json
check 'no file is too few' complains '2 files are needed, not 0'
run -q left.txt right.txt other.txt
check 'three files are too many' complains '3 files are too many'
run -q left.txt missing.txt
check 'a missing file is named' complains 'cannot read missing.txt'
run -q left.txt/inside right.txt
check 'a path through a file is named' complains left.txt/inside
run -q '' right.txt
check 'an empty name is refused' complains 'cannot read'
run -q empty.txt right.txt
check 'an empty file is named' complains empty.txt
run -q left.txt binary.txt
check 'a binary file is named' complains binary.txt
run -q folder right.txt
check 'a folder is named' complains 'folder: it is a directory'
run -q - right.txt
check 'empty standard input is refused' complains 'standard input'
run -q - -
check 'standard input is one side only' complains 'standard input (-)'
run --frobnicate left.txt right.txt
check 'an unknown option is named' complains 'unknown option --frobnicate; see --help'
run --frobnicate=1 left.txt right.txt
check 'an unknown option is named without its argument' complains 'unknown option --frobnicate;'
run -qz left.txt right.txt
check 'an unknown letter is named' complains 'unknown option -z; see --help'
run left.txt right.txt --export
check 'a missing argument is named' complains 'option --export needs FORMAT'
run left.txt right.txt -o
check 'a letter without its argument is named' complains 'option --output needs FILE'
run --quiet=yes left.txt right.txt
check 'an argument too many is named' complains 'option --quiet takes no argument'
run --export=rtf left.txt right.txt
check 'an unknown format lists the formats' complains 'unknown format rtf; there are markdown, html, json, jsonld, csv, text'
run --dump=verbs left.txt
check 'an unknown stage lists the stages' complains 'unknown stage verbs; there are text, sentences'
run --type=pdf -q left.txt right.txt
check 'an unknown type lists the types' complains 'unknown type pdf; there are auto, text'
run --export=json --dump=text left.txt
check 'export and dump do not go together' complains 'choose one'
for number_text in '' . x 2 1.001 -1 0.1234 0,5 1e-1 0x1 '0.5 ' 00.5; do
    run -q --min-confidence="$number_text" left.txt right.txt
    check "'$number_text' is no confidence" complains \
        "$number_text for min-confidence; name one from 0 to 1 with at most three decimals"
done
for number_text in 0 0.5 .5 0. 0.25 0.500; do
    run -q --min-confidence="$number_text" left.txt right.txt
    check "'$number_text' is a confidence" silent 1
done
escape=$(printf '\033')
run -q left.txt "missing${escape}[31m.txt"
check 'a name cannot steer the terminal' complains 'missing'
check 'a name is shown without its controls' [ "$(grep -c "$escape" err)" -eq 0 ]
run left.txt right.txt
check 'the reader asks for a terminal' complains terminal

run --help
check 'help succeeds' ends 0
for option in export only full output force quiet dump type keep-all min-confidence theme no-mouse \
    no-config no-notes no-sandbox help version; do
    check "help names --$option" holds out "--$option"
done
check 'help says that a stage is one of one file' holds out '--dump=STAGE [OPTION...] FILE'
check 'and no more' [ "$(grep -c 'FILE\.\.\.' out)" -eq 0 ]
check 'but for that of two' holds out '--dump=candidates [OPTION...] LEFT RIGHT'
check 'help fits 80 columns' [ "$(awk 'length > 80' out | wc -l)" -eq 0 ]
run -V
check 'version succeeds' ends 0
check 'version names the program' holds out 'abreast '
run
check 'without arguments and terminal it is status 2' ends 2
check 'without arguments it says how to start' holds err 'abreast LEFT RIGHT'

run --dump=text left.txt
check 'the text of an article is its text' cmp -s out left.txt
check 'a dump is status 0' ends 0
run --dump=sentences left.txt
check 'sentences come a line each' [ "$(wc -l <out)" -eq 5 ]
check 'sentences have their members' \
    holds out '{"start": 0, "end": 28, "block": 0, "text": "Bakery fire in Tolmin street"}'
run --dump=statements left.txt
check 'statements have their members' \
    holds out '"text": "Nobody could say how the fire began.", "stance": "said", "certainty": "asserted"}'
run --dump=candidates left.txt right.txt
check 'candidates are a table' \
    [ "$(awk -F '\t' 'NF < 5 { bad = 1 } END { print (NR > 1 && !bad) }' out)" = 1 ]
run --dump=text left.txt right.txt
check 'a stage of one file refuses two' complains '1 file is needed, not 2'
run --dump=candidates left.txt
check 'a stage of two files refuses one' complains '2 files are needed, not 1'

head -c 200000 "$abreast" | tr -d '\000' >noise.txt
run --type=text --export=json noise.txt right.txt
check 'noise gives a report or a message' [ "$status" -le 2 ]
check 'noise does not reach the output' \
    [ "$(LC_ALL=C grep -c "$escape" out err | grep -cv ':0$')" -eq 0 ]
printf 'A\033]0;title\007fire\n\nIt\033[31m was\302\233 red \342\200\256now.\n' >steers.txt
run --type=text --export=markdown steers.txt right.txt
check 'escape sequences are read as text' [ "$status" -le 1 ]
check 'escape sequences do not reach a report' [ "$(LC_ALL=C grep -c "$escape" out)" -eq 0 ]

finish
