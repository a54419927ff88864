/* Two articles made by hand of texts that try to break out of a report, each a block and linked
 * with one on the other side, with notes and verdicts that try it, too. */
#ifndef ABREAST_TESTS_HOSTILE_H
#define ABREAST_TESTS_HOSTILE_H

#include "base/visible.h"
#include "hand-made.h"
#include "notes/anchor.h"
#include "report/report.h"

struct raw {
    const char *bytes;
    size_t size;
};
#define RAW(literal)                                                                               \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static const struct raw hostile_texts[] = {
    RAW("A plain sentence."),
    RAW("<script>alert('x')</script>"),
    RAW("\"><img src=x onerror=alert(1)>"),
    RAW("' onmouseover='alert(1)"),
    RAW("</blockquote></style></title></textarea><!-- ]]> -->"),
    RAW("&amp; &#60;b&#62; &lt"),
    RAW("=1+1"),
    RAW("+cmd|' /C calc'!A0"),
    RAW("-2+3"),
    RAW("@SUM(A1:A9)"),
    RAW("\t=HYPERLINK(\"http://x.example\")"),
    RAW("\r\n=1"),
    RAW("  =1"),
    RAW("'=1"),
    RAW("\xEF\xBC\x9D"
        "1+1"),
    RAW("a,b;c\td \"quoted\" \"\"twice\"\""),
    RAW("\x1B[31mred\x1B]0;title\x07 bell\x08\x7F"),
    RAW("C1 \xC2\x85\xC2\x9B"
        "31m \xC2\x90q"),
    RAW("bidi \xE2\x80\xAE"
        "desrever \xE2\x81\xA6 on\xE2\x80\x8F"),
    RAW("line\xE2\x80\xA8separator\xE2\x80\xA9paragraph"),
    RAW("NUL \0 in the middle"),
    RAW("not UTF-8 \xFF\xFE \xC0\xAF \xED\xA0\x80 end"),
    RAW("tag \xF3\xA0\x81\x81 zero\xE2\x80\x8Bwidth \xEF\xBB\xBFmark"),
    RAW("{\"json\": [\"\\u0000\", \\\"]}"),
    RAW("%s %n %100d %%"),
    RAW("# head *bold* [link](javascript:alert(1)) `code` <http://x.example>"),
    RAW("\xE6\x96\x87\xE5\xAD\x97 \xF0\x9F\x87\xA9\xF0\x9F\x87\xAA \xF0\x9F\x98\x80 e\xCC\x81"),
    RAW("\\ \\\\ \\\" trailing \\"),
};
enum { HOSTILE_COUNT = sizeof hostile_texts / sizeof *hostile_texts };

struct hostile {
    struct hand_made made;
    struct text texts[HOSTILE_COUNT]; /* made visible, one line each */
    struct text notes[HOSTILE_COUNT]; /* as a report should have them */
    struct text path;
    struct link links[HOSTILE_COUNT];
    struct evidence evidence[HOSTILE_COUNT];
    struct session *session;
};

/* The right side has the texts in the opposite order. */
static inline size_t hostile_right(size_t left)
{
    return HOSTILE_COUNT - 1 - left;
}

static inline void hostile_link(struct hostile *hostile, size_t i)
{
    struct span left = hostile->made.sides[SIDE_LEFT].analysis.statements[i].span;
    struct span right = hostile->made.sides[SIDE_RIGHT].analysis.statements[hostile_right(i)].span;
    static const struct link kinds[] = {
        {.kind = LINK_MATCH},
        {.kind = LINK_CONFLICT, .severity = SEVERITY_HARD, .reason = REASON_NUMBER},
        {.kind = LINK_CONFLICT, .severity = SEVERITY_SOFT, .reason = REASON_WORDING},
    };
    hostile->evidence[i] = (struct evidence){EVIDENCE_CLASH, left, right};
    hostile->links[i] = kinds[i % 3];
    hostile->links[i].left = i;
    hostile->links[i].right = hostile_right(i);
    hostile->links[i].confidence = 500;
    hostile->links[i].evidence = &hostile->evidence[i];
    hostile->links[i].evidence_count = 1;
}

/* Notes are C strings: they end at a NUL. */
static inline void hostile_say(struct hostile *hostile, size_t i, const char *note)
{
    struct remark remark = {.mark = (enum mark)(i % MARK_COUNT), .note = note};
    visible_append(&hostile->notes[i], note, strlen(note), NULL);
    session_say(hostile->session, target_of_statement(SIDE_LEFT, i), &remark);
    remark.verdict = i % 4 == 0   ? VERDICT_NONE
                     : i % 4 == 1 ? VERDICT_CONFIRMED
                     : i % 4 == 2 ? VERDICT_REJECTED
                                  : VERDICT_RELABELLED;
    session_say(hostile->session, target_of_link(&hostile->links[i]), &remark);
}

/* The same said of a statement that is gone. */
static inline void hostile_lose(struct hostile *hostile, const char *note)
{
    struct anchor anchor = {.exact = (char *)note, .prefix = (char *)note, .suffix = (char *)note};
    struct remark remark = {.note = note};
    session_keep_orphan(hostile->session,
                        (struct anchored){{anchor_copy(&anchor)}, remark_copy(&remark)});
}

/* Articles of HOSTILE_COUNT texts, each with a NUL behind it. */
static inline struct hostile *hostile_make(const struct raw *raws)
{
    struct hostile *hostile = memory_new(1, sizeof *hostile);
    struct hand_block left[HOSTILE_COUNT], right[HOSTILE_COUNT];
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        const struct raw *raw = &raws[i];
        visible_append_line(&hostile->texts[i], raw->bytes, raw->size);
        left[i] = (struct hand_block){(enum block_kind)(i % 6), hostile->texts[i].bytes};
        right[hostile_right(i)] = (struct hand_block){BLOCK_PARAGRAPH, left[i].text};
    }
    text_add(&hostile->path, "=a\"b'<c>&/d, e:f.txt");
    hand_side_make(&hostile->made.sides[SIDE_LEFT], hostile->path.bytes, "<b>=Outlet\"</b>", left,
                   HOSTILE_COUNT);
    hand_side_make(&hostile->made.sides[SIDE_RIGHT], "/right.txt", "@right", right, HOSTILE_COUNT);
    for (size_t i = 0; i < HOSTILE_COUNT; i++)
        hostile_link(hostile, i);
    hand_made_join(&hostile->made, hostile->links, HOSTILE_COUNT);
    hostile->session = session_new(&hostile->made.comparison, 0);
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        hostile_say(hostile, i, raws[i].bytes);
        hostile_lose(hostile, raws[i].bytes);
    }
    return hostile;
}

static inline uint32_t hostile_number(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* A text of pieces that mean something to some format, and of any bytes. */
static inline void hostile_add_random(struct text *out, uint32_t *state)
{
    static const char pieces[] =
        "<>&\"'=+-@,;\t\r\n\\/#*_`[]()!~:.|{}%$ \x1B\x7F\xC2\x9B\xE2\x80\xAE"
        "\xE2\x80\xA8\xEF\xBB\xBF\xF0\x9F\x98\x80\xFF";
    for (uint32_t left = hostile_number(state) % 24; left > 0; left--) {
        uint32_t number = hostile_number(state);
        if (number % 3)
            text_add_byte(out, pieces[number / 3 % (sizeof pieces - 1)]);
        else
            text_add_byte(out, (char)(number / 3));
    }
}

/* Articles of random texts, the same for the same `*state`; `texts` is freed after them. */
static inline struct hostile *hostile_make_random(struct text *texts, uint32_t *state)
{
    struct raw raws[HOSTILE_COUNT];
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        hostile_add_random(&texts[i], state);
        text_format(&texts[i], " %zu.", i); /* none is empty, no two are the same */
        raws[i] = (struct raw){texts[i].bytes, texts[i].size};
    }
    return hostile_make(raws);
}

static inline void hostile_free_random(struct text *texts)
{
    for (size_t i = 0; i < HOSTILE_COUNT; i++)
        text_free(&texts[i]);
}

static inline int hostile_set_up(void **state)
{
    *state = hostile_make(hostile_texts);
    return 0;
}

static inline int hostile_tear_down(void **state)
{
    struct hostile *hostile = *state;
    session_free(hostile->session);
    hand_made_free(&hostile->made);
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        text_free(&hostile->texts[i]);
        text_free(&hostile->notes[i]);
    }
    text_free(&hostile->path);
    free(hostile);
    return 0;
}

static inline void hostile_write(struct hostile *hostile, const struct report_format *format,
                                 bool full, struct text *out)
{
    report_write(format, hostile->session, (struct report_choice){REPORT_ALL, full}, out);
}

#endif
