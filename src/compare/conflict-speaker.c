/* Who says it: one quotation given to two speakers. */
#include "compare/conflict-scene.h"

#include "article/article.h"

#include <string.h>

static const char *text_of(const struct scene *scene, enum side side)
{
    return scene->vocabulary->analyses[side]->article->text;
}

static bool is_capital(char c)
{
    return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xc3;
}

/* The last word of a speaker's name. Roles and bodies in lower case ("the police") have none:
 * anybody may speak for them. */
static struct span surname_of(const char *text, struct span speaker)
{
    struct span surname = {speaker.end, speaker.end};
    while (surname.start > speaker.start && text[surname.start - 1] != ' ' &&
           text[surname.start - 1] != '\n')
        surname.start--;
    if (span_is_empty(surname) || !is_capital(text[surname.start]))
        surname.end = surname.start;
    return surname;
}

static bool is_held(const char *text, struct span word, const char *in, struct span name)
{
    size_t size = span_size(word);
    for (size_t at = name.start; at + size <= name.end; at++)
        if (memcmp(in + at, text + word.start, size) == 0)
            return true;
    return false;
}

/* Both are named, and neither surname is told on the other side: a house and its spokesman are one
 * source. */
static bool speakers_differ(const struct scene *scene)
{
    const char *left = text_of(scene, SIDE_LEFT), *right = text_of(scene, SIDE_RIGHT);
    struct span a = scene_statement(scene, SIDE_LEFT)->speaker;
    struct span b = scene_statement(scene, SIDE_RIGHT)->speaker;
    struct span x = surname_of(left, a), y = surname_of(right, b);
    return !span_is_empty(x) && !span_is_empty(y) && !is_held(left, x, right, b) &&
           !is_held(right, y, left, a) &&
           !is_held(left, x, right, scene_statement(scene, SIDE_RIGHT)->span) &&
           !is_held(right, y, left, scene_statement(scene, SIDE_LEFT)->span);
}

bool speakers_agree(const struct scene *scene)
{
    const char *left = text_of(scene, SIDE_LEFT), *right = text_of(scene, SIDE_RIGHT);
    struct span a = scene_statement(scene, SIDE_LEFT)->speaker;
    struct span b = scene_statement(scene, SIDE_RIGHT)->speaker;
    struct span x = surname_of(left, a), y = surname_of(right, b);
    return (!span_is_empty(x) && is_held(left, x, right, b)) ||
           (!span_is_empty(y) && is_held(right, y, left, a));
}

/* The items that a span of the text covers; false where it covers none. */
static bool items_in(const struct scene *scene, enum side side, struct span span,
                     struct stretch *stretch)
{
    bool found = false;
    for (size_t i = 0; i < scene_size(scene, side); i++) {
        struct span word = scene_token(scene, side, i)->span;
        if (word.start < span.start || word.end > span.end)
            continue;
        if (!found)
            stretch->first = i;
        stretch->last = i;
        found = true;
    }
    return found;
}

/* The speaker as the statement has it: the name, or the pronoun beside the verb of saying. */
static struct stretch speaker_items(const struct scene *scene, enum side side)
{
    const struct statement *statement = scene_statement(scene, side);
    struct stretch stretch = {0, 0};
    if (items_in(scene, side, statement->speaker, &stretch))
        return stretch;
    if (items_in(scene, side, statement->frame, &stretch) && stretch.first > 0)
        stretch.first--;
    return stretch;
}

/* Of the telling words that one side quotes, how many the other side tells; the whole quotation
 * must be short enough to be taken up. */
static bool is_taken_up(const struct scene *scene, enum side side)
{
    size_t telling = 0, agreeing = 0;
    for (size_t i = 0; i < scene_size(scene, side); i++)
        if (scene_token(scene, side, i)->flags & TOKEN_QUOTED &&
            scene_item(scene, side, i)->content) {
            telling++;
            agreeing += !scene_is_free(scene, side, i);
        }
    return agreeing >= 3 && agreeing * 10 >= telling * 6;
}

/* The name that a statement begins with outside quotations, if the other side does not tell it and
 * nobody else is known to say the statement: who speaks there. */
static struct stretch leading_name(const struct scene *scene, enum side side)
{
    enum { REACH = 4 };
    for (size_t i = 0; i < REACH && i < scene_size(scene, side); i++) {
        const char *name = scene_token(scene, side, i)->name;
        struct stretch stretch = {i, i};
        if (!name)
            continue;
        while (stretch.last + 1 < scene_size(scene, side) &&
               scene_token(scene, side, stretch.last + 1)->name == name)
            stretch.last++;
        struct span speaker = scene_statement(scene, side)->speaker;
        struct span first = scene_token(scene, side, i)->span;
        bool other =
            !span_is_empty(speaker) && (first.start < speaker.start || first.end > speaker.end);
        for (size_t k = stretch.first; k <= stretch.last; k++)
            if (other || !scene_is_free(scene, side, k) ||
                scene_token(scene, side, k)->flags & TOKEN_QUOTED)
                return (struct stretch){1, 0};
        return stretch;
    }
    return (struct stretch){1, 0};
}

/* What somebody says in quotation marks here is told as the words of somebody else there. */
static struct conflict other_source(const struct scene *scene)
{
    if (!is_taken_up(scene, SIDE_LEFT) && !is_taken_up(scene, SIDE_RIGHT))
        return conflict_none;
    struct stretch a = leading_name(scene, SIDE_LEFT), b = leading_name(scene, SIDE_RIGHT);
    if (a.first > a.last || b.first > b.last || !scene_is_sure(scene))
        return conflict_none;
    return conflict_between(REASON_PERSON, SEVERITY_HARD, 0.9, a, b);
}

struct conflict conflict_speaker(const struct scene *scene)
{
    double share = quotation_shared(scene);
    if (share < 0.8 || !speakers_differ(scene))
        return other_source(scene);
    return conflict_between(REASON_PERSON, SEVERITY_HARD, 0.9, speaker_items(scene, SIDE_LEFT),
                            speaker_items(scene, SIDE_RIGHT));
}
