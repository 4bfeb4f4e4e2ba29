/* The contents on the disk: what each sector and each length has been since its file was last synced. */
#include "losing-disk.h"

#define SECTOR 512
#define BUCKETS 4096

struct content {
  struct content *next; /* newer */
  unsigned char bytes[SECTOR];
};
struct sector {
  struct sector *next;
  off_t number;
  struct content *synced, *newest;
  int newer; /* how many contents after the synced one */
};
struct file {
  struct file *next;
  dev_t dev;
  ino_t ino;
  int fd; /* our own; never closed, because closing one drops every POSIX lock that the process has on the file */
  int is_index;
  off_t synced_length, length, *lengths;
  int newer_lengths, most_lengths;
  struct sector *sectors[BUCKETS];
};
static struct file *files;

int is_index_file(const struct file *file) { return file->is_index; }
off_t length_of(const struct file *file) { return file->length; }
int is_same_file(const struct file *file, const struct stat *found) {
  return file->ino == found->st_ino && file->dev == found->st_dev;
}

struct file *file_of(int fd, const char *path) {
  struct stat found;
  if (fstat(fd, &found) != 0 || !S_ISREG(found.st_mode)) return NULL;
  for (struct file *file = files; file; file = file->next)
    if (is_same_file(file, &found)) return file;
  struct file *file = allocate(sizeof *file);
  file->dev = found.st_dev;
  file->ino = found.st_ino;
  file->is_index = is_index(path);
  file->synced_length = file->length = found.st_size;
  file->fd = real.open(path, O_RDWR | O_CLOEXEC);
  if (file->fd < 0) {
    if ((fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDONLY) fail("cannot open a second time", path);
    free(file);
    return NULL;
  }
  file->next = files;
  files = file;
  return file;
}

static void read_sector(const struct file *file, off_t number, unsigned char *into) {
  memset(into, 0, SECTOR);
  if (pread(file->fd, into, SECTOR, number * SECTOR) < 0) fail("cannot read", NULL);
}

static struct sector *sector_of(struct file *file, off_t number) {
  struct sector **bucket = &file->sectors[number % BUCKETS];
  for (struct sector *sector = *bucket; sector; sector = sector->next)
    if (sector->number == number) return sector;
  struct sector *sector = allocate(sizeof *sector);
  sector->number = number;
  sector->synced = sector->newest = allocate(sizeof *sector->synced);
  read_sector(file, number, sector->synced->bytes);
  sector->next = *bucket;
  *bucket = sector;
  return sector;
}

void before_change(struct file *file, off_t from, off_t to) {
  for (off_t number = from / SECTOR; number * SECTOR < to; number++) sector_of(file, number);
}

void after_change(struct file *file, off_t from, off_t to) {
  for (off_t number = from / SECTOR; number * SECTOR < to; number++) {
    struct sector *sector = sector_of(file, number);
    struct content *content = allocate(sizeof *content);
    read_sector(file, number, content->bytes);
    sector->newest = sector->newest->next = content;
    sector->newer++;
  }
}

void set_length(struct file *file, off_t length) {
  if (length == file->length) return;
  if (file->newer_lengths == file->most_lengths) {
    file->most_lengths = file->most_lengths ? file->most_lengths * 2 : 16;
    file->lengths = realloc(file->lengths, sizeof *file->lengths * (size_t)file->most_lengths);
    if (!file->lengths) fail("no memory", NULL);
  }
  file->lengths[file->newer_lengths++] = file->length = length;
}

/* A write that came past this library would make every result of it worthless. */
static void expect_length(const struct file *file) {
  struct stat found;
  if (fstat(file->fd, &found) == 0 && found.st_size == file->length) return;
  char link[64], path[PATH_MAX] = "";
  snprintf(link, sizeof link, "/proc/self/fd/%d", file->fd);
  if (readlink(link, path, sizeof path - 1) < 0) path[0] = 0;
  fprintf(stderr, "losing-disk: %lld bytes, %lld were written\n", (long long)found.st_size, (long long)file->length);
  fail("a file was changed past this library", path);
}

void sync_file(struct file *file) {
  expect_length(file);
  for (int bucket = 0; bucket < BUCKETS; bucket++) {
    for (struct sector *sector = file->sectors[bucket], *next; sector; sector = next) {
      next = sector->next;
      for (struct content *content = sector->synced, *newer; content; content = newer) {
        newer = content->next;
        free(content);
      }
      free(sector);
    }
    file->sectors[bucket] = NULL;
  }
  file->synced_length = file->length;
  file->newer_lengths = 0;
}

static void cut_file(struct file *file, int kept_percent) {
  off_t length = file->synced_length;
  if (file->newer_lengths > 0 && below(100) < kept_percent) length = file->lengths[below(file->newer_lengths)];
  for (int bucket = 0; bucket < BUCKETS; bucket++)
    for (struct sector *sector = file->sectors[bucket]; sector; sector = sector->next) {
      struct content *content = sector->synced;
      if (sector->newer > 0 && below(100) < kept_percent) {
        /* The newest mostly; a disk may also have been given an earlier one. */
        int back = below(4) == 0 ? below(sector->newer) : 0;
        for (int step = sector->newer - back; step > 0; step--) content = content->next;
      }
      if (real.pwrite(file->fd, content->bytes, SECTOR, sector->number * SECTOR) != SECTOR)
        fail("cannot write at the cut", NULL);
    }
  if (real.ftruncate(file->fd, length) != 0) fail("cannot cut", NULL);
}

static void fill_with_noise(const struct file *file) {
  struct stat found;
  if (fstat(file->fd, &found) != 0) fail("cannot look", NULL);
  for (off_t at = 0; at < found.st_size; at += 8) {
    uint64_t number = random_number();
    size_t bytes = found.st_size - at < 8 ? (size_t)(found.st_size - at) : 8;
    if (real.pwrite(file->fd, &number, bytes, at) < 0) fail("cannot write at the cut", NULL);
  }
}

void cut_contents(void) {
  static const int shares[] = {0, 0, 10, 50, 90, 100};
  int kept_percent = shares[below(6)];
  for (struct file *file = files; file; file = file->next) {
    if (file->is_index) {
      fill_with_noise(file);
      continue;
    }
    expect_length(file);
    cut_file(file, kept_percent);
  }
}
