#!/bin/sh
# Whether bench/instructions.sh tells a stage that needs more from one that does not, with a counter
# that says what it is told to. Prints TAP.
# shellcheck disable=SC2034 # tap.sh looks at the status

tests=$(cd "$(dirname -- "$0")" && pwd) || exit 99
. "$tests/tap.sh"

mkdir -p bin tree/bench work
ln -s "$tests/../bench/text.awk" tree/bench/text.awk
ln -s "$tests/../seeds" tree/seeds
cat >bin/valgrind <<'SCRIPT'
#!/bin/sh
[ "$1" != --version ] || exec echo 'valgrind-1'
echo "==1== Collected : $(/bin/cat "${0%/*}/instructions")" >&2
SCRIPT
printf '#!/bin/sh\necho "compiler $COMPILER_VERSION"\n' >bin/compiler
chmod 755 bin/valgrind bin/compiler
PATH=$PWD/bin:$PATH
export PATH

# count NUMBER: the script, in a folder of its own, where every stage takes that many.
count()
{
    echo "$1" >bin/instructions
    (cd work && COMPILER_VERSION=${2-1} RECORD=${3-} \
        sh "$tests/../bench/instructions.sh" /bin/true ../tree 'compiler -O2') >out 2>err
    status=$?
}

rows() { [ "$(grep -c '%' out)" -eq 10 ] && [ "$(grep -c -e "$1\$" out)" -eq "$2" ]; }
tidy() { [ ! -s err ] && [ -z "$(ls work)" ]; }

count 1000 1 yes
check 'what is counted is recorded' ends 0
check 'each stage with its count' [ "$(grep -c '	1000$' tree/bench/instructions)" -eq 10 ]
count 1000
check 'the same is no change' ends 0
check 'each stage has a row' rows '+0.0%' 10
check 'and nothing else is written' tidy
count 1050
check 'a little more passes' ends 0
check 'and is told' rows '+5.0%' 10
count 1051
check 'more than that fails' ends 1
check 'by each stage' rows '  MORE' 10
check 'in rows, not in files' tidy
count 949
check 'much less passes' ends 0
check 'and asks to be recorded' rows '  less: record it, RECORD=1' 10
count ''
check 'what is not counted fails' ends 1
count 2000 2
check 'with another compiler nothing is compared' ends 77
check 'which is told' holds out 'not compared: counted with compiler 1, -O2,'
sed '/^compare/d' tree/bench/instructions >kept && mv kept tree/bench/instructions
count 1000
check 'a new stage passes' ends 0
check 'and asks to be recorded, too' rows '  new: record it, RECORD=1' 1
finish
