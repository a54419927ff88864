#!/bin/sh
# Shows the HTML reports of a folder to a real browser, Chromium (Debian: chromium). Prints TAP and
# leaves pictures and a PDF beside each report, for somebody to look at.
# Usage: sh tests/browser.sh FOLDER

set -u
folder=$(CDPATH='' cd -- "$1" && pwd) || exit 2
readers=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/readers.py
profile=$(mktemp -d) || exit 2
trap 'rm -rf "$profile"' EXIT
number=0
failed=0

check()
{
    what=$1
    shift
    number=$((number + 1))
    if "$@"; then
        echo "ok $number - $what"
    else
        echo "not ok $number - $what"
        failed=$((failed + 1))
    fi
}

# browse OPTION... URL: what the page says on the console goes to the file `said`.
browse()
{
    timeout 120 chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --no-first-run \
        --user-data-dir="$profile" --enable-logging=stderr "$@" 2>"$profile/said"
}

complaints() { grep -c -e CONSOLE -e 'Refused to' -e ERR_ "$profile/said"; }
quiet() { [ "$(complaints)" -eq 0 ]; }
picture() { [ "$(head -c 4 "$1" | tail -c 3)" = PNG ]; }

for report in "$folder"/*.html; do
    name=${report##*/}
    name=${name%.html}
    page=file://$report
    mkdir -p "$profile/dom"
    rm -f "$profile/dom/"*
    browse --dump-dom "$page" >"$profile/dom/$name.html"
    check "$name opens" [ -s "$profile/dom/$name.html" ]
    check "$name is not complained of" quiet
    # The page as the browser has it, not as it was written.
    /usr/bin/python3 "$readers" --html "$profile/dom" >"$profile/checked"
    check "$name: every link's target exists in the browser's page" [ $? -eq 0 ]
    for look in wide:1400,1000: narrow:420,900: dark:1400,1000:--force-dark-mode; do
        IFS=: read -r kind size option <<END
$look
END
        browse ${option:+"$option"} --window-size="$size" \
            --screenshot="$folder/$name-$kind.png" "$page" >/dev/null
        check "$name has a picture, $kind" picture "$folder/$name-$kind.png"
    done
    browse --no-pdf-header-footer --print-to-pdf="$folder/$name.pdf" "$page" >/dev/null
    check "$name prints" [ "$(head -c 4 "$folder/$name.pdf")" = %PDF ]
done
echo "1..$number"
[ "$failed" -eq 0 ]
