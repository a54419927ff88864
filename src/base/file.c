#include "base/file.h"

#include "base/sandbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOOK = 100 /* milliseconds between two looks whether it is over */ };

void file_guard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF) /* the lowest free number is taken */
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    signal(SIGXFSZ, SIG_IGN);
}

/* What a reader can do about an error, where that is not plain from the error itself. */
static const char *remedy(int error)
{
    switch (error) {
    case ENOENT:
        return "; check the name";
    case EACCES:
    case EPERM:
        return "; check its permissions";
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return "; free some space";
    case EROFS:
        return "; choose another folder";
    default:
        return "";
    }
}

void file_place(const char *path, struct text *place)
{
    struct stat status;
    bool exists = stat(path, &status) == 0;
    char *target = exists ? realpath(path, NULL) : NULL;
    const char *name = target ? target : path;
    const char *slash = strrchr(name, '/');
    if (exists && !S_ISREG(status.st_mode))
        text_add(place, path);
    else if (slash)
        text_append(place, name, (size_t)(slash + 1 - name));
    else
        text_add(place, ".");
    free(target);
}

static bool refused_by_sandbox(const char *path)
{
    struct text place = {0};
    file_place(path, &place);
    bool refused = sandbox_refused(place.bytes);
    text_free(&place);
    return refused;
}

static bool fail(struct failure *failure, const char *verb, const char *path, int error)
{
    if (error == EACCES && strcmp(verb, "write") == 0 && refused_by_sandbox(path))
        return failure_set(failure,
                           "cannot write %s: it is outside the working folder; name it by -o, or "
                           "use --no-sandbox",
                           path);
    return failure_set(failure, "cannot %s %s: %s%s", verb, path, strerror(error), remedy(error));
}

bool file_await(int descriptor, bool (*is_over)(void))
{
    struct pollfd input = {.fd = descriptor, .events = POLLIN};
    while (is_over) {
        if (is_over())
            return false;
        if (poll(&input, 1, LOOK) > 0)
            return true;
    }
    return true;
}

int file_drain(int descriptor, bool (*is_over)(void), struct text *bytes)
{
    char buffer[64 * 1024];
    size_t total = 0;
    while (file_await(descriptor, is_over)) {
        ssize_t size = read(descriptor, buffer, sizeof buffer);
        if (size == 0)
            return 0;
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return errno;
        total += (size_t)size;
        if (total > FILE_SIZE_MAX)
            return EFBIG;
        text_append(bytes, buffer, (size_t)size);
    }
    return EINTR;
}

static bool read_all(int descriptor, const char *name, struct text *bytes, struct failure *failure)
{
    int error = file_drain(descriptor, NULL, bytes);
    if (error == EFBIG)
        return failure_set(failure,
                           "cannot read %s: larger than %d MiB; cut it down to the article", name,
                           FILE_SIZE_MAX / (1024 * 1024));
    return !error || fail(failure, "read", name, error);
}

bool file_read(const char *path, struct text *bytes, struct failure *failure)
{
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, "standard input", bytes, failure);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return fail(failure, "read", path, errno);
    struct stat status;
    bool done;
    if (fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode))
        done = failure_set(failure, "cannot read %s: it is a directory; name a file in it", path);
    else
        done = read_all(descriptor, path, bytes, failure);
    close(descriptor);
    return done;
}

bool file_read_stored(const char *path, struct text *bytes, struct failure *failure)
{
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode) &&
        !file_is_same(path, "/dev/null"))
        return failure_set(failure, "cannot read %s: it is a pipe or a device; put a file there",
                           path);
    return file_read(path, bytes, failure);
}

bool file_is_same(const char *path, const char *other)
{
    struct stat a, b;
    return stat(path, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

bool file_can_be_read_again(const char *path)
{
    struct stat status;
    return strcmp(path, "-") != 0 && (stat(path, &status) != 0 || S_ISREG(status.st_mode));
}

void file_add_typed(struct text *path, const char *typed)
{
    const char *home = typed[0] == '~' && (typed[1] == '/' || !typed[1]) ? getenv("HOME") : NULL;
    if (home && *home) {
        size_t size = strlen(home);
        typed++;
        while (*typed && size && home[size - 1] == '/')
            size--;
        text_append(path, home, size);
    }
    text_add(path, typed);
}

bool file_exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

bool file_write_stream(int descriptor, const char *name, const char *bytes, size_t size,
                       struct failure *failure)
{
    while (size) {
        ssize_t written = write(descriptor, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(failure, "write", name, errno);
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

static bool write_device(const char *path, const char *bytes, size_t size, struct failure *failure)
{
    int descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return fail(failure, "write", path, errno);
    bool done = file_write_stream(descriptor, path, bytes, size, failure);
    if (close(descriptor) != 0 && done)
        done = fail(failure, "write", path, errno);
    return done;
}

static bool fail_existing(struct failure *failure, const char *path)
{
    return failure_set(failure, "%s exists; use -f to overwrite it, or choose another name", path);
}

/* Gives the temporary file its name. Without `overwrite` a link is made, which fails where the name
 * is taken by now; file systems without links fall back to a rename. */
static bool publish(const char *temporary, const char *path, bool overwrite,
                    struct failure *failure)
{
    if (!overwrite) {
        if (link(temporary, path) == 0) {
            unlink(temporary);
            return true;
        }
        if (errno == EEXIST)
            return fail_existing(failure, path);
    }
    if (rename(temporary, path) == 0)
        return true;
    return fail(failure, "write", path, errno);
}

static bool write_beside(const char *path, const char *bytes, size_t size, bool overwrite,
                         mode_t mode, struct failure *failure)
{
    struct text name = {0};
    const char *slash = strrchr(path, '/');
    text_append(&name, path, slash ? (size_t)(slash + 1 - path) : 0);
    text_add(&name, ".abreast-XXXXXX"); /* short, for a name may be as long as names can be */
    int descriptor = mkstemp(name.bytes);
    if (descriptor < 0) {
        bool done = fail(failure, "write", path, errno);
        text_free(&name);
        return done;
    }
    bool done = file_write_stream(descriptor, path, bytes, size, failure);
    if (done && (fchmod(descriptor, mode) != 0 || fsync(descriptor) != 0))
        done = fail(failure, "write", path, errno);
    if (close(descriptor) != 0 && done)
        done = fail(failure, "write", path, errno);
    if (done)
        done = publish(name.bytes, path, overwrite, failure);
    if (!done)
        unlink(name.bytes);
    text_free(&name);
    return done;
}

bool file_write(const char *path, const char *bytes, size_t size, bool overwrite,
                struct failure *failure)
{
    struct stat status;
    mode_t mask = umask(077);
    umask(mask);
    if (stat(path, &status) != 0 && lstat(path, &status) == 0)
        return failure_set(failure,
                           "cannot write %s: it is a link to a file that is not there; "
                           "choose another name",
                           path);
    if (stat(path, &status) != 0)
        return write_beside(path, bytes, size, overwrite, 0666 & ~mask, failure);
    if (S_ISDIR(status.st_mode))
        return failure_set(failure, "cannot write %s: it is a directory; name a file in it", path);
    if (!S_ISREG(status.st_mode))
        return write_device(path, bytes, size, failure);
    if (!overwrite)
        return fail_existing(failure, path);
    if (access(path, W_OK) != 0)
        return fail(failure, "write", path, errno);

    /* A link stays a link, its target is replaced. Who may use it stays, but not with whose rights
     * it runs: those were given to other contents. */
    char *target = realpath(path, NULL);
    bool done = target ? write_beside(target, bytes, size, true, status.st_mode & 0777, failure)
                       : fail(failure, "write", path, errno);
    free(target);
    return done;
}

bool file_make_temporary_folder(struct text *folder, struct failure *failure)
{
    const char *place = getenv("TMPDIR");
    size_t before = folder->size;
    text_format(folder, "%s/abreast-XXXXXX", place && *place == '/' ? place : "/tmp");
    return mkdtemp(folder->bytes + before) || fail(failure, "write", folder->bytes, errno);
}

void file_remove_temporary_folder(const char *folder)
{
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries && (entry = readdir(entries));)
        unlinkat(dirfd(entries), entry->d_name, 0);
    if (entries)
        closedir(entries);
    rmdir(folder);
}

bool file_is_temporary(const char *folder, const char *path)
{
    static const char begin[] = "/abreast-";
    static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.";
    size_t size = strlen(folder);
    struct stat status;
    if (strncmp(path, folder, size) != 0 || strncmp(path + size, begin, sizeof begin - 1) != 0)
        return false;
    const char *name = path + size + sizeof begin - 1;
    return name[strspn(name, signs)] == '\0' && lstat(path, &status) == 0 &&
           S_ISREG(status.st_mode);
}

bool file_write_temporary(const char *folder, const char *bytes, size_t size, const char *ending,
                          struct text *name, struct failure *failure)
{
    text_format(name, "%s/abreast-XXXXXX.%s", folder, ending);
    int descriptor = mkstemps(name->bytes, (int)strlen(ending) + 1);
    if (descriptor < 0)
        return fail(failure, "write", name->bytes, errno);
    bool done = file_write_stream(descriptor, name->bytes, bytes, size, failure);
    if (close(descriptor) != 0 && done)
        done = fail(failure, "write", name->bytes, errno);
    if (!done)
        unlink(name->bytes);
    return done;
}

void file_remove(const char *path)
{
    unlink(path);
}
