/* What the process calls instead of the C library's own. */
#include "losing-disk.h"
#include <linux/fs.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#define MOST_FDS 65536
static struct file *by_fd[MOST_FDS];

/* A number may have been closed past this library, in a call that glibc keeps to itself, and be another file's now. */
static struct file *tracked(int fd) {
  struct stat found;
  struct file *file = is_on() && fd >= 0 && fd < MOST_FDS ? by_fd[fd] : NULL;
  if (!file) return NULL;
  if (fstat(fd, &found) == 0 && is_same_file(file, &found)) return file;
  by_fd[fd] = NULL;
  return NULL;
}

static ssize_t write_at(int fd, const void *bytes, size_t count, off_t at, int moves) {
  pthread_mutex_lock(&lock);
  struct file *file = tracked(fd);
  ssize_t room, done = -1;
  if (!file) fail("a file was closed while it was written", NULL);
  if (!is_index_file(file)) operation();
  if ((room = room_for(TAKES_ROOM, count)) >= 0) {
    if (moves) at = fcntl(fd, F_GETFL) & O_APPEND ? length_of(file) : lseek(fd, 0, SEEK_CUR);
    if (!is_index_file(file)) before_change(file, at, at + room);
    done = moves ? real.write(fd, bytes, (size_t)room) : real.pwrite(fd, bytes, (size_t)room, at);
    if (!is_index_file(file) && done > 0) {
      after_change(file, at, at + done);
      if (at + done > length_of(file)) set_length(file, at + done);
    }
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

ssize_t write(int fd, const void *bytes, size_t count) {
  return tracked(fd) ? write_at(fd, bytes, count, 0, 1) : (is_on(), real.write(fd, bytes, count));
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  return tracked(fd) ? write_at(fd, bytes, count, at, 0) : (is_on(), real.pwrite(fd, bytes, count, at));
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { return pwrite64(fd, bytes, count, at); }

static ssize_t write_parts(int fd, const struct iovec *parts, int count, off_t at, int moves) {
  ssize_t total = 0;
  for (int i = 0; i < count; i++) {
    ssize_t done = write_at(fd, parts[i].iov_base, parts[i].iov_len, at + total, moves);
    if (done < 0) return total > 0 ? total : -1;
    total += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return total;
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (tracked(fd)) return write_parts(fd, parts, count, 0, 1);
  static ssize_t (*real_writev)(int, const struct iovec *, int);
  if (!real_writev) real_writev = real_call("writev");
  return real_writev(fd, parts, count);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  if (tracked(fd)) return write_parts(fd, parts, count, at, 0);
  static ssize_t (*real_pwritev)(int, const struct iovec *, int, off64_t);
  if (!real_pwritev) real_pwritev = real_call("pwritev64");
  return real_pwritev(fd, parts, count, at);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return pwritev64(fd, parts, count, at); }

/* Copies inside the kernel are refused, so that whoever copies falls back to writing. */
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t bytes, unsigned flags) {
  if (!is_on() || !tracked(out)) return real.syscall(SYS_copy_file_range, in, in_at, out, out_at, bytes, flags);
  errno = ENOSYS;
  return -1;
}
ssize_t sendfile64(int out, int in, off64_t *at, size_t bytes) {
  if (!is_on() || !tracked(out)) return real.sendfile(out, in, at, bytes);
  errno = EINVAL;
  return -1;
}
ssize_t sendfile(int out, int in, off_t *at, size_t bytes) { return sendfile64(out, in, at, bytes); }
long syscall(long number, ...) {
  is_on();
  va_list list;
  long a[6];
  va_start(list, number);
  for (int i = 0; i < 6; i++) a[i] = va_arg(list, long);
  va_end(list);
  if (number == SYS_close) return close((int)a[0]);
  if (number == SYS_copy_file_range && tracked((int)a[2])) {
    errno = ENOSYS;
    return -1;
  }
  return real.syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
int ioctl(int fd, unsigned long request, ...) {
  static int (*real_ioctl)(int, unsigned long, void *);
  if (!real_ioctl) real_ioctl = real_call("ioctl");
  va_list list;
  va_start(list, request);
  void *argument = va_arg(list, void *);
  va_end(list);
  if (request != FICLONE || !is_on() || !tracked(fd)) return real_ioctl(fd, request, argument);
  errno = EOPNOTSUPP;
  return -1;
}
int fallocate64(int fd, int mode, off64_t at, off64_t bytes) {
  if (!is_on() || !tracked(fd)) return (int)real.syscall(SYS_fallocate, fd, mode, at, bytes);
  errno = EOPNOTSUPP;
  return -1;
}
int fallocate(int fd, int mode, off_t at, off_t bytes) { return fallocate64(fd, mode, at, bytes); }
void *mmap64(void *at, size_t bytes, int protection, int flags, int fd, off64_t from) {
  is_on();
  struct file *file = fd >= 0 ? tracked(fd) : NULL;
  if (file && !is_index_file(file) && (protection & PROT_WRITE) && (flags & MAP_SHARED))
    fail("a file is written through memory, which this library does not see", NULL);
  return real.mmap(at, bytes, protection, flags, fd, from);
}
void *mmap(void *at, size_t bytes, int protection, int flags, int fd, off_t from) {
  return mmap64(at, bytes, protection, flags, fd, from);
}

static int truncate_file(struct file *file, off_t length, int fd) {
  off_t before = length_of(file);
  if (!is_index_file(file)) operation();
  if (length > before && room_for(TAKES_ROOM, 1) < 0) return -1;
  if (is_index_file(file)) return real.ftruncate(fd, length);
  if (length < before) before_change(file, length, before);
  if (real.ftruncate(fd, length) != 0) return -1;
  if (length < before) after_change(file, length, before);
  set_length(file, length);
  return 0;
}
int ftruncate64(int fd, off64_t length) {
  if (!tracked(fd)) return is_on(), real.ftruncate(fd, length);
  pthread_mutex_lock(&lock);
  int done = truncate_file(by_fd[fd], length, fd), error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }
int truncate64(const char *path, off64_t length) {
  char full[PATH_MAX];
  if (is_on() && under_root(AT_FDCWD, path, full)) fail("truncate by name, which this library does not follow", path);
  return real.truncate(path, length);
}
int truncate(const char *path, off_t length) { return truncate64(path, length); }

static int open_tracked(const char *path, int flags, mode_t mode) {
  struct stat found;
  int is_new = 0, wipes = 0;
  pthread_mutex_lock(&lock);
  int fd = -1, is_there = lstat(path, &found) == 0;
  if (!is_there && (flags & O_CREAT)) {
    is_new = 1;
    if (!is_index(path)) operation();
    if (room_for(TAKES_ROOM, 1) < 0) goto done;
  }
  wipes = is_there && (flags & O_TRUNC) && S_ISREG(found.st_mode);
  fd = real.open(path, wipes ? flags & ~O_TRUNC : flags, mode);
  if (fd < 0) goto done;
  if (fd >= MOST_FDS) fail("too many open files", path);
  if (is_new && !is_index(path)) remember(CREATED, path, NULL, NULL);
  by_fd[fd] = file_of(fd, path);
  if (wipes && by_fd[fd] && truncate_file(by_fd[fd], 0, fd) != 0) fail("cannot empty", path);
done:;
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return fd;
}
static int open_any(int folder, const char *path, int flags, mode_t mode) {
  char full[PATH_MAX];
  if (is_on() && under_root(folder, path, full)) {
    if ((flags & O_TMPFILE) == O_TMPFILE) fail("a file without a name", path);
    return open_tracked(full, flags, mode);
  }
  return real.openat(folder, path, flags, mode);
}
#define MODE(flags, mode)                                      \
  mode_t mode = 0;                                             \
  if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) { \
    va_list list;                                              \
    va_start(list, flags);                                     \
    mode = (mode_t)va_arg(list, int);                          \
    va_end(list);                                              \
  }
int open64(const char *path, int flags, ...) {
  MODE(flags, mode)
  return open_any(AT_FDCWD, path, flags, mode);
}
int open(const char *path, int flags, ...) {
  MODE(flags, mode)
  return open_any(AT_FDCWD, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) {
  MODE(flags, mode)
  return open_any(folder, path, flags, mode);
}
int openat(int folder, const char *path, int flags, ...) {
  MODE(flags, mode)
  return open_any(folder, path, flags, mode);
}
int creat64(const char *path, mode_t mode) { return open_any(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat(const char *path, mode_t mode) { return creat64(path, mode); }
int close(int fd) {
  if (!tracked(fd)) return is_on(), real.close(fd);
  pthread_mutex_lock(&lock);
  by_fd[fd] = NULL;
  int done = real.close(fd), error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

static int sync_any(int fd, int (*sync)(int)) {
  struct stat found;
  char link[64], path[PATH_MAX], full[PATH_MAX];
  struct file *file = tracked(fd);
  if (!control || fstat(fd, &found) != 0) return sync(fd);
  if (!file) {
    if (!S_ISDIR(found.st_mode)) return sync(fd);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return -1;
    path[length] = 0;
    if (!under_root(AT_FDCWD, path, full)) return sync(fd);
  }
  pthread_mutex_lock(&lock);
  int done = 0;
  if (!file || !is_index_file(file)) operation();
  if (room_for(SYNCS, 1) < 0) done = -1;
  else if (control->lies) done = 0;
  else if (!file) sync_folder(full);
  else if (!is_index_file(file)) sync_file(file);
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
int fsync(int fd) { return is_on(), sync_any(fd, real.fsync); }
int fdatasync(int fd) { return is_on(), sync_any(fd, real.fdatasync); }

static int remove_tracked(const char *path) {
  char grave[PATH_MAX];
  pthread_mutex_lock(&lock);
  int done;
  if (is_index(path)) {
    done = real.unlink(path);
  } else {
    operation();
    next_grave(grave);
    done = real.rename(path, grave);
    if (done == 0) remember(REMOVED, path, NULL, grave);
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
static int remove_folder_tracked(const char *path) {
  pthread_mutex_lock(&lock);
  operation();
  int done = real.rmdir(path), error = errno;
  if (done == 0) remember(FOLDER_REMOVED, path, NULL, NULL);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
int unlinkat(int folder, const char *path, int flags) {
  char full[PATH_MAX];
  struct stat found;
  if (!is_on() || !under_root(folder, path, full)) return real.unlinkat(folder, path, flags);
  if (flags & AT_REMOVEDIR) return remove_folder_tracked(full);
  if (lstat(full, &found) != 0) return -1;
  if (S_ISDIR(found.st_mode)) {
    errno = EISDIR;
    return -1;
  }
  return remove_tracked(full);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
  struct stat found;
  if (lstat(path, &found) != 0) return -1;
  return S_ISDIR(found.st_mode) ? rmdir(path) : unlink(path);
}

int rename(const char *from, const char *to) {
  char full_from[PATH_MAX], full_to[PATH_MAX], grave[PATH_MAX];
  struct stat found;
  if (!is_on()) return real.rename(from, to);
  const char *tracked_from = under_root(AT_FDCWD, from, full_from), *tracked_to = under_root(AT_FDCWD, to, full_to);
  if (!tracked_from && !tracked_to) return real.rename(from, to);
  if (!tracked_from || !tracked_to) fail("a file is moved in or out", from);
  pthread_mutex_lock(&lock);
  operation();
  int replaces = lstat(full_to, &found) == 0 && !S_ISDIR(found.st_mode);
  if (replaces) {
    next_grave(grave);
    if (real.link(full_to, grave) != 0) fail("cannot keep what is replaced", full_to);
  }
  int done = real.rename(full_from, full_to), error = errno;
  if (done == 0) remember(RENAMED, full_from, full_to, replaces ? grave : NULL);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  if (from_folder == AT_FDCWD && to_folder == AT_FDCWD) return rename(from, to);
  char full_from[PATH_MAX], full_to[PATH_MAX];
  if (is_on() && (under_root(from_folder, from, full_from) || under_root(to_folder, to, full_to)))
    fail("a file is moved by its folder's number", from);
  return (int)real.syscall(SYS_renameat, from_folder, from, to_folder, to);
}
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  if (flags == 0) return renameat(from_folder, from, to_folder, to);
  char full_from[PATH_MAX], full_to[PATH_MAX];
  if (is_on() && (under_root(from_folder, from, full_from) || under_root(to_folder, to, full_to)))
    fail("a renaming this library does not follow", from);
  return (int)real.syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}
int link(const char *from, const char *to) {
  char full[PATH_MAX];
  if (!is_on() || !under_root(AT_FDCWD, to, full)) return is_on(), real.link(from, to);
  pthread_mutex_lock(&lock);
  operation();
  int done = room_for(TAKES_ROOM, 1) < 0 ? -1 : real.link(from, full), error = errno;
  if (done == 0) remember(CREATED, full, NULL, NULL);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
int mkdir(const char *path, mode_t mode) {
  char full[PATH_MAX];
  if (!is_on() || !under_root(AT_FDCWD, path, full)) return is_on(), real.mkdir(path, mode);
  pthread_mutex_lock(&lock);
  operation();
  int done = room_for(TAKES_ROOM, 1) < 0 ? -1 : real.mkdir(full, mode), error = errno;
  if (done == 0) remember(FOLDER_MADE, full, NULL, NULL);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

/* A full disk says so when it is asked. */
int statfs64(const char *path, struct statfs64 *said) {
  static int (*real_statfs)(const char *, struct statfs64 *);
  if (!real_statfs) real_statfs = real_call("statfs64");
  char full[PATH_MAX];
  int done = real_statfs(path, said);
  if (done == 0 && is_on() && under_root(AT_FDCWD, path, full) && control->refuse_after == 0 &&
      (control->refuse_what & TAKES_ROOM) && control->refuse_errno == ENOSPC)
    said->f_bavail = said->f_bfree = 0;
  return done;
}
