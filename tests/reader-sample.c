#include "reader-sample.h"

#include "base/memory.h"
#include "reader/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include <cmocka.h>

/* A link between the statements that hold these words; for a conflict they are what clashes. */
struct sample_link {
    enum link_kind kind;
    enum severity severity;
    enum reason reason;
    unsigned confidence;
    const char *left, *right;
};

struct sample_side {
    const char *path, *outlet;
    const struct hand_block *blocks;
    size_t count;
};

struct sample_pair {
    const char *name;
    struct sample_side sides[SIDE_COUNT];
    const struct sample_link *links;
    size_t link_count;
    bool no_statement; /* on the left */
    bool two_events;
};

static const struct hand_block ferry_left[] = {
    {BLOCK_TITLE, "Ferry runs aground off Skerry Island"},
    {BLOCK_BYLINE, "By Ines Okafor"},
    {BLOCK_PARAGRAPH,
     "The ferry Tern struck a reef shortly before dawn on Tuesday with 84 people on board. "
     "All of them were brought ashore by noon, the coast guard said. Nobody was hurt."},
    {BLOCK_HEADING, "What went wrong"},
    {BLOCK_PARAGRAPH,
     "Captain Edda Lund steered by hand because the autopilot had failed; a second radar was "
     "switched off. She had twice asked the company to have it mended, as her letter of the "
     "spring shows."},
    {BLOCK_ITEM, "The reef is marked on every chart of the sound."},
    {BLOCK_ITEM, "The light on the point was burning."},
    {BLOCK_HEADING, "What comes next"},
    {BLOCK_PARAGRAPH,
     "The ship is to be towed to Port Amsel on Friday if the weather holds. Engineers found "
     "two holes below the waterline. No oil has leaked, the harbour master said."},
    {BLOCK_QUOTATION, "We were lucky with the tide, a teacher from the island said."},
};

static const struct hand_block ferry_right[] = {
    {BLOCK_TITLE, "Eighty-four saved from stranded ferry"},
    {BLOCK_PARAGRAPH,
     "Rescuers took 79 people off the ferry Tern after it had hit a reef on Tuesday morning. "
     "Three passengers were treated for cold."},
    {BLOCK_PARAGRAPH, "The coast guard had finished by noon."},
    {BLOCK_HEADING, "The cause"},
    {BLOCK_PARAGRAPH,
     "The company denies that the autopilot had failed. Both radars worked, it says. Edda Lund "
     "has sailed this route for eleven years and has never lost as much as an anchor."},
    {BLOCK_ITEM, "The light on the point was out."},
    {BLOCK_ITEM, "The tide was high."},
    {BLOCK_HEADING, "The ship"},
    {BLOCK_PARAGRAPH,
     "A tug will bring it to Port Amsel on Friday; divers found two holes in the hull. Fuel has "
     "leaked into the bay."},
    {BLOCK_PARAGRAPH, "Ferries to the island are cancelled until Sunday."},
};

static const struct sample_link ferry_links[] = {
    {LINK_MATCH, SEVERITY_NONE, REASON_NONE, 611, "runs aground", "stranded ferry"},
    {LINK_MATCH, SEVERITY_NONE, REASON_NONE, 702, "84 people on board", "Eighty-four"},
    {LINK_CONFLICT, SEVERITY_HARD, REASON_NUMBER, 874, "84 people", "79 people"},
    {LINK_MATCH, SEVERITY_NONE, REASON_NONE, 933, "by noon", "by noon"},
    {LINK_CONFLICT, SEVERITY_SOFT, REASON_OUTCOME, 540, "Nobody was hurt", "treated for cold"},
    {LINK_CONFLICT, SEVERITY_SOFT, REASON_CERTAINTY, 655, "had failed", "denies that"},
    {LINK_CONFLICT, SEVERITY_HARD, REASON_ANTONYM, 910, "burning", "out."},
    {LINK_MATCH, SEVERITY_NONE, REASON_NONE, 820, "Port Amsel", "Port Amsel"},
    {LINK_MATCH, SEVERITY_NONE, REASON_NONE, 788, "two holes", "two holes"},
    {LINK_CONFLICT, SEVERITY_HARD, REASON_POLARITY, 845, "No oil has leaked", "Fuel has leaked"},
};

static const struct sample_link calm_links[] = {
    {LINK_MATCH, SEVERITY_NONE, REASON_NONE, 933, "by noon", "by noon"},
    {LINK_MATCH, SEVERITY_NONE, REASON_NONE, 820, "Port Amsel", "Port Amsel"},
};

/* Signs of two columns; letters with marks written apart; clusters that show as one sign; letters
 * that run from right to left; a word longer than any pane. */
static const struct hand_block wide_left[] = {
    {BLOCK_TITLE, "灯台で火事、けが人なし"},
    {BLOCK_PARAGRAPH,
     "火は月曜日の午前三時ごろ、北の岬の古い灯台で出た。消防隊は夜明け前に火を消し止めた。"
     "灯台守の一家四人は無事だった。"},
    {BLOCK_PARAGRAPH,
     "Zoe\u0308 Nu\u0301n\u0303ez saw a\u0328\u0301 glow. She sent "
     "\U0001F469\u200D\U0001F469\u200D\U0001F467 "
     "and \U0001F44D\U0001F3FD and \U0001F1EB\U0001F1EE and \u2764\uFE0F to her friends."},
    {BLOCK_ITEM, "\u05E9\u05DC\u05D5\u05DD \u05DC\u05DB\u05D5\u05DC\u05DD stood on the wall."},
    {BLOCK_PARAGRAPH,
     "Lighthousekeeperswidowsandorphansfundtreasurersassistantsdeputysecretaryoftheboard spoke."},
};

static const struct hand_block wide_right[] = {
    {BLOCK_TITLE, "등대 화재"},
    {BLOCK_PARAGRAPH, "화재는 월요일 새벽 네 시쯤 북쪽 곶의 등대에서 일어났다. 다친 사람은 없었다. "
                      "消防隊は昼まで働いた。"},
    {BLOCK_PARAGRAPH, "Zo\u00EB N\u00FA\u00F1ez slept \U0001F634 all night."},
};

static const struct sample_link wide_links[] = {
    {LINK_MATCH, SEVERITY_NONE, REASON_NONE, 700, "火事", "화재"},
    {LINK_CONFLICT, SEVERITY_HARD, REASON_NUMBER, 801, "三時", "네 시"},
    {LINK_CONFLICT, SEVERITY_SOFT, REASON_DATE, 600, "夜明け前", "昼まで"},
    {LINK_CONFLICT, SEVERITY_HARD, REASON_ANTONYM, 752, "saw a\u0328\u0301 glow",
     "slept \U0001F634"},
};

static const struct hand_block equal_blocks[] = {
    {BLOCK_PARAGRAPH, "The bridge is shut."},
    {BLOCK_PARAGRAPH, "It opens again in May."},
};

static const struct sample_link equal_links[] = {
    {LINK_MATCH, SEVERITY_NONE, REASON_NONE, 1000, "bridge", "bridge"},
    {LINK_MATCH, SEVERITY_NONE, REASON_NONE, 1000, "May", "May"},
};

static const struct hand_block bare_blocks[] = {{BLOCK_PARAGRAPH, "* * *"}};
static const struct hand_block short_left[] = {{BLOCK_PARAGRAPH, "Snow fell."}};
static const struct hand_block short_right[] = {{BLOCK_PARAGRAPH, "Rain fell."}};
static const struct sample_link short_links[] = {
    {LINK_CONFLICT, SEVERITY_HARD, REASON_WORDING, 500, "Snow", "Rain"},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define SIDE(path, outlet, blocks)                                                                 \
    {                                                                                              \
        path, outlet, blocks, COUNT(blocks)                                                        \
    }

static const struct sample_pair pairs[] = {
    {"ferry",
     {SIDE("tern.txt", "Sound Courier", ferry_left), SIDE("-", "Island Post", ferry_right)},
     ferry_links,
     COUNT(ferry_links),
     false,
     false},
    {"calm",
     {SIDE("tern.txt", "Sound Courier", ferry_left), SIDE("-", "Island Post", ferry_right)},
     calm_links,
     COUNT(calm_links),
     false,
     false},
    {"wide",
     {SIDE("wide.txt", "岬新聞", wide_left), SIDE("saebyeok.txt", "새벽", wide_right)},
     wide_links,
     COUNT(wide_links),
     false,
     false},
    {"equal",
     {SIDE("a.txt", "a.txt", equal_blocks), SIDE("b.txt", "b.txt", equal_blocks)},
     equal_links,
     COUNT(equal_links),
     false,
     false},
    {"bare",
     {SIDE("a.txt", "a.txt", bare_blocks), SIDE("b.txt", "b.txt", equal_blocks)},
     NULL,
     0,
     true,
     false},
    {"short",
     {SIDE("a.txt", "a.txt", short_left), SIDE("b.txt", "b.txt", short_right)},
     short_links,
     COUNT(short_links),
     false,
     false},
    {"strangers",
     {SIDE("tern.txt", "Sound Courier", ferry_left), SIDE("b.txt", "b.txt", equal_blocks)},
     NULL,
     0,
     false,
     true},
};

static bool ends_statement(const char *text)
{
    return strncmp(text, ". ", 2) == 0 || strncmp(text, "; ", 2) == 0;
}

/* Takes the statements of one block each apart: after a full stop or a semicolon. */
static void split_statements(struct hand_side *side)
{
    struct analysis *analysis = &side->analysis;
    const char *text = side->article.text, *stop = "。";
    struct statement *statements = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < analysis->statement_count; i++) {
        struct statement rest = analysis->statements[i];
        for (size_t at = rest.span.start; at < rest.span.end; at++) {
            size_t step = ends_statement(text + at) ? 1 : strncmp(text + at, stop, 3) == 0 ? 3 : 0;
            if (step == 0 || at + step >= rest.span.end)
                continue;
            struct statement part = rest;
            part.span.end = at + step;
            MEMORY_APPEND(statements, count, capacity, part);
            rest.span.start = at + step + (text[at + step] == ' ');
        }
        MEMORY_APPEND(statements, count, capacity, rest);
    }
    free(analysis->statements);
    analysis->statements = statements;
    analysis->statement_count = count;
}

static void make_side(struct sample *sample, enum side side, const struct sample_pair *pair)
{
    const struct sample_side *from = &pair->sides[side];
    struct hand_side *made = &sample->made.sides[side];
    hand_side_make(made, from->path, from->outlet, from->blocks, from->count);
    for (size_t i = 0; i < from->count; i++)
        if (from->blocks[i].kind == BLOCK_ITEM)
            made->article.blocks[i].marker = side == SIDE_LEFT ? "\u2022" : "3.";
    split_statements(made);
    if (side == SIDE_LEFT && pair->no_statement)
        made->analysis.statement_count = made->analysis.sentence_count = 0;
}

static void make_links(struct sample *sample, const struct sample_pair *pair)
{
    struct hand_made *made = &sample->made;
    for (size_t i = 0; i < pair->link_count; i++) {
        const struct sample_link *from = &pair->links[i];
        struct evidence *evidence = &sample->evidence[i];
        *evidence = (struct evidence){
            .kind = from->kind == LINK_MATCH ? EVIDENCE_SAME : EVIDENCE_CLASH,
            .left = hand_span(made, SIDE_LEFT, from->left),
            .right = hand_span(made, SIDE_RIGHT, from->right),
        };
        sample->links[i] = (struct link){
            .kind = from->kind,
            .severity = from->severity,
            .reason = from->reason,
            .confidence = from->confidence,
            .left = analysis_statement(&made->sides[SIDE_LEFT].analysis, evidence->left.start),
            .right = analysis_statement(&made->sides[SIDE_RIGHT].analysis, evidence->right.start),
            .evidence = evidence,
            .evidence_count = 1,
        };
    }
    hand_made_join(made, sample->links, pair->link_count);
    made->comparison.same_event = !pair->two_events;
}

static bool write_report(void *context, const char *path, bool overwrite, struct failure *failure)
{
    struct sample_report *report = context;
    report->asked++;
    report->overwrite = overwrite;
    text_clear(&report->path);
    text_add(&report->path, path);
    return !report->fail || failure_set(failure, "%s", report->fail);
}

static void make_report(void *context, const char *path, struct text *out)
{
    (void)context;
    text_format(out, "The report for %s\n\nA line of it.\n", path);
}

static void begin(struct sample *sample)
{
    sample->session = session_new(&sample->made.comparison, CONFIDENCE_DEFAULT);
    sample->services = (struct reader_services){.context = &sample->report,
                                                .report_path = "report.md",
                                                .write_report = write_report,
                                                .make_report = make_report};
    reader_start(&sample->reader, sample->session, &sample->services);
}

struct sample *sample_new(const char *name)
{
    const struct sample_pair *pair = pairs;
    while (pair < pairs + COUNT(pairs) && strcmp(pair->name, name) != 0)
        pair++;
    if (pair == pairs + COUNT(pairs))
        return NULL;
    struct sample *sample = memory_new(1, sizeof *sample);
    make_side(sample, SIDE_LEFT, pair);
    make_side(sample, SIDE_RIGHT, pair);
    make_links(sample, pair);
    begin(sample);
    return sample;
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* One to three sentences; most are short, one of three is long. */
static void write_block(struct text *out, uint32_t *seed)
{
    static const char *const words[] = {"a",       "mill",  "stood",     "by",      "the",
                                        "harbour", "until", "Wednesday", "morning", "and",
                                        "nobody",  "had",   "asked"};
    for (size_t sentences = 1 + next_random(seed) % 3; sentences; sentences--) {
        size_t count = next_random(seed) % 3 ? 4 + next_random(seed) % 12 : 60;
        for (size_t i = 0; i < count; i++)
            text_format(out, "%s%s", i ? " " : "", words[next_random(seed) % COUNT(words)]);
        text_add(out, sentences > 1 ? ". " : ".");
    }
}

static void make_random_side(struct hand_side *side, const char *path, uint32_t *seed)
{
    enum { BLOCKS = 30 };
    struct hand_block blocks[BLOCKS];
    struct text texts[BLOCKS] = {0};
    for (size_t i = 0; i < BLOCKS; i++) {
        write_block(&texts[i], seed);
        blocks[i] = (struct hand_block){BLOCK_PARAGRAPH, text_string(&texts[i])};
    }
    hand_side_make(side, path, path, blocks, BLOCKS);
    split_statements(side);
    for (size_t i = 0; i < BLOCKS; i++)
        text_free(&texts[i]);
}

/* About half of the left statements, each with one of the next right ones, or with any. */
static size_t make_random_links(struct sample *sample, bool ordered, uint32_t *seed)
{
    const struct analysis *left = &sample->made.sides[SIDE_LEFT].analysis,
                          *right = &sample->made.sides[SIDE_RIGHT].analysis;
    size_t count = 0, next = 0;
    for (size_t i = 0; i < left->statement_count && count < SAMPLE_LINKS_MAX; i++) {
        if (next_random(seed) % 2)
            continue;
        size_t to = ordered ? next + next_random(seed) % 3 : next_random(seed);
        next = to + 1;
        if (ordered && to >= right->statement_count)
            break;
        sample->links[count++] = (struct link){.kind = LINK_MATCH,
                                               .confidence = 500 + next_random(seed) % 500,
                                               .left = i,
                                               .right = to % right->statement_count};
    }
    return count;
}

struct sample *sample_new_random(uint32_t seed, bool ordered)
{
    struct sample *sample = memory_new(1, sizeof *sample);
    make_random_side(&sample->made.sides[SIDE_LEFT], "left.txt", &seed);
    make_random_side(&sample->made.sides[SIDE_RIGHT], "right.txt", &seed);
    hand_made_join(&sample->made, sample->links, make_random_links(sample, ordered, &seed));
    begin(sample);
    return sample;
}

void sample_free(struct sample *sample)
{
    reader_stop(&sample->reader);
    grid_free(&sample->grid);
    session_free(sample->session);
    hand_made_free(&sample->made);
    text_free(&sample->report.path);
    free(sample);
}

static void happen(struct sample *sample, struct event event)
{
    reader_event(&sample->reader, &event);
    if (sample->grid.cells)
        reader_draw(&sample->reader, &sample->grid);
}

void sample_resize(struct sample *sample, size_t rows, size_t columns)
{
    grid_resize(&sample->grid, rows, columns);
    happen(sample, (struct event){.kind = EVENT_RESIZE, .row = rows, .column = columns});
}

void sample_key(struct sample *sample, unsigned key)
{
    happen(sample, (struct event){.kind = EVENT_KEY, .key = key});
}

bool sample_keys(struct sample *sample, const char *names)
{
    while (*names) {
        size_t size = strcspn(names, " ");
        unsigned key = key_parse(names, size);
        if (key == KEY_NONE)
            return false;
        sample_key(sample, key);
        names += size;
        names += strspn(names, " ");
    }
    return true;
}

void sample_press(struct sample *sample, const char *names)
{
    assert_true(sample_keys(sample, names));
}

struct sample *sample_open(const char *pair, size_t rows, size_t columns)
{
    struct sample *sample = sample_new(pair);
    assert_non_null(sample);
    sample_resize(sample, rows, columns);
    return sample;
}

void sample_type(struct sample *sample, const char *text)
{
    size_t size = strlen(text);
    ucs4_t sign;
    for (size_t at = 0; at < size;) {
        at += (size_t)u8_mbtouc(&sign, (const uint8_t *)text + at, size - at);
        sample_key(sample, sign);
    }
}

void sample_mouse(struct sample *sample, enum event_kind kind, size_t row, size_t column)
{
    happen(sample, (struct event){.kind = kind, .row = row, .column = column});
}

bool sample_stands_at(const struct sample *sample, const char *words)
{
    const struct pane *pane = &sample->reader.panes[sample->reader.focus];
    const struct analysis *analysis = pane_analysis(pane);
    size_t statement = pane_statement(pane);
    if (statement >= analysis->statement_count)
        return false;
    const char *text = pane_article(pane)->text + analysis->statements[statement].span.start;
    return strncmp(text, words, strlen(words)) == 0;
}

const char *sample_message(const struct sample *sample)
{
    return text_string(&sample->reader.message);
}

void sample_screen(const struct sample *sample, struct text *out)
{
    const struct grid *grid = &sample->grid;
    for (size_t row = 0; row < grid->rows; row++) {
        for (size_t column = 0; column < grid->columns; column++) {
            const struct cell *cell = grid_cell(grid, row, column);
            text_append(out, cell->bytes, cell->size);
        }
        while (out->size && out->bytes[out->size - 1] == ' ')
            out->bytes[--out->size] = '\0';
        text_add_byte(out, '\n');
    }
}
