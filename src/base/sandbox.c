#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Calls of another kind of program than this one are told by this number; without one that is known
 * here nothing is filtered. */
#if defined __x86_64__ && !defined __ILP32__
#define NATIVE AUDIT_ARCH_X86_64
#elif defined __aarch64__ && !defined __AARCH64EB__
#define NATIVE AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define NATIVE AUDIT_ARCH_RISCV64
#elif defined __powerpc64__ && defined __LITTLE_ENDIAN__
#define NATIVE AUDIT_ARCH_PPC64LE
#endif

/* The leak checker of a test build stops its own process by ptrace from a clone. */
#if defined __SANITIZE_ADDRESS__
#define HAS_LEAK_CHECKER 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define HAS_LEAK_CHECKER 1
#endif
#endif

#ifdef NATIVE

static const uint32_t refused[] = {
    /* the network */
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept,
    SYS_accept4,
    /* other programs */
    SYS_execve,
    SYS_execveat,
#ifdef SYS_fork
    SYS_fork,
    SYS_vfork,
#endif
#ifndef HAS_LEAK_CHECKER
    SYS_clone,
    SYS_clone3,
    SYS_ptrace,
#endif
    /* other processes */
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kill,
    SYS_tkill,
    SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo,
    SYS_pidfd_open,
    SYS_pidfd_send_signal,
    SYS_pidfd_getfd,
    /* what a file is, which Landlock lets pass; fchmod is how a report gets its mode */
    SYS_fchmodat,
    SYS_fchownat,
    SYS_fchown,
    SYS_truncate,
    SYS_setxattr,
    SYS_lsetxattr,
    SYS_fsetxattr,
    SYS_removexattr,
    SYS_lremovexattr,
    SYS_fremovexattr,
    SYS_utimensat,
#ifdef SYS_chmod
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_utime,
    SYS_utimes,
    SYS_futimesat,
#endif
#ifdef SYS_fchmodat2
    SYS_fchmodat2,
#endif
    /* ways round a filter, and parts of the kernel that no reader needs */
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_unshare,
    SYS_setns,
    SYS_open_by_handle_at,
    SYS_open_tree,
    SYS_move_mount,
    SYS_fsopen,
    SYS_init_module,
    SYS_finit_module,
    SYS_kexec_load,
};
enum { REFUSED_COUNT = sizeof refused / sizeof *refused };

/* Of ioctl: keys put into the terminal would be commands to the shell behind us. */
static const uint32_t refused_controls[] = {TIOCSTI, TIOCLINUX};
enum { CONTROL_COUNT = sizeof refused_controls / sizeof *refused_controls };

enum { FOREIGN_CALLS = 0x40000000 /* from here on, of x32 on x86-64; elsewhere there is none */ };
enum { PROGRAM_MAX = 2 * (REFUSED_COUNT + CONTROL_COUNT) + 12 };

struct program {
    struct sock_filter steps[PROGRAM_MAX];
    unsigned short count;
};

static void add(struct program *program, unsigned code, uint32_t value, unsigned yes, unsigned no)
{
    program->steps[program->count++] =
        (struct sock_filter){(uint16_t)code, (uint8_t)yes, (uint8_t)no, value};
}

static void load(struct program *program, size_t place)
{
    add(program, BPF_LD | BPF_W | BPF_ABS, (uint32_t)place, 0, 0);
}

static void refuse(struct program *program)
{
    add(program, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM, 0, 0);
}

static void refuse_equal(struct program *program, uint32_t value)
{
    add(program, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    refuse(program);
}

/* Of an argument the lower half, which is all that the kernel looks at. */
static size_t argument_place(size_t number)
{
    const uint16_t probe = 1;
    size_t half = *(const uint8_t *)&probe ? 0 : sizeof(uint32_t);
    return offsetof(struct seccomp_data, args) + number * sizeof(uint64_t) + half;
}

static void make_program(struct program *program)
{
    load(program, offsetof(struct seccomp_data, arch));
    add(program, BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 1, 0);
    refuse(program);
    load(program, offsetof(struct seccomp_data, nr));
    add(program, BPF_JMP | BPF_JGE | BPF_K, FOREIGN_CALLS, 0, 1);
    refuse(program);
    for (size_t i = 0; i < REFUSED_COUNT; i++)
        refuse_equal(program, refused[i]);
    add(program, BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 1, 0);
    add(program, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
    load(program, argument_place(1));
    for (size_t i = 0; i < CONTROL_COUNT; i++)
        refuse_equal(program, refused_controls[i]);
    add(program, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
}

static bool can_filter_calls(void)
{
    uint32_t action = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

static void filter_calls(void)
{
    struct program program = {.count = 0};
    make_program(&program);
    struct sock_fprog all = {program.count, program.steps};
    syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &all);
}

#else

static bool can_filter_calls(void)
{
    return false;
}

static void filter_calls(void)
{
}

#endif

/* Landlock's third version can refuse to cut a file short, too; older headers do not name that. */
enum { LANDLOCK_WITH_TRUNCATE = 3 };
static const uint64_t truncate_access = 1ULL << 14;

static const uint64_t write_access = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                     LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                     LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

/* What is granted: no devices, sockets and the like. */
static const uint64_t folder_access = LANDLOCK_ACCESS_FS_WRITE_FILE |
                                      LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                      LANDLOCK_ACCESS_FS_MAKE_REG;
static const uint64_t file_access = LANDLOCK_ACCESS_FS_WRITE_FILE;

static long landlock_version(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static void grant(int rules, const char *path, uint64_t handled)
{
    struct stat status;
    int place = open(path, O_PATH | O_CLOEXEC);
    if (place < 0)
        return;
    uint64_t access =
        fstat(place, &status) == 0 && S_ISDIR(status.st_mode) ? folder_access : file_access;
    struct landlock_path_beneath_attr rule = {
        .allowed_access = (access | truncate_access) & handled,
        .parent_fd = place,
    };
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(place);
}

static void bound_writing(const char *const writable[], size_t count)
{
    long version = landlock_version();
    if (version < 1)
        return;
    struct landlock_ruleset_attr handled = {
        .handled_access_fs =
            write_access | (version >= LANDLOCK_WITH_TRUNCATE ? truncate_access : 0),
    };
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0)
        return;
    for (size_t i = 0; i < count; i++)
        grant(rules, writable[i], handled.handled_access_fs);
    grant(rules, "/dev/tty", handled.handled_access_fs);
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}

void sandbox_enter(const char *const writable[], size_t count)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return;
    bound_writing(writable, count);
    filter_calls();
}

bool sandbox_refused(const char *place)
{
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 && access(place, W_OK) == 0;
}

bool sandbox_bounds_writing(void)
{
    return landlock_version() > 0;
}

void sandbox_describe(struct text *out)
{
    text_add(out, can_filter_calls() ? "network and other programs" : "nothing");
    if (sandbox_bounds_writing())
        text_add(out, ", writing outside of named folders");
}
