#include "tools/completions.h"

#include "options.h"

#include <string.h>

/* What the shell offers for an argument. */
enum offer { OFFER_NOTHING, OFFER_FILES, OFFER_FOLDERS, OFFER_CHOICES };

static enum offer offer_of(const struct option_description *option)
{
    if (option->choices)
        return OFFER_CHOICES;
    if (strcmp(option->argument, "FILE") == 0)
        return OFFER_FILES;
    return strcmp(option->argument, "FOLDER") == 0 ? OFFER_FOLDERS : OFFER_NOTHING;
}

/* The choices with blanks between. */
static void add_choices(const struct option_description *option, struct text *out)
{
    struct text choices = {0};
    option->choices(&choices);
    for (const char *at = text_string(&choices); *at; at++)
        if (*at != ',')
            text_append(out, at, 1);
    text_free(&choices);
}

/* A shell pattern for the option in its spellings. */
static void add_pattern(const struct option_description *option, struct text *out)
{
    if (option->letter)
        text_format(out, "-%c | ", option->letter);
    text_format(out, "--%s", option->name);
}

static void add_bash_argument(const struct option_description *option, struct text *out)
{
    text_add(out, "    ");
    add_pattern(option, out);
    text_add(out, ")\n");
    switch (offer_of(option)) {
    case OFFER_CHOICES:
        text_add(out, "        mapfile -t COMPREPLY < <(compgen -W '");
        add_choices(option, out);
        text_add(out, "' -- \"$word\") ;;\n");
        break;
    case OFFER_FILES:
        text_add(out, "        compopt -o default ;;\n");
        break;
    case OFFER_FOLDERS:
        text_add(out, "        compopt -o dirnames ;;\n");
        break;
    case OFFER_NOTHING:
        text_add(out, "        ;;\n");
        break;
    }
}

static void add_bash_words(struct text *out)
{
    struct option_description option;
    for (size_t i = 0; options_describe(i, &option); i++) {
        if (option.letter)
            text_format(out, "%s-%c", i ? " " : "", option.letter);
        text_format(out, "%s--%s%s", i || option.letter ? " " : "", option.name,
                    option.argument ? "=" : "");
    }
}

void completions_bash(struct text *out)
{
    struct option_description option;
    text_add(out, "# Completion of abreast for bash, made from the table in src/options.c by\n"
                  "# RECORD=1 tests/completion-test.\n\n"
                  "_abreast()\n"
                  "{\n"
                  "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
                  "    COMPREPLY=()\n"
                  "    # A \"=\" is a word of its own here.\n"
                  "    if [[ $word == = ]]; then\n"
                  "        word=\n"
                  "    elif [[ $before == = ]]; then\n"
                  "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
                  "    fi\n\n"
                  "    case $before in\n");
    for (size_t i = 0; options_describe(i, &option); i++)
        if (option.argument)
            add_bash_argument(&option, out);
    text_add(out,
             "    *)\n"
             "        if [[ $word != -* || \" ${COMP_WORDS[*]:1:COMP_CWORD-1} \" == *' -- '* ]]; "
             "then\n"
             "            compopt -o default\n"
             "            return\n"
             "        fi\n"
             "        mapfile -t COMPREPLY < <(compgen -W '");
    add_bash_words(out);
    text_add(out, "' -- \"$word\")\n"
                  "        [[ ${COMPREPLY-} != *= ]] || compopt -o nospace ;;\n"
                  "    esac\n"
                  "}\n"
                  "complete -F _abreast abreast\n");
}

/* The help as zsh takes it inside quotes and brackets. */
static void add_zsh_help(const char *help, struct text *out)
{
    size_t size = strlen(help);
    while (size && strchr(" :", help[size - 1]))
        size--;
    for (size_t i = 0; i < size; i++) {
        if (strchr("[]:\\", help[i]))
            text_add(out, "\\");
        if (help[i] == '\'')
            text_add(out, "'\\'");
        text_append(out, &help[i], 1);
    }
}

static void add_zsh_argument(const struct option_description *option, struct text *out)
{
    text_add(out, ":");
    for (const char *at = option->argument; *at; at++) {
        char small = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        text_append(out, &small, 1);
    }
    switch (offer_of(option)) {
    case OFFER_CHOICES:
        text_add(out, ":(");
        add_choices(option, out);
        text_add(out, ")");
        break;
    case OFFER_FILES:
        text_add(out, ":_files");
        break;
    case OFFER_FOLDERS:
        text_add(out, ":_files -/");
        break;
    case OFFER_NOTHING:
        text_add(out, ": ");
        break;
    }
}

/* A letter's argument may follow it at once, a long name's stands behind "=" or in the next word.
 */
static void add_zsh_option(const struct option_description *option, struct text *out)
{
    const char *letter_end = option->argument ? "+" : "", *name_end = option->argument ? "=" : "";
    text_add(out, "    ");
    if (option->letter)
        text_format(out, "'(-%c --%s)'{-%c%s,--%s%s}'[", option->letter, option->name,
                    option->letter, letter_end, option->name, name_end);
    else
        text_format(out, "'--%s%s[", option->name, name_end);
    add_zsh_help(option->help, out);
    text_add(out, "]");
    if (option->argument)
        add_zsh_argument(option, out);
    text_add(out, "' \\\n");
}

void completions_zsh(struct text *out)
{
    struct option_description option;
    text_add(out, "#compdef abreast\n"
                  "# Completion of abreast for zsh, made from the table in src/options.c by\n"
                  "# RECORD=1 tests/completion-test.\n\n"
                  "_arguments -s -S \\\n");
    for (size_t i = 0; options_describe(i, &option); i++)
        add_zsh_option(&option, out);
    text_add(out, "    '1:left article:_files' \\\n"
                  "    '2:right article:_files'\n");
}
