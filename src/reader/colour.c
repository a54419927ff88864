#include "reader/colour.h"

#include <string.h>

static const struct {
    const char *name;
    struct rgb rgb;
} named[] = {
    {"black", {0, 0, 0}},           {"red", {205, 0, 0}},
    {"green", {0, 205, 0}},         {"yellow", {205, 205, 0}},
    {"blue", {0, 0, 238}},          {"magenta", {205, 0, 205}},
    {"cyan", {0, 205, 205}},        {"white", {229, 229, 229}},
    {"grey", {127, 127, 127}},      {"bright-red", {255, 0, 0}},
    {"bright-green", {0, 255, 0}},  {"bright-yellow", {255, 255, 0}},
    {"bright-blue", {92, 92, 255}}, {"bright-magenta", {255, 0, 255}},
    {"bright-cyan", {0, 255, 255}}, {"bright-white", {255, 255, 255}},
};
enum { NAMED_COUNT = sizeof named / sizeof *named, CUBE = 16, GREYS = 232 };

static const struct {
    const char *name;
    unsigned attribute;
} attributes[] = {
    {"bold", STYLE_BOLD},
    {"underline", STYLE_UNDERLINE},
    {"reverse", STYLE_REVERSE},
    {"dim", STYLE_DIM},
};
enum { ATTRIBUTE_COUNT = sizeof attributes / sizeof *attributes };

static bool is_name(const char *name, const char *word, size_t size)
{
    return strlen(name) == size && memcmp(name, word, size) == 0;
}

struct rgb colour_rgb(short colour)
{
    static const unsigned char steps[] = {0, 95, 135, 175, 215, 255};
    if (colour < CUBE)
        return named[colour].rgb;
    if (colour < GREYS) {
        int place = colour - CUBE;
        return (struct rgb){steps[place / 36], steps[place / 6 % 6], steps[place % 6]};
    }
    unsigned char grey = (unsigned char)(8 + (colour - GREYS) * 10);
    return (struct rgb){grey, grey, grey};
}

static int square(int number)
{
    return number * number;
}

short colour_reduce(short colour, enum depth depth)
{
    static const short counts[DEPTH_COUNT] = {0, 8, 16, COLOUR_COUNT};
    if (colour < counts[depth])
        return colour;
    struct rgb wanted = colour_rgb(colour);
    short best = COLOUR_OWN;
    int nearest = 0;
    for (short i = 0; i < counts[depth]; i++) {
        struct rgb rgb = named[i].rgb;
        int distance = square(rgb.red - wanted.red) + square(rgb.green - wanted.green) +
                       square(rgb.blue - wanted.blue);
        if (best == COLOUR_OWN || distance < nearest) {
            best = i;
            nearest = distance;
        }
    }
    return best;
}

static bool read_number(const char *digits, size_t size, short *colour)
{
    int number = 0;
    if (size == 0 || size > 3 || strspn(digits, "0123456789") < size)
        return false;
    for (size_t i = 0; i < size; i++)
        number = number * 10 + (digits[i] - '0');
    *colour = (short)number;
    return number < COLOUR_COUNT;
}

bool colour_parse(const char *name, size_t size, short *colour)
{
    for (short i = 0; i < NAMED_COUNT; i++)
        if (is_name(named[i].name, name, size)) {
            *colour = i;
            return true;
        }
    if (is_name("default", name, size)) {
        *colour = COLOUR_OWN;
        return true;
    }
    return read_number(name, size, colour);
}

void colour_names(struct text *out)
{
    for (size_t i = 0; i < NAMED_COUNT; i++)
        text_format(out, "%s%s", i ? ", " : "", named[i].name);
}

unsigned attribute_parse(const char *name, size_t size)
{
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++)
        if (is_name(attributes[i].name, name, size))
            return attributes[i].attribute;
    return 0;
}

static void add_colour(short colour, struct text *out)
{
    if (colour == COLOUR_OWN)
        text_add(out, "default");
    else if (colour < NAMED_COUNT)
        text_add(out, named[colour].name);
    else
        text_format(out, "%d", colour);
}

void style_describe(struct style style, struct text *out)
{
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++)
        if (style.attributes & attributes[i].attribute)
            text_format(out, "%s ", attributes[i].name);
    add_colour(style.colour, out);
    text_add(out, " on ");
    add_colour(style.ground, out);
}
