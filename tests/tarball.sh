#!/bin/sh
# Whether a release is what it should be: two clones of the commit make the same tarball to the byte,
# and that builds without git, autotools, WordNet's files and network, and makes itself again. Takes
# two minutes and needs a clone whose changes are committed, so it is no part of `make check`;
# .ci/run calls it.
#
#     tests/tarball.sh [FOLDER]     status 1 where it is not so; keeps the tarball in FOLDER

set -u
source=$(cd "$(dirname "$0")/.." && pwd) || exit 2
keep=${1:+$(cd "$1" && pwd)} || exit 2
scratch=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
unset SOURCE_DATE_EPOCH

# stop WORDS...
stop()
{
    printf 'tarball: %s\n' "$*" >&2
    [ ! -s "$scratch/log" ] || tail -n 20 "$scratch/log" >&2
    exit 1
}

# tarball_of CLONE: the name of the tarball it makes.
tarball_of()
{
    git clone -q "$source" "$scratch/$1" && cd "$scratch/$1" &&
        autoreconf -i >"$scratch/log" 2>&1 && mkdir build && cd build &&
        ../configure -q >"$scratch/log" 2>&1 && make dist >"$scratch/log" 2>&1 &&
        ls "$PWD"/abreast-*.tar.gz
}

first=$(TZ=UTC LC_ALL=C tarball_of one) || stop 'the first clone made none'
second=$(umask 077 && TZ=Asia/Tokyo LC_ALL=C.UTF-8 tarball_of another-clone) ||
    stop 'the second clone made none'
cmp "$first" "$second" || stop 'two clones of one commit make different tarballs'
echo "tarball: two clones make the same, $(wc -c <"$first") bytes, $(sha256sum <"$first")"

# What a build must not need fails when it is called.
mkdir "$scratch/path" && cd "$scratch" || exit 2
for tool in git autoconf automake aclocal autoheader autoreconf autom4te m4 curl wget; do
    printf '#!/bin/sh\necho "%s was called" >>"%s/called"\nexit 1\n' "$tool" "$scratch" \
        >"path/$tool"
    chmod 755 "path/$tool"
done
offline=
! unshare -rn true 2>/dev/null || offline='unshare -rn'
tar xzf "$first" || stop 'it cannot be unpacked'
cd abreast-*/ || exit 2
PATH=$scratch/path:$PATH
export PATH
{ # shellcheck disable=SC2086 # no word or two
    $offline ./configure -q --with-wordnet=/nonexistent && $offline make -j2
} >"$scratch/log" 2>&1 || stop 'it does not build'
[ ! -e "$scratch/called" ] || stop "the build called for more: $(sort -u "$scratch/called")"
./abreast -q seeds/flood-harbour-times.txt seeds/flood-valley-post.txt
[ $? -eq 1 ] || stop 'what it builds does not find the conflicts of the sample pair'
echo "tarball: it builds without git, autotools and WordNet${offline:+, offline}"

make dist >"$scratch/log" 2>&1 || stop 'it cannot make itself again'
cmp "$first" abreast-*.tar.gz || stop 'the tarball it makes is another'
echo 'tarball: it makes itself again'
[ -z "$keep" ] || cp "$first" "$keep"
