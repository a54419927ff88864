#include "article/kind.h"

#include "article/html.h"
#include "article/markdown.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *ending;
    enum article_type type;
} endings[] = {
    {".md", ARTICLE_MARKDOWN}, {".markdown", ARTICLE_MARKDOWN}, {".mkd", ARTICLE_MARKDOWN},
    {".html", ARTICLE_HTML},   {".htm", ARTICLE_HTML},          {".xhtml", ARTICLE_HTML},
};
enum { ENDING_COUNT = sizeof endings / sizeof *endings };

static enum article_type type_of_name(const char *path)
{
    size_t size = strlen(path);
    for (size_t i = 0; i < ENDING_COUNT; i++) {
        size_t ending = strlen(endings[i].ending);
        if (size > ending && strcasecmp(path + size - ending, endings[i].ending) == 0)
            return endings[i].type;
    }
    return ARTICLE_TEXT;
}

enum article_type kind_find(const char *path, const char *bytes, size_t size)
{
    enum article_type named = type_of_name(path);
    if (html_is_page(bytes, size))
        return ARTICLE_HTML;
    if (named == ARTICLE_MARKDOWN || markdown_is_likely(bytes, size))
        return ARTICLE_MARKDOWN;
    if (html_has_tags(bytes, size))
        return ARTICLE_HTML;
    return named == ARTICLE_HTML && memchr(bytes, '<', size) ? ARTICLE_HTML : ARTICLE_TEXT;
}
