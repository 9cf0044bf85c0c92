/*
 * A file system that fills, slows and fails: preloaded (LD_PRELOAD), for the files whose paths begin with
 * NUMBERING_FAULT_FILES. The process itself says when, through numbering_fault: the at-th act from then on (a write, a
 * change of length, a sync, a file made or removed), and as many after it as it says, does as told instead. Acts are
 * counted one by one; at 0 nothing fails, and they are counted all the same.
 *
 * Kinds: 1 the disk is full, 2 the same after half of what was to be written, 3 the device fails, 4 syncs fail and all
 * else works, 5 each act takes 30 ms, 6 nothing can be made in the folder or removed from it, 7 writes are said to be
 * done and are not: a disk that lies, which must be noticed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MOST 65536
enum act { WRITE, LENGTH, SYNC, FOLDER };
static unsigned char ours[MOST];
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static const char *files;
static size_t files_length;
static long first, last, count, hit;
static int kind;

__attribute__((constructor)) static void begin(void)
{
    files = getenv("NUMBERING_FAULT_FILES");
    files_length = files ? strlen(files) : 0;
}

/* Begins to count anew. Returns how many acts there were before, or with a negative at how many of them failed. */
long numbering_fault(long at, long times, int what)
{
    pthread_mutex_lock(&gate);
    long before = at < 0 ? hit : count;
    if (at >= 0) {
        first = at;
        last = at == 0 ? -1 : times <= 0 ? INT64_MAX : at + times - 1;
        kind = what;
        count = 0;
        hit = 0;
    }
    pthread_mutex_unlock(&gate);
    return before;
}

/* 0, or the error this act ends with; half says whether half of it is done first. */
static int fate(enum act act, int *half)
{
    pthread_mutex_lock(&gate);
    count++;
    int now = first > 0 && count >= first && count <= last, answer = 0, slow = 0;
    if (now) {
        switch (kind) {
        case 1: answer = act == SYNC ? 0 : ENOSPC; break;
        case 2: answer = act == SYNC ? 0 : ENOSPC; *half = act == WRITE; break;
        case 3: answer = EIO; break;
        case 4: answer = act == SYNC ? EIO : 0; break;
        case 5: slow = 1; hit++; break;
        case 7: *half = act == WRITE ? 2 : 0; hit += act == WRITE; break;
        default: answer = act == FOLDER ? EACCES : 0; break;
        }
        hit += answer != 0;
    }
    pthread_mutex_unlock(&gate);
    if (slow)
        usleep(30000);
    return answer;
}

static int is_ours(const char *path) { return files_length && path && !strncmp(path, files, files_length); }
static int has(int fd) { return fd >= 0 && fd < MOST && ours[fd]; }

static int open_any(int at, const char *path, int flags, mode_t mode)
{
    int mine = is_ours(path), half = 0, error;
    if (mine && (flags & O_CREAT) && syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0 && (error = fate(FOLDER, &half))) {
        errno = error;
        return -1;
    }
    int fd = (int)syscall(SYS_openat, at, path, flags, mode);
    if (fd >= 0 && fd < MOST)
        ours[fd] = (unsigned char)mine;
    return fd;
}

#define MODE(flags) mode_t mode = 0; if ((flags) & O_CREAT) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { MODE(flags) return open_any(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_any(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return open_any(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return open_any(at, path, flags | O_LARGEFILE, mode); }

int close(int fd)
{
    if (fd > 2 && fd < MOST)
        ours[fd] = 0;
    return (int)syscall(SYS_close, fd);
}

static ssize_t write_at(int fd, const void *bytes, size_t length, off64_t offset, int here)
{
    int half = 0, error = has(fd) ? fate(WRITE, &half) : 0;
    if (half == 2)
        return (ssize_t)length;
    if (error && !(half && length > 1)) {
        errno = error;
        return -1;
    }
    length = error ? length / 2 : length;
    return here ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
}

ssize_t write(int fd, const void *bytes, size_t length) { return write_at(fd, bytes, length, 0, 1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return write_at(fd, bytes, length, offset, 0); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return write_at(fd, bytes, length, offset, 0); }

static int or_error(int fd, enum act act, long call, off64_t argument)
{
    int half = 0, error = has(fd) ? fate(act, &half) : 0;
    if (error) {
        errno = error;
        return -1;
    }
    return (int)syscall(call, fd, argument);
}

int ftruncate(int fd, off_t length) { return or_error(fd, LENGTH, SYS_ftruncate, length); }
int ftruncate64(int fd, off64_t length) { return or_error(fd, LENGTH, SYS_ftruncate, length); }
int fsync(int fd) { return or_error(fd, SYNC, SYS_fsync, 0); }
int fdatasync(int fd) { return or_error(fd, SYNC, SYS_fdatasync, 0); }

int unlink(const char *path)
{
    int half = 0, error = is_ours(path) ? fate(FOLDER, &half) : 0;
    if (error) {
        errno = error;
        return -1;
    }
    return (int)syscall(SYS_unlink, path);
}
