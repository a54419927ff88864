/* Polarity: one side negates what the other asserts, or denies that it is so. */
#include "compare/conflict-scene.h"
#include "language/lexicon.h"

#include <string.h>

static bool is_negated(const struct token *token)
{
    return (token->flags & TOKEN_NEGATED) != 0;
}

/* Negators, and words that deny without one. */
static size_t count_negators(const struct scene *scene, enum side side)
{
    size_t count = 0;
    for (size_t i = 0; i < scene_size(scene, side); i++)
        count += (scene_token(scene, side, i)->word->classes & (CLASS_NEGATOR | CLASS_DENIAL)) != 0;
    return count;
}

/* "unless", "only if": a condition denies nothing. */
static bool is_conditional(const struct scene *scene)
{
    static const char *const words[] = {"unless", "if", "whether", "until", "yet", "than"};
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        for (size_t i = 0; i < scene_size(scene, side); i++)
            if (scene_is_one_of(scene, side, i, words, sizeof words / sizeof *words))
                return true;
    return false;
}

/* "did not sound", "hasn't yet apologised": the verb right behind a negated auxiliary, outside
 * quotations. */
static bool is_denied_verb(const struct scene *scene, enum side side, size_t at)
{
    static const char *const auxiliaries[] = {
        "did", "does", "do",  "is",   "are", "was",   "were",
        "has", "have", "had", "will", "can", "could", "would",
    };
    static const char *const negators[] = {"not", "never"};
    if (at < 2 || scene_token(scene, side, at)->flags & TOKEN_QUOTED ||
        !scene_is_one_of(scene, side, at - 1, negators, sizeof negators / sizeof *negators))
        return false;
    return scene_is_one_of(scene, side, at - 2, auxiliaries,
                           sizeof auxiliaries / sizeof *auxiliaries);
}

/* Of a quotation of few words all that say something stand quoted on the other side, too: one
 * sentence of somebody, said and unsaid. */
static bool quotes_same(const struct scene *scene)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        size_t quoted = 0, telling = 0, agreeing = 0;
        for (size_t i = 0; i < scene_size(scene, side); i++) {
            if (!(scene_token(scene, side, i)->flags & TOKEN_QUOTED))
                continue;
            quoted++;
            if (!scene_item(scene, side, i)->content)
                continue;
            size_t partner = scene_partner(scene, side, i);
            telling++;
            agreeing += partner != ALIGN_NONE &&
                        scene_token(scene, side_other(side), partner)->flags & TOKEN_QUOTED;
        }
        if (quoted >= 3 && telling > 0 && agreeing == telling)
            return true;
    }
    return false;
}

static bool is_close(const struct scene *scene, size_t a, size_t b)
{
    bool verb = is_denied_verb(scene, SIDE_LEFT, a) || is_denied_verb(scene, SIDE_RIGHT, b);
    bool quoted =
        (scene_token(scene, SIDE_LEFT, a)->flags | scene_token(scene, SIDE_RIGHT, b)->flags) &
        TOKEN_QUOTED;
    if (quoted && scene->likeness < 0.7)
        return scene_is_likely(scene) &&
               quotes_same(scene); /* somebody's words about something else, as often as not */
    if (scene->likeness >= 0.5)
        return true;
    return verb && (scene->cover_more >= 0.6 || scene_is_likely(scene));
}

/* The negated verb's first item: "did not sound". */
static struct stretch with_negator(const struct scene *scene, enum side side, size_t at)
{
    struct stretch stretch = {at, at};
    for (size_t i = at; i-- > 0 && i + 4 > at;)
        if (is_negated(scene_token(scene, side, at)) &&
            scene_token(scene, side, i)->flags & TOKEN_NEGATOR) {
            stretch.first = i > 0 && is_denied_verb(scene, side, at) ? i - 1 : i;
            break;
        }
    return stretch;
}

/* The same words, of which one statement negates one and the other denies nothing: take the
 * negation away and they agree. */
struct conflict conflict_polarity(const struct scene *scene)
{
    size_t left = count_negators(scene, SIDE_LEFT), right = count_negators(scene, SIDE_RIGHT);
    if ((left > 0 && right > 0) || left + right == 0 || is_conditional(scene))
        return conflict_none;
    size_t agreeing =
        scene_agreeing(scene, SIDE_LEFT, (struct stretch){0, scene_size(scene, SIDE_LEFT)});
    bool even = (left + right) % 2 == 0;
    for (size_t i = 0; i < scene->alignment->count; i++) {
        const struct pairing *pairing = &scene->alignment->pairs[i];
        const struct item *x = scene_item(scene, SIDE_LEFT, pairing->a);
        const struct token *s = scene_token(scene, SIDE_LEFT, pairing->a);
        const struct token *t = scene_token(scene, SIDE_RIGHT, pairing->b);
        bool other =
            pairing->relation.kind != RELATION_SAME && pairing->relation.kind != RELATION_SPELLING;
        if (!x->content || other || (s->flags | t->flags) & TOKEN_NAME ||
            is_negated(s) == is_negated(t) || !is_close(scene, pairing->a, pairing->b))
            continue;
        bool verb = is_denied_verb(scene, SIDE_LEFT, pairing->a) ||
                    is_denied_verb(scene, SIDE_RIGHT, pairing->b);
        struct slot slot = scene_slot(scene, pairing->a, pairing->b);
        if (even && !verb)
            continue; /* one negation may take back the other */
        bool said = (s->flags & t->flags) & TOKEN_QUOTED && quotes_same(scene);
        if (said || slot.beside >= 1 || (verb && slot.around >= 2 && agreeing >= 3))
            return conflict_between(REASON_POLARITY,
                                    scene->likeness >= 0.7 || (verb && slot.beside >= 1)
                                        ? SEVERITY_HARD
                                        : SEVERITY_SOFT,
                                    scene_strength(scene, pairing->a, pairing->b),
                                    with_negator(scene, SIDE_LEFT, pairing->a),
                                    with_negator(scene, SIDE_RIGHT, pairing->b));
    }
    return conflict_none;
}

/* "No exception was made", "nothing in the contract": a negative subject says that there is none.
 * "None of this" takes up what stands before it. */
static bool has_negative_subject(const struct scene *scene, enum side side)
{
    static const char *const words[] = {"no", "nothing", "nobody", "none", "neither", "nowhere"};
    static const char *const harmless[] = {"doubt", "wonder", "matter", "longer", "sooner"};
    static const char *const taken_up[] = {"this", "that", "it", "these", "those", "them"};
    return scene_is_one_of(scene, side, 0, words, sizeof words / sizeof *words) &&
           !scene_is_one_of(scene, side, 1, harmless, sizeof harmless / sizeof *harmless) &&
           !scene_is_one_of(scene, side, 2, taken_up, sizeof taken_up / sizeof *taken_up) &&
           !(scene_token(scene, side, 0)->flags & TOKEN_QUOTED);
}

/* None here, and some there. */
struct conflict conflict_none_at_all(const struct scene *scene)
{
    if (!scene->mutual || !scene_is_likely(scene) || is_conditional(scene))
        return conflict_none;
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        if (!has_negative_subject(scene, side) || count_negators(scene, side_other(side)) > 0)
            continue;
        struct stretch here = {0, 1}, there = {0, 0};
        for (size_t i = 0; i < scene_size(scene, side_other(side)); i++)
            if (!scene_is_free(scene, side_other(side), i) &&
                scene_item(scene, side_other(side), i)->content) {
                there = (struct stretch){i, i};
                break;
            }
        return side == SIDE_LEFT
                   ? conflict_between(REASON_POLARITY, SEVERITY_SOFT, 0.9, here, there)
                   : conflict_between(REASON_POLARITY, SEVERITY_SOFT, 0.9, there, here);
    }
    return conflict_none;
}
