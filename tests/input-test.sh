#!/bin/sh
# How abreast reads files of other kinds: filters of the configuration, standard input, sets of
# characters and saved pages, checked on the program itself. Prints TAP.
# Usage: ABREAST=./abreast sh tests/input-test.sh

. "$(dirname -- "$0")/tap.sh"

XDG_CONFIG_HOME=$folder/home
TMPDIR=$folder/temporary
export XDG_CONFIG_HOME TMPDIR
mkdir -p home/abreast temporary

# run FILE [OPTION...]: the article's text in the file out, its exit status in $status.
run()
{
    "$abreast" --dump=text "$@" </dev/null >out 2>err
    status=$?
}

config() { printf '%s\n' "$@" >home/abreast/config; }
says() { grep -F -e "$1" err >/dev/null; }
shows() { ends 0 && grep -F -e "$1" out >/dev/null; }
fails() { ends 2 && [ ! -s out ] && says "$1"; }
clean() { [ -z "$(ls temporary)" ]; }

printf 'A boat came home.\n' >'two words.boat'
cp -- 'two words.boat' -boat.boat
printf '%%PDF-1.4\nbinary\n' >paper
cat >upper <<'SH'
#!/bin/sh
[ "$1" = 'a b' ] || exit 3
echo "Filtered: $(cat "$2")"
SH
cat >fails <<'SH'
#!/bin/sh
exit 7
SH
cat >floods <<'SH'
#!/bin/sh
exec yes 'Boats came home, all of them, and nobody knows why.'
SH
cat >input <<'SH'
#!/bin/sh
echo "Input: $(wc -c)"
SH
chmod +x upper fails floods input
PATH=$folder:$PATH
export PATH

config '# how to read boats' '' "filter boat = upper 'a b' %s" 'filter .PDF = upper "a b" %s'
run 'two words.boat'
check 'a filter makes text of its kind' shows 'Filtered: A boat came home.'
check 'the temporary file is removed' clean
run -- -boat.boat
check 'a name that begins with a hyphen is no option' shows 'Filtered: A boat came home.'
run paper
check 'the first bytes choose a filter, too' shows 'Filtered: %PDF-1.4'
run --no-config 'two words.boat'
check 'no filter without the configuration' shows 'A boat came home.'
check 'it is the file then' [ "$(grep -c Filtered out)" -eq 0 ]
"$abreast" --dump=text - <paper >out 2>err
status=$?
check 'standard input goes through a filter' shows 'Filtered: %PDF-1.4'
check 'its temporary file is removed, too' clean

run --no-config paper
check 'a PDF without a filter is explained' fails 'cannot read paper: it is a PDF file'

config 'filter boat = fails %s'
run 'two words.boat'
check 'a failing filter is said' fails 'its filter failed: fails ended with status 7'
config 'filter boat = no-such-program %s'
run 'two words.boat'
check 'a missing filter is said' fails 'cannot run no-such-program'
config 'filter boat = input %s'
run 'two words.boat'
check 'a filter has no input' shows 'Input: 0'
config 'filter boat = floods %s'
run 'two words.boat'
check 'a filter without end is ended' fails 'floods prints more than 128 MiB'
check 'nothing is left of it' clean
config "filter boat = echo ; touch made \$(touch made) \`touch made\` %s"
run 'two words.boat'
check 'no shell reads the command' [ ! -e made ]

config 'filter' 'colour = red' 'filter boat = upper' "filter x = 'open %s" 'filter y =' 'filter boat = cat %s'
run 'two words.boat'
check 'the good lines of a bad configuration hold' shows 'A boat came home.'
check 'each bad line is named' [ "$(grep -c 'abreast/config:[1-5]: ' err)" -eq 5 ]
check 'with the remedy' says 'config:4: a quote is not closed; close it'
config ''
run 'two words.boat'
check 'an empty configuration is one' [ "$status" -eq 0 -a ! -s err ]
rm home/abreast/config
mkdir home/abreast/config
run 'two words.boat'
check 'a folder in its place is said, and the file read' says 'config: it is a directory'
check 'the article is there' shows 'A boat came home.'
rmdir home/abreast/config
mkfifo home/abreast/config
timeout 20 "$abreast" --dump=text 'two words.boat' </dev/null >out 2>err
status=$?
check 'a pipe in its place is not waited for' says 'config: it is a pipe or a device; put a file there'
check 'the article is there again' shows 'A boat came home.'
rm home/abreast/config
ln -s /dev/null home/abreast/config
run 'two words.boat'
check '/dev/null is an empty configuration' [ "$status" -eq 0 -a ! -s err ]
ln -sf /dev/zero home/abreast/config
run 'two words.boat'
check 'no device is read for it' says 'config: it is a pipe or a device'
rm home/abreast/config
ln -s nowhere home/abreast/config
run 'two words.boat'
check 'a link to nothing is said' says 'config: No such file'
rm home/abreast/config
config 'keep-all yes' 'min-confidence 2' 'theme dark' 'key x quit'
printf 'One.\n\n\302\240- Two of them.\n' >items.txt
run items.txt
check 'options of the configuration hold, wrong ones are said' says 'config:2: bad number 2'
run --quiet items.txt
check 'and in a quiet run' says 'config:2: bad number 2'
config 'theme neon'
run --theme=dark --no-config 'two words.boat'
check 'without the configuration nothing is said of it' [ "$status" -eq 0 -a ! -s err ]
rm home/abreast/config

# The working folder may be of whoever wrote the article: it is nobody's home.
mkdir -p .config/abreast
printf 'filter boat = input %%s\n' >.config/abreast/config
kept=$XDG_CONFIG_HOME
unset XDG_CONFIG_HOME
(HOME=$folder && export HOME && run 'two words.boat' && shows 'Input: ')
check 'a filter of a home is run' [ $? -eq 0 ]
for home in . '' .config/..; do
    (HOME=$home && export HOME && run 'two words.boat' && shows 'A boat came home.')
    check "and none where HOME is '$home'" [ $? -eq 0 ]
done
XDG_CONFIG_HOME=.config
export XDG_CONFIG_HOME
(HOME=/nonexistent && export HOME && run 'two words.boat' && shows 'A boat came home.')
check 'nor where XDG_CONFIG_HOME does not begin at the root' [ $? -eq 0 ]
XDG_CONFIG_HOME=$kept
rm -r .config

printf '\377\376B\0o\0a\0t\0s\0 \0c\0a\0m\0e\0.\0' >wide.txt
run wide.txt
check 'UTF-16 is read' shows 'Boats came.'
check 'and said' says 'wide.txt: converted from UTF-16LE'
printf '<!doctype html><nav><a href=x>Home</a></nav>' >menu.html
run menu.html
check 'a page without an article says so' fails 'no article was found on this page'
run --keep-all menu.html
check 'and shows all of it on request' shows 'Home'

finish
