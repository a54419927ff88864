#include "article/charset.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uchardet/uchardet.h>
#include <uniconv.h>
#include <unistr.h>

enum {
    SAID_WINDOW = 4096,             /* bytes in which a page says its character set */
    GUESS_WINDOW = 4 * 1024 * 1024, /* bytes that are looked at for a guess */
    WIDE_SPACES = 64,               /* UTF-16 text has a space or a line end among so many signs */
};

static const char utf8[] = "UTF-8";

/* What pages and detectors call a character set, and how it is read: as browsers do, by the larger
 * set of which it is a part. */
static const struct {
    const char *label, *name;
} labels[] = {
    {"ascii", "windows-1252"},
    {"big5", "BIG5-HKSCS"},
    {"big5-hkscs", "BIG5-HKSCS"},
    {"cp1250", "windows-1250"},
    {"cp1251", "windows-1251"},
    {"cp1252", "windows-1252"},
    {"cp866", "IBM866"},
    {"cp932", "SHIFT_JIS"},
    {"cp949", "EUC-KR"},
    {"euc-jp", "EUC-JP"},
    {"euc-kr", "EUC-KR"},
    {"euc-tw", "EUC-TW"},
    {"gb18030", "GB18030"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"hz-gb-2312", "HZ-GB-2312"},
    {"ibm866", "IBM866"},
    {"iso-2022-jp", "ISO-2022-JP"},
    {"iso-2022-kr", "ISO-2022-KR"},
    {"iso-8859-1", "windows-1252"},
    {"iso-8859-10", "ISO-8859-10"},
    {"iso-8859-11", "windows-874"},
    {"iso-8859-13", "ISO-8859-13"},
    {"iso-8859-14", "ISO-8859-14"},
    {"iso-8859-15", "ISO-8859-15"},
    {"iso-8859-16", "ISO-8859-16"},
    {"iso-8859-2", "ISO-8859-2"},
    {"iso-8859-3", "ISO-8859-3"},
    {"iso-8859-4", "ISO-8859-4"},
    {"iso-8859-5", "ISO-8859-5"},
    {"iso-8859-6", "ISO-8859-6"},
    {"iso-8859-7", "ISO-8859-7"},
    {"iso-8859-8", "ISO-8859-8"},
    {"iso-8859-9", "windows-1254"},
    {"iso8859-1", "windows-1252"},
    {"iso8859-15", "ISO-8859-15"},
    {"koi8-r", "KOI8-R"},
    {"koi8-u", "KOI8-U"},
    {"ks_c_5601-1987", "EUC-KR"},
    {"latin-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin2", "ISO-8859-2"},
    {"latin9", "ISO-8859-15"},
    {"mac-cyrillic", "MAC-CYRILLIC"},
    {"macintosh", "MACINTOSH"},
    {"shift-jis", "SHIFT_JIS"},
    {"shift_jis", "SHIFT_JIS"},
    {"sjis", "SHIFT_JIS"},
    {"tis-620", "windows-874"},
    {"uhc", "EUC-KR"},
    {"us-ascii", "windows-1252"},
    {"utf-8", utf8},
    {"utf8", utf8},
    {"viscii", "VISCII"},
    {"windows-1250", "windows-1250"},
    {"windows-1251", "windows-1251"},
    {"windows-1252", "windows-1252"},
    {"windows-1253", "windows-1253"},
    {"windows-1254", "windows-1254"},
    {"windows-1255", "windows-1255"},
    {"windows-1256", "windows-1256"},
    {"windows-1257", "windows-1257"},
    {"windows-1258", "windows-1258"},
    {"windows-31j", "SHIFT_JIS"},
    {"windows-874", "windows-874"},
    {"x-euc-jp", "EUC-JP"},
    {"x-gbk", "GB18030"},
    {"x-sjis", "SHIFT_JIS"},
};
enum { LABEL_COUNT = sizeof labels / sizeof *labels };

/* By what the C library reads a set whose plain name stands for less. */
static const struct {
    const char *name, *wider;
} wider_sets[] = {{"SHIFT_JIS", "CP932"}, {"EUC-KR", "CP949"}, {"windows-874", "CP874"}};
enum { WIDER_COUNT = sizeof wider_sets / sizeof *wider_sets };

static const struct {
    const char *bytes;
    size_t size;
    const char *name;
} marks[] = {
    {"\xEF\xBB\xBF", 3, utf8},   {"\xFF\xFE\0\0", 4, "UTF-32LE"}, {"\0\0\xFE\xFF", 4, "UTF-32BE"},
    {"\xFF\xFE", 2, "UTF-16LE"}, {"\xFE\xFF", 2, "UTF-16BE"},
};
enum { MARK_COUNT = sizeof marks / sizeof *marks };

/* The set that a label names; NULL for an unknown one. */
static const char *find_label(const char *label, size_t size)
{
    for (size_t i = 0; i < LABEL_COUNT; i++)
        if (strlen(labels[i].label) == size && strncasecmp(labels[i].label, label, size) == 0)
            return labels[i].name;
    return NULL;
}

/* UTF-16 without a mark: its spaces and line ends give it away, whatever the script. */
static const char *find_wide(const char *bytes, size_t size)
{
    size_t little = 0, big = 0;
    for (size_t i = 0; i + 1 < size; i += 2) {
        little += bytes[i + 1] == 0 && (bytes[i] == ' ' || bytes[i] == '\n');
        big += bytes[i] == 0 && (bytes[i + 1] == ' ' || bytes[i + 1] == '\n');
    }
    size_t needed = size / 2 / WIDE_SPACES + 1;
    if (little >= needed && little / 4 >= big)
        return "UTF-16LE";
    return big >= needed && big / 4 >= little ? "UTF-16BE" : NULL;
}

/* What stands behind `key` and "=" in an element that begins with `head`; NULL without it. */
static const char *find_said(const char *bytes, size_t size, const char *head, const char *key)
{
    size_t key_size = strlen(key);
    const char *end = bytes + size;
    for (const char *at = bytes; (at = memchr(at, '<', (size_t)(end - at))); at++) {
        if ((size_t)(end - at) < strlen(head) || strncasecmp(at, head, strlen(head)) != 0)
            continue;
        const char *close = memchr(at, '>', (size_t)(end - at));
        for (const char *in = at; close && in + key_size < close; in++) {
            if (strncasecmp(in, key, key_size) != 0)
                continue;
            const char *value = in + key_size;
            while (value < close && strchr(" \t\r\n=\"'", *value))
                value++;
            const char *name = find_label(value, strcspn(value, " \t\r\n\"'/>;?"));
            if (name)
                return name;
        }
    }
    return NULL;
}

static const char *find_said_anywhere(const char *bytes, size_t size)
{
    char window[SAID_WINDOW + 1];
    size = size < SAID_WINDOW ? size : SAID_WINDOW;
    memcpy(window, bytes, size);
    window[size] = '\0'; /* what is searched ends here, whatever stands in it */
    const char *name = find_said(window, size, "<?xml", "encoding");
    return name ? name : find_said(window, size, "<meta", "charset");
}

static const char *guess(const char *bytes, size_t size)
{
    const char *name = NULL;
    uchardet_t detector = uchardet_new();
    size = size < GUESS_WINDOW ? size : GUESS_WINDOW;
    if (detector && uchardet_handle_data(detector, bytes, size) == 0) {
        uchardet_data_end(detector);
        const char *label = uchardet_get_charset(detector);
        name = find_label(label, strlen(label));
    }
    if (detector)
        uchardet_delete(detector);
    return name;
}

/* Whether enough of the signs beyond ASCII are UTF-8: such text is only damaged. In other sets
 * they are so by chance alone, one in five at most. */
static bool is_mostly_utf8(const char *bytes, size_t size)
{
    const uint8_t *at = (const uint8_t *)bytes, *end = at + size;
    size_t good = 0, bad = 0;
    while (at < end) {
        ucs4_t sign;
        int used = u8_mbtoucr(&sign, at, (size_t)(end - at));
        good += used > 1;
        bad += used < 0;
        at += used > 0 ? used : 1;
    }
    return 2 * good >= bad;
}

struct charset charset_find(const char *bytes, size_t size)
{
    for (size_t i = 0; i < MARK_COUNT; i++)
        if (size >= marks[i].size && memcmp(bytes, marks[i].bytes, marks[i].size) == 0)
            return (struct charset){marks[i].name, marks[i].size};
    const char *name = NULL;
    if (size && memchr(bytes, '\0', size))
        name = find_wide(bytes, size);
    else if (size && !is_mostly_utf8(bytes, size)) {
        name = find_said_anywhere(bytes, size);
        if (!name || name == utf8)
            name = guess(bytes, size);
    }
    return (struct charset){name ? name : utf8, 0};
}

static size_t count_replacements(const char *bytes, size_t size)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    size_t count = 0;
    const char *end = bytes + size;
    for (const char *at = bytes; at < end; at += 3, count++)
        if (!(at = memmem(at, (size_t)(end - at), replacement, 3)))
            break;
    return count;
}

bool charset_convert(struct charset charset, const char *bytes, size_t size, struct text *out,
                     size_t *lost)
{
    const char *name = charset.name;
    for (size_t i = 0; i < WIDER_COUNT; i++)
        if (strcmp(wider_sets[i].name, name) == 0)
            name = wider_sets[i].wider;
    size_t converted_size = 0;
    uint8_t *converted =
        u8_conv_from_encoding(name, iconveh_replacement_character, bytes + charset.mark,
                              size - charset.mark, NULL, NULL, &converted_size);
    *lost = 0;
    if (!converted && size > charset.mark)
        return false;
    if (converted_size) {
        text_append(out, (const char *)converted, converted_size);
        *lost = count_replacements((const char *)converted, converted_size);
    }
    free(converted);
    size_t unit = strncmp(name, "UTF-16", 6) == 0 ? 2 : strncmp(name, "UTF-32", 6) == 0 ? 4 : 1;
    if ((size - charset.mark) % unit) { /* which the system drops without a word */
        text_add(out, "\uFFFD");
        ++*lost;
    }
    return true;
}
