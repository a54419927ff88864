/* Writes the reports of the hostile articles in all formats into a folder, brief and with both
 * texts, for readers of the formats that are not ours: tests/hostile-reports FOLDER. */
#include "base/file.h"
#include "hostile.h"

#include <stdio.h>

static bool store(struct hostile *hostile, const struct report_format *format, bool full,
                  const char *folder, struct failure *failure)
{
    struct text out = {0}, path = {0};
    hostile_write(hostile, format, full, &out);
    text_format(&path, "%s/hostile-%s.%s", folder, full ? "full" : "brief", format->extension);
    bool done = file_write(path.bytes, text_string(&out), out.size, true, failure);
    text_free(&out);
    text_free(&path);
    return done;
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"markdown", "html", "json", "jsonld", "csv", "text"};
    struct failure failure;
    void *state;
    bool done = argc == 2;
    if (!done)
        failure_set(&failure, "name a folder");
    hostile_set_up(&state);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (int full = 0; full < 2; full++)
            done = done && store(state, report_format_find(names[i]), full, argv[1], &failure);
    hostile_tear_down(&state);
    if (!done)
        fprintf(stderr, "hostile-reports: %s\n", failure.message);
    return !done;
}
