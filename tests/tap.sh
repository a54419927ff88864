# For the tests in shell: a folder of their own to work in, and tests that print TAP. To be read by
# a script, which ends with `finish`.

abreast=${ABREAST:-./abreast}
case $abreast in
/*) ;;
*) abreast=$PWD/$abreast ;;
esac
LC_ALL=C.UTF-8
export LC_ALL
unset POSIXLY_CORRECT VISUAL EDITOR

folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
trap 'exit 99' HUP INT TERM
XDG_DATA_HOME=$folder/data
export XDG_DATA_HOME
cd "$folder" || exit 99

number=0
failed=0

# check NAME COMMAND...: one test, that the command succeeds.
check()
{
    name=$1
    shift
    number=$((number + 1))
    if "$@"; then
        echo "ok $number - $name"
    else
        echo "not ok $number - $name"
        echo "# status $status"
        sed 's/^/# /' err
        failed=$((failed + 1))
    fi
}

# run ARGUMENT...: the program, its output in the files out and err, its exit status in $status.
run()
{
    "$abreast" "$@" </dev/null >out 2>err
    status=$?
}

ends() { [ "$status" -eq "$1" ]; }
silent() { ends "$1" && [ ! -s out ] && [ ! -s err ]; }
holds() { grep -F -e "$2" "$1" >/dev/null; }
only_file() { [ "$(ls "$1")" = "$2" ]; }

# Status 2, nothing on standard output, one line on standard error that holds the words.
complains()
{
    ends 2 && [ ! -s out ] && [ "$(wc -l <err)" -eq 1 ] && grep '^abreast: .' err >/dev/null &&
        holds err "$1"
}

# Ends the script: the plan, and the status.
finish()
{
    echo "1..$number"
    [ "$failed" -eq 0 ]
    exit
}
