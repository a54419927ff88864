#!/bin/sh
# Notes in batch use: what the reader rejected is no conflict, and nothing is written. Prints TAP.
# Usage: ABREAST=./abreast sh tests/notes-test.sh

. "$(dirname -- "$0")/tap.sh"

cat >left.txt <<'TEXT'
Mill burns down

Fire destroyed the paper mill at Lowdale on Monday. Rescuers carried 14 people out of the burning mill, the fire chief said.
TEXT
cat >right.txt <<'TEXT'
Flames take mill

The paper mill at Lowdale was destroyed by fire on Monday. Rescuers carried 17 people out of the burning mill, the fire chief said.
TEXT

# A notebook that rejects the conflict, with the words of both sides.
cat >notes.json <<'TEXT'
{"format":"abreast-notes","version":1,
"left":{"path":"","title":"","digest":""},
"right":{"path":"","title":"","digest":""},
"position":null,
"remarks":[
{"left":{"selector":[{"type":"TextQuoteSelector","exact":"Rescuers carried 14 people out of the burning mill, the fire chief said.","prefix":"","suffix":""}]},"right":{"selector":[{"type":"TextQuoteSelector","exact":"Rescuers carried 17 people out of the burning mill, the fire chief said.","prefix":"","suffix":""}]},"verdict":"rejected","kind":"conflict","severity":"hard","note":"Another fire"}
]}
TEXT
cp notes.json before.json

run -q left.txt right.txt
check "two articles that conflict give status 1" ends 1
run -q --notes=notes.json left.txt right.txt
check "a conflict that was rejected counts no more" ends 0
run -q --notes=notes.json right.txt left.txt
check "whichever article is on the left" ends 0
run -q --no-notes left.txt right.txt
check "without notes it counts" ends 1
run --export=json --notes=notes.json left.txt right.txt
check "a report with notes has the same status" ends 0
check "batch use writes no notes" cmp notes.json before.json
check "and makes no folder for them" test ! -e data

mkdir -p data/abreast && cp notes.json data/abreast/0.json
run -q left.txt right.txt
check "notes are found by their quotations" ends 0
check "batch use leaves the folder alone" only_file data/abreast 0.json

run --export=markdown --notes=notes.json left.txt right.txt
check "what has moved is said" holds err "1 note: 0 in place, 1 moved"
run --export=markdown --notes=left.txt left.txt right.txt
check "a file of another kind is named" holds err "left.txt holds no notes and is left as it is"
check "and does not keep the articles from being read" ends 1
run -q --notes=typo.json left.txt right.txt
check "a notes file that is named must be there" complains "cannot read typo.json: there is no such file"
run --export=json --notes=data left.txt right.txt
check "and be a file" complains "cannot read data: it is a directory"
check "batch use makes none" test ! -e typo.json
run -q --notes=left.txt left.txt right.txt
check "also in a quiet run, where the answer hangs on it" holds err "left.txt holds no notes"
run -q --notes=notes.json left.txt right.txt
check "which does not tell where notes stand now" silent 0

# Notes that say on which articles they are, and the same beside others.
digest=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
sed "s/\"title\":\"\",\"digest\":\"\"/\"title\":\"Of old\",\"digest\":\"$digest\"/" notes.json >named.json
cp named.json before.json
run -q --notes=named.json left.txt right.txt
check "articles are known again by their sentences" ends 0
printf 'A vote\n\nThe town votes on Sunday, and nobody knows who will win this time.\n' >vote.txt
run --export=json --notes=named.json left.txt vote.txt
check "notes on other articles are an error" complains 'named.json holds the notes on other articles, "Of old" and "Of old"; name another file by --notes'
run -q --notes=named.json vote.txt right.txt
check "in a quiet run, too" complains "name another file by --notes"
run --notes=named.json left.txt vote.txt
check "and before the reader opens" complains "name another file by --notes"
check "which leaves the file as it is" cmp named.json before.json
run --dump=text --notes=named.json vote.txt
check "a dump asks for no notes" ends 0

printf 'garbage\n' >data/abreast/1.json
ln -s 1.json data/abreast/2.json
mkdir data/abreast/3.json
run -q left.txt right.txt
check "what else is in the folder harms nothing" ends 0
run --notes=a --no-notes left.txt right.txt
check "--notes and --no-notes do not go together" complains "do not go together"
run --notes= left.txt right.txt
check "--notes needs a name" complains "needs the name of a file"
finish
