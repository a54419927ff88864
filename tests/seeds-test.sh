#!/bin/sh
# The sample articles, as the README has them read: by the program itself, from files, a pipe and
# another folder.

seeds=${SEEDS:-${srcdir:-.}/seeds}
case $seeds in
/*) ;;
*) seeds=$PWD/$seeds ;;
esac

. "$(dirname -- "$0")/tap.sh"

# status_is STATUS ARGUMENT...: abreast's.
status_is()
{
    wanted=$1
    shift
    "$abreast" "$@" >out 2>err </dev/null
    status=$?
    [ "$status" -eq "$wanted" ]
}

# The count of lines of the cleaned article that hold WORDS is COUNT.
article_holds()
{
    status_is 0 --dump=text "$seeds/$1" || return 1
    [ "$(grep -c -F -e "$2" out)" -eq "$3" ]
}

# Whether the report of the flood is the same from a pipe, in another folder and locale.
same_report()
{
    "$abreast" --export=json -f -o "$folder/one" "$seeds/flood-harbour-times.txt" \
        "$seeds/flood-valley-post.txt"
    [ $? -eq 1 ] || return 1
    cp "$seeds/flood-harbour-times.txt" "$seeds/flood-valley-post.txt" "$folder" || return 1
    (cd "$folder" && "$abreast" --export=json - flood-valley-post.txt \
        <flood-harbour-times.txt >two 2>/dev/null)
    [ $? -eq 1 ] || return 1
    (cd "$folder" && LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo "$abreast" --export=json - \
        flood-valley-post.txt <flood-harbour-times.txt >three 2>/dev/null)
    cmp -s "$folder/two" "$folder/three" || return 1
    # Only the paths may tell the first from the second.
    links()
    {
        tr -d ' \n' <"$1" | sed 's/.*"links"://'
    }
    [ -n "$(links "$folder/one")" ] && [ "$(links "$folder/one")" = "$(links "$folder/two")" ]
}

check 'the flood pair holds a conflict' \
    status_is 1 -q "$seeds/flood-harbour-times.txt" "$seeds/flood-valley-post.txt"
check 'and does so from right to left' \
    status_is 1 -q "$seeds/flood-valley-post.txt" "$seeds/flood-harbour-times.txt"
check 'an article does not conflict with itself' \
    status_is 0 -q "$seeds/flood-valley-post.txt" "$seeds/flood-valley-post.txt"
check 'the report is the same everywhere' same_report
check 'a title that is repeated is read once' article_holds defense-news.txt 'A Useful Day in Alaska' 1
check 'the comment form is left out' article_holds defense-news.txt 'Leave a Comment' 0
check 'so is what follows it' article_holds defense-news.txt 'No comments yet' 0
check 'labels without a date are left out' article_holds market-brief.txt 'Updated on' 0
check 'bullets lose their sign' article_holds market-brief.txt '- The two leaders met' 0
check 'wrapped lines become a paragraph' \
    article_holds flood-valley-post.txt 'when Aldermouth went under water before dawn on Sunday' 1

finish
