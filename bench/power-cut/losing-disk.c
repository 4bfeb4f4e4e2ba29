/*
 * A disk that loses what was not synced, laid under one process with LD_PRELOAD.
 *
 * The process and its threads see its files as they are. Beside them this library remembers, for each file under
 * NORTHSTAR_DISK_ROOT, every content that each 512-byte sector and the file's length have had since the file was last
 * synced, and every creation, removal and renaming since its folder was last synced. At the simulated power cut it
 * gives each sector one of those contents, each file one of those lengths, and takes back the newest changes of
 * folders; then it kills the process with SIGKILL while it still holds the lock that every operation takes, so that
 * nothing reaches the disk after the cut.
 *
 * The disk changes only by operations, so a cut before operation n, for every n, is every cut there is.
 *
 * What the model assumes of a disk: a sector is written whole or not at all; fsync of a file keeps its content and
 * length but not its name; fsync of a folder keeps the names in it; changes of folders survive in the order they were
 * made, as every journaling file system has it.
 *
 * Files that end in -shm are only an index of the write-ahead log in shared memory, never synced and rebuilt from the
 * log by whoever opens the database first: at the cut they are filled with noise.
 *
 * It also plays a full disk: after a number of writes each further one fails with the error asked for. All that it is
 * told and tells stands in the file NORTHSTAR_DISK_CONTROL, one 64-bit number after the other (losing-disk.ts).
 */
#include "losing-disk.h"
#include <dlfcn.h>
#include <signal.h>
#include <sys/mman.h>

struct real real;
pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
struct control *control;
char root[PATH_MAX], graves[PATH_MAX];
static pthread_once_t once = PTHREAD_ONCE_INIT;
static uint64_t noise;

void fail(const char *what, const char *which) {
  fprintf(stderr, "losing-disk: %s: %s (errno %d)\n", what, which ? which : "", errno);
  abort();
}

void *real_call(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) fail("no such function", name);
  return found;
}

static void begin(void) {
  real = (struct real){
      .open = real_call("open64"),
      .openat = real_call("openat64"),
      .close = real_call("close"),
      .write = real_call("write"),
      .pwrite = real_call("pwrite64"),
      .ftruncate = real_call("ftruncate64"),
      .truncate = real_call("truncate64"),
      .rename = real_call("rename"),
      .unlink = real_call("unlink"),
      .unlinkat = real_call("unlinkat"),
      .link = real_call("link"),
      .mkdir = real_call("mkdir"),
      .rmdir = real_call("rmdir"),
      .fsync = real_call("fsync"),
      .fdatasync = real_call("fdatasync"),
      .sendfile = real_call("sendfile64"),
      .mmap = real_call("mmap64"),
      .syscall = real_call("syscall"),
  };
  const char *at = getenv("NORTHSTAR_DISK_ROOT"), *said = getenv("NORTHSTAR_DISK_CONTROL"),
             *buried = getenv("NORTHSTAR_DISK_GRAVES");
  if (!at || !said || !buried) return;
  if (!realpath(at, root) || !realpath(buried, graves)) fail("cannot find", at);
  int fd = real.open(said, O_RDWR | O_CLOEXEC);
  if (fd < 0) fail("cannot open", said);
  control = real.mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (control == MAP_FAILED) fail("cannot map", said);
  real.close(fd);
  /* This process alone: what it starts has its own disk. */
  unsetenv("LD_PRELOAD");
}
__attribute__((constructor)) static void start(void) { pthread_once(&once, begin); }
int is_on(void) {
  pthread_once(&once, begin);
  return control != NULL;
}

/* splitmix64 */
uint64_t random_number(void) {
  uint64_t z = (noise += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}
int below(int limit) { return (int)(random_number() % (uint64_t)limit); }

void *allocate(size_t bytes) {
  void *made = calloc(1, bytes);
  if (!made) fail("no memory", NULL);
  return made;
}

static void cut_power(void) {
  noise = (uint64_t)control->seed;
  cut_contents();
  cut_names();
  control->was_cut = 1;
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

void operation(void) {
  control->operations++;
  if (control->cut_before > 0 && control->operations >= control->cut_before) cut_power();
}

ssize_t room_for(int what, size_t bytes) {
  if (control->refuse_after < 0 || !(control->refuse_what & what)) return (ssize_t)bytes;
  if (control->refuse_after > 0) {
    control->refuse_after--;
    return (ssize_t)bytes;
  }
  control->refused++;
  if (control->short_write && what == TAKES_ROOM && bytes > 1) {
    control->short_write = 0;
    return (ssize_t)(bytes / 2);
  }
  errno = (int)control->refuse_errno;
  return -1;
}
