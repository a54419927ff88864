# Writes an article of WORDS words from the sentences of the files it reads, always the same for the
# same SEED. Names and numbers change from use to use, so that a long text says many things.
#
#     awk -v words=1000 -v seed=1 -f bench/text.awk FILE...

function chance(below)
{
    state = (state * 1103 + 12345) % 1048576
    return int(state / 1048576 * below)
}

function name(number)
{
    return substr("BaCeDoFiGuHaKeLoMiNuPaReSoTiVu", 2 * (number % 15) + 1, 2) \
        substr("ranmelkovtirsunbal", 3 * (int(number / 15) % 6) + 1, 3) \
        substr("dasteningomurky", 3 * (int(number / 90) % 5) + 1, 3)
}

function sentence(text,    count, part, i)
{
    count = split(text, part, " ")
    for (i = 2; i <= count; i++) {
        if (part[i] ~ /^[A-Z][a-z]+$/)
            part[i] = name(chance(450))
        else if (part[i] ~ /^[0-9]+$/)
            part[i] = 2 + chance(900)
        else if (length(part[i]) > 4 && chance(4) == 0)
            part[i] = part_of[chance(parts)]
        text = i == 2 ? part[1] " " part[2] : text " " part[i]
    }
    written += count
    return text
}

length($0) > 60 {
    line = $0
    while (match(line, /[a-z)][.?!] +[A-Z]/)) {
        pool[sentences++] = substr(line, 1, RSTART + 1)
        line = substr(line, RSTART + RLENGTH - 1)
    }
    pool[sentences++] = line
    count = split($0, found, /[^a-z]+/)
    for (i = 1; i <= count; i++)
        if (length(found[i]) > 4)
            part_of[parts++] = found[i]
}

# Every third paragraph is told by both articles, whatever their seed.
END {
    for (paragraph = 0; written < words; paragraph++) {
        state = (paragraph % 3 ? paragraph * 40 + seed : paragraph * 40) % 1048576
        chance(2)
        text = ""
        for (i = 0; i < 3; i++)
            text = text (i ? " " : "") sentence(pool[chance(sentences)])
        print text "\n"
    }
}
