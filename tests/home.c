#include "home.h"

#include "base/text.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

char *home_make(void)
{
    const char *folder = getenv("TMPDIR");
    struct text name = {0};
    text_format(&name, "%s/abreast-home-XXXXXX", folder ? folder : "/tmp");
    if (!mkdtemp(name.bytes))
        abort();
    return name.bytes;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

void home_remove(char *home)
{
    if (home)
        nftw(home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(home);
}
