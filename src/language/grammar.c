#include "language/grammar.h"

#include <string.h>

enum { WORD_SIZE = 16 }; /* bytes; none of the words is longer */

/* Each list is in byte order. */
static const char *const openers[] = {
    "a", "after", "all", "also", "although", "an", "and", "another", "any", "as", "at",
    "because", "before", "both", "but", "by", "did", "do", "does", "during", "each", "even",
    "every", "few", "for", "from", "had", "has", "have", "he", "her", "here", "his", "how",
    "however", "i", "if", "in", "instead", "is", "it", "its", "last", "later", "let", "look",
    "many", "maybe", "meanwhile", "more", "most", "my", "neither", "nevertheless", "no", "none",
    "nor", "not", "now", "of", "oh", "ok", "okay", "on", "once", "one", "only", "or", "other",
    "others", "our", "over", "perhaps", "please", "several", "she", "since", "so", "some",
    "still", "such", "that", "the", "their", "then", "there", "therefore", "these", "they",
    "this", "those", "though", "through", "thus", "to", "today", "under", "unlike", "until",
    "was", "we", "well", "were", "what", "when", "where", "whether", "which", "while", "who",
    "why", "with", "without", "yeah", "yes", "yet", "you", "your",
};

static const char *const prepositions[] = {
    "about", "after", "amid", "around", "at", "before", "between", "by", "despite", "during",
    "from", "in", "near", "on", "since", "until",
};

static const char *const sayings[] = {
    "accused", "acknowledged", "added", "adds", "admits", "admitted", "agreed", "agrees", "alleged",
    "announced", "answered", "argued", "argues", "asked", "asks", "believed", "believes", "called",
    "claimed", "claims", "conceded", "concluded", "concludes", "confirmed", "contended",
    "continued", "continues", "cried", "declared", "demanded", "denied", "denies", "dismissed",
    "disputed", "explained", "explains", "inquired", "insisted", "insists", "joked", "maintained",
    "muttered", "noted", "notes", "pledged", "predicted", "promised", "protested", "quipped",
    "recalled", "rejected", "remarked", "replied", "replies", "reported", "responded", "said",
    "says", "screamed", "shouted", "stated", "suggested", "suggests", "tells", "testified",
    "thinks", "thought", "told", "tweeted", "urged", "vowed", "warned", "warns", "whispered",
    "wondered", "writes", "wrote", "yelled",
};

static const char *const finites[] = {
    "accused", "acknowledged", "added", "adds", "agree", "agreed", "agrees", "am", "announced",
    "announces", "appeared", "appears", "are", "aren't", "argued", "argues", "arose", "arrived",
    "ask", "asked", "asks", "ate", "awoke", "beat", "became", "becomes", "began", "begins",
    "believe", "believed", "believes", "bit", "blamed", "blew", "bore", "bought", "broke",
    "brought", "built", "called", "came", "can", "can't", "cannot", "caught", "caused", "causes",
    "chose", "claimed", "claims", "comes", "condemned", "confirmed", "continued", "continues",
    "could", "couldn't", "crept", "cut", "dealt", "declared", "declined", "denied", "denies",
    "described", "did", "didn't", "died", "do", "does", "doesn't", "don't", "drank", "drew",
    "drove", "dug", "ended", "ends", "expect", "expected", "expects", "faces", "fail", "failed",
    "fails", "fell", "felt", "fled", "flew", "followed", "follows", "forbade", "forgave", "forgot",
    "found", "froze", "gave", "gets", "gives", "goes", "got", "grew", "had", "hadn't", "happened",
    "happens", "has", "hasn't", "have", "haven't", "heard", "held", "helped", "hid", "hopes",
    "hung", "insisted", "insists", "is", "isn't", "joined", "kept", "killed", "knelt", "knew",
    "know", "knows", "laid", "launched", "leapt", "learned", "led", "left", "lent", "lost", "made",
    "makes", "may", "meant", "met", "might", "mistook", "must", "need", "needs", "notes", "offered",
    "opened", "opposed", "overcame", "overthrew", "overtook", "paid", "plans", "praised",
    "promised", "ran", "rang", "reached", "received", "refused", "rejected", "rejects", "released",
    "remain", "remained", "remains", "replied", "reported", "reports", "resigned", "responded",
    "returned", "rode", "rose", "said", "sang", "sank", "sat", "saw", "say", "says", "seemed",
    "seems", "sent", "shall", "shone", "shook", "shot", "should", "shouldn't", "showed", "shows",
    "shrank", "signed", "slept", "slid", "sold", "sought", "sped", "spent", "spoke", "sprang",
    "spun", "stands", "started", "stated", "stayed", "stole", "stood", "stopped", "strove",
    "struck", "stuck", "stung", "suggests", "supports", "swam", "swept", "swore", "swung", "takes",
    "taught", "tells", "think", "thinks", "thought", "threatened", "threw", "told", "took", "tore",
    "tried", "turned", "undertook", "undid", "upheld", "urged", "urges", "voted", "wait", "waited",
    "want", "wanted", "wants", "warned", "warns", "was", "wasn't", "welcomed", "went", "wept",
    "were", "weren't", "will", "withdrew", "withstood", "woke", "won", "won't", "wore", "worked",
    "works", "would", "wouldn't", "wounded", "wrote", "wrung",
};

/* Forms of the past that are as often participles. */
static const char *const participles[] = {
    "accused", "blamed", "bought", "brought", "built", "called", "caught", "caused", "cut", "dealt",
    "described", "dug", "expected", "felt", "followed", "found", "heard", "held", "helped", "hid",
    "hung", "joined", "kept", "killed", "laid", "launched", "led", "left", "lent", "lost", "made",
    "meant", "met", "offered", "opened", "paid", "received", "released", "reported", "sent", "shot",
    "signed", "sold", "struck", "stuck", "stung", "swept", "swung", "taught", "told", "upheld",
    "wounded", "wrung",
};

static const char *const subjects[] = {"he", "i", "it", "she", "they", "we", "you"};

static const char *const adverbs[] = {
    "again", "also", "even", "first", "further", "instead", "just", "later", "never", "now",
    "often", "perhaps", "quickly", "since", "soon", "still", "then", "thus", "today", "too",
};

static const char *const joiners[] = {"and", "but", "so", "whereas", "while", "yet"};

/* Words with which a clause begins that cannot stand alone. */
static const char *const ties[] = {
    "after", "although", "as", "because", "before", "even", "how", "if", "lest", "not", "once",
    "only", "since", "so", "something", "than", "then", "though", "to", "unless", "until", "what",
    "when", "whenever", "where", "whereas", "whether", "which", "while", "who", "why",
};

static const char *const leaders[] = {
    "a", "about", "after", "all", "an", "and", "as", "at", "be", "been", "before", "being",
    "between", "both", "but", "by", "during", "each", "every", "five", "for", "four", "from",
    "having", "her", "his", "in", "into", "its", "least", "more", "most", "my", "newly", "nine",
    "no", "of", "on", "one", "or", "our", "over", "recently", "seven", "six", "some", "than",
    "that", "the", "their", "these", "this", "those", "three", "through", "to", "two", "under",
    "very", "with", "without", "your",
};

static const char *const selves[] = {"i", "i'd", "i'll", "i'm", "i've"};

static const char *const relatives[] = {
    "including", "that", "which", "who", "whom", "whose",
};

/* Looks for the word, its letters made small and its apostrophe plain. */
static bool is_listed(const char *text, struct span word, const char *const *list, size_t count)
{
    char small[WORD_SIZE];
    size_t size = 0;
    for (size_t at = word.start; at < word.end; at++) {
        char c = text[at];
        if (size + 1 == sizeof small)
            return false;
        if (word.end - at >= 3 && memcmp(text + at, "\xE2\x80\x99", 3) == 0) {
            c = '\'';
            at += 2;
        }
        small[size++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    small[size] = '\0';
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(list[middle], small);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

#define IS_LISTED(text, word, list) is_listed(text, word, list, sizeof(list) / sizeof *(list))

/* The word without what is contracted with it: "that" of "that's". */
static struct span contracted(const char *text, struct span word)
{
    for (size_t at = word.start + 1; at < word.end; at++)
        if (text[at] == '\'' || strncmp(text + at, "\xE2\x80\x99", 3) == 0)
            return (struct span){word.start, at};
    return word;
}

bool words_open_sentence(const char *text, struct span word)
{
    return IS_LISTED(text, word, openers) || IS_LISTED(text, contracted(text, word), openers);
}

bool words_are_self(const char *text, struct span word)
{
    return IS_LISTED(text, word, selves);
}

bool words_are_preposition(const char *text, struct span word)
{
    return IS_LISTED(text, word, prepositions);
}

bool words_say(const char *text, struct span word)
{
    return IS_LISTED(text, word, sayings);
}

bool words_are_finite(const char *text, struct span word)
{
    return IS_LISTED(text, word, finites);
}

bool words_are_relative(const char *text, struct span word)
{
    return IS_LISTED(text, word, relatives);
}

bool words_are_participle(const char *text, struct span word)
{
    return IS_LISTED(text, word, participles);
}

bool words_are_subject(const char *text, struct span word)
{
    return IS_LISTED(text, word, subjects);
}

bool words_are_adverb(const char *text, struct span word)
{
    return IS_LISTED(text, word, adverbs) ||
           (span_size(word) > 4 && memcmp(text + word.end - 2, "ly", 2) == 0);
}

bool words_join_clauses(const char *text, struct span word)
{
    return IS_LISTED(text, word, joiners);
}

bool words_tie_clause(const char *text, struct span word)
{
    return IS_LISTED(text, word, ties);
}

bool words_lead_noun(const char *text, struct span word)
{
    return IS_LISTED(text, word, leaders);
}
